#include "renderer/section.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <glm/geometric.hpp>
#include <unordered_map>
#include <utility>

namespace bandaji {
namespace {

using Point = glm::dvec2;

double cross(const Point& a, const Point& b, const Point& c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

double signed_area(const std::vector<Point>& points, const std::vector<std::uint32_t>& ring) {
  double sum = 0;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
    sum += points[ring[j]].x * points[ring[i]].y - points[ring[i]].x * points[ring[j]].y;
  return 0.5 * sum;
}

bool inside(const std::vector<Point>& points, const std::vector<std::uint32_t>& ring, const Point& p) {
  bool in = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const Point &a = points[ring[i]], &b = points[ring[j]];
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) in = !in;
  }
  return in;
}

bool in_triangle(const Point& a, const Point& b, const Point& c, const Point& p) {
  return cross(a, b, p) >= 0 && cross(b, c, p) >= 0 && cross(c, a, p) >= 0;
}

// Whether the segment from `m` to `p` meets the edge from `a` to `b` anywhere but in `p`.
bool is_crossed(const Point& m, const Point& p, const Point& a, const Point& b) {
  if (a == p || b == p) {
    const Point& other = a == p ? b : a;  // Only an edge that runs back along the segment is in the way.
    return cross(m, p, other) == 0 && glm::dot(other - p, m - p) > 0;
  }
  const double a_side = cross(m, p, a), b_side = cross(m, p, b);
  if ((a_side > 0 && b_side > 0) || (a_side < 0 && b_side < 0)) return false;
  const double m_side = cross(a, b, m), p_side = cross(a, b, p);
  return !((m_side > 0 && p_side > 0) || (m_side < 0 && p_side < 0));
}

// Joins a hole to the ring around it by a bridge from the hole's rightmost corner to the nearest corner to
// the right that it sees.  Holes are joined from right to left, so that none lies in the way of a later
// bridge.
void join_hole(const std::vector<Point>& points, std::vector<std::uint32_t>& ring,
               const std::vector<std::uint32_t>& hole) {
  std::size_t rightmost = 0;
  for (std::size_t i = 1; i < hole.size(); ++i) {
    if (points[hole[i]].x > points[hole[rightmost]].x) rightmost = i;
  }
  const Point m = points[hole[rightmost]];
  const std::size_t n = ring.size();
  std::vector<std::size_t> corners;
  for (std::size_t i = 0; i < n; ++i) {
    const Point &a = points[ring[(i + n - 1) % n]], &b = points[ring[i]], &c = points[ring[(i + 1) % n]];
    if (b.x < m.x || b == m) continue;
    // The bridge must leave the corner into the ring: corners of earlier bridges are there twice.
    const double after_a = cross(a, b, m), before_c = cross(b, c, m);
    const bool convex = cross(a, b, c) > 0;
    if (convex ? after_a >= 0 && before_c >= 0 : after_a > 0 || before_c > 0) corners.push_back(i);
  }
  const auto distance = [&](std::size_t i) {
    const Point away = points[ring[i]] - m;
    return glm::dot(away, away);
  };
  std::stable_sort(corners.begin(), corners.end(),
                   [&](std::size_t i, std::size_t j) { return distance(i) < distance(j); });
  for (const std::size_t corner : corners) {
    const Point& p = points[ring[corner]];
    bool free = true;
    for (std::size_t i = 0; i < n && free; ++i)
      free = !is_crossed(m, p, points[ring[i]], points[ring[(i + 1) % n]]);
    if (!free) continue;
    std::vector<std::uint32_t> joined(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(corner) + 1);
    for (std::size_t i = 0; i <= hole.size(); ++i) joined.push_back(hole[(rightmost + i) % hole.size()]);
    joined.insert(joined.end(), ring.begin() + static_cast<std::ptrdiff_t>(corner), ring.end());
    ring = std::move(joined);
    return;
  }
}

// Ear clipping of one ring that winds to the left.  What is left of a ring that crosses itself is cut anyhow.
void clip_ears(const std::vector<Point>& points, const std::vector<std::uint32_t>& ring,
               std::vector<std::uint32_t>& out) {
  const std::size_t n = ring.size();
  if (n < 3) return;
  std::vector<std::size_t> next(n), before(n);
  for (std::size_t i = 0; i < n; ++i) next[i] = (i + 1) % n, before[i] = (i + n - 1) % n;
  const auto at = [&](std::size_t i) -> const Point& { return points[ring[i]]; };
  const auto is_ear = [&](std::size_t i) {
    const Point &a = at(before[i]), &b = at(i), &c = at(next[i]);
    if (cross(a, b, c) <= 0) return false;
    const Point low = glm::min(glm::min(a, b), c), high = glm::max(glm::max(a, b), c);
    for (std::size_t k = next[next[i]]; k != before[i]; k = next[k]) {
      const Point& p = at(k);
      if (p.x < low.x || p.x > high.x || p.y < low.y || p.y > high.y) continue;
      if (p == a || p == b || p == c) continue;                 // The two sides of a bridge.
      if (cross(at(before[k]), p, at(next[k])) >= 0) continue;  // Only reflex corners can be in the way.
      if (in_triangle(a, b, c, p)) return false;
    }
    return true;
  };
  std::size_t left = n, i = 0, refused = 0;
  while (left > 3) {
    const bool flat = cross(at(before[i]), at(i), at(next[i])) == 0;
    const bool stuck = refused > left;
    if (flat || stuck || is_ear(i)) {
      // A corner on a straight line still belongs to a triangle: its neighbors may use it.
      out.insert(out.end(), {ring[before[i]], ring[i], ring[next[i]]});
      next[before[i]] = next[i];
      before[next[i]] = before[i];
      --left;
      refused = 0;
      i = next[next[i]];
    } else {
      ++refused;
      i = next[i];
    }
  }
  out.insert(out.end(), {ring[before[i]], ring[i], ring[next[i]]});
}

}  // namespace

