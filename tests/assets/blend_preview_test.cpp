// The picture that a Blender file carries of itself, read only in the worker.
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <cstring>

#include "assets/import/blend_preview.h"
#include "importing.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

// A file of a version that Assimp does not read: a head, a list of scenes, the picture, the end.
struct BlendFile {
  bool small_pointers = false, big_endian = false, wide = false;
  std::uint32_t width = 3, height = 2;
  std::uint32_t claimed = 0;  // Bytes of the picture's block; 0: what it has.

  std::string bytes() const {
    std::string out =
        wide ? "BLENDER17-01v0500"
             : std::string("BLENDER") + (small_pointers ? "_" : "-") + (big_endian ? "V" : "v") + "402";
    block(out, "REND", std::string(72, 'x'));
    std::string picture;
    number(picture, width, 4);
    number(picture, height, 4);
    // Rows from the bottom: the lower one red, the upper one half transparent green.
    for (int row = 0; row < 2; ++row)
      for (int x = 0; x < 3; ++x)
        picture += row == 0 ? std::string("\xFF\x00\x00\xFF", 4) : std::string("\x00\xFF\x00\x80", 4);
    block(out, "TEST", picture, claimed);
    block(out, "GLOB", "rest");
    block(out, "ENDB", "");
    return out;
  }

 private:
  void number(std::string& out, std::uint64_t value, int width_bytes) const {
    for (int i = 0; i < width_bytes; ++i) {
      const int shift = 8 * (big_endian ? width_bytes - 1 - i : i);
      out += static_cast<char>(value >> shift & 0xff);
    }
  }
  void block(std::string& out, const char* code, const std::string& data, std::uint32_t size = 0) const {
    const std::uint64_t length = size > 0 ? size : data.size();
    out += code;
    if (wide) {
      number(out, 0, 4), number(out, 7, 8), number(out, length, 8), number(out, 1, 8);
    } else {
      number(out, length, 4), number(out, 7, small_pointers ? 4 : 8), number(out, 0, 4), number(out, 1, 4);
    }
    out += data;
  }
};

Result<Image> read(const std::string& bytes) {
  return blend_preview(std::as_bytes(std::span(bytes.data(), bytes.size())));
}

void expect_the_picture(const Result<Image>& image, const char* what) {
  ASSERT_TRUE(image.has_value()) << what << ": " << image.error().message;
  EXPECT_EQ(image->width, 3);
  EXPECT_EQ(image->height, 2);
  EXPECT_EQ(image->channels, 4);
  EXPECT_EQ(image->pixels[1], 255) << what << ": the upper row is green";
  EXPECT_EQ(image->pixels[3], 128);
  EXPECT_EQ(image->pixels[3 * 4], 255) << what << ": the lower row is red";
}

std::string gzip(const std::string& bytes) {
  std::string out(bytes.size() + 200, '\0');
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// In pieces, as Blender writes it.
std::string zstd(const std::string& bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 40) {
    const std::string piece = bytes.substr(at, 40);
    std::string frame(ZSTD_compressBound(piece.size()), '\0');
    frame.resize(ZSTD_compress(frame.data(), frame.size(), piece.data(), piece.size(), 3));
    out += frame;
  }
  return out;
}

TEST(BlendPreview, is_read_of_every_kind_of_file) {
  expect_the_picture(read(BlendFile{}.bytes()), "64 bits");
  expect_the_picture(read(BlendFile{.small_pointers = true}.bytes()), "32 bits");
  expect_the_picture(read(BlendFile{.big_endian = true}.bytes()), "big-endian");
  expect_the_picture(read(BlendFile{.wide = true}.bytes()), "Blender 5");
  expect_the_picture(read(gzip(BlendFile{}.bytes())), "gzip");
  expect_the_picture(read(zstd(BlendFile{}.bytes())), "Zstandard");
}

TEST(BlendPreview, whatever_is_cut_off_or_lies_is_refused) {
  const std::string whole = BlendFile{}.bytes();
  const std::size_t end_of_picture = whole.find("GLOB");
  for (std::size_t length = 0; length < end_of_picture; ++length)
    EXPECT_FALSE(read(whole.substr(0, length)).has_value()) << length;
  for (const auto& [width, height] : {std::pair{0u, 2u},
                                      {3u, 0u},
                                      {4u, 2u},
                                      {0xffffffffu, 2u},
                                      {65536u, 65536u},
                                      {0x40000000u, 1u},
                                      {1025u, 1u}})
    EXPECT_FALSE(read(BlendFile{.width = width, .height = height}.bytes()).has_value()) << width;
  for (const std::uint32_t claimed : {1u, 31u, 0x7fffffffu, 0xffffffffu})
    EXPECT_FALSE(read(BlendFile{.claimed = claimed}.bytes()).has_value()) << claimed;
  EXPECT_EQ(read("not blender at all, but long enough").error().kind, ErrorKind::Unsupported);
  EXPECT_EQ(read(std::string("\x1f\x8b\x08junk", 7)).error().kind, ErrorKind::Unsupported);
  const std::string packed = zstd(whole);
  for (std::size_t length = 0; length < packed.size(); length += 7) (void)read(packed.substr(0, length));
}

TEST(BlendPreview, that_unpacks_without_end_costs_little) {
  // 400 MB of zeros in a few hundred kB.
  const std::string bomb = gzip("BLENDER-v402" + std::string(400'000'000, '\0'));
  EXPECT_FALSE(read(bomb).has_value());
}

TEST(BlendPreview, comes_through_the_worker) {
  const test::TemporaryFolder folder;
  set_worker_program(BANDAJI_TEST_WORKER);
  test::write_text(folder / "new.blend", zstd(BlendFile{}.bytes()));
  expect_the_picture(import_blend_preview(folder / "new.blend"), "worker");
  test::write_text(folder / "bad.blend", "BLENDER-v402 and nothing else");
  EXPECT_EQ(import_blend_preview(folder / "bad.blend").error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace bandaji
