// Dialogs about the selected records: deciding, and tagging.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/ui/model.h"
#include "app/ui/panels/fields.h"
#include "app/ui/ui.h"

namespace bandaji {

struct DecisionDialog {
  Verdict verdict = Verdict::Approved;
  std::string role;
  std::string by;
  std::string comment;
  std::vector<Id> subjects;  // Looks or sets; empty: the selected records,
  std::string title;         // and what they are called.
  bool just_opened = true;
  TermPicker picker;
};

// Approve, request changes, hold: about what is selected, or what the workspace shows.  Ids are
// "PREFIX.approve" ….
void draw_decision_buttons(Ui& ui, const UiModel& model, std::string_view prefix, Requests& out);
void draw_decision(Ui& ui, DecisionDialog& dialog, const UiModel& model, Requests& out);
void draw_tags_dialog(Ui& ui, FieldEditor& editor, const UiModel& model, Requests& out);

}  // namespace bandaji
