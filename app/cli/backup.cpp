#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <system_error>

#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "app/core/archive.h"

namespace bandaji::cli {

namespace fs = std::filesystem;

int run(const BackupCommand& command, const GlobalOptions& options, Console& console) {
  // The engine copies a catalog only through a connection that may write.
  const auto library = open_library(options, console, Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const auto written = write_archive(library->catalog(), library->files(), command.file, console.stop(),
                                     [&](float share) { console.progress(share, "backup"); });
  if (!written) {
    console.problem(written.error());
    return kNothingDone;
  }
  std::error_code ignored;
  const auto size = fs::file_size(command.file, ignored);
  console.result(console.json() ? line_of({{"path", command.file}, {"size", size}}) : command.file);
  return kDone;
}

int run(const RestoreCommand& command, const GlobalOptions& options, Console& console) {
  std::error_code ignored;
  const bool is_file = fs::is_regular_file(command.words.front(), ignored);
  if (!is_file) return restore_from_trash(command.words, options, console);
  if (command.words.size() != 2) {
    console.problem("To unpack a backup, name its file and a new folder: bandaji restore FILE DIR.");
    return kWrongUsage;
  }
  const auto restored = read_archive(command.words[0], command.words[1], console.stop(),
                                     [&](float share) { console.progress(share, "restore"); });
  if (!restored) {
    console.problem(restored.error());
    return kNothingDone;
  }
  console.result(console.json() ? line_of({{"catalog", command.words[1]}}) : command.words[1]);
  return kDone;
}

}  // namespace bandaji::cli
