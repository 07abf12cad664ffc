// The vocabulary of the open catalog: a tree of terms to search, and what a studio does to
// it (A4): its own terms, terms retired and restored, terms merged.
//
// View state only; edits leave as requests, so that each is one step of undo.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/keys.h"
#include "app/ui/model.h"
#include "app/ui/panels/fields.h"
#include "app/ui/ui.h"
#include "db/studio_vocabulary.h"

namespace bandaji {

// A line of the tree: a facet, or a term in it.
struct VocabularyRow {
  std::string_view facet;
  const Term* term = nullptr;  // Null for the facet itself.
  int depth = 0;
  bool has_children = false;
  bool open = false;
  std::int64_t uses = 0;  // Of a facet and a closed term with all below them.

  std::string_view id() const { return term != nullptr ? term->key : facet; }
};

struct VocabularyPanel {
  std::string search;
  bool only_used = false, only_own = false, with_retired = false;
  std::string chosen;  // Key of a term, or a facet.
  std::set<std::string, std::less<>> open;
  bool show_chosen = false;
  bool focus_search = true;
  bool search_active = false;  // Arrows go from it into the tree; in other fields they move the caret.

  // What the right side does.
  enum class Mode : std::uint8_t { Term, Add, Merge } mode = Mode::Term;
  StudioTerm draft;         // Of Add.
  bool focus_name = false;  // Its name is typed next.
  std::string into;         // Of Merge.
  std::string wanted;       // Korean name of the term that was added, chosen when it is there.
  TermPicker picker;
  struct Field {
    std::string term;
    std::string text, before;
    bool active = false;
  };
  std::map<std::string, Field, std::less<>> fields;

  // Made from the above and the catalog.
  std::shared_ptr<const Vocabulary> vocabulary;
  std::uint64_t revision = 0;
  std::string made_for;
  TermCounts counts;
  std::vector<VocabularyRow> rows;
  int page_rows = 10;
};

void draw_vocabulary(Ui& ui, VocabularyPanel& panel, const UiModel& model, Requests& out);
// True when the key was one of the panel's.
bool vocabulary_key(VocabularyPanel& panel, const Chord& chord, bool text_active, const UiModel& model,
                    Requests& out);

// vocabulary_rows.cpp: brings counts and rows in step with the vocabulary and the search.
void make_vocabulary_rows(VocabularyPanel& panel, const std::shared_ptr<const Vocabulary>& vocabulary,
                          const UiModel& model);
std::int64_t uses_of(const VocabularyPanel& panel, std::string_view key);

}  // namespace bandaji
