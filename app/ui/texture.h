// Pictures in GPU memory for the interface.  Needs the window's context.
#pragma once

#include <cstdint>
#include <utility>

#include "app/ui/model.h"
#include "assets/image.h"

namespace bandaji {

// Owns one OpenGL texture; empty by default.
class Texture {
 public:
  Texture() = default;
  Texture(Texture&& other) noexcept
      : picture_(std::exchange(other.picture_, {})), bytes_(std::exchange(other.bytes_, 0)) {}
  Texture& operator=(Texture&& other) noexcept {
    std::swap(picture_, other.picture_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~Texture();

  // RGBA; with mip levels it may be drawn small.  The image must be RGBA.
  static Texture upload(const Image& image, bool mip_levels = true);

  const Picture& picture() const { return picture_; }
  std::size_t bytes() const { return bytes_; }

 private:
  Picture picture_;
  std::size_t bytes_ = 0;
};

// The gray behind thumbnails, as a card has it while there is none.
inline constexpr std::uint8_t kBehindThumbnails = 50;

// The image over an opaque color (display values): thumbnails are drawn without
// transparency, so that their edges keep no dark or light rim when they are scaled.
Image over_color(const Image& image, std::uint8_t gray);

}  // namespace bandaji
