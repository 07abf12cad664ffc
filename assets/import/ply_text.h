// PLY as Assimp's reader understands and survives it.  Pure bytes: nothing is opened here.
#pragma once

#include <string>
#include <string_view>

#include "assets/result.h"

namespace bandaji {

// `shown` is the file's name for messages.

// A line in the header that Assimp's PLY reader does not know makes it wait for
// ever.  Returns the file without such lines, or nothing when it has none.  Errors: Corrupt.
Result<std::string> mend_ply_header(std::string_view text, const std::string& shown);

// Assimp takes what is there of a file that was cut off, and asks for memory for all that a header promises.
// Errors: Corrupt when there is less than that.
Result<void> check_ply_rows(std::string_view text, const std::string& shown);

// Assimp makes one triangle of each strip.  Returns the file with its strips (and the faces beside them) as
// faces, or nothing when it has no strips.  Expects a file that check_ply_rows() has let through.
std::string expand_ply_strips(std::string_view text);

}  // namespace bandaji
