// The index as a file, so that a large catalog opens without reading all its records.  Internal to search.
//
// A snapshot is a cache and never trusted over the catalog: it says by which rules of search and up to which
// line of the activity log it was made.  One that does not fit the catalog, is damaged or does not hold
// together is refused.  Its arrays are as they lie in the memory of this machine.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "assets/result.h"
#include "db/index_order.h"
#include "db/index_rows.h"

namespace bandaji {

struct IndexSnapshot {
  std::int64_t sequence = 0;  // Of the last line of the activity log it knows.
  std::string mark;           // That line's Catalog::history_mark().
  IndexRows rows;
  RowOrders orders;  // Those that had been made.
};

// Written beside and renamed: a program that ends in the middle leaves what was there.  Errors: Io.
Result<void> write_snapshot(const std::filesystem::path& file, const IndexSnapshot& snapshot);
// `fits` is asked as soon as sequence and mark are read.  Errors: NotFound, Unsupported (made by other rules,
// or it does not fit), Corrupt.
Result<IndexSnapshot> read_snapshot(const std::filesystem::path& file,
                                    const std::function<bool(const IndexSnapshot&)>& fits);

}  // namespace bandaji
