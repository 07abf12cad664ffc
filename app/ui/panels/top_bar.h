// The bar along the top: menus, production, search, workspaces, jobs.
#pragma once

#include <string>

#include "app/ui/model.h"
#include "app/ui/ui.h"

namespace bandaji {

struct TopBar {
  std::string search;   // As it stands in the box.
  std::string applied;  // The query the box was last in step with.
  bool focus_search = false;
  bool search_active = false;
  std::string open_menu;
  float menus_width = 0;  // Pixels; as they were drawn last.
};

void draw_top_bar(Ui& ui, TopBar& bar, const UiModel& model, Requests& out);

// One line of a menu for an action, with its key.
void action_item(Ui& ui, const UiModel& model, Action action, Icon icon, Requests& out, bool enabled = true,
                 bool checked = false, std::string_view label = {});
// Whether the action can do something now.
bool is_available(Action action, const UiModel& model);

}  // namespace bandaji
