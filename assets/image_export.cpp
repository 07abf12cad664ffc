#include "assets/image_export.h"

#include <libdeflate.h>
#include <stb_image_write.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "assets/whole_file.h"

namespace bandaji {
namespace {

void put_u32(std::vector<std::uint8_t>& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
}

void set_u32(std::uint8_t* out, std::uint32_t value) {
  for (int i = 0; i < 4; ++i) out[i] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
}

void put_chunk(std::vector<std::uint8_t>& out, const char* type, std::span<const std::uint8_t> data) {
  put_u32(out, static_cast<std::uint32_t>(data.size()));
  const std::size_t start = out.size();
  out.insert(out.end(), type, type + 4);
  out.insert(out.end(), data.begin(), data.end());
  put_u32(out, libdeflate_crc32(0, out.data() + start, out.size() - start));
}

std::uint8_t paeth(int left, int up, int up_left) {
  const int estimate = left + up - up_left;
  const int a = std::abs(estimate - left);
  const int b = std::abs(estimate - up);
  const int c = std::abs(estimate - up_left);
  return static_cast<std::uint8_t>(a <= b && a <= c ? left : (b <= c ? up : up_left));
}

// One row under PNG filter `filter`; `above` is null for the first row.
void filter_row(int filter, const std::uint8_t* row, const std::uint8_t* above, std::size_t size,
                std::size_t step, std::uint8_t* out) {
  assert(row != nullptr);
  for (std::size_t i = 0; i < size; ++i) {
    const int left = i >= step ? row[i - step] : 0;
    const int up = above != nullptr ? above[i] : 0;
    const int up_left = above != nullptr && i >= step ? above[i - step] : 0;
    int prediction = 0;
    switch (filter) {
      case 1:
        prediction = left;
        break;
      case 2:
        prediction = up;
        break;
      case 3:
        prediction = (left + up) / 2;
        break;
      case 4:
        prediction = paeth(left, up, up_left);
        break;
      default:
        break;
    }
    out[i] = static_cast<std::uint8_t>(row[i] - prediction);
  }
}

// Distance of the filtered bytes from zero, read as signed: the heuristic of the PNG specification, 12.8.
std::uint64_t cost_of(const std::uint8_t* row, std::size_t size) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += std::min<std::uint32_t>(row[i], 256u - row[i]);
  return sum;
}

std::vector<std::uint8_t> filter_rows(const Image& image, bool adaptive) {
  const auto step = static_cast<std::size_t>(image.channels);
  const std::size_t size = static_cast<std::size_t>(image.width) * step;
  const auto height = static_cast<std::size_t>(image.height);
  std::vector<std::uint8_t> out((size + 1) * height);
  std::vector<std::uint8_t> trial(size);
  for (std::size_t y = 0; y < height; ++y) {
    const std::uint8_t* row = image.pixels.data() + y * size;
    const std::uint8_t* above = y > 0 ? row - size : nullptr;
    std::uint8_t* target = out.data() + y * (size + 1);
    target[0] = 1;
    filter_row(1, row, above, size, step, target + 1);
    if (!adaptive) continue;
    std::uint64_t best = cost_of(target + 1, size);
    for (const int filter : {0, 2, 3, 4}) {
      filter_row(filter, row, above, size, step, trial.data());
      const std::uint64_t cost = cost_of(trial.data(), size);
      if (cost < best) {
        best = cost;
        target[0] = static_cast<std::uint8_t>(filter);
        std::memcpy(target + 1, trial.data(), size);
      }
    }
  }
  return out;
}

}  // namespace

std::vector<std::uint8_t> encode_png(const Image& image, int level) {
  assert(!image.empty() && level >= 1 && level <= 12);
  static constexpr std::array<std::uint8_t, 5> kColorType{0, 0, 4, 2, 6};
  // Trying all filters costs more than it saves at the fast levels.
  const std::vector<std::uint8_t> rows = filter_rows(image, level > 3);

  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
      libdeflate_alloc_compressor(level), &libdeflate_free_compressor);
  std::vector<std::uint8_t> data(libdeflate_zlib_compress_bound(compressor.get(), rows.size()));
  data.resize(libdeflate_zlib_compress(compressor.get(), rows.data(), rows.size(), data.data(), data.size()));

  std::vector<std::uint8_t> out{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  out.reserve(data.size() + 128);
  std::array<std::uint8_t, 13> header{};
  set_u32(&header[0], static_cast<std::uint32_t>(image.width));
  set_u32(&header[4], static_cast<std::uint32_t>(image.height));
  header[8] = 8;
  header[9] = kColorType[static_cast<std::size_t>(image.channels)];
  put_chunk(out, "IHDR", header);
  if (image.encoding == ColorEncoding::Srgb) put_chunk(out, "sRGB", std::array<std::uint8_t, 1>{0});
  put_chunk(out, "IDAT", data);
  put_chunk(out, "IEND", {});
  return out;
}

std::vector<std::uint8_t> encode_jpeg(const Image& image, int quality) {
  assert(!image.empty() && quality >= 1 && quality <= 100);
  const auto texels = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
  const auto channels = static_cast<std::size_t>(image.channels);
  std::vector<std::uint8_t> rgb(texels * 3);
  for (std::size_t i = 0; i < texels; ++i) {
    const std::uint8_t* texel = &image.pixels[i * channels];
    const std::uint32_t alpha = channels == 2 || channels == 4 ? texel[channels - 1] : 255u;
    for (std::size_t c = 0; c < 3; ++c) {
      const std::uint32_t value = texel[channels >= 3 ? c : 0];
      rgb[i * 3 + c] = static_cast<std::uint8_t>((value * alpha + 255u * (255u - alpha) + 127u) / 255u);
    }
  }
  std::vector<std::uint8_t> out;
  const auto append = [](void* context, void* data, int size) {
    auto* bytes = static_cast<std::uint8_t*>(data);
    auto* target = static_cast<std::vector<std::uint8_t>*>(context);
    target->insert(target->end(), bytes, bytes + size);
  };
  stbi_write_jpg_to_func(append, &out, image.width, image.height, 3, rgb.data(), quality);
  return out;
}

Result<void> write_png(const std::filesystem::path& path, const Image& image, int level) {
  const std::vector<std::uint8_t> bytes = encode_png(image, level);
  return write_file(path, bytes.data(), bytes.size());
}

}  // namespace bandaji
