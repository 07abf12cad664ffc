// The matrix: scenes down, characters across, both headers always in sight.  Only what is
// in sight is drawn, however long the series is.
#include <imgui_internal.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ui/continuity/matrix_view.h"
#include "app/ui/imgui_compat.h"
#include "app/ui/panels/browser.h"
#include "assets/text.h"
#include "db/record_edits.h"

namespace bandaji {
namespace {

constexpr float kHeadHeight = 46;  // Interface units.

float left_width(const Ui& ui, float room) {
  return std::round(std::clamp(room * 0.3f, ui.px(190), ui.px(320)));
}

ImU32 condition_color(std::string_view term) {
  if (term.find("blood") != std::string_view::npos || term.find("wound") != std::string_view::npos ||
      term.find("injury") != std::string_view::npos)
    return IM_COL32(206, 84, 74, 255);
  if (term.find("wet") != std::string_view::npos || term.find("rain") != std::string_view::npos ||
      term.find("sweat") != std::string_view::npos)
    return IM_COL32(104, 150, 200, 255);
  if (term.find("snow") != std::string_view::npos) return IM_COL32(214, 220, 226, 255);
  return IM_COL32(190, 150, 96, 255);  // Dust, mud, wear.
}

// Dots at the lower edge, one a condition, wider with its level.
void draw_condition(Ui& ui, ImDrawList& list, std::string_view condition, float left, float bottom) {
  float x = left;
  int shown = 0;
  for (const auto& [term, level] : parse_condition(condition)) {
    if (++shown > 3) break;
    const float width = ui.px(4 + 2 * ui::f(std::min(level, 5)));
    list.AddRectFilled(ImVec2(x, bottom - ui.px(3)), ImVec2(x + width, bottom), condition_color(term),
                       ui.px(1.5f));
    x += width + ui.px(2);
  }
}

std::string cell_tip(const Ui& ui, const StoryModel& story, const SceneLook& cell) {
  const bool ko = ui.korean;
  std::string tip = fmt::format("{}  {}\n{}", story.name(RecordType::Scene, cell.scene, ko),
                                story.name(RecordType::Character, cell.character, ko),
                                story.look(cell.look) ? story.name(RecordType::Look, cell.look, ko)
                                                      : std::string(ui.t(Text::StoryNoLook)));
  const auto add = [&](std::string_view words) {
    if (!words.empty()) tip.append("\n").append(words);
  };
  add(cell.how_worn);
  add(condition_text(ui, cell.start_condition));
  if (!cell.end_condition.empty() && cell.end_condition != cell.start_condition)
    add("→ " + condition_text(ui, cell.end_condition));
  if (cell.change_declared) add(ui.t(Text::StoryChangeDeclared));
  if (cell.washed) add(ui.t(Text::StoryWashed));
  if (cell.shot) add(ui.t(Text::StoryShot));
  for (const Conflict* conflict : story.conflicts())
    if (conflict->scene == cell.scene && conflict->character == cell.character && conflict->waiver.empty())
      add((ko ? "⚠ " + conflict->sentence_ko : "⚠ " + conflict->sentence_en));
  return tip;
}

void draw_cell(Ui& ui, ContinuityPanel& panel, const UiModel& model, const SceneLook& cell,
               const SceneLook* above, ImVec2 min, ImVec2 max) {
  const StoryModel& story = *model.story;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Theme& theme = ui.theme;
  const float inset = ui.px(2);
  const ImVec2 a(min.x + inset, min.y + ui.px(1.5f)), b(max.x - inset, max.y - ui.px(1.5f));
  list.AddRectFilled(a, b, theme.card, ui.px(4));
  const Look* look = story.look(cell.look);
  const Id& asset = story.picture_of(cell.look);
  float x = a.x + ui.px(7);
  if (!asset.empty()) {
    panel.wanted.push_back(asset);
    if (const AssetSummary* summary = model.library->index().summary(asset)) {
      const float edge = b.y - a.y - ui.px(4);
      draw_thumbnail(ui, model, *summary, ImVec2(a.x + ui.px(3), a.y + ui.px(2)),
                     ImVec2(a.x + ui.px(3) + edge, a.y + ui.px(2) + edge), ui.px(3), true);
      x = a.x + edge + ui.px(8);
    }
  }
  // The same look as in the scene above of the same day is quieter: what changes stands out.
  const bool carries_on = above && above->look == cell.look && look;
  const float used =
      ui::draw_text_in(ui, ui.fonts.bold(), ImVec2(x, a.y), ImVec2(b.x - ui.px(12), b.y - ui.px(2)),
                       !look        ? theme.warning
                       : carries_on ? theme.dim
                                    : theme.text,
                       look ? look->number : "–");
  if (look && panel.layout.column_width > 112 && !carries_on)
    ui::draw_text_in(
        ui, ui.fonts.small(), ImVec2(x + used + ui.px(6), a.y),
        ImVec2(b.x - ui.px(cell.shot || story.photo_count(cell.id) > 0 ? 26 : 12), b.y - ui.px(2)),
        theme.faint, display_name(look->name_ko, look->name_en, ui.korean));
  if (cell.change_declared)  // A bar across the top: another costume from here on.
    list.AddRectFilled(ImVec2(a.x + ui.px(1), a.y), ImVec2(b.x - ui.px(1), a.y + ui.px(2)), theme.accent,
                       ui.px(1));
  const std::string& condition = cell.end_condition.empty() ? cell.start_condition : cell.end_condition;
  if (!condition.empty()) draw_condition(ui, list, condition, x, b.y - ui.px(2));
  float right = b.x - ui.px(3);
  const float small = ui.px(10);
  if (cell.shot) {
    right -= small;
    draw_icon(list, Icon::Check, ImVec2(right, b.y - small - ui.px(1)), small, theme.accent);
  }
  if (story.photo_count(cell.id) > 0) {
    right -= small + ui.px(1);
    draw_icon(list, Icon::Camera, ImVec2(right, b.y - small - ui.px(1)), small, theme.dim);
  }
  if (cell.washed) {
    right -= small + ui.px(1);
    draw_icon(list, Icon::Refresh, ImVec2(right, b.y - small - ui.px(1)), small, theme.dim);
  }
  const ConflictCount conflicts = story.conflicts_at(cell.scene, cell.character);
  if (conflicts.open > 0 || conflicts.waived > 0) {  // A turned-down corner.
    const float edge = ui.px(conflicts.open > 0 ? 11 : 8);
    list.AddTriangleFilled(ImVec2(b.x - edge, a.y), ImVec2(b.x, a.y), ImVec2(b.x, a.y + edge),
                           conflicts.open > 0 ? theme.danger : theme.faint);
  }
}

void draw_entry(Ui& ui, const ContinuityPanel& panel, const StoryModel& story, ImVec2 min, ImVec2 max) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, ui.theme.well, ui.px(3));
  const std::string number = clean_change_number(panel.entry);
  const Look* look = story.look_numbered(panel.cursor.character, number);
  const bool known = number.empty() || number == "-" || look;
  const float width =
      ui::draw_text_in(ui, ui.fonts.bold(), ImVec2(min.x + ui.px(9), min.y), ImVec2(max.x - ui.px(4), max.y),
                       known ? ui.theme.text : ui.theme.warning, panel.entry);
  const float caret = min.x + ui.px(10) + width;
  list.AddRectFilled(ImVec2(caret, min.y + ui.px(8)), ImVec2(caret + ui.px(1.5f), max.y - ui.px(8)),
                     ui.theme.accent);
  list.AddRect(min, max, ui.theme.accent, ui.px(3), 0, ui.px(2));
  // What the number means, under the hand.
  const std::string words = number.empty()  ? std::string()
                            : number == "-" ? std::string(ui.t(Text::StoryNoLook))
                            : look ? std::string(display_name(look->name_ko, look->name_en, ui.korean))
                                   : std::string(ui.t(Text::StoryMakesLook));
  if (words.empty()) return;
  ImDrawList& over = *ImGui::GetForegroundDrawList();
  ui.fonts.note(words);
  const ImVec2 extent = ui::measure(ui, ui.fonts.small(), words);
  const ImVec2 at(min.x, max.y + ui.px(2));
  over.AddRectFilled(at, ImVec2(at.x + extent.x + ui.px(16), at.y + ui.px(24)), ui.theme.raised, ui.px(4));
  over.AddText(ui.fonts.small().font, ui.fonts.small().size,
               ImVec2(at.x + ui.px(8), at.y + (ui.px(24) - ui.fonts.small().size) / 2),
               known ? ui.theme.text : ui.theme.warning, words.data(), words.data() + words.size());
}

