#include "app/demo/coat.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/mesh_builder.h"
#include "app/demo/texture_synth.h"

namespace bandaji {
namespace {

// The line over neck, shoulder and arm on which the cloth rests, base body.
float shoulder_y(float x) {
  static const Curve line{{0.0f, 1.408f},  {0.062f, 1.405f}, {0.11f, 1.396f},
                          {0.15f, 1.385f}, {0.185f, 1.368f}, {0.22f, 1.345f},
                          {0.30f, 1.290f}, {0.58f, 1.090f},  {0.70f, 1.004f}};
  return line(x);
}

float shoulder_z(float x) {
  static const Curve line{{0.0f, -0.030f},  {0.08f, -0.028f}, {0.16f, -0.016f},
                          {0.36f, -0.010f}, {0.60f, 0.020f},  {0.70f, 0.03f}};
  return line(x);
}

// Arm with ease.
float arm_radius(float x) {
  static const Curve line{
      {0.06f, 0.036f}, {0.15f, 0.058f}, {0.22f, 0.060f}, {0.36f, 0.050f}, {0.58f, 0.036f}};
  return line(x);
}

float soft_noise(float x, float y, std::uint32_t seed) {
  return value_noise({x + 512, y + 512}, 4096, seed) - 0.5f;
}

// Rows crowd towards the shoulder, where the cloth turns over the edge.
float row_depth(float v) {
  return 0.22f * v + 0.78f * std::pow(v, 1.7f);
}

// Long folds: rounded backs, narrow valleys.
float fold_wave(float phase) {
  const float s = std::sin(phase);
  return 0.6f * s + 0.4f * (1 - 2 * std::abs(std::sin(phase * 0.5f + 0.4f)));
}

}  // namespace

Coat::Coat(const Body& body, const CoatCut& cut) : body_(body), cut_(cut) {}

float Coat::sleeve_bottom(float x) const {
  return cut_.sleeve_depth((std::abs(x) - cut_.side_x) / (cut_.sleeve_end_x - cut_.side_x));
}

float Coat::hem(float x, bool front) const {
  const float t = std::abs(x) / cut_.side_x;
  return front ? cut_.hem_front(t) : cut_.hem_back(t);
}

glm::vec3 Coat::rest(float signed_x, float signed_q) const {
  const float side = signed_x < 0 ? -1.0f : 1.0f;
  const float x = std::abs(signed_x);
  const bool front = signed_q >= 0;
  const float q = std::abs(signed_q);
  const float top_y = shoulder_y(x - body_.shoulder_widening / body_.scale * smooth_step(0.08f, 0.18f, x));
  // 0 chest, 1 sleeve; below the arm's opening a panel is all body.
  const bool panel = x <= cut_.side_x * 1.00001f;
  const float at_arm = panel ? smooth_step(cut_.underarm + 0.03f, cut_.underarm - 0.06f, q) : 1.0f;
  const float sleeve = smooth_step(0.105f, cut_.side_x + 0.012f, x) * at_arm;
  const float radius = arm_radius(x) + cut_.layer;

  // Chest and skirt: where the panel stands at this height.
  const float y = top_y - q;
  const float widening =
      std::max(0.0f, cut_.half_width(y) - cut_.half_width(shoulder_y(cut_.side_x) - cut_.underarm));
  const float width = cut_.side_x + widening * smooth_step(cut_.underarm, cut_.underarm + 0.1f, q);
  const float across = std::min(x / cut_.side_x, 1.0f);
  const float depth = (front ? cut_.front_depth : cut_.back_depth)(y) + cut_.layer;
  const float below = smooth_step(cut_.underarm, cut_.underarm + 0.25f, q);
  float chest =
      depth * std::pow(std::max(0.0f, 1 - std::pow(across, mix(2.5f, 2.1f, below))), mix(0.45f, 0.5f, below));
  chest += cut_.slit_gap * below * smooth_step(0.3f, 1.0f, across);

  // Sleeve: over the arm, then both sides fall together.
  const float bottom = panel ? cut_.underarm : sleeve_bottom(x);
  float hang =
      cut_.sleeve_fullness + (radius - cut_.sleeve_fullness) * std::exp(-std::max(0.0f, q - radius) / 0.085f);
  const float end = std::min(q / bottom, 1.0f);
  hang *= std::sqrt(std::max(0.0f, 1 - end * end * end * end * end * end));

  const float rounding = std::max(radius * 0.9f, 0.03f);
  const float onset = 1 - std::min(q / rounding, 1.0f);
  const float z = mix(chest, hang, sleeve) * std::sqrt(1 - onset * onset);
  const float tilt = cut_.cuff_tilt * smooth_step(cut_.side_x, cut_.side_x + 0.22f, x);
  // The shoulder line lies behind the middle of the chest; sleeves stay below it.
  const float middle = shoulder_z(x) * mix(1 - smooth_step(0.0f, 0.11f, q), 1.0f, sleeve);
  const float px = x < cut_.side_x ? x * width / cut_.side_x
                                   : x + (width - cut_.side_x) * std::exp(-(x - cut_.side_x) * 30);
  return {side * (px - std::sin(tilt) * q), top_y - std::cos(tilt) * q, middle + (front ? z : -z)};
}

glm::vec3 Coat::normal(float x, float q) const {
  constexpr float kStep = 0.004f;
  // Stays on its own sheet next to the shoulder line, where front and back meet.
  const float base = std::abs(q) < 2 * kStep ? (q < 0 ? -2 * kStep : 2 * kStep) : q;
  // Below the arm the panel ends at its side; beyond lies the sleeve, which is elsewhere.
  const float limit =
      std::abs(base) > cut_.underarm - kStep && std::abs(x) <= cut_.side_x ? cut_.side_x : 2.0f;
  const float left = std::clamp(x - kStep, -limit, limit - kStep);
  const float right = std::clamp(x + kStep, -limit + kStep, limit);
  const glm::vec3 du = rest(right, base) - rest(left, base);
  const glm::vec3 dv = rest(x, base - kStep) - rest(x, base + kStep);
  const glm::vec3 n = glm::cross(du, dv);
  const float length = glm::length(n);
  return length > 1e-12f ? n / length : glm::vec3(0, 0, q < 0 ? -1.0f : 1.0f);
}

glm::vec3 Coat::at(float x, float q, float lift) const {
  const glm::vec3 n = normal(x, q);
  const float sheet = q < 0 ? 40.0f : 0.0f;
  const float depth = std::abs(q);
  const float ax = std::abs(x);
  // Left and right crease differently, but agree in the middle, where they are one cloth.
  const float own = smooth_step(0.0f, 0.06f, ax);
  const auto sided = [&](const auto& noise) {
    return own >= 1 ? noise(x < 0 ? 17.0f : 3.0f) : mix(noise(10.0f), noise(x < 0 ? 17.0f : 3.0f), own);
  };
  float push = 0;
  const float on_sleeve = smooth_step(0.12f, 0.22f, ax);
  // Creases run from the shoulder outwards and down; loose cloth below the arm takes more.
  const float s = ax * 1.2f;
  const float slack = smooth_step(0.02f, 0.14f, depth);
  const float along = s * 0.80f + depth * 0.55f;  // Along a crease.
  const float over = s * 0.62f - depth * 0.78f;   // Across it.
  const float crease = sided([&](float part) {
    return soft_noise(along * 6 + part, over * 26 + sheet, cut_.seed) +
           0.6f * soft_noise(along * 11 + part, over * 48 + sheet, cut_.seed + 5);
  });
  const float on_chest = mix(0.45f, 0.12f, smooth_step(cut_.underarm, cut_.underarm + 0.15f, depth));
  push += cut_.wrinkle_depth * 2.2f * (crease < 0 ? crease * 1.5f : crease) * mix(on_chest, 1.0f, on_sleeve) *
          slack;
  // Hanging folds of the sleeve's free part, and of the panels below the arm.
  const float free_sleeve = on_sleeve * smooth_step(0.12f, 0.30f, depth);
  if (free_sleeve > 0) {
    const float part = x < 0 ? 17.0f : 3.0f;
    push += free_sleeve * cut_.wrinkle_depth * 1.6f *
            fold_wave(s * 46 + depth * 5 + part + 4 * soft_noise(s * 5, depth * 3 + sheet, cut_.seed + 9));
  }
  const float bottom = hem(x, q >= 0);
  if (ax < cut_.side_x && bottom > cut_.underarm + 0.12f) {
    const float fall = smooth_step(cut_.underarm + 0.02f, mix(cut_.underarm, bottom, 0.8f), depth);
    push += cut_.fold_depth * fall * sided([&](float part) {
              const float phase = ax / cut_.side_x * cut_.fold_count * kPi + part +
                                  2.4f * soft_noise(ax * 9 + part, depth * 1.6f + sheet, cut_.seed + 3);
              const float fine =
                  phase * 2.3f + 3 * soft_noise(ax * 14 + part, depth * 2.2f + sheet, cut_.seed + 8);
              return (fold_wave(phase) + 0.35f * fold_wave(fine)) *
                     (0.85f + soft_noise(ax * 12 + part, 1 + sheet, cut_.seed + 4));
            });
  }
  // Seams hold the cloth still.
  const float seam_end = ax < cut_.side_x ? mix(1.0f, smooth_step(0.0f, 0.05f, cut_.side_x - ax),
                                                smooth_step(cut_.underarm - 0.06f, cut_.underarm, depth))
                                          : smooth_step(0.0f, 0.03f, sleeve_bottom(x) - depth);
  push *= seam_end * smooth_step(0.0f, 0.03f, depth);
  const glm::vec3 hung = (rest(x, q) + n * push) * body_.scale;
  return clear_of_body(hung) + n * (lift * body_.scale);
}

glm::vec3 Coat::clear_of_body(const glm::vec3& p) const {
  const float ease = (0.0085f + cut_.layer) * body_.scale;
  const float softness = 0.010f * body_.scale;
  const float d = body_distance(body_, p);
  if (d > ease + softness) return p;
  constexpr float kStep = 0.002f;
  const glm::vec3 away(body_distance(body_, p + glm::vec3(kStep, 0, 0)) - d,
                       body_distance(body_, p + glm::vec3(0, kStep, 0)) - d,
                       body_distance(body_, p + glm::vec3(0, 0, kStep)) - d);
  const float length = glm::length(away);
  return length > 1e-9f ? p + away * ((smooth_max(d, ease, softness) - d) / length) : p;
}

Coat::Sheet Coat::half(float side, bool front, const std::function<float(float)>& edge, float lift) const {
  const float sign = front ? 1.0f : -1.0f;
  constexpr int kSleeve = 44;
  constexpr int kUpper = 22;
  const int torso = hem(0, front) > cut_.underarm + 0.5f ? 26 : 18;  // Long skirts fold more finely.
  // Columns must run to the right as seen from outside, rows upwards.
  const bool reversed = (side > 0) != front;
  // Widths as they lie on the body, signed, so that a woven pattern runs on across the middle.
  const auto pattern_uv = [&](float x, float q) {
    const float end = std::min(x, cut_.side_x);
    float length = std::max(x - cut_.side_x, 0.0f) * 1.22f;
    glm::vec3 last = rest(0, sign * q);
    for (int i = 1; i <= 14; ++i) {
      const glm::vec3 next = rest(end * static_cast<float>(i) / 14, sign * q);
      length += glm::length(next - last);
      last = next;
    }
    const float outwards = x < 0 ? -length : length;
    return glm::vec2(outwards * side * sign, q) * body_.scale;
  };
  const auto make = [&](int columns, int rows, const std::function<glm::vec2(float, float)>& pattern) {
    PatchOptions options;
    const auto point = [&](float u, float v) { return pattern(reversed ? 1 - u : u, 1 - v); };
    options.uv = [&](float u, float v) {
      const glm::vec2 p = point(u, v);
      return pattern_uv(p.x, p.y);
    };
    return patch(
        columns, rows,
        [&](float u, float v) {
          const glm::vec2 p = point(u, v);
          // Overlapping fronts part only where they overlap; seams and shoulder stay together.
          const float apart = lift * smooth_step(0.13f, 0.08f, p.x) * smooth_step(0.0f, 0.05f, p.y);
          return at(side * p.x, sign * p.y, apart);
        },
        options);
  };
  // Columns crowd towards the side, where the panel turns back to the seam.
  const auto torso_x = [&](float u, float q) { return mix(edge(q), cut_.side_x, std::sin(u * kPi / 2)); };
  Sheet sheet;
  const Shape upper = make(torso, kUpper, [&](float u, float v) {
    const float q = row_depth(v) * cut_.underarm;
    return glm::vec2(torso_x(u, q), q);
  });
  sheet.sleeve = make(kSleeve, kUpper, [&](float u, float v) {
    const float x = mix(cut_.side_x, cut_.sleeve_end_x, u);
    return glm::vec2(x, row_depth(v) * sleeve_bottom(x));
  });
  const float length = hem(0, front) - cut_.underarm;
  const int rows = std::clamp(static_cast<int>(length / 0.022f), 4, 38);
  const Shape lower = make(torso, rows, [&](float u, float v) {
    // The hem's depth belongs to the final x, which itself follows the edge at that depth.
    float q = mix(cut_.underarm, hem(torso_x(u, cut_.underarm), front), v);
    const float x = torso_x(u, q);
    q = mix(cut_.underarm, hem(x, front), v);
    return glm::vec2(x, q);
  });
  sheet.body = joined({upper, lower});
  return sheet;
}

Coat::Sheet Coat::front(float side, const std::function<float(float)>& edge, float lift) const {
  return half(side, true, edge, lift);
}

Coat::Sheet Coat::back() const {
  const auto none = [](float) { return 0.0f; };
  const Sheet left = half(1, false, none, 0);
  const Sheet right = half(-1, false, none, 0);
  return {joined({left.body, right.body}), joined({left.sleeve, right.sleeve})};
}

Shape Coat::all(const std::function<float(float)>& over_edge,
                const std::function<float(float)>& under_edge) const {
  const Sheet left = front(1, over_edge, 0);
  const Sheet right = front(-1, under_edge, -0.0045f);
  const Sheet behind = back();
  return with_normals(joined({left.body, left.sleeve, right.body, right.sleeve, behind.body, behind.sleeve}));
}

Shape Coat::disc(const glm::vec2& center, float radius, float lift, float turn_radians) const {
  const int rings = 12;
  PatchOptions options;
  const auto around = [&](float u) { return u * kTau; };
  options.uv = [&](float u, float v) {
    const float a = around(u) + turn_radians;
    return glm::vec2(0.5f + 0.5f * (1 - v) * std::sin(a), 0.5f + 0.5f * (1 - v) * std::cos(a));
  };
  const Shape shape = patch(
      56, rings,
      [&](float u, float v) {
        const float a = around(u);
        return at(center + glm::vec2(std::sin(a), std::cos(a)) * (radius * (1 - v)), lift);
      },
      options);
  const glm::vec3 middle = at(center);
  const glm::vec3 face =
      glm::cross(at(center + glm::vec2(0.01f, 0)) - middle, at(center + glm::vec2(0, 0.01f)) - middle);
  // Increasing angle with shrinking radius turns once: compare with the cloth's own side.
  return glm::dot(face, normal(center.x, center.y)) > 0 ? flipped(shape) : shape;
}

Shape Coat::hem_strip(float from_x, float to_x, bool front, float width, float above, float lift) const {
  const float sign = front ? 1.0f : -1.0f;
  const auto turn = [&](float x) { return std::asin(std::clamp(x / cut_.side_x, -1.0f, 1.0f)); };
  const auto x = [&](float t) { return cut_.side_x * std::sin(mix(turn(from_x), turn(to_x), t)); };
  return strip([&](float t) { return glm::vec2(x(t), sign * (hem(x(t), front) - above - width)); },
               [&](float t) { return glm::vec2(x(t), sign * (hem(x(t), front) - above)); }, 64, 6,
               [lift](float) { return lift; });
}

Shape Coat::strip(const std::function<glm::vec2(float)>& inner, const std::function<glm::vec2(float)>& outer,
                  int steps, int columns, const std::function<float(float)>& lift) const {
  const auto pattern = [&](float u, float v) { return glm::mix(inner(v), outer(v), u); };
  // u runs along the strip and v across it, from the inner edge, so that bands of ornament lie on it.
  const auto rest_at = [&](const glm::vec2& p) { return rest(p.x, p.y); };
  const auto step = [&](int i) { return static_cast<float>(i) / static_cast<float>(steps); };
  std::vector<float> walked{0};
  float breadth = 0;
  for (int i = 1; i <= steps; ++i) {
    walked.push_back(walked.back() +
                     glm::length(rest_at(pattern(0.5f, step(i))) - rest_at(pattern(0.5f, step(i - 1)))));
    breadth = std::max(breadth, glm::length(outer(step(i)) - inner(step(i))));
  }
  PatchOptions options;
  options.uv = [&](float u, float v) {
    return glm::vec2(walked[static_cast<std::size_t>(std::lround(v * static_cast<float>(steps)))],
                     u * breadth) *
           body_.scale;
  };
  const Shape shape = patch(
      columns, steps, [&](float u, float v) { return at(pattern(u, v), lift(v)); }, options);
  // Which way the curve runs is the caller's business: the strip looks away from the body anyway.
  const glm::vec2 a = pattern(0.5f, 0.5f);
  const glm::vec2 across = pattern(1, 0.5f) - pattern(0, 0.5f);
  const glm::vec2 along = pattern(0.5f, 0.52f) - pattern(0.5f, 0.48f);
  const glm::vec3 face =
      glm::cross(at(a + across * 0.2f) - at(a - across * 0.2f), at(a + along) - at(a - along));
  return glm::dot(face, normal(a.x, a.y)) < 0 ? flipped(shape) : shape;
}

Shape Coat::sleeve_band(float side, float from, float to, float lift) const {
  std::vector<Shape> sheets;
  for (const bool front : {true, false}) {
    const bool reversed = (side > 0) != front;
    sheets.push_back(patch(12, 22, [&](float u, float v) {
      const float x = sleeve_x(mix(from, to, reversed ? 1 - u : u));
      return at(side * x, (front ? 1.0f : -1.0f) * row_depth(1 - v) * sleeve_bottom(x), lift);
    }));
  }
  return joined(sheets);
}

}  // namespace bandaji
