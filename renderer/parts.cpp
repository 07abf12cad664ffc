#include "renderer/parts.h"

#include <algorithm>

#include "assets/text.h"
#include "renderer/pose.h"

namespace bandaji {

std::vector<Part> parts_of(const BakedModel& model) {
  std::vector<Part> parts;
  const auto& nodes = model.nodes();
  for (const MeshInstance& instance : mesh_instances(nodes)) {
    const BakedMesh& mesh = model.meshes()[instance.mesh];
    Part part;
    part.index = static_cast<std::uint32_t>(parts.size());
    part.node = instance.node;
    part.mesh = instance.mesh;
    const Node& node = nodes[instance.node];
    const bool shared_node = node.meshes.size() > 1;
    part.name = !node.name.empty() ? node.name : std::string(mesh.name);
    if (part.name.empty()) part.name = "part " + std::to_string(part.index);
    if (mesh.material >= 0 && static_cast<std::size_t>(mesh.material) < model.materials().size())
      part.material = model.materials()[static_cast<std::size_t>(mesh.material)].name;
    if (shared_node && !part.material.empty()) part.name += " (" + part.material + ")";
    part.path = part.name;
    // A hostile file may nest deeply; nobody reads more than this.
    int depth = 0;
    for (std::int32_t up = node.parent; up >= 0 && depth < 32; ++depth) {
      const Node& above = nodes[static_cast<std::size_t>(up)];
      if (!above.name.empty()) part.path = above.name + "/" + part.path;
      up = above.parent;
    }
    part.triangles = mesh.indices.size() / 3 + mesh.empty_triangles;
    part.lines = mesh.lines.size() / 2;
    part.points = mesh.points.size();
    parts.push_back(std::move(part));
  }
  return parts;
}

std::vector<std::uint32_t> find_parts(const std::vector<Part>& parts, std::string_view words) {
  const std::string wanted = to_lower_ascii(to_nfc(words));
  std::vector<std::uint32_t> whole, within;
  for (const Part& part : parts) {
    const std::string texts[] = {to_lower_ascii(to_nfc(part.name)), to_lower_ascii(to_nfc(part.path)),
                                 to_lower_ascii(to_nfc(part.material)), std::to_string(part.index)};
    const auto is = [&](const std::string& text) { return text == wanted; };
    const auto has = [&](const std::string& text) { return text.find(wanted) != std::string::npos; };
    if (std::any_of(std::begin(texts), std::end(texts), is)) whole.push_back(part.index);
    if (!wanted.empty() && std::any_of(std::begin(texts), std::end(texts) - 1, has))
      within.push_back(part.index);
  }
  return whole.empty() ? within : whole;
}

std::vector<std::uint32_t> all_but(const std::vector<Part>& parts, const std::vector<std::uint32_t>& shown) {
  std::vector<std::uint32_t> rest;
  for (const Part& part : parts) {
    if (!std::binary_search(shown.begin(), shown.end(), part.index)) rest.push_back(part.index);
  }
  return rest;
}

}  // namespace bandaji
