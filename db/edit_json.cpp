#include "db/edit_json.h"

#include <nlohmann/json.hpp>

namespace bandaji {

using Json = nlohmann::json;

namespace {

// Invalid UTF-8 cannot come from the catalog; replacing it keeps a damaged file readable.
std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string hex_or_empty(const ContentHash& hash) {
  return hash == ContentHash{} ? std::string() : hash.hex();
}

ContentHash hash_from(const Json& json) {
  const auto hash = parse_hash(json.get<std::string>());
  return hash ? *hash : ContentHash{};
}

Json missing_json(const std::vector<MissingFile>& missing) {
  Json list = Json::array();
  for (const MissingFile& file : missing) {
    list.push_back({{"asked", file.asked}, {"reason", file.reason}});
  }
  return list;
}

std::vector<MissingFile> missing_from(const Json& list) {
  std::vector<MissingFile> missing;
  for (const Json& file : list) {
    missing.push_back({file.at("asked").get<std::string>(), file.at("reason").get<std::string>()});
  }
  return missing;
}

Json to_json(const VersionFacts& facts) {
  return {{"content", static_cast<int>(facts.content)},
          {"format", facts.format},
          {"triangles", facts.triangles},
          {"vertices", facts.vertices},
          {"materials", facts.materials},
          {"animations", facts.animations},
          {"size_mm", facts.size_mm},
          {"width_px", facts.width_px},
          {"height_px", facts.height_px},
          {"warnings", facts.warnings},
          {"missing", missing_json(facts.missing)},
          {"palette", facts.palette}};
}

VersionFacts facts_from(const Json& json) {
  VersionFacts facts;
  facts.content = static_cast<VersionContent>(json.at("content").get<int>());
  facts.format = json.at("format").get<std::string>();
  facts.triangles = json.at("triangles").get<std::int64_t>();
  facts.vertices = json.at("vertices").get<std::int64_t>();
  facts.materials = json.at("materials").get<std::int64_t>();
  facts.animations = json.at("animations").get<std::int64_t>();
  facts.size_mm = json.at("size_mm").get<std::array<std::int64_t, 3>>();
  facts.width_px = json.at("width_px").get<int>();
  facts.height_px = json.at("height_px").get<int>();
  facts.warnings = json.at("warnings").get<std::vector<std::string>>();
  facts.missing = missing_from(json.at("missing"));
  facts.palette = json.at("palette").get<std::vector<std::string>>();
  return facts;
}

Json to_json(const AssetVersion& version) {
  Json files = Json::array();
  for (const ManifestEntry& entry : version.manifest) {
    files.push_back({entry.path, entry.hash.hex(), entry.size});
  }
  return {{"id", version.id},
          {"asset", version.asset_id},
          {"number", version.number},
          {"comment", version.comment},
          {"author", version.author},
          {"created_at", version.created_at},
          {"main_file", version.main_file},
          {"files", files},
          {"up_axis", version.up_axis ? Json(*version.up_axis) : Json()},
          {"unit", version.unit ? Json(*version.unit) : Json()},
          {"facts", to_json(version.facts)},
          {"hash", hex_or_empty(version.manifest_hash)}};
}

std::optional<std::uint8_t> small_from(const Json& json) {
  return json.is_null() ? std::nullopt : std::optional(json.get<std::uint8_t>());
}

AssetVersion version_from(const Json& json) {
  AssetVersion version;
  version.id = json.at("id").get<std::string>();
  version.asset_id = json.at("asset").get<std::string>();
  version.number = json.at("number").get<int>();
  version.comment = json.at("comment").get<std::string>();
  version.author = json.at("author").get<std::string>();
  version.created_at = json.at("created_at").get<TimeMs>();
  version.main_file = json.at("main_file").get<std::string>();
  for (const Json& file : json.at("files")) {
    version.manifest.push_back(
        {file.at(0).get<std::string>(), hash_from(file.at(1)), file.at(2).get<std::int64_t>()});
  }
  version.up_axis = small_from(json.at("up_axis"));
  version.unit = small_from(json.at("unit"));
  version.facts = facts_from(json.at("facts"));
  version.manifest_hash = hash_from(json.at("hash"));
  return version;
}

Json to_json(const Asset& asset) {
  return {{"id", asset.id},
          {"number", asset.number},
          {"kind", asset.kind},
          {"name_ko", asset.name_ko},
          {"name_en", asset.name_en},
          {"romanized", asset.romanized},
          {"aliases", asset.aliases},
          {"status", asset.status},
          {"rating", asset.rating},
          {"color_label", asset.color_label},
          {"notes", asset.notes},
          {"fields", asset.fields},
          {"tags", asset.tags},
          {"trashed", asset.trashed},
          {"created_at", asset.created_at}};
}

Asset asset_from(const Json& json) {
  Asset asset;
  asset.id = json.at("id").get<std::string>();
  asset.number = json.at("number").get<std::string>();
  asset.kind = json.at("kind").get<std::string>();
  asset.name_ko = json.at("name_ko").get<std::string>();
  asset.name_en = json.at("name_en").get<std::string>();
  asset.romanized = json.at("romanized").get<std::string>();
  asset.aliases = json.at("aliases").get<std::string>();
  asset.status = json.at("status").get<std::string>();
  asset.rating = json.at("rating").get<int>();
  asset.color_label = json.at("color_label").get<int>();
  asset.notes = json.at("notes").get<std::string>();
  asset.fields = json.at("fields").get<std::map<std::string, std::string>>();
  asset.tags = json.at("tags").get<std::vector<std::string>>();
  asset.trashed = json.at("trashed").get<bool>();
  asset.created_at = json.at("created_at").get<TimeMs>();
  return asset;
}

struct EditToJson {
  Json operator()(const AddAsset& edit) const {
    Json versions = Json::array();
    for (const AssetVersion& version : edit.versions) {
      versions.push_back(to_json(version));
    }
    return {{"edit", "add"}, {"asset", to_json(edit.asset)}, {"versions", versions}};
  }
  Json operator()(const SetRemoved& edit) const {
    return {{"edit", "removed"}, {"asset", edit.asset}, {"value", edit.removed}};
  }
  Json operator()(const AddVersion& edit) const {
    return {{"edit", "add_version"}, {"version", to_json(edit.version)}};
  }
  Json operator()(const SetVersionRemoved& edit) const {
    return {{"edit", "version_removed"},
            {"version", edit.version},
            {"value", edit.removed},
            {"current", edit.current}};
  }
  Json operator()(const SetCurrentVersion& edit) const {
    return {{"edit", "current"}, {"asset", edit.asset}, {"version", edit.version}};
  }
  Json operator()(const SetField& edit) const {
    Json json{{"edit", "field"}, {"asset", edit.asset}, {"field", edit.field}, {"value", edit.value}};
    if (edit.expected_revision) {
      json["expected_revision"] = *edit.expected_revision;
    }
    if (edit.expected_value) {
      json["expected_value"] = *edit.expected_value;
    }
    return json;
  }
  Json operator()(const SetTags& edit) const {
    return {{"edit", "tags"}, {"asset", edit.asset}, {"add", edit.add}, {"remove", edit.remove}};
  }
  Json operator()(const SetTrashed& edit) const {
    return {{"edit", "trashed"}, {"asset", edit.asset}, {"value", edit.trashed}};
  }
  Json operator()(const SetPalette& edit) const {
    return {{"edit", "palette"}, {"version", edit.version}, {"colors", edit.colors}};
  }
  Json operator()(const RecordDecision& edit) const {
    const Decision& decision = edit.decision;
    return {{"edit", "decision"},
            {"id", decision.id},
            {"asset", decision.asset_id},
            {"version", decision.version_id},
            {"hash", hex_or_empty(decision.manifest_hash)},
            {"verdict", static_cast<int>(decision.verdict)},
            {"role", decision.role},
            {"by", decision.by},
            {"comment", decision.comment},
            {"withdraws", decision.withdraws},
            {"at", decision.at},
            {"status", edit.status}};
  }
  Json operator()(const SetProduction& edit) const {
    return {{"edit", "production"},
            {"title_ko", edit.production.title_ko},
            {"title_en", edit.production.title_en},
            {"details", edit.production.details}};
  }
  Json operator()(const AddRecord& edit) const {
    return {
        {"edit", "add_record"}, {"type", describe(edit.type).name}, {"id", edit.id}, {"values", edit.values}};
  }
  Json operator()(const SetRecordField& edit) const {
    Json json{{"edit", "record_field"},
              {"type", describe(edit.type).name},
              {"id", edit.id},
              {"column", edit.column},
              {"value", edit.value}};
    if (edit.expected_revision) {
      json["expected_revision"] = *edit.expected_revision;
    }
    if (edit.expected_value) {
      json["expected_value"] = *edit.expected_value;
    }
    return json;
  }
  Json operator()(const SetRecordState& edit) const {
    return {{"edit", "record_state"},
            {"type", describe(edit.type).name},
            {"id", edit.id},
            {"state", static_cast<int>(edit.state)}};
  }
};

std::optional<Edit> record_edit_from(const std::string& kind, const Json& json) {
  if (kind != "add_record" && kind != "record_field" && kind != "record_state") {
    return std::nullopt;
  }
  const auto text = [&](const char* key) { return json.at(key).get<std::string>(); };
  const auto type = record_type_from_name(text("type"));
  if (!type) {
    return std::nullopt;
  }
  if (kind == "add_record") {
    return AddRecord{*type, text("id"), json.at("values").get<RecordValues>()};
  }
  if (kind == "record_state") {
    const int state = json.at("state").get<int>();
    if (state < 0 || state > static_cast<int>(RecordState::Removed)) {
      return std::nullopt;
    }
    return SetRecordState{*type, text("id"), static_cast<RecordState>(state)};
  }
  SetRecordField edit{*type, text("id"), text("column"), text("value")};
  if (json.contains("expected_revision")) {
    edit.expected_revision = json.at("expected_revision").get<std::int64_t>();
  }
  if (json.contains("expected_value")) {
    edit.expected_value = text("expected_value");
  }
  return edit;
}

std::optional<Edit> edit_from(const Json& json) {
  const auto text = [&](const char* key) { return json.at(key).get<std::string>(); };
  const std::string kind = text("edit");
  if (kind == "add") {
    AddAsset edit{asset_from(json.at("asset"))};
    for (const Json& version : json.at("versions")) {
      edit.versions.push_back(version_from(version));
    }
    return edit;
  }
  if (kind == "removed") {
    return SetRemoved{text("asset"), json.at("value").get<bool>()};
  }
  if (kind == "add_version") {
    return AddVersion{version_from(json.at("version"))};
  }
  if (kind == "version_removed") {
    return SetVersionRemoved{text("version"), json.at("value").get<bool>(), text("current")};
  }
  if (kind == "current") {
    return SetCurrentVersion{text("asset"), text("version")};
  }
  if (kind == "field") {
    SetField edit{text("asset"), text("field"), text("value")};
    if (json.contains("expected_revision")) {
      edit.expected_revision = json.at("expected_revision").get<std::int64_t>();
    }
    if (json.contains("expected_value")) {
      edit.expected_value = text("expected_value");
    }
    return edit;
  }
  if (kind == "tags") {
    return SetTags{text("asset"), json.at("add").get<std::vector<std::string>>(),
                   json.at("remove").get<std::vector<std::string>>()};
  }
  if (kind == "trashed") {
    return SetTrashed{text("asset"), json.at("value").get<bool>()};
  }
  if (kind == "palette") {
    return SetPalette{text("version"), json.at("colors").get<std::vector<std::string>>()};
  }
  if (kind == "decision") {
    Decision decision;
    decision.id = text("id");
    decision.asset_id = text("asset");
    decision.version_id = text("version");
    decision.manifest_hash = hash_from(json.at("hash"));
    decision.verdict = static_cast<Verdict>(json.at("verdict").get<int>());
    decision.role = text("role");
    decision.by = text("by");
    decision.comment = text("comment");
    decision.withdraws = text("withdraws");
    decision.at = json.at("at").get<TimeMs>();
    return RecordDecision{decision, text("status")};
  }
  if (kind == "production") {
    Production production{text("title_ko"), text("title_en"), {}};
    if (json.contains("details")) {  // Changes remembered by earlier versions have none.
      production.details = json.at("details").get<std::map<std::string, std::string>>();
    }
    return SetProduction{production};
  }
  return record_edit_from(kind, json);
}

// The library throws on a shape that is not expected; this is where that ends.
template <class F>
auto guarded(std::string_view text, F read) -> decltype(read(Json())) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) {
    return {};
  }
  try {
    return read(json);
  } catch (const Json::exception&) {
    return {};
  }
}

}  // namespace

