// SQLite behind a thin seam: connections, cached statements, typed binding and
// columns.  The only place that includes sqlite3.h; a second engine would stand
// beside this file and take the same SQL.
//
// A connection and its queries belong to one thread.  Failures stay on the
// connection until clear(): a query of a failed connection yields no rows, so that a
// series of statements is checked once, at its end.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "assets/content_hash.h"
#include "assets/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace bandaji::engine {

// One kind per reaction of the caller.
enum class Trouble { None, Busy, Constraint, Corrupt, NotADatabase, Full, ReadOnly, CannotOpen, Io, Other };

class Connection;

// An argument whose type is known only when the program runs.
using Value = std::variant<std::nullptr_t, std::int64_t, std::string>;

// A running statement; ends when destroyed.
class Query {
 public:
  Query(Query&& other) noexcept;
  Query& operator=(Query&&) = delete;
  ~Query();

  // Steps to the next row; false at the end and on failure.
  bool next();

  std::int64_t integer(int column) const;
  std::string text(int column) const;
  std::string_view view(int column) const;  // Valid until next().
  ContentHash hash(int column) const;       // All zero when the column does not hold 32 bytes.
  bool is_null(int column) const;

 private:
  friend class Connection;
  Query(Connection* connection, sqlite3_stmt* statement, bool owned)
      : connection_(connection), statement_(statement), owned_(owned) {}
  Connection* connection_;
  sqlite3_stmt* statement_;
  bool owned_;  // Prepared for this query because the cached one was running.
};

struct OpenOptions {
  bool read_only = false;
  bool create = false;
  // The file cannot change while open: for a folder that nobody can write to.
  bool immutable = false;
};

class Connection {
 public:
  static Result<std::unique_ptr<Connection>> open(const std::filesystem::path& file,
                                                  const OpenOptions& options);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  // `sql` is a literal: its address outlives the connection and statements are kept by it.
  template <class... Arguments>
  Query query(const char* sql, const Arguments&... arguments) {
    Query query = prepare(sql);
    int index = 0;
    (bind(query, ++index, arguments), ...);
    return query;
  }
  Query query_values(const char* sql, std::span<const Value> values);
  bool run_values(const char* sql, std::span<const Value> values) {
    Query query = query_values(sql, values);
    while (query.next()) {
    }
    return !failed();
  }
  // Runs to the end; whether it did.
  template <class... Arguments>
  bool run(const char* sql, const Arguments&... arguments) {
    Query query = this->query(sql, arguments...);
    while (query.next()) {
    }
    return !failed();
  }
  // First column of the first row; empty when there is none.
  template <class... Arguments>
  std::optional<std::int64_t> integer(const char* sql, const Arguments&... arguments) {
    Query query = this->query(sql, arguments...);
    if (!query.next() || query.is_null(0)) {
      return std::nullopt;
    }
    return query.integer(0);
  }
  template <class... Arguments>
  std::optional<std::string> text(const char* sql, const Arguments&... arguments) {
    Query query = this->query(sql, arguments...);
    if (!query.next() || query.is_null(0)) {
      return std::nullopt;
    }
    return query.text(0);
  }
  // Several statements without arguments.
  bool run_script(const std::string& sql);

  bool failed() const { return trouble_ != Trouble::None; }
  Trouble trouble() const { return trouble_; }
  void clear();
  // The failure as a value; `what` names the file or the doing: "Saving to /a/b.bandaji failed".
  Error error(std::string_view what) const;

  bool in_transaction() const;
  std::int64_t last_row() const;
  std::int64_t changed_rows() const;
  void set_checkpoint_on_close(bool on);

 private:
  Connection() = default;
  friend class Query;
  Query prepare(const char* sql);
  void bind(Query& query, int index, std::int64_t value);
  void bind(Query& query, int index, int value) { bind(query, index, static_cast<std::int64_t>(value)); }
  void bind(Query& query, int index, bool value) { bind(query, index, static_cast<std::int64_t>(value)); }
  void bind(Query& query, int index, std::uint8_t value) {
    bind(query, index, static_cast<std::int64_t>(value));
  }
  void bind(Query& query, int index, std::string_view value);
  void bind(Query& query, int index, const std::string& value) {
    bind(query, index, std::string_view(value));
  }
  void bind(Query& query, int index, const char* value) { bind(query, index, std::string_view(value)); }
  void bind(Query& query, int index, const ContentHash& value);
  void bind(Query& query, int index, std::nullptr_t);
  template <class T>
  void bind(Query& query, int index, const std::optional<T>& value) {
    if (value) {
      bind(query, index, *value);
    } else {
      bind(query, index, nullptr);
    }
  }
  void note(int code);
  static int wait_while_busy(void* self, int attempts);

  sqlite3* handle_ = nullptr;
  std::unordered_map<const char*, sqlite3_stmt*> statements_;
  Trouble trouble_ = Trouble::None;
  std::string message_;
  std::int64_t busy_since_ms_ = 0;
};

}  // namespace bandaji::engine
