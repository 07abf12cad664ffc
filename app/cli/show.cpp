#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "app/cli/commands.h"
#include "app/cli/record_text.h"
#include "app/core/own_values.h"
#include "assets/text.h"
#include "assets/units.h"
#include "db/fields.h"
#include "db/vocabulary.h"

namespace bandaji::cli {
namespace {

// Term keys as their labels: "fa_silk;fa_ramie" as "비단 silk, 모시 ramie".
std::string readable(std::string_view value, const FieldDefinition& field, const Vocabulary& vocabulary) {
  if (field.type != FieldType::Choice && field.type != FieldType::Choices) {
    return field.unit.empty() ? std::string(value) : fmt::format("{} {}", value, field.unit);
  }
  std::string text;
  while (!value.empty()) {
    const std::size_t end = value.find(';');
    const std::string_view key = value.substr(0, end);
    value = end == std::string_view::npos ? std::string_view() : value.substr(end + 1);
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", vocabulary.label(key, true),
                        vocabulary.label(key, false));
  }
  return text;
}

void print(const Library& library, const Asset& asset, Console& console) {
  const auto line = [&](std::string_view title, std::string_view value) {
    if (!value.empty())
      console.result(fmt::format("{}  {}", to_columns(title, 14), for_display(value, 8192)));
  };
  const auto kept = library.catalog().vocabulary();
  const Vocabulary& vocabulary = *kept;
  console.result(
      fmt::format("{}  {}  {}", asset.number, for_display(asset.name_ko), for_display(asset.name_en)));
  line("id", asset.id);
  line("kind",
       fmt::format("{} · {}", vocabulary.label(asset.kind, true), vocabulary.label(asset.kind, false)));
  line("status",
       fmt::format("{} · {}", vocabulary.label(asset.status, true), vocabulary.label(asset.status, false)));
  line("romanized", asset.romanized);
  line("aliases", asset.aliases);
  if (asset.rating > 0) line("rating", std::to_string(asset.rating));
  std::string tags;
  for (const std::string& tag : asset.tags) tags += (tags.empty() ? "" : ", ") + tag;
  line("tags", tags);
  for (const auto& [key, value] : asset.fields) {
    const FieldDefinition* field = find_field(key);
    line(key, field != nullptr ? readable(value, *field, vocabulary) : value);
  }
  const Catalog& catalog = library.catalog();
  for (const OwnValue& one : own_values(catalog, OwnFields(catalog).of_kind(asset.kind), asset.id))
    line(one.name(), one.value.empty() || one.field.unit.empty()
                         ? one.value
                         : fmt::format("{} {}", one.value, one.field.unit));
  line("notes", asset.notes);
  if (asset.trashed) line("trash", "in the trash");
  line("created", time_text(asset.created_at));
  line("updated", time_text(asset.updated_at));

  for (const AssetVersion& version : library.catalog().versions(asset.id)) {
    const VersionFacts& facts = version.facts;
    std::string text =
        fmt::format("{}  {}  {}", version.manifest_hash.short_hex(), facts.format, version.main_file);
    if (facts.content == VersionContent::Model) {
      text += fmt::format("  {}  {}",
                          facts.triangles > 0 ? fmt::format("{} triangles", facts.triangles)
                                              : fmt::format("{} vertices", facts.vertices),
                          format_size_mm(facts.size_mm[0], facts.size_mm[1], facts.size_mm[2]));
    } else if (facts.content == VersionContent::Image) {
      text += fmt::format("  {} × {} px", facts.width_px, facts.height_px);
    }
    line(fmt::format("version {}{}", version.number, version.id == asset.current_version ? " *" : ""), text);
    for (const MissingFile& missing : facts.missing) line("  missing", missing.asked);
  }
  const ReviewState review = library.catalog().review_state(asset.id);
  if (review.verdict != Verdict::Withdrawn)
    line("review", fmt::format("{}{}", state_name(review), review.stale ? ", of an older version" : ""));
  for (const Decision& decision : library.catalog().decisions(asset.id)) {
    line("  " + time_text(decision.at).substr(0, 10),
         fmt::format("{}  {}  {}  {}", verdict_name(decision.verdict), vocabulary.label(decision.role, true),
                     decision.by, decision.comment));
  }
}

}  // namespace

int run(const ShowCommand& command, const GlobalOptions& options, Console& console) {
  if (const auto named = split_record(command.id)) {
    RecordCommand record;
    record.verb = "show";
    std::tie(record.type, record.id) = *named;
    return run(record, options, console);
  }
  const auto library = open_library(options, console, Access::Read, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const auto id = library->catalog().resolve(command.id);
  const auto asset = id ? library->catalog().asset(*id) : Result<Asset>(tl::unexpected(id.error()));
  if (!asset) {
    console.problem(asset.error());
    return kNothingDone;
  }
  if (!console.json()) {
    print(*library, *asset, console);
    return kDone;
  }
  const std::vector<AssetVersion> versions = library->catalog().versions(asset->id);
  const auto current = std::find_if(versions.begin(), versions.end(),
                                    [&](const AssetVersion& v) { return v.id == asset->current_version; });
  Json json = to_json(*asset, current == versions.end() ? nullptr : &*current,
                      library->catalog().review_state(asset->id));
  json["own"] = own_json(library->catalog(), OwnFields(library->catalog()).of_kind(asset->kind), asset->id);
  json["versions"] = Json::array();
  for (const AssetVersion& version : versions) json["versions"].push_back(to_json(version));
  json["decisions"] = Json::array();
  for (const Decision& decision : library->catalog().decisions(asset->id))
    json["decisions"].push_back(to_json(decision));
  json["activity"] = Json::array();
  for (const Activity& activity : library->catalog().activity(asset->id))
    json["activity"].push_back(to_json(activity));
  console.result(line_of(json));
  return kDone;
}

}  // namespace bandaji::cli
