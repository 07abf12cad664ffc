#include "assets/surface_noise.h"

#include <algorithm>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

namespace bandaji {
namespace {

constexpr float kMostDrops = 0.40f;  // No layer has drops in more of the cells.

// Large odd factors keep neighbors apart before the one mixing.
std::uint32_t corner(int x, int y, int z, std::uint32_t seed) {
  return mixed_bits(static_cast<std::uint32_t>(x) * 0x8da6b343u ^
                    static_cast<std::uint32_t>(y) * 0xd8163841u ^
                    static_cast<std::uint32_t>(z) * 0xcb1ab31fu ^ seed * 0x9e3779b9u);
}

}  // namespace

std::uint32_t mixed_bits(std::uint32_t x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  x ^= x >> 16;
  return x;
}

float unit_of(std::uint32_t bits) {
  return static_cast<float>(bits >> 8) * (1.0f / 16777216.0f);
}

float smooth_between(float low, float high, float value) {
  const float t = std::clamp((value - low) / (high - low), 0.0f, 1.0f);
  return t * t * (3 - 2 * t);
}

Turbulence::Turbulence(std::uint32_t seed) {
  for (std::size_t i = 0; i < kOctaves; ++i) cells_[i].seed = seed + static_cast<std::uint32_t>(i) * 77u;
}

float Turbulence::at(const glm::vec3& point) {
  float sum = 0, weight = 0.5f, scale = 1;
  for (Cell& cell : cells_) {
    const glm::vec3 p = point * scale;
    const glm::vec3 floor = glm::floor(p);
    const glm::ivec3 i(floor);
    if (!cell.known || i != cell.place) {
      cell.known = true;
      cell.place = i;
      for (int k = 0; k < 8; ++k)
        cell.corners[static_cast<std::size_t>(k)] =
            unit_of(corner(i.x + (k & 1), i.y + (k >> 1 & 1), i.z + (k >> 2), cell.seed));
    }
    const glm::vec3 f = p - floor;
    const glm::vec3 w = f * f * (3.0f - 2.0f * f);
    const auto& c = cell.corners;
    const float x00 = glm::mix(c[0], c[1], w.x), x10 = glm::mix(c[2], c[3], w.x);
    const float x01 = glm::mix(c[4], c[5], w.x), x11 = glm::mix(c[6], c[7], w.x);
    sum += weight * glm::mix(glm::mix(x00, x10, w.y), glm::mix(x01, x11, w.y), w.z);
    weight *= 0.5f;
    scale *= 2.03f;
  }
  return sum / 0.9375f;
}

void Drops::look_around(const glm::ivec3& cell) {
  known_ = true;
  place_ = cell;
  drops_.clear();
  for (int x = -1; x <= 1; ++x)
    for (int y = -1; y <= 1; ++y)
      for (int z = -1; z <= 1; ++z) {
        const std::uint32_t bits = corner(cell.x + x, cell.y + y, cell.z + z, seed_);
        if (unit_of(bits) > kMostDrops) continue;
        const std::uint32_t more = mixed_bits(bits + 1), last = mixed_bits(bits + 2);
        Drop drop;
        drop.needs = unit_of(bits);
        drop.middle = glm::vec3(cell) + glm::vec3(x, y, z) +
                      glm::vec3(unit_of(more), unit_of(mixed_bits(more)), unit_of(last)) * 0.8f + 0.1f;
        drop.size = 0.16f + 0.5f * unit_of(mixed_bits(last)) * unit_of(mixed_bits(last + 9));
        drops_.push_back(drop);
      }
}

float Drops::at(const glm::vec3& p, float share) {
  const glm::ivec3 cell(glm::floor(p));
  if (!known_ || cell != place_) look_around(cell);
  float most = 0;
  for (const Drop& drop : drops_) {
    if (drop.needs > share) continue;
    const glm::vec3 away = p - drop.middle;
    if (glm::dot(away, away) >= drop.size * drop.size) continue;
    most = std::max(most, smooth_between(drop.size, drop.size * 0.72f, glm::length(away)));
  }
  return most;
}

}  // namespace bandaji
