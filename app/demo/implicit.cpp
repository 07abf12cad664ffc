#include "app/demo/implicit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <map>

namespace bandaji {
namespace {

using Index = std::uint32_t;

glm::vec3 gradient(const Distance& distance, const glm::vec3& p, float step) {
  const glm::vec3 g(distance({p.x + step, p.y, p.z}) - distance({p.x - step, p.y, p.z}),
                    distance({p.x, p.y + step, p.z}) - distance({p.x, p.y - step, p.z}),
                    distance({p.x, p.y, p.z + step}) - distance({p.x, p.y, p.z - step}));
  const float length = glm::length(g);
  return length > 1e-12f ? g / length : glm::vec3(0, 1, 0);
}

}  // namespace

Shape surface_of(const Distance& distance, const glm::vec3& low, const glm::vec3& high, float cell) {
  const glm::ivec3 size = glm::ivec3(glm::ceil((high - low) / cell)) + 1;
  const auto number = [&](int x, int y, int z) {
    return (static_cast<std::size_t>(z) * static_cast<std::size_t>(size.y) + static_cast<std::size_t>(y)) *
               static_cast<std::size_t>(size.x) +
           static_cast<std::size_t>(x);
  };
  const auto at = [&](int x, int y, int z) { return low + glm::vec3(glm::ivec3(x, y, z)) * cell; };
  // Far from the surface one sample answers for a whole block.
  std::vector<float> value(number(size.x - 1, size.y - 1, size.z - 1) + 1);
  constexpr int kBlock = 6;
  for (int bz = 0; bz < size.z; bz += kBlock) {
    for (int by = 0; by < size.y; by += kBlock) {
      for (int bx = 0; bx < size.x; bx += kBlock) {
        const float middle = distance(at(bx, by, bz) + glm::vec3(cell * kBlock / 2));
        const bool far = std::abs(middle) > cell * kBlock * 1.7f;
        for (int z = bz; z < std::min(bz + kBlock, size.z); ++z) {
          for (int y = by; y < std::min(by + kBlock, size.y); ++y) {
            for (int x = bx; x < std::min(bx + kBlock, size.x); ++x)
              value[number(x, y, z)] = far ? middle : distance(at(x, y, z));
          }
        }
      }
    }
  }
  Shape shape;
  std::vector<Index> vertex(value.size(), 0);
  for (int z = 0; z + 1 < size.z; ++z) {
    for (int y = 0; y + 1 < size.y; ++y) {
      for (int x = 0; x + 1 < size.x; ++x) {
        std::array<float, 8> v{};
        int inside = 0;
        for (int c = 0; c < 8; ++c) {
          v[static_cast<std::size_t>(c)] = value[number(x + (c & 1), y + (c >> 1 & 1), z + (c >> 2))];
          inside += v[static_cast<std::size_t>(c)] < 0 ? 1 : 0;
        }
        if (inside == 0 || inside == 8) continue;
        glm::vec3 sum(0);
        int crossings = 0;
        for (int c = 0; c < 8; ++c) {
          for (int axis = 0; axis < 3; ++axis) {
            const int d = c | 1 << axis;
            if (d == c) continue;
            const float a = v[static_cast<std::size_t>(c)];
            const float b = v[static_cast<std::size_t>(d)];
            if ((a < 0) == (b < 0)) continue;
            glm::vec3 p(static_cast<float>(c & 1), static_cast<float>(c >> 1 & 1),
                        static_cast<float>(c >> 2));
            p[axis] = a / (a - b);
            sum += p;
            ++crossings;
          }
        }
        vertex[number(x, y, z)] = static_cast<Index>(shape.positions.size());
        shape.positions.push_back(at(x, y, z) + sum * (cell / static_cast<float>(crossings)));
      }
    }
  }
  // A quad around every grid edge that crosses the surface.
  for (int z = 1; z + 1 < size.z; ++z) {
    for (int y = 1; y + 1 < size.y; ++y) {
      for (int x = 1; x + 1 < size.x; ++x) {
        for (int axis = 0; axis < 3; ++axis) {
          glm::ivec3 step(0);
          step[axis] = 1;
          const bool here = value[number(x, y, z)] < 0;
          const bool there = value[number(x + step.x, y + step.y, z + step.z)] < 0;
          if (here == there) continue;
          glm::ivec3 u(0);
          glm::ivec3 w(0);
          u[(axis + 1) % 3] = 1;
          w[(axis + 2) % 3] = 1;
          const Index a = vertex[number(x - u.x - w.x, y - u.y - w.y, z - u.z - w.z)];
          const Index b = vertex[number(x - w.x, y - w.y, z - w.z)];
          const Index c = vertex[number(x, y, z)];
          const Index d = vertex[number(x - u.x, y - u.y, z - u.z)];
          if (here)
            shape.indices.insert(shape.indices.end(), {a, b, c, a, c, d});
          else
            shape.indices.insert(shape.indices.end(), {a, c, b, a, d, c});
        }
      }
    }
  }
  for (glm::vec3& p : shape.positions) {
    for (int round = 0; round < 2; ++round) {
      p -= gradient(distance, p, cell * 0.5f) * std::clamp(distance(p), -cell * 0.5f, cell * 0.5f);
    }
  }
  for (const glm::vec3& p : shape.positions) shape.normals.push_back(gradient(distance, p, cell * 0.5f));
  shape.uvs.assign(shape.positions.size(), glm::vec2(0));
  return shape;
}

Shape uv_from(Shape shape, const std::function<glm::vec2(const glm::vec3&, const glm::vec3&)>& uv) {
  if (shape.normals.empty()) shape = with_normals(shape);
  for (std::size_t i = 0; i < shape.positions.size(); ++i)
    shape.uvs[i] = uv(shape.positions[i], shape.normals[i]);
  return shape;
}

Shape clipped(const Shape& shape, const std::function<float(const glm::vec3&)>& keep) {
  std::vector<float> side;
  for (const glm::vec3& p : shape.positions) side.push_back(keep(p));
  Shape result = shape;
  result.indices.clear();
  std::map<std::pair<Index, Index>, Index> cuts;
  const auto cut = [&](Index a, Index b) {
    const auto [found, added] =
        cuts.try_emplace(std::minmax(a, b), static_cast<Index>(result.positions.size()));
    if (added) {
      const float t = side[a] / (side[a] - side[b]);
      result.positions.push_back(glm::mix(shape.positions[a], shape.positions[b], t));
      result.uvs.push_back(glm::mix(shape.uvs[a], shape.uvs[b], t));
      if (!shape.normals.empty())
        result.normals.push_back(glm::normalize(glm::mix(shape.normals[a], shape.normals[b], t)));
      if (!shape.colors.empty()) result.colors.push_back(glm::mix(shape.colors[a], shape.colors[b], t));
    }
    return found->second;
  };
  for (std::size_t t = 0; t < shape.triangles(); ++t) {
    std::array<Index, 4> corner{};
    std::size_t count = 0;
    for (std::size_t c = 0; c < 3; ++c) {
      const Index a = shape.indices[t * 3 + c];
      const Index b = shape.indices[t * 3 + (c + 1) % 3];
      if (side[a] > 0) corner[count++] = a;
      if ((side[a] > 0) != (side[b] > 0)) corner[count++] = cut(a, b);
    }
    for (std::size_t c = 2; c < count; ++c) {
      result.indices.insert(result.indices.end(), {corner[0], corner[c - 1], corner[c]});
    }
  }
  // Only vertices still in use.
  std::vector<Index> renamed(result.positions.size(), ~Index{0});
  Shape compact;
  for (Index& i : result.indices) {
    if (renamed[i] == ~Index{0}) {
      renamed[i] = static_cast<Index>(compact.positions.size());
      compact.positions.push_back(result.positions[i]);
      compact.uvs.push_back(result.uvs[i]);
      if (!result.normals.empty()) compact.normals.push_back(result.normals[i]);
      if (!result.colors.empty()) compact.colors.push_back(result.colors[i]);
    }
    compact.indices.push_back(renamed[i]);
  }
  return compact;
}

float smooth_min(float a, float b, float blend) {
  const float h = std::max(blend - std::abs(a - b), 0.0f) / blend;
  return std::min(a, b) - h * h * blend * 0.25f;
}

float smooth_max(float a, float b, float blend) {
  return -smooth_min(-a, -b, blend);
}

float distance_to_ellipsoid(const glm::vec3& p, const glm::vec3& center, const glm::vec3& radii) {
  const glm::vec3 q = p - center;
  const float k0 = glm::length(q / radii);
  const float k1 = glm::length(q / (radii * radii));
  return k1 > 1e-9f ? k0 * (k0 - 1) / k1 : -std::min({radii.x, radii.y, radii.z});
}

float distance_to_capsule(const glm::vec3& p, const glm::vec3& a, const glm::vec3& b, float radius) {
  return distance_to_cone(p, a, b, radius, radius);
}

float distance_to_cone(const glm::vec3& p, const glm::vec3& a, const glm::vec3& b, float ra, float rb) {
  const glm::vec3 ab = b - a;
  const float t = std::clamp(glm::dot(p - a, ab) / glm::dot(ab, ab), 0.0f, 1.0f);
  return glm::length(p - a - ab * t) - glm::mix(ra, rb, t);
}

}  // namespace bandaji
