#include "app/ui/continuity/matrix_layout.h"

#include <algorithm>

namespace bandaji {

void MatrixLayout::update(const StoryModel& story, const MatrixFilter& wanted) {
  if (revision == story.revision() && filter == wanted) return;
  revision = story.revision();
  filter = wanted;
  rows.clear();
  scene_rows.clear();
  columns.clear();
  height = 0;
  for (const Character* character : story.characters())
    if (wanted.character.empty() || wanted.character == character->id) columns.push_back(character);
  std::optional<std::size_t> header;
  for (const Scene* scene : story.scenes()) {
    if (!wanted.episode.empty() && scene->episode != wanted.episode) continue;
    if (!wanted.day.empty() && scene->story_day != wanted.day) continue;
    if (wanted.only_conflicts && !story.has_conflicts(scene->id)) continue;
    if (!wanted.character.empty() && !story.cell(scene->id, wanted.character)) continue;
    const StoryDay* day = story.day(scene->story_day);
    if (!header || rows[*header].day != day) {
      header = rows.size();
      rows.push_back({.day = day, .top = height, .height = kHeader});
      height += kHeader;
    }
    ++rows[*header].scenes_in_day;
    scene_rows.push_back(rows.size());
    rows.push_back({.day = day, .scene = scene, .top = height, .height = kScene});
    height += kScene;
  }
}

std::optional<std::size_t> MatrixLayout::row_of(const Id& scene) const {
  for (std::size_t i = 0; i < scene_rows.size(); ++i)
    if (rows[scene_rows[i]].scene->id == scene) return i;
  return std::nullopt;
}

std::optional<std::size_t> MatrixLayout::column_of(const Id& character) const {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i]->id == character) return i;
  return std::nullopt;
}

std::size_t MatrixLayout::first_below(float y) const {
  const auto found = std::upper_bound(
      rows.begin(), rows.end(), y, [](float value, const Row& row) { return value < row.top + row.height; });
  return static_cast<std::size_t>(found - rows.begin());
}

std::optional<CellRange> range_between(const MatrixLayout& layout, const CellRef& a, const CellRef& b) {
  const auto row_a = layout.row_of(a.scene), column_a = layout.column_of(a.character);
  if (!row_a || !column_a) return std::nullopt;
  const auto row_b = layout.row_of(b.scene), column_b = layout.column_of(b.character);
  const std::size_t row = row_b.value_or(*row_a), column = column_b.value_or(*column_a);
  return CellRange{std::min(*row_a, row), std::max(*row_a, row), std::min(*column_a, column),
                   std::max(*column_a, column)};
}

std::vector<CellRef> cells_in(const MatrixLayout& layout, const CellRange& range) {
  std::vector<CellRef> cells;
  for (std::size_t row = range.row_first; row <= range.row_last; ++row)
    for (std::size_t column = range.column_first; column <= range.column_last; ++column)
      cells.push_back(layout.cell_at(row, column));
  return cells;
}

std::string cells_as_text(const MatrixLayout& layout, const StoryModel& story, const CellRange& range) {
  std::string text;
  for (std::size_t row = range.row_first; row <= range.row_last; ++row) {
    for (std::size_t column = range.column_first; column <= range.column_last; ++column) {
      if (column > range.column_first) text += '\t';
      const CellRef at = layout.cell_at(row, column);
      const SceneLook* cell = story.cell(at.scene, at.character);
      if (!cell) continue;
      const Look* look = story.look(cell->look);
      text += look ? look->number : "-";
    }
    text += '\n';
  }
  return text;
}

CsvTable matrix_table(const MatrixLayout& layout, const StoryModel& story, bool korean) {
  CsvTable table;
  const RecordDescription& scene_columns = describe(RecordType::Scene);
  const auto title = [&](std::string_view column) {
    const RecordColumn& found = scene_columns.columns[scene_columns.find(column)];
    return std::string(korean ? found.ko : found.en);
  };
  table.header = {title("story_day"), std::string(korean ? scene_columns.ko : scene_columns.en),
                  title("heading"), title("int_ext"), title("day_night")};
  for (const Character* character : layout.columns)
    table.header.push_back(story.name(RecordType::Character, character->id, korean));
  for (std::size_t row = 0; row < layout.scene_rows.size(); ++row) {
    const Scene& scene = *layout.scene_at(row);
    std::vector<std::string> cells{story.name(RecordType::StoryDay, scene.story_day, korean),
                                   story.name(RecordType::Scene, scene.id, korean), scene.heading,
                                   scene.int_ext, scene.day_night};
    for (const Character* character : layout.columns) {
      const SceneLook* cell = story.cell(scene.id, character->id);
      const Look* look = cell ? story.look(cell->look) : nullptr;
      cells.push_back(look ? look->number : cell ? "-" : "");
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::vector<CellText> text_over_cells(const MatrixLayout& layout, const CellRange& range,
                                      std::string_view text) {
  std::vector<std::vector<std::string>> lines(1, std::vector<std::string>(1));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n')
      lines.emplace_back(1);
    else if (c == '\t')
      lines.back().emplace_back();
    else
      lines.back().back() += c;
  }
  std::vector<CellText> cells;
  if (lines.size() == 1 && lines.front().size() == 1) {
    for (const CellRef& cell : cells_in(layout, range)) cells.push_back({cell, lines.front().front()});
    return cells;
  }
  for (std::size_t row = 0; row < lines.size(); ++row)
    for (std::size_t column = 0; column < lines[row].size(); ++column) {
      const std::size_t to_row = range.row_first + row, to_column = range.column_first + column;
      if (to_row < layout.scene_rows.size() && to_column < layout.columns.size())
        cells.push_back({layout.cell_at(to_row, to_column), lines[row][column]});
    }
  return cells;
}

}  // namespace bandaji
