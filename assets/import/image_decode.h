// Pictures from bytes, by stb_image.  Only called inside the import worker.
#pragma once

#include <cstddef>
#include <span>

#include "assets/image.h"
#include "assets/result.h"

namespace bandaji {

// PNG, JPEG, BMP, TGA, or the first frame of a GIF, with as many channels as the file has.
// The size is checked before anything is decoded.  Any thread.
// Errors: Unsupported (another format), Corrupt, Limit (more than 64 million pixels).
Result<Image> decode_image(std::span<const std::byte> bytes, ColorEncoding encoding, int max_edge);

// Turns and mirrors the picture as its EXIF record asks; only JPEG has one.
Image apply_exif_orientation(Image image, std::span<const std::byte> bytes);

// Radiance RGBE.
Result<HdrImage> decode_hdr(std::span<const std::byte> bytes);

}  // namespace bandaji
