// Shadows of the file's own lamps: a shadow map for each that shines one way, six
// for each that shines all around.  Looked up in shaders/lamps.glsl.
#pragma once

#include "renderer/frame_block.h"
#include "renderer/gl.h"
#include "renderer/gpu_model_contents.h"
#include "renderer/shadow_key.h"
#include "renderer/surface_pass.h"
#include "renderer/view_settings.h"

namespace bandaji {

class LampShadow {
 public:
  // Draws the maps unless they still show the same, binds them at kUnitLampShadow, and sets what the frame
  // block, which holds the lamps already, says of them.  Lamps for whose maps there is no room throw no
  // shadow. Glass throws none, and neither does what glows around a lamp: its flame or bulb. Leaves another
  // framebuffer, viewport and frame block bound.  Errors: Limit (out of GPU memory).
  Result<void> draw(const GpuModel::Contents& model, const PosedModel& pose, const ViewSettings& settings,
                    SurfacePass& surfaces, FrameBlock& frame);

  std::uint64_t gpu_bytes() const;

 private:
  Result<void> make(int layers);

  GlTexture maps_;
  GlFramebuffer framebuffer_;
  GlBuffer frame_block_;
  int layers_ = 0;
  int texels_ = 0;
  ShadowKey key_;
  SurfaceList list_;
};

}  // namespace bandaji
