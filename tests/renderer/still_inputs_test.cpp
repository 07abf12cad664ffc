// Lenses, parts, and where the light of an environment is drawn from.
#include <gtest/gtest.h>

#include <cmath>
#include <glm/geometric.hpp>

#include "assets/baked_model.h"
#include "renderer/frame_block.h"
#include "renderer/lens.h"
#include "renderer/parts.h"
#include "renderer/sky_samples.h"

namespace bandaji {
namespace {

TEST(Lens, FieldOfViewFollowsFocalLengthAndSensor) {
  // 24 mm of height behind 50 mm: 2 atan(12 / 50).
  EXPECT_NEAR(vertical_fov_degrees({50, 36, 24}, 1.5f), 26.99f, 0.01f);
  // A wide picture uses the whole width and less of the height.
  EXPECT_NEAR(vertical_fov_degrees({50, 36, 24}, 3.0f), 2 * std::atan(6.0f / 50) * 57.29578f, 0.01f);
  EXPECT_NEAR(focal_length_mm({0, 36, 24}, 26.99f, 1.5f), 50, 0.02f);
  EXPECT_NEAR(opening_radius_metres({50, 36, 24}, 2.0f), 0.0125f, 1e-6f);
  EXPECT_EQ(find_sensor("polaroid"), nullptr);
  ASSERT_NE(find_sensor("full-frame"), nullptr);
}

TEST(Parts, AreFoundByNamePathMaterialAndNumber) {
  Model model;
  const auto piece = [&](std::int32_t material) {
    Mesh mesh;
    mesh.material = material;
    mesh.positions = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
    mesh.indices = {0, 1, 2};
    model.meshes.push_back(mesh);
  };
  piece(0), piece(1), piece(1);
  model.materials.resize(2);
  model.materials[0].name = "명주";
  model.materials[1].name = "Brass";
  model.nodes.resize(3);
  model.nodes[0].name = "Look";
  model.nodes[1].name = "치마";
  model.nodes[1].parent = 0;
  model.nodes[1].meshes = {0};
  model.nodes[2].name = "Norigae";
  model.nodes[2].parent = 0;
  model.nodes[2].meshes = {1, 2};
  const auto baked = BakedModel::open(*bake(model));
  ASSERT_TRUE(baked.has_value());
  const auto parts = parts_of(*baked);
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_EQ(parts[0].path, "Look/치마");
  EXPECT_EQ(find_parts(parts, "치마"), (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(find_parts(parts, "brass"), (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(find_parts(parts, "norigae"), (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(find_parts(parts, "2"), (std::vector<std::uint32_t>{2}));
  EXPECT_TRUE(find_parts(parts, "crown").empty());
  EXPECT_EQ(all_but(parts, {0}), (std::vector<std::uint32_t>{1, 2}));
}

TEST(SkySamples, AnyRunOfThemIsSpreadOverTheSphereAndStandsForTheLight) {
  // Dark but for a window towards +X.
  HdrImage image{96, 48, std::vector<float>(96 * 48 * 3, 0.1f)};
  for (int y = 18; y < 30; ++y) {
    for (int x = 44; x < 52; ++x) {
      for (int c = 0; c < 3; ++c) image.pixels[static_cast<std::size_t>((y * 96 + x) * 3 + c)] = 20;
    }
  }
  const SkySamples samples = sample_sky(image, nullptr, 96, 0);
  ASSERT_EQ(samples.sky.size(), 96u);
  EXPECT_TRUE(samples.key.empty());
  for (std::size_t first = 0; first + 32 <= samples.sky.size(); first += 32) {
    int to_window = 0, up = 0;
    double light = 0;
    for (std::size_t i = first; i < first + 32; ++i) {
      EXPECT_NEAR(glm::length(samples.sky[i].toward), 1, 1e-4f);
      to_window += samples.sky[i].toward.x > 0.85f ? 1 : 0;
      up += samples.sky[i].toward.y > 0 ? 1 : 0;
      light += samples.sky[i].weight;
    }
    EXPECT_GT(to_window, 8);
    EXPECT_GT(up, 8);
    EXPECT_LT(up, 24);
    EXPECT_GT(light, 0);
  }
  const SkySamples lamp = sample_sky(image, &image, 32, 32);
  EXPECT_EQ(lamp.key.size(), 32u);
}

TEST(PassShift, ShiftsOfManyPassesAreEvenOverThePixelAndTheLens) {
  glm::vec2 pixel(0), lens(0);
  constexpr int kPasses = 64;
  for (int i = 0; i < kPasses; ++i) {
    const PassShift shift = pass_shift(i);
    EXPECT_LE(std::abs(shift.pixel.x), 0.5f);
    EXPECT_LE(std::abs(shift.pixel.y), 0.5f);
    EXPECT_LE(glm::length(shift.lens), 1.0f);
    pixel += shift.pixel / static_cast<float>(kPasses);
    lens += shift.lens / static_cast<float>(kPasses);
  }
  EXPECT_LT(glm::length(pixel), 0.03f);
  EXPECT_LT(glm::length(lens), 0.06f);
}

}  // namespace
}  // namespace bandaji
