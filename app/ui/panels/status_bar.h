// The line at the bottom: how many, what is selected, what was done last, undo.
#pragma once

#include "app/ui/model.h"
#include "app/ui/ui.h"

namespace bandaji {

void draw_status_bar(Ui& ui, const UiModel& model, Requests& out);
// The notice once more, over a dialog that darkens the status bar.
void draw_notice_over(Ui& ui, const Notice& notice);

}  // namespace bandaji
