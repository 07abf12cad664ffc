#include "renderer/ground_pass.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <span>
#include <vector>

#include "renderer/ground_shadow.h"

namespace bandaji {
namespace {

constexpr int kHeightCells = 112;

// Half the side of the grid: many times the model, and at least some metres around a small one.
float grid_reach(const Bounds& bounds) {
  return std::max(8 * bounds.radius(), 0.5f);
}

// The spacing that suits the model's size: 1 cm, 10 cm, 1 m …
float grid_spacing(const Bounds& bounds) {
  return std::pow(10.0f, std::floor(std::log10(std::max(bounds.radius(), 1e-3f) * 0.7f))) * 0.1f;
}

HeightField heights_of(const GpuModel::Contents& model, const PosedModel& pose,
                       const ViewSettings& settings) {
  HeightField field(pose.whole, kHeightCells);
  PosedVertices moved;
  std::vector<std::uint32_t> kept;
  for (std::size_t i = 0; i < model.instances.size(); ++i) {
    if (std::binary_search(settings.hidden_parts.begin(), settings.hidden_parts.end(),
                           static_cast<std::uint32_t>(i)))
      continue;
    const GpuInstance& instance = model.instances[i];
    const BakedMesh& mesh = model.source->meshes()[instance.source.mesh];
    const Material& material = model.material(mesh.material);
    // Veils and glass hardly darken the floor.
    if (material.alpha_mode == AlphaMode::Blend && material.base_color.a < 0.5f) continue;
    if (material.transmission > 0.5f) continue;
    std::span<const glm::vec3> positions = mesh.positions;
    if (instance.deformed) {
      pose_vertices(*model.source, instance.source, pose.pose, moved);
      positions = moved.positions;
    }
    std::span<const std::uint32_t> indices = mesh.indices;
    if (settings.section) {
      // Whole triangles: the shadow is softer than they are large.
      kept.clear();
      for (std::size_t t = 0; t + 2 < mesh.indices.size(); t += 3) {
        const glm::vec3 middle =
            (positions[indices[t]] + positions[indices[t + 1]] + positions[indices[t + 2]]) / 3.0f;
        const glm::vec3 at(pose.placements[i] * glm::vec4(middle, 1));
        if (glm::dot(settings.section->normal, at) > settings.section->offset) continue;
        kept.insert(kept.end(), {indices[t], indices[t + 1], indices[t + 2]});
      }
      indices = kept;
    }
    field.add(positions, indices, pose.placements[i]);
  }
  return field;
}

}  // namespace

Bounds with_ground(const GpuModel::Contents& model, const PosedModel& pose, const ViewSettings& settings) {
  Bounds scene = pose.whole;
  if (scene.empty()) return scene;
  const float floor = scene.min.y;
  const glm::vec3 center = scene.center();
  if (settings.ground) {
    const auto& [corner, sides] = model.ground_shadow.region;
    scene.add(glm::vec3(corner.x, floor, corner.y));
    scene.add(glm::vec3(corner.x + sides.x, floor, corner.y + sides.y));
  }
  if (settings.grid) {
    const float reach = grid_reach(pose.whole);
    scene.add(glm::vec3(center.x - reach, floor, center.z - reach));
    scene.add(glm::vec3(center.x + reach, floor, center.z + reach));
  }
  return scene;
}

Result<void> GroundPass::draw(GpuModel::Contents& model, const PosedModel& pose, const FrameBlock& frame,
                              const ViewSettings& settings, float scale, std::uint32_t empty_vertex_array) {
  if (pose.whole.empty()) return {};
  const bool from_above = frame.eye.w > 0.5f ? frame.eye.y > pose.whole.min.y : frame.eye.y > 1e-3f;
  glBindVertexArray(empty_vertex_array);
  glEnable(GL_DEPTH_TEST);
  glDepthMask(GL_FALSE);
  glEnable(GL_BLEND);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  // Soles lie exactly on the floor: the floor gives way.
  glEnable(GL_POLYGON_OFFSET_FILL);
  glPolygonOffset(1, 2);
  Result<void> done;
  if (settings.grid) done = draw_grid(pose, scale);
  if (done && settings.ground && from_above) done = draw_shadow(model);
  glDisable(GL_POLYGON_OFFSET_FILL);
  glDisable(GL_BLEND);
  glDepthMask(GL_TRUE);
  return done;
}

void GroundPass::prepare(GpuModel::Contents& model, const PosedModel& pose,
                         const Environment::Contents& light, const glm::vec3& toward_key,
                         const ViewSettings& settings) {
  if (pose.whole.empty()) return;
  GroundShadowOnGpu& kept = model.ground_shadow;
  const bool same_pose = kept.heights && kept.time_seconds == pose.time_seconds &&
                         kept.animate == pose.animate && kept.clip == pose.clip &&
                         kept.section == settings.section && kept.hidden_parts == settings.hidden_parts;
  if (same_pose && kept.direction == toward_key && kept.share == light.key_share) return;
  if (!same_pose) kept.heights.emplace(heights_of(model, pose, settings));
  kept.section = settings.section;
  kept.hidden_parts = settings.hidden_parts;
  const GroundShadow shadow = cast_ground_shadow(*kept.heights, pose.whole, pose.whole.min.y,
                                                 {toward_key, light.key_share, light.key_radius_radians});
  kept.direction = toward_key;
  kept.share = light.key_share;
  kept.time_seconds = pose.time_seconds;
  kept.animate = pose.animate;
  kept.clip = pose.clip;
  kept.region = {shadow.min, shadow.extent};
  kept.height = shadow.height;
  glActiveTexture(GL_TEXTURE0 + kUnitScene);
  glBindSampler(kUnitScene, 0);
  if (!kept.texture) kept.texture = GlTexture::make();
  glBindTexture(GL_TEXTURE_2D, kept.texture.name());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, shadow.size, shadow.size, 0, GL_RED, GL_UNSIGNED_BYTE,
               shadow.alpha.data());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
}

