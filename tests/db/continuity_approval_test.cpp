// What the solver says of looks and sets that were approved and then changed.
#include <gmock/gmock.h>

#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "catalog_fixture.h"
#include "db/composition_versions.h"
#include "db/continuity.h"
#include "db/record_edits.h"
#include "db/record_reads.h"

namespace bandaji {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Two characters with two looks each and a set, all of them used, in one scene a look.
class ContinuityApprovals : public CatalogTest {
 protected:
  ContinuityApprovals() {
    for (const char* name : {"인대", "저고리", "치마", "병풍"})
      assets_.push_back(add(named(name), {version_of("model.glb", name)}));
    Episode episode;
    episode.number = 1;
    put(episode);
    StoryDay day;
    day.label = "D1";
    put(day);
    FilmSet hall;
    hall.name_ko = "대청";
    hall.name_en = "Hall";
    put(hall);
    film_set_ = hall.id;
    Dressing screen;
    screen.film_set = hall.id;
    screen.asset = assets_[3];
    put(screen);
    parts_.emplace_back(RecordType::Dressing, screen.id);
    for (const char* name : {"연희", "춘삼"}) {
      Character one;
      one.name_ko = name;
      one.name_en = name == std::string("연희") ? "Yeonhui" : "Chunsam";
      one.figure = assets_[0];
      put(one);
      characters_.push_back(one.id);
      for (const char* number : {"1", "2"}) add_look(one.id, number, episode.id, day.id);
    }
    for (const Id& subject : looks_) approve(subject);
    approve(film_set_);
    solver_ = std::make_unique<Continuity>(*Continuity::read(catalog));
  }

  template <class T>
  void put(T& record) {
    record.id = new_id();
    apply(make_record(record));
  }
  void add_look(const Id& character, const char* number, const Id& episode, const Id& day) {
    Look look;
    look.character = character;
    look.number = number;
    put(look);
    looks_.push_back(look.id);
    for (std::size_t garment = 1; garment <= 2; ++garment) {
      LookItem item;
      item.look = look.id;
      item.asset = assets_[garment];
      put(item);
      parts_.emplace_back(RecordType::LookItem, item.id);
    }
    ConditionStage stage;
    stage.look = look.id;
    stage.condition = "cd_blood";
    put(stage);
    parts_.emplace_back(RecordType::ConditionStage, stage.id);
    Scene scene;
    scene.episode = episode;
    scene.number = std::to_string(++scenes_);
    scene.story_day = day;
    scene.film_set = film_set_;
    put(scene);
    apply_change(wear(catalog, scene.id, character, look.id));
    SceneLook link = records_where<SceneLook>(catalog, "scene", scene.id)[0];
    apply(SetRecordField{RecordType::SceneLook, link.id, "change_declared", "yes"});
  }
  Change apply_change(const Result<Change>& change) {
    EXPECT_TRUE(change) << change.error().message;
    auto inverse = catalog.apply(*change);
    EXPECT_TRUE(inverse) << inverse.error().message;
    return *inverse;
  }
  Change approve(const Id& subject, Verdict verdict = Verdict::Approved) {
    Decision decision;
    decision.verdict = verdict;
    decision.role = "dr_director";
    decision.by = "감독";
    return apply_change(decide(catalog, subject, decision));
  }
  Change set(const std::pair<RecordType, Id>& part, const char* column, const std::string& value) {
    return apply(SetRecordField{part.first, part.second, column, value});
  }
  void new_version(const Id& asset, const std::string& content) {
    AssetVersion next = version_of("next.glb", content);
    next.asset_id = asset;
    apply(AddVersion{next});
  }
  std::vector<std::string> rules() {
    EXPECT_TRUE(solver_->follow(catalog));
    std::vector<std::string> names;
    for (const Conflict* conflict : solver_->conflicts()) names.push_back(conflict->rule);
    return names;
  }
  static std::vector<std::string> told(Continuity& solver) {
    std::vector<std::string> all;
    for (const Conflict* conflict : solver.conflicts())
      all.push_back(conflict->id() + " " + conflict->sentence_ko + " " + conflict->sentence_en);
    return all;
  }
  // Which looks and sets are stale, asked of each without anything kept.
  std::set<Id> stale() const {
    std::set<Id> found;
    const auto is_stale = [&](const auto& record) {
      const ReviewState review = composition_review(catalog, record.id);
      const bool approved =
          review.verdict == Verdict::Approved || review.verdict == Verdict::ApprovedWithConditions;
      if (approved && review.stale && (record.status == "st_approved" || record.status == "st_conditional"))
        found.insert(record.id);
    };
    for (const Look& look : live_records<Look>(catalog)) is_stale(look);
    for (const FilmSet& film_set : live_records<FilmSet>(catalog)) is_stale(film_set);
    return found;
  }

