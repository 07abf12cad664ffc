// Where the person for scale stands.
#include "renderer/figure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace bandaji {
namespace {

Bounds chest() {
  Bounds box;
  box.add(glm::vec3(-0.5f, 0.2f, -0.3f));
  box.add(glm::vec3(0.5f, 1.0f, 0.3f));
  return box;
}

TEST(Figure, IsOnePersonTallAndStandsOnItsFeet) {
  float low = 1, high = 0;
  double area = 0;
  const auto& corners = figure_triangles();
  ASSERT_FALSE(corners.empty());
  ASSERT_EQ(corners.size() % 3, 0u);
  for (const glm::vec2& p : corners) {
    low = std::min(low, p.y);
    high = std::max(high, p.y);
    EXPECT_LT(std::abs(p.x), 0.2f);
  }
  for (std::size_t i = 0; i < corners.size(); i += 3) {
    const glm::vec2 a = corners[i + 1] - corners[i], b = corners[i + 2] - corners[i];
    area += 0.5 * std::abs(a.x * b.y - a.y * b.x);
  }
  EXPECT_NEAR(low, 0, 1e-3);
  EXPECT_NEAR(high, 1, 1e-3);
  EXPECT_GT(area, 0.1);
  EXPECT_LT(area, 0.2);
}

TEST(Figure, StandsOnTheModelsFloorToItsRightAsSeenFromAnySide) {
  for (const float azimuth : {0.0f, 90.0f, 180.0f, -37.0f}) {
    const Camera camera = frame_bounds(chest(), {azimuth, 10}, 1);
    const FigurePlace place = figure_place(chest(), camera, 1.7f);
    EXPECT_FLOAT_EQ(place.foot.y, 0.2f);
    const glm::vec3 seen(camera.view() * glm::vec4(place.foot, 1));
    const glm::vec3 middle(camera.view() * glm::vec4(chest().center(), 1));
    EXPECT_GT(seen.x, middle.x + 0.4f) << azimuth;
  }
  // From above there is no upright side; it still stands beside.
  const Camera above = frame_bounds(chest(), {0, 90}, 1);
  EXPECT_GT(figure_place(chest(), above, 1.7f).foot.x, 0.5f);
}

TEST(Figure, TheBoxAroundBothHoldsThePerson) {
  const Camera camera = frame_bounds(chest(), {0, 0}, 1);
  const Bounds both = with_figure(chest(), camera, 1.7f);
  EXPECT_NEAR(both.max.y, 1.9f, 1e-4f);
  EXPECT_GT(both.max.x, 1.0f);
  EXPECT_FLOAT_EQ(with_figure(chest(), camera, 0).max.y, 1.0f);
}

}  // namespace
}  // namespace bandaji
