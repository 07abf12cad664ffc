#include "app/core/record_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "app/core/field_input.h"
#include "app/core/own_values.h"
#include "assets/text.h"
#include "db/fields.h"
#include "db/record_names.h"
#include "db/validate.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

constexpr std::array<std::string_view, 10> kAssetColumns = {"number",      "kind",    "name_ko", "name_en",
                                                            "romanized",   "aliases", "status",  "rating",
                                                            "color_label", "notes"};

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : to_lower_ascii(to_nfc(text))) {
    if (std::string_view(" \t_-./").find(c) == std::string_view::npos) out += c;
  }
  return out;
}

Error no_type(std::string_view type) {
  return {ErrorKind::NotFound, fmt::format("There are no records called “{}”.", for_display(type, 80))};
}

struct Labels {
  std::string_view ko;
  std::string_view en;
};

Labels labels_of(std::string_view type, std::string_view column) {
  if (const auto record = record_type_from_name(type)) {
    const RecordDescription& description = describe(*record);
    const std::size_t at = description.find(column);
    if (at < description.columns.size()) return {description.columns[at].ko, description.columns[at].en};
  } else if (const FieldDefinition* field = find_field(column)) {
    return {field->ko, field->en};
  }
  static constexpr auto kOwn =
      std::to_array<std::pair<std::string_view, Labels>>({{"number", {"번호", "Number"}},
                                                          {"kind", {"종류", "Kind"}},
                                                          {"name_ko", {"이름", "Name"}},
                                                          {"name_en", {"영문 이름", "English name"}},
                                                          {"status", {"상태", "Status"}},
                                                          {"rating", {"별점", "Rating"}},
                                                          {"notes", {"메모", "Notes"}},
                                                          {"tags", {"태그", "Tags"}},
                                                          {"aliases", {"다른 이름", "Other names"}}});
  for (const auto& [name, labels] : kOwn) {
    if (name == column) return labels;
  }
  return {"", ""};
}

std::string cell_of(RecordNames& names, const RecordColumn& column, const std::string& value) {
  if (column.kind == ColumnKind::Owner || column.kind == ColumnKind::Reference)
    return names.text(column.detail, value);
  return value;
}

void add_own_cells(const std::vector<CustomField>& fields, const std::vector<OwnValue>& values,
                   std::vector<std::string>& cells) {
  for (const CustomField& field : fields) {
    const auto held = std::find_if(values.begin(), values.end(),
                                   [&](const OwnValue& one) { return one.field.id == field.id; });
    cells.push_back(held == values.end() ? "" : held->value);
  }
}

// One table row against the catalog.
class RecordPlanner {
 public:
  RecordPlanner(const Catalog& catalog, RecordType type)
      : names_(catalog), description_(describe(type)), vocabulary_(catalog.vocabulary()) {
    for (RecordRow& row : live_rows(catalog, type, PersonalData::Include)) {
      by_key_.emplace(key_of(row.values), row.id);
      Id id = row.id;
      rows_.emplace(std::move(id), std::move(row));
    }
  }

