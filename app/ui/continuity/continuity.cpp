#include "app/ui/continuity/continuity.h"

#include <fmt/format.h>

#include <algorithm>

#include "assets/text.h"

namespace bandaji {
namespace {

constexpr float kToolbar = 48;  // Interface units.

// A filter: a select that is marked while it narrows.
void draw_filter(Ui& ui, ContinuityPanel& panel, const StoryModel& story, std::string_view widget,
                 RecordType type, Id& value, Text placeholder, float width) {
  if (!value.empty()) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddRect(ImVec2(at.x - 1, at.y - 1),
                                        ImVec2(at.x + ui.px(width) + 1, at.y + ui.px(ui.theme.row) + 1),
                                        ui.theme.accent, ui.px(6), 0, ui.px(1));
  }
  if (pick_record(ui, panel.record_search, widget, story, type, value, ui.t(placeholder), width))
    panel.show_cursor = true;
  ImGui::SameLine(0, ui.px(6));
}

void draw_toolbar(Ui& ui, ContinuityPanel& panel, const UiModel& model, ImVec2 min, float width,
                  Requests& out) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float height = ui.px(kToolbar);
  list.AddRectFilled(min, ImVec2(min.x + width, min.y + height), ui.theme.side);
  list.AddRectFilled(ImVec2(min.x, min.y + height - 1), ImVec2(min.x + width, min.y + height), ui.theme.line);
  const float y = min.y + (height - ui.px(ui.theme.row)) / 2;
  ImGui::SetCursorScreenPos(ImVec2(min.x + ui.px(12), y));
  static constexpr std::string_view kNames[] = {"matrix", "scenes",   "characters",
                                                "days",   "episodes", "actors"};
  const std::string_view labels[] = {ui.t(Text::StoryMatrix),     ui.t(Text::StoryScenes),
                                     ui.t(Text::StoryCharacters), ui.t(Text::StoryDays),
                                     ui.t(Text::StoryEpisodes),   ui.t(Text::StoryActors)};
  const int chosen = ui::segmented(ui, "story.page", labels, static_cast<int>(panel.page), kNames);
  if (chosen != static_cast<int>(panel.page)) {
    panel.page = static_cast<StoryPage>(chosen);
    panel.entering = false;
    panel.show_cursor = true;
  }
  const float tabs_end = ImGui::GetItemRectMax().x;

  // From the right: import, add.
  float right = min.x + width - ui.px(12);
  const bool roomy = width > ui.px(1280);
  const auto from_right = [&](float units) {
    right -= ui.px(units);
    ImGui::SetCursorScreenPos(ImVec2(right, y));
    right -= ui.px(6);
  };
  const bool can_edit = !model.read_only;
  const float import_width = ui::button_width(ui, ui.t(Text::StoryImport), true) / ui.scale;
  if (roomy) {
    from_right(import_width);
    if (ui::button(ui, "story.import", ui.t(Text::StoryImport), {.icon = Icon::Import, .enabled = can_edit}))
      out.emplace_back(request::Do{Action::StoryImport});
  } else {
    from_right(32);
    if (ui::icon_button(ui, "story.import", Icon::Import, ui.t(Text::StoryImport), false, can_edit))
      out.emplace_back(request::Do{Action::StoryImport});
  }
  from_right(32);
  if (ui::icon_button(ui, "story.export", Icon::Export,
                      fmt::format("{}  {}", ui.t(Text::StorySave), model.keys.first_key(Action::StoryExport)),
                      false, model.story != nullptr))
    out.emplace_back(request::Do{Action::StoryExport});
  const bool matrix = panel.page == StoryPage::Matrix;
  const auto add = [&](std::string_view id, std::string_view label, std::string_view tip, StoryPage what) {
    from_right(ui::button_width(ui, label, true) / ui.scale - 8);
    if (ui::button(ui, id, label,
                   {.kind = ui::ButtonKind::Quiet, .icon = Icon::Plus, .enabled = can_edit, .tip = tip}))
      add_story_record(panel, model, what, out);
  };
  if (matrix)
    add("story.add_character", ui.t(Text::StoryCharacterWord), ui.t(Text::StoryAddCharacter),
        StoryPage::Characters);
  if (matrix)
    add("story.add", ui.t(Text::StoryScene), ui.t(Text::StoryAddScene), StoryPage::Scenes);
  else
    add("story.add", ui.t(Text::StoryAddRecord), ui.t(Text::StoryAddRecord), panel.page);
  if (!matrix || !model.story) return;

