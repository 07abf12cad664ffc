#include "renderer/preview.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/matrix.hpp>
#include <map>
#include <string>
#include <vector>

#include "renderer/environment_contents.h"
#include "renderer/frame_block.h"
#include "renderer/ground_pass.h"
#include "renderer/shadow_map.h"
#include "renderer/prefilter.h"
#include "renderer/shader.h"
#include "renderer/surface_features.h"
#include "renderer/surface_pass.h"
#include "renderer/targets.h"
#include "renderer/wire_pass.h"

namespace bandaji {
namespace {

constexpr int kScatterSize = 32;
constexpr std::size_t kKeptTargets = 3;
constexpr int kPeelLimit = 12;  // Transparent layers over one another; what lies deeper is hidden anyway.

// One finished picture, kept for the caller until the slot is drawn again.
struct Slot {
  GlTexture color;
  GlFramebuffer framebuffer;
  int width = 0;
  int height = 0;
};

// In world space, after the light was turned.
glm::vec3 toward_key(const Environment::Contents& light, const ViewSettings& settings) {
  const float angle = glm::radians(settings.light_rotation_degrees);
  const float c = std::cos(angle), s = std::sin(angle);
  const glm::vec3 key = light.key_direction;
  return {c * key.x + s * key.z, key.y, -s * key.x + c * key.z};
}

struct Antialiasing {
  int scale = 1;
  int samples = 1;
};

glm::vec3 decode_srgb(const glm::vec3& c) {
  glm::vec3 linear;
  for (int i = 0; i < 3; ++i) {
    const float v = std::clamp(c[i], 0.0f, 1.0f);
    linear[i] = v <= 0.04045f ? v / 12.92f : std::pow((v + 0.055f) / 1.055f, 2.4f);
  }
  return linear;
}

// Pixels, from the bottom left.
struct Rectangle {
  int x = 0, y = 0, width = 0, height = 0;
};

// The part of a picture that the box can cover; all of it when the box reaches behind the eye.
Rectangle covered(const Bounds& bounds, const glm::mat4& view_projection, int width, int height) {
  if (bounds.empty()) return {};
  glm::vec2 low(1), high(-1);
  for (int i = 0; i < 8; ++i) {
    const glm::vec4 p = view_projection * glm::vec4((i & 1) ? bounds.max.x : bounds.min.x, (i & 2) ? bounds.max.y : bounds.min.y,
                                                    (i & 4) ? bounds.max.z : bounds.min.z, 1);
    if (p.w <= 1e-6f) return {0, 0, width, height};
    low = glm::min(low, glm::vec2(p) / p.w);
    high = glm::max(high, glm::vec2(p) / p.w);
  }
  const auto pixel = [](float v, int size) {
    return static_cast<int>(std::clamp((v * 0.5f + 0.5f) * static_cast<float>(size), 0.0f, static_cast<float>(size)));
  };
  // Lines over the model are a pixel wider than it.
  const int left = std::max(pixel(low.x, width) - 2, 0), bottom = std::max(pixel(low.y, height) - 2, 0);
  const int right = std::min(pixel(high.x, width) + 3, width), top = std::min(pixel(high.y, height) + 3, height);
  return {left, bottom, std::max(right - left, 0), std::max(top - bottom, 0)};
}

void bind_texture(int unit, GLenum target, const GlTexture& texture) {
  glActiveTexture(static_cast<GLenum>(GL_TEXTURE0 + unit));
  glBindTexture(target, texture.name());
  glBindSampler(static_cast<GLuint>(unit), 0);
}

}  // namespace

struct Preview::Contents {
  GlLimits limits;
  GlVertexArray no_vertices;
  GlBuffer frame_block;
  GlTexture scatter;
  SurfacePass surfaces;
  SurfaceList list;
  GroundPass ground;
  ShadowMap shadow_map;
  WirePass wires;
  std::map<std::string, ShaderProgram, std::less<>> programs;  // The small ones, by name and defines.
  std::map<std::string, Environment, std::less<>> lights;
  std::optional<Environment> own_light;
  std::vector<SceneTarget> targets;  // Most recently used first.
  std::map<int, Slot> slots;
  std::optional<PeelTarget> peel;
  int peel_width = 0, peel_height = 0;
  std::optional<SceneCopy> copy;
  double last_frame_ms = 0;

