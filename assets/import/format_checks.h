// Versions of model files that are not read, and small mends before Assimp sees a file.  What takes more than
// a few lines has a file of its own: obj_text.h, ply_text.h, stl_text.h, collada_text.h.
#pragma once

#include <string>
#include <string_view>

#include "assets/result.h"

namespace bandaji {

// `shown` is the file's name for messages.

// FBX before 7.1 and with its bytes the other way round is not read.  Errors: Unsupported.
Result<void> check_fbx_version(std::string_view text, const std::string& shown);

// "2.79", "3.0+" where only the kind of file tells; empty where it is no Blender file.
std::string blender_version(std::string_view text);

// Assimp's OFF reader does not skip comments behind numbers.  Returns the text without them, or nothing when
// it has none.
std::string mend_off_comments(std::string_view text);

}  // namespace bandaji
