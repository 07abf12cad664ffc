// Pages into PDF and pictures, with Cairo.
#include <cairo-pdf.h>
#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>

#include "app/sheets/page.h"
#include "app/sheets/text_layout.h"
#include "assets/image_export.h"
#include "assets/text.h"
#include "assets/whole_file.h"

namespace bandaji {
namespace {

constexpr int kJpegQuality = 92;           // Fabric keeps its weave; a sheet stays under a few megabytes.
constexpr double kPicturePixelsPerMm = 8;  // 203 dpi: readable on a telephone when zoomed, and printable.

struct SurfaceDeleter {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct CairoDeleter {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;
using Cairo = std::unique_ptr<cairo_t, CairoDeleter>;

bool has_transparency(const Image& image) {
  if (image.channels != 2 && image.channels != 4) return false;
  const auto step = static_cast<std::size_t>(image.channels);
  for (std::size_t at = step - 1; at < image.pixels.size(); at += step) {
    if (image.pixels[at] != 255) return true;
  }
  return false;
}

std::uint32_t premultiplied(std::uint32_t value, std::uint32_t alpha) {
  return (value * alpha + 127) / 255;
}

// Cairo's own layout: 32 bits a pixel in the machine's byte order, premultiplied.
Surface to_surface(const Image& image, bool transparent) {
  Surface surface(cairo_image_surface_create(transparent ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24,
                                             image.width, image.height));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return {};
  cairo_surface_flush(surface.get());
  unsigned char* rows = cairo_image_surface_get_data(surface.get());
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
  const auto channels = static_cast<std::size_t>(image.channels);
  const std::uint8_t* from = image.pixels.data();
  for (int y = 0; y < image.height; ++y) {
    unsigned char* to = rows + static_cast<std::size_t>(y) * stride;
    for (int x = 0; x < image.width; ++x, from += channels, to += 4) {
      const std::uint32_t alpha = transparent ? from[channels - 1] : 255u;
      const bool color = channels >= 3;
      const std::uint32_t r = premultiplied(from[0], alpha);
      const std::uint32_t g = color ? premultiplied(from[1], alpha) : r;
      const std::uint32_t b = color ? premultiplied(from[2], alpha) : r;
      const std::uint32_t pixel = alpha << 24 | r << 16 | g << 8 | b;
      std::memcpy(to, &pixel, 4);
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

// The JPEG stream goes into the PDF as it is instead of the pixels.
void attach_jpeg(cairo_surface_t* surface, const Image& image) {
  auto* bytes = new std::vector<std::uint8_t>(encode_jpeg(image, kJpegQuality));
  const auto drop = [](void* data) { delete static_cast<std::vector<std::uint8_t>*>(data); };
  if (bytes->empty() || cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, bytes->data(),
                                                    bytes->size(), drop, bytes) != CAIRO_STATUS_SUCCESS) {
    delete bytes;
  }
}

void set_color(cairo_t* cairo, const PageColor& color) {
  cairo_set_source_rgb(cairo, color.r, color.g, color.b);
}

// Draws blocks onto a context whose user unit is one point.
struct BlockDrawer {
  cairo_t* cairo;
  bool into_pdf;

  void operator()(const TextBlock& block) const { TextLayout(block, true).draw(cairo); }

  void operator()(const PictureBlock& block) const {
    if (!block.picture || block.picture->empty() || block.picture->width <= 0 || block.picture->height <= 0)
      return;
    const Image& image = *block.picture;
    const bool transparent = has_transparency(image);
    const Surface surface = to_surface(image, transparent);
    if (!surface) return;
    if (into_pdf && block.photographic && !transparent) attach_jpeg(surface.get(), image);
    const double scale = std::min(block.box.width / image.width, block.box.height / image.height);
    const double x = block.box.x + (block.box.width - image.width * scale) / 2;
    const double y = block.box.y + (block.box.height - image.height * scale) / 2;
    cairo_save(cairo);
    cairo_translate(cairo, x * kPointsPerMm, y * kPointsPerMm);
    cairo_scale(cairo, scale * kPointsPerMm, scale * kPointsPerMm);
    cairo_set_source_surface(cairo, surface.get(), 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_GOOD);
    // So that edges do not fade into the paper; in a PDF it would replace the JPEG by a padded copy.
    if (!into_pdf) cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);
    cairo_rectangle(cairo, 0, 0, image.width, image.height);
    cairo_fill(cairo);
    cairo_restore(cairo);
  }

  void operator()(const FillBlock& block) const {
    const double x = block.box.x * kPointsPerMm, y = block.box.y * kPointsPerMm;
    const double w = block.box.width * kPointsPerMm, h = block.box.height * kPointsPerMm;
    const double r = std::min({block.corner_mm * kPointsPerMm, w / 2, h / 2});
    cairo_new_path(cairo);
    if (r > 0) {
      const double quarter = std::acos(0.0);
      cairo_arc(cairo, x + w - r, y + r, r, -quarter, 0);
      cairo_arc(cairo, x + w - r, y + h - r, r, 0, quarter);
      cairo_arc(cairo, x + r, y + h - r, r, quarter, 2 * quarter);
      cairo_arc(cairo, x + r, y + r, r, 2 * quarter, 3 * quarter);
      cairo_close_path(cairo);
    } else {
      cairo_rectangle(cairo, x, y, w, h);
    }
    set_color(cairo, block.color);
    cairo_fill(cairo);
  }

  void operator()(const LineBlock& block) const {
    cairo_new_path(cairo);
    cairo_move_to(cairo, block.x1 * kPointsPerMm, block.y1 * kPointsPerMm);
    cairo_line_to(cairo, block.x2 * kPointsPerMm, block.y2 * kPointsPerMm);
    cairo_set_line_width(cairo, block.width_mm * kPointsPerMm);
    set_color(cairo, block.color);
    cairo_stroke(cairo);
  }
};

void draw_blocks(cairo_t* cairo, const Page& page, bool into_pdf) {
  for (const PageBlock& block : page.blocks) std::visit(BlockDrawer{cairo, into_pdf}, block);
}

cairo_status_t append_bytes(void* closure, const unsigned char* data, unsigned int length) {
  auto& bytes = *static_cast<std::vector<std::uint8_t>*>(closure);
  bytes.insert(bytes.end(), data, data + length);
  return CAIRO_STATUS_SUCCESS;
}

std::string iso_time(std::int64_t ms) {
  using namespace std::chrono;
  const sys_time<milliseconds> time{milliseconds(ms)};
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(floor<seconds>(time - day));
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::string one_line(const std::string& text) {
  return for_display(text, 400);
}

}  // namespace

PaperSize paper_size(Paper paper, bool landscape) {
  PaperSize size;
  switch (paper) {
    case Paper::A4:
      size = {210, 297};
      break;
    case Paper::A3:
      size = {297, 420};
      break;
    case Paper::Letter:
      size = {215.9, 279.4};
      break;
  }
  if (landscape) std::swap(size.width_mm, size.height_mm);
  return size;
}

Result<std::vector<std::uint8_t>> encode_pdf(const std::vector<Page>& pages, const DocumentInfo& info) {
  if (pages.empty()) return fail(ErrorKind::Invalid, "There is no page to write.");
  std::vector<std::uint8_t> bytes;
  const PaperSize first = pages.front().size;
  const Surface surface(cairo_pdf_surface_create_for_stream(
      append_bytes, &bytes, first.width_mm * kPointsPerMm, first.height_mm * kPointsPerMm));
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, one_line(info.title).c_str());
  if (!info.subject.empty())
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_SUBJECT, one_line(info.subject).c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Bandaji");
  // Cairo writes the clock unless told otherwise; an empty text leaves the entry out.
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                 info.created_ms > 0 ? iso_time(info.created_ms).c_str() : "");
  {
    const Cairo cairo(cairo_create(surface.get()));
    int number = 0;
    for (const Page& page : pages) {
      cairo_pdf_surface_set_size(surface.get(), page.size.width_mm * kPointsPerMm,
                                 page.size.height_mm * kPointsPerMm);
      ++number;
      if (!page.bookmark.empty()) {
        cairo_pdf_surface_add_outline(surface.get(), CAIRO_PDF_OUTLINE_ROOT, one_line(page.bookmark).c_str(),
                                      fmt::format("page={} pos=[0 0]", number).c_str(),
                                      static_cast<cairo_pdf_outline_flags_t>(0));
      }
      draw_blocks(cairo.get(), page, true);
      cairo_show_page(cairo.get());
    }
    if (const cairo_status_t status = cairo_status(cairo.get()); status != CAIRO_STATUS_SUCCESS) {
      return fail(ErrorKind::Io,
                  fmt::format("The PDF could not be drawn: {}.", cairo_status_to_string(status)));
    }
  }
  cairo_surface_finish(surface.get());
  if (const cairo_status_t status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS) {
    return fail(ErrorKind::Io,
                fmt::format("The PDF could not be drawn: {}.", cairo_status_to_string(status)));
  }
  return bytes;
}

Result<void> write_pdf(const std::filesystem::path& path, const std::vector<Page>& pages,
                       const DocumentInfo& info) {
  auto bytes = encode_pdf(pages, info);
  if (!bytes) return tl::unexpected(std::move(bytes.error()));
  return write_file(path, bytes->data(), bytes->size());
}

Result<Image> draw_page(const Page& page, double pixels_per_mm) {
  const int width = static_cast<int>(std::lround(page.size.width_mm * pixels_per_mm));
  const int height = static_cast<int>(std::lround(page.size.height_mm * pixels_per_mm));
  if (width < 1 || height < 1 || width > 32767 || height > 32767) {
    return fail(ErrorKind::Limit, fmt::format("A page cannot be drawn {} x {} pixels large.", width, height));
  }
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  {
    const Cairo cairo(cairo_create(surface.get()));
    cairo_set_source_rgb(cairo.get(), 1, 1, 1);
    cairo_paint(cairo.get());
    cairo_scale(cairo.get(), pixels_per_mm / kPointsPerMm, pixels_per_mm / kPointsPerMm);
    draw_blocks(cairo.get(), page, false);
    if (const cairo_status_t status = cairo_status(cairo.get()); status != CAIRO_STATUS_SUCCESS) {
      return fail(ErrorKind::Limit,
                  fmt::format("The page could not be drawn: {}.", cairo_status_to_string(status)));
    }
  }
  cairo_surface_flush(surface.get());
  Image image;
  image.width = width;
  image.height = height;
  image.channels = 4;
  image.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
  const unsigned char* rows = cairo_image_surface_get_data(surface.get());
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
  std::uint8_t* to = image.pixels.data();
  for (int y = 0; y < height; ++y) {
    const unsigned char* from = rows + static_cast<std::size_t>(y) * stride;
    for (int x = 0; x < width; ++x, from += 4, to += 4) {
      std::uint32_t pixel;
      std::memcpy(&pixel, from, 4);
      to[0] = static_cast<std::uint8_t>(pixel >> 16);
      to[1] = static_cast<std::uint8_t>(pixel >> 8);
      to[2] = static_cast<std::uint8_t>(pixel);
      to[3] = 255;
    }
  }
  return image;
}

Result<std::vector<std::filesystem::path>> write_pages(const std::filesystem::path& path,
                                                       const std::vector<Page>& pages,
                                                       const DocumentInfo& info) {
  const std::string extension = to_lower_ascii(to_utf8(path.extension()));
  if (pages.empty()) return fail(ErrorKind::Invalid, "There is no page to write.");
  if (extension == ".pdf") {
    if (auto written = write_pdf(path, pages, info); !written)
      return tl::unexpected(std::move(written.error()));
    return std::vector{path};
  }
  const bool jpeg = extension == ".jpg" || extension == ".jpeg";
  if (!jpeg && extension != ".png") {
    return fail(ErrorKind::Unsupported,
                fmt::format("A sheet is written as .pdf, .png or .jpg, not as \"{}\".",
                            for_display(to_utf8(path.filename()))));
  }
  std::vector<std::filesystem::path> files;
  for (std::size_t index = 0; index < pages.size(); ++index) {
    std::filesystem::path file = path;
    if (pages.size() > 1) {
      std::filesystem::path name = path.stem();
      name += "-" + std::to_string(index + 1);
      name += path.extension();
      file = path.parent_path() / name;
    }
    auto image = draw_page(pages[index], kPicturePixelsPerMm);
    if (!image) return tl::unexpected(std::move(image.error()));
    const std::vector<std::uint8_t> bytes = jpeg ? encode_jpeg(*image, kJpegQuality) : encode_png(*image, 6);
    if (auto written = write_file(file, bytes.data(), bytes.size()); !written)
      return tl::unexpected(std::move(written.error()));
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace bandaji
