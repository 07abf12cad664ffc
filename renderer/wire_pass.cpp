#include "renderer/wire_pass.h"

#include <epoxy/gl.h>

#include "renderer/frame_block.h"

namespace bandaji {

Result<void> WirePass::draw(const GpuModel::Contents& model, const PosedModel& pose, const SurfaceList& list,
                            float scale) {
  if (!program_) {
    constexpr std::pair<const char*, int> kBlocks[] = {{"Frame", kFrameBinding}};
    auto built = ShaderProgram::build({"wire.vert", "wire.frag", "wire.geom"}, {}, kBlocks);
    if (!built) return tl::unexpected(built.error());
    program_ = std::move(*built);
  }
  program_->use();
  program_->set("line", glm::vec4(0.5f * scale, 0.7f, 0, 0));
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LEQUAL);
  glDepthMask(GL_FALSE);
  glEnable(GL_POLYGON_OFFSET_FILL);
  glPolygonOffset(-1, -1);
  glEnable(GL_BLEND);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  for (const auto* draws : {&list.opaque, &list.transmissive, &list.blended}) {
    for (const SurfaceDraw& draw : *draws) {
      program_->set("model", pose.placements[draw.instance]);
      draw_instance(model, draw.instance);
    }
  }
  glDisable(GL_BLEND);
  glDisable(GL_POLYGON_OFFSET_FILL);
  glDepthMask(GL_TRUE);
  glDepthFunc(GL_LESS);
  return {};
}

}  // namespace bandaji