  Result<const ShaderProgram*> program(const char* vertex, const char* fragment, const std::string& defines,
                                       ShaderProgram::Bindings textures);
  Result<const Environment::Contents*> light(const ViewSettings& settings);
  Result<SceneTarget*> scene_target(PictureSize size, const Antialiasing& wanted);
  Antialiasing antialiasing(const ViewSettings& settings, bool layered) const;
  FrameBlock frame_of(const Camera& camera, const ViewSettings& settings, const PosedModel& pose, const SceneTarget& target,
                      const Environment::Contents& light, const Bounds& scene) const;
  void add_lamps(const BakedModel& model, const PosedModel& pose, FrameBlock& frame) const;

  Result<Slot*> draw(const GpuModel& model, const Camera& camera, const ViewSettings& settings, PictureSize size, int slot,
                     bool straight);
  Result<void> draw_sky();
  Result<void> copy_scene(const ViewSettings& settings, const SceneTarget& target);
  Result<void> draw_transmissive(const GpuModel::Contents& model, const PosedModel& pose, const ViewSettings& settings, SceneTarget& target);
  Result<void> draw_blended(const GpuModel::Contents& model, const PosedModel& pose, SceneTarget& target);
  Result<void> resolve(const SceneTarget& target, const ViewSettings& settings, const Rectangle& drawn, Slot& slot, bool straight);
};

Result<const ShaderProgram*> Preview::Contents::program(const char* vertex, const char* fragment, const std::string& defines,
                                                        ShaderProgram::Bindings textures) {
  const std::string key = std::string(vertex) + "|" + fragment + "|" + defines;
  if (const auto known = programs.find(key); known != programs.end()) return &known->second;
  constexpr std::pair<const char*, int> kBlocks[] = {{"Frame", kFrameBinding}};
  auto built = ShaderProgram::build({vertex, fragment, {}, defines}, textures, kBlocks);
  if (!built) return tl::unexpected(built.error());
  return &programs.emplace(key, std::move(*built)).first->second;
}

Result<const Environment::Contents*> Preview::Contents::light(const ViewSettings& settings) {
  if (own_light) return &own_light->contents();
  const std::string_view name = is_light(settings.light) ? std::string_view(settings.light) : light_presets().front().name;
  auto known = lights.find(name);
  if (known == lights.end()) {
    auto made = Environment::from_light(name);
    if (!made) return tl::unexpected(made.error());
    known = lights.emplace(std::string(name), std::move(*made)).first;
  }
  return &known->second.contents();
}

Antialiasing Preview::Contents::antialiasing(const ViewSettings& settings, bool layered) const {
  const int samples = std::max(settings.samples, 1);
  // Layers are peeled by depth, and a depth per sample would be a shader run per sample anyway.
  const bool supersample = layered || limits.software || limits.max_samples < 2;
  if (samples == 1) return {};
  if (!supersample) return {1, std::min({samples, limits.max_samples, 8})};
  const int scale = samples >= 16 ? 4 : samples >= 9 ? 3 : 2;
  return {scale, 1};
}

Result<SceneTarget*> Preview::Contents::scene_target(PictureSize size, const Antialiasing& wanted) {
  const auto fits = [&](const SceneTarget& t) {
    return t.width == size.width && t.height == size.height && t.scale == wanted.scale && t.samples == wanted.samples;
  };
  const auto known = std::find_if(targets.begin(), targets.end(), fits);
  if (known != targets.end()) {
    std::rotate(targets.begin(), known, known + 1);
    return &targets.front();
  }
  if (targets.size() >= kKeptTargets) targets.pop_back();
  auto made = make_scene_target(size.width, size.height, wanted.scale, wanted.samples);
  if (!made) return tl::unexpected(made.error());
  targets.insert(targets.begin(), std::move(*made));
  return &targets.front();
}

FrameBlock Preview::Contents::frame_of(const Camera& camera, const ViewSettings& settings, const PosedModel& pose,
                                       const SceneTarget& target, const Environment::Contents& light, const Bounds& scene) const {
  FrameBlock frame;
  const float aspect = static_cast<float>(target.width) / static_cast<float>(target.height);
  frame.view = camera.view();
  frame.view_projection = camera.projection(aspect, scene) * frame.view;
  frame.inverse_view_projection = glm::inverse(frame.view_projection);
  const glm::vec3 back(frame.view[0].z, frame.view[1].z, frame.view[2].z);
  frame.eye = camera.orthographic ? glm::vec4(back, 0) : glm::vec4(camera.eye, 1);
  const float angle = glm::radians(settings.light_rotation_degrees);
  const float c = std::cos(angle), s = std::sin(angle);
  frame.environment = {c, s, settings.light_intensity, static_cast<float>(light.levels - 1)};
  frame.key_direction = glm::vec4(toward_key(light, settings), 0);
  frame.key_tint = glm::vec4(light.key_tint, 0);
  const auto w = static_cast<float>(target.image_width()), h = static_cast<float>(target.image_height());
  frame.target = {w, h, 1 / w, 1 / h};
  float nearest = 1e30f, farthest = -1e30f;
  for (int i = 0; i < 8; ++i) {
    const Bounds& b = pose.whole;
    const glm::vec3 corner((i & 1) ? b.max.x : b.min.x, (i & 2) ? b.max.y : b.min.y, (i & 4) ? b.max.z : b.min.z);
    const float depth = -(frame.view * glm::vec4(corner, 1)).z;
    nearest = std::min(nearest, depth), farthest = std::max(farthest, depth);
  }
  frame.display = {std::exp2(settings.exposure_ev), static_cast<float>(settings.tone_map), nearest, farthest};
  return frame;
}

void Preview::Contents::add_lamps(const BakedModel& model, const PosedModel& pose, FrameBlock& frame) const {
  std::size_t count = 0;
  for (const PunctualLight& lamp : model.lights()) {
    if (count == kMaxLamps) break;
    const glm::mat4& place = pose.pose.world[lamp.node];
    const glm::vec3 shines = glm::normalize(glm::mat3(place) * glm::vec3(0, 0, -1));
    frame.lamp_position[count] = glm::vec4(glm::vec3(place[3]), static_cast<float>(lamp.type));
    frame.lamp_direction[count] = glm::vec4(shines, lamp.range);
    frame.lamp_color[count] = glm::vec4(lamp.color * lamp.intensity, 0);
    const float outer = std::cos(lamp.outer_cone_radians);
    const float scale = 1 / std::max(0.001f, std::cos(lamp.inner_cone_radians) - outer);
    frame.lamp_cone[count] = {scale, -outer * scale, 0, 0};
    ++count;
  }
  frame.lights.x = static_cast<float>(count);
}

Result<void> Preview::Contents::draw_sky() {
  constexpr std::pair<const char*, int> kTextures[] = {{"environment_specular", kUnitSpecular}, {"environment_diffuse", kUnitDiffuse}};
  auto sky = program("full_screen.vert", "sky.frag", "", kTextures);
  if (!sky) return tl::unexpected(sky.error());
  (*sky)->use();
  glDepthFunc(GL_LEQUAL);
  glDepthMask(GL_FALSE);
  glBindVertexArray(no_vertices.name());
  glDrawArrays(GL_TRIANGLES, 0, 3);
  glDepthMask(GL_TRUE);
  glDepthFunc(GL_LESS);
  return {};
}

Result<void> Preview::Contents::resolve(const SceneTarget& target, const ViewSettings& settings, const Rectangle& drawn, Slot& slot,
                                        bool straight) {
  constexpr std::pair<const char*, int> kTextures[] = {{"scene", 0}};
  const bool display_values = settings.mode == ShadingMode::Unlit || settings.mode == ShadingMode::Normals ||
                              settings.mode == ShadingMode::UvChecker || settings.mode == ShadingMode::Depth;
  const ToneMap curve = display_values ? ToneMap::None : settings.tone_map;
  std::string defines = target.samples > 1 ? "#define MULTISAMPLED 1\n#define SAMPLES " + std::to_string(target.samples) + "\n"
                                           : "#define SCALE " + std::to_string(target.scale) + "\n";
  defines += "#define CURVE " + std::to_string(static_cast<int>(curve)) + "\n";
  auto shader = program("full_screen.vert", "resolve.frag", defines, kTextures);
  if (!shader) return tl::unexpected(shader.error());
  glBindFramebuffer(GL_FRAMEBUFFER, slot.framebuffer.name());
  glViewport(0, 0, target.width, target.height);
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_BLEND);
  bind_texture(0, target.samples > 1 ? GL_TEXTURE_2D_MULTISAMPLE : GL_TEXTURE_2D, target.color);
  (*shader)->use();
  (*shader)->set("exposure", display_values ? 1.0f : std::exp2(settings.exposure_ev));
  const bool filled = settings.backdrop != Backdrop::Transparent;
  // Whole bytes, so that the cleared and the resolved part of the backdrop are the same color.
  const glm::vec3 shown = glm::round(glm::clamp(settings.backdrop_srgb, 0.0f, 1.0f) * 255.0f) / 255.0f;
  (*shader)->set("backdrop", glm::vec4(glm::sqrt(decode_srgb(shown)), filled ? 1.0f : 0.0f));
  const float outside[4] = {filled ? shown.r : 0, filled ? shown.g : 0, filled ? shown.b : 0, filled ? 1.0f : 0.0f};
  glClearBufferfv(GL_COLOR, 0, outside);
  glEnable(GL_SCISSOR_TEST);
  glScissor(drawn.x, drawn.y, drawn.width, drawn.height);
  (*shader)->set("output_kind", glm::vec2(straight ? 1.0f : 0.0f, 0));
  glBindVertexArray(no_vertices.name());
  glDrawArrays(GL_TRIANGLES, 0, 3);
  glDisable(GL_SCISSOR_TEST);
  return {};
}

