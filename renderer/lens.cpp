#include "renderer/lens.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/trigonometric.hpp>

namespace bandaji {
namespace {

// Active areas as the makers publish them.
constexpr std::array<Sensor, 7> kSensors{{
    {"super35", "Super 35 (3-perf)", 24.89f, 14.0f},
    {"super35-4perf", "Super 35 (4-perf)", 24.89f, 18.66f},
    {"full-frame", "Full frame 36 x 24", 36.0f, 24.0f},
    {"alexa-lf", "ARRI Alexa LF open gate", 36.7f, 25.54f},
    {"alexa-35", "ARRI Alexa 35 open gate", 27.99f, 19.22f},
    {"aps-c", "APS-C", 23.6f, 15.7f},
    {"micro43", "Micro Four Thirds", 17.3f, 13.0f},
}};

float used_height(const Lens& lens, float aspect) {
  return std::min(lens.sensor_height_mm, lens.sensor_width_mm / std::max(aspect, 1e-3f));
}

}  // namespace

std::span<const Sensor> sensors() {
  return kSensors;
}

const Sensor* find_sensor(std::string_view name) {
  for (const Sensor& sensor : kSensors) {
    if (sensor.name == name) return &sensor;
  }
  return nullptr;
}

float vertical_fov_degrees(const Lens& lens, float aspect) {
  return glm::degrees(2 *
                      std::atan(0.5f * used_height(lens, aspect) / std::max(lens.focal_length_mm, 1e-3f)));
}

float focal_length_mm(const Lens& sensor_of, float vertical_fov_degrees, float aspect) {
  return 0.5f * used_height(sensor_of, aspect) / std::tan(0.5f * glm::radians(vertical_fov_degrees));
}

float opening_radius_metres(const Lens& lens, float f_number) {
  return 0.5f * lens.focal_length_mm / std::max(f_number, 1e-3f) / 1000.0f;
}

}  // namespace bandaji
