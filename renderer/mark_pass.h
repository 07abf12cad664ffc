// Tints the parts that are pointed at: strongly where they are seen, faintly where
// something hides them, so that a lining is found under its robe.
#pragma once

#include <optional>

#include "renderer/gpu_model_contents.h"
#include "renderer/shader.h"
#include "renderer/view_settings.h"

namespace bandaji {

class MarkPass {
 public:
  // Expects: the frame block bound, the scene's framebuffer with the depth of what was drawn.
  Result<void> draw(const GpuModel::Contents& model, const PosedModel& pose, const ViewSettings& settings);

 private:
  std::optional<ShaderProgram> program_;
};

}  // namespace bandaji
