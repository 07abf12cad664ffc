#include "renderer/sky_shadow.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/trigonometric.hpp>

namespace bandaji {
namespace {

constexpr int kTexels = 384;
constexpr int kKeyLookups = 16;  // Of kSkyLookups, when there is a key light.

// A software driver takes long for every map: large models get fewer, whose edges are then blurred more.
int map_count(std::uint64_t triangles, bool software) {
  if (!software) return kSkyDirections;
  constexpr std::uint64_t kTriangles = 6000000;  // Drawn for all maps together.
  const std::uint64_t turns = kTriangles / std::max<std::uint64_t>(triangles, 1) / kSkyLookups;
  return kSkyLookups * static_cast<int>(std::clamp<std::uint64_t>(turns, 1, 3));
}

glm::vec3 turned(const glm::vec3& d, float degrees) {
  const float angle = glm::radians(degrees), c = std::cos(angle), s = std::sin(angle);
  return {c * d.x + s * d.z, d.y, -s * d.x + c * d.z};
}

}  // namespace

Result<void> SkyShadow::make(int layers) {
  maps_ = GlTexture::make();
  bind_to_fill(GL_TEXTURE_2D_ARRAY, maps_);
  glTexImage3D(GL_TEXTURE_2D_ARRAY, 0, GL_DEPTH_COMPONENT16, kTexels, kTexels, layers, 0, GL_DEPTH_COMPONENT,
               GL_UNSIGNED_SHORT, nullptr);
  glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MAX_LEVEL, 0);
  glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_COMPARE_MODE, GL_COMPARE_REF_TO_TEXTURE);
  glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_COMPARE_FUNC, GL_LEQUAL);
  layers_ = layers;
  if (!framebuffer_) {
    framebuffer_ = GlFramebuffer::make();
    frame_block_ = GlBuffer::make();
    glBindBuffer(GL_UNIFORM_BUFFER, frame_block_.name());
    glBufferData(GL_UNIFORM_BUFFER, sizeof(FrameBlock), nullptr, GL_DYNAMIC_DRAW);
    sky_block_ = GlBuffer::make();
    glBindBuffer(GL_UNIFORM_BUFFER, sky_block_.name());
    glBufferData(GL_UNIFORM_BUFFER, sizeof(SkyBlock), nullptr, GL_DYNAMIC_DRAW);
  }
  return check_gl("the shadows of the sky");
}

