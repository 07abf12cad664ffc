#include "app/ui/panels/import_rules_dialog.h"

#include <algorithm>

#include "app/core/import_pattern.h"

namespace bandaji {
namespace {

void load(ImportRulesDialog& dialog, const Production& production) {
  const ImportRules rules = import_rules_of(production);
  const auto number = [](std::int64_t value) { return value > 0 ? std::to_string(value) : std::string(); };
  dialog.loaded = true;
  dialog.triangles = number(rules.max_triangles);
  dialog.texture = number(rules.max_texture_px);
  dialog.size = number(rules.max_size_mm);
  dialog.unit = rules.unit_said;
  dialog.complete = rules.complete;
  const auto names = production.details.find("import_names");
  dialog.names = names == production.details.end() ? std::string() : names->second;
  for (std::size_t i = 0; i < dialog.maps.size(); ++i)
    dialog.maps[i] = std::find(rules.maps.begin(), rules.maps.end(), kRuleMaps[i]) != rules.maps.end();
  for (std::size_t i = 0; i < dialog.refuse.size(); ++i)
    dialog.refuse[i] = rules.refuse.contains(std::string(kRules[i]));
}

template <std::size_t N>
std::string joined(const std::array<bool, N>& chosen, const std::string_view (&names)[N]) {
  std::string list;
  for (std::size_t i = 0; i < N; ++i) {
    if (chosen[i]) list += (list.empty() ? "" : ";") + std::string(names[i]);
  }
  return list;
}

std::string digits(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c >= '0' && c <= '9' && out.size() < 12) out += c;
  }
  return out.empty() ? "0" : out;
}

Change change_of(const ImportRulesDialog& dialog, const Production& production) {
  Production wanted{production.title_ko, production.title_en, {}};
  wanted.details["import_max_triangles"] = digits(dialog.triangles);
  wanted.details["import_max_texture"] = digits(dialog.texture);
  wanted.details["import_max_size"] = digits(dialog.size);
  wanted.details["import_unit"] = dialog.unit ? "yes" : "no";
  wanted.details["import_complete"] = dialog.complete ? "yes" : "no";
  wanted.details["import_maps"] = joined(dialog.maps, kRuleMaps);
  wanted.details["import_refuse"] = joined(dialog.refuse, kRules);
  wanted.details["import_names"] = dialog.names;
  return Change{{SetProduction{wanted}}, "가져오기 규칙 바꾸기", "Change import rules"};
}

}  // namespace

void draw_import_rules(Ui& ui, ImportRulesDialog& dialog, const UiModel& model, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "import_rules", ui.t(Text::RulesTitle), 620, 600, close)) return;
  if (!dialog.loaded) load(dialog, model.production);
  ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::RulesBody));
  ui::space(ui, 8);
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  // Every rule has its own box for what breaking it does.
  const auto refuse_box = [&](std::size_t rule, std::string_view id) {
    ImGui::SameLine();
    ImGui::SetCursorScreenPos(ImVec2(right - ui.px(120), ImGui::GetCursorScreenPos().y));
    ui::check(ui, id, dialog.refuse[rule], ui.t(Text::RulesRefuse));
  };
  const auto number = [&](std::size_t rule, Text label, std::string& value, std::string_view id,
                          std::string_view box) {
    ui::property(ui, ui.t(label));
    ui::input(ui, id, value, {.width = 150, .read_only = model.read_only});
    refuse_box(rule, box);
  };
  number(0, Text::RuleTriangles, dialog.triangles, "rules.triangles", "rules.triangles.refuse");
  number(1, Text::RuleTexture, dialog.texture, "rules.texture", "rules.texture.refuse");
  number(2, Text::RuleSize, dialog.size, "rules.size", "rules.size.refuse");
  ui::property(ui, ui.t(Text::RuleUnit));
  ui::check(ui, "rules.unit", dialog.unit, ui.t(Text::RuleUnitCheck));
  refuse_box(3, "rules.unit.refuse");
  ui::property(ui, ui.t(Text::RuleComplete));
  ui::check(ui, "rules.complete", dialog.complete, ui.t(Text::RuleCompleteCheck));
  refuse_box(4, "rules.complete.refuse");
  ui::property(ui, ui.t(Text::RuleMaps));
  constexpr std::array kMapTexts{Text::RuleMapColor, Text::RuleMapRoughness, Text::RuleMapNormal,
                                 Text::RuleMapOcclusion};
  static_assert(kMapTexts.size() == std::size(kRuleMaps));
  for (std::size_t i = 0; i < kMapTexts.size(); ++i) {
    if (i > 0) ImGui::SameLine(0, ui.px(14));
    ui::check(ui, "rules.map." + std::string(kRuleMaps[i]), dialog.maps[i], ui.t(kMapTexts[i]));
  }
  ui::property(ui, "");
  ImGui::Dummy(ImVec2(0, ui.px(22)));
  refuse_box(5, "rules.maps.refuse");
  ui::property(ui, ui.t(Text::RuleNames), ui.t(Text::RuleNamesTip));
  ui::input(ui, "rules.names", dialog.names,
            {.hint = ui.t(Text::RuleNamesHint), .read_only = model.read_only});
  if (const auto read = NamePattern::parse(dialog.names); !read) {
    ui::paragraph(ui, ui.fonts.small(), ui.theme.warning, ui.message(read.error().message));
    dialog.problem = read.error().message;
  } else {
    dialog.problem.clear();
  }
  ui::ButtonRow row = ui::begin_button_row(ui);
  if (ui::row_button(
          ui, row, "rules.ok", ui.t(Text::SaveButton),
          {.kind = ui::ButtonKind::Primary, .enabled = !model.read_only && dialog.problem.empty()})) {
    out.emplace_back(request::Apply{change_of(dialog, model.production)});
    close = true;
  }
  if (ui::row_button(ui, row, "rules.cancel", ui.t(Text::Cancel))) close = true;
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

}  // namespace bandaji
