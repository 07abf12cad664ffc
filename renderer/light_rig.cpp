#include "renderer/light_rig.h"

#include <array>
#include <cassert>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>
#include <span>
#include <vector>

#include "assets/parallel.h"
#include "renderer/environment.h"
#include "renderer/prefilter.h"

namespace bandaji {
namespace {

enum class LampShape { Box, Disc, Ring };

// A glowing area, seen from the model.  Azimuth 0 is where the front view's camera stands, 90 to its right
// hand (+X); angles in degrees.
struct Lamp {
  float azimuth = 0;
  float elevation = 0;
  float half_width = 10;   // For a ring: the outer radius.
  float half_height = 10;  // For a ring: the inner radius.
  float edge = 3;          // Width of the soft edge.
  float radiance = 1;
  float kelvin = 6500;
  LampShape shape = LampShape::Box;
  bool key = false;
  float falloff = 0;  // 0: even; 1: fades fully from the center to the edge.
};

// The surroundings: straight down, just below the horizon, just above it, and straight up.
struct Tinted {
  float radiance = 0;
  float kelvin = 6500;
};

struct Gradient {
  Tinted nadir, below, above, zenith;
  float curve = 1;  // How quickly the sky changes from the horizon upwards.
};

struct Rig {
  std::string_view name;
  float warmth =
      0.55f;  // How much of a lamp's tint is left after the eye or the camera has adapted to it; 0 is white.
  float brightness = 1;  // Light on a wall that faces the camera, in units that a white wall shows as white.
  Gradient gradient;
  std::vector<Lamp> lamps;
};

Tinted gray(float v) {
  return {v, 6500};
}
Tinted tinted(float v, float kelvin) {
  return {v, kelvin};
}

// Only the proportions of the radiances count: all are scaled to the rig's brightness.
std::vector<Rig> make_rigs() {
  std::vector<Rig> rigs;
  // Large soft boxes left and right of the camera, a long rim light behind, and a bright ceiling and floor
  // as in a photographer's cove: neutral white, gentle on cloth.
  rigs.push_back({"studio",
                  1.00f,
                  0.92f,
                  {gray(0.36f), gray(0.29f), gray(0.26f), gray(0.50f), 0.8f},
                  {{-38, 42, 24, 24, 10, 7.2f, 6500, LampShape::Box, true},
                   {52, 22, 20, 32, 12, 1.9f, 6500, LampShape::Box},
                   {150, 38, 14, 34, 8, 4.4f, 6500, LampShape::Box},
                   {-140, 24, 9, 36, 8, 3.0f, 6500, LampShape::Box},
                   {0, 88, 30, 30, 14, 1.5f, 6500, LampShape::Disc}}});
  // Late morning: a warm sun, a blue sky, light ground.
  rigs.push_back(
      {"daylight",
       0.70f,
       1.05f,
       {tinted(0.20f, 5200), tinted(0.30f, 5400), tinted(0.95f, 6800), tinted(0.42f, 12000), 0.45f},
       {{-42, 48, 5, 5, 2, 95.0f, 5300, LampShape::Disc, true},
        {-42, 48, 26, 26, 24, 1.1f, 5600, LampShape::Disc, false, 1}}});
  rigs.push_back({"overcast",
                  0.80f,
                  0.85f,
                  {tinted(0.16f, 6200), tinted(0.26f, 6500), tinted(0.62f, 7000), tinted(1.35f, 7200), 0.6f},
                  {{-20, 62, 36, 36, 34, 1.4f, 6900, LampShape::Disc, true, 1}}});
  // Two or three flames at the height of a low table, in a dark wooden room.
  rigs.push_back({"candle",
                  0.42f,
                  0.50f,
                  {tinted(0.075f, 1900), tinted(0.055f, 1900), tinted(0.035f, 2100), tinted(0.012f, 2400), 1},
                  {{-48, 6, 7, 10, 5, 58.0f, 1850, LampShape::Disc, true, 0.6f},
                   {36, 2, 4, 6, 3, 36.0f, 1850, LampShape::Disc, false, 0.6f},
                   {160, 12, 4, 5, 3, 34.0f, 1900, LampShape::Disc, false, 0.6f},
                   {-48, 4, 46, 34, 34, 0.28f, 2000, LampShape::Disc, false, 1}}});
  rigs.push_back(
      {"moonlight",
       1.00f,
       0.30f,
       {tinted(0.035f, 9000), tinted(0.045f, 9500), tinted(0.10f, 11000), tinted(0.055f, 14000), 0.7f},
       {{-58, 50, 7, 7, 3, 26.0f, 9000, LampShape::Disc, true},
        {130, 30, 22, 30, 16, 0.75f, 9500, LampShape::Box},
        {40, 4, 10, 14, 9, 0.35f, 2400, LampShape::Box, false, 1}}});
  rigs.push_back({"tungsten",
                  0.50f,
                  0.85f,
                  {tinted(0.16f, 2800), tinted(0.14f, 2800), tinted(0.15f, 2900), tinted(0.24f, 3000), 0.8f},
                  {{-44, 40, 12, 12, 4, 22.0f, 3000, LampShape::Disc, true},
                   {58, 24, 14, 20, 8, 2.2f, 2900, LampShape::Box},
                   {158, 44, 9, 9, 3, 15.0f, 3100, LampShape::Disc}}});
  // Two upright panels and a strip from behind, a little cool, as on a modern set.
  rigs.push_back({"led",
                  0.80f,
                  0.90f,
                  {gray(0.16f), gray(0.14f), gray(0.13f), gray(0.20f), 0.8f},
                  {{-50, 26, 13, 26, 2, 10.5f, 5900, LampShape::Box, true},
                   {54, 20, 11, 24, 2, 4.0f, 6300, LampShape::Box},
                   {176, 52, 34, 5, 2, 8.5f, 7200, LampShape::Box},
                   {-128, 18, 5, 30, 2, 5.5f, 5900, LampShape::Box}}});
  // A ring around the lens: even light on a face, for makeup.
  rigs.push_back({"ring",
                  0.70f,
                  0.92f,
                  {gray(0.20f), gray(0.18f), gray(0.17f), gray(0.24f), 0.8f},
                  {{0, 8, 25, 15, 2, 10.0f, 5600, LampShape::Ring, true},
                   {150, 34, 14, 26, 8, 2.2f, 5600, LampShape::Box},
                   {-150, 34, 14, 26, 8, 2.2f, 5600, LampShape::Box}}});
  return rigs;
}

constexpr std::array<LightPreset, 8> kPresets{{{"studio", "스튜디오", "Studio"},
                                               {"daylight", "맑은 낮", "Daylight"},
                                               {"overcast", "흐린 날", "Overcast"},
                                               {"candle", "촛불 밤", "Candle night"},
                                               {"moonlight", "달빛", "Moonlight"},
                                               {"tungsten", "텅스텐 조명", "Tungsten"},
                                               {"led", "LED 조명", "LED"},
                                               {"ring", "링 라이트", "Ring light"}}};

float smooth_step(float low, float high, float x) {
  const float t = glm::clamp((x - low) / (high - low), 0.0f, 1.0f);
  return t * t * (3 - 2 * t);
}

struct PlacedLamp {
  Lamp lamp;
  glm::vec3 toward, right, up;
  glm::vec3 color;
  float least_cosine = 0;  // Of the angle from the middle at which something is seen at all.
};

// A color temperature as it looks after adapting: mired values move towards those of daylight.
float adapted(float kelvin, float warmth) {
  constexpr float kWhite = 1e6f / 6500;
  return 1e6f / (kWhite + warmth * (1e6f / kelvin - kWhite));
}

PlacedLamp place(const Lamp& lamp, float warmth) {
  const float azimuth = glm::radians(lamp.azimuth), elevation = glm::radians(lamp.elevation);
  PlacedLamp placed{lamp, {}, {}, {}, {}, 0};
  placed.toward = {std::sin(azimuth) * std::cos(elevation), std::sin(elevation),
                   std::cos(azimuth) * std::cos(elevation)};
  placed.right = {std::cos(azimuth), 0, -std::sin(azimuth)};
  placed.up = glm::cross(placed.toward, placed.right);
  placed.color = lamp.radiance * color_of_temperature(adapted(lamp.kelvin, warmth));
  const float reach = std::hypot(lamp.half_width + lamp.edge,
                                 lamp.shape == LampShape::Box ? lamp.half_height + lamp.edge : 0.0f);
  placed.least_cosine = std::cos(glm::radians(std::min(reach, 90.0f)));
  return placed;
}

// 0..1: how much of the lamp is seen in a direction.
float coverage(const PlacedLamp& placed, const glm::vec3& d) {
  const float forward = glm::dot(d, placed.toward);
  if (forward <= placed.least_cosine) return 0;
  const Lamp& lamp = placed.lamp;
  const float x = glm::degrees(std::atan2(glm::dot(d, placed.right), forward));
  const float y = glm::degrees(std::atan2(glm::dot(d, placed.up), forward));
  const float soft = 0.5f * lamp.edge;
  if (lamp.shape == LampShape::Box) {
    const float inside = (1 - smooth_step(lamp.half_width - soft, lamp.half_width + soft, std::abs(x))) *
                         (1 - smooth_step(lamp.half_height - soft, lamp.half_height + soft, std::abs(y)));
    // A real soft box is a little brighter in the middle.
    const float middle = 1 - 0.35f *
                                 (x * x / (lamp.half_width * lamp.half_width) +
                                  y * y / (lamp.half_height * lamp.half_height)) *
                                 0.5f;
    return inside * std::max(middle, 0.0f);
  }
  const float angle = glm::degrees(std::acos(glm::clamp(forward, -1.0f, 1.0f)));
  if (lamp.shape == LampShape::Ring) {
    return (1 - smooth_step(lamp.half_width - soft, lamp.half_width + soft, angle)) *
           smooth_step(lamp.half_height - soft, lamp.half_height + soft, angle);
  }
  const float radius = lamp.half_width;
  const float inside = 1 - smooth_step(radius - soft, radius + soft, angle);
  const float fade = 1 - lamp.falloff * std::min(angle / (radius + soft), 1.0f);
  return inside * fade * fade;
}

struct PlacedGradient {
  glm::vec3 nadir{0}, below{0}, above{0}, zenith{0};
  float curve = 1;
};

PlacedGradient place(const Gradient& g, float warmth) {
  const auto color = [&](const Tinted& t) {
    return t.radiance * color_of_temperature(adapted(t.kelvin, warmth));
  };
  return {color(g.nadir), color(g.below), color(g.above), color(g.zenith), g.curve};
}

glm::vec3 background(const PlacedGradient& g, const glm::vec3& d) {
  if (d.y >= 0) return glm::mix(g.above, g.zenith, std::pow(d.y, g.curve));
  const float depth = std::sqrt(-d.y);
  const glm::vec3 ground = glm::mix(g.below, g.nadir, depth);
  // The horizon itself is never a hard line.
  return glm::mix(g.above, ground, smooth_step(0.0f, 0.12f, -d.y));
}

}  // namespace

std::span<const LightPreset> light_presets() {
  return kPresets;
}

bool is_light(std::string_view name) {
  for (const LightPreset& preset : kPresets) {
    if (preset.name == name) return true;
  }
  return false;
}

glm::vec3 color_of_temperature(float kelvin) {
  // CIE daylight and Planckian loci (Wyszecki and Stiles; Kim et al. 2002), then XYZ to linear sRGB.
  const float t = glm::clamp(kelvin, 1667.0f, 15000.0f);
  const float i = 1000.0f / t;
  float x, y;
  if (t < 4000) {
    x = ((-0.2661239f * i - 0.2343589f) * i + 0.8776956f) * i + 0.179910f;
    y = t < 2222 ? ((-1.1063814f * x - 1.34811020f) * x + 2.18555832f) * x - 0.20219683f
                 : ((-0.9549476f * x - 1.37418593f) * x + 2.09137015f) * x - 0.16748867f;
  } else {
    const bool warm = t <= 7000;
    x = warm ? ((-4.6070f * i + 2.9678f) * i + 0.09911f) * i + 0.244063f
             : ((-2.0064f * i + 1.9018f) * i + 0.24748f) * i + 0.237040f;
    y = (-3.000f * x + 2.870f) * x - 0.275f;
  }
  const glm::vec3 xyz(x / y, 1, (1 - x - y) / y);
  const glm::vec3 rgb(3.2404542f * xyz.x - 1.5371385f * xyz.y - 0.4985314f * xyz.z,
                      -0.9692660f * xyz.x + 1.8760108f * xyz.y + 0.0415560f * xyz.z,
                      0.0556434f * xyz.x - 0.2040259f * xyz.y + 1.0572252f * xyz.z);
  return glm::max(rgb, glm::vec3(0));
}

RenderedRig render_rig(std::string_view name, int width, int height) {
  assert(is_light(name));
  const std::vector<Rig> rigs = make_rigs();
  const Rig* rig = &rigs.front();
  for (const Rig& candidate : rigs) {
    if (candidate.name == name) rig = &candidate;
  }
  const PlacedGradient gradient = place(rig->gradient, rig->warmth);
  std::vector<PlacedLamp> lamps;
  for (const Lamp& lamp : rig->lamps) lamps.push_back(place(lamp, rig->warmth));

  const std::size_t count = 3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  RenderedRig rendered{{width, height, std::vector<float>(count)},
                       {width, height, std::vector<float>(count)}};
  parallel_for(static_cast<std::size_t>(height), [&](std::size_t row) {
    for (int column = 0; column < width; ++column) {
      const glm::vec3 d = equirect_direction({(static_cast<float>(column) + 0.5f) / static_cast<float>(width),
                                              (static_cast<float>(row) + 0.5f) / static_cast<float>(height)});
      glm::vec3 all = background(gradient, d), key(0);
      for (const PlacedLamp& lamp : lamps) {
        const glm::vec3 light = lamp.color * coverage(lamp, d);
        all += light;
        if (lamp.lamp.key) key += light;
      }
      const std::size_t at = 3 * (row * static_cast<std::size_t>(width) + static_cast<std::size_t>(column));
      for (int c = 0; c < 3; ++c) {
        rendered.radiance.pixels[at + static_cast<std::size_t>(c)] = all[c];
        rendered.key.pixels[at + static_cast<std::size_t>(c)] = key[c];
      }
    }
  });
  // A wall that faces the camera from a little below.
  const glm::vec3 wall = glm::normalize(glm::vec3(0, 0.25f, 1));
  float lit = 0, weights = 0;
  for (int row = 0; row < height; ++row) {
    for (int column = 0; column < width; ++column) {
      const glm::vec2 uv((static_cast<float>(column) + 0.5f) / static_cast<float>(width),
                         (static_cast<float>(row) + 0.5f) / static_cast<float>(height));
      const float weight =
          std::max(glm::dot(equirect_direction(uv), wall), 0.0f) * std::sin(uv.y * 3.14159265f);
      const float* p = &rendered.radiance.pixels[3 * static_cast<std::size_t>(row * width + column)];
      lit += weight * (0.2126f * p[0] + 0.7152f * p[1] + 0.0722f * p[2]);
      weights += weight;
    }
  }
  const float scale = rig->brightness * weights / lit;
  for (HdrImage* image : {&rendered.radiance, &rendered.key}) {
    for (float& value : image->pixels) value *= scale;
  }
  return rendered;
}

HdrImage make_light(std::string_view name) {
  return render_rig(name, 256, 128).radiance;
}

}  // namespace bandaji
