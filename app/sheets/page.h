// Pages as data: blocks with positions in millimetres from the top left of the
// paper.  Templates draw nothing themselves; write_pdf() and draw_page() do, with
// the same line breaks on paper and on screen.
//
// Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "assets/image.h"
#include "assets/result.h"

namespace bandaji {

enum class Paper : std::uint8_t { A4, A3, Letter };
struct PaperSize {
  double width_mm = 210;
  double height_mm = 297;
};
PaperSize paper_size(Paper paper, bool landscape);

struct RectMm {
  double x = 0, y = 0, width = 0, height = 0;
};

struct PageColor {
  double r = 0, g = 0, b = 0;  // sRGB, 0 to 1.
};

// The Korean faces of the distributions have two weights; Medium is drawn as Bold,
// so that a page looks the same where a third one happens to be installed.
enum class TextWeight : std::uint8_t { Regular, Medium, Bold };
enum class TextAlign : std::uint8_t { Left, Center, Right };

// A part of a text that looks different from the rest.
struct TextSpan {
  std::size_t start = 0;   // Bytes.
  std::size_t length = 0;  // Bytes.
  PageColor color;
  TextWeight weight = TextWeight::Regular;
  double scale = 1;  // Of the block's size.
};

// Wraps within its width; what does not fit its height is cut with an ellipsis.
// Every line is size_pt * leading tall, whatever fonts its characters come from.
struct TextBlock {
  RectMm box;        // A height of 0 takes as many lines as there are.
  std::string text;  // UTF-8; plain.  '\n' ends a line.
  double size_pt = 9;
  TextWeight weight = TextWeight::Regular;
  TextAlign align = TextAlign::Left;
  PageColor color;
  int max_lines = 0;  // 0: as many as fit.
  double leading = 1.4;
  double tracking_em = 0;       // Extra space after every character.
  bool upward = false;          // Turned a quarter to the left: reads from the bottom to the top of its box.
  std::vector<TextSpan> spans;  // In order, not overlapping.
};

struct PictureBlock {
  RectMm box;  // The picture is fitted inside, keeping its proportions, centered.
  std::shared_ptr<const Image> picture;
  bool photographic = true;  // JPEG inside the PDF when it has no transparency.
};

struct FillBlock {
  RectMm box;
  PageColor color;
  double corner_mm = 0;
};

struct LineBlock {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;  // Millimetres.
  double width_mm = 0.2;
  PageColor color;
};

using PageBlock = std::variant<TextBlock, PictureBlock, FillBlock, LineBlock>;

struct Page {
  PaperSize size;
  std::vector<PageBlock> blocks;  // Drawn in order.
  std::string bookmark;           // Entry of the PDF's outline; empty for none.
};

struct DocumentInfo {
  std::string title;
  std::string subject;
  std::string language = "ko";
  std::int64_t created_ms = 0;  // UTC, from the records; 0 leaves the date out.  Never the clock.
};

// Vector PDF with embedded fonts.  Written whole or not at all.  The same pages give the same bytes.
Result<void> write_pdf(const std::filesystem::path& path, const std::vector<Page>& pages,
                       const DocumentInfo& info);
// The same, in memory.
Result<std::vector<std::uint8_t>> encode_pdf(const std::vector<Page>& pages, const DocumentInfo& info);
// One picture of one page: RGBA, opaque.  Errors: Limit (more than 32,767 pixels on an edge).
Result<Image> draw_page(const Page& page, double pixels_per_mm);
// .pdf, .png or .jpg by extension; several pages as pictures get -1, -2 … before the extension.
// Returns the files written.
Result<std::vector<std::filesystem::path>> write_pages(const std::filesystem::path& path,
                                                       const std::vector<Page>& pages,
                                                       const DocumentInfo& info);

// Height in millimetres that a text would need at this width; for layout.
double text_height_mm(const std::string& text, double width_mm, double size_pt, TextWeight weight);
// The same for a block at its box's width, its max_lines respected, its box's height not.
double text_height_mm(const TextBlock& block);
// Width of the longest line if nothing wrapped.
double text_width_mm(const TextBlock& block);
// Each line as it will be broken at the box's width.
struct TextLine {
  std::string text;     // Without white space at its end.
  std::size_t end = 0;  // Where the next line starts, in bytes of the block's text.
};
std::vector<TextLine> text_lines(const TextBlock& block);
// The family that the sheets' text is really drawn with, and whether it covers every character of `text`
// (line ends and spaces aside); for tests and for `check`.
std::string sheet_font_family();
bool sheet_font_covers(const std::string& text);

}  // namespace bandaji
