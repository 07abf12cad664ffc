// Dialogs that list what happened: jobs, the last import, problems, activity, check.
#pragma once

#include "app/ui/model.h"
#include "app/ui/ui.h"

namespace bandaji {

void draw_jobs_dialog(Ui& ui, const UiModel& model, Requests& out);
void draw_import_report(Ui& ui, const UiModel& model, Requests& out);
void draw_problems_dialog(Ui& ui, const UiModel& model, Requests& out);
void draw_activity_dialog(Ui& ui, const UiModel& model, Requests& out);
void draw_check_dialog(Ui& ui, const UiModel& model, Requests& out);

}  // namespace bandaji
