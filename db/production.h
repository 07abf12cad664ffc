// The production as plain values: story, people, looks, sets, stock.  Read with
// db/record_reads.h, changed through db/edit.h; columns are described in db/record_type.h.
//
// Ids and dates are text and empty when there is none; times are UTC milliseconds, lengths
// millimetres, money whole won.  Vocabulary values are term keys.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "db/record_type.h"
#include "db/records.h"

namespace bandaji {

enum class RecordState : std::uint8_t {  // Stored on disk; never renumber.
  Live = 0,
  Trashed = 1,  // By a person; can be restored.
  Removed = 2,  // Its adding was undone.
};

struct Record {
  Id id;
  RecordState state = RecordState::Live;
  std::int64_t revision = 1;
  TimeMs created_at = 0;
  TimeMs updated_at = 0;
};

// ---- story

struct Episode : Record {
  static constexpr RecordType kType = RecordType::Episode;
  std::int64_t number = 0;  // Sorts; `label` is for display.
  std::string label;        // "3회", "EP03"
  std::string title;
  std::string air_date;
};

// A day of shooting: the 회차 of a call sheet.
struct ShootDay : Record {
  static constexpr RecordType kType = RecordType::ShootDay;
  std::int64_t number = 0;
  std::string unit;  // "A", "B"
  std::string date;
  std::string place;
};

// A row of the ordered table of story days.
struct StoryDay : Record {
  static constexpr RecordType kType = RecordType::StoryDay;
  std::string label;  // "D1", "N3", "FB1"
  std::int64_t position = 0;
  std::string story_date;     // As the script says it: "정묘년 오월".
  std::int64_t gap_days = 0;  // Days nobody sees between the row before and this one: time to wash and heal.
  std::string season;
  std::string notes;
};

struct Scene : Record {
  static constexpr RecordType kType = RecordType::Scene;
  Id episode;
  std::string number;  // Text: "12", "12A", "12-1"; sorted naturally.
  std::string heading;
  std::string int_ext;    // "INT", "EXT" or "INT/EXT"
  std::string day_night;  // "D", "N", "DAWN" or "DUSK"
  Id story_day;
  Id film_set;
  Id shoot_day;
  std::string season;
  std::string synopsis;
  std::int64_t eighths = 0;  // Length in eighths of a page.
  bool omitted = false;
  std::string draft;  // Colour or number of the script's revision.
  std::string notes;
};

// ---- people

struct Character : Record {
  static constexpr RecordType kType = RecordType::Character;
  std::string name_ko;
  std::string name_en;
  std::string hanja;
  std::string aliases;  // ';'-separated; names under which scripts know the character.
  std::string role;     // Facet role: "rl_wang".
  std::string rank;
  std::string era;
  std::string billing;     // "lead", "supporting", "day", "extra"
  std::int64_t order = 0;  // In lists and matrices.
  Id last_scene;           // After it the character is not seen any more.
  Id figure;               // Asset on which looks are composed.
  std::string arc;
  std::string notes;
};

struct Actor : Record {
  static constexpr RecordType kType = RecordType::Actor;
  std::string name;
  std::string agency;
  std::string stylist;
  std::string notes;
};

struct Casting : Record {
  static constexpr RecordType kType = RecordType::Casting;
  Id character;
  Id actor;
  std::string part;  // "lead", "child", "stand_in", "stunt"
  Id from_scene;
  Id to_scene;
};

// Personal: read for one actor when a person asks for it, never with everything else.
struct Measurement : Record {
  static constexpr RecordType kType = RecordType::Measurement;
  Id actor;
  std::string taken_on;
  std::string what;           // Facet measurement; empty for a note (allergies).
  std::int64_t value_mm = 0;  // Grams for ms_momuge (weight).
  std::string note;
};

// ---- looks

struct Look : Record {
  static constexpr RecordType kType = RecordType::Look;
  Id character;
  std::string number;  // Change number of the character: "1", "2A"; never given twice.
  std::string name_ko;
  std::string name_en;
  std::string occasion;  // Facet event.
  std::string season;
  std::string status = "st_draft";
  std::string hair;
  std::string makeup;
  std::string notes;
  Id master;  // CompositionVersion that counts, whatever is tried out since.
};

struct LookItem : Record {
  static constexpr RecordType kType = RecordType::LookItem;
  Id look;
  std::int64_t position = 0;  // Order in the list.
  Id asset;
  Id unit;           // The copy it is usually worn in.
  Id version;        // Pinned; the current one when empty.
  std::string slot;  // "headwear", "top", …; see the description.
  std::int64_t layer = 0;
  std::int64_t quantity = 1;
  std::int64_t doubles = 0;  // Further copies for stunt, photo and rain.
  bool required = true;
  std::string wear_note;
  std::string attach;  // Point of the figure: "head", "waist", "hand_l" …
  std::string placement;
  bool hidden = false;  // Worn, but not drawn.
  std::string variant;  // Name of a glTF material variant, or id of a Colorway.
};

// How a look, or one item of it, shows a condition at a level: a layer over its materials.
struct ConditionStage : Record {
  static constexpr RecordType kType = RecordType::ConditionStage;
  Id look;
  Id item;                // LookItem; the whole look when empty.
  std::string condition;  // Facet condition.
  std::int64_t level = 1;
  std::string name;
  Id mask;                      // Asset: image in which white is affected.
  std::int64_t strength = 100;  // Per cent.
  std::string color;
  std::string recipe;
};

// A zone, product or injury on the face chart of a look.
struct FaceMark : Record {
  static constexpr RecordType kType = RecordType::FaceMark;
  Id look;
  std::int64_t position = 0;
  std::string sort;              // "makeup", "hair", "injury", "piece"
  std::string zone;              // Facet face_chart_field.
  std::string side = "front";    // "front", "left", "right", "back"
  std::int64_t x_permille = -1;  // Of the chart's width from its left; -1 when it has no place.
  std::int64_t y_permille = -1;  // Of its height from the top.
  std::string product;
  std::string shade;
  std::string color;
  std::string condition;  // Facet condition, of an injury.
  std::int64_t level = 0;
  Id map;  // Asset: image painted over the head.
  std::int64_t layer = 0;
  std::int64_t strength = 100;
  std::string note;
};

// Own colors for the materials of an asset.
struct Colorway : Record {
  static constexpr RecordType kType = RecordType::Colorway;
  Id asset;
  std::string name_ko;
  std::string name_en;
  std::string materials;  // A line each: "silk=#8A2B3C".
};

// A character is in a scene: what is worn, how, in which condition.
struct SceneLook : Record {
  static constexpr RecordType kType = RecordType::SceneLook;
  Id scene;
  Id character;
  Id look;
  Id actor;                      // Who plays it here, when it is not the lead.
  bool change_declared = false;  // The script changes the clothes before or in this scene.
  bool washed = false;           // Cleaned, mended or treated since the scene before.
  std::string how_worn;          // "고름 풀어 헤침"
  std::string start_condition;   // ColumnKind::Condition
  std::string end_condition;     // Empty: as at the start.
  std::string copy = "hero";     // Purpose of the copies worn: "hero", "double", "stunt", "photo", "rain".
  std::string deviation;         // What was shot otherwise than planned.
  bool shot = false;
  std::string notes;
};

struct ScenePhoto : Record {
  static constexpr RecordType kType = RecordType::ScenePhoto;
  Id scene_look;
  std::int64_t position = 0;
  Id asset;  // Image.
  std::string view;
  std::string caption;
};

// ---- sets

struct FilmSet : Record {
  static constexpr RecordType kType = RecordType::FilmSet;
  std::string number;
  std::string name_ko;
  std::string name_en;
  std::string story_place;
  std::string sort;  // "stage", "location", "open"
  std::string space;
  bool standing = false;
  std::string address;
  Id asset;  // Its 3D model.
  std::int64_t width_mm = 0;
  std::int64_t depth_mm = 0;
  std::int64_t height_mm = 0;
  std::int64_t kan = 0;
  std::string wild_walls;
  std::string ceiling;
  std::string status = "st_draft";
  std::string build_status;
  std::int64_t budget = 0;
  std::string vendor;
  std::string ready_on;
  std::string strike_on;
  std::string notes;
  Id master;  // As of a look.
};

struct SetPart : Record {
  static constexpr RecordType kType = RecordType::SetPart;
  Id film_set;
  std::int64_t position = 0;
  std::string name_ko;
  std::string name_en;
  std::string notes;
};

// What a set is like over a range of scenes: before and after the fire.
struct SetState : Record {
  static constexpr RecordType kType = RecordType::SetState;
  Id film_set;
  std::int64_t position = 0;
  std::string name_ko;
  std::string name_en;
  Id from_scene;
  Id to_scene;
  Id asset;  // Model in this state, when it has its own.
  std::string condition;
  std::string notes;
};

struct Dressing : Record {
  static constexpr RecordType kType = RecordType::Dressing;
  Id film_set;
  std::int64_t position = 0;
  std::string zone;
  Id asset;
  Id unit;
  std::int64_t quantity = 1;
  std::string placement;
  std::string position_note;
  bool action_prop = false;  // Handled by an actor.
  Id from_scene;
  Id to_scene;
  std::string acquisition;
  std::string need_by;
  std::string return_by;
  bool placed = false;
  std::string notes;
};

// ---- stock

struct Location : Record {
  static constexpr RecordType kType = RecordType::Location;
  std::string code;
  std::string name;
  std::string sort;  // "building", "room", "rack", "shelf", "box", "vehicle", "outside"
  Id parent;
  std::string barcode;
  std::string notes;
};

// A physical copy of an asset.
struct Unit : Record {
  static constexpr RecordType kType = RecordType::Unit;
  Id asset;
  std::string number;  // "1", "2B" among the copies of the asset.
  std::string barcode;
  std::string size;
  std::string purpose = "hero";
  std::string condition;
  Id location;
  std::string acquisition;
  std::string vendor;
  std::int64_t cost = 0;
  bool vat_included = true;
  std::string rented_on;
  std::string rental_due;
  std::string returned_on;
  std::string notes;
};

struct Movement : Record {
  static constexpr RecordType kType = RecordType::Movement;
  Id unit;
  std::string moved_on;
  Id from_location;
  Id to_location;
  std::string by;
  std::string due;
  std::string condition_before;
  std::string condition_after;
  std::string note;
};

// ---- order in things

struct Palette : Record {
  static constexpr RecordType kType = RecordType::Palette;
  Id subject;
  std::string name;
};

struct PaletteEntry : Record {
  static constexpr RecordType kType = RecordType::PaletteEntry;
  Id palette;
  std::int64_t position = 0;
  std::string color;
  std::string part;  // "main", "second", "accent"
  std::string term;  // Facet color.
  std::string source;
};

// With a query it is a smart collection: what the query finds.
struct Collection : Record {
  static constexpr RecordType kType = RecordType::Collection;
  std::string name_ko;
  std::string name_en;
  Id parent;
  std::int64_t order = 0;
  std::string query;
  std::string notes;
};

struct CollectionItem : Record {
  static constexpr RecordType kType = RecordType::CollectionItem;
  Id collection;
  std::int64_t position = 0;
  Id subject;
};

struct Relation : Record {
  static constexpr RecordType kType = RecordType::Relation;
  Id subject;
  Id object;
  std::string sort;  // "part_of", "goes_with", "made_from", "replaces", "copy_of", "reference_for"
  std::string note;
};

struct CustomField : Record {
  static constexpr RecordType kType = RecordType::CustomField;
  std::string applies_to;  // Name of a record type, "asset", or an asset kind ("ak_garment").
  std::string name_ko;
  std::string name_en;
  std::string sort = "text";  // "text", "number", "date", "choice", "checklist", "person", "url"
  std::string unit;
  std::string choices;  // ';'-separated.
  std::int64_t order = 0;
};

struct CustomValue : Record {
  static constexpr RecordType kType = RecordType::CustomValue;
  Id field;
  Id subject;
  std::string value;
};

// Why a conflict or a hint is left as it is.
struct Waiver : Record {
  static constexpr RecordType kType = RecordType::Waiver;
  std::string rule;   // Of the continuity solver, or a term of facet rule.
  std::string place;  // Key of the conflict.
  std::string reason;
  std::string by;
};

// What the studio made of the vocabulary: a term of its own, or what it changed about a shipped one.
struct StudioTerm : Record {
  static constexpr RecordType kType = RecordType::StudioTerm;
  std::string key;  // Never changes; the same as that of a shipped term when it is about that one.
  std::string facet;
  std::string ko;  // Of a shipped term: empty, as shipped, except for statuses.
  std::string en;
  std::string romanized;
  std::string hanja;
  std::string aliases;  // ';'-separated; of a shipped term: those it has besides its own.
  std::string parent;   // Key, or empty.
  std::string note;
  bool retired = false;     // Not offered any more; what has it keeps it.
  std::string merged_into;  // Key of the term that took its place.
  std::string color;        // Of a status.
  std::string approves;     // Of a status: "yes" or "no", whether a look or set in it may be shot.
};

// ---- versions of looks and sets

// What a look or a set consisted of when somebody said so (db/composition_versions.h).
struct CompositionVersion : Record {
  static constexpr RecordType kType = RecordType::CompositionVersion;
  Id subject;               // Look or FilmSet.
  std::int64_t number = 1;  // Counts up within the subject; never given twice.
  std::string comment;      // What is new in it.
  std::string author;
  std::string notes;     // Added later.
  std::string contents;  // contents_text(); its hash is
  std::string hash;      // SHA-256 in hexadecimal digits.
};

// A decision on a look or a set, bound to the contents of a version.
struct CompositionDecision : Record {
  static constexpr RecordType kType = RecordType::CompositionDecision;
  Id version;
  std::string verdict;  // "requested", "approved", "conditions", "changes", "rejected", "hold"
  std::string role;     // Facet department_role.
  std::string by;
  std::string comment;
};

// A thing's place, for ColumnKind::Placement: metres, +Y up; rotation as quaternion x y z w.
struct PlacementValue {
  std::array<float, 3> position_m{0, 0, 0};
  std::array<float, 4> rotation{0, 0, 0, 1};
  std::array<float, 3> scale{1, 1, 1};
  bool operator==(const PlacementValue&) const = default;
};
// The default for a text that is empty or no placement.
PlacementValue parse_placement(std::string_view text);
// Empty for the default.
std::string format_placement(const PlacementValue& placement);

}  // namespace bandaji
