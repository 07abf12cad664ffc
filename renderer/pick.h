// What lies under a pixel of a picture.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>

namespace bandaji {

struct Pick {
  bool on_cap = false;         // The fill of a section; then the next three say nothing.
  std::uint32_t part = 0;      // As parts_of() in parts.h counts.
  bool on_element = false;     // A line or point of the model; then the next two say nothing.
  std::uint32_t triangle = 0;  // Of the part's mesh: corners are indices 3 * triangle and the next two.
  glm::vec3 barycentric{0};    // Of the point in the triangle.
  std::int32_t material = -1;  // As drawn, variant included.
  glm::vec3 point{0};          // World space, metres.
  glm::vec3 normal{0, 1, 0};   // Of the flat triangle, or towards the viewer.
  float distance = 0;          // Metres from the eye (or from its plane).
  std::optional<glm::vec2> uv;
};

}  // namespace bandaji
