#include "renderer/uv_layout.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/vec3.hpp>
#include <unordered_map>
#include <vector>

namespace bandaji {
namespace {

constexpr std::size_t kMostTriangles = 2000000;

class Sheet {
 public:
  explicit Sheet(int size)
      : size_(size),
        cover_(static_cast<std::size_t>(size) * static_cast<std::size_t>(size)),
        ink_(cover_.size()) {}

  void fill(const glm::vec2& a, const glm::vec2& b, const glm::vec2& c) {
    const glm::vec2 low = glm::min(a, glm::min(b, c)), high = glm::max(a, glm::max(b, c));
    const auto edge = [](const glm::vec2& p, const glm::vec2& q, float x, float y) {
      return (q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x);
    };
    const float area = edge(a, b, c.x, c.y);
    if (area == 0) return;
    for (int y = static_cast<int>(std::floor(low.y)); y <= static_cast<int>(high.y); ++y) {
      for (int x = static_cast<int>(std::floor(low.x)); x <= static_cast<int>(high.x); ++x) {
        const float px = static_cast<float>(x) + 0.5f, py = static_cast<float>(y) + 0.5f;
        const float u = edge(a, b, px, py) / area, v = edge(b, c, px, py) / area,
                    w = edge(c, a, px, py) / area;
        if (u >= 0 && v >= 0 && w >= 0) {
          std::uint8_t& cover = cover_[index(x, y)];
          cover = static_cast<std::uint8_t>(std::min(cover + 1, 250));
        }
      }
    }
  }

  // With the coverage of a line one pixel wide.
  void line(const glm::vec2& a, const glm::vec2& b, float strength) {
    const glm::vec2 along = b - a;
    const int steps = static_cast<int>(std::ceil(std::max(std::abs(along.x), std::abs(along.y)))) + 1;
    const bool flat = std::abs(along.x) > std::abs(along.y);
    for (int i = 0; i <= steps; ++i) {
      const glm::vec2 p = a + along * (static_cast<float>(i) / static_cast<float>(steps)) - 0.5f;
      const float across = flat ? p.y : p.x;
      const float low = std::floor(across), part = across - low;
      const int main = static_cast<int>(std::lround(flat ? p.x : p.y)), first = static_cast<int>(low);
      dot(flat ? main : first, flat ? first : main, strength * (1 - part));
      dot(flat ? main : first + 1, flat ? first + 1 : main, strength * part);
    }
  }

  Image picture(bool filled) const {
    Image image;
    image.width = image.height = size_;
    image.channels = 4;
    image.pixels.reserve(4 * cover_.size());
    for (std::size_t i = 0; i < cover_.size(); ++i) {
      const float faces = filled ? 1 - std::pow(0.82f, static_cast<float>(cover_[i])) : 0;
      const float line_alpha = static_cast<float>(ink_[i]) / 255.0f;
      const float alpha = line_alpha + faces * (1 - line_alpha);
      const glm::vec3 face(0.35f, 0.56f, 0.83f), ink(0.09f, 0.12f, 0.2f);
      const glm::vec3 color =
          alpha > 0 ? (ink * line_alpha + face * (faces * (1 - line_alpha))) / alpha : glm::vec3(0);
      for (int c = 0; c < 3; ++c)
        image.pixels.push_back(static_cast<std::uint8_t>(std::lround(255 * color[c])));
      image.pixels.push_back(static_cast<std::uint8_t>(std::lround(255 * alpha)));
    }
    return image;
  }

 private:
  std::size_t index(int x, int y) const {
    const auto wrap = [&](int v) { return static_cast<std::size_t>((v % size_ + size_) % size_); };
    return wrap(y) * static_cast<std::size_t>(size_) + wrap(x);
  }
  void dot(int x, int y, float strength) {
    // On the far border of the picture lies its last pixel, not the first of the repeat.
    if (x == size_) x = size_ - 1;
    if (y == size_) y = size_ - 1;
    std::uint8_t& ink = ink_[index(x == -1 ? 0 : x, y == -1 ? 0 : y)];
    ink = std::max(ink, static_cast<std::uint8_t>(std::lround(255 * std::clamp(strength, 0.0f, 1.0f))));
  }

  int size_;
  std::vector<std::uint8_t> cover_;
  std::vector<std::uint8_t> ink_;
};

}  // namespace

Image draw_uv_layout(std::span<const glm::vec2> uv, std::span<const std::uint32_t> indices,
                     const UvLayoutStyle& style) {
  const int size = std::clamp(style.size_px, 16, 8192);
  Sheet sheet(size);
  if (uv.empty()) return sheet.picture(false);
  const std::size_t triangles = std::min(indices.size() / 3, kMostTriangles);
  // Edges of one triangle only are where the layout ends.
  std::unordered_map<std::uint64_t, int> uses;
  const auto key = [](std::uint32_t a, std::uint32_t b) {
    return static_cast<std::uint64_t>(std::min(a, b)) << 32 | std::max(a, b);
  };
  for (std::size_t t = 0; t < 3 * triangles; t += 3) {
    for (std::size_t i = 0; i < 3; ++i) ++uses[key(indices[t + i], indices[t + (i + 1) % 3])];
  }
  for (std::size_t t = 0; t < 3 * triangles; t += 3) {
    glm::vec2 p[3];
    glm::vec2 low(1e30f);
    bool usable = true;
    for (std::size_t i = 0; i < 3; ++i) {
      p[i] = uv[indices[t + i]];
      usable = usable && std::isfinite(p[i].x) && std::isfinite(p[i].y);
      low = glm::min(low, p[i]);
    }
    // A triangle as large as many textures would take for ever and show nothing.
    for (glm::vec2& point : p) {
      point = point - glm::floor(low);
      usable = usable && point.x < 4 && point.y < 4;
      point *= static_cast<float>(size);
    }
    if (!usable) continue;
    if (style.fill) sheet.fill(p[0], p[1], p[2]);
    for (std::size_t i = 0; i < 3; ++i) {
      const bool border = uses[key(indices[t + i], indices[t + (i + 1) % 3])] == 1;
      sheet.line(p[i], p[(i + 1) % 3], border ? 1.0f : 0.38f);
    }
  }
  return sheet.picture(style.fill);
}

}  // namespace bandaji
