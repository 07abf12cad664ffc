// Draws what closes a model that is cut open: caps of solid parts, and thin lines
// where the plane meets single layers of cloth.
#pragma once

#include <optional>
#include <vector>

#include "renderer/frame_block.h"
#include "renderer/gl.h"
#include "renderer/gpu_model_contents.h"
#include "renderer/shader.h"
#include "renderer/view_settings.h"

namespace bandaji {

class CapPass {
 public:
  // Computes caps and outlines unless those of the same model, pose, plane and hidden parts are there.
  // Expects: a section in the settings.
  Result<void> prepare(const GpuModel::Contents& model, const PosedModel& pose, const ViewSettings& settings);
  // Draws them with depth.  Expects: the frame block bound, the scene's framebuffer; `metres_per_pixel` at
  // the model, for the width of lines.
  Result<void> draw(const ViewSettings& settings, float metres_per_pixel);

  // Only the caps, as this number in the first channel of an integer target.
  Result<void> draw_ids(std::uint32_t id);

 private:
  void fill(const glm::vec3& normal, float line_width);
  struct Line {
    glm::vec3 from, to;
  };
  std::optional<ShaderProgram> program_;
  std::optional<ShaderProgram> id_program_;
  GlVertexArray array_;
  GlBuffer vertices_;
  int cap_vertices_ = 0;
  int line_vertices_ = 0;
  std::vector<glm::vec3> caps_;
  std::vector<Line> lines_;
  float line_width_ = -1;
  std::uint64_t model_ = 0;
  float time_seconds_ = 0;
  bool animate_ = false;
  int clip_ = 0;
  std::optional<SectionPlane> plane_;
  std::vector<std::uint32_t> hidden_;
};

}  // namespace bandaji
