// Changes as data.  Catalog::apply() makes all edits of a Change in one
// transaction, writes the activity log in it, and returns the Change that takes
// it back; undo and redo are apply() again.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "db/production.h"
#include "db/records.h"

namespace bandaji {

// Adds a record with its first version (or none: a record to be filled later).
struct AddAsset {
  Asset asset;                              // id, number and times are filled in when empty.
  std::vector<AssetVersion> versions = {};  // Usually one; the last becomes current.
};

// Takes a record out of sight, bytes kept; only as inverse of AddAsset, and back.
struct SetRemoved {
  Id asset;
  bool removed = true;
};

// A later version becomes the current one.
struct AddVersion {
  AssetVersion version;  // id, number and time are filled in when empty.
};

// Hides a version and makes `current` the current one; inverse of AddVersion, and back.
struct SetVersionRemoved {
  Id version;
  bool removed = true;
  Id current;
};

struct SetCurrentVersion {
  Id asset;
  Id version;
};

// One value of one record.  `field` is number, kind, name_ko, name_en, romanized, aliases,
// status, rating, color_label, notes, or a key of db/fields.h.
struct SetField {
  Id asset;
  std::string field;
  std::string value;
  // When set, the edit fails with Conflict unless the record had this revision before the change.
  std::optional<std::int64_t> expected_revision = {};
  // When set, the edit fails with Conflict unless the field still holds this; so that an inverse
  // never takes back what somebody else wrote since.
  std::optional<std::string> expected_value = {};
};

struct SetTags {
  Id asset;
  std::vector<std::string> add = {};
  std::vector<std::string> remove = {};
};

struct SetTrashed {
  Id asset;
  bool trashed = true;
};

// Colors found when the first picture was drawn; not undoable by itself and not logged.
struct SetPalette {
  Id version;
  std::vector<std::string> colors;
};

// Appends; its inverse appends a withdrawal, and the inverse of that a withdrawal of the withdrawal.
// Sets the record's status to match.
struct RecordDecision {
  Decision decision;        // id, version, hash and time are filled in when empty: the current version.
  std::string status = {};  // Status to set instead of the one that matches the verdict.
};

// Sets the titles and those details that are named; an empty detail is taken away.
struct SetProduction {
  Production production;
};

// Column names and values; canonical texts come back from reading, other proper ones are accepted.
using RecordValues = std::vector<std::pair<std::string, std::string>>;

// Adds a record of the production (db/production.h; make_record() makes one from a value).
// Columns that are not named have their defaults, a position comes after the last.
struct AddRecord {
  RecordType type = RecordType::Scene;
  Id id = {};  // A new one when empty.
  RecordValues values = {};
};

// One column of one record.
struct SetRecordField {
  RecordType type = RecordType::Scene;
  Id id;
  std::string column;
  std::string value;
  // As in SetField.
  std::optional<std::int64_t> expected_revision = {};
  std::optional<std::string> expected_value = {};
};

// To the trash and back.  What belongs to the record goes and comes with it, what only names it stays as it
// is: a scene keeps its place when its set is thrown away.  No file is ever deleted.
struct SetRecordState {
  RecordType type = RecordType::Scene;
  Id id;
  RecordState state = RecordState::Trashed;
};

using Edit = std::variant<AddAsset, SetRemoved, AddVersion, SetVersionRemoved, SetCurrentVersion, SetField,
                          SetTags, SetTrashed, SetPalette, RecordDecision, SetProduction, AddRecord,
                          SetRecordField, SetRecordState>;

struct Change {
  std::vector<Edit> edits;  // Applied in order; the inverse holds theirs in reverse.
  std::string label_ko;     // For the status bar and the undo menu: "이름 변경".
  std::string label_en;     // "Rename".
  // Changes made one after another under the same name, such as the files of one import, are taken back in
  // one step.  Empty: a step of its own.
  std::string batch = {};
};

}  // namespace bandaji
