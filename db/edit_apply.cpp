// The one function that changes a catalog.  Each edit validates, writes, logs, and
// appends what takes it back.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "assets/text.h"
#include "db/catalog_contents.h"
#include "db/edit_json.h"
#include "db/fields.h"
#include "db/record_apply.h"
#include "db/validate.h"
#include "db/vocabulary.h"

namespace bandaji {

std::string_view status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Requested:
      return "st_review";
    case Verdict::Approved:
      return "st_approved";
    case Verdict::ApprovedWithConditions:
      return "st_conditional";
    case Verdict::ChangesRequested:
      return "st_revise";
    case Verdict::Rejected:
      return "st_rejected";
    case Verdict::Hold:
      return "st_onhold";
    case Verdict::Withdrawn:
      break;
  }
  return "st_draft";
}

namespace {

using engine::Connection;

// Fields that are columns, with the statements that read and write them.
struct ColumnField {
  std::string_view field;
  const char* select;
  const char* update;
};

constexpr std::array kColumnFields = {
    ColumnField{"number", "SELECT number FROM asset WHERE seq = ?",
                "UPDATE asset SET number = ? WHERE seq = ?"},
    ColumnField{"kind", "SELECT kind FROM asset WHERE seq = ?", "UPDATE asset SET kind = ? WHERE seq = ?"},
    ColumnField{"name_ko", "SELECT name_ko FROM asset WHERE seq = ?",
                "UPDATE asset SET name_ko = ? WHERE seq = ?"},
    ColumnField{"name_en", "SELECT name_en FROM asset WHERE seq = ?",
                "UPDATE asset SET name_en = ? WHERE seq = ?"},
    ColumnField{"romanized", "SELECT romanized FROM asset WHERE seq = ?",
                "UPDATE asset SET romanized = ? WHERE seq = ?"},
    ColumnField{"status", "SELECT status FROM asset WHERE seq = ?",
                "UPDATE asset SET status = ? WHERE seq = ?"},
    ColumnField{"rating", "SELECT rating FROM asset WHERE seq = ?",
                "UPDATE asset SET rating = CAST(? AS INTEGER) WHERE seq = ?"},
    ColumnField{"color_label", "SELECT color_label FROM asset WHERE seq = ?",
                "UPDATE asset SET color_label = CAST(? AS INTEGER) WHERE seq = ?"},
    ColumnField{"aliases", "SELECT aliases FROM asset_text WHERE asset = ?",
                "UPDATE asset_text SET aliases = ? WHERE asset = ?"},
    ColumnField{"notes", "SELECT notes FROM asset_text WHERE asset = ?",
                "UPDATE asset_text SET notes = ? WHERE asset = ?"},
};

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& item : list) {
    text += (text.empty() ? "" : "; ") + item;
  }
  return text;
}

bool is_color(std::string_view text) {
  return text.size() == 7 && text[0] == '#' && std::all_of(text.begin() + 1, text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
         });
}

using Outcome = Result<std::vector<Edit>>;  // What takes the edit back, in the order to apply.

class EditWriter {
 public:
  EditWriter(Catalog::Contents& contents, const char* via)
      : contents_(contents),
        db_(*contents.db),
        via_(via),
        now_(now_ms()),
        vocabulary_(contents.vocabulary()),
        records_(
            db_, now_, vocabulary_,
            [this](const char* action, const Id& subject, std::string_view field, std::string_view before,
                   std::string_view after) { log(action, subject, field, before, after); }) {}
  EditWriter(const EditWriter&) = delete;  // records_ holds this.
  EditWriter& operator=(const EditWriter&) = delete;

  Outcome operator()(const AddAsset& edit);
  Outcome operator()(const SetRemoved& edit);
  Outcome operator()(const AddVersion& edit);
  Outcome operator()(const SetVersionRemoved& edit);
  Outcome operator()(const SetCurrentVersion& edit);
  Outcome operator()(const SetField& edit);
  Outcome operator()(const SetTags& edit);
  Outcome operator()(const SetTrashed& edit);
  Outcome operator()(const SetPalette& edit);
  Outcome operator()(const RecordDecision& edit);
  Outcome operator()(const SetProduction& edit);
  Outcome operator()(const AddRecord& edit) { return after(edit.type, records_.add(edit)); }
  Outcome operator()(const SetRecordField& edit) { return after(edit.type, records_.set(edit)); }
  Outcome operator()(const SetRecordState& edit) { return after(edit.type, records_.set_state(edit)); }

