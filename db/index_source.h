// What an index needs to know of one asset, read from the catalog.  Internal to search.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "db/catalog_contents.h"

namespace bandaji {

// What stands in one of the studio's own fields.
struct OwnText {
  Id field;
  std::string sort;  // Of the field: "text", "number", "date" …
  std::string value;
};

struct IndexSource {
  Asset asset;
  AssetVersion version;  // The current one without its manifest; id empty when there is none.
  int missing_files = 0;
  Verdict verdict = Verdict::Withdrawn;
  bool stale = false;
  std::vector<OwnText> own;  // In the order of the fields.
};

// Every asset, in the order in which they were added.
Result<void> for_each_index_source(Catalog::Contents& contents,
                                   const std::function<void(const IndexSource&)>& visit);
// Empty when the asset is removed.
Result<std::optional<IndexSource>> index_source(const Catalog& catalog, const Id& id);

// What has a value among these records that were touched, in an own field that was itself touched too.
std::vector<Id> subjects_of_own_values(Catalog::Contents& contents,
                                       std::span<const std::pair<RecordType, Id>> changed);

}  // namespace bandaji
