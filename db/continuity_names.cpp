// What the solver's sentences call things.
#include <fmt/format.h>

#include <string>

#include "db/continuity_story.h"

namespace bandaji {

std::string Continuity::Story::scene_name(const SceneNode& scene) const {
  return fmt::format("{}-{}", scene.episode->record.number, scene.record.number);
}

std::string Continuity::Story::name(const CharacterNode& character, bool korean) const {
  const Character& record = character.record;
  const std::string& first = korean ? record.name_ko : record.name_en;
  return first.empty() ? (korean ? record.name_en : record.name_ko) : first;
}

std::string Continuity::Story::name(const SetNode& film_set, bool korean) const {
  const FilmSet& record = film_set.record;
  const std::string& first = korean ? record.name_ko : record.name_en;
  return first.empty() ? (korean ? record.name_en : record.name_ko) : first;
}

std::string Continuity::Story::asset_name(const Id& asset, bool korean) const {
  const auto found = asset_names.find(asset);
  if (found == asset_names.end()) {
    return asset;
  }
  const auto& [number, ko, en, alive] = found->second;
  const std::string& first = korean ? ko : en;
  return fmt::format("{} {}", number, first.empty() ? (korean ? en : ko) : first);
}

std::string Continuity::Story::unit_name(const UnitNode& unit) const {
  const auto found = asset_names.find(unit.record.asset);
  return fmt::format("{}#{}", found == asset_names.end() ? unit.record.asset : found->second.number,
                     unit.record.number);
}

std::string Continuity::Story::day_name(const Id& day, bool korean) const {
  if (const auto shoot = shoot_days.find(day); shoot != shoot_days.end() && shoot->second->alive) {
    const ShootDay& record = shoot->second->record;
    const std::string when = record.date.empty() ? "" : fmt::format(" ({})", record.date);
    return korean ? fmt::format("촬영 {}회차{}", record.number, when)
                  : fmt::format("shooting day {}{}", record.number, when);
  }
  const auto story = story_days.find(day);
  const std::string label = story == story_days.end() ? day : story->second->record.label;
  return korean ? fmt::format("극중일 {}", label) : fmt::format("story day {}", label);
}

}  // namespace bandaji
