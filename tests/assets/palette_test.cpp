#include "assets/palette.h"

#include <gtest/gtest.h>

namespace bandaji {
namespace {

// From the table published with Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula" (2005).
TEST(Palette, ciede2000_gives_the_published_differences) {
  struct Pair {
    glm::vec3 a, b;
    float difference;
  };
  const Pair pairs[] = {
      {{50.0000f, 2.6772f, -79.7751f}, {50.0000f, 0.0000f, -82.7485f}, 2.0425f},
      {{50.0000f, 3.1571f, -77.2803f}, {50.0000f, 0.0000f, -82.7485f}, 2.8615f},
      {{50.0000f, 2.8361f, -74.0200f}, {50.0000f, 0.0000f, -82.7485f}, 3.4412f},
      {{50.0000f, -1.3802f, -84.2814f}, {50.0000f, 0.0000f, -82.7485f}, 1.0000f},
      {{50.0000f, 0.0000f, 0.0000f}, {50.0000f, -1.0000f, 2.0000f}, 2.3669f},
      {{50.0000f, 2.4900f, -0.0010f}, {50.0000f, -2.4900f, 0.0009f}, 7.1792f},
      {{50.0000f, 2.4900f, -0.0010f}, {50.0000f, -2.4900f, 0.0011f}, 7.2195f},
      {{50.0000f, -0.0010f, 2.4900f}, {50.0000f, 0.0009f, -2.4900f}, 4.8045f},
      {{50.0000f, -0.0010f, 2.4900f}, {50.0000f, 0.0011f, -2.4900f}, 4.7461f},
      {{50.0000f, 2.5000f, 0.0000f}, {50.0000f, 0.0000f, -2.5000f}, 4.3065f},
      {{50.0000f, 2.5000f, 0.0000f}, {73.0000f, 25.0000f, -18.0000f}, 27.1492f},
      {{50.0000f, 2.5000f, 0.0000f}, {61.0000f, -5.0000f, 29.0000f}, 22.8977f},
      {{50.0000f, 2.5000f, 0.0000f}, {56.0000f, -27.0000f, -3.0000f}, 31.9030f},
      {{50.0000f, 2.5000f, 0.0000f}, {58.0000f, 24.0000f, 15.0000f}, 19.4535f},
      {{60.2574f, -34.0099f, 36.2677f}, {60.4626f, -34.1751f, 39.4387f}, 1.2644f},
      {{63.0109f, -31.0961f, -5.8663f}, {62.8187f, -29.7946f, -4.0864f}, 1.2630f},
      {{35.0831f, -44.1164f, 3.7933f}, {35.0232f, -40.0716f, 1.5901f}, 1.8645f},
      {{22.7233f, 20.0904f, -46.6940f}, {23.0331f, 14.9730f, -42.5619f}, 2.0373f},
      {{90.8027f, -2.0831f, 1.4410f}, {91.1528f, -1.6435f, 0.0447f}, 1.4441f},
      {{6.7747f, -0.2908f, -2.4247f}, {5.8714f, -0.0985f, -2.2286f}, 0.6377f},
      {{2.0776f, 0.0795f, -1.1350f}, {0.9033f, -0.0636f, -0.5514f}, 0.9082f},
  };
  for (const Pair& pair : pairs) {
    EXPECT_NEAR(ciede2000(pair.a, pair.b), pair.difference, 2e-4f);
    EXPECT_NEAR(ciede2000(pair.b, pair.a), pair.difference, 2e-4f);
  }
}

TEST(Palette, lab_of_known_colors) {
  const glm::vec3 white = lab_from_srgb(255, 255, 255);
  EXPECT_NEAR(white.x, 100, 0.01f);
  EXPECT_NEAR(white.y, 0, 0.05f);
  const glm::vec3 red = lab_from_srgb(255, 0, 0);
  EXPECT_NEAR(red.x, 53.24f, 0.05f);
  EXPECT_NEAR(red.y, 80.09f, 0.1f);
  EXPECT_NEAR(red.z, 67.20f, 0.1f);
}

Image picture(std::initializer_list<std::pair<std::array<std::uint8_t, 4>, int>> areas) {
  Image image{0, 1, 4, ColorEncoding::Srgb, {}};
  for (const auto& [color, count] : areas) {
    for (int i = 0; i < count; ++i) image.pixels.insert(image.pixels.end(), color.begin(), color.end());
    image.width += count;
  }
  return image;
}

TEST(Palette, finds_the_colors_and_their_shares_largest_first) {
  const auto colors = main_colors(picture(
      {{{0xB2, 0x22, 0x22, 255}, 600}, {{0xF5, 0xF0, 0xE0, 255}, 300}, {{0x1F, 0x4E, 0x79, 255}, 100}}));
  ASSERT_EQ(colors.size(), 3u);
  EXPECT_EQ(colors[0].hex(), "#B22222");
  EXPECT_EQ(colors[1].hex(), "#F5F0E0");
  EXPECT_EQ(colors[2].hex(), "#1F4E79");
  EXPECT_FLOAT_EQ(colors[0].weight, 0.6f);
  EXPECT_FLOAT_EQ(colors[2].weight, 0.1f);
}

TEST(Palette, transparent_pixels_do_not_count) {
  const auto colors = main_colors(picture({{{0, 255, 0, 0}, 900}, {{200, 30, 30, 255}, 100}}));
  ASSERT_EQ(colors.size(), 1u);
  EXPECT_FLOAT_EQ(colors[0].weight, 1);
  EXPECT_TRUE(main_colors(picture({{{0, 255, 0, 0}, 10}})).empty());
}

TEST(Palette, colors_nobody_can_tell_apart_become_one) {
  EXPECT_EQ(main_colors(picture({{{120, 60, 60, 255}, 50}, {{122, 61, 61, 255}, 50}})).size(), 1u);
}

TEST(Palette, keeps_to_the_number_asked_for) {
  Image image{256, 1, 3, ColorEncoding::Srgb, {}};
  for (int i = 0; i < 256; ++i)
    image.pixels.insert(image.pixels.end(), {static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(255 - i),
                                             static_cast<std::uint8_t>(i * 7)});
  EXPECT_EQ(main_colors(image, 4).size(), 4u);
  EXPECT_TRUE(main_colors(image, 0).empty());
}

}  // namespace
}  // namespace bandaji
