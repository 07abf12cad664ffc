// What the court painter's pictures have in common.  Internal to the textures.
#pragma once

#include "app/demo/texture_canvas.h"
#include "app/demo/texture_synth.h"

namespace bandaji {

inline float random_of(int i, int what, std::uint32_t seed) {
  return hash_unit(i, what, seed);
}

// A red pine with needles in umbrellas, standing at (x, ground); `sign` is the side it leans to.
void paint_pine(Canvas& canvas, float x, float ground, float height, float sign, std::uint32_t seed);

}  // namespace bandaji
