#include "renderer/gl.h"

#include <epoxy/gl.h>

#include <array>
#include <atomic>
#include <cstring>
#include <string_view>

#include "assets/log.h"

namespace bandaji {
namespace {

#ifndef NDEBUG
void GLAPIENTRY on_driver_message(GLenum, GLenum type, GLuint, GLenum severity, GLsizei length,
                                  const GLchar* text, const void*) {
  if (severity == GL_DEBUG_SEVERITY_NOTIFICATION) return;
  const bool is_error = type == GL_DEBUG_TYPE_ERROR || severity == GL_DEBUG_SEVERITY_HIGH;
  const std::string_view message =
      length >= 0 ? std::string_view(text, static_cast<std::size_t>(length)) : text;
  log(is_error ? LogLevel::Error : LogLevel::Debug, "OpenGL: " + std::string(message));
}
#endif

const char* name_of_error(GLenum error) {
  switch (error) {
    case GL_INVALID_ENUM:
      return "invalid enumerator";
    case GL_INVALID_VALUE:
      return "invalid value";
    case GL_INVALID_OPERATION:
      return "invalid operation";
    case GL_INVALID_FRAMEBUFFER_OPERATION:
      return "incomplete framebuffer";
    case GL_OUT_OF_MEMORY:
      return "out of memory";
    default:
      return "unknown error";
  }
}

}  // namespace

std::uint32_t gl_make(GlKind kind) {
  GLuint name = 0;
  switch (kind) {
    case GlKind::Buffer:
      glGenBuffers(1, &name);
      break;
    case GlKind::Texture:
      glGenTextures(1, &name);
      break;
    case GlKind::Framebuffer:
      glGenFramebuffers(1, &name);
      break;
    case GlKind::VertexArray:
      glGenVertexArrays(1, &name);
      break;
    case GlKind::Sampler:
      glGenSamplers(1, &name);
      break;
    case GlKind::Query:
      glGenQueries(1, &name);
      break;
  }
  return name;
}

void gl_delete(GlKind kind, std::uint32_t name) {
  switch (kind) {
    case GlKind::Buffer:
      glDeleteBuffers(1, &name);
      break;
    case GlKind::Texture:
      glDeleteTextures(1, &name);
      break;
    case GlKind::Framebuffer:
      glDeleteFramebuffers(1, &name);
      break;
    case GlKind::VertexArray:
      glDeleteVertexArrays(1, &name);
      break;
    case GlKind::Sampler:
      glDeleteSamplers(1, &name);
      break;
    case GlKind::Query:
      glDeleteQueries(1, &name);
      break;
  }
}

std::uint64_t next_serial() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

Result<GlLimits> read_gl_limits() {
  if (epoxy_gl_version() < 41) {
    const auto* version = reinterpret_cast<const char*>(glGetString(GL_VERSION));
    return fail(ErrorKind::Unsupported, std::string("The graphics driver offers OpenGL ") +
                                            (version ? version : "(none)") + ", but 4.1 or newer is needed.");
  }
  GlLimits limits;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limits.max_texture_size);
  glGetIntegerv(GL_MAX_SAMPLES, &limits.max_samples);
  glGetIntegerv(GL_MAX_TEXTURE_IMAGE_UNITS, &limits.texture_units);
  glGetIntegerv(GL_UNIFORM_BUFFER_OFFSET_ALIGNMENT, &limits.uniform_alignment);
  if (epoxy_has_gl_extension("GL_EXT_texture_filter_anisotropic") || epoxy_gl_version() >= 46) {
    glGetFloatv(GL_MAX_TEXTURE_MAX_ANISOTROPY_EXT, &limits.max_anisotropy);
  }
  const auto* renderer = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
  const std::string_view name = renderer ? renderer : "";
  for (const std::string_view software : {"llvmpipe", "softpipe", "swr", "SwiftShader"}) {
    if (name.find(software) != std::string_view::npos) limits.software = true;
  }
  return limits;
}

void clear_gl_errors() {
  // Bounded: a lost context may report an error for ever.
  for (int i = 0; i < 16 && glGetError() != GL_NO_ERROR; ++i) {
  }
}

Result<void> check_gl(const std::string& doing) {
  const GLenum error = glGetError();
  if (error == GL_NO_ERROR) return {};
  clear_gl_errors();
  if (error == GL_OUT_OF_MEMORY)
    return fail(ErrorKind::Limit, "There is not enough graphics memory for " + doing + ".");
  if (error == GL_CONTEXT_LOST) {
    return fail(ErrorKind::Io,
                "The graphics driver was reset, and the picture is lost; it has to be drawn again.");
  }
  return fail(ErrorKind::Io,
              std::string("The graphics driver reported \"") + name_of_error(error) + "\" in " + doing + ".");
}