  // Errors: Invalid and those of finding.
  Result<void> take(const std::vector<std::pair<std::string, std::string>>& cells, CsvImport& plan) {
    std::vector<std::pair<std::size_t, std::string>> values;
    Id id;
    for (const auto& [name, raw] : cells) {
      const std::string text = name == "id" ? clean_line(raw) : raw;
      if (clean_text(text).empty()) continue;
      if (name == "id") {
        id = text;
        continue;
      }
      const std::size_t at = description_.find(name);
      const RecordColumn& column = description_.columns[at];
      auto value = Result<std::string>(text);
      if (column.kind == ColumnKind::Owner || column.kind == ColumnKind::Reference)
        value = names_.find(column.detail, clean_line(text));
      if (value) value = clean_column(column, *value, *vocabulary_);
      if (!value) return tl::unexpected(value.error());
      values.emplace_back(at, std::move(*value));
    }
    auto known = id.empty() ? rows_.end() : rows_.find(id);
    if (!id.empty() && known == rows_.end() && !is_id(id))
      return fail(ErrorKind::Invalid, fmt::format("“{}” is not an id.", for_display(id, 80)));
    std::vector<std::string> whole = description_.defaults;
    for (const auto& [at, value] : values) whole[at] = value;
    const std::string key = key_of(whole);
    if (known == rows_.end() && !key.empty()) {
      if (const auto same = by_key_.find(key); same != by_key_.end()) known = rows_.find(same->second);
    }
    if (known != rows_.end()) {
      change(known->second, values, plan);
      return {};
    }
    for (std::size_t i = 0; i < whole.size(); ++i) {
      const RecordColumn& column = description_.columns[i];
      if (whole[i].empty() &&
          (column.is_required || column.kind == ColumnKind::Owner || column.kind == ColumnKind::AnyReference))
        return fail(ErrorKind::Invalid, fmt::format("The {} is missing.", column.name));
    }
    AddRecord edit{description_.type, id.empty() ? new_id() : id, {}};
    for (const auto& [at, value] : values) edit.values.emplace_back(description_.columns[at].name, value);
    RecordRow row;
    row.id = edit.id;
    row.type = description_.type;
    row.values = whole;
    if (!key.empty()) by_key_.emplace(key, row.id);
    rows_.emplace(row.id, row);
    plan.change.edits.push_back(std::move(edit));
    ++plan.added;
    return {};
  }

 private:
  // Empty for a type without a key.
  std::string key_of(const std::vector<std::string>& values) const {
    std::string key;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (description_.columns[i].is_key) key += values[i] + '\x1f';
    }
    return key;
  }

  void change(RecordRow& row, const std::vector<std::pair<std::size_t, std::string>>& values,
              CsvImport& plan) {
    bool changed = false;
    for (const auto& [at, value] : values) {
      if (row.values[at] == value) continue;
      plan.change.edits.push_back(
          SetRecordField{description_.type, row.id, std::string(description_.columns[at].name), value});
      row.values[at] = value;
      changed = true;
    }
    ++(changed ? plan.changed : plan.same);
  }

  RecordNames names_;
  const RecordDescription& description_;
  std::shared_ptr<const Vocabulary> vocabulary_;
  std::map<Id, RecordRow> rows_;
  std::map<std::string, Id> by_key_;
};

