// The right side: the asset in focus with its picture, or what several selected ones share.
#pragma once

#include <optional>
#include <string>

#include "app/ui/model.h"
#include "app/ui/panels/fields.h"
#include "app/ui/records/own_fields.h"
#include "app/ui/ui.h"

namespace bandaji {

struct InspectorPanel {
  FieldEditor fields;
  OwnFieldsPanel own;
  std::optional<UpAxis> up_axis;  // As chosen, before it is applied.
  std::optional<FileUnit> unit;
  Id settings_of;  // Version the two are for.
};

void draw_inspector(Ui& ui, InspectorPanel& panel, const UiModel& model, Requests& out);

// Parts, for inspector.cpp.
void draw_versions(Ui& ui, InspectorPanel& panel, const UiModel& model, Requests& out);
void draw_decisions(Ui& ui, const UiModel& model, Requests& out);
void draw_record_activity(Ui& ui, const UiModel& model);
std::string activity_sentence(const Ui& ui, const Activity& activity);
void draw_activity_row(Ui& ui, const Activity& activity, std::string_view subject);

}  // namespace bandaji
