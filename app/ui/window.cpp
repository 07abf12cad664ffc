#include "app/ui/window.h"

#define GLFW_INCLUDE_NONE  // epoxy declares OpenGL.
#include <GLFW/glfw3.h>
#include <epoxy/gl.h>

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "app/ui/application.h"
#include "app/ui/imgui_compat.h"
#include "app/ui/input_queue.h"
#include "assets/text.h"
#include "renderer/gl.h"

namespace bandaji {
namespace {

// What GLFW's callbacks leave for the loop.
struct Events {
  Application* application = nullptr;
  bool dirty = true;  // Something happened that a frame must show.
  InputQueue input;   // Not fed to ImGui yet.
  std::vector<std::filesystem::path> dropped;
  bool resized = true;
  float scale = 1;
  bool scale_changed = false;
};

Events& events_of(GLFWwindow* window) {
  return *static_cast<Events*>(glfwGetWindowUserPointer(window));
}

void push(GLFWwindow* window, const InputEvent& event) {
  Events& events = events_of(window);
  events.dirty = true;
  InputEvent timed = event;
  timed.time = glfwGetTime();
  events.input.push(timed);
}

// ImGui works in pixels of the framebuffer, so that text is sharp wherever window units are larger.
InputEvent moved_to(GLFWwindow* window, double x, double y) {
  int width = 1, height = 1, pixels_x = 1, pixels_y = 1;
  glfwGetWindowSize(window, &width, &height);
  glfwGetFramebufferSize(window, &pixels_x, &pixels_y);
  return {.kind = InputEvent::Kind::Move,
          .x = static_cast<float>(x * pixels_x / std::max(1, width)),
          .y = static_cast<float>(y * pixels_y / std::max(1, height))};
}

void install_callbacks(GLFWwindow* window) {
  using Kind = InputEvent::Kind;
  glfwSetCursorPosCallback(window, [](GLFWwindow* w, double x, double y) { push(w, moved_to(w, x, y)); });
  glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int entered) {
    // A drag that leaves the window goes on outside it.
    if (!entered && glfwGetMouseButton(w, GLFW_MOUSE_BUTTON_LEFT) != GLFW_PRESS)
      push(w, {.kind = Kind::Leave});
    events_of(w).dirty = true;
  });
  glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int button, int action, int mods) {
    push(w, {.kind = Kind::Button, .code = button, .action = action, .mods = mods});
  });
  glfwSetScrollCallback(window, [](GLFWwindow* w, double x, double y) {
    push(w, {.kind = Kind::Wheel, .x = static_cast<float>(x), .y = static_cast<float>(y)});
  });
  glfwSetKeyCallback(window, [](GLFWwindow* w, int key, int, int action, int mods) {
    push(w, {.kind = Kind::Key, .code = key, .action = action, .mods = mods});
  });
  glfwSetCharCallback(window, [](GLFWwindow* w, unsigned int character) {
    events_of(w).application->fonts().note(static_cast<char32_t>(character));
    push(w, {.kind = Kind::Character, .character = static_cast<char32_t>(character)});
  });
  glfwSetDropCallback(window, [](GLFWwindow* w, int count, const char** paths) {
    Events& events = events_of(w);
    events.dirty = true;
    for (int i = 0; i < count; ++i) events.dropped.push_back(path_from_utf8(paths[i]));
  });
  glfwSetFramebufferSizeCallback(
      window, [](GLFWwindow* w, int, int) { events_of(w).dirty = events_of(w).resized = true; });
  glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { events_of(w).dirty = true; });
  glfwSetWindowFocusCallback(window, [](GLFWwindow* w, int focused) {
    events_of(w).dirty = true;
    if (!focused) compat::feed_modifiers(false, false, false, false);
  });
  glfwSetWindowCloseCallback(window, [](GLFWwindow* w) { events_of(w).dirty = true; });
  glfwSetWindowContentScaleCallback(window, [](GLFWwindow* w, float x, float) {
    Events& events = events_of(w);
    events.dirty = events.scale_changed = true;
    events.scale = x;
  });
}

constexpr int kLeastWidth = 640, kLeastHeight = 420;  // Interface units.

