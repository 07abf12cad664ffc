// Two pictures against each other, and the layout of a mesh on its textures.
#include "renderer/compare.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <vector>

#include "renderer/uv_layout.h"

namespace bandaji {
namespace {

Image plain(int width, int height, std::array<std::uint8_t, 4> color) {
  Image image;
  image.width = width;
  image.height = height;
  for (int i = 0; i < width * height; ++i)
    image.pixels.insert(image.pixels.end(), color.begin(), color.end());
  return image;
}

const std::uint8_t* at(const Image& image, int x, int y) {
  return &image.pixels[4 * static_cast<std::size_t>(y * image.width + x)];
}

TEST(Compare, AWipeShowsOnePictureBeforeTheLineAndTheOtherBeyond) {
  const Image red = plain(20, 10, {200, 0, 0, 255}), blue = plain(20, 10, {0, 0, 200, 255});
  const auto image = wipe(red, blue, {0.25f, false});
  ASSERT_TRUE(image.has_value());
  EXPECT_EQ(at(*image, 3, 5)[0], 200);
  EXPECT_EQ(at(*image, 4, 5)[1], 255);
  EXPECT_EQ(at(*image, 5, 5)[1], 255);
  EXPECT_EQ(at(*image, 6, 5)[2], 200);
  EXPECT_TRUE(wipe(red, blue, {1, false})->pixels == red.pixels);
  EXPECT_TRUE(wipe(red, blue, {0, true})->pixels == blue.pixels);
  EXPECT_EQ(at(*wipe(red, blue, {0.5f, true}), 0, 9)[2], 200);
}

TEST(Compare, TheDifferenceIsEvenWhereTheyAreAlike) {
  const Image first = plain(4, 4, {100, 100, 100, 255});
  Image second = first;
  second.pixels[0] = 110;
  const auto image = difference(first, second, 4);
  ASSERT_TRUE(image.has_value());
  EXPECT_EQ(at(*image, 0, 0)[0], 168);
  EXPECT_EQ(at(*image, 1, 0)[0], 128);
  const auto number = compare(first, second);
  EXPECT_EQ(number->largest, 10);
  EXPECT_EQ(number->pixels, 1u);
  EXPECT_NEAR(number->mean, 10.0 / 48, 1e-9);
  EXPECT_EQ(at(*difference(first, plain(4, 4, {0, 0, 0, 0})), 2, 2)[0], 214);
}

TEST(Compare, PicturesOfOtherSizesAreRefused) {
  const Image first = plain(4, 4, {1, 2, 3, 255}), other = plain(4, 5, {1, 2, 3, 255});
  EXPECT_FALSE(wipe(first, other).has_value());
  EXPECT_FALSE(difference(first, other).has_value());
  EXPECT_FALSE(beside(first, other).has_value());
  EXPECT_FALSE(compare(first, Image{}).has_value());
  EXPECT_EQ(beside(first, first)->width, 8);
  EXPECT_EQ(beside(first, first, true)->height, 8);
}

TEST(UvLayout, DrawsFacesWhereTheyLieWithTheirBordersDark) {
  const std::vector<glm::vec2> uv{{0.25f, 0.25f}, {0.75f, 0.25f}, {0.75f, 0.75f}, {0.25f, 0.75f}};
  const std::vector<std::uint32_t> indices{0, 1, 2, 0, 2, 3};
  const Image image = draw_uv_layout(uv, indices, {64, true});
  EXPECT_EQ(at(image, 8, 8)[3], 0);
  EXPECT_GT(at(image, 40, 24)[3], 20);
  EXPECT_GT(at(image, 40, 16)[3], at(image, 40, 24)[3]);  // The border above it.
  EXPECT_GT(at(image, 32, 32)[3], at(image, 40, 24)[3]);  // The diagonal.
}

TEST(UvLayout, RepeatsWhatLiesOutsideAndSurvivesNonsense) {
  const std::vector<glm::vec2> uv{{7.25f, -2.75f}, {7.75f, -2.75f}, {7.75f, -2.25f}};
  EXPECT_GT(at(draw_uv_layout(uv, std::vector<std::uint32_t>{0, 1, 2}, {64, true}), 42, 22)[3], 20);
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const std::vector<glm::vec2> bad{{nan, 0}, {1e30f, 0}, {0, -1e30f}};
  const Image empty = draw_uv_layout(bad, std::vector<std::uint32_t>{0, 1, 2}, {64, true});
  EXPECT_EQ(empty.width, 64);
  EXPECT_EQ(at(empty, 30, 30)[3], 0);
  EXPECT_EQ(draw_uv_layout({}, {}, {64, true}).height, 64);
}

}  // namespace
}  // namespace bandaji
