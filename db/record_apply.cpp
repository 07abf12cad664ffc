#include "db/record_apply.h"

#include <fmt/format.h>

#include <algorithm>

#include "assets/content_hash.h"
#include "assets/text.h"
#include "db/record_sql.h"
#include "db/validate.h"

namespace bandaji {
namespace {

std::string lower_name(RecordType type) {
  return to_lower_ascii(describe(type).en);
}

}  // namespace

Result<RecordState> RecordWriter::state_of(RecordType type, const Id& id) {
  const auto state = db_.integer(record_sql(type).get_state.c_str(), id);
  if (!state) {
    return fail(ErrorKind::NotFound,
                fmt::format("There is no {} \"{}\".", lower_name(type), for_display(id, 80)));
  }
  return static_cast<RecordState>(*state);
}

Result<void> RecordWriter::check_reference(const RecordColumn& column, const std::string& id, bool is_new) {
  if (!column.is_reference() || id.empty()) {
    return {};
  }
  const auto missing = [&] {
    return fail(ErrorKind::NotFound,
                fmt::format("The {} {} does not exist.", column.name, for_display(id, 80)));
  };
  if (column.kind == ColumnKind::Version) {
    return db_.integer("SELECT seq FROM version WHERE id = ?", id) ? Result<void>() : missing();
  }
  const bool is_asset = db_.integer("SELECT seq FROM asset WHERE id = ?", id).has_value();
  if (column.kind == ColumnKind::AnyReference) {
    const auto all = all_record_descriptions();
    const bool is_record = std::any_of(all.begin(), all.end(), [&](const RecordDescription& description) {
      return db_.integer(record_sql(description.type).get_state.c_str(), id).has_value();
    });
    return is_asset || is_record ? Result<void>() : missing();
  }
  // What is in the trash or taken back may still be named, so that undo can always put a value back.
  const auto type = record_type_from_name(column.detail);
  const auto state = type ? db_.integer(record_sql(*type).get_state.c_str(), id)
                          : (is_asset ? std::optional<std::int64_t>(0) : std::nullopt);
  if (!state) {
    return missing();
  }
  if (is_new && column.kind == ColumnKind::Owner && *state != static_cast<std::int64_t>(RecordState::Live)) {
    return fail(ErrorKind::Conflict, fmt::format("The {} is in the trash; restore it first.", column.name));
  }
  return {};
}

Result<void> RecordWriter::check_key(RecordType type, const Id& id, const std::vector<std::string>& values) {
  const RecordSql& sql = record_sql(type);
  if (sql.key.empty()) {
    return {};
  }
  const RecordDescription& description = describe(type);
  std::vector<engine::Value> arguments{id};
  std::string said;
  for (const int at : sql.key) {
    const auto i = static_cast<std::size_t>(at);
    arguments.push_back(stored(description.columns[i], values[i]));
    if (!description.columns[i].is_reference()) {
      said += (said.empty() ? "" : " ") + values[i];
    }
  }
  if (db_.query_values(sql.find_same_key.c_str(), arguments).next()) {
    return fail(ErrorKind::Conflict,
                said.empty()
                    ? fmt::format("There is such a {} already.", lower_name(type))
                    : fmt::format("There is a {} \"{}\" already.", lower_name(type), for_display(said, 80)));
  }
  return {};
}

Result<void> RecordWriter::check_parents(RecordType type, const Id& id, const Id& parent) {
  const std::size_t column = describe(type).find("parent");
  Id at = parent;
  for (int steps = 0; !at.empty(); ++steps) {
    if (at == id || steps > 64) {
      return fail(ErrorKind::Invalid, fmt::format("A {} cannot lie inside itself.", lower_name(type)));
    }
    at = db_.text(record_sql(type).get[column].c_str(), at).value_or("");
  }
  return {};
}

Result<void> RecordWriter::check_record(RecordType type, const Id& id,
                                        const std::vector<std::string>& values) {
  const RecordDescription& description = describe(type);
  const auto value = [&](std::string_view column) { return values[description.find(column)]; };
  if (type == RecordType::Location || type == RecordType::Collection) {
    return check_parents(type, id, value("parent"));
  }
  if (type == RecordType::CompositionVersion && hash_text(value("contents")).hex() != value("hash")) {
    return fail(ErrorKind::Invalid, "The hash is not that of the contents.");
  }
  if (type == RecordType::CustomValue) {
    const RecordDescription& field = describe(RecordType::CustomField);
    const RecordSql& sql = record_sql(RecordType::CustomField);
    const auto of_field = [&](std::string_view column) {
      return db_.text(sql.get[field.find(column)].c_str(), value("field")).value_or("");
    };
    const auto clean = clean_own_value(of_field("sort"), of_field("choices"), value("value"));
    return clean ? Result<void>() : tl::unexpected(clean.error());
  }
  if (type == RecordType::StudioTerm) {
    return check_term(values);
  }
  return {};
}

std::vector<std::string> RecordWriter::values_of(RecordType type, const Id& id) {
  std::vector<std::string> values;
  const RecordDescription& description = describe(type);
  auto query = db_.query(record_sql(type).select_one.c_str(), id);
  const bool found = query.next();
  for (std::size_t i = 0; i < description.columns.size(); ++i) {
    values.push_back(
        found ? canonical(description.columns[i], query, kRecordHeaderColumns + static_cast<int>(i))
              : std::string());
  }
  return values;
}

std::int64_t RecordWriter::revision_before(RecordType type, const Id& id) {
  const auto found = revisions_.find(id);
  return found != revisions_.end() ? found->second
                                   : db_.integer(record_sql(type).get_revision.c_str(), id).value_or(0);
}

void RecordWriter::touch(RecordType type, const Id& id) {
  const std::int64_t before = revision_before(type, id);
  if (revisions_.emplace(id, before).second) {
    db_.run(record_sql(type).touch.c_str(), before + 1, now_, id);
  }
}

Result<std::vector<Edit>> RecordWriter::add(const AddRecord& edit) {
  const RecordDescription& description = describe(edit.type);
  const RecordSql& sql = record_sql(edit.type);
  Id id = edit.id;
  if (id.empty()) {
    id = new_id();
  } else if (!is_id(id)) {
    return fail(ErrorKind::Invalid, fmt::format("\"{}\" is not an id.", for_display(id, 80)));
  } else if (db_.integer(sql.get_state.c_str(), id)) {
    return fail(ErrorKind::Conflict, fmt::format("There is a {} {} already.", lower_name(edit.type), id));
  }
  std::vector<std::string> values = description.defaults;
  for (const auto& [column, value] : edit.values) {
    const std::size_t at = description.find(column);
    if (at == values.size()) {
      return fail(ErrorKind::Invalid,
                  fmt::format("A {} has no \"{}\".", lower_name(edit.type), for_display(column, 80)));
    }
    values[at] = value;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    const RecordColumn& column = description.columns[i];
    auto cleaned = clean_column(column, values[i], *vocabulary_);
    if (!cleaned) {
      return tl::unexpected(cleaned.error());
    }
    values[i] = std::move(*cleaned);
    if (auto exists = check_reference(column, values[i], true); !exists) {
      return tl::unexpected(exists.error());
    }
  }
  if (sql.position >= 0 && values[static_cast<std::size_t>(sql.position)].empty()) {
    const auto next =
        sql.owner >= 0 ? db_.integer(sql.next_position.c_str(), values[static_cast<std::size_t>(sql.owner)])
                       : db_.integer(sql.next_position.c_str());
    values[static_cast<std::size_t>(sql.position)] = std::to_string(next.value_or(1));
  }
  if (auto unique = check_key(edit.type, id, values); !unique) {
    return tl::unexpected(unique.error());
  }
  if (auto proper = check_record(edit.type, id, values); !proper) {
    return tl::unexpected(proper.error());
  }
  std::vector<engine::Value> row{id, static_cast<std::int64_t>(RecordState::Live), std::int64_t{1}, now_,
                                 now_};
  std::string said;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const RecordColumn& column = description.columns[i];
    row.push_back(stored(column, values[i]));
    if (said.empty() && !column.is_personal &&
        (column.kind == ColumnKind::Line || column.kind == ColumnKind::Integer)) {
      said = values[i];
    }
  }
  db_.run_values(sql.insert.c_str(), row);
  revisions_.emplace(id, 1);  // A new record is at its first revision whatever else the change does to it.
  log_("add", id, fmt::format("{}.", description.name), "", said);
  return std::vector<Edit>{SetRecordState{edit.type, id, RecordState::Removed}};
}

