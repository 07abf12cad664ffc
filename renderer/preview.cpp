#include "renderer/preview.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/matrix.hpp>
#include <map>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "renderer/cap_pass.h"
#include "renderer/environment_contents.h"
#include "renderer/figure_pass.h"
#include "renderer/frame_block.h"
#include "renderer/ground_pass.h"
#include "renderer/lamp_shadow.h"
#include "renderer/layer_pass.h"
#include "renderer/mark_pass.h"
#include "renderer/pick_pass.h"
#include "renderer/prefilter.h"
#include "renderer/resolve_pass.h"
#include "renderer/shader.h"
#include "renderer/shadow_map.h"
#include "renderer/sky_shadow.h"
#include "renderer/surface_features.h"
#include "renderer/surface_pass.h"
#include "renderer/targets.h"
#include "renderer/wire_pass.h"

namespace bandaji {
namespace {

constexpr int kScatterSize = 32;
constexpr std::size_t kKeptTargets = 3;
constexpr int kPassScale = 2;  // Samples along each side of a pixel in one of many passes.

// One finished picture, kept for the caller until the slot is drawn again.
struct Slot {
  GlTexture color;
  GlFramebuffer framebuffer;
  int width = 0;
  int height = 0;
  // Sum of the samples of accumulated passes, made when first needed.
  GlTexture sum;
  GlFramebuffer sum_framebuffer;
};

GlTexture picture_texture(PictureSize size, GLint format, GLenum type, GLint filter) {
  GlTexture texture = GlTexture::make();
  bind_to_fill(GL_TEXTURE_2D, texture);
  glTexImage2D(GL_TEXTURE_2D, 0, format, size.width, size.height, 0, GL_RGBA, type, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  return texture;
}

struct Antialiasing {
  int scale = 1;
  int samples = 1;
};

// The part of a picture that the box can cover; all of it when the box reaches behind the eye.
Rectangle covered(const Bounds& bounds, const glm::mat4& view_projection, int width, int height, int margin) {
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
  const int left = std::max(pixel(low.x, width) - margin, 0),
            bottom = std::max(pixel(low.y, height) - margin, 0);
  const int right = std::min(pixel(high.x, width) + margin + 1, width),
            top = std::min(pixel(high.y, height) + margin + 1, height);
  return {left, bottom, std::max(right - left, 0), std::max(top - bottom, 0)};
}

// Whether finding out first what is seen at all costs less than shading what is hidden afterwards: where
// there are far more samples than triangles.
bool worth_a_depth_pass(const GpuModel::Contents& model, const SurfaceList& list, const SceneTarget& target) {
  std::uint64_t corners = 0;
  for (const SurfaceDraw& draw : list.opaque) {
    if (draw.features & kElementFeatures) return false;
    corners +=
        static_cast<std::uint64_t>(model.meshes[model.instances[draw.instance].source.mesh].index_count);
  }
  constexpr std::uint64_t kSamplesPerCorner = 4;
  return corners * kSamplesPerCorner <
         static_cast<std::uint64_t>(target.image_width()) * static_cast<std::uint64_t>(target.image_height());
}

bool has_sheen(const SurfaceList& list) {
  const auto any = [](const std::vector<SurfaceDraw>& draws) {
    return std::any_of(draws.begin(), draws.end(),
                       [](const SurfaceDraw& draw) { return (draw.features & kFeatureSheen) != 0; });
  };
  return any(list.opaque) || any(list.transmissive) || any(list.blended);
}

}  // namespace

// All but one in two hundred of the values by two steps at most.
bool has_settled(const Image& before, const Image& after) {
  std::size_t apart = 0;
  for (std::size_t i = 0; i < after.pixels.size(); ++i)
    apart += std::abs(static_cast<int>(before.pixels[i]) - static_cast<int>(after.pixels[i])) > 2 ? 1 : 0;
  return apart * 200 <= after.pixels.size();
}

struct Preview::Contents {
  GlLimits limits;
  GlVertexArray no_vertices;
  GlBuffer frame_block;
  GlTexture scatter;
  SurfacePass surfaces;
  SurfaceList list;
  GroundPass ground;
  ShadowMap shadow_map;
  LampShadow lamp_shadow;
  WirePass wires;
  MarkPass marks;
  FigurePass figure;
  std::map<std::string, ShaderProgram, std::less<>> programs;  // The small ones, by name and defines.
  std::map<std::string, Environment, std::less<>> lights;
  std::optional<Environment> own_light;
  std::vector<SceneTarget> targets;  // Most recently used first.
  std::map<int, Slot> slots;
  LayerPass layers;
  SkyShadow sky;
  CapPass caps;
  PickPass picker;
  ResolvePass resolver;
  double last_frame_ms = 0;