Result<void> Preview::Contents::copy_scene(const ViewSettings& settings, const SceneTarget& target) {
  const int w = target.image_width(), h = target.image_height();
  if (!copy || copy->width != w || copy->height != h) {
    auto made = make_scene_copy(w, h);
    if (!made) return tl::unexpected(made.error());
    copy = std::move(*made);
  }
  constexpr std::pair<const char*, int> kTextures[] = {{"source", kUnitScene}};
  auto halve = program("full_screen.vert", "halve.frag", "", kTextures);
  if (!halve) return tl::unexpected(halve.error());
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_BLEND);
  glBindVertexArray(no_vertices.name());
  (*halve)->use();
  glBindFramebuffer(GL_FRAMEBUFFER, copy->framebuffer.name());
  // What is seen through glass where nothing stands: the backdrop, or white paper that shines through halfway.
  const bool filled = settings.backdrop == Backdrop::Color;
  const glm::vec3 behind = filled ? decode_srgb(settings.backdrop_srgb) / std::exp2(settings.exposure_ev) : glm::vec3(1);
  for (int level = 0; level < copy->levels; ++level) {
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, copy->color.name(), level);
    glViewport(0, 0, std::max(w >> level, 1), std::max(h >> level, 1));
    bind_texture(kUnitScene, GL_TEXTURE_2D, level == 0 ? target.color : copy->color);
    // A level is read while the next one is written: only that one may be in reach of the sampler.
    if (level > 0) {
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_BASE_LEVEL, level - 1);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, level - 1);
    }
    const glm::vec2 source(std::max(w >> std::max(level - 1, 0), 1), std::max(h >> std::max(level - 1, 0), 1));
    (*halve)->set("behind", level == 0 ? glm::vec4(behind, filled ? 1.0f : 0.5f) : glm::vec4(0));
    (*halve)->set("step_size", level == 0 ? glm::vec2(0) : 0.5f / source);
    glDrawArrays(GL_TRIANGLES, 0, 3);
  }
  bind_texture(kUnitScene, GL_TEXTURE_2D, copy->color);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_BASE_LEVEL, 0);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, copy->levels - 1);
  glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer.name());
  glViewport(0, 0, w, h);
  glEnable(GL_DEPTH_TEST);
  return {};
}

