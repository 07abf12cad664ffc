// The cloths of texture_synth.h.
#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/curve.h"
#include "app/demo/texture_synth.h"

namespace bandaji {
namespace {

// One thread's cross-section: 0 at its edge, 1 at its crown.
float crown(float phase) {
  const float s = phase - std::floor(phase) - 0.5f;
  return std::sqrt(std::max(0.0f, 1 - 4 * s * s));
}

struct Weave {
  float height = 0;   // 0 to 1.
  bool warp = false;  // The vertical thread is on top.
};

// Over one, under one; `threads` a unit in each direction, even.
Weave plain_weave(const glm::vec2& uv, int threads) {
  const glm::vec2 p = uv * static_cast<float>(threads);
  const int ix = static_cast<int>(std::floor(p.x));
  const int iy = static_cast<int>(std::floor(p.y));
  const bool warp = (ix + iy) % 2 == 0;
  return {warp ? crown(p.x) * (0.55f + 0.45f * crown(p.y)) : crown(p.y) * (0.55f + 0.45f * crown(p.x)), warp};
}

// Satin of `floats`: a thread shows over all but one crossing.
Weave satin_weave(const glm::vec2& uv, int threads, int floats, int step) {
  const glm::vec2 p = uv * static_cast<float>(threads);
  const int ix = static_cast<int>(std::floor(p.x));
  const int iy = static_cast<int>(std::floor(p.y));
  const bool bound = ((iy - ix * step) % floats + floats) % floats == 0;
  return {bound ? 0.35f * crown(p.y) : 0.55f + 0.45f * crown(p.x), !bound};
}

float lobed(const glm::vec2& p, float radius, int petals, float depth, float turn = 0) {
  const float angle = std::atan2(p.y, p.x) + turn;
  const float edge =
      radius * (1 - depth + depth * std::abs(std::cos(angle * static_cast<float>(petals) / 2)));
  return glm::length(p) - edge;
}

// Full peony: rings of petals divided by fine gaps.
float peony(const glm::vec2& p, float radius) {
  float d = lobed(p, radius, 8, 0.28f);
  const auto gap = [&](float r, int petals, float turn) {
    d = std::max(d, 0.035f * radius - std::abs(lobed(p, r, petals, 0.3f, turn)));
  };
  gap(radius * 0.74f, 7, 0.4f);
  gap(radius * 0.48f, 6, 0.1f);
  gap(radius * 0.24f, 5, 0.7f);
  const float angle = std::atan2(p.y, p.x);
  if (glm::length(p) > radius * 0.55f) {
    d = std::max(d, 0.03f * radius - std::abs(std::sin(angle * 4)) * radius * 0.16f);
  }
  return d;
}

// Ruyi cloud: three lobes with curls, and a tail to the right.
float cloud(glm::vec2 p, float size) {
  p /= size;
  float d = std::min({glm::length(p - glm::vec2(-0.45f, 0.06f)) - 0.3f,
                      glm::length(p - glm::vec2(0, -0.14f)) - 0.36f,
                      glm::length(p - glm::vec2(0.42f, 0.06f)) - 0.28f});
  for (int i = 0; i < 8; ++i) {
    const float t = static_cast<float>(i) / 7;
    d = std::min(d, glm::length(p - glm::vec2(0.3f + t * 0.95f, 0.22f + 0.14f * std::sin(t * 5))) -
                        0.13f * (1 - 0.8f * t));
  }
  for (const glm::vec2& c : {glm::vec2(-0.45f, 0.06f), glm::vec2(0, -0.14f), glm::vec2(0.42f, 0.06f)}) {
    const glm::vec2 q = p - c;
    const float r = glm::length(q);
    const float angle = std::atan2(q.y, q.x);
    const float turn = (r / 0.11f - angle / kTau);  // Spiral lines.
    const float line = std::abs(turn - std::floor(turn) - 0.5f) - 0.36f;
    if (r < 0.24f) d = std::max(d, line * 0.11f);
  }
  return d * size;
}

float leaf(const glm::vec2& p, const glm::vec2& base, const glm::vec2& tip, float width) {
  const glm::vec2 axis = tip - base;
  const float length = glm::length(axis);
  const glm::vec2 along = axis / length;
  const float t = glm::dot(p - base, along) / length;
  const float side = std::abs(glm::dot(p - base, glm::vec2(-along.y, along.x)));
  if (t < 0 || t > 1) return std::min(glm::length(p - base), glm::length(p - tip));
  const float edge = width * std::sin(kPi * std::pow(t, 0.8f));
  const float vein = 0.06f * width;
  return std::max(side - edge, vein - side);
}

float crane(glm::vec2 p, float size) {
  p /= size;
  float d = std::min(glm::length(p * glm::vec2(1, 1.7f)) - 0.26f, 9.0f);  // Body.
  const glm::vec2 neck[]{{0.2f, -0.08f}, {0.42f, -0.2f}, {0.5f, -0.42f}, {0.68f, -0.5f}, {0.95f, -0.44f}};
  for (int i = 0; i + 1 < 5; ++i)
    d = std::min(d, distance_to_segment(p, neck[i], neck[i + 1]) - 0.055f + 0.01f * static_cast<float>(i));
  for (const float side : {-1.0f, 1.0f}) {  // Feathers of both wings, fanned.
    for (int f = 0; f < 7; ++f) {
      const float a = (0.55f + 0.2f * static_cast<float>(f)) * side;
      const float reach = 0.95f - 0.07f * static_cast<float>(f);
      const glm::vec2 tip(-std::sin(a + 0.2f * side) * side * 0.55f,
                          -std::cos(a * 0.9f) * reach * side * 0.0f +
                              side * reach * std::cos((static_cast<float>(f) - 1.5f) * 0.26f));
      d = std::min(d, leaf(p, {0.05f, 0.1f * side}, tip + glm::vec2(0.25f - 0.16f * static_cast<float>(f), 0),
                           0.075f));
    }
  }
  d = std::min(d, distance_to_segment(p, {-0.2f, 0.04f}, {-0.95f, 0.1f}) - 0.025f);
  return std::min(d, distance_to_segment(p, {-0.2f, 0.0f}, {-0.95f, 0.0f}) - 0.025f) * size;
}

float treasure(const glm::vec2& p, float size) {
  const float r = glm::length(p) / size;
  const float coin =
      std::max(std::abs(r - 0.62f) - 0.2f, -(std::max(std::abs(p.x), std::abs(p.y)) / size - 0.2f));
  float d = coin;
  for (int i = 0; i < 4; ++i) {
    const float a = kTau * (static_cast<float>(i) + 0.5f) / 4;
    const glm::vec2 c(std::cos(a) * 1.15f, std::sin(a) * 1.15f);
    d = std::min(d, std::abs(glm::length(p / size - c) - 0.17f) - 0.05f);
  }
  return d * size;
}

// Distance to the motifs of a half-drop repeat over the unit square.
float motif_distance(Motif motif, const glm::vec2& uv) {
  float d = 9;
  for (int j = -1; j <= 1; ++j) {
    for (int i = -1; i <= 1; ++i) {
      for (const bool second : {false, true}) {
        glm::vec2 p = uv - glm::vec2(static_cast<float>(i), static_cast<float>(j)) -
                      (second ? glm::vec2(0.75f, 0.75f) : glm::vec2(0.25f, 0.25f));
        if (glm::dot(p, p) > 0.25f) continue;
        if (second) p.x = -p.x;
        switch (motif) {
          case Motif::Cloud:
            d = std::min({d, cloud(p + glm::vec2(0.05f, 0), 0.19f),
                          cloud(p * glm::vec2(-1, 1) + glm::vec2(-0.2f, -0.21f), 0.1f)});
            break;
          case Motif::Peony:
            d = std::min(d, peony(p, 0.16f));
            for (int l = 0; l < 5; ++l) {
              const float a = kTau * static_cast<float>(l) / 5 + 0.3f;
              d = std::min(d, leaf(p, glm::vec2(std::cos(a), std::sin(a)) * 0.17f,
                                   glm::vec2(std::cos(a + 0.45f), std::sin(a + 0.45f)) * 0.27f, 0.03f));
            }
            break;
          case Motif::Crane:
            d = std::min({d, crane(p, 0.17f), cloud(p - glm::vec2(-0.05f, 0.24f), 0.08f)});
            break;
          case Motif::Treasure:
            d = std::min(d, treasure(p, 0.13f));
            break;
          case Motif::Vine: {
            d = std::min(d, peony(p, 0.1f));
            const float a = std::atan2(p.y, p.x);
            d = std::min(d, std::max(std::abs(glm::length(p) - 0.19f - 0.02f * std::sin(a * 3)) - 0.008f,
                                     glm::length(p) - 0.25f));
            for (int l = 0; l < 8; ++l) {
              const float b = kTau * static_cast<float>(l) / 8;
              const glm::vec2 at(std::cos(b) * 0.19f, std::sin(b) * 0.19f);
              const float out = l % 2 == 0 ? 0.09f : -0.05f;
              d = std::min(d,
                           leaf(p, at, at + glm::vec2(std::cos(b + 0.5f), std::sin(b + 0.5f)) * out, 0.022f));
            }
            break;
          }
        }
      }
    }
  }
  return d;
}

float gray_noise(const glm::vec2& uv, std::uint32_t seed) {
  return fractal_noise(uv, 8, 4, seed) - 0.5f;
}

}  // namespace

Surface plain_silk() {
  SynthesisOptions options;
  options.width = options.height = 256;
  options.tile_metres = {0.05f, 0.05f};
  return synthesize(options, [](const glm::vec2& uv) {
    const Weave weave = plain_weave(uv, 80);
    // Slubs: thicker stretches of single weft threads.
    const float row = std::floor(uv.y * 80);
    const float slub = std::max(0.0f, value_noise({uv.x * 4, row}, 80, 11) - 0.62f) * 2.0f;
    Texel t;
    const float tone = 0.955f + 0.03f * weave.height + 0.04f * slub + 0.03f * gray_noise(uv, 3);
    t.color = glm::vec3(tone);
    t.height = 0.05f * weave.height + 0.06f * slub;
    t.roughness = 0.52f + 0.1f * gray_noise(uv, 5) - 0.05f * weave.height;
    t.occlusion = 0.9f + 0.1f * weave.height;
    return t;
  });
}

Surface satin_silk() {
  SynthesisOptions options;
  options.width = options.height = 256;
  options.tile_metres = {0.05f, 0.05f};
  return synthesize(options, [](const glm::vec2& uv) {
    const Weave weave = satin_weave(uv, 80, 8, 3);
    Texel t;
    t.color = glm::vec3(0.95f + 0.04f * weave.height + 0.02f * gray_noise(uv, 21));
    t.height = 0.03f * weave.height + 0.05f * gray_noise(uv, 22);
    t.roughness = 0.36f + 0.08f * gray_noise(uv, 23);
    t.occlusion = 0.94f + 0.06f * weave.height;
    return t;
  });
}

Surface ramie(std::uint32_t seed) {
  SynthesisOptions options;
  options.tile_metres = {0.08f, 0.08f};
  options.alpha = true;
  return synthesize(options, [seed](const glm::vec2& uv) {
    constexpr int kThreads = 64;
    const glm::vec2 p = uv * static_cast<float>(kThreads);
    const int ix = static_cast<int>(p.x);
    const int iy = static_cast<int>(p.y);
    // Every yarn has its own thickness, and thins and swells along its length.
    const float warp_width = 0.52f + 0.22f * hash_unit(ix, 1, seed) +
                             0.2f * (value_noise({static_cast<float>(ix), uv.y * 16}, 64, seed + 3) - 0.5f);
    const float weft_width = 0.52f + 0.22f * hash_unit(iy, 2, seed) +
                             0.2f * (value_noise({uv.x * 16, static_cast<float>(iy)}, 64, seed + 4) - 0.5f);
    const float wx = std::abs(p.x - std::floor(p.x) - 0.5f) * 2 / warp_width;
    const float wy = std::abs(p.y - std::floor(p.y) - 0.5f) * 2 / weft_width;
    const float open = std::min(wx, wy);
    Texel t;
    t.alpha = 0.5f + 0.5f * smooth_step(1.2f, 0.9f, open);
    const float top = std::sqrt(std::max(0.0f, 1 - open * open));
    t.color = glm::vec3(0.9f + 0.08f * top + 0.05f * (hash_unit(wx < wy ? ix : iy, 5, seed) - 0.5f));
    t.height = 0.16f * top;
    t.roughness = 0.72f;
    t.occlusion = 0.85f + 0.15f * top;
    return t;
  });
}

Surface brocade(Motif motif) {
  SynthesisOptions options;
  options.width = options.height = 768;
  options.tile_metres = {0.24f, 0.24f};
  return synthesize(options, [motif](const glm::vec2& uv) {
    const float inside = coverage(motif_distance(motif, uv), 0.004f);
    const Weave ground = satin_weave(uv, 192, 8, 3);
    const Weave figure = satin_weave({uv.y, uv.x}, 192, 8, 5);  // The pattern floats the other way.
    Texel t;
    const float weave = glm::mix(ground.height, figure.height, inside);
    t.color = glm::vec3(glm::mix(0.86f, 0.985f, inside) + 0.02f * weave - 0.01f + 0.02f * gray_noise(uv, 31));
    t.height = 0.03f * weave + 0.11f * inside;
    t.roughness = glm::mix(0.56f, 0.34f, inside);
    t.occlusion = 0.93f + 0.07f * weave;
    return t;
  });
}

Surface cotton() {
  SynthesisOptions options;
  options.width = options.height = 256;
  options.tile_metres = {0.05f, 0.05f};
  return synthesize(options, [](const glm::vec2& uv) {
    const Weave weave = plain_weave(uv, 50);
    Texel t;
    t.color = glm::vec3(0.92f + 0.06f * weave.height + 0.05f * gray_noise(uv, 41));
    t.height = 0.1f * weave.height + 0.1f * gray_noise(uv, 42);
    t.roughness = 0.86f;
    t.occlusion = 0.82f + 0.18f * weave.height;
    return t;
  });
}

Surface horsehair() {
  SynthesisOptions options;
  options.tile_metres = {0.02f, 0.02f};
  options.width = options.height = 256;
  options.alpha = true;
  return synthesize(options, [](const glm::vec2& uv) {
    // Hairs round the crown, upright and in both diagonals, as the mesh is knotted.
    const auto hair = [&](const glm::vec2& direction, float count, float width) {
      const float x = glm::dot(uv, direction) * count;
      return smooth_step(width, width * 0.45f, std::abs(x - std::floor(x) - 0.5f));
    };
    const float a = hair({0, 1}, 16, 0.17f);
    const float b = std::max(hair({1, 1}, 10, 0.11f), hair({1, -1}, 10, 0.11f));
    const float c = hair({1, 0}, 20, 0.15f);
    const float any = std::max({a, b, c});
    Texel t;
    t.alpha = glm::mix(0.55f, 0.98f, any);
    t.color = glm::vec3(0.055f + 0.05f * any);
    t.height = 0.08f * any;
    t.roughness = 0.45f;
    return t;
  });
}

Surface leather() {
  SynthesisOptions options;
  options.width = options.height = 256;
  options.tile_metres = {0.03f, 0.03f};
  return synthesize(options, [](const glm::vec2& uv) {
    const Cell cell = cell_noise(uv + 0.01f * glm::vec2(gray_noise(uv, 51), gray_noise(uv, 52)), 20, 53);
    const float crease = smooth_step(0.0f, 0.22f, cell.second_distance - cell.distance);
    Texel t;
    t.color = glm::vec3(0.84f + 0.12f * crease + 0.08f * gray_noise(uv, 54));
    t.height = 0.12f * crease + 0.1f * gray_noise(uv, 55);
    t.roughness = 0.5f - 0.1f * crease + 0.1f * gray_noise(uv, 56);
    t.occlusion = 0.8f + 0.2f * crease;
    return t;
  });
}

Surface cord_braid() {
  SynthesisOptions options;
  options.width = 128;
  options.height = 128;
  options.tile_metres = {0.012f, 0.012f};
  return synthesize(options, [](const glm::vec2& uv) {
    const glm::vec2 p(uv.x * 4 + uv.y * 4, uv.x * 4 - uv.y * 4);
    const bool over = (static_cast<int>(std::floor(p.x)) + static_cast<int>(std::floor(p.y))) % 2 == 0;
    const float ridge = crown(over ? p.x : p.y);
    const float fiber = crown((over ? p.x : p.y) * 5);
    Texel t;
    t.color = glm::vec3(0.72f + 0.24f * ridge + 0.03f * fiber);
    t.height = 0.5f * ridge + 0.05f * fiber;
    t.roughness = 0.6f;
    t.occlusion = 0.55f + 0.45f * ridge;
    return t;
  });
}

Surface skin_fine() {
  SynthesisOptions options;
  options.tile_metres = {0.03f, 0.03f};
  options.width = options.height = 256;
  options.color = false;
  return synthesize(options, [](const glm::vec2& uv) {
    const Cell cell = cell_noise(uv, 34, 61);
    const float pore = smooth_step(0.0f, 0.25f, cell.second_distance - cell.distance);
    Texel t;
    t.height = 0.025f * pore;
    t.roughness = 0.56f - 0.06f * pore;
    t.occlusion = 0.95f + 0.05f * pore;
    return t;
  });
}

Surface hair_strands() {
  SynthesisOptions options;
  options.tile_metres = {0.06f, 0.18f};
  options.height = 256;
  return synthesize(options, [](const glm::vec2& uv) {
    const float drift = 0.012f * std::sin(kTau * uv.y) + 0.006f * std::sin(kTau * 2 * uv.y + 1);
    const float x = uv.x + drift;
    const float coarse = value_noise({x * 24, uv.y * 2}, 24, 71);
    const float middle = value_noise({x * 64, uv.y * 2}, 64, 72);
    const float fine = value_noise({x * 160, uv.y * 4}, 160, 73);
    const float strand = 0.45f * coarse + 0.33f * middle + 0.22f * fine;
    Texel t;
    t.color = glm::vec3(0.5f + 0.5f * strand);
    t.height = 0.9f * strand;
    t.roughness = 0.42f + 0.2f * (1 - strand);
    t.occlusion = 0.6f + 0.4f * strand;
    return t;
  });
}

Surface gold_leaf_band(GoldBand band, const glm::vec3& ground_srgb, float length_m, float height_m) {
  SynthesisOptions options;
  options.width = 1024;
  options.height = std::clamp(static_cast<int>(1024 * height_m / length_m / 32) * 32, 128, 1024);
  options.tile_metres = {length_m, height_m};
  const float aspect = length_m / height_m;
  return synthesize(options, [=](const glm::vec2& uv) {
    const glm::vec2 p(uv.x * aspect, uv.y);  // Units of the band's height.
    const float edge = std::min(uv.y, 1 - uv.y);
    float d = std::min(std::abs(edge - 0.045f) - 0.014f, std::abs(edge - 0.16f) - 0.008f);
    // Between the two lines a running fret or pearls.
    const float beads = std::round(aspect * 12);
    const glm::vec2 bead((uv.x * beads - std::floor(uv.x * beads) - 0.5f) * aspect / beads, edge - 0.103f);
    if (band == GoldBand::Geometric) {
      d = std::min(d, std::abs(std::abs(bead.x) + std::abs(bead.y) - 0.03f) - 0.008f);
    } else {
      d = std::min(d, glm::length(bead) - 0.022f);
    }
    const float units = std::max(1.0f, std::round(aspect / 0.95f));
    const float period = aspect / units;
    const float cell = std::floor(p.x / period);
    glm::vec2 q(p.x - (cell + 0.5f) * period, p.y - 0.5f);
    if (edge > 0.17f) {
      switch (band) {
        case GoldBand::PeonyScroll: {
          d = std::min(d, peony(q, 0.24f));
          const float s = q.x < 0 ? -1.0f : 1.0f;
          const glm::vec2 m(std::abs(q.x) - period / 2, q.y * s);
          d = std::min(d, std::abs(m.y - 0.17f * std::sin((m.x + 0.02f) * 9)) - 0.012f +
                              (std::abs(q.x) < 0.24f ? 1.0f : 0.0f));
          d = std::min({d, leaf(m, {-0.02f, 0}, {-0.13f, 0.23f}, 0.055f),
                        leaf(m, {0.02f, 0}, {0.13f, -0.23f}, 0.055f),
                        leaf(m, {-0.1f, -0.12f}, {0.05f, -0.25f}, 0.04f),
                        leaf(m, {0.0f, 0.12f}, {0.1f, 0.26f}, 0.035f)});
          break;
        }
        case GoldBand::Crane: {
          if (static_cast<int>(cell) % 2 != 0) q.x = -q.x;
          d = std::min({d, crane(q, 0.3f), cloud(q - glm::vec2(-0.28f, 0.2f), 0.1f)});
          break;
        }
        case GoldBand::Dragon: {
          const float wave = 0.15f * std::sin(q.x / period * kTau);
          const float body = std::abs(q.y - wave) - 0.075f;
          const float scale = std::sin(q.x * 70) * std::sin((q.y - wave) * 70);
          d = std::min({d, std::max(body, 0.012f - std::abs(scale) * 0.06f),
                        glm::length(q - glm::vec2(-period * 0.25f, 0.2f)) - 0.06f,
                        cloud(q - glm::vec2(period * 0.22f, -0.22f), 0.11f)});
          break;
        }
        case GoldBand::Geometric: {
          d = std::min({d, std::abs(glm::length(q) - 0.24f) - 0.018f, lobed(q, 0.19f, 6, 0.4f),
                        std::abs(std::abs(q.x) + std::abs(q.y) - 0.42f) - 0.01f});
          break;
        }
      }
    }
    // Hand-stamped leaf: worn here and there.
    const float worn = smooth_step(0.72f, 0.86f, fractal_noise(uv, 32, 3, 81));
    const float gold = coverage(d, 0.012f) * (1 - 0.45f * worn);
    const Weave weave = satin_weave(uv * glm::vec2(1, 1 / aspect), 256, 8, 3);
    Texel t;
    t.color = glm::mix(ground_srgb * (0.93f + 0.05f * weave.height), glm::vec3(0.94f, 0.76f, 0.38f), gold);
    t.metallic = gold;
    t.roughness = glm::mix(0.42f, 0.3f + 0.12f * fractal_noise(uv, 64, 2, 82), gold);
    t.height = 0.02f * weave.height + 0.06f * gold;
    return t;
  });
}

Surface gold_leaf_ground(Motif motif, const glm::vec3& ground_srgb, float tile_m) {
  SynthesisOptions options;
  options.width = options.height = 768;
  options.tile_metres = {tile_m, tile_m};
  return synthesize(options, [=](const glm::vec2& uv) {
    const float worn = smooth_step(0.72f, 0.86f, fractal_noise(uv, 24, 3, 83));
    const float gold = coverage(motif_distance(motif, uv) + 0.002f, 0.004f) * (1 - 0.4f * worn);
    const Weave weave = satin_weave(uv, 192, 8, 3);
    Texel t;
    t.color = glm::mix(ground_srgb * (0.93f + 0.05f * weave.height + 0.03f * gray_noise(uv, 84)),
                       glm::vec3(0.94f, 0.76f, 0.38f), gold);
    t.metallic = gold;
    t.roughness = glm::mix(0.45f, 0.34f, gold);
    t.height = 0.02f * weave.height + 0.06f * gold;
    return t;
  });
}

}  // namespace bandaji
