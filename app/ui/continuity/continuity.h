// The Continuity workspace: the scene × character matrix, the tables of the story behind it,
// what the solver finds, and the inspector of what has the focus.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "app/ui/continuity/matrix_layout.h"
#include "app/ui/continuity/record_form.h"
#include "app/ui/keys.h"
#include "app/ui/model.h"
#include "app/ui/records/own_fields.h"
#include "app/ui/ui.h"
#include "db/hints.h"

namespace bandaji {

enum class StoryPage : std::uint8_t { Matrix, Scenes, Characters, Days, Episodes, Actors };
inline constexpr std::size_t kStoryPages = 6;
// Of which records a table is; Scene for the matrix, too.
RecordType record_type_of(StoryPage page);

// Looks that are about to be made because cells asked for their numbers.
struct NewLooksDialog {
  std::vector<CellText> cells;
  std::vector<MissingLook> looks;
  std::vector<std::string> names;
  bool just_opened = true;
};

struct WaiveDialog {
  std::string rule, place;
  std::string sentence;
  std::string reason;
  bool just_opened = true;
};

struct ContinuityPanel {
  StoryPage page = StoryPage::Matrix;
  MatrixFilter filter;
  MatrixLayout layout;  // As of the last frame; keys step through it.
  CellRef cursor, anchor;
  bool show_cursor = false;    // Scrolls to it in the next frame.
  bool center_cursor = false;  // In the middle, when it was out of sight.
  bool dragging = false;       // A range of cells.
  CellRef under_hand;          // Where the mouse rests; empty outside the cells.
  int page_rows = 10;          // Scenes that fit, for Page Up and Page Down.
  // A change number being typed into the cell under the cursor.
  bool entering = false;
  std::string entry;
  // The conflict that was jumped to.
  std::string conflict;
  bool show_conflict = false;  // Scrolls to it.
  // What the tables have in focus, a record a page.
  std::array<Id, kStoryPages> focus;
  std::array<bool, kStoryPages> show_focus{};
  // A record was just made at this revision of the story, which does not know it yet.
  std::uint64_t made_at = 0;
  // Thumbnails asked for in the last frame.
  std::vector<Id> wanted;

  RecordForm scene_form, character_form, cell_form, table_form;
  OwnFieldsPanel scene_own, character_own, cell_own, table_own;
  std::map<Id, RecordForm> casting_forms;
  std::string record_search;
  TermPicker terms;
  // Hints for the look in focus, as of a revision of the story.
  std::vector<Hint> hints;
  Id hints_of;
  std::uint64_t hints_revision = 0;
  // Where the record in focus is used, as of a revision of the story.
  std::vector<Use> uses;
  Id uses_of;
  std::uint64_t uses_revision = 0;
  // Measurements are read when somebody asks for those of one actor, and shown until the focus moves on.
  Id measured;
  std::string new_measure, new_value;

  NewLooksDialog new_looks;
  WaiveDialog waive;
};

void draw_continuity(Ui& ui, ContinuityPanel& panel, const UiModel& model, bool sides, float right_units,
                     float bottom_units, Requests& out);

// Puts the cursor there and brings the place into sight; a filter that hides it is taken off.
void go_to_cell(ContinuityPanel& panel, const StoryModel& story, const CellRef& cell);
// The next open conflict after (or before) the one that was jumped to.
void step_conflict(ContinuityPanel& panel, const StoryModel& story, int step);
void go_to_conflict(ContinuityPanel& panel, const StoryModel& story, const Conflict& conflict);
// A record of the story gets the focus; false for types that have no place here.
bool show_story_record(ContinuityPanel& panel, const StoryModel& story, RecordType type, const Id& id);

// Keys that the workspace hears before the table of actions: moving, typing, editing cells.  True when used.
bool continuity_key(ContinuityPanel& panel, const UiModel& model, const Chord& chord, Requests& out);
// An action of the table that is about the workspace.
void continuity_action(ContinuityPanel& panel, const UiModel& model, Action action, Requests& out);
// Cells that edits are about: the range, or the one under the cursor.
std::vector<CellRef> selected_cells(const ContinuityPanel& panel);
// Applies numbers; asks first when looks are missing.
void enter_texts(ContinuityPanel& panel, const UiModel& model, std::vector<CellText> cells, Requests& out);
void start_waiver(ContinuityPanel& panel, std::string_view rule, std::string_view place,
                  std::string_view sentence, Requests& out);

// Parts, for continuity.cpp.
void draw_matrix(Ui& ui, ContinuityPanel& panel, const UiModel& model, ImVec2 min, ImVec2 max, Requests& out);
void draw_conflicts(Ui& ui, ContinuityPanel& panel, const UiModel& model, Requests& out);
void draw_story_table(Ui& ui, ContinuityPanel& panel, const UiModel& model, Requests& out);
void draw_cell_inspector(Ui& ui, ContinuityPanel& panel, const UiModel& model, Requests& out);
void draw_record_inspector(Ui& ui, ContinuityPanel& panel, const UiModel& model, Requests& out);
void draw_photos(Ui& ui, ContinuityPanel& panel, const UiModel& model, const CellRef& cell, Requests& out);
void draw_hints(Ui& ui, ContinuityPanel& panel, const UiModel& model, const Id& look, Requests& out);
// A conflict's sentence with its button to waive it, or the reason why it was.
void draw_conflict_card(Ui& ui, ContinuityPanel& panel, const UiModel& model, const Conflict& conflict,
                        Requests& out);
void add_story_record(ContinuityPanel& panel, const UiModel& model, StoryPage page, Requests& out);
bool story_table_key(ContinuityPanel& panel, const UiModel& model, const Chord& chord, Requests& out);

// Dialogs.
void draw_new_looks(Ui& ui, NewLooksDialog& dialog, const UiModel& model, Requests& out);
void draw_waive(Ui& ui, WaiveDialog& dialog, const UiModel& model, Requests& out);
Change un_waive(const Id& waiver);

}  // namespace bandaji
