#include "renderer/lamp_shadow.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/trigonometric.hpp>

namespace bandaji {
namespace {

constexpr int kFewMaps = 4;  // So many may be fine ones.
constexpr int kFineTexels = 1024, kTexels = 512;
constexpr float kQuarterTurn = 1.5707963f;

// A map as the lamp sees it.
struct LampView {
  glm::mat4 view{1};
  glm::mat4 projection{1};
};

glm::mat4 looking(const glm::vec3& from, const glm::vec3& along) {
  const glm::vec3 up = std::abs(along.y) > 0.95f ? glm::vec3(0, 0, -1) : glm::vec3(0, 1, 0);
  return glm::lookAt(from, from + along, up);
}

// The whole model, seen from far away.
LampView directional_view(const glm::vec3& shines, const Bounds& whole, float& width) {
  LampView lamp;
  lamp.view = looking(whole.center(), shines);
  const Bounds seen = whole.transformed(lamp.view);
  width = 1.06f * std::max({seen.size().x, seen.size().y, 1e-5f});
  const glm::vec3 middle = seen.center();
  const float half = 0.5f * width, air = 0.02f * width;
  lamp.projection = glm::ortho(middle.x - half, middle.x + half, middle.y - half, middle.y + half,
                               -seen.max.z - air, -seen.min.z + air);
  return lamp;
}

// Of what glows, the part that stands around the lamp is the flame or bulb itself.
bool is_lamp_itself(const Material& material, const Bounds& bounds, const glm::vec3& lamp) {
  if (std::max({material.emissive.r, material.emissive.g, material.emissive.b}) <= 0) return false;
  const glm::vec3 air(0.05f * glm::length(bounds.size()));
  return glm::all(glm::greaterThanEqual(lamp, bounds.min - air)) &&
         glm::all(glm::lessThanEqual(lamp, bounds.max + air));
}

}  // namespace

Result<void> LampShadow::make(int layers) {
  texels_ = layers <= kFewMaps ? kFineTexels : kTexels;
  layers_ = layers;
  maps_ = GlTexture::make();
  bind_to_fill(GL_TEXTURE_2D_ARRAY, maps_);
  glTexImage3D(GL_TEXTURE_2D_ARRAY, 0, GL_DEPTH_COMPONENT32F, texels_, texels_, layers, 0, GL_DEPTH_COMPONENT,
               GL_FLOAT, nullptr);
  glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MAX_LEVEL, 0);
  glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_COMPARE_MODE, GL_COMPARE_REF_TO_TEXTURE);
  glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_COMPARE_FUNC, GL_LEQUAL);
  if (!framebuffer_) {
    framebuffer_ = GlFramebuffer::make();
    frame_block_ = GlBuffer::make();
    glBindBuffer(GL_UNIFORM_BUFFER, frame_block_.name());
    glBufferData(GL_UNIFORM_BUFFER, sizeof(FrameBlock), nullptr, GL_DYNAMIC_DRAW);
  }
  return check_gl("the shadows of lamps");
}

