// Pictures of a model from all around, as files: one after another for an editor, or
// beside each other in one picture.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/library.h"
#include "assets/result.h"
#include "renderer/gpu_model.h"
#include "renderer/preview.h"
#include "renderer/view_settings.h"

namespace bandaji {

struct TurntableOptions {
  int views = 36;  // 2 to 360, evenly spread; the first is the front.
  PictureSize size{1080, 1080};
  float elevation_degrees = 10;
  float start_degrees = 0;  // Azimuth of the first.
  bool orthographic = false;
  ViewSettings settings;
};

// All views on one scale, so that nothing jumps as it turns.
Camera turntable_camera(const Bounds& bounds, const TurntableOptions& options, int view);

// All views of a model in one square picture, as it turns under the mouse in the grid: kTurnColumns rows of
// kTurnColumns, the first of them as its thumbnail is seen.
inline constexpr int kTurnColumns = 5;
inline constexpr int kTurnEdge = 224;  // Pixels of one view.
// From the cache if it is there, else drawn and kept.  Errors: Cancelled (`wanted` became false), Unsupported
// (the version is no model), those of LibraryFiles::model() and of drawing.
Result<Image> thumbnail_turn(Preview& preview, const LibraryFiles& files, const AssetVersion& version,
                             const std::optional<Camera>& camera, const std::atomic<bool>& wanted);

// `path` as .png or .jpg.  One picture: `path` itself, six beside each other in a row.  Else path_001.png and
// so on.  Returns what was written.  Errors: Cancelled, Limit (one picture would be too large), those of
// drawing and writing.
Result<std::vector<std::filesystem::path>> write_turntable(Preview& preview, const GpuModel& model,
                                                           const TurntableOptions& options,
                                                           const std::filesystem::path& path,
                                                           bool one_picture, std::stop_token stop = {},
                                                           const std::function<void(float)>& progress = {});

// What may stand in a file's name on every system.
std::string safe_file_name(std::string_view words);
// A .png path at which neither a picture nor a sequence lies yet.
std::filesystem::path free_turntable_path(const std::filesystem::path& folder, std::string_view name);

}  // namespace bandaji
