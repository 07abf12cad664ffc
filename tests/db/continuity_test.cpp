// What the solver says of a small story, as it is edited in a catalog.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "catalog_fixture.h"
#include "db/continuity.h"
#include "db/record_edits.h"
#include "db/record_reads.h"

namespace bandaji {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ContinuityTest : public CatalogTest {
 protected:
  ContinuityTest() {
    episode.number = 1;
    put(episode);
    day.label = "D1";
    put(day);
    hall.name_ko = "대청";
    hall.name_en = "Hall";
    hall.status = "st_approved";
    put(hall);
    yeonhui.name_ko = "연희";
    yeonhui.name_en = "Yeonhui";
    put(yeonhui);
    red = look("1");
    blue = look("2A");
    for (const char* number : {"1", "2", "3"}) {
      Scene scene;
      scene.episode = episode.id;
      scene.number = number;
      scene.story_day = day.id;
      scene.film_set = hall.id;
      put(scene);
      scenes.push_back(scene.id);
      wears(scene.id, red);
    }
  }
  template <class T>
  void put(T& record) {
    record.id = new_id();
    apply(make_record(record));
  }
  Id look(const std::string& number) {
    Look one;
    one.character = yeonhui.id;
    one.number = number;
    one.status = "st_approved";
    put(one);
    return one.id;
  }
  Change wears(const Id& scene, const Id& look) {
    auto inverse = catalog.apply(*wear(catalog, scene, yeonhui.id, look));
    EXPECT_TRUE(inverse) << inverse.error().message;
    return *inverse;
  }
  Id link(std::size_t scene) { return records_where<SceneLook>(catalog, "scene", scenes[scene])[0].id; }
  void set_link(std::size_t scene, const std::string& column, const std::string& value) {
    apply(SetRecordField{RecordType::SceneLook, link(scene), column, value});
  }
  std::vector<std::string> rules() {
    EXPECT_TRUE(solver.follow(catalog));
    std::vector<std::string> names;
    for (const Conflict* conflict : solver.conflicts()) {
      names.push_back(conflict->rule);
    }
    return names;
  }

