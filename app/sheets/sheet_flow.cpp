#include "app/sheets/sheet_flow.h"

#include <algorithm>

namespace bandaji::sheets {
namespace {

constexpr double kRoundingMm = 1e-6;

// Fills the areas; keeps the place it has reached.
class Flow {
 public:
  Flow(std::vector<Page>& pages, const SheetGrid& grid, SheetLanguage language, std::vector<SheetArea> areas,
       const std::function<SheetArea()>& add_page)
      : pages_(pages), grid_(grid), language_(language), areas_(std::move(areas)), add_page_(add_page) {
    if (!areas_.empty()) y_ = areas_[0].box.y;
  }

  void add(const SheetSection& section) {
    std::size_t start = 0;
    bool again = false;  // Continued from an area before.
    if (!section.narrow) leave_side_areas();
    while (true) {
      if (at_ == areas_.size()) areas_.push_back(add_page_()), y_ = areas_.back().box.y;
      const SheetArea& area = areas_[at_];
      const bool beside =
          area.box.width >= kHeadingBesideWidth * grid_.k && !section.heading_above && !area.heading_above;
      const double indent = beside ? (kHeadingWidth + 2) * grid_.k : 0;
      const std::vector<SheetRow> rows = section.rows(area.box.width - indent, start);
      if (rows.empty()) return;
      const SheetText heading = heading_of(section, again);
      const double gap = y_ > area.box.y + kRoundingMm ? 3.8 * grid_.k : 0;
      const double heading_height = beside ? 0 : heading.height(area.box.width) + 0.9 * grid_.k;
      const double top = y_ + gap;
      const double first_row = top + 1.3 * grid_.k + heading_height;
      // The heading wants a row or two under it.
      double needed = rows[0].height + (rows.size() > 1 ? rows[1].height : 0);
      const bool fresh = gap == 0;
      if (fresh) needed = 0;
      if (first_row + needed > bottom(area) + kRoundingMm) {
        next_area();
        continue;
      }
      Page& page = pages_[area.page];
      add_line(page, area.box.x, top, area.box.x + area.box.width, top, 0.2, kInk);
      page.blocks.push_back(
          heading.at(area.box.x, top + 1.1 * grid_.k, beside ? kHeadingWidth * grid_.k : area.box.width));
      double y = first_row;
      std::size_t placed = 0;
      for (const SheetRow& row : rows) {
        // A row taller than a whole area is placed all the same rather than never.
        if (y + row.height > bottom(area) + kRoundingMm && !(fresh && placed == 0)) break;
        for (const PageBlock& block : row.blocks) page.blocks.push_back(moved(block, area.box.x + indent, y));
        y += row.height;
        start = row.end;
        ++placed;
      }
      y_ = beside ? std::max(y, top + 1.1 * grid_.k + heading.height(kHeadingWidth * grid_.k)) : y;
      if (placed == rows.size()) return;
      again = true;
      next_area();
    }
  }

  double y() const { return y_; }

 private:
  static double bottom(const SheetArea& area) { return area.box.y + area.box.height; }

  SheetText heading_of(const SheetSection& section, bool again) const {
    SheetText heading(7.2 * grid_.k, 1.3);
    heading.add(section.title, language_, kInk, TextWeight::Bold);
    if (again) heading.add(language_ == SheetLanguage::English ? " (continued)" : " (계속)", kGray);
    return heading;
  }

  void next_area() {
    ++at_;
    if (at_ < areas_.size()) y_ = areas_[at_].box.y;
  }

  void leave_side_areas() {
    while (at_ < areas_.size() && areas_[at_].side) next_area();
  }

  std::vector<Page>& pages_;
  const SheetGrid& grid_;
  SheetLanguage language_;
  std::vector<SheetArea> areas_;
  const std::function<SheetArea()>& add_page_;
  std::size_t at_ = 0;
  double y_ = 0;
};

}  // namespace

double flow_sections(std::vector<Page>& pages, const SheetGrid& grid, SheetLanguage language,
                     std::vector<SheetArea> areas, const std::vector<SheetSection>& sections,
                     const std::function<SheetArea()>& add_page) {
  Flow flow(pages, grid, language, std::move(areas), add_page);
  for (const SheetSection& section : sections) flow.add(section);
  return flow.y();
}

PageBlock moved(PageBlock block, double dx, double dy) {
  std::visit(
      [&](auto& of) {
        if constexpr (std::is_same_v<std::decay_t<decltype(of)>, LineBlock>) {
          of.x1 += dx;
          of.x2 += dx;
          of.y1 += dy;
          of.y2 += dy;
        } else {
          of.box.x += dx;
          of.box.y += dy;
        }
      },
      block);
  return block;
}

}  // namespace bandaji::sheets
