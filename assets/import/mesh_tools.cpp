#include "assets/import/mesh_tools.h"

#include <meshoptimizer.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <glm/geometric.hpp>
#include <utility>

namespace bandaji {
namespace {

constexpr float kLargestCoordinate = 1e12f;

template <class T>
void gather(std::vector<T>& stream, const std::vector<std::uint32_t>& sources) {
  if (stream.empty()) return;
  std::vector<T> moved(sources.size());
  for (std::size_t i = 0; i < sources.size(); ++i) moved[i] = stream[sources[i]];
  stream = std::move(moved);
}

template <class T>
meshopt_Stream stream_of(const std::vector<T>& values) {
  return {values.data(), sizeof(T), sizeof(T)};
}

// One number for every distinct value, in the order of first use.
std::vector<std::uint32_t> value_ids(const std::vector<meshopt_Stream>& streams, std::size_t count,
                                     std::size_t* distinct) {
  std::vector<std::uint32_t> ids(count);
  // The library wants whole triangles; the last vertex fills them up.
  std::vector<std::uint32_t> every((count + 2) / 3 * 3);
  for (std::size_t i = 0; i < every.size(); ++i)
    every[i] = static_cast<std::uint32_t>(std::min(i, count - 1));
  *distinct = meshopt_generateVertexRemapMulti(ids.data(), every.data(), every.size(), count, streams.data(),
                                               streams.size());
  return ids;
}

glm::vec3 safe_normalize(const glm::vec3& v, const glm::vec3& otherwise) {
  const float length = glm::length(v);
  return length > 1e-20f ? v / length : otherwise;
}

// Angle at corner b of a, b, c.
float angle_at(const glm::vec3& a, const glm::vec3& b, const glm::vec3& c) {
  const glm::vec3 u = safe_normalize(a - b, glm::vec3(0));
  const glm::vec3 v = safe_normalize(c - b, glm::vec3(0));
  return std::acos(std::clamp(glm::dot(u, v), -1.0f, 1.0f));
}

// For every group, the corners (index positions) that belong to it.
struct CornerLists {
  std::vector<std::uint32_t> begin;  // Group g owns corners[begin[g]] to corners[begin[g + 1]].
  std::vector<std::uint32_t> corners;
};

CornerLists corners_by(const std::vector<std::uint32_t>& group_of_vertex, std::size_t groups,
                       const std::vector<std::uint32_t>& indices) {
  CornerLists lists;
  lists.begin.assign(groups + 1, 0);
  lists.corners.resize(indices.size());
  for (const std::uint32_t index : indices) ++lists.begin[group_of_vertex[index] + 1];
  for (std::size_t g = 0; g < groups; ++g) lists.begin[g + 1] += lists.begin[g];
  std::vector<std::uint32_t> next(lists.begin.begin(), lists.begin.end() - 1);
  for (std::size_t c = 0; c < indices.size(); ++c)
    lists.corners[next[group_of_vertex[indices[c]]]++] = static_cast<std::uint32_t>(c);
  return lists;
}

bool sane(float value) {
  return std::abs(value) <= kLargestCoordinate;
}
template <class V>
bool sane_vector(const V& v) {
  for (int i = 0; i < v.length(); ++i) {
    if (!sane(v[i])) return false;
  }
  return true;
}

// Gives wrong values of a stream that only colors or shades the harmless value.
template <class V>
void mend_stream(std::vector<V>& stream, const V& harmless) {
  for (V& value : stream) {
    if (!sane_vector(value)) value = harmless;
  }
}

}  // namespace

void gather_vertices(Mesh& mesh, const std::vector<std::uint32_t>& sources) {
  gather(mesh.positions, sources);
  gather(mesh.normals, sources);
  gather(mesh.tangents, sources);
  gather(mesh.uv0, sources);
  gather(mesh.uv1, sources);
  gather(mesh.colors, sources);
  gather(mesh.joints, sources);
  gather(mesh.weights, sources);
  for (MorphTarget& morph : mesh.morphs) {
    gather(morph.positions, sources);
    gather(morph.normals, sources);
  }
}

void weld(Mesh& mesh) {
  const std::size_t count = mesh.positions.size();
  std::vector<meshopt_Stream> streams{stream_of(mesh.positions)};
  if (!mesh.normals.empty()) streams.push_back(stream_of(mesh.normals));
  if (!mesh.tangents.empty()) streams.push_back(stream_of(mesh.tangents));
  if (!mesh.uv0.empty()) streams.push_back(stream_of(mesh.uv0));
  if (!mesh.uv1.empty()) streams.push_back(stream_of(mesh.uv1));
  if (!mesh.colors.empty()) streams.push_back(stream_of(mesh.colors));
  if (!mesh.joints.empty()) streams.push_back(stream_of(mesh.joints));
  if (!mesh.weights.empty()) streams.push_back(stream_of(mesh.weights));
  for (const MorphTarget& morph : mesh.morphs) {
    if (!morph.positions.empty()) streams.push_back(stream_of(morph.positions));
    if (!morph.normals.empty()) streams.push_back(stream_of(morph.normals));
  }
  // The library compares at most 16 streams; a mesh with more is left as it is.
  if (count == 0 || streams.size() > 16) return;
  std::size_t distinct = 0;
  const std::vector<std::uint32_t> ids = value_ids(streams, count, &distinct);
  if (distinct == count) return;
  std::vector<std::uint32_t> sources(distinct);
  for (std::size_t v = count; v-- > 0;) sources[ids[v]] = static_cast<std::uint32_t>(v);
  for (auto* list : {&mesh.indices, &mesh.lines, &mesh.points})
    for (std::uint32_t& index : *list) index = ids[index];
  gather_vertices(mesh, sources);
}

void split_off_elements(Model& model) {
  const std::size_t count = model.meshes.size();
  std::vector<std::uint32_t> elements_of(count, 0);
  for (std::size_t i = 0; i < count; ++i) {
    if (model.meshes[i].indices.empty() || (model.meshes[i].lines.empty() && model.meshes[i].points.empty()))
      continue;
    Mesh& whole = model.meshes[i];
    Mesh part;
    part.name = whole.name;
    part.material = whole.material;
    part.lines = std::exchange(whole.lines, {});
    part.points = std::exchange(whole.points, {});
    // Only their own vertices, in the order in which they are first used.
    constexpr std::uint32_t kNone = ~0u;
    std::vector<std::uint32_t> place(whole.positions.size(), kNone), sources;
    for (auto* list : {&part.lines, &part.points}) {
      for (std::uint32_t& index : *list) {
        if (place[index] == kNone) {
          place[index] = static_cast<std::uint32_t>(sources.size());
          sources.push_back(index);
        }
        index = place[index];
      }
    }
    part.positions = whole.positions;
    part.colors = whole.colors;
    part.joints = whole.joints;
    part.weights = whole.weights;
    part.morphs = whole.morphs;
    gather_vertices(part, sources);
    elements_of[i] = static_cast<std::uint32_t>(model.meshes.size());
    model.meshes.push_back(std::move(part));
  }
  for (Node& node : model.nodes) {
    const std::size_t own = node.meshes.size();
    for (std::size_t i = 0; i < own; ++i)
      if (const std::uint32_t added = elements_of[node.meshes[i]]; added != 0) node.meshes.push_back(added);
  }
}

namespace {

// Leaves out what touches a vertex that is not there or not sane.  `corners`: of each triangle, line or
// point.
std::size_t drop_bad(std::vector<std::uint32_t>& indices, std::size_t corners, const Mesh& mesh,
                     bool all_positions_sane) {
  std::size_t kept = 0;
  const std::size_t count = mesh.positions.size();
  for (std::size_t i = 0; i + corners <= indices.size(); i += corners) {
    bool good = true;
    for (std::size_t k = 0; good && k < corners; ++k) {
      const std::uint32_t index = indices[i + k];
      good = index < count && (all_positions_sane || sane_vector(mesh.positions[index]));
    }
    if (!good) continue;
    for (std::size_t k = 0; k < corners; ++k) indices[kept + k] = indices[i + k];
    kept += corners;
  }
  const std::size_t dropped = (indices.size() - kept) / corners;
  indices.resize(kept);
  return dropped;
}

}  // namespace

void make_normals(Mesh& mesh, float crease_degrees) {
  const std::size_t triangles = mesh.indices.size() / 3;
  mesh.normals.clear();
  mesh.tangents.clear();
  if (mesh.positions.empty()) return;
  std::vector<glm::vec3> face_normals(triangles);
  std::vector<float> angles(triangles * 3);
  for (std::size_t t = 0; t < triangles; ++t) {
    const glm::vec3& a = mesh.positions[mesh.indices[3 * t]];
    const glm::vec3& b = mesh.positions[mesh.indices[3 * t + 1]];
    const glm::vec3& c = mesh.positions[mesh.indices[3 * t + 2]];
    face_normals[t] = safe_normalize(glm::cross(b - a, c - a), glm::vec3(0));
    angles[3 * t] = angle_at(c, a, b);
    angles[3 * t + 1] = angle_at(a, b, c);
    angles[3 * t + 2] = angle_at(b, c, a);
  }
  std::size_t places = 0;
  const std::vector<std::uint32_t> place_of =
      value_ids({stream_of(mesh.positions)}, mesh.positions.size(), &places);
  const CornerLists at = corners_by(place_of, places, mesh.indices);
  const float limit = std::cos(glm::radians(crease_degrees)) - 1e-6f;

  constexpr std::uint32_t kNone = ~0u;
  std::vector<std::uint32_t> sources;      // New vertex to old.
  std::vector<glm::vec3> normals;          // Of new vertices.
  std::vector<std::uint32_t> same_source;  // New vertex to the next of the same old one.
  std::vector<std::uint32_t> first(mesh.positions.size(), kNone);  // Old vertex to its first new one.
  sources.reserve(mesh.positions.size());
  normals.reserve(mesh.positions.size());
  same_source.reserve(mesh.positions.size());
  std::vector<std::uint32_t> indices(mesh.indices.size());
  for (std::size_t place = 0; place < places; ++place) {
    const std::uint32_t begin = at.begin[place], end = at.begin[place + 1];
    glm::vec3 all(0);
    for (std::uint32_t k = begin; k < end; ++k)
      all += angles[at.corners[k]] * face_normals[at.corners[k] / 3];
    // Comparing every face with every other is for ordinary vertices, not for the tip of a huge fan.
    const bool huge = end - begin > 256;
    for (std::uint32_t k = begin; k < end; ++k) {
      const std::uint32_t corner = at.corners[k];
      const glm::vec3& own = face_normals[corner / 3];
      glm::vec3 sum(0);
      if (huge) {
        sum = all;
      } else {
        for (std::uint32_t j = begin; j < end; ++j) {
          const glm::vec3& other = face_normals[at.corners[j] / 3];
          if (glm::dot(own, other) >= limit) sum += angles[at.corners[j]] * other;
        }
      }
      const glm::vec3 normal = safe_normalize(sum, safe_normalize(all, glm::vec3(0, 1, 0)));
      const std::uint32_t old = mesh.indices[corner];
      std::uint32_t vertex = first[old];
      while (vertex != kNone && glm::dot(normals[vertex], normal) < 0.99995f) vertex = same_source[vertex];
      if (vertex == kNone) {
        vertex = static_cast<std::uint32_t>(sources.size());
        sources.push_back(old);
        normals.push_back(normal);
        same_source.push_back(first[old]);
        first[old] = vertex;
      }
      indices[corner] = vertex;
    }
  }
  gather_vertices(mesh, sources);
  mesh.normals = std::move(normals);
  mesh.indices = std::move(indices);
  mesh.indices.resize(triangles * 3);
}

void make_tangents(Mesh& mesh, int uv_set) {
  const std::vector<glm::vec2>& uv = uv_set == 0 ? mesh.uv0 : mesh.uv1;
  if (uv.empty() || mesh.normals.empty()) return;
  std::size_t groups = 0;
  // MikkTSpace sees values, not indices: equal vertices share a tangent.
  const std::vector<std::uint32_t> group_of = value_ids(
      {stream_of(mesh.positions), stream_of(mesh.normals), stream_of(uv)}, mesh.positions.size(), &groups);

  // Sums for the two orientations the texture can have around a vertex.
  std::vector<glm::vec3> sums[2];
  sums[0].assign(groups, glm::vec3(0));
  sums[1].assign(groups, glm::vec3(0));
  const std::size_t triangles = mesh.indices.size() / 3;
  std::vector<std::uint8_t> mirrored(triangles, 0);
  for (std::size_t t = 0; t < triangles; ++t) {
    const std::uint32_t* corner = &mesh.indices[3 * t];
    const glm::vec3 e1 = mesh.positions[corner[1]] - mesh.positions[corner[0]];
    const glm::vec3 e2 = mesh.positions[corner[2]] - mesh.positions[corner[0]];
    // V turned up: the green of a normal map points to the top of the picture.
    const glm::vec2 d1 = (uv[corner[1]] - uv[corner[0]]) * glm::vec2(1, -1);
    const glm::vec2 d2 = (uv[corner[2]] - uv[corner[0]]) * glm::vec2(1, -1);
    const float area = d1.x * d2.y - d2.x * d1.y;
    mirrored[t] = area < 0 ? 1 : 0;
    if (area == 0) continue;
    const glm::vec3 tangent =
        safe_normalize((e1 * d2.y - e2 * d1.y) * (area < 0 ? -1.0f : 1.0f), glm::vec3(0));
    for (int k = 0; k < 3; ++k) {
      const std::uint32_t v = corner[k];
      const glm::vec3& n = mesh.normals[v];
      const glm::vec3 flat = safe_normalize(tangent - n * glm::dot(n, tangent), glm::vec3(0));
      const float angle = angle_at(mesh.positions[corner[(k + 2) % 3]], mesh.positions[v],
                                   mesh.positions[corner[(k + 1) % 3]]);
      sums[mirrored[t]][group_of[v]] += angle * flat;
    }
  }

  // A vertex used in both orientations becomes two.
  constexpr std::uint32_t kNone = ~0u;
  std::vector<std::uint32_t> vertex_for[2];
  vertex_for[0].assign(mesh.positions.size(), kNone);
  vertex_for[1].assign(mesh.positions.size(), kNone);
  std::vector<std::uint32_t> sources;
  std::vector<glm::vec4> tangents;
  for (std::size_t c = 0; c < triangles * 3; ++c) {
    const std::uint8_t side = mirrored[c / 3];
    const std::uint32_t old = mesh.indices[c];
    std::uint32_t& vertex = vertex_for[side][old];
    if (vertex == kNone) {
      vertex = static_cast<std::uint32_t>(sources.size());
      sources.push_back(old);
      const glm::vec3& n = mesh.normals[old];
      // Where the texture is squeezed to nothing any direction in the surface does.
      const glm::vec3 helper = std::abs(n.x) < 0.9f ? glm::vec3(1, 0, 0) : glm::vec3(0, 1, 0);
      const glm::vec3 any = safe_normalize(glm::cross(helper, n), glm::vec3(1, 0, 0));
      tangents.emplace_back(safe_normalize(sums[side][group_of[old]], any), side == 0 ? 1.0f : -1.0f);
    }
    mesh.indices[c] = vertex;
  }
  gather_vertices(mesh, sources);
  mesh.tangents = std::move(tangents);
}

std::size_t mend_numbers(Mesh& mesh) {
  bool all_positions_sane = true;
  for (const glm::vec3& position : mesh.positions)
    all_positions_sane = all_positions_sane && sane_vector(position);
  mend_stream(mesh.normals, glm::vec3(0, 1, 0));
  mend_stream(mesh.tangents, glm::vec4(1, 0, 0, 1));
  mend_stream(mesh.uv0, glm::vec2(0));
  mend_stream(mesh.uv1, glm::vec2(0));
  mend_stream(mesh.colors, glm::vec4(1));
  mend_stream(mesh.weights, glm::vec4(0));
  for (MorphTarget& morph : mesh.morphs) {
    mend_stream(morph.positions, glm::vec3(0));
    mend_stream(morph.normals, glm::vec3(0));
  }
  // Weights sum to one, and a joint without weight is joint 0.
  for (std::size_t v = 0; v < mesh.weights.size(); ++v) {
    glm::vec4& weights = mesh.weights[v];
    weights = glm::max(weights, glm::vec4(0));
    const float sum = weights.x + weights.y + weights.z + weights.w;
    weights = sum > 1e-8f ? weights / sum : glm::vec4(1, 0, 0, 0);
    for (int k = 0; k < 4; ++k) {
      if (weights[k] == 0) mesh.joints[v][k] = 0;
    }
  }
  const std::size_t dropped = drop_bad(mesh.indices, 3, mesh, all_positions_sane) +
                              drop_bad(mesh.lines, 2, mesh, all_positions_sane) +
                              drop_bad(mesh.points, 1, mesh, all_positions_sane);
  mend_stream(mesh.positions, glm::vec3(0));
  return dropped;
}

}  // namespace bandaji
