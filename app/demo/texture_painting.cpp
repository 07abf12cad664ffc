// The court painter's pictures: 일월오봉도, 화조도 and dragons.
#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/curve.h"
#include "app/demo/texture_architecture.h"

namespace bandaji {
namespace {

float random_of(int i, int what, std::uint32_t seed) { return hash_unit(i, what, seed); }

// A peak with stepped shoulders, from its foot on the left over the top to the right.
Points peak_outline(float center, float top, float base, float half_width, std::uint32_t seed) {
  const glm::vec2 steps[]{{0, 0}, {0.10f, 0.012f}, {0.19f, 0.07f}, {0.23f, 0.17f}, {0.36f, 0.20f}, {0.43f, 0.27f}, {0.47f, 0.42f}, {0.61f, 0.47f}, {0.68f, 0.56f}, {0.72f, 0.72f}, {0.88f, 0.78f}, {0.96f, 0.88f}, {1.0f, 1.0f}};
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
void rock(Canvas& canvas, const Points& outline, float top, float base, std::uint32_t crest, std::uint32_t seed) {
  const float reach = base - top;
  canvas.polygon(outline, [=](const glm::vec2& p) {
    const float t = clamp01((p.y - top) / reach);
    const glm::vec3 high = srgb_of(crest);
    const glm::vec3 low = srgb_of(0xC9A468);
    const float grain = fractal_noise(p * 0.45f, 32, 3, seed) - 0.5f;
    return glm::vec4(glm::mix(high, low, smooth_step(0.15f, 0.95f, t + 0.25f * grain)) * (1 + 0.1f * grain), 1.0f);
  });
  canvas.stroke(outline, 0.0075f, paint_of(0x16302C));
  Points inner;
  for (const glm::vec2& p : outline) inner.emplace_back(p.x, p.y + 0.011f);
  canvas.stroke(inner, 0.0025f, paint_of(0xE4CF8E, 0.75f));
}

void mountain(Canvas& canvas, float center, float top, float base, float half_width, std::uint32_t seed) {
  rock(canvas, peak_outline(center, top, base, half_width, seed), top, base, seed % 2 == 0 ? 0x1C7F72 : 0x2A6FA0, seed);
  // Shoulders before it, ever lower, now left, now right.
  const float side = seed % 2 == 0 ? 1.0f : -1.0f;
  for (int i = 0; i < 5; ++i) {
    const float turn = i % 2 == 0 ? side : -side;
    const float f = static_cast<float>(i);
    const float x = center + turn * half_width * (0.16f + 0.085f * f);
    const float y = mix(top, base, 0.24f + 0.13f * f);
    const float w = half_width * (0.40f + 0.045f * f);
    rock(canvas, peak_outline(x, y, base, w, seed + 20 + static_cast<std::uint32_t>(i)), y, base, i % 2 == 0 ? 0x2E9C84 : 0x2766A6, seed + 40 + static_cast<std::uint32_t>(i));
  }
  for (int i = 0; i < 26; ++i) {  // Moss dots along the crest.
    const Points ridge = peak_outline(center, top, base, half_width, seed);
    const glm::vec2 p = ridge[static_cast<std::size_t>(static_cast<float>(ridge.size() - 1) * (0.2f + 0.6f * random_of(i, 3, seed)))];
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
    for (int k = 0; k <= 20; ++k) line.push_back(glm::mix(left[static_cast<std::size_t>(k)], right[static_cast<std::size_t>(k)], static_cast<float>(i) / 7));
    canvas.stroke(line, 0.002f, paint_of(0x47799A, 0.8f));
  }
  for (int i = 0; i < 14; ++i) {
    const float a = (random_of(i, 5, 8) - 0.5f) * 4 * width;
    canvas.disc({x + a, bottom - 0.012f * random_of(i, 6, 8)}, 0.008f + 0.012f * random_of(i, 7, 8), paint_of(0xF7F7EE));
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
      for (const float k : {0.76f, 0.58f, 0.40f, 0.22f}) canvas.ring(c, r * k, r * 0.075f, paint_of(0xBFDDE0));
    }
  }
  // Breakers: a row of curling crests where the sea meets the rocks.
  for (float x = 0.02f; x < width; x += 0.115f) {
    const bool turned = x > width / 2;
    const float s = turned ? -1.0f : 1.0f;
    const glm::vec2 at(x, top + 0.035f + 0.012f * std::sin(x * 9));
    const Points curl = placed(smooth_line({{-0.07f, 0.035f}, {-0.045f, -0.012f}, {0.0f, -0.045f}, {0.04f, -0.03f}, {0.045f, -0.004f}, {0.022f, 0.002f}, {0.016f, -0.014f}, {0.002f, -0.012f}, {-0.012f, 0.012f}, {0.01f, 0.035f}}, 6), at, 0, {s, 1});
    canvas.polygon(curl, paint_of(0xF4F5EC));
    canvas.stroke(curl, 0.003f, paint_of(0x2A5E82));
    for (int i = 0; i < 4; ++i) canvas.disc(at + glm::vec2(s * (0.05f + 0.012f * static_cast<float>(i)), -0.035f + 0.014f * random_of(i, 2, 6)), 0.0045f, paint_of(0xF4F5EC));
  }
}

void pine_cluster(Canvas& canvas, const glm::vec2& center, float size, std::uint32_t seed) {
  canvas.polygon(blob(center, [&](float a) { return size * (std::sin(a) > 0 ? 0.34f : 0.62f) * (1 + 0.55f * std::abs(std::cos(a))) * (1 + 0.1f * std::cos(a * 9)); }), paint_of(0x0F3D2E));
  for (int i = 0; i < 7; ++i) {
    const float t = static_cast<float>(i) / 6 * 2 - 1;
    const glm::vec2 hub = center + glm::vec2(t * size * 0.72f, -size * 0.28f * (1 - t * t) + size * 0.06f * random_of(i, 1, seed));
    for (int k = 0; k < 15; ++k) {
      const float a = kPi + kPi * static_cast<float>(k) / 14;
      const glm::vec2 tip = hub + glm::vec2(std::cos(a), std::sin(a)) * size * 0.36f;
      canvas.stroke({hub, tip}, 0.0034f, paint_of(k % 2 == 0 ? 0x3E8A5A : 0x1E5B3E));
    }
    canvas.disc(hub, size * 0.05f, paint_of(0xC9B25A));
  }
}

void pine(Canvas& canvas, float x, float ground, float height, float sign, std::uint32_t seed) {
  const Points trunk = smooth_line({{x, ground}, {x + sign * 0.015f, ground - height * 0.3f}, {x - sign * 0.03f, ground - height * 0.55f}, {x + sign * 0.02f, ground - height * 0.8f}, {x + sign * 0.005f, ground - height}}, 10);
  const auto width = [&](float t) { return height * (0.085f - 0.06f * t); };
  canvas.stroke(trunk, [&](float t) { return width(t) + 0.008f; }, paint_of(0x2B120B));
  canvas.stroke(trunk, width, paint_of(0x9C4326));
  for (std::size_t i = 2; i + 2 < trunk.size(); i += 2) {
    canvas.ring(trunk[i] + glm::vec2((random_of(static_cast<int>(i), 1, seed) - 0.5f) * 0.02f, 0), 0.008f, 0.0028f, paint_of(0x571F10));
  }
  const auto branch = [&](float t, float reach, float rise) {
    const glm::vec2 from = trunk[static_cast<std::size_t>(t * static_cast<float>(trunk.size() - 1))];
    const glm::vec2 to = from + glm::vec2(reach, -rise);
    const Points arm = smooth_line({from, (from + to) * 0.5f + glm::vec2(0, 0.02f), to}, 8);
    canvas.stroke(arm, [&](float u) { return height * (0.04f - 0.022f * u); }, paint_of(0x7E321C));
    pine_cluster(canvas, to, height * 0.15f, seed + static_cast<std::uint32_t>(t * 100));
  };
  branch(0.42f, sign * height * 0.25f, height * 0.08f);
  branch(0.56f, -sign * height * 0.2f, height * 0.08f);
  branch(0.72f, sign * height * 0.2f, height * 0.06f);
  branch(0.84f, -sign * height * 0.17f, height * 0.06f);
  pine_cluster(canvas, trunk.back(), height * 0.19f, seed + 200);
}

}  // namespace

Image sun_moon_peaks() {
  Canvas canvas(1024, 563, {2, 1.1f}, 0x2F5A86);
  canvas.rectangle({0, 0}, {2, 1.1f}, paint_between(0x234A78, 0.0f, 0x9DB9AE, 0.75f));
  const auto heavenly = [&](const glm::vec2& at, std::uint32_t color, std::uint32_t rim) {
    canvas.disc(at, 0.098f, paint_of(rim));
    canvas.disc(at, 0.088f, paint_of(color));
  };
  heavenly({0.46f, 0.17f}, 0xF6F2E4, 0xCFC9B4);   // The moon at the king's right hand, left for whoever faces him.
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
    pine(canvas, x(0.155f), 0.93f, 0.42f, -side, 51);
    pine(canvas, x(0.06f), 0.96f, 0.68f, -side, 52);
  }
  return canvas.image();
}

