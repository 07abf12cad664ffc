// Embroidered pictures: the royal dragon and the flowers of shoes and pouches.
#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <vector>

#include "app/demo/curve.h"
#include "app/demo/texture_synth.h"

namespace bandaji {
namespace {

const glm::vec3 kGold(0.93f, 0.74f, 0.34f);
const glm::vec3 kPaleGold(0.98f, 0.87f, 0.56f);
const glm::vec3 kDarkGold(0.62f, 0.40f, 0.12f);

// Paint laid over paint; later strokes cover earlier ones.
struct Cloth {
  Texel texel;

  // Satin stitch: threads across `direction`, raised in the middle of the stroke.
  void stitch(float distance, float softness, const glm::vec3& color, float metallic, float thread_phase,
              float raise) {
    const float c = coverage(distance, softness);
    if (c <= 0) return;
    const float thread = 0.5f + 0.5f * std::sin(thread_phase);
    texel.color = glm::mix(texel.color, color * (0.86f + 0.14f * thread), c);
    texel.metallic = glm::mix(texel.metallic, metallic, c);
    texel.roughness = glm::mix(texel.roughness, metallic > 0.5f ? 0.36f : 0.48f, c);
    texel.height = glm::mix(texel.height, raise + 0.06f * thread, c);
  }
};

// Nearest point on a polyline: distance, signed side, and how far along (0 to 1).
struct Near {
  float distance = 9;
  float side = 0;
  float along = 0;
};

Near nearest(const std::vector<glm::vec2>& line, const glm::vec2& p) {
  float best = 1e9f;
  std::size_t segment = 0;
  float share = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const glm::vec2 ab = line[i + 1] - line[i];
    const glm::vec2 ap = p - line[i];
    const float t = std::clamp(glm::dot(ap, ab) / glm::dot(ab, ab), 0.0f, 1.0f);
    const glm::vec2 off = ap - ab * t;
    const float squared = glm::dot(off, off);
    if (squared < best) {
      best = squared;
      segment = i;
      share = t;
    }
  }
  const glm::vec2 ab = line[segment + 1] - line[segment];
  const glm::vec2 off = p - line[segment] - ab * share;
  return {std::sqrt(best), (ab.x * off.y - ab.y * off.x) / glm::length(ab),
          (static_cast<float>(segment) + share) / static_cast<float>(line.size() - 1)};
}

std::vector<glm::vec2> smooth_line(const std::vector<glm::vec2>& points, int steps) {
  std::vector<glm::vec3> raised;
  for (const glm::vec2& p : points) raised.emplace_back(p, 0.0f);
  const Path path(raised);
  std::vector<glm::vec2> line;
  for (int i = 0; i <= steps; ++i)
    line.emplace_back(path.at(static_cast<float>(i) / static_cast<float>(steps)));
  return line;
}

struct Claw {
  std::vector<glm::vec2> leg;
  glm::vec2 foot;
  float angle;  // Where the middle toe points.
};

float cloud_curl(const glm::vec2& p, float size) {
  const glm::vec2 q = p / size;
  float d =
      std::min({glm::length(q - glm::vec2(-0.5f, 0)) - 0.36f, glm::length(q - glm::vec2(0, -0.2f)) - 0.42f,
                glm::length(q - glm::vec2(0.5f, 0)) - 0.34f});
  d = std::min(d, std::max(std::abs(q.y - 0.18f) - 0.14f, std::abs(q.x) - 0.8f));
  return d * size;
}

float cloud_line(const glm::vec2& p, float size) {
  const glm::vec2 q = p / size;
  const float ring = std::min({std::abs(glm::length(q - glm::vec2(-0.5f, 0)) - 0.2f),
                               std::abs(glm::length(q - glm::vec2(0, -0.2f)) - 0.25f),
                               std::abs(glm::length(q - glm::vec2(0.5f, 0)) - 0.19f)});
  return (ring - 0.05f) * size;
}

}  // namespace

