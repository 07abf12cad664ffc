#include <fmt/format.h>

#include <chrono>

#include "app/cli/commands.h"
#include "app/cli/import_plan.h"
#include "app/core/folder_watch.h"
#include "app/core/watched_import.h"
#include "assets/text.h"

namespace bandaji::cli {

int run(const WatchCommand& command, const GlobalOptions& options, Console& console) {
  auto library = open_library(options, console, Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  auto plan = plan_of(command.import, *library->catalog().vocabulary(), console);
  if (!plan) return kWrongUsage;
  plan->paths = {command.folder};
  plan->recursive = true;  // A watched folder is watched with the folders in it.
  // Watching begins before the first look, so that nothing falls between the two.
  auto watch = FolderWatch::open(command.folder);
  if (!watch && !command.once) {
    console.problem(watch.error());
    return kNothingDone;
  }
  int status = kDone;
  plan->only = new_inputs(command.folder, direct_import_catalog(*library));
  if (!plan->only.empty()) status = run_import_plan(*plan, *library, console);
  if (command.once) return status;
  console.note(fmt::format("Watching {}; Ctrl+C ends it.", for_display(command.folder)));
  constexpr std::chrono::milliseconds kQuiet{1500};
  while (!console.stop().stop_requested()) {
    const auto changed = watch->wait(console.stop(), kQuiet);
    plan->only = inputs_touched(command.folder, changed);
    if (!plan->only.empty()) (void)run_import_plan(*plan, *library, console);
  }
  return status;
}

}  // namespace bandaji::cli
