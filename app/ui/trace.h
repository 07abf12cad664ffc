// An aid for automation: with BANDAJI_UI_TRACE=FILE in the environment the window
// writes, after every frame that changed them, where its named widgets are.  The
// file is one JSON object: {"frame": 12, "widgets": {"search": [x, y, w, h], …}},
// in pixels of the window, replaced whole.  docs/window.md describes it.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace bandaji {

class Trace {
 public:
  void write_to(std::filesystem::path file) { file_ = std::move(file); }
  bool on() const { return !file_.empty() || recording_; }
  // Keeps the rectangles in memory for tests that have no file.
  void record() { recording_ = true; }

  void note(std::string_view name, ImVec2 min, ImVec2 max);
  // A fact that a script waits for: ("workspace", "library").
  void state(std::string_view name, std::string_view value);
  void end_frame(std::uint64_t frame);

  struct Box {
    float x = 0, y = 0, width = 0, height = 0;
    bool operator==(const Box&) const = default;
  };
  const std::map<std::string, Box, std::less<>>& boxes() const { return shown_; }
  const std::map<std::string, std::string, std::less<>>& states() const { return shown_states_; }

 private:
  std::filesystem::path file_;
  bool recording_ = false;
  std::map<std::string, Box, std::less<>> boxes_, shown_;
  std::map<std::string, std::string, std::less<>> states_, shown_states_;
};

}  // namespace bandaji
