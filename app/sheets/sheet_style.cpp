#include "app/sheets/sheet_style.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "assets/text.h"
#include "db/vocabulary.h"

namespace bandaji::sheets {
namespace {

// A sheet is for reading; what is longer than this belongs into a file of its own.
constexpr std::size_t kLongestText = 64 * 1024;

std::string_view without_parenthesis(std::string_view text) {
  const std::size_t at = text.find(" (");
  return at == std::string_view::npos || at == 0 ? text : text.substr(0, at);
}

}  // namespace

std::string plain(const Words& words, SheetLanguage language) {
  if (language == SheetLanguage::Korean || words.en.empty() || words.ko == words.en)
    return std::string(words.ko.empty() ? words.en : words.ko);
  if (language == SheetLanguage::English || words.ko.empty()) return std::string(words.en);
  return fmt::format("{} {}", words.ko, words.en);
}

std::string clean(std::string_view text, bool lines) {
  text = text.substr(0, kLongestText);
  std::string result;
  while (true) {
    const std::size_t end = text.find_first_of("\r\n");
    std::string piece(text.substr(0, end));
    std::replace(piece.begin(), piece.end(), '\t', ' ');
    result += for_display(piece, kLongestText);
    if (end == std::string_view::npos) break;
    result += lines ? '\n' : ' ';
    const bool pair = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
    text.remove_prefix(end + (pair ? 2 : 1));
  }
  while (!result.empty() && (result.back() == '\n' || result.back() == ' ')) result.pop_back();
  return result;
}

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t first = digits[0] == '-' ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string date_text(TimeMs time) {
  using namespace std::chrono;
  const sys_time<milliseconds> korea{milliseconds(time) + hours(9)};
  const year_month_day date(floor<days>(korea));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string size_text(const std::array<std::int64_t, 3>& size_mm) {
  if (size_mm[0] == 0 && size_mm[1] == 0 && size_mm[2] == 0) return {};
  return fmt::format("{} × {} × {} mm", grouped(size_mm[0]), grouped(size_mm[1]), grouped(size_mm[2]));
}

std::string bytes_text(std::int64_t bytes) {
  const auto value = static_cast<double>(bytes);
  if (bytes < 1000) return fmt::format("{} B", bytes);
  if (bytes < 1000000) return fmt::format("{:.0f} kB", value / 1e3);
  if (bytes < 1000000000) return fmt::format("{:.1f} MB", value / 1e6);
  return fmt::format("{:.1f} GB", value / 1e9);
}

SheetText& SheetText::add(std::string_view text, PageColor color, TextWeight weight, double scale) {
  if (text.empty()) return *this;
  block_.spans.push_back({block_.text.size(), text.size(), color, weight, scale});
  block_.text += text;
  return *this;
}

SheetText& SheetText::add(const Words& words, SheetLanguage language, PageColor color, TextWeight weight,
                          PageColor second) {
  if (language != SheetLanguage::Both || words.ko.empty() || words.en.empty() || words.ko == words.en) {
    return add(plain(words, language), color, weight);
  }
  return add(words.ko, color, weight).add(" ").add(words.en, second, TextWeight::Regular);
}

SheetText& SheetText::fit_line(double width_mm, double least) {
  const double natural = width() + 0.05;
  if (natural > width_mm && natural * least <= width_mm) block_.size_pt *= width_mm / natural;
  return *this;
}

TextBlock SheetText::at(const RectMm& box) const {
  TextBlock block = block_;
  block.box = box;
  return block;
}

double SheetText::height(double width) const {
  return text_height_mm(at(0, 0, width));
}
double SheetText::width() const {
  return text_width_mm(block_);
}

Words name_of(const Asset& asset) {
  std::string_view ko = asset.name_ko, en = asset.name_en;
  if (ko.empty()) ko = en;
  if (en.empty()) en = ko;
  if (ko.empty()) ko = en = asset.number;
  return {ko, en};
}

Words term_words(std::string_view key, const Vocabulary& vocabulary) {
  const Term* term = vocabulary.find(key);
  return term ? Words{term->ko, without_parenthesis(term->en)} : Words{key, key};
}

Words verdict_words(Verdict verdict) {
  switch (verdict) {
    case Verdict::Requested:
      return {"검토 요청", "Review requested"};
    case Verdict::Approved:
      return {"승인", "Approved"};
    case Verdict::ApprovedWithConditions:
      return {"조건부 승인", "Approved with conditions"};
    case Verdict::ChangesRequested:
      return {"수정 요청", "Changes requested"};
    case Verdict::Rejected:
      return {"반려", "Rejected"};
    case Verdict::Hold:
      return {"보류", "On hold"};
    case Verdict::Withdrawn:
      return {"철회", "Withdrawn"};
  }
  return {};
}

PageColor status_color(std::string_view status_key) {
  constexpr PageColor kGreen{0.20, 0.48, 0.33}, kAmber{0.80, 0.55, 0.10}, kBlue{0.22, 0.40, 0.66};
  if (status_key == "st_approved" || status_key == "st_final" || status_key == "st_locked") return kGreen;
  if (status_key == "st_conditional" || status_key == "st_revise" || status_key == "st_camtest" ||
      status_key == "st_fitting")
    return kAmber;
  if (status_key == "st_rejected" || status_key == "st_scrapped") return kAccent;
  if (status_key == "st_review" || status_key == "st_submitted" || status_key == "st_pending_director")
    return kBlue;
  return kFaint;
}

PageColor verdict_color(Verdict verdict) {
  switch (verdict) {
    case Verdict::Approved:
      return status_color("st_approved");
    case Verdict::ApprovedWithConditions:
    case Verdict::ChangesRequested:
      return status_color("st_revise");
    case Verdict::Rejected:
      return status_color("st_rejected");
    case Verdict::Requested:
      return status_color("st_review");
    case Verdict::Hold:
    case Verdict::Withdrawn:
      return kFaint;
  }
  return kFaint;
}

Words sheet_title(std::string_view kind_key, const Vocabulary& vocabulary) {
  // The nearest ancestor that has a department of its own.
  for (const Term* term = vocabulary.find(kind_key); term; term = vocabulary.above(*term)) {
    const std::string_view key = term->key;
    if (key == "ak_costume") return {"의상 시트", "Costume sheet"};
    if (key == "ak_makeup") return {"분장 시트", "Makeup sheet"};
    if (key == "ak_hair") return {"헤어 시트", "Hair sheet"};
    if (key == "ak_set_dressing") return {"세트 장식 시트", "Set dressing sheet"};
    if (key == "ak_set" || key == "ak_location") return {"세트 시트", "Set sheet"};
    if (key == "ak_prop") return {"소품 시트", "Prop sheet"};
    if (key == "ak_fabric") return {"원단 시트", "Fabric sheet"};
  }
  return {"자산 시트", "Asset sheet"};
}

const AssetVersion* current_version(const SheetRecord& record) {
  for (const AssetVersion& version : record.versions) {
    if (version.id == record.asset.current_version && !version.id.empty()) return &version;
  }
  return record.versions.empty() ? nullptr : &record.versions.back();
}

std::vector<const Decision*> standing_decisions(const SheetRecord& record) {
  std::vector<const Decision*> standing;
  for (const Decision& decision : record.decisions) {
    if (decision.verdict == Verdict::Withdrawn) continue;
    const bool withdrawn =
        std::any_of(record.decisions.begin(), record.decisions.end(), [&](const Decision& other) {
          return other.verdict == Verdict::Withdrawn && !other.withdraws.empty() &&
                 other.withdraws == decision.id;
        });
    if (!withdrawn) standing.push_back(&decision);
  }
  std::reverse(standing.begin(), standing.end());
  return standing;
}

SheetGrid sheet_grid(const SheetOptions& options) {
  SheetGrid grid;
  grid.paper = paper_size(options.paper, options.landscape);
  if (options.paper == Paper::A3) {
    grid.k = 1.2;
    grid.left = grid.right = 18;
    grid.top = 14;
    grid.bottom = 16;
    grid.gap = 8;
  }
  return grid;
}

double add_running_head(Page& page, const SheetGrid& grid, const Production& production, const Words& sheet,
                        SheetLanguage language) {
  const double y = grid.top;
  const std::string ko = clean(production.title_ko), en = clean(production.title_en);
  const SheetText title =
      SheetText(7.5 * grid.k).add(Words{ko, en}, language, kInk, TextWeight::Bold).lines(1);
  page.blocks.push_back(title.at({grid.column_x(0), y, grid.columns(1) + grid.gap / 2, 5 * grid.k}));
  page.blocks.push_back(SheetText(7.5 * grid.k)
                            .add(sheet, language)
                            .lines(1)
                            .at({grid.column_x(1), y, grid.column(), 5 * grid.k}));
  const double line = y + 5.2 * grid.k;
  add_line(page, grid.left, line, grid.left + grid.width(), line, 0.35, kInk);
  return line;
}

void add_page_number(Page& page, const SheetGrid& grid, std::size_t number, std::size_t count,
                     const std::string& left, const std::string& middle) {
  const std::string pages = fmt::format("{} / {}", number, count);
  page.blocks.push_back(SheetText(7.5 * grid.k)
                            .add(pages)
                            .align(TextAlign::Right)
                            .at({grid.column_x(2), grid.top, grid.column(), 5 * grid.k}));
  const double y = grid.end_y() + 3 * grid.k;
  add_line(page, grid.left, y, grid.left + grid.width(), y);
  const double text_y = y + 1.2 * grid.k;
  const auto foot = [&](int column, const std::string& text, TextAlign align) {
    page.blocks.push_back(SheetText(6.2 * grid.k)
                              .add(text, kGray)
                              .lines(1)
                              .align(align)
                              .at({grid.column_x(column), text_y, grid.column(), 4 * grid.k}));
  };
  foot(0, left, TextAlign::Left);
  foot(1, middle, TextAlign::Left);
  foot(2, pages, TextAlign::Right);
}

void add_line(Page& page, double x1, double y1, double x2, double y2, double width_mm, PageColor color) {
  page.blocks.push_back(LineBlock{x1, y1, x2, y2, width_mm, color});
}

void add_dot(std::vector<PageBlock>& blocks, double x, double y, double diameter, PageColor color) {
  blocks.push_back(FillBlock{{x, y, diameter, diameter}, color, diameter / 2});
}

double add_chip(std::vector<PageBlock>& blocks, double x, double y, const std::string& text, double size_pt,
                PageColor color) {
  const SheetText words = SheetText(size_pt, 1.5).add(text, kWhite, TextWeight::Bold);
  const double height = size_pt * 1.5 / (72 / 25.4), width = words.width() + size_pt * 0.36;
  blocks.push_back(FillBlock{{x, y, width, height}, color, height * 0.22});
  blocks.push_back(words.at({x + size_pt * 0.18, y, width, 0}));
  return width;
}

}  // namespace bandaji::sheets