  Result<const ShaderProgram*> program(const char* vertex, const char* fragment, const std::string& defines,
                                       ShaderProgram::Bindings textures);
  Result<const Environment::Contents*> light(const ViewSettings& settings);
  Result<SceneTarget*> scene_target(PictureSize size, const Antialiasing& wanted);
  Antialiasing antialiasing(const ViewSettings& settings, bool layered) const;

  Result<Slot*> slot_of(int index, PictureSize size);
  // Light, as far as the slot's samples: with `pass` one of many pictures from slightly moved places. `drawn`
  // becomes what of the picture is not empty.
  Result<SceneTarget*> draw_scene(const GpuModel& model, const Camera& camera, const ViewSettings& settings,
                                  PictureSize size, std::optional<int> pass, Rectangle& drawn);
  Result<Slot*> draw(const GpuModel& model, const Camera& camera, const ViewSettings& settings,
                     PictureSize size, int slot, bool straight);
  Result<Slot*> accumulate(const GpuModel& model, const Camera& camera, const ViewSettings& settings,
                           PictureSize size, int slot, int pass, bool straight, bool show);
  static Result<Image> read_back(const Slot& slot);
  Result<void> draw_sky();
  Result<void> draw_depth_first(const GpuModel::Contents& model, const PosedModel& pose);
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
  auto shader = program("full_screen.vert", "sky.frag", "", kTextures);
  if (!shader) return tl::unexpected(shader.error());
  (*shader)->use();
  glDepthFunc(GL_LEQUAL);
  glDepthMask(GL_FALSE);
  glBindVertexArray(no_vertices.name());
  glDrawArrays(GL_TRIANGLES, 0, 3);
  glDepthMask(GL_TRUE);
  glDepthFunc(GL_LESS);
  return {};
}

// The opaque surfaces: their depth alone, then the light of what is in front.  Of surfaces at the same depth
// the one drawn last stays, which without the first step is the one drawn first; hence the other way around.
Result<void> Preview::Contents::draw_depth_first(const GpuModel::Contents& model, const PosedModel& pose) {
  glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
  auto ok = surfaces.draw(model, pose, list.opaque, SurfacePass::What::Depth);
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  if (!ok) return ok;
  std::reverse(list.opaque.begin(), list.opaque.end());
  glDepthFunc(GL_LEQUAL);
  ok = surfaces.draw(model, pose, list.opaque);
  glDepthFunc(GL_LESS);
  return ok;
}

Result<Slot*> Preview::Contents::slot_of(int index, PictureSize size) {
  if (const auto known = slots.find(index); known != slots.end()) {
    if (known->second.width == size.width && known->second.height == size.height) return &known->second;
    slots.erase(known);  // Its memory may be needed for the next.
  }
  Slot slot;
  slot.width = size.width, slot.height = size.height;
  slot.color = picture_texture(size, GL_RGBA8, GL_UNSIGNED_BYTE, GL_LINEAR);
  slot.framebuffer = GlFramebuffer::make();
  glBindFramebuffer(GL_FRAMEBUFFER, slot.framebuffer.name());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, slot.color.name(), 0);
  if (auto ok = check_gl("the picture"); !ok) return tl::unexpected(ok.error());
  return &slots.emplace(index, std::move(slot)).first->second;
}

Result<SceneTarget*> Preview::Contents::draw_scene(const GpuModel& model, const Camera& camera,
                                                   const ViewSettings& settings, PictureSize size,
                                                   std::optional<int> pass, Rectangle& drawn) {
  if (size.width < 1 || size.height < 1 || std::max(size.width, size.height) > limits.max_texture_size) {
    return fail(ErrorKind::Limit, "A picture of " + std::to_string(size.width) + " x " +
                                      std::to_string(size.height) +
                                      " pixels is larger than this graphics driver can draw (" +
                                      std::to_string(limits.max_texture_size) + ").");
  }
  // The pose is a cache inside the model; what the caller sees of it stays the same.
  auto& contents = const_cast<GpuModel::Contents&>(model.contents());
  const PosedModel& pose = contents.prepare(settings.time_seconds, settings.animate, settings.clip);
  auto environment = light(settings);
  if (!environment) return tl::unexpected(environment.error());

  // A pass is four samples: the vertices are not worked through for every single one, and textures stay
  // sharp.
  Antialiasing wanted{kPassScale, 1};
  if (!pass) {
    bool layered = false;
    for (const Material& material : contents.source->materials()) {
      layered = layered || material.alpha_mode == AlphaMode::Blend || material.transmission > 0;
    }
    wanted = antialiasing(settings, layered);
  }
  while (wanted.scale > 1 && std::max(size.width, size.height) * wanted.scale > limits.max_texture_size)
    --wanted.scale;
  auto found = scene_target(size, wanted);
  if (!found) return tl::unexpected(found.error());
  SceneTarget& target = **found;

  const bool is_lit = settings.mode == ShadingMode::Shaded || settings.mode == ShadingMode::Wireframe ||
                      settings.mode == ShadingMode::Clay;
  const bool occluded = is_lit && settings.occlusion && !pose.whole.empty();
  ViewSettings floor = settings;
  floor.ground = settings.ground && is_lit;  // Diagnostic colors are not to be darkened.
  if (floor.ground)
    ground.prepare(contents, pose, **environment, toward_key(**environment, settings), settings);
  std::uint64_t common = 0;
  if (occluded) {
    auto cast = sky.prepare(contents, pose, settings, **environment, surfaces, limits.software);
    if (!cast) return tl::unexpected(cast.error());
    common |= kFeatureSky;
  }
  PassShift shift;
  if (pass) {
    shift = pass_shift(*pass);
    shift.pixel /= static_cast<float>(target.scale);
  }
  Bounds scene = with_ground(contents, pose, floor);
  if (settings.figure_metres > 0) scene.add(with_figure(pose.whole, camera, settings.figure_metres));
  FrameBlock frame = make_frame(camera, settings, pose, target, **environment, scene, shift);
  const ElementSize elements = element_size(contents.source->facts(), size.width, size.height);
  frame.elements = static_cast<float>(target.scale) * glm::vec4(elements.point_px, elements.line_px, 0, 0);
  // Many passes find the glints of bumps by themselves; only single pictures need them blurred.
  if (pass) frame.lights.z = static_cast<float>(kSamplesPerPass) / kLeastStillSamples;
  add_lamps(*contents.source, pose, frame);
  if (frame.lights.x > 0) {
    common |= kFeatureLamps;
    if (is_lit) {
      if (auto cast = lamp_shadow.draw(contents, pose, settings, surfaces, frame); !cast)
        return tl::unexpected(cast.error());
    }
  }
  bind_texture(kUnitSpecular, GL_TEXTURE_CUBE_MAP, (*environment)->specular);
  bind_texture(kUnitDiffuse, GL_TEXTURE_CUBE_MAP, (*environment)->diffuse);
  bind_texture(kUnitScatter, GL_TEXTURE_2D, scatter);
  if (occluded) {
    sky.bind(pass.value_or(0));
  } else if (is_lit && settings.shadows && (*environment)->has_key && !pose.whole.empty()) {
    auto cast = shadow_map.draw(contents, pose, settings, surfaces, frame);
    if (!cast) return tl::unexpected(cast.error());
    common |= kFeatureShadows;
  }
  glBindBuffer(GL_UNIFORM_BUFFER, frame_block.name());
  glBufferSubData(GL_UNIFORM_BUFFER, 0, sizeof(frame), &frame);
  glBindBufferBase(GL_UNIFORM_BUFFER, kFrameBinding, frame_block.name());
  surfaces.collect(contents, pose, settings, frame.view, frame.view_projection, common, list);

  if (has_sheen(list)) {
    auto sheen = sheen_of(**environment);
    if (!sheen) return tl::unexpected(sheen.error());
    bind_texture(kUnitSheen, GL_TEXTURE_CUBE_MAP, **sheen);
  }

  glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer.name());
  glViewport(0, 0, target.image_width(), target.image_height());
  const float clear_color[4] = {0, 0, 0, 0};
  const float clear_depth = 1;
  glClearBufferfv(GL_COLOR, 0, clear_color);
  glClearBufferfv(GL_DEPTH, 0, &clear_depth);
  glEnable(GL_DEPTH_TEST);
  if (pass && limits.software && is_lit && worth_a_depth_pass(contents, list, target)) {
    if (auto ok = draw_depth_first(contents, pose); !ok) return tl::unexpected(ok.error());
  } else if (auto ok = surfaces.draw(contents, pose, list.opaque); !ok) {
    return tl::unexpected(ok.error());
  }
  if (settings.section) {
    if (auto ok = caps.prepare(contents, pose, settings); !ok) return tl::unexpected(ok.error());
    const float tall = camera.orthographic ? camera.ortho_height
                                           : 2 * glm::distance(camera.eye, pose.whole.center()) *
                                                 std::tan(0.5f * glm::radians(camera.vertical_fov_degrees));
    auto closed = caps.draw(settings, tall / static_cast<float>(size.height));
    if (!closed) return tl::unexpected(closed.error());
  }
  if (auto ok = figure.draw(pose.whole, camera, settings.figure_metres); !ok)
    return tl::unexpected(ok.error());
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
  if (auto ok = marks.draw(contents, pose, settings); !ok) return tl::unexpected(ok.error());
  drawn = {0, 0, size.width, size.height};
  // What is out of focus reaches beyond where it would be.
  if (settings.backdrop != Backdrop::Environment && settings.lens_radius_metres <= 0) {
    // Lines over the model are a pixel wider than it, and points and lines of its own as wide as they are
    // drawn.
    const ModelFacts& facts = contents.source->facts();
    const float reach = facts.points > 0 ? elements.point_px : facts.lines > 0 ? elements.line_px : 0;
    drawn = covered(scene, frame.view_projection, size.width, size.height,
                    2 + static_cast<int>(std::ceil(reach)));
  }
  return &target;
}

