// Sections that fill one area of a page after the other, row by row, and go on
// where there is room.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/sheets/page.h"
#include "app/sheets/sheet_style.h"

namespace bandaji::sheets {

// Positions are relative to the row's top left corner.
struct SheetRow {
  double height = 0;
  std::vector<PageBlock> blocks;
  std::size_t end = 0;  // How far into the section's content this row reaches; where to go on after it.
};

struct SheetSection {
  Words title;
  // Rows for the content from `start` on, for an area this wide.
  std::function<std::vector<SheetRow>(double width, std::size_t start)> rows;
  bool narrow = false;         // May stand in a side column.
  bool heading_above = false;  // Even where there is room beside.
};

struct SheetArea {
  std::size_t page = 0;
  RectMm box;
  bool side = false;           // Takes narrow sections only.
  bool heading_above = false;  // However wide it is.
};

// Areas at least this wide (times k) have their headings beside the rows instead of above them.
inline constexpr double kHeadingBesideWidth = 120;
inline constexpr double kHeadingWidth = 28;

// Fills `areas` in order, then the areas of the pages that `add_page` makes.  Returns where the last one
// ended.
double flow_sections(std::vector<Page>& pages, const SheetGrid& grid, SheetLanguage language,
                     std::vector<SheetArea> areas, const std::vector<SheetSection>& sections,
                     const std::function<SheetArea()>& add_page);

// `block` moved by (dx, dy).
PageBlock moved(PageBlock block, double dx, double dy);

}  // namespace bandaji::sheets
