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

void draw_timeline(Ui& ui, LooksPanel& panel, const UiModel& model, ImVec2 min, ImVec2 max) {
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
  workshop::MomentStrip strip{"looks.timeline"};
  // A bar for each condition, as high as its level.
  strip.decorate = [&](std::size_t i, ImVec2 cell_min, ImVec2 cell_max) {
    const ConditionLevels levels = parse_condition(condition_of(view.links[i], panel.at_end));
    float x = (cell_min.x + cell_max.x) / 2 - ui.px(4) * ui::f(levels.size());
    for (const auto& [term, level] : levels) {
      const float height = ui.px(5) * ui::f(std::min(level, 4));
      list.AddRectFilled(ImVec2(x, cell_max.y - ui.px(4) - height),
                         ImVec2(x + ui.px(6), cell_max.y - ui.px(4)), condition_color(term, ui), ui.px(2));
      x += ui.px(8);
    }
  };
  strip.words = [&](std::size_t i) {
    return rows::condition_words(ui, condition_of(view.links[i], panel.at_end));
  };
  workshop::draw_moments(ui, strip, view.worn, panel.scene, ImVec2(min.x + pad, min.y + ui.px(42)),
                         ImVec2(max.x - pad, max.y - ui.px(8)));
}

}  // namespace bandaji::looks