Result<std::vector<Edit>> RecordWriter::set(const SetRecordField& edit) {
  const RecordDescription& description = describe(edit.type);
  const std::size_t at = description.find(edit.column);
  if (at == description.columns.size()) {
    return fail(ErrorKind::Invalid,
                fmt::format("A {} has no \"{}\".", lower_name(edit.type), for_display(edit.column, 80)));
  }
  const auto state = state_of(edit.type, edit.id);
  if (!state) {
    return tl::unexpected(state.error());
  }
  if (*state == RecordState::Removed) {
    return fail(ErrorKind::NotFound, fmt::format("There is no {} \"{}\".", lower_name(edit.type), edit.id));
  }
  if (edit.expected_revision && *edit.expected_revision != revision_before(edit.type, edit.id)) {
    return fail(ErrorKind::Conflict,
                fmt::format("The {} was changed by somebody else meanwhile.", lower_name(edit.type)));
  }
  const RecordColumn& column = description.columns[at];
  if (column.is_fixed) {
    return fail(ErrorKind::Invalid,
                fmt::format("The {} of a {} is never changed.", column.name, lower_name(edit.type)));
  }
  std::vector<std::string> values = values_of(edit.type, edit.id);
  const std::string before = values[at];
  auto after = clean_column(column, edit.value, *vocabulary_);
  if (!after) {
    return tl::unexpected(after.error());
  }
  if (column.kind == ColumnKind::Position && after->empty()) {
    *after = before;
  }
  if (edit.expected_value && *edit.expected_value != before) {
    return fail(ErrorKind::Conflict, fmt::format("The {} of the {} was changed by somebody else meanwhile.",
                                                 column.name, lower_name(edit.type)));
  }
  SetRecordField back{edit.type, edit.id, edit.column, before};
  back.expected_value = *after;
  if (before == *after) {
    return std::vector<Edit>{back};
  }
  if (auto exists = check_reference(column, *after, false); !exists) {
    return tl::unexpected(exists.error());
  }
  values[at] = *after;
  if (*state == RecordState::Live && column.is_key) {
    if (auto unique = check_key(edit.type, edit.id, values); !unique) {
      return tl::unexpected(unique.error());
    }
  }
  if (auto proper = check_record(edit.type, edit.id, values); !proper) {
    return tl::unexpected(proper.error());
  }
  const engine::Value arguments[] = {stored(column, *after), edit.id};
  db_.run_values(record_sql(edit.type).set[at].c_str(), arguments);
  touch(edit.type, edit.id);
  log_("set", edit.id, fmt::format("{}.{}", description.name, column.name),
       column.is_personal ? std::string_view() : before, column.is_personal ? std::string_view() : *after);
  return std::vector<Edit>{back};
}

