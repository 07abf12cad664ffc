#include "assets/import/webp_decode.h"

#include <gtest/gtest.h>

#include <cmath>

#include "assets/import/image_decode.h"
#include "importing.h"
#include "sample_model.h"
#include "tests/support/temporary_folder.h"
#include "webp_files.h"

namespace bandaji {
namespace {

std::span<const std::byte> bytes_of(const std::string& text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

Result<Image> decode(const std::string& webp) {
  return decode_image(bytes_of(webp), ColorEncoding::Srgb, 8192);
}

TEST(WebP, without_loss_every_pixel_and_its_transparency_come_back) {
  for (const int channels : {3, 4}) {
    Image image = test::checker_image(33, 17, channels);
    if (channels == 4) image.pixels[3] = 77;
    const auto read = decode(test::encode_webp(image));
    ASSERT_TRUE(read.has_value()) << read.error().message;
    EXPECT_EQ(read->channels, channels);
    EXPECT_EQ(read->width, 33);
    EXPECT_EQ(read->pixels, image.pixels);
  }
}

TEST(WebP, with_loss_colors_stay_near) {
  Image image{64, 64, 3, ColorEncoding::Srgb, {}};
  for (int i = 0; i < 64 * 64; ++i) image.pixels.insert(image.pixels.end(), {180, 30, 40});
  const auto read = decode(test::encode_webp(image, 90));
  ASSERT_TRUE(read.has_value()) << read.error().message;
  for (std::size_t i = 0; i < read->pixels.size(); ++i) ASSERT_NEAR(read->pixels[i], image.pixels[i], 6) << i;
}

TEST(WebP, a_large_flat_picture_of_a_few_bytes_is_read_and_fitted) {
  Image image{5000, 3000, 3, ColorEncoding::Srgb, {}};
  image.pixels.assign(std::size_t{5000} * 3000 * 3, 90);
  const std::string webp = test::encode_webp(image);
  ASSERT_LT(webp.size(), 2000u);
  const auto read = decode_image(bytes_of(webp), ColorEncoding::Srgb, 1024);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_LE(read->width, 1024);
  EXPECT_EQ(read->pixels[0], 90);
}

TEST(WebP, one_that_says_it_has_too_many_pixels_is_refused_before_decoding) {
  const std::string picture = test::encode_webp(test::checker_image(4, 4, 3));
  const std::string webp =
      test::webp_container(16000, 16000, 2,
                           test::webp_chunk("ANIM", std::string(6, '\0')) +
                               test::webp_chunk("ANMF", std::string(6, '\0') + test::little_endian(3, 3) +
                                                            test::little_endian(3, 3) + std::string(4, '\0') +
                                                            test::webp_picture_chunk(picture)));
  const auto read = decode(webp);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().kind, ErrorKind::Limit);
}

TEST(WebP, a_damaged_or_cut_off_one_is_refused_and_never_more) {
  const std::string webp = test::encode_webp(test::checker_image(40, 40, 4));
  for (std::size_t size = 0; size < webp.size(); ++size)
    EXPECT_FALSE(decode(webp.substr(0, size)).has_value()) << size;
  for (std::size_t at = 12; at < webp.size(); ++at) {
    std::string bad = webp;
    bad[at] = static_cast<char>(bad[at] ^ 0x5A);
    const auto read = decode(bad);
    if (read) {
      EXPECT_EQ(read->pixels.size(), static_cast<std::size_t>(read->width * read->height * read->channels));
    }
  }
}

TEST(WebP, of_a_moving_picture_the_first_frame_stands_where_it_belongs) {
  const Image part = test::checker_image(4, 2, 4);
  // Two pixels from the left, four from the top of 10 x 8; offsets count in twos.
  const std::string frame = test::little_endian(1, 3) + test::little_endian(2, 3) +
                            test::little_endian(3, 3) + test::little_endian(1, 3) +
                            test::little_endian(100, 3) + std::string(1, '\0') +
                            test::webp_picture_chunk(test::encode_webp(part));
  const std::string webp = test::webp_container(
      10, 8, 0x12, test::webp_chunk("ANIM", std::string(6, '\0')) + test::webp_chunk("ANMF", frame));
  const auto read = decode(webp);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->width, 10);
  EXPECT_EQ(read->height, 8);
  ASSERT_EQ(read->channels, 4);
  EXPECT_EQ(read->pixels[3], 0) << "nothing is drawn around the frame";
  for (std::size_t c = 0; c < 4; ++c) EXPECT_EQ(read->pixels[(4 * 10 + 2) * 4 + c], part.pixels[c]);
}

TEST(WebP, exif_turns_the_picture_upright) {
  using namespace std::string_literals;
  Image image{16, 8, 3, ColorEncoding::Srgb, {}};
  for (int i = 0; i < 128; ++i) image.pixels.insert(image.pixels.end(), 3, i % 16 < 8 ? 20 : 230);
  const std::string exif = "MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"s;
  for (const std::string& record : {exif, "Exif\0\0"s + exif}) {
    const std::string webp = test::webp_container(
        16, 8, 8, test::webp_picture_chunk(test::encode_webp(image)) + test::webp_chunk("EXIF", record));
    auto read = decode(webp);
    ASSERT_TRUE(read.has_value()) << read.error().message;
    const Image upright = apply_exif_orientation(std::move(*read), bytes_of(webp));
    EXPECT_EQ(upright.width, 8);
    EXPECT_EQ(upright.height, 16);
    EXPECT_LT(upright.pixels[0], 60);
  }
}

TEST(WebP, comes_through_the_worker_as_a_reference_picture) {
  set_worker_program(BANDAJI_TEST_WORKER);
  const test::TemporaryFolder folder;
  const Image image = test::checker_image(30, 20, 3);
  test::write_text(folder / "궁궐.webp", test::encode_webp(image));
  EXPECT_EQ(classify(folder / "궁궐.webp"), FileClass::Image);
  const auto read = import_image(folder / "궁궐.webp");
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->pixels, image.pixels);
}

}  // namespace
}  // namespace bandaji
