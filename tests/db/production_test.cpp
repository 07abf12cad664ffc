#include <gmock/gmock.h>

#include "catalog_fixture.h"
#include "db/edit_json.h"
#include "db/engine/sqlite.h"
#include "db/record_edits.h"
#include "db/record_names.h"
#include "db/record_reads.h"
#include "db/schema.h"

namespace bandaji {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ProductionTest : public CatalogTest {
 protected:
  template <class T>
  Id put(T value) {
    value.id = new_id();
    apply(make_record(value));
    return value.id;
  }
  Id episode(std::int64_t number) {
    Episode episode;
    episode.number = number;
    return put(episode);
  }
  Id scene(const Id& episode, const std::string& number, const Id& day = {}) {
    Scene scene;
    scene.episode = episode;
    scene.number = number;
    scene.story_day = day;
    return put(scene);
  }
  Id character(const std::string& name) {
    Character character;
    character.name_ko = name;
    return put(character);
  }
  Id look(const Id& character, const std::string& number) {
    Look look;
    look.character = character;
    look.number = number;
    return put(look);
  }
  Change done(const Result<Change>& change) {
    EXPECT_TRUE(change) << change.error().message;
    auto inverse = catalog.apply(*change);
    EXPECT_TRUE(inverse) << inverse.error().message;
    return inverse ? *inverse : Change{};
  }
  std::vector<std::string> scene_numbers() {
    std::vector<std::string> numbers;
    for (const Scene& scene : scenes_in_order(catalog)) {
      numbers.push_back(scene.number);
    }
    return numbers;
  }
};

TEST(RecordDescriptions, NameTheColumnsThatTheTablesHave) {
  TemporaryFolder temporary;
  auto db = engine::Connection::open(temporary.path() / "x.sqlite", {.create = true});
  ASSERT_TRUE(migrate(**db, "x", migrations()));
  for (const RecordDescription& description : all_record_descriptions()) {
    std::vector<std::string> in_table;
    auto query = (*db)->query("SELECT name FROM pragma_table_info(?) ORDER BY cid", description.name);
    while (query.next()) {
      in_table.push_back(query.text(0));
    }
    std::vector<std::string> described{"id", "state", "revision", "created_at", "updated_at"};
    for (const RecordColumn& column : description.columns) {
      described.emplace_back(column.name);
      EXPECT_FALSE(column.ko.empty() || column.en.empty()) << column.name;
    }
    EXPECT_EQ(in_table, described) << description.name;
    EXPECT_EQ(description.defaults.size(), description.columns.size());
  }
}

TEST_F(ProductionTest, ScenesAreInTheOrderOfEpisodesAndNaturalNumbers) {
  const Id second = episode(2);
  const Id first = episode(1);
  for (const char* number : {"12", "2", "12A", "1"}) {
    scene(first, number);
  }
  scene(second, "3");
  EXPECT_THAT(scene_numbers(), ElementsAre("1", "2", "12", "12A", "3"));
  // A number is given once within its episode.
  EXPECT_EQ(refusal(AddRecord{RecordType::Scene, {}, {{"episode", first}, {"number", "12"}}}),
            ErrorKind::Conflict);
}

TEST_F(ProductionTest, ARecordComesBackAsItWasGivenAndCountsItsRevisions) {
  StoryDay day;
  day.id = new_id();
  day.label = "N3";
  day.gap_days = 12;
  day.season = "se_winter";
  apply(make_record(day));
  const auto back = record<StoryDay>(catalog, day.id);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->label, "N3");
  EXPECT_EQ(back->gap_days, 12);
  EXPECT_EQ(back->season, "se_winter");
  EXPECT_EQ(back->position, 1);
  EXPECT_EQ(back->revision, 1);
  apply(SetRecordField{RecordType::StoryDay, day.id, "season", "여름"});
  EXPECT_EQ(record<StoryDay>(catalog, day.id)->season, "se_summer");
  EXPECT_EQ(record<StoryDay>(catalog, day.id)->revision, 2);
  SetRecordField late{RecordType::StoryDay, day.id, "season", "가을"};
  late.expected_revision = 1;
  EXPECT_EQ(refusal(late), ErrorKind::Conflict);
  StoryDay next;
  next.label = "D4";
  EXPECT_EQ(record<StoryDay>(catalog, put(next))->position, 2);
}

