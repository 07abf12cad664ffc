// The solver against its rules written as a slow and simple program, on productions made at random.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "db/continuity.h"
#include "db/search_text.h"

namespace bandaji {
namespace {

// The rules once more, by brute force: every scene compared with every other, nothing kept.  "rule place
// scene".
class Reference {
 public:
  explicit Reference(const StoryRecords& records) : r_(records) {}

  std::set<std::string> conflicts() {
    for (const Scene& scene : r_.scenes) {
      if (!counts(scene)) {
        continue;
      }
      if (!find(r_.film_sets, scene.film_set)) {
        add("no_set", scene.id, scene);
      }
      for (const SceneLook& link : r_.scene_looks) {
        if (link.scene == scene.id && counts(link)) {
          check(link, scene);
        }
      }
    }
    for (const FilmSet& film_set : r_.film_sets) {
      const auto used = in_story([&](const Scene& scene) { return scene.film_set == film_set.id; });
      if (!live(film_set) || used.empty()) {
        continue;
      }
      if (!approved(film_set.status)) {
        add("set_not_approved", film_set.id, *used.front());
      } else if (const std::string changed = changed_since_approval(film_set.id); !changed.empty()) {
        add("set_approval_stale", changed, *used.front());
      }
    }
    std::set<Id> days;
    for (const Scene& scene : r_.scenes) {
      if (counts(scene)) {
        days.insert(day_key(scene));
      }
    }
    days.erase("");
    for (const Id& day : days) {
      check_day(day);
    }
    return found_;
  }

 private:
  template <class T>
  static bool live(const T& record) {
    return record.state == RecordState::Live;
  }
  template <class T>
  static const T* find(const std::vector<T>& list, const Id& id) {
    for (const T& record : list) {
      if (record.id == id && live(record)) {
        return &record;
      }
    }
    return nullptr;
  }
  static bool approved(const std::string& status) {
    return status == "st_approved" || status == "st_conditional" || status == "st_final" ||
           status == "st_locked" || status == "st_confirmed_shoot";
  }
  // Look or set and what it is now, when it is not what was approved.
  std::string changed_since_approval(const Id& subject) const {
    for (const Approval& one : r_.approvals) {
      if (one.subject == subject && one.version != 0 && one.hash != one.hash_now) {
        return subject + ":" + one.hash_now;
      }
    }
    return {};
  }
  bool counts(const Scene& scene) const {
    return live(scene) && !scene.omitted && find(r_.episodes, scene.episode) != nullptr;
  }
  bool counts(const SceneLook& link) const {
    const Scene* scene = find(r_.scenes, link.scene);
    return live(link) && scene != nullptr && counts(*scene) && find(r_.characters, link.character) != nullptr;
  }
  const Look* worn(const SceneLook& link) const {
    const Look* look = find(r_.looks, link.look);
    return look != nullptr && find(r_.characters, look->character) != nullptr ? look : nullptr;
  }
  const StoryDay* day(const Scene& scene) const { return find(r_.story_days, scene.story_day); }
  Id day_key(const Scene& scene) const {
    return find(r_.shoot_days, scene.shoot_day) ? scene.shoot_day : (day(scene) ? scene.story_day : Id());
  }
  int script(const Scene& a, const Scene& b) const {
    const auto number = [&](const Scene& scene) { return find(r_.episodes, scene.episode)->number; };
    if (number(a) != number(b)) {
      return number(a) < number(b) ? -1 : 1;
    }
    const int order = natural_key(a.number).compare(natural_key(b.number));
    return order != 0 ? order : a.id.compare(b.id);
  }
  bool before(const Scene& a, const Scene& b) const {
    const StoryDay* first = day(a);
    const StoryDay* second = day(b);
    if ((first == nullptr) != (second == nullptr)) {
      return first != nullptr;
    }
    if (first != nullptr && first != second) {
      return std::pair(first->position, first->id) < std::pair(second->position, second->id);
    }
    return script(a, b) < 0;
  }
  template <class Test>
  std::vector<const Scene*> in_story(Test test) const {
    std::vector<const Scene*> list;
    for (const Scene& scene : r_.scenes) {
      if (counts(scene) && test(scene)) {
        list.push_back(&scene);
      }
    }
    std::sort(list.begin(), list.end(), [&](const Scene* a, const Scene* b) { return before(*a, *b); });
    return list;
  }
  void add(const std::string& rule, const std::string& place, const Scene& scene) {
    found_.insert(rule + " " + place + " " + scene.id);
  }