void draw_body(Ui& ui, ContinuityPanel& panel, const UiModel& model, const MatrixView& view) {
  const StoryModel& story = *model.story;
  const MatrixLayout& layout = panel.layout;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Theme& theme = ui.theme;
  const float column_px = ui.px(panel.layout.column_width);
  const auto range = range_between(layout, panel.anchor, panel.cursor);
  const auto cursor_row = layout.row_of(panel.cursor.scene);
  ImGui::PushClipRect(view.body, view.max, true);
  const auto row_top = [&](const MatrixLayout::Row& row) {
    return view.body.y + ui.px(row.top) - view.scroll.y;
  };
  // The nth scene of a row; rows in sight are few, so it is counted on from the first.
  std::size_t nth = static_cast<std::size_t>(
      std::lower_bound(layout.scene_rows.begin(), layout.scene_rows.end(), view.row_first) -
      layout.scene_rows.begin());
  for (std::size_t i = view.row_first; i < view.row_last; ++i) {
    const MatrixLayout::Row& row = layout.rows[i];
    const float top = row_top(row), bottom = top + ui.px(row.height);
    if (!row.scene) {
      list.AddRectFilled(ImVec2(view.body.x, top), ImVec2(view.max.x, bottom), theme.bar);
      continue;
    }
    const bool at_cursor = cursor_row && nth == *cursor_row;
    if (at_cursor) list.AddRectFilled(ImVec2(view.body.x, top), ImVec2(view.max.x, bottom), theme.hover);
    list.AddRectFilled(ImVec2(view.body.x, bottom - 1), ImVec2(view.max.x, bottom), theme.line);
    const Scene* above = i > 0 ? layout.rows[i - 1].scene : nullptr;
    for (std::size_t column = view.column_first; column < view.column_last; ++column) {
      const Character& character = *layout.columns[column];
      const ImVec2 min(view.body.x + ui::f(column) * column_px - view.scroll.x, top);
      const ImVec2 max(min.x + column_px, bottom);
      const SceneLook* cell = story.cell(row.scene->id, character.id);
      if (cell)
        draw_cell(ui, panel, model, *cell, above ? story.cell(above->id, character.id) : nullptr, min, max);
      if (range && range->contains(nth, column) && (range->rows() > 1 || range->columns() > 1))
        list.AddRectFilled(min, max, theme.accent_wash);
      if (row.scene->id == panel.cursor.scene && character.id == panel.cursor.character) {
        if (panel.entering)
          draw_entry(ui, panel, story, min, max);
        else
          list.AddRect(ImVec2(min.x + 1, min.y + 1), ImVec2(max.x - 1, max.y - 1), theme.accent, ui.px(4), 0,
                       ui.px(2));
      }
      if (ui.trace.on())
        ui.trace.note(
            fmt::format("cell.{}.{}", story.name(RecordType::Scene, row.scene->id, true), character.name_ko),
            ImVec2(std::max(min.x, view.body.x), std::max(min.y, view.body.y)),
            ImVec2(std::min(max.x, view.max.x), std::min(max.y, view.max.y)));
    }
    ++nth;
  }
  // Fine lines between characters.
  for (std::size_t column = view.column_first; column < view.column_last; ++column) {
    const float x = view.body.x + ui::f(column + 1) * column_px - view.scroll.x;
    list.AddRectFilled(ImVec2(x - 1, view.body.y), ImVec2(x, view.max.y), IM_COL32(255, 255, 255, 9));
  }
  ImGui::PopClipRect();
}

