// Display colors as people pick them, in linear light.
#pragma once

#include <algorithm>
#include <glm/vec3.hpp>

#include "assets/srgb.h"

namespace bandaji {

inline glm::vec3 linear_of(const glm::vec3& srgb) {
  const auto channel = [](float v) { return srgb_to_linear(std::clamp(v, 0.0f, 1.0f)); };
  return {channel(srgb.r), channel(srgb.g), channel(srgb.b)};
}

}  // namespace bandaji
