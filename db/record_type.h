// The kinds of production record and what each of their columns holds.
//
// One table per kind (record_descriptions_*.cpp) is all there is to know about it: SQL,
// checks, edits, their inverses, JSON, CSV and forms are made from that table.  To add
// a column: one line there, one member in db/production.h, one migration.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assets/result.h"
#include "db/vocabulary.h"

namespace bandaji {

enum class RecordType : std::uint8_t {  // In memory only; on disk they go by name.
  Episode,
  ShootDay,
  StoryDay,
  Scene,
  Character,
  Actor,
  Casting,
  Look,
  LookItem,
  ConditionStage,
  FaceMark,
  Colorway,
  SceneLook,
  ScenePhoto,
  FilmSet,
  SetPart,
  SetState,
  Dressing,
  Location,
  Unit,
  Movement,
  Palette,
  PaletteEntry,
  Collection,
  CollectionItem,
  Relation,
  CustomField,
  CustomValue,
  Waiver,
  StudioTerm,
  CompositionVersion,
  CompositionDecision,
  Measurement,
};
inline constexpr std::size_t kRecordTypes = static_cast<std::size_t>(RecordType::Measurement) + 1;

// How a value is checked and stored.  Every value has one canonical text; edits, logs and CSV use it.
enum class ColumnKind : std::uint8_t {
  Line,          // One line.
  Text,          // Several lines.
  Integer,       // Whole number from low to high; empty is 0.
  Money,         // Whole won.
  Flag,          // "yes" or "no".
  Date,          // "2026-03-05".
  Term,          // Key of the facet in `detail`.
  Terms,         // Several, ';'-separated.
  OneOf,         // One of the words in `detail`, or empty.
  Status,        // Key of facet "status".
  Position,      // Order among the records of one owner; one after the last when not given.
  Color,         // "#RRGGBB".
  Condition,     // "cd_blood:2;cd_dust:1": levels 1 to 9 of terms of facet "condition", sorted.
  Placement,     // Ten numbers (db/production.h); empty is at the origin.
  Owner,         // Id of the record it belongs to and is seen with; type in `detail`.
  Reference,     // Id of a record of the type in `detail`, or empty.
  Version,       // Id of a version of an asset, or empty.
  AnyReference,  // Id of an asset or of any record.
};

struct RecordColumn {
  std::string_view name;  // Stored on disk; never renamed.
  std::string_view ko;
  std::string_view en;
  ColumnKind kind = ColumnKind::Line;
  // Facet, words separated by ';', or name of the referenced type ("asset" for assets).
  std::string_view detail = {};
  std::int64_t low = 0;
  std::int64_t high = std::numeric_limits<std::int64_t>::max();
  bool is_required = false;  // Never empty.
  // All columns so marked together are unique among live records of the type.
  bool is_key = false;
  bool is_personal = false;  // Kept out of the log, and out of exports unless asked for.
  bool is_fixed = false;     // Given when the record is made, and never changed.

  // Values are terms, or begin with them ("cd_blood:2").
  bool has_terms() const {
    return kind == ColumnKind::Term || kind == ColumnKind::Terms || kind == ColumnKind::Status ||
           kind == ColumnKind::Condition;
  }
  // The facet those are of; empty when there are none.
  std::string_view facet() const {
    return !has_terms()                    ? std::string_view()
           : kind == ColumnKind::Status    ? "status"
           : kind == ColumnKind::Condition ? "condition"
                                           : detail;
  }
  bool is_reference() const { return kind >= ColumnKind::Owner; }
  bool is_whole_number() const {
    return kind == ColumnKind::Integer || kind == ColumnKind::Money || kind == ColumnKind::Flag ||
           kind == ColumnKind::Position;
  }
};

struct RecordDescription {
  RecordType type;
  std::string_view name;  // "scene_look": table, JSON and command line; never renamed.
  std::string_view ko;
  std::string_view en;
  std::vector<RecordColumn> columns;
  std::vector<std::string> defaults;  // Values of a new record, one a column.

  // Index into columns; columns.size() when there is none of this name.
  std::size_t find(std::string_view column) const;
};

const RecordDescription& describe(RecordType type);
std::span<const RecordDescription> all_record_descriptions();  // In the order of RecordType.
// By name ("scene_look"); empty when there is none.
std::optional<RecordType> record_type_from_name(std::string_view name);

// What is known of the production itself besides its titles: code, genre, eras, network …
std::span<const RecordColumn> production_details();

// The value as stored, in canonical text.  Whether references exist is checked by the edit.
// Errors: Invalid, with a sentence that names the column.
Result<std::string> clean_column(const RecordColumn& column, std::string_view value,
                                 const Vocabulary& vocabulary = Vocabulary::shipped());

// A condition as pairs of term and level, and back; both in the order of the keys.
using ConditionLevels = std::vector<std::pair<std::string, int>>;
ConditionLevels parse_condition(std::string_view text);
std::string format_condition(const ConditionLevels& levels);

}  // namespace bandaji
