#include "renderer/camera.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/trigonometric.hpp>
#include <limits>
#include <utility>
#include <vector>

namespace bandaji {
namespace {

constexpr float kPoleDegrees = 89.9f;        // Closer to the pole, +Y cannot serve as the picture's up.
constexpr float kDegreesPerHeight = 250.0f;  // Orbit: a drag over the whole viewport height.
constexpr float kZoomPerStep = 0.88f;        // Distance after one step of the wheel.
constexpr float kSmallestScene = 0.01f;      // Metres; a single point is framed as if it were this large.

glm::vec3 direction_of(const ViewAngles& angles) {
  const float azimuth = glm::radians(angles.azimuth_degrees);
  const float elevation = glm::radians(angles.elevation_degrees);
  return {std::sin(azimuth) * std::cos(elevation), std::sin(elevation),
          std::cos(azimuth) * std::cos(elevation)};
}

glm::vec3 up_of(const ViewAngles& angles) {
  if (std::abs(angles.elevation_degrees) < kPoleDegrees) return {0, 1, 0};
  const float azimuth = glm::radians(angles.azimuth_degrees);
  const float sign = angles.elevation_degrees > 0 ? -1.0f : 1.0f;
  return {sign * std::sin(azimuth), 0, sign * std::cos(azimuth)};
}

struct Axes {
  glm::vec3 right{1, 0, 0};
  glm::vec3 up{0, 1, 0};
  glm::vec3 back{0, 0, 1};  // From the target to the eye.
};

Axes axes_of(const Camera& camera) {
  Axes axes;
  const glm::vec3 back = camera.eye - camera.target;
  axes.back = glm::length(back) > 0 ? glm::normalize(back) : glm::vec3(0, 0, 1);
  glm::vec3 right = glm::cross(camera.up, axes.back);
  if (glm::length(right) < 1e-6f) {
    // The up vector runs along the view: take whichever axis does not.
    right = glm::cross(std::abs(axes.back.y) > 0.9f ? glm::vec3(0, 0, -1) : glm::vec3(0, 1, 0), axes.back);
  }
  axes.right = glm::normalize(right);
  axes.up = glm::cross(axes.back, axes.right);
  return axes;
}

std::array<glm::vec3, 8> corners_of(const Bounds& bounds) {
  std::array<glm::vec3, 8> corners;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    corners[i] = {(i & 1) ? bounds.max.x : bounds.min.x, (i & 2) ? bounds.max.y : bounds.min.y,
                  (i & 4) ? bounds.max.z : bounds.min.z};
  }
  return corners;
}

// Metres from the picture's center to its top edge, at the target.
float half_height_at_target(const Camera& camera) {
  return camera.orthographic ? 0.5f * camera.ortho_height
                             : camera.distance() * std::tan(0.5f * glm::radians(camera.vertical_fov_degrees));
}

// Cursor position as (-1..1) * (aspect, 1), y up.
glm::vec2 centered(glm::vec2 cursor_px, glm::vec2 size_px) {
  const float height = std::max(size_px.y, 1.0f);
  return {(2 * cursor_px.x - size_px.x) / height, (size_px.y - 2 * cursor_px.y) / height};
}

glm::vec3 point_on_target_plane(const Camera& camera, glm::vec2 cursor_px, glm::vec2 size_px) {
  const Axes axes = axes_of(camera);
  const glm::vec2 at = centered(cursor_px, size_px) * half_height_at_target(camera);
  return camera.target + at.x * axes.right + at.y * axes.up;
}

}  // namespace

float Camera::distance() const {
  return glm::length(eye - target);
}

glm::mat4 Camera::view() const {
  const Axes axes = axes_of(*this);
  return glm::mat4(axes.right.x, axes.up.x, axes.back.x, 0, axes.right.y, axes.up.y, axes.back.y, 0,
                   axes.right.z, axes.up.z, axes.back.z, 0, -glm::dot(axes.right, eye),
                   -glm::dot(axes.up, eye), -glm::dot(axes.back, eye), 1);
}