namespace {

// --- 화조도 ---

constexpr float kPanel = 0.36f;

void leaf_shape(Canvas& canvas, const glm::vec2& base, float angle, float length, float width, std::uint32_t color) {
  canvas.polygon(placed(smooth_line({{0, 0}, {length * 0.3f, -width * 0.5f}, {length * 0.7f, -width * 0.38f}, {length, 0}, {length * 0.7f, width * 0.38f}, {length * 0.3f, width * 0.5f}}, 5, true), base, angle), paint_of(color, 0.9f));
  canvas.stroke(placed({{length * 0.05f, 0}, {length * 0.9f, 0}}, base, angle), 0.0012f, paint_of(0x1D3226, 0.6f));
}

void blossom(Canvas& canvas, const glm::vec2& at, float r, std::uint32_t color, std::uint32_t heart) {
  for (int i = 0; i < 5; ++i) {
    const float a = kTau * static_cast<float>(i) / 5 + at.x * 40;
    const glm::vec2 c = at + glm::vec2(std::cos(a), std::sin(a)) * r * 0.6f;
    canvas.disc(c, r * 0.52f, paint_of(0x5A3A38, 0.5f));
    canvas.disc(c, r * 0.48f, paint_of(color));
  }
  canvas.disc(at, r * 0.25f, paint_of(heart));
}

void peony_flower(Canvas& canvas, const glm::vec2& at, float r, std::uint32_t deep, std::uint32_t pale) {
  for (int ring = 0; ring < 4; ++ring) {
    const float f = static_cast<float>(ring) / 3;
    const float reach = r * (1 - 0.72f * f);
    const int petals = 9 - ring;
    for (int i = 0; i < petals; ++i) {
      const float a = kTau * (static_cast<float>(i) + 0.5f * static_cast<float>(ring % 2)) / static_cast<float>(petals);
      const glm::vec2 c = at + glm::vec2(std::cos(a), std::sin(a) * 0.86f) * reach * 0.62f;
      canvas.disc(c, reach * 0.44f, paint_of(deep));
      canvas.disc(c + glm::vec2(std::cos(a), std::sin(a)) * reach * 0.07f, reach * 0.37f, [=](const glm::vec2& p) {
        return glm::vec4(glm::mix(srgb_of(deep), srgb_of(pale), clamp01(glm::length(p - at) / reach)), 1.0f);
      });
    }
  }
  canvas.disc(at, r * 0.12f, paint_of(0xE6B93F));
}

void branch_line(Canvas& canvas, const Points& through, float width) {
  canvas.stroke(smooth_line(through, 8), [width](float t) { return width * (1 - 0.75f * t); }, paint_of(0x4A3526));
}

void bird(Canvas& canvas, const glm::vec2& at, float size, float sign, std::uint32_t back, std::uint32_t belly) {
  const auto put = [&](const Points& points) { return placed(points, at, 0, {sign * size, size}); };
  canvas.polygon(put(smooth_line({{-0.5f, 0.06f}, {-1.35f, 0.42f}, {-1.3f, 0.56f}, {-0.4f, 0.3f}}, 4, true)), paint_of(back));
  canvas.polygon(put(smooth_line({{-0.55f, 0.1f}, {-0.1f, -0.32f}, {0.35f, -0.42f}, {0.5f, -0.1f}, {0.25f, 0.32f}, {-0.25f, 0.36f}}, 6, true)), paint_of(belly));
  canvas.polygon(put(smooth_line({{0.3f, -0.28f}, {-0.1f, -0.3f}, {-0.7f, 0.1f}, {-0.95f, 0.3f}, {-0.3f, 0.2f}, {0.15f, 0.02f}}, 6, true)), paint_of(back));
  canvas.disc(at + glm::vec2(sign * 0.42f, -0.42f) * size, 0.24f * size, paint_of(back));
  canvas.disc(at + glm::vec2(sign * 0.48f, -0.36f) * size, 0.15f * size, paint_of(belly));
  canvas.disc(at + glm::vec2(sign * 0.50f, -0.46f) * size, 0.04f * size, paint_of(0x120C0A));
  canvas.polygon(put({{0.62f, -0.48f}, {0.88f, -0.38f}, {0.63f, -0.33f}}), paint_of(0xC98A32));
}

void orchid(Canvas& canvas, const glm::vec2& at, float size, std::uint32_t seed) {
  for (int i = 0; i < 13; ++i) {
    const float lean = (random_of(i, 1, seed) - 0.5f) * 2.2f;
    const float reach = size * (0.6f + 0.5f * random_of(i, 2, seed));
    canvas.stroke(smooth_line({at, at + glm::vec2(lean * reach * 0.35f, -reach * 0.6f), at + glm::vec2(lean * reach * 0.85f, -reach * (0.85f - 0.3f * std::abs(lean)))}, 8),
                  [size](float t) { return size * 0.05f * std::sin(kPi * std::min(t + 0.15f, 1.0f)); }, paint_of(0x2D5A3A));
  }
}

void rock_garden(Canvas& canvas, float x, float y, float w, float h, std::uint32_t seed) {
  const Points outline = blob({x, y}, [&](float a) { return (std::abs(std::cos(a)) * w + std::abs(std::sin(a)) * h) * (0.8f + 0.3f * random_of(static_cast<int>(a * 3), 1, seed)); }, 40);
  canvas.polygon(outline, paint_between(0x7C93A0, y - h, 0x4C5A62, y + h));
  canvas.stroke(outline, 0.003f, paint_of(0x222A2C));
  for (int i = 0; i < 4; ++i) canvas.disc({x + (random_of(i, 2, seed) - 0.5f) * w, y + (random_of(i, 3, seed) - 0.5f) * h}, 0.012f + 0.012f * random_of(i, 4, seed), paint_of(0x39464C, 0.7f));
}

void panel(Canvas& canvas, int index) {
  const float x0 = kPanel * static_cast<float>(index);
  const auto p = [&](float x, float y) { return glm::vec2(x0 + x * kPanel, y); };
  switch (index) {
    case 0: case 5: {  // Plum (or magnolia), white or pink, on a bent old branch.
      const std::uint32_t color = index == 0 ? 0xE8839A : 0xF8F3E6;
      branch_line(canvas, {p(0.05f, 0.98f), p(0.35f, 0.78f), p(0.25f, 0.6f), p(0.6f, 0.42f), p(0.5f, 0.22f), p(0.75f, 0.1f)}, 0.04f);
      branch_line(canvas, {p(0.3f, 0.66f), p(0.7f, 0.6f), p(0.88f, 0.48f)}, 0.018f);
      branch_line(canvas, {p(0.55f, 0.35f), p(0.25f, 0.28f), p(0.15f, 0.15f)}, 0.015f);
      for (const glm::vec2& b : {glm::vec2(0.7f, 0.59f), glm::vec2(0.86f, 0.49f), glm::vec2(0.52f, 0.44f), glm::vec2(0.2f, 0.2f), glm::vec2(0.32f, 0.29f), glm::vec2(0.72f, 0.12f), glm::vec2(0.52f, 0.24f), glm::vec2(0.28f, 0.7f), glm::vec2(0.62f, 0.34f), glm::vec2(0.48f, 0.62f), glm::vec2(0.8f, 0.2f)})
        blossom(canvas, p(b.x, b.y), 0.034f, color, 0xE2B43C);
      bird(canvas, p(0.62f, 0.545f), 0.055f, -1, 0x35557E, 0xE9C79A);
      orchid(canvas, p(0.7f, 0.99f), 0.16f, 5);
      break;
    }
    case 1: case 6: {  // Peonies over a rock.
      rock_garden(canvas, p(0.35f, 0).x, 0.86f, 0.1f, 0.12f, 7);
      branch_line(canvas, {p(0.45f, 0.95f), p(0.55f, 0.7f), p(0.4f, 0.5f), p(0.5f, 0.25f)}, 0.02f);
      branch_line(canvas, {p(0.5f, 0.75f), p(0.75f, 0.62f)}, 0.012f);
      for (int i = 0; i < 16; ++i) leaf_shape(canvas, p(0.5f + 0.25f * std::sin(static_cast<float>(i) * 2.1f), 0.25f + 0.037f * static_cast<float>(i)), static_cast<float>(i) * 2.4f, 0.085f, 0.035f, i % 2 == 0 ? 0x2F6A45 : 0x4C8452);
      const std::uint32_t deep = index == 1 ? 0xB3243C : 0xC76A86;
      const std::uint32_t pale = index == 1 ? 0xF0A0A0 : 0xFBEDEA;
      peony_flower(canvas, p(0.5f, 0.26f), 0.085f, deep, pale);
      peony_flower(canvas, p(0.7f, 0.6f), 0.075f, deep, pale);
      peony_flower(canvas, p(0.3f, 0.47f), 0.065f, index == 1 ? 0xD98A2E : 0xB3243C, index == 1 ? 0xF8E0A0 : 0xF0A0A0);
      bird(canvas, p(0.35f, 0.7f), 0.05f, 1, 0x7A3F2A, 0xF0E2C6);
      break;
    }
    case 2: {  // Lotus with a kingfisher.
      for (const glm::vec2& l : {glm::vec2(0.3f, 0.62f), glm::vec2(0.72f, 0.74f), glm::vec2(0.28f, 0.86f)}) {
        canvas.stroke(smooth_line({p(l.x, l.y), p(l.x + 0.08f, 0.92f), p(0.5f, 1.0f)}, 6), 0.006f, paint_of(0x50754A));
        canvas.polygon(blob(p(l.x, l.y), [](float a) { return 0.088f * (1 + 0.08f * std::cos(a * 7)) * (0.75f + 0.25f * std::abs(std::cos(a))); }), paint_between(0x5E9A68, l.y - 0.08f, 0x2B5B45, l.y + 0.08f));
        for (int i = 0; i < 9; ++i) {
          const float a = kTau * static_cast<float>(i) / 9;
          canvas.stroke({p(l.x, l.y), p(l.x, l.y) + glm::vec2(std::cos(a), std::sin(a) * 0.8f) * 0.075f}, 0.0016f, paint_of(0x1F4636, 0.7f));
        }
      }
      canvas.stroke(smooth_line({p(0.55f, 0.36f), p(0.6f, 0.6f), p(0.5f, 1.0f)}, 6), 0.006f, paint_of(0x50754A));
      canvas.stroke(smooth_line({p(0.22f, 0.24f), p(0.3f, 0.5f), p(0.45f, 1.0f)}, 6), 0.005f, paint_of(0x50754A));
      for (const auto& [at, r] : {std::pair(p(0.55f, 0.34f), 0.1f), std::pair(p(0.22f, 0.23f), 0.055f)}) {
        for (int i = 0; i < 9; ++i) {
          const float a = -kPi / 2 + (static_cast<float>(i % 2 == 0 ? i : 8 - i) / 8 - 0.5f) * 2.5f;
          canvas.polygon(placed(smooth_line({{0, 0}, {r * 0.5f, -r * 0.28f}, {r, 0}, {r * 0.5f, r * 0.28f}}, 6, true), at + glm::vec2(0, r * 0.35f), a), [=](const glm::vec2& q) {
            return glm::vec4(glm::mix(srgb_of(0xFBEFE6), srgb_of(0xDD6C8A), clamp01(glm::length(q - at) / r)), 1.0f);
          });
        }
      }
      bird(canvas, p(0.66f, 0.16f), 0.05f, -1, 0x1F6FA0, 0xD98746);
      break;
    }
    case 3: {  // Chrysanthemums and a rock.
      rock_garden(canvas, p(0.68f, 0).x, 0.88f, 0.1f, 0.1f, 17);
      for (int i = 0; i < 18; ++i) leaf_shape(canvas, p(0.45f + 0.3f * std::sin(static_cast<float>(i) * 1.7f), 0.42f + 0.03f * static_cast<float>(i)), static_cast<float>(i) * 2.0f, 0.06f, 0.035f, i % 2 == 0 ? 0x3A6B4A : 0x2A5140);
      branch_line(canvas, {p(0.4f, 0.97f), p(0.45f, 0.7f), p(0.35f, 0.4f)}, 0.012f);
      branch_line(canvas, {p(0.45f, 0.8f), p(0.65f, 0.6f)}, 0.01f);
      const std::uint32_t colors[]{0xE9B832, 0xF6EFDC, 0xC2602E, 0xE9B832, 0xF6EFDC};
      int k = 0;
      for (const glm::vec2& f : {glm::vec2(0.35f, 0.36f), glm::vec2(0.66f, 0.56f), glm::vec2(0.25f, 0.62f), glm::vec2(0.6f, 0.76f), glm::vec2(0.62f, 0.3f)}) {
        for (int ring = 0; ring < 3; ++ring) {
          for (int i = 0; i < 18; ++i) {
            const float a = kTau * (static_cast<float>(i) + 0.5f * static_cast<float>(ring)) / 18;
            const float r = 0.056f * (1 - 0.26f * static_cast<float>(ring));
            canvas.stroke({p(f.x, f.y), p(f.x, f.y) + glm::vec2(std::cos(a), std::sin(a)) * r}, 0.011f, paint_of(i % 2 == 0 ? colors[k] : 0x8C5A20, i % 2 == 0 ? 1.0f : 0.35f));
          }
        }
        canvas.disc(p(f.x, f.y), 0.012f, paint_of(0x8A5A1E));
        ++k;
      }
      bird(canvas, p(0.72f, 0.14f), 0.05f, -1, 0x3C4A3A, 0xE7D39B);
      bird(canvas, p(0.3f, 0.2f), 0.045f, 1, 0x3C4A3A, 0xE7D39B);
      break;
    }
    case 4: {  // Bamboo.
      for (const float x : {0.35f, 0.55f, 0.7f}) {
        const float lean = (x - 0.5f) * 0.25f;
        for (int i = 0; i < 7; ++i) {
          const float y = 0.98f - 0.135f * static_cast<float>(i);
          const float at = x + lean * static_cast<float>(i) * 0.12f;
          canvas.stroke({p(at, y), p(at + lean * 0.12f, y - 0.125f)}, 0.018f - 0.004f * std::abs(lean) * 8, paint_between(0x5E8F55, y - 0.13f, 0x2F5E3C, y));
          canvas.stroke({p(at - 0.035f, y), p(at + 0.035f, y)}, 0.004f, paint_of(0x1C3322));
        }
      }
      for (int i = 0; i < 46; ++i) {
        const glm::vec2 at = p(0.15f + 0.75f * random_of(i, 1, 77), 0.08f + 0.6f * random_of(i, 2, 77));
        leaf_shape(canvas, at, 0.6f + 1.9f * random_of(i, 3, 77), 0.085f, 0.02f, i % 3 == 0 ? 0x5A8C5E : 0x24503A);
      }
      bird(canvas, p(0.45f, 0.5f), 0.05f, 1, 0x6A4A2C, 0xE9DDBE);
      break;
    }
    default: {  // Old pine and cranes under the moon.
      canvas.disc(p(0.3f, 0.13f), 0.055f, paint_of(0xFBF6E4));
      pine(canvas, p(0.62f, 0).x, 1.0f, 0.8f, 1, 61);
      const glm::vec2 c = p(0.26f, 0.8f);
      canvas.polygon(placed(smooth_line({{-0.08f, 0.0f}, {-0.02f, -0.035f}, {0.045f, -0.02f}, {0.03f, 0.03f}, {-0.03f, 0.035f}}, 5, true), c), paint_of(0xF7F4EA));
      canvas.stroke(smooth_line({c + glm::vec2(0.035f, -0.01f), c + glm::vec2(0.06f, -0.06f), c + glm::vec2(0.045f, -0.11f)}, 6), 0.011f, paint_of(0x1F1C1B));
      canvas.disc(c + glm::vec2(0.047f, -0.118f), 0.011f, paint_of(0xF7F4EA));
      canvas.disc(c + glm::vec2(0.046f, -0.126f), 0.006f, paint_of(0xC02A20));
      canvas.stroke({c + glm::vec2(0.056f, -0.118f), c + glm::vec2(0.085f, -0.112f)}, 0.004f, paint_of(0x54514A));
      canvas.polygon(placed({{-0.075f, 0}, {-0.12f, 0.03f}, {-0.05f, 0.034f}}, c), paint_of(0x1F1C1B));
      for (const float dx : {-0.005f, 0.012f}) canvas.stroke({c + glm::vec2(dx, 0.03f), c + glm::vec2(dx, 0.13f)}, 0.004f, paint_of(0x2B2826));
      break;
    }
  }
}

}  // namespace

