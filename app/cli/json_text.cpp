#include "app/cli/json_text.h"

#include <fmt/format.h>

#include <ctime>
#include <nlohmann/json.hpp>

#include "db/composition_versions.h"
#include "db/vocabulary.h"

namespace bandaji::cli {
namespace {

const char* content_name(VersionContent content) {
  switch (content) {
    case VersionContent::Model:
      return "model";
    case VersionContent::Image:
      return "image";
    case VersionContent::Attachment:
      return "attachment";
  }
  return "attachment";
}

}  // namespace

std::string line_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string time_text(TimeMs time) {
  const std::time_t seconds = static_cast<std::time_t>(time / 1000);
  std::tm parts{};
#ifdef _WIN32
  gmtime_s(&parts, &seconds);
#else
  gmtime_r(&seconds, &parts);
#endif
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1,
                     parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

const char* verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::Requested:
      return "requested";
    case Verdict::Approved:
      return "approved";
    case Verdict::ApprovedWithConditions:
      return "approved_with_conditions";
    case Verdict::ChangesRequested:
      return "changes_requested";
    case Verdict::Rejected:
      return "rejected";
    case Verdict::Hold:
      return "hold";
    case Verdict::Withdrawn:
      return "withdrawn";
  }
  return "withdrawn";
}

const char* state_name(const ReviewState& review) {
  return review.verdict == Verdict::Withdrawn ? "none" : verdict_name(review.verdict);
}

Json to_json(const ImportRow& row) {
  Json json;
  json["path"] = row.path;
  json["status"] = to_string(row.status);
  json["id"] = row.id;
  json["version"] = row.version;
  json["kind"] = row.kind.empty() ? "" : std::string(kind_short_name(row.kind));
  json["triangles"] = row.triangles;
  json["vertices"] = row.vertices;
  json["materials"] = row.materials;
  json["animations"] = row.animations;
  json["size_mm"] = row.size_mm;
  json["warnings"] = row.warnings;
  json["notes"] = row.notes;
  json["same_shape"] = row.same_shape;
  json["error"] = row.error;
  return json;
}

Json to_json(const Asset& asset, const AssetVersion* current, const ReviewState& review) {
  Json json;
  json["id"] = asset.id;
  json["number"] = asset.number;
  json["kind"] = std::string(kind_short_name(asset.kind));
  json["name_ko"] = asset.name_ko;
  json["name_en"] = asset.name_en;
  json["romanized"] = asset.romanized;
  json["aliases"] = asset.aliases;
  json["status"] = std::string(status_short_name(asset.status));
  json["rating"] = asset.rating;
  json["color_label"] = asset.color_label;
  json["tags"] = asset.tags;
  json["notes"] = asset.notes;
  json["fields"] = asset.fields;
  json["trashed"] = asset.trashed;
  json["created_at"] = time_text(asset.created_at);
  json["updated_at"] = time_text(asset.updated_at);
  json["revision"] = asset.revision;
  json["version"] = current != nullptr ? current->number : 0;
  json["hash"] = current != nullptr ? current->manifest_hash.hex() : "";
  json["content"] = current != nullptr ? content_name(current->facts.content) : "";
  json["format"] = current != nullptr ? current->facts.format : "";
  json["triangles"] = current != nullptr ? current->facts.triangles : 0;
  json["size_mm"] = current != nullptr ? current->facts.size_mm : std::array<std::int64_t, 3>{};
  json["missing_files"] = current != nullptr ? current->facts.missing.size() : 0;
  json["palette"] = current != nullptr ? current->facts.palette : std::vector<std::string>{};
  json["state"] = state_name(review);
  json["stale"] = review.stale;
  return json;
}

