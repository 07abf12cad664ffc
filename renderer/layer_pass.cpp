#include "renderer/layer_pass.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <cmath>

#include "renderer/display_color.h"
#include "renderer/frame_block.h"
#include "renderer/surface_features.h"

namespace bandaji {
namespace {

constexpr int kPeelLimit = 12;  // Veils over one another; what lies deeper is hidden anyway.

}  // namespace

std::uint64_t LayerPass::gpu_bytes() const {
  const auto pixels = [](int w, int h) {
    return static_cast<std::uint64_t>(w) * static_cast<std::uint64_t>(h);
  };
  // Light in half floats with two depths, and light with its blurred levels.
  return (peel_ ? 16 * pixels(peel_width_, peel_height_) : 0) +
         (copy_ ? 8 * pixels(copy_->width, copy_->height) * 4 / 3 : 0);
}

Result<void> LayerPass::make_copy_program() {
  if (copy_program_) return {};
  constexpr std::pair<const char*, int> kTextures[] = {{"source", kUnitScene}};
  auto built = ShaderProgram::build({"full_screen.vert", "halve.frag"}, kTextures);
  if (!built) return tl::unexpected(built.error());
  copy_program_ = std::move(*built);
  return {};
}

Result<void> LayerPass::copy_scene(const ViewSettings& settings, const SceneTarget& target,
                                   std::uint32_t empty_vertex_array) {
  const int w = target.image_width(), h = target.image_height();
  if (!copy_ || copy_->width != w || copy_->height != h) {
    copy_.reset();  // Its memory may be needed for the next.
    auto made = make_scene_copy(w, h);
    if (!made) return tl::unexpected(made.error());
    copy_ = std::move(*made);
  }
  if (auto ok = make_copy_program(); !ok) return ok;
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_BLEND);
  glBindVertexArray(empty_vertex_array);
  copy_program_->use();
  glBindFramebuffer(GL_FRAMEBUFFER, copy_->framebuffer.name());
  // What is seen through glass where nothing stands: the backdrop, or white paper that shines through
  // halfway.
  const bool filled = settings.backdrop == Backdrop::Color;
  const glm::vec3 behind =
      filled ? linear_of(settings.backdrop_srgb) / std::exp2(settings.exposure_ev) : glm::vec3(1);
  for (int level = 0; level < copy_->levels; ++level) {
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, copy_->color.name(), level);
    glViewport(0, 0, std::max(w >> level, 1), std::max(h >> level, 1));
    bind_texture(kUnitScene, GL_TEXTURE_2D, level == 0 ? target.color : copy_->color);
    // A level is read while the next one is written: only that one may be in reach of the sampler.
    if (level > 0) {
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_BASE_LEVEL, level - 1);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, level - 1);
    }
    const glm::vec2 source(std::max(w >> std::max(level - 1, 0), 1),
                           std::max(h >> std::max(level - 1, 0), 1));
    copy_program_->set("behind", level == 0 ? glm::vec4(behind, filled ? 1.0f : 0.5f) : glm::vec4(0));
    copy_program_->set("step_size", level == 0 ? glm::vec2(0) : 0.5f / source);
    glDrawArrays(GL_TRIANGLES, 0, 3);
  }
  bind_texture(kUnitScene, GL_TEXTURE_2D, copy_->color);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_BASE_LEVEL, 0);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, copy_->levels - 1);
  glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer.name());
  glViewport(0, 0, w, h);
  glEnable(GL_DEPTH_TEST);
  return {};
}

