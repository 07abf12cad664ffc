// What models that are imported have to keep to, and what their names mean.
#pragma once

#include <array>
#include <string>

#include "app/core/import_rules.h"
#include "app/ui/model.h"
#include "app/ui/ui.h"

namespace bandaji {

struct ImportRulesDialog {
  bool loaded = false;
  std::string triangles, texture, size, names;
  bool unit = false, complete = false;
  std::array<bool, std::size(kRuleMaps)> maps{};
  std::array<bool, std::size(kRules)> refuse{};
  std::string problem;  // What is wrong with the rule for names; English.
};

void draw_import_rules(Ui& ui, ImportRulesDialog& dialog, const UiModel& model, Requests& out);

}  // namespace bandaji
