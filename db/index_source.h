// What an index needs to know of one asset, read from the catalog.  Internal to search.
#pragma once

#include <functional>
#include <optional>

#include "db/catalog_contents.h"

namespace bandaji {

struct IndexSource {
  Asset asset;
  AssetVersion version;  // The current one without its manifest; id empty when there is none.
  int missing_files = 0;
  Verdict verdict = Verdict::Withdrawn;
  bool stale = false;
};

// Every asset, in the order in which they were added.
Result<void> for_each_index_source(Catalog::Contents& contents,
                                   const std::function<void(const IndexSource&)>& visit);
// Empty when the asset is removed.
Result<std::optional<IndexSource>> index_source(const Catalog& catalog, const Id& id);

}  // namespace bandaji
