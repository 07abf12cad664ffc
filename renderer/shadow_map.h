// The depth of a model seen from the key light, for its shadows on itself.
#pragma once

#include <utility>

#include "renderer/frame_block.h"
#include "renderer/gl.h"
#include "renderer/gpu_model_contents.h"
#include "renderer/shadow_key.h"
#include "renderer/surface_pass.h"
#include "renderer/view_settings.h"

namespace bandaji {

class ShadowMap {
 public:
  // Draws the map unless it still shows the same model, pose and light, binds it at kUnitShadow, and sets
  // what the frame block says of it.  Leaves another framebuffer and viewport bound.
  Result<void> draw(const GpuModel::Contents& model, const PosedModel& pose, const ViewSettings& settings,
                    SurfacePass& surfaces, FrameBlock& frame);

  std::uint64_t gpu_bytes() const;

 private:
  Result<void> make();

  GlTexture depth_;
  GlFramebuffer framebuffer_;
  GlBuffer frame_block_;
  SurfaceList list_;
  ShadowKey key_;  // What the map was drawn for.
};

}  // namespace bandaji