  // The nearest earlier scene with a story day in which the character wears a look that passes.
  template <class Test>
  const SceneLook* nearest(const SceneLook& link, const Scene& scene, Test test) const {
    const SceneLook* nearest = nullptr;
    for (const SceneLook& other : r_.scene_looks) {
      if (!counts(other) || other.character != link.character || worn(other) == nullptr || !test(other)) {
        continue;
      }
      const Scene& at = *find(r_.scenes, other.scene);
      if (day(at) != nullptr && before(at, scene) &&
          (nearest == nullptr || before(*find(r_.scenes, nearest->scene), at))) {
        nearest = &other;
      }
    }
    return nearest;
  }
  static bool lost(const std::string& from, const std::string& to) {
    for (const auto& [term, level] : parse_condition(from)) {
      int now = 0;
      for (const auto& [other, other_level] : parse_condition(to)) {
        now = other == term ? other_level : now;
      }
      if (now < level) {
        return true;
      }
    }
    return false;
  }
  static const std::string& end_of(const SceneLook& link) {
    return link.end_condition.empty() ? link.start_condition : link.end_condition;
  }

  void check(const SceneLook& link, const Scene& scene) {
    const std::string cell = scene.id + ":" + link.character;
    const Look* look = worn(link);
    if (look == nullptr) {
      add("no_look", cell, scene);
      return;
    }
    const std::string changed = changed_since_approval(look->id);
    if (!approved(look->status) || !changed.empty()) {
      const auto wears = [&](const Scene& other) {
        return std::any_of(r_.scene_looks.begin(), r_.scene_looks.end(), [&](const SceneLook& one) {
          return counts(one) && one.scene == other.id && one.character == link.character &&
                 one.look == link.look;
        });
      };
      const bool stale = approved(look->status);
      add(stale ? "look_approval_stale" : "look_not_approved",
          (stale ? changed : look->id) + ":" + link.character, *in_story(wears).front());
    }
    if (day(scene) == nullptr) {
      return;
    }
    const SceneLook* earlier = nearest(link, scene, [](const SceneLook&) { return true; });
    if (earlier != nullptr && day(*find(r_.scenes, earlier->scene)) == day(scene) &&
        earlier->look != link.look && !link.change_declared) {
      add("look_change", cell, scene);
    }
    const SceneLook* same = nearest(link, scene, [&](const SceneLook& other) {
      return other.look == link.look && other.copy == link.copy;
    });
    bool unseen = false;
    if (same != nullptr) {
      const StoryDay& from = *day(*find(r_.scenes, same->scene));
      const StoryDay& to = *day(scene);
      for (const StoryDay& between : r_.story_days) {
        const auto key = [](const StoryDay& one) { return std::pair(one.position, one.id); };
        unseen = unseen || (live(between) && between.gap_days > 0 && key(from) < key(between) &&
                            key(between) <= key(to));
      }
    }
    const bool healed = same != nullptr && !unseen && lost(end_of(*same), link.start_condition);
    if (!link.washed && (healed || lost(link.start_condition, end_of(link)))) {
      add("healing", cell, scene);
    }
    const Character& owner = *find(r_.characters, look->character);
    const Scene* last = find(r_.scenes, owner.last_scene);
    if (last != nullptr && counts(*last) && day(*last) != nullptr && before(*last, scene)) {
      add("after_last_scene", cell, scene);
    }
  }

  bool shows(const Dressing& dressing, const Scene& scene) const {
    const Scene* from = find(r_.scenes, dressing.from_scene);
    const Scene* to = find(r_.scenes, dressing.to_scene);
    return live(dressing) && dressing.film_set == scene.film_set &&
           (from == nullptr || !counts(*from) || script(*from, scene) <= 0) &&
           (to == nullptr || !counts(*to) || script(scene, *to) <= 0);
  }
  Id unit_of(const LookItem& item, const SceneLook& link) const {
    if (link.copy == "hero") {
      return find(r_.units, item.unit) ? item.unit : Id();
    }
    std::vector<Id> fitting;
    for (const Unit& unit : r_.units) {
      if (live(unit) && unit.asset == item.asset && unit.purpose == link.copy) {
        fitting.push_back(unit.id);
      }
    }
    return fitting.size() == 1 ? fitting[0] : Id();
  }

