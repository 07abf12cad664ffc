// What people call records, and which record they mean.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/catalog.h"
#include "db/production.h"

namespace bandaji {

// Reads each type once, when it is first asked for: one for a whole import or export, not one a row.  Knows
// nothing of later changes.
class RecordNames {
 public:
  explicit RecordNames(const Catalog& catalog) : catalog_(catalog) {}
  const Catalog& catalog() const { return catalog_; }

  // The live record of a type ("asset" for assets) that a text means: an id, its beginning (8 letters or
  // more), or what it is called: "3-12A" for a scene, "연희" for a character, "연희 2A" for a look, "D1" for
  // a story day, "C-0012#1" for a copy, "C-0012" for an asset.  Errors: NotFound, Conflict (several).
  Result<Id> find(std::string_view type, std::string_view text);
  // A text that find() takes for the record: its name when nothing else is called so, else its id.
  std::string text(std::string_view type, const Id& id);

 private:
  struct Book {
    std::unordered_map<std::string, std::vector<Id>> by_name;  // Lower case.
    std::unordered_map<Id, std::string> names;                 // The one to show.
  };
  const Book& book(RecordType type);
  std::vector<std::string> names_of(const struct RecordRow& row);

  const Catalog& catalog_;
  std::array<std::optional<Book>, kRecordTypes> books_;
  std::unordered_map<Id, std::string> asset_numbers_;
};

// One of RecordNames, for a single question.
Result<Id> find_record(const Catalog& catalog, RecordType type, std::string_view text);

}  // namespace bandaji
