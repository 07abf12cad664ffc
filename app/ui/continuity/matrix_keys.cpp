// Keys and commands of the Continuity workspace.
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>

#include "app/ui/continuity/continuity.h"
#include "assets/text.h"
#include "db/record_edits.h"

namespace bandaji {
namespace {

bool writable(const UiModel& model) {
  return model.story && model.library && !model.read_only;
}

// Moves the cursor by cells; without `extend` the range follows it.
void move_cursor(ContinuityPanel& panel, long rows, long columns, bool extend) {
  const MatrixLayout& layout = panel.layout;
  if (layout.empty()) return;
  const auto row = static_cast<long>(layout.row_of(panel.cursor.scene).value_or(0));
  const auto column = static_cast<long>(layout.column_of(panel.cursor.character).value_or(0));
  const long last_row = static_cast<long>(layout.scene_rows.size()) - 1;
  const long last_column = static_cast<long>(layout.columns.size()) - 1;
  panel.cursor = layout.cell_at(static_cast<std::size_t>(std::clamp(row + rows, 0L, last_row)),
                                static_cast<std::size_t>(std::clamp(column + columns, 0L, last_column)));
  if (!extend) panel.anchor = panel.cursor;
  panel.show_cursor = true;
  panel.conflict.clear();
}

void commit_entry(ContinuityPanel& panel, const UiModel& model, Requests& out) {
  panel.entering = false;
  enter_texts(panel, model, {{panel.cursor, panel.entry}}, out);
  panel.entry.clear();
}

// While a number is typed.  True when the key was part of that.
bool entry_key(ContinuityPanel& panel, const UiModel& model, const Chord& chord, Requests& out) {
  switch (chord.key) {
    case GLFW_KEY_ESCAPE:
      panel.entering = false;
      return true;
    case GLFW_KEY_BACKSPACE:
      while (!panel.entry.empty() && (static_cast<unsigned char>(panel.entry.back()) & 0xC0u) == 0x80u)
        panel.entry.pop_back();
      if (!panel.entry.empty()) panel.entry.pop_back();
      if (panel.entry.empty()) panel.entering = false;
      return true;
    case GLFW_KEY_ENTER:
    case GLFW_KEY_DOWN:
      commit_entry(panel, model, out);
      if (out.empty() || !std::holds_alternative<request::ShowDialog>(out.back()))
        move_cursor(panel, 1, 0, false);
      return true;
    case GLFW_KEY_TAB:
    case GLFW_KEY_RIGHT:
      commit_entry(panel, model, out);
      move_cursor(panel, 0, chord.shift ? -1 : 1, false);
      return true;
    case GLFW_KEY_UP:
      commit_entry(panel, model, out);
      move_cursor(panel, -1, 0, false);
      return true;
    case GLFW_KEY_LEFT:
      commit_entry(panel, model, out);
      move_cursor(panel, 0, -1, false);
      return true;
    default:
      return false;
  }
}

bool matrix_key(ContinuityPanel& panel, const UiModel& model, const Chord& chord, Requests& out) {
  if (panel.layout.empty()) return false;
  if (panel.entering && !chord.ctrl && !chord.alt && entry_key(panel, model, chord, out)) return true;
  if (chord.alt) return false;
  const long far = 1L << 20;
  switch (chord.key) {
    case GLFW_KEY_LEFT:
      move_cursor(panel, 0, chord.ctrl ? -far : -1, chord.shift);
      return true;
    case GLFW_KEY_RIGHT:
      move_cursor(panel, 0, chord.ctrl ? far : 1, chord.shift);
      return true;
    case GLFW_KEY_UP:
      move_cursor(panel, chord.ctrl ? -far : -1, 0, chord.shift);
      return true;
    case GLFW_KEY_DOWN:
      move_cursor(panel, chord.ctrl ? far : 1, 0, chord.shift);
      return true;
    case GLFW_KEY_PAGE_UP:
      move_cursor(panel, -panel.page_rows, 0, chord.shift);
      return true;
    case GLFW_KEY_PAGE_DOWN:
      move_cursor(panel, panel.page_rows, 0, chord.shift);
      return true;
    case GLFW_KEY_HOME:
      move_cursor(panel, chord.ctrl ? -far : 0, -far, chord.shift);
      return true;
    case GLFW_KEY_END:
      move_cursor(panel, chord.ctrl ? far : 0, far, chord.shift);
      return true;
    case GLFW_KEY_ESCAPE:
      if (panel.anchor == panel.cursor) return false;
      panel.anchor = panel.cursor;
      return true;
    case GLFW_KEY_ENTER:
    case GLFW_KEY_F2: {
      if (chord.ctrl || chord.shift || !writable(model)) return false;
      panel.entering = true;
      panel.entry.clear();
      const SceneLook* cell = model.story->cell(panel.cursor.scene, panel.cursor.character);
      if (const Look* look = cell ? model.story->look(cell->look) : nullptr) panel.entry = look->number;
      panel.show_cursor = true;
      return true;
    }
    default:
      return false;
  }
}

// On when any of the cells lacks it, off when all have it.
void toggle(ContinuityPanel& panel, const UiModel& model, std::string_view column, bool SceneLook::*member,
            Requests& out) {
  const std::vector<CellRef> cells = selected_cells(panel);
  bool all = true;
  for (const CellRef& cell : cells)
    if (const SceneLook* held = model.story->cell(cell.scene, cell.character)) all = all && held->*member;
  Change change = set_in_cells(*model.story, cells, column, all ? "no" : "yes");
  if (!change.edits.empty()) out.emplace_back(request::Apply{std::move(change)});
}

void copy_on(ContinuityPanel& panel, const UiModel& model, Requests& out) {
  const auto range = range_between(panel.layout, panel.anchor, panel.cursor);
  const Catalog& catalog = model.library->catalog();
  if (range && range->rows() > 1) {
    Change change = fill_down(catalog, *model.story, cells_in(panel.layout, *range), range->columns());
    if (!change.edits.empty()) out.emplace_back(request::Apply{std::move(change)});
    return;
  }
  Change whole;
  for (const CellRef& cell : selected_cells(panel)) {
    auto change = copy_forward(catalog, cell.scene, cell.character);
    if (!change) continue;  // Nothing is worn there.
    whole.label_ko = change->label_ko;
    whole.label_en = change->label_en;
    for (Edit& edit : change->edits) whole.edits.push_back(std::move(edit));
  }
  if (!whole.edits.empty()) out.emplace_back(request::Apply{std::move(whole)});
}

}  // namespace

std::vector<CellRef> selected_cells(const ContinuityPanel& panel) {
  const auto range = range_between(panel.layout, panel.anchor, panel.cursor);
  return range ? cells_in(panel.layout, *range) : std::vector<CellRef>();
}

void enter_texts(ContinuityPanel& panel, const UiModel& model, std::vector<CellText> cells, Requests& out) {
  if (!writable(model)) return;
  std::vector<MissingLook> missing = missing_looks(*model.story, cells);
  if (!missing.empty()) {
    panel.new_looks = NewLooksDialog();
    panel.new_looks.names.resize(missing.size());
    panel.new_looks.looks = std::move(missing);
    panel.new_looks.cells = std::move(cells);
    out.emplace_back(request::ShowDialog{Dialog::NewLooks});
    return;
  }
  Change change = enter_cells(model.library->catalog(), *model.story, cells);
  if (!change.edits.empty()) out.emplace_back(request::Apply{std::move(change)});
}

void go_to_cell(ContinuityPanel& panel, const StoryModel& story, const CellRef& cell) {
  panel.page = StoryPage::Matrix;
  panel.entering = false;
  CellRef to = cell;
  if (to.character.empty()) to.character = panel.cursor.character;
  panel.layout.update(story, panel.filter);
  const bool hidden =
      !panel.layout.row_of(to.scene) || (!to.character.empty() && !panel.layout.column_of(to.character));
  if (hidden) panel.filter = MatrixFilter();
  panel.cursor = panel.anchor = to;
  panel.show_cursor = panel.center_cursor = true;
}

void go_to_conflict(ContinuityPanel& panel, const StoryModel& story, const Conflict& conflict) {
  go_to_cell(panel, story, {conflict.scene, conflict.character});
  panel.conflict = conflict.id();
  panel.show_conflict = true;
}

void step_conflict(ContinuityPanel& panel, const StoryModel& story, int step) {
  std::vector<const Conflict*> open;
  std::size_t at = 0;
  bool found = false;
  for (const Conflict* conflict : story.conflicts()) {
    if (conflict->id() == panel.conflict) {
      // A waived one stands between its neighbors.
      at = open.size();
      found = true;
      if (!conflict->waiver.empty() && step > 0 && at > 0) --at;
      if (!conflict->waiver.empty() && at == 0 && step > 0) found = false;
    }
    if (conflict->waiver.empty()) open.push_back(conflict);
  }
  if (open.empty()) return;
  if (!found) {
    // From where the cursor is.
    at = step > 0 ? 0 : open.size() - 1;
    for (std::size_t i = 0; i < open.size(); ++i)
      if (open[i]->scene == panel.cursor.scene) {
        at = i;
        break;
      }
  } else {
    at = (at + (step > 0 ? 1 : open.size() - 1)) % open.size();
  }
  go_to_conflict(panel, story, *open[at]);
}

bool show_story_record(ContinuityPanel& panel, const StoryModel& story, RecordType type, const Id& id) {
  const auto show_in = [&](StoryPage page) {
    panel.page = page;
    panel.focus[static_cast<std::size_t>(page)] = id;
    panel.show_focus[static_cast<std::size_t>(page)] = true;
    return true;
  };
  switch (type) {
    case RecordType::Scene:
      go_to_cell(panel, story, {id, {}});
      return true;
    case RecordType::SceneLook:
      if (const SceneLook* cell = story.scene_look(id))
        go_to_cell(panel, story, {cell->scene, cell->character});
      return true;
    case RecordType::Character:
      return show_in(StoryPage::Characters);
    case RecordType::StoryDay:
      return show_in(StoryPage::Days);
    case RecordType::Episode:
      return show_in(StoryPage::Episodes);
    case RecordType::Actor:
      return show_in(StoryPage::Actors);
    default:
      return false;
  }
}

void start_waiver(ContinuityPanel& panel, std::string_view rule, std::string_view place,
                  std::string_view sentence, Requests& out) {
  panel.waive = WaiveDialog();
  panel.waive.rule = rule;
  panel.waive.place = place;
  panel.waive.sentence = sentence;
  out.emplace_back(request::ShowDialog{Dialog::Waive});
}

bool continuity_key(ContinuityPanel& panel, const UiModel& model, const Chord& chord, Requests& out) {
  if (!model.story) return false;
  panel.layout.update(*model.story, panel.filter);
  if (panel.page != StoryPage::Matrix) return story_table_key(panel, model, chord, out);
  return matrix_key(panel, model, chord, out);
}

void continuity_action(ContinuityPanel& panel, const UiModel& model, Action action, Requests& out) {
  if (!model.story) return;
  const StoryModel& story = *model.story;
  panel.layout.update(story, panel.filter);
  const bool matrix = panel.page == StoryPage::Matrix;
  switch (action) {
    case Action::StoryNextConflict:
      return step_conflict(panel, story, 1);
    case Action::StoryPreviousConflict:
      return step_conflict(panel, story, -1);
    case Action::StoryOnlyConflicts:
      panel.filter.only_conflicts = !panel.filter.only_conflicts;
      panel.show_cursor = true;
      return;
    case Action::StoryCopyCells:
      if (const auto range = range_between(panel.layout, panel.anchor, panel.cursor); matrix && range)
        out.emplace_back(request::CopyText{cells_as_text(panel.layout, story, *range)});
      return;
    default:
      break;
  }
  if (!writable(model)) return;
  if (action == Action::StoryWaive) {
    const auto of = [&](const Conflict& one) { return one.id() == panel.conflict && one.waiver.empty(); };
    const Conflict* chosen = nullptr;
    for (const Conflict* one : story.conflicts())
      if (of(*one)) chosen = one;
    for (const Conflict* one : story.conflicts())
      if (!chosen && one->waiver.empty() && one->scene == panel.cursor.scene &&
          (one->character == panel.cursor.character || one->character.empty()))
        chosen = one;
    if (chosen)
      start_waiver(panel, chosen->rule, chosen->place,
                   model.preferences.language == Language::Korean ? chosen->sentence_ko : chosen->sentence_en,
                   out);
    return;
  }
  if (action == Action::StoryAdd)
    return add_story_record(panel, model, matrix ? StoryPage::Scenes : panel.page, out);
  if (!matrix) return;
  const std::vector<CellRef> cells = selected_cells(panel);
  const auto apply = [&](Change change) {
    if (!change.edits.empty()) out.emplace_back(request::Apply{std::move(change)});
  };
  switch (action) {
    case Action::StoryEnterScene: {
      std::vector<CellRef> free;
      for (const CellRef& cell : cells)
        if (!story.cell(cell.scene, cell.character)) free.push_back(cell);
      return apply(wear_in_cells(model.library->catalog(), story, free, {}));
    }
    case Action::StoryLeaveScene:
      return apply(empty_cells(story, cells));
    case Action::StoryCopyForward:
      return copy_on(panel, model, out);
    case Action::StoryDeclareChange:
      return toggle(panel, model, "change_declared", &SceneLook::change_declared, out);
    case Action::StoryWashed:
      return toggle(panel, model, "washed", &SceneLook::washed, out);
    case Action::StoryShot:
      return toggle(panel, model, "shot", &SceneLook::shot, out);
    case Action::StoryPasteCells: {
      const auto range = range_between(panel.layout, panel.anchor, panel.cursor);
      const char* text = ImGui::GetClipboardText();
      if (!range || !text) return;
      return enter_texts(panel, model, text_over_cells(panel.layout, *range, text), out);
    }
    default:
      return;
  }
}

}  // namespace bandaji
