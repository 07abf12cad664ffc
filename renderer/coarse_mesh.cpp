#include "renderer/coarse_mesh.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "assets/bounds.h"

namespace bandaji {
namespace {

constexpr std::uint64_t kNoCell = ~0ull;

double surface_of(std::span<const glm::vec3> positions, std::span<const std::uint32_t> indices) {
  double twice = 0;
  for (std::size_t i = 0; i < indices.size(); i += 3) {
    const glm::vec3& a = positions[indices[i]];
    twice += static_cast<double>(
        glm::length(glm::cross(positions[indices[i + 1]] - a, positions[indices[i + 2]] - a)));
  }
  return 0.5 * twice;
}

// Finds the first vertex that fell into a cell.
class FirstOfCell {
 public:
  explicit FirstOfCell(std::size_t most)
      : mask_(std::bit_ceil(2 * most + 2) - 1), cells_(mask_ + 1, {kNoCell, 0}) {}

  std::uint32_t of(std::uint64_t cell, std::uint32_t vertex) {
    std::size_t at = static_cast<std::size_t>((cell * 0x9E3779B97F4A7C15ull) >> 20) & mask_;
    while (cells_[at].first != kNoCell && cells_[at].first != cell) at = (at + 1) & mask_;
    if (cells_[at].first == kNoCell) cells_[at] = {cell, vertex};
    return cells_[at].second;
  }

 private:
  std::size_t mask_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> cells_;
};

}  // namespace

std::vector<std::uint32_t> coarse_triangles(std::span<const glm::vec3> positions,
                                            std::span<const Snorm16x4> normals,
                                            std::span<const std::uint32_t> indices, std::size_t wanted) {
  if (indices.size() <= 3 * wanted || wanted == 0) return {indices.begin(), indices.end()};
  Bounds bounds;
  for (const glm::vec3& p : positions) bounds.add(p);
  // Two triangles for every vertex, and one vertex for every cell that the surface passes through.
  const double cell = std::sqrt(surface_of(positions, indices) / (0.5 * static_cast<double>(wanted)));
  const glm::vec3 extent = bounds.size();
  const float longest = std::max({extent.x, extent.y, extent.z});
  // 20 bits a side.
  const float side = std::max(static_cast<float>(cell), longest / 1048575.0f);
  if (!(side > 0) || !std::isfinite(side)) return {indices.begin(), indices.end()};

  FirstOfCell first(positions.size());
  std::vector<std::uint32_t> kept(positions.size());
  for (std::uint32_t i = 0; i < positions.size(); ++i) {
    const glm::vec3 at = (positions[i] - bounds.min) / side;
    std::uint64_t key = 0;
    for (int c = 0; c < 3; ++c) key = key << 20 | static_cast<std::uint64_t>(std::max(at[c], 0.0f));
    // The two sides of thin cloth stay apart.
    if (!normals.empty()) {
      const Snorm16x4& n = normals[i];
      key = key << 3 | (n.x < 0 ? 4u : 0u) | (n.y < 0 ? 2u : 0u) | (n.z < 0 ? 1u : 0u);
    }
    kept[i] = first.of(key, i);
  }
  std::vector<std::uint32_t> coarse;
  coarse.reserve(4 * wanted);
  for (std::size_t i = 0; i < indices.size(); i += 3) {
    const std::uint32_t a = kept[indices[i]], b = kept[indices[i + 1]], c = kept[indices[i + 2]];
    if (a != b && b != c && c != a) coarse.insert(coarse.end(), {a, b, c});
  }
  return coarse;
}

}  // namespace bandaji
