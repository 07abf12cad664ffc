// The views of a model that go onto paper: orthographic, one scale, one baseline.
#pragma once

#include <span>
#include <vector>

#include "assets/image.h"
#include "renderer/preview.h"

namespace bandaji {

struct TurnaroundView {
  ViewAngles angles;
  Image picture;             // Transparent background; every view has the same size in pixels.
  float width_metres = 0;    // The picture spans exactly this much,
  float height_metres = 0;   // and this.
  float baseline_metres = 0; // Height of the lowest point of the model above the picture's lower edge.
};

// Front, three-quarter, side, three-quarter back, back.
std::span<const ViewAngles> turnaround_angles();

// All views in pictures of one size, `height_px` tall, wide enough for the widest.
Result<std::vector<TurnaroundView>> draw_turnaround(Preview& preview, const GpuModel& model, const ViewSettings& settings,
                                                    int height_px, std::span<const ViewAngles> angles = turnaround_angles());

}  // namespace bandaji
