// Collections and saved searches, in the left side of the Library (A6): a tree; a click
// searches it, what is selected is put in and taken out, the search of the moment is kept.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/ui/model.h"
#include "app/ui/ui.h"
#include "db/production.h"

namespace bandaji {

struct CollectionsPanel {
  // As of a revision of the catalog: in the order of the tree, with their depth.
  std::uint64_t revision = 0;
  std::vector<std::pair<Collection, int>> rows;

  Id renaming;  // Its name is typed.
  std::string name;
  bool focus_name = false;
};

void draw_collections(Ui& ui, CollectionsPanel& panel, const UiModel& model, Requests& out);

// "모음:\"3회 의상\"": what finds a collection; a saved search is its own query.
std::string query_of(const Collection& collection, bool korean);
// Puts assets into a collection, those that are in it already left as they are; or takes them out.
Change put_into(const Catalog& catalog, const Collection& collection, const std::vector<Id>& assets);
Change take_out_of(const Catalog& catalog, const Collection& collection, const std::vector<Id>& assets);

}  // namespace bandaji
