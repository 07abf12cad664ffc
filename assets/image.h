// Pictures as plain arrays.
#pragma once

#include <cstdint>
#include <vector>

namespace bandaji {

enum class ColorEncoding : std::uint8_t { Srgb = 0, Linear = 1 };  // Stored on disk; never renumber.

// 8 bits a channel, interleaved, row 0 at the top, no padding between rows.
struct Image {
  int width = 0;     // Pixels.
  int height = 0;    // Pixels.
  int channels = 4;  // 1 gray, 2 gray+alpha, 3 RGB, 4 RGBA with straight alpha.
  ColorEncoding encoding = ColorEncoding::Srgb;
  std::vector<std::uint8_t> pixels;  // width * height * channels bytes.

  bool empty() const { return pixels.empty(); }
};

// Linear light, RGB floats, row 0 at the top.
struct HdrImage {
  int width = 0;
  int height = 0;
  std::vector<float> pixels;  // width * height * 3.

  bool empty() const { return pixels.empty(); }
};

// Whether some texel's alpha is below 255.
bool has_translucent_texel(const Image& image);

// Half the size on each axis, rounded down, at least 1: the next mip level.  Averages
// as shrink_to_fit() does.  `translucent` says that some alpha is below 255.
Image halve(const Image& image);
Image halve(const Image& image, bool translucent);

// Halves the picture until no edge is longer than `max_edge` pixels.  Averages in
// linear light when the encoding is sRGB, and weights color by alpha.
Image shrink_to_fit(const Image& image, int max_edge);

// Resamples to exactly width x height with a box filter when shrinking.
Image resize(const Image& image, int width, int height);

}  // namespace bandaji
