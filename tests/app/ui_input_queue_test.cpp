// Hands that are faster than the frames.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include <string>
#include <vector>

#include "app/ui/imgui_compat.h"
#include "app/ui/input_queue.h"

namespace bandaji {
namespace {

using Kind = InputEvent::Kind;

// One window with a text field, a button left and a button right.
class UiInputQueue : public testing::Test {
 protected:
  UiInputQueue() {
    compat::create_context();
    compat::load_fonts({compat::FontFace{}}, {U'a', U'z'}, false);
  }
  ~UiInputQueue() override { compat::destroy_context(); }

  void frame() {
    left_ = queue_.feed([this](const Chord& chord, bool text_active) {
      if (text_active && !chord.ctrl) return false;
      if (chord == Chord{.key = GLFW_KEY_K, .ctrl = true}) return focus_ = true;
      if (chord == Chord{.key = GLFW_KEY_W}) return ++shortcuts_, true;
      return false;
    });
    compat::begin_frame(400, 300, 1.0f / 60);
    ImGui::NewFrame();
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(ImVec2(400, 300));
    ImGui::Begin("window", nullptr, ImGuiWindowFlags_NoDecoration);
    if (std::exchange(focus_, false)) ImGui::SetKeyboardFocusHere();
    ImGui::SetCursorPos(ImVec2(10, 10));
    ImGui::InputText("##text", &text_);
    ImGui::SetCursorPos(ImVec2(10, 100));
    if (ImGui::Button("left", ImVec2(100, 40))) clicks_ += 'l';
    ImGui::SetCursorPos(ImVec2(210, 100));
    if (ImGui::Button("right", ImVec2(100, 40))) clicks_ += 'r';
    if (ImGui::IsMouseDown(0)) dragged_ += ImGui::GetIO().MouseDelta.x;
    if (ImGui::IsMouseDoubleClicked(0)) ++doubles_;
    ImGui::End();
    ImGui::Render();
  }
  // As the window does: draws while something waits, and three frames beyond.
  void rest() {
    for (int quiet = 0, frames = 0; quiet < 4 && frames < 200; ++frames) {
      frame();
      quiet = left_ ? 0 : quiet + 1;
    }
  }
  void tap(int key, int mods = 0) {
    queue_.push({.kind = Kind::Key, .code = key, .action = GLFW_PRESS, .mods = mods});
    if (mods == 0 && key < 128)
      queue_.push({.kind = Kind::Character, .character = static_cast<char32_t>(key | 32)});
    queue_.push({.kind = Kind::Key, .code = key, .action = GLFW_RELEASE, .mods = mods});
  }
  void chord(int key) {
    queue_.push({.kind = Kind::Key, .code = GLFW_KEY_LEFT_CONTROL, .action = GLFW_PRESS});
    tap(key, GLFW_MOD_CONTROL);
    queue_.push(
        {.kind = Kind::Key, .code = GLFW_KEY_LEFT_CONTROL, .action = GLFW_RELEASE, .mods = GLFW_MOD_CONTROL});
  }
  void click(float x, float y, double time = 0) {
    queue_.push({.kind = Kind::Move, .x = x, .y = y, .time = time});
    queue_.push({.kind = Kind::Button, .code = 0, .action = GLFW_PRESS, .time = time});
    queue_.push({.kind = Kind::Button, .code = 0, .action = GLFW_RELEASE, .time = time});
  }

