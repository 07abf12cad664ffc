// 화조도, the flowers and birds of folding screens, and the pine they share with other pictures.
#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/curve.h"
#include "app/demo/texture_architecture.h"
#include "app/demo/texture_painting.h"

namespace bandaji {
namespace {

void pine_cluster(Canvas& canvas, const glm::vec2& center, float size, std::uint32_t seed) {
  canvas.polygon(blob(center,
                      [&](float a) {
                        return size * (std::sin(a) > 0 ? 0.34f : 0.62f) *
                               (1 + 0.55f * std::abs(std::cos(a))) * (1 + 0.1f * std::cos(a * 9));
                      }),
                 paint_of(0x0F3D2E));
  for (int i = 0; i < 7; ++i) {
    const float t = static_cast<float>(i) / 6 * 2 - 1;
    const glm::vec2 hub = center + glm::vec2(t * size * 0.72f, -size * 0.28f * (1 - t * t) +
                                                                   size * 0.06f * random_of(i, 1, seed));
    for (int k = 0; k < 15; ++k) {
      const float a = kPi + kPi * static_cast<float>(k) / 14;
      const glm::vec2 tip = hub + glm::vec2(std::cos(a), std::sin(a)) * size * 0.36f;
      canvas.stroke({hub, tip}, 0.0034f, paint_of(k % 2 == 0 ? 0x3E8A5A : 0x1E5B3E));
    }
    canvas.disc(hub, size * 0.05f, paint_of(0xC9B25A));
  }
}

}  // namespace

void paint_pine(Canvas& canvas, float x, float ground, float height, float sign, std::uint32_t seed) {
  const Points trunk = smooth_line({{x, ground},
                                    {x + sign * 0.015f, ground - height * 0.3f},
                                    {x - sign * 0.03f, ground - height * 0.55f},
                                    {x + sign * 0.02f, ground - height * 0.8f},
                                    {x + sign * 0.005f, ground - height}},
                                   10);
  const auto width = [&](float t) { return height * (0.085f - 0.06f * t); };
  canvas.stroke(
      trunk, [&](float t) { return width(t) + 0.008f; }, paint_of(0x2B120B));
  canvas.stroke(trunk, width, paint_of(0x9C4326));
  for (std::size_t i = 2; i + 2 < trunk.size(); i += 2) {
    canvas.ring(trunk[i] + glm::vec2((random_of(static_cast<int>(i), 1, seed) - 0.5f) * 0.02f, 0), 0.008f,
                0.0028f, paint_of(0x571F10));
  }
  const auto branch = [&](float t, float reach, float rise) {
    const glm::vec2 from = trunk[static_cast<std::size_t>(t * static_cast<float>(trunk.size() - 1))];
    const glm::vec2 to = from + glm::vec2(reach, -rise);
    const Points arm = smooth_line({from, (from + to) * 0.5f + glm::vec2(0, 0.02f), to}, 8);
    canvas.stroke(
        arm, [&](float u) { return height * (0.04f - 0.022f * u); }, paint_of(0x7E321C));
    pine_cluster(canvas, to, height * 0.15f, seed + static_cast<std::uint32_t>(t * 100));
  };
  branch(0.42f, sign * height * 0.25f, height * 0.08f);
  branch(0.56f, -sign * height * 0.2f, height * 0.08f);
  branch(0.72f, sign * height * 0.2f, height * 0.06f);
  branch(0.84f, -sign * height * 0.17f, height * 0.06f);
  pine_cluster(canvas, trunk.back(), height * 0.19f, seed + 200);
}

namespace {

constexpr float kPanel = 0.36f;

void leaf_shape(Canvas& canvas, const glm::vec2& base, float angle, float length, float width,
                std::uint32_t color) {
  canvas.polygon(placed(smooth_line({{0, 0},
                                     {length * 0.3f, -width * 0.5f},
                                     {length * 0.7f, -width * 0.38f},
                                     {length, 0},
                                     {length * 0.7f, width * 0.38f},
                                     {length * 0.3f, width * 0.5f}},
                                    5, true),
                        base, angle),
                 paint_of(color, 0.9f));
  canvas.stroke(placed({{length * 0.05f, 0}, {length * 0.9f, 0}}, base, angle), 0.0012f,
                paint_of(0x1D3226, 0.6f));
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
      const float a =
          kTau * (static_cast<float>(i) + 0.5f * static_cast<float>(ring % 2)) / static_cast<float>(petals);
      const glm::vec2 c = at + glm::vec2(std::cos(a), std::sin(a) * 0.86f) * reach * 0.62f;
      canvas.disc(c, reach * 0.44f, paint_of(deep));
      canvas.disc(c + glm::vec2(std::cos(a), std::sin(a)) * reach * 0.07f, reach * 0.37f,
                  [=](const glm::vec2& p) {
                    return glm::vec4(
                        glm::mix(srgb_of(deep), srgb_of(pale), clamp01(glm::length(p - at) / reach)), 1.0f);
                  });
    }
  }
  canvas.disc(at, r * 0.12f, paint_of(0xE6B93F));
}