Image flower_bird_panels() {
  Canvas canvas(1440, 500, {kPanel * 8, 1}, 0xE6D5AE);
  canvas.shade([](const glm::vec2& p, const glm::vec3& old) {  // Silk darkened unevenly by age.
    return old * (0.9f + 0.14f * fractal_noise(p / 2.9f, 9, 4, 301));
  });
  for (int i = 0; i < 8; ++i) panel(canvas, i);
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
    for (const glm::vec2& d : {glm::vec2(-0.035f, 0.008f), glm::vec2(0, -0.014f), glm::vec2(0.035f, 0.008f), glm::vec2(0.07f, 0.016f)}) {
      canvas.disc(c + d, 0.026f, paint_of(0xF2ECDC));
      canvas.disc(c + d, 0.022f, paint_of(tints[i % 4]));
      canvas.ring(c + d, 0.011f, 0.004f, paint_of(0xF2ECDC));
    }
  }
  for (const float half_turn : {0.0f, kPi}) {
    const auto spot = [&](float angle, float r) { return glm::vec2(0.5f) + glm::vec2(std::cos(angle + half_turn), std::sin(angle + half_turn)) * r; };
    Points spine;
    for (int i = 0; i <= 60; ++i) {
      const float t = static_cast<float>(i) / 60;
      spine.push_back(spot(0.1f + t * 4.1f, 0.43f - 0.21f * t * t + 0.045f * std::sin(t * 15)));
    }
    const auto width = [](float t) { return 0.012f + 0.066f * std::sin(kPi * std::min(0.15f + t * 0.7f, 0.93f)) * smooth_step(-0.05f, 0.35f, t); };
    for (std::size_t i = 3; i + 2 < spine.size(); i += 2) {  // Dorsal fins.
      const glm::vec2 along = glm::normalize(spine[i + 1] - spine[i]);
      const glm::vec2 out(along.y, -along.x);
      const float w = width(static_cast<float>(i) / 60);
      canvas.polygon({spine[i] + out * w * 0.4f - along * 0.012f, spine[i] + out * w * 0.95f - along * 0.014f, spine[i] + out * w * 0.4f + along * 0.012f}, paint_of(0xD9502B));
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
    canvas.stroke(spine, [&](float t) { return width(t) + 0.014f; }, paint_of(0x4A2A12));
    canvas.stroke(spine, width, paint_of(0xE2B14A));
    for (std::size_t i = 2; i + 1 < spine.size(); ++i) {  // Scales.
      const glm::vec2 along = glm::normalize(spine[i + 1] - spine[i]);
      const glm::vec2 side(-along.y, along.x);
      const float w = width(static_cast<float>(i) / 60);
      for (const float s : {-0.28f, 0.0f, 0.28f}) canvas.ring(spine[i] + side * w * s + along * (s == 0 ? 0.006f : 0.0f), w * 0.15f, 0.0028f, paint_of(0x8A5A1E));
    }
    const glm::vec2 neck = spine.back();
    const glm::vec2 ahead = glm::normalize(spine.back() - spine[spine.size() - 4]);
    const float turn = std::atan2(ahead.y, ahead.x);
    const auto head = [&](const Points& points) { return placed(points, neck, turn); };
    for (int i = -3; i <= 3; ++i) {  // Mane.
      const auto f = static_cast<float>(i);
      canvas.stroke(smooth_line(head({{-0.005f, 0.008f * f}, {-0.04f, 0.018f * f}, {-0.075f, 0.03f * f}}), 5), [](float t) { return 0.013f * (1 - t); }, paint_of(i % 2 == 0 ? 0x3FA07A : 0x2C62B0));
    }
    canvas.polygon(head(smooth_line({{-0.03f, -0.036f}, {0.02f, -0.042f}, {0.05f, -0.022f}, {0.085f, -0.028f}, {0.095f, -0.006f}, {0.06f, 0.004f}, {0.085f, 0.024f}, {0.03f, 0.036f}, {-0.03f, 0.034f}}, 5, true)), paint_of(0x4A2A12));
    canvas.polygon(head(smooth_line({{-0.024f, -0.028f}, {0.02f, -0.034f}, {0.05f, -0.015f}, {0.078f, -0.02f}, {0.085f, -0.008f}, {0.05f, 0.002f}, {0.07f, 0.02f}, {0.03f, 0.028f}, {-0.024f, 0.026f}}, 5, true)), paint_of(0xEBC25C));
    for (const float s : {-1.0f, 1.0f}) {
      canvas.stroke(smooth_line(head({{0.0f, 0.02f * s}, {-0.04f, 0.04f * s}, {-0.07f, 0.032f * s}}), 5), 0.008f, paint_of(0xFBF0CC));
      canvas.stroke(smooth_line(head({{0.08f, 0.012f * s}, {0.12f, 0.035f * s}, {0.10f, 0.07f * s}}), 5), 0.0035f, paint_of(0xFBF0CC));
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
