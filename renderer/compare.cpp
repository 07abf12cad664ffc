#include "renderer/compare.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace bandaji {
namespace {

Result<void> check(const Image& first, const Image& second) {
  const auto is_whole = [](const Image& image) {
    return image.width > 0 && image.height > 0 && image.channels == 4 &&
           image.pixels.size() ==
               4 * static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
  };
  if (!is_whole(first) || !is_whole(second) || first.width != second.width || first.height != second.height)
    return fail(ErrorKind::Invalid, "Only pictures of the same size can be compared.");
  return {};
}

// Display value over white.
int on_white(const std::uint8_t* pixel, int channel) {
  const int alpha = pixel[3];
  return (pixel[channel] * alpha + 255 * (255 - alpha) + 127) / 255;
}

}  // namespace

Result<Image> wipe(const Image& first, const Image& second, const Wipe& where) {
  if (auto ok = check(first, second); !ok) return tl::unexpected(ok.error());
  Image out = first;
  const int length = where.across ? first.height : first.width;
  const int line =
      static_cast<int>(std::lround(std::clamp(where.at, 0.0f, 1.0f) * static_cast<float>(length)));
  for (int y = 0; y < first.height; ++y) {
    for (int x = 0; x < first.width; ++x) {
      const int along = where.across ? y : x;
      const std::size_t at = 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(first.width) +
                                  static_cast<std::size_t>(x));
      if (along >= line)
        std::copy_n(second.pixels.begin() + static_cast<std::ptrdiff_t>(at), 4,
                    out.pixels.begin() + static_cast<std::ptrdiff_t>(at));
      // At an end only one picture is shown, and no line.
      if (line > 0 && line < length && (along == line || along == line - 1))
        std::fill_n(out.pixels.begin() + static_cast<std::ptrdiff_t>(at), 4, std::uint8_t{255});
    }
  }
  return out;
}

Result<Image> difference(const Image& first, const Image& second, float gain) {
  if (auto ok = check(first, second); !ok) return tl::unexpected(ok.error());
  Image out = first;
  for (std::size_t at = 0; at < out.pixels.size(); at += 4) {
    const std::uint8_t *a = &first.pixels[at], *b = &second.pixels[at];
    std::uint8_t* o = &out.pixels[at];
    o[3] = std::max(a[3], b[3]);
    const bool only_first = b[3] == 0 && a[3] > 0, only_second = a[3] == 0 && b[3] > 0;
    for (int c = 0; c < 3; ++c) {
      const float apart = gain * static_cast<float>(on_white(b, c) - on_white(a, c));
      o[c] = static_cast<std::uint8_t>(std::clamp(std::lround(128 + apart), 0l, 255l));
    }
    if (only_first) o[0] = 214, o[1] = 70, o[2] = 60;
    if (only_second) o[0] = 60, o[1] = 110, o[2] = 220;
  }
  return out;
}

Result<Image> beside(const Image& first, const Image& second, bool above) {
  if (auto ok = check(first, second); !ok) return tl::unexpected(ok.error());
  Image out = first;
  if (above) {
    out.height *= 2;
    out.pixels.insert(out.pixels.end(), second.pixels.begin(), second.pixels.end());
    return out;
  }
  out.width *= 2;
  out.pixels.clear();
  const auto row = 4 * static_cast<std::ptrdiff_t>(first.width);
  for (std::ptrdiff_t y = 0; y < first.height; ++y) {
    for (const Image* image : {&first, &second})
      out.pixels.insert(out.pixels.end(), image->pixels.begin() + y * row,
                        image->pixels.begin() + (y + 1) * row);
  }
  return out;
}

Result<ImageDifference> compare(const Image& first, const Image& second) {
  if (auto ok = check(first, second); !ok) return tl::unexpected(ok.error());
  ImageDifference result;
  for (std::size_t at = 0; at < first.pixels.size(); at += 4) {
    int worst = 0;
    for (int c = 0; c < 3; ++c) {
      const int apart = std::abs(on_white(&first.pixels[at], c) - on_white(&second.pixels[at], c));
      worst = std::max(worst, apart);
      result.mean += apart;
    }
    result.largest = std::max(result.largest, worst);
    result.pixels += worst > 0 || first.pixels[at + 3] != second.pixels[at + 3] ? 1u : 0u;
  }
  result.mean /= 0.75 * static_cast<double>(first.pixels.size());
  return result;
}

}  // namespace bandaji
