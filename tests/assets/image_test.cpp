#include "assets/image.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "assets/image_export.h"
#include "assets/import/image_decode.h"
#include "sample_model.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

std::span<const std::byte> bytes_of(const std::vector<std::uint8_t>& bytes) {
  return std::as_bytes(std::span(bytes));
}

TEST(Image, black_and_white_average_to_the_gray_of_half_the_light) {
  Image image{2, 2, 3, ColorEncoding::Srgb, {0, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0}};
  EXPECT_EQ(shrink_to_fit(image, 1).pixels, (std::vector<std::uint8_t>{188, 188, 188}));
  image.encoding = ColorEncoding::Linear;
  EXPECT_EQ(shrink_to_fit(image, 1).pixels, (std::vector<std::uint8_t>{128, 128, 128}));
}

TEST(Image, the_color_of_transparent_texels_does_not_bleed) {
  const Image image{2, 1, 4, ColorEncoding::Srgb, {200, 10, 10, 255, 0, 255, 0, 0}};
  const Image small = shrink_to_fit(image, 1);
  EXPECT_EQ(small.pixels, (std::vector<std::uint8_t>{200, 10, 10, 128}));
}

TEST(Image, a_flat_color_stays_itself_at_every_size) {
  for (int value = 0; value < 256; ++value) {
    const auto byte = static_cast<std::uint8_t>(value);
    const Image flat{7, 4, 1, ColorEncoding::Srgb, std::vector<std::uint8_t>(28, byte)};
    for (const Image& changed : {halve(flat), resize(flat, 3, 3), resize(flat, 13, 9)}) {
      for (const std::uint8_t pixel : changed.pixels) EXPECT_EQ(pixel, byte);
    }
    const Image even{4, 4, 1, ColorEncoding::Srgb, std::vector<std::uint8_t>(16, byte)};
    EXPECT_EQ(halve(even).pixels, std::vector<std::uint8_t>(4, byte));
  }
}

TEST(Image, odd_sizes_weigh_every_texel_the_same) {
  const Image image{3, 1, 1, ColorEncoding::Linear, {0, 0, 90}};
  EXPECT_EQ(halve(image).pixels, (std::vector<std::uint8_t>{30}));
}

TEST(Image, shrinking_keeps_the_shape_and_stops_where_it_fits) {
  const Image image = test::checker_image(100, 40, 3);
  const Image small = shrink_to_fit(image, 30);
  EXPECT_EQ(small.width, 25);
  EXPECT_EQ(small.height, 10);
  EXPECT_EQ(shrink_to_fit(image, 100).pixels, image.pixels);
}

TEST(ImageExport, a_png_reads_back_as_the_same_pixels) {
  for (int channels = 1; channels <= 4; ++channels) {
    for (const int level : {1, 6, 12}) {
      Image image = test::checker_image(33, 17, channels);
      for (std::size_t i = 0; i < image.pixels.size(); i += 7) image.pixels[i] = static_cast<std::uint8_t>(i);
      const auto png = encode_png(image, level);
      const auto again = decode_image(bytes_of(png), ColorEncoding::Srgb, 8192);
      ASSERT_TRUE(again.has_value()) << again.error().message;
      EXPECT_EQ(again->width, 33);
      EXPECT_EQ(again->channels, channels);
      EXPECT_EQ(again->pixels, image.pixels);
      EXPECT_EQ(encode_png(image, level), png) << "the same pixels always give the same bytes";
    }
  }
}

TEST(ImageExport, a_jpeg_has_its_transparency_over_white) {
  Image image{16, 16, 4, ColorEncoding::Srgb, {}};
  for (int i = 0; i < 256; ++i) image.pixels.insert(image.pixels.end(), {0, 0, 0, 0});
  const auto again = decode_image(bytes_of(encode_jpeg(image)), ColorEncoding::Srgb, 8192);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->channels, 3);
  EXPECT_GE(again->pixels[0], 254);
}

