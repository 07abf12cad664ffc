// What the passes read of an Environment.
#pragma once

#include <glm/vec3.hpp>

#include "renderer/environment.h"
#include "renderer/gl.h"
#include "renderer/prefilter.h"
#include "renderer/sky_samples.h"

namespace bandaji {

struct Environment::Contents {
  std::uint64_t serial = next_serial();  // No other model or light ever has it.
  GlTexture specular;                    // Cube with one level per roughness; prefilter.h says which.
  GlTexture diffuse;                     // Cube; alpha is the key light's part.
  int levels = 1;                        // Of `specular`.
  mutable std::uint64_t bytes = 0;       // Of GPU memory.
  CubeFaces source;                      // Of `diffuse` and `sheen`.
  mutable GlTexture sheen;               // Cube; made by sheen_of() when a model first has sheen.
  glm::vec3 key_tint{1};
  glm::vec3 key_direction{0, 1, 0};  // Towards the light.
  float key_share = 0;               // Of the light that falls on the ground.
  float key_radius_radians = 0.3f;   // How large the light looks.
  SkySamples sky;                    // What its shadows are found by.
  bool has_key = false;              // The key light's part of `diffuse` may be shadowed.
};

// The light that sheen gathers: a cube with one level per sheen roughness, split as `diffuse` is.
// Errors: Limit (out of GPU memory).
Result<const GlTexture*> sheen_of(const Environment::Contents& light);

}  // namespace bandaji
