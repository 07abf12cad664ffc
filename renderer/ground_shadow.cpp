#include "renderer/ground_shadow.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>

#include "assets/parallel.h"

namespace bandaji {
namespace {

constexpr float kPi = 3.14159265f;
constexpr int kTexels = 128;
constexpr int kPattern = 4;  // Directions are turned within blocks of 4 x 4 texels, then averaged over them.
constexpr int kSkyDirections = 24;
constexpr int kKeyDirections = 12;
constexpr float kStrength = 0.92f;  // A little bounced light always remains.

std::vector<glm::vec2> disc(int count, float turn) {
  std::vector<glm::vec2> points;
  for (int i = 0; i < count; ++i) {
    const float r = std::sqrt((static_cast<float>(i) + 0.5f) / static_cast<float>(count));
    const float a = 2.3999632f * static_cast<float>(i) + turn;
    points.emplace_back(r * std::cos(a), r * std::sin(a));
  }
  return points;
}

float smooth(float low, float high, float x) {
  const float t = std::clamp((x - low) / (high - low), 0.0f, 1.0f);
  return t * t * (3 - 2 * t);
}

}  // namespace

HeightField::HeightField(const Bounds& bounds, int cells) {
  const glm::vec3 size = bounds.size();
  const float longer = std::max({size.x, size.z, 1e-6f});
  cell_ = longer / static_cast<float>(cells);
  // One cell of air on each side.
  width_ = static_cast<int>(std::ceil(size.x / cell_)) + 2;
  depth_ = static_cast<int>(std::ceil(size.z / cell_)) + 2;
  const glm::vec3 center = bounds.center();
  origin_ = glm::vec2(center.x, center.z) - 0.5f * cell_ * glm::vec2(width_, depth_);
  top_ = bounds.empty() ? 0 : bounds.max.y;
  range_.assign(static_cast<std::size_t>(width_ * depth_), glm::vec2(1e30f, -1e30f));
}

void HeightField::mark(float x, float z, float height) {
  const int column = static_cast<int>((x - origin_.x) / cell_);
  const int row = static_cast<int>((z - origin_.y) / cell_);
  if (column < 0 || row < 0 || column >= width_ || row >= depth_) return;
  glm::vec2& range = range_[static_cast<std::size_t>(row * width_ + column)];
  range.x = std::min(range.x, height);
  range.y = std::max(range.y, height);
}

void HeightField::add_triangle(const glm::vec3& a, const glm::vec3& b, const glm::vec3& c) {
  const glm::vec2 low = glm::min(glm::vec2(a.x, a.z), glm::min(glm::vec2(b.x, b.z), glm::vec2(c.x, c.z)));
  const glm::vec2 high = glm::max(glm::vec2(a.x, a.z), glm::max(glm::vec2(b.x, b.z), glm::vec2(c.x, c.z)));
  mark(a.x, a.z, a.y);
  if (high.x - low.x < 0.5f * cell_ && high.y - low.y < 0.5f * cell_) return;
  // Edges first: an upright triangle has no area seen from above.
  const std::array<const glm::vec3*, 4> corners{&a, &b, &c, &a};
  for (std::size_t e = 0; e < 3; ++e) {
    const glm::vec3 step = *corners[e + 1] - *corners[e];
    const int count =
        std::min(static_cast<int>(std::max(std::abs(step.x), std::abs(step.z)) / cell_ * 1.5f) + 1, 4096);
    for (int i = 0; i <= count; ++i) {
      const glm::vec3 p = *corners[e] + step * (static_cast<float>(i) / static_cast<float>(count));
      mark(p.x, p.z, p.y);
    }
  }
  const float area = (b.x - a.x) * (c.z - a.z) - (c.x - a.x) * (b.z - a.z);
  if (std::abs(area) < 1e-12f) return;
  const auto cell_of = [&](float v, float o, int most) {
    return std::clamp(static_cast<int>((v - o) / cell_), 0, most - 1);
  };
  for (int row = cell_of(low.y, origin_.y, depth_); row <= cell_of(high.y, origin_.y, depth_); ++row) {
    const float z = origin_.y + (static_cast<float>(row) + 0.5f) * cell_;
    for (int column = cell_of(low.x, origin_.x, width_); column <= cell_of(high.x, origin_.x, width_);
         ++column) {
      const float x = origin_.x + (static_cast<float>(column) + 0.5f) * cell_;
      const float v = ((x - a.x) * (c.z - a.z) - (c.x - a.x) * (z - a.z)) / area;
      const float w = ((b.x - a.x) * (z - a.z) - (x - a.x) * (b.z - a.z)) / area;
      if (v < 0 || w < 0 || v + w > 1) continue;
      mark(x, z, a.y + v * (b.y - a.y) + w * (c.y - a.y));
    }
  }
}

void HeightField::add(std::span<const glm::vec3> positions, std::span<const std::uint32_t> indices,
                      const glm::mat4& placement) {
  std::vector<glm::vec3> world(positions.size());
  for (std::size_t i = 0; i < positions.size(); ++i)
    world[i] = glm::vec3(placement * glm::vec4(positions[i], 1));
  for (std::size_t i = 0; i + 2 < indices.size(); i += 3)
    add_triangle(world[indices[i]], world[indices[i + 1]], world[indices[i + 2]]);
}

bool HeightField::blocks(const glm::vec3& origin, const glm::vec3& direction) const {
  const float rise = std::max(direction.y, 1e-4f);
  float end = (top_ - origin.y) / rise;  // Above the top nothing blocks.
  if (end <= 0) return false;
  float start = 0;
  const glm::vec2 from(origin.x, origin.z), along(direction.x, direction.z);
  const glm::vec2 far = origin_ + cell_ * glm::vec2(width_, depth_);
  for (int axis = 0; axis < 2; ++axis) {
    if (std::abs(along[axis]) < 1e-7f) {
      if (from[axis] < origin_[axis] || from[axis] > far[axis]) return false;
      continue;
    }
    float t0 = (origin_[axis] - from[axis]) / along[axis], t1 = (far[axis] - from[axis]) / along[axis];
    if (t0 > t1) std::swap(t0, t1);
    start = std::max(start, t0), end = std::min(end, t1);
  }
  if (start >= end) return false;
  const float step = cell_ / std::max(glm::length(along), 1e-6f);
  for (float t = start; t < end; t += step) {
    const float middle = std::min(t + 0.5f * step, end);
    const int column =
        std::clamp(static_cast<int>((from.x + along.x * middle - origin_.x) / cell_), 0, width_ - 1);
    const int row =
        std::clamp(static_cast<int>((from.y + along.y * middle - origin_.y) / cell_), 0, depth_ - 1);
    const glm::vec2 range = range_[static_cast<std::size_t>(row * width_ + column)];
    const float low = origin.y + rise * t, high = origin.y + rise * std::min(t + step, end);
    if (high >= range.x && low <= range.y) return true;
  }
  return false;
}

GroundShadow cast_ground_shadow(const HeightField& field, const Bounds& bounds, float height,
                                const GroundLight& light) {
  GroundShadow shadow;
  shadow.size = kTexels;
  shadow.height = height;
  const glm::vec3 size = bounds.size();
  const float tall = std::max(bounds.max.y - height, 0.0f);
  // As far as the sky is noticeably hidden, and along the key light's shadow.
  const float reach = std::min(0.9f * tall, 1.2f * std::max(size.x, size.z) + 0.35f * tall);
  const glm::vec3 key = glm::normalize(light.key_direction);
  glm::vec2 thrown = -glm::vec2(key.x, key.z) / std::max(key.y, 0.35f) * tall;
  glm::vec2 low = glm::vec2(bounds.min.x, bounds.min.z), high = glm::vec2(bounds.max.x, bounds.max.z);
  const glm::vec2 shifted_low = low + thrown, shifted_high = high + thrown;
  low = glm::min(low, glm::mix(low, shifted_low, std::min(1.0f, 1.5f * light.key_share))) - reach;
  high = glm::max(high, glm::mix(high, shifted_high, std::min(1.0f, 1.5f * light.key_share))) + reach;
  const float side = std::max({high.x - low.x, high.y - low.y, 1e-4f});
  shadow.min = 0.5f * (low + high) - 0.5f * side;
  shadow.extent = glm::vec2(side);

  const glm::vec3 key_right =
      glm::normalize(std::abs(key.y) < 0.99f ? glm::cross(glm::vec3(0, 1, 0), key) : glm::vec3(1, 0, 0));
  const glm::vec3 key_up = glm::cross(key, key_right);
  const float key_spread = std::tan(std::min(light.key_radius_radians, 1.0f));
  std::array<std::vector<glm::vec3>, kPattern * kPattern> sky, lamp;
  for (int i = 0; i < kPattern * kPattern; ++i) {
    // 7 and 16 have no common factor, so that neighbours differ much.
    const float turn = 2 * kPi * static_cast<float>((i * 7) % (kPattern * kPattern)) / (kPattern * kPattern);
    for (const glm::vec2& p : disc(kSkyDirections, turn)) {
      // Cosine-weighted: a disc lifted onto the hemisphere.
      sky[static_cast<std::size_t>(i)].emplace_back(p.x, std::sqrt(std::max(0.0f, 1 - p.x * p.x - p.y * p.y)),
                                                    p.y);
    }
    for (const glm::vec2& p : disc(kKeyDirections, turn)) {
      const glm::vec3 d = glm::normalize(key + key_spread * (p.x * key_right + p.y * key_up));
      if (d.y > 0.02f) lamp[static_cast<std::size_t>(i)].push_back(d);
    }
  }

  const auto count = static_cast<std::size_t>(kTexels);
  std::vector<float> hidden(count * count);
  parallel_for(count, [&](std::size_t row) {
    for (std::size_t column = 0; column < count; ++column) {
      const glm::vec2 at =
          shadow.min + side * (glm::vec2(static_cast<float>(column), static_cast<float>(row)) + 0.5f) /
                           static_cast<float>(kTexels);
      const glm::vec3 origin(at.x, height, at.y);
      const std::size_t pattern = row % kPattern * kPattern + column % kPattern;
      const auto share_blocked = [&](const std::vector<glm::vec3>& directions) {
        int blocked = 0;
        for (const glm::vec3& d : directions) blocked += field.blocks(origin, d) ? 1 : 0;
        return directions.empty() ? 0.0f
                                  : static_cast<float>(blocked) / static_cast<float>(directions.size());
      };
      hidden[row * count + column] = (1 - light.key_share) * share_blocked(sky[pattern]) +
                                     light.key_share * share_blocked(lamp[pattern]);
    }
  });

  // Averaging over the pattern's block removes its noise.
  const auto blur = [&](bool across) {
    std::vector<float> out(hidden.size());
    const int n = kTexels;
    for (int row = 0; row < n; ++row) {
      for (int column = 0; column < n; ++column) {
        float sum = 0;
        for (int k = -2; k <= 2; ++k) {
          const int c = std::clamp(across ? column + k : column, 0, n - 1),
                    r = std::clamp(across ? row : row + k, 0, n - 1);
          sum += hidden[static_cast<std::size_t>(r * n + c)] * (k == -2 || k == 2 ? 0.5f : 1.0f);
        }
        out[static_cast<std::size_t>(row * n + column)] = sum * 0.25f;
      }
    }
    hidden = std::move(out);
  };
  blur(true);
  blur(false);

  shadow.alpha.resize(count * count);
  for (std::size_t row = 0; row < count; ++row) {
    for (std::size_t column = 0; column < count; ++column) {
      // The region ends without an edge.
      const float u = std::abs(2 * (static_cast<float>(column) + 0.5f) / kTexels - 1),
                  v = std::abs(2 * (static_cast<float>(row) + 0.5f) / kTexels - 1);
      const float fade = (1 - smooth(0.7f, 0.98f, u)) * (1 - smooth(0.7f, 0.98f, v));
      shadow.alpha[row * count + column] =
          static_cast<std::uint8_t>(std::lround(255 * kStrength * fade * hidden[row * count + column]));
    }
  }
  return shadow;
}

}  // namespace bandaji
