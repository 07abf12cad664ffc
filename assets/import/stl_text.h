// STL as Assimp's reader understands it.  Pure bytes: nothing is opened here.
#pragma once

#include <string>
#include <string_view>

#include "assets/result.h"

namespace bandaji {

// What Assimp is to read of the file: all of it; the part that its triangles take, where more lies behind
// them; or `mended`, where the words of a text are in capitals or do not begin at its start.
// `shown` is the file's name for messages.
// Errors: Corrupt when it is no STL file, or ends before the triangles that it promises.
Result<std::string_view> readable_stl(std::string_view text, const std::string& shown, std::string& mended);

}  // namespace bandaji