Result<void> Preview::Contents::draw_transmissive(const GpuModel::Contents& model, const PosedModel& pose, const ViewSettings& settings,
                                                  SceneTarget& target) {
  if (auto ok = copy_scene(settings, target); !ok) return ok;
  glEnable(GL_BLEND);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  // Light that comes through a two-sided vessel has passed its far wall first.
  bool two_sided = false;
  for (const SurfaceDraw& draw : list.transmissive) two_sided = two_sided || model.material(draw.material).double_sided;
  if (two_sided) {
    if (auto ok = surfaces.draw(model, pose, list.transmissive, SurfacePass::What::ColorBack); !ok) return ok;
    if (auto ok = copy_scene(settings, target); !ok) return ok;
    glEnable(GL_BLEND);
  }
  auto drawn = surfaces.draw(model, pose, list.transmissive, SurfacePass::What::ColorFront);
  glDisable(GL_BLEND);
  return drawn;
}

Result<void> Preview::Contents::draw_blended(const GpuModel::Contents& model, const PosedModel& pose, SceneTarget& target) {
  const int w = target.image_width(), h = target.image_height();
  if (!peel || peel_width != w || peel_height != h) {
    auto made = make_peel_target(w, h);
    if (!made) return tl::unexpected(made.error());
    peel = std::move(*made);
    peel_width = w, peel_height = h;
  }
  // Depth peeling (Everitt 2001), front to back: each turn finds the nearest surface behind the one found
  // before, and lays it under what is there already.  The order of triangles does not matter.
  const float zero[4] = {0, 0, 0, 0};
  const float front = 0, back = 1;
  glBindFramebuffer(GL_FRAMEBUFFER, peel->framebuffer[0].name());
  glClearBufferfv(GL_COLOR, 0, zero);
  glBindFramebuffer(GL_FRAMEBUFFER, peel->framebuffer[1].name());
  glClearBufferfv(GL_DEPTH, 0, &front);
  bind_texture(kUnitDepthOpaque, GL_TEXTURE_2D, target.depth);
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LESS);
  const GlQuery query = GlQuery::make();
  for (int layer = 0; layer < kPeelLimit; ++layer) {
    const int now = layer % 2;
    glBindFramebuffer(GL_FRAMEBUFFER, peel->framebuffer[now].name());
    glClearBufferfv(GL_DEPTH, 0, &back);
    bind_texture(kUnitDepthBefore, GL_TEXTURE_2D, peel->depth[1 - now]);
    // First only the depth of the layer, then its color where the depth is that of the layer.
    glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
    glDisable(GL_BLEND);
    glBeginQuery(GL_ANY_SAMPLES_PASSED, query.name());
    auto depth_only = surfaces.draw(model, pose, list.blended, SurfacePass::What::NextLayer);
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
    auto colored = surfaces.draw(model, pose, list.blended);
    glDepthMask(GL_TRUE);
    glDepthFunc(GL_LESS);
    if (!colored) return colored;
  }
  constexpr std::pair<const char*, int> kTextures[] = {{"source", kUnitScene}};
  auto lay = program("full_screen.vert", "halve.frag", "", kTextures);
  if (!lay) return tl::unexpected(lay.error());
  glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer.name());
  glDisable(GL_DEPTH_TEST);
  glEnable(GL_BLEND);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  bind_texture(kUnitScene, GL_TEXTURE_2D, peel->color);
  (*lay)->use();
  (*lay)->set("step_size", glm::vec2(0));
  (*lay)->set("behind", glm::vec4(0));
  glBindVertexArray(no_vertices.name());
  glDrawArrays(GL_TRIANGLES, 0, 3);
  glDisable(GL_BLEND);
  return {};
}

