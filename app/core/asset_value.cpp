#include "app/core/asset_value.h"

#include "db/record_edits.h"
#include "db/record_reads.h"

namespace bandaji {
namespace {

std::optional<CustomField> field_of(const Catalog& catalog, const AssetNote& note) {
  for (const CustomField& field : live_records<CustomField>(catalog))
    if (field.unit == note.unit) return field;
  return std::nullopt;
}

std::optional<CustomValue> value_of(const Catalog& catalog, const AssetNote& note, const Id& asset) {
  const auto field = field_of(catalog, note);
  if (!field) return std::nullopt;
  for (const CustomValue& value : records_where<CustomValue>(catalog, "subject", asset))
    if (value.field == field->id) return value;
  return std::nullopt;
}

}  // namespace

bool is_note_field(const CustomField& field) {
  return field.unit.starts_with("bandaji:");
}

std::string asset_note(const Catalog& catalog, const AssetNote& note, const Id& asset) {
  const auto value = value_of(catalog, note, asset);
  return value ? value->value : std::string();
}

std::vector<std::pair<Id, std::string>> asset_notes(const Catalog& catalog, const AssetNote& note) {
  std::vector<std::pair<Id, std::string>> notes;
  const auto field = field_of(catalog, note);
  if (!field) return notes;
  for (CustomValue& value : records_where<CustomValue>(catalog, "field", field->id))
    notes.emplace_back(std::move(value.subject), std::move(value.value));
  return notes;
}

std::vector<Edit> set_asset_note(const Catalog& catalog, const AssetNote& note, const Id& asset,
                                 std::string text) {
  std::vector<Edit> edits;
  if (const auto value = value_of(catalog, note, asset)) {
    SetRecordField edit;
    edit.type = RecordType::CustomValue;
    edit.id = value->id;
    edit.column = "value";
    edit.value = std::move(text);
    edits.emplace_back(std::move(edit));
    return edits;
  }
  Id field_id;
  if (const auto field = field_of(catalog, note)) {
    field_id = field->id;
  } else {
    CustomField made;
    made.id = field_id = new_id();
    made.applies_to = "asset";
    made.name_ko = note.name_ko;
    made.name_en = note.name_en;
    made.unit = note.unit;
    edits.push_back(make_record(made));
  }
  CustomValue value;
  value.id = new_id();
  value.field = field_id;
  value.subject = asset;
  value.value = std::move(text);
  edits.push_back(make_record(value));
  return edits;
}

}  // namespace bandaji
