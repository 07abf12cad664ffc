// The workroom: shapes look outwards, close, and keep their size.
#include <gmock/gmock.h>

#include <cmath>
#include <glm/geometric.hpp>

#include "app/demo/implicit.h"
#include "app/demo/mesh_builder.h"

namespace bandaji {
namespace {

float area_of(const Shape& shape) {
  float sum = 0;
  for (std::size_t t = 0; t < shape.triangles(); ++t) {
    const glm::vec3 a = shape.positions[shape.indices[t * 3]];
    sum += glm::length(glm::cross(shape.positions[shape.indices[t * 3 + 1]] - a,
                                  shape.positions[shape.indices[t * 3 + 2]] - a)) /
           2;
  }
  return sum;
}

// Positive only when the faces of a closed shape look outwards.
float volume_of(const Shape& shape) {
  float sum = 0;
  for (std::size_t t = 0; t < shape.triangles(); ++t) {
    sum += glm::dot(shape.positions[shape.indices[t * 3]],
                    glm::cross(shape.positions[shape.indices[t * 3 + 1]],
                               shape.positions[shape.indices[t * 3 + 2]])) /
           6;
  }
  return sum;
}

TEST(DemoShape, SolidsHaveTheVolumeOfTheirSizeAndLookOutwards) {
  EXPECT_NEAR(volume_of(box({0.2f, 0.3f, 0.4f})), 0.024f, 1e-5f);
  EXPECT_NEAR(volume_of(sphere(0.5f, 64, 48)), 0.5236f, 0.003f);
  EXPECT_NEAR(volume_of(cylinder(0.1f, 0.5f, 96)), kPi * 0.005f, 1e-4f);
  EXPECT_NEAR(volume_of(torus(0.3f, 0.05f, 96, 48)), 2 * kPi * kPi * 0.3f * 0.0025f, 1e-3f);
  EXPECT_NEAR(volume_of(extruded({{0, 0}, {0.2f, 0}, {0.2f, 0.1f}, {0, 0.1f}}, 0.3f)), 0.006f, 1e-6f);
  EXPECT_NEAR(volume_of(tube(Path({{0, 0, 0}, {0, 1, 0}}), 0.1f, 4, 64)), kPi * 0.01f, 2e-4f);
  SweepOptions bar;
  EXPECT_NEAR(volume_of(sweep(Path({{0, 0, 0}, {0, 0, 1}}),
                              {{-0.05f, -0.05f}, {0.05f, -0.05f}, {0.05f, 0.05f}, {-0.05f, 0.05f}}, bar)),
              0.01f, 1e-5f);
}

TEST(DemoShape, ABevelTakesOnlyTheEdgesAway) {
  const Shape rounded = box({0.2f, 0.3f, 0.4f}, 0.02f, 3);
  EXPECT_LT(volume_of(rounded), 0.024f);
  EXPECT_GT(volume_of(rounded), 0.0236f);
  for (const glm::vec3& n : rounded.normals) EXPECT_NEAR(glm::length(n), 1, 1e-4f);
}

TEST(DemoShape, APatchLooksTowardsWhoSeesItRunRightAndUp) {
  const Shape sheet = with_normals(patch(3, 3, [](float u, float v) { return glm::vec3(u, v, 0); }));
  for (const glm::vec3& n : sheet.normals) EXPECT_GT(n.z, 0.99f);
  EXPECT_FLOAT_EQ(sheet.uvs.front().y, 1);  // The lower edge is the lower edge of the picture.
}

TEST(DemoShape, ThicknessClosesASheet) {
  const Shape sheet = patch(8, 8, [](float u, float v) { return glm::vec3(u, v, 0.1f * std::sin(u * 3)); });
  const Shell shell = thickened(sheet, 0.01f);
  EXPECT_NEAR(volume_of(shell.all()), 0.01f * area_of(sheet), 2e-4f);
}

TEST(DemoShape, AMirroredShapeStillLooksOutwards) {
  EXPECT_GT(volume_of(mirrored_x(translated(box({0.1f, 0.1f, 0.1f}), {1, 0, 0}))), 0);
  EXPECT_LT(volume_of(flipped(box({0.1f, 0.1f, 0.1f}))), 0);
}

TEST(DemoShape, ASculptedBallIsRound) {
  const Shape ball = surface_of([](const glm::vec3& p) { return glm::length(p) - 0.1f; }, glm::vec3(-0.13f),
                                glm::vec3(0.13f), 0.012f);
  for (std::size_t i = 0; i < ball.positions.size(); ++i) {
    EXPECT_NEAR(glm::length(ball.positions[i]), 0.1f, 2e-4f);
    EXPECT_GT(glm::dot(ball.normals[i], glm::normalize(ball.positions[i])), 0.99f);
  }
  EXPECT_NEAR(volume_of(ball), 4.0f / 3 * kPi * 0.001f, 1e-4f);
}

TEST(DemoShape, ClippingCutsAlongTheLine) {
  const Shape half = clipped(box({2, 2, 2}), [](const glm::vec3& p) { return 0.25f - p.x; });
  float right = -9;
  for (const glm::vec3& p : half.positions) right = std::max(right, p.x);
  EXPECT_NEAR(right, 0.25f, 1e-5f);
}

TEST(DemoShape, SmoothSubdivisionRoundsAndKeepsBorders) {
  const Shape round = subdivided(welded(uv_scaled(box({1, 1, 1}), {0, 0})), true, 2);
  EXPECT_LT(volume_of(round), 0.8f);
  const Shape flat = subdivided(patch(1, 1, [](float u, float v) { return glm::vec3(u, v, 0); }), false, 2);
  EXPECT_EQ(flat.triangles(), 32u);
  EXPECT_NEAR(area_of(flat), 1, 1e-5f);
}

TEST(DemoShape, TangentsPointAlongThePictureAndItsGreenUp) {
  const Mesh mesh = to_mesh(patch(2, 2, [](float u, float v) { return glm::vec3(u, v, 0); }));
  for (const glm::vec4& t : mesh.tangents) {
    EXPECT_GT(t.x, 0.99f);
    EXPECT_GT(glm::cross(mesh.normals[0], glm::vec3(t)).y * t.w, 0.99f);
  }
}

TEST(DemoShape, ASmoothCurveDoesNotOvershootItsKeys) {
  const Curve curve{{0, 0}, {1, 1}, {2, 1}, {3, 4}};
  for (int i = 0; i <= 300; ++i) {
    const float x = static_cast<float>(i) / 100;
    EXPECT_GE(curve(x), 0);
    EXPECT_LE(curve(x), x <= 2 ? 1.0001f : 4.0f);
  }
  const Path path({{0, 0, 0}, {1, 0, 0}, {3, 0, 0}});
  EXPECT_NEAR(path.at(0.5f).x, 1.5f, 0.01f);  // Equal steps are equal lengths.
}

}  // namespace
}  // namespace bandaji
