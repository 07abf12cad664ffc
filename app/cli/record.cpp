// `record`: every type of record alike.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/record_text.h"
#include "app/core/own_values.h"
#include "assets/text.h"
#include "db/record_edits.h"

namespace bandaji::cli {
namespace {

int print_types(Console& console) {
  for (const RecordDescription& description : all_record_descriptions()) {
    Json fields = Json::array();
    std::string names;
    for (const RecordColumn& column : description.columns) {
      fields.push_back({{"name", column.name},
                        {"ko", column.ko},
                        {"en", column.en},
                        {"detail", column.detail},
                        {"required", column.is_required}});
      names += (names.empty() ? "" : " ") + std::string(column.name);
    }
    console.result(console.json() ? line_of(Json{{"name", description.name},
                                                 {"ko", description.ko},
                                                 {"en", description.en},
                                                 {"fields", fields}})
                                  : fmt::format("{}  {}  {}", to_columns(description.name, 16),
                                                to_columns(description.ko, 14), names));
  }
  return kDone;
}

// With the studio's own fields, which are asked for once.
class Printer {
 public:
  Printer(RecordNames& names, RecordType type, Console& console)
      : names_(names), console_(console), own_(OwnFields(names.catalog()).of_type(describe(type).name)) {}

  void print(const RecordRow& row) {
    const Catalog& catalog = names_.catalog();
    if (console_.json()) {
      Json json = to_json(row, names_);
      json["own"] = own_json(catalog, own_, row.id);
      return console_.result(line_of(json));
    }
    std::string line = line_of(row, names_);
    for (const OwnValue& one : own_values(catalog, own_, row.id))
      if (!one.value.empty())
        line += fmt::format(", {}: {}{}", for_display(one.name(), 60), for_display(one.value, 60),
                            one.field.unit.empty() ? "" : " " + for_display(one.field.unit, 20));
    console_.result(line);
  }

