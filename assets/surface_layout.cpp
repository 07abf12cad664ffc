// Texture coordinates of a mesh: do they lie once, and laying them side by side.
#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numeric>

#include "assets/surface_bake.h"

namespace bandaji {
namespace {

constexpr std::size_t kMostPieces = 6000;

struct Piece {
  glm::vec2 low{1e30f}, high{-1e30f};  // Of the old coordinates.
  double area = 0, uv_area = 0;        // Square metres, and of the old coordinates.
  glm::vec2 size{0};                   // Metres.
  glm::vec2 at{0};                     // Metres, of its corner in the layout.
};

// Pieces in rows of falling height; returns the height used.  Expects: ordered by height.
float shelve(std::vector<Piece>& pieces, const std::vector<std::size_t>& order, float width, float gap) {
  float x = 0, y = 0, row = 0;
  for (const std::size_t i : order) {
    Piece& piece = pieces[i];
    const glm::vec2 size = piece.size + gap;
    if (x > 0 && x + size.x > width) {
      y += row;
      x = row = 0;
    }
    piece.at = {x + gap / 2, y + gap / 2};
    x += size.x;
    row = std::max(row, size.y);
  }
  return y + row;
}

}  // namespace

bool lies_once(std::span<const glm::vec2> uv, std::span<const std::uint32_t> indices) {
  if (uv.empty()) return false;
  for (const glm::vec2& p : uv) {
    if (p.x < -0.005f || p.y < -0.005f || p.x > 1.005f || p.y > 1.005f) return false;
  }
  constexpr int kEdge = 256;
  std::vector<std::uint8_t> hits(static_cast<std::size_t>(kEdge) * kEdge, 0);
  std::size_t covered = 0, twice = 0;
  for (std::size_t i = 0; i + 2 < indices.size(); i += 3) {
    const glm::vec2 a = uv[indices[i]] * float{kEdge}, b = uv[indices[i + 1]] * float{kEdge},
                    c = uv[indices[i + 2]] * float{kEdge};
    const float area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    if (std::abs(area) < 1e-6f) continue;
    const int left = std::max(0, static_cast<int>(std::floor(std::min({a.x, b.x, c.x}))));
    const int right = std::min(kEdge - 1, static_cast<int>(std::ceil(std::max({a.x, b.x, c.x}))));
    const int upper = std::max(0, static_cast<int>(std::floor(std::min({a.y, b.y, c.y}))));
    const int lower = std::min(kEdge - 1, static_cast<int>(std::ceil(std::max({a.y, b.y, c.y}))));
    for (int y = upper; y <= lower; ++y) {
      for (int x = left; x <= right; ++x) {
        const glm::vec2 p(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
        const float u = ((b.x - p.x) * (c.y - p.y) - (b.y - p.y) * (c.x - p.x)) / area;
        const float v = ((c.x - p.x) * (a.y - p.y) - (c.y - p.y) * (a.x - p.x)) / area;
        // A little inside, so that neighbors do not count as lying upon one another.
        if (u < 0.02f || v < 0.02f || u + v > 0.98f) continue;
        std::uint8_t& hit = hits[static_cast<std::size_t>(y) * kEdge + static_cast<std::size_t>(x)];
        if (hit == 0) ++covered;
        if (hit == 1) ++twice;
        if (hit < 2) ++hit;
      }
    }
  }
  return covered > 0 && static_cast<double>(twice) < 0.03 * static_cast<double>(covered);
}

std::vector<glm::vec2> lay_side_by_side(std::span<const glm::vec3> positions, std::span<const glm::vec2> uv,
                                        std::span<const std::uint32_t> indices, float gutter) {
  const std::size_t count = positions.size();
  std::vector<std::uint32_t> parent(count);
  std::iota(parent.begin(), parent.end(), 0u);
  const auto root = [&](std::uint32_t v) {
    while (parent[v] != v) v = parent[v] = parent[parent[v]];
    return v;
  };
  for (std::size_t i = 0; i + 2 < indices.size(); i += 3) {
    for (std::size_t k = 1; k < 3; ++k) {
      const std::uint32_t a = root(indices[i]), b = root(indices[i + k]);
      parent[std::max(a, b)] = std::min(a, b);
    }
  }
  std::vector<std::uint32_t> piece_of(count, 0);
  std::vector<Piece> pieces;
  std::vector<std::uint32_t> number(count, ~0u);
  for (const std::uint32_t index : indices) {
    const std::uint32_t r = root(index);
    if (number[r] == ~0u) {
      number[r] = static_cast<std::uint32_t>(pieces.size());
      pieces.emplace_back();
    }
    piece_of[index] = number[r];
  }
  if (pieces.empty() || pieces.size() > kMostPieces) return {};

  // Without coordinates of its own a mesh is seen along its thinnest direction.
  std::vector<glm::vec2> flat;
  if (uv.empty()) {
    glm::vec3 low(1e30f), high(-1e30f);
    for (const glm::vec3& p : positions) {
      low = glm::min(low, p);
      high = glm::max(high, p);
    }
    const glm::vec3 size = high - low;
    const int thin = size.x <= size.y && size.x <= size.z ? 0 : size.y <= size.z ? 1 : 2;
    for (const glm::vec3& p : positions)
      flat.push_back(thin == 0 ? glm::vec2(p.z, p.y) : thin == 1 ? glm::vec2(p.x, p.z) : glm::vec2(p.x, p.y));
    uv = flat;
  }
  for (std::size_t i = 0; i + 2 < indices.size(); i += 3) {
    const std::uint32_t a = indices[i], b = indices[i + 1], c = indices[i + 2];
    Piece& piece = pieces[piece_of[a]];
    piece.area += 0.5 * static_cast<double>(glm::length(
                            glm::cross(positions[b] - positions[a], positions[c] - positions[a])));
    const glm::vec2 ab = uv[b] - uv[a], ac = uv[c] - uv[a];
    piece.uv_area += 0.5 * static_cast<double>(std::abs(ab.x * ac.y - ab.y * ac.x));
    for (const std::uint32_t v : {a, b, c}) {
      piece.low = glm::min(piece.low, uv[v]);
      piece.high = glm::max(piece.high, uv[v]);
    }
  }
  double whole = 0;
  std::vector<float> scale(pieces.size(), 1);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    Piece& piece = pieces[i];
    if (piece.uv_area > 1e-12)
      scale[i] = static_cast<float>(std::sqrt(std::max(piece.area, 1e-12) / piece.uv_area));
    piece.size = glm::max((piece.high - piece.low) * scale[i], glm::vec2(1e-4f));
    whole += static_cast<double>(piece.size.x) * static_cast<double>(piece.size.y);
  }
  std::vector<std::size_t> order(pieces.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return pieces[a].size.y > pieces[b].size.y; });
  float widest = 0;
  for (const Piece& piece : pieces) widest = std::max(widest, piece.size.x);
  // The square that holds them, by trying larger and larger ones.
  float edge = std::max(static_cast<float>(std::sqrt(whole)), widest);
  for (int tries = 0; tries < 60; ++tries, edge *= 1.06f) {
    const float gap = edge * gutter;
    if (widest + gap <= edge && shelve(pieces, order, edge, gap) <= edge) break;
  }
  shelve(pieces, order, edge, edge * gutter);
  std::vector<glm::vec2> laid(count, glm::vec2(0));
  for (std::size_t v = 0; v < count; ++v) {
    const Piece& piece = pieces[piece_of[v]];
    laid[v] =
        glm::clamp((piece.at + (uv[v] - piece.low) * scale[piece_of[v]]) / edge, glm::vec2(0), glm::vec2(1));
  }
  return laid;
}

}  // namespace bandaji