Result<Slot*> Preview::Contents::draw(const GpuModel& model, const Camera& camera, const ViewSettings& settings, PictureSize size,
                                      int slot_index, bool straight) {
  const auto started = std::chrono::steady_clock::now();
  if (size.width < 1 || size.height < 1 || std::max(size.width, size.height) > limits.max_texture_size) {
    return fail(ErrorKind::Limit, "A picture of " + std::to_string(size.width) + " x " + std::to_string(size.height) +
                                      " pixels is larger than this graphics driver can draw (" +
                                      std::to_string(limits.max_texture_size) + ").");
  }
  const GlStateGuard guard;
  clear_gl_errors();
  // The pose is a cache inside the model; what the caller sees of it stays the same.
  auto& contents = const_cast<GpuModel::Contents&>(model.contents());
  const PosedModel& pose = contents.prepare(settings.time_seconds, settings.animate);
  auto environment = light(settings);
  if (!environment) return tl::unexpected(environment.error());

  bool layered = false;
  for (const Material& material : contents.source->materials()) {
    layered = layered || material.alpha_mode == AlphaMode::Blend || material.transmission > 0;
  }
  auto wanted = antialiasing(settings, layered);
  while (wanted.scale > 1 && std::max(size.width, size.height) * wanted.scale > limits.max_texture_size) --wanted.scale;
  auto found = scene_target(size, wanted);
  if (!found) return tl::unexpected(found.error());
  SceneTarget& target = **found;

  const bool is_lit = settings.mode == ShadingMode::Shaded || settings.mode == ShadingMode::Wireframe || settings.mode == ShadingMode::Clay;
  ViewSettings floor = settings;
  floor.ground = settings.ground && is_lit;  // Diagnostic colors are not to be darkened.
  if (floor.ground) ground.prepare(contents, pose, **environment, toward_key(**environment, settings));
  FrameBlock frame = frame_of(camera, settings, pose, target, **environment, with_ground(contents, pose, floor));
  add_lamps(*contents.source, pose, frame);
  std::uint64_t common = 0;
  if (frame.lights.x > 0) common |= kFeatureLamps;
  bind_texture(kUnitSpecular, GL_TEXTURE_CUBE_MAP, (*environment)->specular);
  bind_texture(kUnitDiffuse, GL_TEXTURE_CUBE_MAP, (*environment)->diffuse);
  bind_texture(kUnitScatter, GL_TEXTURE_2D, scatter);
  if (is_lit && settings.shadows && (*environment)->has_key && !pose.whole.empty()) {
    auto cast = shadow_map.draw(contents, pose, settings, surfaces, frame);
    if (!cast) return tl::unexpected(cast.error());
    common |= kFeatureShadows;
  }
  glBindBuffer(GL_UNIFORM_BUFFER, frame_block.name());
  glBufferSubData(GL_UNIFORM_BUFFER, 0, sizeof(frame), &frame);
  glBindBufferBase(GL_UNIFORM_BUFFER, kFrameBinding, frame_block.name());
  surfaces.collect(contents, pose, settings, frame.view, frame.view_projection, common, list);

  glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer.name());
  glViewport(0, 0, target.image_width(), target.image_height());
  const float clear_color[4] = {0, 0, 0, 0};
  const float clear_depth = 1;
  glClearBufferfv(GL_COLOR, 0, clear_color);
  glClearBufferfv(GL_DEPTH, 0, &clear_depth);
  glEnable(GL_DEPTH_TEST);
  if (auto ok = surfaces.draw(contents, pose, list.opaque); !ok) return tl::unexpected(ok.error());
  if (settings.backdrop == Backdrop::Environment) {
    if (auto ok = draw_sky(); !ok) return tl::unexpected(ok.error());
  }
  if (floor.ground || floor.grid) {
    auto laid = ground.draw(contents, pose, frame, floor, static_cast<float>(target.scale), no_vertices.name());
    if (!laid) return tl::unexpected(laid.error());
  }
  if (!list.transmissive.empty()) {
    if (auto ok = draw_transmissive(contents, pose, settings, target); !ok) return tl::unexpected(ok.error());
  }
  if (!list.blended.empty()) {
    if (auto ok = draw_blended(contents, pose, target); !ok) return tl::unexpected(ok.error());
  }

  if (settings.mode == ShadingMode::Wireframe) {
    if (auto ok = wires.draw(contents, pose, list, static_cast<float>(target.scale)); !ok) return tl::unexpected(ok.error());
  }

  Slot& slot = slots[slot_index];
  if (!slot.color || slot.width != size.width || slot.height != size.height) {
    slot = Slot{};
    slot.color = GlTexture::make();
    slot.width = size.width, slot.height = size.height;
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, slot.color.name());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, size.width, size.height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    slot.framebuffer = GlFramebuffer::make();
    glBindFramebuffer(GL_FRAMEBUFFER, slot.framebuffer.name());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, slot.color.name(), 0);
  }
  Rectangle drawn{0, 0, size.width, size.height};
  if (settings.backdrop != Backdrop::Environment) {
    drawn = covered(with_ground(contents, pose, floor), frame.view_projection, size.width, size.height);
  }
  if (auto ok = resolve(target, settings, drawn, slot, straight); !ok) return tl::unexpected(ok.error());
  glFinish();
  if (auto ok = check_gl("drawing the model"); !ok) return tl::unexpected(ok.error());
  last_frame_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
  return &slot;
}

