#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "app/core/catalog_check.h"

namespace bandaji::cli {

int run(const CheckCommand& command, const GlobalOptions& options, Console& console) {
  const Access access = command.repair || command.collect ? Access::Write : Access::Read;
  const auto library = open_library(options, console, access, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const auto report = check_catalog(library->catalog(), library->files(), {command.repair, command.collect},
                                    console.stop(), [&](float share) { console.progress(share, "check"); });
  if (!report) {
    console.problem(report.error());
    return report.error().kind == ErrorKind::Cancelled || report.error().kind == ErrorKind::Busy
               ? kNothingDone
               : kCatalogUnusable;
  }
  for (const std::string& problem : report->problems) console.problem(problem);
  if (console.json()) {
    Json json;
    json["ok"] = report->ok;
    json["records"] = report->records;
    json["objects"] = report->objects;
    json["missing"] = Json::array();
    for (const ContentHash& hash : report->missing) json["missing"].push_back(hash.hex());
    json["damaged"] = Json::array();
    for (const ContentHash& hash : report->damaged) json["damaged"].push_back(hash.hex());
    json["orphans"] = report->orphans;
    json["problems"] = report->problems;
    json["repaired"] = report->repaired;
    json["collected"] = report->collected;
    console.result(line_of(json));
  } else {
    console.result(fmt::format("{}: {} records, {} stored files, {} missing, {} damaged, {} not used.",
                               report->ok ? "ok" : "not ok", report->records, report->objects,
                               report->missing.size(), report->damaged.size(), report->orphans));
    if (command.repair) {
      console.result(fmt::format("Repaired {} stored files and {} in the cache.", report->repaired,
                                 report->cache_repaired));
    }
    if (command.collect) console.result(fmt::format("Deleted {} stored files.", report->collected));
  }
  return report->ok ? kDone : kSomeRefused;
}

}  // namespace bandaji::cli
