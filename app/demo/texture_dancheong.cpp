// 단청: the painted patterns of palace woodwork.
#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "app/demo/curve.h"
#include "app/demo/texture_architecture.h"

namespace bandaji {
namespace {

// The pigments, as they are named in the workshop.
constexpr std::uint32_t kNoerok = 0x4E8A72;     // 뇌록: the ground of all woodwork.
constexpr std::uint32_t kYangnok = 0x3FA07A;    // 양록
constexpr std::uint32_t kHayeop = 0x1E5A47;     // 하엽
constexpr std::uint32_t kSamcheong = 0x2C62B0;  // 삼청
constexpr std::uint32_t kGuncheong = 0x1F3B7A;  // 군청
constexpr std::uint32_t kJangdan = 0xD9502B;    // 장단
constexpr std::uint32_t kJuhong = 0xB82E22;     // 주홍
constexpr std::uint32_t kSeokganju = 0x8A2A1F;  // 석간주
constexpr std::uint32_t kHwang = 0xE7B23C;      // 황
constexpr std::uint32_t kYuksaek = 0xF0B295;    // 육색
constexpr std::uint32_t kBaek = 0xF2ECDC;       // 백분
constexpr std::uint32_t kMeok = 0x1D1917;       // 먹

Points petal(float length, float width) {
  return smooth_line({{0, 0},
                      {length * 0.35f, -width * 0.5f},
                      {length * 0.75f, -width * 0.42f},
                      {length, 0},
                      {length * 0.75f, width * 0.42f},
                      {length * 0.35f, width * 0.5f}},
                     6, true);
}

// A rosette of petals, each in three tones from a white rim inwards.
void rosette(Canvas& canvas, const glm::vec2& center, float radius, int petals, float turn,
             std::uint32_t pale, std::uint32_t deep) {
  const float width = radius * 4.4f / static_cast<float>(petals);
  for (int i = 0; i < petals; ++i) {
    const float a = turn + kTau * static_cast<float>(i) / static_cast<float>(petals);
    canvas.polygon(placed(petal(radius, width), center, a), paint_of(kMeok));
    canvas.polygon(placed(petal(radius * 0.96f, width * 0.9f), center, a), paint_of(kBaek));
    canvas.polygon(placed(petal(radius * 0.88f, width * 0.72f), center, a), paint_of(pale));
    canvas.polygon(placed(petal(radius * 0.72f, width * 0.42f), center, a), paint_of(deep));
  }
}

void lotus_medallion(Canvas& canvas, const glm::vec2& center, float radius) {
  canvas.disc(center, radius * 1.08f, paint_of(kMeok));
  canvas.disc(center, radius * 1.04f, paint_of(kBaek));
  canvas.disc(center, radius, paint_of(kGuncheong));
  rosette(canvas, center, radius * 0.96f, 12, 0.26f, kYangnok, kHayeop);
  rosette(canvas, center, radius * 0.74f, 8, 0, kYuksaek, kJuhong);
  rosette(canvas, center, radius * 0.46f, 8, 0.39f, kSamcheong, kGuncheong);
  canvas.disc(center, radius * 0.24f, paint_of(kMeok));
  canvas.disc(center, radius * 0.22f, paint_of(kHwang));
  for (int i = 0; i < 7; ++i) {
    const float a = kTau * static_cast<float>(i) / 6;
    canvas.disc(i == 6 ? center : center + glm::vec2(std::cos(a), std::sin(a)) * radius * 0.13f,
                radius * 0.038f, paint_of(kHayeop));
  }
}

// 늘휘: upright zigzag bands that run from the medallion into the field.
void zigzag_bands(Canvas& canvas, float x0, float x1, float sign, float origin) {
  const std::uint32_t bands[]{kSamcheong, kBaek, kJangdan, kHwang,   kMeok, kYangnok, kBaek, kGuncheong,
                              kSamcheong, kBaek, kJuhong,  kYuksaek, kMeok, kHayeop,  kBaek};
  const float weights[]{3, 0.8f, 3, 1.6f, 0.6f, 3, 0.8f, 1.6f, 2.4f, 0.8f, 3, 1.6f, 0.6f, 3, 1.0f};
  constexpr int kBands = 15;
  float total = 0;
  for (const float w : weights) total += w;
  float x = x0;
  for (int b = 0; b < kBands; ++b) {
    Points outline;
    const auto edge = [&](float y) {
      const float zig = std::abs(std::fmod(y * 2.5f + 0.5f, 1.0f) - 0.5f) * 2;  // Two and a half points high.
      return 0.16f * zig;
    };
    for (int i = 0; i <= 40; ++i) {
      const float y = static_cast<float>(i) / 40;
      outline.emplace_back(origin + sign * (x + edge(y)), y);
    }
    outline.emplace_back(origin + sign * (x1 + 0.4f), 1.0f);
    outline.emplace_back(origin + sign * (x1 + 0.4f), 0.0f);
    canvas.polygon(outline, paint_of(bands[b]));
    x += weights[b] / total * (x1 - x0);
  }
}

void diaper(Canvas& canvas, const glm::vec2& lo, const glm::vec2& hi, float cell, std::uint32_t line,
            std::uint32_t flower) {
  for (float y = lo.y; y < hi.y + cell; y += cell) {
    for (float x = lo.x; x < hi.x + cell / 2; x += cell) {
      for (const float shift : {0.0f, 0.5f}) {
        const glm::vec2 c(x + shift * cell, y + shift * cell);
        if (c.x > hi.x + cell * 0.1f || c.y > hi.y + cell * 0.1f || c.x < lo.x - cell * 0.1f ||
            c.y < lo.y - cell * 0.1f)
          continue;
        canvas.ring(c, cell * 0.36f, cell * 0.06f, paint_of(line));
        for (int i = 0; i < 4; ++i) {
          const float a = kTau * (static_cast<float>(i) + 0.5f) / 4;
          canvas.polygon(placed(petal(cell * 0.26f, cell * 0.18f), c, a), paint_of(flower));
        }
        canvas.disc(c, cell * 0.06f, paint_of(line));
      }
    }
  }
}

void age(Canvas& canvas, float cells) {
  canvas.shade([&](const glm::vec2& p, const glm::vec3& old) {
    const float n =
        fractal_noise(p / std::max(canvas.size().x, canvas.size().y), static_cast<int>(cells), 4, 401);
    return old * (0.9f + 0.14f * n);
  });
}

}  // namespace

Image dancheong_beam() {
  Canvas canvas(1024, 128, {8, 1}, kNoerok);
  // The field: red ground with a gold diaper, framed in green.
  canvas.rectangle({2.2f, 0.0f}, {5.8f, 1.0f}, paint_of(kHayeop));
  canvas.rectangle({2.2f, 0.13f}, {5.8f, 0.87f}, paint_of(kBaek));
  canvas.rectangle({2.2f, 0.16f}, {5.8f, 0.84f}, paint_of(kSeokganju));
  diaper(canvas, {2.2f, 0.16f}, {5.8f, 0.84f}, 0.34f, kHwang, kJangdan);
  canvas.rectangle({2.2f, 0.0f}, {5.8f, 0.13f}, paint_of(kHayeop));
  canvas.rectangle({2.2f, 0.87f}, {5.8f, 1.0f}, paint_of(kHayeop));
  for (const bool right : {false, true}) {
    const float sign = right ? -1.0f : 1.0f;
    const float origin = right ? 8.0f : 0.0f;
    const auto x = [&](float at) { return origin + sign * at; };
    const auto strip = [&](float from, float to, std::uint32_t color) {
      canvas.rectangle({std::min(x(from), x(to)), 0}, {std::max(x(from), x(to)), 1}, paint_of(color));
    };
    // Bands are painted over one another from the medallion outwards, so the field's end stays zigzag.
    zigzag_bands(canvas, 1.25f, 2.2f, sign, origin);
    // What the last band painted too far becomes the field again.
    Points field;
    for (int i = 0; i <= 40; ++i) {
      const float y = static_cast<float>(i) / 40;
      field.emplace_back(x(2.2f + 0.16f * std::abs(std::fmod(y * 2.5f + 0.5f, 1.0f) - 0.5f) * 2), y);
    }
    field.emplace_back(x(2.75f), 1.0f);
    field.emplace_back(x(2.75f), 0.0f);
    canvas.polygon(field, paint_of(kSeokganju));
    canvas.rectangle({std::min(x(2.36f), x(2.8f)), 0}, {std::max(x(2.36f), x(2.8f)), 0.13f},
                     paint_of(kHayeop));
    canvas.rectangle({std::min(x(2.36f), x(2.8f)), 0.87f}, {std::max(x(2.36f), x(2.8f)), 1},
                     paint_of(kHayeop));
    canvas.rectangle({std::min(x(2.36f), x(2.8f)), 0.13f}, {std::max(x(2.36f), x(2.8f)), 0.16f},
                     paint_of(kBaek));
    canvas.rectangle({std::min(x(2.36f), x(2.8f)), 0.84f}, {std::max(x(2.36f), x(2.8f)), 0.87f},
                     paint_of(kBaek));
    for (const float y : {0.28f, 0.5f, 0.72f}) canvas.disc({x(2.62f), y}, 0.05f, paint_of(kHwang));
    strip(0.0f, 1.28f, kYangnok);
    strip(0.0f, 0.06f, kMeok);
    strip(0.06f, 0.12f, kJangdan);
    strip(0.12f, 0.16f, kBaek);
    strip(1.24f, 1.27f, kBaek);
    // Scrolls in the corners around the lotus.
    for (const glm::vec2& c :
         {glm::vec2(0.3f, 0.14f), glm::vec2(0.3f, 0.86f), glm::vec2(1.12f, 0.14f), glm::vec2(1.12f, 0.86f)}) {
      canvas.disc({x(c.x), c.y}, 0.15f, paint_of(kBaek));
      canvas.disc({x(c.x), c.y}, 0.13f, paint_of(kJangdan));
      canvas.disc({x(c.x), c.y}, 0.08f, paint_of(kHwang));
      canvas.disc({x(c.x), c.y}, 0.045f, paint_of(kMeok));
    }
    lotus_medallion(canvas, {x(0.7f), 0.5f}, 0.4f);
  }
  canvas.rectangle({0, 0}, {8, 0.035f}, paint_of(kMeok));
  canvas.rectangle({0, 0.965f}, {8, 1}, paint_of(kMeok));
  age(canvas, 24);
  return canvas.image();
}

Image dancheong_arm() {
  Canvas canvas(256, 128, {2, 1}, kMeok);
  canvas.rectangle({0.04f, 0.04f}, {1.96f, 0.96f}, paint_of(kBaek));
  canvas.rectangle({0.09f, 0.09f}, {1.91f, 0.91f}, paint_of(kYangnok));
  canvas.rectangle({0.2f, 0.2f}, {1.8f, 0.8f}, paint_of(kHayeop));
  canvas.rectangle({0.26f, 0.26f}, {1.74f, 0.74f}, paint_of(kJangdan));
  for (const float x : {0.5f, 1.0f, 1.5f}) {
    canvas.disc({x, 0.5f}, 0.19f, paint_of(kBaek));
    canvas.disc({x, 0.5f}, 0.165f, paint_of(kSamcheong));
    canvas.disc({x, 0.5f}, 0.1f, paint_of(kHwang));
    canvas.disc({x, 0.5f}, 0.05f, paint_of(kJuhong));
  }
  age(canvas, 12);
  return canvas.image();
}

Image dancheong_column() {
  Canvas canvas(512, 256, {2, 1}, kSeokganju);
  const std::uint32_t rows[]{kHayeop, kBaek, kJangdan, kHwang, kMeok};
  float y = 0;
  const float heights[]{0.1f, 0.02f, 0.09f, 0.04f, 0.02f};
  for (int i = 0; i < 5; ++i) {
    canvas.rectangle({0, y}, {2, y + heights[i]}, paint_of(rows[i]));
    y += heights[i];
  }
  // Two tiers of hanging scallops, the front one before the gaps of the other.
  for (const bool front : {false, true}) {
    for (int i = -1; i < 5; ++i) {
      const float cx = (static_cast<float>(i) + (front ? 0.5f : 1.0f)) * 0.5f;
      const float drop = front ? 0.56f : 0.72f;
      const std::uint32_t tones[]{kMeok, kBaek,   front ? kSamcheong : kYangnok, front ? kGuncheong : kHayeop,
                                  kBaek, kJangdan};
      const float shrink[]{1.0f, 0.95f, 0.89f, 0.7f, 0.5f, 0.44f};
      for (int k = 0; k < 6; ++k) {
        const float half = 0.25f * shrink[k];
        const float tip = y + drop * (1 - (1 - shrink[k]) * 0.9f);
        canvas.polygon(smooth_line({{cx - half, y},
                                    {cx - half, y + (tip - y) * 0.45f},
                                    {cx - half * 0.45f, y + (tip - y) * 0.85f},
                                    {cx, tip},
                                    {cx + half * 0.45f, y + (tip - y) * 0.85f},
                                    {cx + half, y + (tip - y) * 0.45f},
                                    {cx + half, y}},
                                   8),
                       paint_of(tones[k]));
      }
      canvas.disc({cx, y + drop * 0.3f}, 0.07f, paint_of(kHwang));
      canvas.disc({cx, y + drop * 0.3f}, 0.035f, paint_of(kJuhong));
    }
  }
  age(canvas, 8);
  return canvas.image();
}

Image dancheong_coffer() {
  Canvas canvas(512, 512, {1, 1}, kHayeop);
  canvas.rectangle({0.05f, 0.05f}, {0.95f, 0.95f}, paint_of(kBaek));
  canvas.rectangle({0.065f, 0.065f}, {0.935f, 0.935f}, paint_of(kJuhong));
  canvas.rectangle({0.1f, 0.1f}, {0.9f, 0.9f}, paint_of(kMeok));
  canvas.rectangle({0.11f, 0.11f}, {0.89f, 0.89f}, paint_of(kYangnok));
  for (const glm::vec2& c :
       {glm::vec2(0.11f, 0.11f), glm::vec2(0.89f, 0.11f), glm::vec2(0.11f, 0.89f), glm::vec2(0.89f, 0.89f)}) {
    const std::uint32_t tones[]{kBaek, kJangdan, kHwang, kGuncheong, kSamcheong};
    for (int i = 0; i < 5; ++i) {
      const float r = 0.17f - 0.032f * static_cast<float>(i);
      canvas.fill(
          glm::max(c - r, glm::vec2(0.11f)), glm::min(c + r, glm::vec2(0.89f)),
          [&](const glm::vec2& p) {
            const glm::vec2 inside = glm::abs(p - 0.5f) - 0.39f;
            return std::max(glm::length(p - c) - r, std::max(inside.x, inside.y));
          },
          paint_of(tones[i]));
    }
  }
  lotus_medallion(canvas, {0.5f, 0.5f}, 0.29f);
  age(canvas, 8);
  return canvas.image();
}

Image dancheong_rafter() {
  Canvas canvas(128, 128, {1, 1}, kHayeop);
  lotus_medallion(canvas, {0.5f, 0.5f}, 0.44f);
  return canvas.image();
}

Image dancheong_diaper() {
  Canvas canvas(256, 256, {1, 1}, kJuhong);
  for (int y = -1; y <= 5; ++y) {
    for (int x = -1; x <= 5; ++x) {
      for (const float shift : {0.0f, 0.5f}) {
        const glm::vec2 c((static_cast<float>(x) + shift) * 0.25f, (static_cast<float>(y) + shift) * 0.25f);
        canvas.ring(c, 0.115f, 0.014f, paint_of(kHwang));
        for (int i = 0; i < 4; ++i)
          canvas.polygon(placed(petal(0.085f, 0.055f), c, kTau * (static_cast<float>(i) + 0.5f) / 4),
                         paint_of(shift > 0 ? kYangnok : kSamcheong));
        canvas.disc(c, 0.018f, paint_of(kHwang));
      }
    }
  }
  return canvas.image();
}

}  // namespace bandaji
