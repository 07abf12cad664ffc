#include "renderer/view_settings.h"

#include <array>
#include <utility>

namespace bandaji {
namespace {

constexpr std::array<std::pair<std::string_view, ToneMap>, 4> kToneMaps{
    {{"neutral", ToneMap::Neutral}, {"agx", ToneMap::Agx}, {"aces", ToneMap::Aces}, {"none", ToneMap::None}}};
constexpr std::array<std::pair<std::string_view, ShadingMode>, 8> kModes{
    {{"shaded", ShadingMode::Shaded},
     {"unlit", ShadingMode::Unlit},
     {"clay", ShadingMode::Clay},
     {"wireframe", ShadingMode::Wireframe},
     {"normals", ShadingMode::Normals},
     {"uv", ShadingMode::UvChecker},
     {"depth", ShadingMode::Depth},
     {"channel", ShadingMode::Channel}}};
constexpr std::array<std::string_view, kChannelCount> kChannels{
    "base-color",   "alpha",     "metallic",    "roughness",       "normal-map",   "occlusion",
    "emissive",     "specular",  "sheen-color", "sheen-roughness", "clearcoat",    "clearcoat-roughness",
    "transmission", "thickness", "anisotropy",  "iridescence",     "vertex-color", "uv0",
    "uv1",          "facing"};

template <class Table, class Value>
bool find(const Table& table, std::string_view name, Value& value) {
  for (const auto& [known, candidate] : table) {
    if (known == name) {
      value = candidate;
      return true;
    }
  }
  return false;
}

}  // namespace

std::optional<ToneMap> parse_tone_map(std::string_view name) {
  ToneMap value{};
  return find(kToneMaps, name, value) ? std::optional(value) : std::nullopt;
}

std::optional<ShadingMode> parse_shading_mode(std::string_view name) {
  ShadingMode value{};
  return find(kModes, name, value) ? std::optional(value) : std::nullopt;
}

std::optional<Channel> parse_channel(std::string_view name) {
  for (std::size_t i = 0; i < kChannels.size(); ++i) {
    if (kChannels[i] == name) return static_cast<Channel>(i);
  }
  return std::nullopt;
}

std::string_view to_string(Channel value) {
  return kChannels[static_cast<std::size_t>(value)];
}

std::string_view to_string(ToneMap value) {
  return kToneMaps[static_cast<std::size_t>(value)].first;
}
std::string_view to_string(ShadingMode value) {
  return kModes[static_cast<std::size_t>(value)].first;
}

}  // namespace bandaji
