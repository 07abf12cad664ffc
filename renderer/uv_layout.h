// The triangles of a mesh as they lie on its textures.  Pure; any thread.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <span>

#include "assets/image.h"

namespace bandaji {

struct UvLayoutStyle {
  int size_px = 1024;
  bool fill = true;  // Faces faintly tinted; where they overlap, stronger.
};

// Straight alpha, (0, 0) at the top left as glTF has it; what lies outside 0..1 is drawn where it repeats to.
// Lines are those of all triangles, and stronger where the layout ends.  At most two million triangles are
// drawn.
Image draw_uv_layout(std::span<const glm::vec2> uv, std::span<const std::uint32_t> indices,
                     const UvLayoutStyle& style = {});

}  // namespace bandaji
