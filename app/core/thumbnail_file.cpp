#include "app/core/thumbnail_file.h"

#include <fmt/format.h>
#include <libdeflate.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <system_error>

#include "assets/image_export.h"
#include "assets/text.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> damaged() {
  return fail(ErrorKind::Corrupt, "The thumbnail in the cache is damaged.");
}

std::uint32_t big_endian(const std::byte* at) {
  return std::to_integer<std::uint32_t>(at[0]) << 24 | std::to_integer<std::uint32_t>(at[1]) << 16 |
         std::to_integer<std::uint32_t>(at[2]) << 8 | std::to_integer<std::uint32_t>(at[3]);
}

std::uint8_t paeth(int left, int up, int corner) {
  const int estimate = left + up - corner;
  const int a = std::abs(estimate - left);
  const int b = std::abs(estimate - up);
  const int c = std::abs(estimate - corner);
  return static_cast<std::uint8_t>(a <= b && a <= c ? left : b <= c ? up : corner);
}

// Undoes the row filters (PNG specification, section 9) in place; false for a filter that does not exist.
bool unfilter(const std::vector<std::uint8_t>& filtered, std::size_t rows, std::size_t stride,
              std::vector<std::uint8_t>& out) {
  constexpr std::size_t kPixel = 4;
  for (std::size_t y = 0; y < rows; ++y) {
    const std::uint8_t filter = filtered[y * (stride + 1)];
    if (filter > 4) return false;
    const std::uint8_t* in = &filtered[y * (stride + 1) + 1];
    std::uint8_t* row = &out[y * stride];
    const std::uint8_t* above = y > 0 ? row - stride : nullptr;
    for (std::size_t x = 0; x < stride; ++x) {
      const int left = x >= kPixel ? row[x - kPixel] : 0;
      const int up = above != nullptr ? above[x] : 0;
      const int corner = above != nullptr && x >= kPixel ? above[x - kPixel] : 0;
      int predicted = 0;
      switch (filter) {
        case 1:
          predicted = left;
          break;
        case 2:
          predicted = up;
          break;
        case 3:
          predicted = (left + up) / 2;
          break;
        case 4:
          predicted = paeth(left, up, corner);
          break;
        default:
          break;
      }
      row[x] = static_cast<std::uint8_t>(in[x] + predicted);
    }
  }
  return true;
}

}  // namespace

Result<Image> decode_thumbnail(std::span<const std::byte> png, int edge_px) {
  static constexpr std::array<std::uint8_t, 8> kSignature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  if (png.size() < 8 || std::memcmp(png.data(), kSignature.data(), 8) != 0) return damaged();
  std::vector<std::byte> compressed;
  bool header = false;
  for (std::size_t at = 8; png.size() - at >= 12;) {
    const std::uint32_t length = big_endian(&png[at]);
    if (length > png.size() - at - 12) return damaged();
    const std::byte* body = png.data() + at + 8;
    const std::string_view type(reinterpret_cast<const char*>(&png[at + 4]), 4);
    if (type == "IHDR") {
      static constexpr std::array<std::uint8_t, 5> kForm{8, 6, 0, 0, 0};  // 8 bits, RGBA, no interlacing.
      const auto edge = static_cast<std::uint32_t>(edge_px);
      if (length != 13 || big_endian(body) != edge || big_endian(body + 4) != edge ||
          std::memcmp(body + 8, kForm.data(), 5) != 0) {
        return damaged();
      }
      header = true;
    } else if (type == "IDAT") {
      compressed.insert(compressed.end(), body, body + length);
    } else if (type == "IEND") {
      break;
    }
    at += std::size_t{12} + length;
  }
  if (!header) return damaged();

  const auto rows = static_cast<std::size_t>(edge_px);
  const std::size_t stride = rows * 4;
  std::vector<std::uint8_t> filtered(rows * (stride + 1));
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> decompressor(
      libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
  // Without room for a count the picture must fill the buffer exactly.
  if (!decompressor ||
      libdeflate_zlib_decompress(decompressor.get(), compressed.data(), compressed.size(), filtered.data(),
                                 filtered.size(), nullptr) != LIBDEFLATE_SUCCESS) {
    return damaged();
  }
  Image image;
  image.width = edge_px;
  image.height = edge_px;
  image.channels = 4;
  image.pixels.resize(rows * stride);
  if (!unfilter(filtered, rows, stride, image.pixels)) return damaged();
  return image;
}

Result<Image> read_thumbnail(const fs::path& path, int edge_px) {
  constexpr std::uintmax_t kLargest = 16u << 20;
  std::error_code problem;
  if (!fs::is_regular_file(path, problem))
    return fail(ErrorKind::NotFound, "The thumbnail was not made yet.");
  const auto size = fs::file_size(path, problem);
  if (problem || size > kLargest) return damaged();
  std::vector<std::byte> bytes(size);
  std::ifstream file(path, std::ios::binary);
  if (!file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size))) {
    return fail(ErrorKind::Io, fmt::format("Cannot read {}.", to_utf8(path)));
  }
  return decode_thumbnail(bytes, edge_px);
}

Result<void> write_thumbnail(const fs::path& path, const Image& picture) {
  std::error_code problem;
  fs::create_directories(path.parent_path(), problem);
  if (problem) {
    return fail(ErrorKind::Io, fmt::format("Cannot create the folder {}: {}.", to_utf8(path.parent_path()),
                                           problem.message()));
  }
  return write_png(path, picture, 1);
}

}  // namespace bandaji
