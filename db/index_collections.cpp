#include "db/index_collections.h"

#include "db/record_reads.h"
#include "db/search_text.h"

namespace bandaji {

Result<IndexCollections> IndexCollections::read(const Catalog& catalog) {
  IndexCollections collections;
  for (Collection& record : live_records<Collection>(catalog)) {
    collections.by_id_.emplace(record.id, collections.all_.size());
    collections.all_.push_back({record.id,
                                std::move(record.name_ko),
                                std::move(record.name_en),
                                std::move(record.parent),
                                std::move(record.query),
                                {}});
  }
  for (CollectionItem& item : live_records<CollectionItem>(catalog)) {
    if (const auto found = collections.by_id_.find(item.collection); found != collections.by_id_.end()) {
      collections.all_[found->second].items.push_back(std::move(item.subject));
    }
  }
  return collections;
}

std::vector<const IndexedCollection*> IndexCollections::named(std::string_view name) const {
  const std::string wanted = keystrokes(name);
  std::vector<const IndexedCollection*> whole, part;
  for (const IndexedCollection& one : all_) {
    for (const std::string& called : {one.name_ko, one.name_en, one.id}) {
      const std::string keys = keystrokes(called);
      if (keys == wanted) {
        whole.push_back(&one);
        break;
      }
      if (!wanted.empty() && keys.find(wanted) != std::string::npos) {
        part.push_back(&one);
        break;
      }
    }
  }
  return whole.empty() ? part : whole;
}

const IndexedCollection* IndexCollections::find(const Id& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &all_[found->second];
}

std::vector<const IndexedCollection*> IndexCollections::inside(const Id& id) const {
  std::vector<const IndexedCollection*> found;
  for (const IndexedCollection& one : all_) {
    if (one.parent == id && !id.empty()) {
      found.push_back(&one);
    }
  }
  return found;
}

}  // namespace bandaji