  void check_day(const Id& key) {
    const auto scenes = in_story([&](const Scene& scene) { return day_key(scene) == key; });
    std::map<Id, std::vector<std::pair<Id, const Scene*>>>
        users;                                       // Unit to whoever has it, first scene each.
    std::map<Id, std::map<Id, std::int64_t>> needs;  // Asset to whoever needs how many.
    std::map<Id, const Scene*> first;
    std::set<Id> with_doubles;
    const auto use = [&](const Id& unit, const Id& who, const Scene* scene) {
      auto& list = users[unit];
      if (!unit.empty() &&
          std::none_of(list.begin(), list.end(), [&](const auto& one) { return one.first == who; })) {
        list.emplace_back(who, scene);
      }
    };
    for (const Scene* scene : scenes) {
      std::map<Id, const SceneLook*> present;
      for (const SceneLook& link : r_.scene_looks) {
        if (link.scene == scene->id && counts(link) && worn(link)) {
          present[link.character] = &link;
        }
      }
      for (const auto& [who, link] : present) {
        std::map<Id, std::int64_t> wanted;
        for (const LookItem& item : r_.look_items) {
          if (!live(item) || item.look != link->look || item.asset.empty()) {
            continue;
          }
          use(unit_of(item, *link), who, scene);
          if (item.required) {
            wanted[item.asset] += item.quantity + item.doubles;
            if (item.doubles > 0) {
              with_doubles.insert(item.asset);
            }
          }
        }
        for (const auto& [asset, count] : wanted) {
          needs[asset][who] = std::max(needs[asset][who], count);
          first.emplace(asset, scene);
        }
      }
      if (find(r_.film_sets, scene->film_set)) {
        std::map<Id, std::int64_t> wanted;
        for (const Dressing& dressing : r_.dressings) {
          if (shows(dressing, *scene) && !dressing.asset.empty()) {
            use(find(r_.units, dressing.unit) ? dressing.unit : Id(), scene->film_set, scene);
            wanted[dressing.asset] += dressing.quantity;
          }
        }
        for (const auto& [asset, count] : wanted) {
          needs[asset][scene->film_set] = std::max(needs[asset][scene->film_set], count);
          first.emplace(asset, scene);
        }
      }
    }
    const ShootDay* shoot = find(r_.shoot_days, key);
    for (const auto& [id, list] : users) {
      if (id.empty() || list.empty()) {
        continue;
      }
      const Unit& unit = *find(r_.units, id);
      if (list.size() > 1) {
        add("unit_twice", key + ":" + id, *list[1].second);
      }
      if (shoot != nullptr && !shoot->date.empty() &&
          ((!unit.returned_on.empty() && unit.returned_on < shoot->date) || shoot->date < unit.rented_on)) {
        add("unit_away", key + ":" + id, *list[0].second);
      }
    }
    for (const auto& [asset, of] : needs) {
      std::int64_t wanted = 0;
      std::int64_t recorded = 0;
      std::int64_t there = 0;
      for (const auto& [who, count] : of) {
        wanted += count;
      }
      for (const Unit& unit : r_.units) {
        if (live(unit) && unit.asset == asset) {
          ++recorded;
          there += unit.returned_on.empty() && unit.condition.find("cd_lost") == std::string::npos ? 1 : 0;
        }
      }
      if (wanted > there && (recorded > 0 || with_doubles.contains(asset))) {
        add("too_few_units", key + ":" + asset, *first[asset]);
      }
    }
  }