TEST_F(ProductionTest, ValuesThatMeanNothingAreRefused) {
  const Id in = scene(episode(1), "1");
  for (const auto& [column, value] : std::vector<std::pair<std::string, std::string>>{{"int_ext", "INSIDE"},
                                                                                      {"eighths", "three"},
                                                                                      {"eighths", "-1"},
                                                                                      {"season", "monsoon"},
                                                                                      {"omitted", "maybe"},
                                                                                      {"number", ""},
                                                                                      {"story_day", "D1"},
                                                                                      {"colour", "red"}}) {
    EXPECT_EQ(refusal(SetRecordField{RecordType::Scene, in, column, value}), ErrorKind::Invalid) << column;
  }
  EXPECT_EQ(refusal(SetRecordField{RecordType::Scene, in, "film_set", new_id()}), ErrorKind::NotFound);
  EXPECT_EQ(refusal(SetRecordField{RecordType::Scene, new_id(), "number", "2"}), ErrorKind::NotFound);
  const Id worn = look(character("연희"), "1");
  LookItem item;
  item.look = worn;
  item.placement = "0 0 0 0 0 0 0 1 1 1";  // No rotation at all.
  EXPECT_EQ(refusal(make_record(item)), ErrorKind::Invalid);
  const auto placed = clean_column({"p", "", "", ColumnKind::Placement}, "0.1 2 -3.25 0 1 0 0 1 1 1");
  ASSERT_TRUE(placed);
  EXPECT_EQ(format_placement(parse_placement(*placed)), *placed);
  const auto condition = clean_column({"c", "", "", ColumnKind::Condition}, "혈흔:3; cd_dust:1;cd_wet:0");
  EXPECT_EQ(condition.value_or(""), "cd_blood:3;cd_dust:1");
}

TEST_F(ProductionTest, WhatBelongsToARecordGoesToTheTrashAndComesBackWithIt) {
  const Id yeonhui = character("연희");
  const Id first = look(yeonhui, "1");
  const Id opening = scene(episode(1), "1");
  done(wear(catalog, opening, yeonhui, first));
  const Change back = apply(SetRecordState{RecordType::Character, yeonhui, RecordState::Trashed});
  EXPECT_THAT(live_records<Look>(catalog), IsEmpty());
  EXPECT_THAT(live_records<SceneLook>(catalog), IsEmpty());
  EXPECT_EQ(scene_numbers().size(), 1U);
  ASSERT_EQ(trashed_rows(catalog).size(), 1U);
  EXPECT_EQ(trashed_rows(catalog)[0].title(), "연희");
  Look later;
  later.character = yeonhui;
  later.number = "9";
  EXPECT_EQ(refusal(make_record(later)), ErrorKind::Conflict);
  ASSERT_TRUE(catalog.apply(back));
  EXPECT_EQ(live_records<SceneLook>(catalog).size(), 1U);
}

