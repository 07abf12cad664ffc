// What is not whole in the catalog: files that models name and that are missing,
// what was refused, records that hold the same shape twice.
#pragma once

#include "app/ui/model.h"
#include "app/ui/ui.h"

namespace bandaji {

void draw_problems_dialog(Ui& ui, const UiModel& model, Requests& out);

}  // namespace bandaji
