// A 3D model as plain CPU data: what an importer makes, what is baked, and what
// nothing else keeps.  Y-up, metres, right-handed, triangulated, counter-clockwise
// front faces, UV origin at the top left (as glTF).
#pragma once

#include <cstdint>
#include <glm/gtc/quaternion.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
#include <string>
#include <vector>

#include "assets/bounds.h"
#include "assets/image.h"
#include "assets/material.h"

namespace bandaji {

// Displacements added to a mesh's vertices, scaled by a weight.
struct MorphTarget {
  std::string name;
  std::vector<glm::vec3> positions;  // Deltas; vertex count, or empty.
  std::vector<glm::vec3> normals;    // Deltas; vertex count, or empty.
};

// One drawable piece: one material, one set of streams.  Every stream is empty or
// has positions.size() entries.  It consists of triangles, or of lines and points.
struct Mesh {
  std::string name;
  std::int32_t material = -1;  // Index into Model::materials; -1 draws the default material.
  std::vector<glm::vec3> positions;
  std::vector<glm::vec3> normals;
  std::vector<glm::vec4> tangents;  // w is the sign of the bitangent.
  std::vector<glm::vec2> uv0;
  std::vector<glm::vec2> uv1;
  std::vector<glm::vec4> colors;       // Linear RGBA.
  std::vector<glm::u16vec4> joints;    // Indices into Skin::joints.
  std::vector<glm::vec4> weights;      // Sum to one.
  std::vector<std::uint32_t> indices;  // Three a triangle, each < positions.size().
  std::vector<std::uint32_t> lines;    // Two a segment, likewise.
  std::vector<std::uint32_t> points;   // One each, likewise.
  std::vector<MorphTarget> morphs;
};

struct Skin {
  std::vector<std::int32_t> joints;     // Node indices.
  std::vector<glm::mat4> inverse_bind;  // Same length.
};

// The local transform is translation * rotation * scale, unless `matrix_only`
// (shear, or a format that has matrices).
struct Node {
  std::string name;
  std::int32_t parent = -1;  // Always smaller than the node's own index.
  glm::vec3 translation{0};
  glm::quat rotation{1, 0, 0, 0};
  glm::vec3 scale{1};
  bool matrix_only = false;
  glm::mat4 matrix{1};
  std::vector<std::uint32_t> meshes;  // Indices into Model::meshes.
  std::int32_t skin = -1;
  std::vector<float> morph_weights;
};

enum class AnimatedProperty : std::uint8_t { Translation = 0, Rotation = 1, Scale = 2, MorphWeights = 3 };
enum class Interpolation : std::uint8_t { Linear = 0, Step = 1, CubicSpline = 2 };

struct AnimationChannel {
  std::uint32_t node = 0;
  AnimatedProperty property = AnimatedProperty::Translation;
  Interpolation interpolation = Interpolation::Linear;
  std::vector<float> times;   // Seconds, increasing.
  std::vector<float> values;  // 3, 4 (x y z w) or morph-count floats a key; three times that for splines.
};

struct Animation {
  std::string name;
  float duration = 0;  // Seconds.
  std::vector<AnimationChannel> channels;
};

// A named colourway of the file (KHR_materials_variants): for some meshes, another material.
struct MaterialVariant {
  std::string name;
  std::vector<std::pair<std::uint32_t, std::int32_t>> materials;  // (mesh index, material index)
};

enum class LightType : std::uint8_t { Directional = 0, Point = 1, Spot = 2 };

// KHR_lights_punctual; shines along -Z of its node.
struct PunctualLight {
  std::uint32_t node = 0;
  LightType type = LightType::Directional;
  glm::vec3 color{1};   // Linear.
  float intensity = 1;  // Candela, or lux when directional.
  float range = 0;      // Metres; 0 is unlimited.
  float inner_cone_radians = 0;
  float outer_cone_radians = 0.7853982f;
};

// One of the scenes of a file that holds several: what hangs beneath these nodes.
struct ModelScene {
  std::string name;
  std::vector<std::uint32_t> roots;
};

struct Model {
  std::vector<Mesh> meshes;
  std::vector<Material> materials;
  std::vector<Image> images;
  std::vector<std::string> image_names;  // Same length as images; path inside the import root, or "embedded".
  std::vector<Node> nodes;               // Parents before children.
  std::vector<Skin> skins;
  std::vector<Animation> animations;
  std::vector<MaterialVariant> variants;
  std::vector<PunctualLight> lights;
  // As the file lists them; empty when it has one.  Everything is in `nodes`, and the chosen scene is shown.
  std::vector<ModelScene> scenes;
  std::uint32_t scene = 0;
};

// Whether the mesh has a triangle, line or point.
bool draws_anything(const Mesh& mesh);

// The node's own transform, relative to its parent.
glm::mat4 local_matrix(const Node& node);
// Model-space transform of every node at rest.
std::vector<glm::mat4> rest_matrices(const std::vector<Node>& nodes);
// Box of everything drawn, at rest, skins and morph weights applied.  Exact for
// ordinary models; of the boxes' corners where meshes are instanced very often.
// Of one of the scenes, or of all when there are none.
Bounds rest_bounds(const Model& model, std::uint32_t scene);
inline Bounds rest_bounds(const Model& model) {
  return rest_bounds(model, model.scene);
}
// For every node whether it belongs to the scene.
std::vector<bool> in_scene(const std::vector<Node>& nodes, const ModelScene& scene);

}  // namespace bandaji
