// An open catalog as the window looks at it: what is searched for, what was found,
// what is selected, and the records of the selection.  Knows nothing of drawing.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/action.h"
#include "app/core/library.h"
#include "app/core/preferences.h"
#include "app/ui/model.h"
#include "app/ui/selection.h"

namespace bandaji {

class Session {
 public:
  Session(Library library, bool read_only);

  Library& library() { return library_; }
  const Library& library() const { return library_; }
  bool read_only() const { return read_only_; }

  void set_query(std::string query);
  const std::string& query() const { return query_; }
  void set_order(const std::string& field, bool descending);
  const SearchResult& result() const { return result_; }

  Selection& selection() { return selection_; }
  const Selection& selection() const { return selection_; }
  // The place of the focus in the result.
  std::optional<std::size_t> focus_index() const;
  // In the order of the result; what it does not show follows.  Found anew only when either changed.
  const std::vector<Id>& selected() const;

  // All edits as one change.  Errors: those of Library::apply().
  Result<void> apply(const Change& change);
  Result<void> undo();
  Result<void> redo();
  // Something was committed by others or by an import.  The order of what is shown stays where it can.
  void refresh();
  // What another program wrote.  True when something did.
  Result<bool> follow();

  // Grows with every commit that was made or taken in.
  std::uint64_t revision() const { return data_revision_; }

  // Brings the records in step with the selection; cheap when nothing changed.  True when they changed.
  bool load_records();
  const Details* details() const { return details_ ? &*details_ : nullptr; }
  const std::vector<Asset>& batch() const { return batch_; }
  const std::vector<std::pair<std::string, std::int64_t>>& tags() const { return tags_; }
  const Production& production() const { return production_; }
  const std::shared_ptr<const Vocabulary>& vocabulary() const { return vocabulary_; }

 private:
  void search(bool keep_order);
  std::vector<std::pair<std::string, std::int64_t>> known_tags() const;

  Library library_;
  bool read_only_ = false;
  std::string query_;
  SortField sort_ = SortField::Relevance;
  bool descending_ = true;
  SearchResult result_;
  Selection selection_;
  std::optional<Details> details_;
  std::vector<Asset> batch_;
  std::vector<std::pair<std::string, std::int64_t>> tags_;
  Production production_;
  std::uint64_t result_serial_ = 0;  // Grows with every search.
  struct Placed {
    std::uint64_t result = 0, selection = 0;  // Serial and revision that it is of; 0: of none.
  };
  mutable Placed focus_of_, selected_of_;
  mutable std::optional<std::size_t> focus_at_;
  mutable std::vector<Id> selected_;
  std::shared_ptr<const Vocabulary> vocabulary_;
  std::uint64_t data_revision_ = 1, loaded_data_ = 0, loaded_selection_ = 0;
};

// The query with a facet's term put in or taken out.
std::string toggled_query(const std::string& query, const std::string& term, bool on);

}  // namespace bandaji
