// Cutting and flattening of drawn views; no OpenGL here.
#include <algorithm>
#include <cmath>

#include "app/sheets/sheet_pictures.h"

namespace bandaji::sheets {

Image flattened(const Image& image, std::uint8_t r, std::uint8_t g, std::uint8_t b) {
  Image result;
  result.width = image.width;
  result.height = image.height;
  result.channels = 3;
  result.encoding = image.encoding;
  result.pixels.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3);
  const auto channels = static_cast<std::size_t>(image.channels);
  const std::uint8_t under[3] = {r, g, b};
  const std::uint8_t* from = image.pixels.data();
  std::uint8_t* to = result.pixels.data();
  for (std::size_t i = 0; i < result.pixels.size() / 3; ++i, from += channels, to += 3) {
    const std::uint32_t alpha = channels == 2 || channels == 4 ? from[channels - 1] : 255u;
    for (std::size_t c = 0; c < 3; ++c) {
      const std::uint32_t value = from[channels >= 3 ? c : 0];
      // Display values are mixed, as the window and every viewer do with a transparent picture.
      to[c] = static_cast<std::uint8_t>((value * alpha + under[c] * (255 - alpha) + 127) / 255);
    }
  }
  return result;
}

Image with_soft_edges(Image image, const Image* model) {
  if (image.channels != 4) return image;
  constexpr double kBegin = 0.68, kEnd = 0.99;  // Of the way from the middle to the edge.
  constexpr std::uint8_t kShadow = 140;         // More opaque than any shadow on its own.
  const bool masked = model && model->pixels.size() == image.pixels.size();
  for (int y = 0; y < image.height; ++y) {
    const double v = std::abs(2 * (y + 0.5) / image.height - 1);
    for (int x = 0; x < image.width; ++x) {
      const std::size_t at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                              static_cast<std::size_t>(x)) *
                                 4 +
                             3;
      std::uint8_t& alpha = image.pixels[at];
      if (alpha == 0) continue;
      // Rounded, so that it reads as light and not as a frame.
      const double u = std::abs(2 * (x + 0.5) / image.width - 1);
      const double t = std::clamp((kEnd - std::cbrt(u * u * u + v * v * v)) / (kEnd - kBegin), 0.0, 1.0);
      const double solid = masked ? std::min(model->pixels[at], alpha) : alpha >= kShadow ? alpha : 0;
      alpha = static_cast<std::uint8_t>(solid + (alpha - solid) * t * t * (3 - 2 * t));
    }
  }
  return image;
}

std::vector<PrintedView> cut_views(const Turnaround& turnaround) {
  std::vector<PrintedView> views;
  const double mm_per_px = 1000 / turnaround.pixels_per_metre;
  for (const TurnaroundView& from : turnaround.views) {
    const Image& image = from.picture;
    PrintedView view;
    view.azimuth_degrees = from.azimuth_degrees;
    // A pixel of air, where the edges are antialiased.
    const int left = std::clamp(static_cast<int>(std::floor(from.left_px)) - 1, 0, image.width);
    const int right =
        std::clamp(static_cast<int>(std::ceil(from.left_px + from.width_px)) + 1, left, image.width);
    const int top = std::clamp(
        static_cast<int>(std::floor(turnaround.baseline_px - turnaround.height_px)) - 1, 0, image.height);
    const int bottom = std::clamp(static_cast<int>(std::ceil(turnaround.baseline_px)) + 1, top, image.height);
    if (image.channels == 4 && right > left && bottom > top) {
      Image cut;
      cut.width = right - left;
      cut.height = bottom - top;
      cut.channels = 4;
      cut.encoding = image.encoding;
      for (int y = top; y < bottom; ++y) {
        const auto row = image.pixels.begin() + (static_cast<std::ptrdiff_t>(y) * image.width + left) * 4;
        cut.pixels.insert(cut.pixels.end(), row, row + static_cast<std::ptrdiff_t>(cut.width) * 4);
      }
      view.picture = std::make_shared<Image>(flattened(cut, 255, 255, 255));
    }
    view.width_mm = (right - left) * mm_per_px;
    view.height_mm = (bottom - top) * mm_per_px;
    view.left_mm = (from.left_px - left) * mm_per_px;
    view.model_width_mm = from.width_px * mm_per_px;
    view.baseline_mm = (bottom - turnaround.baseline_px) * mm_per_px;
    view.model_height_mm = turnaround.height_px * mm_per_px;
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace bandaji::sheets
