// The contact sheet: a grid of thumbnails with the captions somebody chose.  Pure
// layout; the pictures come ready.
#pragma once

#include <span>
#include <vector>

#include "app/sheets/sheet.h"
#include "app/sheets/sheet_pictures.h"

namespace bandaji::sheets {

// How large a tile's picture is at most, so that it can be drawn no larger than it is printed.
double tile_edge_mm(const SheetOptions& options);

// `pictures` has one entry for each record.
std::vector<Page> lay_out_contact_sheet(const SheetInput& input, std::span<const SheetThumbnail> pictures);

}  // namespace bandaji::sheets
