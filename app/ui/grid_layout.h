// Where the cells of a virtualised grid lie.  Pure arithmetic; pixels from the top
// left of the scrolled content.
#pragma once

#include <cstddef>

namespace bandaji {

struct GridLayout {
  std::size_t count = 0;
  std::size_t columns = 1;
  float cell_width = 0, cell_height = 0;  // Of the card.
  float gap = 0;
  float margin = 0;  // Left of the first and above the first.
  double total_height = 0;

  struct Point {
    double x = 0, y = 0;
  };
  Point cell(std::size_t index) const;
  // The cells of rows that touch [top, bottom): half-open range of indices.
  struct Range {
    std::size_t first = 0, last = 0;
  };
  Range visible(double top, double bottom) const;
  // The cell whose card holds the point, or `count`.
  std::size_t at(double x, double y) const;
  std::size_t rows() const { return columns == 0 ? 0 : (count + columns - 1) / columns; }
  // The scroll that shows all of the cell, nearest to `scroll`.
  double scroll_to(std::size_t index, double scroll, double view_height) const;
  // Where arrow keys lead: by `dx` cells along and `dy` rows down, clamped.
  std::size_t move(std::size_t index, int dx, int dy) const;
};

// As many columns as fit cards of at least `edge`; cards widen to fill the line.
// `caption` is the height below the square picture.
GridLayout lay_out_grid(std::size_t count, float width, float edge, float caption, float gap, float margin);
// One column of rows.
GridLayout lay_out_rows(std::size_t count, float width, float row_height);

}  // namespace bandaji
