#include "db/composition_versions.h"

#include <gmock/gmock.h>

#include "catalog_fixture.h"
#include "db/composition_diff.h"
#include "db/engine/sqlite.h"
#include "db/record_edits.h"
#include "db/record_reads.h"

namespace bandaji {
namespace {

class CompositionVersions : public CatalogTest {
 protected:
  CompositionVersions() {
    figure_ = add(named("인대", "", "ak_model3d"), {version_of("figure.glb", "figure")});
    jeogori_ = add(named("저고리"), {version_of("jeogori.glb", "one")});
    chima_ = add(named("치마"), {version_of("chima.glb", "skirt")});
    Character yeonhui;
    yeonhui.id = new_id();
    yeonhui.name_ko = "연희";
    yeonhui.figure = figure_;
    character_ = yeonhui.id;
    Look look;
    look.id = look_ = new_id();
    look.character = yeonhui.id;
    look.number = "1";
    Unit copy;
    copy.id = copy_ = new_id();
    copy.asset = jeogori_;
    copy.number = "1";
    apply_all({make_record(yeonhui), make_record(look), make_record(copy), item(top_, jeogori_, "top"),
               item(bottom_, chima_, "bottom")});
  }
  Edit item(Id& id, const Id& asset, const char* slot) {
    LookItem made;
    made.id = id = new_id();
    made.look = look_;
    made.asset = asset;
    made.slot = slot;
    return make_record(made);
  }
  Change apply_all(std::vector<Edit> edits) {
    auto inverse = catalog.apply({std::move(edits), "변경", "Change"});
    EXPECT_TRUE(inverse) << inverse.error().message;
    return inverse ? *inverse : Change{};
  }
  Change apply_change(const Result<Change>& change) {
    EXPECT_TRUE(change) << change.error().message;
    return change ? apply_all(change->edits) : Change{};
  }
  std::string hash() const {
    const auto contents = contents_of(catalog, look_);
    EXPECT_TRUE(contents);
    return hash_text(contents_text(*contents)).hex();
  }
  void new_version(const Id& asset, const std::string& content) {
    AssetVersion next = version_of("next.glb", content);
    next.asset_id = asset;
    apply(AddVersion{next});
  }
  void set(const Id& id, const char* column, const std::string& value) {
    apply(SetRecordField{RecordType::LookItem, id, column, value});
  }
  Decision approval() const {
    Decision decision;
    decision.verdict = Verdict::Approved;
    decision.role = "dr_director";
    decision.by = "감독";
    decision.comment = "좋습니다";
    return decision;
  }

