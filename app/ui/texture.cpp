#include "app/ui/texture.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <cassert>

namespace bandaji {

Texture::~Texture() {
  if (picture_.texture) glDeleteTextures(1, &picture_.texture);
}

Texture Texture::upload(const Image& image, bool mip_levels) {
  Texture texture;
  if (image.empty()) return texture;
  assert(image.channels == 4);
  GLuint name = 0;
  glGenTextures(1, &name);
  glBindTexture(GL_TEXTURE_2D, name);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  Image level = image;
  const bool translucent = has_translucent_texel(image);
  // Mip levels on the CPU: glGenerateMipmap costs a software driver 75 ms the first time.
  for (int index = 0;; ++index) {
    glTexImage2D(GL_TEXTURE_2D, index, GL_RGBA8, level.width, level.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 level.pixels.data());
    texture.bytes_ += level.pixels.size();
    if (!mip_levels || (level.width == 1 && level.height == 1)) break;
    level = halve(level, translucent);
  }
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, mip_levels ? GL_LINEAR_MIPMAP_LINEAR : GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glBindTexture(GL_TEXTURE_2D, 0);
  texture.picture_ = Picture{name, image.width, image.height, false};
  return texture;
}

Image over_color(const Image& image, std::uint8_t gray) {
  Image out;
  out.width = image.width;
  out.height = image.height;
  out.channels = 4;
  out.encoding = image.encoding;
  const std::size_t count = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
  out.pixels.resize(count * 4);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint8_t* from = &image.pixels[i * static_cast<std::size_t>(image.channels)];
    std::uint8_t* to = &out.pixels[i * 4];
    const bool color = image.channels >= 3;
    const unsigned alpha = image.channels == 4 ? from[3] : image.channels == 2 ? from[1] : 255u;
    for (std::size_t c = 0; c < 3; ++c) {
      const unsigned value = color ? from[c] : from[0];
      to[c] = static_cast<std::uint8_t>((value * alpha + gray * (255u - alpha) + 127u) / 255u);
    }
    to[3] = 255;
  }
  return out;
}

}  // namespace bandaji
