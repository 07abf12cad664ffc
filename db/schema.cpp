#include "db/schema.h"

#include <fmt/format.h>

#include <array>

#include "assets/text.h"
#include "db/engine/platform.h"
#include "db/schema_steps.h"

namespace bandaji {
namespace {

// Rows are joined by small integers; people and files see ids.  What the grid and the index need of an
// asset is apart from its long texts, so that reading all of it stays cheap.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE production(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE number_series(
  prefix TEXT PRIMARY KEY,
  last INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE asset(
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name_ko TEXT NOT NULL,
  name_en TEXT NOT NULL,
  romanized TEXT NOT NULL,
  status TEXT NOT NULL,
  rating INTEGER NOT NULL CHECK (rating BETWEEN 0 AND 5),
  color_label INTEGER NOT NULL CHECK (color_label BETWEEN 0 AND 7),
  current_version TEXT REFERENCES version(id) DEFERRABLE INITIALLY DEFERRED,
  trashed INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  revision INTEGER NOT NULL);

CREATE TABLE asset_text(
  asset INTEGER PRIMARY KEY REFERENCES asset(seq),
  aliases TEXT NOT NULL,
  notes TEXT NOT NULL);

CREATE TABLE asset_field(
  asset INTEGER NOT NULL REFERENCES asset(seq),
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY(asset, key)) WITHOUT ROWID;

CREATE TABLE tag(
  seq INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE);

CREATE TABLE asset_tag(
  asset INTEGER NOT NULL REFERENCES asset(seq),
  tag INTEGER NOT NULL REFERENCES tag(seq),
  PRIMARY KEY(asset, tag)) WITHOUT ROWID;
CREATE INDEX asset_tag_by_tag ON asset_tag(tag, asset);

CREATE TABLE origin(
  asset INTEGER PRIMARY KEY REFERENCES asset(seq),
  origin TEXT NOT NULL);
CREATE INDEX origin_by_text ON origin(origin);

CREATE TABLE version(
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  asset INTEGER NOT NULL REFERENCES asset(seq),
  number INTEGER NOT NULL,
  comment TEXT NOT NULL,
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  main_file TEXT NOT NULL,
  up_axis INTEGER,
  unit INTEGER,
  manifest_hash BLOB NOT NULL CHECK (length(manifest_hash) = 32),
  removed INTEGER NOT NULL,
  content INTEGER NOT NULL,
  format TEXT NOT NULL,
  triangles INTEGER NOT NULL,
  vertices INTEGER NOT NULL,
  materials INTEGER NOT NULL,
  animations INTEGER NOT NULL,
  size_x_mm INTEGER NOT NULL,
  size_y_mm INTEGER NOT NULL,
  size_z_mm INTEGER NOT NULL,
  width_px INTEGER NOT NULL,
  height_px INTEGER NOT NULL,
  missing_count INTEGER NOT NULL,
  warnings TEXT NOT NULL,
  missing TEXT NOT NULL,
  palette TEXT NOT NULL,
  UNIQUE(asset, number));
CREATE INDEX version_by_manifest ON version(manifest_hash);

CREATE TABLE manifest_entry(
  version INTEGER NOT NULL REFERENCES version(seq),
  path TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  size INTEGER NOT NULL,
  PRIMARY KEY(version, path)) WITHOUT ROWID;

CREATE TABLE decision(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  asset INTEGER NOT NULL REFERENCES asset(seq),
  version INTEGER NOT NULL REFERENCES version(seq),
  manifest_hash BLOB NOT NULL CHECK (length(manifest_hash) = 32),
  verdict INTEGER NOT NULL,
  role TEXT NOT NULL,
  by_name TEXT NOT NULL,
  comment TEXT NOT NULL,
  withdraws TEXT NOT NULL,
  at INTEGER NOT NULL);
CREATE INDEX decision_by_asset ON decision(asset, seq);
CREATE TRIGGER decision_keeps BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decision_stays BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;

CREATE TABLE activity(
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  field TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL);
CREATE INDEX activity_by_subject ON activity(subject, sequence);
CREATE TRIGGER activity_keeps BEFORE UPDATE ON activity
BEGIN SELECT RAISE(ABORT, 'the activity log is never changed'); END;
CREATE TRIGGER activity_stays BEFORE DELETE ON activity
BEGIN SELECT RAISE(ABORT, 'the activity log is never deleted'); END;

CREATE TABLE undo(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  who TEXT NOT NULL,
  redo INTEGER NOT NULL,
  change TEXT NOT NULL);
CREATE INDEX undo_by_who ON undo(who, redo, seq);
)sql";

}  // namespace

