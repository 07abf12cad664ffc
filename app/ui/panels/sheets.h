// The Sheets workspace: templates left, the page at true proportions in the
// middle, options and Export right.
#pragma once

#include <string>

#include "app/ui/model.h"
#include "app/ui/ui.h"

namespace bandaji {

struct SheetsPanel {
  std::string path;      // As typed; the file that Export writes.
  std::string path_for;  // What the proposal was made for.
  float zoom = 0;        // 0 fits the page.
};

void draw_sheets(Ui& ui, SheetsPanel& panel, const UiModel& model, Requests& out);

// "당의_asset.pdf" in the exports folder.
std::filesystem::path proposed_sheet_path(const UiModel& model, bool korean);

}  // namespace bandaji
