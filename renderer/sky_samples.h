// Where the light of a radiance picture comes from, as a list of directions: what
// a model is to be lit from when its own shadow on the light of the surroundings
// is found by many shadow maps.  Pure arithmetic; no OpenGL.
#pragma once

#include <glm/vec3.hpp>
#include <vector>

#include "assets/image.h"

namespace bandaji {

// As many directions as are ever drawn of each list.
inline constexpr int kSkyDirections = 192;

struct SkyDirection {
  glm::vec3 toward{0, 1, 0};  // Unit length.
  float weight = 1;           // Luminance per direction drawn: what it stands for.
};

struct SkySamples {
  std::vector<SkyDirection> sky;  // Everything but the key light.
  std::vector<SkyDirection> key;  // Over the key light's own shape; empty when there is none.
};

// Importance sampling (Agarwal et al. 2003 give the idea of a shadowed light probe as a set of lights; Pharr
// and Humphreys the sampling of a picture by its rows).  Half of the directions are spread evenly over the
// sphere, half after its brightness.  Any run of neighbours in the lists is spread evenly too. `key` is the
// part of `radiance` that comes from the main light, same size; null when none is told apart. Expects: a
// picture that is not empty.
SkySamples sample_sky(const HdrImage& radiance, const HdrImage* key, int sky_count, int key_count);

}  // namespace bandaji