Surface dragon_roundel(const glm::vec3& ground_srgb, int size) {
  // The body coils once round the disc below a head that looks out of its middle. y points down.
  const std::vector<glm::vec2> body = smooth_line({{0.00f, -0.06f},
                                                   {0.22f, -0.14f},
                                                   {0.34f, 0.04f},
                                                   {0.22f, 0.24f},
                                                   {-0.04f, 0.22f},
                                                   {-0.24f, 0.34f},
                                                   {-0.18f, 0.58f},
                                                   {0.12f, 0.66f},
                                                   {0.44f, 0.54f},
                                                   {0.66f, 0.24f},
                                                   {0.68f, -0.14f},
                                                   {0.50f, -0.46f},
                                                   {0.20f, -0.66f},
                                                   {-0.16f, -0.70f},
                                                   {-0.48f, -0.54f},
                                                   {-0.68f, -0.22f},
                                                   {-0.66f, 0.12f},
                                                   {-0.50f, 0.30f}},
                                                  110);
  const auto leg = [](std::vector<glm::vec2> points) { return smooth_line(points, 12); };
  const std::vector<Claw> claws{
      {leg({{0.30f, 0.10f}, {0.44f, 0.08f}, {0.47f, -0.06f}}), {0.47f, -0.08f}, -1.1f},
      {leg({{-0.16f, 0.28f}, {-0.36f, 0.20f}, {-0.44f, 0.06f}}), {-0.44f, 0.05f}, -2.2f},
      {leg({{0.34f, -0.58f}, {0.30f, -0.44f}, {0.36f, -0.36f}}), {0.36f, -0.36f}, 1.0f},
      {leg({{-0.40f, -0.58f}, {-0.38f, -0.46f}, {-0.46f, -0.38f}}), {-0.45f, -0.38f}, 1.9f}};
  struct Cloudlet {
    glm::vec2 at;
    float size;
    glm::vec3 color;
  };
  const std::vector<Cloudlet> clouds{
      {{0.10f, 0.44f}, 0.10f, srgb_of(0x4F8FB8)},  {{-0.72f, -0.52f}, 0.09f, srgb_of(0x6FA98C)},
      {{0.46f, 0.30f}, 0.10f, srgb_of(0x6FA98C)},  {{-0.06f, -0.50f}, 0.11f, srgb_of(0x4F8FB8)},
      {{-0.02f, 0.84f}, 0.10f, srgb_of(0xE9E2CE)}, {{0.72f, -0.50f}, 0.09f, srgb_of(0xE9E2CE)},
      {{-0.50f, 0.62f}, 0.12f, srgb_of(0x4F8FB8)}, {{0.60f, 0.66f}, 0.09f, srgb_of(0x4F8FB8)},
      {{-0.34f, -0.22f}, 0.09f, srgb_of(0xE9E2CE)}};
  SynthesisOptions options;
  options.width = options.height = size;
  options.tile_metres = {1, 1};
  Surface surface = synthesize(options, [&](const glm::vec2& uv) {
    const glm::vec2 p = uv * 2.0f - 1.0f;
    const float soft = 3.0f / static_cast<float>(size);
    Cloth cloth;
    cloth.texel.color = ground_srgb * (0.92f + 0.08f * std::sin(uv.y * 700));
    cloth.texel.roughness = 0.5f;
    const float r = glm::length(p);
    if (r > 1.02f) return cloth.texel;  // The corners are never seen.
    for (const Cloudlet& c : clouds) {
      if (glm::length(p - c.at) > c.size * 1.5f) continue;
      cloth.stitch(cloud_curl(p - c.at, c.size), soft, c.color, 0, p.y * 420, 0.25f);
      cloth.stitch(cloud_line(p - c.at, c.size), soft, glm::mix(c.color, glm::vec3(1), 0.65f), 0, p.x * 420,
                   0.3f);
      cloth.stitch(std::abs(cloud_curl(p - c.at, c.size)) - 0.008f, soft, kGold, 0.9f, (p.x + p.y) * 500,
                   0.32f);
    }
    // Legs below the body.
    for (const Claw& claw : claws) {
      if (glm::length(p - claw.foot) > 0.5f) continue;
      const Near n = nearest(claw.leg, p);
      cloth.stitch(n.distance - 0.062f + 0.02f * n.along, soft,
                   glm::mix(kGold, kDarkGold, 0.3f * (0.5f + 0.5f * std::sin(n.along * 40))), 0.9f,
                   n.side * 500, 0.45f);
      for (int toe = 0; toe < 5; ++toe) {
        const float a = claw.angle + (static_cast<float>(toe) - 2) * 0.55f + (toe == 0 ? -0.35f : 0.0f);
        const glm::vec2 tip = claw.foot + glm::vec2(std::cos(a), std::sin(a)) * 0.125f;
        const glm::vec2 hook = tip + glm::vec2(std::cos(a + 0.9f), std::sin(a + 0.9f)) * 0.04f;
        cloth.stitch(distance_to_segment(p, claw.foot, tip) - 0.021f, soft, kGold, 0.9f, (p.x - p.y) * 600,
                     0.5f);
        cloth.stitch(distance_to_segment(p, tip, hook) - 0.011f, soft, kPaleGold, 0.9f, p.x * 600, 0.5f);
      }
    }
    // Body with back fin, scales and belly plates.
    const Near n = nearest(body, p);
    const float width = 0.070f * (1 - 0.82f * smooth_step(0.60f, 1.0f, n.along)) + 0.010f;
    const float fin_wave = 0.026f * (0.5f + 0.5f * std::sin(n.along * 170));
    if (n.side < 0)
      cloth.stitch(n.distance - width - 0.028f - fin_wave, soft, srgb_of(0x2F6E5A), 0, n.along * 1400, 0.3f);
    cloth.stitch(n.distance - width, soft, kGold, 0.9f, (p.x + p.y) * 620, 0.55f);
    if (n.distance < width) {
      const float across = n.side / width;
      // Rows of overlapping scales over the back, plates under the belly.
      const float row = n.along * 110;
      const float column = across * 2.6f + (static_cast<int>(std::floor(row)) % 2 == 0 ? 0.0f : 0.5f);
      const glm::vec2 cell(row - std::floor(row) - 0.5f, (column - std::floor(column) - 0.5f));
      const float scale = std::abs(glm::length(cell + glm::vec2(0.28f, 0)) - 0.56f);
      if (across < 0.45f) {
        cloth.stitch((scale - 0.10f) * 0.03f, soft, kDarkGold, 0.9f, p.x * 500, 0.42f);
        cloth.stitch((glm::length(cell) - 0.18f) * 0.03f, soft, kPaleGold, 0.9f, p.y * 500, 0.62f);
      } else {
        const float plate = n.along * 90;
        cloth.stitch((std::abs(plate - std::floor(plate) - 0.5f) - 0.1f) * 0.03f, soft, kDarkGold, 0.9f, 0,
                     0.45f);
      }
      cloth.stitch((0.10f - std::abs(std::abs(across) - 0.98f)) * -0.1f, soft, kPaleGold, 0.9f, 0, 0.6f);
    }
    if (n.along > 0.985f)
      cloth.stitch(n.distance - 0.05f + 0.03f * std::abs(std::sin(n.side * 70)), soft, srgb_of(0xB8322E), 0,
                   p.x * 600, 0.4f);
    // Head, seen from the front: mane, horns, brows, eyes, muzzle, whiskers, beard.
    const glm::vec2 h = (p - glm::vec2(-0.02f, -0.10f)) / 1.05f;
    const glm::vec2 m(std::abs(h.x), h.y);
    for (int lock = 0; lock < 7; ++lock) {
      const float a = 0.2f + 0.42f * static_cast<float>(lock);
      const glm::vec2 tip(std::sin(a) * 0.30f, -std::cos(a) * 0.26f + 0.02f);
      cloth.stitch(distance_to_segment(m, {0.0f, 0.0f}, tip) - 0.032f * (1.1f - glm::length(m) / 0.36f), soft,
                   lock % 2 == 0 ? srgb_of(0x2F6E5A) : srgb_of(0x2B5C93), 0, std::atan2(m.y, m.x) * 90, 0.5f);
    }
    cloth.stitch(distance_to_segment(m, {0.055f, -0.10f}, {0.13f, -0.25f}) - 0.022f, soft, kPaleGold, 0.9f,
                 m.y * 500, 0.6f);
    cloth.stitch(distance_to_segment(m, {0.13f, -0.25f}, {0.09f, -0.31f}) - 0.014f, soft, kPaleGold, 0.9f,
                 m.y * 500, 0.6f);
    cloth.stitch(distance_to_segment(m, {0.11f, -0.17f}, {0.20f, -0.20f}) - 0.013f, soft, kPaleGold, 0.9f,
                 m.x * 500, 0.6f);
    cloth.stitch(glm::length(m * glm::vec2(1, 0.92f)) - 0.135f, soft, kGold, 0.9f, h.y * 620, 0.7f);
    cloth.stitch(glm::length((h - glm::vec2(0, 0.10f)) * glm::vec2(0.86f, 1.25f)) - 0.098f, soft, kGold, 0.9f,
                 h.x * 620, 0.8f);
    cloth.stitch(distance_to_segment(m, {0.03f, -0.075f}, {0.115f, -0.115f}) - 0.019f, soft,
                 srgb_of(0xB8322E), 0, m.x * 500, 0.8f);
    cloth.stitch(glm::length((m - glm::vec2(0.062f, -0.032f)) * glm::vec2(1, 1.2f)) - 0.036f, soft,
                 glm::vec3(0.97f), 0, 0, 0.85f);
    cloth.stitch(glm::length(m - glm::vec2(0.058f, -0.028f)) - 0.019f, soft, glm::vec3(0.05f), 0, 0, 0.9f);
    cloth.stitch(distance_to_segment(m, {0.0f, 0.02f}, {0.0f, 0.07f}) - 0.016f, soft, kPaleGold, 0.9f,
                 m.y * 500, 0.9f);
    cloth.stitch(glm::length(m - glm::vec2(0.03f, 0.085f)) - 0.018f, soft, kDarkGold, 0.9f, 0, 0.7f);
    cloth.stitch(std::max(std::abs(h.y - 0.135f - 1.6f * m.x * m.x) - 0.010f, m.x - 0.09f), soft,
                 srgb_of(0x8E1A1A), 0, 0, 0.7f);
    for (int tooth = 0; tooth < 3; ++tooth) {
      cloth.stitch(glm::length((m - glm::vec2(0.018f + 0.028f * static_cast<float>(tooth), 0.146f)) *
                               glm::vec2(1.6f, 1)) -
                       0.012f,
                   soft, glm::vec3(0.97f), 0, 0, 0.8f);
    }
    const float whisker = std::abs(m.y - 0.10f - 0.06f * std::sin((m.x - 0.08f) * 16)) - 0.008f;
    cloth.stitch(std::max(whisker, std::max(0.08f - m.x, m.x - 0.34f)), soft, kPaleGold, 0.9f, m.x * 500,
                 0.8f);
    cloth.stitch(
        distance_to_segment(m, {0.03f, 0.18f}, {0.05f, 0.27f}) - 0.017f * (1.4f - (m.y - 0.18f) * 10), soft,
        srgb_of(0x2F6E5A), 0, m.x * 700, 0.7f);
    // The flaming pearl.
    const glm::vec2 pearl = p - glm::vec2(0.02f, -0.46f);
    const float flame = glm::length(pearl) - 0.078f - 0.022f * std::sin(std::atan2(pearl.y, pearl.x) * 7 + 1);
    cloth.stitch(flame, soft, srgb_of(0xC43A28), 0, std::atan2(pearl.y, pearl.x) * 60, 0.5f);
    cloth.stitch(glm::length(pearl) - 0.056f, soft, glm::vec3(0.98f, 0.95f, 0.86f), 0,
                 glm::length(pearl) * 500, 0.8f);
    // Border: two couched cords.
    cloth.stitch(std::abs(r - 0.955f) - 0.022f, soft, kGold, 0.9f, std::atan2(p.y, p.x) * 260 + r * 300,
                 0.8f);
    cloth.stitch(std::abs(r - 0.905f) - 0.008f, soft, kPaleGold, 0.9f, std::atan2(p.y, p.x) * 260, 0.6f);
    return cloth.texel;
  });
  // Heights were drawn for a roundel 22 cm wide.
  return surface;
}

