#include "app/core/thumbnail_file.h"

#include <gtest/gtest.h>

#include "assets/image_export.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

Image pattern(int edge) {
  Image image;
  image.width = image.height = edge;
  image.channels = 4;
  std::uint32_t state = 7;
  for (int i = 0; i < edge * edge * 4; ++i) {
    state = state * 1664525u + 1013904223u;
    // Smooth with noise, so that every row filter is worth choosing somewhere.
    image.pixels.push_back(static_cast<std::uint8_t>(i / 64 + static_cast<int>(state >> 30)));
  }
  return image;
}

std::vector<std::byte> png_of(const Image& image, int level = 1) {
  const auto bytes = encode_png(image, level);
  const auto* first = reinterpret_cast<const std::byte*>(bytes.data());
  return {first, first + bytes.size()};
}

TEST(ThumbnailFile, GivesBackThePixelsThatWereWritten) {
  const test::TemporaryFolder folder;
  const Image image = pattern(96);
  for (const int level : {1, 6, 12}) {
    const auto read = decode_thumbnail(png_of(image, level), 96);
    ASSERT_TRUE(read) << level;
    EXPECT_EQ(read->pixels, image.pixels) << level;
  }
  ASSERT_TRUE(write_thumbnail(folder / "ab/cd.png", image));
  const auto read = read_thumbnail(folder / "ab/cd.png", 96);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->pixels, image.pixels);
}

TEST(ThumbnailFile, RefusesEveryShortenedFile) {
  const auto whole = png_of(pattern(16));
  for (std::size_t size = 0; size + 12 < whole.size(); ++size) {  // The end mark itself is not needed.
    EXPECT_FALSE(decode_thumbnail(std::span(whole).first(size), 16)) << size;
  }
}

TEST(ThumbnailFile, RefusesAnotherSizeThanItShouldHave) {
  EXPECT_FALSE(decode_thumbnail(png_of(pattern(16)), 32));
  EXPECT_FALSE(decode_thumbnail(png_of(pattern(32)), 16));
}

TEST(ThumbnailFile, SurvivesEveryDamagedByte) {
  const Image image = pattern(16);
  const auto whole = png_of(image);
  int refused = 0;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const std::byte change : {std::byte{1}, std::byte{0x80}, std::byte{0xFF}}) {
      auto damaged = whole;
      damaged[at] ^= change;
      const auto read = decode_thumbnail(damaged, 16);
      if (!read) {
        ++refused;
      } else {
        EXPECT_EQ(read->pixels.size(), image.pixels.size());
      }
    }
  }
  EXPECT_GT(refused, 0);
}

TEST(ThumbnailFile, IsNotFoundWhenItWasNeverMade) {
  const test::TemporaryFolder folder;
  const auto read = read_thumbnail(folder / "none.png", 16);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace bandaji
