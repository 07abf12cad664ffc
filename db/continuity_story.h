// The story as the solver walks it: records joined by pointers, and conflicts kept per
// bucket (a character, a day, a scene, a set) so that an edit re-checks few.  Only for
// db/continuity*.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "db/continuity.h"
#include "db/continuity_approvals.h"
#include "db/vocabulary.h"

namespace bandaji {

struct SceneNode;
struct CharacterNode;
struct LookNode;

// Nodes stay when their records go, so that pointers hold; `alive` says whether the record is there.
struct EpisodeNode {
  Episode record;
  bool alive = false;
};

struct StoryDayNode {
  StoryDay record;
  bool alive = false;
  std::int64_t order = -1;
  std::int64_t gap_total = 0;  // Unseen days from the beginning of the table up to this row.
};

struct ShootDayNode {
  ShootDay record;
  bool alive = false;
};

struct SetNode {
  FilmSet record;
  bool alive = false;
  Approval approval;
  std::vector<struct DressingNode*> dressing;
};

struct LinkNode {  // SceneLook
  SceneLook record;
  bool alive = false;
  SceneNode* scene = nullptr;
  CharacterNode* character = nullptr;
  LookNode* look = nullptr;
  ConditionLevels start;
  ConditionLevels end;  // Never empty because of "as at the start".
};

struct SceneNode {
  Scene record;
  bool alive = false;
  EpisodeNode* episode = nullptr;
  StoryDayNode* day = nullptr;
  ShootDayNode* shoot_day = nullptr;
  SetNode* film_set = nullptr;
  std::uint32_t index = 0;   // Into Story::places.
  std::string number_key;    // natural_key() of the number.
  std::int64_t order = -1;   // In the story; scenes without a story day come last.
  std::int64_t script = -1;  // In the script.
  std::vector<LinkNode*> links;

  bool counts() const { return alive && !record.omitted && episode != nullptr && episode->alive; }
  bool has_day() const { return day != nullptr && day->alive; }
  // The day that units and sets are counted on; empty when there is none.
  Id day_key() const {
    if (shoot_day != nullptr && shoot_day->alive) {
      return shoot_day->record.id;
    }
    return has_day() ? day->record.id : Id();
  }
};

// Where a scene stands, and what of it a walk through the story asks for.  In one array by SceneNode::index:
// a character is in a thousand scenes, and what is asked of each must lie close together.
struct ScenePlace {
  std::int64_t order = -1;
  std::int64_t gap_total = 0;
  const StoryDayNode* day = nullptr;  // Null when it has none that is alive.
  bool counts = false;
};

// Likewise of a link.
struct Step {
  const LinkNode* link = nullptr;
  LookNode* look = nullptr;
  std::uint32_t scene = 0;  // Index.
  std::uint16_t copy = 0;   // Place in Story::copies.
  bool washed = false;
  bool change_declared = false;
  bool has_condition = false;
};

struct CharacterNode {
  Character record;
  bool alive = false;
  std::vector<LinkNode*> links;
  std::vector<Step> steps;  // Of the links that are alive; in story order after they were walked.
  bool steps_are_stale = true;
};

struct LookNode {
  Look record;
  bool alive = false;
  bool approved = false;
  bool approval_is_stale = false;
  Approval approval;
  CharacterNode* owner = nullptr;
  std::vector<struct ItemNode*> items;
  std::vector<LinkNode*> links;

