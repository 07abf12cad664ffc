#include "renderer/camera.h"

#include <gtest/gtest.h>

#include <cmath>
#include <glm/trigonometric.hpp>
#include <vector>

namespace bandaji {
namespace {

constexpr glm::vec2 kSize(800, 500);

std::vector<glm::vec3> corners(const Bounds& b) {
  std::vector<glm::vec3> points;
  for (int i = 0; i < 8; ++i)
    points.emplace_back((i & 1) ? b.max.x : b.min.x, (i & 2) ? b.max.y : b.min.y,
                        (i & 4) ? b.max.z : b.min.z);
  return points;
}

Bounds box(glm::vec3 low, glm::vec3 high) {
  Bounds b;
  b.add(low);
  b.add(high);
  return b;
}

glm::vec3 project(const Camera& camera, float aspect, const Bounds& scene, const glm::vec3& p) {
  const glm::vec4 clip = camera.projection(aspect, scene) * camera.view() * glm::vec4(p, 1);
  return glm::vec3(clip) / clip.w;
}

// Top-left pixels.
glm::vec2 pixel_of(const Camera& camera, const Bounds& scene, const glm::vec3& p) {
  const glm::vec3 ndc = project(camera, kSize.x / kSize.y, scene, p);
  return {(ndc.x * 0.5f + 0.5f) * kSize.x, (0.5f - ndc.y * 0.5f) * kSize.y};
}

TEST(Camera, FrameHoldsTheBoxInEveryDirectionAndTouchesTheMargin) {
  const Bounds b = box({-0.3f, 0, -0.2f}, {0.5f, 1.8f, 0.4f});
  for (const bool orthographic : {false, true}) {
    for (const float aspect : {0.5f, 1.0f, 1.9f}) {
      for (float azimuth = -180; azimuth < 180; azimuth += 33) {
        for (const float elevation : {-90.0f, -30.0f, 0.0f, 20.0f, 90.0f}) {
          const float margin = 0.05f;
          const Camera camera = frame_bounds(b, {azimuth, elevation}, aspect, orthographic, margin);
          const float shorter = std::min(aspect, 1.0f);
          float nearest_edge = 1e9f;
          for (const glm::vec3& corner : corners(b)) {
            const glm::vec3 p = project(camera, aspect, b, corner);
            EXPECT_LE(std::abs(p.z), 1.0f);
            // Free space in units of the picture's height.
            nearest_edge = std::min(nearest_edge, (1 - std::abs(p.x)) * 0.5f * aspect);
            nearest_edge = std::min(nearest_edge, (1 - std::abs(p.y)) * 0.5f);
          }
          EXPECT_NEAR(nearest_edge, margin * shorter, 1e-3f)
              << azimuth << "," << elevation << " aspect " << aspect;
        }
      }
    }
  }
}

TEST(Camera, FramesASinglePointAndNothingAtAll) {
  Bounds point;
  point.add(glm::vec3(3, 4, 5));
  for (const Bounds& b : {point, Bounds{}}) {
    for (const bool orthographic : {false, true}) {
      const Camera camera = frame_bounds(b, {30, 20}, 1, orthographic);
      EXPECT_TRUE(std::isfinite(camera.eye.x) && camera.distance() > 0);
      EXPECT_GT(camera.ortho_height, 0);
      if (!b.empty()) {
        const glm::vec3 p = project(camera, 1, b, point.center());
        EXPECT_NEAR(p.x, 0, 1e-3f);
        EXPECT_NEAR(p.y, 0, 1e-3f);
      }
    }
  }
}

TEST(Camera, NamedViewsLookFromTheNamedSide) {
  const Bounds b = box({-1, -1, -1}, {1, 1, 1});
  const auto direction = [&](const char* name) {
    const Camera camera = frame_bounds(b, parse_view(name).value(), 1);
    return glm::normalize(camera.eye - camera.target);
  };
  EXPECT_NEAR(direction("front").z, 1, 1e-5f);
  EXPECT_NEAR(direction("back").z, -1, 1e-5f);
  EXPECT_NEAR(direction("left").x, 1, 1e-5f);
  EXPECT_NEAR(direction("right").x, -1, 1e-5f);
  EXPECT_NEAR(direction("top").y, 1, 1e-5f);
  EXPECT_NEAR(direction("bottom").y, -1, 1e-5f);
  // From above, the model's front is at the bottom of the picture.
  const Camera top = frame_bounds(b, parse_view("top").value(), 1);
  EXPECT_LT(project(top, 1, b, {0, 1, 1}).y, 0);
}

TEST(Camera, ViewTextIsANameOrTwoAngles) {
  EXPECT_FLOAT_EQ(parse_view("-12.5, 30")->azimuth_degrees, -12.5f);
  EXPECT_FLOAT_EQ(parse_view("-12.5,30")->elevation_degrees, 30);
  for (const char* wrong : {"", "frontal", "1", "1,", ",1", "1,2,3", "0,91", "nan,0", "1e99,0", "1x,2"}) {
    EXPECT_FALSE(parse_view(wrong).has_value()) << wrong;
  }
}

TEST(Camera, AnglesSurviveTheWayThereAndBack) {
  const Bounds b = box({-1, 0, -1}, {1, 2, 1});
  for (const float azimuth : {-170.0f, -45.0f, 0.0f, 60.0f, 179.0f}) {
    for (const float elevation : {-90.0f, -45.0f, 0.0f, 45.0f, 90.0f}) {
      const ViewAngles angles = angles_of(frame_bounds(b, {azimuth, elevation}, 1));
      EXPECT_NEAR(angles.azimuth_degrees, azimuth, 0.02f) << elevation;
      EXPECT_NEAR(angles.elevation_degrees, elevation, 0.02f);
    }
  }
}

TEST(Camera, OrbitKeepsTheDistanceAndStopsAtThePole) {
  Camera camera = frame_bounds(box({-1, 0, -1}, {1, 2, 1}), {10, 10}, 1);
  const float distance = camera.distance();
  const glm::vec3 target = camera.target;
  orbit(camera, {37, 21}, kSize);
  EXPECT_NEAR(camera.distance(), distance, 1e-4f);
  EXPECT_EQ(camera.target, target);
  // Dragging right turns the model to the right: the camera goes left.
  EXPECT_LT(angles_of(camera).azimuth_degrees, 10);
  orbit(camera, {0, 5000}, kSize);
  EXPECT_NEAR(angles_of(camera).elevation_degrees, 90, 0.1f);
  orbit(camera, {30, 0}, kSize);
  EXPECT_TRUE(std::isfinite(camera.view()[0][0]));
}

TEST(Camera, PanMovesWhatIsUnderTheCursorWithIt) {
  for (const bool orthographic : {false, true}) {
    const Bounds b = box({-1, 0, -1}, {1, 2, 1});
    Camera camera = frame_bounds(b, {25, 15}, kSize.x / kSize.y, orthographic);
    const glm::vec3 point = camera.target;
    const glm::vec2 before = pixel_of(camera, b, point);
    pan(camera, {40, -25}, kSize);
    const glm::vec2 moved = pixel_of(camera, b, point) - before;
    EXPECT_NEAR(moved.x, 40, 0.05f);
    EXPECT_NEAR(moved.y, -25, 0.05f);
  }
}

TEST(Camera, ZoomKeepsThePointUnderTheCursor) {
  for (const bool orthographic : {false, true}) {
    const Bounds b = box({-1, 0, -1}, {1, 2, 1});
    Camera camera = frame_bounds(b, {25, 15}, kSize.x / kSize.y, orthographic);
    const glm::vec2 cursor(610, 120);
    // A point at the target's depth under the cursor.
    const Ray ray = ray_through(camera, cursor, kSize);
    const glm::vec3 back = glm::normalize(camera.eye - camera.target);
    const glm::vec3 point = ray.origin + ray.direction * (glm::dot(camera.target - ray.origin, back) /
                                                          glm::dot(ray.direction, back));
    const float before = orthographic ? camera.ortho_height : camera.distance();
    for (const float steps : {3.0f, -7.0f, 2.0f}) {
      zoom_to_cursor(camera, steps, cursor, kSize);
      const glm::vec2 at = pixel_of(camera, b, point);
      EXPECT_NEAR(at.x, cursor.x, 0.05f);
      EXPECT_NEAR(at.y, cursor.y, 0.05f);
    }
    zoom_to_cursor(camera, 12, cursor, kSize);
    EXPECT_LT(orthographic ? camera.ortho_height : camera.distance(), before);
  }
}

TEST(Camera, ZoomNeverReachesOrPassesTheTarget) {
  Camera camera = frame_bounds(box({-1, 0, -1}, {1, 2, 1}), {0, 0}, 1);
  for (int i = 0; i < 1000; ++i) zoom_to_cursor(camera, 10, 0.5f * kSize, kSize);
  EXPECT_GT(camera.distance(), 0);
  for (int i = 0; i < 1000; ++i) zoom_to_cursor(camera, -10, 0.5f * kSize, kSize);
  EXPECT_TRUE(std::isfinite(camera.distance()));
}

TEST(Camera, SwitchingProjectionKeepsTheSizeAtTheTarget) {
  const Bounds b = box({-1, 0, -1}, {1, 2, 1});
  Camera camera = frame_bounds(b, {40, 10}, kSize.x / kSize.y);
  const glm::vec3 right(camera.view()[0][0], camera.view()[1][0], camera.view()[2][0]);
  const glm::vec3 point = camera.target + 0.3f * right;
  const glm::vec2 before = pixel_of(camera, b, point);
  set_orthographic(camera, true);
  EXPECT_NEAR(glm::length(pixel_of(camera, b, point) - before), 0, 0.05f);
  set_orthographic(camera, false);
  EXPECT_NEAR(glm::length(pixel_of(camera, b, point) - before), 0, 0.05f);
}

TEST(Camera, OrthographicPixelsHaveTheirExactSize) {
  Camera camera;
  camera.orthographic = true;
  camera.ortho_height = 2.5f;
  camera.eye = {0, 1, 4};
  camera.target = {0, 1, 0};
  const Bounds b = box({-1, 0, -1}, {1, 2, 1});
  const glm::vec2 a = pixel_of(camera, b, {0, 0.5f, 0.7f}), c = pixel_of(camera, b, {0, 1.5f, -0.7f});
  EXPECT_NEAR(a.y - c.y, kSize.y / 2.5f, 1e-3f);
  EXPECT_NEAR(a.x, 0.5f * kSize.x, 1e-3f);
}

TEST(Camera, RaysGoThroughTheirPixel) {
  for (const bool orthographic : {false, true}) {
    const Bounds b = box({-1, 0, -1}, {1, 2, 1});
    const Camera camera = frame_bounds(b, {-60, 35}, kSize.x / kSize.y, orthographic);
    const Ray ray = ray_through(camera, {123, 456}, kSize);
    EXPECT_NEAR(glm::length(ray.direction), 1, 1e-5f);
    const glm::vec2 at = pixel_of(camera, b, ray.origin + 0.9f * camera.distance() * ray.direction);
    EXPECT_NEAR(at.x, 123, 0.05f);
    EXPECT_NEAR(at.y, 456, 0.05f);
  }
}

TEST(Camera, AnEyeInsideTheSceneStillSees) {
  Camera camera;
  camera.eye = {0, 1, 0};
  camera.target = {0, 1, -1};
  const Bounds room = box({-5, 0, -5}, {5, 3, 5});
  const glm::vec3 p = project(camera, 1, room, {0, 1, -4});
  EXPECT_GT(p.z, -1);
  EXPECT_LT(p.z, 1);
}

}  // namespace
}  // namespace bandaji