  Episode episode;
  StoryDay day;
  FilmSet hall;
  Character yeonhui;
  Id red;
  Id blue;
  std::vector<Id> scenes;
  Continuity solver = *Continuity::read(catalog);
};

TEST_F(ContinuityTest, AnotherLookOnTheSameDayNeedsADeclaredChange) {
  EXPECT_THAT(rules(), IsEmpty());
  wears(scenes[1], blue);
  EXPECT_THAT(rules(), ElementsAre("look_change", "look_change"));
  const Conflict& conflict = *solver.conflicts()[0];
  EXPECT_EQ(conflict.scene, scenes[1]);
  EXPECT_EQ(conflict.character, yeonhui.id);
  EXPECT_EQ(conflict.look, blue);
  EXPECT_EQ(conflict.sentence_ko,
            "극중일 D1의 1-2 씬에서 연희의 착장이 1번에서 2A번으로 바뀌지만 갈아입는다는 표시가 없습니다.");
  EXPECT_EQ(
      conflict.sentence_en,
      "Yeonhui changes from look 1 to look 2A in scene 1-2, within story day D1, and no change is declared.");
  EXPECT_EQ(solver.conflicts_at(scenes[1], yeonhui.id).size(), 1U);
  EXPECT_THAT(solver.conflicts_at(scenes[0], yeonhui.id), IsEmpty());
  set_link(1, "change_declared", "yes");
  set_link(2, "change_declared", "yes");
  EXPECT_THAT(rules(), IsEmpty());
}

TEST_F(ContinuityTest, BloodStaysUntilItIsWashed) {
  set_link(0, "end_condition", "cd_blood:2");
  EXPECT_THAT(rules(), ElementsAre("healing"));
  EXPECT_THAT(solver.conflicts()[0]->sentence_ko, HasSubstr("'혈흔' 2단계가 1-2 씬에서는"));
  set_link(1, "start_condition", "cd_blood:3");
  EXPECT_THAT(rules(), ElementsAre("healing"));  // Now in the third scene.
  EXPECT_EQ(solver.conflicts()[0]->scene, scenes[2]);
  set_link(2, "washed", "yes");
  EXPECT_THAT(rules(), IsEmpty());
  set_link(2, "washed", "no");
  set_link(2, "copy", "double");
  EXPECT_THAT(rules(), IsEmpty());
}

TEST_F(ContinuityTest, AWaiverKeepsItsReasonAndCanBeTakenBack) {
  wears(scenes[2], blue);
  ASSERT_THAT(rules(), ElementsAre("look_change"));
  const Conflict conflict = *solver.conflicts()[0];
  EXPECT_FALSE(catalog.apply(waive(conflict.rule, conflict.place, " ", "지민")));
  const Change back = *catalog.apply(waive(conflict.rule, conflict.place, "꿈 장면", "지민"));
  ASSERT_THAT(rules(), ElementsAre("look_change"));
  EXPECT_EQ(solver.conflicts()[0]->reason, "꿈 장면");
  EXPECT_FALSE(solver.conflicts()[0]->waiver.empty());
  ASSERT_TRUE(catalog.apply(back));
  rules();
  EXPECT_EQ(solver.conflicts()[0]->waiver, "");
}

TEST_F(ContinuityTest, FollowsWhatGoesToTheTrashAndComesBackWithAllThatBelongsToIt) {
  wears(scenes[1], {});
  ASSERT_THAT(rules(), ElementsAre("no_look"));
  const Change back = apply(SetRecordState{RecordType::Character, yeonhui.id, RecordState::Trashed});
  EXPECT_THAT(rules(), IsEmpty());
  // A program that starts now never sees her, until she comes back.
  Continuity late = *Continuity::read(catalog);
  EXPECT_THAT(late.conflicts(), IsEmpty());
  ASSERT_TRUE(catalog.apply(back));
  EXPECT_THAT(rules(), ElementsAre("no_look"));
  EXPECT_TRUE(*late.follow(catalog));
  EXPECT_EQ(late.conflicts().size(), 1U);
  EXPECT_FALSE(*late.follow(catalog));
}

TEST_F(ContinuityTest, CopiesAreCountedByTheDayAndComeAndGoWithTheirAsset) {
  const Id robe = add(named("당의"));
  LookItem item;
  item.look = red;
  item.asset = robe;
  item.doubles = 1;
  put(item);
  EXPECT_THAT(rules(), ElementsAre("too_few_units"));
  EXPECT_EQ(solver.conflicts()[0]->sentence_ko,
            "극중일 D1에 'C-0001 당의' 2점이 필요하지만 실물은 0점입니다.");
  EXPECT_EQ(solver.conflicts()[0]->sentence_en,
            "On story day D1, 2 of C-0001 당의 must be there, but only 0 can be had.");
  Id copy;
  for (const char* number : {"1", "2"}) {
    Unit unit;
    unit.asset = robe;
    unit.number = number;
    put(unit);
    copy = unit.id;
  }
  EXPECT_THAT(rules(), IsEmpty());
  apply(SetTrashed{robe, true});
  EXPECT_THAT(rules(), ElementsAre("too_few_units"));
  apply(SetRecordField{RecordType::Unit, copy, "size", "66"});
  EXPECT_THAT(rules(), ElementsAre("too_few_units")) << "a copy is edited while its asset lies in the trash";
  apply(SetTrashed{robe, false});
  EXPECT_THAT(rules(), IsEmpty());
  apply(SetField{robe, "name_ko", "녹당의"});
  apply(SetRecordField{RecordType::LookItem, item.id, "doubles", "4"});
  ASSERT_THAT(rules(), ElementsAre("too_few_units"));
  EXPECT_THAT(solver.conflicts()[0]->sentence_ko, HasSubstr("녹당의"));
}

}  // namespace
}  // namespace bandaji