 private:
  Result<std::int64_t> row_of(const Id& asset);
  Result<std::string> next_number(std::string_view kind);
  Result<void> insert_version(AssetVersion version, std::int64_t asset_row);
  // Removed versions do not count.
  Result<std::int64_t> version_row(const Id& version, std::int64_t asset_row);
  void set_tag(std::int64_t asset_row, const std::string& tag);
  std::string value(std::int64_t row, std::string_view field);
  void write_value(std::int64_t row, std::string_view field, const std::string& value);
  std::int64_t revision_before(std::int64_t row);
  // A change of several edits is one revision.
  void touch(std::int64_t row);
  void log(const char* action, const Id& subject, std::string_view field, std::string_view before,
           std::string_view after);
  // A term that was added may be used by the next edit of the same change.
  Outcome after(RecordType type, Outcome outcome) {
    if (type == RecordType::StudioTerm) {
      contents_.vocabulary_changed();
      vocabulary_ = contents_.vocabulary();
    }
    return outcome;
  }
  Error failure() { return db_.error("Saving to " + to_utf8(contents_.folder.filename()) + " failed"); }

  Catalog::Contents& contents_;
  Connection& db_;
  const char* via_;
  TimeMs now_;
  std::shared_ptr<const Vocabulary> vocabulary_;
  std::unordered_map<std::int64_t, std::int64_t> revisions_;  // Of touched assets, before this change.
  RecordWriter records_;
};

Result<std::int64_t> EditWriter::row_of(const Id& asset) {
  const auto row = contents_.asset_row(asset);
  if (db_.failed()) {
    return tl::unexpected(failure());
  }
  if (!row) {
    return fail(ErrorKind::NotFound, fmt::format("There is no record {}.", for_display(asset, 80)));
  }
  return *row;
}

std::int64_t EditWriter::revision_before(std::int64_t row) {
  const auto found = revisions_.find(row);
  return found != revisions_.end() ? found->second
                                   : db_.integer("SELECT revision FROM asset WHERE seq = ?", row).value_or(0);
}

void EditWriter::touch(std::int64_t row) {
  const std::int64_t before = revision_before(row);
  if (revisions_.emplace(row, before).second) {
    db_.run("UPDATE asset SET revision = ?, updated_at = max(updated_at, ?) WHERE seq = ?", before + 1, now_,
            row);
  }
}

void EditWriter::log(const char* action, const Id& subject, std::string_view field, std::string_view before,
                     std::string_view after) {
  db_.run("INSERT INTO activity(at, who, action, subject, field, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)",
          now_, contents_.who, via_ ? via_ : action, subject, field, before, after);
}

Result<std::string> EditWriter::next_number(std::string_view kind) {
  const std::string prefix(number_prefix(kind, *vocabulary_));
  std::int64_t last = db_.integer("SELECT last FROM number_series WHERE prefix = ?", prefix).value_or(0);
  std::string number;
  do {
    number = fmt::format("{}-{:04}", prefix, ++last);  // Somebody may have typed it for another record.
  } while (db_.integer("SELECT seq FROM asset WHERE number = ?", number));
  db_.run(
      "INSERT INTO number_series(prefix, last) VALUES (?, ?) ON CONFLICT(prefix) DO UPDATE SET last = "
      "excluded.last",
      prefix, last);
  if (db_.failed()) {
    return tl::unexpected(failure());
  }
  return number;
}

void EditWriter::set_tag(std::int64_t asset_row, const std::string& tag) {
  auto row = db_.integer("SELECT seq FROM tag WHERE name = ?", tag);
  if (!row) {
    db_.run("INSERT INTO tag(name) VALUES (?)", tag);
    row = db_.last_row();
  }
  db_.run("INSERT INTO asset_tag(asset, tag) VALUES (?, ?) ON CONFLICT DO NOTHING", asset_row, *row);
}