Result<void> LampShadow::draw(const GpuModel::Contents& model, const PosedModel& pose,
                              const ViewSettings& settings, SurfacePass& surfaces, FrameBlock& frame) {
  const auto lamps = static_cast<std::size_t>(frame.lights.x);
  std::vector<LampView> views;
  std::vector<glm::vec3> places;  // Of the lamp behind each view.
  const float across = std::max(glm::length(pose.whole.size()), 1e-5f);
  ShadowKey key = shadow_key(model, pose, settings);
  for (std::size_t i = 0; i < lamps; ++i) {
    const auto type = static_cast<LightType>(static_cast<int>(frame.lamp_position[i].w));
    const std::size_t wanted = type == LightType::Point ? 6 : 1;
    frame.lamp_shadow[i] = glm::vec4(-1, 0, 0, 0);
    if (!settings.shadows || pose.whole.empty() || views.size() + wanted > kMaxLampMaps) continue;
    frame.lamp_shadow[i].x = static_cast<float>(views.size());
    const glm::vec3 place(frame.lamp_position[i]), shines(frame.lamp_direction[i]);
    if (type == LightType::Directional) {
      float width = 1;
      views.push_back(directional_view(shines, pose.whole, width));
      places.push_back(pose.whole.center() - 1e6f * across * shines);
      frame.lamp_shadow[i].y = width;
    } else {
      const float farthest = glm::distance(place, pose.whole.center()) + 0.51f * across;
      const float nearest = 1e-3f * across;
      const bool around = type == LightType::Point;
      // A wide spot's rim would need a map without end; beyond 170 degrees its light is as good as sideways.
      const float cone =
          around
              ? kQuarterTurn
              : std::clamp(
                    2.1f * std::acos(std::clamp(-frame.lamp_cone[i].y / frame.lamp_cone[i].x, -1.0f, 1.0f)),
                    0.02f, glm::radians(170.0f));
      for (std::size_t face = 0; face < wanted; ++face) {
        glm::vec3 along = shines;
        if (around) {
          along = glm::vec3(0);
          along[static_cast<int>(face) / 2] = face % 2 ? -1.0f : 1.0f;
        }
        views.push_back({looking(place, along), glm::perspective(cone, 1.0f, nearest, farthest)});
        places.push_back(place);
      }
      frame.lamp_shadow[i].y = 2 * std::tan(0.5f * cone);  // Width of the map one metre away.
      frame.lamp_shadow[i].z = 1;
    }
    for (const float v : {place.x, place.y, place.z, shines.x, shines.y, shines.z, frame.lamp_cone[i].x,
                          frame.lamp_cone[i].y})
      key.push_back(std::bit_cast<std::uint32_t>(v));
  }
  if (views.empty()) return {};
  const int layers = static_cast<int>(views.size());
  if (!maps_ || layers_ != layers) {
    key_.clear();
    maps_ = GlTexture{};
    if (auto ok = make(layers); !ok) {
      maps_ = GlTexture{};
      return ok;
    }
  }
  for (std::size_t i = 0; i < lamps; ++i) frame.lamp_shadow[i].y *= 1.5f / static_cast<float>(texels_);
  for (std::size_t i = 0; i < views.size(); ++i)
    frame.lamp_from_world[i] = views[i].projection * views[i].view;
  bind_texture(kUnitLampShadow, GL_TEXTURE_2D_ARRAY, maps_);
  if (key == key_) return {};

  ViewSettings plain = settings;
  plain.mode = ShadingMode::Shaded;
  plain.draft = false;
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
  glDrawBuffer(GL_NONE);
  glReadBuffer(GL_NONE);
  glViewport(0, 0, texels_, texels_);
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LESS);
  glDepthMask(GL_TRUE);
  glEnable(GL_POLYGON_OFFSET_FILL);
  glPolygonOffset(2, 4);
  Result<void> drawn;
  for (int layer = 0; layer < layers && drawn; ++layer) {
    const auto at = static_cast<std::size_t>(layer);
    FrameBlock from_lamp;
    from_lamp.view = views[at].view;
    from_lamp.view_projection = frame.lamp_from_world[at];
    from_lamp.section = frame.section;
    from_lamp.display.x = static_cast<float>(layer);  // Seed of the holes in veils.
    glBindBuffer(GL_UNIFORM_BUFFER, frame_block_.name());
    glBufferSubData(GL_UNIFORM_BUFFER, 0, sizeof(from_lamp), &from_lamp);
    glBindBufferBase(GL_UNIFORM_BUFFER, kFrameBinding, frame_block_.name());
    glFramebufferTextureLayer(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, maps_.name(), 0, layer);
    const float farthest = 1;
    glClearBufferfv(GL_DEPTH, 0, &farthest);
    surfaces.collect(model, pose, plain, from_lamp.view, from_lamp.view_projection, 0, list_);
    std::erase_if(list_.opaque, [&](const SurfaceDraw& draw) {
      return is_lamp_itself(model.material(draw.material), pose.bounds[draw.instance], places[at]);
    });
    drawn = surfaces.draw(model, pose, list_.opaque, SurfacePass::What::Shadow);
    if (drawn) drawn = surfaces.draw(model, pose, list_.blended, SurfacePass::What::Shadow);
  }
  glDisable(GL_POLYGON_OFFSET_FILL);
  if (drawn) key_ = std::move(key);
  return drawn;
}

std::uint64_t LampShadow::gpu_bytes() const {
  return maps_ ? 4ull * static_cast<std::uint64_t>(texels_) * static_cast<std::uint64_t>(texels_) *
                     static_cast<std::uint64_t>(layers_)
               : 0;
}

}  // namespace bandaji
