// Looks from `.cube` files: what is read, what is refused, and exact interpolation.
#include "renderer/color_lut.h"

#include <gtest/gtest.h>

#include <string>

namespace bandaji {
namespace {

std::string identity_cube(int edge) {
  std::string text = "TITLE \"Even\"\n# comment\nLUT_3D_SIZE " + std::to_string(edge) + "\n";
  for (int b = 0; b < edge; ++b) {
    for (int g = 0; g < edge; ++g) {
      for (int r = 0; r < edge; ++r) {
        for (const int v : {r, g, b})
          text += std::to_string(static_cast<double>(v) / (edge - 1)) + (v == b ? " " : " ");
        text += "\r\n";
      }
    }
  }
  return text;
}

void expect_near(const glm::vec3& a, const glm::vec3& b, float tolerance = 1e-5f) {
  for (int i = 0; i < 3; ++i) EXPECT_NEAR(a[i], b[i], tolerance) << i;
}

TEST(ColorLut, OfEvenStepsChangesNothing) {
  const auto lut = parse_lut(identity_cube(5));
  ASSERT_TRUE(lut.has_value()) << lut.error().message;
  EXPECT_EQ(lut->title, "Even");
  for (const glm::vec3 c :
       {glm::vec3(0), glm::vec3(1), glm::vec3(0.1f, 0.55f, 0.93f), glm::vec3(0.77f, 0.2f, 0.41f)})
    expect_near(apply_lut(*lut, c), c);
  expect_near(apply_lut(*lut, {-1, 2, 0.5f}), {0, 1, 0.5f});
}

TEST(ColorLut, CubeIsInterpolatedInTetrahedra) {
  // Only the corner (1, 1, 0) is lit: a tetrahedral cell gives there the smaller of the two large parts less
  // blue.
  std::string text = "LUT_3D_SIZE 2\n";
  for (int i = 0; i < 8; ++i) text += i == 3 ? "1 1 1\n" : "0 0 0\n";
  const auto lut = parse_lut(text);
  ASSERT_TRUE(lut.has_value());
  EXPECT_NEAR(apply_lut(*lut, {0.8f, 0.5f, 0.2f}).r, 0.3f, 1e-6f);
  EXPECT_NEAR(apply_lut(*lut, {0.5f, 0.8f, 0.2f}).r, 0.3f, 1e-6f);
  EXPECT_NEAR(apply_lut(*lut, {0.5f, 0.2f, 0.8f}).r, 0.0f, 1e-6f);
  EXPECT_NEAR(apply_lut(*lut, {1, 1, 0}).r, 1.0f, 1e-6f);
}

TEST(ColorLut, CurveIsLinearBetweenItsEntriesAndKnowsItsDomain) {
  const auto lut =
      parse_lut("LUT_1D_SIZE 3\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 2 2 2\n0 0 1\n0.2 0.5 0.5\n1 1 0\n");
  ASSERT_TRUE(lut.has_value()) << lut.error().message;
  expect_near(apply_lut(*lut, {0.5f, 1, 2}), {0.1f, 0.5f, 0});
}

TEST(ColorLut, WithCurveAndCubeAppliesTheCurveFirst) {
  std::string text =
      "LUT_1D_SIZE 2\nLUT_1D_INPUT_RANGE 0.0 1.0\nLUT_3D_SIZE 2\nLUT_3D_INPUT_RANGE 0.0 1.0\n1 1 1\n0 0 0\n";
  for (int i = 0; i < 8; ++i) text += std::to_string(i & 1) + " " + std::to_string(i >> 1 & 1) + " 0\n";
  const auto lut = parse_lut(text);
  ASSERT_TRUE(lut.has_value()) << lut.error().message;
  expect_near(apply_lut(*lut, {0.25f, 0.5f, 0.1f}), {0.75f, 0.5f, 0});
}

TEST(ColorLut, BrokenAndHostileFilesAreRefusedWithTheLine) {
  const auto refused = [](const std::string& text, ErrorKind kind) {
    const auto lut = parse_lut(text);
    ASSERT_FALSE(lut.has_value()) << text.substr(0, 60);
    EXPECT_EQ(lut.error().kind, kind) << lut.error().message;
  };
  refused("", ErrorKind::Corrupt);
  refused("LUT_3D_SIZE 2\n0 0 0\n", ErrorKind::Corrupt);
  refused("LUT_3D_SIZE 1\n0 0 0\n", ErrorKind::Corrupt);
  refused("LUT_3D_SIZE -4\n", ErrorKind::Corrupt);
  refused("LUT_3D_SIZE 2.5\n", ErrorKind::Corrupt);
  refused("LUT_3D_SIZE nan\n", ErrorKind::Corrupt);
  refused("LUT_3D_SIZE 4000000000\n", ErrorKind::Limit);
  refused("LUT_1D_SIZE 70000\n", ErrorKind::Limit);
  refused("LUT_1D_SIZE 2\n0 0 0\n1 1\n", ErrorKind::Corrupt);
  refused("LUT_1D_SIZE 2\n0 0 0\n1 1 inf\n", ErrorKind::Corrupt);
  refused("LUT_1D_SIZE 2\n0 0 0\n1 1 1\n1 1 1\n", ErrorKind::Corrupt);
  refused("LUT_1D_SIZE 2\nLUT_1D_SIZE 3\n0 0 0\n1 1 1\n", ErrorKind::Corrupt);
  refused("LUT_1D_SIZE 2\nDOMAIN_MAX 0 0 0\n0 0 0\n1 1 1\n", ErrorKind::Corrupt);
  refused(std::string("\x89PNG\r\n\x1a\n\0\0", 10), ErrorKind::Corrupt);
}

}  // namespace
}  // namespace bandaji