  bool counts() const { return alive && owner != nullptr && owner->alive; }
};

struct ItemNode {
  LookItem record;
  bool alive = false;
  LookNode* look = nullptr;
  struct UnitNode* unit = nullptr;
};

struct DressingNode {
  Dressing record;
  bool alive = false;
  SetNode* film_set = nullptr;
  struct UnitNode* unit = nullptr;
};

struct UnitNode {
  Unit record;
  bool alive = false;
};

// What a link shows now: neither taken out, nor in a scene or of a character that is gone.
inline bool counts(const LinkNode& link) {
  return link.alive && link.scene != nullptr && link.scene->counts() && link.character != nullptr &&
         link.character->alive;
}
inline LookNode* worn(const LinkNode& link) {
  return link.look != nullptr && link.look->counts() ? link.look : nullptr;
}

template <class Node>
using Nodes = std::unordered_map<Id, std::unique_ptr<Node>>;

struct Found {
  Conflict conflict;
  const SceneNode* scene;
};
using Bucket = std::vector<Found>;

// Who has a copy on a day: a character, or a set.
struct UnitUse {
  const void* who;
  const Id* id;
  const SceneNode* scene;
  const CharacterNode* character;  // Or null.
  const SetNode* film_set;         // Or null.
};

// How many of an asset somebody needs at a time.
struct Need {
  const Id* asset;
  const void* who;
  const SceneNode* scene;
  std::int64_t count;
  bool doubles;
};

struct AssetName {
  std::string number;
  std::string ko;
  std::string en;
  bool alive = true;  // Copies go and come with it.
};

struct Continuity::Story {
  Nodes<EpisodeNode> episodes;
  Nodes<StoryDayNode> story_days;
  Nodes<ShootDayNode> shoot_days;
  Nodes<SceneNode> scenes;
  Nodes<CharacterNode> characters;
  Nodes<LookNode> looks;
  Nodes<ItemNode> items;
  Nodes<LinkNode> links;
  Nodes<SetNode> film_sets;
  Nodes<DressingNode> dressings;
  Nodes<UnitNode> units;
  std::unordered_map<Id, std::vector<UnitNode*>> units_of_asset;
  std::unordered_map<Id, AssetName> asset_names;
  std::unordered_map<Id, Waiver> waivers;
  ApprovalBook approvals;
  std::int64_t sequence = 0;  // Of the last activity that was read.
  std::shared_ptr<const Vocabulary> vocabulary = Vocabulary::with({});

  // Made from the above.
  std::unordered_map<Id, std::vector<SceneNode*>> scenes_of_day;  // Scenes that count, in story order.
  std::unordered_map<const SetNode*, const SceneNode*> first_of_set;
  std::vector<ScenePlace> places;
  std::vector<std::string> copies;  // Purposes of copies.

  // What must be checked again.
  bool order_is_stale = true;
  bool everything_is_stale = true;
  bool list_is_stale = true;
  std::set<CharacterNode*> stale_characters;
  std::set<Id> stale_days;
  std::set<SceneNode*> stale_scenes;
  std::set<SetNode*> stale_sets;

  std::unordered_map<const CharacterNode*, Bucket> of_character;
  std::unordered_map<Id, Bucket> of_day;
  std::unordered_map<const SceneNode*, Bucket> of_scene;
  std::unordered_map<const SetNode*, Bucket> of_set;
  std::vector<const Conflict*> list;

  void use_vocabulary(std::shared_ptr<const Vocabulary> terms);
  void touch_scene(SceneNode& scene);
  void touch_look(const LookNode& look, bool who, bool when);
  void touch_unit(const UnitNode& unit);
  void touch_name(const Id& asset);
  void order_scenes();
  void make_places();
  SceneNode* scene_node(const Id& id);
  void make_steps(CharacterNode& character);
  void sort_steps(std::vector<Step>& steps) const;
  void check();
  void list_conflicts();

  // continuity_rules.cpp
  void check_character(CharacterNode& character);
  void check_day(const Id& day);
  void check_uses(const Id& day, std::vector<std::pair<const UnitNode*, UnitUse>>& uses,
                  Bucket& bucket) const;
  void check_needs(const Id& day, std::vector<Need>& needs, Bucket& bucket) const;
  Conflict& add_of_day(Bucket& bucket, const char* rule, const Id& day, const SceneNode* scene,
                       const Id& subject) const;
  void check_scene(SceneNode& scene);
  void check_set(SetNode& film_set);
  bool shows(const DressingNode& dressing, const SceneNode& scene) const;
  const UnitNode* unit_worn(const ItemNode& item, const LinkNode& link) const;
  std::string scene_name(const SceneNode& scene) const;
  std::string name(const CharacterNode& character, bool korean) const;
  std::string name(const SetNode& film_set, bool korean) const;
  std::string asset_name(const Id& asset, bool korean) const;
  std::string unit_name(const UnitNode& unit) const;
  std::string day_name(const Id& day, bool korean) const;
};

}  // namespace bandaji
