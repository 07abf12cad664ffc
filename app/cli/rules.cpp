#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "app/core/import_pattern.h"
#include "app/core/import_rules.h"
#include "app/core/same_shape.h"
#include "assets/text.h"

namespace bandaji::cli {
namespace {

std::vector<std::string> rule_names() {
  std::vector<std::string> names(std::begin(kRules), std::end(kRules));
  names.emplace_back("refuse");
  names.emplace_back("names");
  return names;
}

// What is wrong with the value, beyond what the catalog says itself.
std::string problem_with(const std::string& rule, const std::string& value) {
  const auto unknown = [&](const auto& known) -> std::string {
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::size_t end = rest.find(';');
      const std::string_view word = rest.substr(0, end);
      if (!word.empty() && std::find(std::begin(known), std::end(known), word) == std::end(known))
        return std::string(word);
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return {};
  };
  if (rule == "maps") {
    if (const std::string word = unknown(kRuleMaps); !word.empty())
      return fmt::format("\"{}\" is no map; there are base_color, roughness, normal and occlusion.", word);
  }
  if (rule == "refuse") {
    if (const std::string word = unknown(kRules); !word.empty())
      return fmt::format("\"{}\" is no rule that can refuse.", for_display(word));
  }
  if (rule == "names") {
    if (const auto read = NamePattern::parse(value); !read) return read.error().message;
  }
  return {};
}

}  // namespace

int run(const RulesCommand& command, const GlobalOptions& options, Console& console) {
  const bool changes = !command.values.empty();
  auto library = open_library(options, console, changes ? Access::Write : Access::Read, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const std::vector<std::string> names = rule_names();
  Production production = library->catalog().production();
  if (changes) {
    Production wanted{production.title_ko, production.title_en, {}};
    for (const std::string& word : command.values) {
      const std::size_t split = word.find('=');
      const std::string rule = word.substr(0, split);
      if (split == std::string::npos || std::find(names.begin(), names.end(), rule) == names.end()) {
        console.problem(
            fmt::format("\"{}\" is no rule; there are {}.", for_display(rule), fmt::join(names, ", ")));
        return kWrongUsage;
      }
      const std::string value = word.substr(split + 1);
      if (const std::string problem = problem_with(rule, value); !problem.empty()) {
        console.problem(problem);
        return kWrongUsage;
      }
      wanted.details["import_" + rule] = value;
    }
    const auto applied =
        library->apply(Change{{SetProduction{wanted}}, "가져오기 규칙 바꾸기", "Change import rules"});
    if (!applied) {
      console.problem(applied.error());
      return kNothingDone;
    }
    production = library->catalog().production();
  }
  Json json;
  for (const std::string& name : names) {
    const auto value = production.details.find("import_" + name);
    const std::string text = value == production.details.end() ? std::string() : value->second;
    json[name] = text;
    if (!console.json())
      console.result(fmt::format("{}  {}", to_columns(name, 14), text.empty() ? "-" : text));
  }
  if (console.json()) console.result(line_of(json));
  return kDone;
}

int run(const DuplicatesCommand&, const GlobalOptions& options, Console& console) {
  auto library = open_library(options, console, Access::Read, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const Catalog& catalog = library->catalog();
  const auto groups = same_shapes(
      catalog.model_sizes(), library->files(), [&](const Id& id) { return catalog.version(id); },
      console.stop(), [&](float share) { console.progress(share, ""); });
  console.clear_progress();
  for (const std::vector<Id>& group : groups) {
    if (console.json()) {
      console.result(line_of(Json{{"ids", group}}));
      continue;
    }
    std::string line;
    for (const Asset& asset : catalog.assets(group))
      line += fmt::format("{}{} {}", line.empty() ? "" : "  =  ", asset.number,
                          for_display(asset.name_ko.empty() ? asset.name_en : asset.name_ko));
    console.result(line);
  }
  console.note(fmt::format("{} shapes are there more than once.", groups.size()));
  return console.stop().stop_requested() ? kSomeRefused : kDone;
}

}  // namespace bandaji::cli