Preview::Preview(Preview&&) noexcept = default;
Preview& Preview::operator=(Preview&&) noexcept = default;
Preview::~Preview() = default;

Result<Preview> Preview::create() {
  auto limits = read_gl_limits();
  if (!limits) return tl::unexpected(limits.error());
  const GlStateGuard guard;
  clear_gl_errors();
  log_driver_messages();
  Preview preview;
  preview.contents_ = std::make_unique<Contents>();
  Contents& c = *preview.contents_;
  c.limits = *limits;
  c.surfaces.prepare(c.limits);
  c.no_vertices = GlVertexArray::make();
  c.frame_block = GlBuffer::make();
  glBindBuffer(GL_UNIFORM_BUFFER, c.frame_block.name());
  glBufferData(GL_UNIFORM_BUFFER, sizeof(FrameBlock), nullptr, GL_DYNAMIC_DRAW);
  const std::vector<float> table = scatter_table(kScatterSize);
  c.scatter = GlTexture::make();
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, c.scatter.name());
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA16F, kScatterSize, kScatterSize, 0, GL_RGBA, GL_FLOAT, table.data());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  if (auto ok = check_gl("preparing the preview"); !ok) return tl::unexpected(ok.error());
  return preview;
}

Result<void> Preview::set_environment(const HdrImage& radiance) {
  const GlStateGuard guard;
  auto light = Environment::from_hdr(radiance);
  if (!light) return tl::unexpected(light.error());
  contents_->own_light = std::move(*light);
  return {};
}

