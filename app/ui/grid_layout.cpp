#include "app/ui/grid_layout.h"

#include <algorithm>
#include <cmath>

namespace bandaji {

GridLayout lay_out_grid(std::size_t count, float width, float edge, float caption, float gap, float margin) {
  GridLayout grid;
  grid.count = count;
  grid.gap = gap;
  grid.margin = margin;
  const float room = std::max(width - 2 * margin, edge);
  grid.columns = static_cast<std::size_t>(std::max(1.0f, std::floor((room + gap) / (edge + gap))));
  // A few assets must not become a few giants.
  const auto columns = static_cast<float>(grid.columns);
  grid.cell_width = std::floor(std::min((room - gap * (columns - 1)) / columns, edge * 1.5f));
  grid.cell_height = grid.cell_width + caption;
  grid.total_height = 2.0 * static_cast<double>(margin) +
                      static_cast<double>(grid.rows()) * static_cast<double>(grid.cell_height + gap) -
                      static_cast<double>(count ? gap : 0);
  return grid;
}

GridLayout lay_out_rows(std::size_t count, float width, float row_height) {
  GridLayout grid;
  grid.count = count;
  grid.cell_width = width;
  grid.cell_height = row_height;
  grid.total_height = static_cast<double>(count) * static_cast<double>(row_height);
  return grid;
}

GridLayout::Point GridLayout::cell(std::size_t index) const {
  return Point{static_cast<double>(margin) +
                   static_cast<double>(index % columns) * static_cast<double>(cell_width + gap),
               static_cast<double>(margin) +
                   static_cast<double>(index / columns) * static_cast<double>(cell_height + gap)};
}

GridLayout::Range GridLayout::visible(double top, double bottom) const {
  const double pitch = static_cast<double>(cell_height + gap);
  if (count == 0 || pitch <= 0 || bottom <= top) return {};
  const double first = std::max(0.0, std::floor((top - static_cast<double>(margin)) / pitch));
  const double last = std::max(0.0, std::ceil((bottom - static_cast<double>(margin)) / pitch));
  Range range;
  range.first = std::min(count, static_cast<std::size_t>(first) * columns);
  range.last = std::min(count, static_cast<std::size_t>(last) * columns);
  return range;
}

std::size_t GridLayout::at(double x, double y) const {
  const double column_pitch = static_cast<double>(cell_width + gap),
               row_pitch = static_cast<double>(cell_height + gap);
  x -= static_cast<double>(margin);
  y -= static_cast<double>(margin);
  if (x < 0 || y < 0 || column_pitch <= 0 || row_pitch <= 0) return count;
  const double column = std::floor(x / column_pitch), row = std::floor(y / row_pitch);
  if (column >= static_cast<double>(columns) || x - column * column_pitch > static_cast<double>(cell_width) ||
      y - row * row_pitch > static_cast<double>(cell_height))
    return count;
  return std::min(count, static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column));
}

double GridLayout::scroll_to(std::size_t index, double scroll, double view_height) const {
  if (index >= count) return scroll;
  const double top = cell(index).y, bottom = top + static_cast<double>(cell_height);
  const double edge = std::max(static_cast<double>(gap), static_cast<double>(margin));
  if (top - edge < scroll) return std::max(0.0, top - edge);
  if (bottom + edge > scroll + view_height) return std::max(0.0, bottom + edge - view_height);
  return scroll;
}

std::size_t GridLayout::move(std::size_t index, int dx, int dy) const {
  if (count == 0) return 0;
  const auto last = static_cast<long long>(count) - 1;
  auto at = static_cast<long long>(std::min(index, count - 1));
  at += dx;
  const long long moved = at + static_cast<long long>(dy) * static_cast<long long>(columns);
  // Up from the first row and down from the last stay where they are; page steps go to the end.
  if (dy == -1 && moved < 0) return static_cast<std::size_t>(std::clamp(at, 0LL, last));
  if (dy == 1 && moved > last)
    return static_cast<std::size_t>(
        at / static_cast<long long>(columns) == last / static_cast<long long>(columns) ? at : last);
  return static_cast<std::size_t>(std::clamp(moved, 0LL, last));
}

}  // namespace bandaji
