#include "db/index_source.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include "db/edit_json.h"
#include "db/record_reads.h"

namespace bandaji {

Result<void> for_each_index_source(Catalog::Contents& contents,
                                   const std::function<void(const IndexSource&)>& visit) {
  // Four cursors in step, all in the order of assets: one pass over every table.
  engine::Connection& db = *contents.db;
  db.clear();
  auto rows = db.query(
      "SELECT asset.seq, asset.id, asset.number, kind, name_ko, name_en, romanized, status, rating, "
      "color_label, trashed,"
      " asset.created_at, updated_at, aliases, notes, version.id, version.number, manifest_hash, main_file, "
      "content,"
      " format, triangles, vertices, materials, animations, size_x_mm, size_y_mm, size_z_mm, missing_count, "
      "palette"
      " FROM asset JOIN asset_text ON asset_text.asset = asset.seq"
      " LEFT JOIN version ON version.id = asset.current_version WHERE asset.removed = 0 ORDER BY asset.seq");
  auto fields = db.query("SELECT asset, key, value FROM asset_field ORDER BY asset");
  auto tags =
      db.query("SELECT asset, name FROM asset_tag JOIN tag ON tag.seq = asset_tag.tag ORDER BY asset");
  auto decisions =
      db.query("SELECT asset, id, verdict, withdraws, manifest_hash FROM decision ORDER BY asset, seq DESC");
  // Few assets have any, so they are read before.
  std::unordered_map<Id, std::vector<OwnText>> own;
  for (auto values = db.query(
           "SELECT subject, f.id, f.sort, value FROM custom_value v JOIN custom_field f ON f.id = v.field"
           " WHERE v.state = 0 AND f.state = 0 AND f.unit NOT LIKE 'bandaji:%'"
           " ORDER BY f.\"order\", f.id");
       values.next();) {
    own[values.text(0)].push_back({values.text(1), values.text(2), values.text(3)});
  }
  bool more_fields = fields.next();
  bool more_tags = tags.next();
  bool more_decisions = decisions.next();
  IndexSource source;
  while (rows.next()) {
    const std::int64_t row = rows.integer(0);
    Asset& asset = source.asset;
    asset.id = rows.view(1);
    asset.number = rows.view(2);
    asset.kind = rows.view(3);
    asset.name_ko = rows.view(4);
    asset.name_en = rows.view(5);
    asset.romanized = rows.view(6);
    asset.status = rows.view(7);
    asset.rating = static_cast<int>(rows.integer(8));
    asset.color_label = static_cast<int>(rows.integer(9));
    asset.trashed = rows.integer(10) != 0;
    asset.created_at = rows.integer(11);
    asset.updated_at = rows.integer(12);
    asset.aliases = rows.view(13);
    asset.notes = rows.view(14);
    AssetVersion& version = source.version;
    version.id = rows.view(15);
    version.number = static_cast<int>(rows.integer(16));
    version.manifest_hash = rows.hash(17);
    version.main_file = rows.view(18);
    version.facts.content =
        version.id.empty() ? VersionContent::Attachment : static_cast<VersionContent>(rows.integer(19));
    version.facts.format = rows.view(20);
    version.facts.triangles = rows.integer(21);
    version.facts.vertices = rows.integer(22);
    version.facts.materials = rows.integer(23);
    version.facts.animations = rows.integer(24);
    version.facts.size_mm = {rows.integer(25), rows.integer(26), rows.integer(27)};
    source.missing_files = static_cast<int>(rows.integer(28));
    const std::string_view palette = rows.view(29);
    version.facts.palette = palette.size() > 2 ? list_from_json(palette) : std::vector<std::string>();

    asset.fields.clear();
    for (; more_fields && fields.integer(0) <= row; more_fields = fields.next()) {
      if (fields.integer(0) == row) {
        asset.fields.emplace(fields.text(1), fields.text(2));
      }
    }
    const auto own_values = own.find(asset.id);
    source.own = own_values == own.end() ? std::vector<OwnText>() : own_values->second;
    asset.tags.clear();
    for (; more_tags && tags.integer(0) <= row; more_tags = tags.next()) {
      if (tags.integer(0) == row) {
        asset.tags.push_back(tags.text(1));
      }
    }
    std::sort(asset.tags.begin(), asset.tags.end());
    source.verdict = Verdict::Withdrawn;
    source.stale = false;
    std::set<Id> withdrawn;
    bool decided = false;
    for (; more_decisions && decisions.integer(0) <= row; more_decisions = decisions.next()) {
      if (decisions.integer(0) != row || decided || withdrawn.contains(decisions.text(1))) {
        continue;
      }
      const auto verdict = static_cast<Verdict>(decisions.integer(2));
      if (verdict == Verdict::Withdrawn) {
        withdrawn.insert(decisions.text(3));
      } else {
        source.verdict = verdict;
        source.stale = version.id.empty() || decisions.hash(4) != version.manifest_hash;
        decided = true;
      }
    }
    visit(source);
  }
  if (db.failed()) {
    return tl::unexpected(contents.take_error());
  }
  return {};
}

Result<std::optional<IndexSource>> index_source(const Catalog& catalog, const Id& id) {
  auto asset = catalog.asset(id);
  if (!asset) {
    if (asset.error().kind == ErrorKind::NotFound) {
      return std::optional<IndexSource>();
    }
    return tl::unexpected(asset.error());
  }
  IndexSource source;
  source.asset = std::move(*asset);
  auto versions = catalog.current_versions(std::span(&source.asset.id, 1));
  if (!versions.empty()) {
    source.version = std::move(versions.front());
    source.version.manifest.clear();
    source.missing_files = static_cast<int>(source.version.facts.missing.size());
  }
  // In the order of the fields, as they are read above.
  std::vector<std::pair<std::int64_t, OwnText>> own;
  for (CustomValue& value : records_where<CustomValue>(catalog, "subject", id)) {
    const auto field = record<CustomField>(catalog, value.field);
    if (field && !field->unit.starts_with("bandaji:")) {
      own.push_back({field->order, {field->id, field->sort, std::move(value.value)}});
    }
  }
  std::sort(own.begin(), own.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.field) < std::tie(b.first, b.second.field);
  });
  for (auto& [order, value] : own) {
    source.own.push_back(std::move(value));
  }
  const ReviewState state = catalog.review_state(id);
  source.verdict = state.verdict;
  source.stale = state.stale;
  return std::optional(std::move(source));
}

std::vector<Id> subjects_of_own_values(Catalog::Contents& contents,
                                       std::span<const std::pair<RecordType, Id>> changed) {
  std::vector<Id> subjects;
  const auto add = [&](engine::Query query) {
    while (query.next()) {
      subjects.push_back(query.text(0));
    }
  };
  // Whatever their state: a value that was taken back is not found any more.
  for (const auto& [type, id] : changed) {
    if (type == RecordType::CustomValue) {
      add(contents.db->query("SELECT subject FROM custom_value WHERE id = ?", id));
    } else if (type == RecordType::CustomField) {
      add(contents.db->query("SELECT subject FROM custom_value WHERE field = ?", id));
    }
  }
  return subjects;
}

}  // namespace bandaji
