// Columns of one record of the production as rows of a panel: a label, and what the
// column is edited with.  Every edit is one change that can be taken back.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/ui/model.h"
#include "app/ui/panels/fields.h"
#include "app/ui/ui.h"
#include "db/record_reads.h"

namespace bandaji::rows {

struct Buffer {
  Id id;  // Of the record that it was begun for.
  std::string before, text;
  bool active = false;
};

struct Editor {
  std::map<std::string, Buffer, std::less<>> buffers;
  TermPicker terms;
  std::string scene_search;
};

// Ids are "PREFIX.COLUMN".  `row` holds the values as they are.
void draw(Ui& ui, Editor& editor, const UiModel& model, std::string_view prefix, const RecordRow& row,
          std::span<const std::string_view> columns, Requests& out);
void draw(Ui& ui, Editor& editor, const UiModel& model, std::string_view prefix, const RecordRow& row,
          std::initializer_list<std::string_view> columns, Requests& out);

// A whole number from 0 to 100 under a slider; written when it is let go.
void draw_per_cent(Ui& ui, Editor& editor, const UiModel& model, std::string_view prefix,
                   const RecordRow& row, std::string_view column, Requests& out);

// One field of a record, set as a change with the column's name in its label.
request::Apply set_field(RecordType type, const Id& id, std::string_view column, std::string value);
// A word of a OneOf column as people say it.
std::string_view word_label(std::string_view word, bool korean);
// Text typed as a value of its own, outside of a record; true when it was finished and differs.
bool typed(Ui& ui, Editor& editor, std::string_view id, const Id& owner, std::string& value,
           const ui::InputStyle& style);

// A color as "#RRGGBB" with a swatch that opens a picker; empty for none.  True when it was finished and
// differs.
bool edit_color(Ui& ui, Editor& editor, std::string_view id, const Id& owner, std::string& value,
                bool read_only);
// A condition as chips with their levels, and a way to one more; true when `value` changed.
bool edit_condition(Ui& ui, Editor& editor, std::string_view id, std::string& value, bool read_only);
std::string condition_words(const Ui& ui, std::string_view value);  // "혈흔 2 · 먼지 1"
ImU32 color_of(std::string_view hex, ImU32 otherwise);

}  // namespace bandaji::rows
