#include "app/demo/texture_canvas.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/curve.h"
#include "app/demo/texture_synth.h"

namespace bandaji {

Paint paint_of(std::uint32_t rgb, float alpha) {
  const glm::vec4 color(srgb_of(rgb), alpha);
  return [color](const glm::vec2&) { return color; };
}

Paint paint_between(std::uint32_t rgb0, float y0, std::uint32_t rgb1, float y1, float alpha) {
  const glm::vec3 a = srgb_of(rgb0);
  const glm::vec3 b = srgb_of(rgb1);
  return
      [=](const glm::vec2& p) { return glm::vec4(glm::mix(a, b, clamp01((p.y - y0) / (y1 - y0))), alpha); };
}

Canvas::Canvas(int width_px, int height_px, const glm::vec2& size, std::uint32_t ground)
    : width_(width_px),
      height_(height_px),
      size_(size),
      pixels_(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px), srgb_of(ground)) {}

void Canvas::blend(int x, int y, const glm::vec4& color, float cover) {
  glm::vec3& pixel =
      pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)];
  pixel = glm::mix(pixel, glm::vec3(color), clamp01(color.a * cover));
}

void Canvas::fill(const glm::vec2& lo, const glm::vec2& hi,
                  const std::function<float(const glm::vec2&)>& distance, const Paint& paint,
                  float softness_px) {
  const float unit = pixel();
  const glm::vec2 per_pixel = size_ / glm::vec2(static_cast<float>(width_), static_cast<float>(height_));
  const int x0 = std::max(0, static_cast<int>(std::floor(lo.x / per_pixel.x)) - 1);
  const int y0 = std::max(0, static_cast<int>(std::floor(lo.y / per_pixel.y)) - 1);
  const int x1 = std::min(width_ - 1, static_cast<int>(std::ceil(hi.x / per_pixel.x)) + 1);
  const int y1 = std::min(height_ - 1, static_cast<int>(std::ceil(hi.y / per_pixel.y)) + 1);
  for (int y = y0; y <= y1; ++y) {
    for (int x = x0; x <= x1; ++x) {
      const glm::vec2 p = (glm::vec2(static_cast<float>(x), static_cast<float>(y)) + 0.5f) * per_pixel;
      const float cover = coverage(distance(p), unit * softness_px);
      if (cover > 0) blend(x, y, paint(p), cover);
    }
  }
}

void Canvas::polygon(const Points& outline, const Paint& paint) {
  constexpr int kSub = 4;
  if (outline.size() < 3) return;
  const glm::vec2 scale = glm::vec2(static_cast<float>(width_), static_cast<float>(height_)) / size_;
  float top = 1e9f;
  float bottom = -1e9f;
  for (const glm::vec2& p : outline) {
    top = std::min(top, p.y * scale.y);
    bottom = std::max(bottom, p.y * scale.y);
  }
  const int y0 = std::max(0, static_cast<int>(std::floor(top)));
  const int y1 = std::min(height_ - 1, static_cast<int>(std::ceil(bottom)));
  std::vector<float> cover(static_cast<std::size_t>(width_));
  std::vector<float> crossings;
  for (int y = y0; y <= y1; ++y) {
    std::fill(cover.begin(), cover.end(), 0.0f);
    for (int s = 0; s < kSub; ++s) {
      const float line = static_cast<float>(y) + (static_cast<float>(s) + 0.5f) / kSub;
      crossings.clear();
      for (std::size_t i = 0; i < outline.size(); ++i) {
        const glm::vec2 a = outline[i] * scale;
        const glm::vec2 b = outline[(i + 1) % outline.size()] * scale;
        if ((a.y <= line) == (b.y <= line)) continue;
        crossings.push_back(a.x + (line - a.y) / (b.y - a.y) * (b.x - a.x));
      }
      std::sort(crossings.begin(), crossings.end());
      for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
        const float from = std::max(crossings[i], 0.0f);
        const float to = std::min(crossings[i + 1], static_cast<float>(width_));
        for (int x = static_cast<int>(from); x < width_ && static_cast<float>(x) < to; ++x) {
          const auto fx = static_cast<float>(x);
          cover[static_cast<std::size_t>(x)] += (std::min(to, fx + 1) - std::max(from, fx)) / kSub;
        }
      }
    }
    for (int x = 0; x < width_; ++x) {
      const float c = cover[static_cast<std::size_t>(x)];
      if (c <= 0) continue;
      blend(x, y, paint((glm::vec2(static_cast<float>(x), static_cast<float>(y)) + 0.5f) / scale),
            std::min(c, 1.0f));
    }
  }
}

void Canvas::disc(const glm::vec2& center, float radius, const Paint& paint) {
  fill(
      center - radius, center + radius, [&](const glm::vec2& p) { return glm::length(p - center) - radius; },
      paint);
}

void Canvas::ring(const glm::vec2& center, float radius, float width, const Paint& paint) {
  fill(
      center - radius - width, center + radius + width,
      [&](const glm::vec2& p) { return std::abs(glm::length(p - center) - radius) - width / 2; }, paint);
}

