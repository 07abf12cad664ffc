// The catalog of one folder: catalog.sqlite.  Reads here, changes by apply().
//
// One Catalog per thread that reads (SQLite's own rule here: a connection is used
// by one thread at a time).  Exactly one connection of all programs writes and
// checkpoints at a moment, guarded by a lock file, because the packaged SQLite
// can corrupt a WAL that two connections reset at once (sqlite.org/wal.html#walresetbug).
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "assets/result.h"
#include "db/edit.h"
#include "db/records.h"

namespace bandaji {

class Vocabulary;  // db/vocabulary.h

struct CatalogOptions {
  std::string who;         // Written into the activity log and versions; the system's user name when empty.
  bool read_only = false;  // For background threads, and for a folder that cannot be written.
};

// For changes of many edits: asked and told now and then while they are applied.
struct ApplyWatch {
  std::stop_token stop = {};
  std::function<void(float)> progress = {};  // 0..1
};

class Catalog {
 public:
  struct Contents;  // Defined only for the files that implement the catalog.
  Catalog(Catalog&&) noexcept;
  Catalog& operator=(Catalog&&) noexcept;
  ~Catalog();

  // Makes `folder` (NAME.bandaji) with an empty catalog.  Errors: Conflict (a folder that is not empty), Io.
  static Result<Catalog> create(const std::filesystem::path& folder, const CatalogOptions& options = {});
  // Migrates an older catalog forward, after a backup beside it.
  // Errors: NotFound, Corrupt, NewerVersion, Busy, Denied, Io.
  static Result<Catalog> open(const std::filesystem::path& folder, const CatalogOptions& options = {});
  // Whether the folder looks like a catalog.
  static bool is_catalog(const std::filesystem::path& folder);

  const std::filesystem::path& folder() const;
  const std::string& who() const;      // As the activity log names whoever works here.
  void sign_as(std::string_view who);  // From now on; as CatalogOptions::who.

  // One transaction.  Returns the inverse (the id of an added asset is in its SetRemoved).  On any error
  // nothing has changed.  An edit that changes nothing is not an error and is not logged.
  // Errors: NotFound, Conflict, Invalid, Busy, Io, Cancelled (by the watch); after a write that failed in an
  // unknown state every later apply() fails with Io, and says to reopen.
  Result<Change> apply(const Change& change, const ApplyWatch& watch = {});

  // Grows with every commit by this or another program; cheap to poll.
  std::int64_t change_count() const;
  // Assets touched by commits after activity `sequence`, for an index to follow; every id once.
  Result<std::vector<Id>> changed_since(std::int64_t sequence) const;
  std::int64_t last_sequence() const;
  // Tells a line of the activity log from lines with the same number in other catalogs, and in copies of this
  // one that went another way; empty when there is no such line.
  std::string history_mark(std::int64_t sequence) const;

  Result<Asset> asset(const Id& id) const;
  // Accepts an id, a unique prefix of one (8 letters or more), or a number such as "C-0012".
  Result<Id> resolve(std::string_view id_or_number) const;
  std::vector<Asset> assets(
      std::span<const Id> ids) const;  // In the order of `ids`; the missing are left out.
  // Every asset, trashed ones included, removed ones not.
  Result<void> for_each_asset(const std::function<void(const Asset&)>& visit) const;
  std::int64_t asset_count() const;  // Neither trashed nor removed.

  Result<AssetVersion> version(const Id& id) const;
  std::vector<AssetVersion> versions(const Id& asset) const;  // Oldest first.
  std::vector<AssetVersion> current_versions(std::span<const Id> assets) const;
  // Triangles and size of every current model that is neither trashed nor removed.
  std::vector<ModelSize> model_sizes() const;
  // The asset and version that already hold exactly this manifest.
  std::optional<AssetVersion> find_manifest(const ContentHash& manifest_hash) const;
  // The asset whose newest version was imported from a main file of this name and origin; for "a changed file
  // is a new version".
  std::optional<Id> find_by_origin(const std::string& origin) const;
  // Remembers where an asset's files came from (a path on this machine; never needed to open it).
  Result<void> set_origin(const Id& asset, const std::string& origin);
  std::optional<std::string> origin(const Id& asset) const;

  std::vector<Decision> decisions(const Id& asset) const;  // Oldest first, withdrawals included.
  ReviewState review_state(const Id& asset) const;

  std::vector<Activity> activity(const Id& asset,
                                 int limit = 200) const;           // Newest first; all when the id is empty.
  std::vector<std::pair<std::string, std::int64_t>> tags() const;  // With counts, Korean order.
  Production production() const;
  // The shipped vocabulary with what the studio made of it, as committed by this or another program.  The
  // same object as long as it did not change; never null.
  std::shared_ptr<const Vocabulary> vocabulary() const;

  // Hashes that records refer to, for check; those of removed records apart.
  Result<std::vector<ContentHash>> referenced_objects(bool of_removed) const;

  // Undo kept with the catalog so that separate commands can use it: the stack of inverse
  // changes made by this person in this folder, emptied when the window closes.
  Result<void> push_undo(const Change& inverse);
  // Applies the newest and returns it; what it undid can be redone.  One that cannot be applied any more,
  // because somebody else changed the same value, fails with Conflict and is forgotten.
  // Errors: NotFound when there is nothing, else as apply().
  Result<Change> undo(const ApplyWatch& watch = {});
  Result<Change> redo(const ApplyWatch& watch = {});
  std::int64_t undo_size(bool redo) const;    // Edits of what undo() or redo() would apply.
  std::string undo_label(bool korean) const;  // Empty when there is nothing to undo.
  std::string redo_label(bool korean) const;
  Result<void> clear_undo();

  struct Health {
    bool ok = true;
    std::int64_t records = 0;
    std::vector<std::string>
        problems;  // Finished sentences: integrity, foreign keys, manifests whose hash is wrong.
  };
  Health check() const;

  // Consistent copy while in use (VACUUM INTO), verified.
  Result<void> backup_to(const std::filesystem::path& file) const;

 private:
  friend class AssetIndex;     // Reads columns in bulk.
  friend struct RecordReader;  // Reads the records of the production (db/record_reads.h).
  friend struct TermReader;    // Finds what uses a term (db/studio_vocabulary.h).
  Catalog() = default;
  std::unique_ptr<Contents> contents_;
};

}  // namespace bandaji