  InputQueue queue_;
  bool left_ = false, focus_ = false;
  int shortcuts_ = 0, doubles_ = 0;
  float dragged_ = 0;
  std::string text_ = "before", clicks_;
};

TEST_F(UiInputQueue, WhatIsTypedAfterSelectingAllReplacesEverything) {
  rest();
  click(60, 20);
  chord(GLFW_KEY_A);
  for (const int key : {GLFW_KEY_G, GLFW_KEY_A, GLFW_KEY_T}) tap(key);
  rest();
  EXPECT_EQ(text_, "gat");
}

TEST_F(UiInputQueue, AChordCountsAlsoWhenCtrlGoesUpBeforeItsKey) {
  rest();
  click(60, 20);
  queue_.push({.kind = Kind::Key, .code = GLFW_KEY_LEFT_CONTROL, .action = GLFW_PRESS});
  queue_.push({.kind = Kind::Key, .code = GLFW_KEY_A, .action = GLFW_PRESS, .mods = GLFW_MOD_CONTROL});
  queue_.push(
      {.kind = Kind::Key, .code = GLFW_KEY_LEFT_CONTROL, .action = GLFW_RELEASE, .mods = GLFW_MOD_CONTROL});
  queue_.push({.kind = Kind::Key, .code = GLFW_KEY_A, .action = GLFW_RELEASE});
  tap(GLFW_KEY_G);
  rest();
  EXPECT_EQ(text_, "g");
}

TEST_F(UiInputQueue, BackspaceTakesTheCharacterThatStoodThereWhenItWasPressed) {
  rest();
  click(60, 20);
  chord(GLFW_KEY_A);
  tap(GLFW_KEY_A);
  tap(GLFW_KEY_B);
  tap(GLFW_KEY_BACKSPACE);
  tap(GLFW_KEY_C);
  rest();
  EXPECT_EQ(text_, "ac");
}

TEST_F(UiInputQueue, WhatIsTypedAfterAKeyThatOpensAFieldGoesIntoTheFieldAndIsNoShortcut) {
  rest();
  text_.clear();
  chord(GLFW_KEY_K);
  tap(GLFW_KEY_W);
  tap(GLFW_KEY_W);
  rest();
  EXPECT_EQ(text_, "ww");
  EXPECT_EQ(shortcuts_, 0);
}

TEST_F(UiInputQueue, AShortcutWritesNothingIntoAFieldThatComesLater) {
  rest();
  text_.clear();
  tap(GLFW_KEY_W);
  chord(GLFW_KEY_K);
  rest();
  EXPECT_EQ(shortcuts_, 1);
  EXPECT_EQ(text_, "");
}

TEST_F(UiInputQueue, EveryClickLandsWhereTheMouseWas) {
  rest();
  click(60, 120);
  click(260, 120);
  click(60, 120);
  rest();
  EXPECT_EQ(clicks_, "lrl");
}

TEST_F(UiInputQueue, ADragThatIsOverBeforeItsFrameIsSeen) {
  rest();
  queue_.push({.kind = Kind::Move, .x = 150, .y = 220});
  rest();
  queue_.push({.kind = Kind::Button, .code = 0, .action = GLFW_PRESS});
  for (const float x : {170.0f, 190.0f, 230.0f}) queue_.push({.kind = Kind::Move, .x = x, .y = 220});
  queue_.push({.kind = Kind::Button, .code = 0, .action = GLFW_RELEASE});
  rest();
  EXPECT_FLOAT_EQ(dragged_, 80);
}

TEST_F(UiInputQueue, TwoQuickPressesAreADoubleClickHoweverLongTheFramesTake) {
  rest();
  click(150, 220, 10.0);
  click(150, 220, 10.2);
  rest();
  EXPECT_EQ(doubles_, 1);
  click(150, 220, 10.3);
  rest();
  EXPECT_EQ(doubles_, 1) << "The third begins anew.";
}

TEST_F(UiInputQueue, TwoSlowPressesAreNone) {
  rest();
  click(150, 220, 10.0);
  click(150, 220, 11.0);
  click(180, 220, 11.1);
  rest();
  EXPECT_EQ(doubles_, 0) << "Too late, and then too far away.";
}

TEST_F(UiInputQueue, ManyCharactersTakeOneFrame) {
  rest();
  click(60, 20);
  chord(GLFW_KEY_A);
  rest();
  for (int i = 0; i < 40; ++i) tap(GLFW_KEY_A + i % 20);
  frame();
  EXPECT_FALSE(left_);
  EXPECT_EQ(text_.size(), 40u);
}

}  // namespace
}  // namespace bandaji
