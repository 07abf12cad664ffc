#include "app/demo/shape.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/matrix.hpp>
#include <map>
#include <numeric>
#include <tuple>

namespace bandaji {
namespace {

using Index = std::uint32_t;

std::int64_t quantized(float value, float epsilon) {
  return std::llround(static_cast<double>(value / epsilon));
}

std::tuple<std::int64_t, std::int64_t, std::int64_t> place_of(const glm::vec3& p, float epsilon) {
  return {quantized(p.x, epsilon), quantized(p.y, epsilon), quantized(p.z, epsilon)};
}

// For every vertex the number of the place it stands at.
std::vector<Index> places(const Shape& shape, float epsilon) {
  std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t>, Index> numbers;
  std::vector<Index> result;
  result.reserve(shape.positions.size());
  for (const glm::vec3& p : shape.positions) {
    const auto next = static_cast<Index>(numbers.size());
    result.push_back(numbers.try_emplace(place_of(p, epsilon), next).first->second);
  }
  return result;
}

glm::vec3 unit_or(const glm::vec3& v, const glm::vec3& fallback) {
  const float length = glm::length(v);
  return length > 1e-12f ? v / length : fallback;
}

glm::vec3 face_vector(const Shape& shape, std::size_t t) {
  const glm::vec3& a = shape.positions[shape.indices[t * 3]];
  const glm::vec3& b = shape.positions[shape.indices[t * 3 + 1]];
  const glm::vec3& c = shape.positions[shape.indices[t * 3 + 2]];
  return glm::cross(b - a, c - a);
}

float corner_angle(const Shape& shape, std::size_t t, std::size_t corner) {
  const glm::vec3& a = shape.positions[shape.indices[t * 3 + corner]];
  const glm::vec3& b = shape.positions[shape.indices[t * 3 + (corner + 1) % 3]];
  const glm::vec3& c = shape.positions[shape.indices[t * 3 + (corner + 2) % 3]];
  const glm::vec3 ab = unit_or(b - a, {0, 0, 0});
  const glm::vec3 ac = unit_or(c - a, {0, 0, 0});
  return std::acos(std::clamp(glm::dot(ab, ac), -1.0f, 1.0f));
}

}  // namespace

void append(Shape& shape, const Shape& other) {
  if (other.positions.empty()) return;
  if (shape.positions.empty()) {
    shape = other;
    return;
  }
  const auto base = static_cast<Index>(shape.positions.size());
  const bool normals = !shape.normals.empty() && !other.normals.empty();
  const bool colors = !shape.colors.empty() || !other.colors.empty();
  if (colors) {
    shape.colors.resize(shape.positions.size(), glm::vec4(1));
    if (other.colors.empty()) {
      shape.colors.resize(shape.positions.size() + other.positions.size(), glm::vec4(1));
    } else {
      shape.colors.insert(shape.colors.end(), other.colors.begin(), other.colors.end());
    }
  }
  shape.positions.insert(shape.positions.end(), other.positions.begin(), other.positions.end());
  shape.uvs.insert(shape.uvs.end(), other.uvs.begin(), other.uvs.end());
  if (normals) {
    shape.normals.insert(shape.normals.end(), other.normals.begin(), other.normals.end());
  } else {
    shape.normals.clear();
  }
  shape.indices.reserve(shape.indices.size() + other.indices.size());
  for (const Index i : other.indices) shape.indices.push_back(base + i);
}

Shape joined(const std::vector<Shape>& shapes) {
  // Pieces without normals get their own here, so that one of them cannot cost the others theirs.
  const bool any =
      std::any_of(shapes.begin(), shapes.end(), [](const Shape& s) { return !s.normals.empty(); });
  Shape result;
  for (const Shape& shape : shapes) {
    append(result, any && shape.normals.empty() && !shape.empty() ? with_normals(shape) : shape);
  }
  return result;
}

Shape transformed(const Shape& shape, const glm::mat4& matrix) {
  Shape result = shape;
  const glm::mat3 linear(matrix);
  const glm::mat3 normal_matrix = glm::transpose(glm::inverse(linear));
  for (glm::vec3& p : result.positions) p = glm::vec3(matrix * glm::vec4(p, 1));
  for (glm::vec3& n : result.normals) n = unit_or(normal_matrix * n, {0, 1, 0});
  if (glm::determinant(linear) < 0) {
    for (std::size_t i = 0; i + 2 < result.indices.size(); i += 3)
      std::swap(result.indices[i + 1], result.indices[i + 2]);
  }
  return result;
}

Shape translated(const Shape& shape, const glm::vec3& offset) {
  return transformed(shape, glm::translate(glm::mat4(1), offset));
}

Shape rotated(const Shape& shape, const glm::vec3& axis, float radians) {
  return transformed(shape, glm::rotate(glm::mat4(1), radians, axis));
}

Shape scaled(const Shape& shape, const glm::vec3& factors) {
  return transformed(shape, glm::scale(glm::mat4(1), factors));
}

Shape mirrored_x(const Shape& shape) {
  return scaled(shape, {-1, 1, 1});
}

Shape flipped(const Shape& shape) {
  Shape result = shape;
  for (std::size_t i = 0; i + 2 < result.indices.size(); i += 3)
    std::swap(result.indices[i + 1], result.indices[i + 2]);
  for (glm::vec3& n : result.normals) n = -n;
  return result;
}

Shape deformed(const Shape& shape, const std::function<glm::vec3(const glm::vec3&)>& map) {
  Shape result = shape;
  result.normals.clear();
  for (glm::vec3& p : result.positions) p = map(p);
  return result;
}

Shape uv_scaled(Shape shape, const glm::vec2& factors) {
  for (glm::vec2& uv : shape.uvs) uv *= factors;
  return shape;
}

Shape uv_moved(Shape shape, const glm::vec2& offset, float radians) {
  const float c = std::cos(radians);
  const float s = std::sin(radians);
  for (glm::vec2& uv : shape.uvs) uv = glm::vec2(c * uv.x - s * uv.y, s * uv.x + c * uv.y) + offset;
  return shape;
}

Shape uv_boxed(const Shape& shape) {
  Shape result;
  std::map<std::pair<Index, int>, Index> made;  // Vertex and side of the box to the new vertex.
  for (std::size_t t = 0; t < shape.triangles(); ++t) {
    const glm::vec3 n = face_vector(shape, t);
    const glm::vec3 a = glm::abs(n);
    const int axis = a.y >= a.x && a.y >= a.z ? 1 : (a.x >= a.z ? 0 : 2);
    const float sign = n[axis] < 0 ? -1.0f : 1.0f;
    for (std::size_t corner = 0; corner < 3; ++corner) {
      const Index i = shape.indices[t * 3 + corner];
      const auto [found, added] =
          made.try_emplace({i, sign < 0 ? axis : axis + 3}, static_cast<Index>(result.positions.size()));
      result.indices.push_back(found->second);
      if (!added) continue;
      const glm::vec3& p = shape.positions[i];
      result.positions.push_back(p);
      result.uvs.push_back(axis == 1
                               ? glm::vec2(p.x, p.z * sign)
                               : (axis == 0 ? glm::vec2(-p.z * sign, -p.y) : glm::vec2(p.x * sign, -p.y)));
      if (!shape.normals.empty()) result.normals.push_back(shape.normals[i]);
      if (!shape.colors.empty()) result.colors.push_back(shape.colors[i]);
    }
  }
  return result;
}

Shape colored(Shape shape, const glm::vec4& color) {
  shape.colors.assign(shape.positions.size(), color);
  return shape;
}

Shape colored(Shape shape, const std::function<glm::vec4(const glm::vec3&)>& color) {
  shape.colors.clear();
  for (const glm::vec3& p : shape.positions) shape.colors.push_back(color(p));
  return shape;
}

Shape welded(const Shape& shape, float epsilon) {
  using Key = std::array<std::int64_t, 9>;
  std::map<Key, Index> numbers;
  std::vector<Index> mapped;
  Shape result;
  for (std::size_t i = 0; i < shape.positions.size(); ++i) {
    const auto [x, y, z] = place_of(shape.positions[i], epsilon);
    Key key{x, y, z, quantized(shape.uvs[i].x, 1e-5f), quantized(shape.uvs[i].y, 1e-5f), 0, 0, 0, 0};
    if (!shape.colors.empty()) {
      for (int c = 0; c < 4; ++c) key[static_cast<std::size_t>(5 + c)] = quantized(shape.colors[i][c], 1e-3f);
    }
    const auto next = static_cast<Index>(result.positions.size());
    const auto [found, added] = numbers.try_emplace(key, next);
    if (added) {
      result.positions.push_back(shape.positions[i]);
      result.uvs.push_back(shape.uvs[i]);
      if (!shape.colors.empty()) result.colors.push_back(shape.colors[i]);
    }
    mapped.push_back(found->second);
  }
  for (std::size_t t = 0; t < shape.triangles(); ++t) {
    const std::array<Index, 3> corners{mapped[shape.indices[t * 3]], mapped[shape.indices[t * 3 + 1]],
                                       mapped[shape.indices[t * 3 + 2]]};
    if (corners[0] == corners[1] || corners[1] == corners[2] || corners[0] == corners[2]) continue;
    if (glm::length(face_vector(shape, t)) < 1e-14f) continue;
    result.indices.insert(result.indices.end(), corners.begin(), corners.end());
  }
  return result;
}

Shape with_normals(const Shape& shape, float crease_degrees) {
  const std::vector<Index> place = places(shape, 1e-5f);
  const std::size_t count = place.empty() ? 0 : *std::max_element(place.begin(), place.end()) + 1u;
  std::vector<glm::vec3> face(shape.triangles());
  std::vector<float> angle(shape.indices.size());
  std::vector<std::vector<Index>> corners(count);  // Corner numbers around each place.
  for (std::size_t t = 0; t < shape.triangles(); ++t) {
    face[t] = unit_or(face_vector(shape, t), {0, 0, 0});
    for (std::size_t c = 0; c < 3; ++c) {
      angle[t * 3 + c] = corner_angle(shape, t, c);
      corners[place[shape.indices[t * 3 + c]]].push_back(static_cast<Index>(t * 3 + c));
    }
  }
  Shape result;
  result.indices.resize(shape.indices.size());
  if (crease_degrees >= 180) {
    result.positions = shape.positions;
    result.uvs = shape.uvs;
    result.colors = shape.colors;
    result.indices = shape.indices;
    std::vector<glm::vec3> sums(count, glm::vec3(0));
    for (std::size_t i = 0; i < shape.indices.size(); ++i)
      sums[place[shape.indices[i]]] += face[i / 3] * angle[i];
    for (const Index p : place) result.normals.push_back(unit_or(sums[p], {0, 1, 0}));
    return result;
  }
  const float limit = std::cos(glm::radians(crease_degrees)) - 1e-4f;
  std::vector<std::vector<std::pair<Index, Index>>> made(
      shape.positions.size());  // vertex -> (corner, new vertex)
  for (std::size_t i = 0; i < shape.indices.size(); ++i) {
    const Index vertex = shape.indices[i];
    glm::vec3 sum(0);
    for (const Index other : corners[place[vertex]]) {
      if (glm::dot(face[other / 3], face[i / 3]) >= limit) sum += face[other / 3] * angle[other];
    }
    const glm::vec3 normal = unit_or(sum, {0, 1, 0});
    Index found = static_cast<Index>(result.positions.size());
    for (const auto& [corner, existing] : made[vertex]) {
      if (glm::dot(result.normals[existing], normal) > 0.9999f) found = existing;
    }
    if (found == result.positions.size()) {
      made[vertex].emplace_back(static_cast<Index>(i), found);
      result.positions.push_back(shape.positions[vertex]);
      result.uvs.push_back(shape.uvs[vertex]);
      if (!shape.colors.empty()) result.colors.push_back(shape.colors[vertex]);
      result.normals.push_back(normal);
    }
    result.indices[i] = found;
  }
  return result;
}

Shape subdivided(const Shape& shape, bool smooth, int times) {
  Shape source = shape;
  source.normals.clear();
  for (int round = 0; round < times; ++round) {
    const std::vector<Index> place = places(source, 1e-6f);
    const std::size_t count = place.empty() ? 0 : *std::max_element(place.begin(), place.end()) + 1u;
    std::vector<glm::vec3> at(count);
    for (std::size_t i = 0; i < place.size(); ++i) at[place[i]] = source.positions[i];

    struct Edge {
      glm::vec3 opposite{0};
      int faces = 0;
    };
    std::map<std::pair<Index, Index>, Edge> edges;
    for (std::size_t t = 0; t < source.triangles(); ++t) {
      for (std::size_t c = 0; c < 3; ++c) {
        const Index a = place[source.indices[t * 3 + c]];
        const Index b = place[source.indices[t * 3 + (c + 1) % 3]];
        Edge& edge = edges[std::minmax(a, b)];
        edge.opposite += at[place[source.indices[t * 3 + (c + 2) % 3]]];
        ++edge.faces;
      }
    }
    std::vector<glm::vec3> moved = at;
    if (smooth) {
      std::vector<glm::vec3> ring(count, glm::vec3(0));
      std::vector<glm::vec3> border(count, glm::vec3(0));
      std::vector<int> degree(count, 0);
      std::vector<int> border_degree(count, 0);
      for (const auto& [ends, edge] : edges) {
        for (const auto& [from, to] : {ends, std::pair(ends.second, ends.first)}) {
          ring[from] += at[to];
          ++degree[from];
          if (edge.faces == 1) {
            border[from] += at[to];
            ++border_degree[from];
          }
        }
      }
      for (std::size_t i = 0; i < count; ++i) {
        if (border_degree[i] == 2) {
          moved[i] = at[i] * 0.75f + border[i] * 0.125f;
        } else if (border_degree[i] == 0 && degree[i] > 2) {
          const auto n = static_cast<float>(degree[i]);
          const float c = 0.375f + 0.25f * std::cos(6.2831853f / n);
          const float beta = (0.625f - c * c) / n;
          moved[i] = at[i] * (1 - n * beta) + ring[i] * beta;
        }
      }
    }
    Shape next;
    next.uvs = source.uvs;
    next.colors = source.colors;
    for (const Index p : place) next.positions.push_back(moved[p]);
    std::map<std::pair<Index, Index>, Index> middles;  // By vertex, so that uv seams stay.
    const auto middle = [&](Index a, Index b) {
      const auto [found, added] =
          middles.try_emplace(std::minmax(a, b), static_cast<Index>(next.positions.size()));
      if (added) {
        const Edge& edge = edges[std::minmax(place[a], place[b])];
        const glm::vec3 ends = at[place[a]] + at[place[b]];
        next.positions.push_back(smooth && edge.faces == 2 ? ends * 0.375f + edge.opposite * 0.125f
                                                           : ends * 0.5f);
        next.uvs.push_back((source.uvs[a] + source.uvs[b]) * 0.5f);
        if (!source.colors.empty()) next.colors.push_back((source.colors[a] + source.colors[b]) * 0.5f);
      }
      return found->second;
    };
    for (std::size_t t = 0; t < source.triangles(); ++t) {
      const Index a = source.indices[t * 3];
      const Index b = source.indices[t * 3 + 1];
      const Index c = source.indices[t * 3 + 2];
      const Index ab = middle(a, b);
      const Index bc = middle(b, c);
      const Index ca = middle(c, a);
      next.indices.insert(next.indices.end(), {a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca});
    }
    source = std::move(next);
  }
  return source;
}

Shell thickened(const Shape& sheet, float thickness, float outward_share) {
  const Shape base = sheet.normals.empty() ? with_normals(sheet) : sheet;
  Shell shell;
  shell.outer = base;
  shell.inner = flipped(base);
  for (std::size_t i = 0; i < base.positions.size(); ++i) {
    shell.outer.positions[i] += base.normals[i] * (thickness * outward_share);
    shell.inner.positions[i] -= base.normals[i] * (thickness * (1 - outward_share));
  }
  // A border edge is one that no triangle walks the other way; places, because seams in the uv are not
  // borders.
  const std::vector<Index> place = places(base, 1e-5f);
  std::map<std::pair<Index, Index>, int> walked;
  for (std::size_t i = 0; i < base.indices.size(); ++i) {
    const std::size_t next = i % 3 == 2 ? i - 2 : i + 1;
    ++walked[{place[base.indices[i]], place[base.indices[next]]}];
  }
  for (std::size_t i = 0; i < base.indices.size(); ++i) {
    const std::size_t next = i % 3 == 2 ? i - 2 : i + 1;
    const Index a = base.indices[i];
    const Index b = base.indices[next];
    if (place[a] == place[b] || walked.count({place[b], place[a]}) != 0) continue;
    const auto first = static_cast<Index>(shell.rim.positions.size());
    for (const Index v : {a, b}) {
      for (const Shape* side : {&shell.outer, &shell.inner}) {
        shell.rim.positions.push_back(side->positions[v]);
        shell.rim.uvs.push_back(base.uvs[v]);
        if (!base.colors.empty()) shell.rim.colors.push_back(base.colors[v]);
      }
    }
    shell.rim.indices.insert(shell.rim.indices.end(),
                             {first, first + 1, first + 2, first + 2, first + 1, first + 3});
  }
  if (!shell.rim.empty()) shell.rim = with_normals(shell.rim, 50);
  return shell;
}

Mesh to_mesh(const Shape& shape, const glm::vec2& tile_metres) {
  const Shape finished = shape.normals.empty() ? with_normals(shape) : shape;
  assert(finished.uvs.size() == finished.positions.size());
  Mesh mesh;
  for (const glm::vec3& p : finished.positions) assert(std::isfinite(p.x + p.y + p.z));
  mesh.positions = finished.positions;
  mesh.normals = finished.normals;
  mesh.colors = finished.colors;
  mesh.indices = finished.indices;
  for (const glm::vec2& uv : finished.uvs) mesh.uv0.push_back(uv / tile_metres);
  mesh.tangents = tangents_of(mesh);
  return mesh;
}

std::vector<glm::vec4> tangents_of(const Mesh& mesh) {
  assert(mesh.normals.size() == mesh.positions.size() && mesh.uv0.size() == mesh.positions.size());
  std::vector<glm::vec3> along(mesh.positions.size(), glm::vec3(0));
  std::vector<glm::vec3> up(mesh.positions.size(), glm::vec3(0));
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
    const Index a = mesh.indices[i];
    const Index b = mesh.indices[i + 1];
    const Index c = mesh.indices[i + 2];
    const glm::vec3 e1 = mesh.positions[b] - mesh.positions[a];
    const glm::vec3 e2 = mesh.positions[c] - mesh.positions[a];
    const glm::vec2 d1 = mesh.uv0[b] - mesh.uv0[a];
    const glm::vec2 d2 = mesh.uv0[c] - mesh.uv0[a];
    const float determinant = d1.x * d2.y - d2.x * d1.y;
    if (std::abs(determinant) < 1e-14f) continue;
    const float sign = determinant < 0 ? -1.0f : 1.0f;  // Area-weighted: no division.
    const glm::vec3 t = (e1 * d2.y - e2 * d1.y) * sign;
    const glm::vec3 v_down = (e2 * d1.x - e1 * d2.x) * sign;
    for (const Index v : {a, b, c}) {
      along[v] += t;
      up[v] -= v_down;
    }
  }
  std::vector<glm::vec4> result;
  result.reserve(along.size());
  for (std::size_t i = 0; i < along.size(); ++i) {
    const glm::vec3& n = mesh.normals[i];
    const glm::vec3 any = std::abs(n.x) < 0.9f ? glm::vec3(1, 0, 0) : glm::vec3(0, 0, 1);
    const glm::vec3 fallback = glm::normalize(any - n * glm::dot(any, n));
    const glm::vec3 t = unit_or(along[i] - n * glm::dot(along[i], n), fallback);
    const float w = glm::dot(glm::cross(n, t), up[i]) < 0 ? -1.0f : 1.0f;
    result.emplace_back(t, w);
  }
  return result;
}

}  // namespace bandaji
