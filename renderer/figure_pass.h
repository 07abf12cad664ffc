// Draws the person beside the model.
#pragma once

#include <optional>

#include "renderer/figure.h"
#include "renderer/gl.h"
#include "renderer/shader.h"

namespace bandaji {

class FigurePass {
 public:
  // Expects: the frame block bound, the scene's framebuffer with its depth.
  Result<void> draw(const Bounds& model, const Camera& camera, float metres);

 private:
  std::optional<ShaderProgram> program_;
  GlVertexArray array_;
  GlBuffer vertices_;
};

}  // namespace bandaji
