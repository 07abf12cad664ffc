#include "app/sheets/contact_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "app/core/messages.h"
#include "app/sheets/asset_sections.h"
#include "app/sheets/sheet_style.h"
#include "db/fields.h"

namespace bandaji::sheets {
namespace {

constexpr double kMmPerPoint = 25.4 / 72;

constexpr auto kCaptions =
    std::to_array<std::string_view>({"number", "status", "name", "kind", "size", "version", "date", "tags",
                                     "rating", "triangles", "format", "file", "hash", "notes", "romanized"});

struct Tiles {
  std::size_t columns = 4, rows = 4;
  double width = 0, picture_height = 0, caption_height = 0;
  double gap_x = 5, gap_y = 5;
  double top = 0;
};

const std::vector<std::string>& chosen_fields(const SheetOptions& options) {
  static const std::vector<std::string> usual{"number", "status"};
  return options.fields.empty() ? usual : options.fields;
}

bool chosen(const SheetOptions& options, std::string_view field) {
  const auto& fields = chosen_fields(options);
  return std::find(fields.begin(), fields.end(), field) != fields.end();
}

bool has_first_line(const SheetOptions& options) {
  return chosen(options, "number") || chosen(options, "status");
}

// The first line holds number and status, the next the name, the rest one line each.
std::size_t extra_lines(const SheetOptions& options) {
  std::size_t count = 0;
  for (const std::string& field : chosen_fields(options))
    count += field != "number" && field != "status" && field != "name";
  return count;
}

double line_mm(double size_pt, const SheetGrid& grid) {
  return size_pt * grid.k * 1.36 * kMmPerPoint;
}

Tiles make_tiles(const SheetGrid& grid, const SheetOptions& options) {
  Tiles tiles;
  const bool large = options.paper == Paper::A3;
  const int usual = options.landscape ? (large ? 8 : 6) : (large ? 6 : 4);
  tiles.columns = static_cast<std::size_t>(std::clamp(options.columns > 0 ? options.columns : usual, 1, 12));
  tiles.gap_x = tiles.columns > 6 ? 3.5 : 5;
  tiles.gap_y = 5 * grid.k;
  tiles.width = (grid.width() - tiles.gap_x * static_cast<double>(tiles.columns - 1)) /
                static_cast<double>(tiles.columns);
  tiles.top = grid.top + 5.2 * grid.k + 17 * grid.k;
  const bool both = options.language == SheetLanguage::Both;
  tiles.caption_height = 1.4 * grid.k + (has_first_line(options) ? line_mm(6.6, grid) : 0) +
                         line_mm(8.2, grid) + (both ? line_mm(6.8, grid) : 0) +
                         static_cast<double>(extra_lines(options)) * line_mm(6.6, grid);
  const double room = grid.end_y() - 1.5 * grid.k - tiles.top + tiles.gap_y;
  const double pitch = tiles.width + tiles.caption_height + tiles.gap_y;
  tiles.rows = static_cast<std::size_t>(std::max(1.0, std::floor(room / pitch + 0.28)));
  // Rows fill the page; pictures become a little flatter than square at most.
  tiles.picture_height = std::min(room / static_cast<double>(tiles.rows) - tiles.gap_y - tiles.caption_height,
                                  tiles.width * 1.24);
  return tiles;
}

// "종류 의상 단품": one caption line; empty when the record has no such value.
SheetText caption(const SheetRecord& record, const std::string& field, const SheetGrid& grid,
                  SheetLanguage language) {
  const Asset& asset = record.asset;
  const AssetVersion* version = current_version(record);
  SheetText text(6.6 * grid.k, 1.36);
  const SheetLanguage one =
      language == SheetLanguage::English ? SheetLanguage::English : SheetLanguage::Korean;
  if (field == "kind")
    return text.add(term_words(asset.kind, *record.vocabulary), language, kGray, TextWeight::Regular, kFaint);
  if (field == "rating" && asset.rating > 0) {
    std::string stars;
    for (int i = 0; i < std::min(asset.rating, 5); ++i) stars += "★";
    return text.add(stars, kGray);
  }
  if (field == "tags") {
    std::string tags;
    for (const std::string& tag : asset.tags) tags += (tags.empty() ? "#" : " #") + clean(tag);
    return text.add(tags, kGray);
  }
  if (field == "notes") return text.add(clean(asset.notes), kGray);
  if (field == "romanized") return text.add(clean(asset.romanized), kGray);
  if (field == "date")
    return text.add(asset.updated_at > 0 ? date_text(asset.updated_at) : std::string(), kGray);
  if (version) {
    if (field == "version")
      return text.add(fmt::format("v{}  {}", version->number,
                                  version->created_at > 0 ? date_text(version->created_at) : std::string()),
                      kGray);
    if (field == "size") return text.add(size_text(version->facts.size_mm), kGray);
    if (field == "triangles" && version->facts.triangles > 0)
      return text.add(grouped(version->facts.triangles) + " △", kGray);
    if (field == "format") return text.add(clean(version->facts.format), kGray);
    if (field == "file") return text.add(clean(version->main_file), kGray);
    if (field == "hash") return text.add(version->manifest_hash.short_hex(), kGray);
  }
  std::string ko, en;
  const Words value = field_value(record, field, ko, en);
  return text.add(plain(value, one), kGray);
}

void add_tile(Page& page, const SheetRecord& record, const SheetThumbnail& picture, double x, double y,
              const Tiles& tiles, const SheetGrid& grid, const SheetOptions& options) {
  const double k = grid.k;
  const SheetLanguage language = options.language;
  const RectMm frame{x, y, tiles.width, tiles.picture_height};
  page.blocks.push_back(FillBlock{frame, kPanel, 0});
  if (picture.picture) {
    page.blocks.push_back(PictureBlock{frame, picture.picture, true});
  } else {
    const double inset = 2.5 * k;
    SheetText reason(6.2 * k, 1.4);
    reason.add(Words{"그림 없음", "No picture"}, language, kGray, TextWeight::Bold);
    if (!picture.problem.empty()) {  // A tile has no room for both languages.
      const bool english = language == SheetLanguage::English;
      reason.add("\n").add(clean(english ? picture.problem : in_korean(picture.problem)), kFaint);
    }
    const double width = frame.width - 2 * inset;
    const double height = std::min(reason.height(width), frame.height - 2 * inset);
    page.blocks.push_back(
        reason.align(TextAlign::Center).at({x + inset, y + (frame.height - height) / 2, width, height}));
  }
  if (record.review.stale) {
    add_chip(
        page.blocks, x + 1.2 * k, y + 1.2 * k,
        plain({"결정 뒤 바뀜", "stale"},
              tiles.width < 30 * k && language == SheetLanguage::Both ? SheetLanguage::Korean : language),
        5.6 * k, kAccent);
  }

  double text_y = y + tiles.picture_height + 1.4 * k;
  const double line = line_mm(6.6, grid);
  double number_width = 0;
  if (chosen(options, "number")) {
    const SheetText number = SheetText(6.6 * k, 1.36).add(clean(record.asset.number), kAccent).lines(1);
    number_width = std::min(number.width() + 0.3, tiles.width);
    page.blocks.push_back(number.at(x, text_y, number_width));
  }
  if (chosen(options, "status")) {
    // In both languages when there is room for both.
    const double dot = 1.7 * k, room = tiles.width - number_width - dot - 3 * k;
    SheetText status = SheetText(6.2 * k, 1.44)
                           .add(term_words(record.asset.status, *record.vocabulary), language, kGray,
                                TextWeight::Regular, kFaint)
                           .lines(1);
    if (status.width() > room)
      status = SheetText(6.2 * k, 1.44)
                   .add(plain(term_words(record.asset.status, *record.vocabulary),
                              language == SheetLanguage::English ? language : SheetLanguage::Korean),
                        kGray)
                   .lines(1);
    const double width = std::min(status.width() + 0.2, room);
    if (width > 3 * k) {
      page.blocks.push_back(status.at(x + tiles.width - width, text_y, width));
      add_dot(page.blocks, x + tiles.width - width - dot - 0.8 * k, text_y + (line - dot) / 2, dot,
              status_color(record.asset.status));
    }
  }
  if (has_first_line(options)) text_y += line;
  const Words names = name_of(record.asset);
  const std::string ko = clean(names.ko), en = clean(names.en);
  page.blocks.push_back(SheetText(8.2 * k, 1.36)
                            .add(language == SheetLanguage::English ? en : ko, kInk, TextWeight::Bold)
                            .lines(1)
                            .at(x, text_y, tiles.width));
  text_y += line_mm(8.2, grid);
  if (language == SheetLanguage::Both) {
    if (en != ko)
      page.blocks.push_back(SheetText(6.8 * k, 1.36).add(en, kGray).lines(1).at(x, text_y, tiles.width));
    text_y += line_mm(6.8, grid);
  }
  for (const std::string& field : chosen_fields(options)) {
    if (field == "number" || field == "status" || field == "name") continue;
    const SheetText text = caption(record, field, grid, language).lines(1);
    // What a record does not have leaves no hole.
    if (text.empty()) continue;
    page.blocks.push_back(text.at(x, text_y, tiles.width));
    text_y += line;
  }
}

}  // namespace

std::span<const std::string_view> caption_names() {
  return kCaptions;
}

bool is_caption(std::string_view field) {
  return std::find(kCaptions.begin(), kCaptions.end(), field) != kCaptions.end() ||
         find_field(field) != nullptr;
}

double tile_edge_mm(const SheetOptions& options) {
  const Tiles tiles = make_tiles(sheet_grid(options), options);
  return std::min(tiles.width, tiles.picture_height);
}

std::vector<Page> lay_out_contact_sheet(const SheetInput& input, std::span<const SheetThumbnail> pictures) {
  assert(pictures.size() == input.records.size());
  const SheetOptions& options = input.options;
  const SheetGrid grid = sheet_grid(options);
  const double k = grid.k;
  const Tiles tiles = make_tiles(grid, options);
  const std::size_t per_page = tiles.columns * tiles.rows;
  std::vector<Page> pages;
  for (std::size_t first = 0; first < input.records.size(); first += per_page) {
    Page& page = pages.emplace_back();
    page.size = grid.paper;
    const double line =
        add_running_head(page, grid, input.production, {"밀착 시트", "Contact sheet"}, options.language);
    const std::size_t last = std::min(first + per_page, input.records.size());
    // What was chosen, left; how many, right.
    const Words what{"고른 자산", "Selected assets"};
    const std::string selection =
        input.options.selection.empty()
            ? plain(what,
                    options.language == SheetLanguage::English ? options.language : SheetLanguage::Korean)
            : clean(options.selection);
    const std::string total = grouped(static_cast<std::int64_t>(input.records.size()));
    SheetText count(17 * k, 1.2);
    if (input.records.size() > per_page)
      count.add(fmt::format("{}–{}  ", first + 1, last), kFaint, TextWeight::Regular, 0.5);
    count.add(total, kAccent).align(TextAlign::Right).lines(1);
    const double count_width = std::min(count.width() + 1, grid.columns(2));
    page.blocks.push_back(count.at(grid.left + grid.width() - count_width, line + 3 * k, count_width));
    page.blocks.push_back(SheetText(17 * k, 1.2)
                              .add(selection, kInk, TextWeight::Bold)
                              .lines(1)
                              .at(grid.left, line + 3 * k, grid.width() - count_width - 6 * k));
    for (std::size_t i = first; i < last; ++i) {
      const std::size_t place = i - first;
      const double x = grid.left + static_cast<double>(place % tiles.columns) * (tiles.width + tiles.gap_x);
      const double y = tiles.top + static_cast<double>(place / tiles.columns) *
                                       (tiles.picture_height + tiles.caption_height + tiles.gap_y);
      add_tile(page, input.records[i], pictures[i], x, y, tiles, grid, options);
    }
  }
  const SheetLanguage one =
      options.language == SheetLanguage::English ? SheetLanguage::English : SheetLanguage::Korean;
  const std::string foot = clean(plain({input.production.title_ko, input.production.title_en}, one));
  TimeMs newest = 0;
  for (const SheetRecord& record : input.records) newest = std::max(newest, record.asset.updated_at);
  const std::string state =
      newest > 0 ? fmt::format("{} {}", one == SheetLanguage::English ? "Last change" : "마지막 변경",
                               date_text(newest))
                 : std::string();
  for (std::size_t i = 0; i < pages.size(); ++i) {
    add_page_number(pages[i], grid, i + 1, pages.size(), foot, state);
    pages[i].bookmark =
        fmt::format("{}–{}", i * per_page + 1, std::min((i + 1) * per_page, input.records.size()));
  }
  return pages;
}

}  // namespace bandaji::sheets
