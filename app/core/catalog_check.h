// The health of a catalog folder: records, stored files and cache together.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/core/library.h"

namespace bandaji {

struct CheckOptions {
  bool repair =
      false;  // Brings back damaged and missing files whose bytes still exist, and makes the cache whole.
  bool collect = false;  // Deletes stored files that nothing refers to.
};

struct CheckReport {
  bool ok = true;  // Records sound; every file that they name is there with the right bytes.
  std::int64_t records = 0;
  std::int64_t objects = 0;  // Stored files.
  std::vector<ContentHash> missing;
  std::vector<ContentHash> damaged;
  std::int64_t orphans = 0;           // Stored files that nothing refers to; harmless.
  std::vector<std::string> problems;  // Finished sentences, naming records and files.
  std::int64_t repaired = 0;          // Files that came back.
  std::int64_t collected = 0;         // Files that were deleted.
  std::int64_t cache_repaired = 0;    // Baked models and thumbnails remade or thrown away.
};

// Reads every stored byte.  On the thread of `catalog`, which may be open read-only unless repairing.
// Errors: Busy (collecting while an import is going on), Cancelled, Corrupt, Io.
Result<CheckReport> check_catalog(const Catalog& catalog, const LibraryFiles& files,
                                  const CheckOptions& options = {}, std::stop_token stop = {},
                                  const std::function<void(float)>& progress = {});

}  // namespace bandaji