TEST_F(ProductionTest, TakingACharacterOutOfASceneOnlyDetaches) {
  const Id photo = add(named("연결 사진", "", "ak_reference"), {version_of("a.jpg", "photo")});
  const Id yeonhui = character("연희");
  const Id first = look(yeonhui, "1");
  const Id opening = scene(episode(1), "1");
  done(wear(catalog, opening, yeonhui, first));
  const Id link = live_records<SceneLook>(catalog)[0].id;
  apply(SetRecordField{RecordType::SceneLook, link, "how_worn", "고름 풀어 헤침"});
  ScenePhoto shot;
  shot.scene_look = link;
  shot.asset = photo;
  put(shot);
  const auto objects = catalog.referenced_objects(false)->size();
  const Change back = done(leave_scene(catalog, opening, yeonhui));
  EXPECT_THAT(live_records<SceneLook>(catalog), IsEmpty());
  EXPECT_THAT(live_records<ScenePhoto>(catalog), IsEmpty());
  EXPECT_TRUE(record<Look>(catalog, first));
  EXPECT_EQ(catalog.referenced_objects(false)->size(), objects);
  EXPECT_EQ(leave_scene(catalog, opening, yeonhui).error().kind, ErrorKind::NotFound);
  // Put back into the scene, everything noted there is there again.
  done(wear(catalog, opening, yeonhui, {}));
  ASSERT_EQ(live_records<SceneLook>(catalog).size(), 1U);
  EXPECT_EQ(live_records<SceneLook>(catalog)[0].how_worn, "고름 풀어 헤침");
  EXPECT_EQ(live_records<ScenePhoto>(catalog).size(), 1U);
  EXPECT_EQ(live_records<SceneLook>(catalog)[0].look, "");
}

TEST_F(ProductionTest, NobodyWearsTheLookOfSomebodyElse) {
  const Id worn = look(character("연희"), "1");
  EXPECT_EQ(wear(catalog, scene(episode(1), "1"), character("이강"), worn).error().kind, ErrorKind::Invalid);
}

TEST_F(ProductionTest, ALookIsCarriedForwardThroughItsDayUpToTheNextThatIsSet) {
  StoryDay d1;
  d1.label = "D1";
  StoryDay d2;
  d2.label = "D2";
  const Id first_day = put(d1);
  const Id second_day = put(d2);
  const Id one = episode(1);
  const Id yeonhui = character("연희");
  const Id red = look(yeonhui, "1");
  const Id blue = look(yeonhui, "2");
  std::vector<Id> scenes;
  for (const auto& [number, day] :
       {std::pair("1", first_day), std::pair("2", first_day), std::pair("3", second_day),
        std::pair("4", first_day), std::pair("5", first_day), std::pair("6", first_day)}) {
    scenes.push_back(scene(one, number, day));
    done(wear(catalog, scenes.back(), yeonhui, {}));
  }
  done(wear(catalog, scenes[0], yeonhui, red));
  done(wear(catalog, scenes[4], yeonhui, blue));
  const Id link = records_where<SceneLook>(catalog, "scene", scenes[0])[0].id;
  apply(SetRecordField{RecordType::SceneLook, link, "end_condition", "cd_blood:1"});
  done(copy_forward(catalog, scenes[0], yeonhui));
  const auto worn = [&](std::size_t at) { return records_where<SceneLook>(catalog, "scene", scenes[at])[0]; };
  EXPECT_EQ(worn(1).look, red);
  EXPECT_EQ(worn(1).start_condition, "cd_blood:1");
  EXPECT_EQ(worn(2).look, "");  // Another day.
  EXPECT_EQ(worn(3).look, red);
  EXPECT_EQ(worn(4).look, blue);
  EXPECT_EQ(worn(5).look, "");  // After a change.
}

TEST_F(ProductionTest, ChangeNumbersAreNeverGivenTwice) {
  const Id yeonhui = character("연희");
  EXPECT_EQ(next_change_number(catalog, yeonhui), "1");
  look(yeonhui, "1");
  const Id gone = look(yeonhui, "2A");
  EXPECT_EQ(next_change_number(catalog, yeonhui), "3");
  EXPECT_EQ(next_change_number(catalog, yeonhui, "2"), "2B");
  apply(SetRecordState{RecordType::Look, gone, RecordState::Trashed});
  EXPECT_EQ(next_change_number(catalog, yeonhui), "3");
  EXPECT_EQ(next_change_number(catalog, yeonhui, "2A"), "2B");
}

