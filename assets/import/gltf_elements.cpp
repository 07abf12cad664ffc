#include <fmt/format.h>

#include "assets/import/gltf_import.h"

// Points and lines of glTF.  They need nothing that Assimp would add, so they are made from the decoded
// streams.

namespace bandaji {
namespace {

using Numbers = GltfDocument::Numbers;

// The stream's values at the vertices that are kept; missing components are `rest`.
template <class Vector>
std::vector<Vector> gathered(const GltfStreams& streams, const std::string& name,
                             const std::vector<std::uint32_t>& sources, float rest) {
  const auto found = streams.attributes.find(name);
  if (found == streams.attributes.end() || found->second.count != streams.vertex_count) return {};
  const Numbers& from = found->second;
  const auto width = std::min<std::size_t>(from.width, static_cast<std::size_t>(Vector::length()));
  std::vector<Vector> out(sources.size(), Vector(rest));
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const float* const element = from.values->data() + sources[i] * from.width;
    for (std::size_t k = 0; k < width; ++k) out[i][static_cast<int>(k)] = element[k];
  }
  return out;
}

}  // namespace

std::vector<std::uint32_t> line_segments(std::span<const std::uint32_t> indices, std::int64_t mode) {
  constexpr std::int64_t kLines = 1, kLoop = 2;
  std::vector<std::uint32_t> segments;
  const std::size_t n = indices.size();
  if (n < 2) return segments;
  if (mode == kLines) return {indices.begin(), indices.begin() + static_cast<std::ptrdiff_t>(n / 2 * 2)};
  segments.reserve(2 * n);
  for (std::size_t i = 0; i + 1 < n; ++i) segments.insert(segments.end(), {indices[i], indices[i + 1]});
  if (mode == kLoop) segments.insert(segments.end(), {indices[n - 1], indices[0]});
  return segments;
}

Mesh mesh_of_streams(const GltfStreams& streams, const std::vector<std::uint32_t>& sources) {
  Mesh mesh;
  mesh.positions = gathered<glm::vec3>(streams, "POSITION", sources, 0);
  mesh.normals = gathered<glm::vec3>(streams, "NORMAL", sources, 0);
  mesh.uv0 = gathered<glm::vec2>(streams, "TEXCOORD_0", sources, 0);
  mesh.uv1 = gathered<glm::vec2>(streams, "TEXCOORD_1", sources, 0);
  mesh.colors = gathered<glm::vec4>(streams, "COLOR_0", sources, 1);
  return mesh;
}

}  // namespace bandaji
