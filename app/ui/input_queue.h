// Keys, characters and clicks in the order in which hands made them.
//
// A frame can tell only so much apart: older Dear ImGui loses a press whose release
// comes in the same frame, takes characters before keys, and knows one mouse
// position.  Where a frame takes long, as without a graphics card, a person does
// more between two of them than that.  So events wait here, and every frame is given
// as many as it can keep in order.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>

#include "app/ui/keys.h"

namespace bandaji {

struct InputEvent {
  enum class Kind : std::uint8_t { Key, Button, Character, Move, Leave, Wheel };
  Kind kind = Kind::Key;
  int code = 0;    // GLFW key or mouse button.
  int action = 0;  // GLFW_PRESS, GLFW_RELEASE or GLFW_REPEAT.
  int mods = 0;    // GLFW_MOD_*.
  char32_t character = 0;
  float x = 0, y = 0;  // Pixels of the framebuffer, or steps of the wheel.
  double time = 0;     // Seconds; when it happened, however late its frame comes.
};

class InputQueue {
 public:
  // Asked before ImGui hears of a key; true when the key was used.
  using KeyHandler = std::function<bool(const Chord& chord, bool text_active)>;

  void push(const InputEvent& event) { events_.push_back(event); }

  // Feeds ImGui what the next frame can tell apart.  Between frames.  True when something is left, so that
  // another frame is due.
  bool feed(const KeyHandler& key);

 private:
  bool feed_key(const InputEvent& event, const KeyHandler& key);
  void feed_press(const InputEvent& event);

  std::deque<InputEvent> events_;
  float mouse_x_ = 0, mouse_y_ = 0;  // As fed last.
  struct Press {
    int button = -1;
    double time = 0;
    float x = 0, y = 0;
  } pressed_;     // The last one.
  int hold_ = 0;  // Frames until what a key or click has opened can take the keyboard.
};

}  // namespace bandaji
