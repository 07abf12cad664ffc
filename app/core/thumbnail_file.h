// Thumbnails in the cache folder.  A catalog may come from a stranger, so its
// cache is read as carefully as any file, by a reader that knows only what this
// program writes: 8-bit RGBA PNG without interlacing, of one size.
#pragma once

#include <filesystem>
#include <span>

#include "assets/image.h"
#include "assets/result.h"

namespace bandaji {

// Errors: NotFound, Io, Corrupt (anything that is not exactly such a picture of edge x edge pixels).
Result<Image> read_thumbnail(const std::filesystem::path& path, int edge_px);
Result<Image> decode_thumbnail(std::span<const std::byte> png, int edge_px);
// Makes the folders above as needed.
Result<void> write_thumbnail(const std::filesystem::path& path, const Image& picture);

}  // namespace bandaji
