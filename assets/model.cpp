#include "assets/model.h"

#include <glm/gtc/matrix_transform.hpp>

namespace bandaji {
namespace {

// Vertices transformed at most before boxes have to do.
constexpr std::size_t kExactBoundsBudget = 60'000'000;

// Whether a box stays exact under the matrix: every axis goes to an axis.
bool keeps_axes(const glm::mat4& matrix) {
  for (int column = 0; column < 3; ++column) {
    int nonzero = 0;
    for (int row = 0; row < 3; ++row) nonzero += matrix[column][row] != 0 ? 1 : 0;
    if (nonzero > 1) return false;
  }
  return true;
}

std::vector<glm::vec3> morphed_positions(const Mesh& mesh, const std::vector<float>& weights) {
  std::vector<glm::vec3> positions = mesh.positions;
  for (std::size_t i = 0; i < mesh.morphs.size() && i < weights.size(); ++i) {
    const auto& deltas = mesh.morphs[i].positions;
    if (weights[i] == 0 || deltas.empty()) continue;
    for (std::size_t v = 0; v < positions.size(); ++v) positions[v] += weights[i] * deltas[v];
  }
  return positions;
}

Bounds skinned_bounds(const Mesh& mesh, const std::vector<glm::vec3>& positions, const Skin& skin,
                      const std::vector<glm::mat4>& world) {
  std::vector<glm::mat4> joints(skin.joints.size());
  for (std::size_t i = 0; i < joints.size(); ++i) {
    joints[i] = world[static_cast<std::size_t>(skin.joints[i])] * skin.inverse_bind[i];
  }
  Bounds bounds;
  for (std::size_t v = 0; v < positions.size(); ++v) {
    glm::vec3 sum(0);
    for (int k = 0; k < 4; ++k) {
      if (mesh.weights[v][k] == 0) continue;
      sum += mesh.weights[v][k] * glm::vec3(joints[mesh.joints[v][k]] * glm::vec4(positions[v], 1));
    }
    bounds.add(sum);
  }
  return bounds;
}

}  // namespace

bool draws_anything(const Mesh& mesh) {
  return !mesh.indices.empty() || !mesh.lines.empty() || !mesh.points.empty();
}

glm::mat4 local_matrix(const Node& node) {
  if (node.matrix_only) return node.matrix;
  glm::mat4 matrix = glm::mat4_cast(node.rotation);
  for (int axis = 0; axis < 3; ++axis) matrix[axis] *= node.scale[axis];
  matrix[3] = glm::vec4(node.translation, 1);
  return matrix;
}

std::vector<glm::mat4> rest_matrices(const std::vector<Node>& nodes) {
  std::vector<glm::mat4> world(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const glm::mat4 local = local_matrix(nodes[i]);
    world[i] = nodes[i].parent < 0 ? local : world[static_cast<std::size_t>(nodes[i].parent)] * local;
  }
  return world;
}

std::vector<bool> in_scene(const std::vector<Node>& nodes, const ModelScene& scene) {
  std::vector<bool> inside(nodes.size(), false);
  for (const std::uint32_t root : scene.roots) inside[root] = true;
  // Parents come first.
  for (std::size_t n = 0; n < nodes.size(); ++n)
    if (nodes[n].parent >= 0 && inside[static_cast<std::size_t>(nodes[n].parent)]) inside[n] = true;
  return inside;
}

Bounds rest_bounds(const Model& model, std::uint32_t scene) {
  std::vector<bool> shown(model.nodes.size(), true);
  if (!model.scenes.empty()) shown = in_scene(model.nodes, model.scenes[scene]);
  const std::vector<glm::mat4> world = rest_matrices(model.nodes);
  std::vector<Bounds> own(model.meshes.size());
  for (std::size_t i = 0; i < own.size(); ++i) {
    for (const glm::vec3& position : model.meshes[i].positions) own[i].add(position);
  }
  Bounds bounds;
  std::size_t spent = 0;
  for (std::size_t n = 0; n < model.nodes.size(); ++n) {
    const Node& node = model.nodes[n];
    if (!shown[n]) continue;
    for (const std::uint32_t index : node.meshes) {
      const Mesh& mesh = model.meshes[index];
      bool morphed = false;
      for (const float weight : node.morph_weights)
        morphed = morphed || (weight != 0 && !mesh.morphs.empty());
      const bool skinned = node.skin >= 0 && !mesh.joints.empty();
      const bool exact = skinned || morphed || !keeps_axes(world[n]);
      if (!exact || spent > kExactBoundsBudget) {
        bounds.add(own[index].transformed(world[n]));
        continue;
      }
      spent += mesh.positions.size();
      std::vector<glm::vec3> moved;
      if (morphed) moved = morphed_positions(mesh, node.morph_weights);
      const std::vector<glm::vec3>& positions = morphed ? moved : mesh.positions;
      if (skinned) {
        bounds.add(skinned_bounds(mesh, positions, model.skins[static_cast<std::size_t>(node.skin)], world));
        continue;
      }
      for (const glm::vec3& position : positions) bounds.add(glm::vec3(world[n] * glm::vec4(position, 1)));
    }
  }
  return bounds;
}

}  // namespace bandaji
