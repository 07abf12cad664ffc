#include "db/engine/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cassert>
#include <chrono>
#include <cstring>
#include <random>
#include <thread>

#include "assets/text.h"

namespace bandaji::engine {
namespace {

// Longer than any commit we have measured under load, shorter than a person's patience.
constexpr std::int64_t kBusyTimeoutMs = 10'000;

std::int64_t monotonic_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

Trouble trouble_of(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Trouble::Busy;
    case SQLITE_CONSTRAINT:
      return Trouble::Constraint;
    case SQLITE_CORRUPT:
      return Trouble::Corrupt;
    case SQLITE_NOTADB:
      return Trouble::NotADatabase;
    case SQLITE_FULL:
      return Trouble::Full;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return Trouble::ReadOnly;
    case SQLITE_CANTOPEN:
      return Trouble::CannotOpen;
    case SQLITE_IOERR:
      return Trouble::Io;
    default:
      return Trouble::Other;
  }
}

std::string uri_of(const std::filesystem::path& file, bool immutable) {
  std::string uri = "file:";
  for (const char c : to_utf8(std::filesystem::absolute(file))) {
    if (c == '?' || c == '#' || c == '%') {
      uri += fmt::format("%{:02x}", static_cast<unsigned char>(c));
    } else {
      uri += c;
    }
  }
  return immutable ? uri + "?immutable=1" : uri;
}

}  // namespace

Query::Query(Query&& other) noexcept
    : connection_(other.connection_),
      statement_(std::exchange(other.statement_, nullptr)),
      owned_(other.owned_) {}

Query::~Query() {
  if (!statement_) {
    return;
  }
  if (owned_) {
    sqlite3_finalize(statement_);
  } else {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
}

bool Query::next() {
  if (!statement_ || connection_->failed()) {
    return false;
  }
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) {
    return true;
  }
  if (code != SQLITE_DONE) {
    connection_->note(sqlite3_extended_errcode(connection_->handle_));
  }
  sqlite3_reset(statement_);
  return false;
}

std::int64_t Query::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view Query::view(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return text ? std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
              : std::string_view();
}

std::string Query::text(int column) const {
  return std::string(view(column));
}

ContentHash Query::hash(int column) const {
  ContentHash hash;
  const void* bytes = sqlite3_column_blob(statement_, column);
  if (bytes && static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)) == hash.bytes.size()) {
    std::memcpy(hash.bytes.data(), bytes, hash.bytes.size());
  }
  return hash;
}

bool Query::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

int Connection::wait_while_busy(void* self, int attempts) {
  // Short random sleeps: the library's own handler backs off to 100 ms and starves a writer for seconds.
  auto* connection = static_cast<Connection*>(self);
  const std::int64_t now = monotonic_ms();
  if (attempts == 0) {
    connection->busy_since_ms_ = now;
  }
  if (now - connection->busy_since_ms_ > kBusyTimeoutMs) {
    return 0;
  }
  thread_local std::minstd_rand random(std::random_device{}());
  std::this_thread::sleep_for(std::chrono::microseconds(300 + random() % 700));
  return 1;
}

