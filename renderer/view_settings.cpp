#include "renderer/view_settings.h"

#include <array>
#include <utility>

namespace bandaji {
namespace {

constexpr std::array<std::pair<std::string_view, ToneMap>, 4> kToneMaps{
    {{"neutral", ToneMap::Neutral}, {"agx", ToneMap::Agx}, {"aces", ToneMap::Aces}, {"none", ToneMap::None}}};
constexpr std::array<std::pair<std::string_view, ShadingMode>, 7> kModes{
    {{"shaded", ShadingMode::Shaded},
     {"unlit", ShadingMode::Unlit},
     {"clay", ShadingMode::Clay},
     {"wireframe", ShadingMode::Wireframe},
     {"normals", ShadingMode::Normals},
     {"uv", ShadingMode::UvChecker},
     {"depth", ShadingMode::Depth}}};

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

std::string_view to_string(ToneMap value) {
  return kToneMaps[static_cast<std::size_t>(value)].first;
}
std::string_view to_string(ShadingMode value) {
  return kModes[static_cast<std::size_t>(value)].first;
}

}  // namespace bandaji
