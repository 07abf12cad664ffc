// What is seen through glass: bent, tinted, blurred and split as the extensions for it say.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "scene.h"

namespace bandaji::test {
namespace {

struct Dark {
  Dark() {
    EXPECT_TRUE(
        preview().set_environment(HdrImage{64, 32, std::vector<float>(64 * 32 * 3, 0.0f)}).has_value());
  }
  ~Dark() { preview().clear_environment(); }
};

Material clear_glass() {
  Material glass = colored({1, 1, 1, 1});
  glass.transmission = 1;
  glass.roughness = 0;
  return glass;
}

// A board that shines by itself, so that darkness leaves it as it is.
Material shining(glm::vec3 light) {
  Material material = colored({0, 0, 0, 1});
  material.specular = 0;
  material.emissive = light;
  return material;
}

TEST(Glass, LooksTheSameInTheFirstPictureOfAProgramAndInTheNext) {
  // The copy of the scene used to be made at the texture unit of the split sum's table, and the first picture
  // of glass, which is that of a thumbnail, showed a mirror.
  const GpuModel gpu = upload(model_of({ball({}, 0.7f, 0)}, {clear_glass()}));
  auto fresh = Preview::create();
  ASSERT_TRUE(fresh.has_value());
  const auto first = fresh->picture(gpu, facing(2), plain(), {64, 64});
  const auto second = fresh->picture(gpu, facing(2), plain(), {64, 64});
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(first->pixels == second->pixels);
}

TEST(Glass, LetsThroughWhatItDoesNotReflect) {
  const Dark dark;
  const Image image = draw(model_of({square({0, 0, 0.2f}, 1, 0), square({0, 0, -0.2f}, 4, 1)},
                                    {clear_glass(), shining(glm::vec3(0.6f))}),
                           facing(2), plain());
  EXPECT_NEAR(to_linear(at(image, 32, 32).g), 0.96f * 0.6f, 0.006f);
  EXPECT_NEAR(to_linear(at(image, 4, 4).g), 0.6f, 0.004f);
}

TEST(Glass, AbsorbsByThicknessAsBeersLawSays) {
  const Dark dark;
  for (const float thickness : {0.05f, 0.1f, 0.2f}) {
    Material glass = clear_glass();
    glass.thickness = thickness;
    glass.attenuation_distance = 0.1f;
    glass.attenuation_color = {0.9f, 0.5f, 0.2f};
    const Image image = draw(model_of({square({0, 0, 0.2f}, 1, 0), square({0, 0, -0.2f}, 4, 1)},
                                      {glass, shining(glm::vec3(0.9f))}),
                             facing(2), plain());
    const Pixel p = at(image, 32, 32);
    const float layers = thickness / 0.1f;
    EXPECT_NEAR(to_linear(p.r), 0.96f * 0.9f * std::pow(0.9f, layers), 0.008f);
    EXPECT_NEAR(to_linear(p.g), 0.96f * 0.9f * std::pow(0.5f, layers), 0.006f);
    EXPECT_NEAR(to_linear(p.b), 0.96f * 0.9f * std::pow(0.2f, layers), 0.006f);
  }
}

// Where the edge between a bright left and a dark right is seen through a tilted thick pane, in pixels of
// 256, per channel.
std::array<int, 3> edge_through(const Material& glass) {
  Model model = model_of({square({}, 1.5f, 0)}, {glass, shining(glm::vec3(0.8f)), shining(glm::vec3(0))});
  model.nodes[0].rotation = glm::angleAxis(0.7f, glm::vec3(0, 1, 0));
  model.meshes.push_back(square({-1, 0, -0.5f}, 2, 1));
  model.meshes.push_back(square({1, 0, -0.5f}, 2, 2));
  Node behind;
  behind.meshes = {1, 2};
  model.nodes.push_back(behind);
  const Image image = draw(model, facing(2), plain(), {256, 256});
  std::array<int, 3> edge{};
  for (int x = 60; x < 200; ++x) {
    const Pixel p = at(image, x, 128);
    const int bytes[3] = {p.r, p.g, p.b};
    for (std::size_t c = 0; c < 3; ++c) {
      if (bytes[c] > to_byte(0.35f)) edge[c] = x;
    }
  }
  return edge;
}

TEST(Glass, ShiftsWhatIsBehindItBySnell) {
  const Dark dark;
  Material glass = clear_glass();
  glass.ior = 1.5f;
  glass.thickness = 0.4f;
  // Along the refracted ray through the pane's thickness: sideways by 0.4 sin(0.7 - asin(sin(0.7) / 1.5)).
  const float sideways = 0.4f * std::sin(0.7f - std::asin(std::sin(0.7f) / 1.5f));
  const std::array<int, 3> bent = edge_through(glass);
  EXPECT_NEAR(std::abs(bent[1] - 128), sideways * 128, 3);
  // A thin pane bends nothing.
  glass.thickness = 0;
  EXPECT_NEAR(edge_through(glass)[1], 128, 2);
}

TEST(Glass, DispersionBendsBlueMoreThanRed) {
  const Dark dark;
  Material glass = clear_glass();
  glass.ior = 1.5f;
  glass.thickness = 0.8f;
  const std::array<int, 3> together = edge_through(glass);
  EXPECT_EQ(together[0], together[2]);
  glass.dispersion = 6;
  const std::array<int, 3> apart = edge_through(glass);
  EXPECT_GT(std::abs(apart[2] - 128), std::abs(apart[1] - 128));
  EXPECT_GT(std::abs(apart[1] - 128), std::abs(apart[0] - 128));
  // n_blue - n_red = (n - 1) dispersion / 20 (the Abbe number is 20 / dispersion).
  const auto shift = [](float ior) { return 128 * 0.8f * std::sin(0.7f - std::asin(std::sin(0.7f) / ior)); };
  EXPECT_NEAR(std::abs(apart[2] - apart[0]), shift(1.5f + 0.075f) - shift(1.5f - 0.075f), 3);
}

TEST(Glass, IsNotSeenThroughTwice) {
  // Bent rays that leave the model's backdrop see nothing there: what stands straight behind must not show.
  const Dark dark;
  Material glass = clear_glass();
  glass.ior = 1.8f;
  glass.thickness = 1.2f;
  Model model = model_of({ball({}, 0.6f, 0), square({0, 0, -0.8f}, 0.5f, 1)}, {glass, shining({0.9f, 0, 0})});
  Camera camera = facing(2);
  const Image with = draw(model, camera, plain(), {128, 128});
  model.meshes.pop_back();
  model.nodes[0].meshes.pop_back();
  const Image alone = draw(model, camera, plain(), {128, 128});
  // Beside the middle, where the ball throws the ray far to the side, but the board is straight behind.
  int same = 0, seen = 0;
  for (int y = 50; y < 78; ++y) {
    for (int x = 50; x < 78; ++x) {
      const Pixel a = at(with, x, y), b = at(alone, x, y);
      if (b.a == 255) continue;
      // Either the ray meets the board, and the pixel is closed, or it is as without the board.
      seen += a.a >= 254 ? 1 : 0;
      same += std::abs(a.a - b.a) <= 2 && std::abs(a.r - b.r) <= 3 ? 1 : 0;
    }
  }
  EXPECT_GT(seen + same, 700);
}

TEST(Glass, ShowsTheSameBlurInAThumbnailAndInALargePicture) {
  const Dark dark;
  Material frosted = clear_glass();
  frosted.roughness = 0.35f;
  const Model model = model_of({square({0, 0, 0.2f}, 1.6f, 0), square({-1, 0, -0.2f}, 2, 1)},
                               {frosted, shining(glm::vec3(0.8f))});
  // Width of the ramp from three quarters to a quarter of the light, as a part of the picture.
  const auto ramp = [&](int size) {
    const Image image = draw(model, facing(2), plain(), {size, size});
    int inside = 0;
    for (int x = size / 5; x < size - size / 5; ++x) {
      const float light =
          to_linear(at(image, x, size / 2).g) * static_cast<float>(at(image, x, size / 2).a) / 255;
      inside += light < 0.75f * 0.77f && light > 0.25f * 0.77f ? 1 : 0;
    }
    return static_cast<float>(inside) / static_cast<float>(size);
  };
  const float small = ramp(128), large = ramp(512);
  EXPECT_GT(large, 0.01f);
  EXPECT_NEAR(small, large, 0.35f * large + 1.0f / 128);
}

TEST(Film, OfNoThicknessOrOfAirChangesNothing) {
  Material plain_metal = colored({0.7f, 0.5f, 0.3f, 1});
  plain_metal.metallic = 1;
  plain_metal.roughness = 0.3f;
  Material none = plain_metal, air = plain_metal, film = plain_metal;
  none.iridescence = air.iridescence = film.iridescence = 1;
  none.iridescence_thickness_max_nm = 0;
  air.iridescence_ior = 1;
  film.iridescence_thickness_max_nm = 400;
  const auto shown = [](const Material& m) {
    return draw(model_of({ball({}, 0.8f, 0)}, {m}), facing(2), plain());
  };
  const Image bare = shown(plain_metal);
  int most_none = 0, most_air = 0, most_film = 0;
  const Image with_none = shown(none), with_air = shown(air), with_film = shown(film);
  for (int i = 12; i < 52; ++i) {
    const Pixel b = at(bare, i, 32);
    const auto apart = [&](const Image& image) {
      const Pixel p = at(image, i, 32);
      return std::max({std::abs(p.r - b.r), std::abs(p.g - b.g), std::abs(p.b - b.b)});
    };
    most_none = std::max(most_none, apart(with_none));
    most_air = std::max(most_air, apart(with_air));
    most_film = std::max(most_film, apart(with_film));
  }
  EXPECT_LE(most_none, 1);
  EXPECT_LE(most_air, 6) << "Fresnel's law is approximated at each of the film's two sides.";
  EXPECT_GE(most_film, 12);
}

TEST(Ior, OfZeroReflectsAllAsTheExtensionSays) {
  EXPECT_TRUE(preview().set_environment(HdrImage{64, 32, std::vector<float>(64 * 32 * 3, 0.6f)}).has_value());
  Material material = colored({0, 0, 0, 1});
  material.ior = 0;
  material.roughness = 0.2f;
  EXPECT_NEAR(to_linear(at(draw(model_of({square({}, 4, 0)}, {material}), facing(2), plain()), 32, 32).g),
              0.6f, 0.01f);
  preview().clear_environment();
}

}  // namespace
}  // namespace bandaji::test
