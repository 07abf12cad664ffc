// Pictures from bytes, by stb_image and libwebp.  Only called inside the import worker.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "assets/image.h"
#include "assets/result.h"

namespace bandaji {

// PNG, JPEG, BMP, TGA, WebP, or the first frame of a GIF, with as many channels as the file has.
// The size is checked before anything is decoded.  Any thread.
// Errors: Unsupported (another format), Corrupt, Limit (more than 64 million pixels).
Result<Image> decode_image(std::span<const std::byte> bytes, ColorEncoding encoding, int max_edge);

// Whether a picture of that size is read at all.  Errors: Corrupt (no pixels), Limit.
Result<void> check_picture_size(std::int64_t width, std::int64_t height);

// Turns and mirrors the picture as its EXIF record asks; only JPEG and WebP have one.
Image apply_exif_orientation(Image image, std::span<const std::byte> bytes);

// Radiance RGBE.
Result<HdrImage> decode_hdr(std::span<const std::byte> bytes);

}  // namespace bandaji
