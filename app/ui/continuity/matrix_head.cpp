// The headers of the matrix: story days and scenes at the left, characters at the top.
#include <fmt/format.h>

#include <algorithm>

#include "app/ui/continuity/matrix_view.h"

namespace bandaji {
namespace {

// The heading without what stands in columns of its own: "INT. 침전 - 밤" is "침전".
std::string place_of(const Scene& scene) {
  std::string place = scene.heading;
  if (!scene.int_ext.empty())
    for (const std::string_view start : {"INT./EXT. ", "INT/EXT. ", "INT. ", "EXT. ", "I/E. "})
      if (place.starts_with(start)) {
        place.erase(0, start.size());
        break;
      }
  if (const std::size_t dash = place.rfind(" - ");
      !scene.day_night.empty() && dash != std::string::npos && dash > 0)
    place.resize(dash);
  return place.empty() ? scene.heading : place;
}

}  // namespace

void draw_rows_head(Ui& ui, const ContinuityPanel& panel, const UiModel& model, const MatrixView& view) {
  const StoryModel& story = *model.story;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Theme& theme = ui.theme;
  const ImVec2 min(view.min.x, view.body.y), max(view.body.x, view.max.y);
  ImGui::PushClipRect(min, max, true);
  for (std::size_t i = view.row_first; i < view.row_last; ++i) {
    const MatrixLayout::Row& row = panel.layout.rows[i];
    const float top = view.body.y + ui.px(row.top) - view.scroll.y, bottom = top + ui.px(row.height);
    if (!row.scene) {
      list.AddRectFilled(ImVec2(min.x, top), ImVec2(max.x, bottom), theme.bar);
      const std::string label = row.day ? row.day->label : std::string(ui.t(Text::StoryNoDay));
      const float used = ui::draw_text_in(ui, ui.fonts.bold(), ImVec2(min.x + ui.px(12), top),
                                          ImVec2(max.x - ui.px(48), bottom), theme.text, label);
      if (row.day) {
        std::string more = row.day->story_date;
        if (row.day->gap_days > 0)
          more += fmt::format("{}{}", more.empty() ? "" : "  ·  ",
                              fmt::format(fmt::runtime(ui.t(Text::StoryGap)), row.day->gap_days));
        ui::draw_text_in(ui, ui.fonts.small(), ImVec2(min.x + ui.px(22) + used, top),
                         ImVec2(max.x - ui.px(44), bottom), theme.dim, more);
      }
      ui::draw_text_in(ui, ui.fonts.small(), ImVec2(max.x - ui.px(44), top),
                       ImVec2(max.x - ui.px(10), bottom), theme.faint, std::to_string(row.scenes_in_day),
                       ui::Align::Right);
      continue;
    }
    const Scene& scene = *row.scene;
    const bool at_cursor = scene.id == panel.cursor.scene;
    if (at_cursor) list.AddRectFilled(ImVec2(min.x, top), ImVec2(max.x, bottom), theme.accent_wash);
    list.AddRectFilled(ImVec2(min.x, bottom - 1), ImVec2(max.x, bottom), theme.line);
    const ImU32 ink = scene.omitted ? theme.faint : theme.text;
    ui::draw_text_in(ui, ui.fonts.bold(), ImVec2(min.x + ui.px(12), top), ImVec2(min.x + ui.px(62), bottom),
                     ink, story.name(RecordType::Scene, scene.id, ui.korean));
    const std::string_view inside = word_label(scene.int_ext, ui.korean);
    const std::string_view light = word_label(scene.day_night, ui.korean);
    float right = max.x - ui.px(10);
    if (const ConflictCount own = story.conflicts_of_scene(scene.id); own.open + own.waived > 0) {
      right -= ui.px(13);
      draw_icon(list, Icon::Warning, ImVec2(right, top + ui.px(11)), ui.px(12),
                own.open > 0 ? theme.danger : theme.faint);
      right -= ui.px(6);
    }
    const std::string where =
        fmt::format("{}{}{}", inside, inside.empty() || light.empty() ? "" : " · ", light);
    const float where_width = ui::measure(ui, ui.fonts.small(), where).x;
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(right - where_width - 2, top), ImVec2(right, bottom),
                     theme.faint, where, ui::Align::Right);
    std::string heading = place_of(scene);
    if (heading.empty()) heading = story.name(RecordType::FilmSet, scene.film_set, ui.korean);
    const float used = ui::draw_text_in(ui, ui.fonts.body(), ImVec2(min.x + ui.px(64), top),
                                        ImVec2(right - where_width - ui.px(8), bottom),
                                        scene.omitted ? theme.faint : theme.dim, heading);
    if (scene.omitted)
      list.AddRectFilled(ImVec2(min.x + ui.px(12), (top + bottom) / 2),
                         ImVec2(min.x + ui.px(64) + used, (top + bottom) / 2 + 1), theme.faint);
    if (ui.trace.on())
      ui.trace.note("scene." + story.name(RecordType::Scene, scene.id, true),
                    ImVec2(min.x, std::max(top, min.y)), ImVec2(max.x, std::min(bottom, max.y)));
  }
  ImGui::PopClipRect();
  list.AddRectFilled(ImVec2(max.x - 1, min.y), ImVec2(max.x, max.y), theme.line);
}

void draw_columns_head(Ui& ui, const ContinuityPanel& panel, const UiModel& model, const MatrixView& view) {
  const StoryModel& story = *model.story;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Theme& theme = ui.theme;
  const ImVec2 min(view.body.x, view.min.y), max(view.max.x, view.body.y);
  list.AddRectFilled(view.min, max, theme.side);
  const std::string count = fmt::format(fmt::runtime(ui.t(Text::StoryCounts)), panel.layout.scene_rows.size(),
                                        panel.layout.columns.size());
  ui::draw_text_in(ui, ui.fonts.small(), ImVec2(view.min.x + ui.px(12), view.min.y),
                   ImVec2(view.body.x - ui.px(10), view.body.y), theme.faint, count);
  ImGui::PushClipRect(min, max, true);
  const float column_px = ui.px(panel.layout.column_width);
  for (std::size_t column = view.column_first; column < view.column_last; ++column) {
    const Character& character = *panel.layout.columns[column];
    const ImVec2 a(view.body.x + ui::f(column) * column_px - view.scroll.x, min.y);
    const ImVec2 b(a.x + column_px, max.y);
    const bool at_cursor = character.id == panel.cursor.character;
    if (at_cursor) list.AddRectFilled(a, b, theme.accent_wash);
    ui::draw_text_in(ui, ui.fonts.bold(), ImVec2(a.x + ui.px(8), a.y + ui.px(5)),
                     ImVec2(b.x - ui.px(4), a.y + ui.px(25)), theme.text,
                     display_name(character.name_ko, character.name_en, ui.korean));
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(a.x + ui.px(8), a.y + ui.px(24)),
                     ImVec2(b.x - ui.px(4), a.y + ui.px(42)), theme.faint,
                     fmt::format(fmt::runtime(ui.t(Text::StorySceneCount)), story.scene_count(character.id)));
    list.AddRectFilled(ImVec2(b.x - 1, a.y), b, IM_COL32(255, 255, 255, 9));
    if (ui.trace.on())
      ui.trace.note("character." + character.name_ko, ImVec2(std::max(a.x, min.x), a.y),
                    ImVec2(std::min(b.x, max.x), b.y));
  }
  ImGui::PopClipRect();
  list.AddRectFilled(ImVec2(view.min.x, view.body.y - 1), ImVec2(view.max.x, view.body.y), theme.line);
}

}  // namespace bandaji