Outcome EditWriter::operator()(const AddAsset& edit) {
  Asset asset = edit.asset;
  if (auto cleaned = clean(asset, *vocabulary_); !cleaned) {
    return tl::unexpected(cleaned.error());
  }
  if (asset.id.empty()) {
    asset.id = new_id();
  } else if (db_.integer("SELECT seq FROM asset WHERE id = ?", asset.id)) {
    return fail(ErrorKind::Conflict, fmt::format("There is a record {} already.", asset.id));
  }
  if (asset.number.empty()) {
    auto number = next_number(asset.kind);
    if (!number) {
      return tl::unexpected(number.error());
    }
    asset.number = std::move(*number);
  } else if (db_.integer("SELECT seq FROM asset WHERE number = ?", asset.number)) {
    return fail(ErrorKind::Conflict, fmt::format("The number {} is taken.", asset.number));
  }
  const TimeMs created = asset.created_at != 0 ? asset.created_at : now_;
  const TimeMs updated = asset.updated_at != 0 ? asset.updated_at : created;
  db_.run(
      "INSERT INTO asset(id, number, kind, name_ko, name_en, romanized, status, rating, color_label, "
      "trashed, removed,"
      " created_at, updated_at, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 1)",
      asset.id, asset.number, asset.kind, asset.name_ko, asset.name_en, asset.romanized, asset.status,
      asset.rating, asset.color_label, asset.trashed, created, updated);
  const std::int64_t row = db_.last_row();
  db_.run("INSERT INTO asset_text(asset, aliases, notes) VALUES (?, ?, ?)", row, asset.aliases, asset.notes);
  for (const auto& [key, value] : asset.fields) {
    db_.run("INSERT INTO asset_field(asset, key, value) VALUES (?, ?, ?)", row, key, value);
  }
  for (const std::string& tag : asset.tags) {
    set_tag(row, tag);
  }
  log("add", asset.id, "", "", asset.name_ko.empty() ? asset.name_en : asset.name_ko);
  if (db_.failed()) {
    return tl::unexpected(failure());
  }
  revisions_.emplace(row, 1);  // A new record is at its first revision whatever else the change does to it.
  for (AssetVersion version : edit.versions) {
    version.asset_id = asset.id;
    if (auto inserted = insert_version(std::move(version), row); !inserted) {
      return tl::unexpected(inserted.error());
    }
  }
  return std::vector<Edit>{SetRemoved{asset.id, true}};
}

Outcome EditWriter::operator()(const SetRemoved& edit) {
  const auto row = db_.integer("SELECT seq FROM asset WHERE id = ?", edit.asset);
  if (!row) {
    return fail(ErrorKind::NotFound, fmt::format("There is no record {}.", for_display(edit.asset, 80)));
  }
  const bool before = db_.integer("SELECT removed FROM asset WHERE seq = ?", *row).value_or(0) != 0;
  if (before != edit.removed) {
    db_.run("UPDATE asset SET removed = ? WHERE seq = ?", edit.removed, *row);
    touch(*row);
    log(edit.removed ? "remove" : "put_back", edit.asset, "removed", before ? "yes" : "no",
        edit.removed ? "yes" : "no");
  }
  return std::vector<Edit>{SetRemoved{edit.asset, before}};
}

Result<void> EditWriter::insert_version(AssetVersion version, std::int64_t asset_row) {
  if (auto cleaned = clean(version); !cleaned) {
    return cleaned;
  }
  if (version.id.empty()) {
    version.id = new_id();
  } else if (db_.integer("SELECT seq FROM version WHERE id = ?", version.id)) {
    return fail(ErrorKind::Conflict, fmt::format("There is a version {} already.", version.id));
  }
  // Numbers of removed versions are not given again: somebody may have written them down.
  const std::int64_t number =
      db_.integer("SELECT max(number) FROM version WHERE asset = ?", asset_row).value_or(0) + 1;
  const VersionFacts& facts = version.facts;
  db_.run(
      "INSERT INTO version(id, asset, number, comment, author, created_at, main_file, up_axis, unit, "
      "manifest_hash,"
      " removed, content, format, triangles, vertices, materials, animations, size_x_mm, size_y_mm, "
      "size_z_mm,"
      " width_px, height_px, missing_count, warnings, missing, palette)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      version.id, asset_row, number, version.comment, version.author.empty() ? contents_.who : version.author,
      version.created_at != 0 ? version.created_at : now_, version.main_file, version.up_axis, version.unit,
      version.manifest_hash, static_cast<std::uint8_t>(facts.content), facts.format, facts.triangles,
      facts.vertices, facts.materials, facts.animations, facts.size_mm[0], facts.size_mm[1], facts.size_mm[2],
      facts.width_px, facts.height_px, static_cast<std::int64_t>(facts.missing.size()),
      list_to_json(facts.warnings), missing_to_json(facts.missing), list_to_json(facts.palette));
  const std::int64_t row = db_.last_row();
  for (const ManifestEntry& entry : version.manifest) {
    db_.run("INSERT INTO manifest_entry(version, path, hash, size) VALUES (?, ?, ?, ?)", row, entry.path,
            entry.hash, entry.size);
  }
  const std::string before =
      db_.text("SELECT current_version FROM asset WHERE seq = ?", asset_row).value_or("");
  db_.run("UPDATE asset SET current_version = ? WHERE seq = ?", version.id, asset_row);
  touch(asset_row);
  log("add_version", version.asset_id, "current_version", before, version.id);
  if (db_.failed()) {
    return tl::unexpected(failure());
  }
  return {};
}

