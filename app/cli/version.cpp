// `version`: versions of looks and sets.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/record_text.h"
#include "assets/text.h"
#include "db/composition_diff.h"
#include "db/composition_versions.h"
#include "db/record_edits.h"

namespace bandaji::cli {
namespace {

// Of the subject: which version is pinned, and what is there now.
struct Now {
  Id master;
  std::string hash;
};

Now now_of(const Catalog& catalog, const Id& subject) {
  Now now;
  for (const RecordType type : {RecordType::Look, RecordType::FilmSet})
    if (const auto row = record_row(catalog, type, subject)) now.master = Id(row->value("master"));
  if (const auto contents = contents_of(catalog, subject))
    now.hash = hash_text(contents_text(*contents)).hex();
  return now;
}

void print_version(const CompositionVersion& version, const Now& now, Console& console) {
  if (console.json()) {
    Json json;
    json["id"] = version.id;
    json["number"] = version.number;
    json["comment"] = version.comment;
    json["author"] = version.author;
    json["created_at"] = time_text(version.created_at);
    json["notes"] = version.notes;
    json["hash"] = version.hash;
    json["master"] = version.id == now.master;
    json["current"] = version.hash == now.hash;
    console.result(line_of(json));
    return;
  }
  console.result(fmt::format("v{}{}{}  {}  {}  {}  {}", version.number, version.id == now.master ? "*" : " ",
                             version.hash == now.hash ? "=" : " ", version.hash.substr(0, 12),
                             time_text(version.created_at), to_columns(for_display(version.author), 12),
                             for_display(version.comment)));
  if (!version.notes.empty()) console.result("    " + for_display(version.notes));
}

void print_contents(const Catalog& catalog, const CompositionVersion& version, Console& console) {
  const auto contents = parse_contents(version.contents);
  if (!contents) {
    console.problem(contents.error());
    return;
  }
  for (const RecordRow& row : contents->records) {
    const RecordDescription& description = describe(row.type);
    std::string line = to_columns(description.name, 16);
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      if (row.values[i].empty() || row.values[i] == description.defaults[i]) continue;
      std::string value = row.values[i];
      if (description.columns[i].detail == "asset") {
        const auto asset = catalog.asset(value);
        const auto own = contents->exact.find(row.id);
        const auto exact = own != contents->exact.end() ? own : contents->exact.find(value);
        const auto exact_version = exact == contents->exact.end()
                                       ? Result<AssetVersion>(tl::unexpected(Error{}))
                                       : catalog.version(exact->second.version);
        if (asset)
          value = exact_version ? fmt::format("{} v{}", asset->number, exact_version->number) : asset->number;
      }
      line += fmt::format("  {}={}", description.columns[i].name, for_display(value, 80));
    }
    console.result(line);
  }
}

// `number` 0 is what is there now.
Result<CompositionContents> contents_at(const Catalog& catalog, const Id& subject, int number) {
  if (number == 0) return contents_of(catalog, subject);
  const auto version = composition_version(catalog, subject, number);
  if (!version) return tl::unexpected(version.error());
  return parse_contents(version->contents);
}

int print_differences(const VersionCommand& command, const Catalog& catalog, const Id& subject,
                      Console& console) {
  const auto older = contents_at(catalog, subject, command.number);
  const auto newer = contents_at(catalog, subject, command.other);
  if (!older || !newer) {
    console.problem(older ? newer.error() : older.error());
    return kNothingDone;
  }
  const std::vector<CompositionDifference> found = differences(*older, *newer);
  for (const CompositionDifference& one : found) {
    const DifferenceText text = describe_difference(catalog, one);
    if (!console.json()) {
      console.result(for_display(text.ko, 300));
      console.result("    " + for_display(text.en, 300));
      continue;
    }
    const auto asset = catalog.asset(one.asset);
    console.result(line_of(Json{{"change", to_string(one.change)},
                                {"type", describe(one.type).name},
                                {"id", one.id},
                                {"asset", asset ? asset->number : ""},
                                {"field", one.column},
                                {"before", one.before},
                                {"after", one.after},
                                {"ko", text.ko},
                                {"en", text.en}}));
  }
  if (!console.json() && found.empty()) console.note("Nothing differs.");
  return kDone;
}

}  // namespace

int run(const VersionCommand& command, const GlobalOptions& options, Console& console) {
  if (!is_composition(command.subject)) {
    console.problem("Versions are of a look or a set: look:\"연희 2A\" or set:편전.");
    return kWrongUsage;
  }
  const bool reads = command.verb == "list" || command.verb == "show" || command.verb == "diff";
  auto library = open_library(options, console, reads ? Access::Read : Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const Catalog& catalog = library->catalog();
  const auto failed = [&](const Error& error) {
    console.problem(error);
    return kNothingDone;
  };
  const auto subject = resolve_composition(catalog, command.subject);
  if (!subject) return failed(subject.error());
  if (command.verb == "list") {
    const Now now = now_of(catalog, *subject);
    for (const CompositionVersion& version : composition_versions(catalog, *subject))
      print_version(version, now, console);
    return kDone;
  }
  if (command.verb == "diff") return print_differences(command, catalog, *subject, console);
  Id id = new_id();
  if (command.number > 0) {
    const auto version = composition_version(catalog, *subject, command.number);
    if (!version) return failed(version.error());
    id = version->id;
  }
  Result<Change> change = Change{};
  if (command.verb == "save")
    change = save_version(catalog, *subject, {to_nfc(command.text), to_nfc(command.by)}, id);
  else if (command.verb == "restore")
    change = restore_version(catalog, id);
  else if (command.verb == "pin" || command.verb == "unpin")
    change = set_master(catalog, *subject, command.verb == "pin" ? id : Id());
  else if (command.verb == "note")
    change = set_fields(RecordType::CompositionVersion, std::span(&id, 1), "notes", to_nfc(command.text));
  if (!change) return failed(change.error());
  if (!change->edits.empty()) {
    if (const int status = apply(*library, *change, console); status != kDone) return status;
  }
  if (command.verb == "unpin") return kDone;
  const auto version = record<CompositionVersion>(catalog, id);
  if (!version) return failed(version.error());
  print_version(*version, now_of(catalog, *subject), console);
  if (command.verb == "show" && !console.json()) print_contents(catalog, *version, console);
  return kDone;
}

}  // namespace bandaji::cli
