#include "assets/srgb.h"

#include <algorithm>
#include <cmath>

namespace bandaji {

float srgb_to_linear(float encoded) {
  return encoded <= 0.04045f ? encoded / 12.92f : std::pow((encoded + 0.055f) / 1.055f, 2.4f);
}

float linear_to_srgb(float linear) {
  return linear <= 0.0031308f ? linear * 12.92f : 1.055f * std::pow(linear, 1 / 2.4f) - 0.055f;
}

std::uint8_t quantize_unorm8(float value) {
  return static_cast<std::uint8_t>(std::clamp(value, 0.0f, 1.0f) * 255.0f + 0.5f);
}

std::uint8_t srgb_encode(float linear) {
  return quantize_unorm8(linear_to_srgb(std::clamp(linear, 0.0f, 1.0f)));
}

const std::array<std::uint16_t, 256>& srgb_decode_table() {
  static const std::array<std::uint16_t, 256> table = [] {
    std::array<std::uint16_t, 256> values{};
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] =
          static_cast<std::uint16_t>(std::lround(srgb_to_linear(static_cast<float>(i) / 255.0f) * 65535.0f));
    }
    return values;
  }();
  return table;
}

const std::array<std::uint8_t, 16384>& srgb_encode_table() {
  static const std::array<std::uint8_t, 16384> table = [] {
    std::array<std::uint8_t, 16384> values{};
    for (std::size_t i = 0; i < values.size(); ++i) {
      // The index is a value cut off, not rounded: its middle stands for it, except at the ends.
      const float middle =
          i == 0 || i + 1 == values.size() ? static_cast<float>(i) : static_cast<float>(i) + 0.5f;
      values[i] = srgb_encode(middle / 16383.0f);
    }
    return values;
  }();
  return table;
}

}  // namespace bandaji
