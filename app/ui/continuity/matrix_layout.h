// Which scenes and characters the matrix shows under its filters, and where.  Draws nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/core/csv.h"
#include "app/ui/continuity/story_edits.h"
#include "app/ui/continuity/story_model.h"

namespace bandaji {

struct MatrixFilter {
  Id episode, day, character;  // Empty: all.
  bool only_conflicts = false;
  bool operator==(const MatrixFilter&) const = default;
  bool any() const { return *this != MatrixFilter(); }
};

struct MatrixLayout {
  struct Row {
    const StoryDay* day = nullptr;  // Null for scenes without one.
    const Scene* scene = nullptr;   // Null: the header of the day.
    int scenes_in_day = 0;          // Of a header.
    float top = 0, height = 0;      // Interface units from the first row.
  };
  static constexpr float kHeader = 28, kScene = 34, kColumn = 84, kWideColumn = 150;

  std::vector<Row> rows;
  std::vector<std::size_t> scene_rows;  // Indices into rows, of scenes only.
  std::vector<const Character*> columns;
  float height = 0;              // Interface units.
  float column_width = kColumn;  // Width of each; few characters share the room there is.

  // Of what the layout is.
  std::uint64_t revision = 0;
  MatrixFilter filter;

  // Brings it in step; cheap when nothing changed.
  void update(const StoryModel& story, const MatrixFilter& wanted);
  // Index into scene_rows, and into columns.
  std::optional<std::size_t> row_of(const Id& scene) const;
  std::optional<std::size_t> column_of(const Id& character) const;
  const Scene* scene_at(std::size_t row) const { return rows[scene_rows[row]].scene; }
  CellRef cell_at(std::size_t row, std::size_t column) const {
    return {scene_at(row)->id, columns[column]->id};
  }
  bool empty() const { return scene_rows.empty() || columns.empty(); }
  // The first row that reaches below `y` (units).
  std::size_t first_below(float y) const;
};

// The rectangle of cells between two corners, row by row; empty when a corner is not shown.
struct CellRange {
  std::size_t row_first = 0, row_last = 0, column_first = 0, column_last = 0;
  std::size_t columns() const { return column_last - column_first + 1; }
  std::size_t rows() const { return row_last - row_first + 1; }
  bool contains(std::size_t row, std::size_t column) const {
    return row >= row_first && row <= row_last && column >= column_first && column <= column_last;
  }
};
std::optional<CellRange> range_between(const MatrixLayout& layout, const CellRef& a, const CellRef& b);
std::vector<CellRef> cells_in(const MatrixLayout& layout, const CellRange& range);

// Cells as a spreadsheet takes them: change numbers, "-" for a character without a look.
std::string cells_as_text(const MatrixLayout& layout, const StoryModel& story, const CellRange& range);
// The whole matrix as a table: a row a scene, a column a character, change numbers in the cells.
CsvTable matrix_table(const MatrixLayout& layout, const StoryModel& story, bool korean);
// Rows of tab-separated text laid over the cells from the first of the range; what reaches beyond the last
// row or column is left out.  A single value fills the whole range.
std::vector<CellText> text_over_cells(const MatrixLayout& layout, const CellRange& range,
                                      std::string_view text);

}  // namespace bandaji