TEST_F(ProductionTest, EverythingThatNamesAThingIsFound) {
  const Id robe = add(named("곤룡포"));
  const Id king = character("이강");
  LookItem item;
  item.look = look(king, "1");
  item.asset = robe;
  const Id worn = put(item);
  Unit unit;
  unit.asset = robe;
  unit.number = "1";
  const Id copy = put(unit);
  Collection collection;
  collection.name_ko = "왕의 옷";
  CollectionItem member;
  member.collection = put(collection);
  member.subject = robe;
  const Id in_collection = put(member);
  std::vector<std::string> uses;
  for (const Use& use : where_used(catalog, robe)) {
    uses.push_back(std::string(describe(use.type).name) + "." + std::string(use.column) + " " + use.id);
  }
  EXPECT_THAT(uses, testing::UnorderedElementsAre("look_item.asset " + worn, "unit.asset " + copy,
                                                  "collection_item.subject " + in_collection));
  apply(SetRecordState{RecordType::Character, king, RecordState::Trashed});
  EXPECT_EQ(where_used(catalog, robe).size(), 2U);
}

TEST_F(ProductionTest, PeopleNameRecordsAsTheySpeakOfThem) {
  const Id one = episode(1);
  const Id two = episode(2);
  const Id in_one = scene(one, "12A");
  scene(two, "12A");
  const Id yeonhui = character("연희");
  const Id worn = look(yeonhui, "2A");
  look(character("이강"), "2A");
  EXPECT_EQ(find_record(catalog, RecordType::Scene, "1-12a").value_or(""), in_one);
  EXPECT_EQ(find_record(catalog, RecordType::Scene, "12A").error().kind, ErrorKind::Conflict);
  EXPECT_EQ(find_record(catalog, RecordType::Scene, "12B").error().kind, ErrorKind::NotFound);
  EXPECT_EQ(find_record(catalog, RecordType::Character, "연희").value_or(""), yeonhui);
  EXPECT_EQ(find_record(catalog, RecordType::Look, "연희 2a").value_or(""), worn);
  EXPECT_EQ(find_record(catalog, RecordType::Look, worn).value_or(""), worn);
}

TEST_F(ProductionTest, AUnitMovesWithItsLogAndPlacesCannotLieInsideThemselves) {
  Location store;
  store.name = "창고";
  const Id room = put(store);
  Location inner;
  inner.name = "선반 3";
  inner.parent = room;
  const Id shelf = put(inner);
  EXPECT_EQ(refusal(SetRecordField{RecordType::Location, room, "parent", shelf}), ErrorKind::Invalid);
  EXPECT_EQ(refusal(SetRecordField{RecordType::Location, room, "parent", room}), ErrorKind::Invalid);
  Unit unit;
  unit.asset = add(named("당의"));
  unit.number = "1";
  unit.location = room;
  unit.cost = 1'200'000;
  const Id copy = put(unit);
  const Change back = done(move_unit(
      catalog, {.unit = copy, .to_location = shelf, .day = "2026-03-05", .condition_after = "cd_dust"}));
  EXPECT_EQ(record<Unit>(catalog, copy)->location, shelf);
  EXPECT_EQ(record<Unit>(catalog, copy)->condition, "cd_dust");
  ASSERT_EQ(records_where<Movement>(catalog, "unit", copy).size(), 1U);
  EXPECT_EQ(records_where<Movement>(catalog, "unit", copy)[0].from_location, room);
  ASSERT_TRUE(catalog.apply(back));
  EXPECT_EQ(record<Unit>(catalog, copy)->location, room);
  EXPECT_THAT(records_where<Movement>(catalog, "unit", copy), IsEmpty());
}

TEST_F(ProductionTest, MeasurementsAreReadOnDemandAndStayOutOfTheLog) {
  Actor actor;
  actor.name = "홍길동";
  Measurement height;
  height.actor = put(actor);
  height.what = "ms_ki";
  height.value_mm = 1712;
  height.note = "옻 알레르기";
  const Id id = put(height);
  apply(SetRecordField{RecordType::Measurement, id, "value_mm", "1713"});
  EXPECT_EQ(records_where<Measurement>(catalog, "actor", height.actor)[0].value_mm, 1713);
  for (const RecordRow& row : live_rows(catalog, RecordType::Measurement)) {
    EXPECT_THAT(row.values, ElementsAre(height.actor, "", "", "", ""));
  }
  for (const Activity& line : catalog.activity("")) {
    EXPECT_THAT(line.before + line.after, testing::Not(HasSubstr("171")));
    EXPECT_THAT(line.before + line.after, testing::Not(HasSubstr("옻")));
  }
}

