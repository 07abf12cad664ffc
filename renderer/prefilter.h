// Turns a radiance picture into what the surface shader looks up: reflections of
// rising roughness, diffuse light per direction, and the table of the split-sum
// approximation.  Pure arithmetic on all cores; no OpenGL.
//
// Directions are world space, Y-up.  The middle column of an equirectangular
// picture lies towards +X and columns further right turn towards +Z.
#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <vector>

#include "assets/image.h"

namespace bandaji {

// Where a direction falls in an equirectangular picture, 0..1 from the top left.
glm::vec2 equirect_uv(const glm::vec3& direction);
glm::vec3 equirect_direction(const glm::vec2& uv);

// Direction through a texel of a cube face in OpenGL's order (+X -X +Y -Y +Z -Z) and orientation;
// s and t are 0..1.  Unit length.
glm::vec3 cube_direction(int face, float s, float t);

// Six square faces of RGBA floats, one after the other.
struct CubeFaces {
  int size = 0;               // Pixels.
  std::vector<float> pixels;  // 6 * size * size * 4.
};

struct PrefilteredLight {
  // Level l holds radiance convolved with the GGX lobe of perceptual roughness roughness_of_level(l, count).
  std::vector<CubeFaces> specular;
  // Irradiance divided by pi, for a surface facing the texel's direction.  RGB: everything but the key
  // light; alpha: what the key light adds, times key_tint.
  CubeFaces diffuse;
  CubeFaces source;  // The light itself, coarse, split in the same way: what `diffuse` was made of.
  glm::vec3 key_tint{1};
  // Towards the light that throws the shadow, and how much of the light on the ground it makes (0..1).
  glm::vec3 key_direction{0, 1, 0};
  float key_share = 0;
  float key_radius_radians = 0.3f;  // How large that light looks.
};

float roughness_of_level(int level, int level_count);

// `key` is the part of `radiance` that comes from the main light, same size; null when there is none to
// tell apart, in which case the brightest region only gives the direction of the ground shadow.
// Expects: a picture that is not empty.
PrefilteredLight prefilter(const HdrImage& radiance, const HdrImage* key = nullptr);

// Light as the fuzz of velvet gathers it around a normal, from PrefilteredLight::source; each level is for
// the sheen roughness that sheen_roughness_of_level() tells.  The lobe of KHR_materials_sheen is averaged
// over where it is seen from: by reciprocity that is the cosine times the lobe's albedo.  Charlie's
// distribution around the *reflected* direction, which is common, was rejected: sheen has no lobe there, and
// against the exact integral it errs 1.4 to 13 times as much as plain diffuse light, while this errs half as
// much.
inline constexpr int kSheenLevels = 3;
float sheen_roughness_of_level(int level);
std::vector<CubeFaces> sheen_light(const CubeFaces& source);

// Split sum: over N.V (x) and perceptual roughness (y), from 0 at the middle of the first texel to 1 at that
// of the last.  R scales F0 and G scales F90 of GGX with Smith height-correlated shadowing; B is the albedo
// of the Charlie sheen lobe; A is unused.
std::vector<float> scatter_table(int size);

}  // namespace bandaji
