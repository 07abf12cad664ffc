// The rules themselves, one bucket at a time, and how each conflict is said.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <tuple>

#include "db/continuity_story.h"
#include "db/vocabulary.h"

namespace bandaji {

namespace {

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

// One more wish of the same wearer: those since `begin` for one asset add up.
void add_need(std::vector<Need>& needs, std::size_t begin, const Need& more) {
  for (std::size_t i = begin; i < needs.size(); ++i) {
    if (*needs[i].asset == *more.asset) {
      needs[i].count += more.count;
      needs[i].doubles = needs[i].doubles || more.doubles;
      return;
    }
  }
  needs.push_back(more);
}

// Waiving one change does not waive the next: the place names what is there now.
std::string stale_place(const Approval& approval) {
  return approval.subject + ":" + approval.hash_now.substr(0, 12);
}

std::string version_name(const Approval& approval, bool korean) {
  return fmt::format(fmt::runtime(korean ? "버전 {}({})" : "version {} ({})"), approval.version,
                     approval.hash.substr(0, 12));
}

}  // namespace

void Continuity::Story::check_character(CharacterNode& character) {
  Bucket bucket;
  if (character.steps_are_stale) {
    make_steps(character);
  }
  sort_steps(character.steps);
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
  const Step* before = nullptr;           // The last one in story order that wears anything.
  std::vector<const Step*> last_of_copy;  // The last of each look and copy.
  std::vector<const LookNode*> told;      // Looks whose approval was already spoken of.
  const CharacterNode* owner = nullptr;   // Of the look before, and the last scene it has.
  const SceneNode* last_scene = nullptr;

  for (const Step& step : character.steps) {
    const ScenePlace& place = places[step.scene];
    if (!place.counts || !character.alive) {
      continue;
    }
    const LookNode* look = step.look != nullptr && step.look->counts() ? step.look : nullptr;
    const LinkNode* link = step.link;
    // The scene and the record are far away; most steps do without them.
    const auto scene_of = [](const Step& one) -> const SceneNode& { return *one.link->scene; };
    // Nearly every link is in order, so names are made when they are needed.
    const auto at = [&] { return scene_name(scene_of(step)); };
    const auto ko = [&] { return name(character, true); };
    const auto en = [&] { return name(character, false); };
    if (look == nullptr) {
      Conflict& conflict = add("no_look", *link, cell(*link));
      conflict.sentence_ko = fmt::format("{} 씬의 {}에게 착장이 없습니다.", at(), ko());
      conflict.sentence_en = fmt::format("{} has no look in scene {}.", en(), at());
      continue;
    }
    if (!look->approved && std::find(told.begin(), told.end(), look) == told.end()) {
      told.push_back(look);
      Conflict& conflict = add("look_not_approved", *link, look->record.id + ":" + character.record.id);
      conflict.sentence_ko = fmt::format("{}의 착장 {}번은 {} 씬부터 입지만 아직 승인되지 않았습니다.", ko(),
                                         look->record.number, at());
      conflict.sentence_en =
          fmt::format("Look {} of {}, worn from scene {}, is not approved.", look->record.number, en(), at());
    }
    if (look->approved && look->approval_is_stale &&
        std::find(told.begin(), told.end(), look) == told.end()) {
      told.push_back(look);
      Conflict& conflict =
          add("look_approval_stale", *link, stale_place(look->approval) + ":" + character.record.id);
      conflict.sentence_ko =
          fmt::format("{}의 착장 {}번은 {}에서 승인된 뒤 바뀌었습니다. {} 씬부터 입습니다.", ko(),
                      look->record.number, version_name(look->approval, true), at());
      conflict.sentence_en =
          fmt::format("Look {} of {}, worn from scene {}, was approved as {} and has changed since.",
                      look->record.number, en(), at(), version_name(look->approval, false));
    }
    if (place.day == nullptr) {
      continue;  // Nobody knows what comes before it.
    }
    if (before != nullptr && places[before->scene].day == place.day && before->look != step.look &&
        !step.change_declared) {
      Conflict& conflict = add("look_change", *link, cell(*link));
      conflict.sentence_ko = fmt::format(
          "극중일 {}의 {} 씬에서 {}의 착장이 {}번에서 {}번으로 바뀌지만 갈아입는다는 표시가 없습니다.",
          place.day->record.label, at(), ko(), before->look->record.number, look->record.number);
      conflict.sentence_en = fmt::format(
          "{} changes from look {} to look {} in scene {}, within story day {}, and no change is declared.",
          en(), before->look->record.number, look->record.number, at(), place.day->record.label);
    }
    before = &step;

    const auto copy = std::find_if(last_of_copy.begin(), last_of_copy.end(), [&](const Step* other) {
      return other->look == step.look && other->copy == step.copy;
    });
    const Step* earlier = copy == last_of_copy.end() ? nullptr : *copy;
    if (!step.washed && (step.has_condition || (earlier != nullptr && earlier->has_condition))) {
      std::optional<Healed> less;
      const SceneNode* from = &scene_of(step);
      if (earlier != nullptr && places[earlier->scene].gap_total == place.gap_total) {
        less = healed(earlier->link->end, link->start);
        from = &scene_of(*earlier);
      }
      if (!less) {
        less = healed(link->start, link->end);
        from = &scene_of(step);
      }
      if (less) {
        Conflict& conflict = add("healing", *link, cell(*link));
        conflict.sentence_ko = fmt::format(
            "{}의 착장 {}번에서 {} 씬의 '{}' {}단계가 {} 씬에서는 세탁도 건너뛴 날도 없이 {}단계로 "
            "줄었습니다.",
            ko(), look->record.number, scene_name(*from), vocabulary->label(less->term, true), less->from,
            at(), less->to);
        conflict.sentence_en = fmt::format(
            "On look {} of {}, \"{}\" goes from stage {} in scene {} to stage {} in scene {} without a wash, "
            "an "
            "unseen day or another copy.",
            look->record.number, en(), vocabulary->label(less->term, false), less->from, scene_name(*from),
            less->to, at());
      }
    }
    if (copy != last_of_copy.end()) {
      *copy = &step;
    } else {
      last_of_copy.push_back(&step);
    }

    if (owner != look->owner) {  // Looks are nearly always one's own.
      owner = look->owner;
      const auto found =
          owner->record.last_scene.empty() ? scenes.end() : scenes.find(owner->record.last_scene);
      const bool known = found != scenes.end() && found->second->counts() && found->second->has_day();
      last_scene = known ? found->second.get() : nullptr;
    }
    if (last_scene != nullptr && place.order > last_scene->order) {
      Conflict& conflict = add("after_last_scene", *link, cell(*link));
      conflict.sentence_ko =
          fmt::format("{}의 마지막 씬은 {}인데 그 뒤의 {} 씬에서 착장 {}번을 입습니다.", name(*owner, true),
                      scene_name(*last_scene), at(), look->record.number);
      conflict.sentence_en =
          fmt::format("Look {} of {} is worn in scene {}, after the character's last scene {}.",
                      look->record.number, name(*owner, false), at(), scene_name(*last_scene));
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
  std::vector<std::pair<const UnitNode*, UnitUse>> uses;
  std::vector<Need> needs;
  const auto use = [&](const UnitNode* unit, const UnitUse& by) {
    if (unit != nullptr) {
      uses.emplace_back(unit, by);
    }
  };

  // A look worn all day is one look: the first of its scenes stands for all.
  std::vector<const LinkNode*> looks_of_day;
  for (const SceneNode* scene : listed->second) {
    for (const LinkNode* link : scene->links) {
      if (counts(*link) && worn(*link) != nullptr) {
        looks_of_day.push_back(link);
      }
    }
  }
  const auto same = [](const LinkNode* link) {
    return std::tuple(link->character, link->look, std::string_view(link->record.copy));
  };
  std::sort(looks_of_day.begin(), looks_of_day.end(), [&](const LinkNode* a, const LinkNode* b) {
    return std::pair(same(a), a->scene->order) < std::pair(same(b), b->scene->order);
  });
  looks_of_day.erase(std::unique(looks_of_day.begin(), looks_of_day.end(),
                                 [&](const LinkNode* a, const LinkNode* b) { return same(a) == same(b); }),
                     looks_of_day.end());
  for (const LinkNode* link : looks_of_day) {
    const std::size_t begin = needs.size();
    for (const ItemNode* item : link->look->items) {
      if (!item->alive || item->record.asset.empty()) {
        continue;
      }
      use(unit_worn(*item, *link),
          {link->character, &link->character->record.id, link->scene, link->character, nullptr});
      if (item->record.required) {
        add_need(needs, begin,
                 {&item->record.asset, link->character, link->scene,
                  item->record.quantity + item->record.doubles, item->record.doubles > 0});
      }
    }
  }
  for (const SceneNode* scene : listed->second) {
    const SetNode* film_set = scene->film_set;
    if (film_set == nullptr || !film_set->alive) {
      continue;
    }
    const std::size_t begin = needs.size();
    for (const DressingNode* dressing : film_set->dressing) {
      if (!shows(*dressing, *scene) || dressing->record.asset.empty()) {
        continue;
      }
      use(dressing->unit != nullptr && dressing->unit->alive ? dressing->unit : nullptr,
          {film_set, &film_set->record.id, scene, nullptr, film_set});
      add_need(needs, begin, {&dressing->record.asset, film_set, scene, dressing->record.quantity, false});
    }
  }
  Bucket bucket;
  check_uses(day, uses, bucket);
  check_needs(day, needs, bucket);
  if (!bucket.empty()) {
    of_day[day] = std::move(bucket);
  }
}

Conflict& Continuity::Story::add_of_day(Bucket& bucket, const char* rule, const Id& day,
                                        const SceneNode* scene, const Id& subject) const {
  Conflict conflict;
  conflict.rule = rule;
  conflict.place = day + ":" + subject;
  conflict.scene = scene->record.id;
  conflict.day = day;
  bucket.push_back({std::move(conflict), scene});
  return bucket.back().conflict;
}

void Continuity::Story::check_uses(const Id& day, std::vector<std::pair<const UnitNode*, UnitUse>>& uses,
                                   Bucket& bucket) const {
  // Copies together, within a copy everybody once, and the earliest first.
  const auto by_user = [](const auto& a, const auto& b) {
    return std::tuple(a.first, a.second.who, a.second.scene->order) <
           std::tuple(b.first, b.second.who, b.second.scene->order);
  };
  std::sort(uses.begin(), uses.end(), by_user);
  uses.erase(std::unique(uses.begin(), uses.end(),
                         [](const auto& a, const auto& b) {
                           return a.first == b.first && a.second.who == b.second.who;
                         }),
             uses.end());
  std::sort(uses.begin(), uses.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.first, a.second.scene->order, a.second.film_set != nullptr, *a.second.id) <
           std::tuple(b.first, b.second.scene->order, b.second.film_set != nullptr, *b.second.id);
  });
  const auto called = [&](const UnitUse& one, bool korean) {
    return one.character != nullptr ? name(*one.character, korean) : name(*one.film_set, korean);
  };
  const auto locate = [](Conflict& conflict, const Unit& unit, const UnitUse& at) {
    conflict.unit = unit.id;
    conflict.asset = unit.asset;
    conflict.character = at.character != nullptr ? at.character->record.id : Id();
    conflict.film_set = at.film_set != nullptr ? at.film_set->record.id : Id();
  };
  const auto shoot = shoot_days.find(day);
  const std::string date =
      shoot != shoot_days.end() && shoot->second->alive ? shoot->second->record.date : "";
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (i > 0 && uses[i].first == uses[i - 1].first) {
      continue;
    }
    const UnitNode& unit = *uses[i].first;
    const UnitUse& first = uses[i].second;
    if (i + 1 < uses.size() && uses[i + 1].first == &unit) {
      const UnitUse& second = uses[i + 1].second;
      Conflict& conflict = add_of_day(bucket, "unit_twice", day, second.scene, unit.record.id);
      locate(conflict, unit.record, second);
      conflict.sentence_ko =
          fmt::format("{}에 실물 {} 하나를 '{}'({} 씬), '{}'({} 씬) 두 곳에서 씁니다.", day_name(day, true),
                      unit_name(unit), called(first, true), scene_name(*first.scene), called(second, true),
                      scene_name(*second.scene));
      conflict.sentence_en =
          fmt::format("On {}, unit {} is used by {} (scene {}) and by {} (scene {}).", day_name(day, false),
                      unit_name(unit), called(first, false), scene_name(*first.scene), called(second, false),
                      scene_name(*second.scene));
    }
    const bool gone = !unit.record.returned_on.empty() && unit.record.returned_on < date;
    if (!date.empty() && (gone || date < unit.record.rented_on)) {
      Conflict& conflict = add_of_day(bucket, "unit_away", day, first.scene, unit.record.id);
      locate(conflict, unit.record, first);
      const std::string& when = gone ? unit.record.returned_on : unit.record.rented_on;
      conflict.sentence_ko = fmt::format("{}에 쓸 실물 {}의 {}은 {}입니다.", day_name(day, true),
                                         unit_name(unit), gone ? "반납일" : "대여일", when);
      conflict.sentence_en = fmt::format("Unit {} is needed on {}, but it {} on {}.", unit_name(unit),
                                         day_name(day, false), gone ? "went back" : "only comes", when);
    }
  }
}

