// How a model is drawn: everything except the model and the camera.  A plain
// struct, pushed one way from the interface to the renderer.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bandaji {

struct ColorLut;  // color_lut.h

// Stored on disk (saved views, sheets); never renumber.
enum class ToneMap : std::uint8_t { Neutral = 0, Agx = 1, Aces = 2, None = 3 };
enum class ShadingMode : std::uint8_t {
  Shaded = 0,
  Unlit = 1,
  Clay = 2,
  Wireframe = 3,
  Normals = 4,
  UvChecker = 5,
  Depth = 6,
  Channel = 7  // One quantity of the material, as ViewSettings::channel says.
};
// What ShadingMode::Channel shows: colors as they are, data as gray (0 black, 1 white).
enum class Channel : std::uint8_t {
  BaseColor = 0,
  Alpha = 1,
  Metallic = 2,
  Roughness = 3,
  NormalMap = 4,  // As the picture has it; even blue where there is none.
  Occlusion = 5,
  Emissive = 6,
  Specular = 7,
  SheenColor = 8,
  SheenRoughness = 9,
  Clearcoat = 10,
  ClearcoatRoughness = 11,
  Transmission = 12,
  Thickness = 13,
  Anisotropy = 14,
  Iridescence = 15,
  VertexColor = 16,
  Uv0 = 17,  // u red, v green.
  Uv1 = 18,
  Facing = 19  // Front faces blue, back faces red.
};
inline constexpr int kChannelCount = 20;
enum class Backdrop : std::uint8_t { Transparent = 0, Color = 1, Environment = 2 };

// "neutral", "shaded", …; empty when the name is not one.
std::optional<ToneMap> parse_tone_map(std::string_view name);
std::optional<ShadingMode> parse_shading_mode(std::string_view name);
std::optional<Channel> parse_channel(std::string_view name);  // "base-color", "roughness", …
std::string_view to_string(ToneMap value);
std::string_view to_string(ShadingMode value);
std::string_view to_string(Channel value);

// A plane that cuts the model open.
struct SectionPlane {
  glm::vec3 normal{0, 1, 0};  // Unit length; what lies on its side is taken away.
  float offset = 0;           // Metres: dot(normal, p) > offset is taken away.
  bool caps = true;           // Fills what is cut through.
  glm::vec3 cap_srgb{0.76f, 0.36f, 0.26f};

  bool operator==(const SectionPlane&) const = default;
};

struct ViewSettings {
  std::string light = "studio";      // One of light_names(); ignored when an environment picture is given.
  float light_rotation_degrees = 0;  // About +Y.
  float light_intensity = 1;
  // 1000 to 15000: the light as if its white were that of a black body so hot; 6500 and 0 leave it as it is.
  float light_kelvin = 0;
  float exposure_ev = 0;
  std::shared_ptr<const ColorLut> lut;  // Applied to the display values of the model; null for none.
  ToneMap tone_map = ToneMap::Neutral;
  ShadingMode mode = ShadingMode::Shaded;
  Channel channel = Channel::BaseColor;
  Backdrop backdrop = Backdrop::Color;
  glm::vec3 backdrop_srgb{0.18f};  // Display values 0..1.
  bool ground = true;              // Catches the soft shadow; invisible otherwise.
  bool shadows = true;             // The main light of a built-in light throws shadows on the model itself.
  bool grid = false;
  std::optional<SectionPlane> section;
  // Parts that are not drawn and throw no shadow: indices as parts_of() in parts.h counts, ascending.
  std::vector<std::uint32_t> hidden_parts;
  // Parts that are shown through a tint, to point at them; ascending.
  std::vector<std::uint32_t> marked_parts;
  // A person so tall stands beside the model as a flat figure that turns to the camera; 0: nobody.
  float figure_metres = 0;
  float time_seconds = 0;  // Into the animation; 0 is the pose in which the file's nodes stand.
  int clip = 0;            // Which of the file's animations.
  bool animate = true;     // False: the pose at rest at any time.
  int variant = -1;        // Index into the model's variants; -1 is the file's own materials.
  // Per pixel.  At once: 1, 4, 9 or 16, by multisampling or supersampling, as the driver does better.  With
  // `accumulate` any number, four at a time, each time from a slightly moved place.
  int samples = 4;
  bool accumulate = false;  // For pictures that are kept; Preview::picture() and Preview::accumulate().
  int most_samples = 0;     // Preview::picture() goes on to so many while the picture still changes.

  // For pictures while the camera moves: very large models are drawn with fewer triangles.
  bool draft = false;

  // The light of the surroundings and of the key light is shadowed by the model itself, over the whole sky.
  bool occlusion = false;

  // Depth of field, which needs `accumulate`: the radius of the lens opening (0: all is sharp) and the
  // distance that is sharp (0: the camera's target).
  float lens_radius_metres = 0;
  float focus_metres = 0;
};

}  // namespace bandaji