  const StoryRecords& r_;
  std::set<std::string> found_;
};

class RandomStory {
 public:
  explicit RandomStory(unsigned seed) : random_(seed) {
    fill(records.episodes, "e", 1 + pick(2),
         [&](Episode& one, std::size_t i) { one.number = static_cast<std::int64_t>(2 - i); });
    fill(records.story_days, "d", 1 + pick(3), [&](StoryDay& one, std::size_t) {
      one.label = "D" + one.id;
      one.position = static_cast<std::int64_t>(pick(3));
      one.gap_days = pick(4) == 0 ? 2 : 0;
    });
    fill(records.shoot_days, "h", pick(3), [&](ShootDay& one, std::size_t i) {
      one.number = static_cast<std::int64_t>(i);
      one.date = pick(4) == 0 ? "" : date();
    });
    fill(records.film_sets, "f", 1 + pick(2), [&](FilmSet& one, std::size_t) { one.status = status(); });
    fill(records.scenes, "s", 1 + pick(14), [&](Scene& one, std::size_t) { change(one); });
    fill(records.characters, "c", 1 + pick(4), [&](Character& one, std::size_t) {
      one.name_ko = "인물 " + one.id;
      one.last_scene = pick(3) == 0 ? any(records.scenes) : Id();
    });
    fill(records.looks, "l", 1 + pick(7), [&](Look& one, std::size_t) {
      one.character = any(records.characters);
      one.number = one.id;
      one.status = status();
    });
    fill(records.units, "u", pick(5), [&](Unit& one, std::size_t) { change(one); });
    fill(records.look_items, "i", pick(8), [&](LookItem& one, std::size_t) { change(one); });
    // A character is in a scene once, as the catalog keeps it.
    for (const Scene& scene : records.scenes) {
      for (const Character& character : records.characters) {
        if (pick(3) != 0) {
          SceneLook link;
          link.id = "k" + scene.id + character.id;
          link.scene = scene.id;
          link.character = character.id;
          change(link);
          records.scene_looks.push_back(link);
        }
      }
    }
    fill(records.dressings, "r", pick(4), [&](Dressing& one, std::size_t) { change(one); });
    for (const Look& look : records.looks) {
      decide(look.id);
    }
    for (const FilmSet& film_set : records.film_sets) {
      decide(film_set.id);
    }
  }

  // Changes one record, and tells the solver.
  void edit(Continuity& solver) {
    switch (pick(10)) {
      case 0:
        return again(records.scenes, solver);
      case 1:
        return again(records.units, solver);
      case 2:
        return again(records.look_items, solver);
      case 3:
        return again(records.dressings, solver);
      case 4:
        return again(records.looks, solver, [&](Look& one) { one.status = status(); });
      case 5:
        return again(records.story_days, solver,
                     [&](StoryDay& one) { one.position = static_cast<std::int64_t>(pick(4)); });
      case 6:
        return again(records.characters, solver,
                     [&](Character& one) { one.last_scene = any(records.scenes); });
      case 7:
        return again(records.film_sets, solver, [&](FilmSet& one) { one.status = status(); });
      case 8:
        change(records.approvals[pick(records.approvals.size())], solver);
        return;
      default:
        return again(records.scene_looks, solver);
    }
  }

  StoryRecords records;

