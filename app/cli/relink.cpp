#include "app/core/relink.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "assets/text.h"

namespace bandaji::cli {

int run(const ProblemsCommand&, const GlobalOptions& options, Console& console) {
  auto library = open_library(options, console, Access::Read, Library::Index::None);
  if (!library) return kCatalogUnusable;
  std::vector<Asset> assets;
  const auto listed = library->catalog().for_each_asset([&](const Asset& asset) {
    if (!asset.trashed && !asset.current_version.empty()) assets.push_back(asset);
  });
  if (!listed) {
    console.problem(listed.error());
    return kCatalogUnusable;
  }
  std::size_t count = 0;
  for (const Asset& asset : assets) {
    const auto version = library->catalog().version(asset.current_version);
    if (!version) continue;
    for (const MissingFile& missing : version->facts.missing) {
      ++count;
      if (console.json()) {
        console.result(line_of(Json{{"id", asset.id},
                                    {"number", asset.number},
                                    {"version", version->number},
                                    {"missing", missing.asked},
                                    {"reason", missing.reason}}));
      } else {
        console.result(fmt::format("{}  {}  {}", to_columns(asset.number, 8),
                                   to_columns(for_display(missing.asked), 40), missing.reason));
      }
    }
  }
  console.note(fmt::format("{} files are missing.", count));
  return kDone;
}

int run(const RelinkCommand& command, const GlobalOptions& options, Console& console) {
  if (command.files.empty() == command.folder.empty()) {
    console.problem("relink takes either MISSING=FILE or --folder DIR.");
    return kWrongUsage;
  }
  auto library = open_library(options, console, Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const auto id = library->catalog().resolve(command.id);
  const auto asset = id ? library->catalog().asset(*id) : tl::unexpected(id.error());
  const auto version =
      asset ? library->catalog().version(asset->current_version) : tl::unexpected(asset.error());
  if (!version) {
    console.problem(version.error());
    return kNothingDone;
  }
  std::vector<FoundFile> found;
  if (!command.folder.empty()) found = find_missing_files(*version, command.folder);
  for (const std::string& word : command.files) {
    // The last "=": the name may have one, a path that is typed here hardly.
    const std::size_t split = word.rfind('=');
    if (split == std::string::npos || split == 0 || split + 1 == word.size()) {
      console.problem(fmt::format("\"{}\" is not MISSING=FILE.", for_display(word)));
      return kWrongUsage;
    }
    found.push_back({to_nfc(word.substr(0, split)), word.substr(split + 1)});
  }
  for (const FoundFile& file : found)
    console.note(fmt::format("{}: {}", for_display(file.asked), for_display(to_utf8(file.path))));
  const ImportRow row =
      relink(*version, found, library->files(), direct_import_catalog(*library), console.stop(),
             [&](float share) { console.progress(share, version->main_file); });
  console.clear_progress();
  if (console.json()) {
    console.result(line_of(to_json(row)));
  } else if (row.status != ImportStatus::Refused) {
    console.result(fmt::format("{}  v{}", asset->number, row.version));
  }
  for (const std::string& warning : row.warnings) console.note(warning);
  if (row.status != ImportStatus::Refused) return kDone;
  console.problem(row.error);
  return kNothingDone;
}

}  // namespace bandaji::cli
