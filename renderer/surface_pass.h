// Draws the surfaces of a model with the shaders/surface.* programs.
#pragma once

#include <array>
#include <cstdint>
#include <glm/mat4x4.hpp>
#include <unordered_map>
#include <vector>

#include "renderer/gl.h"
#include "renderer/gpu_model_contents.h"
#include "renderer/shader.h"
#include "renderer/view_settings.h"

namespace bandaji {

// One mesh instance, ready to be drawn.
struct SurfaceDraw {
  std::size_t instance = 0;
  std::int32_t material = -1;
  std::uint64_t features = 0;
  float depth = 0;      // Of the middle, along the view.
  bool coarse = false;  // With fewer triangles where the mesh has them.
};

// What is drawn of a model in one picture, by the phase it belongs to; nearest first.
struct SurfaceList {
  std::vector<SurfaceDraw> opaque;
  std::vector<SurfaceDraw> transmissive;
  std::vector<SurfaceDraw> blended;
  std::vector<std::uint64_t> features_met;  // Scratch of SurfacePass::collect().
};

class SurfacePass {
 public:
  // Expects: a current context.
  void prepare(const GlLimits& limits);

  // Sorts the model's visible instances into `list`, which keeps its memory.
  void collect(const GpuModel::Contents& model, const PosedModel& pose, const ViewSettings& settings,
               const glm::mat4& view, const glm::mat4& view_projection, std::uint64_t common_features,
               SurfaceList& list) const;

  enum class What {
    Color,       // Shaded, premultiplied.
    ColorFront,  // As Color, but of two-sided surfaces only the front,
    ColorBack,   // or only the back, and nothing of the others.
    Shadow,      // Only depth, both sides.
    Depth,       // Only depth, of what Color draws.
    Pick,        // Part and triangle as numbers, into an RG32UI target.
    NextLayer,   // Only the depth of what lies behind the layer at kUnitDepthBefore and before the opaque
                 // depth.
  };
  // Draws with the bound framebuffer, depth and blend state.
  // Expects: the frame block bound at kFrameBinding and the shared textures at their units.
  // Errors: Corrupt (a shader did not compile).
  Result<void> draw(const GpuModel::Contents& model, const PosedModel& pose,
                    const std::vector<SurfaceDraw>& draws, What what = What::Color);

 private:
  Result<const ShaderProgram*> program(std::uint64_t features);
  std::uint32_t sampler(const TextureRef& texture);
  std::uint32_t stand_in(TextureSlot slot) const;

  GlLimits limits_;
  std::unordered_map<std::uint64_t, ShaderProgram> programs_;
  std::array<GlSampler, 18> samplers_;  // By wrap, wrap and filter.
  GlTexture white_;                     // In place of a color map that a surface does not have,
  GlTexture white_data_;                // of one that holds data,
  GlTexture even_normal_;               // and of a normal map.
};

// Draws only the geometry of an instance, with whatever program is in use: its triangles, lines or points, if
// it has any.
enum class Primitives { Triangles, Lines, Points };
void draw_instance(const GpuModel::Contents& model, std::size_t instance, bool coarse = false,
                   Primitives primitives = Primitives::Triangles);

}  // namespace bandaji
