// Seamless procedural pictures of cloth and other materials.  Everything is a
// function of integers through our own hash, so the same call gives the same bytes
// on every machine and in every thread.
#pragma once

#include <cstdint>
#include <functional>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>

#include "assets/image.h"

namespace bandaji {

// The pictures of one material; any may be empty.
struct Surface {
  Image base_color;  // sRGB, RGBA when anything is transparent.
  Image normal;      // Tangent space, +Y up.
  Image packed;      // Red occlusion, green roughness, blue metallic.
  glm::vec2 tile_metres{1, 1};
};

// What a surface is at one point.
struct Texel {
  glm::vec3 color{1};  // sRGB, 0 to 1.
  float alpha = 1;
  float height = 0;  // Millimetres, for the normal map.
  float roughness = 0.6f;
  float metallic = 0;
  float occlusion = 1;
};

// Evaluates `texel` at the pixel centers of the unit square (u right, v down) and
// takes normals from the heights, wrapping at the edges.
struct SynthesisOptions {
  int width = 512;
  int height = 512;
  glm::vec2 tile_metres{0.2f, 0.2f};
  bool color = true;  // Which pictures to make.
  bool normal = true;
  bool packed = true;
  bool alpha = false;  // Keep the alpha channel.
};
Surface synthesize(const SynthesisOptions& options, const std::function<Texel(const glm::vec2&)>& texel);

// Noise over the unit square that repeats after `period` cells in each direction.
std::uint32_t hash_of(std::uint32_t x, std::uint32_t y, std::uint32_t seed);
float hash_unit(int x, int y, std::uint32_t seed);                      // [0, 1)
float value_noise(const glm::vec2& p, int period, std::uint32_t seed);  // [0, 1], p in cells
float fractal_noise(const glm::vec2& uv, int period, int octaves,
                    std::uint32_t seed);  // [0, 1], uv in [0, 1)
// Distance (in cells) to the nearest of one random point per cell, and that cell's own number.
struct Cell {
  float distance = 0;
  float second_distance = 0;
  std::uint32_t id = 0;
};
Cell cell_noise(const glm::vec2& uv, int period, std::uint32_t seed);

// Signed distances for drawing motifs, negative inside.
float distance_to_segment(const glm::vec2& p, const glm::vec2& a, const glm::vec2& b);
float coverage(float distance, float softness);  // 1 inside, 0 outside.

glm::vec3 srgb_of(std::uint32_t rgb);  // 0 to 1, not linearized.

// --- Cloths.  Base colors are near white, so that the material's factor dyes them. ---

Surface plain_silk();                   // 명주: fine weave, faint slubs.
Surface satin_silk();                   // 공단: long floats, glossy.
Surface ramie(std::uint32_t seed = 7);  // 모시: open weave with uneven yarns and real holes (alpha).
enum class Motif { Cloud, Peony, Crane, Treasure, Vine };
Surface brocade(Motif motif);  // 양단: tone-on-tone woven pattern, 24 cm repeat.
Surface cotton();              // 무명.
Surface horsehair();           // 말총: open mesh, alpha.
Surface leather();
Surface cord_braid();    // 끈목: braided cord, u around, v along.
Surface skin_fine();     // Normal and roughness only.
Surface hair_strands();  // Strands along v.
// A stamped gold band: v 0 to 1 from its upper to its lower border, repeating along
// u.  Gold is metallic, between it the cloth (near white, to be dyed) shows.
enum class GoldBand { PeonyScroll, Crane, Dragon, Geometric };
Surface gold_leaf_band(GoldBand band, const glm::vec3& ground_srgb, float length_m, float height_m);
// Stamped motifs scattered over a cloth of this color.
Surface gold_leaf_ground(Motif motif, const glm::vec3& ground_srgb, float tile_m);
// 보: a coiled five-clawed dragon embroidered in gold among clouds, filling the unit square's circle.
Surface dragon_roundel(const glm::vec3& ground_srgb, int size = 768);
// 수: flowers and leaves embroidered in silk on a ground, 0 to 1 over one repeat.
Surface embroidered_flowers(const glm::vec3& ground_srgb, float tile_m);

}  // namespace bandaji
