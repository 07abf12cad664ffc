# Writes the lines of INPUT (a TSV without its header) into OUTPUT as a table of strings.
# One literal a line: a single one would be longer than compilers promise to take.
file(READ ${INPUT} text)
string(FIND "${text}" "\n" header)
math(EXPR header "${header} + 1")
string(SUBSTRING "${text}" ${header} -1 text)
string(STRIP "${text}" text)
string(REPLACE "\n" ")~\",\n    R\"~(" text "${text}")
file(WRITE ${OUTPUT}.new
"// Generated from db/vocabulary.tsv; do not edit.
#include <span>
#include <string_view>
namespace bandaji {
namespace {
constexpr std::string_view kLines[] = {
    R\"~(${text})~\"};
}  // namespace
std::span<const std::string_view> vocabulary_lines() { return kLines; }
}  // namespace bandaji
")
execute_process(COMMAND ${CMAKE_COMMAND} -E copy_if_different ${OUTPUT}.new ${OUTPUT})
execute_process(COMMAND ${CMAKE_COMMAND} -E touch ${OUTPUT})
