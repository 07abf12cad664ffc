// The middle of the Library: what was found, as grid or as list.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/ui/grid_layout.h"
#include "app/ui/model.h"
#include "app/ui/ui.h"

namespace bandaji {

struct BrowserPanel {
  GridLayout layout;        // As of the last frame; arrow keys step through it.
  float view_height = 0;    // Pixels.
  bool show_focus = false;  // Scrolls to the focus in the next frame.
  Id renaming;              // Asset whose name is being typed in place.
  std::string rename_text;
  bool rename_starts = false;
  // Rubber band: where it began, in content coordinates, and what was selected before.
  bool banding = false;
  double band_x = 0, band_y = 0;
  std::vector<Id> band_before;
  // Pressing on a selected asset keeps the selection until the button is released.
  Id pressed;
  Id held;  // On which the button went down: a drag takes it along.
  // The card that the mouse rests on, since when, and since when it turns.
  Id rested_on;
  double rested_since = 0, turns_since = -1;
  bool turn_asked = false;
  bool stack_opens = false;  // In this frame.
  std::vector<Id> wanted;    // Thumbnails asked for in the last frame.
  std::string marks_query;   // Highlights are for this query.
};

// stack.cpp: the sheets behind a card that has several colorways, and all of them in a popup.
void draw_stack_edges(Ui& ui, ImVec2 min, ImVec2 max);
void draw_stack(Ui& ui, BrowserPanel& panel, const UiModel& model, Requests& out);
void draw_browser(Ui& ui, BrowserPanel& panel, const UiModel& model, Requests& out);

// Parts, for browser.cpp.
void draw_grid(Ui& ui, BrowserPanel& panel, const UiModel& model, Requests& out);
void draw_list(Ui& ui, BrowserPanel& panel, const UiModel& model, Requests& out);
// The name in place, being edited.  True when it ended.
bool draw_rename(Ui& ui, BrowserPanel& panel, const UiModel& model, ImVec2 min, ImVec2 max, Requests& out);
void draw_thumbnail(Ui& ui, const UiModel& model, const AssetSummary& asset, ImVec2 min, ImVec2 max,
                    float round, bool round_bottom);
void draw_asset_menu(Ui& ui, const UiModel& model, Requests& out);
void want_thumbnails(BrowserPanel& panel, const UiModel& model, GridLayout::Range range, Requests& out);
// Selection by mouse on the asset at `index`, as grid and list share it.
void click_asset(BrowserPanel& panel, const UiModel& model, const Id& id, Requests& out);
void release_asset(BrowserPanel& panel, const UiModel& model, Requests& out);

}  // namespace bandaji
