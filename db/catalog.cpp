#include "db/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

#include "assets/text.h"
#include "db/catalog_contents.h"
#include "db/edit_json.h"
#include "db/schema.h"
#include "db/validate.h"

namespace bandaji {
namespace {

constexpr int kLockTimeoutMs = 10'000;
constexpr const char* kFileName = "catalog.sqlite";
constexpr const char* kUnfinished = "catalog.sqlite.part";
constexpr std::array kFolders = {"objects", "cache", "exports"};
constexpr const char* kLockName = "catalog.lock";

Result<void> refuse_network(const std::filesystem::path& folder) {
  if (const std::string type = engine::network_file_system(folder); !type.empty()) {
    return fail(
        ErrorKind::Denied,
        fmt::format(
            "{} lies on a network file system ({}), where two computers can damage a catalog. Copy the "
            "folder to a local disk.",
            to_utf8(folder), type));
  }
  return {};
}

// FULL: what was acknowledged survives a power cut.  Checkpoints happen only inside commits,
// which hold the write lock.
constexpr const char* kWriterSettings =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = "
    "OFF;"
    "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA "
    "wal_autocheckpoint = 4000;";
constexpr const char* kReaderSettings =
    "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = "
    "MEMORY;"
    "PRAGMA cache_size = -65536;";

bool has_pending_log(const std::filesystem::path& file) {
  std::filesystem::path log = file;
  log += "-wal";
  std::error_code error;
  const auto size = std::filesystem::file_size(log, error);
  return !error && size > 0;
}

// A folder that cannot be written has no place for the shared memory that WAL needs; when nothing is
// pending in the log, the file can be read as one that never changes.
Result<std::unique_ptr<engine::Connection>> open_reader(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / kFileName;
  const bool remote = !engine::network_file_system(folder).empty();
  auto db = engine::Connection::open(file, {.read_only = true});
  if (db && !remote) {
    (*db)->set_checkpoint_on_close(false);
    (*db)->run_script(kReaderSettings);
    (*db)->integer("SELECT count(*) FROM sqlite_schema");
    if (!(*db)->failed()) {
      return db;
    }
    const engine::Trouble trouble = (*db)->trouble();
    if (trouble != engine::Trouble::CannotOpen && trouble != engine::Trouble::ReadOnly) {
      return tl::unexpected((*db)->error("Opening " + to_utf8(folder) + " failed"));
    }
  }
  if (engine::is_writable_folder(folder) && !remote) {
    return db ? tl::unexpected((*db)->error("Opening " + to_utf8(folder) + " failed")) : std::move(db);
  }
  if (has_pending_log(file)) {
    return fail(ErrorKind::Denied, to_utf8(folder) +
                                       " has unfinished changes and cannot be written. Copy the folder to "
                                       "a local disk that can be written and open it there.");
  }
  auto fixed = engine::Connection::open(file, {.read_only = true, .immutable = true});
  if (fixed) {
    (*fixed)->run_script(kReaderSettings);
  }
  return fixed;
}

}  // namespace

Catalog::Contents::~Contents() {
  // The last connection to close moves the log into the file, which must not meet another program's commit.
  if (db && lock) {
    const bool alone = lock->lock(kLockTimeoutMs).has_value();
    db->set_checkpoint_on_close(alone);
    db.reset();
    lock->unlock();
  }
}

Error Catalog::Contents::take_error() {
  const Error error = db->error("Reading " + to_utf8(folder) + " failed");
  db->clear();
  return error;
}

Result<void> Catalog::Contents::begin() {
  if (read_only) {
    return fail(ErrorKind::Denied, to_utf8(folder) + " was opened for reading only.");
  }
  if (broken) {
    return fail(
        ErrorKind::Io,
        "An earlier change to " + to_utf8(folder) +
            " ended in an unknown state. Nothing more is written: close the catalog and open it again.");
  }
  db->clear();
  if (auto locked = lock->lock(kLockTimeoutMs); !locked) {
    return locked;
  }
  if (!db->run("BEGIN IMMEDIATE")) {
    const Error error = db->error("Saving to " + to_utf8(folder) + " failed");
    db->clear();
    lock->unlock();
    return tl::unexpected(error);
  }
  return {};
}

Result<void> Catalog::Contents::commit() {
  if (db->run("COMMIT")) {
    ++own_commits;
    lock->unlock();
    return {};
  }
  const Error error = db->error("Saving to " + to_utf8(folder) + " failed");
  const engine::Trouble trouble = db->trouble();
  // A commit refused before it wrote is known not to have happened; after anything else nobody knows.
  const bool known = trouble == engine::Trouble::Busy || trouble == engine::Trouble::Constraint;
  broken = !known;
  roll_back();
  if (broken) {
    return fail(ErrorKind::Io, error.message + " Close the catalog and open it again to see what was saved.");
  }
  return tl::unexpected(error);
}

void Catalog::Contents::roll_back() {
  vocabulary_changed();
  db->clear();
  if (db->in_transaction()) {  // The engine rolls back by itself after some failures.
    db->run("ROLLBACK");
    if (db->failed()) {
      broken = true;
      db->clear();
    }
  }
  lock->unlock();
}

Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;
Catalog::~Catalog() = default;

bool Catalog::is_catalog(const std::filesystem::path& folder) {
  std::error_code error;
  return std::filesystem::is_regular_file(folder / kFileName, error);
}

const std::string& Catalog::who() const {
  return contents_->who;
}

void Catalog::sign_as(std::string_view who) {
  const std::string name = clean_line(who);
  contents_->who = name.empty() ? engine::system_user_name() : name;
}

const std::filesystem::path& Catalog::folder() const {
  return contents_->folder;
}

namespace {

// An empty catalog in a folder that is empty or not there.
Result<void> make_catalog(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  for (const char* part : kFolders) {
    if (!error) {
      std::filesystem::create_directories(folder / part, error);
    }
  }
  if (error) {
    return fail(ErrorKind::Io, "The folder " + to_utf8(folder) + " cannot be made: " + error.message() + ".");
  }
  if (auto local = refuse_network(folder); !local) {
    return local;
  }
  // Under another name until it is whole, so that a program killed here leaves no half catalog.
  const std::filesystem::path unfinished = folder / kUnfinished;
  std::filesystem::remove(unfinished, error);
  {
    auto db = engine::Connection::open(unfinished, {.create = true});
    if (!db) {
      return tl::unexpected(db.error());
    }
    (*db)->run_script("PRAGMA page_size = 8192; PRAGMA synchronous = FULL;");
    if (auto migrated = migrate(**db, folder, migrations()); !migrated) {
      return migrated;
    }
    if (!(*db)->run_script("PRAGMA journal_mode = WAL;")) {
      return tl::unexpected((*db)->error("Making " + to_utf8(folder) + " failed"));
    }
  }
  std::filesystem::rename(unfinished, folder / kFileName, error);
  if (error) {
    return fail(ErrorKind::Io, "Making " + to_utf8(folder) + " failed: " + error.message() + ".");
  }
  engine::sync_folder(folder);
  return {};
}

// What a new catalog begins with, when it did not become one.  Only what can hold nothing of anybody else:
// empty folders and the unfinished file.
void take_back(const std::filesystem::path& folder, bool folder_is_new) {
  std::error_code ignored;
  for (const char* part : kFolders) {
    std::filesystem::remove(folder / part, ignored);
  }
  for (const char* ending : {"", "-journal", "-wal", "-shm"}) {
    std::filesystem::remove(folder / (std::string(kUnfinished) + ending), ignored);
  }
  if (folder_is_new) {
    std::filesystem::remove(folder, ignored);
  }
}

}  // namespace

Result<Catalog> Catalog::create(const std::filesystem::path& folder, const CatalogOptions& options) {
  std::error_code error;
  const bool is_new = !std::filesystem::exists(folder, error);
  if (!is_new &&
      (!std::filesystem::is_directory(folder, error) || !std::filesystem::is_empty(folder, error))) {
    return fail(ErrorKind::Conflict, to_utf8(folder) + " exists already and is not an empty folder.");
  }
  if (auto made = make_catalog(folder); !made) {
    take_back(folder, is_new);
    return tl::unexpected(made.error());
  }
  return open(folder, options);
}

Result<Catalog> Catalog::open(const std::filesystem::path& folder, const CatalogOptions& options) {
  if (!is_catalog(folder)) {
    return fail(ErrorKind::NotFound, to_utf8(folder) + " is not a catalog: it has no catalog.sqlite.");
  }
  if (auto local = refuse_network(folder); !local && !options.read_only) {
    return tl::unexpected(local.error());
  }
  Catalog catalog;
  catalog.contents_ = std::make_unique<Contents>();
  Contents& contents = *catalog.contents_;
  contents.folder = folder;
  contents.read_only = options.read_only;
  contents.who = options.who.empty() ? engine::system_user_name() : clean_line(options.who);
  const std::filesystem::path file = folder / kFileName;

  if (options.read_only) {
    auto db = open_reader(folder);
    if (!db) {
      return tl::unexpected(db.error());
    }
    contents.db = std::move(*db);
  } else {
    if (!engine::is_writable_folder(folder)) {
      return fail(ErrorKind::Denied,
                  to_utf8(folder) + " cannot be written; it can only be opened for reading.");
    }
    auto lock = engine::FileLock::open(folder / kLockName);
    if (!lock) {
      return tl::unexpected(lock.error());
    }
    contents.lock = std::move(*lock);
    // Opening may have to recover the log of a killed program, and may migrate.
    if (auto locked = contents.lock->lock(kLockTimeoutMs); !locked) {
      return tl::unexpected(locked.error());
    }
    auto db = engine::Connection::open(file, {});
    if (!db) {
      return tl::unexpected(db.error());
    }
    contents.db = std::move(*db);
  }

  engine::Connection& db = *contents.db;
  auto version = schema_version(db, file);
  if (version && *version == 0) {
    return fail(ErrorKind::Corrupt, to_utf8(file) + " is empty.");
  }
  if (!version) {
    return tl::unexpected(version.error());
  }
  const int newest = migrations().back().to_version;
  if (*version > newest || options.read_only) {
    if (*version != newest) {
      const ErrorKind kind = *version > newest ? ErrorKind::NewerVersion : ErrorKind::Denied;
      return fail(kind,
                  fmt::format("{} has catalog version {}, this program reads version {}.{}", to_utf8(folder),
                              *version, newest,
                              *version > newest ? " Use a newer Bandaji." : " Open it once for writing."));
    }
    return catalog;
  }
  if (!db.run_script(kWriterSettings)) {
    return tl::unexpected(contents.take_error());
  }
  if (*version < newest) {
    auto saved = copy_database(db, folder / fmt::format("catalog-version-{}-{}.backup", *version, now_ms()));
    if (!saved) {
      return tl::unexpected(saved.error());
    }
    if (auto migrated = migrate(db, file, migrations()); !migrated) {
      return tl::unexpected(migrated.error());
    }
  }
  contents.lock->unlock();
  return catalog;
}

std::int64_t Catalog::change_count() const {
  // The engine counts what others commit, we count what we do.
  const auto others = contents_->db->integer("PRAGMA data_version");
  if (!others) {
    contents_->db->clear();
    return contents_->own_commits;
  }
  return *others + contents_->own_commits;
}

std::int64_t Catalog::last_sequence() const {
  const auto last = contents_->db->integer("SELECT max(sequence) FROM activity");
  contents_->db->clear();
  return last.value_or(0);
}

std::string Catalog::history_mark(std::int64_t sequence) const {
  auto line = contents_->db->query(
      "SELECT at, who, action, subject, field, after FROM activity WHERE sequence = ?", sequence);
  std::string mark;
  if (line.next()) {
    for (int column = 0; column < 6; ++column) {
      mark += line.text(column) + "\n";
    }
    mark = hash_text(mark).hex();
  }
  contents_->db->clear();
  return mark;
}

Result<std::vector<Id>> Catalog::changed_since(std::int64_t sequence) const {
  std::vector<Id> ids;
  // Made distinct here: asked to do it, the engine walks its whole index of subjects instead of the few new
  // rows.
  auto query = contents_->db->query(
      "SELECT subject, field FROM activity WHERE sequence > ? ORDER BY sequence", sequence);
  while (query.next()) {
    // "scene.number" is of a record of the production (changed_records_since()).
    if (!query.view(0).empty() && query.view(1).find('.') == std::string_view::npos) {
      ids.push_back(query.text(0));
    }
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (contents_->db->failed()) {
    return tl::unexpected(contents_->take_error());
  }
  return ids;
}

Result<void> Catalog::backup_to(const std::filesystem::path& file) const {
  contents_->db->clear();
  return copy_database(*contents_->db, file);
}

Catalog::Health Catalog::check() const {
  Health health;
  engine::Connection& db = *contents_->db;
  db.clear();
  const auto problem = [&](std::string sentence) {
    health.ok = false;
    health.problems.push_back(std::move(sentence));
  };
  for (auto query = db.query("PRAGMA integrity_check(20)"); query.next();) {
    if (const std::string line = query.text(0); line != "ok") {
      problem("The catalog file is damaged: " + line + ".");
    }
  }
  for (auto query = db.query("PRAGMA foreign_key_check"); query.next();) {
    problem(
        fmt::format("A row of {} refers to a row of {} that is not there.", query.text(0), query.text(2)));
  }
  health.records = db.integer("SELECT count(*) FROM asset WHERE removed = 0").value_or(0);
  std::vector<Id> versions;
  for (auto query = db.query("SELECT id FROM version ORDER BY seq"); query.next();) {
    versions.push_back(query.text(0));
  }
  for (const Id& id : versions) {
    const auto version = this->version(id);
    if (!version) {
      problem(version.error().message);
    } else if (hash_text(manifest_text(*version)) != version->manifest_hash) {
      problem(fmt::format("Version {} names other files than when it was saved.", id));
    }
  }
  for (auto query =
           db.query("SELECT asset.number FROM asset JOIN version ON version.id = asset.current_version"
                    " WHERE version.asset <> asset.seq OR version.removed <> 0");
       query.next();) {
    problem(fmt::format("The current version of {} is not one of its versions.", query.text(0)));
  }
  for (auto query = db.query(
           "SELECT decision.id FROM decision JOIN version ON version.seq = decision.version"
           " WHERE version.asset <> decision.asset OR version.manifest_hash <> decision.manifest_hash");
       query.next();) {
    problem(fmt::format("Decision {} names content that its version does not have.", query.text(0)));
  }
  if (db.failed()) {
    problem(contents_->take_error().message);
  }
  return health;
}

}  // namespace bandaji
