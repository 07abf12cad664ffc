// A picture of the asset in focus under the hand: orbit, pan, zoom, pivot.
#pragma once

#include "app/ui/model.h"
#include "app/ui/panels/tools.h"
#include "app/ui/ui.h"

namespace bandaji {

// GLFW key codes that are held down to fly: forward, left, back, right, down, up; arrows turn the eye.
inline constexpr int kFlyKeys[] = {87, 65, 83, 68, 81, 69, 262, 263, 264, 265};

// Fills the box with pane `index` and reports what the mouse does there.  What is compared, if anything,
// stands beside or over it.
PaneHand draw_pane(Ui& ui, std::string_view id, int index, const UiModel& model, ImVec2 min, ImVec2 max,
                   float round, Requests& out, const PaneCompare& against = {});

}  // namespace bandaji
