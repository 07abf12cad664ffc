// The rules themselves, one bucket at a time, and how each conflict is said.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "db/continuity_story.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

constexpr std::array<std::string_view, 5> kApproved = {"st_approved", "st_conditional", "st_final",
                                                       "st_locked", "st_confirmed_shoot"};

bool is_approved(std::string_view status) {
  return std::find(kApproved.begin(), kApproved.end(), status) != kApproved.end();
}

int level_of(const ConditionLevels& levels, std::string_view term) {
  for (const auto& [key, level] : levels) {
    if (key == term) {
      return level;
    }
  }
  return 0;
}

struct Healed {
  std::string term;
  int from = 0;
  int to = 0;
};

// The condition that lost most levels; empty when none lost any.
std::optional<Healed> healed(const ConditionLevels& before, const ConditionLevels& after) {
  std::optional<Healed> worst;
  for (const auto& [term, level] : before) {
    const int now = level_of(after, term);
    if (now < level && (!worst || level - now > worst->from - worst->to)) {
      worst = Healed{term, level, now};
    }
  }
  return worst;
}

bool is_there(const Unit& unit) {
  const std::string conditions = ";" + unit.condition + ";";
  return unit.returned_on.empty() && conditions.find(";cd_lost;") == std::string::npos &&
         conditions.find(";cd_disposed;") == std::string::npos;
}

// Who has a copy on a day: a character, or a set.
struct UnitUse {
  const void* who;
  const SceneNode* scene;
  const CharacterNode* character;  // Or null.
  const SetNode* film_set;         // Or null.
};

}  // namespace

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
  const auto& [number, ko, en] = found->second;
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

