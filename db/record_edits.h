// What people do to the production, as changes ready for Catalog::apply().  Nothing here
// writes; the catalog is only read to find what is there.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/catalog.h"
#include "db/edit.h"

namespace bandaji {

// The edit that adds this value; its id when it has one, and a position of 0 means after the last.
template <class T>
AddRecord make_record(const T& record);

// The character wears the look in the scene; with an empty look it is in the scene without one yet.  Adds it
// to the scene, or takes up the continuity record it had there before.  Errors: NotFound, Invalid (a look of
// somebody else).
Result<Change> wear(const Catalog& catalog, const Id& scene, const Id& character, const Id& look);
// Takes the character out of the scene; its continuity record waits in the trash.  Errors: NotFound.
Result<Change> leave_scene(const Catalog& catalog, const Id& scene, const Id& character);
// Carries the look, how it is worn and the condition at the end on to the character's next scenes of the same
// story day that have no look yet, up to the first that has one.  Empty edits when there are none.
Result<Change> copy_forward(const Catalog& catalog, const Id& scene, const Id& character);

// The first free change number of the character: "4" after "3B"; with `after` "2A" the next letter: "2B".
// Numbers of looks in the trash are not given again.
std::string next_change_number(const Catalog& catalog, const Id& character, std::string_view after = {});

// Logs the movement and sets the place (and condition, when given) of the copy.  `day` as "2026-03-05".
struct UnitMove {
  Id unit = {};
  Id to_location = {};
  std::string day = {};
  std::string by = {};
  std::string due = {};
  std::string condition_after = {};
  std::string note = {};
};
Result<Change> move_unit(const Catalog& catalog, const UnitMove& move);

// Leaves a conflict or a hint as it is, with the reason.
Change waive(std::string_view rule, std::string_view place, std::string_view reason, std::string_view by);

// Sets an own field of an asset or a record; an empty value takes it away.  No edits when it is so already.
// Errors: NotFound; Invalid (not what the field holds).
Result<Change> set_custom_value(const Catalog& catalog, const Id& field, const Id& subject,
                                std::string_view value);

// One value of many records: a batch edit.
Change set_fields(RecordType type, std::span<const Id> ids, std::string_view column, std::string_view value);
// To the trash, or back.
Change set_trashed(std::span<const std::pair<RecordType, Id>> records, bool trashed);

}  // namespace bandaji