// Not larger than the screen that it was taken to, nor smaller than what can be used there.
void keep_on_screen(GLFWwindow* window) {
  float scale_x = 1, scale_y = 1;
  glfwGetWindowContentScale(window, &scale_x, &scale_y);
  int width = 1, height = 1, pixels_x = 1, pixels_y = 1;
  glfwGetWindowSize(window, &width, &height);
  glfwGetFramebufferSize(window, &pixels_x, &pixels_y);
  // Window units for each interface unit: where windows are measured in pixels these are smaller.
  const float units_x = scale_x * static_cast<float>(width) / static_cast<float>(std::max(1, pixels_x));
  const float units_y = scale_y * static_cast<float>(height) / static_cast<float>(std::max(1, pixels_y));
  int least_width = static_cast<int>(kLeastWidth * units_x);
  int least_height = static_cast<int>(kLeastHeight * units_y);
  if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
    int x = 0, y = 0, work_width = 0, work_height = 0;
    glfwGetMonitorWorkarea(monitor, &x, &y, &work_width, &work_height);
    if (work_width > 0 && work_height > 0) {
      least_width = std::min(least_width, work_width);
      least_height = std::min(least_height, work_height);
      if (width > work_width || height > work_height)
        glfwSetWindowSize(window, std::min(width, work_width), std::min(height, work_height));
    }
  }
  glfwSetWindowSizeLimits(window, least_width, least_height, GLFW_DONT_CARE, GLFW_DONT_CARE);
}

// Width and height are interface units.  Null with GLFW's reason when there can be none.
GLFWwindow* open_window(int width, int height, bool maximized) {
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 4);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 1);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS, GLFW_LOSE_CONTEXT_ON_RESET);  // Where it can be had.
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHint(GLFW_MAXIMIZED, maximized ? GLFW_TRUE : GLFW_FALSE);
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "bandaji");
  glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "bandaji");
  GLFWwindow* window = glfwCreateWindow(std::max(width, kLeastWidth), std::max(height, kLeastHeight),
                                        "반닫이 Bandaji", nullptr, nullptr);
  if (!window) return nullptr;
  keep_on_screen(window);
  glfwMakeContextCurrent(window);
  glfwSwapInterval(1);
  compat::set_clipboard(
      [window] {
        const char* text = glfwGetClipboardString(window);
        return std::string(text ? text : "");
      },
      [window](const std::string& text) { glfwSetClipboardString(window, text.c_str()); });
  return window;
}

void show_cursor(GLFWwindow* window, std::array<GLFWcursor*, 4>& cursors, int& shown) {
  const int wanted = ImGui::GetMouseCursor() == ImGuiMouseCursor_TextInput  ? 1
                     : ImGui::GetMouseCursor() == ImGuiMouseCursor_ResizeEW ? 2
                     : ImGui::GetMouseCursor() == ImGuiMouseCursor_Hand     ? 3
                                                                            : 0;
  if (wanted == shown) return;
  shown = wanted;
  glfwSetCursor(window, cursors[static_cast<std::size_t>(wanted)]);
}

void toggle_full_screen(GLFWwindow* window, bool full, std::array<int, 4>& before) {
  if (full) {
    glfwGetWindowPos(window, &before[0], &before[1]);
    glfwGetWindowSize(window, &before[2], &before[3]);
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    if (!monitor) return;
    const GLFWvidmode* mode = glfwGetVideoMode(monitor);
    glfwSetWindowMonitor(window, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
  } else {
    glfwSetWindowMonitor(window, nullptr, before[0], before[1], before[2], before[3], GLFW_DONT_CARE);
  }
}

int no_window(const char* what) {
  const char* reason = nullptr;
  glfwGetError(&reason);
  fmt::print(stderr, "bandaji: {} ({}). Commands work without a display: bandaji --help\n", what,
             reason ? reason : "no reason given");
  return 4;
}

}  // namespace

