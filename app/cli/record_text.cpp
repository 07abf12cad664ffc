#include "app/cli/record_text.h"

#include <fmt/format.h>

#include <charconv>

#include "app/core/own_values.h"
#include "assets/text.h"
#include "db/vocabulary.h"

namespace bandaji::cli {

Json to_json(const RecordRow& row, RecordNames& names) {
  const RecordDescription& description = describe(row.type);
  Json json{{"type", description.name},
            {"id", row.id},
            {"name", names.text(description.name, row.id)},
            {"revision", row.revision}};
  for (std::size_t i = 0; i < row.values.size(); ++i) {
    const RecordColumn& column = description.columns[i];
    if (column.kind == ColumnKind::Flag) {
      json[std::string(column.name)] = row.values[i] == "yes";
    } else if (column.is_whole_number()) {
      std::int64_t number = 0;
      std::from_chars(row.values[i].data(), row.values[i].data() + row.values[i].size(), number);
      json[std::string(column.name)] = number;
    } else {
      json[std::string(column.name)] = row.values[i];
    }
  }
  return json;
}

std::string line_of(const RecordRow& row, RecordNames& names) {
  const RecordDescription& description = describe(row.type);
  std::string line = to_columns(for_display(names.text(description.name, row.id)), 28);
  bool first = true;
  for (std::size_t i = 0; i < row.values.size(); ++i) {
    const RecordColumn& column = description.columns[i];
    const bool says_nothing = row.values[i].empty() || row.values[i] == description.defaults[i] ||
                              column.kind == ColumnKind::Position;
    if (says_nothing) continue;
    std::string value = row.values[i];
    if (column.kind == ColumnKind::Owner || column.kind == ColumnKind::Reference)
      value = names.text(column.detail, value);
    if (column.kind == ColumnKind::Term || column.kind == ColumnKind::Status)
      value = names.catalog().vocabulary()->label(value, true);
    line += fmt::format("{} {}: {}", first ? "" : ",", column.name, for_display(value, 60));
    first = false;
  }
  return line;
}

Json own_json(const Catalog& catalog, const std::vector<CustomField>& fields, const Id& subject) {
  Json json = Json::object();
  for (const OwnValue& one : own_values(catalog, fields, subject))
    if (!one.value.empty()) json[one.name()] = one.value;
  return json;
}

std::optional<std::pair<std::string, std::string>> split_record(const std::string& word) {
  const std::size_t colon = word.find(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  // "set:편전" is how looks and sets are named elsewhere.
  const std::string type = word.starts_with("set:") ? "film_set" : word.substr(0, colon);
  if (!record_type_from_name(type)) return std::nullopt;
  return std::pair(type, word.substr(colon + 1));
}

std::optional<RecordValues> parse_values(const std::vector<std::string>& words, RecordType type,
                                         RecordNames& names, Console& console,
                                         std::vector<std::pair<CustomField, std::string>>* own) {
  const auto own_fields =
      own != nullptr ? OwnFields(names.catalog()).of_type(describe(type).name) : std::vector<CustomField>();
  const RecordDescription& description = describe(type);
  RecordValues values;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
      console.problem(fmt::format("\"{}\" is not of the form FIELD=VALUE.", word));
      return std::nullopt;
    }
    const std::string field_name = word.substr(0, equals);
    std::string value = to_nfc(word.substr(equals + 1));
    const std::size_t at = description.find(field_name);
    if (at == description.columns.size()) {
      if (auto field = OwnFields::named(own_fields, field_name); field && own) {
        own->emplace_back(std::move(*field), std::move(value));
        continue;
      }
      console.problem(fmt::format("A {} has no \"{}\"; `bandaji record types` lists the fields.",
                                  to_lower_ascii(description.en), for_display(field_name, 80)));
      return std::nullopt;
    }
    const RecordColumn& column = description.columns[at];
    if ((column.kind == ColumnKind::Owner || column.kind == ColumnKind::Reference) && !value.empty()) {
      const auto id = names.find(column.detail, value);
      if (!id) {
        console.problem(id.error());
        return std::nullopt;
      }
      value = *id;
    }
    if (column.kind == ColumnKind::AnyReference) {
      if (const auto asset = names.find("asset", value)) value = *asset;
    }
    values.emplace_back(field_name, std::move(value));
  }
  return values;
}

int apply(Library& library, const Change& change, Console& console) {
  const auto applied = library.apply(change, {.stop = console.stop()});
  if (applied) return kDone;
  console.problem(applied.error());
  return applied.error().kind == ErrorKind::Busy ? kCatalogUnusable : kNothingDone;
}

}  // namespace bandaji::cli
