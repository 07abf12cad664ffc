#include "app/core/turntable.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <system_error>

#include "app/core/pictures.h"
#include "app/core/thumbnail_file.h"
#include "assets/file_io.h"
#include "assets/image_export.h"
#include "assets/log.h"
#include "assets/text.h"
#include "assets/whole_file.h"

namespace bandaji {
namespace {

constexpr int kInRow = 6;

std::filesystem::path numbered(const std::filesystem::path& path, int number) {
  std::filesystem::path result = path.parent_path() / path.stem();
  result += fmt::format("_{:03}", number);
  result += path.extension();
  return result;
}

Result<void> save(const std::filesystem::path& path, const Image& picture) {
  const std::string extension = to_lower_ascii(to_utf8(path.extension()));
  if (extension == ".png") return write_png(path, picture);
  const std::vector<std::uint8_t> bytes = encode_jpeg(picture);
  return write_file(path, bytes.data(), bytes.size());
}

}  // namespace

Camera turntable_camera(const Bounds& bounds, const TurntableOptions& options, int view) {
  // Around the upright cylinder that holds the model whichever way it stands.
  Bounds around = bounds;
  if (!bounds.empty()) {
    const glm::vec3 center = bounds.center(), half = 0.5f * bounds.size();
    const float radius = std::hypot(half.x, half.z);
    around.min = {center.x - radius, bounds.min.y, center.z - radius};
    around.max = {center.x + radius, bounds.max.y, center.z + radius};
  }
  const float aspect = static_cast<float>(options.size.width) / static_cast<float>(options.size.height);
  const float turn = options.start_degrees +
                     360.0f * static_cast<float>(view) / static_cast<float>(std::max(options.views, 1));
  Camera camera = frame_bounds(around, {0, options.elevation_degrees}, aspect, options.orthographic, 0.04f);
  set_angles(camera, {std::remainder(turn, 360.0f), options.elevation_degrees});
  return camera;
}

Result<Image> thumbnail_turn(Preview& preview, const LibraryFiles& files, const AssetVersion& version,
                             const std::optional<Camera>& camera, const std::atomic<bool>& wanted) {
  constexpr int kEdge = kTurnColumns * kTurnEdge;
  const std::filesystem::path path =
      files.thumbnail_path(version.manifest_hash, kEdge,
                           "turn" + thumbnail_view({camera, {}, files.scenes().of(version.asset_id)}));
  if (auto kept = read_thumbnail(path, kEdge)) return kept;
  const auto baked = files.model(version);
  if (!baked) return tl::unexpected(baked.error());
  const auto model = GpuModel::upload(*baked);
  if (!model) return tl::unexpected(model.error());
  TurntableOptions options;
  options.views = kTurnColumns * kTurnColumns;
  options.size = {kTurnEdge, kTurnEdge};
  options.settings = thumbnail_settings();
  const Bounds bounds = model->posed_bounds(options.settings.time_seconds, options.settings.animate);
  const Camera first = camera.value_or(thumbnail_camera(bounds));
  const ViewAngles angles = angles_of(first);
  options.start_degrees = angles.azimuth_degrees;
  options.elevation_degrees = angles.elevation_degrees;
  options.orthographic = first.orthographic;
  Image turn;
  turn.width = turn.height = kEdge;
  turn.channels = 4;
  turn.pixels.resize(static_cast<std::size_t>(kEdge) * kEdge * 4);
  constexpr std::size_t kLine = static_cast<std::size_t>(kTurnEdge) * 4;
  for (int view = 0; view < options.views; ++view) {
    if (!wanted.load()) return fail(ErrorKind::Cancelled, "The turntable is not wanted any more.");
    const auto picture =
        preview.picture(*model, turntable_camera(bounds, options, view), options.settings, options.size);
    if (!picture) return tl::unexpected(picture.error());
    const auto left = static_cast<std::size_t>(view % kTurnColumns) * kLine;
    const auto top = static_cast<std::size_t>(view / kTurnColumns) * kTurnEdge;
    for (std::size_t y = 0; y < kTurnEdge; ++y)
      std::copy_n(&picture->pixels[y * kLine], kLine, &turn.pixels[(top + y) * kLine * kTurnColumns + left]);
  }
  if (const auto kept = write_thumbnail(path, turn); !kept) log(LogLevel::Warning, kept.error().message);
  return turn;
}

Result<std::vector<std::filesystem::path>> write_turntable(Preview& preview, const GpuModel& model,
                                                           const TurntableOptions& options,
                                                           const std::filesystem::path& path,
                                                           bool one_picture, std::stop_token stop,
                                                           const std::function<void(float)>& progress) {
  const ViewSettings& settings = options.settings;
  const Bounds bounds = model.posed_bounds(settings.time_seconds, settings.animate, settings.clip);
  std::error_code problem;
  std::filesystem::create_directories(path.parent_path(), problem);
  std::vector<std::filesystem::path> written;
  Image all;
  const int columns = std::min(kInRow, options.views), rows = (options.views + columns - 1) / columns;
  if (one_picture) {
    all.width = columns * options.size.width;
    all.height = rows * options.size.height;
    all.channels = 4;
    if (std::max(all.width, all.height) > 16384)
      return fail(ErrorKind::Limit, "One picture of the turntable would be larger than 16384 pixels.");
    all.pixels.assign(static_cast<std::size_t>(all.width) * static_cast<std::size_t>(all.height) * 4, 0);
  }
  for (int view = 0; view < options.views; ++view) {
    if (stop.stop_requested()) return fail(ErrorKind::Cancelled, "The turntable was cancelled.");
    auto picture = preview.picture(model, turntable_camera(bounds, options, view), settings, options.size);
    if (!picture) return tl::unexpected(picture.error());
    if (one_picture) {
      const auto row = static_cast<std::size_t>(options.size.width) * 4;
      const auto left = static_cast<std::size_t>(view % columns) * row;
      const auto top =
          static_cast<std::size_t>(view / columns) * static_cast<std::size_t>(options.size.height);
      for (std::size_t y = 0; y < static_cast<std::size_t>(options.size.height); ++y)
        std::copy_n(&picture->pixels[y * row], row,
                    &all.pixels[(top + y) * static_cast<std::size_t>(all.width) * 4 + left]);
    } else {
      written.push_back(numbered(path, view + 1));
      if (const auto saved = save(written.back(), *picture); !saved) return tl::unexpected(saved.error());
    }
    if (progress) progress(static_cast<float>(view + 1) / static_cast<float>(options.views));
  }
  if (one_picture) {
    written.push_back(path);
    if (const auto saved = save(path, all); !saved) return tl::unexpected(saved.error());
  }
  return written;
}

std::string safe_file_name(std::string_view words) {
  std::string name(words);
  std::replace_if(
      name.begin(), name.end(),
      [](char c) {
        return std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos ||
               static_cast<unsigned char>(c) < 0x20;
      },
      '_');
  return name;
}

std::filesystem::path free_turntable_path(const std::filesystem::path& folder, std::string_view name) {
  std::error_code problem;
  for (int n = 1;; ++n) {
    const std::filesystem::path path =
        folder / path_from_utf8(n == 1 ? fmt::format("{}.png", name) : fmt::format("{}-{}.png", name, n));
    if ((!std::filesystem::exists(path, problem) && !std::filesystem::exists(numbered(path, 1), problem)) ||
        n == 9999)
      return path;
  }
}

}  // namespace bandaji
