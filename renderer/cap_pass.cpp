#include "renderer/cap_pass.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "renderer/display_color.h"
#include "renderer/pose.h"
#include "renderer/section.h"

namespace bandaji {

Result<void> CapPass::prepare(const GpuModel::Contents& model, const PosedModel& pose,
                              const ViewSettings& settings) {
  const bool same = model_ == model.serial && time_seconds_ == pose.time_seconds &&
                    animate_ == pose.animate && clip_ == pose.clip && plane_ == settings.section &&
                    hidden_ == settings.hidden_parts;
  if (same) return {};
  caps_.clear();
  lines_.clear();
  line_width_ = -1;
  const SectionPlane& plane = *settings.section;
  PosedVertices moved;
  for (std::size_t i = 0; i < model.instances.size(); ++i) {
    if (std::binary_search(settings.hidden_parts.begin(), settings.hidden_parts.end(),
                           static_cast<std::uint32_t>(i)))
      continue;
    const Bounds& box = pose.bounds[i];
    if (box.empty()) continue;
    const float reach = glm::dot(glm::abs(plane.normal), 0.5f * box.size());
    if (std::abs(glm::dot(plane.normal, box.center()) - plane.offset) > reach) continue;
    const GpuInstance& instance = model.instances[i];
    const BakedMesh& mesh = model.source->meshes()[instance.source.mesh];
    std::span<const glm::vec3> positions = mesh.positions;
    if (instance.deformed) {
      pose_vertices(*model.source, instance.source, pose.pose, moved);
      positions = moved.positions;
    }
    const auto loops = cut_outlines(positions, mesh.indices, pose.placements[i], plane);
    const SectionCap cap = fill_outlines(loops, plane.normal);
    for (const std::uint32_t corner : cap.indices) caps_.push_back(cap.points[corner]);
    for (const SectionLoop& loop : loops) {
      for (std::size_t p = 0; p + 1 < loop.points.size(); ++p)
        lines_.push_back({loop.points[p], loop.points[p + 1]});
      if (loop.closed) lines_.push_back({loop.points.back(), loop.points.front()});
    }
  }
  model_ = model.serial;
  time_seconds_ = pose.time_seconds;
  animate_ = pose.animate;
  clip_ = pose.clip;
  plane_ = settings.section;
  hidden_ = settings.hidden_parts;
  return {};
}

void CapPass::fill(const glm::vec3& normal, float line_width) {
  if (!array_) {
    array_ = GlVertexArray::make();
    vertices_ = GlBuffer::make();
    glBindVertexArray(array_.name());
    glBindBuffer(GL_ARRAY_BUFFER, vertices_.name());
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, 0, nullptr);
  }
  glBindVertexArray(array_.name());
  if (line_width_ == line_width) return;
  std::vector<glm::vec3> all = caps_;
  for (const Line& line : lines_) {
    const glm::vec3 along = line.to - line.from;
    const float length = glm::length(along);
    if (length <= 0) continue;
    const glm::vec3 across = glm::cross(normal, along / length) * (0.5f * line_width);
    const glm::vec3 longer = along / length * (0.5f * line_width);
    const glm::vec3 a = line.from - longer, b = line.to + longer;
    for (const glm::vec3& p : {a - across, b - across, b + across, a - across, b + across, a + across})
      all.push_back(p);
  }
  cap_vertices_ = static_cast<int>(caps_.size());
  line_vertices_ = static_cast<int>(all.size()) - cap_vertices_;
  glBindBuffer(GL_ARRAY_BUFFER, vertices_.name());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(all.size() * sizeof(glm::vec3)), all.data(),
               GL_DYNAMIC_DRAW);
  line_width_ = line_width;
}

Result<void> CapPass::draw_ids(std::uint32_t id) {
  if (caps_.empty()) return {};
  if (!id_program_) {
    constexpr std::pair<const char*, int> kBlocks[] = {{"Frame", kFrameBinding}};
    auto built = ShaderProgram::build({"cap.vert", "cap.frag", {}, "#define PICK 1\n"}, {}, kBlocks);
    if (!built) return tl::unexpected(built.error());
    id_program_ = std::move(*built);
  }
  fill(plane_->normal, std::max(line_width_, 0.0f));
  id_program_->use();
  id_program_->set("id", static_cast<int>(id));
  glDisable(GL_CULL_FACE);
  glDepthFunc(GL_LEQUAL);
  glDrawArrays(GL_TRIANGLES, 0, cap_vertices_);
  glDepthFunc(GL_LESS);
  return {};
}

Result<void> CapPass::draw(const ViewSettings& settings, float metres_per_pixel) {
  if (caps_.empty() && lines_.empty()) return {};
  if (!program_) {
    constexpr std::pair<const char*, int> kBlocks[] = {{"Frame", kFrameBinding}};
    auto built = ShaderProgram::build({"cap.vert", "cap.frag"}, {}, kBlocks);
    if (!built) return tl::unexpected(built.error());
    program_ = std::move(*built);
  }
  fill(settings.section->normal, 1.2f * metres_per_pixel);
  program_->use();
  // Display colors: the inks of a drawing, which no light changes.
  const glm::vec3 ink = settings.section->cap_srgb;
  glDisable(GL_CULL_FACE);
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LEQUAL);
  program_->set("ink", linear_of(ink));
  if (settings.section->caps) glDrawArrays(GL_TRIANGLES, 0, cap_vertices_);
  glEnable(GL_POLYGON_OFFSET_FILL);
  glPolygonOffset(-1, -4);
  program_->set("ink", linear_of(0.38f * ink));
  glDrawArrays(GL_TRIANGLES, cap_vertices_, line_vertices_);
  glDisable(GL_POLYGON_OFFSET_FILL);
  glDepthFunc(GL_LESS);
  return {};
}

}  // namespace bandaji
