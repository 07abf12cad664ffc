// Pages as data: blocks with positions in millimetres from the top left of the
// paper.  Drawn by page_drawing.h; templates draw nothing themselves.
#pragma once

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

enum class TextWeight : std::uint8_t { Regular, Medium, Bold };
enum class TextAlign : std::uint8_t { Left, Center, Right };

// Wraps within its width; what does not fit its height is cut with an ellipsis.
struct TextBlock {
  RectMm box;
  std::string text;  // UTF-8; plain.
  double size_pt = 9;
  TextWeight weight = TextWeight::Regular;
  TextAlign align = TextAlign::Left;
  PageColor color;
  int max_lines = 0;  // 0: as many as fit.
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
};

struct DocumentInfo {
  std::string title;
  std::string subject;
  std::string language = "ko";
};

// Vector PDF with embedded fonts.  Written whole or not at all.
Result<void> write_pdf(const std::filesystem::path& path, const std::vector<Page>& pages, const DocumentInfo& info);
// One picture of one page.
Result<Image> draw_page(const Page& page, double pixels_per_mm);
// .pdf, .png or .jpg by extension; several pages as pictures get -1, -2 … before the extension.
// Returns the files written.
Result<std::vector<std::filesystem::path>> write_pages(const std::filesystem::path& path, const std::vector<Page>& pages,
                                                       const DocumentInfo& info);

// Height in millimetres that a text would need at this width; for layout.
double text_height_mm(const std::string& text, double width_mm, double size_pt, TextWeight weight);

}  // namespace bandaji
