// Assimp behind the import's own file access, and its scenes as plain data.
#pragma once

#include <assimp/scene.h>

#include <assimp/Importer.hpp>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "assets/import/import_files.h"
#include "assets/import/model_import.h"
#include "assets/import/obj_text.h"
#include "assets/import/texture_loader.h"

namespace bandaji {

// Memory that Assimp may open under a name, before any file is looked for.
struct MemoryFile {
  std::shared_ptr<const void> keep;
  std::span<const std::byte> bytes;
};

class AssimpReader {
 public:
  explicit AssimpReader(ImportFiles& files);
  ~AssimpReader();

  void provide(const std::string& name, MemoryFile file);
  // What an OBJ asks for.  Where none of it is there Assimp itself tries the model's own name with ".mtl":
  // that this is not there either is no news.
  void expect_libraries(const std::vector<std::string>& asked);
  // Reads `name` (a relative path beneath the root, or one that was provided) with
  // the one importer of that extension and no post-processing.  The scene lives as long as the reader.
  // Errors: Unsupported, Corrupt, Limit.
  Result<const aiScene*> read(const std::string& name);
  // Of the MTL files that were read.
  const MtlPlacements& mtl_placements() const;

 private:
  class Files;
  ImportFiles& files_;
  std::unique_ptr<Assimp::Importer> importer_;
  Files* io_;  // Owned by the importer.
};

// The parts of a scene that do not depend on the format.
Mesh convert_mesh(const aiMesh& mesh);
std::string convert_name(const aiString& name);
glm::mat4 convert_matrix(const aiMatrix4x4& matrix);

// What decides how a scene's numbers are meant.
struct SceneOrigin {
  std::string format;       // Extension.
  std::string folder;       // That its textures' names are relative to.
  bool by_blender = false;  // Blender writes colors as linear light, and roughness and metal its own way.
  MtlPlacements placements;
};
// `text` are the file's bytes.
bool was_written_by_blender(const aiScene& scene, const std::string& format, std::string_view text);

// Everything of a scene but glTF's.  Leaves the scene's own axes and unit.
// Errors: Limit (too many nodes).
Result<void> convert_scene(const aiScene& scene, const SceneOrigin& origin, TextureLoader& textures,
                           Model& model);

// The materials, with images as places in `textures`.
std::vector<Material> convert_materials(const aiScene& scene, const SceneOrigin& origin,
                                        TextureLoader& textures);

}  // namespace bandaji
