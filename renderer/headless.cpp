// The only file that speaks to EGL.  Elsewhere than Linux, create() says that a
// window is needed.
#include "renderer/headless.h"

#include <epoxy/gl.h>

#include <array>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#ifdef __linux__
#include <epoxy/egl.h>
#endif

namespace bandaji {

#ifdef __linux__

struct HeadlessContext::Contents {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;
  std::string description;

  Contents() = default;
  Contents(const Contents&) = delete;
  Contents& operator=(const Contents&) = delete;
  ~Contents() {
    if (display == EGL_NO_DISPLAY) return;
    if (context != EGL_NO_CONTEXT) {
      if (eglGetCurrentContext() == context)
        eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
      eglDestroyContext(display, context);
    }
    // Displays are shared by all contexts of the process, and terminating one would take the other
    // contexts with it, so it stays until the process ends.
  }
};

namespace {

// Makes a context on the display current.  Returns whether that worked.
bool try_display(EGLDisplay display, EGLContext& context) {
  if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr)) return false;
  if (!eglBindAPI(EGL_OPENGL_API)) return false;
  const std::array<EGLint, 5> config_wish{EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, 0, EGL_NONE};
  EGLConfig config = nullptr;
  EGLint count = 0;
  if (!eglChooseConfig(display, config_wish.data(), &config, 1, &count) || count == 0)
    config = EGL_NO_CONFIG_KHR;
  std::vector<EGLint> wish{EGL_CONTEXT_MAJOR_VERSION,       4,
                           EGL_CONTEXT_MINOR_VERSION,       1,
                           EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT};
#ifndef NDEBUG
  wish.insert(wish.end(), {EGL_CONTEXT_OPENGL_DEBUG, EGL_TRUE});
#endif
  // So that a driver that was reset says so, where it can.
  std::vector<EGLint> told = wish;
  told.insert(told.end(),
              {EGL_CONTEXT_OPENGL_RESET_NOTIFICATION_STRATEGY, EGL_LOSE_CONTEXT_ON_RESET, EGL_NONE});
  wish.push_back(EGL_NONE);
  context = eglCreateContext(display, config, EGL_NO_CONTEXT, told.data());
  if (context == EGL_NO_CONTEXT) context = eglCreateContext(display, config, EGL_NO_CONTEXT, wish.data());
  if (context == EGL_NO_CONTEXT) return false;
  if (eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context)) return true;
  eglDestroyContext(display, context);
  context = EGL_NO_CONTEXT;
  return false;
}

bool has_word(const char* list, std::string_view word) {
  return list && std::string_view(list).find(word) != std::string_view::npos;
}

}  // namespace

Result<HeadlessContext> HeadlessContext::create() {
  HeadlessContext headless;
  headless.contents_ = std::make_unique<Contents>();
  Contents& made = *headless.contents_;
  const char* client = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
  bool current = false;
  if (has_word(client, "EGL_EXT_device_enumeration") && has_word(client, "EGL_EXT_platform_device")) {
    std::array<EGLDeviceEXT, 16> devices{};
    EGLint count = 0;
    if (eglQueryDevicesEXT(static_cast<EGLint>(devices.size()), devices.data(), &count)) {
      for (EGLint i = 0; i < count && !current; ++i) {
        const EGLDeviceEXT device = devices[static_cast<std::size_t>(i)];
        if (has_word(eglQueryDeviceStringEXT(device, EGL_EXTENSIONS), "EGL_MESA_device_software")) continue;
        made.display = eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, device, nullptr);
        current = try_display(made.display, made.context);
      }
    }
  }
  if (!current && has_word(client, "EGL_MESA_platform_surfaceless")) {
    made.display = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    current = try_display(made.display, made.context);
  }
  if (!current) {
    return fail(
        ErrorKind::Unsupported,
        "Pictures cannot be drawn without a display here: EGL offers no surfaceless OpenGL 4.1 context "
        "(on Debian, the packages libegl1 and libgl1-mesa-dri provide one).");
  }
  const auto text = [](GLenum name) {
    const auto* value = reinterpret_cast<const char*>(glGetString(name));
    return std::string(value ? value : "unknown");
  };
  const std::string version = text(GL_VERSION);
  made.description = text(GL_RENDERER) + ", OpenGL " + version.substr(0, version.find(' '));
  return headless;
}

#else

struct HeadlessContext::Contents {
  std::string description;
};

Result<HeadlessContext> HeadlessContext::create() {
  return fail(ErrorKind::Unsupported, "Drawing without a display is only available on Linux.");
}

#endif

HeadlessContext::HeadlessContext(HeadlessContext&&) noexcept = default;
HeadlessContext& HeadlessContext::operator=(HeadlessContext&&) noexcept = default;
HeadlessContext::~HeadlessContext() = default;

std::string HeadlessContext::description() const {
  return contents_ ? contents_->description : std::string();
}

}  // namespace bandaji
