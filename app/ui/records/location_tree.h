// Places within places: buildings, rooms, racks, boxes, as a tree with what lies in each of
// them; for the list of the Records dialog.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/model.h"
#include "app/ui/ui.h"
#include "db/record_reads.h"

namespace bandaji {

struct LocationRow {
  int depth = 0;
  bool has_children = false;
  bool open = true;
  std::int64_t units = 0;  // Copies in it and in all within it.
};

struct LocationTree {
  std::set<Id> closed;
  std::vector<LocationRow> rows;  // One a record; empty when the list is none of places.
};

// Puts the records in the order of the tree, without those inside closed ones, and counts what lies in them.
void arrange(LocationTree& tree, std::vector<RecordRow>& places, const Catalog& catalog);

// The arrow before a place with others in it, and the count at its right; room is left for both.
// `min` and `max` are those of the row and become those of what is left.  True when the arrow was pressed.
bool draw_branch(Ui& ui, LocationTree& tree, std::size_t row, const Id& id, ImVec2& min, ImVec2& max);

// Right after the item of a row: it can be taken, and others be let go over it, which puts them inside.  What
// cannot be, a place inside itself, is refused with a sentence when it is tried.
void drag_place(Ui& ui, const UiModel& model, const RecordRow& place, std::string_view title, Requests& out);
// While a place is under the hand: where to let go of it to have it stand in no other.
void draw_top_place(Ui& ui, const UiModel& model, Requests& out);

// In which place another lies, from the tree, or by its name: Enter takes the first that is found.  True when
// another was chosen into `place`; `self` and what lies within are not offered.
bool pick_place(Ui& ui, std::string& search, std::string_view widget, const Catalog& catalog, const Id& self,
                Id& place);

}  // namespace bandaji
