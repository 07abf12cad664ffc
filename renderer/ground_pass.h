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
  // Lays shadow and grid over what is drawn, where nothing stands in front.
  // Expects: the frame block bound, the scene's framebuffer with its depth; `scale` is pixels of the target
  // per pixel of the picture.
  Result<void> draw(GpuModel::Contents& model, const PosedModel& pose, const FrameBlock& frame, const Environment::Contents& light,
                    const ViewSettings& settings, float scale, std::uint32_t empty_vertex_array);

 private:
  Result<void> draw_shadow(GpuModel::Contents& model, const PosedModel& pose, const FrameBlock& frame, const Environment::Contents& light);
  Result<void> draw_grid(const PosedModel& pose, float scale);

  std::optional<ShaderProgram> shadow_;
  std::optional<ShaderProgram> grid_;
};

// What the floor adds to the space that is seen.
Bounds with_ground(const Bounds& bounds, const ViewSettings& settings);

}  // namespace bandaji
