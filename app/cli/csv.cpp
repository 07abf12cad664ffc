#include "app/core/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/record_text.h"
#include "app/core/record_csv.h"
#include "assets/text.h"

namespace bandaji::cli {
namespace {

int export_table(const CsvCommand& command, const GlobalOptions& options, Console& console) {
  const bool assets = command.type == "asset";
  if (!assets && !record_type_from_name(command.type)) {
    console.problem(fmt::format("There are no records called \"{}\".", for_display(command.type, 80)));
    return kWrongUsage;
  }
  const auto library =
      open_library(options, console, Access::Read, assets ? Library::Index::Built : Library::Index::None);
  if (!library) return kCatalogUnusable;
  Result<CsvTable> table = CsvTable{};
  if (assets) {
    SearchRequest request;
    request.query = command.query;
    request.count_facets = false;
    request.sort = SortField::Number;
    const SearchResult found = library->index().search(request);
    table = assets_to_csv(library->catalog(), found.ids.slice(0, found.ids.size()));
  } else {
    table = records_to_csv(library->catalog(), command.type,
                           command.personal ? PersonalData::Include : PersonalData::LeaveOut);
  }
  const auto written =
      table ? write_csv(*table, path_from_utf8(command.file)) : tl::unexpected(table.error());
  if (!written) {
    console.problem(written.error());
    return kNothingDone;
  }
  if (console.json()) {
    console.result(
        line_of(Json{{"file", command.file}, {"rows", table->rows.size()}, {"columns", table->header}}));
  } else {
    console.note(fmt::format("{} rows in {}.", table->rows.size(), command.file));
  }
  return kDone;
}

int import_table(const CsvCommand& command, const GlobalOptions& options, Console& console) {
  const auto table = read_csv(path_from_utf8(command.file));
  if (!table) {
    console.problem(table.error());
    return kNothingDone;
  }
  auto library =
      open_library(options, console, command.preview ? Access::Read : Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  CsvMapping mapping = guess_csv_mapping(library->catalog(), *table, command.type);
  for (const std::string& word : command.map) {
    const std::size_t equals = word.rfind('=');
    const std::string title = to_nfc(word.substr(0, equals));
    const auto at = std::find(table->header.begin(), table->header.end(), title);
    if (equals == std::string::npos || at == table->header.end()) {
      console.problem(
          fmt::format("\"{}\" is not TITLE=COLUMN with a title of the table.", for_display(word, 80)));
      return kWrongUsage;
    }
    mapping[static_cast<std::size_t>(at - table->header.begin())] = to_nfc(word.substr(equals + 1));
  }
  const auto plan = plan_csv_import(library->catalog(), *table, command.type, mapping);
  if (!plan) {
    console.problem(plan.error());
    return kWrongUsage;
  }
  for (const std::string& reason : plan->refused) console.problem(reason);
  if (!command.preview && !plan->change.edits.empty()) {
    if (const int status = apply(*library, plan->change, console); status != kDone) return status;
  }
  if (console.json()) {
    Json columns = Json::object();
    // Of columns with the same title one is taken and the others are left out: the one that is taken counts.
    for (std::size_t i = 0; i < mapping.size(); ++i) {
      if (!mapping[i].empty() || !columns.contains(table->header[i])) columns[table->header[i]] = mapping[i];
    }
    console.result(line_of(Json{{"file", command.file},
                                {"encoding", table->encoding},
                                {"columns", columns},
                                {"rows", table->rows.size()},
                                {"added", plan->added},
                                {"changed", plan->changed},
                                {"same", plan->same},
                                {"refused", plan->refused.size()},
                                {"preview", command.preview}}));
  } else {
    for (std::size_t i = 0; i < mapping.size(); ++i)
      console.note(fmt::format("{} → {}", table->header[i], mapping[i].empty() ? "(left out)" : mapping[i]));
    console.result(fmt::format("{} ({}): {} added, {} changed, {} as before, {} refused{}", command.file,
                               table->encoding, plan->added, plan->changed, plan->same, plan->refused.size(),
                               command.preview ? "; nothing was written" : ""));
  }
  return status_of(static_cast<std::size_t>(plan->added + plan->changed + plan->same), plan->refused.size());
}

}  // namespace

int run(const CsvCommand& command, const GlobalOptions& options, Console& console) {
  return command.is_import ? import_table(command, options, console)
                           : export_table(command, options, console);
}

}  // namespace bandaji::cli
