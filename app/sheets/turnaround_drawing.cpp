#include "app/sheets/turnaround_drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace bandaji::sheets {
namespace {

constexpr PageColor kGuide{0.86, 0.86, 0.87};

// The number to print beside a span that measures `seen_mm` in the picture: the catalog's, unless the picture
// shows something else (a pose, a model baked anew), which then is what the paper must say.
std::int64_t printed_mm(std::int64_t recorded_mm, double seen_mm) {
  const double tolerance = std::max(1.0, seen_mm * 0.005);
  if (recorded_mm > 0 && std::abs(static_cast<double>(recorded_mm) - seen_mm) <= tolerance)
    return recorded_mm;
  return std::lround(seen_mm);
}

void add_span(Page& page, double x1, double x2, double y, std::int64_t mm, const SheetGrid& grid) {
  const double tick = 1.1 * grid.k;
  add_line(page, x1, y, x2, y, 0.12, kGray);
  add_line(page, x1, y - tick, x1, y + tick, 0.12, kGray);
  add_line(page, x2, y - tick, x2, y + tick, 0.12, kGray);
  const double width = std::max(x2 - x1, 24 * grid.k);
  page.blocks.push_back(SheetText(6.4 * grid.k, 1.3)
                            .add(grouped(mm), kInk)
                            .align(TextAlign::Center)
                            .at({(x1 + x2 - width) / 2, y + 0.7 * grid.k, width, 0}));
}

void add_height(Page& page, double x, double top, double bottom, std::int64_t mm, const SheetGrid& grid) {
  const double tick = 1.1 * grid.k;
  add_line(page, x, top, x, bottom, 0.12, kGray);
  add_line(page, x - tick, top, x + tick, top, 0.12, kGray);
  add_line(page, x - tick, bottom, x + tick, bottom, 0.12, kGray);
  const double length = std::max(bottom - top, 24 * grid.k);
  TextBlock text = SheetText(6.4 * grid.k, 1.3)
                       .add(grouped(mm), kInk)
                       .align(TextAlign::Center)
                       .at({x - 3.6 * grid.k, (top + bottom - length) / 2, 3 * grid.k, length});
  text.upward = true;
  page.blocks.push_back(text);
}

// Alternating parts, a number under each end that has room.
void add_bar(Page& page, const ScaleBar& bar, const RectMm& box, const SheetGrid& grid) {
  const double part = box.width / bar.parts;
  page.blocks.push_back(FillBlock{{box.x, box.y, box.width, box.height}, kInk, 0});
  const double border = 0.14;
  for (int i = 1; i < bar.parts; i += 2) {
    page.blocks.push_back(
        FillBlock{{box.x + i * part, box.y + border, part, box.height - 2 * border}, kWhite, 0});
  }
  const double size = 5.8 * grid.k;
  const auto label = [&](double x, const std::string& text) {
    const SheetText words = SheetText(size, 1.3).add(text, kInk).align(TextAlign::Center);
    const double width = words.width() + 1;
    page.blocks.push_back(words.at(x - width / 2, box.y + box.height + 0.3 * grid.k, width));
  };
  const auto number = [](double mm) { return mm >= 1 ? grouped(std::lround(mm)) : fmt::format("{:g}", mm); };
  label(box.x, "0");
  const double middle = bar.parts == 4 ? 0.5 : 0.4;
  if (box.width > 24 * grid.k) label(box.x + box.width * middle, number(bar.real_mm * middle));
  label(box.x + box.width, number(bar.real_mm) + " mm");
}

}  // namespace

Words view_words(double azimuth_degrees) {
  const double azimuth = azimuth_degrees - 360 * std::floor(azimuth_degrees / 360);
  const auto is = [&](double degrees) { return std::abs(azimuth - degrees) < 0.5; };
  if (is(0)) return {"정면", "Front"};
  if (is(45)) return {"앞 사선", "¾ front"};
  if (is(90)) return {"측면", "Side"};
  if (is(135)) return {"뒤 사선", "¾ back"};
  if (is(180)) return {"뒷면", "Back"};
  if (is(270)) return {"반대 측면", "Other side"};
  return {"사선", "Oblique"};
}

