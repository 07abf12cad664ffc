#include "app/demo/skirt.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/mesh_builder.h"
#include "app/demo/texture_synth.h"
#include "app/demo/trims.h"

namespace bandaji {
namespace {

// Noise around the waist: repeats after one turn.
float ring_noise(float angle, int cells, float along, std::uint32_t seed) {
  return value_noise(
             {angle / kTau * static_cast<float>(cells) + 64.0f * static_cast<float>(cells), along + 100},
             cells, seed) -
         0.5f;
}

// A fold seen from above: a round back and a narrower valley.
float fold(float phase, float sharpness) {
  const float s = std::sin(phase);
  return glm::mix(s, 1 - 2 * std::pow(std::abs(std::sin(phase * 0.5f - 0.785f)), 0.8f), sharpness);
}

}  // namespace

glm::vec3 Skirt::at(float angle, float y) const {
  const float fall = clamp01((cut_.band_bottom - y) / (cut_.band_bottom - cut_.hem));
  const float a = cut_.half_width(y);
  const float b = std::cos(angle) > 0 ? cut_.front_depth(y) : cut_.back_depth(y);
  const float sx = std::sin(angle);
  const float sz = std::cos(angle);
  // Near the band the chest's squarer section, below a round bell.
  const float power = mix(2.5f, 2.0f, smooth_step(0.0f, 0.3f, fall));
  const float k = std::pow(std::pow(std::abs(sx), power) + std::pow(std::abs(sz), power), -1 / power);
  const glm::vec3 base(a * sx * k, y, b * sz * k);
  const glm::vec3 out = glm::normalize(glm::vec3(sx / a, 0, sz / b));

  // Folds run down, wander a little, and join into fewer and deeper ones.
  const float drift = 0.10f * fall * ring_noise(angle, 9, fall * 1.3f, cut_.seed) +
                      0.05f * fall * ring_noise(angle, 23, fall * 2.1f, cut_.seed + 1);
  const float th = angle + drift;
  const float pleats = static_cast<float>(cut_.pleats);
  const float fine = fold(th * pleats, 0.7f) * mix(0.0026f, 0.0052f, smooth_step(0.0f, 0.1f, fall)) *
                     (1 - 0.88f * smooth_step(0.12f, 0.55f, fall));
  const float middle_count = std::round(pleats * 0.5f);
  const float middle = fold(th * middle_count + 1.1f + 2.2f * ring_noise(angle, 7, 1, cut_.seed + 6), 0.5f) *
                       cut_.fold_depth * 0.36f * smooth_step(0.03f, 0.32f, fall) *
                       (1 - 0.55f * smooth_step(0.5f, 1.0f, fall)) *
                       (0.75f + 1.2f * ring_noise(angle, 15, fall * 2, cut_.seed + 2));
  const float large_count = std::round(pleats * 0.27f);
  const float large =
      fold(th * large_count + 2.6f * ring_noise(angle, 11, fall * 0.8f, cut_.seed + 3), 0.35f) *
      cut_.fold_depth * smooth_step(0.12f, 0.95f, fall) *
      (0.9f + 1.1f * ring_noise(angle, 13, fall, cut_.seed + 4));
  const float sway = 0.035f * fall * fall * ring_noise(angle, 5, fall * 0.7f, cut_.seed + 5);
  glm::vec3 p = base + out * (fine + middle + large + sway);
  // The hem is not cut with a ruler once it hangs: folds that stand out ride up.
  p.y += smooth_step(0.85f, 1.0f, fall) * (0.18f * (large + middle) + 0.004f);
  return p * body_.scale;
}

Shape Skirt::cloth(float from_y, float to_y, int columns, int rows) const {
  PatchOptions options;
  options.closed_u = true;
  const float middle = (from_y + to_y) / 2;
  // The cloth's own width is that of the hem; threads crowd where it is pleated.
  const float girth = kTau * 0.46f;
  (void)middle;
  options.uv = [&](float u, float v) {
    return glm::vec2(u * girth * body_.scale, (1 - v) * (from_y - to_y) * 1.1f * body_.scale);
  };
  return patch(
      columns, rows,
      [&](float u, float v) {
        // Starts at the back, where the opening is.
        const float t = 1 - v;
        return at((u - 0.5f) * kTau, mix(from_y, to_y, t));
      },
      options);
}

Shape Skirt::band() const {
  std::vector<std::vector<glm::vec3>> sections;
  for (int j = 0; j <= 5; ++j) {
    const float t = static_cast<float>(j) / 5;
    const float y = mix(cut_.band_bottom - 0.004f, cut_.band_top, t);
    std::vector<glm::vec3> ring;
    for (int i = 0; i < 96; ++i) {
      const float angle = (static_cast<float>(i) / 96 - 0.5f) * kTau;
      const float sx = std::sin(angle);
      const float sz = std::cos(angle);
      const float a = mix(0.161f, 0.146f, smooth_step(0.0f, 0.5f, t));
      const float b = sz > 0 ? mix(0.1425f, 0.124f, t) : mix(0.116f, 0.106f, t);
      const float k = std::pow(std::pow(std::abs(sx), 2.5f) + std::pow(std::abs(sz), 2.5f), -0.4f);
      const float crease = 0.0010f * std::sin(angle * 38 + t * 2) * (1 - t);
      ring.push_back(glm::vec3(a * sx * k, y, b * sz * k) * (body_.scale) + glm::vec3(sx, 0, sz) * crease);
    }
    sections.push_back(std::move(ring));
  }
  return thickened(with_normals(loft(sections)), 0.003f * body_.scale, 0.7f).all();
}

Shape Skirt::straps() const {
  std::vector<Shape> parts;
  for (const float side : {-1.0f, 1.0f}) {
    const Path path({{side * 0.086f, 1.222f, 0.106f},
                     {side * 0.094f, 1.29f, 0.077f},
                     {side * 0.098f, 1.358f, 0.036f},
                     {side * 0.096f, 1.3880f, -0.014f},
                     {side * 0.095f, 1.358f, -0.066f},
                     {side * 0.092f, 1.30f, -0.094f},
                     {side * 0.083f, 1.225f, -0.101f}});
    parts.push_back(ribbon(
        path, [](float t) { return glm::vec3(t < 0.5f ? 0.017f : 0.017f, 0.0f, 0.0f); }, 40, 0.003f));
  }
  return scaled(joined(parts), glm::vec3(body_.scale));
}

Shape Skirt::ties() const {
  std::vector<Shape> parts;
  const glm::vec3 knot(0.060f, 1.194f, 0.133f);
  parts.push_back(translated(scaled(sphere(0.011f, 16, 10), {1.1f, 0.9f, 0.7f}), knot));
  const auto tail = [&](float dx, float length, float phase) {
    std::vector<glm::vec3> points;
    for (int i = 0; i <= 8; ++i) {
      const float down = length * static_cast<float>(i) / 8;
      const float y = knot.y - down;
      const float z = knot.z + 0.006f + 0.10f * std::max(0.0f, cut_.band_bottom - y);
      points.emplace_back(knot.x + dx * (1 - std::exp(-down * 12)) + 0.006f * std::sin(down * 14 + phase), y,
                          z + 0.004f * std::sin(phase));
    }
    parts.push_back(ribbon(
        Path(points),
        [phase](float t) {
          const float a = kPi + 0.5f * std::sin(t * 4 + phase);
          return glm::vec3(std::cos(a), 0, std::sin(a)) *
                 (0.013f * (0.5f + 0.5f * smooth_step(0.0f, 0.08f, t)));
        },
        36, 0.0012f));
  };
  tail(-0.020f, 0.046f, 0.3f);
  tail(0.012f, 0.050f, 1.9f);
  const Path loop({knot, knot + glm::vec3(-0.03f, 0.012f, 0.008f), knot + glm::vec3(-0.062f, -0.004f, 0.006f),
                   knot + glm::vec3(-0.05f, -0.012f, 0.016f), knot + glm::vec3(-0.02f, -0.004f, 0.016f),
                   knot});
  parts.push_back(ribbon(
      loop, [](float t) { return glm::vec3(0, 0.012f * (0.4f + 0.6f * std::sin(kPi * t)), 0.002f); }, 30,
      0.0012f));
  return scaled(joined(parts), glm::vec3(body_.scale));
}

}  // namespace bandaji