// What can be worn in the cell, and what can be done with it.
void draw_cell_menu(Ui& ui, ContinuityPanel& panel, const UiModel& model, Requests& out) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(6), ui.px(6)));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(4), ui.px(1)));
  if (ImGui::BeginPopup("cell.menu", ImGuiWindowFlags_NoMove)) {
    const StoryModel& story = *model.story;
    const SceneLook* cell = story.cell(panel.cursor.scene, panel.cursor.character);
    const std::vector<CellRef> cells = selected_cells(panel);
    for (const Look* look : story.looks_of(panel.cursor.character)) {
      const std::string_view name = display_name(look->name_ko, look->name_en, ui.korean);
      if (ui::menu_item(ui, "cell.menu.look." + look->number, Icon::None,
                        fmt::format("{}   {}", look->number, name), "", !model.read_only,
                        cell && cell->look == look->id))
        enter_texts(panel, model, {{panel.cursor, look->number}}, out);
    }
    if (ui::menu_item(ui, "cell.menu.new_look", Icon::Plus, ui.t(Text::StoryNewLook), "", !model.read_only))
      enter_texts(panel, model,
                  {{panel.cursor, next_change_number(model.library->catalog(), panel.cursor.character)}},
                  out);
    ui::menu_line(ui);
    const auto action = [&](Action what, Icon icon, bool enabled, bool checked = false) {
      const ActionInfo& entry = info(what);
      if (ui::menu_item(ui, std::string("cell.menu.").append(entry.id), icon, ui.pick(entry.ko, entry.en),
                        model.keys.first_key(what), enabled && !model.read_only, checked))
        continuity_action(panel, model, what, out);
    };
    action(Action::StoryEnterScene, Icon::Plus, !cell);
    action(Action::StoryLeaveScene, Icon::Close, cell || cells.size() > 1);
    action(Action::StoryCopyForward, Icon::ChevronDown, cell != nullptr);
    ui::menu_line(ui);
    action(Action::StoryDeclareChange, Icon::None, cell != nullptr, cell && cell->change_declared);
    action(Action::StoryWashed, Icon::None, cell != nullptr, cell && cell->washed);
    action(Action::StoryShot, Icon::None, cell != nullptr, cell && cell->shot);
    ui::menu_line(ui);
    action(Action::StoryCopyCells, Icon::None, true);
    action(Action::StoryPasteCells, Icon::None, true);
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(2);
}

