// `continuity`: conflicts, hints and their waivers.
#include "db/continuity.h"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/record_text.h"
#include "assets/text.h"
#include "db/hints.h"
#include "db/record_edits.h"

namespace bandaji::cli {
namespace {

Json to_json(const Conflict& conflict, RecordNames& names) {
  return {{"id", conflict.id()},
          {"rule", conflict.rule},
          {"scene", conflict.scene},
          {"scene_name", names.text("scene", conflict.scene)},
          {"character", conflict.character},
          {"look", conflict.look},
          {"set", conflict.film_set},
          {"unit", conflict.unit},
          {"asset", conflict.asset},
          {"day", conflict.day},
          {"ko", conflict.sentence_ko},
          {"en", conflict.sentence_en},
          {"waived", !conflict.waiver.empty()},
          {"reason", conflict.reason}};
}

const char* trust_name(HintTrust trust) {
  switch (trust) {
    case HintTrust::Sourced:
      return "sourced";
    case HintTrust::Disputed:
      return "disputed";
    case HintTrust::ScreenConvention:
      return "screen_convention";
    case HintTrust::Unsure:
      break;
  }
  return "unsure";
}

const char* about_name(HintAbout about) {
  return about == HintAbout::Era ? "era" : about == HintAbout::Color ? "color" : "rank";
}

int print_rules(Console& console) {
  for (const ContinuityRule& rule : continuity_rules()) {
    console.result(console.json() ? line_of(Json{{"name", rule.name}, {"ko", rule.ko}, {"en", rule.en}})
                                  : fmt::format("{}  {}  {}", to_columns(rule.name, 18),
                                                to_columns(rule.ko, 24), rule.en));
  }
  return kDone;
}

int print_hints(const ContinuityCommand& command, const Catalog& catalog, Console& console) {
  RecordNames names(catalog);
  for (const Hint& hint : all_hints(catalog)) {
    if (command.open_only && !hint.waiver.empty()) continue;
    const std::string id = hint.id();
    if (console.json()) {
      console.result(line_of(Json{{"id", id},
                                  {"rule", hint.rule},
                                  {"look", hint.look},
                                  {"look_name", names.text("look", hint.look)},
                                  {"asset", hint.asset},
                                  {"differs", hint.differs},
                                  {"about", about_name(hint.about)},
                                  {"ko", hint.ko},
                                  {"en", hint.en},
                                  {"source", hint.source},
                                  {"trust", trust_name(hint.trust)},
                                  {"waived", !hint.waiver.empty()},
                                  {"reason", hint.reason}}));
    } else {
      console.result(fmt::format("{} {}  {} / {}  [{}]{}", hint.differs ? "!" : "·",
                                 to_columns(for_display(names.text("look", hint.look)), 14), hint.ko, hint.en,
                                 hint.source.empty() ? "no source" : hint.source,
                                 hint.waiver.empty() ? "" : "  waived: " + for_display(hint.reason)));
      console.result("    " + id);
    }
  }
  return kDone;
}

// Rule and place of what a person named: an id, or the number of a conflict in the list.
std::pair<std::string, std::string> split_id(const std::string& text,
                                             const std::vector<const Conflict*>& conflicts) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && number >= 1 && number <= conflicts.size())
    return {conflicts[number - 1]->rule, conflicts[number - 1]->place};
  const std::size_t colon = text.find(':');
  return colon == std::string::npos ? std::pair<std::string, std::string>()
                                    : std::pair(text.substr(0, colon), text.substr(colon + 1));
}

int waive_conflict(const ContinuityCommand& command, Library& library,
                   const std::vector<const Conflict*>& conflicts, Console& console) {
  const Catalog& catalog = library.catalog();
  const std::pair named = split_id(command.conflict, conflicts);
  const std::string &rule = named.first, &place = named.second;
  Id held;
  for (const Waiver& waiver : live_records<Waiver>(catalog)) {
    if (waiver.rule == rule && waiver.place == place) held = waiver.id;
  }
  if (command.verb == "unwaive") {
    if (held.empty()) {
      console.problem(fmt::format("{} was not waived.", for_display(command.conflict, 120)));
      return kNothingDone;
    }
    const std::pair one(RecordType::Waiver, held);
    Change change = set_trashed(std::span(&one, 1), true);
    change.label_ko = "예외 인정 취소";
    change.label_en = "Take a waiver back";
    return apply(library, change, console);
  }
  const auto hints = all_hints(catalog);
  const bool known =
      std::any_of(conflicts.begin(), conflicts.end(),
                  [&](const Conflict* one) { return one->rule == rule && one->place == place; }) ||
      std::any_of(hints.begin(), hints.end(),
                  [&](const Hint& one) { return one.rule == rule && one.place() == place; });
  if (!known) {
    console.problem(fmt::format("There is no conflict or hint {}.", for_display(command.conflict, 120)));
    return kNothingDone;
  }
  return apply(library, waive(rule, place, command.reason, command.by), console);
}

}  // namespace

int run(const ContinuityCommand& command, const GlobalOptions& options, Console& console) {
  if (command.verb == "rules") return print_rules(console);
  const bool writes = command.verb == "waive" || command.verb == "unwaive";
  auto library = open_library(options, console, writes ? Access::Write : Access::Read, Library::Index::None);
  if (!library) return kCatalogUnusable;
  if (command.verb == "hints") return print_hints(command, library->catalog(), console);
  auto solver = Continuity::read(library->catalog());
  if (!solver) {
    console.problem(solver.error());
    return kCatalogUnusable;
  }
  const auto& conflicts = solver->conflicts();
  if (writes) return waive_conflict(command, *library, conflicts, console);
  RecordNames names(library->catalog());
  std::size_t open = 0;
  for (std::size_t i = 0; i < conflicts.size(); ++i) {
    const Conflict& conflict = *conflicts[i];
    open += conflict.waiver.empty() ? 1 : 0;
    if (command.open_only && !conflict.waiver.empty()) continue;
    if (console.json()) {
      console.result(line_of(to_json(conflict, names)));
      continue;
    }
    console.result(fmt::format(
        "{:>3}  {}{}", i + 1, for_display(conflict.sentence_ko),
        conflict.waiver.empty() ? "" : fmt::format("  (예외 인정: {})", for_display(conflict.reason))));
    console.result(fmt::format("     {}", for_display(conflict.sentence_en)));
    console.result(fmt::format("     {}", conflict.id()));
  }
  if (!console.json()) console.note(fmt::format("{} conflicts, {} of them open.", conflicts.size(), open));
  return kDone;
}

}  // namespace bandaji::cli
