// Dialogs that list what happened: jobs, the last import, activity, check.
#pragma once

#include <cstddef>
#include <vector>

#include "app/ui/model.h"
#include "app/ui/ui.h"

namespace bandaji {

void draw_jobs_dialog(Ui& ui, const UiModel& model, Requests& out);
struct ImportReportPanel {
  float width = 0;  // For which the heights of the rows were taken.
  std::size_t rows = 0;
  std::vector<float> heights;  // Pixels; 0 for one that was not drawn yet.
};
void draw_import_report(Ui& ui, ImportReportPanel& panel, const UiModel& model, Requests& out);
void draw_activity_dialog(Ui& ui, const UiModel& model, Requests& out);
void draw_check_dialog(Ui& ui, const UiModel& model, Requests& out);

}  // namespace bandaji
