// Looks as `.cube` files (Adobe Cube LUT Specification 1.0, and the files with both
// a curve and a cube that DaVinci Resolve writes).  Pure; any thread.
#pragma once

#include <filesystem>
#include <glm/vec3.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "assets/result.h"

namespace bandaji {

// From display values to display values.  The curve comes first, then the cube; either may be empty.
struct ColorLut {
  std::string title;
  std::vector<glm::vec3> curve;  // One entry per step and channel.
  glm::vec3 curve_low{0}, curve_high{1};
  int cube_edge = 0;
  std::vector<glm::vec3> cube;  // cube_edge to the third power; red runs fastest.
  glm::vec3 cube_low{0}, cube_high{1};
};

// Errors: Corrupt (names the line), Limit (a cube of more than 129, a curve of more than 65536 entries).
Result<ColorLut> parse_lut(std::string_view text);
// Errors: those of parse_lut() and of reading the file; the message names it.  At most 256 MiB are read.
Result<ColorLut> load_lut(const std::filesystem::path& path);

// What a color becomes: linear between the entries of the curve, tetrahedral in the cube.  Inputs outside the
// domain are clamped to it.
glm::vec3 apply_lut(const ColorLut& lut, const glm::vec3& color);

}  // namespace bandaji