PlaneAxes axes_of_plane(const glm::vec3& normal) {
  PlaneAxes axes;
  const glm::vec3 helper = std::abs(normal.y) > 0.9f ? glm::vec3(0, 0, -1) : glm::vec3(0, 1, 0);
  axes.right = glm::normalize(glm::cross(helper, normal));
  axes.up = glm::cross(normal, axes.right);
  return axes;
}

std::vector<SectionLoop> cut_outlines(std::span<const glm::vec3> positions,
                                      std::span<const std::uint32_t> indices, const glm::mat4& placement,
                                      const SectionPlane& plane) {
  // Vertices at one place are one vertex: meshes are split along seams of texture and shading.
  std::vector<glm::vec3> placed(positions.size());
  std::vector<std::uint32_t> same(positions.size());
  struct Hash {
    std::size_t operator()(const glm::vec3& p) const {
      std::uint32_t bits[3];
      std::memcpy(bits, &p, sizeof bits);
      return (bits[0] * 73856093u) ^ (bits[1] * 19349663u) ^ (bits[2] * 83492791u);
    }
  };
  std::unordered_map<glm::vec3, std::uint32_t, Hash> first;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    placed[i] = glm::vec3(placement * glm::vec4(positions[i], 1)) + 0.0f;  // No negative zero.
    same[i] = first.emplace(placed[i], static_cast<std::uint32_t>(i)).first->second;
  }
  const auto height = [&](std::uint32_t i) {
    return glm::dot(glm::dvec3(plane.normal), glm::dvec3(placed[i])) - static_cast<double>(plane.offset);
  };
  // From each cut edge to the next one: the segment of one triangle.
  using Edge = std::uint64_t;
  const auto edge_of = [](std::uint32_t a, std::uint32_t b) {
    return static_cast<Edge>(std::min(a, b)) << 32 | std::max(a, b);
  };
  const auto point_on = [&](Edge edge) {
    const auto a = static_cast<std::uint32_t>(edge >> 32), b = static_cast<std::uint32_t>(edge);
    const double ha = height(a), hb = height(b);
    const glm::dvec3 pa(placed[a]), pb(placed[b]);
    return glm::vec3(pa + (pb - pa) * (ha / (ha - hb)));
  };
  std::unordered_multimap<Edge, Edge> forward;
  std::unordered_map<Edge, int> arrivals;
  std::vector<Edge> order;  // So that the result does not hang on how a hash table is laid out.
  for (std::size_t t = 0; t + 2 < indices.size(); t += 3) {
    std::uint32_t v[3] = {same[indices[t]], same[indices[t + 1]], same[indices[t + 2]]};
    bool above[3];
    for (int i = 0; i < 3; ++i) above[i] = height(v[i]) > 0;
    if (above[0] == above[1] && above[1] == above[2]) continue;
    int lone = 0;
    while (above[lone] == above[(lone + 1) % 3] || above[lone] == above[(lone + 2) % 3]) ++lone;
    const Edge to_next = edge_of(v[lone], v[(lone + 1) % 3]), to_last = edge_of(v[lone], v[(lone + 2) % 3]);
    const Edge from = above[lone] ? to_next : to_last, to = above[lone] ? to_last : to_next;
    forward.emplace(from, to);
    ++arrivals[to];
    order.push_back(from);
  }
  std::vector<SectionLoop> loops;
  const auto follow = [&](Edge start) {
    SectionLoop loop;
    Edge at = start;
    for (;;) {
      const auto step = forward.find(at);
      if (step == forward.end()) {
        loop.points.push_back(point_on(at));
        break;
      }
      const Edge to = step->second;
      forward.erase(step);
      loop.points.push_back(point_on(at));
      at = to;
      if (at == start) {
        loop.closed = true;
        break;
      }
    }
    if (loop.points.size() > (loop.closed ? 2u : 1u)) loops.push_back(std::move(loop));
  };
  // Open outlines first, from where nothing arrives.
  for (const Edge start : order) {
    if (!arrivals.contains(start) && forward.contains(start)) follow(start);
  }
  for (const Edge start : order) {
    if (forward.contains(start)) follow(start);
  }
  return loops;
}