  Id figure_, jeogori_, chima_, character_, look_, top_, bottom_, copy_;
};

TEST_F(CompositionVersions, TheHashIsThatOfEverythingThatMakesTheLook) {
  const std::string before = hash();
  EXPECT_EQ(hash(), before);
  const auto changes = [&](const std::function<void()>& edit) {
    edit();
    const std::string after = hash();
    EXPECT_TRUE(catalog.undo()) << "nothing to undo";
    return after != before;
  };
  const auto undoable = [&](const Edit& edit) {
    const Change back = apply(edit);
    EXPECT_TRUE(catalog.push_undo(back));
  };
  EXPECT_TRUE(changes([&] {
    undoable(SetRecordField{RecordType::LookItem, top_, "wear_note", "고름 풀기"});
  }));
  EXPECT_TRUE(changes([&] { undoable(SetRecordField{RecordType::LookItem, top_, "hidden", "yes"}); }));
  EXPECT_TRUE(changes([&] { undoable(SetRecordField{RecordType::Look, look_, "hair", "쪽머리"}); }));
  EXPECT_TRUE(changes([&] { undoable(SetRecordState{RecordType::LookItem, top_, RecordState::Trashed}); }));
  EXPECT_TRUE(changes([&] { undoable(SetRecordField{RecordType::Character, character_, "figure", ""}); }));
  ConditionStage stage;
  stage.look = look_;
  stage.condition = "cd_blood";
  EXPECT_TRUE(changes([&] { undoable(make_record(stage)); }));
  FaceMark mark;
  mark.look = look_;
  mark.sort = "makeup";
  EXPECT_TRUE(changes([&] { undoable(make_record(mark)); }));
  // Where it stands in the production is no part of it, nor is the copy that is worn.
  EXPECT_FALSE(changes([&] { undoable(SetRecordField{RecordType::Look, look_, "notes", "메모"}); }));
  EXPECT_FALSE(changes([&] { undoable(SetRecordField{RecordType::Look, look_, "status", "st_fitting"}); }));
  EXPECT_FALSE(changes([&] { undoable(SetRecordField{RecordType::LookItem, top_, "unit", copy_}); }));
  EXPECT_EQ(hash(), before);
  new_version(chima_, "another skirt");
  EXPECT_NE(hash(), before);
}

TEST_F(CompositionVersions, PinningTheVersionThatIsWornChangesNothing) {
  const std::string before = hash();
  set(top_, "version", catalog.asset(jeogori_)->current_version);
  EXPECT_EQ(hash(), before);
  new_version(jeogori_, "two");
  const auto then = contents_of(catalog, look_);
  EXPECT_NE(then->exact.at(top_).hash, then->exact.at(jeogori_).hash);
}

TEST_F(CompositionVersions, AreNumberedAndSayWhoMadeThemAndWhy) {
  apply_change(save_version(catalog, look_, {"첫 시안", ""}));
  const auto again = save_version(catalog, look_, {});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::Conflict);
  set(top_, "layer", "3");
  apply_change(save_version(catalog, look_, {"겹을 올림", "의상 디자이너"}));
  const auto versions = composition_versions(catalog, look_);
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].number, 2);
  EXPECT_EQ(versions[0].comment, "겹을 올림");
  EXPECT_EQ(versions[0].author, "의상 디자이너");
  EXPECT_EQ(versions[1].author, "지민");
  EXPECT_EQ(versions[0].hash, hash());
  EXPECT_NE(versions[1].hash, hash());
}

TEST_F(CompositionVersions, ATextThatWasReadIsTheTextAgain) {
  set(top_, "version", catalog.asset(jeogori_)->current_version);
  new_version(jeogori_, "two");
  const auto contents = contents_of(catalog, look_);
  const auto again = parse_contents(contents_text(*contents));
  ASSERT_TRUE(again);
  EXPECT_EQ(contents_text(*again), contents_text(*contents));
  EXPECT_EQ(again->all<LookItem>().size(), 2U);
  EXPECT_EQ(again->all<Character>().front().figure, figure_);
  for (const char* broken : {"", "{}", "[1,2]", "{\"form\":1,\"records\":[],\"exact\":{}}",
                             "{\"form\":1,\"records\":[{\"type\":\"hat\",\"id\":\"1\",\"values\":{}}],"
                             "\"exact\":{}}"}) {
    const auto refused = parse_contents(broken);
    ASSERT_FALSE(refused) << broken;
    EXPECT_EQ(refused.error().kind, ErrorKind::Corrupt);
  }
}

TEST_F(CompositionVersions, RestoringOneMakesTheLookWhatItWas) {
  apply_change(save_version(catalog, look_, {"처음", ""}, {}));
  const Id first = composition_versions(catalog, look_).front().id;
  const std::string before = hash();
  set(top_, "unit", copy_);
  set(top_, "layer", "7");
  apply(SetRecordState{RecordType::LookItem, bottom_, RecordState::Trashed});
  Id belt;
  apply(item(belt, chima_, "belt"));
  new_version(jeogori_, "two");
  ASSERT_NE(hash(), before);
  const Change back = apply_change(restore_version(catalog, first));
  EXPECT_EQ(composition_versions(catalog, look_).size(), 1U);
  const auto items = records_where<LookItem>(catalog, "look", look_);
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].layer, 0);
  EXPECT_EQ(items[0].unit, copy_) << "Which copy is worn is no part of a version.";
  // The jeogori has a newer version by now: the old one is pinned.
  EXPECT_EQ(items[0].version, catalog.versions(jeogori_).front().id);
  EXPECT_EQ(items[1].version, "");
  const auto restored = contents_of(catalog, look_);
  EXPECT_EQ(restored->exact.at(top_).hash,
            parse_contents(composition_versions(catalog, look_)[0].contents)->exact.at(jeogori_).hash);
  // And all of it is one step back.
  ASSERT_TRUE(catalog.apply(back));
  EXPECT_EQ(records_where<LookItem>(catalog, "look", look_)[0].layer, 7);
  EXPECT_EQ(records_where<LookItem>(catalog, "look", look_).size(), 2U);
}