Result<Slot*> Preview::Contents::draw(const GpuModel& model, const Camera& camera,
                                      const ViewSettings& settings, PictureSize size, int slot_index,
                                      bool straight) {
  const auto started = std::chrono::steady_clock::now();
  const GlStateGuard guard;
  clear_gl_errors();
  Rectangle drawn;
  auto target = draw_scene(model, camera, settings, size, std::nullopt, drawn);
  if (!target) return tl::unexpected(target.error());
  auto slot = slot_of(slot_index, size);
  if (!slot) return slot;
  glBindFramebuffer(GL_FRAMEBUFFER, (*slot)->framebuffer.name());
  if (auto ok = resolver.draw(**target, settings, drawn, straight, no_vertices.name()); !ok)
    return tl::unexpected(ok.error());
  glFinish();
  if (auto ok = check_gl("drawing the model"); !ok) return tl::unexpected(ok.error());
  last_frame_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
  return slot;
}

Result<Slot*> Preview::Contents::accumulate(const GpuModel& model, const Camera& camera,
                                            const ViewSettings& settings, PictureSize size, int slot_index,
                                            int pass, bool straight, bool show) {
  const auto started = std::chrono::steady_clock::now();
  const GlStateGuard guard;
  clear_gl_errors();
  Rectangle drawn;
  auto target = draw_scene(model, camera, settings, size, pass, drawn);
  if (!target) return tl::unexpected(target.error());
  auto found = slot_of(slot_index, size);
  if (!found) return found;
  Slot& slot = **found;
  if (!slot.sum) {
    slot.sum = picture_texture(size, GL_RGBA32F, GL_FLOAT, GL_NEAREST);
    slot.sum_framebuffer = GlFramebuffer::make();
    glBindFramebuffer(GL_FRAMEBUFFER, slot.sum_framebuffer.name());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, slot.sum.name(), 0);
    if (auto ok = check_gl("the picture's samples"); !ok) {
      slots.erase(slot_index);
      return tl::unexpected(ok.error());
    }
  }
  glBindFramebuffer(GL_FRAMEBUFFER, slot.sum_framebuffer.name());
  if (pass == 0) {
    const float nothing[4] = {0, 0, 0, 0};
    glClearBufferfv(GL_COLOR, 0, nothing);
  }
  if (auto ok = resolver.add(**target, settings, drawn, no_vertices.name()); !ok)
    return tl::unexpected(ok.error());
  if (show) {
    glBindFramebuffer(GL_FRAMEBUFFER, slot.framebuffer.name());
    auto done =
        resolver.finish(slot.sum, pass + 1, size.width, size.height, settings, straight, no_vertices.name());
    if (!done) return tl::unexpected(done.error());
  }
  glFinish();
  if (auto ok = check_gl("drawing the model"); !ok) return tl::unexpected(ok.error());
  last_frame_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
  return found;
}

