// The tables of catalog.sqlite and the steps from each older form to the newest.
// Steps are numbered, go forward only, and are never edited once released.
#pragma once

#include <filesystem>
#include <span>

#include "assets/result.h"
#include "db/engine/sqlite.h"

namespace bandaji {

// "BDJI": tells our files from other people's databases.
inline constexpr std::int64_t kApplicationId = 0x42444A49;

struct Migration {
  int to_version;   // 1, 2, 3, …
  const char* sql;  // Several statements; run in one transaction with the version number.
};

std::span<const Migration> migrations();

// Version of the catalog behind the connection; 0 when it is empty.
// Errors: Corrupt (not a catalog, or damaged), Busy, Io.
Result<int> schema_version(engine::Connection& db, const std::filesystem::path& file);

// Applies the steps that are missing, each in one transaction.  The caller has made the backup and holds
// the write lock.  Errors: NewerVersion, Busy, Io.
Result<void> migrate(engine::Connection& db, const std::filesystem::path& file,
                     std::span<const Migration> steps);

// A verified copy of the catalog at `target`, made while others may use it.  Errors: Conflict (exists),
// Corrupt, Io.
Result<void> copy_database(engine::Connection& db, const std::filesystem::path& target);

}  // namespace bandaji
