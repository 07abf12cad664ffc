// A catalog in one file: a POSIX tar (ustar) of catalog.sqlite and the stored
// files, so that it opens anywhere even without this program.  Cache and exports
// are left out; they can be made again.
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>

#include "app/core/library.h"

namespace bandaji {

// Consistent while the catalog is in use: the records first, then the files they name, which never change.
// Written whole or not at all; replaces an older file of that name only when the new one is complete.
// Errors: NotFound or Corrupt (a stored file that records name), Limit (disk full), Cancelled, Io.
Result<void> write_archive(const Catalog& catalog, const LibraryFiles& files,
                           const std::filesystem::path& file, std::stop_token stop = {},
                           const std::function<void(float)>& progress = {});

// Makes the catalog folder again.  Every stored file is proven against its name, and the records are opened,
// before `folder` appears.  Errors: Conflict (something is there already), Corrupt, NewerVersion, Limit,
// Cancelled, Io.
Result<void> read_archive(const std::filesystem::path& file, const std::filesystem::path& folder,
                          std::stop_token stop = {}, const std::function<void(float)>& progress = {});

}  // namespace bandaji