  std::vector<Id> assets_, characters_, looks_;
  std::vector<std::pair<RecordType, Id>> parts_;
  Id film_set_;
  int scenes_ = 0;
  std::unique_ptr<Continuity> solver_;
};

TEST_F(ContinuityApprovals, AnApprovedLookThatWasChangedIsAConflictOfItsOwn) {
  EXPECT_THAT(rules(), IsEmpty());
  const Change back = set(parts_[1], "wear_note", "고름 풀기");
  ASSERT_THAT(rules(), ElementsAre("look_approval_stale"));
  const Conflict conflict = *solver_->conflicts()[0];
  EXPECT_EQ(conflict.look, looks_[0]);
  EXPECT_EQ(conflict.character, characters_[0]);
  const std::string hash = composition_versions(catalog, looks_[0])[0].hash.substr(0, 12);
  EXPECT_EQ(conflict.sentence_ko,
            "연희의 착장 1번은 버전 1(" + hash + ")에서 승인된 뒤 바뀌었습니다. 1-1 씬부터 입습니다.");
  EXPECT_EQ(conflict.sentence_en, "Look 1 of Yeonhui, worn from scene 1-1, was approved as version 1 (" +
                                      hash + ") and has changed since.");
  EXPECT_EQ(solver_->conflicts_at(conflict.scene, conflict.character).size(), 1U);
  ASSERT_TRUE(catalog.apply(back));
  EXPECT_THAT(rules(), IsEmpty());
}

TEST_F(ContinuityApprovals, AnApprovedSetThatWasChangedIsAConflictOfItsOwn) {
  set(parts_[0], "zone", "대청 마루");
  ASSERT_THAT(rules(), ElementsAre("set_approval_stale"));
  const Conflict& conflict = *solver_->conflicts()[0];
  EXPECT_EQ(conflict.film_set, film_set_);
  const std::string hash = composition_versions(catalog, film_set_)[0].hash.substr(0, 12);
  EXPECT_EQ(conflict.sentence_ko,
            "'대청' 세트는 버전 1(" + hash + ")에서 승인된 뒤 바뀌었습니다. 1-1 씬부터 씁니다.");
  EXPECT_EQ(conflict.sentence_en, "The set Hall, used from scene 1-1, was approved as version 1 (" + hash +
                                      ") and has changed since.");
  approve(film_set_);
  EXPECT_THAT(rules(), IsEmpty());
}

TEST_F(ContinuityApprovals, ANewVersionOfAGarmentIsOneOfEveryLookThatWearsIt) {
  new_version(assets_[1], "짧은 저고리");
  EXPECT_EQ(rules(), std::vector<std::string>(4, "look_approval_stale"));
  apply(SetField{assets_[2], "name_ko", "다른 치마"});
  EXPECT_EQ(rules().size(), 4U);
}

TEST_F(ContinuityApprovals, AWaiverIsOfOneChangeAndNotOfTheNext) {
  set(parts_[1], "wear_note", "고름 풀기");
  ASSERT_EQ(rules().size(), 1U);
  const Conflict conflict = *solver_->conflicts()[0];
  ASSERT_TRUE(catalog.apply(waive(conflict.rule, conflict.place, "감독이 현장에서 정함", "지민")));
  rules();
  EXPECT_EQ(solver_->conflicts()[0]->reason, "감독이 현장에서 정함");
  set(parts_[1], "quantity", "2");
  ASSERT_THAT(rules(), ElementsAre("look_approval_stale"));
  EXPECT_EQ(solver_->conflicts()[0]->reason, "");
}

TEST_F(ContinuityApprovals, ALookThatNobodyDecidedOnIsNotStale) {
  Look look;
  look.character = characters_[0];
  look.number = "9";
  look.status = "st_approved";
  put(look);
  apply_change(wear(catalog, live_records<Scene>(catalog)[0].id, characters_[0], look.id));
  EXPECT_THAT(rules(), IsEmpty());
}

TEST_F(ContinuityApprovals, FollowingEditsSaysTheSameAsReadingEverythingAndAsAskingEach) {
  std::mt19937 random(7);
  const auto pick = [&](std::size_t count) { return random() % count; };
  int met = 0;
  for (int step = 0; step < 400; ++step) {
    const auto& part = parts_[pick(parts_.size())];
    const Id& look = looks_[pick(looks_.size())];
    const std::string number = std::to_string(pick(3));
    Change back;
    switch (pick(10)) {
      case 0:
      case 1: {
        const bool dressing = part.first == RecordType::Dressing;
        const bool stage = part.first == RecordType::ConditionStage;
        back = set(part, dressing ? "zone" : stage ? "name" : "wear_note", number);
        break;
      }
      case 2:
        back = apply(
            SetRecordState{part.first, part.second, pick(2) == 0 ? RecordState::Trashed : RecordState::Live});
        break;
      case 3:
        new_version(assets_[pick(assets_.size())], number);
        break;
      case 4:
        back = apply(SetRecordField{RecordType::Character, characters_[pick(2)], "figure",
                                    assets_[pick(assets_.size())]});
        break;
      case 5:
        back = apply(SetRecordState{RecordType::Character, characters_[pick(2)],
                                    pick(2) == 0 ? RecordState::Trashed : RecordState::Live});
        break;
      case 6:
        back = apply(
            SetRecordState{RecordType::Look, look, pick(3) == 0 ? RecordState::Trashed : RecordState::Live});
        break;
      case 7:
        back = apply(SetRecordField{RecordType::Look, look, "hair", number});
        break;
      default:
        back = approve(pick(3) == 0 ? film_set_ : look, pick(4) == 0 ? Verdict::Hold : Verdict::Approved);
        break;
    }
    if (pick(3) == 0) {
      ASSERT_TRUE(catalog.apply(back));
    }
    if (pick(3) == 0) continue;  // Several edits before the solver looks again.
    ASSERT_TRUE(solver_->follow(catalog));
    Continuity fresh = *Continuity::read(catalog);
    ASSERT_EQ(told(*solver_), told(fresh)) << step;
    const std::set<Id> stale_now = stale();
    std::set<Id> found;
    for (const Conflict* conflict : fresh.conflicts()) {
      if (conflict->rule == "look_approval_stale") found.insert(conflict->look);
      if (conflict->rule == "set_approval_stale") found.insert(conflict->film_set);
    }
    ASSERT_EQ(found, stale_now) << step;
    met += static_cast<int>(found.size());
  }
  EXPECT_GT(met, 100);
}

}  // namespace
}  // namespace bandaji