  const float room = (right - tabs_end - ui.px(24)) / ui.scale;
  ImGui::SetCursorScreenPos(ImVec2(tabs_end + ui.px(16), y));
  const StoryModel& story = *model.story;
  const float each = std::clamp((room - 44 - 24) / 3, 60.0f, 132.0f);
  draw_filter(ui, panel, story, "story.filter.episode", RecordType::Episode, panel.filter.episode,
              Text::StoryAllEpisodes, each);
  draw_filter(ui, panel, story, "story.filter.day", RecordType::StoryDay, panel.filter.day,
              Text::StoryAllDays, each);
  draw_filter(ui, panel, story, "story.filter.character", RecordType::Character, panel.filter.character,
              Text::StoryAllCharacters, each);
  if (ui::icon_button(ui, "story.filter.conflicts", Icon::Warning, ui.t(Text::StoryOnlyConflicts),
                      panel.filter.only_conflicts)) {
    panel.filter.only_conflicts = !panel.filter.only_conflicts;
    panel.show_cursor = true;
  }
}

// A horizontal bar that is dragged.
bool draw_bottom_splitter(Ui& ui, ImVec2 position, float width, float& units) {
  const float grip = ui.px(6);
  ImGui::SetCursorScreenPos(ImVec2(position.x, position.y - grip / 2));
  ImGui::InvisibleButton("splitter.bottom", ImVec2(std::max(width, 1.0f), grip));
  ui.trace.note("splitter.bottom", ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  if (ImGui::IsItemHovered() || ImGui::IsItemActive()) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(position.x, position.y - ui.px(1)),
                                              ImVec2(position.x + width, position.y + ui.px(1)),
                                              ui.theme.accent);
  }
  if (!ImGui::IsItemActive() || ImGui::GetIO().MouseDelta.y == 0) return false;
  units = std::clamp(units - ImGui::GetIO().MouseDelta.y / ui.scale, 64.0f, 520.0f);
  return true;
}

void draw_empty(Ui& ui, ContinuityPanel& panel, const UiModel& model, Requests& out) {
  const StoryModel& story = *model.story;
  const bool filtered = panel.filter.any() && !story.scenes().empty() && !story.characters().empty();
  const bool no_scenes = story.scenes().empty();
  ui::empty_state(ui, filtered ? Icon::Filter : Icon::List,
                  ui.t(filtered    ? Text::StoryEmptyFilter
                       : no_scenes ? Text::StoryEmpty
                                   : Text::StoryNobody),
                  ui.t(filtered    ? Text::StoryEmptyFilterBody
                       : no_scenes ? Text::StoryEmptyBody
                                   : Text::StoryNobodyBody));
  const std::string_view first = ui.t(filtered    ? Text::StoryShowAll
                                      : no_scenes ? Text::StoryImportLong
                                                  : Text::StoryAddCharacter);
  const std::string_view second = ui.t(Text::StoryAddScene);
  const float width =
      ui::button_width(ui, first, true) + (no_scenes ? ui::button_width(ui, second, true) + ui.px(8) : 0.0f);
  ImGui::SetCursorPosX((ImGui::GetWindowSize().x - width) / 2);
  if (ui::button(ui, "story.empty.first", first,
                 {.kind = ui::ButtonKind::Primary,
                  .icon = no_scenes ? Icon::Import : Icon::Plus,
                  .enabled = filtered || !model.read_only})) {
    if (filtered)
      panel.filter = MatrixFilter();
    else if (no_scenes)
      out.emplace_back(request::Do{Action::StoryImport});
    else
      add_story_record(panel, model, StoryPage::Characters, out);
  }
  if (no_scenes) {
    ImGui::SameLine(0, ui.px(8));
    if (ui::button(ui, "story.empty.second", second, {.icon = Icon::Plus, .enabled = !model.read_only}))
      add_story_record(panel, model, StoryPage::Scenes, out);
  }
}

}  // namespace

