// Random edits of every record type, made from the descriptions, and all records as text.
#pragma once

#include <optional>
#include <random>
#include <set>
#include <string>

#include "db/catalog.h"
#include "db/edit.h"
#include "db/record_reads.h"

namespace bandaji {

// Every live record, as people can see it.
std::string visible_records(const Catalog& catalog);

class RandomRecords {
 public:
  RandomRecords(const Catalog& catalog, unsigned seed) : catalog_(catalog), random_(seed) {}
  // Empty when nothing fits yet, such as a unit without any asset.
  std::optional<Edit> next();

 private:
  std::size_t pick(std::size_t count) { return random_() % count; }
  // A value the column takes; empty when there is nothing to refer to.
  std::optional<std::string> value(const RecordColumn& column);
  // Likewise of a term of the studio, which is about its own facets and keys.
  std::optional<std::string> term_value(const RecordColumn& column);
  std::optional<Id> reference(std::string_view type);
  std::string term(std::string_view facet);

  const Catalog& catalog_;
  std::mt19937 random_;
};

}  // namespace bandaji
