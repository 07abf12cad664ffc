#include "assets/import/webp_decode.h"

#include <webp/decode.h>
#include <webp/demux.h>

#include <cstdint>
#include <cstring>
#include <memory>

#include "assets/import/image_decode.h"

namespace bandaji {
namespace {

struct DeleteDemuxer {
  void operator()(WebPDemuxer* demuxer) const { WebPDemuxDelete(demuxer); }
};
using Demuxer = std::unique_ptr<WebPDemuxer, DeleteDemuxer>;

Demuxer open(std::span<const std::byte> bytes) {
  const WebPData data{reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
  return Demuxer(WebPDemux(&data));
}

tl::unexpected<Error> damaged() {
  return fail(ErrorKind::Corrupt, "The WebP picture is damaged or cut off.");
}

}  // namespace

bool is_webp(std::span<const std::byte> bytes) {
  return bytes.size() >= 12 && std::memcmp(bytes.data(), "RIFF", 4) == 0 &&
         std::memcmp(bytes.data() + 8, "WEBP", 4) == 0;
}

Result<Image> decode_webp(std::span<const std::byte> bytes, ColorEncoding encoding) {
  const Demuxer demuxer = open(bytes);
  if (demuxer == nullptr) return damaged();
  const std::uint32_t width = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH);
  const std::uint32_t height = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT);
  if (const auto sane = check_picture_size(width, height); !sane) return tl::unexpected(sane.error());
  WebPIterator frame;
  if (WebPDemuxGetFrame(demuxer.get(), 1, &frame) == 0) return damaged();
  const auto part = [](int value) { return static_cast<std::uint64_t>(value); };
  const bool covers = part(frame.width) == width && part(frame.height) == height;
  const bool inside = frame.x_offset >= 0 && frame.y_offset >= 0 && frame.width > 0 && frame.height > 0 &&
                      part(frame.x_offset) + part(frame.width) <= width &&
                      part(frame.y_offset) + part(frame.height) <= height;
  // Around a frame smaller than the picture nothing is drawn.
  const std::size_t channels = frame.has_alpha != 0 || !covers ? 4 : 3;
  Image image{static_cast<int>(width), static_cast<int>(height), static_cast<int>(channels), encoding, {}};
  image.pixels.resize(std::size_t{width} * height * channels);
  bool decoded = false;
  if (inside) {
    const std::size_t stride = std::size_t{width} * channels;
    const std::size_t start = static_cast<std::size_t>(frame.y_offset) * stride +
                              static_cast<std::size_t>(frame.x_offset) * channels;
    const auto decode = channels == 4 ? WebPDecodeRGBAInto : WebPDecodeRGBInto;
    decoded = decode(frame.fragment.bytes, frame.fragment.size, image.pixels.data() + start,
                     image.pixels.size() - start, static_cast<int>(stride)) != nullptr;
  }
  WebPDemuxReleaseIterator(&frame);
  if (!decoded) return damaged();
  return image;
}

std::span<const std::byte> webp_exif(std::span<const std::byte> bytes) {
  if (!is_webp(bytes)) return {};
  const Demuxer demuxer = open(bytes);
  WebPChunkIterator chunk;
  if (demuxer == nullptr || WebPDemuxGetChunk(demuxer.get(), "EXIF", 1, &chunk) == 0) return {};
  std::span<const std::byte> exif(reinterpret_cast<const std::byte*>(chunk.chunk.bytes), chunk.chunk.size);
  WebPDemuxReleaseChunkIterator(&chunk);
  // Some writers keep the mark that the record has in JPEG.
  constexpr std::size_t kMark = 6;
  if (exif.size() > kMark && std::memcmp(exif.data(), "Exif\0\0", kMark) == 0) exif = exif.subspan(kMark);
  return exif;
}

}  // namespace bandaji
