#include "renderer/turnaround.h"

#include <algorithm>
#include <cmath>
#include <glm/trigonometric.hpp>
#include <vector>

#include "renderer/pose.h"

namespace bandaji {
namespace {

struct NamedView {
  std::string_view name;
  float azimuth_degrees;
};
constexpr std::array<NamedView, 5> kViews{
    {{"front", 0}, {"three_quarter", 45}, {"side", 90}, {"three_quarter_back", 135}, {"back", 180}}};

struct Extent {
  double low = 1e30, high = -1e30;
  void add(double v) { low = std::min(low, v), high = std::max(high, v); }
  double size() const { return high - low; }
};

struct Extents {
  std::array<Extent, kViews.size()> across;  // Along each view's right-hand axis, metres.
  Extent up;
  double reach = 0;  // Farthest point from the world's axis.
};

// Exact, from every posed vertex.
Extents measure(const GpuModel& model, const ViewSettings& settings) {
  Extents extents;
  std::array<glm::vec2, kViews.size()> right;
  for (std::size_t i = 0; i < kViews.size(); ++i) {
    const float azimuth = glm::radians(kViews[i].azimuth_degrees);
    right[i] = {std::cos(azimuth), -std::sin(azimuth)};
  }
  const Pose pose = pose_of(model.source(), settings.time_seconds, settings.animate, settings.clip);
  for (const glm::vec3& p : posed_positions(model.source(), pose)) {
    for (std::size_t i = 0; i < kViews.size(); ++i)
      extents.across[i].add(right[i].x * p.x + right[i].y * p.z);
    extents.up.add(p.y);
    extents.reach = std::max(extents.reach, static_cast<double>(std::hypot(p.x, p.z)));
  }
  return extents;
}

}  // namespace

double turnaround_scale(const GpuModel& model, const ViewSettings& settings, int width_px, int height_px,
                        int margin_px) {
  const Extents extents = measure(model, settings);
  double widest = 1e-6;
  for (const Extent& across : extents.across) widest = std::max(widest, across.size());
  const double tall = std::max(extents.up.size(), 1e-6);
  // Pictures are whole pixels, which may take up to one more.
  return std::max(1e-3,
                  std::min((width_px - 2 * margin_px - 1) / widest, (height_px - 2 * margin_px - 1) / tall));
}

Result<Turnaround> draw_turnaround(Preview& preview, const GpuModel& model, const ViewSettings& settings,
                                   const TurnaroundOptions& options) {
  const Extents extents = measure(model, settings);
  if (extents.up.size() < 0) return fail(ErrorKind::Invalid, "The model has no surfaces to draw.");
  Turnaround turnaround;
  const double scale = options.pixels_per_metre;
  turnaround.pixels_per_metre = scale;
  turnaround.height_px = extents.up.size() * scale;
  const double height = std::ceil(turnaround.height_px) + 2 * options.margin_px;
  double widest = 0;
  for (const Extent& across : extents.across)
    widest = std::max(widest, std::ceil(across.size() * scale) + 2 * options.margin_px);
  if (std::max(height, widest) > options.largest_edge) {
    const double fits =
        turnaround_scale(model, settings, options.largest_edge, options.largest_edge, options.margin_px);
    return fail(ErrorKind::Limit, "At this scale a view is " +
                                      std::to_string(static_cast<long long>(std::max(height, widest))) +
                                      " pixels large; at most " +
                                      std::to_string(static_cast<long long>(fits)) +
                                      " pixels per metre fit.");
  }
  turnaround.baseline_px = height - options.margin_px;

  ViewSettings view_settings = settings;
  view_settings.backdrop = Backdrop::Transparent;
  view_settings.ground = options.shadow;
  view_settings.grid = false;
  for (std::size_t i = 0; i < kViews.size(); ++i) {
    TurnaroundView& view = turnaround.views[i];
    const Extent& across = extents.across[i];
    view.name = kViews[i].name;
    view.azimuth_degrees = kViews[i].azimuth_degrees;
    view.width_px = across.size() * scale;
    const double width = std::ceil(view.width_px) + 2 * options.margin_px;
    view.left_px = 0.5 * (width - view.width_px);
    // The picture's center, in metres across and up.
    const double center_across = 0.5 * (across.low + across.high);
    const double center_up = extents.up.low + (turnaround.baseline_px - 0.5 * height) / scale;
    const float azimuth = glm::radians(view.azimuth_degrees);
    const glm::vec3 right(std::cos(azimuth), 0, -std::sin(azimuth)),
        back(std::sin(azimuth), 0, std::cos(azimuth));
    Camera camera;
    camera.orthographic = true;
    camera.ortho_height = static_cast<float>(height / scale);
    camera.target =
        static_cast<float>(center_across) * right + glm::vec3(0, static_cast<float>(center_up), 0);
    camera.eye = camera.target + static_cast<float>(std::max(2 * extents.reach, 0.1)) * back;
    // The key light stays beside the camera, so that every view is lit alike.
    view_settings.light_rotation_degrees = settings.light_rotation_degrees + view.azimuth_degrees;
    auto picture =
        preview.picture(model, camera, view_settings, {static_cast<int>(width), static_cast<int>(height)});
    if (!picture) return tl::unexpected(picture.error());
    view.picture = std::move(*picture);
  }
  return turnaround;
}

}  // namespace bandaji