void branch_line(Canvas& canvas, const Points& through, float width) {
  canvas.stroke(
      smooth_line(through, 8), [width](float t) { return width * (1 - 0.75f * t); }, paint_of(0x4A3526));
}

void bird(Canvas& canvas, const glm::vec2& at, float size, float sign, std::uint32_t back,
          std::uint32_t belly) {
  const auto put = [&](const Points& points) { return placed(points, at, 0, {sign * size, size}); };
  canvas.polygon(put(smooth_line({{-0.5f, 0.06f}, {-1.35f, 0.42f}, {-1.3f, 0.56f}, {-0.4f, 0.3f}}, 4, true)),
                 paint_of(back));
  canvas.polygon(
      put(smooth_line(
          {{-0.55f, 0.1f}, {-0.1f, -0.32f}, {0.35f, -0.42f}, {0.5f, -0.1f}, {0.25f, 0.32f}, {-0.25f, 0.36f}},
          6, true)),
      paint_of(belly));
  canvas.polygon(
      put(smooth_line(
          {{0.3f, -0.28f}, {-0.1f, -0.3f}, {-0.7f, 0.1f}, {-0.95f, 0.3f}, {-0.3f, 0.2f}, {0.15f, 0.02f}}, 6,
          true)),
      paint_of(back));
  canvas.disc(at + glm::vec2(sign * 0.42f, -0.42f) * size, 0.24f * size, paint_of(back));
  canvas.disc(at + glm::vec2(sign * 0.48f, -0.36f) * size, 0.15f * size, paint_of(belly));
  canvas.disc(at + glm::vec2(sign * 0.50f, -0.46f) * size, 0.04f * size, paint_of(0x120C0A));
  canvas.polygon(put({{0.62f, -0.48f}, {0.88f, -0.38f}, {0.63f, -0.33f}}), paint_of(0xC98A32));
}

void orchid(Canvas& canvas, const glm::vec2& at, float size, std::uint32_t seed) {
  for (int i = 0; i < 13; ++i) {
    const float lean = (random_of(i, 1, seed) - 0.5f) * 2.2f;
    const float reach = size * (0.6f + 0.5f * random_of(i, 2, seed));
    canvas.stroke(
        smooth_line({at, at + glm::vec2(lean * reach * 0.35f, -reach * 0.6f),
                     at + glm::vec2(lean * reach * 0.85f, -reach * (0.85f - 0.3f * std::abs(lean)))},
                    8),
        [size](float t) { return size * 0.05f * std::sin(kPi * std::min(t + 0.15f, 1.0f)); },
        paint_of(0x2D5A3A));
  }
}

void rock_garden(Canvas& canvas, float x, float y, float w, float h, std::uint32_t seed) {
  const Points outline = blob(
      {x, y},
      [&](float a) {
        return (std::abs(std::cos(a)) * w + std::abs(std::sin(a)) * h) *
               (0.8f + 0.3f * random_of(static_cast<int>(a * 3), 1, seed));
      },
      40);
  canvas.polygon(outline, paint_between(0x7C93A0, y - h, 0x4C5A62, y + h));
  canvas.stroke(outline, 0.003f, paint_of(0x222A2C));
  for (int i = 0; i < 4; ++i)
    canvas.disc({x + (random_of(i, 2, seed) - 0.5f) * w, y + (random_of(i, 3, seed) - 0.5f) * h},
                0.012f + 0.012f * random_of(i, 4, seed), paint_of(0x39464C, 0.7f));
}