int run_window(const WindowOptions& options) {
  if (!glfwInit()) return no_window("No display can be opened");
  const auto terminate = std::unique_ptr<int, void (*)(int*)>(new int(0), [](int* p) {
    delete p;
    glfwTerminate();
  });
  const Preferences remembered = load_preferences();
  compat::create_context();
  const auto end_imgui = std::unique_ptr<int, void (*)(int*)>(new int(0), [](int* p) {
    delete p;
    compat::destroy_context();
  });
  GLFWwindow* window =
      open_window(remembered.window_width, remembered.window_height, remembered.window_maximized);
  if (!window) return no_window("No window with OpenGL 4.1 can be opened");
  compat::start_opengl();
  int status = 0;
  {
    ApplicationOptions wanted;
    wanted.catalog = options.catalog;
    wanted.wake = [] { glfwPostEmptyEvent(); };
    wanted.graphics = fmt::format("{}, OpenGL {}", reinterpret_cast<const char*>(glGetString(GL_RENDERER)),
                                  reinterpret_cast<const char*>(glGetString(GL_VERSION)));
    Application application(std::move(wanted));
    if (const char* trace = std::getenv("BANDAJI_UI_TRACE"); trace && *trace)
      application.trace().write_to(path_from_utf8(trace));

    Events events;
    events.application = &application;
    glfwSetWindowUserPointer(window, &events);
    install_callbacks(window);
    float scale_x = 1, scale_y = 1;
    glfwGetWindowContentScale(window, &scale_x, &scale_y);
    if (const auto started = application.start(scale_x); !started) {
      fmt::print(stderr, "bandaji: {}\n", started.error().message);
      status = 4;
    }

    std::array<GLFWcursor*, 4> cursors{nullptr, glfwCreateStandardCursor(GLFW_IBEAM_CURSOR),
                                       glfwCreateStandardCursor(GLFW_HRESIZE_CURSOR),
                                       glfwCreateStandardCursor(GLFW_HAND_CURSOR)};
    int cursor = 0;
    bool full_screen = false;
    std::array<int, 4> before_full{80, 80, 1440, 900};
    std::string title;
    double last = glfwGetTime();
    // ImGui needs a second and third frame to settle after an event; then nothing is drawn until the next.
    int frames_wanted = 3;
    while (status == 0 && !application.wants_close()) {
      if (glfwWindowShouldClose(window)) {
        glfwSetWindowShouldClose(window, GLFW_FALSE);
        application.request_close();
        events.dirty = true;
      }
      if (frames_wanted > 0) {
        glfwPollEvents();
      } else {
        const double wait = application.next_wake(glfwGetTime());
        if (wait > 1e6)
          glfwWaitEvents();
        else if (wait > 0)
          glfwWaitEventsTimeout(wait);
        else
          glfwPollEvents();
      }
      const double now = glfwGetTime();
      if (application.update(now)) frames_wanted = std::max(frames_wanted, 1);
      if (!events.dropped.empty()) application.drop(std::exchange(events.dropped, {}));
      if (std::exchange(events.scale_changed, false)) application.set_display_scale(events.scale);
      const bool more_keys = events.input.feed(
          [&](const Chord& chord, bool text_active) { return application.key(chord, text_active); });
      if (std::exchange(events.dirty, false) || more_keys) frames_wanted = 3;
      if (frames_wanted <= 0) continue;
      --frames_wanted;
      if (application.prepare_fonts()) frames_wanted = std::max(frames_wanted, 1);

      int pixels_x = 0, pixels_y = 0;
      glfwGetFramebufferSize(window, &pixels_x, &pixels_y);
      if (pixels_x <= 0 || pixels_y <= 0) {  // Minimised.
        frames_wanted = 0;
        continue;
      }
      if (std::exchange(events.resized, false)) {
        float window_scale_x = 1, window_scale_y = 1;
        glfwGetWindowContentScale(window, &window_scale_x, &window_scale_y);
        if (!full_screen)
          application.remember_window(static_cast<int>(static_cast<float>(pixels_x) / window_scale_x),
                                      static_cast<int>(static_cast<float>(pixels_y) / window_scale_y),
                                      glfwGetWindowAttrib(window, GLFW_MAXIMIZED) == GLFW_TRUE);
      }
      compat::begin_frame(static_cast<float>(pixels_x), static_cast<float>(pixels_y),
                          static_cast<float>(now - last));
      last = now;
      ImGui::NewFrame();
      application.frame(now);
      ImGui::Render();
      glBindFramebuffer(GL_FRAMEBUFFER, 0);
      glViewport(0, 0, pixels_x, pixels_y);
      compat::render_opengl();
      glfwSwapBuffers(window);
      application.note_frame_cost(glfwGetTime() - now);
      if (context_is_lost()) {
        // A context cannot be mended: another window takes the place of this one, with everything it showed.
        application.graphics_lost();
        compat::stop_opengl();
        glfwDestroyWindow(window);
        window = open_window(application.preferences().window_width, application.preferences().window_height,
                             false);
        if (!window) {
          no_window("The graphics driver stopped, and no other window can be opened");
          return 4;
        }
        compat::start_opengl();
        glfwSetWindowUserPointer(window, &events);
        install_callbacks(window);
        if (const auto back = application.graphics_back(); !back) {
          fmt::print(stderr, "bandaji: {}\n", back.error().message);
          status = 4;
        }
        title.clear();
        cursor = 0;
        frames_wanted = 3;
        continue;
      }
      show_cursor(window, cursors, cursor);
      if (application.wants_full_screen() != full_screen) {
        full_screen = application.wants_full_screen();
        toggle_full_screen(window, full_screen, before_full);
        frames_wanted = 3;
      }
      if (std::string wanted_title = application.window_title(); wanted_title != title) {
        title = std::move(wanted_title);
        glfwSetWindowTitle(window, title.c_str());
      }
    }
    for (GLFWcursor* shape : cursors)
      if (shape) glfwDestroyCursor(shape);
    glfwHideWindow(window);  // What is left to finish need not be watched.
  }
  compat::stop_opengl();
  glfwDestroyWindow(window);
  return status;
}

}  // namespace bandaji
