#include <algorithm>
#include <set>

#include "assets/text.h"
#include "db/catalog.h"
#include "db/catalog_contents.h"
#include "db/edit_json.h"
#include "db/validate.h"

namespace bandaji {
namespace {

using engine::Connection;
using engine::Query;

// One text per statement: the connection keeps prepared statements by the address of their literal.
#define BANDAJI_ASSET_COLUMNS                                                                            \
  "SELECT asset.seq, asset.id, number, kind, name_ko, name_en, romanized, status, rating, color_label, " \
  "current_version, trashed, created_at, updated_at, revision, aliases, notes FROM asset "               \
  "JOIN asset_text ON asset_text.asset = asset.seq WHERE removed = 0"
#define BANDAJI_VERSION_COLUMNS                                                                            \
  "SELECT version.seq, version.id, asset.id, version.number, comment, author, version.created_at, "        \
  "main_file, "                                                                                            \
  "up_axis, unit, manifest_hash, content, format, triangles, vertices, materials, animations, size_x_mm, " \
  "size_y_mm, size_z_mm, width_px, height_px, warnings, missing, palette FROM version "                    \
  "JOIN asset ON asset.seq = version.asset "

Asset asset_from(const Query& row) {
  Asset asset;
  asset.id = row.text(1);
  asset.number = row.text(2);
  asset.kind = row.text(3);
  asset.name_ko = row.text(4);
  asset.name_en = row.text(5);
  asset.romanized = row.text(6);
  asset.status = row.text(7);
  asset.rating = static_cast<int>(row.integer(8));
  asset.color_label = static_cast<int>(row.integer(9));
  asset.current_version = row.text(10);
  asset.trashed = row.integer(11) != 0;
  asset.created_at = row.integer(12);
  asset.updated_at = row.integer(13);
  asset.revision = row.integer(14);
  asset.aliases = row.text(15);
  asset.notes = row.text(16);
  return asset;
}

void read_fields_and_tags(Connection& db, std::int64_t row, Asset& asset) {
  for (auto query = db.query("SELECT key, value FROM asset_field WHERE asset = ?", row); query.next();) {
    asset.fields.emplace(query.text(0), query.text(1));
  }
  for (auto query = db.query("SELECT name FROM asset_tag JOIN tag ON tag.seq = asset_tag.tag WHERE asset = ?"
                             " ORDER BY name",
                             row);
       query.next();) {
    asset.tags.push_back(query.text(0));
  }
}

std::optional<std::uint8_t> small(const Query& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(static_cast<std::uint8_t>(row.integer(column)));
}

AssetVersion version_from(Connection& db, const Query& row) {
  AssetVersion version;
  version.id = row.text(1);
  version.asset_id = row.text(2);
  version.number = static_cast<int>(row.integer(3));
  version.comment = row.text(4);
  version.author = row.text(5);
  version.created_at = row.integer(6);
  version.main_file = row.text(7);
  version.up_axis = small(row, 8);
  version.unit = small(row, 9);
  version.manifest_hash = row.hash(10);
  version.facts.content = static_cast<VersionContent>(row.integer(11));
  version.facts.format = row.text(12);
  version.facts.triangles = row.integer(13);
  version.facts.vertices = row.integer(14);
  version.facts.materials = row.integer(15);
  version.facts.animations = row.integer(16);
  version.facts.size_mm = {row.integer(17), row.integer(18), row.integer(19)};
  version.facts.width_px = static_cast<int>(row.integer(20));
  version.facts.height_px = static_cast<int>(row.integer(21));
  version.facts.warnings = list_from_json(row.view(22));
  version.facts.missing = missing_from_json(row.view(23));
  version.facts.palette = list_from_json(row.view(24));
  for (auto query = db.query("SELECT path, hash, size FROM manifest_entry WHERE version = ? ORDER BY path",
                             row.integer(0));
       query.next();) {
    version.manifest.push_back({query.text(0), query.hash(1), query.integer(2)});
  }
  return version;
}

Decision decision_from(const Query& row) {
  return {row.text(0), row.text(1), row.text(2), row.hash(3), static_cast<Verdict>(row.integer(4)),
          row.text(5), row.text(6), row.text(7), row.text(8), row.integer(9)};
}

}  // namespace

std::optional<std::int64_t> Catalog::Contents::asset_row(const Id& id) {
  return db->integer("SELECT seq FROM asset WHERE id = ? AND removed = 0", id);
}

Result<Asset> Catalog::asset(const Id& id) const {
  Connection& db = *contents_->db;
  db.clear();
  auto query = db.query(BANDAJI_ASSET_COLUMNS " AND asset.id = ?", id);
  if (query.next()) {
    Asset asset = asset_from(query);
    read_fields_and_tags(db, query.integer(0), asset);
    if (!db.failed()) {
      return asset;
    }
  }
  if (db.failed()) {
    return tl::unexpected(contents_->take_error());
  }
  return fail(ErrorKind::NotFound, "There is no record " + for_display(id, 80) + ".");
}

Result<Id> Catalog::resolve(std::string_view id_or_number) const {
  Connection& db = *contents_->db;
  db.clear();
  const std::string name = clean_line(id_or_number);
  std::string upper = name;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  for (const std::string& form : {name, upper}) {
    if (auto id = db.text("SELECT id FROM asset WHERE (id = ? OR number = ?) AND removed = 0", form, form)) {
      return *id;
    }
  }
  if (upper.size() >= 8 && upper.size() < 26) {
    // Every id that begins so sorts between the prefix and the prefix followed by the last letter.
    auto query = db.query("SELECT id FROM asset WHERE id >= ? AND id <= ? AND removed = 0 LIMIT 2", upper,
                          upper + std::string(26 - upper.size(), 'Z'));
    if (query.next()) {
      const Id id = query.text(0);
      if (query.next()) {
        return fail(ErrorKind::Invalid,
                    "Several records have ids that begin with " + for_display(name, 80) + ".");
      }
      return id;
    }
  }
  if (db.failed()) {
    return tl::unexpected(contents_->take_error());
  }
  return fail(ErrorKind::NotFound, "There is no record " + for_display(name, 80) + ".");
}

std::vector<Asset> Catalog::assets(std::span<const Id> ids) const {
  std::vector<Asset> found;
  found.reserve(ids.size());
  for (const Id& id : ids) {
    if (auto one = asset(id)) {
      found.push_back(std::move(*one));
    }
  }
  return found;
}

Result<void> Catalog::for_each_asset(const std::function<void(const Asset&)>& visit) const {
  // Three cursors in step instead of two look-ups per asset.
  Connection& db = *contents_->db;
  db.clear();
  auto assets = db.query(BANDAJI_ASSET_COLUMNS " ORDER BY asset.seq");
  auto fields = db.query("SELECT asset, key, value FROM asset_field ORDER BY asset, key");
  auto tags =
      db.query("SELECT asset, name FROM asset_tag JOIN tag ON tag.seq = asset_tag.tag ORDER BY asset");
  bool more_fields = fields.next();
  bool more_tags = tags.next();
  while (assets.next()) {
    const std::int64_t row = assets.integer(0);
    Asset asset = asset_from(assets);
    for (; more_fields && fields.integer(0) <= row; more_fields = fields.next()) {
      if (fields.integer(0) == row) {
        asset.fields.emplace(fields.text(1), fields.text(2));
      }
    }
    for (; more_tags && tags.integer(0) <= row; more_tags = tags.next()) {
      if (tags.integer(0) == row) {
        asset.tags.push_back(tags.text(1));
      }
    }
    std::sort(asset.tags.begin(), asset.tags.end());
    visit(asset);
  }
  if (db.failed()) {
    return tl::unexpected(contents_->take_error());
  }
  return {};
}

std::int64_t Catalog::asset_count() const {
  const auto count = contents_->db->integer("SELECT count(*) FROM asset WHERE removed = 0 AND trashed = 0");
  contents_->db->clear();
  return count.value_or(0);
}

Result<AssetVersion> Catalog::version(const Id& id) const {
  Connection& db = *contents_->db;
  db.clear();
  auto query = db.query(BANDAJI_VERSION_COLUMNS "WHERE version.id = ?", id);
  if (query.next()) {
    AssetVersion version = version_from(db, query);
    if (!db.failed()) {
      return version;
    }
  }
  if (db.failed()) {
    return tl::unexpected(contents_->take_error());
  }
  return fail(ErrorKind::NotFound, "There is no version " + for_display(id, 80) + ".");
}

std::vector<AssetVersion> Catalog::versions(const Id& asset) const {
  Connection& db = *contents_->db;
  db.clear();
  std::vector<AssetVersion> found;
  for (auto query = db.query(BANDAJI_VERSION_COLUMNS
                             "WHERE asset.id = ? AND version.removed = 0 ORDER BY version.number",
                             asset);
       query.next();) {
    found.push_back(version_from(db, query));
  }
  db.clear();
  return found;
}

std::vector<AssetVersion> Catalog::current_versions(std::span<const Id> assets) const {
  Connection& db = *contents_->db;
  db.clear();
  std::vector<AssetVersion> found;
  for (const Id& id : assets) {
    auto query = db.query(BANDAJI_VERSION_COLUMNS
                          "WHERE asset.id = ? AND asset.removed = 0 AND version.id = asset.current_version",
                          id);
    if (query.next()) {
      found.push_back(version_from(db, query));
    }
  }
  db.clear();
  return found;
}

std::optional<AssetVersion> Catalog::find_manifest(const ContentHash& manifest_hash) const {
  Connection& db = *contents_->db;
  db.clear();
  auto query = db.query(BANDAJI_VERSION_COLUMNS
                        "WHERE manifest_hash = ? AND asset.removed = 0 AND version.removed = 0"
                        " ORDER BY asset.trashed, version.seq LIMIT 1",
                        manifest_hash);
  if (!query.next()) {
    db.clear();
    return std::nullopt;
  }
  return version_from(db, query);
}

std::vector<ModelSize> Catalog::model_sizes() const {
  Connection& db = *contents_->db;
  db.clear();
  std::vector<ModelSize> found;
  for (auto query =
           db.query("SELECT asset.id, version.id, triangles, size_x_mm, size_y_mm, size_z_mm FROM version"
                    " JOIN asset ON asset.seq = version.asset AND version.id = asset.current_version"
                    " WHERE triangles > 0 AND asset.removed = 0 AND asset.trashed = 0");
       query.next();) {
    found.push_back({query.text(0),
                     query.text(1),
                     query.integer(2),
                     {query.integer(3), query.integer(4), query.integer(5)}});
  }
  db.clear();
  return found;
}

std::optional<Id> Catalog::find_by_origin(const std::string& origin) const {
  auto id = contents_->db->text(
      "SELECT asset.id FROM origin JOIN asset ON asset.seq = origin.asset"
      " WHERE origin = ? AND removed = 0 AND trashed = 0 ORDER BY asset.seq DESC LIMIT 1",
      origin);
  contents_->db->clear();
  return id;
}

std::optional<std::string> Catalog::origin(const Id& asset) const {
  auto origin = contents_->db->text(
      "SELECT origin FROM origin JOIN asset ON asset.seq = origin.asset WHERE asset.id = ?", asset);
  contents_->db->clear();
  return origin;
}

Result<void> Catalog::set_origin(const Id& asset, const std::string& origin) {
  Contents& contents = *contents_;
  return contents.write([&]() -> Result<void> {
    const auto row = contents.asset_row(asset);
    if (!row) {
      return fail(ErrorKind::NotFound, "There is no record " + for_display(asset, 80) + ".");
    }
    contents.db->run(
        "INSERT INTO origin(asset, origin) VALUES (?, ?)"
        " ON CONFLICT(asset) DO UPDATE SET origin = excluded.origin",
        *row, origin);
    return {};
  });
}

std::vector<Decision> Catalog::decisions(const Id& asset) const {
  Connection& db = *contents_->db;
  db.clear();
  std::vector<Decision> found;
  for (auto query = db.query(
           "SELECT decision.id, asset.id, version.id, decision.manifest_hash, verdict, role, by_name,"
           " decision.comment, withdraws, at FROM decision JOIN asset ON asset.seq = decision.asset"
           " JOIN version ON version.seq = decision.version WHERE asset.id = ? ORDER BY decision.seq",
           asset);
       query.next();) {
    found.push_back(decision_from(query));
  }
  db.clear();
  return found;
}

ReviewState Catalog::Contents::review_state(std::int64_t row) {
  ReviewState state;
  std::set<Id> withdrawn;
  // Newest first: a withdrawal that is itself withdrawn takes nothing back.
  for (auto query = db->query(
           "SELECT decision.id, asset.id, version.id, decision.manifest_hash, verdict, role, by_name,"
           " decision.comment, withdraws, at FROM decision JOIN asset ON asset.seq = decision.asset"
           " JOIN version ON version.seq = decision.version WHERE decision.asset = ?"
           " ORDER BY decision.seq DESC",
           row);
       query.next();) {
    Decision decision = decision_from(query);
    if (withdrawn.contains(decision.id)) {
      continue;
    }
    if (decision.verdict == Verdict::Withdrawn) {
      withdrawn.insert(decision.withdraws);
      continue;
    }
    auto current = db->query(
        "SELECT manifest_hash FROM version JOIN asset ON asset.current_version = version.id"
        " WHERE asset.seq = ?",
        row);
    state.verdict = decision.verdict;
    state.stale = !current.next() || current.hash(0) != decision.manifest_hash;
    state.decision = std::move(decision);
    break;
  }
  return state;
}

bool Catalog::Contents::is_withdrawn(std::int64_t row, const Id& decision) {
  std::set<Id> withdrawn;
  for (auto query =
           db->query("SELECT id, withdraws FROM decision WHERE asset = ? AND verdict = ? ORDER BY seq DESC",
                     row, static_cast<std::uint8_t>(Verdict::Withdrawn));
       query.next();) {
    if (!withdrawn.contains(query.text(0))) {
      withdrawn.insert(query.text(1));
    }
  }
  return withdrawn.contains(decision);
}

ReviewState Catalog::review_state(const Id& asset) const {
  contents_->db->clear();
  const auto row = contents_->asset_row(asset);
  ReviewState state = row ? contents_->review_state(*row) : ReviewState{};
  contents_->db->clear();
  return state;
}

std::vector<Activity> Catalog::activity(const Id& asset, int limit) const {
  Connection& db = *contents_->db;
  db.clear();
  std::vector<Activity> found;
  // Palettes are measurements, not deeds; they are in the log only so that indexes can follow.
  auto query = asset.empty()
                   ? db.query(
                         "SELECT sequence, at, who, action, subject, field, before, after FROM activity"
                         " WHERE action <> 'palette' ORDER BY sequence DESC LIMIT ?",
                         limit)
                   : db.query(
                         "SELECT sequence, at, who, action, subject, field, before, after FROM activity"
                         " WHERE subject = ? AND action <> 'palette' ORDER BY sequence DESC LIMIT ?",
                         asset, limit);
  while (query.next()) {
    found.push_back({query.integer(0), query.integer(1), query.text(2), query.text(3), query.text(4),
                     query.text(5), query.text(6), query.text(7)});
  }
  db.clear();
  return found;
}

std::vector<std::pair<std::string, std::int64_t>> Catalog::tags() const {
  Connection& db = *contents_->db;
  db.clear();
  std::vector<std::pair<std::string, std::int64_t>> found;
  for (auto query = db.query("SELECT name, count(*) FROM tag JOIN asset_tag ON asset_tag.tag = tag.seq"
                             " JOIN asset ON asset.seq = asset_tag.asset WHERE removed = 0 AND trashed = 0"
                             " GROUP BY tag.seq, name ORDER BY name");
       query.next();) {
    found.emplace_back(query.text(0), query.integer(1));
  }
  db.clear();
  return found;
}

Production Catalog::production() const {
  Connection& db = *contents_->db;
  db.clear();
  Production production;
  for (auto query = db.query("SELECT key, value FROM production"); query.next();) {
    const std::string key = query.text(0);
    if (key == "title_ko") {
      production.title_ko = query.text(1);
    } else if (key == "title_en") {
      production.title_en = query.text(1);
    } else if (!query.view(1).empty()) {
      production.details.emplace(key, query.text(1));
    }
  }
  db.clear();
  return production;
}

Result<std::vector<ContentHash>> Catalog::referenced_objects(bool of_removed) const {
  // An object that a kept version needs is not "of removed", whatever else refers to it.
  Connection& db = *contents_->db;
  db.clear();
  std::set<ContentHash> kept;
  std::set<ContentHash> removed;
  // The text of a manifest is an object too.
  for (auto query = db.query(
           "SELECT manifest_entry.hash, version.removed <> 0 OR asset.removed <> 0 FROM manifest_entry"
           " JOIN version ON version.seq = manifest_entry.version"
           " JOIN asset ON asset.seq = version.asset"
           " UNION ALL SELECT version.manifest_hash, version.removed <> 0 OR asset.removed <> 0 FROM version"
           " JOIN asset ON asset.seq = version.asset");
       query.next();) {
    (query.integer(1) != 0 ? removed : kept).insert(query.hash(0));
  }
  if (db.failed()) {
    return tl::unexpected(contents_->take_error());
  }
  std::vector<ContentHash> found;
  if (of_removed) {
    std::set_difference(removed.begin(), removed.end(), kept.begin(), kept.end(), std::back_inserter(found));
  } else {
    found.assign(kept.begin(), kept.end());
  }
  return found;
}

}  // namespace bandaji