glm::mat4 Camera::projection(float aspect, const Bounds& scene) const {
  const Axes axes = axes_of(*this);
  float nearest = std::numeric_limits<float>::max();
  float farthest = std::numeric_limits<float>::lowest();
  if (scene.empty()) {
    nearest = 0.1f * distance();
    farthest = 10 * distance();
  } else {
    for (const glm::vec3& corner : corners_of(scene)) {
      const float depth = glm::dot(eye - corner, axes.back);
      nearest = std::min(nearest, depth);
      farthest = std::max(farthest, depth);
    }
  }
  // A little air, so that what lies exactly on the box is not cut.
  const float air =
      std::max(0.01f * (farthest - nearest), 1e-5f * std::max(std::abs(farthest), std::abs(nearest)));
  nearest -= air;
  farthest += air;
  if (orthographic) {
    const float half = 0.5f * ortho_height;
    return glm::ortho(-half * aspect, half * aspect, -half, half, nearest,
                      std::max(farthest, nearest + 1e-6f));
  }
  farthest = std::max(farthest, 1e-6f);
  // Below a thousandth of the far plane, depth would lose the precision that cloth layers need.
  nearest = std::max(nearest, 1e-3f * farthest);
  return glm::perspective(glm::radians(vertical_fov_degrees), aspect, nearest,
                          std::max(farthest, nearest * 1.001f));
}

std::optional<ViewAngles> parse_view(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, ViewAngles>, 7> kViews{{{"front", {0, 0}},
                                                                           {"back", {180, 0}},
                                                                           {"left", {90, 0}},
                                                                           {"right", {-90, 0}},
                                                                           {"top", {0, 90}},
                                                                           {"bottom", {0, -90}},
                                                                           {"iso", {35, 25}}}};
  for (const auto& [known, angles] : kViews) {
    if (known == name) return angles;
  }
  const auto comma = name.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto number = [](std::string_view text) -> std::optional<float> {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    float value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
      return std::nullopt;
    return value;
  };
  const auto azimuth = number(name.substr(0, comma));
  const auto elevation = number(name.substr(comma + 1));
  if (!azimuth || !elevation || std::abs(*elevation) > 90) return std::nullopt;
  return ViewAngles{*azimuth, *elevation};
}

Camera frame_points(std::span<const glm::vec3> points, const ViewAngles& angles, float aspect,
                    bool orthographic, float margin, float vertical_fov_degrees) {
  Camera camera;
  camera.vertical_fov_degrees = vertical_fov_degrees;
  camera.orthographic = orthographic;
  camera.up = up_of(angles);
  camera.target = glm::vec3(0);
  camera.eye = direction_of(angles);
  const Axes axes = axes_of(camera);

  // The share of each half axis that the points may fill.
  const float shorter = std::min(aspect, 1.0f);
  const float fill_x = std::max(0.05f, 1 - 2 * margin * shorter / aspect);
  const float fill_y = std::max(0.05f, 1 - 2 * margin * shorter);
  const float slope = std::tan(0.5f * glm::radians(vertical_fov_degrees));
  const float slope_x = slope * aspect * fill_x;
  const float slope_y = slope * fill_y;

  // A point (x, y, z) in the camera's axes is inside when |x - cx| <= slope_x (d - z), and likewise
  // for y, with the eye at (cx, cy, d).  The extremes of x ± slope z therefore give the smallest d.
  constexpr float kHuge = std::numeric_limits<float>::max();
  glm::vec3 low(kHuge), high(-kHuge);
  glm::vec2 low_slanted(kHuge), high_slanted(-kHuge);
  for (const glm::vec3& point : points) {
    const glm::vec3 p(glm::dot(point, axes.right), glm::dot(point, axes.up), glm::dot(point, axes.back));
    low = glm::min(low, p);
    high = glm::max(high, p);
    low_slanted = glm::min(low_slanted, glm::vec2(p.x - slope_x * p.z, p.y - slope_y * p.z));
    high_slanted = glm::max(high_slanted, glm::vec2(p.x + slope_x * p.z, p.y + slope_y * p.z));
  }
  if (points.empty()) {
    low = glm::vec3(-0.5f);
    high = glm::vec3(0.5f);
    low_slanted = glm::vec2(-0.5f - 0.5f * slope_x, -0.5f - 0.5f * slope_y);
    high_slanted = -low_slanted;
  }
  const glm::vec3 middle = 0.5f * (low + high);
  const glm::vec3 size = high - low;
  const float smallest = std::max(kSmallestScene * 1e-3f, 1e-6f * glm::length(middle));

  float depth = std::max((high_slanted.x - low_slanted.x) / (2 * slope_x),
                         (high_slanted.y - low_slanted.y) / (2 * slope_y));
  const bool is_point = glm::length(size) < smallest;
  if (is_point) depth = middle.z + kSmallestScene / slope;
  const float center_x = orthographic ? middle.x : 0.5f * (low_slanted.x + high_slanted.x);
  const float center_y = orthographic ? middle.y : 0.5f * (low_slanted.y + high_slanted.y);
  camera.ortho_height = std::max(size.y / fill_y, size.x / (aspect * fill_x));
  if (camera.ortho_height < smallest) camera.ortho_height = is_point ? kSmallestScene : glm::length(size);

  camera.target = center_x * axes.right + center_y * axes.up + middle.z * axes.back;
  camera.eye = camera.target + std::max(depth - middle.z, smallest) * axes.back;
  return camera;
}

