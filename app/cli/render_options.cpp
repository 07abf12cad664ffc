#include "app/cli/render_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>

#include "assets/text.h"
#include "renderer/environment.h"
#include "renderer/figure.h"
#include "renderer/parts.h"

namespace bandaji::cli {
namespace {

constexpr int kMostSamplesOfDepth = 256;  // Blur out of focus is many pictures over one another.

tl::unexpected<Error> wrong(std::string_view option, std::string_view value, std::string_view expected) {
  return fail(ErrorKind::Invalid, fmt::format("--{} takes {}, not \"{}\".", option, expected, value));
}

std::optional<float> parse_number(std::string_view text) {
  float value = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::optional<glm::vec3> parse_vector(std::string_view text) {
  glm::vec3 value{0};
  for (int i = 0; i < 3; ++i) {
    const std::size_t comma = text.find(',');
    if ((comma == std::string_view::npos) != (i == 2)) return std::nullopt;
    const auto number = parse_number(text.substr(0, comma));
    if (!number) return std::nullopt;
    value[i] = *number;
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
  }
  return value;
}

std::optional<PictureSize> parse_size(std::string_view text) {
  const std::size_t cross = text.find_first_of("xX");
  if (cross == std::string_view::npos) return std::nullopt;
  const auto edge = [](std::string_view digits) -> int {
    int value = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return problem == std::errc() && end == digits.data() + digits.size() ? value : 0;
  };
  constexpr int kLargest = 16384;
  const PictureSize size{edge(text.substr(0, cross)), edge(text.substr(cross + 1))};
  if (size.width < 1 || size.height < 1 || size.width > kLargest || size.height > kLargest)
    return std::nullopt;
  return size;
}

std::optional<glm::vec3> parse_color(std::string_view text) {
  struct Named {
    std::string_view name;
    glm::vec3 color;
  };
  static const auto kNamed = std::to_array<Named>({{"white", glm::vec3(1)},
                                                   {"black", glm::vec3(0)},
                                                   {"gray", glm::vec3(0.5f)},
                                                   {"grey", glm::vec3(0.5f)}});
  for (const Named& entry : kNamed) {
    if (entry.name == text) return entry.color;
  }
  if (text.starts_with('#')) text.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (text.size() != 6 || problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return glm::vec3(static_cast<float>(value >> 16 & 255), static_cast<float>(value >> 8 & 255),
                   static_cast<float>(value & 255)) /
         255.0f;
}

std::optional<SectionPlane> parse_section(std::string_view text) {
  SectionPlane plane;
  const float sign = text.starts_with('-') ? -1.0f : 1.0f;
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text.size() < 3 || text[0] < 'x' || text[0] > 'z' || text[1] != ',') return std::nullopt;
  plane.normal = glm::vec3(0);
  plane.normal[text[0] - 'x'] = sign;
  const auto offset = parse_number(text.substr(2));
  if (!offset) return std::nullopt;
  plane.offset = sign * *offset;
  return plane;
}

Result<void> parse_camera(const RenderCommand& command, RenderRequest& request) {
  if (!command.view.empty()) {
    if (const auto angles = parse_view(command.view))
      request.angles = *angles;
    else
      request.saved_camera = command.view;
  }
  if (command.eye.empty() != command.target.empty()) {
    return fail(ErrorKind::Invalid, "--eye and --target are given together.");
  }
  if (!command.up_vector.empty() && command.eye.empty())
    return fail(ErrorKind::Invalid, "--up-vector needs --eye and --target.");
  if (!command.eye.empty() && !command.view.empty())
    return fail(ErrorKind::Invalid, "--view and --eye exclude each other.");
  if (!command.eye.empty()) {
    const auto eye = parse_vector(command.eye);
    if (!eye) return wrong("eye", command.eye, "three numbers X,Y,Z");
    const auto target = parse_vector(command.target);
    if (!target) return wrong("target", command.target, "three numbers X,Y,Z");
    if (glm::distance(*eye, *target) == 0.0f)
      return fail(ErrorKind::Invalid, "--eye and --target are the same point.");
    request.eye = *eye;
    request.target = *target;
    if (!command.up_vector.empty()) {
      const auto up = parse_vector(command.up_vector);
      if (!up || glm::length(*up) == 0.0f)
        return wrong("up-vector", command.up_vector, "three numbers X,Y,Z, not all 0");
      request.up = glm::normalize(*up);
    }
  }
  if (command.fov) {
    if (!(*command.fov >= 1 && *command.fov <= 170))
      return fail(ErrorKind::Invalid, "--fov takes an angle from 1 to 170 degrees.");
    request.fov = static_cast<float>(*command.fov);
  }
  if (command.lens_mm) {
    if (command.fov) return fail(ErrorKind::Invalid, "--fov and --lens exclude each other.");
    if (!(*command.lens_mm >= 1 && *command.lens_mm <= 2000))
      return fail(ErrorKind::Invalid, "--lens takes a focal length from 1 to 2000 mm.");
  }
  if (command.lens_mm || command.aperture || !command.sensor.empty()) {
    const Sensor* sensor = command.sensor.empty() ? &sensors().front() : find_sensor(command.sensor);
    if (!sensor) {
      std::string names;
      for (const Sensor& known : sensors()) names += (names.empty() ? "" : ", ") + std::string(known.name);
      return wrong("sensor", command.sensor, "one of " + names);
    }
    request.lens = Lens{static_cast<float>(command.lens_mm.value_or(0)), sensor->width_mm, sensor->height_mm};
  }
  if (command.aperture) {
    if (!(*command.aperture >= 0.5 && *command.aperture <= 128))
      return fail(ErrorKind::Invalid, "--aperture takes an f-number from 0.5 to 128.");
    request.f_number = static_cast<float>(*command.aperture);
  }
  if (command.focus) {
    if (!(*command.focus > 0 && *command.focus < 1e6))
      return fail(ErrorKind::Invalid, "--focus takes a distance in metres.");
    request.settings.focus_metres = static_cast<float>(*command.focus);
  }
  request.ortho = command.ortho;
  return {};
}

Result<void> parse_look(const RenderCommand& command, ViewSettings& settings) {
  if (!command.light.empty()) {
    if (!is_light(command.light)) {
      std::string names;
      for (const LightPreset& preset : light_presets())
        names += (names.empty() ? "" : ", ") + std::string(preset.name);
      return wrong("light", command.light, "one of " + names);
    }
    settings.light = command.light;
  }
  const auto tone_map = parse_tone_map(command.tone_map);
  if (!tone_map) return wrong("tone-map", command.tone_map, "neutral, agx, aces or none");
  settings.tone_map = *tone_map;
  const auto mode = parse_shading_mode(command.mode);
  if (!mode)
    return wrong("mode", command.mode, "shaded, unlit, clay, wireframe, normals, uv, depth or channel");
  settings.mode = *mode;
  if (!(std::abs(command.exposure) <= 32))
    return fail(ErrorKind::Invalid, "--exposure takes a value from -32 to 32 EV.");
  settings.exposure_ev = static_cast<float>(command.exposure);
  if (command.background == "transparent") {
    settings.backdrop = Backdrop::Transparent;
  } else if (command.background == "environment") {
    settings.backdrop = Backdrop::Environment;
  } else {
    const auto color = parse_color(command.background);
    if (!color)
      return wrong("background", command.background,
                   "transparent, environment, white, black, gray or #RRGGBB");
    settings.backdrop = Backdrop::Color;
    settings.backdrop_srgb = *color;
  }
  if (!command.channel.empty()) {
    const auto channel = parse_channel(command.channel);
    if (!channel) {
      std::string names;
      for (int i = 0; i < kChannelCount; ++i)
        names += (i ? ", " : "") + std::string(to_string(static_cast<Channel>(i)));
      return wrong("channel", command.channel, "one of " + names);
    }
    settings.channel = *channel;
    settings.mode = ShadingMode::Channel;
  }
  settings.light_rotation_degrees = static_cast<float>(std::remainder(command.light_rotation, 360.0));
  if (!(command.light_strength >= 0 && command.light_strength <= 100))
    return fail(ErrorKind::Invalid, "--light-strength takes a number from 0 to 100.");
  settings.light_intensity = static_cast<float>(command.light_strength);
  if (command.kelvin) {
    if (!(*command.kelvin >= 1000 && *command.kelvin <= 15000))
      return fail(ErrorKind::Invalid, "--kelvin takes a temperature from 1000 to 15000.");
    settings.light_kelvin = static_cast<float>(*command.kelvin);
  }
  if (command.figure_cm) {
    if (!(*command.figure_cm >= 30 && *command.figure_cm <= 300))
      return fail(ErrorKind::Invalid, "--figure takes a height from 30 to 300 cm.");
    settings.figure_metres = static_cast<float>(*command.figure_cm / 100);
  }
  settings.clip = command.clip.value_or(0);
  if (settings.clip < 0)
    return fail(ErrorKind::Invalid, "--clip takes the number of an animation, counted from 0.");
  if (command.turntable != 0 && (command.turntable < 2 || command.turntable > 360))
    return fail(ErrorKind::Invalid, "--turntable takes a number of views from 2 to 360.");
  settings.ground = !command.no_ground;
  if (command.time) {
    if (!(*command.time >= 0 && *command.time < 1e6))
      return fail(ErrorKind::Invalid, "--time takes seconds from 0 on.");
    settings.time_seconds = static_cast<float>(*command.time);
  }
  settings.accumulate = true;
  if (command.samples == "auto") {
    settings.samples = kLeastStillSamples;
    settings.most_samples = command.aperture ? kMostSamplesOfDepth : kMostStillSamples;
  } else {
    const auto samples = parse_number(command.samples);
    if (!samples || *samples < 1 || *samples > 1024 || *samples != std::floor(*samples))
      return wrong("samples", command.samples, "a whole number from 1 to 1024, or auto");
    settings.samples = static_cast<int>(*samples);
  }
  if (command.occlusion == "auto") {
    // Under a picture of their own people compare with other viewers, which shadow nothing.
    settings.occlusion = command.environment.empty();
  } else if (command.occlusion == "on" || command.occlusion == "off") {
    settings.occlusion = command.occlusion == "on";
  } else {
    return wrong("occlusion", command.occlusion, "on, off or auto");
  }
  if (!command.section.empty()) {
    const auto plane = parse_section(command.section);
    if (!plane) return wrong("section", command.section, "an axis (x, -x, y, -y, z, -z) and metres: y,1.2");
    settings.section = plane;
    settings.section->caps = !command.no_caps;
  }
  return {};
}

}  // namespace

Result<RenderRequest> parse_render(const RenderCommand& command) {
  RenderRequest request;
  const auto size = parse_size(command.size);
  if (!size) return wrong("size", command.size, "WIDTHxHEIGHT in pixels, each from 1 to 16384");
  request.size = *size;
  for (const std::string& text : command.pick) {
    const auto at = parse_vector(text + ",0");
    if (!at || at->x < 0 || at->y < 0 || at->x >= static_cast<float>(size->width) ||
        at->y >= static_cast<float>(size->height))
      return wrong("pick", text, "X,Y of a pixel inside the picture");
    request.picks.emplace_back(static_cast<int>(at->x), static_cast<int>(at->y));
  }
  if (const auto parsed = parse_camera(command, request); !parsed) return tl::unexpected(parsed.error());
  if (const auto parsed = parse_look(command, request.settings); !parsed)
    return tl::unexpected(parsed.error());
  return request;
}

Result<void> choose_parts(const RenderCommand& command, const BakedModel& model, ViewSettings& settings) {
  if (command.hide.empty() && command.only.empty()) return {};
  if (!command.hide.empty() && !command.only.empty())
    return fail(ErrorKind::Invalid, "--hide and --only exclude each other.");
  const std::vector<Part> parts = parts_of(model);
  std::vector<std::uint32_t> chosen;
  for (const std::string& words : command.hide.empty() ? command.only : command.hide) {
    const auto found = find_parts(parts, words);
    if (found.empty()) {
      std::string names;
      for (const Part& part : parts) names += (names.empty() ? "" : ", ") + part.name;
      return fail(ErrorKind::NotFound,
                  fmt::format("The model has no part \"{}\"; it has {}.", words, for_display(names)));
    }
    chosen.insert(chosen.end(), found.begin(), found.end());
  }
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  settings.hidden_parts = command.hide.empty() ? all_but(parts, chosen) : chosen;
  return {};
}

Camera camera_for(RenderRequest& request, const Bounds& bounds, double metres_per_unit) {
  constexpr float kUsualFov = 30;
  const float aspect = static_cast<float>(request.size.width) / static_cast<float>(request.size.height);
  float fov = request.fov.value_or(kUsualFov);
  if (request.lens) {
    Lens& lens = *request.lens;
    if (lens.focal_length_mm > 0)
      fov = vertical_fov_degrees(lens, aspect);
    else
      lens.focal_length_mm = focal_length_mm(lens, fov, aspect);
    if (request.f_number > 0)
      request.settings.lens_radius_metres = opening_radius_metres(lens, request.f_number);
  }
  if (!request.eye && request.settings.figure_metres > 0) {
    const Camera near = frame_bounds(bounds, request.angles, aspect, request.ortho, 0.06f, fov);
    return frame_bounds(with_figure(bounds, near, request.settings.figure_metres), request.angles, aspect,
                        request.ortho, 0.06f, fov);
  }
  if (!request.eye) return frame_bounds(bounds, request.angles, aspect, request.ortho, 0.06f, fov);
  Camera camera;
  camera.eye = *request.eye * static_cast<float>(metres_per_unit);
  camera.target = request.target * static_cast<float>(metres_per_unit);
  camera.up = request.up;
  camera.vertical_fov_degrees = fov;
  camera.ortho_height = 2 * glm::distance(camera.eye, camera.target) * std::tan(glm::radians(fov) / 2);
  camera.orthographic = request.ortho;
  return camera;
}

Result<int> find_variant(const BakedModel& model, std::string_view name) {
  const auto& variants = model.variants();
  std::string names;
  for (std::size_t i = 0; i < variants.size(); ++i) {
    if (variants[i].name == name || std::to_string(i) == name) return static_cast<int>(i);
    names += (names.empty() ? "" : ", ") + variants[i].name;
  }
  return fail(ErrorKind::NotFound, names.empty() ? std::string("The model has no variants.")
                                                 : fmt::format("The model has no variant \"{}\"; it has {}.",
                                                               name, for_display(names)));
}

Result<void> check_clip(const BakedModel& model, int clip) {
  const auto& animations = model.animations();
  if (static_cast<std::size_t>(clip) < animations.size()) return {};
  if (animations.empty()) return fail(ErrorKind::NotFound, "The model has no animations.");
  std::string names;
  for (std::size_t i = 0; i < animations.size(); ++i)
    names += fmt::format("{}{}{}{}", i == 0 ? "" : ", ", i, animations[i].name.empty() ? "" : " ",
                         animations[i].name);
  return fail(ErrorKind::NotFound,
              fmt::format("The model has no animation {}; it has {}.", clip, for_display(names)));
}

}  // namespace bandaji::cli
