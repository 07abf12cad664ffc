// Statements for each record type, made once from its description.  Only for the files
// that read and write records.
#pragma once

#include <string>
#include <vector>

#include "db/engine/sqlite.h"
#include "db/record_type.h"

namespace bandaji {

// Every select begins with id, state, revision, created_at, updated_at; then the columns in order.
inline constexpr int kRecordHeaderColumns = 5;

// The connection keeps statements by the address of their text, so these live as long as the program.
struct RecordSql {
  std::string insert;
  std::string select_live;                // In the order of position, else of making.
  std::string select_trashed;             // Newest first.
  std::string select_kept;                // Live or in the trash, as they were made.
  std::string select_one;                 // id = ?, whatever its state
  std::vector<std::string> select_where;  // Live and column = ?; one a column.
  std::vector<std::string> get;           // Of id = ?, one a column.
  std::vector<std::string> set;           // = ? of id = ?, one a column.
  std::string touch;                      // revision = ?, updated_at at least ?, id = ?
  std::string get_state;
  std::string set_state;      // = ? of id = ?
  std::string get_revision;   // of id = ?
  std::string find_same_key;  // Live with the same key columns, id <> ?; empty when there is no key.
  std::string next_position;  // max + 1; among those of the owner (= ?) when there is one.
  std::vector<int> key;       // Indexes of the key columns.
  int position = -1;          // Index of the position column.
  int owner = -1;             // Index of the first owner column.
  std::vector<std::string>
      count_values;  // Live values with how many have them; empty for columns without terms.
  std::vector<std::string> where_used;  // Live ids whose column = ?; empty text for columns without ids.
};

const RecordSql& record_sql(RecordType type);

// A value in canonical text as the engine keeps it, and back.
engine::Value stored(const RecordColumn& column, const std::string& value);
std::string canonical(const RecordColumn& column, const engine::Query& row, int at);

}  // namespace bandaji
