// The images that a picture is drawn into before it is resolved, kept from one
// picture to the next while the size stays the same.
#pragma once

#include <cstdint>

#include "assets/result.h"
#include "renderer/gl.h"

namespace bandaji {

// Linear light, RGBA16F with premultiplied alpha, and depth.
struct SceneTarget {
  int width = 0;  // Of the picture, pixels.
  int height = 0;
  int scale = 1;    // Supersampling per axis; the images are this much larger.
  int samples = 1;  // Multisampling; then `scale` is 1.
  GlFramebuffer framebuffer;
  GlTexture color;
  GlTexture depth;

  int image_width() const { return width * scale; }
  int image_height() const { return height * scale; }
};

// For transparent layers: what is nearer than the opaque surfaces, peeled front to back.
struct PeelTarget {
  GlTexture color;
  GlTexture depth[2];
  GlFramebuffer framebuffer[2];
};

// A copy of the opaque scene with blurred levels, for what is seen through glass.
struct SceneCopy {
  GlTexture color;
  GlFramebuffer framebuffer;
  int levels = 1;
  int width = 0;
  int height = 0;
};

// Bytes of GPU memory.
std::uint64_t bytes_of(const SceneTarget& target);

// Errors: Limit (out of memory, or larger than the driver allows).
Result<SceneTarget> make_scene_target(int width, int height, int scale, int samples);
Result<PeelTarget> make_peel_target(int image_width, int image_height);
Result<SceneCopy> make_scene_copy(int image_width, int image_height);

}  // namespace bandaji
