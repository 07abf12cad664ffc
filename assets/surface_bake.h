// Lays layers and paint on one mesh: makes the pictures of its material anew.
//
// Where the mesh's texture coordinates lie once and side by side, the pictures keep
// them.  Where they repeat (cloth by the metre), front and back would get the same
// stain; then the mesh's pieces are laid out side by side in new coordinates, the
// layers are worked out from the points in space, and every other picture of the
// material goes on using the old ones.
#pragma once

#include <functional>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "assets/baked_model.h"
#include "assets/surface_layer.h"

namespace bandaji {

struct SurfaceBakeInput {
  const BakedMesh* mesh = nullptr;
  const Material* material = nullptr;
  // The decoded picture of an index in the material; null when it cannot be read.
  std::function<std::shared_ptr<const Image>(std::int32_t)> image;
  glm::mat4 to_space{1};  // From the mesh to the space of the composition.
  float ground = 0, top = 1.7f;
  std::span<const SurfaceLayer> layers;
  std::span<const PaintLayer>
      paints;               // On top of the layers' material, below them: skin, then makeup, then blood.
  int largest_edge = 2048;  // Pixels.
  float detail = 1;         // Of the texels that are usual; a quarter while a hand is moving.
};

struct SurfaceBakeOutput {
  Material material;                // Its new pictures are named kBakedColor and kBakedSurface.
  std::vector<glm::vec2> uv0, uv1;  // Empty: those of the mesh.
  Image color;                      // sRGB with alpha; empty when only the factors changed.
  Image surface;                    // Roughness and metal; empty when they stay as they are.
};
inline constexpr std::int32_t kBakedColor = 0x7000'0000, kBakedSurface = 0x7000'0001;

// Takes what was made of the input of that index; called from several threads at once, in any order.
using BakedSurface = std::function<void(std::size_t, SurfaceBakeOutput)>;
// Spreads the work over the cores.  When it is stopped, those that are not done are never handed over.
void bake_surfaces(std::span<const SurfaceBakeInput> inputs, const BakedSurface& done,
                   std::stop_token stop = {});

// Whether the coordinates lie within one picture, no two triangles on the same place.
bool lies_once(std::span<const glm::vec2> uv, std::span<const std::uint32_t> indices);

// New coordinates in 0..1 for every vertex, connected pieces side by side in the proportions they have in
// space, with `gutter` of the edge between them.  Empty when there are too many pieces.
std::vector<glm::vec2> lay_side_by_side(std::span<const glm::vec3> positions, std::span<const glm::vec2> uv,
                                        std::span<const std::uint32_t> indices, float gutter);

}  // namespace bandaji