 private:
  std::size_t pick(std::size_t count) { return random_() % count; }
  std::string date() { return "2026-03-0" + std::to_string(1 + pick(4)); }
  std::string status() { return pick(3) == 0 ? "st_draft" : "st_approved"; }
  std::string condition() {
    return pick(2) == 0 ? "" : "cd_blood:" + std::to_string(1 + pick(2)) + (pick(3) == 0 ? ";cd_dust:1" : "");
  }
  std::string copy() { return pick(4) == 0 ? "stunt" : "hero"; }
  std::string asset() { return pick(6) == 0 ? "" : "a" + std::to_string(pick(2)); }
  template <class T>
  Id any(const std::vector<T>& list) {
    return list.empty() || pick(7) == 0 ? Id() : list[pick(list.size())].id;
  }
  template <class T, class Make>
  void fill(std::vector<T>& list, const std::string& prefix, std::size_t count, Make make) {
    for (std::size_t i = 0; i < count; ++i) {
      T one;
      one.id = prefix + std::to_string(i);
      one.state = pick(12) == 0 ? RecordState::Trashed : RecordState::Live;
      make(one, i);
      list.push_back(one);
    }
  }
  std::string hash() { return pick(2) == 0 ? "aaaaaaaaaaaa" : "bbbbbbbbbbbb"; }
  void decide(const Id& subject) {
    records.approvals.push_back({subject, static_cast<std::int64_t>(pick(3)), hash(), hash()});
  }
  void change(Approval& one, Continuity& solver) {
    one = {one.subject, static_cast<std::int64_t>(pick(3)), hash(), hash()};
    solver.put(one);
  }
  void change(Scene& one) {
    one.episode = any(records.episodes);
    one.number = std::to_string(1 + pick(4)) + (pick(3) == 0 ? "A" : "");
    one.story_day = any(records.story_days);
    one.shoot_day = pick(2) == 0 ? any(records.shoot_days) : Id();
    one.film_set = any(records.film_sets);
    one.omitted = pick(8) == 0;
  }
  void change(Unit& one) {
    one.asset = "a" + std::to_string(pick(2));
    one.number = one.id;
    one.purpose = copy();
    one.condition = pick(6) == 0 ? "cd_lost" : "";
    one.returned_on = pick(4) == 0 ? date() : "";
    one.rented_on = pick(4) == 0 ? date() : "";
  }
  void change(LookItem& one) {
    one.look = any(records.looks);
    one.asset = asset();
    one.unit = any(records.units);
    one.quantity = static_cast<std::int64_t>(1 + pick(2));
    one.doubles = pick(3) == 0 ? 1 : 0;
    one.required = pick(4) != 0;
  }
  void change(Dressing& one) {
    one.film_set = any(records.film_sets);
    one.asset = asset();
    one.unit = any(records.units);
    one.from_scene = pick(2) == 0 ? any(records.scenes) : Id();
    one.to_scene = pick(2) == 0 ? any(records.scenes) : Id();
  }
  void change(SceneLook& one) {
    one.look = any(records.looks);
    one.change_declared = pick(3) == 0;
    one.washed = pick(4) == 0;
    one.copy = copy();
    one.start_condition = condition();
    one.end_condition = condition();
  }
  template <class T, class Change>
  void again(std::vector<T>& list, Continuity& solver, Change what) {
    if (list.empty()) {
      return;
    }
    T& one = list[pick(list.size())];
    if (pick(4) == 0) {
      one.state = one.state == RecordState::Live ? RecordState::Trashed : RecordState::Live;
    } else {
      what(one);
    }
    solver.put(one);
  }
  template <class T>
  void again(std::vector<T>& list, Continuity& solver) {
    again(list, solver, [&](T& one) { change(one); });
  }

  std::mt19937 random_;
};

std::set<std::string> facts(const std::vector<const Conflict*>& conflicts) {
  std::set<std::string> all;
  for (const Conflict* conflict : conflicts) {
    EXPECT_TRUE(all.insert(conflict->rule + " " + conflict->place + " " + conflict->scene).second)
        << conflict->id();
    EXPECT_FALSE(conflict->sentence_ko.empty() || conflict->sentence_en.empty());
  }
  return all;
}

std::vector<std::string> sentences(const std::vector<const Conflict*>& conflicts) {
  std::vector<std::string> all;
  for (const Conflict* conflict : conflicts) {
    all.push_back(conflict->id() + " " + conflict->sentence_ko + " " + conflict->sentence_en);
  }
  return all;
}

TEST(ContinuityRules, AgreeWithBruteForceOnAThousandProductions) {
  std::map<std::string, int> met;
  for (unsigned seed = 1; seed <= 1000; ++seed) {
    const RandomStory story(seed);
    Continuity solver(story.records);
    const auto found = facts(solver.conflicts());
    ASSERT_EQ(found, Reference(story.records).conflicts()) << "production " << seed;
    for (const std::string& fact : found) {
      ++met[fact.substr(0, fact.find(' '))];
    }
  }
  for (const ContinuityRule& rule : continuity_rules()) {
    EXPECT_GT(met[std::string(rule.name)], 20) << rule.name;
  }
}

TEST(ContinuityRules, GiveTheSameAfterEditsAsFromTheBeginning) {
  for (unsigned seed = 1; seed <= 150; ++seed) {
    RandomStory story(seed);
    Continuity solver(story.records);
    for (int step = 0; step < 12; ++step) {
      story.edit(solver);
      Continuity fresh(story.records);
      ASSERT_EQ(sentences(solver.conflicts()), sentences(fresh.conflicts())) << seed << ", edit " << step;
    }
  }
}

}  // namespace
}  // namespace bandaji