Surface embroidered_flowers(const glm::vec3& ground_srgb, float tile_m) {
  SynthesisOptions options;
  options.tile_metres = {tile_m, tile_m};
  const std::vector<glm::vec2> vine = smooth_line(
      {{-0.1f, 0.5f}, {0.12f, 0.34f}, {0.38f, 0.6f}, {0.62f, 0.42f}, {0.9f, 0.5f}, {1.12f, 0.34f}}, 60);
  return synthesize(options, [=](const glm::vec2& uv) {
    Cloth cloth;
    cloth.texel.color = ground_srgb * (0.94f + 0.05f * std::sin(uv.x * 640) * std::sin(uv.y * 640));
    cloth.texel.roughness = 0.42f;
    const float soft = 0.006f;
    const Near n = nearest(vine, uv);
    cloth.stitch(n.distance - 0.010f, soft, srgb_of(0x3E7B4F), 0, n.along * 700, 0.3f);
    struct Bloom {
      glm::vec2 at;
      float radius;
      glm::vec3 color;
      int petals;
    };
    const Bloom blooms[]{{{0.2f, 0.30f}, 0.145f, srgb_of(0xE0577E), 6},
                         {{0.68f, 0.66f}, 0.13f, srgb_of(0xF2C14E), 5},
                         {{0.62f, 0.22f}, 0.075f, srgb_of(0xF4EDE2), 5},
                         {{0.14f, 0.76f}, 0.085f, srgb_of(0x7F9BD1), 5}};
    for (int j = -1; j <= 1; ++j) {
      for (int i = -1; i <= 1; ++i) {
        for (const Bloom& b : blooms) {
          const glm::vec2 p = uv - b.at - glm::vec2(static_cast<float>(i), static_cast<float>(j));
          if (glm::dot(p, p) > 0.08f) continue;
          const float a = std::atan2(p.y, p.x);
          const float r = glm::length(p);
          for (int l = 0; l < 2; ++l) {
            const float angle = 0.7f + 3.0f * static_cast<float>(l) + b.at.x * 5;
            const glm::vec2 tip = glm::vec2(std::cos(angle), std::sin(angle)) * b.radius * 1.75f;
            const glm::vec2 mid = tip * 0.55f;
            const glm::vec2 along = glm::normalize(tip);
            const glm::vec2 q(glm::dot(p - mid, along), glm::dot(p - mid, glm::vec2(-along.y, along.x)));
            cloth.stitch(glm::length(q * glm::vec2(0.45f, 1)) - b.radius * 0.32f, soft,
                         glm::mix(srgb_of(0x2F6B45), srgb_of(0x86B56A), clamp01(0.5f + q.y * 12)), 0,
                         (q.x + std::abs(q.y)) * 420, 0.3f);
          }
          const float edge =
              b.radius * (0.80f + 0.20f * std::abs(std::cos(a * static_cast<float>(b.petals) / 2)));
          const glm::vec3 shade = glm::mix(b.color, glm::vec3(1), 0.55f * clamp01(r / b.radius));
          cloth.stitch(r - edge, soft, shade, 0, a * 60, 0.5f);
          cloth.stitch(
              std::max(std::abs(std::sin(a * static_cast<float>(b.petals) / 2 + 1.5708f)) * r - 0.006f,
                       r - edge),
              soft, b.color * 0.7f, 0, 0, 0.35f);
          cloth.stitch(r - b.radius * 0.24f, soft, srgb_of(0xE8B93A), 0, r * 700, 0.6f);
        }
      }
    }
    return cloth.texel;
  });
}

}  // namespace bandaji
