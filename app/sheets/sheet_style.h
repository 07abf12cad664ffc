// How every sheet looks and speaks: colors, sizes, margins, and text in Korean,
// English or both.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/sheets/page.h"
#include "app/sheets/sheet.h"

namespace bandaji::sheets {

inline constexpr PageColor kInk{0.09, 0.09, 0.10};
inline constexpr PageColor kGray{0.42, 0.42, 0.43};
inline constexpr PageColor kFaint{0.60, 0.60, 0.61};
inline constexpr PageColor kHairline{0.80, 0.80, 0.81};
inline constexpr PageColor kPanel{0.949, 0.949,
                                  0.949};  // Neutral, so that white cloth stands out and colors stay true.
inline constexpr PageColor kWhite{1, 1, 1};
inline constexpr PageColor kAccent{0.72, 0.20,
                                   0.14};  // Vermilion: the record's number, and what needs attention.

// The same in two languages; "both" prints the Korean in ink and the English after it in gray.
struct Words {
  std::string_view ko;
  std::string_view en;
};
std::string plain(const Words& words, SheetLanguage language);  // "상태 Status"

// Text for a page from records: control and direction characters made visible, line ends kept when
// `lines`, else replaced by spaces.
std::string clean(std::string_view text, bool lines = false);

// "1,234,567"
std::string grouped(std::int64_t number);
// Date of a record in Korea (UTC+9), whatever the machine's zone, so that the bytes stay the same:
// "2026-03-14".
std::string date_text(TimeMs time);
std::string size_text(
    const std::array<std::int64_t, 3>& size_mm);  // "1,240 × 980 × 310 mm"; empty when all are 0.
std::string bytes_text(std::int64_t bytes);       // "1.2 MB"

// A text block put together from pieces of different looks.
class SheetText {
 public:
  explicit SheetText(double size_pt, double leading = 1.38) {
    block_.size_pt = size_pt;
    block_.leading = leading;
  }
  SheetText& add(std::string_view text, PageColor color = kInk, TextWeight weight = TextWeight::Regular,
                 double scale = 1);
  SheetText& add(const Words& words, SheetLanguage language, PageColor color = kInk,
                 TextWeight weight = TextWeight::Regular, PageColor second = kGray);
  SheetText& align(TextAlign align) {
    block_.align = align;
    return *this;
  }
  SheetText& lines(int count) {
    block_.max_lines = count;
    return *this;
  }
  SheetText& tracking(double em) {
    block_.tracking_em = em;
    return *this;
  }
  // Makes the text a little smaller (not below `least` times its size) if that keeps it on one line.
  SheetText& fit_line(double width, double least = 0.84);
  bool empty() const { return block_.text.empty(); }

  TextBlock at(const RectMm& box) const;
  TextBlock at(double x, double y, double width) const { return at(RectMm{x, y, width, 0}); }
  double height(double width) const;
  double width() const;

 private:
  TextBlock block_;
};

// Names and labels of records.
Words name_of(const Asset& asset);  // A name that exists in one language stands for both; never empty.
// Of a term; English without its parenthesis.  As long as the vocabulary.
Words term_words(std::string_view key, const Vocabulary& vocabulary);
Words verdict_words(Verdict verdict);
PageColor status_color(std::string_view status_key);
PageColor verdict_color(Verdict verdict);
// "의상 시트 Costume sheet", by the department the kind belongs to.
Words sheet_title(std::string_view kind_key, const Vocabulary& vocabulary = Vocabulary::shipped());
const AssetVersion* current_version(const SheetRecord& record);  // Null when there is none.
// The decisions that were not taken back, newest first.
std::vector<const Decision*> standing_decisions(const SheetRecord& record);

// The page's measures: margins, three columns and the size of text grow with the paper.
struct SheetGrid {
  PaperSize paper;
  double k = 1;  // Factor of text and gaps: 1 on A4 and Letter.
  double left = 14, right = 14, top = 11, bottom = 13;
  double gap = 6;

  double width() const { return paper.width_mm - left - right; }
  double column() const { return (width() - 2 * gap) / 3; }
  double columns(int count) const { return count * column() + (count - 1) * gap; }
  double column_x(int index) const { return left + index * (column() + gap); }
  double end_y() const { return paper.height_mm - bottom; }
};
SheetGrid sheet_grid(const SheetOptions& options);

// Line across the top with what the sheet is; returns the y below it.
double add_running_head(Page& page, const SheetGrid& grid, const Production& production, const Words& sheet,
                        SheetLanguage language);
// Foot of every page, and "1 / 3" at the head; called when the number of pages is known.
void add_page_number(Page& page, const SheetGrid& grid, std::size_t number, std::size_t count,
                     const std::string& left, const std::string& middle);

void add_line(Page& page, double x1, double y1, double x2, double y2, double width_mm = 0.15,
              PageColor color = kHairline);
void add_dot(std::vector<PageBlock>& blocks, double x, double y, double diameter, PageColor color);
// White words on a colored ground; returns its width.
double add_chip(std::vector<PageBlock>& blocks, double x, double y, const std::string& text, double size_pt,
                PageColor color);

}  // namespace bandaji::sheets
