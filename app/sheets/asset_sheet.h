// The asset sheet: everything that is known about one record, with its
// turnaround to scale.  Pure layout; the pictures come ready.
#pragma once

#include <vector>

#include "app/sheets/sheet.h"
#include "app/sheets/sheet_pictures.h"

namespace bandaji::sheets {

// Where the large picture of a model goes, so that it can be drawn in these proportions.
RectMm hero_box(const SheetOptions& options);

std::vector<Page> lay_out_asset_sheet(const SheetRecord& record, const SheetPictures& pictures,
                                      const Production& production, const SheetOptions& options);

}  // namespace bandaji::sheets
