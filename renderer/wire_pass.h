// The triangles of a model as thin lines over its shaded picture.
#pragma once

#include <optional>
#include <vector>

#include "renderer/gpu_model_contents.h"
#include "renderer/shader.h"
#include "renderer/surface_pass.h"

namespace bandaji {

class WirePass {
 public:
  // Expects: the frame block bound, the scene's framebuffer with the depth of what was drawn; `scale` is
  // pixels of the target per pixel of the picture.
  Result<void> draw(const GpuModel::Contents& model, const PosedModel& pose, const SurfaceList& list,
                    float scale);

 private:
  std::optional<ShaderProgram> program_;
};

}  // namespace bandaji