Result<void> take_asset(const Catalog& catalog, const std::vector<std::pair<std::string, std::string>>& cells,
                        CsvImport& plan) {
  const auto vocabulary = catalog.vocabulary();
  std::string number;
  Id id;
  std::vector<std::pair<std::string, std::string>> values;
  std::vector<std::string> tags;
  for (const auto& [name, raw] : cells) {
    const std::string text = clean_text(raw);
    if (text.empty()) continue;
    if (name == "id") {
      id = text;
    } else if (name == "number") {
      number = text;
    } else if (name == "tags") {
      for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find(';', start), text.size());
        if (auto tag = clean_tag(text.substr(start, end - start))) tags.push_back(std::move(*tag));
        start = end + 1;
      }
    } else {
      auto value = parse_field(name, text, *vocabulary);
      if (!value) return tl::unexpected(value.error());
      auto clean = clean_value(value->first, value->second, *vocabulary);
      if (!clean) return tl::unexpected(clean.error());
      values.emplace_back(value->first, std::move(*clean));
    }
  }
  auto known = !id.empty()       ? catalog.resolve(id)
               : !number.empty() ? catalog.resolve(number)
                                 : fail(ErrorKind::NotFound, "");
  if (known) {
    const auto asset = catalog.asset(*known);
    if (!asset) return tl::unexpected(asset.error());
    const std::size_t before = plan.change.edits.size();
    const std::map<std::string, std::string> own{{"kind", asset->kind},
                                                 {"name_ko", asset->name_ko},
                                                 {"name_en", asset->name_en},
                                                 {"romanized", asset->romanized},
                                                 {"aliases", asset->aliases},
                                                 {"status", asset->status},
                                                 {"rating", std::to_string(asset->rating)},
                                                 {"color_label", std::to_string(asset->color_label)},
                                                 {"notes", asset->notes}};
    for (auto& [field, value] : values) {
      const auto column = own.find(field);
      const auto extra = asset->fields.find(field);
      const std::string now = column != own.end()            ? column->second
                              : extra != asset->fields.end() ? extra->second
                                                             : "";
      if (now != value) plan.change.edits.push_back(SetField{asset->id, field, value});
    }
    SetTags edit{asset->id};
    for (const std::string& tag : tags) {
      if (std::find(asset->tags.begin(), asset->tags.end(), tag) == asset->tags.end())
        edit.add.push_back(tag);
    }
    if (!edit.add.empty()) plan.change.edits.push_back(edit);
    ++(plan.change.edits.size() > before ? plan.changed : plan.same);
    return {};
  }
  if (!id.empty() && known.error().kind != ErrorKind::NotFound) return tl::unexpected(known.error());
  Asset asset;
  asset.id = new_id();
  asset.number = number;
  asset.tags = tags;
  for (auto& [field, value] : values) {
    if (field == "kind")
      asset.kind = value;
    else if (field == "name_ko")
      asset.name_ko = value;
    else if (field == "name_en")
      asset.name_en = value;
    else if (field == "romanized")
      asset.romanized = value;
    else if (field == "aliases")
      asset.aliases = value;
    else if (field == "status")
      asset.status = value;
    else if (field == "notes")
      asset.notes = value;
    else if (field == "rating")
      asset.rating = std::stoi(value);
    else if (field == "color_label")
      asset.color_label = std::stoi(value);
    else
      asset.fields[field] = value;
  }
  if (auto clean_asset = clean(asset, *vocabulary); !clean_asset) return clean_asset;
  plan.change.edits.push_back(AddAsset{asset});
  ++plan.added;
  return {};
}

}  // namespace

Result<std::vector<std::string>> csv_columns(std::string_view type) {
  std::vector<std::string> columns{"id"};
  if (type == "asset") {
    columns.insert(columns.end(), kAssetColumns.begin(), kAssetColumns.end());
    columns.emplace_back("tags");
    for (const FieldDefinition& field : all_fields()) columns.emplace_back(field.key);
    return columns;
  }
  const auto record = record_type_from_name(type);
  if (!record) return tl::unexpected(no_type(type));
  for (const RecordColumn& column : describe(*record).columns) columns.emplace_back(column.name);
  return columns;
}

Result<CsvTable> records_to_csv(const Catalog& catalog, std::string_view type, PersonalData personal) {
  const auto record = record_type_from_name(type);
  auto columns = csv_columns(type);
  if (!record || !columns) return tl::unexpected(no_type(type));
  CsvTable table;
  table.header = std::move(*columns);
  RecordNames names(catalog);
  const RecordDescription& description = describe(*record);
  const std::vector<CustomField> own = OwnFields(catalog).of_type(type);
  OwnValuesBySubject values = own_values(catalog, own);
  for (const CustomField& field : own)
    table.header.push_back(field.name_ko.empty() ? field.name_en : field.name_ko);
  for (const RecordRow& row : live_rows(catalog, *record, personal)) {
    std::vector<std::string> cells{row.id};
    for (std::size_t i = 0; i < row.values.size(); ++i)
      cells.push_back(cell_of(names, description.columns[i], row.values[i]));
    add_own_cells(own, values[row.id], cells);
    table.rows.push_back(std::move(cells));
  }
  return table;
}