TEST_F(CompositionVersions, ADecisionSavesWhatItIsAboutAndGoesStaleWithAnyChange) {
  const Change back = apply_change(decide(catalog, look_, approval()));
  ReviewState review = composition_review(catalog, look_);
  EXPECT_EQ(review.verdict, Verdict::Approved);
  EXPECT_FALSE(review.stale);
  EXPECT_EQ(review.decision->manifest_hash.hex(), hash());
  EXPECT_EQ(record<Look>(catalog, look_)->status, "st_approved");
  ASSERT_EQ(composition_versions(catalog, look_).size(), 1U);
  // A new version of a garment is another look.
  new_version(chima_, "another skirt");
  EXPECT_TRUE(composition_review(catalog, look_).stale);
  apply_change(decide(catalog, look_, approval()));
  EXPECT_FALSE(composition_review(catalog, look_).stale);
  EXPECT_EQ(composition_versions(catalog, look_).size(), 2U);
  EXPECT_EQ(composition_decisions(catalog, look_).size(), 2U);
  // The same contents are the same version.
  apply_change(decide(catalog, look_, approval()));
  EXPECT_EQ(composition_versions(catalog, look_).size(), 2U);
  // Taken back.
  set(top_, "layer", "9");
  const Change last = apply_change(decide(catalog, look_, approval()));
  EXPECT_FALSE(composition_review(catalog, look_).stale);
  ASSERT_TRUE(catalog.apply(last));
  EXPECT_TRUE(composition_review(catalog, look_).stale);
  EXPECT_EQ(composition_decisions(catalog, look_).size(), 3U);
}

TEST_F(CompositionVersions, AndDecisionsAreNeverChanged) {
  apply_change(decide(catalog, look_, approval()));
  const CompositionVersion version = composition_versions(catalog, look_).front();
  for (const char* column : {"contents", "hash", "number", "author", "subject"})
    EXPECT_EQ(refusal(SetRecordField{RecordType::CompositionVersion, version.id, column, "2"}),
              ErrorKind::Invalid)
        << column;
  apply(SetRecordField{RecordType::CompositionVersion, version.id, "notes", "감독 의견 반영"});
  EXPECT_EQ(composition_versions(catalog, look_).front().notes, "감독 의견 반영");
  EXPECT_EQ(
      refusal(AddRecord{RecordType::CompositionVersion,
                        {},
                        {{"subject", look_}, {"number", "9"}, {"contents", "{}"}, {"hash", version.hash}}}),
      ErrorKind::Invalid);
  const Id decision = composition_decisions(catalog, look_).front().id;
  EXPECT_EQ(refusal(SetRecordField{RecordType::CompositionDecision, decision, "verdict", "rejected"}),
            ErrorKind::Invalid);
  auto db = engine::Connection::open(file(), {});
  ASSERT_TRUE(db);
  for (const char* sql :
       {"UPDATE composition_version SET contents = '{}'", "DELETE FROM composition_version",
        "UPDATE composition_decision SET verdict = 'rejected'", "DELETE FROM composition_decision"})
    EXPECT_FALSE((*db)->run_script(sql)) << sql;
}

TEST_F(CompositionVersions, OneCanBePinnedAsTheOneThatCounts) {
  apply_change(save_version(catalog, look_, {}));
  const Id version = composition_versions(catalog, look_).front().id;
  const Change back = apply_change(set_master(catalog, look_, version));
  EXPECT_EQ(record<Look>(catalog, look_)->master, version);
  ASSERT_TRUE(catalog.apply(back));
  EXPECT_EQ(record<Look>(catalog, look_)->master, "");
  Look other;
  other.id = new_id();
  other.character = character_;
  other.number = "2";
  apply(make_record(other));
  const auto foreign = set_master(catalog, other.id, version);
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().kind, ErrorKind::Invalid);
}

