// A record of the production as a form: one row a column of its description, each edit one
// undoable change.  Any type of record; what a column is decides how it is edited.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/ui/continuity/story_model.h"
#include "app/ui/model.h"
#include "app/ui/panels/fields.h"
#include "app/ui/ui.h"
#include "db/record_reads.h"

namespace bandaji {

// Text being typed; it belongs to the record it was begun for, wherever the focus has gone since.
struct FormBuffer {
  Id id;
  std::string before;
  std::string text;
  bool active = false;
  bool starts = false;  // Was clicked as wrapped text; takes the keyboard in the next frame.
};

struct RecordForm {
  std::map<std::string, FormBuffer, std::less<>> buffers;
  TermPicker terms;
  std::string record_search;
  // The record that is shown, as it was read at this revision of the story.
  RecordRow row;
  std::uint64_t revision = 0;
};

// Rows for these columns of a record; widget ids are "PREFIX.COLUMN".  Draws nothing for a record that is not
// there.
void draw_record_form(Ui& ui, RecordForm& form, const UiModel& model, std::string_view prefix,
                      RecordType type, const Id& id, std::span<const std::string_view> columns,
                      Requests& out);

// A list of live records of a type to choose from, with a search where it is long, of which `search` keeps
// the text.  True when one was chosen into `id` (empty: none).
bool pick_record(Ui& ui, std::string& search, std::string_view widget, const StoryModel& story,
                 RecordType type, Id& id, std::string_view placeholder, float width_units = -1);
// The same for images of the catalog.
bool pick_image(Ui& ui, std::string& search, const UiModel& model, std::string_view widget,
                std::string_view label, Id& id, float width_units = -1);

// A condition as chips of terms with levels, and a way to one more.  True when `value` changed.
bool edit_condition(Ui& ui, TermPicker& picker, std::string_view widget, std::string& value, bool read_only);
// "혈흔 2 · 먼지 1"
std::string condition_text(const Ui& ui, std::string_view value);

// The words of a column of kind OneOf ("hero", "INT/EXT") as this language writes them.
std::string_view word_label(std::string_view word, bool korean);
// The change that sets one column of one record, labelled by the column.
Change set_column(RecordType type, const Id& id, std::string_view column, std::string_view value);

}  // namespace bandaji
