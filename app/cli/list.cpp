#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "assets/text.h"
#include "assets/units.h"
#include "db/vocabulary.h"

namespace bandaji::cli {
namespace {

// "updated:desc"; nothing when it is not a field to sort by.
bool parse_sort(const std::string& text, SearchRequest& request) {
  std::string_view field = text;
  for (const std::string_view direction : {":desc", ":asc"}) {
    if (!field.ends_with(direction)) continue;
    request.descending = direction == ":desc";
    field.remove_suffix(direction.size());
    break;
  }
  const auto parsed = parse_sort_field(field);
  if (!parsed) return false;
  request.sort = *parsed;
  return true;
}

void print_problems(const SearchResult& found, Console& console) {
  for (const QueryProblem& problem : found.problems) console.note(problem.message_en);
}

std::string row_of(const Asset& asset, const AssetVersion* version) {
  const std::string name = asset.name_ko.empty()   ? asset.name_en
                           : asset.name_en.empty() ? asset.name_ko
                                                   : asset.name_ko + "  " + asset.name_en;
  std::string size;
  if (version != nullptr && version->facts.content == VersionContent::Model) {
    size = format_size_mm(version->facts.size_mm[0], version->facts.size_mm[1], version->facts.size_mm[2]);
  }
  std::string tags;
  for (const std::string& tag : asset.tags) tags += (tags.empty() ? "" : ", ") + tag;
  return fmt::format("{}  {}  {}  {}  {}  {}", to_columns(asset.number, 8),
                     to_columns(kind_short_name(asset.kind), 11), to_columns(for_display(name), 36),
                     to_columns(status_short_name(asset.status), 11), to_columns(size, 26),
                     for_display(tags));
}

}  // namespace

int run(const ListCommand& command, const GlobalOptions& options, Console& console) {
  SearchRequest request;
  request.query = command.query;
  request.count_facets = false;
  if (!command.sort.empty() && !parse_sort(command.sort, request)) {
    console.problem(fmt::format(
        "\"{}\" is not a field to sort by; try name, number, kind, status, rating, created, updated, "
        "triangles or height, with :desc to turn it around.",
        command.sort));
    return kWrongUsage;
  }
  const auto library = open_library(options, console, Access::Read, Library::Index::Built);
  if (!library) return kCatalogUnusable;
  const auto vocabulary = library->catalog().vocabulary();
  if (!command.kind.empty()) {
    const auto kind = kind_from_name(to_nfc(command.kind), *vocabulary);
    if (kind.empty()) {
      console.problem(fmt::format("There is no kind \"{}\".", command.kind));
      return kWrongUsage;
    }
    request.query += fmt::format(" kind:{}", kind_short_name(kind));
  }
  if (!command.status.empty()) {
    const auto status = status_from_name(to_nfc(command.status), *vocabulary);
    if (status.empty()) {
      console.problem(fmt::format("There is no status \"{}\".", command.status));
      return kWrongUsage;
    }
    request.query += fmt::format(" status:{}", status_short_name(status));
  }

  const SearchResult found = library->index().search(request);
  print_problems(found, console);

  const std::size_t total = found.ids.size();
  const std::size_t first = std::min(static_cast<std::size_t>(command.offset), total);
  const std::size_t count =
      command.limit < 0 ? total - first : std::min(static_cast<std::size_t>(command.limit), total - first);
  // In portions, so that a million records never lie in memory at once.
  constexpr std::size_t kPortion = 500;
  for (std::size_t at = 0; at < count; at += kPortion) {
    const std::vector<Id> ids = found.ids.slice(first + at, std::min(kPortion, count - at));
    const std::vector<AssetVersion> versions = library->catalog().current_versions(ids);
    for (const Asset& asset : library->catalog().assets(ids)) {
      const auto version = std::find_if(versions.begin(), versions.end(),
                                        [&](const AssetVersion& v) { return v.asset_id == asset.id; });
      const AssetVersion* current = version == versions.end() ? nullptr : &*version;
      if (console.json()) {
        console.result(line_of(to_json(asset, current, library->catalog().review_state(asset.id))));
      } else {
        console.result(row_of(asset, current));
      }
    }
  }
  if (!console.json())
    console.note(fmt::format("{} of {} found, {} in the catalog.", count, total, found.searched));
  return kDone;
}

int run(const FacetsCommand& command, const GlobalOptions& options, Console& console) {
  const auto library = open_library(options, console, Access::Read, Library::Index::Built);
  if (!library) return kCatalogUnusable;
  SearchRequest request;
  request.query = command.query;
  const SearchResult found = library->index().search(request);
  print_problems(found, console);
  const auto vocabulary = library->catalog().vocabulary();
  for (const Facet& facet : found.facets) {
    if (console.json()) {
      console.result(line_of(to_json(facet)));
      continue;
    }
    console.result(fmt::format("{} · {}", facet.title_ko, facet.title_en));
    for (const FacetValue& value : facet.values) {
      const bool is_term = vocabulary->find(value.key) != nullptr;
      const std::string label = is_term ? fmt::format("{}  {}", vocabulary->label(value.key, true),
                                                      vocabulary->label(value.key, false))
                                        : value.key;
      console.result(fmt::format("  {:>7}  {}  {}", value.count, to_columns(for_display(label), 40),
                                 for_display(value.term)));
    }
  }
  return kDone;
}

}  // namespace bandaji::cli