CsvTable assets_to_csv(const Catalog& catalog, std::span<const Id> ids) {
  CsvTable table;
  const std::vector<Asset> assets = catalog.assets(ids);
  table.header.emplace_back("id");
  table.header.insert(table.header.end(), kAssetColumns.begin(), kAssetColumns.end());
  table.header.emplace_back("tags");
  // Only the fields that anything has.
  for (const FieldDefinition& field : all_fields()) {
    if (std::any_of(assets.begin(), assets.end(),
                    [&](const Asset& asset) { return asset.fields.contains(std::string(field.key)); }))
      table.header.emplace_back(field.key);
  }
  const std::size_t shipped = table.header.size();
  // Own fields likewise; one table may be of several kinds.
  const OwnFields all(catalog);
  std::vector<CustomField> own;
  std::unordered_map<Id, std::vector<OwnValue>> values;
  for (const Asset& asset : assets) {
    for (OwnValue& value : own_values(catalog, all.of_kind(asset.kind), asset.id)) {
      if (value.value.empty()) continue;
      const bool known = std::any_of(own.begin(), own.end(),
                                     [&](const CustomField& one) { return one.id == value.field.id; });
      if (!known) own.push_back(value.field);
      values[asset.id].push_back(std::move(value));
    }
  }
  for (const CustomField& field : own)
    table.header.push_back(field.name_ko.empty() ? field.name_en : field.name_ko);
  for (const Asset& asset : assets) {
    std::string tags;
    for (const std::string& tag : asset.tags) tags += (tags.empty() ? "" : ";") + tag;
    std::vector<std::string> cells{asset.id,
                                   asset.number,
                                   std::string(kind_short_name(asset.kind)),
                                   asset.name_ko,
                                   asset.name_en,
                                   asset.romanized,
                                   asset.aliases,
                                   std::string(status_short_name(asset.status)),
                                   std::to_string(asset.rating),
                                   std::to_string(asset.color_label),
                                   asset.notes,
                                   tags};
    for (std::size_t i = cells.size(); i < shipped; ++i) {
      const auto value = asset.fields.find(table.header[i]);
      cells.push_back(value == asset.fields.end() ? "" : value->second);
    }
    add_own_cells(own, values[asset.id], cells);
    table.rows.push_back(std::move(cells));
  }
  return table;
}

CsvMapping guess_csv_mapping(const CsvTable& table, std::string_view type) {
  CsvMapping mapping;
  const auto columns = csv_columns(type);
  for (const std::string& header : table.header) {
    std::string found;
    for (const std::string& column : columns ? *columns : std::vector<std::string>()) {
      const Labels labels = labels_of(type, column);
      const std::string said = folded(header);
      const bool means =
          !said.empty() && (said == folded(column) || said == folded(labels.ko) || said == folded(labels.en));
      if (means && std::find(mapping.begin(), mapping.end(), column) == mapping.end()) {
        found = column;
        break;
      }
    }
    mapping.push_back(std::move(found));
  }
  return mapping;
}

Result<CsvImport> plan_csv_import(const Catalog& catalog, const CsvTable& table, std::string_view type,
                                  const CsvMapping& mapping) {
  const auto columns = csv_columns(type);
  if (!columns) return tl::unexpected(columns.error());
  for (const std::string& column : mapping) {
    if (!column.empty() && std::find(columns->begin(), columns->end(), column) == columns->end())
      return fail(ErrorKind::Invalid, fmt::format("A {} has no “{}”.", type, for_display(column, 80)));
  }
  if (std::all_of(mapping.begin(), mapping.end(), [](const std::string& column) { return column.empty(); }))
    return fail(ErrorKind::Invalid, fmt::format("No column of the table is one of a {}.", type));
  CsvImport plan;
  plan.change.label_ko = "표 가져오기";
  plan.change.label_en = "Import a table";
  std::optional<RecordPlanner> records;
  if (const auto record = record_type_from_name(type)) records.emplace(catalog, *record);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::vector<std::pair<std::string, std::string>> cells;
    for (std::size_t i = 0; i < mapping.size() && i < table.rows[row].size(); ++i) {
      if (!mapping[i].empty()) cells.emplace_back(mapping[i], table.rows[row][i]);
    }
    const auto taken = records ? records->take(cells, plan) : take_asset(catalog, cells, plan);
    if (!taken) plan.refused.push_back(fmt::format("{} (line {})", taken.error().message, row + 2));
  }
  return plan;
}

}  // namespace bandaji