Camera frame_bounds(const Bounds& bounds, const ViewAngles& angles, float aspect, bool orthographic,
                    float margin, float vertical_fov_degrees) {
  if (bounds.empty()) return frame_points({}, angles, aspect, orthographic, margin, vertical_fov_degrees);
  return frame_points(corners_of(bounds), angles, aspect, orthographic, margin, vertical_fov_degrees);
}

ViewAngles angles_of(const Camera& camera) {
  const Axes axes = axes_of(camera);
  ViewAngles angles;
  angles.elevation_degrees = glm::degrees(std::asin(glm::clamp(axes.back.y, -1.0f, 1.0f)));
  if (std::abs(angles.elevation_degrees) < kPoleDegrees) {
    angles.azimuth_degrees = glm::degrees(std::atan2(axes.back.x, axes.back.z));
  } else {
    const float sign = angles.elevation_degrees > 0 ? -1.0f : 1.0f;
    angles.azimuth_degrees = glm::degrees(std::atan2(sign * axes.up.x, sign * axes.up.z));
  }
  return angles;
}

void set_angles(Camera& camera, const ViewAngles& angles) {
  const float distance = std::max(camera.distance(), 1e-6f);
  camera.eye = camera.target + distance * direction_of(angles);
  camera.up = up_of(angles);
}

void orbit(Camera& camera, glm::vec2 delta_px, glm::vec2 size_px) {
  ViewAngles angles = angles_of(camera);
  const float scale = kDegreesPerHeight / std::max(size_px.y, 1.0f);
  angles.azimuth_degrees -= delta_px.x * scale;
  angles.elevation_degrees = glm::clamp(angles.elevation_degrees + delta_px.y * scale, -90.0f, 90.0f);
  set_angles(camera, angles);
}

void pan(Camera& camera, glm::vec2 delta_px, glm::vec2 size_px) {
  const Axes axes = axes_of(camera);
  const float metres_per_px = 2 * half_height_at_target(camera) / std::max(size_px.y, 1.0f);
  const glm::vec3 shift = metres_per_px * (delta_px.y * axes.up - delta_px.x * axes.right);
  camera.eye += shift;
  camera.target += shift;
}

void zoom_to_cursor(Camera& camera, float steps, glm::vec2 cursor_px, glm::vec2 size_px) {
  const float factor = glm::clamp(std::pow(kZoomPerStep, steps), 1e-3f, 1e3f);
  const glm::vec3 kept = point_on_target_plane(camera, cursor_px, size_px);
  const float scale = camera.orthographic ? camera.ortho_height : camera.distance();
  if (scale * factor < 1e-5f || scale * factor > 1e6f) return;
  if (camera.orthographic) {
    const glm::vec3 shift = (1 - factor) * (kept - camera.target);
    camera.eye += shift;
    camera.target += shift;
    camera.ortho_height *= factor;
  } else {
    camera.eye = kept + factor * (camera.eye - kept);
    camera.target = kept + factor * (camera.target - kept);
  }
}

void set_orthographic(Camera& camera, bool orthographic) {
  if (camera.orthographic == orthographic) return;
  const float slope = std::tan(0.5f * glm::radians(camera.vertical_fov_degrees));
  if (orthographic) {
    camera.ortho_height = 2 * camera.distance() * slope;
  } else {
    const Axes axes = axes_of(camera);
    camera.eye = camera.target + (0.5f * camera.ortho_height / slope) * axes.back;
  }
  camera.orthographic = orthographic;
}

Ray ray_through(const Camera& camera, glm::vec2 cursor_px, glm::vec2 size_px) {
  const glm::vec3 on_plane = point_on_target_plane(camera, cursor_px, size_px);
  if (camera.orthographic) {
    const glm::vec3 back = axes_of(camera).back;
    return {on_plane + camera.distance() * back, -back};
  }
  return {camera.eye, glm::normalize(on_plane - camera.eye)};
}

}  // namespace bandaji
