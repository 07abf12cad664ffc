// WebP pictures from bytes, by libwebp.  Only called inside the import worker.
#pragma once

#include <cstddef>
#include <span>

#include "assets/image.h"
#include "assets/result.h"

namespace bandaji {

bool is_webp(std::span<const std::byte> bytes);

// A still picture, or the first frame of a moving one; RGB, or RGBA where it has transparency.
// Expects: is_webp(bytes).  Errors: Corrupt, Limit (as check_picture_size()).
Result<Image> decode_webp(std::span<const std::byte> bytes, ColorEncoding encoding);

// The picture's EXIF record (a TIFF structure); empty when it has none.
std::span<const std::byte> webp_exif(std::span<const std::byte> bytes);

}  // namespace bandaji
