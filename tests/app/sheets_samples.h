// Records and pictures made up for the tests of sheets: a hanbok of known size,
// drawn without a renderer.
#pragma once

#include <vector>

#include "app/sheets/sheet_pictures.h"

namespace bandaji::sheets::samples {

inline constexpr double kHanbokWidthMm = 1240;
inline constexpr double kHanbokHeightMm = 1380;
inline constexpr double kHanbokDepthMm = 620;

// Its five views, `height_px` tall without their margins.
Turnaround hanbok_turnaround(int height_px);
// Opaque, on the panel's gray, in the proportions of hero_box().
Image hanbok_hero(const SheetOptions& options, double pixels_per_mm);

Production moonlit_palace();
// Three versions, two decisions of which the older is stale, fields, tags and notes.
SheetRecord hanbok_record();
SheetPictures hanbok_pictures(const SheetOptions& options, double pixels_per_mm = 4);

}  // namespace bandaji::sheets::samples
