// What a studio records beyond the fields that are shipped: its own fields, of assets (all of
// them, or a kind) and of every type of record.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/catalog.h"
#include "db/edit.h"
#include "db/record_reads.h"
#include "db/vocabulary.h"

namespace bandaji {

// A field as people call it: "다림질".
inline const std::string& own_name(const CustomField& field) {
  return field.name_ko.empty() ? field.name_en : field.name_ko;
}

struct OwnValue {
  CustomField field;
  std::string value;  // Empty when there is none.

  const std::string& name() const { return own_name(field); }
};

// The own fields of a catalog as they were when this was made.
class OwnFields {
 public:
  explicit OwnFields(const Catalog& catalog);

  // In their order: those of a type of record ("look", "unit" …), or of assets of a kind.
  std::vector<CustomField> of_type(std::string_view type) const;
  std::vector<CustomField> of_kind(std::string_view kind) const;
  // Of assets of any kind.
  std::vector<CustomField> of_assets() const;
  // The one that is called so among them.  Errors: NotFound.
  static Result<CustomField> named(const std::vector<CustomField>& fields, std::string_view name);

 private:
  std::vector<CustomField> fields_;
  std::shared_ptr<const Vocabulary> vocabulary_;
};

// The fields with what the record or asset has in them.
std::vector<OwnValue> own_values(const Catalog& catalog, const std::vector<CustomField>& fields,
                                 const Id& subject);
// Of every subject that has any; for tables and searches.
using OwnValuesBySubject = std::unordered_map<Id, std::vector<OwnValue>>;
OwnValuesBySubject own_values(const Catalog& catalog, const std::vector<CustomField>& fields);

}  // namespace bandaji
