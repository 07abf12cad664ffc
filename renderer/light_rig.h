// The built-in lights, described as lamps and windows on a distant sphere.
// Pure arithmetic; no OpenGL.
#pragma once

#include <glm/vec3.hpp>
#include <string_view>

#include "assets/image.h"

namespace bandaji {

struct RenderedRig {
  HdrImage radiance;  // Everything.
  HdrImage key;       // Only the lamp that throws the shadow; black where it is not.
};

// Expects: is_light(name).
RenderedRig render_rig(std::string_view name, int width, int height);

// Linear sRGB of a black body, of luminance 1; 1000 to 15000 kelvin.
glm::vec3 color_of_temperature(float kelvin);

}  // namespace bandaji
