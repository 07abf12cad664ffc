// Shader programs from the texts in renderer/shaders, which are compiled into the
// library.  `#include "name.glsl"` inside a shader is resolved here.
#pragma once

#include <string_view>

namespace bandaji {

struct EmbeddedText {
  std::string_view name;
  std::string_view text;
};

}  // namespace bandaji
