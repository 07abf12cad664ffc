// What a Catalog holds, shared by the files that implement it.  Not for users of db/.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "assets/text.h"
#include "db/catalog.h"
#include "db/engine/platform.h"
#include "db/engine/sqlite.h"

namespace bandaji {

struct Catalog::Contents {
  std::filesystem::path folder;
  std::string who;
  bool read_only = false;
  std::unique_ptr<engine::Connection> db;
  std::optional<engine::FileLock> lock;  // Held while committing and while closing; not when read-only.
  bool broken = false;                   // A commit ended in an unknown state.
  std::int64_t own_commits = 0;

  ~Contents();

  // Runs `body` (-> Result<T>) in one transaction under the write lock; commits when it returns a value.
  template <class Body>
  auto write(Body body) -> decltype(body());

  // Applies inside a transaction of the caller.  `via` replaces the action in the log: "undo", "redo" or
  // null.
  Result<Change> apply(const Change& change, const char* via, const ApplyWatch& watch);
  // Applies the newest entry of a stack and moves its inverse to the other one.
  Result<Change> take_back(bool redo, const ApplyWatch& watch);
  std::string label(bool redo, bool korean);
  // A failed read as an error; clears it.
  Error take_error();

  // Row number of an asset that is not removed; empty when there is none.
  std::optional<std::int64_t> asset_row(const Id& id);
  // As Catalog::vocabulary(); in a transaction as that has left it so far.
  std::shared_ptr<const Vocabulary> vocabulary();
  // Several edits of a term in one change are one revision, so whoever writes terms says so.
  void vocabulary_changed() { vocabulary_stamp_ = {-1, -1}; }
  ReviewState review_state(std::int64_t asset_row);
  bool is_withdrawn(std::int64_t asset_row, const Id& decision);

 private:
  std::shared_ptr<const Vocabulary> vocabulary_;
  std::pair<std::int64_t, std::int64_t> vocabulary_stamp_{-1, -1};  // Rows of own terms, and their revisions.

  Result<void> begin();
  Result<void> commit();
  void roll_back();
};

// Status that a verdict gives to a record.
std::string_view status_of(Verdict verdict);

template <class Body>
auto Catalog::Contents::write(Body body) -> decltype(body()) {
  if (auto begun = begin(); !begun) {
    return tl::unexpected(begun.error());
  }
  auto result = body();
  if (result && db->failed()) {
    result = tl::unexpected(db->error("Saving to " + to_utf8(folder.filename()) + " failed"));
  }
  if (!result) {
    roll_back();
    return result;
  }
  if (auto committed = commit(); !committed) {
    return tl::unexpected(committed.error());
  }
  return result;
}

}  // namespace bandaji
