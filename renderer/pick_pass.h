// Finds what lies under a pixel by drawing the parts' numbers into that one pixel,
// so that cut-out shapes, sections and hidden parts count as they are seen.
#pragma once

#include <optional>

#include "renderer/cap_pass.h"
#include "renderer/gl.h"
#include "renderer/pick.h"
#include "renderer/surface_pass.h"

namespace bandaji {

class PickPass {
 public:
  // The nearest surface in one pixel of a picture of this size; empty where nothing is.  Veils fainter than a
  // tenth are looked through.  Expects: the posed vertices on the GPU are those of `pose`.
  Result<std::optional<Pick>> pick(const GpuModel::Contents& model, const PosedModel& pose,
                                   const Camera& camera, const ViewSettings& settings, glm::ivec2 pixel,
                                   glm::ivec2 size, SurfacePass& surfaces, CapPass& caps);

 private:
  Result<void> make();

  GlTexture ids_;
  GlTexture depth_;
  GlFramebuffer framebuffer_;
  GlBuffer frame_block_;
  SurfaceList list_;
};

}  // namespace bandaji