std::span<const Migration> migrations() {
  static const std::array steps = {Migration{1, kVersion1}, Migration{2, kSchemaVersion2},
                                   Migration{3, kSchemaCompositionVersions}, Migration{4, kSchemaVocabulary},
                                   Migration{5, kSchemaUndo}};
  return steps;
}

Result<int> schema_version(engine::Connection& db, const std::filesystem::path& file) {
  const auto version = db.integer("PRAGMA user_version");
  const auto application = db.integer("PRAGMA application_id");
  const auto tables = db.integer("SELECT count(*) FROM sqlite_schema");
  if (db.failed()) {
    return tl::unexpected(db.error("Opening " + to_utf8(file) + " failed"));
  }
  if (*version == 0 && *application == 0 && *tables == 0) {
    return 0;
  }
  if (*application != kApplicationId || *version < 1) {
    return fail(ErrorKind::Corrupt, to_utf8(file) + " is a database, but not a Bandaji catalog.");
  }
  return static_cast<int>(*version);
}

Result<void> migrate(engine::Connection& db, const std::filesystem::path& file,
                     std::span<const Migration> steps) {
  const auto version = schema_version(db, file);
  if (!version) {
    return tl::unexpected(version.error());
  }
  const int newest = steps.empty() ? 0 : steps.back().to_version;
  if (*version > newest) {
    return fail(
        ErrorKind::NewerVersion,
        fmt::format(
            "{} was written by a newer version of Bandaji (catalog version {}, this program knows {}).",
            to_utf8(file), *version, newest));
  }
  for (const Migration& step : steps) {
    if (step.to_version <= *version) {
      continue;
    }
    const bool done = db.run("BEGIN IMMEDIATE") && db.run_script(step.sql) &&
                      db.run_script(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};",
                                                kApplicationId, step.to_version)) &&
                      db.run("COMMIT");
    if (!done) {
      const Error error =
          db.error(fmt::format("Bringing {} to version {} failed", to_utf8(file), step.to_version));
      db.clear();
      if (db.in_transaction()) {
        db.run("ROLLBACK");
        db.clear();
      }
      return tl::unexpected(error);
    }
  }
  return {};
}

Result<void> copy_database(engine::Connection& db, const std::filesystem::path& target) {
  std::error_code ignored;
  if (std::filesystem::exists(target, ignored)) {
    return fail(ErrorKind::Conflict, to_utf8(target) + " exists already.");
  }
  std::filesystem::path unfinished = target;
  unfinished += ".part";
  std::filesystem::remove(unfinished, ignored);
  const std::string doing = "Copying the catalog to " + to_utf8(target) + " failed";
  // Nothing is written into this catalog, but the engine takes the copy for a write and a reader is held to
  // none.
  const bool reads_only = db.integer("PRAGMA query_only") == 1;
  if (reads_only) {
    db.run("PRAGMA query_only = OFF");
  }
  const bool copied = db.run("VACUUM INTO ?", to_utf8(std::filesystem::absolute(unfinished)));
  const Error why = copied ? Error() : db.error(doing);
  if (reads_only) {
    db.clear();
    db.run("PRAGMA query_only = ON");
  }
  if (!copied) {
    db.clear();
    std::filesystem::remove(unfinished, ignored);
    return tl::unexpected(why);
  }
  {
    // A backup that was never read is a hope: check it before it gets its name.
    auto copy = engine::Connection::open(unfinished, {.read_only = true, .immutable = true});
    const auto verdict = copy ? (*copy)->text("PRAGMA integrity_check(1)") : std::nullopt;
    if (verdict != "ok") {
      std::filesystem::remove(unfinished, ignored);
      return fail(ErrorKind::Corrupt,
                  doing + ": the copy is damaged" + (verdict ? ": " + *verdict : "") + ".");
    }
  }
  engine::sync_file(unfinished);
  std::error_code error;
  std::filesystem::rename(unfinished, target, error);
  if (error) {
    std::filesystem::remove(unfinished, ignored);
    return fail(ErrorKind::Io, doing + ": " + error.message() + ".");
  }
  engine::sync_folder(target.parent_path().empty() ? std::filesystem::path(".") : target.parent_path());
  return {};
}

}  // namespace bandaji
