// The collections of a catalog as search needs them (A6): what lies in them, their queries,
// and which lies in which.  Internal to search.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "assets/result.h"
#include "db/catalog.h"

namespace bandaji {

struct IndexedCollection {
  Id id;
  std::string name_ko, name_en;
  Id parent;
  std::string query;      // Not empty: what this finds is in it.
  std::vector<Id> items;  // What people put in; assets and other records alike.
};

class IndexCollections {
 public:
  static Result<IndexCollections> read(const Catalog& catalog);

  // Those a person means by a name: called so, or when none is, with names that contain it.
  std::vector<const IndexedCollection*> named(std::string_view name) const;
  const IndexedCollection* find(const Id& id) const;
  std::vector<const IndexedCollection*> inside(const Id& id) const;

 private:
  std::vector<IndexedCollection> all_;  // In their order.
  std::unordered_map<Id, std::size_t> by_id_;
};

}  // namespace bandaji
