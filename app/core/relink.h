// Giving a version the files that were missing when it was imported.  The result
// is a next version of the same record, so that nothing is overwritten and the
// step can be taken back.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "app/core/imports.h"

namespace bandaji {

struct FoundFile {
  std::string asked;           // As in MissingFile.
  std::filesystem::path path;  // Any file; a picture may have another name and format than was asked for.
};

// Looks beneath `folder` for what the version misses (ImportFiles' rules for names).  Any thread.
std::vector<FoundFile> find_missing_files(const AssetVersion& version, const std::filesystem::path& folder);

// Reads the version again with these files and commits it as the next one.  The row says what became of it;
// it is refused when none of the files could be used.  Any thread; `catalog` as for run_import().
ImportRow relink(const AssetVersion& version, std::span<const FoundFile> found, const LibraryFiles& files,
                 const ImportCatalog& catalog, std::stop_token stop = {},
                 const std::function<void(float)>& progress = {});

}  // namespace bandaji
