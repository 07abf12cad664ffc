#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "app/cli/commands.h"
#include "app/cli/record_text.h"
#include "app/core/field_input.h"
#include "app/core/own_values.h"
#include "assets/text.h"
#include "db/record_edits.h"

namespace bandaji::cli {
namespace {

// Prints the record as it is now.
int report(const Library& library, const Id& id, Console& console) {
  const auto asset = library.catalog().asset(id);
  if (!asset) return kDone;  // Undone into not being there.
  if (console.json()) {
    const auto version = library.catalog().version(asset->current_version);
    Json json = to_json(*asset, version ? &*version : nullptr, library.catalog().review_state(id));
    json["own"] = own_json(library.catalog(), OwnFields(library.catalog()).of_kind(asset->kind), asset->id);
    console.result(line_of(json));
  } else {
    console.result(
        fmt::format("{}  {}  {}", asset->number, for_display(asset->name_ko), for_display(asset->name_en)));
  }
  return kDone;
}

int apply_and_report(Library& library, const Change& change, const Id& id, Console& console) {
  if (const auto applied = library.apply(change); !applied) {
    console.problem(applied.error());
    return applied.error().kind == ErrorKind::Busy ? kCatalogUnusable : kNothingDone;
  }
  return report(library, id, console);
}

std::string display_name(const Asset& asset) {
  return !asset.name_ko.empty() ? asset.name_ko : !asset.name_en.empty() ? asset.name_en : asset.number;
}

int set_trashed(const std::vector<std::string>& words, bool trashed, const GlobalOptions& options,
                Console& console) {
  auto library = open_library(options, console, Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  int refused = 0;
  const std::vector<Id> ids = resolve_all(*library, words, console, refused);
  if (ids.empty()) return kNothingDone;
  Change change;
  for (const Id& id : ids) change.edits.push_back(SetTrashed{id, trashed});
  change.label_ko = trashed ? "휴지통으로" : "휴지통에서 되돌리기";
  change.label_en = trashed ? "Move to the trash" : "Restore from the trash";
  if (const auto applied = library->apply(change); !applied) {
    console.problem(applied.error());
    return applied.error().kind == ErrorKind::Busy ? kCatalogUnusable : kNothingDone;
  }
  for (const Id& id : ids) report(*library, id, console);
  return status_of(ids.size(), static_cast<std::size_t>(refused));
}

}  // namespace

int run(const SetCommand& command, const GlobalOptions& options, Console& console) {
  if (const auto named = split_record(command.id)) {
    RecordCommand record;
    record.verb = "set";
    std::tie(record.type, record.id) = *named;
    record.values = command.values;
    return run(record, options, console);
  }
  auto library = open_library(options, console, Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const auto vocabulary = library->catalog().vocabulary();
  std::vector<std::pair<std::string, std::string>> values;
  std::vector<std::pair<std::string, std::string>> others;  // Own fields, perhaps.
  std::vector<Error> problems;
  for (const std::string& word : command.values) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
      console.problem(fmt::format("\"{}\" is not of the form FIELD=VALUE.", word));
      return kWrongUsage;
    }
    auto value = parse_field(word.substr(0, equals), word.substr(equals + 1), *vocabulary);
    if (value) {
      values.push_back(std::move(*value));
      continue;
    }
    others.emplace_back(word.substr(0, equals), to_nfc(word.substr(equals + 1)));
    problems.push_back(value.error());
  }
  const auto id = library->catalog().resolve(command.id);
  const auto asset = id ? library->catalog().asset(*id) : Result<Asset>(tl::unexpected(id.error()));
  if (!asset) {
    console.problem(asset.error());
    return kNothingDone;
  }
  Change change;
  for (auto& [field, value] : values) change.edits.push_back(SetField{asset->id, field, value});
  const auto own_fields = OwnFields(library->catalog()).of_kind(asset->kind);
  for (std::size_t i = 0; i < others.size(); ++i) {
    const auto field = OwnFields::named(own_fields, others[i].first);
    if (!field) {
      console.problem(problems[i]);
      return kWrongUsage;
    }
    const auto own = set_custom_value(library->catalog(), field->id, asset->id, others[i].second);
    if (!own) {
      console.problem(own.error());
      return kNothingDone;
    }
    change.edits.insert(change.edits.end(), own->edits.begin(), own->edits.end());
  }
  change.label_ko = "편집: " + display_name(*asset);
  change.label_en = "Edit: " + display_name(*asset);
  return apply_and_report(*library, change, asset->id, console);
}

int run(const TagCommand& command, const GlobalOptions& options, Console& console) {
  SetTags edit;
  for (const std::string& word : command.changes) {
    const std::string tag = to_nfc(word.empty() ? "" : word.substr(1));
    if (tag.empty() || (word[0] != '+' && word[0] != '-')) {
      console.problem(fmt::format("\"{}\" is neither +TAG nor -TAG.", word));
      return kWrongUsage;
    }
    (word[0] == '+' ? edit.add : edit.remove).push_back(tag);
  }
  auto library = open_library(options, console, Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const auto id = library->catalog().resolve(command.id);
  if (!id) {
    console.problem(id.error());
    return kNothingDone;
  }
  edit.asset = *id;
  Change change;
  change.edits.push_back(edit);
  change.label_ko = "태그 편집";
  change.label_en = "Edit tags";
  return apply_and_report(*library, change, *id, console);
}

int run(const TrashCommand& command, const GlobalOptions& options, Console& console) {
  return set_trashed(command.ids, true, options, console);
}

int restore_from_trash(const std::vector<std::string>& words, const GlobalOptions& options,
                       Console& console) {
  return set_trashed(words, false, options, console);
}

int run(const UndoCommand& command, const GlobalOptions& options, Console& console) {
  auto library = open_library(options, console, Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const std::string label =
      command.redo ? library->catalog().redo_label(false) : library->catalog().undo_label(false);
  const auto done = command.redo ? library->redo() : library->undo();
  if (!done) {
    console.problem(done.error());
    return done.error().kind == ErrorKind::Busy ? kCatalogUnusable : kNothingDone;
  }
  if (console.json()) {
    console.result(line_of({{command.redo ? "redone" : "undone", label}}));
  } else {
    console.result(fmt::format("{}: {}", command.redo ? "Redone" : "Undone", for_display(label)));
  }
  return kDone;
}

}  // namespace bandaji::cli
