#include "assets/image.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "assets/srgb.h"

namespace bandaji {
namespace {

bool has_alpha_channel(int channels) {
  return channels == 2 || channels == 4;
}

// Averages 2x2 blocks.  Sums of four linear values of 16 bits index a table of
// 16,384 bytes, which keeps the way back to sRGB inside the first-level cache.
template <int Channels, bool Srgb, bool WeightByAlpha>
void halve_rows(const Image& from, Image& to) {
  const auto& decode = srgb_decode_table();
  const auto& encode = srgb_encode_table();
  const std::size_t stride = static_cast<std::size_t>(from.width) * Channels;
  const std::size_t step_x = from.width > 1 ? Channels : 0;
  const std::size_t step_y = from.height > 1 ? stride : 0;
  constexpr int kColors = WeightByAlpha ? Channels - 1 : Channels;
  constexpr bool kPlainAlpha = !WeightByAlpha && (Channels == 2 || Channels == 4);
  std::uint8_t* out = to.pixels.data();
  for (int y = 0; y < to.height; ++y) {
    const std::uint8_t* row = from.pixels.data() + 2 * static_cast<std::size_t>(y) * step_y;
    for (int x = 0; x < to.width; ++x, out += Channels) {
      const std::uint8_t* a = row + 2 * static_cast<std::size_t>(x) * step_x;
      const std::uint8_t* const texels[4] = {a, a + step_x, a + step_y, a + step_x + step_y};
      std::uint32_t weights[4] = {1, 1, 1, 1};
      std::uint32_t total = 4;
      if constexpr (WeightByAlpha) {
        total = 0;
        for (int i = 0; i < 4; ++i) total += weights[i] = texels[i][Channels - 1];
        out[Channels - 1] = static_cast<std::uint8_t>((total + 2) / 4);
        if (total == 0) {
          total = 4;
          for (std::uint32_t& weight : weights) weight = 1;
        }
      }
      for (int c = 0; c < kColors; ++c) {
        const bool linear = !Srgb || (kPlainAlpha && c == Channels - 1);
        std::uint32_t sum = 0;
        for (int i = 0; i < 4; ++i) sum += weights[i] * (linear ? texels[i][c] : decode[texels[i][c]]);
        if (linear) {
          out[c] = static_cast<std::uint8_t>((sum + total / 2) / total);
        } else if constexpr (WeightByAlpha) {
          out[c] = encode[(sum / total) >> 2];
        } else {
          out[c] = encode[sum >> 4];
        }
      }
    }
  }
}

template <bool Srgb>
void halve_into(const Image& from, Image& to, bool translucent) {
  switch (from.channels) {
    case 1:
      return halve_rows<1, Srgb, false>(from, to);
    case 2:
      return translucent ? halve_rows<2, Srgb, true>(from, to) : halve_rows<2, Srgb, false>(from, to);
    case 3:
      return halve_rows<3, Srgb, false>(from, to);
    default:
      return translucent ? halve_rows<4, Srgb, true>(from, to) : halve_rows<4, Srgb, false>(from, to);
  }
}

// For one output position: which inputs, with which weights (sum 1).
struct Taps {
  int first = 0;
  std::vector<float> weights;
};

std::vector<Taps> taps_for(int from, int to) {
  std::vector<Taps> taps(static_cast<std::size_t>(to));
  const double scale = static_cast<double>(from) / to;
  for (int i = 0; i < to; ++i) {
    Taps& tap = taps[static_cast<std::size_t>(i)];
    if (scale > 1) {  // Shrinking: the share of every input the output covers.
      const double begin = i * scale;
      const double end = std::min<double>(from, (i + 1) * scale);
      tap.first = static_cast<int>(begin);
      for (int k = tap.first; k < from && k < end; ++k) {
        tap.weights.push_back(
            static_cast<float>((std::min<double>(end, k + 1) - std::max<double>(begin, k)) / (end - begin)));
      }
    } else {  // Growing: between the two nearest.
      const double center = std::clamp((i + 0.5) * scale - 0.5, 0.0, from - 1.0);
      tap.first = std::min(static_cast<int>(center), from - 1);
      const float part = static_cast<float>(center - tap.first);
      tap.weights = {1 - part};
      if (part > 0) tap.weights.push_back(part);
    }
  }
  return taps;
}

}  // namespace

bool has_translucent_texel(const Image& image) {
  if (!has_alpha_channel(image.channels)) return false;
  const auto step = static_cast<std::size_t>(image.channels);
  std::uint8_t all = 255;
  for (std::size_t i = step - 1; i < image.pixels.size(); i += step) all &= image.pixels[i];
  return all != 255;
}

Image halve(const Image& image) {
  return halve(image, has_translucent_texel(image));
}

Image halve(const Image& image, bool translucent) {
  assert(!image.empty());
  const int width = std::max(1, image.width / 2);
  const int height = std::max(1, image.height / 2);
  // 2x2 blocks would leave out the last row or column of an odd size.
  const bool even =
      (image.width % 2 == 0 || image.width == 1) && (image.height % 2 == 0 || image.height == 1);
  if (!even && image.width * image.height > 1) return resize(image, width, height);
  Image half{width, height, image.channels, image.encoding, {}};
  half.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                     static_cast<std::size_t>(image.channels));
  if (image.encoding == ColorEncoding::Srgb) {
    halve_into<true>(image, half, translucent);
  } else {
    // Alpha beside data (a roughness map's spare channel) is data as well.
    halve_into<false>(image, half, false);
  }
  return half;
}

