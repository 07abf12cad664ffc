#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "assets/text.h"

namespace bandaji::cli {
namespace {

namespace fs = std::filesystem;

// What a new catalog begins with, when it did not become one.  Only what can hold nothing of anybody else:
// empty folders and the unfinished file.
void take_back(const fs::path& folder, bool folder_is_new) {
  std::error_code ignored;
  for (const char* part : {"objects", "cache", "exports"}) fs::remove(folder / part, ignored);
  for (const char* ending : {"", "-journal", "-wal", "-shm"})
    fs::remove(folder / (std::string("catalog.sqlite.part") + ending), ignored);
  if (folder_is_new) fs::remove(folder, ignored);
}

}  // namespace

int run(const InitCommand& command, const GlobalOptions& options, Console& console) {
  const auto folder = path_from_utf8(command.folder);
  const bool existed = Catalog::is_catalog(folder);
  std::error_code unknown;
  const bool is_new = !fs::exists(folder, unknown) && !unknown;
  const bool is_free = is_new || (fs::is_directory(folder, unknown) && fs::is_empty(folder, unknown));
  if (existed) {
    // Making what is there already is done; but only when it can be used.
    const auto opened = Catalog::open(folder, catalog_options(/*read_only=*/true));
    if (!opened) {
      console.problem(opened.error());
      return kCatalogUnusable;
    }
    console.note(fmt::format("{} is a catalog already.", command.folder));
  } else if (const auto made = Catalog::create(folder, catalog_options()); !made) {
    if (is_free && !Catalog::is_catalog(folder)) take_back(folder, is_new);
    console.problem(made.error());
    return kNothingDone;
  }
  const std::string path = to_utf8(folder);
  console.result(options.json ? line_of({{"catalog", path}, {"created", !existed}}) : path);
  return kDone;
}

}  // namespace bandaji::cli