void Preview::clear_environment() { contents_->own_light.reset(); }

Result<std::uint32_t> Preview::draw(const GpuModel& model, const Camera& camera, const ViewSettings& settings, PictureSize size, int slot) {
  auto drawn = contents_->draw(model, camera, settings, size, slot, false);
  if (!drawn) return tl::unexpected(drawn.error());
  return (*drawn)->color.name();
}

Result<Image> Preview::picture(const GpuModel& model, const Camera& camera, const ViewSettings& settings, PictureSize size) {
  constexpr int kPictureSlot = -1;
  auto drawn = contents_->draw(model, camera, settings, size, kPictureSlot, true);
  if (!drawn) return tl::unexpected(drawn.error());
  const GlStateGuard guard;
  const std::size_t row = 4 * static_cast<std::size_t>(size.width);
  std::vector<std::uint8_t> bottom_up(row * static_cast<std::size_t>(size.height));
  glBindFramebuffer(GL_READ_FRAMEBUFFER, (*drawn)->framebuffer.name());
  glReadPixels(0, 0, size.width, size.height, GL_RGBA, GL_UNSIGNED_BYTE, bottom_up.data());
  if (auto ok = check_gl("reading the picture back"); !ok) return tl::unexpected(ok.error());
  Image image;
  image.width = size.width;
  image.height = size.height;
  image.channels = 4;
  image.pixels.resize(bottom_up.size());
  for (std::size_t y = 0; y < static_cast<std::size_t>(size.height); ++y) {
    std::copy_n(bottom_up.begin() + static_cast<std::ptrdiff_t>((static_cast<std::size_t>(size.height) - 1 - y) * row), row,
                image.pixels.begin() + static_cast<std::ptrdiff_t>(y * row));
  }
  return image;
}

double Preview::last_frame_ms() const { return contents_->last_frame_ms; }

}  // namespace bandaji
