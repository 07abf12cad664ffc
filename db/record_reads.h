// Reading production records: as typed values, or as rows of text for whatever treats all
// types alike (CSV, forms, tests).
//
// "Live" means: neither the record nor anything it belongs to is in the trash.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/catalog.h"
#include "db/production.h"

namespace bandaji {

// A record as canonical texts, in the order of its description's columns.
struct RecordRow : Record {
  RecordType type = RecordType::Episode;
  std::vector<std::string> values;
  // Empty for a column that the type does not have.
  std::string_view value(std::string_view column) const;
  // What people call it: its first texts, "12A · 침전".
  std::string title() const;
};

// Live records in order: by position where there is one, else as they were made.  Empty when the catalog
// cannot be read.  Measurements are not read all together: ask for those of one actor.
template <class T>
requires(T::kType != RecordType::Measurement) std::vector<T> live_records(const Catalog& catalog);
// The live ones with this value, usually an owner's id: records_where<LookItem>(catalog, "look", id).
template <class T>
std::vector<T> records_where(const Catalog& catalog, std::string_view column, std::string_view value);
// One record, in the trash too.  Errors: NotFound, Io.
template <class T>
Result<T> record(const Catalog& catalog, const Id& id);

enum class PersonalData : std::uint8_t { LeaveOut, Include };
std::vector<RecordRow> live_rows(const Catalog& catalog, RecordType type,
                                 PersonalData personal = PersonalData::LeaveOut);
// The live ones with this value, as records_where().
std::vector<RecordRow> rows_where(const Catalog& catalog, RecordType type, std::string_view column,
                                  std::string_view value);
// A row as a typed value.  Expects: the row is of its type.
template <class T>
T typed_record(const RecordRow& row);
Result<RecordRow> record_row(const Catalog& catalog, RecordType type, const Id& id);
std::vector<RecordRow> trashed_rows(const Catalog& catalog);  // Of every type, newest first within each.
// The type of a record whose id is known, whatever its state; empty for assets and unknown ids.
std::optional<RecordType> type_of_record(const Catalog& catalog, const Id& id);

// A live record that names another one.
struct Use {
  RecordType type;
  Id id;
  std::string_view column;
};
// Everything that names an asset or a record (A8): looks, scenes, sets, collections …
std::vector<Use> where_used(const Catalog& catalog, const Id& id);

// The records touched by commits after activity `sequence`, every one once.
Result<std::vector<std::pair<RecordType, Id>>> changed_records_since(const Catalog& catalog,
                                                                     std::int64_t sequence);

// Scenes in the order of the script: by episode, then by number, naturally.
std::vector<Scene> scenes_in_order(const Catalog& catalog);
// Of one character, by change number; "2" before "2A" before "10".
std::vector<Look> looks_of(const Catalog& catalog, const Id& character);
// "3-12A": episode and number, as people say it.
std::string scene_name(const Episode& episode, const Scene& scene);

}  // namespace bandaji
