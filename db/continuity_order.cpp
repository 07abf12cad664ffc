// The order of the story, and of what a character wears in it: by story day, episode and scene number.
#include <algorithm>
#include <cstdint>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "db/continuity_story.h"

namespace bandaji {

void Continuity::Story::order_scenes() {
  std::vector<StoryDayNode*> days;
  for (const auto& [id, day] : story_days) {
    if (day->alive) {
      days.push_back(day.get());
    }
  }
  std::sort(days.begin(), days.end(), [](const StoryDayNode* a, const StoryDayNode* b) {
    return std::tie(a->record.position, a->record.id) < std::tie(b->record.position, b->record.id);
  });
  std::int64_t gaps = 0;
  for (std::size_t i = 0; i < days.size(); ++i) {
    gaps += days[i]->record.gap_days;
    days[i]->order = static_cast<std::int64_t>(i);
    days[i]->gap_total = gaps;
  }
  std::vector<SceneNode*> all;
  for (const auto& [id, scene] : scenes) {
    if (scene->counts()) {
      all.push_back(scene.get());
    }
  }
  const auto in_script = [](const SceneNode* a, const SceneNode* b) {
    return std::tie(a->episode->record.number, a->number_key, a->record.id) <
           std::tie(b->episode->record.number, b->number_key, b->record.id);
  };
  std::sort(all.begin(), all.end(), in_script);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i]->script = static_cast<std::int64_t>(i);
  }
  const auto day_order = [&](const SceneNode* scene) {
    return scene->has_day() ? scene->day->order : static_cast<std::int64_t>(days.size());
  };
  std::sort(all.begin(), all.end(), [&](const SceneNode* a, const SceneNode* b) {
    return std::pair(day_order(a), a->script) < std::pair(day_order(b), b->script);
  });
  std::unordered_map<Id, std::vector<SceneNode*>> before;
  before.swap(scenes_of_day);
  first_of_set.clear();
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i]->order = static_cast<std::int64_t>(i);
    if (all[i]->film_set != nullptr) {
      first_of_set.emplace(all[i]->film_set, all[i]);
    }
    if (const Id day = all[i]->day_key(); !day.empty()) {
      scenes_of_day[day].push_back(all[i]);
    }
  }
  for (const auto& [day, list_of_day] : scenes_of_day) {
    const auto known = before.find(day);
    if (known == before.end() || known->second != list_of_day) {
      stale_days.insert(day);
    }
  }
  for (const auto& [day, list_of_day] : before) {
    if (!scenes_of_day.contains(day)) {
      stale_days.insert(day);
    }
  }
  make_places();
}

void Continuity::Story::make_places() {
  for (const auto& [id, scene] : scenes) {
    ScenePlace& place = places[scene->index];
    place.counts = scene->counts();
    place.order = place.counts ? scene->order : -1;
    place.day = scene->has_day() ? scene->day : nullptr;
    place.gap_total = place.day != nullptr ? place.day->gap_total : 0;
  }
}

void Continuity::Story::make_steps(CharacterNode& character) {
  character.steps_are_stale = false;
  character.steps.clear();
  for (const LinkNode* link : character.links) {
    if (!link->alive || link->scene == nullptr) {
      continue;
    }
    auto copy = std::find(copies.begin(), copies.end(), link->record.copy);
    if (copy == copies.end()) {
      copy = copies.insert(copies.end(), link->record.copy);
    }
    character.steps.push_back({link, link->look, link->scene->index,
                               static_cast<std::uint16_t>(copy - copies.begin()), link->record.washed,
                               link->record.change_declared, !link->start.empty() || !link->end.empty()});
  }
}

// By counting: the order of scenes is numbered without gaps.  What does not count stands first.
void Continuity::Story::sort_steps(std::vector<Step>& steps) const {
  const auto order = [&](const Step& step) { return places[step.scene].order; };
  if (std::is_sorted(steps.begin(), steps.end(),
                     [&](const Step& a, const Step& b) { return order(a) < order(b); })) {
    return;
  }
  std::vector<std::uint32_t> next(places.size() + 2, 0);
  for (const Step& step : steps) {
    ++next[static_cast<std::size_t>(order(step) + 2)];
  }
  for (std::size_t i = 1; i < next.size(); ++i) {
    next[i] += next[i - 1];
  }
  std::vector<Step> sorted(steps.size());
  for (const Step& step : steps) {
    sorted[next[static_cast<std::size_t>(order(step) + 1)]++] = step;
  }
  steps.swap(sorted);
}

}  // namespace bandaji
