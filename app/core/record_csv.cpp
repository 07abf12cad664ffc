#include "app/core/record_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>

#include "app/core/field_input.h"
#include "app/core/own_values.h"
#include "assets/text.h"
#include "db/fields.h"
#include "db/record_edits.h"
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

std::vector<CustomField> own_fields(const Catalog& catalog, std::string_view type) {
  const OwnFields all(catalog);
  return type == "asset" ? all.of_assets() : all.of_type(type);
}

using Cells = std::vector<std::pair<std::string, std::string>>;  // Name of a column, text.

// The edits that put cells of the studio's own fields into a record, or into an asset of a kind.
// Errors: NotFound (a field that assets of this kind do not have), Invalid.
Result<std::vector<Edit>> own_edits(const Catalog& catalog, const std::vector<CustomField>& fields,
                                    const Cells& cells, const Id& subject) {
  std::vector<Edit> edits;
  for (const auto& [name, text] : cells) {
    const auto field = OwnFields::named(fields, name);
    if (!field) return tl::unexpected(field.error());
    auto change = set_custom_value(catalog, field->id, subject, text);
    if (!change)
      return fail(ErrorKind::Invalid, fmt::format("{}: {}", for_display(name, 80), change.error().message));
    std::move(change->edits.begin(), change->edits.end(), std::back_inserter(edits));
  }
  return edits;
}

// A row of a table as it is understood.
struct PlannedRow {
  Id id;
  std::string kind;  // Of an asset.
  bool is_new = false;
  std::vector<Edit> edits;
};

// Rows of a table against the records of the catalog.
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
  Result<PlannedRow> plan(const Cells& cells) {
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
    PlannedRow planned;
    if (known != rows_.end()) {
      planned.id = known->first;
      for (const auto& [at, value] : values)
        if (known->second.values[at] != value)
          planned.edits.push_back(SetRecordField{description_.type, planned.id,
                                                 std::string(description_.columns[at].name), value});
      return planned;
    }
    for (std::size_t i = 0; i < whole.size(); ++i) {
      const RecordColumn& column = description_.columns[i];
      if (whole[i].empty() &&
          (column.is_required || column.kind == ColumnKind::Owner || column.kind == ColumnKind::AnyReference))
        return fail(ErrorKind::Invalid, fmt::format("The {} is missing.", column.name));
    }
    AddRecord edit{description_.type, id.empty() ? new_id() : id, {}};
    for (const auto& [at, value] : values) edit.values.emplace_back(description_.columns[at].name, value);
    planned.id = edit.id;
    planned.is_new = true;
    planned.edits.push_back(std::move(edit));
    return planned;
  }

  // Later rows may be about the same record.
  void accept(const PlannedRow& planned) {
    RecordRow& row = rows_[planned.id];
    if (planned.is_new) {
      row.id = planned.id;
      row.type = description_.type;
      row.values = description_.defaults;
    }
    for (const Edit& edit : planned.edits) {
      // Values of own fields are records of another type.
      if (const auto* added = std::get_if<AddRecord>(&edit); added && added->type == description_.type)
        for (const auto& [column, value] : added->values) row.values[description_.find(column)] = value;
      if (const auto* set = std::get_if<SetRecordField>(&edit); set && set->type == description_.type)
        row.values[description_.find(set->column)] = set->value;
    }
    if (const std::string key = key_of(row.values); planned.is_new && !key.empty())
      by_key_.emplace(key, row.id);
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

  RecordNames names_;
  const RecordDescription& description_;
  std::shared_ptr<const Vocabulary> vocabulary_;
  std::map<Id, RecordRow> rows_;
  std::map<std::string, Id> by_key_;
};

Result<PlannedRow> plan_asset(const Catalog& catalog, const Cells& cells) {
  PlannedRow planned;
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
    planned.id = asset->id;
    planned.kind = asset->kind;
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
      if (field == "kind") planned.kind = value;
      if (now != value) planned.edits.push_back(SetField{asset->id, field, value});
    }
    SetTags edit{asset->id};
    for (const std::string& tag : tags) {
      if (std::find(asset->tags.begin(), asset->tags.end(), tag) == asset->tags.end())
        edit.add.push_back(tag);
    }
    if (!edit.add.empty()) planned.edits.push_back(edit);
    return planned;
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
  if (auto clean_asset = clean(asset, *vocabulary); !clean_asset) return tl::unexpected(clean_asset.error());
  planned.id = asset.id;
  planned.kind = asset.kind;
  planned.is_new = true;
  planned.edits.push_back(AddAsset{asset});
  return planned;
}

// Without the studio's own fields.
Result<std::vector<std::string>> shipped_columns(std::string_view type) {
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

}  // namespace

Result<std::vector<std::string>> csv_columns(const Catalog& catalog, std::string_view type) {
  auto columns = shipped_columns(type);
  if (!columns) return columns;
  for (const CustomField& field : own_fields(catalog, type)) {
    // Several kinds may have a field of one name.
    if (std::find(columns->begin(), columns->end(), own_name(field)) == columns->end())
      columns->push_back(own_name(field));
  }
  return columns;
}

Result<CsvTable> records_to_csv(const Catalog& catalog, std::string_view type, PersonalData personal) {
  const auto record = record_type_from_name(type);
  auto columns = shipped_columns(type);
  if (!record || !columns) return tl::unexpected(no_type(type));
  CsvTable table;
  table.header = std::move(*columns);
  RecordNames names(catalog);
  const RecordDescription& description = describe(*record);
  const std::vector<CustomField> own = own_fields(catalog, type);
  OwnValuesBySubject values = own_values(catalog, own);
  for (const CustomField& field : own) table.header.push_back(own_name(field));
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
  for (const CustomField& field : own) table.header.push_back(own_name(field));
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

CsvMapping guess_csv_mapping(const Catalog& catalog, const CsvTable& table, std::string_view type) {
  CsvMapping mapping;
  const auto columns = csv_columns(catalog, type);
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
  const auto columns = csv_columns(catalog, type);
  const auto shipped = shipped_columns(type);
  if (!columns || !shipped) return tl::unexpected(no_type(type));
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
  const OwnFields all(catalog);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    Cells cells, own;
    for (std::size_t i = 0; i < mapping.size() && i < table.rows[row].size(); ++i) {
      const std::string& text = table.rows[row][i];
      if (mapping[i].empty() || clean_text(text).empty()) continue;
      const bool is_own = std::find(shipped->begin(), shipped->end(), mapping[i]) == shipped->end();
      (is_own ? own : cells).emplace_back(mapping[i], text);
    }
    auto planned = records ? records->plan(cells) : plan_asset(catalog, cells);
    if (planned) {
      auto edits =
          own_edits(catalog, records ? all.of_type(type) : all.of_kind(planned->kind), own, planned->id);
      if (edits)
        std::move(edits->begin(), edits->end(), std::back_inserter(planned->edits));
      else
        planned = tl::unexpected(edits.error());
    }
    if (!planned) {
      plan.refused.push_back(fmt::format("{} (line {})", planned.error().message,
                                         row < table.lines.size() ? table.lines[row] : row + 2));
      continue;
    }
    if (records) records->accept(*planned);
    ++(planned->is_new ? plan.added : planned->edits.empty() ? plan.same : plan.changed);
    std::move(planned->edits.begin(), planned->edits.end(), std::back_inserter(plan.change.edits));
  }
  return plan;
}

}  // namespace bandaji
