// The court painter's pictures: 일월오봉도 and dragons.
#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/curve.h"
#include "app/demo/texture_architecture.h"
#include "app/demo/texture_painting.h"

namespace bandaji {
namespace {

// A peak with stepped shoulders, from its foot on the left over the top to the right.
Points peak_outline(float center, float top, float base, float half_width, std::uint32_t seed) {
  const glm::vec2 steps[]{{0, 0},         {0.10f, 0.012f}, {0.19f, 0.07f}, {0.23f, 0.17f}, {0.36f, 0.20f},
                          {0.43f, 0.27f}, {0.47f, 0.42f},  {0.61f, 0.47f}, {0.68f, 0.56f}, {0.72f, 0.72f},
                          {0.88f, 0.78f}, {0.96f, 0.88f},  {1.0f, 1.0f}};
  Points left;
  Points right;
  for (int i = 0; i < 13; ++i) {
    const float a = i == 0 ? 0.0f : (random_of(i, 1, seed) - 0.5f) * 0.035f;
    const float b = i == 0 ? 0.0f : (random_of(i, 2, seed) - 0.5f) * 0.035f;
    left.emplace_back(center - half_width * (steps[i].x + a), top + (base - top) * steps[i].y);
    right.emplace_back(center + half_width * (steps[i].x + b), top + (base - top) * steps[i].y);
  }
  Points outline(left.rbegin(), left.rend());
  outline.insert(outline.end(), right.begin() + 1, right.end());
  return smooth_line(outline, 6);
}

// One mass of rock: mineral green or blue at its crest, ocher towards the foot, ink along the edge.
void rock(Canvas& canvas, const Points& outline, float top, float base, std::uint32_t crest,
          std::uint32_t seed) {
  const float reach = base - top;
  canvas.polygon(outline, [=](const glm::vec2& p) {
    const float t = clamp01((p.y - top) / reach);
    const glm::vec3 high = srgb_of(crest);
    const glm::vec3 low = srgb_of(0xC9A468);
    const float grain = fractal_noise(p * 0.45f, 32, 3, seed) - 0.5f;
    return glm::vec4(glm::mix(high, low, smooth_step(0.15f, 0.95f, t + 0.25f * grain)) * (1 + 0.1f * grain),
                     1.0f);
  });
  canvas.stroke(outline, 0.0075f, paint_of(0x16302C));
  Points inner;
  for (const glm::vec2& p : outline) inner.emplace_back(p.x, p.y + 0.011f);
  canvas.stroke(inner, 0.0025f, paint_of(0xE4CF8E, 0.75f));
}

void mountain(Canvas& canvas, float center, float top, float base, float half_width, std::uint32_t seed) {
  rock(canvas, peak_outline(center, top, base, half_width, seed), top, base,
       seed % 2 == 0 ? 0x1C7F72 : 0x2A6FA0, seed);
  // Shoulders before it, ever lower, now left, now right.
  const float side = seed % 2 == 0 ? 1.0f : -1.0f;
  for (int i = 0; i < 5; ++i) {
    const float turn = i % 2 == 0 ? side : -side;
    const float f = static_cast<float>(i);
    const float x = center + turn * half_width * (0.16f + 0.085f * f);
    const float y = mix(top, base, 0.24f + 0.13f * f);
    const float w = half_width * (0.40f + 0.045f * f);
    rock(canvas, peak_outline(x, y, base, w, seed + 20 + static_cast<std::uint32_t>(i)), y, base,
         i % 2 == 0 ? 0x2E9C84 : 0x2766A6, seed + 40 + static_cast<std::uint32_t>(i));
  }
  for (int i = 0; i < 26; ++i) {  // Moss dots along the crest.
    const Points ridge = peak_outline(center, top, base, half_width, seed);
    const glm::vec2 p = ridge[static_cast<std::size_t>(static_cast<float>(ridge.size() - 1) *
                                                       (0.2f + 0.6f * random_of(i, 3, seed)))];
    canvas.disc({p.x, p.y + 0.004f}, 0.004f + 0.003f * random_of(i, 4, seed), paint_of(0x123F37));
  }
}

void waterfall(Canvas& canvas, float x, float top, float bottom, float width) {
  const auto edge = [&](float t) { return width * (0.45f + 0.55f * t) * (1 + 0.12f * std::sin(t * 9)); };
  Points left;
  Points right;
  for (int i = 0; i <= 20; ++i) {
    const float t = static_cast<float>(i) / 20;
    const float sway = 0.012f * std::sin(t * 5 + x * 7);
    left.emplace_back(x + sway - edge(t), mix(top, bottom, t));
    right.emplace_back(x + sway + edge(t), mix(top, bottom, t));
  }
  Points outline = left;
  outline.insert(outline.end(), right.rbegin(), right.rend());
  canvas.polygon(outline, paint_between(0xFBFAF0, top, 0xCFE2E4, bottom));
  for (int i = 1; i < 7; ++i) {
    Points line;
    for (int k = 0; k <= 20; ++k)
      line.push_back(glm::mix(left[static_cast<std::size_t>(k)], right[static_cast<std::size_t>(k)],
                              static_cast<float>(i) / 7));
    canvas.stroke(line, 0.002f, paint_of(0x47799A, 0.8f));
  }
  for (int i = 0; i < 14; ++i) {
    const float a = (random_of(i, 5, 8) - 0.5f) * 4 * width;
    canvas.disc({x + a, bottom - 0.012f * random_of(i, 6, 8)}, 0.008f + 0.012f * random_of(i, 7, 8),
                paint_of(0xF7F7EE));
  }
}

void waves(Canvas& canvas, float top) {
  const float width = canvas.size().x;
  const float bottom = canvas.size().y;
  canvas.rectangle({0, top}, {width, bottom}, paint_between(0x3C86A0, top, 0x1F4F77, bottom));
  constexpr float kStep = 0.030f;
  int row = 0;
  for (float y = top + 0.03f; y < bottom + 0.08f; y += kStep, ++row) {
    const float r = 0.058f;
    for (float x = (row % 2 == 0 ? 0.0f : r); x < width + r; x += 2 * r) {
      const glm::vec2 c(x, y + r * 0.55f);
      canvas.disc(c, r, paint_of(0xEAF1EA));
      canvas.disc(c, r * 0.93f, paint_of(0x245F88));
      for (const float k : {0.76f, 0.58f, 0.40f, 0.22f})
        canvas.ring(c, r * k, r * 0.075f, paint_of(0xBFDDE0));
    }
  }
  // Breakers: a row of curling crests where the sea meets the rocks.
  for (float x = 0.02f; x < width; x += 0.115f) {
    const bool turned = x > width / 2;
    const float s = turned ? -1.0f : 1.0f;
    const glm::vec2 at(x, top + 0.035f + 0.012f * std::sin(x * 9));
    const Points curl = placed(smooth_line({{-0.07f, 0.035f},
                                            {-0.045f, -0.012f},
                                            {0.0f, -0.045f},
                                            {0.04f, -0.03f},
                                            {0.045f, -0.004f},
                                            {0.022f, 0.002f},
                                            {0.016f, -0.014f},
                                            {0.002f, -0.012f},
                                            {-0.012f, 0.012f},
                                            {0.01f, 0.035f}},
                                           6),
                               at, 0, {s, 1});
    canvas.polygon(curl, paint_of(0xF4F5EC));
    canvas.stroke(curl, 0.003f, paint_of(0x2A5E82));
    for (int i = 0; i < 4; ++i)
      canvas.disc(
          at + glm::vec2(s * (0.05f + 0.012f * static_cast<float>(i)), -0.035f + 0.014f * random_of(i, 2, 6)),
          0.0045f, paint_of(0xF4F5EC));
  }
}

}  // namespace

Image sun_moon_peaks() {
  Canvas canvas(1024, 563, {2, 1.1f}, 0x2F5A86);
  canvas.rectangle({0, 0}, {2, 1.1f}, paint_between(0x234A78, 0.0f, 0x9DB9AE, 0.75f));
  const auto heavenly = [&](const glm::vec2& at, std::uint32_t color, std::uint32_t rim) {
    canvas.disc(at, 0.098f, paint_of(rim));
    canvas.disc(at, 0.088f, paint_of(color));
  };
  heavenly({0.46f, 0.17f}, 0xF6F2E4,
           0xCFC9B4);  // The moon at the king's right hand, left for whoever faces him.
  heavenly({1.54f, 0.17f}, 0xD0281E, 0xE7B54A);
  mountain(canvas, 0.315f, 0.345f, 0.86f, 0.27f, 12);
  mountain(canvas, 1.685f, 0.345f, 0.86f, 0.27f, 13);
  mountain(canvas, 0.655f, 0.235f, 0.86f, 0.28f, 15);
  mountain(canvas, 1.345f, 0.235f, 0.86f, 0.28f, 14);
  mountain(canvas, 1.00f, 0.085f, 0.86f, 0.34f, 16);
  waterfall(canvas, 0.485f, 0.60f, 0.84f, 0.024f);
  waterfall(canvas, 1.515f, 0.60f, 0.84f, 0.024f);
  waves(canvas, 0.83f);
  for (const float side : {-1.0f, 1.0f}) {
    const auto x = [&](float at) { return side < 0 ? at : 2 - at; };
    rock(canvas, peak_outline(x(0.05f), 0.82f, 1.12f, 0.30f, 31), 0.82f, 1.12f, 0x6B4A2E, 31);
    rock(canvas, peak_outline(x(0.0f), 0.90f, 1.12f, 0.24f, 32), 0.90f, 1.12f, 0x2E7F6A, 32);
    paint_pine(canvas, x(0.155f), 0.93f, 0.42f, -side, 51);
    paint_pine(canvas, x(0.06f), 0.96f, 0.68f, -side, 52);
  }
  return canvas.image();
}

Image twin_dragons(std::uint32_t ground) {
  Canvas canvas(512, 512, {1, 1}, ground);
  // Clouds in the five colors.
  const std::uint32_t tints[]{0x2C62B0, 0x3FA07A, 0xD9502B, 0xF0B295};
  for (int i = 0; i < 26; ++i) {
    const float a = kTau * random_of(i, 1, 500);
    const float r = 0.12f + 0.40f * random_of(i, 2, 500);
    const glm::vec2 c = glm::vec2(0.5f) + glm::vec2(std::cos(a), std::sin(a)) * r;
    for (const glm::vec2& d : {glm::vec2(-0.035f, 0.008f), glm::vec2(0, -0.014f), glm::vec2(0.035f, 0.008f),
                               glm::vec2(0.07f, 0.016f)}) {
      canvas.disc(c + d, 0.026f, paint_of(0xF2ECDC));
      canvas.disc(c + d, 0.022f, paint_of(tints[i % 4]));
      canvas.ring(c + d, 0.011f, 0.004f, paint_of(0xF2ECDC));
    }
  }
  for (const float half_turn : {0.0f, kPi}) {
    const auto spot = [&](float angle, float r) {
      return glm::vec2(0.5f) + glm::vec2(std::cos(angle + half_turn), std::sin(angle + half_turn)) * r;
    };
    Points spine;
    for (int i = 0; i <= 60; ++i) {
      const float t = static_cast<float>(i) / 60;
      spine.push_back(spot(0.1f + t * 4.1f, 0.43f - 0.21f * t * t + 0.045f * std::sin(t * 15)));
    }
    const auto width = [](float t) {
      return 0.012f +
             0.066f * std::sin(kPi * std::min(0.15f + t * 0.7f, 0.93f)) * smooth_step(-0.05f, 0.35f, t);
    };
    for (std::size_t i = 3; i + 2 < spine.size(); i += 2) {  // Dorsal fins.
      const glm::vec2 along = glm::normalize(spine[i + 1] - spine[i]);
      const glm::vec2 out(along.y, -along.x);
      const float w = width(static_cast<float>(i) / 60);
      canvas.polygon({spine[i] + out * w * 0.4f - along * 0.012f, spine[i] + out * w * 0.95f - along * 0.014f,
                      spine[i] + out * w * 0.4f + along * 0.012f},
                     paint_of(0xD9502B));
    }
    for (const float t : {0.3f, 0.42f, 0.68f, 0.78f}) {  // Legs with five claws.
      const auto i = static_cast<std::size_t>(t * 60);
      const glm::vec2 along = glm::normalize(spine[i + 1] - spine[i]);
      const glm::vec2 out = glm::vec2(along.y, -along.x) * (t == 0.42f || t == 0.78f ? -1.0f : 1.0f);
      const glm::vec2 knee = spine[i] + out * 0.055f - along * 0.02f;
      const glm::vec2 foot = knee + out * 0.03f + along * 0.035f;
      canvas.stroke(smooth_line({spine[i], knee, foot}, 6), 0.022f, paint_of(0x4A2A12));
      canvas.stroke(smooth_line({spine[i], knee, foot}, 6), 0.015f, paint_of(0xE2B14A));
      for (int k = -2; k <= 2; ++k) {
        const float a = static_cast<float>(k) * 0.55f;
        const glm::vec2 d = along * std::cos(a) + out * std::sin(a);
        canvas.stroke({foot, foot + d * 0.028f}, 0.005f, paint_of(0xFBF0CC));
      }
    }
    canvas.stroke(
        spine, [&](float t) { return width(t) + 0.014f; }, paint_of(0x4A2A12));
    canvas.stroke(spine, width, paint_of(0xE2B14A));
    for (std::size_t i = 2; i + 1 < spine.size(); ++i) {  // Scales.
      const glm::vec2 along = glm::normalize(spine[i + 1] - spine[i]);
      const glm::vec2 side(-along.y, along.x);
      const float w = width(static_cast<float>(i) / 60);
      for (const float s : {-0.28f, 0.0f, 0.28f})
        canvas.ring(spine[i] + side * w * s + along * (s == 0 ? 0.006f : 0.0f), w * 0.15f, 0.0028f,
                    paint_of(0x8A5A1E));
    }
    const glm::vec2 neck = spine.back();
    const glm::vec2 ahead = glm::normalize(spine.back() - spine[spine.size() - 4]);
    const float turn = std::atan2(ahead.y, ahead.x);
    const auto head = [&](const Points& points) { return placed(points, neck, turn); };
    for (int i = -3; i <= 3; ++i) {  // Mane.
      const auto f = static_cast<float>(i);
      canvas.stroke(
          smooth_line(head({{-0.005f, 0.008f * f}, {-0.04f, 0.018f * f}, {-0.075f, 0.03f * f}}), 5),
          [](float t) { return 0.013f * (1 - t); }, paint_of(i % 2 == 0 ? 0x3FA07A : 0x2C62B0));
    }
    canvas.polygon(head(smooth_line({{-0.03f, -0.036f},
                                     {0.02f, -0.042f},
                                     {0.05f, -0.022f},
                                     {0.085f, -0.028f},
                                     {0.095f, -0.006f},
                                     {0.06f, 0.004f},
                                     {0.085f, 0.024f},
                                     {0.03f, 0.036f},
                                     {-0.03f, 0.034f}},
                                    5, true)),
                   paint_of(0x4A2A12));
    canvas.polygon(head(smooth_line({{-0.024f, -0.028f},
                                     {0.02f, -0.034f},
                                     {0.05f, -0.015f},
                                     {0.078f, -0.02f},
                                     {0.085f, -0.008f},
                                     {0.05f, 0.002f},
                                     {0.07f, 0.02f},
                                     {0.03f, 0.028f},
                                     {-0.024f, 0.026f}},
                                    5, true)),
                   paint_of(0xEBC25C));
    for (const float s : {-1.0f, 1.0f}) {
      canvas.stroke(smooth_line(head({{0.0f, 0.02f * s}, {-0.04f, 0.04f * s}, {-0.07f, 0.032f * s}}), 5),
                    0.008f, paint_of(0xFBF0CC));
      canvas.stroke(smooth_line(head({{0.08f, 0.012f * s}, {0.12f, 0.035f * s}, {0.10f, 0.07f * s}}), 5),
                    0.0035f, paint_of(0xFBF0CC));
      canvas.disc(head({{0.022f, 0.017f * s}})[0], 0.0085f, paint_of(0xFFFFFF));
      canvas.disc(head({{0.025f, 0.017f * s}})[0], 0.0045f, paint_of(0x120C0A));
    }
  }
  canvas.disc({0.5f, 0.5f}, 0.062f, paint_of(0x4A2A12));
  canvas.disc({0.5f, 0.5f}, 0.056f, paint_of(0xF2ECDC));
  canvas.disc({0.5f, 0.5f}, 0.042f, paint_of(0xC22B20));
  canvas.ring({0.5f, 0.5f}, 0.022f, 0.008f, paint_of(0xE7B23C));
  return canvas.image();
}

}  // namespace bandaji