Result<Image> Preview::Contents::read_back(const Slot& slot) {
  const GlStateGuard guard;
  const std::size_t row = 4 * static_cast<std::size_t>(slot.width);
  const auto height = static_cast<std::size_t>(slot.height);
  std::vector<std::uint8_t> bottom_up;
  Image image;
  try {
    bottom_up.resize(row * height);
    image.pixels.resize(row * height);
  } catch (const std::bad_alloc&) {
    return fail(ErrorKind::Limit, "There is not enough memory for a picture of this size.");
  }
  glBindFramebuffer(GL_READ_FRAMEBUFFER, slot.framebuffer.name());
  glReadPixels(0, 0, slot.width, slot.height, GL_RGBA, GL_UNSIGNED_BYTE, bottom_up.data());
  if (auto ok = check_gl("reading the picture back"); !ok) return tl::unexpected(ok.error());
  image.width = slot.width;
  image.height = slot.height;
  image.channels = 4;
  for (std::size_t y = 0; y < height; ++y) {
    std::copy_n(bottom_up.begin() + static_cast<std::ptrdiff_t>((height - 1 - y) * row), row,
                image.pixels.begin() + static_cast<std::ptrdiff_t>(y * row));
  }
  return image;
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
  bind_to_fill(GL_TEXTURE_2D, c.scatter);
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
                                    PictureSize size, int slot, bool straight) {
  auto drawn = contents_->draw(model, camera, settings, size, slot, straight);
  if (!drawn) return tl::unexpected(drawn.error());
  return (*drawn)->color.name();
}

