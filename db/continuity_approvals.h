// Which looks and sets were approved, and whether they still are what was approved: read for
// the solver and kept up with edits, so that an edit reads again only what it concerns.  Only
// for db/continuity*.cpp.
#pragma once

#include <set>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "db/continuity.h"

namespace bandaji {

class ApprovalBook {
 public:
  // Of every look and set that somebody decided on.
  std::vector<Approval> read(const Catalog& catalog);
  // Those that may be others after these records and assets were touched.
  std::vector<Approval> follow(const Catalog& catalog, std::span<const std::pair<RecordType, Id>> changed,
                               std::span<const Id> assets);

 private:
  Approval read_one(const Catalog& catalog, const Id& subject);
  void watch(const Id& subject, const Id& id);
  void forget(const Id& subject);
  void add_watchers(const Id& id, std::set<Id>& subjects) const;
  bool is_another_version(const Catalog& catalog, const Id& asset);
  bool is_another_figure(const Catalog& catalog, const Id& character);

  // What an approval rests on: decisions, parts, assets, and the other way round.
  std::unordered_map<Id, std::vector<Id>> rests_on_;
  std::unordered_map<Id, std::set<Id>> watchers_;
  // Of what is watched, as last seen: most edits of an asset or a character leave these as they are.
  std::unordered_map<Id, Id> current_version_;
  std::unordered_map<Id, std::pair<Id, RecordState>> figure_;
};

}  // namespace bandaji
