#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <system_error>

#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "app/core/archive.h"
#include "assets/text.h"

namespace bandaji::cli {

namespace fs = std::filesystem;

namespace {

// "show.tar" and "../show" are files; no record is called so, unless somebody gave it such a number.
bool means_file(const std::string& word, const GlobalOptions& options) {
  const fs::path path = path_from_utf8(word);
  if (!path.has_extension() && !path.has_parent_path()) return false;
  const auto folder = find_catalog(options);
  const auto catalog =
      folder ? Catalog::open(*folder, catalog_options(/*read_only=*/true)) : tl::unexpected(folder.error());
  return !catalog || !catalog->resolve(word);
}

}  // namespace

int run(const BackupCommand& command, const GlobalOptions& options, Console& console) {
  const auto library = open_library(options, console, Access::Read, Library::Index::None);
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
  if (!is_file) {
    const std::string& first = command.words.front();
    if (command.words.size() != 2 || !means_file(first, options))
      return restore_from_trash(command.words, options, console);
    console.problem(fs::is_directory(first, ignored)
                        ? fmt::format("{} is a folder; a backup is a file.", first)
                        : fmt::format("There is no file {}.", first));
    return kNothingDone;
  }
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