Result<std::uint32_t> Preview::accumulate(const GpuModel& model, const Camera& camera,
                                          const ViewSettings& settings, PictureSize size, int pass, int slot,
                                          bool straight) {
  auto drawn = contents_->accumulate(model, camera, settings, size, slot, pass, straight, true);
  if (!drawn) return tl::unexpected(drawn.error());
  return (*drawn)->color.name();
}

Result<Image> Preview::picture(const GpuModel& model, const Camera& camera, const ViewSettings& settings,
                               PictureSize size) {
  constexpr int kPictureSlot = -1;
  if (!settings.accumulate) {
    auto drawn = contents_->draw(model, camera, settings, size, kPictureSlot, true);
    if (!drawn) return tl::unexpected(drawn.error());
    return Contents::read_back(**drawn);
  }
  constexpr int kBatch = 3;  // Passes between two looks at whether the picture still changes.
  constexpr int kSamples = kPassScale * kPassScale;
  const int least = (std::max(settings.samples, 1) + kSamples - 1) / kSamples;
  const int most = std::max((settings.most_samples + kSamples - 1) / kSamples, least);
  std::optional<Image> last;
  double total_ms = 0;
  for (int pass = 0; pass < most;) {
    // When it may go on, a look is taken half-way to the least as well, so that a calm picture ends there.
    const bool looks = most > least && pass + kBatch < least;
    const int until = looks ? least - kBatch : pass < least ? least : std::min(pass + kBatch, most);
    Result<Slot*> drawn = fail(ErrorKind::Io, "");
    for (; pass < until; ++pass) {
      drawn =
          contents_->accumulate(model, camera, settings, size, kPictureSlot, pass, true, pass + 1 == until);
      if (!drawn) return tl::unexpected(drawn.error());
      total_ms += contents_->last_frame_ms;
    }
    auto image = Contents::read_back(**drawn);
    if (!image) return image;
    const bool settled = pass >= least && last && has_settled(*last, *image);
    last = std::move(*image);
    if (settled) break;
  }
  contents_->last_frame_ms = total_ms;
  return std::move(*last);
}

Result<std::optional<Pick>> Preview::pick(const GpuModel& model, const Camera& camera,
                                          const ViewSettings& settings, PictureSize size, int x, int y) {
  const GlStateGuard guard;
  clear_gl_errors();
  auto& contents = const_cast<GpuModel::Contents&>(model.contents());
  const PosedModel& pose = contents.prepare(settings.time_seconds, settings.animate, settings.clip);
  return contents_->picker.pick(contents, pose, camera, settings, {x, y}, {size.width, size.height},
                                contents_->surfaces, contents_->caps);
}

Result<Image> Preview::read(int slot) {
  const auto known = contents_->slots.find(slot);
  if (known == contents_->slots.end() || !known->second.color)
    return fail(ErrorKind::NotFound, "Nothing was drawn that could be read back.");
  return Contents::read_back(known->second);
}

GpuMemory Preview::gpu_memory() const {
  const Contents& c = *contents_;
  GpuMemory memory;
  for (const SceneTarget& target : c.targets) memory.targets += bytes_of(target);
  memory.targets += c.layers.gpu_bytes();
  for (const auto& [index, slot] : c.slots) {
    memory.pictures += static_cast<std::uint64_t>(slot.width) * static_cast<std::uint64_t>(slot.height) *
                       (slot.sum ? 20 : 4);
  }
  memory.shadows = c.shadow_map.gpu_bytes() + c.sky.gpu_bytes() + c.lamp_shadow.gpu_bytes();
  for (const auto& [name, light] : c.lights) memory.light += light.contents().bytes;
  if (c.own_light) memory.light += c.own_light->contents().bytes;
  return memory;
}

double Preview::last_frame_ms() const {
  return contents_->last_frame_ms;
}

}  // namespace bandaji
