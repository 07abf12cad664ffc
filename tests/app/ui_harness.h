// The whole window without a window: the real application, its real panels and
// pictures, a context without a display, and events as a person makes them.
// Widgets are found by the names the trace gives them.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "app/ui/application.h"
#include "tests/support/temporary_folder.h"

namespace bandaji::test {

class UiHarness {
 public:
  struct Options {
    std::filesystem::path catalog = {};
    int width = 1440, height = 900;
    float scale = 1;
    bool korean = true;
  };
  explicit UiHarness(const Options& options);
  UiHarness() : UiHarness(Options()) {}
  ~UiHarness();

  Application& application() { return *application_; }
  Session& session() { return *application_->session(); }
  const TemporaryFolder& folder() const { return folder_; }

  // Draws `count` frames, one after another.
  void frames(int count = 3);
  // Draws while there is something to draw and nothing is being worked on; fails after `seconds`.
  bool settle(double seconds = 400);
  // Until no catalog is being opened.
  void wait_opened();
  bool wait_for(const std::function<bool()>& condition, double seconds = 400);

  bool has(std::string_view widget) const;
  std::string state(std::string_view name) const;
  // Fails the test when there is no such widget.
  void click(std::string_view widget, int button = 0);
  void double_click(std::string_view widget);
  // At a place inside the widget, pixels from its top left.
  void click_at(std::string_view widget, float x, float y);
  void move_to_place(std::string_view widget, float x, float y);
  // Where it is in the window: x, y, width, height in pixels.
  Trace::Box box(std::string_view widget) const;
  void drag(std::string_view widget, float dx, float dy);
  void wheel(std::string_view widget, float steps);
  // Turns the wheel over the place of `from` until `widget` has come into sight.
  void scroll_to(std::string_view from, std::string_view widget);
  void type(std::string_view utf8);
  // "Ctrl+K", "Enter"; goes where a real key would.
  void key(std::string_view chord);
  void hold_modifiers(bool ctrl, bool shift);
  // The driver gives up, and another context takes the place of the lost one.
  void restart_graphics();
  // What was drawn last, as PNG; for looking at, not compared.
  void save_picture(const std::filesystem::path& path);

 private:
  void make_screen();
  void move_to(std::string_view widget);
  void one_frame();

  TemporaryFolder folder_;
  struct Screen;
  std::unique_ptr<Screen> screen_;
  std::unique_ptr<Application> application_;
  double now_ = 0;
  int width_ = 0, height_ = 0;
};

}  // namespace bandaji::test
