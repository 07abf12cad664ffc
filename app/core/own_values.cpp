#include "app/core/own_values.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/asset_value.h"
#include "assets/text.h"

namespace bandaji {

OwnFields::OwnFields(const Catalog& catalog)
    : fields_(live_records<CustomField>(catalog)), vocabulary_(catalog.vocabulary()) {
  std::erase_if(fields_, is_note_field);
}

std::vector<CustomField> OwnFields::of_type(std::string_view type) const {
  std::vector<CustomField> found;
  for (const CustomField& field : fields_)
    if (field.applies_to == type) found.push_back(field);
  return found;
}

std::vector<CustomField> OwnFields::of_kind(std::string_view kind) const {
  std::vector<CustomField> found;
  for (const CustomField& field : fields_)
    if (field.applies_to == "asset" || vocabulary_->is_within(kind, field.applies_to)) found.push_back(field);
  return found;
}

std::vector<CustomField> OwnFields::of_assets() const {
  std::vector<CustomField> found;
  for (const CustomField& field : fields_)
    if (field.applies_to == "asset" || !record_type_from_name(field.applies_to)) found.push_back(field);
  return found;
}

Result<CustomField> OwnFields::named(const std::vector<CustomField>& fields, std::string_view name) {
  const std::string wanted = to_lower_ascii(to_nfc(name));
  for (const CustomField& field : fields)
    if (to_lower_ascii(field.name_ko) == wanted || to_lower_ascii(field.name_en) == wanted) return field;
  return fail(ErrorKind::NotFound, fmt::format("There is no own field \"{}\" here.", for_display(name, 80)));
}

std::vector<OwnValue> own_values(const Catalog& catalog, const std::vector<CustomField>& fields,
                                 const Id& subject) {
  std::vector<OwnValue> values;
  if (fields.empty()) return values;
  const auto held = records_where<CustomValue>(catalog, "subject", subject);
  for (const CustomField& field : fields) {
    const auto value =
        std::find_if(held.begin(), held.end(), [&](const CustomValue& one) { return one.field == field.id; });
    values.push_back({field, value == held.end() ? std::string() : value->value});
  }
  return values;
}

OwnValuesBySubject own_values(const Catalog& catalog, const std::vector<CustomField>& fields) {
  OwnValuesBySubject values;
  for (const CustomField& field : fields)
    for (CustomValue& held : records_where<CustomValue>(catalog, "field", field.id))
      values[held.subject].push_back({field, std::move(held.value)});
  return values;
}

}  // namespace bandaji
