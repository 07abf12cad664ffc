// From light to the picture that is shown: tone map, samples averaged, look,
// backdrop, sRGB.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "renderer/color_lut.h"
#include "renderer/gl.h"
#include "renderer/shader.h"
#include "renderer/targets.h"
#include "renderer/view_settings.h"

namespace bandaji {

// Pixels, from the bottom left.
struct Rectangle {
  int x = 0, y = 0, width = 0, height = 0;
};

class ResolvePass {
 public:
  // Writes the picture into the bound framebuffer; outside `drawn` it is the backdrop alone.
  // `straight`: alpha not multiplied in.
  Result<void> draw(const SceneTarget& scene, const ViewSettings& settings, const Rectangle& drawn,
                    bool straight, std::uint32_t empty_vertex_array);
  // Adds the samples of one pass to the bound floating-point framebuffer.
  Result<void> add(const SceneTarget& scene, const ViewSettings& settings, const Rectangle& drawn,
                   std::uint32_t empty_vertex_array);
  // As draw(), from the sum of `passes` add()s.
  Result<void> finish(const GlTexture& sum, int passes, int width, int height, const ViewSettings& settings,
                      bool straight, std::uint32_t empty_vertex_array);

 private:
  Result<const ShaderProgram*> program(const std::string& defines);
  Result<void> use_lut(const ViewSettings& settings, const ShaderProgram& program);
  void set_backdrop(const ViewSettings& settings, bool straight, const ShaderProgram& program);

  std::map<std::string, ShaderProgram, std::less<>> programs_;
  std::shared_ptr<const ColorLut> lut_;  // What the two textures hold.
  GlTexture curve_;
  GlTexture cube_;
};

}  // namespace bandaji
