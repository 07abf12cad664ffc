// Surfaces that let what lies behind them through: glass, and veils of cloth.
#pragma once

#include <optional>
#include <vector>

#include "renderer/gpu_model_contents.h"
#include "renderer/shader.h"
#include "renderer/surface_pass.h"
#include "renderer/targets.h"
#include "renderer/view_settings.h"

namespace bandaji {

class LayerPass {
 public:
  // Both expect the frame block bound, all opaque surfaces drawn in `target`, and a single sample in it.

  // `draws` farthest first; glass writes depth, so that veils behind it are covered.
  Result<void> draw_glass(const GpuModel::Contents& model, const PosedModel& pose,
                          const ViewSettings& settings, SurfacePass& surfaces,
                          const std::vector<SurfaceDraw>& draws, SceneTarget& target,
                          std::uint32_t empty_vertex_array);
  // In any order.
  Result<void> draw_veils(const GpuModel::Contents& model, const PosedModel& pose, SurfacePass& surfaces,
                          const std::vector<SurfaceDraw>& draws, SceneTarget& target,
                          std::uint32_t empty_vertex_array);

  std::uint64_t gpu_bytes() const;

 private:
  Result<void> make_copy_program();
  Result<void> copy_scene(const ViewSettings& settings, const SceneTarget& target,
                          std::uint32_t empty_vertex_array);

  std::optional<ShaderProgram> copy_program_;
  std::optional<PeelTarget> peel_;
  int peel_width_ = 0;
  int peel_height_ = 0;
  std::optional<SceneCopy> copy_;
};

}  // namespace bandaji