TurnaroundLayout add_turnaround(Page& page, const RectMm& area, const std::vector<PrintedView>& views,
                                const std::array<std::int64_t, 3>& size_mm, const SheetGrid& grid,
                                const SheetOptions& options) {
  const double k = grid.k;
  std::vector<const PrintedView*> seen;
  double width_mm = 0, height_mm = 0;
  for (const PrintedView& view : views) {
    if (!view.picture) continue;
    seen.push_back(&view);
    width_mm += view.model_width_mm;
    height_mm = std::max(height_mm, view.model_height_mm);
  }
  assert(!seen.empty());

  const double head = 7.5 * k;  // Heading, scale and its bar.
  const double foot = 9.5 * k;  // Dimensions and names of the views.
  const double ruler = 6 * k;   // The height, left of the first view.
  const double least_gap = 5 * k;
  const auto gaps = static_cast<double>(seen.size() - 1);
  TurnaroundLayout layout;
  layout.scale = fitting_scale(std::max(width_mm, 0.01), std::max(height_mm, 0.01),
                               area.width - ruler - gaps * least_gap, area.height - head - foot);
  const DrawingScale& scale = layout.scale;

  // Heading left, scale right.
  add_line(page, area.x, area.y, area.x + area.width, area.y, 0.2, kInk);
  page.blocks.push_back(SheetText(7.2 * k, 1.3)
                            .add({"턴어라운드", "Turnaround"}, options.language, kInk, TextWeight::Bold)
                            .lines(1)
                            .at(area.x, area.y + 1.1 * k, area.width * 0.4));
  layout.bar = fitting_scale_bar(scale, std::min(46 * k, area.width * 0.28));
  const double bar_end = area.x + area.width - 7 * k;  // "mm" hangs over.
  layout.bar_box = {bar_end - layout.bar.paper_mm, area.y + 2.0 * k, layout.bar.paper_mm, 1.1 * k};
  add_bar(page, layout.bar, layout.bar_box, grid);
  const char* paper = options.paper == Paper::A3 ? "A3" : options.paper == Paper::Letter ? "Letter" : "A4";
  SheetText ratio(7.2 * k, 1.3);
  ratio.add(options.language == SheetLanguage::English  ? "Scale "
            : options.language == SheetLanguage::Korean ? "축척 "
                                                        : "축척 Scale ",
            kGray);
  ratio.add(scale.text(), kInk, TextWeight::Bold)
      .add(fmt::format(" @ {}", paper), kGray)
      .align(TextAlign::Right);
  page.blocks.push_back(ratio.at(layout.bar_box.x - 64 * k, area.y + 1.1 * k, 58 * k));

  // Views, equal gaps between them, never spread so far that they stop being one row.
  const double drawn_width = scale.paper_mm(width_mm);
  const double spare = area.width - ruler - drawn_width;
  const double gap =
      gaps > 0
          ? std::min(spare / gaps, std::max(least_gap, 0.55 * drawn_width / static_cast<double>(seen.size())))
          : 0;
  double x = area.x + ruler + (spare - gap * gaps) / 2;
  if (gaps == 0) x = area.x + ruler;
  const double first_x = x;
  layout.baseline_y = area.y + head + scale.paper_mm(height_mm);
  const double top_y = layout.baseline_y - scale.paper_mm(height_mm);
  for (const PrintedView* view : seen) {
    const RectMm model{x, layout.baseline_y - scale.paper_mm(view->model_height_mm),
                       scale.paper_mm(view->model_width_mm), scale.paper_mm(view->model_height_mm)};
    RectMm picture{x - scale.paper_mm(view->left_mm), 0, scale.paper_mm(view->width_mm),
                   scale.paper_mm(view->height_mm)};
    picture.y = layout.baseline_y + scale.paper_mm(view->baseline_mm) - picture.height;
    page.blocks.push_back(PictureBlock{picture, view->picture, true});
    layout.views.push_back(model);
    x += model.width + gap;
  }
  // Over the pictures' white ground: what stands, and how high.
  const double end_x = area.x + area.width;
  add_line(page, first_x - 3 * k, top_y, std::min(end_x, x - gap + 3 * k), top_y, 0.08, kGuide);
  add_line(page, first_x - 3 * k, layout.baseline_y, std::min(end_x, x - gap + 3 * k), layout.baseline_y,
           0.18, kGray);

  add_height(page, first_x - 3 * k, top_y, layout.baseline_y, printed_mm(size_mm[1], height_mm), grid);
  const double span_y = layout.baseline_y + 2.4 * k;
  const double name_y = span_y + 4.2 * k;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const RectMm& box = layout.views[i];
    const float azimuth = seen[i]->azimuth_degrees;
    if (azimuth == 0 || azimuth == 90) {
      add_span(page, box.x, box.x + box.width, span_y,
               printed_mm(size_mm[azimuth == 0 ? 0 : 2], seen[i]->model_width_mm), grid);
    }
    const SheetText name = SheetText(6.8 * k, 1.3)
                               .add(view_words(seen[i]->azimuth_degrees), options.language)
                               .align(TextAlign::Center)
                               .lines(1);
    const double width = name.width() + 1;
    page.blocks.push_back(name.at(box.x + (box.width - width) / 2, name_y, width));
  }
  layout.bottom = name_y + 4 * k;
  return layout;
}

}  // namespace bandaji::sheets
