// Contradictions in model files that Assimp does not notice, or not survive.
#pragma once

#include <string>
#include <string_view>

#include "assets/result.h"

namespace bandaji {

// `shown` is the file's name for messages.  Errors: Corrupt, and Unsupported where it is said.

// FBX before 7.1 and with its bytes the other way round is not read.  Errors: Unsupported.
Result<void> check_fbx_version(std::string_view text, const std::string& shown);

// "2.79", "3.0+" where only the kind of file tells; empty where it is no Blender file.
std::string blender_version(std::string_view text);

// A line in the header that Assimp's PLY reader does not know makes it wait for
// ever.  Returns the file without such lines, or nothing when it has none.
Result<std::string> mend_ply_header(std::string_view text, const std::string& shown);

// Assimp's Collada reader does not skip white space before the first number of some elements, and its OFF
// reader no comments behind numbers.  Both return the text without them, or nothing when it has none.
std::string mend_collada_space(std::string_view text);
std::string mend_off_comments(std::string_view text);

// Number arrays that are shorter or longer than they say come out as scattered triangles.
Result<void> check_collada_arrays(std::string_view text, const std::string& shown);

// A face without corners shifts everything after it.
Result<void> check_obj_faces(std::string_view text, const std::string& shown);

}  // namespace bandaji
