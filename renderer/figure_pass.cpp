#include "renderer/figure_pass.h"

#include <epoxy/gl.h>

#include <vector>

#include "renderer/display_color.h"
#include "renderer/frame_block.h"

namespace bandaji {

Result<void> FigurePass::draw(const Bounds& model, const Camera& camera, float metres) {
  if (metres <= 0 || model.empty()) return {};
  if (!program_) {
    constexpr std::pair<const char*, int> kBlocks[] = {{"Frame", kFrameBinding}};
    auto built = ShaderProgram::build({"cap.vert", "cap.frag"}, {}, kBlocks);
    if (!built) return tl::unexpected(built.error());
    program_ = std::move(*built);
    array_ = GlVertexArray::make();
    vertices_ = GlBuffer::make();
    glBindVertexArray(array_.name());
    glBindBuffer(GL_ARRAY_BUFFER, vertices_.name());
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, 0, nullptr);
  }
  const FigurePlace place = figure_place(model, camera, metres);
  std::vector<glm::vec3> corners;
  for (const glm::vec2& p : figure_triangles())
    corners.push_back(place.foot + metres * (p.x * place.right + glm::vec3(0, p.y, 0)));
  glBindVertexArray(array_.name());
  glBindBuffer(GL_ARRAY_BUFFER, vertices_.name());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(corners.size() * sizeof(glm::vec3)), corners.data(),
               GL_DYNAMIC_DRAW);
  program_->use();
  program_->set("ink", linear_of(glm::vec3(0.44f)));
  glDisable(GL_CULL_FACE);
  glEnable(GL_DEPTH_TEST);
  glDrawArrays(GL_TRIANGLES, 0, static_cast<GLsizei>(corners.size()));
  return check_gl("drawing the person for scale");
}

}  // namespace bandaji
