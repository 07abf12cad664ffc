#include "assets/import/blend_preview.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace bandaji {
namespace {

// The picture stands among the first blocks, behind a list of scenes; nobody needs more of a compressed file.
constexpr std::size_t kMostBytes = 8u << 20;
constexpr std::size_t kMostBlocks = 64;
constexpr std::uint32_t kLargestEdge = 1024;  // Blender writes 128 or 256.

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// The beginning of what was compressed, as far as it can be read.
std::vector<std::byte> inflated(std::span<const std::byte> file) {
  std::vector<std::byte> out(kMostBytes);
  z_stream stream{};
  constexpr int kGzip = 16 + MAX_WBITS;
  if (inflateInit2(&stream, kGzip) != Z_OK) return {};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(file.data()));
  stream.avail_in = static_cast<uInt>(std::min<std::size_t>(file.size(), UINT32_MAX));
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  while (stream.avail_out > 0 && inflate(&stream, Z_NO_FLUSH) == Z_OK) {
  }
  out.resize(out.size() - stream.avail_out);
  inflateEnd(&stream);
  return out;
}

std::vector<std::byte> unzstd(std::span<const std::byte> file) {
  std::vector<std::byte> out(kMostBytes);
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(),
                                                                          &ZSTD_freeDStream);
  if (!stream) return {};
  ZSTD_inBuffer in{file.data(), file.size(), 0};
  ZSTD_outBuffer to{out.data(), out.size(), 0};
  // One frame follows another; a call that neither reads nor writes has come to the end.
  while (to.pos < to.size) {
    const std::size_t before_in = in.pos, before_out = to.pos;
    if (ZSTD_isError(ZSTD_decompressStream(stream.get(), &to, &in))) break;
    if (in.pos == before_in && to.pos == before_out) break;
  }
  out.resize(to.pos);
  return out;
}

// Reads numbers in the file's own order, and zero beyond its end.
class Reader {
 public:
  Reader(std::span<const std::byte> bytes, bool big_endian) : bytes_(bytes), big_endian_(big_endian) {}

  std::size_t left() const { return bytes_.size() - at_; }
  std::span<const std::byte> take(std::size_t count) {
    const auto taken = bytes_.subspan(at_, std::min(count, left()));
    at_ += taken.size();
    return taken;
  }
  std::uint64_t number(std::size_t width) {
    const auto raw = take(width);
    if (raw.size() < width) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
      const std::size_t from = big_endian_ ? i : width - 1 - i;
      value = value << 8 | std::to_integer<std::uint64_t>(raw[from]);
    }
    return value;
  }

 private:
  std::span<const std::byte> bytes_;
  bool big_endian_;
  std::size_t at_ = 0;
};

// How the heads of the blocks are laid out, which the file's first bytes say.
struct Layout {
  std::size_t header = 12;
  std::size_t pointer = 8;
  bool big_endian = false;
  bool wide = false;  // Since Blender 5: lengths of 64 bits.
};

std::optional<Layout> layout_of(std::string_view head) {
  if (head.size() < 17 || !head.starts_with("BLENDER")) return std::nullopt;
  Layout layout;
  if (head.substr(7, 6) == "17-01v") {
    layout.header = 17;
    layout.wide = true;
    return layout;
  }
  if ((head[7] != '_' && head[7] != '-') || (head[8] != 'v' && head[8] != 'V')) return std::nullopt;
  layout.pointer = head[7] == '_' ? 4 : 8;
  layout.big_endian = head[8] == 'V';
  return layout;
}

struct Block {
  std::string_view code;
  std::uint64_t size = 0;
};

Block read_head(Reader& in, const Layout& layout) {
  Block block;
  block.code = text_of(in.take(4));
  if (layout.wide) {
    in.number(4);
    in.number(8);
    block.size = in.number(8);
    in.number(8);
  } else {
    block.size = in.number(4);
    in.number(layout.pointer);
    in.number(4);
    in.number(4);
  }
  return block;
}

Result<Image> read_picture(std::span<const std::byte> data, bool big_endian) {
  Reader in(data, big_endian);
  const std::uint64_t width = in.number(4), height = in.number(4);
  const bool sane = width >= 1 && width <= kLargestEdge && height >= 1 && height <= kLargestEdge &&
                    in.left() >= width * height * 4;
  if (!sane) return fail(ErrorKind::Corrupt, "The Blender file's picture of itself is damaged.");
  Image image;
  image.width = static_cast<int>(width);
  image.height = static_cast<int>(height);
  image.channels = 4;
  image.pixels.resize(width * height * 4);
  const std::size_t row = width * 4;
  for (std::size_t y = height; y-- > 0;) std::memcpy(&image.pixels[y * row], in.take(row).data(), row);
  return image;
}

}  // namespace

Result<Image> blend_preview(std::span<const std::byte> file) {
  std::vector<std::byte> plain;
  const std::string_view start = text_of(file.first(std::min<std::size_t>(file.size(), 4)));
  if (start.starts_with("\x1f\x8b")) plain = inflated(file);
  if (start == "\x28\xb5\x2f\xfd") plain = unzstd(file);
  const std::span<const std::byte> bytes = plain.empty() ? file : std::span<const std::byte>(plain);
  const auto layout = layout_of(text_of(bytes.first(std::min<std::size_t>(bytes.size(), 32))));
  if (!layout) return fail(ErrorKind::Unsupported, "The file was not saved by Blender.");
  Reader in(bytes, layout->big_endian);
  in.take(layout->header);
  for (std::size_t i = 0; i < kMostBlocks && in.left() > 0; ++i) {
    const Block block = read_head(in, *layout);
    if (block.code == "ENDB" || block.size > in.left()) break;
    const auto data = in.take(static_cast<std::size_t>(block.size));
    if (block.code == "TEST") return read_picture(data, layout->big_endian);
  }
  return fail(ErrorKind::NotFound, "The Blender file carries no picture of itself.");
}

}  // namespace bandaji
