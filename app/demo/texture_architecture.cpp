// Woods, paper and mineral surfaces of texture_architecture.h.
#include "app/demo/texture_architecture.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/curve.h"

namespace bandaji {
namespace {

float fade(float t) {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

int wrapped(int i, int period) {
  return ((i % period) + period) % period;
}

// Distance on the unit torus, so that features may lie across the seam.
glm::vec2 torus_offset(const glm::vec2& uv, const glm::vec2& center) {
  const glm::vec2 d = uv - center;
  return d - glm::round(d);
}

float centered_noise(const glm::vec2& uv, int period, int octaves, std::uint32_t seed) {
  return fractal_noise(uv, period, octaves, seed) * 2 - 1;
}

SynthesisOptions tile_of(float width_m, float height_m, int size = 512) {
  SynthesisOptions options;
  options.width = size;
  options.height = size;
  options.tile_metres = {width_m, height_m};
  return options;
}

struct Brick {
  glm::vec2 local{0};  // From the middle, in metres.
  glm::vec2 half{0};
  std::uint32_t id = 0;
  float edge = 0;  // Distance to the joint, metres.
};

// Courses of equal stones, each row shifted by `shift` of a stone.
Brick brick_at(const glm::vec2& uv, const glm::vec2& tile, int columns, int rows, float shift, float joint) {
  const float row_height = tile.y / static_cast<float>(rows);
  const float width = tile.x / static_cast<float>(columns);
  const int row = static_cast<int>(std::floor(uv.y * static_cast<float>(rows)));
  const float x = uv.x * static_cast<float>(columns) + (row % 2 == 1 ? shift : 0.0f);
  const int column = static_cast<int>(std::floor(x));
  Brick brick;
  brick.local = {(x - static_cast<float>(column) - 0.5f) * width,
                 (uv.y * static_cast<float>(rows) - static_cast<float>(row) - 0.5f) * row_height};
  brick.half = {width / 2, row_height / 2};
  brick.id =
      hash_of(static_cast<std::uint32_t>(wrapped(column, columns)), static_cast<std::uint32_t>(row), 77);
  const glm::vec2 to_edge = brick.half - glm::abs(brick.local) - joint / 2;
  brick.edge = std::min(to_edge.x, to_edge.y);
  return brick;
}

float unit_of(std::uint32_t id) {
  return static_cast<float>(id & 0xffffu) / 65535.0f;
}

}  // namespace

float stretched_noise(const glm::vec2& uv, int columns, int rows, std::uint32_t seed) {
  const float px = uv.x * static_cast<float>(columns);
  const float py = uv.y * static_cast<float>(rows);
  const int x = static_cast<int>(std::floor(px));
  const int y = static_cast<int>(std::floor(py));
  const auto at = [&](int i, int j) { return hash_unit(wrapped(i, columns), wrapped(j, rows), seed); };
  const float fx = fade(px - static_cast<float>(x));
  return mix(mix(at(x, y), at(x + 1, y), fx), mix(at(x, y + 1), at(x + 1, y + 1), fx),
             fade(py - static_cast<float>(y)));
}

Surface wood(const WoodLook& look) {
  const glm::vec3 light = srgb_of(look.light);
  const glm::vec3 dark = srgb_of(look.dark);
  const SynthesisOptions options = tile_of(1.6f, 0.5f);
  return synthesize(options, [&](const glm::vec2& uv) {
    // Rings: straight lines across v, bent by the tree's growth and pushed aside by knots.
    float bend = look.wander * (0.7f * stretched_noise(uv, 2, 3, look.seed) +
                                0.3f * stretched_noise(uv, 5, 7, look.seed + 1));
    float knot = 0;
    for (int k = 0; k < look.knots; ++k) {
      const glm::vec2 at(hash_unit(k, 1, look.seed + 9), hash_unit(k, 2, look.seed + 9));
      const glm::vec2 d = torus_offset(uv, at) * glm::vec2(1.6f, 0.5f);
      const float size = 0.012f + 0.012f * hash_unit(k, 3, look.seed);
      bend += 1.4f * std::exp(-(d.x * d.x / (size * size * 40) + d.y * d.y / (size * size * 6)));
      knot =
          std::max(knot, std::exp(-glm::dot(d * glm::vec2(0.6f, 1), d * glm::vec2(0.6f, 1)) / (size * size)));
    }
    const float phase = uv.y * look.rings + bend;
    const float ring = phase - std::floor(phase);
    const float late = smooth_step(0.2f, 0.85f, ring) * smooth_step(1.0f, 0.86f, ring);
    const float fibre = stretched_noise(uv, 6, 220, look.seed + 3) * 0.6f +
                        stretched_noise(uv, 14, 400, look.seed + 4) * 0.4f;
    const float pore = smooth_step(0.80f, 0.95f, stretched_noise(uv, 36, 190, look.seed + 5));
    const float blotch = fractal_noise(uv, 3, 3, look.seed + 6);
    const float tone = clamp01(look.contrast * late * (0.55f + 0.45f * blotch) + 0.34f * (fibre - 0.5f) +
                               0.22f * pore + look.wear * (blotch - 0.5f) * 1.6f + 0.1f);
    Texel t;
    t.color = glm::mix(light, dark, tone);
    t.color = glm::mix(t.color, dark * 0.45f, clamp01(knot * 1.15f));
    t.height = look.relief_mm * (0.6f * late + 0.35f * fibre - 0.4f * pore);
    t.roughness = clamp01(look.roughness + 0.14f * (fibre - 0.5f) + 0.1f * pore - 0.08f * late +
                          0.12f * (blotch - 0.5f));
    t.occlusion = 1 - 0.18f * pore;
    return t;
  });
}

WoodLook old_pine() {
  return {0xB98753, 0x6E4423, 0.5f, 15, 3.0f, 1, 0.66f, 0.3f, 0.34f, 11};
}
WoodLook floor_pine() {
  return {0xA8703C, 0x633516, 0.46f, 13, 2.6f, 0, 0.42f, 0.2f, 0.35f, 23};
}
WoodLook zelkova() {
  return {0xA65E2B, 0x4E220E, 0.72f, 17, 7.0f, 2, 0.36f, 0.08f, 0.2f, 37};
}
WoodLook dark_wood() {
  return {0x5A3B26, 0x27170E, 0.5f, 16, 2.6f, 1, 0.45f, 0.12f, 0.2f, 41};
}

Surface hanji() {
  Canvas canvas(512, 512, {1, 1}, 0xF1E6CC);
  for (int i = 0; i < 420; ++i) {
    const float a = kTau * hash_unit(i, 1, 90);
    const float reach = 0.02f + 0.06f * hash_unit(i, 2, 90);
    const glm::vec2 at(hash_unit(i, 3, 90), hash_unit(i, 4, 90));
    const glm::vec2 along(std::cos(a) * reach, std::sin(a) * reach);
    const glm::vec2 side(-along.y, along.x);
    const float bow = (hash_unit(i, 5, 90) - 0.5f) * 0.8f;
    const bool dark = hash_unit(i, 6, 90) < 0.3f;
    for (const float wrap_x : {0.0f, at.x < 0.5f ? 1.0f : -1.0f}) {  // Again across the seams.
      for (const float wrap_y : {0.0f, at.y < 0.5f ? 1.0f : -1.0f}) {
        const glm::vec2 c = at + glm::vec2(wrap_x, wrap_y);
        canvas.stroke(smooth_line({c - along, c + side * bow * 0.5f, c + along}, 5), 0.0022f,
                      paint_of(dark ? 0xC7AE7E : 0xFFFBEE, dark ? 0.35f : 0.7f));
      }
    }
  }
  return synthesize(tile_of(0.6f, 0.6f), [&](const glm::vec2& uv) {
    Texel t;
    const float cloud = centered_noise(uv, 5, 4, 91);
    t.color = canvas.at(uv) * (0.985f + 0.03f * cloud);
    t.height = 0.12f * cloud + 0.25f * t.color.b;
    t.roughness = 0.88f;
    return t;
  });
}

Surface granite(std::uint32_t seed) {
  return synthesize(tile_of(0.7f, 0.7f), [seed](const glm::vec2& uv) {
    const float cloud = centered_noise(uv, 4, 4, seed);
    const Cell mica = cell_noise(uv, 90, seed + 1);
    const Cell pits = cell_noise(uv, 26, seed + 3);
    const float spot = unit_of(mica.id);
    Texel t;
    t.color = srgb_of(0xA9A499) * (1 + 0.09f * cloud);
    if (spot < 0.16f)
      t.color *= 0.62f;
    else if (spot > 0.86f)
      t.color = glm::mix(t.color, glm::vec3(0.86f, 0.84f, 0.8f), 0.7f);
    else if (spot > 0.78f)
      t.color = glm::mix(t.color, srgb_of(0xB39A82), 0.6f);
    const float chisel = smooth_step(0.32f, 0.05f, pits.distance);
    t.color *= 1 - 0.13f * chisel;
    t.color = glm::mix(t.color, srgb_of(0x7A7565),
                       0.3f * smooth_step(0.5f, 0.75f, fractal_noise(uv, 3, 4, seed + 5)));
    t.height = 0.7f * cloud - 0.9f * chisel + 0.15f * spot;
    t.roughness = 0.82f + 0.1f * cloud;
    t.occlusion = 1 - 0.3f * chisel;
    return t;
  });
}

Surface jeondol() {
  const glm::vec2 tile(1.2f, 1.2f);
  return synthesize(tile_of(tile.x, tile.y), [tile](const glm::vec2& uv) {
    const Brick brick = brick_at(uv, tile, 4, 4, 0, 0.007f);
    const float own = unit_of(brick.id);
    const float cloud = centered_noise(uv, 6, 5, 51);
    const float joint = smooth_step(0.003f, -0.001f, brick.edge);
    const float worn = smooth_step(0.15f, 0.0f, glm::length(brick.local));
    Texel t;
    t.color = srgb_of(0x6F6C67) * (0.82f + 0.3f * own) * (1 + 0.12f * cloud) + 0.03f * worn;
    t.color =
        glm::mix(t.color, srgb_of(0x4B4032), 0.25f * smooth_step(0.55f, 0.8f, fractal_noise(uv, 3, 4, 52)));
    t.color = glm::mix(t.color, srgb_of(0x37332E), joint);
    t.height = 1.6f * smooth_step(0.0f, 0.009f, brick.edge) + 0.4f * cloud + 0.8f * (own - 0.5f);
    t.roughness = 0.6f - 0.12f * worn + 0.14f * cloud + 0.25f * joint;
    t.occlusion = 1 - 0.45f * joint;
    return t;
  });
}

Surface roof_clay() {
  return synthesize(tile_of(0.5f, 0.5f, 256), [](const glm::vec2& uv) {
    const float cloud = centered_noise(uv, 4, 5, 61);
    Texel t;
    t.color = srgb_of(0x4E5154) * (1 + 0.22f * cloud);
    t.color =
        glm::mix(t.color, srgb_of(0x6E7062), 0.5f * smooth_step(0.6f, 0.8f, fractal_noise(uv, 7, 4, 62)));
    t.height = 0.5f * cloud;
    t.roughness = 0.72f + 0.1f * cloud;
    return t;
  });
}

Surface lime_plaster() {
  return synthesize(tile_of(1.2f, 1.2f), [](const glm::vec2& uv) {
    const float trowel = stretched_noise(uv + 0.05f * centered_noise(uv, 4, 2, 73), 6, 22, 71) - 0.5f;
    const float cloud = centered_noise(uv, 3, 5, 72);
    Texel t;
    t.color = srgb_of(0xEDE5D3) * (0.97f + 0.045f * cloud + 0.02f * trowel);
    t.height = 0.5f * trowel + 0.5f * cloud;
    t.roughness = 0.9f;
    return t;
  });
}

Surface wrought_iron() {
  return synthesize(tile_of(0.2f, 0.2f, 256), [](const glm::vec2& uv) {
    const float hammer = cell_noise(uv, 14, 81).distance;
    const float rust = smooth_step(0.55f, 0.8f, fractal_noise(uv, 6, 5, 82));
    Texel t;
    t.color = glm::mix(srgb_of(0x4A4642), srgb_of(0x5C3A22), rust * 0.75f) *
              (0.9f + 0.2f * fractal_noise(uv, 20, 3, 83));
    t.height = 0.25f * hammer - 0.08f * rust;
    t.roughness = 0.46f + 0.35f * rust;
    t.metallic = 1 - 0.7f * rust;
    return t;
  });
}

Surface aged_brass() {
  return synthesize(tile_of(0.2f, 0.2f, 256), [](const glm::vec2& uv) {
    const float tarnish = fractal_noise(uv, 5, 5, 86);
    const float scratch = stretched_noise(uv, 4, 120, 87);
    Texel t;
    t.color = glm::mix(srgb_of(0xD9AE5F), srgb_of(0x8A6431), smooth_step(0.42f, 0.75f, tarnish)) *
              (0.94f + 0.1f * scratch);
    t.height = 0.05f * scratch;
    t.roughness = 0.24f + 0.3f * smooth_step(0.4f, 0.8f, tarnish);
    t.metallic = 1;
    return t;
  });
}

Surface porcelain() {
  return synthesize(tile_of(0.5f, 0.5f), [](const glm::vec2& uv) {
    const float cloud = centered_noise(uv, 3, 4, 95);
    const float stain = smooth_step(0.6f, 0.85f, fractal_noise(uv, 4, 5, 96));
    const Cell speck = cell_noise(uv, 60, 97);
    Texel t;
    t.color = glm::mix(srgb_of(0xF0EEE6), srgb_of(0xE2E7E6), 0.5f + 0.5f * cloud);
    t.color = glm::mix(t.color, srgb_of(0xE3D2B4), 0.4f * stain);
    if (unit_of(speck.id) < 0.03f)
      t.color = glm::mix(t.color, srgb_of(0x8A7358), 0.6f * smooth_step(0.14f, 0.03f, speck.distance));
    t.height = 0.25f * centered_noise(uv, 9, 2, 98);
    t.roughness = 0.3f + 0.06f * cloud;
    return t;
  });
}

Surface lacquer(std::uint32_t rgb, float roughness) {
  return synthesize(tile_of(0.8f, 0.8f, 256), [rgb, roughness](const glm::vec2& uv) {
    const float cloud = centered_noise(uv, 4, 4, rgb);
    const float brush = stretched_noise(uv, 5, 60, 101) - 0.5f;
    Texel t;
    t.color = srgb_of(rgb) * (1 + 0.1f * cloud + 0.05f * brush);
    t.height = 0.05f * brush + 0.1f * cloud;
    t.roughness = roughness + 0.08f * cloud + 0.05f * brush;
    return t;
  });
}

Surface concrete() {
  return synthesize(tile_of(2.4f, 2.4f), [](const glm::vec2& uv) {
    const float cloud = centered_noise(uv, 3, 6, 111);
    const float streak =
        smooth_step(0.5f, 0.85f, stretched_noise(uv, 24, 2, 112)) * fractal_noise(uv, 4, 3, 113);
    const Cell hole = cell_noise(uv, 40, 114);
    const float pore = unit_of(hole.id) < 0.25f ? smooth_step(0.2f, 0.1f, hole.distance) : 0.0f;
    Texel t;
    t.color = srgb_of(0xA8A49B) * (1 + 0.12f * cloud);
    t.color = glm::mix(t.color, srgb_of(0x5F5C53), 0.55f * streak);
    t.color *= 1 - 0.35f * pore;
    t.height = 1.2f * cloud - 2.0f * pore;
    t.roughness = 0.88f;
    t.occlusion = 1 - 0.3f * pore;
    return t;
  });
}

Surface roof_coating() {
  return synthesize(tile_of(3.2f, 3.2f), [](const glm::vec2& uv) {
    const float cloud = fractal_noise(uv, 3, 6, 121);
    const float roller = stretched_noise(uv, 3, 26, 122) - 0.5f;
    const float stain = smooth_step(0.55f, 0.78f, fractal_noise(uv, 2, 5, 123));
    const float chip = smooth_step(0.70f, 0.74f, fractal_noise(uv, 9, 4, 124)) *
                       smooth_step(0.45f, 0.6f, fractal_noise(uv, 2, 3, 125));
    Texel t;
    t.color = srgb_of(0x2F7A55) * (0.86f + 0.26f * cloud + 0.06f * roller);
    t.color = glm::mix(t.color, srgb_of(0x2B4536), 0.55f * stain);
    t.color = glm::mix(t.color, srgb_of(0x8F8C80), 0.8f * chip);
    t.height = 0.8f * cloud + 0.5f * roller - 0.9f * chip;
    t.roughness = 0.5f + 0.3f * cloud - 0.16f * stain + 0.3f * chip;
    return t;
  });
}

Surface red_brick() {
  const glm::vec2 tile(0.8f, 0.536f);
  SynthesisOptions options = tile_of(tile.x, tile.y);
  return synthesize(options, [tile](const glm::vec2& uv) {
    const Brick brick = brick_at(uv, tile, 4, 8, 0.5f, 0.010f);
    const float own = unit_of(brick.id);
    const float cloud = centered_noise(uv, 8, 5, 131);
    const float joint = smooth_step(0.0015f, -0.0015f, brick.edge + 0.001f * cloud);
    Texel t;
    t.color = glm::mix(srgb_of(0x8C4431), srgb_of(0xA9603F), own) * (0.92f + 0.2f * cloud);
    if (own > 0.88f) t.color *= 0.72f;
    t.color = glm::mix(t.color, srgb_of(0xA39C8F) * (0.95f + 0.1f * cloud), joint);
    t.height = 3.0f * (1 - joint) + 0.6f * cloud;
    t.roughness = 0.86f;
    t.occlusion = 1 - 0.35f * joint;
    return t;
  });
}

Surface earthenware(std::uint32_t rgb) {
  return synthesize(tile_of(0.4f, 0.4f, 256), [rgb](const glm::vec2& uv) {
    const float throwing = stretched_noise(uv, 2, 50, 141) - 0.5f;
    const float cloud = centered_noise(uv, 4, 4, 142);
    Texel t;
    t.color = srgb_of(rgb) * (1 + 0.16f * cloud + 0.08f * throwing);
    t.height = 0.6f * throwing + 0.2f * cloud;
    t.roughness = 0.42f + 0.12f * cloud;
    return t;
  });
}

}  // namespace bandaji
