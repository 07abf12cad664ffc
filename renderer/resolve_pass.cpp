#include "renderer/resolve_pass.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/exponential.hpp>
#include <vector>

#include "renderer/display_color.h"
#include "renderer/frame_block.h"

namespace bandaji {
namespace {

constexpr int kUnitImage = 0;
constexpr int kUnitCurve = 1;
constexpr int kUnitCube = 2;
constexpr int kCurveRow = 4096;  // Entries; shaders/lut.glsl says the same.

bool shows_display_values(const ViewSettings& settings) {
  return settings.mode == ShadingMode::Unlit || settings.mode == ShadingMode::Normals ||
         settings.mode == ShadingMode::UvChecker || settings.mode == ShadingMode::Depth ||
         settings.mode == ShadingMode::Channel;
}

std::string curve_define(const ViewSettings& settings) {
  const ToneMap curve = shows_display_values(settings) ? ToneMap::None : settings.tone_map;
  return "#define CURVE " + std::to_string(static_cast<int>(curve)) + "\n";
}

std::string samples_define(const SceneTarget& scene) {
  return scene.samples > 1 ? "#define MULTISAMPLED 1\n#define SAMPLES " + std::to_string(scene.samples) + "\n"
                           : "#define SCALE " + std::to_string(scene.scale) + "\n";
}

bool uses_lut(const ViewSettings& settings) {
  return settings.lut && !shows_display_values(settings);
}

void sampling(GLenum target) {
  glTexParameteri(target, GL_TEXTURE_MAX_LEVEL, 0);
  glTexParameteri(target, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(target, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
}

// Whole bytes, so that the cleared and the resolved part of the backdrop are the same color.
glm::vec3 backdrop_of(const ViewSettings& settings) {
  return glm::round(glm::clamp(settings.backdrop_srgb, 0.0f, 1.0f) * 255.0f) / 255.0f;
}

bool is_filled(const ViewSettings& settings) {
  return settings.backdrop != Backdrop::Transparent;
}

void clear_outside(const ViewSettings& settings) {
  const glm::vec3 shown = backdrop_of(settings);
  const bool filled = is_filled(settings);
  const float outside[4] = {filled ? shown.r : 0, filled ? shown.g : 0, filled ? shown.b : 0,
                            filled ? 1.0f : 0.0f};
  glClearBufferfv(GL_COLOR, 0, outside);
}

}  // namespace

Result<const ShaderProgram*> ResolvePass::program(const std::string& defines) {
  if (const auto known = programs_.find(defines); known != programs_.end()) return &known->second;
  constexpr std::pair<const char*, int> kTextures[] = {
      {"scene", kUnitImage}, {"lut_curve", kUnitCurve}, {"lut_cube", kUnitCube}};
  auto built = ShaderProgram::build({"full_screen.vert", "resolve.frag", {}, defines}, kTextures);
  if (!built) return tl::unexpected(built.error());
  return &programs_.emplace(defines, std::move(*built)).first->second;
}

Result<void> ResolvePass::use_lut(const ViewSettings& settings, const ShaderProgram& used) {
  const ColorLut& lut = *settings.lut;
  if (lut_ != settings.lut) {
    lut_.reset();
    curve_ = GlTexture::make();
    cube_ = GlTexture::make();
    glActiveTexture(GL_TEXTURE0 + kUnitCurve);
    glBindTexture(GL_TEXTURE_2D, curve_.name());
    std::vector<glm::vec3> rows = lut.curve;
    const std::size_t height = std::max<std::size_t>(1, (rows.size() + kCurveRow - 1) / kCurveRow);
    rows.resize(height * kCurveRow);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB32F, kCurveRow, static_cast<GLsizei>(height), 0, GL_RGB, GL_FLOAT,
                 rows.data());
    sampling(GL_TEXTURE_2D);
    glActiveTexture(GL_TEXTURE0 + kUnitCube);
    glBindTexture(GL_TEXTURE_3D, cube_.name());
    const glm::vec3 nothing(0);
    const int edge = std::max(lut.cube_edge, 1);
    glTexImage3D(GL_TEXTURE_3D, 0, GL_RGB32F, edge, edge, edge, 0, GL_RGB, GL_FLOAT,
                 lut.cube_edge > 0 ? lut.cube.data() : &nothing);
    sampling(GL_TEXTURE_3D);
    if (auto ok = check_gl("the look"); !ok) return ok;
    lut_ = settings.lut;
  }
  bind_texture(kUnitCurve, GL_TEXTURE_2D, curve_);
  bind_texture(kUnitCube, GL_TEXTURE_3D, cube_);
  used.set("lut_curve_low", lut.curve_low);
  used.set("lut_curve_scale", 1.0f / (lut.curve_high - lut.curve_low));
  used.set("lut_low", lut.cube_low);
  used.set("lut_scale", 1.0f / (lut.cube_high - lut.cube_low));
  used.set("lut_sizes", glm::vec2(static_cast<float>(lut.curve.size()), static_cast<float>(lut.cube_edge)));
  return {};
}

void ResolvePass::set_backdrop(const ViewSettings& settings, bool straight, const ShaderProgram& used) {
  used.set("backdrop",
           glm::vec4(glm::sqrt(linear_of(backdrop_of(settings))), is_filled(settings) ? 1.0f : 0.0f));
  used.set("output_kind", glm::vec2(straight ? 1.0f : 0.0f, 0));
}

Result<void> ResolvePass::draw(const SceneTarget& scene, const ViewSettings& settings, const Rectangle& drawn,
                               bool straight, std::uint32_t empty_vertex_array) {
  auto used =
      program(samples_define(scene) + curve_define(settings) + (uses_lut(settings) ? "#define LUT 1\n" : ""));
  if (!used) return tl::unexpected(used.error());
  glViewport(0, 0, scene.width, scene.height);
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_BLEND);
  bind_texture(kUnitImage, scene.samples > 1 ? GL_TEXTURE_2D_MULTISAMPLE : GL_TEXTURE_2D, scene.color);
  (*used)->use();
  (*used)->set("exposure", shows_display_values(settings) ? 1.0f : std::exp2(settings.exposure_ev));
  set_backdrop(settings, straight, **used);
  if (uses_lut(settings)) {
    if (auto ok = use_lut(settings, **used); !ok) return ok;
  }
  clear_outside(settings);
  glEnable(GL_SCISSOR_TEST);
  glScissor(drawn.x, drawn.y, drawn.width, drawn.height);
  glBindVertexArray(empty_vertex_array);
  glDrawArrays(GL_TRIANGLES, 0, 3);
  glDisable(GL_SCISSOR_TEST);
  return {};
}

Result<void> ResolvePass::add(const SceneTarget& scene, const ViewSettings& settings, const Rectangle& drawn,
                              std::uint32_t empty_vertex_array) {
  auto used = program(samples_define(scene) + curve_define(settings) + "#define ACCUMULATE 1\n");
  if (!used) return tl::unexpected(used.error());
  glViewport(0, 0, scene.width, scene.height);
  glDisable(GL_DEPTH_TEST);
  glEnable(GL_BLEND);
  glBlendFunc(GL_ONE, GL_ONE);
  bind_texture(kUnitImage, scene.samples > 1 ? GL_TEXTURE_2D_MULTISAMPLE : GL_TEXTURE_2D, scene.color);
  (*used)->use();
  (*used)->set("exposure", shows_display_values(settings) ? 1.0f : std::exp2(settings.exposure_ev));
  glEnable(GL_SCISSOR_TEST);
  glScissor(drawn.x, drawn.y, drawn.width, drawn.height);
  glBindVertexArray(empty_vertex_array);
  glDrawArrays(GL_TRIANGLES, 0, 3);
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_BLEND);
  return {};
}

Result<void> ResolvePass::finish(const GlTexture& sum, int passes, int width, int height,
                                 const ViewSettings& settings, bool straight,
                                 std::uint32_t empty_vertex_array) {
  auto used = program(std::string("#define FINISH 1\n") + (uses_lut(settings) ? "#define LUT 1\n" : ""));
  if (!used) return tl::unexpected(used.error());
  glViewport(0, 0, width, height);
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_BLEND);
  bind_texture(kUnitImage, GL_TEXTURE_2D, sum);
  (*used)->use();
  (*used)->set("share", 1.0f / static_cast<float>(std::max(passes, 1)));
  set_backdrop(settings, straight, **used);
  if (uses_lut(settings)) {
    if (auto ok = use_lut(settings, **used); !ok) return ok;
  }
  glBindVertexArray(empty_vertex_array);
  glDrawArrays(GL_TRIANGLES, 0, 3);
  return {};
}

}  // namespace bandaji