SectionCap fill_outlines(std::span<const SectionLoop> loops, const glm::vec3& normal) {
  SectionCap cap;
  const PlaneAxes axes = axes_of_plane(normal);
  std::vector<Point> flat;
  std::vector<std::vector<std::uint32_t>> rings;
  for (const SectionLoop& loop : loops) {
    if (!loop.closed) continue;
    std::vector<std::uint32_t> ring;
    for (const glm::vec3& p : loop.points) {
      const Point q(glm::dot(glm::dvec3(p), glm::dvec3(axes.right)),
                    glm::dot(glm::dvec3(p), glm::dvec3(axes.up)));
      if (!ring.empty() && flat[ring.back()] == q) continue;
      ring.push_back(static_cast<std::uint32_t>(flat.size()));
      flat.push_back(q);
      cap.points.push_back(p);
    }
    while (ring.size() > 1 && flat[ring.front()] == flat[ring.back()]) ring.pop_back();
    if (ring.size() >= 3) rings.push_back(std::move(ring));
  }
  // How deep each ring lies within others: even is an outline, odd a hole in the ring just around it.
  const std::size_t n = rings.size();
  std::vector<double> areas(n);
  for (std::size_t i = 0; i < n; ++i) areas[i] = signed_area(flat, rings[i]);
  std::vector<std::size_t> by_size(n);
  for (std::size_t i = 0; i < n; ++i) by_size[i] = i;
  std::stable_sort(by_size.begin(), by_size.end(),
                   [&](std::size_t a, std::size_t b) { return std::abs(areas[a]) > std::abs(areas[b]); });
  std::vector<int> depth(n, 0);
  std::vector<std::size_t> around(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!inside(flat, rings[by_size[j]], flat[rings[by_size[i]].front()])) continue;
      ++depth[by_size[i]];
      around[by_size[i]] = by_size[j];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    const bool hole = depth[i] % 2 == 1;
    if ((areas[i] < 0) != hole) std::reverse(rings[i].begin(), rings[i].end());
  }
  for (const std::size_t outer : by_size) {
    if (depth[outer] % 2 == 1) continue;
    std::vector<std::size_t> holes;
    for (std::size_t i = 0; i < n; ++i) {
      if (depth[i] % 2 == 1 && around[i] == outer) holes.push_back(i);
    }
    const auto rightmost = [&](std::size_t ring) {
      double x = -1e300;
      for (const std::uint32_t p : rings[ring]) x = std::max(x, flat[p].x);
      return x;
    };
    std::stable_sort(holes.begin(), holes.end(),
                     [&](std::size_t a, std::size_t b) { return rightmost(a) > rightmost(b); });
    std::vector<std::uint32_t> ring = rings[outer];
    for (const std::size_t hole : holes) join_hole(flat, ring, rings[hole]);
    clip_ears(flat, ring, cap.indices);
  }
  return cap;
}

double area_of(const SectionCap& cap) {
  double sum = 0;
  for (std::size_t t = 0; t + 2 < cap.indices.size(); t += 3) {
    const glm::dvec3 a(cap.points[cap.indices[t]]), b(cap.points[cap.indices[t + 1]]),
        c(cap.points[cap.indices[t + 2]]);
    sum += 0.5 * glm::length(glm::cross(b - a, c - a));
  }
  return sum;
}

}  // namespace bandaji
