// Collada as Assimp's reader understands and survives it.  Pure text: nothing is opened here.
#pragma once

#include <string>
#include <string_view>

#include "assets/result.h"

namespace bandaji {

// `shown` is the file's name for messages.

// Number arrays that are shorter or longer than they say come out as scattered triangles.  Errors: Corrupt.
Result<void> check_collada_arrays(std::string_view text, const std::string& shown);

// Assimp follows nodes into each other until its stack ends.
// Errors: Corrupt where a node contains itself, Limit where they nest too deep or become too many.
Result<void> check_collada_nodes(std::string_view text, const std::string& shown);

// Assimp does not skip white space before the first number of some elements.  Returns the text without it, or
// nothing when it has none.
std::string mend_collada_space(std::string_view text);

// A unit that is no length makes everything as small as a point.  Returns the text with a metre in its place,
// or nothing when the unit is sound.
std::string mend_collada_unit(std::string_view text);

}  // namespace bandaji
