#include "app/core/named_camera.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "app/core/asset_value.h"
#include "assets/text.h"

namespace bandaji {
namespace {

constexpr AssetNote kCameras{"bandaji:cameras", "카메라", "Cameras"};

std::optional<float> number(std::string_view text) {
  float value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const std::size_t end = text.find(at);
    pieces.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

std::optional<glm::vec3> vector(std::string_view text) {
  const auto pieces = split(text, ',');
  if (pieces.size() != 3) return std::nullopt;
  glm::vec3 v{0};
  for (int i = 0; i < 3; ++i) {
    const auto value = number(pieces[static_cast<std::size_t>(i)]);
    if (!value) return std::nullopt;
    v[i] = *value;
  }
  return v;
}

std::string vector_text(const glm::vec3& v) {
  return fmt::format("{},{},{}", v.x, v.y, v.z);
}

std::string clean_name(std::string_view name) {
  std::string clean;
  for (const char c : to_nfc(name)) clean += c == '|' || static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return clean;
}

}  // namespace

std::string write_cameras(const std::vector<NamedCamera>& cameras) {
  std::string text;
  for (const NamedCamera& saved : cameras) {
    const Camera& c = saved.camera;
    if (!text.empty()) text += '\n';
    text += fmt::format("{}|{}|{}|{}|{}|{}|{}|{}", clean_name(saved.name), vector_text(c.eye),
                        vector_text(c.target), vector_text(c.up), c.vertical_fov_degrees,
                        c.orthographic ? c.ortho_height : 0.0f, saved.sensor, saved.chosen ? "*" : "");
  }
  return text;
}

std::vector<NamedCamera> read_cameras(std::string_view text) {
  std::vector<NamedCamera> cameras;
  for (const std::string_view line : split(text, '\n')) {
    const auto pieces = split(line, '|');
    if (pieces.size() != 8 || pieces[0].empty()) continue;
    const auto eye = vector(pieces[1]), target = vector(pieces[2]), up = vector(pieces[3]);
    const auto angle = number(pieces[4]), height = number(pieces[5]);
    if (!eye || !target || !up || !angle || !height || *eye == *target) continue;
    if (!(*angle > 0.5f && *angle < 175) || !(*height >= 0)) continue;
    NamedCamera saved;
    saved.name = std::string(pieces[0]);
    saved.camera.eye = *eye;
    saved.camera.target = *target;
    saved.camera.up = *up;
    saved.camera.vertical_fov_degrees = *angle;
    saved.camera.orthographic = *height > 0;
    if (*height > 0) saved.camera.ortho_height = *height;
    saved.sensor = std::string(find_sensor(pieces[6]) ? pieces[6] : sensors().front().name);
    saved.chosen = pieces[7] == "*" && std::none_of(cameras.begin(), cameras.end(),
                                                    [](const auto& other) { return other.chosen; });
    cameras.push_back(std::move(saved));
  }
  return cameras;
}

std::vector<NamedCamera> cameras_of(const Catalog& catalog, const Id& asset) {
  return read_cameras(asset_note(catalog, kCameras, asset));
}

std::optional<NamedCamera> chosen_camera(const Catalog& catalog, const Id& asset) {
  for (NamedCamera& saved : cameras_of(catalog, asset))
    if (saved.chosen) return std::move(saved);
  return std::nullopt;
}

std::map<Id, Camera> chosen_cameras(const Catalog& catalog) {
  std::map<Id, Camera> chosen;
  for (const auto& [asset, text] : asset_notes(catalog, kCameras))
    for (const NamedCamera& saved : read_cameras(text))
      if (saved.chosen) chosen.insert_or_assign(asset, saved.camera);
  return chosen;
}

const NamedCamera* find_camera(const std::vector<NamedCamera>& cameras, std::string_view name) {
  const std::string wanted = to_lower_ascii(to_nfc(name));
  for (const NamedCamera& saved : cameras)
    if (to_lower_ascii(saved.name) == wanted) return &saved;
  return nullptr;
}

Change set_cameras(const Catalog& catalog, const Id& asset, const std::vector<NamedCamera>& cameras,
                   std::string label_ko, std::string label_en) {
  Change change;
  change.label_ko = std::move(label_ko);
  change.label_en = std::move(label_en);
  change.edits = set_asset_note(catalog, kCameras, asset, write_cameras(cameras));
  return change;
}

std::string free_camera_name(const std::vector<NamedCamera>& cameras, bool korean) {
  for (int n = 1;; ++n) {
    std::string name = fmt::format("{} {}", korean ? "카메라" : "Camera", n);
    if (!find_camera(cameras, name)) return name;
  }
}

}  // namespace bandaji
