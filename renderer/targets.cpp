#include "renderer/targets.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <string>

namespace bandaji {
namespace {

void nearest_and_clamped() {
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
}

GlTexture make_image(int width, int height, int samples, GLenum format, GLenum pixel_format, GLenum type) {
  GlTexture texture = GlTexture::make();
  if (samples > 1) {
    bind_to_fill(GL_TEXTURE_2D_MULTISAMPLE, texture);
    glTexImage2DMultisample(GL_TEXTURE_2D_MULTISAMPLE, samples, format, width, height, GL_TRUE);
  } else {
    bind_to_fill(GL_TEXTURE_2D, texture);
    glTexImage2D(GL_TEXTURE_2D, 0, static_cast<GLint>(format), width, height, 0, pixel_format, type, nullptr);
    nearest_and_clamped();
  }
  return texture;
}

void attach(GLenum point, const GlTexture& texture, int samples) {
  glFramebufferTexture2D(GL_FRAMEBUFFER, point, samples > 1 ? GL_TEXTURE_2D_MULTISAMPLE : GL_TEXTURE_2D,
                         texture.name(), 0);
}

Result<void> check_complete(int width, int height) {
  const std::string doing =
      "a picture of " + std::to_string(width) + " x " + std::to_string(height) + " pixels";
  if (auto ok = check_gl(doing); !ok) return ok;
  if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) {
    return fail(ErrorKind::Limit, "The graphics driver cannot draw " + doing + ".");
  }
  return {};
}

}  // namespace

std::uint64_t bytes_of(const SceneTarget& target) {
  // Light in half floats, and depth.
  return static_cast<std::uint64_t>(target.image_width()) *
         static_cast<std::uint64_t>(target.image_height()) * 12 *
         static_cast<std::uint64_t>(std::max(target.samples, 1));
}

Result<SceneTarget> make_scene_target(int width, int height, int scale, int samples) {
  SceneTarget target;
  target.width = width;
  target.height = height;
  target.scale = scale;
  target.samples = samples;
  const int w = target.image_width(), h = target.image_height();
  target.color = make_image(w, h, samples, GL_RGBA16F, GL_RGBA, GL_HALF_FLOAT);
  target.depth = make_image(w, h, samples, GL_DEPTH_COMPONENT32F, GL_DEPTH_COMPONENT, GL_FLOAT);
  target.framebuffer = GlFramebuffer::make();
  glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer.name());
  attach(GL_COLOR_ATTACHMENT0, target.color, samples);
  attach(GL_DEPTH_ATTACHMENT, target.depth, samples);
  if (auto ok = check_complete(width, height); !ok) return tl::unexpected(ok.error());
  return target;
}

Result<PeelTarget> make_peel_target(int w, int h) {
  PeelTarget target;
  target.color = make_image(w, h, 1, GL_RGBA16F, GL_RGBA, GL_HALF_FLOAT);
  for (int i = 0; i < 2; ++i) {
    target.depth[i] = make_image(w, h, 1, GL_DEPTH_COMPONENT32F, GL_DEPTH_COMPONENT, GL_FLOAT);
    target.framebuffer[i] = GlFramebuffer::make();
    glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer[i].name());
    attach(GL_COLOR_ATTACHMENT0, target.color, 1);
    attach(GL_DEPTH_ATTACHMENT, target.depth[i], 1);
    if (auto ok = check_complete(w, h); !ok) return tl::unexpected(ok.error());
  }
  return target;
}

Result<SceneCopy> make_scene_copy(int image_width, int image_height) {
  SceneCopy copy;
  copy.width = std::max(image_width, 1);
  copy.height = std::max(image_height, 1);
  copy.color = GlTexture::make();
  bind_to_fill(GL_TEXTURE_2D, copy.color);
  int w = copy.width, h = copy.height;
  for (copy.levels = 0; copy.levels < 16; ++copy.levels) {
    glTexImage2D(GL_TEXTURE_2D, copy.levels, GL_RGBA16F, w, h, 0, GL_RGBA, GL_HALF_FLOAT, nullptr);
    if (w == 1 && h == 1) {
      ++copy.levels;
      break;
    }
    w = std::max(w / 2, 1), h = std::max(h / 2, 1);
  }
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, copy.levels - 1);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  copy.framebuffer = GlFramebuffer::make();
  glBindFramebuffer(GL_FRAMEBUFFER, copy.framebuffer.name());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, copy.color.name(), 0);
  if (auto ok = check_complete(copy.width, copy.height); !ok) return tl::unexpected(ok.error());
  return copy;
}

}  // namespace bandaji
