// The pictures that go onto sheets, and what the layout must know about them.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "app/sheets/sheet.h"
#include "assets/palette.h"
#include "renderer/turnaround.h"

namespace bandaji::sheets {

// One view of the turnaround, cut to the model, with its extents in real millimetres.
struct PrintedView {
  float azimuth_degrees = 0;
  std::shared_ptr<const Image> picture;  // Opaque, on white; null when the model is not seen from here.
  double width_mm = 0, height_mm = 0;    // What the whole picture spans, exactly.
  double left_mm = 0;                    // From the picture's left edge to the model,
  double model_width_mm = 0;             // and how wide the model is.
  double baseline_mm = 0;                // From the picture's lower edge up to the model's lowest point,
  double model_height_mm = 0;            // and how tall it is.
};

struct SheetPictures {
  std::shared_ptr<const Image>
      hero;  // As proportioned as hero_box(), on kPanel; or the whole image of an image record.
  std::vector<PrintedView> views;  // Empty for images and attachments.
  std::vector<PaletteColor> palette;
  std::string problem;  // Why there is no picture: a finished English sentence.
};

// The views without the empty borders of their pictures.  Keeps the scale exactly: only whole rows and
// columns are cut off.
std::vector<PrintedView> cut_views(const Turnaround& turnaround);

// Opaque RGB: the picture over a plain color.
Image flattened(const Image& image, std::uint8_t r, std::uint8_t g, std::uint8_t b);

// Lets the soft shadow run out before the picture's edges, so that on a ground of its own color no edge is
// seen.  `model` is the same picture without the shadow; without it, what is mostly transparent counts as
// one.
Image with_soft_edges(Image image, const Image* model = nullptr);

// Needs a context.  A picture that cannot be made is not an error: SheetPictures::problem says why.
// Errors: Cancelled.
Result<SheetPictures> draw_asset_pictures(const SheetRecord& record, const SheetOptions& options,
                                          const LibraryFiles& files, Preview& preview, bool preview_quality,
                                          std::stop_token stop);

// Picture for a tile of the contact sheet, at most `edge_px` large, on kPanel.
struct SheetThumbnail {
  std::shared_ptr<const Image> picture;
  std::string problem;
};
Result<SheetThumbnail> draw_tile_picture(const SheetRecord& record, const LibraryFiles& files,
                                         Preview& preview, int edge_px, std::stop_token stop);

}  // namespace bandaji::sheets
