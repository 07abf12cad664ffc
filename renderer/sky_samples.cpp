#include "renderer/sky_samples.h"

#include <algorithm>
#include <cmath>

#include "renderer/prefilter.h"

namespace bandaji {
namespace {

constexpr int kWidth = 96;
constexpr int kHeight = 48;
constexpr float kPi = 3.14159265f;

// Mean luminance of the picture over each cell of a coarse equirectangular grid.
std::vector<float> luminance_grid(const HdrImage& image) {
  std::vector<float> grid(kWidth * kHeight, 0.0f);
  std::vector<float> count(kWidth * kHeight, 0.0f);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const std::size_t at = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                                  static_cast<std::size_t>(x));
      const float* p = &image.pixels[at];
      const float light = 0.2126f * p[0] + 0.7152f * p[1] + 0.0722f * p[2];
      const auto cell =
          static_cast<std::size_t>((y * kHeight / image.height) * kWidth + x * kWidth / image.width);
      if (std::isfinite(light)) grid[cell] += std::clamp(light, 0.0f, 1e6f);
      count[cell] += 1;
    }
  }
  for (std::size_t i = 0; i < grid.size(); ++i) grid[i] /= std::max(count[i], 1.0f);
  return grid;
}

float fraction(double value) {
  return static_cast<float>(value - std::floor(value));
}

// Directions drawn after brightness * `follow` + evenness * (1 - `follow`).
std::vector<SkyDirection> draw(const std::vector<float>& light, float follow, int count, double start) {
  float sum = 0, solid = 0;
  std::vector<float> angle(kHeight);
  for (int y = 0; y < kHeight; ++y) {
    angle[static_cast<std::size_t>(y)] = std::sin(kPi * (static_cast<float>(y) + 0.5f) / kHeight);
    for (int x = 0; x < kWidth; ++x)
      sum += light[static_cast<std::size_t>(y * kWidth + x)] * angle[static_cast<std::size_t>(y)];
    solid += angle[static_cast<std::size_t>(y)] * kWidth;
  }
  if (sum <= 0) {
    if (follow >= 1) return {};
    follow = 0, sum = 1;
  }
  const auto density = [&](int x, int y) {  // Per cell; sums to 1.
    const float a = angle[static_cast<std::size_t>(y)];
    return a * (follow * light[static_cast<std::size_t>(y * kWidth + x)] / sum + (1 - follow) / solid);
  };
  std::vector<float> rows(kHeight + 1, 0.0f);
  for (int y = 0; y < kHeight; ++y) {
    float row = 0;
    for (int x = 0; x < kWidth; ++x) row += density(x, y);
    rows[static_cast<std::size_t>(y) + 1] = rows[static_cast<std::size_t>(y)] + row;
  }
  std::vector<SkyDirection> out;
  for (int i = 0; i < count; ++i) {
    const float u = fraction(start + 0.7548776662466927 * i) * rows.back();
    const float v = fraction(0.5 + 0.5698402909980532 * i);
    int y = 0;
    while (y + 1 < kHeight && rows[static_cast<std::size_t>(y) + 1] <= u) ++y;
    const float row = rows[static_cast<std::size_t>(y) + 1] - rows[static_cast<std::size_t>(y)];
    const float in_row =
        row > 0 ? std::clamp((u - rows[static_cast<std::size_t>(y)]) / row, 0.0f, 1.0f) : 0.5f;
    float left = v * row;
    int x = 0;
    while (x + 1 < kWidth && left >= density(x, y)) left -= density(x, y), ++x;
    const float cell = density(x, y);
    const float in_cell = cell > 0 ? std::clamp(left / cell, 0.0f, 1.0f) : 0.5f;
    SkyDirection d;
    d.toward = equirect_direction(
        {(static_cast<float>(x) + in_cell) / kWidth, (static_cast<float>(y) + in_row) / kHeight});
    d.weight = light[static_cast<std::size_t>(y * kWidth + x)] * angle[static_cast<std::size_t>(y)] /
               std::max(cell, 1e-12f);
    out.push_back(d);
  }
  return out;
}

}  // namespace

SkySamples sample_sky(const HdrImage& radiance, const HdrImage* key, int sky_count, int key_count) {
  SkySamples samples;
  std::vector<float> light = luminance_grid(radiance);
  if (key) {
    const std::vector<float> lamp = luminance_grid(*key);
    samples.key = draw(lamp, 1, key_count, 0.5);
    for (std::size_t i = 0; i < light.size(); ++i) light[i] = std::max(light[i] - lamp[i], 0.0f);
  }
  samples.sky = draw(light, 0.5f, sky_count, 0.25);
  return samples;
}

}  // namespace bandaji
