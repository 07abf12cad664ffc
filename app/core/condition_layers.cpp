#include "app/core/condition_layers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <glm/common.hpp>

#include "assets/srgb.h"

namespace bandaji {
namespace {

struct Recipe {
  std::string_view condition;
  SpreadPattern pattern;
  std::uint32_t color;  // sRGB.
  float coverage, darkening, roughness, roughness_share, metallic_share, fading;
  bool cuts;
};

constexpr auto kRecipes = std::to_array<Recipe>({
    {"cd_worn", SpreadPattern::Edged, 0x8C7B66, 0.16f, 1, 0.95f, 0.3f, 0.9f, 0.35f, false},
    {"cd_dirty", SpreadPattern::Blotched, 0x4A3A28, 0.55f, 0.85f, 0.95f, 0.6f, 0.4f, 0.1f, false},
    {"cd_mud", SpreadPattern::Rising, 0x4B3723, 0.92f, 0.8f, 0.75f, 0.9f, 0.05f, 0, false},
    {"cd_dust", SpreadPattern::Settled, 0x9A8566, 0.72f, 1, 1, 0.8f, 0.2f, 0.15f, false},
    {"cd_wet", SpreadPattern::Soaked, 0x000000, 0, 0.42f, 0.28f, 0.85f, 1, 0, false},
    {"cd_rain", SpreadPattern::Falling, 0x000000, 0, 0.45f, 0.25f, 0.85f, 1, 0, false},
    {"cd_snow", SpreadPattern::Settled, 0xF2F5F8, 0.95f, 1, 0.9f, 0.9f, 0, 0, false},
    {"cd_sweat", SpreadPattern::Sweating, 0x000000, 0, 0.62f, 0.55f, 0.5f, 1, 0, false},
    {"cd_blood", SpreadPattern::Spattered, 0x6A1010, 0.93f, 0.7f, 0.42f, 0.8f, 0.2f, 0, false},
    {"cd_torn", SpreadPattern::Slit, 0, 0, 1, 1, 0, 1, 0, true},
    {"cd_cut", SpreadPattern::Slit, 0, 0, 1, 1, 0, 1, 0, true},
    {"cd_burned", SpreadPattern::Edged, 0x17120E, 0.95f, 0.5f, 0.98f, 0.9f, 0.2f, 0.3f, false},
    {"cd_faded", SpreadPattern::Even, 0xC9BFAE, 0.22f, 1, 0.95f, 0.2f, 0.8f, 0.45f, false},
    {"cd_aged", SpreadPattern::Blotched, 0x7A6647, 0.38f, 0.92f, 0.95f, 0.4f, 0.6f, 0.3f, false},
    {"cd_stained", SpreadPattern::Blotched, 0x5A4426, 0.6f, 0.9f, 0.9f, 0.4f, 0.6f, 0, false},
    {"cd_patched", SpreadPattern::Blotched, 0x6B6255, 0.3f, 0.95f, 0.95f, 0.4f, 0.8f, 0.2f, false},
});

glm::vec3 linear_color(std::uint32_t rgb) {
  return {srgb_to_linear(static_cast<float>(rgb >> 16 & 0xFF) / 255),
          srgb_to_linear(static_cast<float>(rgb >> 8 & 0xFF) / 255),
          srgb_to_linear(static_cast<float>(rgb & 0xFF) / 255)};
}

}  // namespace

std::optional<SurfaceLayer> condition_layer(std::string_view condition, int level, std::uint32_t seed) {
  // The vocabulary has the stages of blood as terms of their own, too.
  if (condition == "cd_blood_l1" || condition == "cd_blood_l2") {
    level = condition.back() - '0';
    condition = "cd_blood";
  }
  const auto recipe = std::find_if(kRecipes.begin(), kRecipes.end(),
                                   [&](const Recipe& one) { return one.condition == condition; });
  if (recipe == kRecipes.end()) return std::nullopt;
  SurfaceLayer layer;
  layer.pattern = recipe->pattern;
  layer.strength = std::clamp(0.18f + 0.27f * static_cast<float>(level), 0.0f, 1.0f);
  layer.color = linear_color(recipe->color);
  layer.coverage = recipe->coverage;
  layer.darkening = recipe->darkening;
  layer.roughness = recipe->roughness;
  layer.roughness_share = recipe->roughness_share;
  layer.metallic_share = recipe->metallic_share;
  layer.fading = recipe->fading;
  layer.cuts = recipe->cuts;
  layer.seed = seed;
  return layer;
}

glm::vec3 wound_color(int day) {
  struct Stage {
    int day;
    std::uint32_t color;
  };
  static constexpr std::array<Stage, 6> kStages{
      {{1, 0x8E1A1A}, {2, 0x6B1B2E}, {4, 0x4A2A52}, {6, 0x3F4B46}, {8, 0x7A7433}, {12, 0xB9925A}}};
  for (std::size_t i = 1; i < kStages.size(); ++i) {
    if (day > kStages[i].day) continue;
    const float share = std::clamp(static_cast<float>(day - kStages[i - 1].day) /
                                       static_cast<float>(kStages[i].day - kStages[i - 1].day),
                                   0.0f, 1.0f);
    return glm::mix(linear_color(kStages[i - 1].color), linear_color(kStages[i].color), share);
  }
  return linear_color(kStages.back().color);
}

std::optional<glm::vec3> color_of_hex(std::string_view hex) {
  if (hex.size() != 7 || hex[0] != '#') return std::nullopt;
  std::uint32_t rgb = 0;
  const auto [end, problem] = std::from_chars(hex.data() + 1, hex.data() + 7, rgb, 16);
  if (problem != std::errc() || end != hex.data() + 7) return std::nullopt;
  return linear_color(rgb);
}

}  // namespace bandaji
