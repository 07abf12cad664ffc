// The story as the window draws it: who wears what in which scene, in story order,
// with what the continuity solver says about every cell.
//
// Read once, then kept in step with every commit, so that an edit in a long series
// costs what it touches.  Plain memory: may be read on a job's thread through a
// catalog of its own and handed over.  Pointers are good until the next follow().
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "app/core/action.h"
#include "db/continuity.h"
#include "db/production.h"

namespace bandaji {

// How many conflicts a place has.
struct ConflictCount {
  int open = 0;
  int waived = 0;
};

class StoryModel {
 public:
  // Errors: those of reading.
  static Result<StoryModel> read(const Catalog& catalog);
  // Takes in what was committed since.  True when something of the story changed.
  Result<bool> follow(const Catalog& catalog);
  std::uint64_t revision() const { return revision_; }  // Grows with every change.

  // In story order: by story day, episode and number; scenes without a day come last.
  const std::vector<const Scene*>& scenes() const { return scene_order_; }
  const std::vector<const StoryDay*>& days() const { return day_order_; }
  const std::vector<const Episode*>& episodes() const { return episode_order_; }
  const std::vector<const Character*>& characters() const { return character_order_; }
  const std::vector<const Actor*>& actors() const { return actor_order_; }
  const std::vector<const FilmSet*>& film_sets() const { return set_order_; }
  const std::vector<const ShootDay*>& shoot_days() const { return shoot_order_; }
  std::vector<const Casting*> castings_of(const Id& character_or_actor) const;
  std::vector<const Look*> looks_of(const Id& character) const;  // By change number.
  std::vector<const LookItem*> items_of(const Id& look) const;   // In order.
  std::vector<const ScenePhoto*> photos_of(const Id& scene_look) const;

  // Null when it is not there or in the trash.
  const Scene* scene(const Id& id) const;
  const Episode* episode(const Id& id) const;
  const StoryDay* day(const Id& id) const;
  const Character* character(const Id& id) const;
  const Look* look(const Id& id) const;
  const SceneLook* cell(const Id& scene, const Id& character) const;
  const SceneLook* scene_look(const Id& id) const;
  // The look with this change number, upper or lower case; null when there is none.
  const Look* look_numbered(const Id& character, std::string_view number) const;
  // The asset whose picture stands for the look: what is seen most of it; empty when it has no items.
  const Id& picture_of(const Id& look) const;
  std::size_t look_count() const { return looks_.size(); }
  int photo_count(const Id& scene_look) const;
  int scene_count(const Id& character) const;  // Scenes the character is in.

  // What people call a record: "3-12A", "연희", "D1".  Empty for what is not known.
  std::string name(RecordType type, const Id& id, bool korean) const;
  // Live records of a type in their order, with names; for the types of the story, sets and looks.
  std::vector<std::pair<Id, std::string>> choices(RecordType type, bool korean) const;

  const std::vector<const Conflict*>& conflicts() const { return conflicts_; }
  ConflictCount conflict_count() const { return total_; }
  ConflictCount conflicts_at(const Id& scene, const Id& character) const;  // Of a cell.
  ConflictCount conflicts_of_scene(const Id& scene) const;                 // Those without a character.
  bool has_conflicts(const Id& scene) const;                               // Open ones, anywhere in it.

 private:
  template <class T>
  using Book = std::unordered_map<Id, T>;

  explicit StoryModel(Continuity solver) : solver_(std::move(solver)) {}
  template <class T>
  Result<bool> take(const Catalog& catalog, Book<T>& book, const Id& id, bool owns);
  void put_link(const Id& id, const SceneLook* link);
  void order();
  void order_scenes();
  bool takes_another_place(const Id& id, const Scene& before) const;
  void choose_pictures();
  void count_conflicts();

  Continuity solver_;
  std::int64_t sequence_ = 0;
  std::uint64_t revision_ = 1;
  Book<Episode> episodes_;
  Book<StoryDay> days_;
  Book<ShootDay> shoot_days_;
  Book<Scene> scenes_;
  std::unordered_map<Id, std::pair<std::string, std::string>>
      number_keys_;  // Numbers, and their natural_key().
  Book<Character> characters_;
  Book<Actor> actors_;
  Book<Casting> castings_;
  Book<Look> looks_;
  Book<LookItem> items_;
  Book<FilmSet> sets_;
  Book<ScenePhoto> photos_;
  // By scene, then character.
  std::unordered_map<Id, std::unordered_map<Id, SceneLook>> cells_;
  std::unordered_map<Id, std::pair<Id, Id>> place_of_link_;
  std::unordered_set<Id> gone_;  // Went to the trash while this model was kept: what they own is still here.

  std::vector<const Scene*> scene_order_;
  std::vector<const StoryDay*> day_order_;
  std::vector<const Episode*> episode_order_;
  std::vector<const Character*> character_order_;
  std::vector<const Actor*> actor_order_;
  std::vector<const FilmSet*> set_order_;
  std::vector<const ShootDay*> shoot_order_;
  std::unordered_map<Id, std::vector<const Look*>> looks_of_;
  std::unordered_map<Id, Id> picture_of_;
  std::unordered_map<Id, int> photo_count_;
  std::unordered_map<Id, int> scene_count_;
  std::vector<const Conflict*> conflicts_;
  std::unordered_map<Id, std::unordered_map<Id, ConflictCount>> counts_;
  ConflictCount total_;
};

}  // namespace bandaji
