// The continuity solver (G7): what in the story cannot be shot as it is written down.
//
// Same records in, same conflicts out; find_conflicts() is that as a function.  Continuity
// keeps the story in memory and checks again only what an edit touched.  Not thread-safe:
// one thread uses it, like the catalog it follows.
//
// The rules, by their names (stored in waivers; never renamed):
//   look_change        Within a story day a character wears another look than in the scene before, and no
//                      change is declared there.
//   healing            The same look in the same copy shows less of a condition than before, and it was not
//                      washed and no unseen day lies between.
//   no_look            A character is in a scene without a look.
//   look_not_approved  A look is worn that nobody has approved; told once, at its first scene.
//   look_approval_stale  A look is worn that was approved and is not what was approved any more; likewise.
//   after_last_scene   A look is worn after the last scene of the character it belongs to.
//   unit_twice         One copy is used by two characters or sets on one day.
//   unit_away          A copy is used on a shooting day before it comes or after it goes back.
//   too_few_units      On one day more copies of an asset are needed, doubles included, than there are.
//   no_set             A scene has no set.
//   set_not_approved   A set is used that nobody has approved; told once, at its first scene.
//   set_approval_stale   A set is used that was approved and is not what was approved any more; likewise.
//
// A day is the shooting day of a scene where it has one, else its story day.  Story order is by story day,
// episode and scene number; scenes without a story day have no place in it.  Omitted scenes do not count.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assets/result.h"
#include "db/catalog.h"
#include "db/production.h"

namespace bandaji {

struct ContinuityRule {
  std::string_view name;
  std::string_view ko;
  std::string_view en;
};
std::span<const ContinuityRule> continuity_rules();

struct Conflict {
  std::string rule;
  std::string place;  // What a waiver names; stays the same as long as the conflict is about the same things.
  // Where it is; empty where it does not apply.  There is always a scene.
  Id scene;
  Id character;
  Id look;
  Id film_set;
  Id unit;
  Id asset;
  Id day;  // StoryDay or ShootDay.
  std::string sentence_ko;
  std::string sentence_en;
  // Set when somebody waived it.
  Id waiver;
  std::string reason;

  std::string id() const { return rule + ":" + place; }
};

// What the newest decision on a look or set approves, beside what is there now.  Whether the status counts as
// approved is the record's to say; a status that was set without a decision has none of this.
struct Approval {
  Id subject;
  std::int64_t version = 0;  // Number of the version that was approved; 0 when the decision approves nothing.
  std::string hash;          // Of its contents (db/composition_versions.h), hexadecimal.
  std::string hash_now;      // Of what is there now.

  bool is_stale() const { return version > 0 && hash != hash_now; }
};

// Everything the solver looks at.
struct StoryRecords {
  std::vector<Episode> episodes;
  std::vector<StoryDay> story_days;
  std::vector<ShootDay> shoot_days;
  std::vector<Scene> scenes;
  std::vector<Character> characters;
  std::vector<Look> looks;
  std::vector<LookItem> look_items;
  std::vector<SceneLook> scene_looks;
  std::vector<FilmSet> film_sets;
  std::vector<Dressing> dressings;
  std::vector<Unit> units;
  std::vector<Waiver> waivers;
  std::vector<Approval> approvals = {};
};

class Continuity {
 public:
  explicit Continuity(const StoryRecords& records);
  // Reads the whole story.  Errors: those of reading.
  static Result<Continuity> read(const Catalog& catalog);
  Continuity(Continuity&&) noexcept;
  Continuity& operator=(Continuity&&) noexcept;
  ~Continuity();

  // Takes in what was committed since, by this or another program.  True when something of the story changed.
  Result<bool> follow(const Catalog& catalog);

  // One record as it is now; one that is not live is gone.  For follow(), and for whoever has no catalog.
  void put(const Episode& record);
  void put(const StoryDay& record);
  void put(const ShootDay& record);
  void put(const Scene& record);
  void put(const Character& record);
  void put(const Look& record);
  void put(const LookItem& record);
  void put(const SceneLook& record);
  void put(const FilmSet& record);
  void put(const Dressing& record);
  void put(const Unit& record);
  void put(const Waiver& record);
  // The one that counts now, after its look or set was put; of a subject that is neither it says nothing.
  void put(const Approval& approval);

  // All conflicts, waived ones too, in story order.  Checks again what was touched since the last call;
  // valid until the next change.
  const std::vector<const Conflict*>& conflicts();
  // Of one character in one scene, for a cell of the matrix.
  std::vector<const Conflict*> conflicts_at(const Id& scene, const Id& character);

 private:
  struct Story;
  bool follow_asset(const Catalog& catalog, const Id& id);

  std::unique_ptr<Story> story_;
};

// The same as a function of the records.
std::vector<Conflict> find_conflicts(const StoryRecords& records);

}  // namespace bandaji
