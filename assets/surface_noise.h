// Noise in space for the spread of layers: the same on every machine, and cheap for points that follow
// one another closely, because what was worked out for a cell serves until a point lies in another.
#pragma once

#include <array>
#include <cstdint>
#include <glm/vec3.hpp>
#include <vector>

namespace bandaji {

// Integer hash of Wellons ("lowbias32").
std::uint32_t mixed_bits(std::uint32_t x);
// Of the upper 24 bits, 0..1.
float unit_of(std::uint32_t bits);
// Rises smoothly from 0 at `low` to 1 at `high`; falls where `low` is the larger.
float smooth_between(float low, float high, float value);

// Value noise in four octaves, about 0.2..0.8.
class Turbulence {
 public:
  explicit Turbulence(std::uint32_t seed);
  float at(const glm::vec3& p);

 private:
  static constexpr std::size_t kOctaves = 4;
  struct Cell {
    glm::ivec3 place{0};
    bool known = false;
    std::array<float, 8> corners{};
    std::uint32_t seed = 0;
  };
  std::array<Cell, kOctaves> cells_;
};

// Drops: every cell of a grid may hold one, of its own size; 1 in the middle, 0 outside.
class Drops {
 public:
  explicit Drops(std::uint32_t seed) : seed_(seed) {}
  // `share` of the cells hold one.
  float at(const glm::vec3& p, float share);

 private:
  struct Drop {
    float needs = 0;  // The share from which on it is there.
    glm::vec3 middle{0};
    float size = 0;
  };
  void look_around(const glm::ivec3& cell);

  std::uint32_t seed_;
  glm::ivec3 place_{0};
  bool known_ = false;
  std::vector<Drop> drops_;  // Of the cell and those around it.
};

}  // namespace bandaji