Json to_json(const AssetVersion& version) {
  static constexpr const char* kAxes[] = {"x", "y", "z"};
  static constexpr const char* kUnits[] = {"mm", "cm", "m", "in"};
  Json json;
  json["id"] = version.id;
  json["number"] = version.number;
  json["comment"] = version.comment;
  json["author"] = version.author;
  json["created_at"] = time_text(version.created_at);
  json["hash"] = version.manifest_hash.hex();
  json["main_file"] = version.main_file;
  json["up"] = version.up_axis && *version.up_axis < 3 ? Json(kAxes[*version.up_axis]) : Json(nullptr);
  json["unit"] = version.unit && *version.unit < 4 ? Json(kUnits[*version.unit]) : Json(nullptr);
  const VersionFacts& facts = version.facts;
  json["content"] = content_name(facts.content);
  json["format"] = facts.format;
  json["triangles"] = facts.triangles;
  json["vertices"] = facts.vertices;
  json["materials"] = facts.materials;
  json["animations"] = facts.animations;
  json["size_mm"] = facts.size_mm;
  json["width_px"] = facts.width_px;
  json["height_px"] = facts.height_px;
  json["warnings"] = facts.warnings;
  json["missing"] = Json::array();
  for (const MissingFile& missing : facts.missing)
    json["missing"].push_back({{"asked", missing.asked}, {"reason", missing.reason}});
  json["palette"] = facts.palette;
  json["files"] = Json::array();
  for (const ManifestEntry& entry : version.manifest) {
    json["files"].push_back({{"path", entry.path}, {"hash", entry.hash.hex()}, {"size", entry.size}});
  }
  return json;
}

Json to_json(const Decision& decision) {
  Json json;
  json["id"] = decision.id;
  json["verdict"] = verdict_name(decision.verdict);
  json["role"] = decision.role;
  json["by"] = decision.by;
  json["note"] = decision.comment;
  json["version_id"] = decision.version_id;
  json["hash"] = decision.manifest_hash.hex();
  json["at"] = time_text(decision.at);
  if (!decision.withdraws.empty()) json["withdraws"] = decision.withdraws;
  return json;
}

Json to_json(const Activity& activity) {
  Json json;
  json["sequence"] = activity.sequence;
  json["at"] = time_text(activity.at);
  json["who"] = activity.who;
  json["action"] = activity.action;
  json["field"] = activity.field;
  json["before"] = activity.before;
  json["after"] = activity.after;
  return json;
}

Json to_json(const Facet& facet) {
  Json json;
  json["key"] = facet.key;
  json["title_ko"] = facet.title_ko;
  json["title_en"] = facet.title_en;
  json["values"] = Json::array();
  for (const FacetValue& value : facet.values) {
    json["values"].push_back(
        {{"key", value.key}, {"term", value.term}, {"count", value.count}, {"active", value.active}});
  }
  return json;
}

Json review_json(const Catalog& catalog, const Asset& asset) {
  const ReviewState review = catalog.review_state(asset.id);
  const auto version = catalog.version(asset.current_version);
  Json json;
  json["id"] = asset.id;
  json["number"] = asset.number;
  json["version"] = version ? version->number : 0;
  json["hash"] = version ? version->manifest_hash.hex() : "";
  json["state"] = state_name(review);
  json["stale"] = review.stale;
  json["decisions"] = Json::array();
  for (const Decision& decision : catalog.decisions(asset.id)) json["decisions"].push_back(to_json(decision));
  return json;
}

Json composition_review_json(const Catalog& catalog, const Id& subject, std::string_view name) {
  const ReviewState review = composition_review(catalog, subject);
  const auto contents = contents_of(catalog, subject);
  const std::string hash = contents ? hash_text(contents_text(*contents)).hex() : "";
  const auto versions = composition_versions(catalog, subject);
  const auto same = std::find_if(versions.begin(), versions.end(),
                                 [&](const CompositionVersion& one) { return one.hash == hash; });
  Json json;
  json["id"] = subject;
  json["number"] = name;
  json["version"] = same != versions.end() ? same->number : versions.empty() ? 0 : versions.front().number;
  json["hash"] = hash;
  json["state"] = state_name(review);
  json["stale"] = review.stale;
  json["decisions"] = Json::array();
  for (const Decision& decision : composition_decisions(catalog, subject))
    json["decisions"].push_back(to_json(decision));
  return json;
}

}  // namespace bandaji::cli