Result<void> LayerPass::draw_glass(const GpuModel::Contents& model, const PosedModel& pose,
                                   const ViewSettings& settings, SurfacePass& surfaces,
                                   const std::vector<SurfaceDraw>& draws, SceneTarget& target,
                                   std::uint32_t empty_vertex_array) {
  if (auto ok = copy_scene(settings, target, empty_vertex_array); !ok) return ok;
  // Glass itself shows what is behind it, bent; that must not be seen straight through as well.  Only glass
  // that the file blends lets it.
  std::vector<SurfaceDraw> solid, blended;
  for (const SurfaceDraw& draw : draws) (draw.features & kFeatureBlend ? blended : solid).push_back(draw);
  const auto draw_side = [&](SurfacePass::What side) -> Result<void> {
    glDisable(GL_BLEND);
    if (auto ok = surfaces.draw(model, pose, solid, side); !ok) return ok;
    if (blended.empty()) return {};
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    auto drawn = surfaces.draw(model, pose, blended, side);
    glDisable(GL_BLEND);
    return drawn;
  };
  // Light that comes through a two-sided vessel has passed its far wall first.
  bool two_sided = false;
  for (const SurfaceDraw& draw : draws) two_sided = two_sided || model.material(draw.material).double_sided;
  if (two_sided) {
    if (auto ok = draw_side(SurfacePass::What::ColorBack); !ok) return ok;
    if (auto ok = copy_scene(settings, target, empty_vertex_array); !ok) return ok;
  }
  return draw_side(SurfacePass::What::ColorFront);
}

Result<void> LayerPass::draw_veils(const GpuModel::Contents& model, const PosedModel& pose,
                                   SurfacePass& surfaces, const std::vector<SurfaceDraw>& draws,
                                   SceneTarget& target, std::uint32_t empty_vertex_array) {
  const int w = target.image_width(), h = target.image_height();
  if (!peel_ || peel_width_ != w || peel_height_ != h) {
    peel_.reset();
    auto made = make_peel_target(w, h);
    if (!made) return tl::unexpected(made.error());
    peel_ = std::move(*made);
    peel_width_ = w, peel_height_ = h;
  }
  // Depth peeling (Everitt 2001), front to back: each turn finds the nearest surface behind the one found
  // before, and lays it under what is there already.  The order of triangles does not matter.
  const float zero[4] = {0, 0, 0, 0};
  const float front = 0, back = 1;
  glBindFramebuffer(GL_FRAMEBUFFER, peel_->framebuffer[0].name());
  glClearBufferfv(GL_COLOR, 0, zero);
  glBindFramebuffer(GL_FRAMEBUFFER, peel_->framebuffer[1].name());
  glClearBufferfv(GL_DEPTH, 0, &front);
  bind_texture(kUnitDepthOpaque, GL_TEXTURE_2D, target.depth);
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LESS);
  const GlQuery query = GlQuery::make();
  for (int layer = 0; layer < kPeelLimit; ++layer) {
    const int now = layer % 2;
    glBindFramebuffer(GL_FRAMEBUFFER, peel_->framebuffer[now].name());
    glClearBufferfv(GL_DEPTH, 0, &back);
    bind_texture(kUnitDepthBefore, GL_TEXTURE_2D, peel_->depth[1 - now]);
    // First only the depth of the layer, then its color where the depth is that of the layer.
    glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
    glDisable(GL_BLEND);
    glBeginQuery(GL_ANY_SAMPLES_PASSED, query.name());
    auto depth_only = surfaces.draw(model, pose, draws, SurfacePass::What::NextLayer);
    glEndQuery(GL_ANY_SAMPLES_PASSED);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    if (!depth_only) return depth_only;
    GLuint any = 0;
    glGetQueryObjectuiv(query.name(), GL_QUERY_RESULT, &any);
    if (!any) break;
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE_MINUS_DST_ALPHA, GL_ONE);
    glDepthFunc(GL_EQUAL);
    glDepthMask(GL_FALSE);
    auto colored = surfaces.draw(model, pose, draws);
    glDepthMask(GL_TRUE);
    glDepthFunc(GL_LESS);
    if (!colored) return colored;
  }
  if (auto ok = make_copy_program(); !ok) return ok;
  glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer.name());
  glDisable(GL_DEPTH_TEST);
  glEnable(GL_BLEND);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  bind_texture(kUnitScene, GL_TEXTURE_2D, peel_->color);
  copy_program_->use();
  copy_program_->set("step_size", glm::vec2(0));
  copy_program_->set("behind", glm::vec4(0));
  glBindVertexArray(empty_vertex_array);
  glDrawArrays(GL_TRIANGLES, 0, 3);
  glDisable(GL_BLEND);
  return {};
}

}  // namespace bandaji
