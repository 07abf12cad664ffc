// Writing pictures.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "assets/image.h"
#include "assets/result.h"

namespace bandaji {

// PNG bytes, straight alpha.  `level` 1 (fast, for thumbnails) to 12 (small).
// The same pixels always give the same bytes.
std::vector<std::uint8_t> encode_png(const Image& image, int level = 1);

// Baseline JPEG; alpha is dropped over white.  `quality` 1 to 100; above 90 color
// keeps its full resolution (4:4:4), at 90 and below it is halved (4:2:0).
std::vector<std::uint8_t> encode_jpeg(const Image& image, int quality = 92);

// As write_file().
Result<void> write_png(const std::filesystem::path& path, const Image& image, int level = 6);

}  // namespace bandaji
