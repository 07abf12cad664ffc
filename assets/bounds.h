// Axis-aligned box.  Empty until something is added.
#pragma once

#include <algorithm>
#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>
#include <limits>

namespace bandaji {

struct Bounds {
  glm::vec3 min{std::numeric_limits<float>::max()};
  glm::vec3 max{std::numeric_limits<float>::lowest()};

  bool empty() const { return min.x > max.x; }
  glm::vec3 center() const { return empty() ? glm::vec3(0) : 0.5f * (min + max); }
  glm::vec3 size() const { return empty() ? glm::vec3(0) : max - min; }
  // Radius of the sphere around center() that holds the box.
  float radius() const;

  void add(const glm::vec3& point);
  void add(const Bounds& other);
  // Box around the eight transformed corners.
  Bounds transformed(const glm::mat4& matrix) const;
};

}  // namespace bandaji