void take_mouse(Ui& ui, ContinuityPanel& panel, const UiModel& model, const MatrixView& view) {
  const MatrixLayout& layout = panel.layout;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  ImGui::SetCursorScreenPos(view.min);
  compat::next_item_may_be_covered();
  ImGui::InvisibleButton(
      "matrix.area", ImVec2(std::max(view.max.x - view.min.x, 1.0f), std::max(view.max.y - view.min.y, 1.0f)),
      ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight);
  compat::item_may_be_covered();
  const bool hovered = ImGui::IsItemHovered();
  if (!ImGui::IsMouseDown(0)) panel.dragging = false;
  panel.under_hand = {};
  if (!hovered && !panel.dragging) return;
  const bool in_head = mouse.y < view.body.y, in_left = mouse.x < view.body.x;
  const float y = (mouse.y - view.body.y + view.scroll.y) / ui.scale;
  const float x = (mouse.x - view.body.x + view.scroll.x) / ui.px(panel.layout.column_width);
  const Scene* scene = nullptr;
  if (!in_head) {
    const std::size_t row = layout.first_below(y);
    if (row < layout.rows.size()) scene = layout.rows[row].scene;
  }
  const Character* character = !in_left && x >= 0 && x < ui::f(layout.columns.size())
                                   ? layout.columns[static_cast<std::size_t>(x)]
                                   : nullptr;
  if (scene && character) panel.under_hand = {scene->id, character->id};
  const bool left = hovered && ImGui::IsMouseClicked(0), right = hovered && ImGui::IsMouseClicked(1);
  if (left || right) {
    CellRef to = panel.cursor;
    if (scene) to.scene = scene->id;
    if (character) to.character = character->id;
    if (scene || character) {
      panel.entering = false;
      const auto range = range_between(layout, panel.anchor, panel.cursor);
      const auto row = layout.row_of(to.scene), column = layout.column_of(to.character);
      const bool inside = right && range && row && column && range->contains(*row, *column);
      if (!inside) {
        panel.cursor = to;
        if (!ImGui::GetIO().KeyShift || right) panel.anchor = to;
      }
      panel.conflict.clear();
      panel.dragging = left && scene && character;
      if (scene && character && (right || ImGui::IsMouseDoubleClicked(0))) ImGui::OpenPopup("cell.menu");
      ui.redraw_in(0);
    }
  } else if (panel.dragging && scene && character) {
    const CellRef to{scene->id, character->id};
    if (to != panel.cursor) {
      panel.cursor = to;
      ui.redraw_in(0);
    }
  }
  if (hovered && !panel.dragging && scene && character) {
    if (const SceneLook* cell = model.story->cell(scene->id, character->id))
      ui::tooltip(ui, "matrix." + cell->id, cell_tip(ui, *model.story, *cell));
  } else if (hovered && in_head && character) {
    const std::string_view role = ui.term(character->role);
    ui::tooltip(ui, "matrix." + character->id,
                fmt::format("{}{}{}", display_name(character->name_ko, character->name_en, ui.korean),
                            role.empty() ? "" : "\n", role));
  } else if (hovered && scene && in_left) {
    ui::tooltip(ui, "matrix." + scene->id,
                scene->synopsis.empty() ? scene->heading : scene->heading + "\n" + scene->synopsis);
  }
}

