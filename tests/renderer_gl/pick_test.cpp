// What lies under a pixel.
#include <gtest/gtest.h>

#include "scene.h"

namespace bandaji::test {
namespace {

std::optional<Pick> pick(const Model& model, const Camera& camera, const ViewSettings& settings, int x, int y,
                         PictureSize size = {64, 64}) {
  const GpuModel gpu = upload(model);
  auto found = preview().pick(gpu, camera, settings, size, x, y);
  EXPECT_TRUE(found.has_value()) << (found ? "" : found.error().message);
  return found ? *found : std::nullopt;
}

TEST(Picking, IsExactToThePixel) {
  // One metre on 64 pixels for two metres: from 16 to 47.
  const Model model = model_of({square({}, 1, 0)}, {unlit({1, 1, 1, 1})});
  const GpuModel gpu = upload(model);
  for (const auto& [x, y, hit] : {std::tuple{16, 16, true},
                                  {15, 16, false},
                                  {16, 15, false},
                                  {47, 47, true},
                                  {48, 47, false},
                                  {47, 48, false}}) {
    const auto found = preview().pick(gpu, facing(2), plain(), {64, 64}, x, y);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->has_value(), hit) << x << "," << y;
  }
  const auto corner = preview().pick(gpu, facing(2), plain(), {64, 64}, 16, 16);
  EXPECT_NEAR((*corner)->point.x, -0.5f + 0.5f / 32, 1e-5f);
  EXPECT_NEAR((*corner)->point.y, 0.5f - 0.5f / 32, 1e-5f);
  EXPECT_NEAR((*corner)->distance, 5, 1e-4f);
  EXPECT_NEAR((*corner)->normal.z, 1, 1e-6f);
  ASSERT_TRUE((*corner)->uv.has_value());
  EXPECT_NEAR((*corner)->uv->x, 0.5f / 32, 1e-5f);
}

TEST(Picking, AgreesWithThePictureInPerspective) {
  const GpuModel gpu = upload(model_of({ball({0.1f, 0.05f, 0}, 0.6f, 0)}, {unlit({1, 1, 1, 1})}));
  Camera camera = facing(2);
  camera.orthographic = false;
  ViewSettings settings = plain();
  settings.samples = 1;
  const auto image = preview().picture(gpu, camera, settings, {48, 40});
  ASSERT_TRUE(image.has_value());
  for (int y = 0; y < 40; y += 3) {
    for (int x = 0; x < 48; ++x) {
      const auto found = preview().pick(gpu, camera, settings, {48, 40}, x, y);
      ASSERT_TRUE(found.has_value());
      EXPECT_EQ(found->has_value(), at(*image, x, y).a > 0) << x << "," << y;
      if (*found) {
        EXPECT_NEAR(glm::distance((*found)->point, glm::vec3(0.1f, 0.05f, 0)), 0.6f, 0.01f);
      }
    }
  }
}

TEST(Picking, NamesPartAndTriangleAndLooksThroughWhatIsNotThere) {
  Material veil = unlit({1, 1, 1, 0.05f}, AlphaMode::Blend), cut = unlit({1, 1, 1, 0.2f}, AlphaMode::Mask);
  const Model model = model_of({square({0, 0, 0.4f}, 2, 1), square({0, 0, 0.2f}, 2, 2), square({}, 2, 0)},
                               {unlit({1, 1, 1, 1}), veil, cut});
  const auto found = pick(model, facing(2), plain(), 40, 10);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->part, 2u);
  EXPECT_EQ(found->material, 0);
  EXPECT_EQ(found->triangle, 1u);
  ViewSettings hidden = plain();
  hidden.hidden_parts = {2};
  EXPECT_FALSE(pick(model, facing(2), hidden, 40, 10).has_value());
}

TEST(Picking, MeetsTheCapOfASection) {
  ViewSettings settings = plain();
  settings.section = SectionPlane{{0, 0, 1}, 0.1f};
  const Model model = model_of({box({-0.5f, -0.5f, -0.5f}, {0.5f, 0.5f, 0.5f}, 0)}, {unlit({1, 1, 1, 1})});
  const auto cap = pick(model, facing(2), settings, 32, 32);
  ASSERT_TRUE(cap.has_value());
  EXPECT_TRUE(cap->on_cap);
  EXPECT_NEAR(cap->point.z, 0.1f, 1e-5f);
  settings.section->caps = false;
  // The back of the far wall turns away and is not drawn.
  EXPECT_FALSE(pick(model, facing(2), settings, 32, 32).has_value());
}

TEST(Picking, OutsideThePictureIsNothing) {
  const Model model = model_of({square({}, 9, 0)}, {unlit({1, 1, 1, 1})});
  EXPECT_FALSE(pick(model, facing(2), plain(), -1, 5).has_value());
  EXPECT_FALSE(pick(model, facing(2), plain(), 5, 64).has_value());
  EXPECT_TRUE(pick(model, facing(2), plain(), 63, 63).has_value());
}

}  // namespace
}  // namespace bandaji::test
