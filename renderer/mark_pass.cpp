#include "renderer/mark_pass.h"

#include <epoxy/gl.h>

#include <algorithm>

#include "renderer/display_color.h"
#include "renderer/frame_block.h"
#include "renderer/surface_pass.h"

namespace bandaji {

Result<void> MarkPass::draw(const GpuModel::Contents& model, const PosedModel& pose,
                            const ViewSettings& settings) {
  if (settings.marked_parts.empty()) return {};
  if (!program_) {
    constexpr std::pair<const char*, int> kBlocks[] = {{"Frame", kFrameBinding}};
    auto built = ShaderProgram::build({"wire.vert", "mark.frag"}, {}, kBlocks);
    if (!built) return tl::unexpected(built.error());
    program_ = std::move(*built);
  }
  program_->use();
  glDepthMask(GL_FALSE);
  glEnable(GL_POLYGON_OFFSET_FILL);
  glPolygonOffset(-1, -1);
  glEnable(GL_BLEND);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glDisable(GL_CULL_FACE);
  const glm::vec3 green = linear_of(glm::vec3(0.41f, 0.78f, 0.62f));
  const auto draw_all = [&](float cover) {
    program_->set("ink", glm::vec4(green, cover));
    for (const std::uint32_t part : settings.marked_parts) {
      if (part >= model.instances.size() ||
          std::binary_search(settings.hidden_parts.begin(), settings.hidden_parts.end(), part))
        continue;
      program_->set("model", pose.placements[part]);
      for (const Primitives kind : {Primitives::Triangles, Primitives::Lines, Primitives::Points})
        draw_instance(model, part, false, kind);
    }
  };
  glDisable(GL_DEPTH_TEST);
  draw_all(0.10f);
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LEQUAL);
  draw_all(0.38f);
  glDepthFunc(GL_LESS);
  glDisable(GL_BLEND);
  glDisable(GL_POLYGON_OFFSET_FILL);
  glDepthMask(GL_TRUE);
  return {};
}

}  // namespace bandaji
