// Parts of the matrix; for matrix.cpp and matrix_head.cpp only.
#pragma once

#include "app/ui/continuity/continuity.h"

namespace bandaji {

// What of the matrix is in sight.
struct MatrixView {
  ImVec2 min, max;                                // Of everything, without scrollbars.
  ImVec2 body;                                    // Upper left corner of the cells.
  ImVec2 scroll;                                  // Pixels.
  std::size_t row_first = 0, row_last = 0;        // Of layout.rows, in sight; last is one behind.
  std::size_t column_first = 0, column_last = 0;  // Of layout.columns.
};

// The column of scenes, and the row of characters; both stay where they are while cells scroll.
void draw_rows_head(Ui& ui, const ContinuityPanel& panel, const UiModel& model, const MatrixView& view);
void draw_columns_head(Ui& ui, const ContinuityPanel& panel, const UiModel& model, const MatrixView& view);

}  // namespace bandaji
