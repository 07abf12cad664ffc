// How a model is drawn: everything except the model and the camera.  A plain
// struct, pushed one way from the interface to the renderer.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace bandaji {

// Stored on disk (saved views, sheets); never renumber.
enum class ToneMap : std::uint8_t { Neutral = 0, Agx = 1, Aces = 2, None = 3 };
enum class ShadingMode : std::uint8_t {
  Shaded = 0,
  Unlit = 1,
  Clay = 2,
  Wireframe = 3,
  Normals = 4,
  UvChecker = 5,
  Depth = 6
};
enum class Backdrop : std::uint8_t { Transparent = 0, Color = 1, Environment = 2 };

// "neutral", "shaded", …; empty when the name is not one.
std::optional<ToneMap> parse_tone_map(std::string_view name);
std::optional<ShadingMode> parse_shading_mode(std::string_view name);
std::string_view to_string(ToneMap value);
std::string_view to_string(ShadingMode value);

struct ViewSettings {
  std::string light = "studio";      // One of light_names(); ignored when an environment picture is given.
  float light_rotation_degrees = 0;  // About +Y.
  float light_intensity = 1;
  float exposure_ev = 0;
  ToneMap tone_map = ToneMap::Neutral;
  ShadingMode mode = ShadingMode::Shaded;
  Backdrop backdrop = Backdrop::Color;
  glm::vec3 backdrop_srgb{0.18f};  // Display values 0..1.
  bool ground = true;              // Catches the soft shadow; invisible otherwise.
  bool shadows = true;             // The main light of a built-in light throws shadows on the model itself.
  bool grid = false;
  float time_seconds = 0;  // Into the first animation; 0 is the pose in which the file's nodes stand.
  bool animate = true;     // False: the pose at rest at any time.
  int variant = -1;        // Index into the model's variants; -1 is the file's own materials.
  int samples = 4;  // 1, 4, 9 or 16 per pixel: multisampling or supersampling, as the driver does better.
};

}  // namespace bandaji
