// What the tools add to a picture: tinted parts, a person, the color of light, stills in steps.
#include <gtest/gtest.h>

#include <glm/vec3.hpp>
#include <vector>

#include "renderer/compare.h"
#include "scene.h"

namespace bandaji::test {
namespace {

Model two_squares() {
  Model model;
  model.meshes = {square({0, 0, 0}, 1, 0), square({0, 0, -1}, 2, 0)};
  Material gray = unlit({0.2f, 0.2f, 0.2f, 1});
  model.materials = {gray};
  for (std::uint32_t i = 0; i < 2; ++i) {
    Node node;
    node.meshes = {i};
    model.nodes.push_back(node);
  }
  return model;
}

TEST(Marks, APartThatIsPointedAtIsTintedAndFaintlyWhereItIsHidden) {
  const Model model = two_squares();
  ViewSettings settings = plain();
  const Image without = draw(model, facing(2.5f), settings);
  settings.marked_parts = {1};  // The one behind.
  const Image with = draw(model, facing(2.5f), settings);
  const auto green = [](const Image& image, int x, int y) {
    const Pixel p = at(image, x, y);
    return p.g - (p.r + p.b) / 2;
  };
  EXPECT_GT(green(with, 12, 32), 25) << "Where it is seen.";
  EXPECT_GT(green(with, 32, 32), 8) << "Under the one in front.";
  EXPECT_LT(green(with, 32, 32), green(with, 12, 32));
  EXPECT_EQ(green(without, 12, 32), 0);
  settings.hidden_parts = {1};
  const Image hidden = draw(model, facing(2.5f), settings);
  EXPECT_EQ(at(hidden, 12, 32).a, 0) << "What is hidden is not pointed at either.";
}

TEST(Figures, StandBesideTheModelInThePicture) {
  ViewSettings settings = plain();
  settings.figure_metres = 1.7f;
  // The square's right edge is at 0.5 m; the person's middle 0.26 of its height further.
  const Image picture =
      draw(model_of({square({}, 1, 0)}, {colored({0.5f, 0.5f, 0.5f, 1})}), facing(4), settings, {128, 128});
  const auto column = [](float metres) { return 64 + static_cast<int>(metres * 32); };
  const int chest = 64 + 16 - static_cast<int>(0.68f * 1.7f * 32);
  EXPECT_GT(at(picture, column(0.5f + 0.26f * 1.7f), chest).a, 250);
  EXPECT_EQ(at(picture, column(-0.9f), chest).a, 0);
  settings.figure_metres = 0;
  EXPECT_EQ(at(draw(model_of({square({}, 1, 0)}, {colored({0.5f, 0.5f, 0.5f, 1})}), facing(4), settings,
                    {128, 128}),
               column(0.94f), chest)
                .a,
            0);
}

TEST(LightColor, FollowsTheTemperatureAndLeavesDaylightAlone) {
  const HdrImage white{64, 32, std::vector<float>(64 * 32 * 3, 0.5f)};
  ASSERT_TRUE(preview().set_environment(white));
  Material cloth = colored({0.6f, 0.6f, 0.6f, 1});
  ViewSettings settings = plain();
  const auto shown = [&](float kelvin) {
    settings.light_kelvin = kelvin;
    return at(draw(model_of({square({}, 3, 0)}, {cloth}), facing(2), settings, {8, 8}), 4, 4);
  };
  const Pixel as_is = shown(0), daylight = shown(6500), warm = shown(3000), cold = shown(10000);
  preview().clear_environment();
  EXPECT_NEAR(as_is.r, daylight.r, 1);
  EXPECT_NEAR(as_is.b, daylight.b, 1);
  EXPECT_GT(warm.r - warm.b, 40);
  EXPECT_GT(cold.b - cold.r, 10);
}

TEST(Stills, EveryPassChangesThePictureLessAndCanBeReadBack) {
  const GpuModel model = upload(model_of({ball({}, 0.8f, 0)}, {colored({0.5f, 0.2f, 0.1f, 1})}));
  ViewSettings settings = plain();
  settings.accumulate = true;
  std::vector<Image> passes;
  for (int pass = 0; pass < kMostStillSamples / kSamplesPerPass; ++pass) {
    ASSERT_TRUE(preview().accumulate(model, facing(2), settings, {48, 48}, pass, 7, true));
    auto now = preview().read(7);
    ASSERT_TRUE(now);
    EXPECT_EQ(now->width, 48);
    passes.push_back(std::move(*now));
  }
  const auto first = compare(passes[0], passes[1]), last = compare(passes[passes.size() - 2], passes.back());
  ASSERT_TRUE(first && last);
  EXPECT_GT(first->mean, 0);
  EXPECT_LT(last->mean, 0.5 * first->mean);
  EXPECT_TRUE(has_settled(passes.back(), passes.back()));
  Image other = passes.back();
  for (std::uint8_t& value : other.pixels) value = static_cast<std::uint8_t>(value ^ 8);
  EXPECT_FALSE(has_settled(passes.back(), other));
  EXPECT_GT(preview().gpu_bytes(), 48u * 48 * 4);
  EXPECT_FALSE(preview().read(4711));
}

}  // namespace
}  // namespace bandaji::test
