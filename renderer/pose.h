// Where every part of a model is at one moment: node transforms, joint matrices
// and morph weights, and the vertices they give.  Pure arithmetic, any thread.
#pragma once

#include <cstdint>
#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>
#include <span>
#include <vector>

#include "assets/baked_model.h"
#include "assets/model.h"

namespace bandaji {

struct Pose {
  std::vector<glm::mat4> world;                   // One per node.
  std::vector<std::vector<float>> morph_weights;  // One list per node; empty where nothing is morphed.
};

// The nodes at `time_seconds` of `animation`, or as they stand when it is null.  The animation repeats
// after its duration; before its first key a channel holds the first key's value.
Pose pose_at(std::span<const Node> nodes, const Animation* animation, float time_seconds);

// An animation of the model, the first by default, at a time after 0.  At 0, or when `animate` is false, the
// nodes stand as the file has them: viewers of glTF show that pose until somebody presses play, and
// references are made so.
Pose pose_of(const BakedModel& model, float time_seconds, bool animate, int clip = 0);

// From the mesh's own space at bind time to world space, one per joint.
std::vector<glm::mat4> joint_matrices(const Skin& skin, const Pose& pose);

// One mesh as it hangs on one node.
struct MeshInstance {
  std::uint32_t node = 0;
  std::uint32_t mesh = 0;
};
std::vector<MeshInstance> mesh_instances(std::span<const Node> nodes);

// Whether the instance's vertices move in other ways than with its node.
bool is_deformed(const BakedModel& model, const MeshInstance& instance);
// From the vertices to world space: the node's transform, or identity for a skinned mesh, whose
// posed vertices are in world space already.
glm::mat4 placement_of(const BakedModel& model, const MeshInstance& instance, const Pose& pose);

struct PosedVertices {
  std::vector<glm::vec3> positions;
  std::vector<Snorm16x4> normals;   // Empty when the mesh has none.
  std::vector<Snorm16x4> tangents;  // Likewise.
};
// Morphs, then skins, in the space that placement_of() starts from.  `out` keeps its memory between calls.
void pose_vertices(const BakedModel& model, const MeshInstance& instance, const Pose& pose,
                   PosedVertices& out);

// World positions of every vertex that is drawn, in order of instance.
std::vector<glm::vec3> posed_positions(const BakedModel& model, const Pose& pose);
// Exact: the box around every posed vertex.
Bounds posed_bounds(const BakedModel& model, const Pose& pose);

}  // namespace bandaji
