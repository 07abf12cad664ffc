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

#include "renderer/display_color.h"
#include "renderer/environment_contents.h"
#include "renderer/frame_block.h"
#include "renderer/ground_pass.h"
#include "renderer/layer_pass.h"
#include "renderer/prefilter.h"
#include "renderer/shader.h"
#include "renderer/shadow_map.h"
#include "renderer/surface_features.h"
#include "renderer/surface_pass.h"
#include "renderer/targets.h"
#include "renderer/wire_pass.h"

namespace bandaji {
namespace {

constexpr int kScatterSize = 32;
constexpr std::size_t kKeptTargets = 3;

// One finished picture, kept for the caller until the slot is drawn again.
struct Slot {
  GlTexture color;
  GlFramebuffer framebuffer;
  int width = 0;
  int height = 0;
};

struct Antialiasing {
  int scale = 1;
  int samples = 1;
};

// Pixels, from the bottom left.
struct Rectangle {
  int x = 0, y = 0, width = 0, height = 0;
};

// The part of a picture that the box can cover; all of it when the box reaches behind the eye.
Rectangle covered(const Bounds& bounds, const glm::mat4& view_projection, int width, int height) {
  if (bounds.empty()) return {};
  glm::vec2 low(1), high(-1);
  for (int i = 0; i < 8; ++i) {
    const glm::vec4 p = view_projection * glm::vec4((i & 1) ? bounds.max.x : bounds.min.x,
                                                    (i & 2) ? bounds.max.y : bounds.min.y,
                                                    (i & 4) ? bounds.max.z : bounds.min.z, 1);
    if (p.w <= 1e-6f) return {0, 0, width, height};
    low = glm::min(low, glm::vec2(p) / p.w);
    high = glm::max(high, glm::vec2(p) / p.w);
  }
  const auto pixel = [](float v, int size) {
    return static_cast<int>(
        std::clamp((v * 0.5f + 0.5f) * static_cast<float>(size), 0.0f, static_cast<float>(size)));
  };
  // Lines over the model are a pixel wider than it.
  const int left = std::max(pixel(low.x, width) - 2, 0), bottom = std::max(pixel(low.y, height) - 2, 0);
  const int right = std::min(pixel(high.x, width) + 3, width),
            top = std::min(pixel(high.y, height) + 3, height);
  return {left, bottom, std::max(right - left, 0), std::max(top - bottom, 0)};
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
  LayerPass layers;
  double last_frame_ms = 0;

  Result<const ShaderProgram*> program(const char* vertex, const char* fragment, const std::string& defines,
                                       ShaderProgram::Bindings textures);
  Result<const Environment::Contents*> light(const ViewSettings& settings);
  Result<SceneTarget*> scene_target(PictureSize size, const Antialiasing& wanted);
  Antialiasing antialiasing(const ViewSettings& settings, bool layered) const;

  Result<Slot*> draw(const GpuModel& model, const Camera& camera, const ViewSettings& settings,
                     PictureSize size, int slot, bool straight);
  Result<void> draw_sky();
  Result<void> resolve(const SceneTarget& target, const ViewSettings& settings, const Rectangle& drawn,
                       Slot& slot, bool straight);
};

Result<const ShaderProgram*> Preview::Contents::program(const char* vertex, const char* fragment,
                                                        const std::string& defines,
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
  const std::string_view name =
      is_light(settings.light) ? std::string_view(settings.light) : light_presets().front().name;
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
    return t.width == size.width && t.height == size.height && t.scale == wanted.scale &&
           t.samples == wanted.samples;
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

Result<void> Preview::Contents::draw_sky() {
  constexpr std::pair<const char*, int> kTextures[] = {{"environment_specular", kUnitSpecular},
                                                       {"environment_diffuse", kUnitDiffuse}};
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

Result<void> Preview::Contents::resolve(const SceneTarget& target, const ViewSettings& settings,
                                        const Rectangle& drawn, Slot& slot, bool straight) {
  constexpr std::pair<const char*, int> kTextures[] = {{"scene", 0}};
  const bool display_values = settings.mode == ShadingMode::Unlit || settings.mode == ShadingMode::Normals ||
                              settings.mode == ShadingMode::UvChecker || settings.mode == ShadingMode::Depth;
  const ToneMap curve = display_values ? ToneMap::None : settings.tone_map;
  std::string defines =
      target.samples > 1 ? "#define MULTISAMPLED 1\n#define SAMPLES " + std::to_string(target.samples) + "\n"
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
  (*shader)->set("backdrop", glm::vec4(glm::sqrt(linear_of(shown)), filled ? 1.0f : 0.0f));
  const float outside[4] = {filled ? shown.r : 0, filled ? shown.g : 0, filled ? shown.b : 0,
                            filled ? 1.0f : 0.0f};
  glClearBufferfv(GL_COLOR, 0, outside);
  glEnable(GL_SCISSOR_TEST);
  glScissor(drawn.x, drawn.y, drawn.width, drawn.height);
  (*shader)->set("output_kind", glm::vec2(straight ? 1.0f : 0.0f, 0));
  glBindVertexArray(no_vertices.name());
  glDrawArrays(GL_TRIANGLES, 0, 3);
  glDisable(GL_SCISSOR_TEST);
  return {};
}

Result<Slot*> Preview::Contents::draw(const GpuModel& model, const Camera& camera,
                                      const ViewSettings& settings, PictureSize size, int slot_index,
                                      bool straight) {
  const auto started = std::chrono::steady_clock::now();
  if (size.width < 1 || size.height < 1 || std::max(size.width, size.height) > limits.max_texture_size) {
    return fail(ErrorKind::Limit, "A picture of " + std::to_string(size.width) + " x " +
                                      std::to_string(size.height) +
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
  while (wanted.scale > 1 && std::max(size.width, size.height) * wanted.scale > limits.max_texture_size)
    --wanted.scale;
  auto found = scene_target(size, wanted);
  if (!found) return tl::unexpected(found.error());
  SceneTarget& target = **found;

  const bool is_lit = settings.mode == ShadingMode::Shaded || settings.mode == ShadingMode::Wireframe ||
                      settings.mode == ShadingMode::Clay;
  ViewSettings floor = settings;
  floor.ground = settings.ground && is_lit;  // Diagnostic colors are not to be darkened.
  if (floor.ground) ground.prepare(contents, pose, **environment, toward_key(**environment, settings));
  FrameBlock frame =
      make_frame(camera, settings, pose, target, **environment, with_ground(contents, pose, floor));
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
    auto laid =
        ground.draw(contents, pose, frame, floor, static_cast<float>(target.scale), no_vertices.name());
    if (!laid) return tl::unexpected(laid.error());
  }
  if (!list.transmissive.empty()) {
    if (auto ok = layers.draw_glass(contents, pose, settings, surfaces, list.transmissive, target,
                                    no_vertices.name());
        !ok)
      return tl::unexpected(ok.error());
  }
  if (!list.blended.empty()) {
    if (auto ok = layers.draw_veils(contents, pose, surfaces, list.blended, target, no_vertices.name()); !ok)
      return tl::unexpected(ok.error());
  }

  if (settings.mode == ShadingMode::Wireframe) {
    if (auto ok = wires.draw(contents, pose, list, static_cast<float>(target.scale)); !ok)
      return tl::unexpected(ok.error());
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
  last_frame_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
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

void Preview::clear_environment() {
  contents_->own_light.reset();
}

Result<std::uint32_t> Preview::draw(const GpuModel& model, const Camera& camera, const ViewSettings& settings,
                                    PictureSize size, int slot) {
  auto drawn = contents_->draw(model, camera, settings, size, slot, false);
  if (!drawn) return tl::unexpected(drawn.error());
  return (*drawn)->color.name();
}

Result<Image> Preview::picture(const GpuModel& model, const Camera& camera, const ViewSettings& settings,
                               PictureSize size) {
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
    std::copy_n(bottom_up.begin() +
                    static_cast<std::ptrdiff_t>((static_cast<std::size_t>(size.height) - 1 - y) * row),
                row, image.pixels.begin() + static_cast<std::ptrdiff_t>(y * row));
  }
  return image;
}

double Preview::last_frame_ms() const {
  return contents_->last_frame_ms;
}

}  // namespace bandaji
