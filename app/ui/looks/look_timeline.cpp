// The scenes in which a look is worn, by story day, with its condition in each: a hand
// moved along it sees the look as it is there.
#include <fmt/format.h>

#include <algorithm>

#include "app/ui/looks/looks_panel.h"
#include "assets/text.h"

namespace bandaji::looks {
namespace {

ImU32 condition_color(std::string_view condition, const Ui& ui) {
  if (condition.starts_with("cd_blood")) return IM_COL32(168, 52, 46, 255);
  if (condition == "cd_wet" || condition == "cd_rain" || condition == "cd_sweat")
    return IM_COL32(86, 132, 178, 255);
  if (condition == "cd_dust" || condition == "cd_mud" || condition == "cd_dirty" || condition == "cd_stained")
    return IM_COL32(168, 138, 96, 255);
  if (condition == "cd_torn" || condition == "cd_cut" || condition == "cd_burned")
    return IM_COL32(196, 150, 76, 255);
  return ui.theme.dim;
}

}  // namespace

void draw_timeline(Ui& ui, LooksPanel& panel, const UiModel& model, ImVec2 min, ImVec2 max, Requests& out) {
  static_cast<void>(out);
  const LooksView& view = panel.view;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float pad = ui.px(16);
  const ImVec2 head(min.x + pad, min.y + ui.px(6));
  // Which end of the scene, and back to how it was made.
  ImGui::SetCursorScreenPos(head);
  if (ui::chip(ui, "looks.moment.none", ui.t(Text::LooksAsMade), panel.scene.empty())) panel.scene.clear();
  ImGui::SameLine(0, ui.px(12));
  if (!view.worn.empty()) {
    if (ui::chip(ui, "looks.moment.start", ui.t(Text::MomentStart), !panel.at_end)) panel.at_end = false;
    ImGui::SameLine(0, ui.px(6));
    if (ui::chip(ui, "looks.moment.end", ui.t(Text::MomentEnd), panel.at_end)) panel.at_end = true;
  }
  const auto drawn = [&](Action action) {
    const std::string key = model.keys.first_key(action);
    return key == "Left" ? std::string("←") : key == "Right" ? std::string("→") : key;
  };
  const std::string keys = fmt::format("{} {}", drawn(Action::MomentPrevious), drawn(Action::MomentNext));
  ui::draw_text_in(ui, ui.fonts.small(), ImVec2(max.x - ui.px(260), head.y),
                   ImVec2(max.x - pad, head.y + ui.px(28)), ui.theme.faint,
                   view.worn.empty()
                       ? std::string(ui.t(Text::WornNowhere))
                       : fmt::format(fmt::runtime(ui.t(Text::MomentKeys)), view.worn.size(), keys),
                   ui::Align::Right);
  if (view.worn.empty()) return;
  const ImVec2 low(min.x + pad, min.y + ui.px(42)), high(max.x - pad, max.y - ui.px(8));
  const float width = (high.x - low.x) / ui::f(view.worn.size());
  ImGui::SetCursorScreenPos(low);
  ImGui::InvisibleButton("looks.timeline", ImVec2(high.x - low.x, high.y - low.y));
  ui.trace.note("looks.timeline", low, high);
  if (ImGui::IsItemActive()) {
    const auto at = static_cast<std::ptrdiff_t>((ImGui::GetIO().MousePos.x - low.x) / width);
    panel.scene = view.worn[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(
                                at, 0, static_cast<std::ptrdiff_t>(view.worn.size()) - 1))]
                      .scene.id;
  }
  std::string day;
  std::size_t day_number = 0;
  for (std::size_t i = 0; i < view.worn.size(); ++i) {
    const LooksView::Worn& worn = view.worn[i];
    const ImVec2 a(low.x + width * ui::f(i), low.y), b(a.x + width, high.y);
    const bool first = i == 0 || worn.day != day;
    if (first) {
      day = worn.day;
      ++day_number;
      std::size_t count = 1;
      while (i + count < view.worn.size() && view.worn[i + count].day == day) ++count;
      const float end = a.x + width * ui::f(count);
      list.AddRectFilled(ImVec2(a.x + 1, a.y), ImVec2(end - 1, a.y + ui.px(20)),
                         day_number % 2 ? ui.theme.card : ui.theme.raised, ui.px(4));
      ui::draw_text_in(ui, ui.fonts.small(), ImVec2(a.x + ui.px(6), a.y),
                       ImVec2(end - ui.px(4), a.y + ui.px(20)), ui.theme.text, day);
    }
    const bool current = worn.scene.id == panel.scene;
    const ImVec2 cell_min(a.x + 1, a.y + ui.px(23)), cell_max(b.x - 1, b.y);
    list.AddRectFilled(cell_min, cell_max, current ? ui.theme.accent_fill : ui.theme.well, ui.px(4));
    if (ImGui::IsItemHovered() || ImGui::IsMouseHoveringRect(cell_min, cell_max)) {
      if (ImGui::IsMouseHoveringRect(cell_min, cell_max))
        list.AddRectFilled(cell_min, cell_max, ui.theme.hover, ui.px(4));
    }
    if (width > ui.px(34))
      ui::draw_text_in(ui, ui.fonts.small(), cell_min, ImVec2(cell_max.x, cell_min.y + ui.px(22)),
                       current ? ui.theme.text : ui.theme.dim, worn.name, ui::Align::Center);
    // A bar for each condition, as high as its level.
    const std::string& condition = panel.at_end && !worn.link.end_condition.empty()
                                       ? worn.link.end_condition
                                       : worn.link.start_condition;
    const ConditionLevels levels = parse_condition(condition);
    float x = (cell_min.x + cell_max.x) / 2 - ui.px(4) * ui::f(levels.size());
    for (const auto& [term, level] : levels) {
      const float height = ui.px(5) * ui::f(std::min(level, 4));
      list.AddRectFilled(ImVec2(x, cell_max.y - ui.px(4) - height),
                         ImVec2(x + ui.px(6), cell_max.y - ui.px(4)), condition_color(term, ui), ui.px(2));
      x += ui.px(8);
    }
    if (ImGui::IsMouseHoveringRect(cell_min, cell_max) && !ImGui::IsMouseDown(0) &&
        ImGui::IsWindowHovered()) {
      const std::string words =
          fmt::format("{}  {}\n{}", worn.name, worn.scene.heading, rows::condition_words(ui, condition));
      ui.fonts.note(words);
      ImGui::SetTooltip("%s", words.c_str());
    }
  }
}

}  // namespace bandaji::looks
