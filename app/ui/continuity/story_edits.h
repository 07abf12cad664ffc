// What is done to cells of the matrix, as changes: each one undoable step with a label in
// both languages.  Nothing here writes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/ui/continuity/story_model.h"
#include "db/edit.h"

namespace bandaji {

struct CellRef {
  Id scene;
  Id character;
  bool operator==(const CellRef&) const = default;
};

// Text for a cell, as it is typed or comes from a spreadsheet: a change number; "-" puts the character
// into the scene without a look; empty leaves the cell as it is.
struct CellText {
  CellRef cell;
  std::string text;
};

// A change number that no look of the character has yet.
struct MissingLook {
  Id character;
  std::string number;
  bool operator==(const MissingLook&) const = default;
};

// "2a번 " → "2A": how change numbers are written.
std::string clean_change_number(std::string_view typed);

// The numbers among the texts that would need a new look.
std::vector<MissingLook> missing_looks(const StoryModel& story, std::span<const CellText> texts);
// Cells wear what the texts say; looks that are missing are made first, with the names given (by the order of
// missing_looks(); none or too few leave them without).  Cells that have it already are not touched.
Change enter_cells(const Catalog& catalog, const StoryModel& story, std::span<const CellText> texts,
                   std::span<const std::string> names = {});
// With an empty look the characters are in the scenes without one.
Change wear_in_cells(const Catalog& catalog, const StoryModel& story, std::span<const CellRef> cells,
                     const Id& look);
// Characters leave the scenes; their records wait in the trash.
Change empty_cells(const StoryModel& story, std::span<const CellRef> cells);
// One column of the records of the cells; cells without one are left out.
Change set_in_cells(const StoryModel& story, std::span<const CellRef> cells, std::string_view column,
                    std::string_view value);
// The first row's looks, ways of wearing and conditions over the rows below, column by column, as a
// spreadsheet fills down.  `rows` by `columns` cells, row by row.
Change fill_down(const Catalog& catalog, const StoryModel& story, std::span<const CellRef> cells,
                 std::size_t columns);
// Pictures (assets) as continuity photos of a cell, which is filled when it was empty.
Change attach_photos(const Catalog& catalog, const StoryModel& story, const CellRef& cell,
                     std::span<const Id> assets);
// Positions 1, 2, 3 … for records in this order; only those that differ are set.
Change renumber(RecordType type, std::string_view column,
                std::span<const std::pair<Id, std::int64_t>> records);

}  // namespace bandaji