TEST(ImageExport, a_file_is_replaced_whole_and_leaves_nothing_beside_it) {
  const test::TemporaryFolder folder;
  test::write_text(folder / "picture.png", "old");
  ASSERT_TRUE(write_png(folder / "picture.png", test::checker_image(4, 4, 4)).has_value());
  EXPECT_EQ(test::read_text(folder / "picture.png").substr(1, 3), "PNG");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
  EXPECT_EQ(write_png(folder / "absent/picture.png", test::checker_image(4, 4, 4)).error().kind,
            ErrorKind::NotFound);
}

TEST(ImageDecode, refuses_by_header_before_decoding) {
  // PNG headers that promise 60,000 x 60,000 and 12,000 x 12,000 pixels.
  for (const int edge : {60000, 12000}) {
    auto png = encode_png(test::checker_image(2, 2, 4));
    png[18] = png[22] = static_cast<std::uint8_t>(edge >> 8);
    png[19] = png[23] = static_cast<std::uint8_t>(edge & 255);
    EXPECT_EQ(decode_image(bytes_of(png), ColorEncoding::Srgb, 8192).error().kind, ErrorKind::Limit);
  }
  // A BMP of a few bytes that promises 4,000 x 4,000.
  std::vector<std::uint8_t> bmp(60, 0);
  const std::vector<std::uint8_t> head{'B', 'M', 60, 0,    0,    0, 0, 0,    0,    0, 54, 0, 0, 0,  40,
                                       0,   0,   0,  0xA0, 0x0F, 0, 0, 0xA0, 0x0F, 0, 0,  1, 0, 24, 0};
  std::copy(head.begin(), head.end(), bmp.begin());
  EXPECT_EQ(decode_image(bytes_of(bmp), ColorEncoding::Srgb, 8192).error().kind, ErrorKind::Corrupt);
}

TEST(ImageDecode, formats_with_unsafe_decoders_are_not_tried) {
  for (const std::string start : {"8BPS", "P6 2 2 255 ", "\x53\x80\xF6\x34", "\xABKTX 20"}) {
    std::vector<std::uint8_t> bytes(start.begin(), start.end());
    bytes.resize(200, 1);
    EXPECT_EQ(decode_image(bytes_of(bytes), ColorEncoding::Srgb, 8192).error().kind, ErrorKind::Unsupported);
  }
}

TEST(ImageDecode, a_cut_off_picture_is_an_error_or_partly_there_but_never_more) {
  const auto png = encode_png(test::checker_image(40, 40, 4), 6);
  for (std::size_t size = 0; size < png.size(); size += 3) {
    const auto image = decode_image(std::as_bytes(std::span(png).first(size)), ColorEncoding::Srgb, 8192);
    if (image.has_value()) {
      EXPECT_EQ(image->pixels.size(), 40u * 40 * 4);
    }
  }
}

TEST(ImageDecode, exif_turns_the_picture_upright) {
  // Left half dark, right half bright; stored lying on its side with orientation 6 (turn clockwise).
  Image image{16, 8, 3, ColorEncoding::Srgb, {}};
  for (int i = 0; i < 128; ++i) image.pixels.insert(image.pixels.end(), 3, i % 16 < 8 ? 20 : 230);
  std::vector<std::uint8_t> jpeg = encode_jpeg(image, 95);
  const std::vector<std::uint8_t> exif{0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0,    0,    'M', 'M',
                                       0,    42,   0, 0,  0,   8,   0,   1,   0x01, 0x12, 0,   3,
                                       0,    0,    0, 1,  0,   6,   0,   0,   0,    0,    0,   0};
  jpeg.insert(jpeg.begin() + 2, exif.begin(), exif.end());
  auto decoded = decode_image(bytes_of(jpeg), ColorEncoding::Srgb, 8192);
  ASSERT_TRUE(decoded.has_value());
  const Image upright = apply_exif_orientation(std::move(*decoded), bytes_of(jpeg));
  EXPECT_EQ(upright.width, 8);
  EXPECT_EQ(upright.height, 16);
  EXPECT_LT(upright.pixels[0], 60) << "what was left is now on top";
  EXPECT_GT(upright.pixels[3 * 8 * 15], 200);
}

}  // namespace
}  // namespace bandaji