void Continuity::Story::check_needs(const Id& day, std::vector<Need>& needs, Bucket& bucket) const {
  // What one character or set needs most at a time counts; over all of them it adds up.
  std::sort(needs.begin(), needs.end(), [](const Need& a, const Need& b) {
    return std::tuple(std::string_view(*a.asset), a.who, -a.count) <
           std::tuple(std::string_view(*b.asset), b.who, -b.count);
  });
  for (std::size_t i = 0; i < needs.size();) {
    const Id& asset = *needs[i].asset;
    std::int64_t wanted = 0;
    bool doubles = false;
    const SceneNode* first = needs[i].scene;
    const void* who = nullptr;
    for (; i < needs.size() && *needs[i].asset == asset; ++i) {
      wanted += needs[i].who != who ? needs[i].count : 0;
      who = needs[i].who;
      doubles = doubles || needs[i].doubles;
      first = needs[i].scene->order < first->order ? needs[i].scene : first;
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
    if (wanted > there && (recorded > 0 || doubles)) {
      Conflict& conflict = add_of_day(bucket, "too_few_units", day, first, asset);
      conflict.asset = asset;
      conflict.sentence_ko = fmt::format("{}에 '{}' {}점이 필요하지만 실물은 {}점입니다.",
                                         day_name(day, true), asset_name(asset, true), wanted, there);
      conflict.sentence_en = fmt::format("On {}, {} of {} must be there, but only {} can be had.",
                                         day_name(day, false), wanted, asset_name(asset, false), there);
    }
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
  const bool approved = is_approved(film_set.record.status, *vocabulary);
  if (!film_set.alive || (approved && !film_set.approval.is_stale())) {
    return;
  }
  const auto used = first_of_set.find(&film_set);
  if (used == first_of_set.end()) {
    return;
  }
  const SceneNode* first = used->second;
  Conflict conflict;
  conflict.rule = approved ? "set_approval_stale" : "set_not_approved";
  conflict.place = approved ? stale_place(film_set.approval) : film_set.record.id;
  conflict.scene = first->record.id;
  conflict.film_set = film_set.record.id;
  if (approved) {
    conflict.sentence_ko =
        fmt::format("'{}' 세트는 {}에서 승인된 뒤 바뀌었습니다. {} 씬부터 씁니다.", name(film_set, true),
                    version_name(film_set.approval, true), scene_name(*first));
    conflict.sentence_en =
        fmt::format("The set {}, used from scene {}, was approved as {} and has changed since.",
                    name(film_set, false), scene_name(*first), version_name(film_set.approval, false));
  } else {
    conflict.sentence_ko = fmt::format("'{}' 세트는 {} 씬부터 쓰지만 아직 승인되지 않았습니다.",
                                       name(film_set, true), scene_name(*first));
    conflict.sentence_en = fmt::format("The set {}, used from scene {}, is not approved.",
                                       name(film_set, false), scene_name(*first));
  }
  of_set[&film_set].push_back({std::move(conflict), first});
}

}  // namespace bandaji
