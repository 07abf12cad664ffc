// Drawing what goes onto sheets: the only file here that needs a context.
#include "app/sheets/sheet_pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/core/pictures.h"
#include "app/sheets/asset_sheet.h"
#include "app/sheets/sheet_style.h"
#include "renderer/pose.h"

namespace bandaji::sheets {
namespace {

constexpr double kPrintPixelsPerMm = 10.5;   // 267 dpi: a hair's breadth finer than paper shows.
constexpr double kPreviewPixelsPerMm = 4.2;  // As the window shows a page.
constexpr std::uint8_t kPanelByte = 242;     // kPanel.

Error cancelled() {
  return {ErrorKind::Cancelled, "The sheet was cancelled."};
}

// As thumbnails stand, so that a record is recognised.
constexpr ViewAngles kHeroAngles{-32, 12};

Result<void> draw_model(SheetPictures& pictures, const AssetVersion& version,
                        const std::optional<Camera>& chosen, const SheetOptions& options,
                        const LibraryFiles& files, Preview& preview, bool preview_quality,
                        std::stop_token stop) {
  auto baked = files.model(version, stop);
  if (!baked) return tl::unexpected(baked.error());
  auto model = GpuModel::upload(*baked);
  if (!model) return tl::unexpected(model.error());

  // As in the grid: paper must not show another color than the screen.
  ViewSettings settings = thumbnail_settings();
  settings.animate = false;
  const Bounds bounds = model->posed_bounds(0, false);
  const double pixels_per_mm = preview_quality ? kPreviewPixelsPerMm : kPrintPixelsPerMm;

  const RectMm box = hero_box(options);
  const PictureSize size{static_cast<int>(std::lround(box.width * pixels_per_mm)),
                         static_cast<int>(std::lround(box.height * pixels_per_mm))};
  // Around the vertices, which fits closer than their box.
  const auto points = posed_positions(model->source(), pose_of(model->source(), 0, false));
  const float aspect = static_cast<float>(size.width) / static_cast<float>(size.height);
  const Camera camera = chosen.value_or(frame_points(points, kHeroAngles, aspect, false, 0.085f, 24));
  auto hero = preview.picture(*model, camera, settings, size);
  if (!hero) return tl::unexpected(hero.error());
  settings.ground = false;
  const auto model_only = preview.picture(*model, camera, settings, size);
  if (!model_only) return tl::unexpected(model_only.error());
  const Image soft = with_soft_edges(std::move(*hero), &*model_only);
  pictures.hero = std::make_shared<Image>(flattened(soft, kPanelByte, kPanelByte, kPanelByte));
  if (stop.stop_requested()) return tl::unexpected(cancelled());

  // Finer than it will be printed, whatever the scale turns out to be: all five views beside each other
  // across the paper, and no taller than a third of it.
  const glm::vec3 extent = bounds.max - bounds.min;
  const double x = static_cast<double>(extent.x), y = static_cast<double>(extent.y),
               z = static_cast<double>(extent.z);
  const double across = std::max(2 * x + z + 2 * std::sqrt(0.5) * (x + z), 1e-4), tall = std::max(y, 1e-4);
  const PaperSize paper = paper_size(options.paper, options.landscape);
  const double strip_width = paper.width_mm * 0.9, strip_height = paper.height_mm * 0.33;
  TurnaroundOptions turnaround_options;
  turnaround_options.margin_px = 4;
  turnaround_options.pixels_per_metre =
      std::clamp(std::min(strip_width / across, strip_height / tall) * pixels_per_mm, 1e-3, 1e7);
  auto turnaround = draw_turnaround(preview, *model, settings, turnaround_options);
  if (!turnaround) return tl::unexpected(turnaround.error());
  pictures.views = cut_views(*turnaround);
  return {};
}

// The same way as for the catalog's own palette, so that a sheet names the colors that a search finds.
std::vector<PaletteColor> palette_of(const Image& thumbnail) {
  return main_colors(resize(thumbnail, 128, 128), 6);
}

}  // namespace

Result<SheetPictures> draw_asset_pictures(const SheetRecord& record, const SheetOptions& options,
                                          const LibraryFiles& files, Preview& preview, bool preview_quality,
                                          std::stop_token stop) {
  SheetPictures pictures;
  const AssetVersion* version = current_version(record);
  if (!version) {
    pictures.problem = "The record has no file yet.";
    return pictures;
  }
  if (!has_thumbnail(*version, {})) {
    pictures.problem =
        fmt::format("\"{}\" is kept as an attachment; it has no picture.", clean(version->main_file));
    return pictures;
  }
  Result<void> drawn;
  if (version->facts.content == VersionContent::Image || may_carry_picture(*version)) {
    const PaperSize paper = paper_size(options.paper, options.landscape);
    const double edge = std::max(paper.width_mm, paper.height_mm) * 0.7 *
                        (preview_quality ? kPreviewPixelsPerMm : kPrintPixelsPerMm);
    auto image = files.image(*version, static_cast<int>(edge), stop);
    if (image) {
      pictures.hero = std::make_shared<Image>(flattened(*image, 255, 255, 255));
    } else {
      drawn = tl::unexpected(image.error());
    }
  } else {
    drawn =
        draw_model(pictures, *version, record.source.camera, options, files, preview, preview_quality, stop);
  }
  if (!drawn) {
    if (drawn.error().kind == ErrorKind::Cancelled || stop.stop_requested())
      return tl::unexpected(cancelled());
    pictures = {};
    pictures.problem = drawn.error().message;
    return pictures;
  }
  if (stop.stop_requested()) return tl::unexpected(cancelled());
  if (const auto thumbnail = make_thumbnail(preview, files, *version, stop))
    pictures.palette = palette_of(thumbnail->picture);
  return pictures;
}

Result<SheetThumbnail> draw_tile_picture(const SheetRecord& record, const LibraryFiles& files,
                                         Preview& preview, int edge_px, std::stop_token stop) {
  SheetThumbnail tile;
  const AssetVersion* version = current_version(record);
  if (!version) {
    tile.problem = "No file yet.";
    return tile;
  }
  if (!has_thumbnail(*version, record.source)) {
    tile.problem = clean(version->main_file);
    return tile;
  }
  auto thumbnail = make_thumbnail(preview, files, *version, stop, record.source);
  if (!thumbnail) {
    if (thumbnail.error().kind == ErrorKind::Cancelled || stop.stop_requested())
      return tl::unexpected(cancelled());
    tile.problem = thumbnail.error().message;
    return tile;
  }
  const int edge = std::min(edge_px, thumbnail->picture.width);
  tile.picture = std::make_shared<Image>(
      flattened(with_soft_edges(resize(thumbnail->picture, edge, edge)), kPanelByte, kPanelByte, kPanelByte));
  return tile;
}

}  // namespace bandaji::sheets
