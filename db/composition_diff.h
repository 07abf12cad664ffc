// What differs between two versions of a look or a set (db/composition_versions.h), as people
// would tell it: what came in and went out, what took the place of what, what was moved.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "db/catalog.h"
#include "db/composition_versions.h"

namespace bandaji {

enum class CompositionChange : std::uint8_t {
  Added,
  Removed,
  Replaced,    // Another asset in the same place.
  NewVersion,  // The same asset, as other files.
  Moved,       // Another place in the order, or in space.
  Changed,     // Another value of a column: slot, layer, hidden …
};
// "added", "removed", "replaced", "new_version", "moved", "changed".
std::string_view to_string(CompositionChange change);

struct CompositionDifference {
  CompositionChange change = CompositionChange::Changed;
  RecordType type = RecordType::LookItem;
  Id id;               // Of the record; of the one that is there afterwards where one took another's place.
  std::string column;  // That differs; empty for what came in or went out.
  // Values of the column; for Replaced the assets, for NewVersion their versions.
  std::string before;
  std::string after;
  Id asset;  // That it is about, the one before for Replaced; empty when there is none.
};

// In the order of the older one, what came in last.  The same contents give none.
std::vector<CompositionDifference> differences(const CompositionContents& older,
                                               const CompositionContents& newer);

// A sentence in each language.
struct DifferenceText {
  std::string ko;
  std::string en;
};
// What words such as "outer" are called in a language; as they are stored when there is none.
using WordLabel = std::function<std::string_view(std::string_view word, bool korean)>;
DifferenceText describe_difference(const Catalog& catalog, const CompositionDifference& difference,
                                   const WordLabel& label = {});

}  // namespace bandaji