Outcome EditWriter::operator()(const AddVersion& edit) {
  const auto row = row_of(edit.version.asset_id);
  if (!row) {
    return tl::unexpected(row.error());
  }
  const std::string before = db_.text("SELECT current_version FROM asset WHERE seq = ?", *row).value_or("");
  AssetVersion version = edit.version;
  if (version.id.empty()) {
    version.id = new_id();
  }
  const Id id = version.id;
  if (auto inserted = insert_version(std::move(version), *row); !inserted) {
    return tl::unexpected(inserted.error());
  }
  return std::vector<Edit>{SetVersionRemoved{id, true, before}};
}

Result<std::int64_t> EditWriter::version_row(const Id& version, std::int64_t asset_row) {
  const auto row =
      db_.integer("SELECT seq FROM version WHERE id = ? AND asset = ? AND removed = 0", version, asset_row);
  if (!row) {
    return fail(ErrorKind::NotFound, fmt::format("The record has no version {}.", for_display(version, 80)));
  }
  return *row;
}

Outcome EditWriter::operator()(const SetVersionRemoved& edit) {
  const auto asset_id =
      db_.text("SELECT asset.id FROM version JOIN asset ON asset.seq = version.asset WHERE version.id = ?",
               edit.version);
  if (!asset_id) {
    return fail(ErrorKind::NotFound, fmt::format("There is no version {}.", for_display(edit.version, 80)));
  }
  const auto row = row_of(*asset_id);
  if (!row) {
    return tl::unexpected(row.error());
  }
  const bool before = db_.integer("SELECT removed FROM version WHERE id = ?", edit.version).value_or(0) != 0;
  const std::string current = db_.text("SELECT current_version FROM asset WHERE seq = ?", *row).value_or("");
  db_.run("UPDATE version SET removed = ? WHERE id = ?", edit.removed, edit.version);
  if (!edit.current.empty()) {
    if (auto exists = version_row(edit.current, *row); !exists) {
      return tl::unexpected(exists.error());
    }
  }
  if (before != edit.removed || current != edit.current) {
    db_.run("UPDATE asset SET current_version = ? WHERE seq = ?",
            edit.current.empty() ? std::optional<std::string>() : std::optional(edit.current), *row);
    touch(*row);
    log(edit.removed ? "remove_version" : "put_back_version", *asset_id, "current_version", current,
        edit.current);
  }
  return std::vector<Edit>{SetVersionRemoved{edit.version, before, current}};
}

Outcome EditWriter::operator()(const SetCurrentVersion& edit) {
  const auto row = row_of(edit.asset);
  if (!row) {
    return tl::unexpected(row.error());
  }
  if (!edit.version.empty()) {
    if (auto exists = version_row(edit.version, *row); !exists) {
      return tl::unexpected(exists.error());
    }
  }
  const std::string before = db_.text("SELECT current_version FROM asset WHERE seq = ?", *row).value_or("");
  if (before != edit.version) {
    db_.run("UPDATE asset SET current_version = ? WHERE seq = ?",
            edit.version.empty() ? std::optional<std::string>() : std::optional(edit.version), *row);
    touch(*row);
    log("current_version", edit.asset, "current_version", before, edit.version);
  }
  return std::vector<Edit>{SetCurrentVersion{edit.asset, before}};
}

