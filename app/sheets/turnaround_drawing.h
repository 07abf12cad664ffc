// The turnaround on paper: views on one baseline at one scale, dimensions, and a
// bar that proves the scale.
#pragma once

#include <array>
#include <vector>

#include "app/sheets/drawing_scale.h"
#include "app/sheets/sheet_pictures.h"
#include "app/sheets/sheet_style.h"

namespace bandaji::sheets {

// What was drawn where; for what follows on the page, and for tests.
struct TurnaroundLayout {
  DrawingScale scale;
  ScaleBar bar;
  RectMm bar_box;             // As wide as bar.paper_mm.
  std::vector<RectMm> views;  // Of the model in each view that has a picture; exactly to scale.
  double baseline_y = 0;
  double bottom = 0;  // End of everything drawn.
};

// Draws into `area` from its top; uses only as much of its height as the scale needs.
// Expects: at least one view with a picture.
TurnaroundLayout add_turnaround(Page& page, const RectMm& area, const std::vector<PrintedView>& views,
                                const std::array<std::int64_t, 3>& size_mm, const SheetGrid& grid,
                                const SheetOptions& options);

Words view_words(double azimuth_degrees);

}  // namespace bandaji::sheets
