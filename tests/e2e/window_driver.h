// The real program in a real window on a display of its own (Xvfb), driven by
// clicks and keys (xdotool) at the places its trace names.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace bandaji::test {

class WindowDriver {
 public:
  // Fails the test when Xvfb, xdotool or xclip is missing: a window test never passes unseen.
  WindowDriver(const std::filesystem::path& catalog, const std::filesystem::path& configuration,
               const std::string& language = "ko_KR.UTF-8");
  ~WindowDriver();

  struct Trace {
    std::uint64_t frame = 0;
    std::map<std::string, std::array<int, 4>> widgets;  // x, y, width, height.
    std::map<std::string, std::string> state;
  };
  Trace trace() const;
  // Blocks until `condition` holds; false after `seconds`.
  bool wait_for(const std::function<bool(const Trace&)>& condition, double seconds = 400) const;
  bool wait_widget(const std::string& name, double seconds = 400) const;
  bool wait_state(const std::string& name, const std::string& value, double seconds = 400) const;
  std::string state(const std::string& name) const;  // Of the last frame; empty when there is none.
  // Until it is another than `before`; false when it stays.
  bool wait_change(const std::string& name, const std::string& before, double seconds = 60) const;
  // Until no frame was drawn for `quiet` seconds.
  bool wait_rest(double quiet = 1.0, double seconds = 400) const;

  void click(const std::string& widget);
  // At a share of its width and height from its top left.
  void click_at(const std::string& widget, double x, double y);
  // Clicks a text field, waits until it has the keyboard, and selects what is in it.
  void edit(const std::string& field);
  void double_click(const std::string& widget);
  // From the middle of it, with a mouse button (1 left, 2 middle, 3 right), a modifier held ("shift").
  void drag(const std::string& widget, int dx, int dy, int button = 1, const std::string& modifier = {});
  void wheel(const std::string& widget, int steps);  // Away from the hand when positive.
  void point_at(const std::string& widget);
  void hold(const std::string& key, int milliseconds);
  void key(const std::string& keysyms);  // As xdotool names them: "ctrl+k".
  void type(const std::string& ascii);
  void paste(const std::string& utf8);                  // Through the clipboard, as Korean text.
  void copy_picture(const std::filesystem::path& png);  // Onto the clipboard.
  void close();                                         // Asks it to quit, and waits.
  void kill();                                          // As a power cut would.
  int exit_status() const { return exit_status_; }
  // For looking at when a test fails.
  void save_picture(const std::filesystem::path& path) const;

 private:
  void xdotool(const std::vector<std::string>& arguments) const;
  TemporaryFolder folder_;
  std::map<std::string, std::string> environment_;
  std::unique_ptr<RunningProgram> display_;
  std::unique_ptr<RunningProgram> program_;
  std::unique_ptr<RunningProgram> clipboard_;
  int exit_status_ = -1;
};

}  // namespace bandaji::test
