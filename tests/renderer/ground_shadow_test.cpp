#include "renderer/ground_shadow.h"

#include <gtest/gtest.h>

#include <array>

namespace bandaji {
namespace {

struct Box {
  std::vector<glm::vec3> positions;
  std::vector<std::uint32_t> indices;
  Bounds bounds;
};

Box make_box(glm::vec3 low, glm::vec3 high) {
  Box box;
  for (int i = 0; i < 8; ++i) {
    box.positions.emplace_back((i & 1) ? high.x : low.x, (i & 2) ? high.y : low.y, (i & 4) ? high.z : low.z);
    box.bounds.add(box.positions.back());
  }
  constexpr std::array<std::array<std::uint32_t, 4>, 6> kSides{
      {{0, 1, 3, 2}, {4, 6, 7, 5}, {0, 2, 6, 4}, {1, 5, 7, 3}, {0, 4, 5, 1}, {2, 3, 7, 6}}};
  for (const auto& s : kSides) box.indices.insert(box.indices.end(), {s[0], s[1], s[2], s[0], s[2], s[3]});
  return box;
}

HeightField field_of(const Box& box) {
  HeightField field(box.bounds, 64);
  field.add(box.positions, box.indices, glm::mat4(1));
  return field;
}

int alpha_at(const GroundShadow& shadow, float x, float z) {
  const glm::vec2 uv = (glm::vec2(x, z) - shadow.min) / shadow.extent;
  const int column = static_cast<int>(uv.x * static_cast<float>(shadow.size)),
            row = static_cast<int>(uv.y * static_cast<float>(shadow.size));
  if (column < 0 || row < 0 || column >= shadow.size || row >= shadow.size) return 0;
  return shadow.alpha[static_cast<std::size_t>(row * shadow.size + column)];
}

TEST(HeightField, BlocksRaysThatMeetTheModelOnly) {
  const HeightField field = field_of(make_box({-1, 0, -1}, {1, 2, 1}));
  const glm::vec3 towards = glm::normalize(glm::vec3(1, 0.5f, 0));
  EXPECT_TRUE(field.blocks({-3, 0, 0}, towards));
  EXPECT_FALSE(field.blocks({-3, 0, 0}, glm::normalize(glm::vec3(-1, 0.5f, 0))));
  EXPECT_FALSE(field.blocks({-3, 0, 0}, glm::normalize(glm::vec3(1, 3, 0))));  // Over it.
  EXPECT_FALSE(field.blocks({-3, 0, 5}, towards));                             // Beside it.
  EXPECT_TRUE(field.blocks({0, 0, 0}, {0, 1, 0}));
}

TEST(HeightField, LightPassesUnderATable) {
  const HeightField field = field_of(make_box({-1, 1, -1}, {1, 1.1f, 1}));
  EXPECT_FALSE(field.blocks({-2, 0, 0}, glm::normalize(glm::vec3(1, 0.2f, 0))));
  EXPECT_TRUE(field.blocks({-2, 0, 0}, glm::normalize(glm::vec3(1, 0.5f, 0))));
}

TEST(GroundShadow, IsDarkestUnderTheModelAndFadesToNothing) {
  const Box box = make_box({-0.5f, 0, -0.5f}, {0.5f, 1, 0.5f});
  const GroundShadow shadow = cast_ground_shadow(field_of(box), box.bounds, 0, {});
  EXPECT_GT(alpha_at(shadow, 0, 0), 200);
  EXPECT_GT(alpha_at(shadow, 0.6f, 0), alpha_at(shadow, 0.9f, 0));
  EXPECT_GT(alpha_at(shadow, 0.6f, 0), 30);
  for (int i = 0; i < shadow.size; ++i) {
    EXPECT_EQ(shadow.alpha[static_cast<std::size_t>(i)], 0);
    EXPECT_EQ(shadow.alpha[static_cast<std::size_t>(i * shadow.size)], 0);
  }
}

TEST(GroundShadow, LiesOnTheSideAwayFromTheKeyLight) {
  const Box box = make_box({-0.5f, 0, -0.5f}, {0.5f, 1, 0.5f});
  GroundLight light;
  light.key_direction = glm::normalize(glm::vec3(1, 1, 0));
  light.key_share = 0.7f;
  light.key_radius_radians = 0.1f;
  const GroundShadow shadow = cast_ground_shadow(field_of(box), box.bounds, 0, light);
  EXPECT_GT(alpha_at(shadow, -0.9f, 0), 3 * alpha_at(shadow, 0.9f, 0));
}

TEST(GroundShadow, AFloatingModelThrowsAWeakerShadowThanAStandingOne) {
  const Box standing = make_box({-0.5f, 0, -0.5f}, {0.5f, 1, 0.5f});
  const Box floating = make_box({-0.5f, 1, -0.5f}, {0.5f, 2, 0.5f});
  const int below = alpha_at(cast_ground_shadow(field_of(floating), floating.bounds, 0, {}), 0, 0);
  EXPECT_LT(below, alpha_at(cast_ground_shadow(field_of(standing), standing.bounds, 0, {}), 0, 0));
  EXPECT_GT(below, 10);
}

}  // namespace
}  // namespace bandaji