Result<void> GroundPass::draw_shadow(const GpuModel::Contents& model) {
  const GroundShadowOnGpu& kept = model.ground_shadow;
  if (!shadow_) {
    constexpr std::pair<const char*, int> kTextures[] = {{"shadow", kUnitScene}};
    constexpr std::pair<const char*, int> kBlocks[] = {{"Frame", kFrameBinding}};
    auto built = ShaderProgram::build({"ground.vert", "ground.frag"}, kTextures, kBlocks);
    if (!built) return tl::unexpected(built.error());
    shadow_ = std::move(*built);
  }
  glActiveTexture(GL_TEXTURE0 + kUnitScene);
  glBindTexture(GL_TEXTURE_2D, kept.texture.name());
  glBindSampler(kUnitScene, 0);
  shadow_->use();
  shadow_->set("region", glm::vec4(kept.region.first, kept.region.second));
  shadow_->set("height", kept.height);
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
  return {};
}

Result<void> GroundPass::draw_grid(const PosedModel& pose, float scale) {
  if (!grid_) {
    constexpr std::pair<const char*, int> kBlocks[] = {{"Frame", kFrameBinding}};
    auto built = ShaderProgram::build({"ground.vert", "grid.frag"}, {}, kBlocks);
    if (!built) return tl::unexpected(built.error());
    grid_ = std::move(*built);
  }
  const float reach = grid_reach(pose.whole);
  const glm::vec3 center = pose.whole.center();
  grid_->use();
  grid_->set("region", glm::vec4(center.x - reach, center.z - reach, 2 * reach, 2 * reach));
  grid_->set("height", pose.whole.min.y);
  grid_->set("grid", glm::vec4(grid_spacing(pose.whole), reach, 0, scale));
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
  return {};
}

}  // namespace bandaji
