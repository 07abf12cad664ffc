// What shadow maps were drawn of: while it stays the same they need not be drawn
// again, though the camera moves and a picture takes many passes.
#pragma once

#include <cstdint>
#include <vector>

#include "renderer/gpu_model_contents.h"
#include "renderer/view_settings.h"

namespace bandaji {

using ShadowKey = std::vector<std::uint64_t>;

// Of the model, its pose and what of it is there; the caller adds what tells the light.
ShadowKey shadow_key(const GpuModel::Contents& model, const PosedModel& pose, const ViewSettings& settings);

}  // namespace bandaji
