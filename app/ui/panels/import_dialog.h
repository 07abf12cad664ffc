// What is about to be imported, and how: the same page after choosing files and
// after dropping them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/ui/model.h"
#include "app/ui/panels/fields.h"
#include "app/ui/ui.h"

namespace bandaji {

struct ImportDialog {
  std::vector<std::filesystem::path> paths;
  bool recursive = true;
  std::string kind;
  std::string name;
  std::string tags;  // Separated by commas.
  std::string comment;
  bool start = false;  // As if the button had been pressed.
  std::optional<UpAxis> up_axis;
  std::optional<FileUnit> unit;
  Id version_of;
  std::string version_of_name;
  bool watch = false;  // Of one folder: go on when it changes.
  TermPicker picker;
};

void draw_import_dialog(Ui& ui, ImportDialog& dialog, const UiModel& model, Requests& out);
ImportPlan plan_of(const ImportDialog& dialog);

}  // namespace bandaji
