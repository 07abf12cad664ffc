# Writes every file of FOLDER into OUTPUT as a table of name and text:
#   const bandaji::EmbeddedText kEmbeddedShaders[]; const int kEmbeddedShaderCount;
file(GLOB files ${FOLDER}/*)
set(table "")
set(count 0)
foreach(file ${files})
  get_filename_component(name ${file} NAME)
  file(READ ${file} text)
  string(APPEND table "  {\"${name}\", R\"~~~(${text})~~~\"},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE ${OUTPUT}.new
"// Generated from renderer/shaders; do not edit.
#include \"renderer/shader.h\"
namespace bandaji {
extern const EmbeddedText kEmbeddedShaders[] = {
${table}};
extern const int kEmbeddedShaderCount = ${count};
}  // namespace bandaji
")
execute_process(COMMAND ${CMAKE_COMMAND} -E copy_if_different ${OUTPUT}.new ${OUTPUT})
execute_process(COMMAND ${CMAKE_COMMAND} -E touch ${OUTPUT})
