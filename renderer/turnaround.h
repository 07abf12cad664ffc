// The five views of a costume sheet: front, three-quarter, side, three-quarter back
// and back, orthographic, on one scale and one baseline.
#pragma once

#include <array>
#include <string_view>

#include "assets/image.h"
#include "assets/result.h"
#include "renderer/gpu_model.h"
#include "renderer/preview.h"
#include "renderer/view_settings.h"

namespace bandaji {

struct TurnaroundView {
  std::string_view name;  // "front", "three_quarter", "side", "three_quarter_back", "back".
  float azimuth_degrees = 0;
  Image picture;  // Straight alpha, transparent around the model.
  // Where the model lies in the picture: pixels from its left edge, exact to the fraction.
  double left_px = 0;   // Of the model's left extreme.
  double width_px = 0;  // Of the model; width_px / pixels_per_metre is its real width in this view.
};

struct Turnaround {
  std::array<TurnaroundView, 5> views;
  double pixels_per_metre = 0;  // The same for all views: a bar of n metres is n * pixels_per_metre long.
  double baseline_px = 0;       // From the top of every picture down to the model's lowest point.
  double height_px = 0;         // From the model's lowest to its highest point.
};

struct TurnaroundOptions {
  double pixels_per_metre = 500;
  int margin_px = 8;        // Free pixels around the model.
  int largest_edge = 8192;  // Pixels of one picture.
  bool shadow = false;      // The soft shadow on the floor, which needs a larger margin to be whole.
};

// All pictures have the same height; widths differ with the view.  Of `settings`, backdrop, ground and grid
// are replaced.  Errors: Limit (larger than largest_edge; the message says which scale would fit),
// Invalid (the model is empty), and those of Preview::picture.
Result<Turnaround> draw_turnaround(Preview& preview, const GpuModel& model, const ViewSettings& settings,
                                   const TurnaroundOptions& options = {});

// The scale at which the widest view fits `width_px` and all fit `height_px`, margins included.
double turnaround_scale(const GpuModel& model, const ViewSettings& settings, int width_px, int height_px,
                        int margin_px = 8);

}  // namespace bandaji
