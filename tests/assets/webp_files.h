// WebP pictures made by the library itself, and containers around them, for tests of reading them.
#pragma once

#include <webp/encode.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "assets/image.h"

namespace bandaji::test {

// The picture (three or four channels) without loss, or with it at quality 0..100.
inline std::string encode_webp(const Image& image, float quality = -1) {
  std::uint8_t* bytes = nullptr;
  const int stride = image.width * image.channels;
  std::size_t size = 0;
  const auto* pixels = image.pixels.data();
  if (quality < 0) {
    size = image.channels == 4 ? WebPEncodeLosslessRGBA(pixels, image.width, image.height, stride, &bytes)
                               : WebPEncodeLosslessRGB(pixels, image.width, image.height, stride, &bytes);
  } else {
    size = image.channels == 4 ? WebPEncodeRGBA(pixels, image.width, image.height, stride, quality, &bytes)
                               : WebPEncodeRGB(pixels, image.width, image.height, stride, quality, &bytes);
  }
  std::string webp(reinterpret_cast<const char*>(bytes), size);
  WebPFree(bytes);
  return webp;
}

inline std::string little_endian(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

inline std::string webp_chunk(const char* name, const std::string& payload) {
  std::string chunk = name + little_endian(payload.size(), 4) + payload;
  if (chunk.size() % 2 != 0) chunk += '\0';
  return chunk;
}

// An extended file of width x height around chunks; the flags are those of VP8X.
inline std::string webp_container(int width, int height, std::uint8_t flags, const std::string& chunks) {
  const std::string head =
      webp_chunk("VP8X", little_endian(flags, 4) + little_endian(static_cast<std::uint64_t>(width) - 1, 3) +
                             little_endian(static_cast<std::uint64_t>(height) - 1, 3));
  const std::string body = "WEBP" + head + chunks;
  return "RIFF" + little_endian(body.size(), 4) + body;
}

// The picture's own chunk of a simple file.
inline std::string webp_picture_chunk(const std::string& webp) {
  return webp.substr(12);
}

}  // namespace bandaji::test
