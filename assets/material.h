// Surfaces in the terms of glTF 2.0 and its ratified KHR_materials extensions:
// metallic-roughness at the core, layers added where the file has them.  Other
// formats are converted to these on import.
#pragma once

#include <array>
#include <cstdint>
#include <glm/mat3x3.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
#include <string>

#include "assets/image.h"

namespace bandaji {

// All enumerations here are stored on disk; never renumber.
enum class AlphaMode : std::uint8_t { Opaque = 0, Mask = 1, Blend = 2 };
enum class Wrap : std::uint8_t { Repeat = 0, ClampToEdge = 1, MirroredRepeat = 2 };
enum class Filter : std::uint8_t { Linear = 0, Nearest = 1 };
enum class TextureSlot : std::uint8_t {
  BaseColor = 0,                  // sRGB; alpha is opacity.
  MetallicRoughness = 1,          // Linear; green roughness, blue metallic.
  Normal = 2,                     // Linear; tangent space, +Y up (OpenGL).
  Occlusion = 3,                  // Linear; red.
  Emissive = 4,                   // sRGB.
  Clearcoat = 5,                  // Linear; red.
  ClearcoatRoughness = 6,         // Linear; green.
  ClearcoatNormal = 7,            // Linear.
  SheenColor = 8,                 // sRGB.
  SheenRoughness = 9,             // Linear; alpha.
  Transmission = 10,              // Linear; red.
  Thickness = 11,                 // Linear; green.
  Specular = 12,                  // Linear; alpha.
  SpecularColor = 13,             // sRGB.
  Iridescence = 14,               // Linear; red.
  IridescenceThickness = 15,      // Linear; green.
  Anisotropy = 16,                // Linear; red and green direction, blue strength.
  Diffuse = 17,                   // sRGB; only KHR_materials_pbrSpecularGlossiness.
  SpecularGlossiness = 18,        // sRGB with linear alpha; likewise.
  DiffuseTransmission = 19,       // Linear; alpha.
  DiffuseTransmissionColor = 20,  // sRGB.
};
inline constexpr int kTextureSlotCount = 21;

// Where a slot's picture comes from and how it lies on the surface.
struct TextureRef {
  std::int32_t image = -1;  // Index into the model's images; -1 means none.
  std::uint8_t uv_set = 0;  // 0 or 1.
  Wrap wrap_u = Wrap::Repeat;
  Wrap wrap_v = Wrap::Repeat;
  Filter filter = Filter::Linear;
  // KHR_texture_transform: uv' = translation * rotation * scale * uv, as a column-major 2x3 affine map.
  std::array<float, 6> uv_transform{1, 0, 0, 1, 0, 0};

  bool present() const { return image >= 0; }
};

struct Material {
  std::string name;

  glm::vec4 base_color{1};  // Linear; alpha is opacity.
  float metallic = 0;
  float roughness = 1;
  float normal_scale = 1;
  float occlusion_strength = 1;
  glm::vec3 emissive{0};  // Linear; already multiplied by KHR_materials_emissive_strength.
  AlphaMode alpha_mode = AlphaMode::Opaque;
  float alpha_cutoff = 0.5f;
  bool double_sided = false;
  bool unlit = false;

  float ior = 1.5f;
  float specular = 1;
  glm::vec3 specular_color{1};
  float clearcoat = 0;
  float clearcoat_roughness = 0;
  float clearcoat_normal_scale = 1;
  glm::vec3 sheen_color{0};
  float sheen_roughness = 0;
  float transmission = 0;
  float thickness = 0;             // Metres, in the mesh's own space.
  float attenuation_distance = 0;  // Metres; 0 means no absorption.
  glm::vec3 attenuation_color{1};
  float dispersion = 0;
  float iridescence = 0;
  float iridescence_ior = 1.3f;
  float iridescence_thickness_min_nm = 100;
  float iridescence_thickness_max_nm = 400;
  float anisotropy = 0;
  float anisotropy_rotation_radians = 0;
  float diffuse_transmission = 0;
  glm::vec3 diffuse_transmission_color{1};

  bool specular_glossiness = false;  // The next three replace metallic-roughness.
  glm::vec3 specular_factor{1};
  float glossiness = 1;

  std::array<TextureRef, kTextureSlotCount> textures;

  TextureRef& texture(TextureSlot slot) { return textures[static_cast<std::size_t>(slot)]; }
  const TextureRef& texture(TextureSlot slot) const { return textures[static_cast<std::size_t>(slot)]; }
};

// Whether pictures in this slot hold colors (sRGB) rather than data (linear).
ColorEncoding encoding_of(TextureSlot slot);

}  // namespace bandaji