TEST_F(ProductionTest, OwnFieldsHoldWhatTheirKindAllows) {
  CustomField field;
  field.applies_to = "ak_garment";
  field.name_ko = "세탁 방법";
  field.sort = "choice";
  field.choices = "손세탁;드라이";
  const Id care = put(field);
  const Id robe = add(named("당의"));
  EXPECT_FALSE(set_custom_value(catalog, care, robe, "삶기"));
  CustomValue boiled;
  boiled.id = new_id();
  boiled.field = care;
  boiled.subject = robe;
  boiled.value = "삶기";
  EXPECT_FALSE(catalog.apply({{make_record(boiled)}, "", ""}));
  done(set_custom_value(catalog, care, robe, "드라이"));
  done(set_custom_value(catalog, care, robe, "손세탁"));
  ASSERT_EQ(records_where<CustomValue>(catalog, "subject", robe).size(), 1U);
  EXPECT_EQ(records_where<CustomValue>(catalog, "subject", robe)[0].value, "손세탁");
  EXPECT_THAT(set_custom_value(catalog, care, robe, " 손세탁 ")->edits, IsEmpty());
  done(set_custom_value(catalog, care, robe, ""));
  EXPECT_THAT(records_where<CustomValue>(catalog, "subject", robe), IsEmpty());
}

TEST_F(ProductionTest, ChangesOfRecordsAreFollowedApartFromThoseOfAssets) {
  const Id robe = add(named("당의"));
  const auto before = catalog.last_sequence();
  const Id yeonhui = character("연희");
  apply(SetRecordField{RecordType::Character, yeonhui, "rank", "정1품"});
  EXPECT_THAT(*catalog.changed_since(before), IsEmpty());
  EXPECT_THAT(*changed_records_since(catalog, before),
              ElementsAre(std::pair(RecordType::Character, yeonhui)));
  const auto later = catalog.last_sequence();
  apply(SetField{robe, "name_ko", "녹당의"});
  EXPECT_THAT(*catalog.changed_since(later), ElementsAre(robe));
  EXPECT_THAT(*changed_records_since(catalog, later), IsEmpty());
  EXPECT_EQ(catalog.activity(yeonhui)[0].field, "character.rank");
}

TEST_F(ProductionTest, AProductionKeepsDetailsThatAnEditDoesNotName) {
  apply(SetProduction{{"달빛 궁", "", {{"genre", "gn_sageuk"}, {"starts_on", "2026-03-05"}}}});
  const Change back = apply(SetProduction{{"별빛 궁", "", {{"genre", ""}}}});
  EXPECT_EQ(catalog.production().title_ko, "별빛 궁");
  EXPECT_THAT(catalog.production().details, ElementsAre(std::pair("starts_on", "2026-03-05")));
  ASSERT_TRUE(catalog.apply(back));
  EXPECT_EQ(catalog.production().details.at("genre"), "gn_sageuk");
  EXPECT_EQ(refusal(SetProduction{{"달빛 궁", "", {{"mood", "sad"}}}}), ErrorKind::Invalid);
}

