#include "renderer/shadow_map.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>

namespace bandaji {
namespace {

constexpr int kTexels = 1024;

}  // namespace

Result<void> ShadowMap::make() {
  depth_ = GlTexture::make();
  bind_to_fill(GL_TEXTURE_2D, depth_);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_DEPTH_COMPONENT32F, kTexels, kTexels, 0, GL_DEPTH_COMPONENT, GL_FLOAT,
               nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_COMPARE_MODE, GL_COMPARE_REF_TO_TEXTURE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_COMPARE_FUNC, GL_LEQUAL);
  framebuffer_ = GlFramebuffer::make();
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_TEXTURE_2D, depth_.name(), 0);
  glDrawBuffer(GL_NONE);
  glReadBuffer(GL_NONE);
  frame_block_ = GlBuffer::make();
  glBindBuffer(GL_UNIFORM_BUFFER, frame_block_.name());
  glBufferData(GL_UNIFORM_BUFFER, sizeof(FrameBlock), nullptr, GL_DYNAMIC_DRAW);
  return check_gl("the shadow map");
}

Result<void> ShadowMap::draw(const GpuModel::Contents& model, const PosedModel& pose,
                             const ViewSettings& settings, SurfacePass& surfaces, FrameBlock& frame) {
  if (!depth_) {
    key_.clear();
    if (auto ok = make(); !ok) {
      depth_ = GlTexture{};
      return ok;
    }
  }
  const glm::vec3 toward(frame.key_direction);
  const glm::vec3 center = pose.whole.center();
  const glm::vec3 up = std::abs(toward.y) > 0.95f ? glm::vec3(0, 0, -1) : glm::vec3(0, 1, 0);
  const glm::mat4 view = glm::lookAt(center + toward, center, up);
  const Bounds seen = pose.whole.transformed(view);
  // A margin of the filter's width all around.
  const float side = 1.06f * std::max({seen.size().x, seen.size().y, 1e-5f});
  const glm::vec3 middle = seen.center();
  const float air = 0.02f * side;
  const glm::mat4 projection =
      glm::ortho(middle.x - 0.5f * side, middle.x + 0.5f * side, middle.y - 0.5f * side,
                 middle.y + 0.5f * side, -seen.max.z - air, -seen.min.z + air);
  frame.shadow_from_world = projection * view;
  frame.key_direction.w = 1;
  const float texel = side / kTexels;
  frame.key_tint.w = 1.5f * texel;
  const float depth_scale = side / (seen.size().z + 2 * air);
  frame.lights.y = depth_scale * depth_scale;

  bind_texture(kUnitShadow, GL_TEXTURE_2D, depth_);
  ShadowKey key = shadow_key(model, pose, settings);
  for (const float v : {toward.x, toward.y, toward.z}) key.push_back(std::bit_cast<std::uint32_t>(v));
  if (key == key_) return {};
  FrameBlock from_light;
  from_light.section = frame.section;
  from_light.view = view;
  from_light.view_projection = frame.shadow_from_world;
  glBindBuffer(GL_UNIFORM_BUFFER, frame_block_.name());
  glBufferSubData(GL_UNIFORM_BUFFER, 0, sizeof(from_light), &from_light);
  glBindBufferBase(GL_UNIFORM_BUFFER, kFrameBinding, frame_block_.name());
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
  glViewport(0, 0, kTexels, kTexels);
  const float farthest = 1;
  glClearBufferfv(GL_DEPTH, 0, &farthest);
  glEnable(GL_DEPTH_TEST);
  glEnable(GL_POLYGON_OFFSET_FILL);
  glPolygonOffset(2, 4);
  ViewSettings plain = settings;
  plain.mode = ShadingMode::Shaded;
  plain.draft = false;  // The map serves the next picture too.
  surfaces.collect(model, pose, plain, view, frame.shadow_from_world, 0, list_);
  auto drawn = surfaces.draw(model, pose, list_.opaque, SurfacePass::What::Shadow);
  glDisable(GL_POLYGON_OFFSET_FILL);
  bind_texture(kUnitShadow, GL_TEXTURE_2D, depth_);  // Drawing surfaces with holes binds their pictures.
  if (drawn) key_ = std::move(key);
  return drawn;
}

std::uint64_t ShadowMap::gpu_bytes() const {
  return depth_ ? 4ull * kTexels * kTexels : 0;
}

}  // namespace bandaji
