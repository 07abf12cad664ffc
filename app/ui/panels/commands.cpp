#include "app/ui/panels/commands.h"

#include <algorithm>

#include "app/ui/panels/top_bar.h"
#include "assets/text.h"
#include "db/search.h"

namespace bandaji {

Text group_label(ActionGroup group) {
  switch (group) {
    case ActionGroup::File:
      return Text::MenuFile;
    case ActionGroup::Editing:
      return Text::MenuEdit;
    case ActionGroup::View:
      return Text::MenuView;
    case ActionGroup::Picture:
      return Text::MenuPicture;
    case ActionGroup::Decision:
      return Text::MenuDecision;
    case ActionGroup::Help:
      return Text::MenuHelp;
    case ActionGroup::Looks:
      return Text::GroupLooks;
    case ActionGroup::Story:
      return Text::WorkspaceContinuity;
  }
  return Text::MenuFile;
}

std::vector<Action> matching_actions(std::string_view search) {
  std::vector<std::pair<int, Action>> found;
  const std::string typed = to_lower_ascii(search);
  for (const ActionInfo& entry : actions()) {
    int rank = -1;
    const std::string en = to_lower_ascii(entry.en);
    if (search.empty() || entry.ko.starts_with(search) || en.starts_with(typed))
      rank = 0;
    else if (entry.ko.find(search) != std::string_view::npos || en.find(typed) != std::string::npos)
      rank = 1;
    else if (!match_ranges(entry.ko, search).empty() || !match_ranges(entry.en, search).empty())
      rank = 2;
    if (rank >= 0) found.emplace_back(rank, entry.action);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Action> out;
  for (const auto& [rank, action] : found) out.push_back(action);
  return out;
}

void draw_palette(Ui& ui, CommandPanel& panel, const UiModel& model, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "palette", ui.t(Text::PaletteTitle), 560, 480, close)) return;
  ui::InputStyle style;
  style.hint = ui.t(Text::PaletteHint);
  style.icon = Icon::Command;
  style.focus = std::exchange(panel.just_opened, false);
  const ui::InputResult typed = ui::input(ui, "palette.search", panel.search, style);
  if (typed.changed) panel.cursor = 0;
  std::vector<Action> found = matching_actions(panel.search);
  std::erase_if(found, [](Action action) { return action == Action::CommandPalette; });
  // What can be done now stands before what cannot.
  std::stable_partition(found.begin(), found.end(),
                        [&](Action action) { return is_available(action, model); });
  panel.cursor = found.empty() ? 0 : std::clamp(panel.cursor, 0, static_cast<int>(found.size()) - 1);
  bool run = typed.entered;
  ui::space(ui, 6);
  ui::begin_scroll(ui, "palette.list",
                   ImVec2(ImGui::GetContentRegionAvail().x, ImGui::GetContentRegionAvail().y));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, ui.px(1)));
  for (std::size_t i = 0; i < found.size(); ++i) {
    const ActionInfo& entry = info(found[i]);
    const bool at_cursor = static_cast<int>(i) == panel.cursor;
    const bool enabled = is_available(found[i], model);
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const ImVec2 max(min.x + ImGui::GetContentRegionAvail().x, min.y + ui.px(32));
    const std::string id = std::string("palette.").append(entry.id);
    if (ImGui::InvisibleButton(id.c_str(), ImVec2(max.x - min.x, max.y - min.y)) && enabled) {
      panel.cursor = static_cast<int>(i);
      run = true;
    }
    ui.trace.note(id, min, max);
    if (at_cursor) {
      ImGui::GetWindowDrawList()->AddRectFilled(min, max, ui.theme.accent_wash, ui.px(6));
      if (!ImGui::IsItemVisible()) ImGui::SetScrollHereY(0.5f);
    }
    if (ImGui::IsItemHovered()) ImGui::GetWindowDrawList()->AddRectFilled(min, max, ui.theme.hover, ui.px(6));
    const ImU32 ink = enabled ? ui.theme.text : with_alpha(ui.theme.text, 0.36f);
    const std::string_view label = ui.pick(entry.ko, entry.en);
    const auto marks = panel.search.empty() ? std::vector<std::pair<std::size_t, std::size_t>>()
                                            : match_ranges(label, panel.search);
    ui::draw_marked_in(ui, ui.fonts.body(), ImVec2(min.x + ui.px(12), min.y),
                       ImVec2(max.x - ui.px(190), max.y), ink, label, marks);
    const float key_width = ui::draw_text_in(ui, ui.fonts.small(), ImVec2(max.x - ui.px(180), min.y),
                                             ImVec2(max.x - ui.px(12), max.y), ui.theme.dim,
                                             model.keys.first_key(found[i]), ui::Align::Right);
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(max.x - ui.px(190), min.y),
                     ImVec2(max.x - ui.px(28) - key_width, max.y), ui.theme.faint,
                     ui.t(group_label(entry.group)), ui::Align::Right);
  }
  ImGui::PopStyleVar();
  if (found.empty()) ui::paragraph(ui, ui.fonts.body(), ui.theme.dim, ui.t(Text::PaletteNone));
  ui::end_scroll();
  if (run && !found.empty() && is_available(found[static_cast<std::size_t>(panel.cursor)], model)) {
    out.emplace_back(request::ShowDialog{Dialog::None});
    out.emplace_back(request::Do{found[static_cast<std::size_t>(panel.cursor)]});
  } else if (close) {
    out.emplace_back(request::ShowDialog{Dialog::None});
  } else if (run) {
    panel.just_opened = true;  // Keeps the caret.
  }
  ui::end_dialog(ui);
}

