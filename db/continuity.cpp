#include "db/continuity.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "db/continuity_story.h"
#include "db/record_reads.h"
#include "db/search_text.h"

namespace bandaji {
namespace {

// The node of an id, made when it is not there: its record may come later.
template <class Node>
Node* node(Nodes<Node>& nodes, const Id& id) {
  if (id.empty()) {
    return nullptr;
  }
  auto& slot = nodes[id];
  if (!slot) {
    slot = std::make_unique<Node>();
  }
  return slot.get();
}

template <class Node>
void detach(std::vector<Node*>& list, Node* node) {
  list.erase(std::remove(list.begin(), list.end(), node), list.end());
}

// Moves a node from the list of its old owner to that of its new one.
template <class Owner, class Node>
void move_to(Owner*& owner, Owner* wanted, std::vector<Node*> Owner::*list, Node* node) {
  if (owner == wanted) {
    return;
  }
  if (owner != nullptr) {
    detach(owner->*list, node);
  }
  owner = wanted;
  if (owner != nullptr) {
    (owner->*list).push_back(node);
  }
}

template <class Node, class T>
void take(Node& node, const T& record) {
  node.record = record;
  node.alive = record.state == RecordState::Live;
}

}  // namespace

std::span<const ContinuityRule> continuity_rules() {
  static constexpr std::array kRules = {
      ContinuityRule{"look_change", "같은 날 다른 착장", "Another look on the same day"},
      ContinuityRule{"healing", "저절로 나은 상태", "A condition that heals by itself"},
      ContinuityRule{"no_look", "착장 없음", "No look"},
      ContinuityRule{"look_not_approved", "승인되지 않은 착장", "Look not approved"},
      ContinuityRule{"look_approval_stale", "승인 뒤 바뀐 착장", "Look changed after its approval"},
      ContinuityRule{"after_last_scene", "마지막 씬 뒤의 착장", "Look after the last scene"},
      ContinuityRule{"unit_twice", "실물 하나를 두 곳에서", "One unit in two places"},
      ContinuityRule{"unit_away", "없는 날의 실물", "Unit not there that day"},
      ContinuityRule{"too_few_units", "모자란 실물", "Too few units"},
      ContinuityRule{"no_set", "세트 없음", "No set"},
      ContinuityRule{"set_not_approved", "승인되지 않은 세트", "Set not approved"},
      ContinuityRule{"set_approval_stale", "승인 뒤 바뀐 세트", "Set changed after its approval"},
  };
  return kRules;
}

Continuity::Continuity(Continuity&&) noexcept = default;
Continuity& Continuity::operator=(Continuity&&) noexcept = default;
Continuity::~Continuity() = default;

Continuity::Continuity(const StoryRecords& records) : story_(std::make_unique<Story>()) {
  const auto put_all = [&](const auto& list) {
    for (const auto& record : list) {
      put(record);
    }
  };
  put_all(records.episodes);
  put_all(records.story_days);
  put_all(records.shoot_days);
  put_all(records.film_sets);
  put_all(records.scenes);
  put_all(records.characters);
  put_all(records.looks);
  put_all(records.units);
  put_all(records.look_items);
  put_all(records.scene_looks);
  put_all(records.dressings);
  put_all(records.waivers);
  put_all(records.approvals);
}

// Statuses may count otherwise now, and sentences name conditions.
void Continuity::Story::use_vocabulary(std::shared_ptr<const Vocabulary> terms) {
  vocabulary = std::move(terms);
  for (const auto& [id, look] : looks) {
    look->approved = is_approved(look->record.status, *vocabulary);
  }
  everything_is_stale = true;
}

// What a scene shows concerns its people, its day and its set.
void Continuity::Story::touch_scene(SceneNode& scene) {
  stale_scenes.insert(&scene);
  if (const Id day = scene.day_key(); !day.empty()) {
    stale_days.insert(day);
  }
  if (scene.film_set != nullptr) {
    stale_sets.insert(scene.film_set);
  }
  for (LinkNode* link : scene.links) {
    if (link->character != nullptr) {
      stale_characters.insert(link->character);
    }
  }
}

// Who wears it, the days on which it is worn, or both.
void Continuity::Story::touch_look(const LookNode& look, bool who, bool when) {
  for (const LinkNode* link : look.links) {
    if (link->character != nullptr && link->scene != nullptr) {
      if (who) {
        stale_characters.insert(link->character);
      }
      if (when) {
        stale_days.insert(link->scene->day_key());
      }
    }
  }
}

SceneNode* Continuity::Story::scene_node(const Id& id) {
  SceneNode* scene = node(scenes, id);
  if (scene != nullptr && scenes.size() > places.size()) {
    scene->index = static_cast<std::uint32_t>(places.size());
    places.emplace_back();
  }
  return scene;
}

void Continuity::Story::touch_unit(const UnitNode& unit) {
  if (everything_is_stale) {
    return;
  }
  for (const auto& [id, item] : items) {
    // A look may still name a copy of what it consisted of before.
    if (item->look == nullptr || (item->record.asset != unit.record.asset && item->unit != &unit)) {
      continue;
    }
    for (const LinkNode* link : item->look->links) {
      if (link->scene != nullptr) {
        stale_days.insert(link->scene->day_key());
      }
    }
  }
  std::set<const SetNode*> dressed;
  for (const auto& [id, dressing] : dressings) {
    if ((dressing->record.asset == unit.record.asset || dressing->unit == &unit) &&
        dressing->film_set != nullptr) {
      dressed.insert(dressing->film_set);
    }
  }
  for (const auto& [id, scene] : scenes) {
    if (dressed.contains(scene->film_set)) {
      stale_days.insert(scene->day_key());
    }
  }
}

// Only sentences name assets, and only those of a day.
void Continuity::Story::touch_name(const Id& asset) {
  for (const auto& [day, bucket] : of_day) {
    if (std::any_of(bucket.begin(), bucket.end(),
                    [&](const Found& found) { return found.conflict.asset == asset; })) {
      stale_days.insert(day);
    }
  }
}

void Continuity::put(const Episode& record) {
  take(*node(story_->episodes, record.id), record);
  story_->order_is_stale = story_->everything_is_stale = true;
}

// A row of the table of days may lie between any two scenes; what is counted on a day changes only where the
// order of its own scenes does, which ordering them shows.
void Continuity::put(const StoryDay& record) {
  Story& story = *story_;
  StoryDayNode& day = *node(story.story_days, record.id);
  const bool was_alive = day.alive;
  const StoryDay before = day.record;
  take(day, record);
  if (was_alive != day.alive || before.label != record.label) {
    story.order_is_stale = story.everything_is_stale = true;
  } else if (before.position != record.position || before.gap_days != record.gap_days) {
    story.order_is_stale = true;
    for (const auto& [id, character] : story.characters) {
      story.stale_characters.insert(character.get());
    }
    for (const auto& [id, film_set] : story.film_sets) {
      story.stale_sets.insert(film_set.get());
    }
  }
}

void Continuity::put(const ShootDay& record) {
  take(*node(story_->shoot_days, record.id), record);
  story_->order_is_stale = story_->everything_is_stale = true;
}

void Continuity::put(const Scene& record) {
  Story& story = *story_;
  SceneNode& scene = *story.scene_node(record.id);
  const auto what_counts = [](const Scene& one) {
    return std::tie(one.number, one.episode, one.story_day, one.shoot_day, one.film_set, one.omitted,
                    one.state);
  };
  if (scene.record.id == record.id && what_counts(scene.record) == what_counts(record)) {
    scene.record = record;  // A synopsis or heading, which no rule looks at.
    return;
  }
  // The last scene of somebody moves what lies behind it.
  for (const auto& [id, character] : story.characters) {
    if (character->record.last_scene == record.id) {
      story.everything_is_stale = true;
    }
  }
  const bool is_end = std::any_of(story.dressings.begin(), story.dressings.end(), [&](const auto& entry) {
    return entry.second->record.from_scene == record.id || entry.second->record.to_scene == record.id;
  });
  story.everything_is_stale = story.everything_is_stale || is_end;
  story.touch_scene(scene);
  take(scene, record);
  scene.episode = node(story.episodes, record.episode);
  scene.day = node(story.story_days, record.story_day);
  scene.shoot_day = node(story.shoot_days, record.shoot_day);
  scene.film_set = node(story.film_sets, record.film_set);
  scene.number_key = natural_key(record.number);
  story.order_is_stale = true;
  story.touch_scene(scene);
}

// Looks are named after their owner everywhere, so a character concerns more than its own bucket.
void Continuity::put(const Character& record) {
  CharacterNode& character = *node(story_->characters, record.id);
  const auto what_counts = [](const Character& one) {
    return std::tie(one.name_ko, one.name_en, one.last_scene, one.state);
  };
  const bool same = character.record.id == record.id && what_counts(character.record) == what_counts(record);
  take(character, record);
  story_->everything_is_stale = story_->everything_is_stale || !same;
}

void Continuity::put(const Look& record) {
  LookNode& look = *node(story_->looks, record.id);
  const bool was_alive = look.alive;
  const CharacterNode* before = look.owner;
  take(look, record);
  look.approved = is_approved(record.status, *story_->vocabulary);
  look.owner = node(story_->characters, record.character);
  story_->touch_look(look, true, was_alive != look.alive || before != look.owner);
}

// What a look consists of is counted by the day.
void Continuity::put(const LookItem& record) {
  Story& story = *story_;
  ItemNode& item = *node(story.items, record.id);
  if (item.look != nullptr) {
    story.touch_look(*item.look, false, true);
  }
  take(item, record);
  move_to(item.look, node(story.looks, record.look), &LookNode::items, &item);
  item.unit = node(story.units, record.unit);
  if (item.look != nullptr) {
    story.touch_look(*item.look, false, true);
  }
}

void Continuity::put(const SceneLook& record) {
  Story& story = *story_;
  LinkNode& link = *node(story.links, record.id);
  const auto touch = [&] {
    if (link.character != nullptr) {
      story.stale_characters.insert(link.character);
      link.character->steps_are_stale = true;
    }
    if (link.scene != nullptr) {
      story.stale_days.insert(link.scene->day_key());
    }
  };
  touch();
  take(link, record);
  move_to(link.scene, story.scene_node(record.scene), &SceneNode::links, &link);
  move_to(link.character, node(story.characters, record.character), &CharacterNode::links, &link);
  move_to(link.look, node(story.looks, record.look), &LookNode::links, &link);
  link.start = parse_condition(record.start_condition);
  link.end = record.end_condition.empty() ? link.start : parse_condition(record.end_condition);
  touch();
}

void Continuity::put(const FilmSet& record) {
  SetNode& film_set = *node(story_->film_sets, record.id);
  take(film_set, record);
  story_->stale_sets.insert(&film_set);
  for (const auto& [id, scene] : story_->scenes) {
    if (scene->film_set == &film_set) {
      story_->stale_scenes.insert(scene.get());
      story_->stale_days.insert(scene->day_key());
    }
  }
}

void Continuity::put(const Dressing& record) {
  Story& story = *story_;
  DressingNode& dressing = *node(story.dressings, record.id);
  const auto touch = [&] {
    for (const auto& [id, scene] : story.scenes) {
      if (dressing.film_set != nullptr && scene->film_set == dressing.film_set) {
        story.stale_days.insert(scene->day_key());
      }
    }
  };
  touch();
  take(dressing, record);
  move_to(dressing.film_set, node(story.film_sets, record.film_set), &SetNode::dressing, &dressing);
  dressing.unit = node(story.units, record.unit);
  touch();
}

void Continuity::put(const Unit& record) {
  Story& story = *story_;
  UnitNode& unit = *node(story.units, record.id);
  if (!unit.record.asset.empty()) {
    story.touch_unit(unit);
    detach(story.units_of_asset[unit.record.asset], &unit);
  }
  take(unit, record);
  story.units_of_asset[record.asset].push_back(&unit);
  story.touch_unit(unit);
}

void Continuity::put(const Waiver& record) {
  if (record.state == RecordState::Live) {
    story_->waivers[record.id] = record;
  } else {
    story_->waivers.erase(record.id);
  }
  story_->list_is_stale = true;
}

void Continuity::put(const Approval& approval) {
  Story& story = *story_;
  const auto same = [&](const Approval& known) {
    return known.version == approval.version && known.hash == approval.hash &&
           known.hash_now == approval.hash_now;
  };
  if (const auto look = story.looks.find(approval.subject); look != story.looks.end()) {
    if (same(look->second->approval)) {
      return;
    }
    look->second->approval = approval;
    look->second->approval_is_stale = approval.is_stale();
    story.touch_look(*look->second, true, false);
  } else if (const auto film_set = story.film_sets.find(approval.subject);
             film_set != story.film_sets.end() && !same(film_set->second->approval)) {
    film_set->second->approval = approval;
    story.stale_sets.insert(film_set->second.get());
  }
}

void Continuity::Story::check() {
  if (order_is_stale) {
    order_scenes();
    list_is_stale = true;
  }
  if (everything_is_stale) {
    for (const auto& [id, character] : characters) {
      stale_characters.insert(character.get());
    }
    of_day.clear();
    for (const auto& [day, list_of_day] : scenes_of_day) {
      stale_days.insert(day);
    }
    for (const auto& [id, scene] : scenes) {
      stale_scenes.insert(scene.get());
    }
    for (const auto& [id, film_set] : film_sets) {
      stale_sets.insert(film_set.get());
    }
  }
  const bool any =
      !stale_characters.empty() || !stale_days.empty() || !stale_scenes.empty() || !stale_sets.empty();
  for (CharacterNode* character : stale_characters) {
    check_character(*character);
  }
  for (const Id& day : stale_days) {
    check_day(day);
  }
  for (SceneNode* scene : stale_scenes) {
    check_scene(*scene);
  }
  for (SetNode* film_set : stale_sets) {
    check_set(*film_set);
  }
  stale_characters.clear();
  stale_days.clear();
  stale_scenes.clear();
  stale_sets.clear();
  order_is_stale = everything_is_stale = false;
  list_is_stale = list_is_stale || any;
}

void Continuity::Story::list_conflicts() {
  std::unordered_map<std::string, const Waiver*> waived;
  for (const auto& [id, waiver] : waivers) {
    waived.emplace(waiver.rule + ":" + waiver.place, &waiver);
  }
  std::vector<Found*> found;
  const auto gather = [&](auto& buckets) {
    for (auto& [key, bucket] : buckets) {
      for (Found& one : bucket) {
        found.push_back(&one);
      }
    }
  };
  gather(of_character);
  gather(of_day);
  gather(of_scene);
  gather(of_set);
  std::sort(found.begin(), found.end(), [](const Found* a, const Found* b) {
    return std::tie(a->scene->order, a->conflict.rule, a->conflict.place) <
           std::tie(b->scene->order, b->conflict.rule, b->conflict.place);
  });
  list.clear();
  for (Found* one : found) {
    const auto waiver = waived.empty() ? waived.end() : waived.find(one->conflict.id());
    one->conflict.waiver = waiver == waived.end() ? Id() : waiver->second->id;
    one->conflict.reason = waiver == waived.end() ? std::string() : waiver->second->reason;
    list.push_back(&one->conflict);
  }
}

const std::vector<const Conflict*>& Continuity::conflicts() {
  story_->check();
  if (story_->list_is_stale) {
    story_->list_conflicts();
    story_->list_is_stale = false;
  }
  return story_->list;
}

std::vector<const Conflict*> Continuity::conflicts_at(const Id& scene, const Id& character) {
  std::vector<const Conflict*> here;
  for (const Conflict* conflict : conflicts()) {
    if (conflict->scene == scene && (conflict->character.empty() || conflict->character == character)) {
      here.push_back(conflict);
    }
  }
  return here;
}

std::vector<Conflict> find_conflicts(const StoryRecords& records) {
  Continuity continuity(records);
  std::vector<Conflict> conflicts;
  for (const Conflict* conflict : continuity.conflicts()) {
    conflicts.push_back(*conflict);
  }
  return conflicts;
}

}  // namespace bandaji
