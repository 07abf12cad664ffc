#include "random_records.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "db/vocabulary.h"

namespace bandaji {

std::string visible_records(const Catalog& catalog) {
  std::string text;
  for (const RecordDescription& description : all_record_descriptions()) {
    for (const RecordRow& row : live_rows(catalog, description.type, PersonalData::Include)) {
      text += row.id + "|";
      for (const std::string& value : row.values) {
        text += value + "|";
      }
      text += "\n";
    }
  }
  return text;
}

std::string RandomRecords::term(std::string_view facet) {
  const auto vocabulary = catalog_.vocabulary();  // The studio's terms too.
  const auto terms = vocabulary->facet(facet);
  return std::string(terms[pick(terms.size())].key);
}

std::optional<Id> RandomRecords::reference(std::string_view type_name) {
  std::vector<Id> ids;
  if (const auto type = record_type_from_name(type_name)) {
    for (const RecordRow& row : live_rows(catalog_, *type)) {
      ids.push_back(row.id);
    }
  } else {
    EXPECT_TRUE(catalog_.for_each_asset([&](const Asset& asset) { ids.push_back(asset.id); }));
  }
  return ids.empty() ? std::nullopt : std::optional(ids[pick(ids.size())]);
}

std::optional<std::string> RandomRecords::value(const RecordColumn& column) {
  const std::string number = std::to_string(pick(8));
  const bool empty = !column.is_required && pick(3) == 0;
  switch (column.kind) {
    case ColumnKind::Line:
      // Own fields apply to something; waivers name rules: any line will do.
      return empty ? "" : std::string(column.en) + " " + number;
    case ColumnKind::Text:
      return empty ? "" : "첫 줄\n" + number;
    case ColumnKind::Integer:
      return std::to_string(
          std::min<std::int64_t>(column.low + static_cast<std::int64_t>(pick(8)), column.high));
    case ColumnKind::Money:
      return number + "000";
    case ColumnKind::Position:
      return pick(2) == 0 ? "" : number;
    case ColumnKind::Flag:
      return pick(2) == 0 ? "yes" : "no";
    case ColumnKind::Date:
      return empty ? "" : "2026-03-0" + std::to_string(1 + pick(9));
    case ColumnKind::Term:
      return empty ? "" : term(column.detail);
    case ColumnKind::Terms:
      return empty ? "" : term(column.detail) + ";" + term(column.detail);
    case ColumnKind::OneOf:
      return empty ? "" : std::string(column.detail.substr(0, column.detail.find(';')));
    case ColumnKind::Status:
      return term("status");
    case ColumnKind::Color:
      return empty ? "" : "#AA33" + number + number;
    case ColumnKind::Condition:
      return empty ? "" : term("condition") + ":" + std::to_string(1 + pick(9));
    case ColumnKind::Placement:
      return empty ? "" : number + ".5 0 0 0 0 0 1 1 1 1";
    case ColumnKind::Owner:
      return reference(column.detail);
    case ColumnKind::Reference:
      return empty || column.detail == "collection" || column.detail == "location"
                 ? ""  // Parents: a random one would often make a loop.
                 : reference(column.detail).value_or("");
    case ColumnKind::Version:
      return "";
    case ColumnKind::AnyReference:
      return reference(pick(2) == 0 ? "asset" : "scene");
  }
  return std::nullopt;
}

std::optional<std::string> RandomRecords::term_value(const RecordColumn& column) {
  const std::string number = std::to_string(pick(8));
  if (column.name == "key") {
    return pick(3) == 0 ? term("condition") : "cd_own_" + number;
  }
  if (column.name == "facet") {
    return "condition";
  }
  if (column.name == "parent" || column.name == "merged_into") {
    return pick(2) == 0 ? "" : term("condition");
  }
  return value(column);
}

std::optional<Edit> RandomRecords::next() {
  const auto type = static_cast<RecordType>(pick(kRecordTypes));
  const RecordDescription& description = describe(type);
  const auto value_of = [&](const RecordColumn& column) {
    return type == RecordType::StudioTerm ? term_value(column) : value(column);
  };
  const auto rows = live_rows(catalog_, type, PersonalData::Include);
  if (rows.size() < 2 || pick(4) == 0) {
    AddRecord edit{type, pick(2) == 0 ? new_id() : Id(), {}};
    for (const RecordColumn& column : description.columns) {
      if (pick(4) == 0 && !column.is_required && column.kind != ColumnKind::Owner &&
          column.kind != ColumnKind::AnyReference) {
        continue;
      }
      auto text = value_of(column);
      if (!text) {
        return std::nullopt;
      }
      edit.values.emplace_back(column.name, std::move(*text));
    }
    if (type == RecordType::CompositionVersion) {
      const RecordColumn& contents = description.columns[description.find("contents")];
      std::string text;
      for (auto& [column, chosen] : edit.values) {
        if (column == "contents") text = clean_column(contents, chosen).value_or("");
        if (column == "hash") chosen = hash_text(text).hex();
      }
    }
    return edit;
  }
  const RecordRow& row = rows[pick(rows.size())];
  if (pick(5) == 0) {
    return SetRecordState{type, row.id, static_cast<RecordState>(pick(3))};
  }
  const auto trashed = trashed_rows(catalog_);
  if (!trashed.empty() && pick(4) == 0) {
    const RecordRow& back = trashed[pick(trashed.size())];
    return SetRecordState{back.type, back.id, RecordState::Live};
  }
  const RecordColumn& column = description.columns[pick(description.columns.size())];
  if (column.is_fixed) return std::nullopt;
  const auto text = value_of(column);
  if (!text) {
    return std::nullopt;
  }
  return SetRecordField{type, row.id, std::string(column.name), *text};
}

}  // namespace bandaji
