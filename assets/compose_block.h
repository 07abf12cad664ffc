// What a composition consists of before it is written down as one baked model.  Inside of assets only.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "assets/baked_model.h"
#include "assets/compose_cache.h"

namespace bandaji {

struct OutImage {
  BakedImage facts;
  std::string name;
  std::vector<std::span<const std::byte>> frames;
  std::shared_ptr<const CompressedImage> owned;  // In place of the frames; of a picture made here.
};

struct OutMesh {
  const BakedMesh* from = nullptr;
  std::int32_t material = -1;
  std::shared_ptr<const MadeSurface> made;  // Its coordinates in place of the mesh's own.
  std::span<const glm::vec2> first_uv() const {
    return made && !made->uv0.empty() ? std::span<const glm::vec2>(made->uv0) : from->uv0;
  }
  std::span<const glm::vec2> second_uv() const {
    return made && !made->uv1.empty() ? std::span<const glm::vec2>(made->uv1) : from->uv1;
  }
};

struct ComposedParts {
  std::vector<OutMesh> meshes;
  std::vector<OutImage> images;
  std::vector<Material> materials;
  std::vector<Node> nodes;
  std::vector<Skin> skins;
  std::vector<Animation> animations;
  std::vector<PunctualLight> lights;
  Bounds bounds;
};

OutImage out_image(std::string name, const MadePicture& picture);

// Errors: Limit.
Result<BakedModel> composed_block(const ComposedParts& all);

}  // namespace bandaji