void panel(Canvas& canvas, int index) {
  const float x0 = kPanel * static_cast<float>(index);
  const auto p = [&](float x, float y) { return glm::vec2(x0 + x * kPanel, y); };
  switch (index) {
    case 0:
    case 5: {  // Plum (or magnolia), white or pink, on a bent old branch.
      const std::uint32_t color = index == 0 ? 0xE8839A : 0xF8F3E6;
      branch_line(
          canvas,
          {p(0.05f, 0.98f), p(0.35f, 0.78f), p(0.25f, 0.6f), p(0.6f, 0.42f), p(0.5f, 0.22f), p(0.75f, 0.1f)},
          0.04f);
      branch_line(canvas, {p(0.3f, 0.66f), p(0.7f, 0.6f), p(0.88f, 0.48f)}, 0.018f);
      branch_line(canvas, {p(0.55f, 0.35f), p(0.25f, 0.28f), p(0.15f, 0.15f)}, 0.015f);
      for (const glm::vec2& b :
           {glm::vec2(0.7f, 0.59f), glm::vec2(0.86f, 0.49f), glm::vec2(0.52f, 0.44f), glm::vec2(0.2f, 0.2f),
            glm::vec2(0.32f, 0.29f), glm::vec2(0.72f, 0.12f), glm::vec2(0.52f, 0.24f), glm::vec2(0.28f, 0.7f),
            glm::vec2(0.62f, 0.34f), glm::vec2(0.48f, 0.62f), glm::vec2(0.8f, 0.2f)})
        blossom(canvas, p(b.x, b.y), 0.034f, color, 0xE2B43C);
      bird(canvas, p(0.62f, 0.545f), 0.055f, -1, 0x35557E, 0xE9C79A);
      orchid(canvas, p(0.7f, 0.99f), 0.16f, 5);
      break;
    }
    case 1:
    case 6: {  // Peonies over a rock.
      rock_garden(canvas, p(0.35f, 0).x, 0.86f, 0.1f, 0.12f, 7);
      branch_line(canvas, {p(0.45f, 0.95f), p(0.55f, 0.7f), p(0.4f, 0.5f), p(0.5f, 0.25f)}, 0.02f);
      branch_line(canvas, {p(0.5f, 0.75f), p(0.75f, 0.62f)}, 0.012f);
      for (int i = 0; i < 16; ++i)
        leaf_shape(
            canvas,
            p(0.5f + 0.25f * std::sin(static_cast<float>(i) * 2.1f), 0.25f + 0.037f * static_cast<float>(i)),
            static_cast<float>(i) * 2.4f, 0.085f, 0.035f, i % 2 == 0 ? 0x2F6A45 : 0x4C8452);
      const std::uint32_t deep = index == 1 ? 0xB3243C : 0xC76A86;
      const std::uint32_t pale = index == 1 ? 0xF0A0A0 : 0xFBEDEA;
      peony_flower(canvas, p(0.5f, 0.26f), 0.085f, deep, pale);
      peony_flower(canvas, p(0.7f, 0.6f), 0.075f, deep, pale);
      peony_flower(canvas, p(0.3f, 0.47f), 0.065f, index == 1 ? 0xD98A2E : 0xB3243C,
                   index == 1 ? 0xF8E0A0 : 0xF0A0A0);
      bird(canvas, p(0.35f, 0.7f), 0.05f, 1, 0x7A3F2A, 0xF0E2C6);
      break;
    }
    case 2: {  // Lotus with a kingfisher.
      for (const glm::vec2& l : {glm::vec2(0.3f, 0.62f), glm::vec2(0.72f, 0.74f), glm::vec2(0.28f, 0.86f)}) {
        canvas.stroke(smooth_line({p(l.x, l.y), p(l.x + 0.08f, 0.92f), p(0.5f, 1.0f)}, 6), 0.006f,
                      paint_of(0x50754A));
        canvas.polygon(blob(p(l.x, l.y),
                            [](float a) {
                              return 0.088f * (1 + 0.08f * std::cos(a * 7)) *
                                     (0.75f + 0.25f * std::abs(std::cos(a)));
                            }),
                       paint_between(0x5E9A68, l.y - 0.08f, 0x2B5B45, l.y + 0.08f));
        for (int i = 0; i < 9; ++i) {
          const float a = kTau * static_cast<float>(i) / 9;
          canvas.stroke({p(l.x, l.y), p(l.x, l.y) + glm::vec2(std::cos(a), std::sin(a) * 0.8f) * 0.075f},
                        0.0016f, paint_of(0x1F4636, 0.7f));
        }
      }
      canvas.stroke(smooth_line({p(0.55f, 0.36f), p(0.6f, 0.6f), p(0.5f, 1.0f)}, 6), 0.006f,
                    paint_of(0x50754A));
      canvas.stroke(smooth_line({p(0.22f, 0.24f), p(0.3f, 0.5f), p(0.45f, 1.0f)}, 6), 0.005f,
                    paint_of(0x50754A));
      for (const auto& bloom : {std::pair(p(0.55f, 0.34f), 0.1f), std::pair(p(0.22f, 0.23f), 0.055f)}) {
        const glm::vec2 at = bloom.first;
        const float r = bloom.second;
        for (int i = 0; i < 9; ++i) {
          const float a = -kPi / 2 + (static_cast<float>(i % 2 == 0 ? i : 8 - i) / 8 - 0.5f) * 2.5f;
          canvas.polygon(
              placed(smooth_line({{0, 0}, {r * 0.5f, -r * 0.28f}, {r, 0}, {r * 0.5f, r * 0.28f}}, 6, true),
                     at + glm::vec2(0, r * 0.35f), a),
              [=](const glm::vec2& q) {
                return glm::vec4(
                    glm::mix(srgb_of(0xFBEFE6), srgb_of(0xDD6C8A), clamp01(glm::length(q - at) / r)), 1.0f);
              });
        }
      }
      bird(canvas, p(0.66f, 0.16f), 0.05f, -1, 0x1F6FA0, 0xD98746);
      break;
    }
    case 3: {  // Chrysanthemums and a rock.
      rock_garden(canvas, p(0.68f, 0).x, 0.88f, 0.1f, 0.1f, 17);
      for (int i = 0; i < 18; ++i)
        leaf_shape(
            canvas,
            p(0.45f + 0.3f * std::sin(static_cast<float>(i) * 1.7f), 0.42f + 0.03f * static_cast<float>(i)),
            static_cast<float>(i) * 2.0f, 0.06f, 0.035f, i % 2 == 0 ? 0x3A6B4A : 0x2A5140);
      branch_line(canvas, {p(0.4f, 0.97f), p(0.45f, 0.7f), p(0.35f, 0.4f)}, 0.012f);
      branch_line(canvas, {p(0.45f, 0.8f), p(0.65f, 0.6f)}, 0.01f);
      const std::uint32_t colors[]{0xE9B832, 0xF6EFDC, 0xC2602E, 0xE9B832, 0xF6EFDC};
      int k = 0;
      for (const glm::vec2& f : {glm::vec2(0.35f, 0.36f), glm::vec2(0.66f, 0.56f), glm::vec2(0.25f, 0.62f),
                                 glm::vec2(0.6f, 0.76f), glm::vec2(0.62f, 0.3f)}) {
        for (int ring = 0; ring < 3; ++ring) {
          for (int i = 0; i < 18; ++i) {
            const float a = kTau * (static_cast<float>(i) + 0.5f * static_cast<float>(ring)) / 18;
            const float r = 0.056f * (1 - 0.26f * static_cast<float>(ring));
            canvas.stroke({p(f.x, f.y), p(f.x, f.y) + glm::vec2(std::cos(a), std::sin(a)) * r}, 0.011f,
                          paint_of(i % 2 == 0 ? colors[k] : 0x8C5A20, i % 2 == 0 ? 1.0f : 0.35f));
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
          canvas.stroke({p(at, y), p(at + lean * 0.12f, y - 0.125f)}, 0.018f - 0.004f * std::abs(lean) * 8,
                        paint_between(0x5E8F55, y - 0.13f, 0x2F5E3C, y));
          canvas.stroke({p(at - 0.035f, y), p(at + 0.035f, y)}, 0.004f, paint_of(0x1C3322));
        }
      }
      for (int i = 0; i < 46; ++i) {
        const glm::vec2 at = p(0.15f + 0.75f * random_of(i, 1, 77), 0.08f + 0.6f * random_of(i, 2, 77));
        leaf_shape(canvas, at, 0.6f + 1.9f * random_of(i, 3, 77), 0.085f, 0.02f,
                   i % 3 == 0 ? 0x5A8C5E : 0x24503A);
      }
      bird(canvas, p(0.45f, 0.5f), 0.05f, 1, 0x6A4A2C, 0xE9DDBE);
      break;
    }
    default: {  // Old pine and cranes under the moon.
      canvas.disc(p(0.3f, 0.13f), 0.055f, paint_of(0xFBF6E4));
      paint_pine(canvas, p(0.62f, 0).x, 1.0f, 0.8f, 1, 61);
      const glm::vec2 c = p(0.26f, 0.8f);
      canvas.polygon(
          placed(smooth_line(
                     {{-0.08f, 0.0f}, {-0.02f, -0.035f}, {0.045f, -0.02f}, {0.03f, 0.03f}, {-0.03f, 0.035f}},
                     5, true),
                 c),
          paint_of(0xF7F4EA));
      canvas.stroke(smooth_line({c + glm::vec2(0.035f, -0.01f), c + glm::vec2(0.06f, -0.06f),
                                 c + glm::vec2(0.045f, -0.11f)},
                                6),
                    0.011f, paint_of(0x1F1C1B));
      canvas.disc(c + glm::vec2(0.047f, -0.118f), 0.011f, paint_of(0xF7F4EA));
      canvas.disc(c + glm::vec2(0.046f, -0.126f), 0.006f, paint_of(0xC02A20));
      canvas.stroke({c + glm::vec2(0.056f, -0.118f), c + glm::vec2(0.085f, -0.112f)}, 0.004f,
                    paint_of(0x54514A));
      canvas.polygon(placed({{-0.075f, 0}, {-0.12f, 0.03f}, {-0.05f, 0.034f}}, c), paint_of(0x1F1C1B));
      for (const float dx : {-0.005f, 0.012f})
        canvas.stroke({c + glm::vec2(dx, 0.03f), c + glm::vec2(dx, 0.13f)}, 0.004f, paint_of(0x2B2826));
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

}  // namespace bandaji