 private:
  RecordNames& names_;
  Console& console_;
  std::vector<CustomField> own_;
};

int print_used(const RecordCommand& command, const Library& library, Console& console) {
  const Catalog& catalog = library.catalog();
  RecordNames names(catalog);
  Id id;
  if (const auto asset = catalog.resolve(command.id)) {
    id = *asset;
  } else {
    for (const RecordDescription& description : all_record_descriptions()) {
      if (const auto found = names.find(description.name, command.id)) {
        id = *found;
        break;
      }
    }
  }
  if (id.empty()) {
    console.problem(fmt::format("There is no record {}.", for_display(command.id, 80)));
    return kNothingDone;
  }
  for (const Use& use : where_used(catalog, id)) {
    const std::string_view type = describe(use.type).name;
    const auto row = record_row(catalog, use.type, use.id);
    if (console.json()) {
      console.result(line_of(
          Json{{"type", type}, {"id", use.id}, {"name", names.text(type, use.id)}, {"field", use.column}}));
    } else if (row) {
      console.result(fmt::format("{}  {}", to_columns(type, 16), line_of(*row, names)));
    }
  }
  return kDone;
}

// What a record in the trash was called; the first is the one to show.  RecordNames knows live ones alone.
std::vector<std::string> names_in_trash(const RecordRow& row, RecordNames& names) {
  const Catalog& catalog = names.catalog();
  const auto value = [&](std::string_view column) { return std::string(row.value(column)); };
  std::vector<std::string> found;
  const std::string number = value("number");
  if (row.type == RecordType::Look) {
    if (const auto character = record<Character>(catalog, value("character"))) {
      for (const std::string& name : {character->name_ko, character->name_en})
        if (!name.empty()) found.push_back(fmt::format("{} {}", name, number));
    }
  } else if (row.type == RecordType::Scene) {
    if (const auto episode = record<Episode>(catalog, value("episode")))
      found.push_back(fmt::format("{}-{}", episode->number, number));
  } else if (row.type == RecordType::Unit) {
    found.push_back(fmt::format("{}#{}", names.text("asset", value("asset")), number));
  }
  for (const std::string_view column : {"label", "name_ko", "name", "name_en", "code", "barcode"})
    if (const std::string name = value(column); !name.empty()) found.push_back(name);
  for (const std::string& name : {number, row.title(), row.id})
    if (!name.empty()) found.push_back(name);
  return found;
}

// The one in the trash that a word means.  Errors: NotFound, Conflict.
Result<Id> find_in_trash(RecordType type, const std::string& word, RecordNames& names) {
  const std::string label = to_lower_ascii(describe(type).en);
  const std::string wanted = to_lower_ascii(to_nfc(word));
  std::vector<Id> found;
  for (const RecordRow& row : trashed_rows(names.catalog())) {
    if (row.type != type) continue;
    if (row.id == word) return row.id;
    const auto called = names_in_trash(row, names);
    if (std::any_of(called.begin(), called.end(),
                    [&](const std::string& name) { return to_lower_ascii(name) == wanted; }))
      found.push_back(row.id);
  }
  if (found.size() > 1) {
    return fail(ErrorKind::Conflict,
                fmt::format("Several {} records in the trash are called \"{}\"; use an id, as "
                            "`bandaji record bin` lists them.",
                            label, for_display(word, 80)));
  }
  if (found.empty()) {
    return fail(ErrorKind::NotFound,
                fmt::format("There is no {} {} in the trash.", label, for_display(word, 80)));
  }
  return found.front();
}

int change_record(const RecordCommand& command, RecordType type, Library& library, Console& console) {
  Catalog& catalog = library.catalog();
  RecordNames names(catalog);
  const RecordDescription& description = describe(type);
  Change change{{}, std::string(description.ko) + " 편집", "Edit " + to_lower_ascii(description.en)};
  Id id;
  std::vector<std::pair<CustomField, std::string>> own;
  if (command.verb == "restore") {
    const auto found = find_in_trash(type, command.id, names);
    if (!found) {
      console.problem(found.error());
      return kNothingDone;
    }
    id = *found;
    const std::pair one(type, id);
    change = set_trashed(std::span(&one, 1), false);
  } else if (command.verb == "add") {
    auto values = parse_values(command.values, type, names, console, &own);
    if (!values) return kWrongUsage;
    id = new_id();
    change.edits.push_back(AddRecord{type, id, std::move(*values)});
  } else {
    const auto found = names.find(description.name, command.id);
    if (!found) {
      console.problem(found.error());
      return kNothingDone;
    }
    id = *found;
    if (command.verb == "trash") {
      const std::pair one(type, id);
      change = set_trashed(std::span(&one, 1), true);
    } else {
      auto values = parse_values(command.values, type, names, console, &own);
      if (!values) return kWrongUsage;
      for (auto& [column, value] : *values) change.edits.push_back(SetRecordField{type, id, column, value});
    }
  }
  for (const auto& [field, value] : own) {
    const auto edit = set_custom_value(catalog, field.id, id, value);
    if (!edit) {
      console.problem(edit.error());
      return kNothingDone;
    }
    change.edits.insert(change.edits.end(), edit->edits.begin(), edit->edits.end());
  }
  if (const int status = apply(library, change, console); status != kDone) return status;
  RecordNames now(catalog);
  // Those from before still have what is in the trash now.
  RecordNames& known = command.verb == "trash" ? names : now;
  if (const auto row = record_row(catalog, type, id)) Printer(known, type, console).print(*row);
  return kDone;
}

}  // namespace

int run(const RecordCommand& command, const GlobalOptions& options, Console& console) {
  if (command.verb == "types") return print_types(console);
  const bool reads =
      command.verb == "list" || command.verb == "show" || command.verb == "used" || command.verb == "bin";
  const auto type = record_type_from_name(command.type);
  if (!command.type.empty() && !type) {
    console.problem(
        fmt::format("There are no records called \"{}\"; `bandaji record types` lists what there is.",
                    for_display(command.type, 80)));
    return kWrongUsage;
  }
  auto library = open_library(options, console, reads ? Access::Read : Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const Catalog& catalog = library->catalog();
  if (command.verb == "used") return print_used(command, *library, console);
  RecordNames names(catalog);
  if (command.verb == "bin") {
    for (const RecordRow& row : trashed_rows(catalog)) {
      const std::string name = names_in_trash(row, names).front();
      if (console.json()) {
        Json json = to_json(row, names);
        json["name"] = name;
        console.result(line_of(json));
      } else {
        const std::string title = row.title() == name ? "" : row.title();
        console.result(fmt::format("{}  {}  {}  {}", to_columns(describe(row.type).name, 16), row.id,
                                   to_columns(for_display(name == row.id ? "" : name), 20),
                                   for_display(title)));
      }
    }
    return kDone;
  }
  if (command.verb == "list") {
    Printer printer(names, *type, console);
    for (const RecordRow& row :
         live_rows(catalog, *type, command.personal ? PersonalData::Include : PersonalData::LeaveOut))
      printer.print(row);
    return kDone;
  }
  if (command.verb == "show") {
    const auto id = names.find(command.type, command.id);
    const auto row = id ? record_row(catalog, *type, *id) : Result<RecordRow>(tl::unexpected(id.error()));
    if (!row) {
      console.problem(row.error());
      return kNothingDone;
    }
    Printer(names, *type, console).print(*row);
    return kDone;
  }
  return change_record(command, *type, *library, console);
}

}  // namespace bandaji::cli
