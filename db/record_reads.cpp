#include "db/record_reads.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <map>
#include <unordered_map>

#include "assets/text.h"
#include "db/catalog_contents.h"
#include "db/record_fields.h"
#include "db/record_sql.h"
#include "db/search_text.h"

namespace bandaji {

// Lets these free functions at the connection.
struct RecordReader {
  static engine::Connection& connection(const Catalog& catalog) { return *catalog.contents_->db; }
  static Error take_error(const Catalog& catalog) { return catalog.contents_->take_error(); }
};

namespace {

void read_member(const engine::Query& row, int at, std::string& member) {
  member = row.view(at);
}
void read_member(const engine::Query& row, int at, std::int64_t& member) {
  member = row.integer(at);
}
void read_member(const engine::Query& row, int at, bool& member) {
  member = row.integer(at) != 0;
}

void read_text(const std::string& text, std::string& member) {
  member = text;
}
void read_text(const std::string& text, std::int64_t& member) {
  member = 0;
  std::from_chars(text.data(), text.data() + text.size(), member);
}
void read_text(const std::string& text, bool& member) {
  member = text == "yes";
}

void read_header(const engine::Query& row, Record& record) {
  record.id = row.text(0);
  record.state = static_cast<RecordState>(row.integer(1));
  record.revision = row.integer(2);
  record.created_at = row.integer(3);
  record.updated_at = row.integer(4);
}

template <class T>
T typed(const engine::Query& row) {
  T record;
  read_header(row, record);
  int at = kRecordHeaderColumns;
  for (const RecordField<T>& field : record_table<T>().fields()) {
    std::visit([&](auto member) { read_member(row, at, record.*member); }, field.member);
    ++at;
  }
  return record;
}

RecordRow untyped(const engine::Query& row, RecordType type, PersonalData personal) {
  RecordRow record;
  read_header(row, record);
  record.type = type;
  int at = kRecordHeaderColumns;
  for (const RecordColumn& column : describe(type).columns) {
    const bool hidden = column.is_personal && personal == PersonalData::LeaveOut;
    record.values.push_back(hidden ? std::string() : canonical(column, row, at));
    ++at;
  }
  return record;
}

template <class T>
std::vector<T> collect(const Catalog& catalog, engine::Query query) {
  std::vector<T> records;
  while (query.next()) {
    records.push_back(typed<T>(query));
  }
  RecordReader::connection(catalog).clear();
  return records;
}

Error no_record(RecordType type, std::string_view text) {
  return {ErrorKind::NotFound,
          fmt::format("There is no {} \"{}\".", to_lower_ascii(describe(type).en), for_display(text, 80))};
}

}  // namespace

std::string_view RecordRow::value(std::string_view column) const {
  const std::size_t at = describe(type).find(column);
  return at < values.size() ? std::string_view(values[at]) : std::string_view();
}

std::string RecordRow::title() const {
  std::string title;
  int parts = 0;
  const RecordDescription& description = describe(type);
  for (std::size_t i = 0; i < values.size() && parts < 2; ++i) {
    const ColumnKind kind = description.columns[i].kind;
    const bool says = kind == ColumnKind::Line || kind == ColumnKind::Color ||
                      (kind == ColumnKind::Integer && description.columns[i].is_required);
    if (says && !values[i].empty() && !description.columns[i].is_personal) {
      title += (title.empty() ? "" : " · ") + values[i];
      ++parts;
    }
  }
  return title;
}

template <class T>
requires(T::kType != RecordType::Measurement) std::vector<T> live_records(const Catalog& catalog) {
  return collect<T>(catalog,
                    RecordReader::connection(catalog).query(record_sql(T::kType).select_live.c_str()));
}

template <class T>
std::vector<T> records_where(const Catalog& catalog, std::string_view column, std::string_view value) {
  const std::size_t at = describe(T::kType).find(column);
  if (at == describe(T::kType).columns.size()) {
    return {};
  }
  return collect<T>(
      catalog, RecordReader::connection(catalog).query(record_sql(T::kType).select_where[at].c_str(), value));
}

template <class T>
Result<T> record(const Catalog& catalog, const Id& id) {
  auto query = RecordReader::connection(catalog).query(record_sql(T::kType).select_one.c_str(), id);
  if (query.next()) {
    T found = typed<T>(query);
    if (found.state != RecordState::Removed) {
      return found;
    }
  }
  if (RecordReader::connection(catalog).failed()) {
    return tl::unexpected(RecordReader::take_error(catalog));
  }
  return tl::unexpected(no_record(T::kType, id));
}

#define BANDAJI_INSTANTIATE(T)                                                                  \
  template std::vector<T> records_where<T>(const Catalog&, std::string_view, std::string_view); \
  template Result<T> record<T>(const Catalog&, const Id&);
BANDAJI_RECORDS(BANDAJI_INSTANTIATE)
#undef BANDAJI_INSTANTIATE
#define BANDAJI_INSTANTIATE(T) template std::vector<T> live_records<T>(const Catalog&);
BANDAJI_OPEN_RECORDS(BANDAJI_INSTANTIATE)
#undef BANDAJI_INSTANTIATE

std::vector<RecordRow> live_rows(const Catalog& catalog, RecordType type, PersonalData personal) {
  std::vector<RecordRow> rows;
  engine::Connection& db = RecordReader::connection(catalog);
  for (auto query = db.query(record_sql(type).select_live.c_str()); query.next();) {
    rows.push_back(untyped(query, type, personal));
  }
  db.clear();
  return rows;
}

std::vector<RecordRow> rows_where(const Catalog& catalog, RecordType type, std::string_view column,
                                  std::string_view value) {
  std::vector<RecordRow> rows;
  const std::size_t at = describe(type).find(column);
  if (at == describe(type).columns.size()) {
    return rows;
  }
  engine::Connection& db = RecordReader::connection(catalog);
  for (auto query = db.query(record_sql(type).select_where[at].c_str(), value); query.next();) {
    rows.push_back(untyped(query, type, PersonalData::LeaveOut));
  }
  db.clear();
  return rows;
}

template <class T>
T typed_record(const RecordRow& row) {
  assert(row.type == T::kType);
  T made;
  static_cast<Record&>(made) = row;
  const auto& fields = record_table<T>().fields();
  for (std::size_t i = 0; i < fields.size() && i < row.values.size(); ++i) {
    std::visit([&](auto member) { read_text(row.values[i], made.*member); }, fields[i].member);
  }
  return made;
}
#define BANDAJI_INSTANTIATE(T) template T typed_record<T>(const RecordRow&);
BANDAJI_RECORDS(BANDAJI_INSTANTIATE)
#undef BANDAJI_INSTANTIATE

Result<RecordRow> record_row(const Catalog& catalog, RecordType type, const Id& id) {
  engine::Connection& db = RecordReader::connection(catalog);
  auto query = db.query(record_sql(type).select_one.c_str(), id);
  if (query.next()) {
    RecordRow row = untyped(query, type, PersonalData::LeaveOut);
    if (row.state != RecordState::Removed) {
      return row;
    }
  }
  if (db.failed()) {
    return tl::unexpected(RecordReader::take_error(catalog));
  }
  return tl::unexpected(no_record(type, id));
}

std::vector<RecordRow> trashed_rows(const Catalog& catalog) {
  std::vector<RecordRow> rows;
  engine::Connection& db = RecordReader::connection(catalog);
  for (const RecordDescription& description : all_record_descriptions()) {
    for (auto query = db.query(record_sql(description.type).select_trashed.c_str()); query.next();) {
      rows.push_back(untyped(query, description.type, PersonalData::LeaveOut));
    }
  }
  db.clear();
  return rows;
}

std::optional<RecordType> type_of_record(const Catalog& catalog, const Id& id) {
  engine::Connection& db = RecordReader::connection(catalog);
  for (const RecordDescription& description : all_record_descriptions()) {
    if (db.integer(record_sql(description.type).get_state.c_str(), id)) {
      return description.type;
    }
  }
  db.clear();
  return std::nullopt;
}

std::vector<Use> where_used(const Catalog& catalog, const Id& id) {
  std::vector<Use> uses;
  engine::Connection& db = RecordReader::connection(catalog);
  for (const RecordDescription& description : all_record_descriptions()) {
    const RecordSql& sql = record_sql(description.type);
    for (std::size_t i = 0; i < description.columns.size(); ++i) {
      if (sql.where_used[i].empty()) {
        continue;
      }
      for (auto query = db.query(sql.where_used[i].c_str(), id); query.next();) {
        uses.push_back({description.type, query.text(0), description.columns[i].name});
      }
    }
  }
  db.clear();
  return uses;
}

Result<std::vector<std::pair<RecordType, Id>>> changed_records_since(const Catalog& catalog,
                                                                     std::int64_t sequence) {
  std::vector<std::pair<RecordType, Id>> changed;
  engine::Connection& db = RecordReader::connection(catalog);
  for (auto query =
           db.query("SELECT subject, field FROM activity WHERE sequence > ? ORDER BY sequence", sequence);
       query.next();) {
    const std::string_view field = query.view(1);
    const std::size_t dot = field.find('.');
    if (dot == std::string_view::npos) {
      continue;  // Of an asset.
    }
    if (const auto type = record_type_from_name(field.substr(0, dot))) {
      changed.emplace_back(*type, query.text(0));
    }
  }
  if (db.failed()) {
    return tl::unexpected(RecordReader::take_error(catalog));
  }
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  return changed;
}

std::vector<Scene> scenes_in_order(const Catalog& catalog) {
  std::unordered_map<Id, std::int64_t> episodes;
  for (const Episode& episode : live_records<Episode>(catalog)) {
    episodes.emplace(episode.id, episode.number);
  }
  std::vector<std::pair<std::pair<std::int64_t, std::string>, Scene>> keyed;
  for (Scene& scene : live_records<Scene>(catalog)) {
    std::pair key(episodes[scene.episode], natural_key(scene.number));
    keyed.emplace_back(std::move(key), std::move(scene));
  }
  std::stable_sort(keyed.begin(), keyed.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Scene> scenes;
  scenes.reserve(keyed.size());
  for (auto& [key, scene] : keyed) {
    scenes.push_back(std::move(scene));
  }
  return scenes;
}

std::vector<Look> looks_of(const Catalog& catalog, const Id& character) {
  auto looks = records_where<Look>(catalog, "character", character);
  std::stable_sort(looks.begin(), looks.end(),
                   [](const Look& a, const Look& b) { return compare_natural(a.number, b.number) < 0; });
  return looks;
}

std::string scene_name(const Episode& episode, const Scene& scene) {
  return fmt::format("{}-{}", episode.number, scene.number);
}

}  // namespace bandaji