Image shrink_to_fit(const Image& image, int max_edge) {
  assert(max_edge > 0);
  if (std::max(image.width, image.height) <= max_edge) return image;
  const bool translucent = has_translucent_texel(image);
  Image small = halve(image, translucent);
  while (std::max(small.width, small.height) > max_edge) small = halve(small, translucent);
  return small;
}

Image resize(const Image& image, int width, int height) {
  assert(!image.empty() && width > 0 && height > 0);
  if (image.width == width && image.height == height) return image;
  const auto channels = static_cast<std::size_t>(image.channels);
  const bool srgb = image.encoding == ColorEncoding::Srgb;
  const bool weight = srgb && has_alpha_channel(image.channels);
  const std::size_t colors = channels - (has_alpha_channel(image.channels) ? 1 : 0);
  const auto& decode = srgb_decode_table();
  const std::vector<Taps> across = taps_for(image.width, width);
  const std::vector<Taps> down = taps_for(image.height, height);
  const std::size_t row_values = static_cast<std::size_t>(width) * channels;

  // One input row, decoded, weighted by alpha and resampled across.
  const auto resample_row = [&](int y, std::vector<float>& out) {
    const std::uint8_t* row =
        image.pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) * channels;
    std::fill(out.begin(), out.end(), 0.0f);
    for (std::size_t x = 0; x < across.size(); ++x) {
      const std::uint8_t* texel = row + static_cast<std::size_t>(across[x].first) * channels;
      for (const float share : across[x].weights) {
        const float alpha = weight ? static_cast<float>(texel[channels - 1]) / 255.0f : 1.0f;
        for (std::size_t c = 0; c < channels; ++c) {
          const float value = srgb && c < colors ? static_cast<float>(decode[texel[c]]) / 65535.0f
                                                 : static_cast<float>(texel[c]) / 255.0f;
          out[x * channels + c] += share * (c < colors ? value * alpha : value);
        }
        texel += channels;
      }
    }
  };

  Image result{width, height, image.channels, image.encoding, {}};
  result.pixels.resize(row_values * static_cast<std::size_t>(height));
  std::vector<float> sum(row_values);
  std::vector<float> kept(row_values);  // The last input row, which two outputs may share.
  int kept_y = -1;
  for (std::size_t y = 0; y < down.size(); ++y) {
    std::fill(sum.begin(), sum.end(), 0.0f);
    for (std::size_t k = 0; k < down[y].weights.size(); ++k) {
      const int source_y = down[y].first + static_cast<int>(k);
      if (source_y != kept_y) {
        resample_row(source_y, kept);
        kept_y = source_y;
      }
      for (std::size_t i = 0; i < row_values; ++i) sum[i] += down[y].weights[k] * kept[i];
    }
    std::uint8_t* out = result.pixels.data() + y * row_values;
    for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {
      const float* value = &sum[x * channels];
      const float alpha = weight ? value[channels - 1] : 1.0f;
      for (std::size_t c = 0; c < channels; ++c) {
        const float plain = c < colors && alpha > 0 ? value[c] / alpha : value[c];
        out[x * channels + c] = srgb && c < colors ? srgb_encode(plain) : quantize_unorm8(plain);
      }
    }
  }
  return result;
}

}  // namespace bandaji
