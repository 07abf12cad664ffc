#include "renderer/snap.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>
#include <unordered_map>
#include <vector>

namespace bandaji {
namespace {

struct PlaceHash {
  std::size_t operator()(const glm::vec3& p) const {
    std::uint32_t bits[3];
    std::memcpy(bits, &p, sizeof bits);
    return (bits[0] * 73856093u) ^ (bits[1] * 19349663u) ^ (bits[2] * 83492791u);
  }
};

struct EdgeFaces {
  glm::vec3 normal{0};  // Of the first face.
  int faces = 0;
  bool crease = false;
};

}  // namespace

SnapPoint snap(std::span<const glm::vec3> positions, std::span<const std::uint32_t> indices,
               const glm::mat4& placement, const Camera& camera, glm::vec2 cursor_px, glm::vec2 size_px,
               const glm::vec3& on_surface, const SnapOptions& options) {
  const SnapPoint plain{on_surface, SnapKind::Surface};
  // How large a pixel is where the finger points, and so how far away anything of interest can be.
  const float distance = glm::dot(on_surface - camera.eye, glm::normalize(camera.target - camera.eye));
  const float tall = camera.orthographic ? camera.ortho_height
                                         : 2 * std::max(distance, 1e-6f) *
                                               std::tan(0.5f * glm::radians(camera.vertical_fov_degrees));
  const float metres_per_px = tall / std::max(size_px.y, 1.0f);
  const float reach = 4 * options.reach_px * metres_per_px;
  // Faces around the point, by edges whose ends are the same place.
  std::unordered_map<glm::vec3, std::uint32_t, PlaceHash> places;
  std::vector<glm::vec3> points;
  const auto place_of = [&](std::uint32_t index) {
    const glm::vec3 p = glm::vec3(placement * glm::vec4(positions[index], 1)) + 0.0f;
    const auto [known, added] = places.emplace(p, static_cast<std::uint32_t>(points.size()));
    if (added) points.push_back(p);
    return known->second;
  };
  std::unordered_map<std::uint64_t, EdgeFaces> edges;
  std::vector<std::uint64_t> order;
  const float sharp = std::cos(glm::radians(options.crease_degrees));
  for (std::size_t t = 0; t + 2 < indices.size(); t += 3) {
    glm::vec3 low(1e30f), high(-1e30f);
    for (std::size_t i = 0; i < 3; ++i) {
      const glm::vec3 p(placement * glm::vec4(positions[indices[t + i]], 1));
      low = glm::min(low, p), high = glm::max(high, p);
    }
    const glm::vec3 nearest = glm::clamp(on_surface, low, high);
    if (glm::distance(nearest, on_surface) > reach) continue;
    const std::uint32_t v[3] = {place_of(indices[t]), place_of(indices[t + 1]), place_of(indices[t + 2])};
    const glm::vec3 face = glm::cross(points[v[1]] - points[v[0]], points[v[2]] - points[v[0]]);
    if (glm::dot(face, face) <= 0) continue;
    const glm::vec3 normal = glm::normalize(face);
    for (int i = 0; i < 3; ++i) {
      const std::uint32_t a = v[i], b = v[(i + 1) % 3];
      const std::uint64_t key = static_cast<std::uint64_t>(std::min(a, b)) << 32 | std::max(a, b);
      EdgeFaces& edge = edges[key];
      if (edge.faces++ == 0) {
        edge.normal = normal;
        order.push_back(key);
      } else if (glm::dot(edge.normal, normal) < sharp) {
        edge.crease = true;
      }
    }
  }
  const glm::mat4 view = camera.view();
  const float half = 0.5f * size_px.y;
  const float focal = 1 / std::tan(0.5f * glm::radians(camera.vertical_fov_degrees));
  const auto on_screen = [&](const glm::vec3& p) {
    const glm::vec3 seen(view * glm::vec4(p, 1));
    const glm::vec2 at = camera.orthographic ? glm::vec2(seen) * (2 / camera.ortho_height)
                                             : glm::vec2(seen) * (focal / std::max(-seen.z, 1e-6f));
    return glm::vec2(0.5f * size_px.x + at.x * half, half - at.y * half);
  };
  const auto off = [&](const glm::vec3& p) { return glm::distance(on_screen(p), cursor_px); };
  const auto in_reach = [&](const glm::vec3& p) { return glm::distance(p, on_surface) <= reach; };
  SnapPoint best = plain;
  float best_px = options.reach_px;
  if (options.vertices) {
    for (const std::uint64_t key : order) {
      const EdgeFaces& edge = edges[key];
      if (!edge.crease && edge.faces != 1) continue;
      for (const std::uint32_t end :
           {static_cast<std::uint32_t>(key >> 32), static_cast<std::uint32_t>(key)}) {
        const float px = off(points[end]);
        if (px < best_px && in_reach(points[end])) best_px = px, best = {points[end], SnapKind::Vertex};
      }
    }
  }
  if (best.kind == SnapKind::Vertex || !options.edges) return best;
  for (const std::uint64_t key : order) {
    const EdgeFaces& edge = edges[key];
    if (!edge.crease && edge.faces != 1) continue;
    const glm::vec3 a = points[key >> 32], b = points[key & 0xffffffff];
    // The point of the edge that is nearest to what was picked: across the line of sight this is also the one
    // nearest to the cursor.
    const glm::vec3 along = b - a;
    const float t = std::clamp(glm::dot(on_surface - a, along) / glm::dot(along, along), 0.0f, 1.0f);
    const glm::vec3 p = a + t * along;
    const float px = off(p);
    if (px < best_px && in_reach(p)) best_px = px, best = {p, SnapKind::Edge};
  }
  return best;
}

Distance measure(const glm::vec3& from, const glm::vec3& to) {
  Distance distance;
  distance.along = glm::abs(glm::dvec3(to) - glm::dvec3(from));
  distance.whole = glm::length(distance.along);
  return distance;
}

}  // namespace bandaji
