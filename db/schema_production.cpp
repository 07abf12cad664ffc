// Version 2 of the catalog: the production.  Never edited once released; what the columns
// mean is in record_descriptions_*.cpp.
#include "db/schema_steps.h"

namespace bandaji {

// Rows are never deleted: `state` is 0 live, 1 in the trash, 2 taken back.
const char* const kSchemaVersion2 = R"sql(
CREATE TABLE episode(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  number INTEGER NOT NULL,
  label TEXT NOT NULL,
  title TEXT NOT NULL,
  air_date TEXT NOT NULL);
CREATE INDEX episode_by_key ON episode(number);

CREATE TABLE shoot_day(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  number INTEGER NOT NULL,
  unit TEXT NOT NULL,
  date TEXT NOT NULL,
  place TEXT NOT NULL);
CREATE INDEX shoot_day_by_key ON shoot_day(number, unit);

CREATE TABLE story_day(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  label TEXT NOT NULL,
  position INTEGER NOT NULL,
  story_date TEXT NOT NULL,
  gap_days INTEGER NOT NULL,
  season TEXT NOT NULL,
  notes TEXT NOT NULL);
CREATE INDEX story_day_by_key ON story_day(label);

CREATE TABLE scene(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  episode TEXT REFERENCES episode(id) DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL,
  heading TEXT NOT NULL,
  int_ext TEXT NOT NULL,
  day_night TEXT NOT NULL,
  story_day TEXT REFERENCES story_day(id) DEFERRABLE INITIALLY DEFERRED,
  film_set TEXT REFERENCES film_set(id) DEFERRABLE INITIALLY DEFERRED,
  shoot_day TEXT REFERENCES shoot_day(id) DEFERRABLE INITIALLY DEFERRED,
  season TEXT NOT NULL,
  synopsis TEXT NOT NULL,
  eighths INTEGER NOT NULL,
  omitted INTEGER NOT NULL,
  draft TEXT NOT NULL,
  notes TEXT NOT NULL);
CREATE INDEX scene_by_key ON scene(episode, number);
CREATE INDEX scene_by_story_day ON scene(story_day);
CREATE INDEX scene_by_film_set ON scene(film_set);
CREATE INDEX scene_by_shoot_day ON scene(shoot_day);

CREATE TABLE character(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  name_ko TEXT NOT NULL,
  name_en TEXT NOT NULL,
  hanja TEXT NOT NULL,
  aliases TEXT NOT NULL,
  role TEXT NOT NULL,
  rank TEXT NOT NULL,
  era TEXT NOT NULL,
  billing TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  last_scene TEXT REFERENCES scene(id) DEFERRABLE INITIALLY DEFERRED,
  figure TEXT REFERENCES asset(id) DEFERRABLE INITIALLY DEFERRED,
  arc TEXT NOT NULL,
  notes TEXT NOT NULL);
CREATE INDEX character_by_key ON character(name_ko);
CREATE INDEX character_by_last_scene ON character(last_scene);
CREATE INDEX character_by_figure ON character(figure);

CREATE TABLE actor(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  name TEXT NOT NULL,
  agency TEXT NOT NULL,
  stylist TEXT NOT NULL,
  notes TEXT NOT NULL);

CREATE TABLE casting(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  character TEXT REFERENCES character(id) DEFERRABLE INITIALLY DEFERRED,
  actor TEXT REFERENCES actor(id) DEFERRABLE INITIALLY DEFERRED,
  part TEXT NOT NULL,
  from_scene TEXT REFERENCES scene(id) DEFERRABLE INITIALLY DEFERRED,
  to_scene TEXT REFERENCES scene(id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX casting_by_character ON casting(character);
CREATE INDEX casting_by_actor ON casting(actor);
CREATE INDEX casting_by_from_scene ON casting(from_scene);
CREATE INDEX casting_by_to_scene ON casting(to_scene);

CREATE TABLE measurement(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  actor TEXT REFERENCES actor(id) DEFERRABLE INITIALLY DEFERRED,
  taken_on TEXT NOT NULL,
  what TEXT NOT NULL,
  value_mm INTEGER NOT NULL,
  note TEXT NOT NULL);
CREATE INDEX measurement_by_actor ON measurement(actor);

CREATE TABLE look(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  character TEXT REFERENCES character(id) DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL,
  name_ko TEXT NOT NULL,
  name_en TEXT NOT NULL,
  occasion TEXT NOT NULL,
  season TEXT NOT NULL,
  status TEXT NOT NULL,
  hair TEXT NOT NULL,
  makeup TEXT NOT NULL,
  notes TEXT NOT NULL);
CREATE INDEX look_by_key ON look(character, number);

CREATE TABLE look_item(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  look TEXT REFERENCES look(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  asset TEXT REFERENCES asset(id) DEFERRABLE INITIALLY DEFERRED,
  unit TEXT REFERENCES unit(id) DEFERRABLE INITIALLY DEFERRED,
  version TEXT REFERENCES version(id) DEFERRABLE INITIALLY DEFERRED,
  slot TEXT NOT NULL,
  layer INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  doubles INTEGER NOT NULL,
  required INTEGER NOT NULL,
  wear_note TEXT NOT NULL,
  attach TEXT NOT NULL,
  placement TEXT NOT NULL,
  hidden INTEGER NOT NULL,
  variant TEXT NOT NULL);
CREATE INDEX look_item_by_look ON look_item(look);
CREATE INDEX look_item_by_asset ON look_item(asset);
CREATE INDEX look_item_by_unit ON look_item(unit);
CREATE INDEX look_item_by_version ON look_item(version);

CREATE TABLE condition_stage(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  look TEXT REFERENCES look(id) DEFERRABLE INITIALLY DEFERRED,
  item TEXT REFERENCES look_item(id) DEFERRABLE INITIALLY DEFERRED,
  condition TEXT NOT NULL,
  level INTEGER NOT NULL,
  name TEXT NOT NULL,
  mask TEXT REFERENCES asset(id) DEFERRABLE INITIALLY DEFERRED,
  strength INTEGER NOT NULL,
  color TEXT NOT NULL,
  recipe TEXT NOT NULL);
CREATE INDEX condition_stage_by_look ON condition_stage(look);
CREATE INDEX condition_stage_by_item ON condition_stage(item);
CREATE INDEX condition_stage_by_mask ON condition_stage(mask);

CREATE TABLE face_mark(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  look TEXT REFERENCES look(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  sort TEXT NOT NULL,
  zone TEXT NOT NULL,
  side TEXT NOT NULL,
  x_permille INTEGER NOT NULL,
  y_permille INTEGER NOT NULL,
  product TEXT NOT NULL,
  shade TEXT NOT NULL,
  color TEXT NOT NULL,
  condition TEXT NOT NULL,
  level INTEGER NOT NULL,
  map TEXT REFERENCES asset(id) DEFERRABLE INITIALLY DEFERRED,
  layer INTEGER NOT NULL,
  strength INTEGER NOT NULL,
  note TEXT NOT NULL);
CREATE INDEX face_mark_by_look ON face_mark(look);
CREATE INDEX face_mark_by_map ON face_mark(map);

CREATE TABLE colorway(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  asset TEXT REFERENCES asset(id) DEFERRABLE INITIALLY DEFERRED,
  name_ko TEXT NOT NULL,
  name_en TEXT NOT NULL,
  materials TEXT NOT NULL);
CREATE INDEX colorway_by_asset ON colorway(asset);

CREATE TABLE scene_look(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  scene TEXT REFERENCES scene(id) DEFERRABLE INITIALLY DEFERRED,
  character TEXT REFERENCES character(id) DEFERRABLE INITIALLY DEFERRED,
  look TEXT REFERENCES look(id) DEFERRABLE INITIALLY DEFERRED,
  actor TEXT REFERENCES actor(id) DEFERRABLE INITIALLY DEFERRED,
  change_declared INTEGER NOT NULL,
  washed INTEGER NOT NULL,
  how_worn TEXT NOT NULL,
  start_condition TEXT NOT NULL,
  end_condition TEXT NOT NULL,
  copy TEXT NOT NULL,
  deviation TEXT NOT NULL,
  shot INTEGER NOT NULL,
  notes TEXT NOT NULL);
CREATE INDEX scene_look_by_key ON scene_look(scene, character);
CREATE INDEX scene_look_by_character ON scene_look(character);
CREATE INDEX scene_look_by_look ON scene_look(look);
CREATE INDEX scene_look_by_actor ON scene_look(actor);

CREATE TABLE scene_photo(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  scene_look TEXT REFERENCES scene_look(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  asset TEXT REFERENCES asset(id) DEFERRABLE INITIALLY DEFERRED,
  view TEXT NOT NULL,
  caption TEXT NOT NULL);
CREATE INDEX scene_photo_by_scene_look ON scene_photo(scene_look);
CREATE INDEX scene_photo_by_asset ON scene_photo(asset);

CREATE TABLE film_set(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  number TEXT NOT NULL,
  name_ko TEXT NOT NULL,
  name_en TEXT NOT NULL,
  story_place TEXT NOT NULL,
  sort TEXT NOT NULL,
  space TEXT NOT NULL,
  standing INTEGER NOT NULL,
  address TEXT NOT NULL,
  asset TEXT REFERENCES asset(id) DEFERRABLE INITIALLY DEFERRED,
  width_mm INTEGER NOT NULL,
  depth_mm INTEGER NOT NULL,
  height_mm INTEGER NOT NULL,
  kan INTEGER NOT NULL,
  wild_walls TEXT NOT NULL,
  ceiling TEXT NOT NULL,
  status TEXT NOT NULL,
  build_status TEXT NOT NULL,
  budget INTEGER NOT NULL,
  vendor TEXT NOT NULL,
  ready_on TEXT NOT NULL,
  strike_on TEXT NOT NULL,
  notes TEXT NOT NULL);
CREATE INDEX film_set_by_key ON film_set(name_ko);
CREATE INDEX film_set_by_asset ON film_set(asset);

CREATE TABLE set_part(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  film_set TEXT REFERENCES film_set(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  name_ko TEXT NOT NULL,
  name_en TEXT NOT NULL,
  notes TEXT NOT NULL);
CREATE INDEX set_part_by_film_set ON set_part(film_set);

CREATE TABLE set_state(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  film_set TEXT REFERENCES film_set(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  name_ko TEXT NOT NULL,
  name_en TEXT NOT NULL,
  from_scene TEXT REFERENCES scene(id) DEFERRABLE INITIALLY DEFERRED,
  to_scene TEXT REFERENCES scene(id) DEFERRABLE INITIALLY DEFERRED,
  asset TEXT REFERENCES asset(id) DEFERRABLE INITIALLY DEFERRED,
  condition TEXT NOT NULL,
  notes TEXT NOT NULL);
CREATE INDEX set_state_by_film_set ON set_state(film_set);
CREATE INDEX set_state_by_from_scene ON set_state(from_scene);
CREATE INDEX set_state_by_to_scene ON set_state(to_scene);
CREATE INDEX set_state_by_asset ON set_state(asset);

CREATE TABLE dressing(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  film_set TEXT REFERENCES film_set(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  zone TEXT NOT NULL,
  asset TEXT REFERENCES asset(id) DEFERRABLE INITIALLY DEFERRED,
  unit TEXT REFERENCES unit(id) DEFERRABLE INITIALLY DEFERRED,
  quantity INTEGER NOT NULL,
  placement TEXT NOT NULL,
  position_note TEXT NOT NULL,
  action_prop INTEGER NOT NULL,
  from_scene TEXT REFERENCES scene(id) DEFERRABLE INITIALLY DEFERRED,
  to_scene TEXT REFERENCES scene(id) DEFERRABLE INITIALLY DEFERRED,
  acquisition TEXT NOT NULL,
  need_by TEXT NOT NULL,
  return_by TEXT NOT NULL,
  placed INTEGER NOT NULL,
  notes TEXT NOT NULL);
CREATE INDEX dressing_by_film_set ON dressing(film_set);
CREATE INDEX dressing_by_asset ON dressing(asset);
CREATE INDEX dressing_by_unit ON dressing(unit);
CREATE INDEX dressing_by_from_scene ON dressing(from_scene);
CREATE INDEX dressing_by_to_scene ON dressing(to_scene);

CREATE TABLE location(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  sort TEXT NOT NULL,
  parent TEXT REFERENCES location(id) DEFERRABLE INITIALLY DEFERRED,
  barcode TEXT NOT NULL,
  notes TEXT NOT NULL);
CREATE INDEX location_by_parent ON location(parent);

CREATE TABLE unit(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  asset TEXT REFERENCES asset(id) DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL,
  barcode TEXT NOT NULL,
  size TEXT NOT NULL,
  purpose TEXT NOT NULL,
  condition TEXT NOT NULL,
  location TEXT REFERENCES location(id) DEFERRABLE INITIALLY DEFERRED,
  acquisition TEXT NOT NULL,
  vendor TEXT NOT NULL,
  cost INTEGER NOT NULL,
  vat_included INTEGER NOT NULL,
  rented_on TEXT NOT NULL,
  rental_due TEXT NOT NULL,
  returned_on TEXT NOT NULL,
  notes TEXT NOT NULL);
CREATE INDEX unit_by_key ON unit(asset, number);
CREATE INDEX unit_by_location ON unit(location);

CREATE TABLE movement(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  unit TEXT REFERENCES unit(id) DEFERRABLE INITIALLY DEFERRED,
  moved_on TEXT NOT NULL,
  from_location TEXT REFERENCES location(id) DEFERRABLE INITIALLY DEFERRED,
  to_location TEXT REFERENCES location(id) DEFERRABLE INITIALLY DEFERRED,
  "by" TEXT NOT NULL,
  due TEXT NOT NULL,
  condition_before TEXT NOT NULL,
  condition_after TEXT NOT NULL,
  note TEXT NOT NULL);
CREATE INDEX movement_by_unit ON movement(unit);
CREATE INDEX movement_by_from_location ON movement(from_location);
CREATE INDEX movement_by_to_location ON movement(to_location);

CREATE TABLE palette(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  subject TEXT NOT NULL,
  name TEXT NOT NULL);
CREATE INDEX palette_by_subject ON palette(subject);

CREATE TABLE palette_entry(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  palette TEXT REFERENCES palette(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  color TEXT NOT NULL,
  part TEXT NOT NULL,
  term TEXT NOT NULL,
  source TEXT NOT NULL);
CREATE INDEX palette_entry_by_palette ON palette_entry(palette);

CREATE TABLE collection(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  name_ko TEXT NOT NULL,
  name_en TEXT NOT NULL,
  parent TEXT REFERENCES collection(id) DEFERRABLE INITIALLY DEFERRED,
  "order" INTEGER NOT NULL,
  "query" TEXT NOT NULL,
  notes TEXT NOT NULL);
CREATE INDEX collection_by_parent ON collection(parent);

CREATE TABLE collection_item(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  collection TEXT REFERENCES collection(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  subject TEXT NOT NULL);
CREATE INDEX collection_item_by_key ON collection_item(collection, subject);
CREATE INDEX collection_item_by_subject ON collection_item(subject);

CREATE TABLE relation(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  subject TEXT NOT NULL,
  object TEXT NOT NULL,
  sort TEXT NOT NULL,
  note TEXT NOT NULL);
CREATE INDEX relation_by_key ON relation(subject, object, sort);
CREATE INDEX relation_by_object ON relation(object);

CREATE TABLE custom_field(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  applies_to TEXT NOT NULL,
  name_ko TEXT NOT NULL,
  name_en TEXT NOT NULL,
  sort TEXT NOT NULL,
  unit TEXT NOT NULL,
  choices TEXT NOT NULL,
  "order" INTEGER NOT NULL);

CREATE TABLE custom_value(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  field TEXT REFERENCES custom_field(id) DEFERRABLE INITIALLY DEFERRED,
  subject TEXT NOT NULL,
  value TEXT NOT NULL);
CREATE INDEX custom_value_by_key ON custom_value(field, subject);
CREATE INDEX custom_value_by_subject ON custom_value(subject);

CREATE TABLE waiver(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  rule TEXT NOT NULL,
  place TEXT NOT NULL,
  reason TEXT NOT NULL,
  "by" TEXT NOT NULL);
CREATE INDEX waiver_by_key ON waiver(rule, place);
)sql";

}  // namespace bandaji