void draw_cheat_sheet(Ui& ui, CommandPanel& panel, const UiModel& model, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "cheat", ui.t(Text::CheatTitle), 980, 680, close)) return;
  ui::InputStyle style;
  style.hint = ui.t(Text::CheatHint);
  style.icon = Icon::Search;
  style.focus = std::exchange(panel.just_opened, false);
  style.width = 320;
  ui::input(ui, "cheat.search", panel.search, style);
  ui::space(ui, 8);
  ui::begin_scroll(ui, "cheat.body", ImGui::GetContentRegionAvail());
  const std::vector<Action> found = matching_actions(panel.search);
  // Groups flow down three columns.
  const int columns = ImGui::GetContentRegionAvail().x > ui.px(760) ? 3 : 2;
  const float gap = ui.px(28);
  const float width =
      (ImGui::GetContentRegionAvail().x - gap * ui::f(columns - 1) - ui.px(12)) / ui::f(columns);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  std::vector<float> heights(static_cast<std::size_t>(columns), 0.0f);
  const auto row = [&](std::size_t column, const Font& font, ImU32 color, std::string_view left,
                       std::string_view right) {
    const ImVec2 min(origin.x + ui::f(column) * (width + gap), origin.y + heights[column]);
    const ImVec2 max(min.x + width, min.y + ui.px(28));
    float key_left = max.x;
    if (!right.empty()) {
      const float words = ui::measure(ui, ui.fonts.small(), right).x;
      key_left = max.x - words - ui.px(14);
      ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(key_left, min.y + ui.px(3)),
                                                ImVec2(max.x, max.y - ui.px(3)), ui.theme.raised, ui.px(5));
      ui::draw_text_in(ui, ui.fonts.small(), ImVec2(key_left + ui.px(7), min.y), max, ui.theme.text, right);
    }
    ui::draw_text_in(ui, font, min, ImVec2(key_left - ui.px(8), max.y), color, left);
    heights[column] += ui.px(28);
  };
  const auto shortest = [&] {
    return static_cast<std::size_t>(std::min_element(heights.begin(), heights.end()) - heights.begin());
  };
  std::vector<ActionGroup> groups{ActionGroup::View,  ActionGroup::Picture,  ActionGroup::Editing,
                                  ActionGroup::File,  ActionGroup::Decision, ActionGroup::Looks,
                                  ActionGroup::Story, ActionGroup::Help};
  if (model.workspace == Workspace::Continuity)  // What is at hand stands first.
    std::rotate(groups.begin(), groups.end() - 2, groups.end() - 1);
  else if (model.workspace == Workspace::Looks || model.workspace == Workspace::Sets)
    std::rotate(groups.begin(), groups.end() - 3, groups.end() - 2);
  for (const ActionGroup group : groups) {
    const bool any = std::any_of(found.begin(), found.end(), [&](Action action) {
      return info(action).group == group && !model.keys.keys(action).empty();
    });
    if (!any) continue;
    const std::size_t column = shortest();
    row(column, ui.fonts.bold(), ui.theme.accent, ui.t(group_label(group)), "");
    for (const ActionInfo& entry : actions())
      if (entry.group == group && !model.keys.keys(entry.action).empty() &&
          std::find(found.begin(), found.end(), entry.action) != found.end()) {
        std::string keys = model.keys.keys(entry.action);
        for (std::size_t at = 0; (at = keys.find('|', at)) != std::string::npos; at += 5)
          keys.replace(at, 1, "  /  ");
        row(column, ui.fonts.body(), ui.theme.text, ui.pick(entry.ko, entry.en), keys);
      }
    heights[column] += ui.px(16);
  }
  if (panel.search.empty()) {
    const std::size_t column = shortest();
    row(column, ui.fonts.bold(), ui.theme.accent, ui.t(Text::MouseTitle), "");
    for (const auto& [left, right] :
         {std::pair{Text::MouseOrbit, Text::MouseOrbitHow}, std::pair{Text::MousePan, Text::MousePanHow},
          std::pair{Text::MouseZoom, Text::MouseZoomHow}, std::pair{Text::MousePivot, Text::MousePivotHow},
          std::pair{Text::MouseSelect, Text::MouseSelectHow}, std::pair{Text::MouseGrid, Text::MouseGridHow}})
      row(column, ui.fonts.body(), ui.theme.text, ui.t(left), ui.t(right));
  }
  ImGui::Dummy(ImVec2(1, *std::max_element(heights.begin(), heights.end())));
  ui::end_scroll();
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

}  // namespace bandaji
