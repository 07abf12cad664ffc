#include "app/ui/input_queue.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "app/ui/imgui_compat.h"

namespace bandaji {
namespace {

using Kind = InputEvent::Kind;

// A dialog that a key opened has the keyboard in the second frame after it.
constexpr int kFramesToTakeFocus = 2;

Chord chord_of(const InputEvent& event) {
  Chord chord;
  chord.key = event.code == GLFW_KEY_KP_ENTER ? GLFW_KEY_ENTER : event.code;
  if (event.code >= GLFW_KEY_KP_0 && event.code <= GLFW_KEY_KP_9)
    chord.key = GLFW_KEY_0 + (event.code - GLFW_KEY_KP_0);
  if (event.code == GLFW_KEY_KP_DECIMAL) chord.key = GLFW_KEY_PERIOD;
  if (event.code == GLFW_KEY_KP_ADD) chord.key = GLFW_KEY_EQUAL;
  if (event.code == GLFW_KEY_KP_SUBTRACT) chord.key = GLFW_KEY_MINUS;
  chord.ctrl = (event.mods & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER)) != 0;
  chord.shift = (event.mods & GLFW_MOD_SHIFT) != 0;
  chord.alt = (event.mods & GLFW_MOD_ALT) != 0;
  return chord;
}

bool is_modifier(int key) {
  return key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER;
}

int modifier_bit(int key) {
  switch (key) {
    case GLFW_KEY_LEFT_CONTROL:
    case GLFW_KEY_RIGHT_CONTROL:
      return GLFW_MOD_CONTROL;
    case GLFW_KEY_LEFT_SHIFT:
    case GLFW_KEY_RIGHT_SHIFT:
      return GLFW_MOD_SHIFT;
    case GLFW_KEY_LEFT_ALT:
    case GLFW_KEY_RIGHT_ALT:
      return GLFW_MOD_ALT;
    default:
      return GLFW_MOD_SUPER;
  }
}

void feed_modifiers(int mods) {
  compat::feed_modifiers((mods & GLFW_MOD_CONTROL) != 0, (mods & GLFW_MOD_SHIFT) != 0,
                         (mods & GLFW_MOD_ALT) != 0, (mods & GLFW_MOD_SUPER) != 0);
}

// A key that only writes: what counts is the character behind it.
bool only_writes(const InputEvent& event, bool text_active) {
  return event.kind == Kind::Key && text_active && event.code >= GLFW_KEY_SPACE &&
         event.code <= GLFW_KEY_WORLD_2 &&
         (event.mods & (GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER)) == 0;
}

}  // namespace

bool InputQueue::feed_key(const InputEvent& event, const KeyHandler& key) {
  if (event.code == GLFW_KEY_UNKNOWN) return false;
  const bool down = event.action != GLFW_RELEASE;
  if (is_modifier(event.code)) {
    const int bit = modifier_bit(event.code);
    feed_modifiers(down ? event.mods | bit : event.mods & ~bit);
    compat::feed_key(event.code, down);
    return false;
  }
  feed_modifiers(event.mods);
  const bool used = down && key(chord_of(event), ImGui::GetIO().WantTextInput);
  if (!used || !down) compat::feed_key(event.code, down);
  return used;
}

// ImGui tells a double click by the time of frames, which says little where they take long.  Here it is told
// by the hands: the next frame takes the second of two quick presses for one, and no other.
void InputQueue::feed_press(const InputEvent& event) {
  constexpr double kQuick = 0.35;  // Seconds.
  ImGuiIO& io = ImGui::GetIO();
  const float dx = mouse_x_ - pressed_.x, dy = mouse_y_ - pressed_.y;
  const bool again = pressed_.button == event.code && event.time - pressed_.time < kQuick &&
                     dx * dx + dy * dy < io.MouseDoubleClickMaxDist * io.MouseDoubleClickMaxDist;
  io.MouseDoubleClickTime = again ? 60.0f : 0.0f;
  // The third press of three begins anew.
  pressed_ = again ? Press{} : Press{event.code, event.time, mouse_x_, mouse_y_};
}

bool InputQueue::feed(const KeyHandler& key) {
  std::vector<std::pair<Kind, int>> pressed;  // In this frame: their releases wait for the next.
  bool clicked = false;                       // The mouse stays where it was clicked.
  bool moved = false;                         // A drag is seen before it ends.
  bool own_character = false;                 // The event before was the key that writes this character.
  bool typing_held = hold_ > 0;
  if (hold_ > 0) --hold_;
  while (!events_.empty()) {
    const InputEvent event = events_.front();
    const std::pair identity{event.kind, event.code};
    const bool press = event.action == GLFW_PRESS && (event.kind == Kind::Key || event.kind == Kind::Button);
    const bool writes = only_writes(event, ImGui::GetIO().WantTextInput);
    switch (event.kind) {
      case Kind::Key:
      case Kind::Button:
        if (press && (typing_held || !pressed.empty())) return true;
        // Nor does Ctrl go up before the key that it was held for was seen.
        if (event.kind == Kind::Key && is_modifier(event.code) && !pressed.empty()) return true;
        if (event.kind == Kind::Button && event.action == GLFW_RELEASE && moved) return true;
        if (event.action == GLFW_RELEASE &&
            std::find(pressed.begin(), pressed.end(), identity) != pressed.end())
          return true;
        break;
      case Kind::Character:
        if (!own_character && (typing_held || !pressed.empty())) return true;
        break;
      case Kind::Move:
      case Kind::Leave:
      case Kind::Wheel:
        if (clicked) return true;
        break;
    }
    events_.pop_front();
    own_character = false;
    switch (event.kind) {
      case Kind::Key:
        own_character = event.action != GLFW_RELEASE;
        if (feed_key(event, key) && press) hold_ = kFramesToTakeFocus;
        break;
      case Kind::Button:
        feed_modifiers(event.mods);
        if (event.action == GLFW_PRESS) feed_press(event);
        compat::feed_mouse_button(event.code, event.action == GLFW_PRESS);
        clicked = true;
        hold_ = kFramesToTakeFocus;
        break;
      case Kind::Character:
        compat::feed_character(event.character);
        break;
      case Kind::Move:
        compat::feed_mouse_position(event.x, event.y);
        moved = true;
        mouse_x_ = event.x;
        mouse_y_ = event.y;
        break;
      case Kind::Leave:
        compat::feed_mouse_gone();
        break;
      case Kind::Wheel:
        compat::feed_wheel(event.x, event.y);
        break;
    }
    if (press && !writes && !(event.kind == Kind::Key && is_modifier(event.code)))
      pressed.push_back(identity);
  }
  return false;
}

}  // namespace bandaji