Result<void> SkyShadow::prepare(const GpuModel::Contents& model, const PosedModel& pose,
                                const ViewSettings& settings, const Environment::Contents& light,
                                SurfacePass& surfaces, bool software) {
  ShadowKey key = shadow_key(model, pose, settings);
  key.push_back(light.serial);
  key.push_back(std::bit_cast<std::uint32_t>(settings.light_rotation_degrees));
  if (key == key_ && maps_) return {};

  const int total = map_count(model.source->facts().triangles, software);
  const int turns = total / kSkyLookups;
  const int key_count = light.sky.key.empty() ? 0 : turns * kKeyLookups;
  const auto wanted_key = std::min(static_cast<std::size_t>(key_count), light.sky.key.size());
  const auto wanted_sky = std::min(static_cast<std::size_t>(total) - wanted_key, light.sky.sky.size());
  if (!maps_ || layers_ != total) {
    key_.clear();
    maps_ = GlTexture{};
    if (auto ok = make(total); !ok) {
      maps_ = GlTexture{};
      return ok;
    }
  }
  key_maps_.clear();
  sky_maps_.clear();
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
  glDrawBuffer(GL_NONE);
  glReadBuffer(GL_NONE);
  glViewport(0, 0, kTexels, kTexels);
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LESS);
  glDepthMask(GL_TRUE);
  glEnable(GL_POLYGON_OFFSET_FILL);
  glPolygonOffset(2, 4);
  ViewSettings plain = settings;
  plain.mode = ShadingMode::Shaded;
  plain.draft = false;
  int layer = 0;
  Result<void> drawn;
  const auto draw_map = [&](const SkyDirection& from, std::vector<Map>& maps) {
    if (!drawn) return;
    const glm::vec3 toward = turned(from.toward, settings.light_rotation_degrees);
    const glm::vec3 center = pose.whole.center();
    const glm::vec3 up = std::abs(toward.y) > 0.95f ? glm::vec3(0, 0, -1) : glm::vec3(0, 1, 0);
    const glm::mat4 view = glm::lookAt(center + toward, center, up);
    const Bounds seen = pose.whole.transformed(view);
    const glm::vec2 half = 0.53f * glm::max(glm::vec2(seen.size()), glm::vec2(1e-5f));
    const glm::vec3 middle = seen.center();
    const float air = 0.02f * std::max(half.x, half.y);
    const glm::mat4 projection = glm::ortho(middle.x - half.x, middle.x + half.x, middle.y - half.y,
                                            middle.y + half.y, -seen.max.z - air, -seen.min.z + air);
    Map map;
    map.from_world = projection * view;
    map.toward = glm::vec4(toward, from.weight);
    map.offset = 1.5f * 2 * std::max(half.x, half.y) / kTexels;
    const float depth = 0.5f * seen.size().z + air;
    map.slope_scale = half * half / (depth * depth);
    maps.push_back(map);

    FrameBlock from_light;
    from_light.view = view;
    from_light.view_projection = map.from_world;
    if (settings.section) from_light.section = glm::vec4(settings.section->normal, settings.section->offset);
    from_light.display.x = static_cast<float>(layer);  // Seed of the holes in veils.
    glBindBuffer(GL_UNIFORM_BUFFER, frame_block_.name());
    glBufferSubData(GL_UNIFORM_BUFFER, 0, sizeof(from_light), &from_light);
    glBindBufferBase(GL_UNIFORM_BUFFER, kFrameBinding, frame_block_.name());
    glFramebufferTextureLayer(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, maps_.name(), 0, layer);
    const float farthest = 1;
    glClearBufferfv(GL_DEPTH, 0, &farthest);
    surfaces.collect(model, pose, plain, view, map.from_world, 0, list_);
    drawn = surfaces.draw(model, pose, list_.opaque, SurfacePass::What::Shadow);
    if (drawn) drawn = surfaces.draw(model, pose, list_.blended, SurfacePass::What::Shadow);
    ++layer;
  };
  for (std::size_t i = 0; i < wanted_key; ++i) draw_map(light.sky.key[i], key_maps_);
  for (std::size_t i = 0; i < wanted_sky; ++i) draw_map(light.sky.sky[i], sky_maps_);
  glDisable(GL_POLYGON_OFFSET_FILL);
  if (drawn) key_ = std::move(key);
  return drawn;
}

void SkyShadow::bind(int pass) {
  SkyBlock block;
  const std::size_t keys = key_maps_.empty() ? 0 : kKeyLookups;
  const PassShift shift = pass_shift(pass);
  // So wide that the steps between the shadows of neighboring directions run into each other.
  const float blur = 100.0f / std::sqrt(static_cast<float>(std::max(layers_, 1))) / kTexels;
  for (std::size_t i = 0; i < kSkyLookups; ++i) {
    const std::vector<Map>& maps = i < keys ? key_maps_ : sky_maps_;
    const std::size_t turn = i < keys ? keys : kSkyLookups - keys;
    const std::size_t at = (static_cast<std::size_t>(pass) * turn + (i < keys ? i : i - keys)) %
                           std::max(maps.size(), std::size_t{1});
    if (maps.empty()) continue;
    block.from_world[i] = maps[at].from_world;
    block.toward[i] = maps[at].toward;
    const auto layer = static_cast<float>(i < keys ? at : key_maps_.size() + at);
    block.detail[i] = {layer, maps[at].offset, maps[at].slope_scale.x, maps[at].slope_scale.y};
    const float turn_by = 2.3999632f * static_cast<float>(i), c = std::cos(turn_by), n = std::sin(turn_by);
    block.shift[i] =
        blur * glm::vec4(c * shift.lens.x - n * shift.lens.y, n * shift.lens.x + c * shift.lens.y, 0, 0);
  }
  block.counts = {static_cast<float>(keys) / 4, static_cast<float>(kSkyLookups - keys) / 4, 0, 0};
  glBindBuffer(GL_UNIFORM_BUFFER, sky_block_.name());
  glBufferSubData(GL_UNIFORM_BUFFER, 0, sizeof(block), &block);
  glBindBufferBase(GL_UNIFORM_BUFFER, kSkyBinding, sky_block_.name());
  bind_texture(kUnitShadow, GL_TEXTURE_2D_ARRAY, maps_);
}

std::uint64_t SkyShadow::gpu_bytes() const {
  return maps_ ? 2ull * kTexels * kTexels * static_cast<std::uint64_t>(layers_) : 0;
}

}  // namespace bandaji