Result<std::unique_ptr<Connection>> Connection::open(const std::filesystem::path& file,
                                                     const OpenOptions& options) {
  std::unique_ptr<Connection> connection(new Connection);
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  flags |= options.create ? SQLITE_OPEN_CREATE : 0;
  const int code =
      sqlite3_open_v2(uri_of(file, options.immutable).c_str(), &connection->handle_, flags, nullptr);
  if (code != SQLITE_OK) {
    connection->note(code);
    return tl::unexpected(connection->error("Opening " + to_utf8(file) + " failed"));
  }
  // The handler comes first of all: with none, even opening answers "locked" while another program recovers.
  sqlite3_busy_handler(connection->handle_, &Connection::wait_while_busy, connection.get());
  // The file may come from a stranger: no code from its schema, no writes to its internals.
  sqlite3_db_config(connection->handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(connection->handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(connection->handle_, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  return connection;
}

Connection::~Connection() {
  for (auto& [sql, statement] : statements_) {
    sqlite3_finalize(statement);
  }
  sqlite3_close_v2(handle_);
}

void Connection::set_checkpoint_on_close(bool on) {
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, on ? 0 : 1, nullptr);
}

Query Connection::prepare(const char* sql) {
  if (failed()) {
    return {this, nullptr, false};
  }
  const auto found = statements_.find(sql);
  if (found != statements_.end() && !sqlite3_stmt_busy(found->second)) {
    return {this, found->second, false};
  }
  sqlite3_stmt* statement = nullptr;
  const bool owned = found != statements_.end();
  const int code =
      sqlite3_prepare_v3(handle_, sql, -1, owned ? 0 : SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) {
    note(code);
    return {this, nullptr, false};
  }
  if (!owned) {
    statements_.emplace(sql, statement);
  }
  return {this, statement, owned};
}

Query Connection::query_values(const char* sql, std::span<const Value> values) {
  Query query = prepare(sql);
  int index = 0;
  for (const Value& value : values) {
    std::visit([&](const auto& typed) { bind(query, ++index, typed); }, value);
  }
  return query;
}

void Connection::bind(Query& query, int index, std::int64_t value) {
  if (query.statement_) {
    note(sqlite3_bind_int64(query.statement_, index, value));
  }
}

void Connection::bind(Query& query, int index, std::string_view value) {
  if (query.statement_) {
    note(sqlite3_bind_text64(query.statement_, index, value.data() ? value.data() : "", value.size(),
                             SQLITE_TRANSIENT, SQLITE_UTF8));
  }
}

void Connection::bind(Query& query, int index, const ContentHash& value) {
  if (query.statement_) {
    note(sqlite3_bind_blob64(query.statement_, index, value.bytes.data(), value.bytes.size(),
                             SQLITE_TRANSIENT));
  }
}

void Connection::bind(Query& query, int index, std::nullptr_t) {
  if (query.statement_) {
    note(sqlite3_bind_null(query.statement_, index));
  }
}

bool Connection::run_script(const std::string& sql) {
  if (!failed()) {
    note(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr));
  }
  return !failed();
}

void Connection::note(int code) {
  // The first failure is the cause; what follows it is its echo.
  if (code == SQLITE_OK || failed()) {
    return;
  }
  trouble_ = trouble_of(code);
  message_ = fmt::format("{} ({})", handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(code), code);
}

void Connection::clear() {
  trouble_ = Trouble::None;
  message_.clear();
}

Error Connection::error(std::string_view what) const {
  assert(failed());
  switch (trouble_) {
    case Trouble::Busy:
      return {ErrorKind::Busy, fmt::format("{}: another program is using the catalog.", what)};
    case Trouble::Constraint:
      return {ErrorKind::Conflict, fmt::format("{}: {}.", what, message_)};
    case Trouble::Corrupt:
    case Trouble::NotADatabase:
      return {ErrorKind::Corrupt, fmt::format("{}: the catalog file is damaged: {}.", what, message_)};
    case Trouble::Full:
      return {ErrorKind::Io, fmt::format("{}: the disk is full.", what)};
    case Trouble::ReadOnly:
      return {ErrorKind::Denied, fmt::format("{}: the catalog may not be written: {}.", what, message_)};
    case Trouble::CannotOpen:
      return {ErrorKind::Denied, fmt::format("{}: the file cannot be opened.", what)};
    case Trouble::Io:
    case Trouble::Other:
    case Trouble::None:
      break;
  }
  return {ErrorKind::Io, fmt::format("{}: {}.", what, message_)};
}

bool Connection::in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}
std::int64_t Connection::last_row() const {
  return sqlite3_last_insert_rowid(handle_);
}
std::int64_t Connection::changed_rows() const {
  return sqlite3_changes64(handle_);
}

}  // namespace bandaji::engine