void Canvas::rectangle(const glm::vec2& lo, const glm::vec2& hi, const Paint& paint) {
  polygon({lo, {hi.x, lo.y}, hi, {lo.x, hi.y}}, paint);
}

void Canvas::stroke(const Points& points, const std::function<float(float)>& width, const Paint& paint) {
  // One outline around the whole line, so that no seams show at the joints.
  const std::size_t n = points.size();
  if (n < 2) return;
  Points left;
  Points right;
  for (std::size_t i = 0; i < n; ++i) {
    const glm::vec2 along = points[std::min(i + 1, n - 1)] - points[i == 0 ? 0 : i - 1];
    const float length = glm::length(along);
    if (length < 1e-9f) continue;
    const glm::vec2 side = glm::vec2(-along.y, along.x) / length *
                           (width(static_cast<float>(i) / static_cast<float>(n - 1)) / 2);
    left.push_back(points[i] + side);
    right.push_back(points[i] - side);
  }
  left.insert(left.end(), right.rbegin(), right.rend());
  polygon(left, paint);
}

void Canvas::stroke(const Points& points, float width, const Paint& paint) {
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const glm::vec2 a = points[i];
    const glm::vec2 b = points[i + 1];
    fill(
        glm::min(a, b) - width, glm::max(a, b) + width,
        [&](const glm::vec2& p) { return distance_to_segment(p, a, b) - width / 2; }, paint);
  }
}

void Canvas::shade(const std::function<glm::vec3(const glm::vec2&, const glm::vec3&)>& change) {
  const glm::vec2 per_pixel = size_ / glm::vec2(static_cast<float>(width_), static_cast<float>(height_));
  for (int y = 0; y < height_; ++y) {
    for (int x = 0; x < width_; ++x) {
      glm::vec3& pixel = pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                                 static_cast<std::size_t>(x)];
      pixel = change((glm::vec2(static_cast<float>(x), static_cast<float>(y)) + 0.5f) * per_pixel, pixel);
    }
  }
}

glm::vec3 Canvas::at(const glm::vec2& uv) const {
  const glm::vec2 wrapped = uv - glm::floor(uv);
  const float fx = wrapped.x * static_cast<float>(width_) - 0.5f;
  const float fy = wrapped.y * static_cast<float>(height_) - 0.5f;
  const int x = static_cast<int>(std::floor(fx));
  const int y = static_cast<int>(std::floor(fy));
  const auto pixel = [&](int i, int j) {
    i = (i + width_) % width_;
    j = (j + height_) % height_;
    return pixels_[static_cast<std::size_t>(j) * static_cast<std::size_t>(width_) +
                   static_cast<std::size_t>(i)];
  };
  const float tx = fx - static_cast<float>(x);
  return glm::mix(glm::mix(pixel(x, y), pixel(x + 1, y), tx),
                  glm::mix(pixel(x, y + 1), pixel(x + 1, y + 1), tx), fy - static_cast<float>(y));
}

Image Canvas::image() const {
  Image result{width_, height_, 3, ColorEncoding::Srgb, {}};
  result.pixels.reserve(pixels_.size() * 3);
  for (const glm::vec3& p : pixels_) {
    for (int c = 0; c < 3; ++c)
      result.pixels.push_back(static_cast<std::uint8_t>(std::lround(clamp01(p[c]) * 255)));
  }
  return result;
}

Points smooth_line(const Points& points, int steps, bool closed) {
  assert(points.size() >= 2);
  const int n = static_cast<int>(points.size());
  const auto point = [&](int i) {
    if (closed) return points[static_cast<std::size_t>((i % n + n) % n)];
    return points[static_cast<std::size_t>(std::clamp(i, 0, n - 1))];
  };
  Points result;
  for (int s = 0; s < (closed ? n : n - 1); ++s) {
    const glm::vec2 p0 = point(s - 1);
    const glm::vec2 p1 = point(s);
    const glm::vec2 p2 = point(s + 1);
    const glm::vec2 p3 = point(s + 2);
    for (int k = 0; k < steps; ++k) {
      const float t = static_cast<float>(k) / static_cast<float>(steps);
      result.push_back(0.5f *
                       (2.0f * p1 + (p2 - p0) * t + (2.0f * p0 - 5.0f * p1 + 4.0f * p2 - p3) * (t * t) +
                        (3.0f * p1 - p0 - 3.0f * p2 + p3) * (t * t * t)));
    }
  }
  if (!closed) result.push_back(points.back());
  return result;
}

Points blob(const glm::vec2& center, const std::function<float(float)>& radius, int steps) {
  Points result;
  for (int i = 0; i < steps; ++i) {
    const float a = kTau * static_cast<float>(i) / static_cast<float>(steps);
    result.push_back(center + glm::vec2(std::cos(a), std::sin(a)) * radius(a));
  }
  return result;
}

Points placed(const Points& points, const glm::vec2& offset, float radians, const glm::vec2& scale) {
  const float c = std::cos(radians);
  const float s = std::sin(radians);
  Points result;
  for (const glm::vec2& p : points) {
    const glm::vec2 q = p * scale;
    result.push_back(offset + glm::vec2(c * q.x - s * q.y, s * q.x + c * q.y));
  }
  return result;
}

}  // namespace bandaji