void Continuity::Story::check_character(CharacterNode& character) {
  Bucket bucket;
  const auto by_order = [](const LinkNode* a, const LinkNode* b) {
    const auto key = [](const LinkNode* link) {
      return link->scene != nullptr && link->scene->counts() ? link->scene->order : std::int64_t{-1};
    };
    return std::pair(key(a), a) < std::pair(key(b), b);
  };
  if (!std::is_sorted(character.links.begin(), character.links.end(), by_order)) {
    std::sort(character.links.begin(), character.links.end(), by_order);
  }
  const auto add = [&](const char* rule, const LinkNode& link, std::string place) -> Conflict& {
    const LookNode* look = worn(link);
    Conflict conflict;
    conflict.rule = rule;
    conflict.place = std::move(place);
    conflict.scene = link.scene->record.id;
    conflict.character = character.record.id;
    conflict.look = look != nullptr ? look->record.id : Id();
    conflict.day = link.scene->has_day() ? link.scene->day->record.id : Id();
    bucket.push_back({std::move(conflict), link.scene});
    return bucket.back().conflict;
  };
  const auto cell = [](const LinkNode& link) {
    return link.scene->record.id + ":" + link.character->record.id;
  };
  const std::string ko = name(character, true);
  const std::string en = name(character, false);
  const LinkNode* before = nullptr;           // The last one in story order that wears anything.
  std::vector<const LinkNode*> last_of_copy;  // The last of each look and copy.
  std::vector<const LookNode*> told;          // Looks already said not to be approved.

  for (const LinkNode* link : character.links) {
    if (!counts(*link)) {
      continue;
    }
    const SceneNode& scene = *link->scene;
    const std::string at = scene_name(scene);
    const LookNode* look = worn(*link);
    if (look == nullptr) {
      Conflict& conflict = add("no_look", *link, cell(*link));
      conflict.sentence_ko = fmt::format("{} 씬의 {}에게 착장이 없습니다.", at, ko);
      conflict.sentence_en = fmt::format("{} has no look in scene {}.", en, at);
      continue;
    }
    if (!is_approved(look->record.status) && std::find(told.begin(), told.end(), look) == told.end()) {
      told.push_back(look);
      Conflict& conflict = add("look_not_approved", *link, look->record.id + ":" + character.record.id);
      conflict.sentence_ko = fmt::format("{}의 착장 {}번은 {} 씬부터 입지만 아직 승인되지 않았습니다.", ko,
                                         look->record.number, at);
      conflict.sentence_en =
          fmt::format("Look {} of {}, worn from scene {}, is not approved.", look->record.number, en, at);
    }
    if (!scene.has_day()) {
      continue;  // Nobody knows what comes before it.
    }
    if (before != nullptr && before->scene->day == scene.day && before->look != link->look &&
        !link->record.change_declared) {
      Conflict& conflict = add("look_change", *link, cell(*link));
      conflict.sentence_ko = fmt::format(
          "극중일 {}의 {} 씬에서 {}의 착장이 {}번에서 {}번으로 바뀌지만 갈아입는다는 표시가 없습니다.",
          scene.day->record.label, at, ko, before->look->record.number, look->record.number);
      conflict.sentence_en = fmt::format(
          "{} changes from look {} to look {} in scene {}, within story day {}, and no change is declared.",
          en, before->look->record.number, look->record.number, at, scene.day->record.label);
    }
    before = link;

    const auto copy = std::find_if(last_of_copy.begin(), last_of_copy.end(), [&](const LinkNode* other) {
      return other->look == link->look && other->record.copy == link->record.copy;
    });
    if (!link->record.washed) {
      std::optional<Healed> less;
      std::string from = at;
      if (copy != last_of_copy.end() && (*copy)->scene->day->gap_total == scene.day->gap_total) {
        less = healed((*copy)->end, link->start);
        from = scene_name(*(*copy)->scene);
      }
      if (!less) {
        less = healed(link->start, link->end);
        from = at;
      }
      if (less) {
        const auto& vocabulary = Vocabulary::shipped();
        Conflict& conflict = add("healing", *link, cell(*link));
        conflict.sentence_ko = fmt::format(
            "{}의 착장 {}번에서 {} 씬의 '{}' {}단계가 {} 씬에서는 세탁도 건너뛴 날도 없이 {}단계로 "
            "줄었습니다.",
            ko, look->record.number, from, vocabulary.label(less->term, true), less->from, at, less->to);
        conflict.sentence_en = fmt::format(
            "On look {} of {}, \"{}\" goes from stage {} in scene {} to stage {} in scene {} without a wash, "
            "an "
            "unseen day or another copy.",
            look->record.number, en, vocabulary.label(less->term, false), less->from, from, less->to, at);
      }
    }
    if (copy != last_of_copy.end()) {
      *copy = link;
    } else {
      last_of_copy.push_back(link);
    }

    const auto last = scenes.find(look->owner->record.last_scene);
    if (last != scenes.end() && last->second->counts() && last->second->has_day() &&
        scene.order > last->second->order) {
      Conflict& conflict = add("after_last_scene", *link, cell(*link));
      conflict.sentence_ko =
          fmt::format("{}의 마지막 씬은 {}인데 그 뒤의 {} 씬에서 착장 {}번을 입습니다.",
                      name(*look->owner, true), scene_name(*last->second), at, look->record.number);
      conflict.sentence_en =
          fmt::format("Look {} of {} is worn in scene {}, after the character's last scene {}.",
                      look->record.number, name(*look->owner, false), at, scene_name(*last->second));
    }
  }
  if (bucket.empty()) {
    of_character.erase(&character);
  } else {
    of_character[&character] = std::move(bucket);
  }
}

bool Continuity::Story::shows(const DressingNode& dressing, const SceneNode& scene) const {
  if (!dressing.alive) {
    return false;
  }
  const auto end = [&](const Id& id) {
    const auto found = id.empty() ? scenes.end() : scenes.find(id);
    return found != scenes.end() && found->second->counts() ? found->second.get() : nullptr;
  };
  const SceneNode* from = end(dressing.record.from_scene);
  const SceneNode* to = end(dressing.record.to_scene);
  return (from == nullptr || from->script <= scene.script) && (to == nullptr || scene.script <= to->script);
}

// The hero copy is named by the look; of other copies it is known when there is only one.
const UnitNode* Continuity::Story::unit_worn(const ItemNode& item, const LinkNode& link) const {
  if (link.record.copy.empty() || link.record.copy == "hero") {
    return item.unit != nullptr && item.unit->alive ? item.unit : nullptr;
  }
  const auto units_there = units_of_asset.find(item.record.asset);
  const UnitNode* only = nullptr;
  if (units_there != units_of_asset.end()) {
    for (const UnitNode* unit : units_there->second) {
      if (unit->alive && unit->record.purpose == link.record.copy) {
        if (only != nullptr) {
          return nullptr;
        }
        only = unit;
      }
    }
  }
  return only;
}