std::string EditWriter::value(std::int64_t row, std::string_view field) {
  for (const ColumnField& column : kColumnFields) {
    if (column.field == field) {
      return db_.text(column.select, row).value_or("");
    }
  }
  return db_.text("SELECT value FROM asset_field WHERE asset = ? AND key = ?", row, field).value_or("");
}

void EditWriter::write_value(std::int64_t row, std::string_view field, const std::string& value) {
  for (const ColumnField& column : kColumnFields) {
    if (column.field == field) {
      db_.run(column.update, value, row);
      return;
    }
  }
  if (value.empty()) {
    db_.run("DELETE FROM asset_field WHERE asset = ? AND key = ?", row, field);
  } else {
    db_.run(
        "INSERT INTO asset_field(asset, key, value) VALUES (?, ?, ?)"
        " ON CONFLICT(asset, key) DO UPDATE SET value = excluded.value",
        row, field, value);
  }
}

Outcome EditWriter::operator()(const SetField& edit) {
  const auto row = row_of(edit.asset);
  if (!row) {
    return tl::unexpected(row.error());
  }
  if (edit.expected_revision && *edit.expected_revision != revision_before(*row)) {
    return fail(ErrorKind::Conflict,
                fmt::format("{} was changed by somebody else meanwhile.", value(*row, "number")));
  }
  auto after = clean_value(edit.field, edit.value, *vocabulary_);
  if (!after) {
    return tl::unexpected(after.error());
  }
  const std::string before = value(*row, edit.field);
  if (edit.expected_value && *edit.expected_value != before) {
    return fail(ErrorKind::Conflict, fmt::format("The {} of {} was changed by somebody else meanwhile.",
                                                 edit.field, value(*row, "number")));
  }
  if (before != *after) {
    const bool is_name = edit.field == "name_ko" || edit.field == "name_en";
    if (is_name && after->empty() && value(*row, edit.field == "name_ko" ? "name_en" : "name_ko").empty()) {
      return fail(ErrorKind::Invalid, "A record needs a name.");
    }
    if (edit.field == "number" && db_.integer("SELECT seq FROM asset WHERE number = ?", *after)) {
      return fail(ErrorKind::Conflict, fmt::format("The number {} is taken.", *after));
    }
    write_value(*row, edit.field, *after);
    touch(*row);
    log("set", edit.asset, edit.field, before, *after);
  }
  SetField back{edit.asset, edit.field, before};
  back.expected_value = *after;
  return std::vector<Edit>{back};
}

Outcome EditWriter::operator()(const SetTags& edit) {
  const auto row = row_of(edit.asset);
  if (!row) {
    return tl::unexpected(row.error());
  }
  SetTags back{edit.asset};
  for (const std::string& raw : edit.remove) {
    auto tag = clean_tag(raw);
    if (!tag) {
      return tl::unexpected(tag.error());
    }
    db_.run("DELETE FROM asset_tag WHERE asset = ? AND tag = (SELECT seq FROM tag WHERE name = ?)", *row,
            *tag);
    if (db_.changed_rows() > 0) {
      back.add.push_back(*tag);
    }
  }
  for (const std::string& raw : edit.add) {
    auto tag = clean_tag(raw);
    if (!tag) {
      return tl::unexpected(tag.error());
    }
    const auto has = db_.integer(
        "SELECT asset_tag.tag FROM asset_tag JOIN tag ON tag.seq = asset_tag.tag"
        " WHERE asset = ? AND name = ?",
        *row, *tag);
    if (!has) {
      set_tag(*row, *tag);
      const auto taken = std::find(back.add.begin(), back.add.end(), *tag);
      if (taken != back.add.end()) {
        back.add.erase(taken);  // Removed and added in one edit: as it was.
      } else {
        back.remove.push_back(*tag);
      }
    }
  }
  if (!back.add.empty() || !back.remove.empty()) {
    touch(*row);
    log("tag", edit.asset, "tags", joined(back.add), joined(back.remove));
  }
  return std::vector<Edit>{back};
}

Outcome EditWriter::operator()(const SetTrashed& edit) {
  const auto row = row_of(edit.asset);
  if (!row) {
    return tl::unexpected(row.error());
  }
  const bool before = db_.integer("SELECT trashed FROM asset WHERE seq = ?", *row).value_or(0) != 0;
  if (before != edit.trashed) {
    db_.run("UPDATE asset SET trashed = ? WHERE seq = ?", edit.trashed, *row);
    touch(*row);
    log(edit.trashed ? "trash" : "restore", edit.asset, "trashed", before ? "yes" : "no",
        edit.trashed ? "yes" : "no");
  }
  return std::vector<Edit>{SetTrashed{edit.asset, before}};
}

