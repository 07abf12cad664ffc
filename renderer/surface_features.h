// Which of the surface shader's features a draw needs; one program is compiled per
// combination that is met.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "assets/material.h"
#include "renderer/view_settings.h"

namespace bandaji {

// The low bits say which texture slots are read (1 << slot); these follow.
enum SurfaceFeature : std::uint64_t {
  kFeatureClearcoat = 1ull << 21,
  kFeatureTransmission = 1ull << 22,
  kFeatureIridescence = 1ull << 23,
  kFeatureAnisotropy = 1ull << 24,
  kFeatureSpecularGlossiness = 1ull << 25,
  kFeatureDiffuseTransmission = 1ull << 26,
  kFeatureAlphaMask = 1ull << 27,
  kFeatureBlend = 1ull << 28,
  kFeatureUnlit = 1ull << 29,
  kFeatureOcclusionPacked = 1ull << 30,  // Occlusion lies in the metallic-roughness picture's red.
  kFeatureTangents = 1ull << 31,
  kFeatureFlatNormals = 1ull << 32,
  kFeatureLamps = 1ull << 33,
  kFeatureShadows = 1ull << 34,
  kFeaturePeel = 1ull << 35,
  kFeatureSky = 1ull << 36,      // The surroundings' light is shadowed: sky_shadow.glsl.
  kFeatureSection = 1ull << 37,  // What lies beyond the section plane is cut away.
  kFeatureDispersion = 1ull << 39,
  kFeatureHashedAlpha = 1ull << 38,  // For shadows of veils: holes as dense as the cloth is clear.
  // Light of veils, glass or marks is added to what an unlit surface shows.
  kFeatureUnlitAsLight = 1ull << 49,
  kFeatureSheen = 1ull << 50,
  kFeatureLines = 1ull << 51,   // Every line becomes a strip of even width (surface_lines.geom),
  kFeaturePoints = 1ull << 52,  // and every point a disc.
};
constexpr std::uint64_t kElementFeatures = kFeatureLines | kFeaturePoints;
// With no mode of their own: pictures of numbers.
constexpr std::uint64_t kFeaturePick = 1ull << 43;
constexpr int kFeatureModeShift = 40;     // The ShadingMode, three bits.
constexpr int kFeatureChannelShift = 44;  // The Channel, five bits; only in that mode.

constexpr std::uint64_t slot_bit(TextureSlot slot) {
  return 1ull << static_cast<unsigned>(slot);
}

// What the material itself asks for.
std::uint64_t features_of(const Material& material);
// What is left of it where the file gives no direction to light by: points and lines (glTF 2.0, 3.7.2.1).
std::uint64_t without_light(std::uint64_t features);
// What is left of it in a shading mode: a normals picture reads no sheen.
std::uint64_t features_in_mode(std::uint64_t features, ShadingMode mode,
                               Channel channel = Channel::BaseColor);
// For finding the depth of transparent layers: only what decides whether a pixel is there at all.
std::uint64_t layer_features(std::uint64_t features);
// For finding what lies under a pixel.
std::uint64_t pick_features(std::uint64_t features);
// For the depth seen from a light: the holes of cut-out shapes, and nothing else.
std::uint64_t shadow_features(std::uint64_t features);

// Whether a program with `more` features draws a surface with `features` the same, given neutral pictures for
// the maps it lacks.  A program costs more to compile than its few idle lines cost to run.
bool can_draw(std::uint64_t more, std::uint64_t features);

// Drops the least visible maps until at most `units` texture slots remain.
std::uint64_t limit_maps(std::uint64_t features, int units);
// The slots that are read, in order of texture unit.
std::vector<TextureSlot> slots_of(std::uint64_t features);
const char* sampler_name(TextureSlot slot);
// "#define …" lines for the shader.
std::string defines_of(std::uint64_t features);

}  // namespace bandaji