void Continuity::Story::check_day(const Id& day) {
  of_day.erase(day);
  const auto listed = scenes_of_day.find(day);
  if (day.empty() || listed == scenes_of_day.end()) {
    return;
  }
  std::map<const UnitNode*, std::vector<UnitUse>> uses;  // Of each copy; everybody once.
  struct Need {
    const SceneNode* scene = nullptr;
    std::map<const void*, std::int64_t> of;  // What each character or set needs at most at a time.
    bool doubles = false;
  };
  std::map<Id, Need> needs;
  const auto use = [&](const UnitNode* unit, UnitUse by) {
    if (unit == nullptr) {
      return;
    }
    auto& list_of_unit = uses[unit];
    if (std::none_of(list_of_unit.begin(), list_of_unit.end(),
                     [&](const UnitUse& other) { return other.who == by.who; })) {
      list_of_unit.push_back(by);
    }
  };
  const auto need = [&](const std::map<Id, std::pair<std::int64_t, bool>>& wanted, const void* who,
                        const SceneNode* scene) {
    for (const auto& [asset, count] : wanted) {
      Need& entry = needs[asset];
      entry.scene = entry.scene == nullptr ? scene : entry.scene;
      entry.of[who] = std::max(entry.of[who], count.first);
      entry.doubles = entry.doubles || count.second;
    }
  };
  for (const SceneNode* scene : listed->second) {
    std::vector<const LinkNode*> present;
    for (const LinkNode* link : scene->links) {
      if (counts(*link) && worn(*link) != nullptr) {
        present.push_back(link);
      }
    }
    // Lists must not depend on the order in which records were read.
    std::sort(present.begin(), present.end(), [](const LinkNode* a, const LinkNode* b) {
      return a->character->record.id < b->character->record.id;
    });
    for (const LinkNode* link : present) {
      std::map<Id, std::pair<std::int64_t, bool>> wanted;
      for (const ItemNode* item : link->look->items) {
        if (!item->alive || item->record.asset.empty()) {
          continue;
        }
        use(unit_worn(*item, *link), {link->character, scene, link->character, nullptr});
        if (item->record.required) {
          auto& [count, doubles] = wanted[item->record.asset];
          count += item->record.quantity + item->record.doubles;
          doubles = doubles || item->record.doubles > 0;
        }
      }
      need(wanted, link->character, scene);
    }
    if (scene->film_set != nullptr && scene->film_set->alive) {
      std::map<Id, std::pair<std::int64_t, bool>> wanted;
      for (const DressingNode* dressing : scene->film_set->dressing) {
        if (!shows(*dressing, *scene) || dressing->record.asset.empty()) {
          continue;
        }
        use(dressing->unit != nullptr && dressing->unit->alive ? dressing->unit : nullptr,
            {scene->film_set, scene, nullptr, scene->film_set});
        wanted[dressing->record.asset].first += dressing->record.quantity;
      }
      need(wanted, scene->film_set, scene);
    }
  }

  Bucket bucket;
  const auto add = [&](const char* rule, const SceneNode* scene, const Id& subject) -> Conflict& {
    Conflict conflict;
    conflict.rule = rule;
    conflict.place = day + ":" + subject;
    conflict.scene = scene->record.id;
    conflict.day = day;
    bucket.push_back({std::move(conflict), scene});
    return bucket.back().conflict;
  };
  const auto called = [&](const UnitUse& one, bool korean) {
    return one.character != nullptr ? name(*one.character, korean) : name(*one.film_set, korean);
  };
  for (const auto& [unit, users] : uses) {
    const Unit& record = unit->record;
    if (users.size() > 1) {
      Conflict& conflict = add("unit_twice", users[1].scene, record.id);
      conflict.unit = record.id;
      conflict.asset = record.asset;
      conflict.character = users[1].character != nullptr ? users[1].character->record.id : Id();
      conflict.film_set = users[1].film_set != nullptr ? users[1].film_set->record.id : Id();
      conflict.sentence_ko =
          fmt::format("{}에 실물 {} 하나를 '{}'({} 씬), '{}'({} 씬) 두 곳에서 씁니다.", day_name(day, true),
                      unit_name(*unit), called(users[0], true), scene_name(*users[0].scene),
                      called(users[1], true), scene_name(*users[1].scene));
      conflict.sentence_en =
          fmt::format("On {}, unit {} is used by {} (scene {}) and by {} (scene {}).", day_name(day, false),
                      unit_name(*unit), called(users[0], false), scene_name(*users[0].scene),
                      called(users[1], false), scene_name(*users[1].scene));
    }
    const auto shoot = shoot_days.find(day);
    const std::string date =
        shoot != shoot_days.end() && shoot->second->alive ? shoot->second->record.date : "";
    const bool gone = !record.returned_on.empty() && record.returned_on < date;
    if (!date.empty() && (gone || date < record.rented_on)) {
      Conflict& conflict = add("unit_away", users[0].scene, record.id);
      conflict.unit = record.id;
      conflict.asset = record.asset;
      conflict.character = users[0].character != nullptr ? users[0].character->record.id : Id();
      conflict.film_set = users[0].film_set != nullptr ? users[0].film_set->record.id : Id();
      conflict.sentence_ko =
          fmt::format("{}에 쓸 실물 {}의 {}은 {}입니다.", day_name(day, true), unit_name(*unit),
                      gone ? "반납일" : "대여일", gone ? record.returned_on : record.rented_on);
      conflict.sentence_en =
          fmt::format("Unit {} is needed on {}, but it {} on {}.", unit_name(*unit), day_name(day, false),
                      gone ? "went back" : "only comes", gone ? record.returned_on : record.rented_on);
    }
  }
  for (const auto& [asset, entry] : needs) {
    std::int64_t wanted = 0;
    for (const auto& [who, count] : entry.of) {
      wanted += count;
    }
    std::int64_t recorded = 0;
    std::int64_t there = 0;
    if (const auto found = units_of_asset.find(asset); found != units_of_asset.end()) {
      for (const UnitNode* unit : found->second) {
        recorded += unit->alive ? 1 : 0;
        there += unit->alive && is_there(unit->record) ? 1 : 0;
      }
    }
    // Nobody counts what has no copies recorded, unless doubles were asked for.
    if (wanted > there && (recorded > 0 || entry.doubles)) {
      Conflict& conflict = add("too_few_units", entry.scene, asset);
      conflict.asset = asset;
      conflict.sentence_ko = fmt::format("{}에 '{}' {}점이 필요하지만 실물은 {}점입니다.",
                                         day_name(day, true), asset_name(asset, true), wanted, there);
      conflict.sentence_en =
          fmt::format("On {}, {} of {} {} needed and {} {} there.", day_name(day, false), wanted,
                      asset_name(asset, false), wanted == 1 ? "is" : "are", there, there == 1 ? "is" : "are");
    }
  }
  if (!bucket.empty()) {
    of_day[day] = std::move(bucket);
  }
}

