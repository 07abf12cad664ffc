// From where a finger points to the corner or edge that is meant.
#include "renderer/snap.h"

#include <gtest/gtest.h>

#include <vector>

namespace bandaji {
namespace {

// A box from -0.5 to 0.5, each face with corners of its own and divided in two.
struct Box {
  std::vector<glm::vec3> positions;
  std::vector<std::uint32_t> indices;
  Box() {
    const int faces[6][4] = {{0, 2, 3, 1}, {4, 5, 7, 6}, {0, 1, 5, 4},
                             {2, 6, 7, 3}, {0, 4, 6, 2}, {1, 3, 7, 5}};
    for (const auto& face : faces) {
      const auto first = static_cast<std::uint32_t>(positions.size());
      for (const int c : face)
        positions.emplace_back((c & 1) ? 0.5f : -0.5f, (c & 2) ? 0.5f : -0.5f, (c & 4) ? 0.5f : -0.5f);
      indices.insert(indices.end(), {first, first + 1, first + 2, first, first + 2, first + 3});
    }
  }
};

// From the front, 100 pixels a metre on 200 x 200.
Camera front(bool orthographic) {
  Camera camera;
  camera.eye = {0, 0, 5.5f};
  camera.orthographic = orthographic;
  camera.ortho_height = 2;
  camera.vertical_fov_degrees = 22.61986f;  // Two metres high at the front face.
  return camera;
}

TEST(Snap, CornersWinOverEdgesAndBothOverTheSurface) {
  const Box box;
  for (const bool orthographic : {true, false}) {
    const auto at = [&](glm::vec3 picked, glm::vec2 cursor) {
      return snap(box.positions, box.indices, glm::mat4(1), front(orthographic), cursor, {200, 200}, picked);
    };
    const SnapPoint corner = at({0.46f, 0.45f, 0.5f}, {146, 55});
    EXPECT_EQ(corner.kind, SnapKind::Vertex);
    EXPECT_EQ(corner.point, glm::vec3(0.5f));
    const SnapPoint edge = at({0.46f, 0.1f, 0.5f}, {146, 90});
    EXPECT_EQ(edge.kind, SnapKind::Edge);
    EXPECT_NEAR(edge.point.x, 0.5f, 1e-5f);
    EXPECT_NEAR(edge.point.y, 0.1f, 1e-5f);
    // The diagonal inside a flat face is no edge.
    const SnapPoint surface = at({0.01f, 0.02f, 0.5f}, {101, 98});
    EXPECT_EQ(surface.kind, SnapKind::Surface);
    EXPECT_EQ(surface.point, glm::vec3(0.01f, 0.02f, 0.5f));
  }
}

TEST(Snap, WhatLiesFarBehindIsNotMeant) {
  const Box box;
  // The far corner covers the near one from the front; only the near one is as near as what was picked.
  const SnapPoint corner = snap(box.positions, box.indices, glm::mat4(1), front(true), {148, 52}, {200, 200},
                                {0.48f, 0.48f, 0.5f});
  EXPECT_EQ(corner.point, glm::vec3(0.5f));
}

TEST(Snap, FollowsThePlacement) {
  const Box box;
  glm::mat4 moved(1);
  moved[3] = glm::vec4(0.1f, 0, 0, 1);
  const SnapPoint corner =
      snap(box.positions, box.indices, moved, front(true), {158, 52}, {200, 200}, {0.58f, 0.48f, 0.5f});
  EXPECT_EQ(corner.kind, SnapKind::Vertex);
  EXPECT_NEAR(corner.point.x, 0.6f, 1e-6f);
}

TEST(Measure, GivesTheStraightDistanceAndTheAxes) {
  const Distance d = measure({0, 0, 0}, {0.3f, -0.4f, 1.2f});
  EXPECT_NEAR(d.whole, 1.3, 1e-6);
  EXPECT_NEAR(d.along.y, 0.4, 1e-6);
}

}  // namespace
}  // namespace bandaji
