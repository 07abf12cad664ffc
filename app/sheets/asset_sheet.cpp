#include "app/sheets/asset_sheet.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/messages.h"
#include "app/sheets/asset_sections.h"
#include "app/sheets/sheet_flow.h"
#include "app/sheets/sheet_style.h"
#include "app/sheets/traditional_color.h"
#include "app/sheets/turnaround_drawing.h"

namespace bandaji::sheets {
namespace {

constexpr std::size_t kMostColors = 6;
// Beyond this nobody would call two colors near each other.
constexpr float kFarthestNear = 12;

// Where things stand on the first page; depends on the paper only.
struct Frame {
  double body = 0;  // Top of everything under the title block.
  RectMm hero;
  RectMm turnaround;
};

double title_height(const SheetGrid& grid) {
  return 37 * grid.k;
}

// `share` is how much of their usual height the pictures take.
Frame make_frame(const SheetGrid& grid, bool landscape, double share = 1) {
  Frame frame;
  frame.body = grid.top + 5.2 * grid.k + title_height(grid);
  const double height = grid.end_y() - frame.body;
  if (landscape) {
    frame.hero = {grid.column_x(0), frame.body, grid.column(), height * 0.55 * share};
    frame.turnaround = {grid.column_x(1), frame.body, grid.columns(2), height * 0.55 * share};
  } else {
    frame.hero = {grid.column_x(0), frame.body, grid.columns(2), height * 0.345 * share};
    frame.turnaround = {grid.column_x(0), 0, grid.columns(3), height * 0.31};
  }
  return frame;
}

// Large and bold where it fits, smaller where it does not; two lines at most.
TextBlock fitted_name(const std::string& name, const RectMm& box, double k) {
  for (const double size : {27.0, 22.0, 18.0}) {
    SheetText text = SheetText(size * k, 1.14).add(name, kInk, TextWeight::Bold).lines(1);
    if (text.width() <= box.width) return text.at({box.x, box.y + (27 - size) * 0.2 * k, box.width, 0});
  }
  return SheetText(13 * k, 1.16).add(name, kInk, TextWeight::Bold).lines(2).at({box.x, box.y, box.width, 0});
}

// A chapter of the strip under the name: label above, value below.
void add_fact(Page& page, double x, double y, double width, const Words& label, const SheetText& value,
              const SheetGrid& grid, SheetLanguage language) {
  page.blocks.push_back(SheetText(6 * grid.k, 1.3)
                            .add(label, language, kGray, TextWeight::Regular, kFaint)
                            .lines(1)
                            .at(x, y, width));
  page.blocks.push_back(value.at(x, y + 3.1 * grid.k, width));
}

void add_title_block(Page& page, const SheetRecord& record, const SheetGrid& grid,
                     const SheetOptions& options, double y) {
  const double k = grid.k;
  const SheetLanguage language = options.language;
  const Asset& asset = record.asset;
  const AssetVersion* version = current_version(record);
  const Words names = name_of(asset);
  const std::string ko = clean(names.ko), en = clean(names.en);

  const SheetText number =
      SheetText(27 * k, 1.14).add(clean(asset.number), kAccent).align(TextAlign::Right).lines(1);
  double number_width = std::min(number.width() + 2, grid.column());
  page.blocks.push_back(number.at({grid.left + grid.width() - grid.column(), y + 2.6 * k, grid.column(), 0}));
  const double name_width = grid.width() - number_width - 6 * k;
  page.blocks.push_back(
      fitted_name(language == SheetLanguage::English ? en : ko, {grid.left, y + 2.6 * k, name_width, 0}, k));

  SheetText second(10 * k, 1.3);
  if (language == SheetLanguage::Both && en != ko) second.add(en, kGray);
  const auto also = [&](const std::string& text) {
    if (text.empty() || text == ko || text == en) return;
    if (!second.empty()) second.add("   ", kFaint);
    second.add(text, kFaint);
  };
  also(clean(asset.romanized));
  page.blocks.push_back(second.lines(1).at(grid.left, y + 14.6 * k, grid.width()));

  const double strip = y + 21.5 * k;
  add_line(page, grid.left, strip, grid.left + grid.width(), strip);
  const double gap = 4 * k, cell = (grid.width() - 4 * gap) / 5;
  const auto cell_x = [&](int index) { return grid.left + index * (cell + gap); };
  const double text_y = strip + 1.3 * k;
  const auto value = [&] { return SheetText(8.4 * k, 1.3).lines(2); };

  // In both languages one under the other, so that the strip reads as two quiet lines.
  const auto stacked = [&](const Words& words) {
    SheetText text = value();
    if (language == SheetLanguage::Both && words.ko != words.en) {
      return text.add(words.ko).add("\n").add(words.en, kGray, TextWeight::Regular, 0.8);
    }
    return text.add(plain(words, language));
  };
  add_fact(page, cell_x(0), text_y, cell, {"종류", "Kind"},
           stacked(term_words(asset.kind, *record.vocabulary)), grid, language);
  const double dot = 2.1 * k;
  add_dot(page.blocks, cell_x(1), text_y + 4.1 * k, dot, status_color(asset.status));
  add_fact(page, cell_x(1), text_y, cell, {"상태", "Status"}, SheetText(1), grid, language);
  page.blocks.push_back(stacked(term_words(asset.status, *record.vocabulary))
                            .at(cell_x(1) + dot + 1.2 * k, text_y + 3.1 * k, cell - dot));
  if (record.review.stale) {
    const std::string mark = plain({"결정 뒤 바뀜", "stale"}, language);
    add_chip(page.blocks, cell_x(4), text_y + 7.5 * k, mark, 6 * k, kAccent);  // What changed is the content.
  }
  if (version) {
    add_fact(page, cell_x(2), text_y, cell, {"버전", "Version"},
             value()
                 .add(fmt::format("v{}", version->number))
                 .add(record.versions.size() > 1 ? fmt::format(" / {}", record.versions.size()) : "", kFaint),
             grid, language);
    if (version->created_at > 0)
      add_fact(page, cell_x(3), text_y, cell, {"날짜", "Date"}, value().add(date_text(version->created_at)),
               grid, language);
    add_fact(page, cell_x(4), text_y, cell, {"내용 해시", "Content hash"},
             value().add(version->manifest_hash.short_hex(), kInk, TextWeight::Regular, 0.94), grid,
             language);
  }
}

// Swatches with their share, their sRGB value and the traditional color they come near to.
SheetSection palette_section(const std::vector<PaletteColor>& palette, const SheetGrid& grid,
                             SheetLanguage language) {
  SheetSection section;
  section.title = {"색", "Palette"};
  section.narrow = true;
  section.heading_above = true;
  section.rows = [palette, grid, language](double width, std::size_t start) {
    const double k = grid.k;
    const std::size_t count = std::min(palette.size(), kMostColors);
    std::vector<SheetRow> rows;
    if (count == 0) return rows;
    const double gap = 2.2 * k;
    const std::size_t beside = width >= 105 * k ? kMostColors : width >= 50 * k ? 3 : 2;
    const double cell = (width - gap * static_cast<double>(beside - 1)) / static_cast<double>(beside);
    const double swatch = 8.5 * k;
    for (std::size_t at = start; at < count; at += beside) {
      SheetRow row;
      row.end = std::min(at + beside, count);
      for (std::size_t i = at; i < row.end; ++i) {
        const PaletteColor& color = palette[i];
        const double x = static_cast<double>(i - at) * (cell + gap);
        const PageColor fill{color.r / 255.0, color.g / 255.0, color.b / 255.0};
        double y = 1.2 * k;
        // A white swatch needs an edge to be seen on white paper.
        if (color.r > 225 && color.g > 225 && color.b > 225) {
          row.blocks.push_back(FillBlock{{x, y, cell, swatch}, kHairline, 0});
          row.blocks.push_back(FillBlock{{x + 0.1, y + 0.1, cell - 0.2, swatch - 0.2}, fill, 0});
        } else {
          row.blocks.push_back(FillBlock{{x, y, cell, swatch}, fill, 0});
        }
        y += swatch + 0.8 * k;
        SheetText text(6.5 * k, 1.36);
        text.add(color.hex(), kInk, TextWeight::Bold);
        if (color.weight > 0) text.add(fmt::format("  {:.0f} %", color.weight * 100), kGray);
        if (const auto near = nearest_traditional_color(color.r, color.g, color.b);
            near && near->delta_e <= kFarthestNear) {
          text.add(language == SheetLanguage::English ? "\nnear " : "\n≈ ", kGray);
          if (language != SheetLanguage::English)
            text.add(near->ko, kInk)
                .add(near->hanja.empty() ? "" : " " + near->hanja, kGray, TextWeight::Regular, 0.94);
          if (language != SheetLanguage::Korean)
            text.add(language == SheetLanguage::Both ? "\n" : "", kGray).add(near->en, kGray);
          text.add(fmt::format("\nΔE {:.1f}", near->delta_e), kFaint);
          if (near->obang) text.add(language == SheetLanguage::English ? " · obang" : " · 오방색", kFaint);
        }
        row.blocks.push_back(text.lines(5).at(x, y, cell));
        row.height = std::max(row.height, y + text.height(cell) + 1.2 * k);
      }
      rows.push_back(std::move(row));
    }
    // What "≈" claims, under the last row.
    const SheetText claim =
        SheetText(5.8 * k, 1.35)
            .add(
                language == SheetLanguage::English
                    ? "near: closest Korean traditional color (MMCA 90) by CIEDE2000; a neighbour, not an "
                      "identification."
                    : "≈ 국립현대미술관 전통색 90 가운데 가장 가까운 색(CIEDE2000). 같은 색이라는 뜻이 아님.",
                kFaint);
    rows.back().blocks.push_back(claim.at(0, rows.back().height - 0.4 * k, width));
    rows.back().height += claim.height(width);
    return rows;
  };
  return section;
}

// What stands where no picture could be made.
void add_reason(Page& page, const RectMm& box, const std::string& reason, const SheetGrid& grid,
                SheetLanguage language) {
  page.blocks.push_back(FillBlock{box, kPanel, 0});
  SheetText text(8.4 * grid.k, 1.45);
  text.add(Words{"그림 없음", "No picture"}, language, kInk, TextWeight::Bold);
  if (!reason.empty()) {
    const std::string ko = clean(in_korean(reason)), en = clean(reason);
    text.add("\n").add(Words{ko, en}, language, kGray);
  }
  const double width = std::min(box.width - 12 * grid.k, 100 * grid.k);
  const double height = std::min(text.height(width), box.height - 6 * grid.k);
  page.blocks.push_back(
      text.align(TextAlign::Center)
          .at({box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height}));
}

// A section at a fixed place of the first page, as tall as it needs; returns its end.
double place_section(std::vector<Page>& pages, const SheetSection& section, const RectMm& box,
                     const SheetGrid& grid, SheetLanguage language) {
  return flow_sections(pages, grid, language, {{0, {box.x, box.y, box.width, grid.paper.height_mm}, true}},
                       {section}, {});
}

std::vector<Page> lay_out(const SheetRecord& record, const SheetPictures& pictures,
                          const Production& production, const SheetOptions& options, double share) {
  const SheetGrid grid = sheet_grid(options);
  const double k = grid.k;
  const Words title = sheet_title(record.asset.kind, *record.vocabulary);
  const AssetVersion* version = current_version(record);
  const VersionContent content = version ? version->facts.content : VersionContent::Attachment;
  const bool has_views = std::any_of(pictures.views.begin(), pictures.views.end(),
                                     [](const PrintedView& view) { return view.picture != nullptr; });

  std::vector<Page> pages(1);
  pages[0].size = grid.paper;
  const double head = add_running_head(pages[0], grid, production, title, options.language);
  add_title_block(pages[0], record, grid, options, head);

  Frame frame = make_frame(grid, options.landscape, share);
  const double section_gap = 5.4 * k;
  // Without a turnaround the large picture takes its place too.
  if (!has_views) {
    if (options.landscape) {
      frame.hero.width = pictures.hero ? grid.columns(2) : grid.column();
      if (pictures.hero) frame.hero.height = (grid.end_y() - frame.body) * 0.72;
    } else if (pictures.hero && content != VersionContent::Model) {
      frame.hero.width = grid.columns(3);
      frame.hero.height = (grid.end_y() - frame.body) * 0.56;
    } else if (!pictures.hero) {
      frame.hero.height *= 0.62;
    }
  }
  std::vector<SheetArea> areas;
  std::vector<SheetSection> sections = asset_sections(record, grid, options);
  const bool has_palette = !pictures.palette.empty();
  const SheetSection palette = palette_section(pictures.palette, grid, options.language);
  const double end = grid.end_y();
  const std::array<std::int64_t, 3> no_size{};
  const auto& size_mm = version ? version->facts.size_mm : no_size;
  const auto area_between = [&](int column, int columns, double top, double bottom, bool side) {
    return SheetArea{0, {grid.column_x(column), top, grid.columns(columns), bottom - top}, side};
  };

  const auto add_hero = [&] {
    if (!pictures.hero) {
      add_reason(pages[0], frame.hero, pictures.problem, grid, options.language);
    } else if (content == VersionContent::Image) {
      // The image itself at the top left of its place, nothing around it.
      const double scale =
          std::min(frame.hero.width / pictures.hero->width, frame.hero.height / pictures.hero->height);
      frame.hero.height = pictures.hero->height * scale;
      pages[0].blocks.push_back(
          PictureBlock{{frame.hero.x, frame.hero.y, pictures.hero->width * scale, frame.hero.height},
                       pictures.hero,
                       true});
    } else {
      pages[0].blocks.push_back(FillBlock{frame.hero, kPanel, 0});
      pages[0].blocks.push_back(PictureBlock{frame.hero, pictures.hero, true});
    }
  };

  if (options.landscape) {
    if (!has_views) add_hero();
    double below = frame.hero.y + frame.hero.height;
    if (has_views) {
      double under =
          add_turnaround(pages[0], frame.turnaround, pictures.views, size_mm, grid, options).bottom;
      if (has_palette)
        under =
            place_section(pages, palette, {grid.column_x(1), under + section_gap * 0.6, grid.columns(2), 0},
                          grid, options.language);
      below = std::max(below, under) + section_gap;
      frame.hero.height = below - section_gap - frame.hero.y;  // Ends where its neighbours do.
      add_hero();
      areas.push_back(area_between(0, 2, below, end, true));
      areas.back().heading_above = true;
      areas.push_back(area_between(2, 1, below, end, false));
    } else if (pictures.hero) {
      below += section_gap * 0.8;
      if (has_palette)
        place_section(pages, palette, {frame.hero.x, below, frame.hero.width, 0}, grid, options.language);
      areas.push_back(area_between(2, 1, frame.body, end, false));
    } else {
      areas.push_back(area_between(1, 1, frame.body, end, true));
      areas.push_back(area_between(2, 1, frame.body, end, false));
    }
  } else {
    const bool beside = frame.hero.width < grid.width() - grid.gap;
    add_hero();
    double below = frame.hero.y + frame.hero.height + section_gap * 0.8;
    if (has_palette) {
      // Under the picture, as wide as it is.
      below =
          place_section(pages, palette, {frame.hero.x, below, frame.hero.width, 0}, grid, options.language) +
          section_gap;
    }
    if (beside) areas.push_back(area_between(2, 1, frame.body, below - section_gap, true));
    if (has_views) {
      frame.turnaround.y = below;
      below = add_turnaround(pages[0], frame.turnaround, pictures.views, size_mm, grid, options).bottom +
              section_gap * 0.8;
    }
    areas.push_back(area_between(0, 3, below, end, false));
  }

  const std::string running_name = clean(plain(name_of(record.asset), options.language));
  const auto add_page = [&] {
    Page page;
    page.size = grid.paper;
    const double line = add_running_head(page, grid, production, title, options.language);
    SheetText name = SheetText(11 * k, 1.3)
                         .add(clean(record.asset.number) + "  ", kAccent)
                         .add(running_name, kInk, TextWeight::Bold)
                         .lines(1);
    page.blocks.push_back(name.at(grid.left, line + 3 * k, grid.width()));
    pages.push_back(std::move(page));
    const double top = line + 12 * k;
    return SheetArea{pages.size() - 1, {grid.left, top, grid.width(), end - top}, false};
  };
  flow_sections(pages, grid, options.language, std::move(areas), sections, add_page);

  const SheetLanguage foot_language =
      options.language == SheetLanguage::English ? SheetLanguage::English : SheetLanguage::Korean;
  std::string foot =
      fmt::format("{}  {}", clean(record.asset.number), clean(plain(name_of(record.asset), foot_language)));
  std::string hash;
  if (version) {
    foot += fmt::format("  v{}", version->number);
    hash = fmt::format("sha256 {}", version->manifest_hash.short_hex());
  }
  for (std::size_t i = 0; i < pages.size(); ++i)
    add_page_number(pages[i], grid, i + 1, pages.size(), foot, hash);
  pages[0].bookmark = fmt::format("{} {}", clean(record.asset.number), running_name);
  return pages;
}

}  // namespace

RectMm hero_box(const SheetOptions& options) {
  return make_frame(sheet_grid(options), options.landscape).hero;
}

std::vector<Page> lay_out_asset_sheet(const SheetRecord& record, const SheetPictures& pictures,
                                      const Production& production, const SheetOptions& options) {
  // Pictures give way a little when that saves a second page.
  std::vector<Page> pages = lay_out(record, pictures, production, options, 1);
  for (const double share : {0.92, 0.84, 0.76}) {
    if (pages.size() != 2) break;
    std::vector<Page> tighter = lay_out(record, pictures, production, options, share);
    if (tighter.size() == 1) return tighter;
  }
  return pages;
}

}  // namespace bandaji::sheets