Outcome EditWriter::operator()(const SetPalette& edit) {
  const auto asset_id =
      db_.text("SELECT asset.id FROM version JOIN asset ON asset.seq = version.asset WHERE version.id = ?",
               edit.version);
  if (!asset_id) {
    return fail(ErrorKind::NotFound, fmt::format("There is no version {}.", for_display(edit.version, 80)));
  }
  for (const std::string& color : edit.colors) {
    if (!is_color(color)) {
      return fail(ErrorKind::Invalid,
                  fmt::format("\"{}\" is not a color such as #AA3311.", for_display(color, 80)));
    }
  }
  db_.run("UPDATE version SET palette = ? WHERE id = ?", list_to_json(edit.colors), edit.version);
  log("palette", *asset_id, "palette", "", "");
  return std::vector<Edit>{};
}

Outcome EditWriter::operator()(const RecordDecision& edit) {
  Decision decision = edit.decision;
  const auto row = row_of(decision.asset_id);
  if (!row) {
    return tl::unexpected(row.error());
  }
  const ReviewState before = contents_.review_state(*row);
  if (decision.verdict == Verdict::Withdrawn) {
    // A withdrawal is about the same content as what it withdraws.
    auto query = db_.query(
        "SELECT version.id, decision.manifest_hash FROM decision JOIN version"
        " ON version.seq = decision.version WHERE decision.id = ? AND decision.asset = ?",
        decision.withdraws, *row);
    if (!query.next()) {
      return fail(ErrorKind::NotFound,
                  fmt::format("The record has no decision {}.", for_display(decision.withdraws, 80)));
    }
    if (contents_.is_withdrawn(*row, decision.withdraws)) {
      return fail(ErrorKind::Conflict, "The decision has been withdrawn already.");
    }
    decision.version_id = query.text(0);
    decision.manifest_hash = query.hash(1);
  } else if (!decision.withdraws.empty()) {
    return fail(ErrorKind::Invalid, "Only a withdrawal names another decision.");
  }
  if (decision.version_id.empty()) {
    decision.version_id = db_.text("SELECT current_version FROM asset WHERE seq = ?", *row).value_or("");
    if (decision.version_id.empty()) {
      return fail(ErrorKind::Invalid, fmt::format("{} has no version to decide on.", value(*row, "number")));
    }
  }
  ContentHash hash;
  std::int64_t version = 0;
  {
    auto query = db_.query("SELECT seq, manifest_hash FROM version WHERE id = ? AND asset = ?",
                           decision.version_id, *row);
    if (!query.next()) {
      return fail(ErrorKind::NotFound,
                  fmt::format("The record has no version {}.", for_display(decision.version_id, 80)));
    }
    version = query.integer(0);
    hash = query.hash(1);
  }
  if (decision.manifest_hash != ContentHash{} && decision.manifest_hash != hash) {
    return fail(ErrorKind::Conflict,
                fmt::format("{} is not the content that was looked at.", value(*row, "number")));
  }
  if (!decision.role.empty()) {
    const Term* role = vocabulary_->find(decision.role);
    if (!role || role->facet != "department_role") {
      return fail(ErrorKind::Invalid, fmt::format("\"{}\" is not a role.", for_display(decision.role, 80)));
    }
  }
  if (decision.id.empty()) {
    decision.id = new_id();
  } else if (!is_id(decision.id)) {
    return fail(ErrorKind::Invalid, fmt::format("\"{}\" is not an id.", for_display(decision.id, 80)));
  } else if (db_.integer("SELECT seq FROM decision WHERE id = ?", decision.id)) {
    return fail(ErrorKind::Conflict, fmt::format("There is a decision {} already.", decision.id));
  }
  decision.by = clean_line(decision.by);
  decision.comment = clean_text(decision.comment);
  db_.run(
      "INSERT INTO decision(id, asset, version, manifest_hash, verdict, role, by_name, comment, withdraws, "
      "at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      decision.id, *row, version, hash, static_cast<std::uint8_t>(decision.verdict), decision.role,
      decision.by.empty() ? contents_.who : decision.by, decision.comment, decision.withdraws,
      decision.at != 0 ? decision.at : now_);

  const ReviewState after = contents_.review_state(*row);
  const std::string old_status = value(*row, "status");
  std::string new_status = edit.status;
  if (new_status.empty()) {
    // Withdrawing what no longer counted leaves the record as it is.
    const bool same = before.decision.has_value() == after.decision.has_value() &&
                      (!before.decision || before.decision->id == after.decision->id);
    new_status = same ? old_status : std::string(status_of(after.verdict));
  }
  auto status = clean_value("status", new_status, *vocabulary_);
  if (!status) {
    return tl::unexpected(status.error());
  }
  write_value(*row, "status", *status);
  touch(*row);
  const auto named = [](const ReviewState& state) {
    return state.decision ? std::string(bare_key(status_of(state.verdict))) : std::string();
  };
  log(decision.verdict == Verdict::Withdrawn ? "withdraw" : "decide", decision.asset_id, "decision",
      named(before), named(after));
  if (old_status != *status) {
    log("set", decision.asset_id, "status", old_status, *status);
  }
  Decision withdrawal;
  withdrawal.asset_id = decision.asset_id;
  withdrawal.verdict = Verdict::Withdrawn;
  withdrawal.withdraws = decision.id;
  withdrawal.role = decision.role;
  return std::vector<Edit>{RecordDecision{withdrawal, old_status}};
}

