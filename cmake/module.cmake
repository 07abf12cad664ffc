# One library target per module, built from the folder it stands in.
#
#   bandaji_module(NAME SOURCES … PUBLIC … PRIVATE …)
#
# PUBLIC and PRIVATE name the targets the module may use; what is not named does
# not link, which is how the dependency directions are kept.
add_library(bandaji_options INTERFACE)
target_include_directories(bandaji_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(bandaji_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-unused-parameter)
# Some of the libraries ask for it, and shared precompiled headers need the same options everywhere.
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  target_compile_options(bandaji_options INTERFACE -pthread)
endif()
# GCC 12 reports overlaps inside std::string that cannot happen (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(bandaji_options INTERFACE -Wno-restrict)
endif()
if(BANDAJI_WARNINGS_AS_ERRORS)
  target_compile_options(bandaji_options INTERFACE -Werror)
endif()
if(BANDAJI_SANITIZE)
  # The added checks make GCC see uninitialized values where there are none.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(bandaji_options INTERFACE -Wno-maybe-uninitialized)
  endif()
  target_compile_options(bandaji_options INTERFACE
    -fsanitize=${BANDAJI_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(bandaji_options INTERFACE -fsanitize=${BANDAJI_SANITIZE})
endif()

# Headers compiled once: for the modules, and with GoogleTest's on top for the tests.
# A target shares them through REUSE_FROM, so that they exist once in each build folder.
function(bandaji_precompiled name)
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp "")
  add_library(${name} STATIC ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  cmake_parse_arguments(ARG "" "" "HEADERS;PRIVATE" ${ARGN})
  target_link_libraries(${name} PRIVATE bandaji_options ${ARG_PRIVATE})
  target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
endfunction()
bandaji_precompiled(bandaji_precompiled_headers HEADERS ${PROJECT_SOURCE_DIR}/cmake/precompiled.h)

function(bandaji_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  if(NOT ARG_SOURCES)
    file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/${name}_empty.cpp "")
    set(ARG_SOURCES ${CMAKE_CURRENT_BINARY_DIR}/${name}_empty.cpp)
  endif()
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC bandaji_options ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
  target_precompile_headers(${name} REUSE_FROM bandaji_precompiled_headers)
endfunction()
