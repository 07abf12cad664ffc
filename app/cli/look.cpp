// `look` and `wear`.
#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/record_text.h"
#include "assets/text.h"
#include "db/record_edits.h"

namespace bandaji::cli {
namespace {

Json look_json(const Catalog& catalog, const Look& look, RecordNames& names, bool with_items) {
  const auto row = record_row(catalog, RecordType::Look, look.id);
  Json json = row ? to_json(*row, names) : Json::object();
  json["character_name"] = names.text("character", look.character);
  Json scenes = Json::array();
  for (const SceneLook& link : records_where<SceneLook>(catalog, "look", look.id))
    scenes.push_back(names.text("scene", link.scene));
  json["scenes"] = scenes;
  if (with_items) {
    Json items = Json::array();
    for (const LookItem& item : records_where<LookItem>(catalog, "look", look.id)) {
      if (const auto found = record_row(catalog, RecordType::LookItem, item.id)) {
        Json one = to_json(*found, names);
        const auto asset = catalog.asset(item.asset);
        one["asset_number"] = asset ? asset->number : "";
        const auto newest =
            asset ? catalog.version(asset->current_version) : Result<AssetVersion>(tl::unexpected(Error{}));
        const auto pinned = item.version.empty() ? newest : catalog.version(item.version);
        one["version_number"] = pinned ? pinned->number : 0;
        one["newest_version"] = newest ? newest->number : 0;
        one["asset_name"] = asset ? (asset->name_ko.empty() ? asset->name_en : asset->name_ko) : "";
        items.push_back(one);
      }
    }
    json["items"] = items;
  }
  return json;
}

// What a piece is held to: "v1 (newest v3)  #2".
std::string pins_of(const Catalog& catalog, const LookItem& item) {
  std::string words;
  const auto version =
      item.version.empty() ? Result<AssetVersion>(tl::unexpected(Error{})) : catalog.version(item.version);
  if (version) {
    words += fmt::format("  v{}", version->number);
    const auto asset = catalog.asset(item.asset);
    const auto newest = asset ? catalog.version(asset->current_version) : version;
    if (newest && newest->number > version->number) words += fmt::format(" (newest v{})", newest->number);
  }
  if (const auto unit = record<Unit>(catalog, item.unit)) words += fmt::format("  #{}", unit->number);
  return words;
}

void print_look(const Catalog& catalog, const Look& look, RecordNames& names, bool with_items,
                Console& console) {
  if (console.json()) {
    console.result(line_of(look_json(catalog, look, names, with_items)));
    return;
  }
  console.result(fmt::format("{}  {}  {}  {}", to_columns(for_display(names.text("look", look.id)), 14),
                             to_columns(for_display(look.name_ko), 24),
                             to_columns(for_display(look.name_en), 28),
                             look.status.size() > 3 ? look.status.substr(3) : look.status));
  if (!with_items) return;
  for (const LookItem& item : records_where<LookItem>(catalog, "look", look.id)) {
    const auto asset = catalog.asset(item.asset);
    console.result(
        fmt::format("  {}  {}  {}{}{}", to_columns(item.slot, 10), to_columns(asset ? asset->number : "", 8),
                    for_display(asset ? asset->name_ko : ""),
                    item.doubles > 0 ? fmt::format("  (+{})", item.doubles) : "", pins_of(catalog, item)));
  }
}

// The change that `look pin` asks for.
Result<Change> pin_change(const LookCommand& command, const Catalog& catalog, RecordNames& names,
                          const Id& look) {
  const auto asset = catalog.resolve(command.asset);
  if (!asset) return tl::unexpected(asset.error());
  Change change{{}, "품목 고정", "Pin a piece"};
  const auto set = [&](const Id& item, const char* column, const Id& value) {
    change.edits.push_back(SetRecordField{RecordType::LookItem, item, column, value});
  };
  for (const LookItem& item : records_where<LookItem>(catalog, "look", look)) {
    if (item.asset != *asset) continue;
    if (command.off) {
      set(item.id, "version", "");
      set(item.id, "unit", "");
    }
    if (command.version > 0) {
      const auto versions = catalog.versions(*asset);
      const auto found = std::find_if(versions.begin(), versions.end(),
                                      [&](const AssetVersion& one) { return one.number == command.version; });
      if (found == versions.end())
        return fail(ErrorKind::NotFound, fmt::format("The record has no version {}.", command.version));
      set(item.id, "version", found->id);
    }
    if (!command.unit.empty()) {
      Id unit;
      for (const Unit& one : records_where<Unit>(catalog, "asset", *asset))
        if (one.number == command.unit) unit = one.id;
      if (unit.empty()) {
        const auto named = names.find("unit", command.unit);
        if (!named) return tl::unexpected(named.error());
        unit = *named;
      }
      set(item.id, "unit", unit);
    }
  }
  if (change.edits.empty())
    return fail(ErrorKind::NotFound,
                fmt::format("The look has no piece {}.", for_display(command.asset, 80)));
  return change;
}

int list_looks(const LookCommand& command, const Catalog& catalog, RecordNames& names, Console& console) {
  Id only;
  if (!command.character.empty()) {
    const auto found = names.find("character", command.character);
    if (!found) {
      console.problem(found.error());
      return kNothingDone;
    }
    only = *found;
  }
  for (const Character& character : live_records<Character>(catalog)) {
    if (!only.empty() && character.id != only) continue;
    for (const Look& look : looks_of(catalog, character.id)) print_look(catalog, look, names, false, console);
  }
  return kDone;
}

int add_look(const LookCommand& command, Library& library, RecordNames& names, Console& console) {
  const auto character = names.find("character", command.character);
  if (!character) {
    console.problem(character.error());
    return kNothingDone;
  }
  auto values = parse_values(command.values, RecordType::Look, names, console);
  if (!values) return kWrongUsage;
  const Id id = new_id();
  values->emplace_back("character", *character);
  values->emplace_back(
      "number", command.number.empty() ? next_change_number(library.catalog(), *character) : command.number);
  const Change change{{AddRecord{RecordType::Look, id, std::move(*values)}}, "룩 추가", "Add a look"};
  if (const int status = apply(library, change, console); status != kDone) return status;
  RecordNames now(library.catalog());
  if (const auto look = record<Look>(library.catalog(), id))
    print_look(library.catalog(), *look, now, true, console);
  return kDone;
}

}  // namespace

int run(const LookCommand& command, const GlobalOptions& options, Console& console) {
  const bool reads = command.verb == "list" || command.verb == "show";
  auto library = open_library(options, console, reads ? Access::Read : Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const Catalog& catalog = library->catalog();
  RecordNames names(catalog);
  if (command.verb == "list") return list_looks(command, catalog, names, console);
  if (command.verb == "add") return add_look(command, *library, names, console);
  const auto id = names.find("look", command.look);
  if (!id) {
    console.problem(id.error());
    return kNothingDone;
  }
  Change change;
  if (command.verb == "set") {
    auto values = parse_values(command.values, RecordType::Look, names, console);
    if (!values) return kWrongUsage;
    change = {{}, "룩 편집", "Edit a look"};
    for (auto& [column, value] : *values)
      change.edits.push_back(SetRecordField{RecordType::Look, *id, column, value});
  } else if (command.verb == "item") {
    auto values = parse_values(command.values, RecordType::LookItem, names, console);
    if (!values) return kWrongUsage;
    const auto asset = catalog.resolve(command.asset);
    if (!asset) {
      console.problem(asset.error());
      return kNothingDone;
    }
    values->emplace_back("look", *id);
    values->emplace_back("asset", *asset);
    change = {{AddRecord{RecordType::LookItem, {}, std::move(*values)}}, "착장 품목 추가", "Add to a look"};
  } else if (command.verb == "pin") {
    if (!command.off && command.version == 0 && command.unit.empty()) {
      console.problem("`look pin` needs --version, --unit or --off.");
      return kWrongUsage;
    }
    auto pinned = pin_change(command, catalog, names, *id);
    if (!pinned) {
      console.problem(pinned.error());
      return kNothingDone;
    }
    change = std::move(*pinned);
  } else if (command.verb == "trash") {
    const std::pair one(RecordType::Look, *id);
    change = set_trashed(std::span(&one, 1), true);
  }
  if (!change.edits.empty()) {
    if (const int status = apply(*library, change, console); status != kDone) return status;
  }
  const auto look = record<Look>(catalog, *id);
  RecordNames now(catalog);
  // Those from before still have the look that is in the trash now.
  if (look) print_look(catalog, *look, command.verb == "trash" ? names : now, true, console);
  return kDone;
}

int run(const WearCommand& command, const GlobalOptions& options, Console& console) {
  auto library = open_library(options, console, Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const Catalog& catalog = library->catalog();
  RecordNames names(catalog);
  const auto scene = names.find("scene", command.scene);
  const auto character = names.find("character", command.character);
  if (!scene || !character) {
    console.problem(!scene ? scene.error() : character.error());
    return kNothingDone;
  }
  Id look;
  if (!command.look.empty()) {
    const std::string number = to_nfc(command.look);
    for (const Look& one : looks_of(catalog, *character)) {
      if (one.number == number || one.id == number) look = one.id;
    }
    if (look.empty()) {
      const auto found = names.find("look", command.look);
      if (!found) {
        console.problem(fmt::format("{} has no look {}.", for_display(names.text("character", *character)),
                                    for_display(command.look, 80)));
        return kNothingDone;
      }
      look = *found;
    }
  }
  auto values = parse_values(command.values, RecordType::SceneLook, names, console);
  if (!values) return kWrongUsage;
  auto change =
      command.off ? leave_scene(catalog, *scene, *character) : wear(catalog, *scene, *character, look);
  if (!change) {
    console.problem(change.error());
    return kNothingDone;
  }
  if (!command.off && !values->empty()) {
    // All in one change, so that it is undone in one: of a new record its own values, else fields of the one
    // there is.
    Edit& first = change->edits.front();
    if (auto* added = std::get_if<AddRecord>(&first)) {
      for (auto& value : *values) added->values.push_back(value);
    } else if (const auto* set = std::get_if<SetRecordField>(&change->edits.back())) {
      const Id id = set->id;
      for (auto& [column, value] : *values)
        change->edits.push_back(SetRecordField{RecordType::SceneLook, id, column, value});
    }
  }
  if (const int status = apply(*library, *change, console); status != kDone) return status;
  if (command.forward) {
    const auto onward = copy_forward(catalog, *scene, *character);
    if (!onward) {
      console.problem(onward.error());
      return kSomeRefused;
    }
    if (!onward->edits.empty()) {
      if (const int status = apply(*library, *onward, console); status != kDone) return status;
    }
  }
  RecordNames now(catalog);
  for (const SceneLook& link : records_where<SceneLook>(catalog, "scene", *scene)) {
    if (link.character != *character) continue;
    const auto row = record_row(catalog, RecordType::SceneLook, link.id);
    if (console.json() && row) {
      console.result(line_of(to_json(*row, now)));
    } else {
      console.result(fmt::format("{}  {}  {}", now.text("scene", *scene),
                                 for_display(now.text("character", *character)),
                                 for_display(now.text("look", link.look))));
    }
  }
  return kDone;
}

}  // namespace bandaji::cli
