// OBJ and MTL text as Assimp's readers understand it.  Pure text: nothing is opened here.
#pragma once

#include <functional>
#include <glm/vec2.hpp>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assets/result.h"

namespace bandaji {

// A face without corners shifts everything after it.  `shown` is the file's name for messages.
// Errors: Corrupt.
Result<void> check_obj_faces(std::string_view text, const std::string& shown);

struct ObjText {
  std::string mended;                  // Empty when the text can stay as it is.
  std::vector<std::string> libraries;  // The MTL files that it asks for.
};

// Assimp's OBJ reader drops indented lines, counts numbers like ".5" as none, and takes what stands behind
// "mtllib" for one name.  Several names and one name with blanks look alike: the files decide, of which
// `exists` tells.  Takes time in proportion to the text, and a copy only where something has to change.
ObjText mend_obj_text(std::string_view text, const std::function<bool(std::string_view)>& exists);

// Where the options -s and -o of an MTL statement place its picture: uv * scale + offset, V up.
struct MtlPlacement {
  glm::vec2 scale{1};
  glm::vec2 offset{0};
};
// By material and statement: "kd", "ke", "d", "bump", "kn", "ns", "pr", "pm", ….
using MtlPlacements = std::map<std::pair<std::string, std::string>, MtlPlacement>;

// Assimp takes exactly three numbers after -s and -o, of which two may be left out, and forgets them.  They
// go to `placements`; returns the text without them, or nothing when it has none.
std::string mend_mtl_text(std::string_view text, MtlPlacements& placements);

}  // namespace bandaji