// A number typed over a cell begins in it at once, as in a spreadsheet.
void take_characters(Ui& ui, ContinuityPanel& panel, const UiModel& model) {
  ImGuiIO& io = ImGui::GetIO();
  const bool heard = !io.WantTextInput && !model.read_only && !model.covered &&
                     !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
  if (!heard || panel.layout.empty()) {
    if (!heard) panel.entering = false;
    return;
  }
  for (const ImWchar c : io.InputQueueCharacters) {
    if (c <= 0x20 || c == '?' || c == 0x7f) continue;
    if (!panel.entering) {
      panel.entering = true;
      panel.entry.clear();
    }
    char bytes[5] = {};
    ImTextCharToUtf8(bytes, c);
    panel.entry += bytes;
    panel.show_cursor = true;
    ui.redraw_in(0);
  }
}

}  // namespace

void draw_matrix(Ui& ui, ContinuityPanel& panel, const UiModel& model, ImVec2 min, ImVec2 max,
                 Requests& out) {
  panel.layout.update(*model.story, panel.filter);
  const MatrixLayout& layout = panel.layout;
  const bool expected = panel.made_at == model.story->revision();
  if (!layout.scene_rows.empty() && !layout.row_of(panel.cursor.scene) && !expected)
    panel.cursor.scene = panel.anchor.scene = layout.scene_at(0)->id;
  if (!layout.columns.empty() && !layout.column_of(panel.cursor.character))
    panel.cursor.character = panel.anchor.character = layout.columns.front()->id;
  take_characters(ui, panel, model);

  ImGui::SetCursorScreenPos(min);
  ImGui::BeginChild("matrix", ImVec2(max.x - min.x, max.y - min.y), false,
                    ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoMove);
  MatrixView view;
  const ImRect inner = ImGui::GetCurrentWindow()->InnerRect;
  view.min = inner.Min;
  view.max = inner.Max;
  const float left = left_width(ui, view.max.x - view.min.x);
  view.body = ImVec2(view.min.x + left, view.min.y + ui.px(kHeadHeight));
  if (!layout.columns.empty())  // Whole pixels: columns that fit need no scrolling.
    panel.layout.column_width =
        std::clamp(std::floor((view.max.x - view.body.x) / ui::f(layout.columns.size())) / ui.scale,
                   MatrixLayout::kColumn, MatrixLayout::kWideColumn);
  const float content_x = ui.px(panel.layout.column_width) * ui::f(layout.columns.size());
  const float content_y = ui.px(layout.height);
  const ImVec2 room(std::max(view.max.x - view.body.x, 1.0f), std::max(view.max.y - view.body.y, 1.0f));
  panel.page_rows = std::max(1, static_cast<int>(room.y / ui.px(MatrixLayout::kScene)) - 1);
  view.scroll = ImVec2(std::round(ImGui::GetScrollX()), std::round(ImGui::GetScrollY()));
  if (!expected && std::exchange(panel.show_cursor, false)) {
    const auto row = layout.row_of(panel.cursor.scene);
    const auto column = layout.column_of(panel.cursor.character);
    if (row && column) {
      const MatrixLayout::Row& place = layout.rows[layout.scene_rows[*row]];
      // The header of the day stays in sight above its first scene.
      const float lead = *row > 0 && layout.scene_rows[*row - 1] + 1 == layout.scene_rows[*row]
                             ? 0
                             : ui.px(MatrixLayout::kHeader);
      ImVec2 to = view.scroll;
      const float x = ui.px(panel.layout.column_width) * ui::f(*column);
      const bool hidden =
          ui.px(place.top) < view.scroll.y || ui.px(place.top + place.height) > view.scroll.y + room.y;
      if (std::exchange(panel.center_cursor, false) && hidden)  // Seen with its neighbors.
        to.y = std::max(ui.px(place.top) - room.y / 2, 0.0f);
      to.y = std::max(to.y, ui.px(place.top + place.height) - room.y);
      to.y = std::max(std::min(to.y, ui.px(place.top) - lead), 0.0f);
      to.x = std::max(to.x, x + ui.px(panel.layout.column_width) - room.x);
      to.x = std::max(std::min(to.x, x), 0.0f);
      if (to.x != view.scroll.x || to.y != view.scroll.y) {
        ImGui::SetScrollX(to.x);
        ImGui::SetScrollY(to.y);
        view.scroll = to;
        ui.redraw_in(0);
      }
    }
  }
  view.row_first = layout.first_below(view.scroll.y / ui.scale);
  view.row_last = std::min(layout.first_below((view.scroll.y + room.y) / ui.scale) + 1, layout.rows.size());
  const auto column_at = [&](float x) {
    return std::min(static_cast<std::size_t>(std::max(x, 0.0f) / ui.px(panel.layout.column_width)),
                    layout.columns.size());
  };
  view.column_first = column_at(view.scroll.x);
  view.column_last = std::min(column_at(view.scroll.x + room.x) + 1, layout.columns.size());

  draw_body(ui, panel, model, view);
  ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(view.min.x, view.body.y), ImVec2(view.body.x, view.max.y),
                                            ui.theme.side);
  draw_rows_head(ui, panel, model, view);
  draw_columns_head(ui, panel, model, view);
  if (ui.trace.on()) {
    ui.trace.note("matrix", view.min, view.max);
    const SceneLook* cell = model.story->cell(panel.cursor.scene, panel.cursor.character);
    const Look* look = cell ? model.story->look(cell->look) : nullptr;
    ui.trace.state("cell",
                   fmt::format("{}.{}={}", model.story->name(RecordType::Scene, panel.cursor.scene, true),
                               model.story->name(RecordType::Character, panel.cursor.character, true),
                               look   ? look->number
                               : cell ? "-"
                                      : ""));
    ui.trace.state("conflict", panel.conflict);
  }
  take_mouse(ui, panel, model, view);
  draw_cell_menu(ui, panel, model, out);
  // What there is to scroll over: headers take their room, too.
  ImGui::SetCursorPos(ImVec2(0, 0));
  ImGui::Dummy(ImVec2(left + content_x, ui.px(kHeadHeight) + content_y));
  ImGui::EndChild();
}

}  // namespace bandaji
