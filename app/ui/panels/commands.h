// Finding a command by name, and the sheet of keys.  Both are the action table.
#pragma once

#include <string>

#include "app/ui/model.h"
#include "app/ui/ui.h"

namespace bandaji {

struct CommandPanel {
  std::string search;
  int cursor = 0;
  bool just_opened = true;
};

void draw_palette(Ui& ui, CommandPanel& panel, const UiModel& model, Requests& out);
void draw_cheat_sheet(Ui& ui, CommandPanel& panel, const UiModel& model, Requests& out);
// Actions that fit what is typed, best first.
std::vector<Action> matching_actions(std::string_view search);
Text group_label(ActionGroup group);

}  // namespace bandaji
