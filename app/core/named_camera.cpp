#include "app/core/named_camera.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "assets/text.h"
#include "db/record_edits.h"
#include "db/record_reads.h"

namespace bandaji {
namespace {

// By this the field is found again, whatever it is called.
constexpr std::string_view kFieldUnit = "bandaji:cameras";

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

std::optional<CustomField> field_of(const Catalog& catalog) {
  for (const CustomField& field : live_records<CustomField>(catalog))
    if (field.unit == kFieldUnit) return field;
  return std::nullopt;
}

std::optional<CustomValue> value_of(const Catalog& catalog, const Id& asset) {
  const auto field = field_of(catalog);
  if (!field) return std::nullopt;
  for (const CustomValue& value : records_where<CustomValue>(catalog, "subject", asset))
    if (value.field == field->id) return value;
  return std::nullopt;
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

bool is_camera_field(const CustomField& field) {
  return field.unit == kFieldUnit;
}

std::vector<NamedCamera> cameras_of(const Catalog& catalog, const Id& asset) {
  const auto value = value_of(catalog, asset);
  return value ? read_cameras(value->value) : std::vector<NamedCamera>();
}

std::optional<NamedCamera> chosen_camera(const Catalog& catalog, const Id& asset) {
  for (NamedCamera& saved : cameras_of(catalog, asset))
    if (saved.chosen) return std::move(saved);
  return std::nullopt;
}

std::map<Id, Camera> chosen_cameras(const Catalog& catalog) {
  std::map<Id, Camera> chosen;
  const auto field = field_of(catalog);
  if (!field) return chosen;
  for (const CustomValue& value : records_where<CustomValue>(catalog, "field", field->id))
    for (const NamedCamera& saved : read_cameras(value.value))
      if (saved.chosen) chosen.insert_or_assign(value.subject, saved.camera);
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
  const std::string text = write_cameras(cameras);
  if (const auto value = value_of(catalog, asset)) {
    SetRecordField edit;
    edit.type = RecordType::CustomValue;
    edit.id = value->id;
    edit.column = "value";
    edit.value = text;
    change.edits.push_back(std::move(edit));
    return change;
  }
  Id field_id;
  if (const auto field = field_of(catalog)) {
    field_id = field->id;
  } else {
    CustomField made;
    made.id = field_id = new_id();
    made.applies_to = "asset";
    made.name_ko = "카메라";
    made.name_en = "Cameras";
    made.unit = kFieldUnit;
    change.edits.push_back(make_record(made));
  }
  CustomValue value;
  value.id = new_id();
  value.field = field_id;
  value.subject = asset;
  value.value = text;
  change.edits.push_back(make_record(value));
  return change;
}

std::string free_camera_name(const std::vector<NamedCamera>& cameras, bool korean) {
  for (int n = 1;; ++n) {
    std::string name = fmt::format("{} {}", korean ? "카메라" : "Camera", n);
    if (!find_camera(cameras, name)) return name;
  }
}

}  // namespace bandaji
