// The floor under a model: its shadow, and the grid.
#pragma once

#include <optional>

#include "renderer/environment_contents.h"
#include "renderer/frame_block.h"
#include "renderer/gpu_model_contents.h"
#include "renderer/shader.h"
#include "renderer/view_settings.h"

namespace bandaji {

class GroundPass {
 public:
  // Computes the shadow unless the last one still holds; `toward_key` is in world space.  Of the settings,
  // the section and the hidden parts matter.
  void prepare(GpuModel::Contents& model, const PosedModel& pose, const Environment::Contents& light,
               const glm::vec3& toward_key, const ViewSettings& settings);
  // Lays shadow and grid over what is drawn, where nothing stands in front.
  // Expects: prepare() was called; the frame block bound, the scene's framebuffer with its depth; `scale` is
  // pixels of the target per pixel of the picture.
  Result<void> draw(GpuModel::Contents& model, const PosedModel& pose, const FrameBlock& frame,
                    const ViewSettings& settings, float scale, std::uint32_t empty_vertex_array);

 private:
  Result<void> draw_shadow(const GpuModel::Contents& model);
  Result<void> draw_grid(const PosedModel& pose, float scale);

  std::optional<ShaderProgram> shadow_;
  std::optional<ShaderProgram> grid_;
};

// The model and what the floor adds to the space that is seen.
Bounds with_ground(const GpuModel::Contents& model, const PosedModel& pose, const ViewSettings& settings);

}  // namespace bandaji
