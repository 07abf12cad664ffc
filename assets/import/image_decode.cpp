#include "assets/import/image_decode.h"

#include <fmt/format.h>
#include <stb_image.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>

#include "assets/import/webp_decode.h"

namespace bandaji {
namespace {

constexpr std::int64_t kMostPixels = 64ll * 1000 * 1000;

std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

const stbi_uc* as_stb(std::span<const std::byte> bytes) {
  return reinterpret_cast<const stbi_uc*>(bytes.data());
}

bool has_prefix(std::span<const std::byte> bytes, std::string_view prefix) {
  return as_text(bytes).substr(0, prefix.size()) == prefix;
}

// TGA has no signature; these fields have few legal values.
bool looks_like_tga(std::span<const std::byte> bytes) {
  if (bytes.size() < 18) return false;
  const auto at = [&](std::size_t i) { return std::to_integer<int>(bytes[i]); };
  const int type = at(2);
  const int depth = at(16);
  return at(1) <= 1 && (type == 1 || type == 2 || type == 3 || type == 9 || type == 10 || type == 11) &&
         (depth == 8 || depth == 15 || depth == 16 || depth == 24 || depth == 32);
}

// stb_image also reads PSD, PIC and PNM; those decoders have open faults and nobody here needs them.
Result<void> check_format(std::span<const std::byte> bytes) {
  using namespace std::string_view_literals;
  if (has_prefix(bytes, "\x89PNG\r\n\x1A\n"sv) || has_prefix(bytes, "\xFF\xD8\xFF"sv) ||
      has_prefix(bytes, "BM"sv) || has_prefix(bytes, "GIF8"sv)) {
    return {};
  }
  if (has_prefix(bytes, "\xABKTX"sv)) {
    return fail(ErrorKind::Unsupported,
                "KTX pictures are not read; export the textures as PNG, JPEG or WebP.");
  }
  if (has_prefix(bytes, "DDS "sv)) return fail(ErrorKind::Unsupported, "DDS pictures are not read.");
  if (has_prefix(bytes, "8BPS"sv)) return fail(ErrorKind::Unsupported, "Photoshop pictures are not read.");
  if (has_prefix(bytes, "II*"sv) || has_prefix(bytes, "MM\0*"sv)) {
    return fail(ErrorKind::Unsupported, "TIFF pictures are not read.");
  }
  if (bytes.empty()) return fail(ErrorKind::Corrupt, "The picture is empty.");
  if (has_prefix(bytes, "P5"sv) || has_prefix(bytes, "P6"sv) || has_prefix(bytes, "\x53\x80\xF6\x34"sv) ||
      !looks_like_tga(bytes)) {
    return fail(ErrorKind::Unsupported, "The picture is neither PNG, JPEG, WebP, BMP, TGA nor GIF.");
  }
  return {};
}

Result<void> check_size(int width, int height, std::span<const std::byte> bytes) {
  if (const auto sane = check_picture_size(width, height); !sane) return sane;
  const std::int64_t pixels = static_cast<std::int64_t>(width) * height;
  // A header that says more than the format can pack lies: one color in one bit a pixel, deflated a
  // thousandfold, is the densest PNG there is; the other formats get nowhere near that.
  const std::int64_t densest = has_prefix(bytes, "\x89PNG") || has_prefix(bytes, "GIF8") ? 10'000 : 2'000;
  if (pixels / densest > static_cast<std::int64_t>(bytes.size())) {
    return fail(ErrorKind::Corrupt, fmt::format("The picture says {} × {} pixels but has only {} bytes.",
                                                width, height, bytes.size()));
  }
  return {};
}

const char* format_name(std::span<const std::byte> bytes) {
  if (has_prefix(bytes, "\x89PNG")) return "PNG";
  if (has_prefix(bytes, "\xFF\xD8")) return "JPEG";
  if (has_prefix(bytes, "BM")) return "BMP";
  if (has_prefix(bytes, "GIF8")) return "GIF";
  return has_prefix(bytes, "#?") ? "Radiance HDR" : "TGA";
}

// Whether the mark at the end of every whole file of its format is missing.
bool ends_early(std::span<const std::byte> bytes) {
  const std::string_view text = as_text(bytes);
  if (has_prefix(bytes, "\x89PNG")) return text.find("IEND") == std::string_view::npos;
  if (has_prefix(bytes, "\xFF\xD8")) {
    // The thumbnail that a camera puts before the picture has an end of its own.
    const std::size_t end = text.rfind("\xFF\xD9"), scan = text.rfind("\xFF\xDA");
    return end == std::string_view::npos || (scan != std::string_view::npos && end < scan);
  }
  return false;
}

// What stb_image says is for its callers; a person is told what happened to the file.
tl::unexpected<Error> stb_failure(std::span<const std::byte> bytes) {
  const char* const said = stbi_failure_reason();
  const std::string_view reason = said != nullptr ? said : "";
  const char* const format = format_name(bytes);
  if (reason == "too large" || reason == "outofmem")
    return fail(ErrorKind::Limit, "The picture needs more memory than one import may take.");
  // Sound, but of a kind that stb_image does not decode.
  if (reason == "BMP RLE" || reason == "BMP JPEG/PNG" || reason == "only 8-bit") {
    return fail(
        ErrorKind::Unsupported,
        fmt::format("The picture is a kind of {} that is not read; save it again as PNG or JPEG.", format));
  }
  if (reason == "outofdata" || reason == "unexpected end" || ends_early(bytes))
    return fail(ErrorKind::Corrupt,
                fmt::format("The picture is incomplete; the end of its {} data is missing.", format));
  return fail(ErrorKind::Corrupt,
              fmt::format("The picture is damaged; its {} data cannot be decoded.", format));
}

// A picture that fits is handed on as it is, not copied.
Image fitted(Image image, int max_edge) {
  if (std::max(image.width, image.height) > max_edge) return shrink_to_fit(image, max_edge);
  return image;
}

struct Free {
  void operator()(void* memory) const { stbi_image_free(memory); }
};

// The TIFF structure of a JPEG's EXIF record; empty when there is none.
std::span<const std::byte> jpeg_exif(std::span<const std::byte> bytes) {
  const auto byte = [&](std::size_t i) {
    return i < bytes.size() ? std::to_integer<std::uint32_t>(bytes[i]) : 0u;
  };
  if (byte(0) != 0xFF || byte(1) != 0xD8) return {};
  for (std::size_t at = 2; at + 4 <= bytes.size() && byte(at) == 0xFF;) {
    const std::uint32_t marker = byte(at + 1);
    const std::size_t length = byte(at + 2) << 8 | byte(at + 3);
    if (marker == 0xDA || length < 2) return {};
    const std::size_t end = std::min(at + 2 + length, bytes.size());
    if (marker == 0xE1 && length >= 16 && end > at + 10 &&
        std::memcmp(bytes.data() + at + 4, "Exif", 4) == 0) {
      return bytes.subspan(at + 10, end - at - 10);
    }
    at += 2 + length;
  }
  return {};
}

// Orientation (1 to 8) of an EXIF record; 1 when it says none.
int exif_orientation(std::span<const std::byte> tiff) {
  const auto byte = [&](std::size_t i) {
    return i < tiff.size() ? std::to_integer<std::uint32_t>(tiff[i]) : 0u;
  };
  const bool little = byte(0) == 'I';
  const auto u16 = [&](std::size_t i) {
    return little ? byte(i) | byte(i + 1) << 8 : byte(i) << 8 | byte(i + 1);
  };
  const auto u32 = [&](std::size_t i) {
    return little ? u16(i) | u16(i + 2) << 16 : u16(i) << 16 | u16(i + 2);
  };
  const std::size_t table = u32(4);
  const std::uint32_t count = table + 2 <= tiff.size() ? u16(table) : 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::size_t entry = table + 2 + 12u * i;
    if (entry + 12 > tiff.size()) return 1;
    if (u16(entry) != 0x0112) continue;
    const std::uint32_t value = u16(entry + 8);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

}  // namespace

Result<void> check_picture_size(std::int64_t width, std::int64_t height) {
  if (width <= 0 || height <= 0) return fail(ErrorKind::Corrupt, "The picture has no pixels.");
  if (width > 32768 || height > 32768 || width * height > kMostPixels) {
    return fail(ErrorKind::Limit,
                fmt::format("The picture has {} × {} pixels; at most 64 million are read.", width, height));
  }
  return {};
}

Result<Image> decode_image(std::span<const std::byte> bytes, ColorEncoding encoding, int max_edge) {
  if (bytes.size() > (1u << 30)) return fail(ErrorKind::Limit, "The picture is larger than 1 GB.");
  if (is_webp(bytes)) {
    auto image = decode_webp(bytes, encoding);
    if (!image) return image;
    return fitted(std::move(*image), max_edge);
  }
  if (const auto known = check_format(bytes); !known) return tl::unexpected(known.error());
  int width = 0, height = 0, channels = 0;
  const int size = static_cast<int>(bytes.size());
  // stb_image only calls a PNG that is too large unknown.
  if (has_prefix(bytes, "\x89PNG") && bytes.size() >= 24) {
    const auto edge = [&](std::size_t at) {
      std::uint32_t value = 0;
      for (std::size_t i = 0; i < 4; ++i) value = value << 8 | std::to_integer<std::uint32_t>(bytes[at + i]);
      return static_cast<int>(std::min<std::uint32_t>(value, 1u << 30));
    };
    if (const auto sane = check_size(edge(16), edge(20), bytes); !sane) return tl::unexpected(sane.error());
  }
  if (stbi_info_from_memory(as_stb(bytes), size, &width, &height, &channels) == 0) {
    return stb_failure(bytes);
  }
  if (const auto sane = check_size(width, height, bytes); !sane) return tl::unexpected(sane.error());
  const std::unique_ptr<stbi_uc, Free> pixels(
      stbi_load_from_memory(as_stb(bytes), size, &width, &height, &channels, 0));
  if (pixels == nullptr) return stb_failure(bytes);
  if (const auto sane = check_size(width, height, bytes); !sane) return tl::unexpected(sane.error());
  Image image{width, height, channels, encoding, {}};
  const std::size_t count =
      static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(channels);
  image.pixels.assign(pixels.get(), pixels.get() + count);
  return fitted(std::move(image), max_edge);
}

Image apply_exif_orientation(Image image, std::span<const std::byte> bytes) {
  const int orientation = exif_orientation(is_webp(bytes) ? webp_exif(bytes) : jpeg_exif(bytes));
  if (orientation == 1) return image;
  const bool turned = orientation >= 5;
  Image out{turned ? image.height : image.width,
            turned ? image.width : image.height,
            image.channels,
            image.encoding,
            {}};
  out.pixels.resize(image.pixels.size());
  const auto channels = static_cast<std::size_t>(image.channels);
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) {
      int from_x = turned ? y : x;
      int from_y = turned ? x : y;
      if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
        from_x = image.width - 1 - from_x;
      if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
        from_y = image.height - 1 - from_y;
      const auto from = static_cast<std::size_t>(from_y) * static_cast<std::size_t>(image.width) +
                        static_cast<std::size_t>(from_x);
      const auto to =
          static_cast<std::size_t>(y) * static_cast<std::size_t>(out.width) + static_cast<std::size_t>(x);
      std::memcpy(&out.pixels[to * channels], &image.pixels[from * channels], channels);
    }
  }
  return out;
}

Result<HdrImage> decode_hdr(std::span<const std::byte> bytes) {
  if (!has_prefix(bytes, "#?RADIANCE") && !has_prefix(bytes, "#?RGBE")) {
    return fail(ErrorKind::Unsupported, "The file is not a Radiance HDR picture.");
  }
  if (bytes.size() > (1u << 30)) return fail(ErrorKind::Limit, "The picture is larger than 1 GB.");
  int width = 0, height = 0, channels = 0;
  const int size = static_cast<int>(bytes.size());
  if (stbi_info_from_memory(as_stb(bytes), size, &width, &height, &channels) == 0) {
    return stb_failure(bytes);
  }
  if (const auto sane = check_size(width, height, bytes); !sane) return tl::unexpected(sane.error());
  const std::unique_ptr<float, Free> pixels(
      stbi_loadf_from_memory(as_stb(bytes), size, &width, &height, &channels, 3));
  if (pixels == nullptr) return stb_failure(bytes);
  HdrImage image{width, height, {}};
  image.pixels.assign(pixels.get(),
                      pixels.get() + static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  return image;
}

}  // namespace bandaji
