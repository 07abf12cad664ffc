// Cameras as people on a set speak of them: focal length and sensor.  Pure maths.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace bandaji {

struct Sensor {
  std::string_view name;  // As in --sensor: "super35", "full-frame", …
  std::string_view title;
  float width_mm = 24.89f;
  float height_mm = 18.66f;
};
// Common formats; the first is the usual one.
std::span<const Sensor> sensors();
const Sensor* find_sensor(std::string_view name);

struct Lens {
  float focal_length_mm = 50;
  float sensor_width_mm = 24.89f;
  float sensor_height_mm = 14.0f;
};

// Of a picture with this width / height that is cut out of the middle of the sensor, as large as fits.
float vertical_fov_degrees(const Lens& lens, float aspect);
// The focal length that gives this field of view.
float focal_length_mm(const Lens& sensor_of, float vertical_fov_degrees, float aspect);
// Radius of the opening at an f-number: what depth of field comes from.
float opening_radius_metres(const Lens& lens, float f_number);

}  // namespace bandaji
