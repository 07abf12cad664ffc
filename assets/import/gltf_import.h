// glTF 2.0.  Assimp reads the geometry from a plain copy that is made in memory
// (decompressed, floats only, one mesh per primitive, named by its place);
// everything around it is taken from the JSON by index, since Assimp 5.2 drops
// or misreads much of it.
#pragma once

#include <array>
#include <span>

#include "assets/import/assimp_scene.h"
#include "assets/import/gltf_document.h"
#include "assets/import/texture_loader.h"

namespace bandaji {

struct GltfModel {
  Model model;
  // Model meshes of every mesh of the file.
  std::vector<std::vector<std::uint32_t>> meshes_of;
  // The model's mesh for every primitive of every mesh of the file; -1 for those that are not drawn.
  std::vector<std::vector<std::int32_t>> mesh_of_primitive;
  // The file's texture coordinates that stand in the model's two sets.
  std::array<std::int64_t, 2> uv_sets{0, 1};
  std::vector<std::string> warnings;
  std::vector<std::string> notes;  // What was recovered.
};

// Chooses GltfModel::uv_sets: the two that most textures use.
std::array<std::int64_t, 2> uv_sets_of(const GltfDocument& document);

// Fills model.meshes through Assimp.  Errors: Corrupt, Unsupported, Limit, NotFound.
Result<void> read_gltf_meshes(GltfDocument& document, AssimpReader& assimp, GltfModel& out);
// Fills model.materials.
void read_gltf_materials(GltfDocument& document, TextureLoader& textures, GltfModel& out);
// Fills nodes, skins, animations, lights, variants.  Expects the meshes.
Result<void> read_gltf_scene(GltfDocument& document, GltfModel& out);

// A primitive's attributes and indices as floats, by the names of the file.
struct GltfStreams {
  std::size_t vertex_count = 0;
  std::map<std::string, GltfDocument::Numbers> attributes;
  std::vector<std::uint32_t> indices;  // Empty when the vertices are drawn in order.
};
// Points and lines: the ends of every segment of a list (mode 1), loop (2) or strip (3) …
std::vector<std::uint32_t> line_segments(std::span<const std::uint32_t> indices, std::int64_t mode);
// … and a mesh of the vertices at `sources`, as yet without points and lines.
Mesh mesh_of_streams(const GltfStreams& streams, const std::vector<std::uint32_t>& sources);
// The primitive's KHR_draco_mesh_compression: a list of triangles.  Errors: Corrupt.
Result<GltfStreams> decode_draco(GltfDocument& document, const nlohmann::json& primitive);

}  // namespace bandaji