bool context_is_lost() {
  if (epoxy_gl_version() >= 45 || epoxy_has_gl_extension("GL_KHR_robustness"))
    return glGetGraphicsResetStatus() != GL_NO_ERROR;
  return epoxy_has_gl_extension("GL_ARB_robustness") && glGetGraphicsResetStatusARB() != GL_NO_ERROR;
}

void log_driver_messages() {
#ifndef NDEBUG
  if (!epoxy_has_gl_extension("GL_KHR_debug")) return;
  glEnable(GL_DEBUG_OUTPUT);
  glEnable(GL_DEBUG_OUTPUT_SYNCHRONOUS);
  glDebugMessageCallback(on_driver_message, nullptr);
#endif
}

void bind_to_fill(std::uint32_t target, const GlTexture& texture) {
  glActiveTexture(static_cast<GLenum>(GL_TEXTURE0 + kTextureUnits));
  glBindTexture(target, texture.name());
}

void bind_texture(int unit, std::uint32_t target, const GlTexture& texture) {
  glActiveTexture(static_cast<GLenum>(GL_TEXTURE0 + unit));
  glBindTexture(target, texture.name());
  glBindSampler(static_cast<GLuint>(unit), 0);
}

GlStateGuard::GlStateGuard() {
  glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &draw_framebuffer_);
  glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read_framebuffer_);
  glGetIntegerv(GL_VIEWPORT, viewport_);
  // What the caller may have left on and every pass here takes to be off.
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_STENCIL_TEST);
  glDisable(GL_BLEND);
  glDisable(GL_CULL_FACE);
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_FRAMEBUFFER_SRGB);
  glDisable(GL_SAMPLE_ALPHA_TO_COVERAGE);
  glDisable(GL_POLYGON_OFFSET_FILL);
  glDisable(GL_PRIMITIVE_RESTART);
  glEnable(GL_TEXTURE_CUBE_MAP_SEAMLESS);
  glEnable(GL_MULTISAMPLE);
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  glDepthMask(GL_TRUE);
  glDepthFunc(GL_LESS);
  glDepthRange(0, 1);
  glFrontFace(GL_CCW);
  glCullFace(GL_BACK);
  glBlendEquation(GL_FUNC_ADD);
  glPolygonMode(GL_FRONT_AND_BACK, GL_FILL);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  glPixelStorei(GL_UNPACK_SKIP_PIXELS, 0);
  glPixelStorei(GL_UNPACK_SKIP_ROWS, 0);
  glPixelStorei(GL_PACK_ALIGNMENT, 4);
  glPixelStorei(GL_PACK_ROW_LENGTH, 0);
  glPixelStorei(GL_PACK_SKIP_PIXELS, 0);
  glPixelStorei(GL_PACK_SKIP_ROWS, 0);
  glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
  glBindBuffer(GL_PIXEL_UNPACK_BUFFER, 0);
}

GlStateGuard::~GlStateGuard() {
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_BLEND);
  glDisable(GL_CULL_FACE);
  glDisable(GL_SAMPLE_ALPHA_TO_COVERAGE);
  glDisable(GL_POLYGON_OFFSET_FILL);
  glDisable(GL_CLIP_DISTANCE0);
  glBlendFunc(GL_ONE, GL_ZERO);
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  glDepthMask(GL_TRUE);
  glDepthFunc(GL_LESS);
  glFrontFace(GL_CCW);
  glCullFace(GL_BACK);
  glUseProgram(0);
  glBindVertexArray(0);
  glBindBuffer(GL_ARRAY_BUFFER, 0);
  glBindBuffer(GL_UNIFORM_BUFFER, 0);
  for (int unit = kTextureUnits; unit >= 0; --unit) {
    glActiveTexture(static_cast<GLenum>(GL_TEXTURE0 + unit));
    glBindTexture(GL_TEXTURE_2D, 0);
    glBindTexture(GL_TEXTURE_2D_ARRAY, 0);
    glBindTexture(GL_TEXTURE_3D, 0);
    glBindTexture(GL_TEXTURE_CUBE_MAP, 0);
    glBindTexture(GL_TEXTURE_2D_MULTISAMPLE, 0);
    glBindSampler(static_cast<GLuint>(unit), 0);
  }
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(draw_framebuffer_));
  glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read_framebuffer_));
  glViewport(viewport_[0], viewport_[1], viewport_[2], viewport_[3]);
}

}  // namespace bandaji