void Continuity::Story::check_scene(SceneNode& scene) {
  of_scene.erase(&scene);
  if (!scene.counts() || (scene.film_set != nullptr && scene.film_set->alive)) {
    return;
  }
  Conflict conflict;
  conflict.rule = "no_set";
  conflict.place = scene.record.id;
  conflict.scene = scene.record.id;
  conflict.day = scene.has_day() ? scene.day->record.id : Id();
  conflict.sentence_ko = fmt::format("{} 씬에 세트가 없습니다.", scene_name(scene));
  conflict.sentence_en = fmt::format("Scene {} has no set.", scene_name(scene));
  of_scene[&scene].push_back({std::move(conflict), &scene});
}

void Continuity::Story::check_set(SetNode& film_set) {
  of_set.erase(&film_set);
  if (!film_set.alive || is_approved(film_set.record.status)) {
    return;
  }
  const SceneNode* first = nullptr;
  for (const auto& [id, scene] : scenes) {
    if (scene->film_set == &film_set && scene->counts() &&
        (first == nullptr || scene->order < first->order)) {
      first = scene.get();
    }
  }
  if (first == nullptr) {
    return;
  }
  Conflict conflict;
  conflict.rule = "set_not_approved";
  conflict.place = film_set.record.id;
  conflict.scene = first->record.id;
  conflict.film_set = film_set.record.id;
  conflict.sentence_ko = fmt::format("'{}' 세트는 {} 씬부터 쓰지만 아직 승인되지 않았습니다.",
                                     name(film_set, true), scene_name(*first));
  conflict.sentence_en = fmt::format("The set {}, used from scene {}, is not approved.",
                                     name(film_set, false), scene_name(*first));
  of_set[&film_set].push_back({std::move(conflict), first});
}

}  // namespace bandaji