Outcome EditWriter::operator()(const SetProduction& edit) {
  const auto stored_value = [&](std::string_view key) {
    return db_.text("SELECT value FROM production WHERE key = ?", key).value_or("");
  };
  Production before{stored_value("title_ko"), stored_value("title_en"), {}};
  std::map<std::string, std::string> after{{"title_ko", clean_line(edit.production.title_ko)},
                                           {"title_en", clean_line(edit.production.title_en)}};
  for (const auto& entry : edit.production.details) {
    const std::string &key = entry.first, &raw = entry.second;
    const auto details = production_details();
    const auto column = std::find_if(details.begin(), details.end(),
                                     [&](const RecordColumn& detail) { return detail.name == key; });
    if (column == details.end()) {
      return fail(ErrorKind::Invalid, fmt::format("A production has no \"{}\".", for_display(key, 80)));
    }
    auto value = clean_column(*column, raw, *vocabulary_);
    if (!value) {
      return tl::unexpected(value.error());
    }
    before.details[key] = stored_value(key);
    after[key] = std::move(*value);
  }
  for (const auto& [key, to] : after) {
    if (const std::string from = stored_value(key); from != to) {
      db_.run(
          "INSERT INTO production(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = "
          "excluded.value",
          key, to);
      log("production", "", key, from, to);
    }
  }
  return std::vector<Edit>{SetProduction{before}};
}

}  // namespace

Result<Change> Catalog::Contents::apply(const Change& change, const char* via, const ApplyWatch& watch) {
  constexpr std::size_t kBetweenLooks = 64;  // Edits; a few milliseconds.
  EditWriter writer(*this, via);
  Change inverse{{}, change.label_ko, change.label_en, change.batch};
  std::vector<std::vector<Edit>> backwards;
  for (std::size_t i = 0; i < change.edits.size(); ++i) {
    if (i % kBetweenLooks == 0) {
      if (watch.stop.stop_requested()) {
        return fail(ErrorKind::Cancelled, "The change was stopped; nothing of it was done.");
      }
      if (watch.progress) {
        watch.progress(static_cast<float>(i) / static_cast<float>(change.edits.size()));
      }
    }
    auto undone = std::visit([&](const auto& one) { return writer(one); }, change.edits[i]);
    if (db->failed()) {
      return tl::unexpected(db->error("Saving to " + to_utf8(folder.filename()) + " failed"));
    }
    if (!undone) {
      return tl::unexpected(undone.error());
    }
    backwards.push_back(std::move(*undone));
  }
  for (auto edits = backwards.rbegin(); edits != backwards.rend(); ++edits) {
    std::move(edits->begin(), edits->end(), std::back_inserter(inverse.edits));
  }
  return inverse;
}

Result<Change> Catalog::apply(const Change& change, const ApplyWatch& watch) {
  return contents_->write([&] { return contents_->apply(change, nullptr, watch); });
}

}  // namespace bandaji
