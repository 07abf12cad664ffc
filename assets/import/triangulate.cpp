#include <algorithm>
#include <array>
#include <cmath>
#include <glm/common.hpp>
#include <glm/vec2.hpp>

#include "assets/import/mesh_tools.h"

// Cutting ears, with the corners that may lie inside one kept in a grid, so that a polygon of a hundred
// thousand corners (a maze, a coastline, a lettering) takes seconds at most and keeps its shape.

namespace bandaji {
namespace {

using Point = glm::dvec2;

// Twice the area; positive when the corners run counter-clockwise.
double turn(const Point& a, const Point& b, const Point& c) {
  return (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
}

class EarCutter {
 public:
  // A ring of at least three points, counter-clockwise on the whole.
  explicit EarCutter(std::vector<Point> points) : points_(std::move(points)) {
    const auto n = static_cast<std::uint32_t>(points_.size());
    previous_.resize(n);
    next_.resize(n);
    for (std::uint32_t i = 0; i < n; ++i) {
      previous_[i] = (i + n - 1) % n;
      next_[i] = (i + 1) % n;
    }
    alive_.assign(n, true);
    left_ = n;
    build_grid();
  }

  void cut(std::vector<std::uint32_t>& triangles) {
    // Around and around, every other corner at most, so that no corner ends up in all triangles.
    while (left_ > 3 && go_around(triangles) * 16 > left_) {
    }
    // Where few ears are left at a time, the next one is usually beside the last.
    // Enough for what people draw; a ring that turns back through itself is closed without looking.
    std::size_t patience = 60 * points_.size() + 1000;
    std::vector<std::uint32_t> waiting;
    while (left_ > 3) {
      if (waiting.empty()) collect(waiting);
      const std::uint32_t before = left_;
      while (!waiting.empty() && left_ > 3 && patience > 0) {
        const std::uint32_t corner = waiting.back();
        waiting.pop_back();
        --patience;
        if (!alive_[corner] || !is_ear(corner)) continue;
        waiting.push_back(next_[corner]);
        waiting.push_back(previous_[corner]);
        take(corner, triangles);
      }
      if (patience == 0) waiting.clear();
      if (left_ == before && left_ > 3) take(least_bad(), triangles);
    }
    emit(first_alive(), triangles);
  }

 private:
  void emit(std::uint32_t corner, std::vector<std::uint32_t>& triangles) const {
    triangles.insert(triangles.end(), {previous_[corner], corner, next_[corner]});
  }
  void take(std::uint32_t corner, std::vector<std::uint32_t>& triangles) {
    emit(corner, triangles);
    next_[previous_[corner]] = next_[corner];
    previous_[next_[corner]] = previous_[corner];
    alive_[corner] = false;
    cursor_ = next_[corner];
    --left_;
  }
  // Returns how many ears were cut.
  std::uint32_t go_around(std::vector<std::uint32_t>& triangles) {
    const std::uint32_t before = left_;
    std::uint32_t at = first_alive();
    for (std::uint32_t steps = 0; steps < before && left_ > 3; ++steps) {
      const std::uint32_t following = next_[at];
      if (!is_ear(at)) {
        at = following;
        continue;
      }
      take(at, triangles);
      at = next_[following];
      ++steps;
    }
    return before - left_;
  }
  std::uint32_t first_alive() {
    while (!alive_[cursor_]) cursor_ = next_[cursor_];
    return cursor_;
  }
  void collect(std::vector<std::uint32_t>& waiting) {
    const std::uint32_t start = first_alive();
    std::uint32_t at = start;
    do {
      waiting.push_back(at);
      at = previous_[at];  // So that they are taken in order.
    } while (at != start);
  }
  double turn_at(std::uint32_t corner) const {
    return turn(points_[previous_[corner]], points_[corner], points_[next_[corner]]);
  }

  // Where no ear is left: a flat corner costs nothing, a convex one little.
  std::uint32_t least_bad() {
    std::uint32_t best = first_alive();
    double best_turn = -1;
    std::uint32_t at = best;
    for (int steps = 0; steps < 64; ++steps, at = next_[at]) {
      const double value = turn_at(at);
      if (value < 0 || (best_turn >= 0 && value >= best_turn)) continue;
      best = at;
      best_turn = value;
      if (value == 0) break;
    }
    return best;
  }

  bool is_ear(std::uint32_t corner) const {
    const Point& a = points_[previous_[corner]];
    const Point& b = points_[corner];
    const Point& c = points_[next_[corner]];
    if (!(turn(a, b, c) > 0)) return false;
    const Point low = glm::min(glm::min(a, b), c), high = glm::max(glm::max(a, b), c);
    const auto [x0, y0] = cell_of(low);
    const auto [x1, y1] = cell_of(high);
    for (int y = y0; y <= y1; ++y) {
      for (int x = x0; x <= x1; ++x) {
        const auto cell = static_cast<std::size_t>(y * side_ + x);
        for (std::uint32_t i = starts_[cell]; i < starts_[cell + 1]; ++i) {
          const std::uint32_t other = reflex_[i];
          if (!alive_[other] || other == corner || other == previous_[corner] || other == next_[corner])
            continue;
          const Point& p = points_[other];
          // Rings that touch themselves, as around a hole, have corners in the same place.
          if (p == a || p == b || p == c) continue;
          if (turn(a, b, p) >= 0 && turn(b, c, p) >= 0 && turn(c, a, p) >= 0 && turn_at(other) <= 0)
            return false;
        }
      }
    }
    return true;
  }

  // Only corners that are not convex can lie inside an ear, and none becomes so later.
  void build_grid() {
    std::vector<std::uint32_t> found;
    Point high = points_[0];
    low_ = points_[0];
    for (std::uint32_t i = 0; i < points_.size(); ++i) {
      low_ = glm::min(low_, points_[i]);
      high = glm::max(high, points_[i]);
      if (turn_at(i) <= 0) found.push_back(i);
    }
    side_ = std::clamp(static_cast<int>(std::sqrt(static_cast<double>(found.size()))), 1, 512);
    const Point size = glm::max(high - low_, Point(1e-300));
    per_unit_ = Point(side_) / size;
    starts_.assign(static_cast<std::size_t>(side_ * side_) + 1, 0);
    const auto cell = [&](std::uint32_t i) {
      const auto [x, y] = cell_of(points_[i]);
      return static_cast<std::size_t>(y * side_ + x);
    };
    for (const std::uint32_t i : found) ++starts_[cell(i) + 1];
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    reflex_.resize(found.size());
    std::vector<std::uint32_t> filled(starts_.begin(), starts_.end() - 1);
    for (const std::uint32_t i : found) reflex_[filled[cell(i)]++] = i;
  }
  std::pair<int, int> cell_of(const Point& p) const {
    const Point at = (p - low_) * per_unit_;
    // Written so that whatever is no number ends in the first cell.
    const auto place = [&](double value) {
      return value >= 1 ? static_cast<int>(std::min<double>(value, side_ - 1)) : 0;
    };
    return {place(at.x), place(at.y)};
  }

  std::vector<Point> points_;
  std::vector<std::uint32_t> previous_, next_;
  std::vector<bool> alive_;
  std::uint32_t left_ = 0;
  std::uint32_t cursor_ = 0;
  // The grid: corners of cell i are reflex_[starts_[i]] to reflex_[starts_[i + 1]].
  int side_ = 1;
  Point low_{0}, per_unit_{1};
  std::vector<std::uint32_t> starts_, reflex_;
};

}  // namespace

void triangulate(std::span<const glm::vec3> polygon, std::vector<std::uint32_t>& triangles) {
  const auto n = static_cast<std::uint32_t>(polygon.size());
  if (n < 3) return;
  if (n == 3) {
    triangles.insert(triangles.end(), {0, 1, 2});
    return;
  }
  // Newell's normal, then the plane along the two axes it is least parallel to.
  glm::dvec3 normal(0);
  for (std::uint32_t i = 0; i < n; ++i) {
    const glm::dvec3 a = polygon[i], b = polygon[(i + 1) % n];
    normal += glm::dvec3((a.y - b.y) * (a.z + b.z), (a.z - b.z) * (a.x + b.x), (a.x - b.x) * (a.y + b.y));
  }
  const glm::dvec3 size = glm::abs(normal);
  int drop = 2;
  if (size.x >= size.y && size.x >= size.z) {
    drop = 0;
  } else if (size.y >= size.z) {
    drop = 1;
  }
  const int u = (drop + 1) % 3, v = (drop + 2) % 3;
  const double sign = normal[drop] < 0 ? -1.0 : 1.0;
  const auto point = [&](std::uint32_t i) { return Point(sign * polygon[i][u], polygon[i][v]); };
  if (n == 4) {
    // Nearly all polygons: along the diagonal from the first corner unless that leads outside.
    const std::array<Point, 4> p{point(0), point(1), point(2), point(3)};
    if (turn(p[0], p[1], p[2]) >= 0 && turn(p[0], p[2], p[3]) >= 0) {
      triangles.insert(triangles.end(), {0, 1, 2, 0, 2, 3});
    } else {
      triangles.insert(triangles.end(), {0, 1, 3, 1, 2, 3});
    }
    return;
  }
  std::vector<Point> points(n);
  for (std::uint32_t i = 0; i < n; ++i) points[i] = point(i);
  EarCutter(std::move(points)).cut(triangles);
}

}  // namespace bandaji
