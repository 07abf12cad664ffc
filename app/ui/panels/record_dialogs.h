// Dialogs about the selected records: deciding, and tagging.
#pragma once

#include <string>

#include "app/ui/model.h"
#include "app/ui/panels/fields.h"
#include "app/ui/ui.h"

namespace bandaji {

struct DecisionDialog {
  Verdict verdict = Verdict::Approved;
  std::string role;
  std::string by;
  std::string comment;
  bool just_opened = true;
  TermPicker picker;
};

void draw_decision(Ui& ui, DecisionDialog& dialog, const UiModel& model, Requests& out);
void draw_tags_dialog(Ui& ui, FieldEditor& editor, const UiModel& model, Requests& out);

}  // namespace bandaji