RecordType record_type_of(StoryPage page) {
  switch (page) {
    case StoryPage::Matrix:
    case StoryPage::Scenes:
      return RecordType::Scene;
    case StoryPage::Characters:
      return RecordType::Character;
    case StoryPage::Days:
      return RecordType::StoryDay;
    case StoryPage::Episodes:
      return RecordType::Episode;
    case StoryPage::Actors:
      return RecordType::Actor;
  }
  return RecordType::Scene;
}

void draw_continuity(Ui& ui, ContinuityPanel& panel, const UiModel& model, bool sides, float right_units,
                     float bottom_units, Requests& out) {
  const ImVec2 origin = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  draw_toolbar(ui, panel, model, origin, size.x, out);
  const float top = origin.y + ui.px(kToolbar);
  const float right = sides ? ui.px(right_units) : 0, room_x = size.x - right;
  if (!model.story) {
    ImGui::SetCursorScreenPos(ImVec2(origin.x, top));
    ImGui::BeginChild("story.none", ImVec2(size.x, size.y - ui.px(kToolbar)), false);
    if (model.story_problem.empty())
      ui::empty_state(ui, Icon::Clock, ui.t(Text::StoryReading), ui.t(Text::StoryReadingBody));
    else
      ui::empty_state(ui, Icon::Warning, ui.t(Text::StoryUnreadable), ui.message(model.story_problem));
    ImGui::EndChild();
    return;
  }
  const std::vector<Id> wanted_before = std::exchange(panel.wanted, {});
  const bool matrix = panel.page == StoryPage::Matrix;
  const bool list = matrix && sides && !model.story->scenes().empty();
  float bottom = list ? std::min(ui.px(bottom_units), size.y * 0.6f) : 0;
  const ImVec2 min(origin.x, top), max(origin.x + room_x, origin.y + size.y - bottom);
  if (matrix) {
    panel.layout.update(*model.story, panel.filter);
    if (panel.layout.empty()) {
      ImGui::SetCursorScreenPos(min);
      ImGui::BeginChild("story.empty", ImVec2(max.x - min.x, max.y - min.y), false);
      draw_empty(ui, panel, model, out);
      ImGui::EndChild();
    } else {
      draw_matrix(ui, panel, model, min, max, out);
    }
  } else {
    ImGui::SetCursorScreenPos(min);
    ImGui::BeginChild("story.table", ImVec2(max.x - min.x, max.y - min.y), false,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    draw_story_table(ui, panel, model, out);
    ImGui::EndChild();
  }
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  if (list) {
    draw.AddRectFilled(ImVec2(min.x, max.y), ImVec2(max.x, origin.y + size.y), ui.theme.side);
    ImGui::SetCursorScreenPos(ImVec2(min.x, max.y));
    ImGui::BeginChild("story.conflicts", ImVec2(room_x, bottom), false,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    draw_conflicts(ui, panel, model, out);
    ImGui::EndChild();
    draw.AddRectFilled(ImVec2(min.x, max.y), ImVec2(max.x, max.y + 1), ui.theme.line);
    float units = bottom / ui.scale;
    if (draw_bottom_splitter(ui, ImVec2(min.x, max.y), room_x, units)) {
      Preferences preferences = model.preferences;
      preferences.conflicts_height = units;
      out.emplace_back(request::SetPreferences{std::move(preferences)});
    }
  }
  if (right > 0) {
    draw.AddRectFilled(ImVec2(max.x, top), ImVec2(origin.x + size.x, origin.y + size.y), ui.theme.side);
    draw.AddRectFilled(ImVec2(max.x, top), ImVec2(max.x + 1, origin.y + size.y), ui.theme.line);
    ImGui::SetCursorScreenPos(ImVec2(max.x + 1, top));
    ui::begin_scroll(ui, "story.inspector", ImVec2(right - 1, origin.y + size.y - top), 14, 12);
    if (matrix)
      draw_cell_inspector(ui, panel, model, out);
    else
      draw_record_inspector(ui, panel, model, out);
    ui::end_scroll();
  }
  std::sort(panel.wanted.begin(), panel.wanted.end());
  panel.wanted.erase(std::unique(panel.wanted.begin(), panel.wanted.end()), panel.wanted.end());
  if (panel.wanted != wanted_before && !panel.wanted.empty())
    out.emplace_back(request::WantThumbnails{panel.wanted});
}

}  // namespace bandaji