// A catalog as the first version of the program left it.
TEST(OlderCatalog, KeepsEverythingWhenItIsBroughtForwardAndIsBackedUpFirst) {
  TemporaryFolder temporary;
  const auto folder = temporary.path() / "old.bandaji";
  std::filesystem::create_directories(folder / "objects");
  AssetVersion version = version_of("dangui.gltf", "bytes");
  const ContentHash hash = hash_text(manifest_text(version));
  const Id robe = new_id();
  {
    auto db = engine::Connection::open(folder / "catalog.sqlite", {.create = true});
    ASSERT_TRUE(db);
    ASSERT_TRUE(migrate(**db, "old", migrations().first(1)));
    (*db)->run("INSERT INTO production VALUES ('title_ko', '달빛 궁')");
    (*db)->run(
        "INSERT INTO asset VALUES (1, ?, 'C-0001', 'ak_garment', '당의', '', '', 'st_approved', 4, 0, ?, 0, "
        "0, 5, 5, 3)",
        robe, version.id);
    (*db)->run("INSERT INTO asset_text VALUES (1, '唐衣', '메모')");
    (*db)->run("INSERT INTO asset_field VALUES (1, 'cost', '1200000')");
    (*db)->run("INSERT INTO tag VALUES (1, '대여')");
    (*db)->run("INSERT INTO asset_tag VALUES (1, 1)");
    (*db)->run(
        "INSERT INTO version VALUES (1, ?, 1, 1, '', '지민', 5, 'dangui.gltf', NULL, NULL, ?, 0, 0, 'glTF "
        "2.0', 1200, 0,"
        " 0, 0, 600, 1240, 300, 0, 0, 0, '[]', '[]', '[]')",
        version.id, hash);
    (*db)->run("INSERT INTO manifest_entry VALUES (1, 'dangui.gltf', ?, 5)", hash_text("bytes"));
    (*db)->run("INSERT INTO decision VALUES (1, ?, 1, 1, ?, 1, 'dr_director', '김도윤', '', '', 6)", new_id(),
               hash);
    (*db)->run("INSERT INTO activity VALUES (7, 5, '지민', 'add', ?, '', '', '당의')", robe);
    (*db)->run(
        "INSERT INTO undo VALUES (1, '지민', 0, "
        "'{\"ko\":\"제목\",\"en\":\"Title\",\"edits\":[{\"edit\":\"production\","
        "\"title_ko\":\"궁\",\"title_en\":\"\"}]}')");
    ASSERT_FALSE((*db)->failed()) << (*db)->error("x").message;
  }
  auto catalog = Catalog::open(folder, {"지민"});
  ASSERT_TRUE(catalog) << catalog.error().message;
  const auto asset = catalog->asset(robe);
  ASSERT_TRUE(asset);
  EXPECT_EQ(asset->name_ko, "당의");
  EXPECT_EQ(asset->aliases, "唐衣");
  EXPECT_EQ(asset->notes, "메모");
  EXPECT_EQ(asset->fields.at("cost"), "1200000");
  EXPECT_THAT(asset->tags, ElementsAre("대여"));
  EXPECT_EQ(asset->revision, 3);
  ASSERT_EQ(catalog->versions(robe).size(), 1U);
  EXPECT_EQ(catalog->versions(robe)[0].manifest_hash, hash);
  EXPECT_EQ(catalog->review_state(robe).verdict, Verdict::Approved);
  EXPECT_FALSE(catalog->review_state(robe).stale);
  EXPECT_EQ(catalog->activity(robe).size(), 1U);
  EXPECT_EQ(catalog->production().title_ko, "달빛 궁");
  EXPECT_TRUE(catalog->check().ok) << catalog->check().problems.front();
  // What could be undone before can be undone now.
  EXPECT_EQ(catalog->undo_label(false), "Title");
  ASSERT_TRUE(catalog->undo());
  EXPECT_EQ(catalog->production().title_ko, "궁");
  Character character;
  character.name_ko = "연희";
  EXPECT_TRUE(catalog->apply({{make_record(character)}, "", ""}));

  int backups = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".backup") {
      ++backups;
      auto db = engine::Connection::open(entry.path(), {.read_only = true, .immutable = true});
      ASSERT_TRUE(db);
      EXPECT_EQ((*db)->integer("PRAGMA user_version"), 1);
      EXPECT_EQ((*db)->text("SELECT value FROM production WHERE key = 'title_ko'"), "달빛 궁");
      EXPECT_EQ((*db)->integer("SELECT count(*) FROM asset"), 1);
    }
  }
  EXPECT_EQ(backups, 1);
}

}  // namespace
}  // namespace bandaji
