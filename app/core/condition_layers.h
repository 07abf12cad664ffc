// What a condition looks like: terms of facet "condition" at a level, and wounds by
// their day, as layers over materials.
#pragma once

#include <optional>
#include <string_view>

#include "assets/surface_layer.h"

namespace bandaji {

// The layer of a condition ("cd_blood") at a level from 1 to 9.  Empty for a condition that nobody sees
// (clean, lost, in the laundry).  `seed` tells apart pieces that got it differently.
std::optional<SurfaceLayer> condition_layer(std::string_view condition, int level, std::uint32_t seed);

// Color of a wound or bruise on its day: red, then purple, then greenish yellow until it is gone.  Linear.
glm::vec3 wound_color(int day);

// Linear color of "#8A2B3C"; empty when it is not one.
std::optional<glm::vec3> color_of_hex(std::string_view hex);

}  // namespace bandaji
