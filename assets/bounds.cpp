#include "assets/bounds.h"

#include <glm/geometric.hpp>

namespace bandaji {

float Bounds::radius() const {
  return 0.5f * glm::length(size());
}

void Bounds::add(const glm::vec3& point) {
  min = glm::min(min, point);
  max = glm::max(max, point);
}

void Bounds::add(const Bounds& other) {
  if (other.empty()) return;
  add(other.min);
  add(other.max);
}

Bounds Bounds::transformed(const glm::mat4& matrix) const {
  Bounds result;
  if (empty()) return result;
  for (int corner = 0; corner < 8; ++corner) {
    const glm::vec4 point((corner & 1) != 0 ? max.x : min.x, (corner & 2) != 0 ? max.y : min.y,
                          (corner & 4) != 0 ? max.z : min.z, 1.0f);
    result.add(glm::vec3(matrix * point));
  }
  return result;
}

}  // namespace bandaji