std::string change_to_json(const Change& change) {
  Json edits = Json::array();
  for (const Edit& edit : change.edits) {
    edits.push_back(std::visit(EditToJson{}, edit));
  }
  Json json{{"ko", change.label_ko}, {"en", change.label_en}, {"edits", edits}};
  if (!change.batch.empty()) {
    json["batch"] = change.batch;
  }
  return dumped(json);
}

std::optional<Change> change_from_json(std::string_view text) {
  return guarded(text, [](const Json& json) -> std::optional<Change> {
    Change change;
    change.label_ko = json.at("ko").get<std::string>();
    change.label_en = json.at("en").get<std::string>();
    change.batch = json.value("batch", std::string());
    for (const Json& item : json.at("edits")) {
      auto edit = edit_from(item);
      if (!edit) {
        return std::nullopt;
      }
      change.edits.push_back(std::move(*edit));
    }
    return change;
  });
}

std::string list_to_json(const std::vector<std::string>& list) {
  return dumped(Json(list));
}

std::vector<std::string> list_from_json(std::string_view text) {
  return guarded(text, [](const Json& json) { return json.get<std::vector<std::string>>(); });
}

std::string missing_to_json(const std::vector<MissingFile>& missing) {
  return dumped(missing_json(missing));
}

std::vector<MissingFile> missing_from_json(std::string_view text) {
  return guarded(text, [](const Json& json) { return missing_from(json); });
}

}  // namespace bandaji
