#include "app/demo/trims.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/mesh_builder.h"
#include "app/demo/texture_synth.h"

namespace bandaji {
namespace {

glm::vec3 on_plane(const glm::vec2& p) {
  return {p.x, p.y, 0};
}

// To the outside of the neck when walking from the lower end round the back.
glm::vec2 outside(const Path& line, float t) {
  const glm::vec3 d = line.direction(t);
  return {d.y, -d.x};
}

}  // namespace

Collar collar(const Coat& coat, const CollarCut& cut) {
  std::vector<glm::vec3> points;
  for (const glm::vec2& p : cut.line) points.push_back(on_plane(p));
  const Path line(points);
  const auto along = [&](float t) { return glm::vec2(line.at(t)); };
  const float length = line.length();
  const auto width_at = [&](float t) {
    if (!cut.round_end) return cut.width;
    // A quarter circle closes the outer corner of the upper end.
    const float left = (1 - t) * length;
    const float k = std::clamp(1 - left / cut.width, 0.0f, 1.0f);
    return cut.width * (0.25f + 0.75f * std::sqrt(1 - k * k));
  };
  const auto lift_at = [&](float t) {
    if (cut.under_until <= 0) return cut.lift;
    return cut.lift - 0.0062f * smooth_step(cut.under_until + 0.1f, cut.under_until, t);
  };
  Collar result;
  const Shape band = coat.strip([&](float t) { return along(t) - outside(line, t) * 0.001f; },
                                [&](float t) { return along(t) + outside(line, t) * width_at(t); }, 96, 6,
                                [&](float t) { return lift_at(t); });
  result.band = thickened(with_normals(band), 0.0060f * coat.scale(), 0).all();
  if (cut.white_width > 0) {
    const float stop = 1 - cut.white_end / length;
    const Shape white =
        coat.strip([&](float t) { return along(t * stop) - outside(line, t * stop) * 0.005f; },
                   [&](float t) { return along(t * stop) + outside(line, t * stop) * cut.white_width; }, 90,
                   3, [&](float t) { return lift_at(t * stop) + 0.0026f; });
    result.white = thickened(with_normals(white), 0.0050f * coat.scale(), 0.1f).all();
  }
  return result;
}

Shape ribbon(const Path& path, const std::function<glm::vec3(float)>& across, int steps, float thickness,
             int columns, const std::function<float(float, float)>& sag) {
  Shape flat = band(path, across, steps, columns, sag);
  for (glm::vec2& uv : flat.uvs) uv = {uv.y, uv.x};  // Ornament runs along a ribbon.
  return thickened(with_normals(flat), thickness).all();
}

Shape bow(const Coat& coat, const BowCut& cut) {
  const float s = coat.scale();
  const glm::vec2 k = cut.at;
  const auto on = [&](float dx, float dq, float lift) {
    return coat.at(k.x + dx, k.y + dq, cut.lift + lift) / s;
  };
  const float half = cut.width / 2;
  std::vector<Shape> parts;
  // The loop: out along the chest, round its end, and back in front.
  const float l = cut.loop;
  const Path loop({on(0, 0, 0.004f), on(l * 0.35f, -0.004f, 0.007f), on(l * 0.75f, 0.004f, 0.009f),
                   on(l, 0.014f, 0.014f), on(l * 0.97f, 0.018f, 0.026f), on(l * 0.6f, 0.012f, 0.028f),
                   on(l * 0.28f, 0.003f, 0.022f), on(0, 0, 0.014f)});
  parts.push_back(ribbon(
      loop,
      [&](float t) {
        const float open = 0.42f + 0.58f * positive_power(std::sin(kPi * clamp01(t)), 0.55f);
        return glm::vec3(0.1f * half * std::sin(t * 9), half * open, 0.12f * half);
      },
      56, 0.0014f, 6,
      [&](float a, float t) {
        return 0.0035f * std::cos(a * 5.2f) * (1 - std::sin(kPi * t)) + 0.0015f * std::sin(t * 14 + a * 2);
      }));
  // The tails, falling from the knot over jacket and skirt.
  const float hem = coat.hem(0, true);
  const auto tail = [&](float length, float lean, float lift, float turn, float phase) {
    std::vector<glm::vec3> points;
    points.push_back(on(0.0f, 0.0f, 0.010f + lift));
    for (int i = 1; i <= 8; ++i) {
      const float down = length * static_cast<float>(i) / 8;
      const float q = k.y + down;
      const float x = lean * (1 - std::exp(-down * 7)) + 0.008f * std::sin(down * 9 + phase);
      if (q < hem - 0.01f) {
        points.push_back(on(x, down, 0.006f + lift));
      } else {
        const glm::vec3 edge = on(x, hem - k.y, 0.012f + lift);
        const float below = q - hem;
        points.push_back(edge + glm::vec3(0, -below,
                                          cut.flare * below * (1 - 0.35f * below) +
                                              0.012f * std::sin(below * 12 + phase) * clamp01(below * 4)));
      }
    }
    const Path path(points);
    parts.push_back(ribbon(
        path,
        [&, turn, phase](float t) {
          const float open = 0.5f + 0.5f * smooth_step(0.0f, 0.10f, t);
          const float a = turn + 0.35f * std::sin(t * 5 + phase) * smooth_step(0.05f, 0.5f, t);
          return glm::vec3(std::cos(a), 0.10f * std::sin(phase), std::sin(a)) * (half * open);
        },
        56, 0.0013f, 6,
        [&, phase](float a, float t) {
          return 0.006f * std::exp(-t * 5) * std::cos(a * 5) + 0.004f * std::sin(a * 1.8f + t * 7 + phase);
        }));
  };
  // Path runs downwards, so the band is turned to look forwards by its across vector.
  tail(cut.long_tail, -0.022f, 0.0f, kPi, 0.4f);
  tail(cut.short_tail, 0.026f, 0.004f, kPi, 2.2f);
  // The knot that holds them.
  const Path around({on(-0.004f, -0.026f, 0.004f), on(-0.010f, -0.012f, 0.020f), on(0.002f, 0.004f, 0.026f),
                     on(0.006f, 0.020f, 0.020f), on(0.002f, 0.030f, 0.004f)});
  parts.push_back(ribbon(
      around,
      [&](float t) {
        return glm::vec3(-0.5f, -0.12f, 0.05f) * cut.width * (0.42f + 0.16f * std::sin(kPi * t));
      },
      20, 0.0016f, 5, [](float a, float) { return 0.004f * (1 - a * a) + 0.0012f * std::cos(a * 7); }));
  Shape result;
  for (const Shape& part : parts) append(result, part);
  return scaled(result, glm::vec3(s));
}

Tassel tassel(const glm::vec3& top, float length, float radius, int strands) {
  Tassel result;
  const float head = std::min(length * 0.16f, radius * 2.2f);
  result.head = translated(with_normals(lathe({{0, -head},
                                               {radius * 0.80f, -head},
                                               {radius * 0.88f, -head * 0.85f},
                                               {radius * 0.62f, -head * 0.74f},
                                               {radius * 0.92f, -head * 0.5f},
                                               {radius * 0.7f, -head * 0.2f},
                                               {radius * 0.25f, 0},
                                               {0, 0}},
                                              20),
                                        60),
                           top);
  // Bundled threads: one skin whose grooves are the threads, and single threads at the rim.
  const float grooves = static_cast<float>(strands);
  result.threads =
      patch(strands * 3, 22,
            [&](float u, float v) {
              const float down = mix(length, head * 0.8f, v);
              const float t = 1 - v;
              const float a = u * kTau;
              const float body = radius * (0.72f + 0.38f * smooth_step(0.0f, 0.35f, t) + 0.10f * t);
              const float groove =
                  1 + (0.04f + 0.07f * t) * std::cos(a * grooves) + 0.05f * std::sin(a * 5 + t * 3) * t;
              const float wander = 0.08f * t * std::sin(a * 3 + 1);
              const float ragged = 0.012f * length * (hash_unit(static_cast<int>(u * grooves), 3, 5) - 0.5f) *
                                   smooth_step(0.9f, 1.0f, t);
              return top + glm::vec3(std::sin(a + wander) * body * groove, -down + ragged,
                                     std::cos(a + wander) * body * groove);
            },
            {true, {}});
  return result;
}

namespace {

// A cord along a closed flat curve that dips under itself at every second crossing.
Shape knot_cord(const std::vector<glm::vec3>& points, float radius) {
  const Path path(points, true);
  const int steps = std::max(64, static_cast<int>(path.length() / radius / 1.2f));
  return tube(
      path, [radius](float) { return radius; }, std::min(steps, 260), 8, false);
}

}  // namespace

Shape lotus_knot(const glm::vec3& center, float size, float cord_radius) {
  std::vector<Shape> parts;
  // Rosette of loops: a trochoid that weaves over and under as it crosses itself.
  for (int ring = 0; ring < 2; ++ring) {
    std::vector<glm::vec3> points;
    const int petals = ring == 0 ? 9 : 5;  // Odd, so that two turns make one cord.
    const float inner = ring == 0 ? 0.34f : 0.10f;
    const float outer = ring == 0 ? 0.50f : 0.32f;
    for (int i = 0; i < petals * 8; ++i) {
      const float t = static_cast<float>(i) / (static_cast<float>(petals) * 8.0f);
      const float a = t * kTau * 2;
      const float loop = std::cos(a * static_cast<float>(petals) / 2 + static_cast<float>(ring));
      const float r = size * mix(inner, outer, 0.5f + 0.5f * loop);
      points.push_back(
          center + glm::vec3(std::sin(a) * r, std::cos(a) * r,
                             cord_radius * (0.9f * std::sin(a * static_cast<float>(petals) / 2 * 2 + 0.6f) +
                                            static_cast<float>(ring))));
    }
    parts.push_back(knot_cord(points, cord_radius));
  }
  parts.push_back(translated(scaled(sphere(cord_radius * 2.6f, 16, 10), {1, 1, 0.7f}),
                             center + glm::vec3(0, 0, cord_radius)));
  return joined(parts);
}

Shape butterfly_knot(const glm::vec3& center, float size, float cord_radius) {
  std::vector<Shape> parts;
  // Body: a woven square of cord, four threads each way.
  for (int i = 0; i < 5; ++i) {
    const float o = (static_cast<float>(i) - 2) * 2.05f * cord_radius;
    for (const bool upright : {true, false}) {
      std::vector<glm::vec3> points;
      for (int k = 0; k <= 10; ++k) {
        const float along = (static_cast<float>(k) / 10 - 0.5f) * 11.0f * cord_radius;
        const float lift =
            cord_radius * 0.9f *
            std::cos((static_cast<float>(k) * 0.5f + static_cast<float>(i)) * kPi + (upright ? 0.0f : kPi));
        const glm::vec2 p = upright ? glm::vec2(o, along) : glm::vec2(along, o);
        points.push_back(center + glm::vec3((p.x - p.y) * 0.7071f, (p.x + p.y) * 0.7071f, lift));
      }
      parts.push_back(tube(Path(points), cord_radius, 30, 8));
    }
  }
  // Wings: loops to both sides, ears above.
  const auto ear = [&](float angle, float reach, float width) {
    std::vector<glm::vec3> points;
    for (int k = 0; k <= 12; ++k) {
      const float t = static_cast<float>(k) / 12;
      const float out = std::sin(kPi * t);
      const float side = (t - 0.5f) * (0.35f + out * 1.0f) * width;
      const float r = 3.0f * cord_radius + out * reach;
      points.push_back(center + glm::vec3(std::sin(angle) * r + std::cos(angle) * side,
                                          std::cos(angle) * r - std::sin(angle) * side, 0));
    }
    parts.push_back(tube(Path(points), cord_radius, 40, 8));
  };
  for (const float s : {-1.0f, 1.0f}) {
    ear(s * 1.25f, size * 0.42f, size * 0.34f);
    ear(s * 1.95f, size * 0.30f, size * 0.26f);
    ear(s * 0.62f, size * 0.22f, size * 0.2f);
  }
  return joined(parts);
}

}  // namespace bandaji