Result<std::vector<Edit>> RecordWriter::set_state(const SetRecordState& edit) {
  const auto before = state_of(edit.type, edit.id);
  if (!before) {
    return tl::unexpected(before.error());
  }
  if (*before != edit.state) {
    if (edit.state == RecordState::Live) {
      const auto values = values_of(edit.type, edit.id);
      if (auto unique = check_key(edit.type, edit.id, values); !unique) {
        return tl::unexpected(unique.error());
      }
      if (edit.type == RecordType::StudioTerm) {  // Others moved meanwhile; it may stand below itself now.
        if (auto proper = check_term(values); !proper) {
          return tl::unexpected(proper.error());
        }
      }
    }
    const RecordSql& sql = record_sql(edit.type);
    db_.run(sql.set_state.c_str(), static_cast<std::int64_t>(edit.state), edit.id);
    touch(edit.type, edit.id);
    const char* action = edit.state == RecordState::Trashed ? "trash"
                         : edit.state == RecordState::Removed
                             ? "remove"
                             : (*before == RecordState::Trashed ? "restore" : "put_back");
    log_(action, edit.id, fmt::format("{}.", describe(edit.type).name), "", "");
  }
  return std::vector<Edit>{SetRecordState{edit.type, edit.id, *before}};
}

}  // namespace bandaji
