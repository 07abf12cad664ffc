#include "db/record_sql.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace bandaji {
namespace {

constexpr const char* kHeader = "id, state, revision, created_at, updated_at";

// Names such as "order" mean something to the engine.
std::string quoted(std::string_view name) {
  return fmt::format("\"{}\"", name);
}

// A record is seen when it and everything it belongs to is neither in the trash nor taken back.
std::string live_condition(const RecordDescription& description, const std::string& alias, int depth = 0) {
  std::string sql = fmt::format("{}.state = 0", alias);
  for (const RecordColumn& column : description.columns) {
    if (column.kind != ColumnKind::Owner) {
      continue;
    }
    const std::string inner = fmt::format("o{}", depth + 1);
    const auto type = record_type_from_name(column.detail);
    const std::string condition = type ? live_condition(describe(*type), inner, depth + 1)
                                       : fmt::format("{0}.removed = 0 AND {0}.trashed = 0", inner);
    sql += fmt::format(" AND EXISTS (SELECT 1 FROM {} {} WHERE {}.id = {}.{} AND {})", quoted(column.detail),
                       inner, inner, alias, quoted(column.name), condition);
  }
  return sql;
}

RecordSql make_sql(const RecordDescription& description) {
  RecordSql sql;
  const std::string table = quoted(description.name);
  std::string columns = kHeader;
  std::string marks = "?, ?, ?, ?, ?";
  for (std::size_t i = 0; i < description.columns.size(); ++i) {
    const RecordColumn& column = description.columns[i];
    columns += ", " + quoted(column.name);
    marks += ", ?";
    if (column.is_key) {
      sql.key.push_back(static_cast<int>(i));
    }
    if (column.kind == ColumnKind::Position) {
      sql.position = static_cast<int>(i);
    }
    if (column.kind == ColumnKind::Owner && sql.owner < 0) {
      sql.owner = static_cast<int>(i);
    }
  }
  const auto column_name = [&](int at) {
    return quoted(description.columns[static_cast<std::size_t>(at)].name);
  };
  const std::string live = live_condition(description, "r");
  const std::string order = sql.position < 0 ? "id" : column_name(sql.position) + ", id";
  sql.insert = fmt::format("INSERT INTO {}({}) VALUES ({})", table, columns, marks);
  sql.select_live = fmt::format("SELECT {} FROM {} r WHERE {} ORDER BY {}", columns, table, live, order);
  sql.select_trashed =
      fmt::format("SELECT {} FROM {} WHERE state = 1 ORDER BY updated_at DESC, id", columns, table);
  sql.select_kept = fmt::format("SELECT {} FROM {} WHERE state <> 2 ORDER BY id", columns, table);
  sql.select_one = fmt::format("SELECT {} FROM {} WHERE id = ?", columns, table);
  for (const RecordColumn& column : description.columns) {
    const std::string name = quoted(column.name);
    sql.select_where.push_back(fmt::format("SELECT {} FROM {} r WHERE r.{} = ? AND {} ORDER BY {}", columns,
                                           table, name, live, order));
    sql.get.push_back(fmt::format("SELECT {} FROM {} WHERE id = ?", name, table));
    sql.set.push_back(fmt::format("UPDATE {} SET {} = ? WHERE id = ?", table, name));
    sql.count_values.push_back(
        column.has_terms()
            ? fmt::format("SELECT {0}, count(*) FROM {1} r WHERE {0} <> '' AND {2} GROUP BY {0}", name, table,
                          live)
            : std::string());
    sql.where_used.push_back(
        column.is_reference()
            ? fmt::format("SELECT id FROM {} r WHERE r.{} = ? AND {} ORDER BY id", table, name, live)
            : std::string());
  }
  sql.touch = fmt::format("UPDATE {} SET revision = ?, updated_at = max(updated_at, ?) WHERE id = ?", table);
  sql.get_state = fmt::format("SELECT state FROM {} WHERE id = ?", table);
  sql.set_state = fmt::format("UPDATE {} SET state = ? WHERE id = ?", table);
  sql.get_revision = fmt::format("SELECT revision FROM {} WHERE id = ?", table);
  if (!sql.key.empty()) {
    sql.find_same_key = fmt::format("SELECT id FROM {} WHERE state = 0 AND id <> ?", table);
    for (const int at : sql.key) {
      sql.find_same_key += fmt::format(" AND {} = ?", column_name(at));
    }
  }
  if (sql.position >= 0) {
    sql.next_position = fmt::format("SELECT max({}) + 1 FROM {}", column_name(sql.position), table);
    if (sql.owner >= 0) {
      sql.next_position += fmt::format(" WHERE {} = ?", column_name(sql.owner));
    }
  }
  return sql;
}

}  // namespace

const RecordSql& record_sql(RecordType type) {
  static const std::vector<RecordSql> all = [] {
    std::vector<RecordSql> list;
    for (const RecordDescription& description : all_record_descriptions()) {
      list.push_back(make_sql(description));
    }
    return list;
  }();
  return all[static_cast<std::size_t>(type)];
}

engine::Value stored(const RecordColumn& column, const std::string& value) {
  if (column.kind == ColumnKind::Flag) {
    return static_cast<std::int64_t>(value == "yes");
  }
  if (column.is_whole_number()) {
    std::int64_t number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    return number;
  }
  if (value.empty() && column.is_reference() && column.kind != ColumnKind::AnyReference) {
    return nullptr;
  }
  return value;
}

std::string canonical(const RecordColumn& column, const engine::Query& row, int at) {
  if (column.kind == ColumnKind::Flag) {
    return row.integer(at) != 0 ? "yes" : "no";
  }
  return column.is_whole_number() ? std::to_string(row.integer(at)) : row.text(at);
}

}  // namespace bandaji