TEST_F(CompositionVersions, ASetIsItsModelItsStatesAndItsDressing) {
  FilmSet hall;
  hall.id = new_id();
  hall.name_ko = "편전";
  hall.asset = figure_;
  Dressing chest;
  chest.id = new_id();
  chest.film_set = hall.id;
  chest.zone = "어좌 앞";
  chest.asset = chima_;
  apply_all({make_record(hall), make_record(chest)});
  apply_change(save_version(catalog, hall.id, {"첫 배치", ""}));
  const CompositionVersion first = composition_versions(catalog, hall.id).front();
  apply(SetRecordField{RecordType::Dressing, chest.id, "zone", "문 옆"});
  apply(SetRecordField{RecordType::Dressing, chest.id, "need_by", "2026-05-01"});
  apply_change(restore_version(catalog, first.id));
  const auto dressing = records_where<Dressing>(catalog, "film_set", hall.id);
  EXPECT_EQ(dressing.front().zone, "어좌 앞");
  EXPECT_EQ(dressing.front().need_by, "2026-05-01") << "When it is needed is no part of a version.";
  const auto neither = contents_of(catalog, character_);
  ASSERT_FALSE(neither);
  EXPECT_EQ(neither.error().kind, ErrorKind::NotFound);
}

TEST_F(CompositionVersions, TheDifferencesAreToldAsPeopleWould) {
  const auto then = *contents_of(catalog, look_);
  EXPECT_TRUE(differences(then, then).empty());
  const auto told = [&] {
    std::vector<std::string> sentences;
    for (const CompositionDifference& one : differences(then, *contents_of(catalog, look_))) {
      const DifferenceText text = describe_difference(catalog, one);
      EXPECT_FALSE(text.en.empty());
      sentences.push_back(std::string(to_string(one.change)) + ": " + text.ko);
    }
    return sentences;
  };
  const auto undone = [&](const std::function<void()>& edit) {
    edit();
    auto sentences = told();
    EXPECT_TRUE(catalog.undo());
    return sentences;
  };
  const auto undoable = [&](const std::vector<Edit>& edits) {
    EXPECT_TRUE(catalog.push_undo(apply_all(edits)));
  };
  using testing::ElementsAre;
  EXPECT_THAT(undone([&] {
                undoable({SetRecordField{RecordType::LookItem, top_, "slot", "outer"}});
              }),
              ElementsAre("changed: C-0001 저고리: 자리 top → outer"));
  EXPECT_THAT(undone([&] {
                undoable({SetRecordField{RecordType::LookItem, top_, "layer", "2"}});
              }),
              ElementsAre("changed: C-0001 저고리: 겹 0 → 2"));
  EXPECT_THAT(undone([&] {
                undoable({SetRecordField{RecordType::LookItem, top_, "position", "9"}});
              }),
              ElementsAre("moved: 순서 바꿈: C-0001 저고리 1 → 9"));
  EXPECT_THAT(undone([&] {
                undoable({SetRecordState{RecordType::LookItem, top_, RecordState::Trashed}});
              }),
              ElementsAre("removed: 뺌: C-0001 저고리"));
  Id more;
  EXPECT_THAT(undone([&] { undoable({item(more, chima_, "belt")}); }),
              ElementsAre("added: 더함: C-0002 치마"));
  EXPECT_THAT(undone([&] {
                undoable({SetRecordField{RecordType::LookItem, top_, "asset", chima_}});
              }),
              ElementsAre("replaced: 바꿈: C-0001 저고리 → C-0002 치마"));
  // Taken out and another put in the same place is one thing to people.
  EXPECT_THAT(undone([&] {
                undoable({SetRecordState{RecordType::LookItem, top_, RecordState::Trashed},
                          item(more, chima_, "top")});
              }),
              ElementsAre("replaced: 바꿈: C-0001 저고리 → C-0002 치마"));
  new_version(jeogori_, "two");
  EXPECT_THAT(told(), ElementsAre("new_version: 다른 버전: C-0001 저고리 v1 → v2"));
}

}  // namespace
}  // namespace bandaji
