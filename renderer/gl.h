// Owners of OpenGL objects: move-only, empty until make() is called, and deleted
// with their owner, which therefore needs the context current.  No OpenGL header
// is included here, so that a header may hold these as members.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "assets/result.h"

namespace bandaji {

enum class GlKind { Buffer, Texture, Framebuffer, VertexArray, Sampler, Query };

// For GlObject only.
std::uint32_t gl_make(GlKind kind);
void gl_delete(GlKind kind, std::uint32_t name);

template <GlKind kind>
class GlObject {
 public:
  GlObject() = default;
  GlObject(GlObject&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
  GlObject& operator=(GlObject&& other) noexcept {
    std::swap(name_, other.name_);
    return *this;
  }
  ~GlObject() {
    if (name_ != 0) gl_delete(kind, name_);
  }

  static GlObject make() {
    GlObject object;
    object.name_ = gl_make(kind);
    return object;
  }

  std::uint32_t name() const { return name_; }
  explicit operator bool() const { return name_ != 0; }

 private:
  std::uint32_t name_ = 0;
};

using GlBuffer = GlObject<GlKind::Buffer>;
using GlTexture = GlObject<GlKind::Texture>;
using GlFramebuffer = GlObject<GlKind::Framebuffer>;
using GlVertexArray = GlObject<GlKind::VertexArray>;
using GlSampler = GlObject<GlKind::Sampler>;
using GlQuery = GlObject<GlKind::Query>;

// 1, 2, 3 …: a name that no other object of the program has, whatever thread asks.
std::uint64_t next_serial();

// What the driver behind the current context can do; asked once per Preview.
struct GlLimits {
  int max_texture_size = 0;     // Pixels.
  int max_samples = 0;          // Of a floating-point color target.
  int texture_units = 0;        // Of the fragment stage.
  int uniform_alignment = 256;  // Bytes.
  float max_anisotropy = 0;     // 0: not offered.
  bool software = false;        // Mesa llvmpipe and the like: supersampling is as cheap as multisampling.
};
// Errors: Unsupported (older than OpenGL 4.1).
Result<GlLimits> read_gl_limits();

// Removes errors that other code left behind, so that check_gl() blames the right one.
void clear_gl_errors();
// Errors: Limit (out of memory), Io (the driver was reset, or a mistake, with its name); `doing` ends the
// message.
Result<void> check_gl(const std::string& doing);

// Whether the driver behind the current context was reset: nothing that is drawn with it arrives any more,
// and only a new context helps.  False where the driver cannot tell.
bool context_is_lost();

// In debug builds, driver messages go to the log.  Harmless where KHR_debug is missing.
void log_driver_messages();

// The most units that are used, and set back afterwards.  OpenGL 4.1 promises 16; with fewer than are here
// the least visible maps of a surface are left out.
inline constexpr int kTextureUnits = 23;
// Binds a texture so that it can be given a size and contents: at a unit that no program reads, so that what
// is made in the middle of a picture takes the place of nothing that is drawn with next.
void bind_to_fill(std::uint32_t target, const GlTexture& texture);
// Binds a texture to a unit, without a sampler object; `target` is GL_TEXTURE_2D or the like.
void bind_texture(int unit, std::uint32_t target, const GlTexture& texture);

// Remembers the caller's framebuffer and viewport; on destruction restores them and puts everything
// else that this library touches back to OpenGL's defaults, as Dear ImGui's backend expects.
class GlStateGuard {
 public:
  GlStateGuard();
  ~GlStateGuard();
  GlStateGuard(const GlStateGuard&) = delete;
  GlStateGuard& operator=(const GlStateGuard&) = delete;

 private:
  int draw_framebuffer_ = 0;
  int read_framebuffer_ = 0;
  int viewport_[4] = {};
};

}  // namespace bandaji
