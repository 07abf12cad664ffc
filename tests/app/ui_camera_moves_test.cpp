// Looking around and flying: where the eye goes.
#include <gtest/gtest.h>

#include <glm/geometric.hpp>

#include "app/ui/camera_moves.h"

namespace bandaji {
namespace {

// On +Z, looking at the origin.
Camera before_the_door() {
  Camera camera;
  camera.eye = {0, 1.6f, 4};
  camera.target = {0, 1.6f, 0};
  camera.vertical_fov_degrees = 40;
  return camera;
}

TEST(CameraMoves, TheEyeTurnsWhereItStands) {
  Camera camera = before_the_door();
  look_around(camera, {100, 0}, {800, 400});
  EXPECT_EQ(camera.eye, glm::vec3(0, 1.6f, 4));
  EXPECT_GT(camera.target.x, 0.1f) << "A hand to the right looks to the right.";
  EXPECT_NEAR(camera.distance(), 4, 1e-4f);
  EXPECT_NEAR(camera.target.y, 1.6f, 1e-4f);
  camera = before_the_door();
  look_around(camera, {0, -100}, {800, 400});
  EXPECT_EQ(camera.eye, glm::vec3(0, 1.6f, 4));
  EXPECT_GT(camera.target.y, 1.7f) << "A hand upwards looks up.";
  EXPECT_NEAR(camera.target.x, 0, 1e-4f);
}

TEST(CameraMoves, NobodyLooksOverTheirOwnHead) {
  Camera camera = before_the_door();
  for (int i = 0; i < 50; ++i) look_around(camera, {0, -300}, {800, 400});
  EXPECT_GT(camera.up.y, 0);
  EXPECT_LT(camera.target.z, camera.eye.z) << "Still towards the front.";
}

TEST(CameraMoves, FlightFollowsTheEyeAndRisesInTheWorld) {
  Camera camera = before_the_door();
  fly(camera, {0, 0, 1.5f});
  EXPECT_NEAR(camera.eye.z, 2.5f, 1e-4f);
  EXPECT_NEAR(camera.target.z, -1.5f, 1e-4f);
  fly(camera, {1, 0, 0});
  EXPECT_NEAR(camera.eye.x, 1, 1e-4f);
  look_around(camera, {0, 120}, {800, 400});  // Down at the floor.
  const float before = camera.eye.y;
  fly(camera, {0, 0.5f, 0});
  EXPECT_NEAR(camera.eye.y, before + 0.5f, 1e-4f);
  EXPECT_NEAR(camera.eye.z, 2.5f, 1e-4f);
}

TEST(CameraMoves, WithoutPerspectiveNobodyComesNearerSoItIsGivenOne) {
  Camera camera = before_the_door();
  set_orthographic(camera, true);
  fly(camera, {0, 0, 0.1f});
  EXPECT_FALSE(camera.orthographic);
}

}  // namespace
}  // namespace bandaji
