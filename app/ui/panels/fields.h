// Editing single values of one or of many records: text that is committed when it
// is left, vocabulary pickers, tags.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/model.h"
#include "app/ui/ui.h"
#include "db/vocabulary.h"

namespace bandaji {

// Text being typed.  It belongs to the records it was begun for, wherever the
// selection has gone since.
struct EditBuffer {
  std::vector<Id> ids;
  std::string before;
  std::string text;
  bool mixed = false;
  bool active = false;
  bool starts = false;  // Was clicked as wrapped text; takes the keyboard in the next frame.
};

struct TermPicker {
  std::string search;
  std::string matched;  // The search the matches are for.
  std::vector<const Term*> matches;
  std::shared_ptr<const Vocabulary> vocabulary;  // That they are of.
  std::size_t rows = 0;                          // When the list opened: it stays as tall while one types.
};

// "대여, 여주 " as tags.
std::vector<std::string> tags_typed(std::string_view text);

struct FieldEditor {
  std::map<std::string, EditBuffer, std::less<>> buffers;
  TermPicker picker;
  std::string new_tag;
};

// A value of an asset by the name SetField has for it.
std::string field_value(const Asset& asset, std::string_view field);

// The value all records of the batch share; `mixed` when they differ.
struct SharedValue {
  std::string value;
  bool mixed = false;
};
SharedValue shared_value(const std::vector<Asset>& batch, std::string_view field);

// Rows of the inspector; ids are "field.KEY".
void draw_text_field(Ui& ui, FieldEditor& editor, const UiModel& model, std::string_view field,
                     std::string_view label, int lines, std::string_view unit, Requests& out);
void draw_term_field(Ui& ui, FieldEditor& editor, const UiModel& model, std::string_view field,
                     std::string_view label, std::string_view facet, bool several, Requests& out);
void draw_tags(Ui& ui, FieldEditor& editor, const UiModel& model, std::string_view id, Requests& out);

// Text in a well, broken at its width: how long text is read before a click turns it into its field.  True
// when it was clicked.
bool draw_wrapped(Ui& ui, const std::string& id, const std::string& text, int lines);

// A vocabulary picker by itself.  True when a term was chosen into `key` (empty: none).
bool pick_term(Ui& ui, TermPicker& picker, std::string_view id, std::string_view facet, std::string& key,
               std::string_view placeholder, float width_units = -1, bool clearable = true,
               bool several = false);

// Several terms: those that are chosen as chips, and a way to one more.  True when `keys` (';'-separated)
// changed.
bool edit_terms(Ui& ui, TermPicker& picker, std::string_view id, std::string_view facet, std::string& keys,
                std::string_view placeholder);

}  // namespace bandaji
