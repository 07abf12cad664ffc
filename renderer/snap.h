// Measuring: from where a finger points to the corner or edge that is meant, and
// distances between such points.  Pure arithmetic; no OpenGL.
#pragma once

#include <cstdint>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <span>

#include "renderer/camera.h"

namespace bandaji {

enum class SnapKind : std::uint8_t { Surface = 0, Edge = 1, Vertex = 2 };

struct SnapPoint {
  glm::vec3 point{0};  // World space, metres.
  SnapKind kind = SnapKind::Surface;
};

struct SnapOptions {
  float reach_px = 10;  // How near in the picture a corner or edge must be; corners win over edges.
  float crease_degrees =
      25;  // Edges where faces meet at more than this, or where the surface ends, are edges.
  bool vertices = true;
  bool edges = true;
};

// The corner or edge of one part near `cursor_px` that lies about as near to the eye as `on_surface`, which
// is what was picked there; else that point itself.  `positions` are placed by `placement` as posed.
SnapPoint snap(std::span<const glm::vec3> positions, std::span<const std::uint32_t> indices,
               const glm::mat4& placement, const Camera& camera, glm::vec2 cursor_px, glm::vec2 size_px,
               const glm::vec3& on_surface, const SnapOptions& options = {});

// Straight distance, and along each axis, metres.
struct Distance {
  double whole = 0;
  glm::dvec3 along{0};
};
Distance measure(const glm::vec3& from, const glm::vec3& to);

}  // namespace bandaji
