// A painter's canvas for pictures that are drawn rather than computed point by
// point: screens, dancheong, inlay, printed cloth.  Plain CPU values; any thread.
#pragma once

#include <functional>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
#include <vector>

#include "assets/image.h"

namespace bandaji {

using Points = std::vector<glm::vec2>;

// Color (sRGB 0 to 1, with opacity) by place on the canvas.
using Paint = std::function<glm::vec4(const glm::vec2&)>;
Paint paint_of(std::uint32_t rgb, float alpha = 1);
// From one color at height y0 to another at y1.
Paint paint_between(std::uint32_t rgb0, float y0, std::uint32_t rgb1, float y1, float alpha = 1);

// Coordinates run from (0, 0) at the top left to `size` at the bottom right.
class Canvas {
 public:
  Canvas(int width_px, int height_px, const glm::vec2& size, std::uint32_t ground);

  const glm::vec2& size() const { return size_; }
  float pixel() const { return size_.x / static_cast<float>(width_); }  // Width of a pixel in units.

  // Everything inside `distance` < 0 within the box lo..hi.
  void fill(const glm::vec2& lo, const glm::vec2& hi, const std::function<float(const glm::vec2&)>& distance,
            const Paint& paint, float softness_px = 1);
  void polygon(const Points& outline, const Paint& paint);
  void disc(const glm::vec2& center, float radius, const Paint& paint);
  void ring(const glm::vec2& center, float radius, float width, const Paint& paint);
  void rectangle(const glm::vec2& lo, const glm::vec2& hi, const Paint& paint);
  // A line through the points, `width(t)` wide, t running from 0 to 1.
  void stroke(const Points& points, const std::function<float(float)>& width, const Paint& paint);
  void stroke(const Points& points, float width, const Paint& paint);
  // Replaces every pixel.
  void shade(const std::function<glm::vec3(const glm::vec2&, const glm::vec3&)>& change);

  glm::vec3 at(const glm::vec2& uv) const;  // Bilinear; uv in [0, 1], wrapped.
  Image image() const;

 private:
  void blend(int x, int y, const glm::vec4& color, float cover);
  int width_;
  int height_;
  glm::vec2 size_;
  std::vector<glm::vec3> pixels_;
};

// A smooth line through a few points, with `steps` points between each two.
Points smooth_line(const Points& points, int steps = 10, bool closed = false);
// An outline given by radius over angle.
Points blob(const glm::vec2& center, const std::function<float(float)>& radius, int steps = 48);
// The points moved, turned and scaled about the origin first.
Points placed(const Points& points, const glm::vec2& offset, float radians = 0,
              const glm::vec2& scale = {1, 1});

}  // namespace bandaji
