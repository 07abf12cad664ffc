#include <gmock/gmock.h>

#include "catalog_fixture.h"
#include "db/engine/sqlite.h"

namespace bandaji {
namespace {

class Decisions : public CatalogTest {
 protected:
  Decisions() : asset(add(named("당의"), {version_of("당의.gltf", "one")})) {}

  Change decide(Verdict verdict, const std::string& by = "감독") {
    Decision decision;
    decision.asset_id = asset;
    decision.verdict = verdict;
    decision.role = "dr_director";
    decision.by = by;
    return apply(RecordDecision{decision});
  }
  Id asset;
};

TEST_F(Decisions, AreBoundToTheContentThatWasSeen) {
  EXPECT_EQ(catalog.review_state(asset).verdict, Verdict::Withdrawn);
  decide(Verdict::Approved);
  const auto list = catalog.decisions(asset);
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].manifest_hash, catalog.versions(asset)[0].manifest_hash);
  EXPECT_EQ(list[0].version_id, catalog.asset(asset)->current_version);
  EXPECT_EQ(list[0].by, "감독");
  EXPECT_EQ(catalog.asset(asset)->status, "st_approved");
  EXPECT_EQ(catalog.review_state(asset).verdict, Verdict::Approved);
  EXPECT_FALSE(catalog.review_state(asset).stale);
}

TEST_F(Decisions, BecomeStaleWithANewVersionAndCurrentAgainWithTheOld) {
  decide(Verdict::Approved);
  AssetVersion next = version_of("당의.gltf", "two");
  next.asset_id = asset;
  const Change back = apply(AddVersion{next});
  EXPECT_TRUE(catalog.review_state(asset).stale);
  EXPECT_EQ(catalog.review_state(asset).verdict, Verdict::Approved);
  ASSERT_TRUE(catalog.apply(back));
  EXPECT_FALSE(catalog.review_state(asset).stale);
  // The same bytes imported again are the same content.
  AssetVersion same = version_of("당의.gltf", "one");
  same.asset_id = asset;
  apply(AddVersion{same});
  EXPECT_FALSE(catalog.review_state(asset).stale);
}

TEST_F(Decisions, AreTakenBackByAWithdrawalAndNeverChanged) {
  apply(SetField{asset, "status", "st_fitting"});
  const Change undo = decide(Verdict::Approved);
  const auto redo = catalog.apply(undo);
  ASSERT_TRUE(redo);
  EXPECT_EQ(catalog.asset(asset)->status, "st_fitting");
  EXPECT_EQ(catalog.review_state(asset).verdict, Verdict::Withdrawn);
  EXPECT_EQ(catalog.decisions(asset).size(), 2U);
  ASSERT_TRUE(catalog.apply(*redo));
  EXPECT_EQ(catalog.asset(asset)->status, "st_approved");
  EXPECT_EQ(catalog.review_state(asset).verdict, Verdict::Approved);
  EXPECT_EQ(catalog.review_state(asset).decision->id, catalog.decisions(asset)[0].id);
  EXPECT_EQ(catalog.decisions(asset).size(), 3U);
}

TEST_F(Decisions, WithdrawingAnOldOneLeavesTheNewerStanding) {
  decide(Verdict::ChangesRequested);
  decide(Verdict::Approved);
  Decision withdrawal;
  withdrawal.asset_id = asset;
  withdrawal.verdict = Verdict::Withdrawn;
  withdrawal.withdraws = catalog.decisions(asset)[0].id;
  apply(RecordDecision{withdrawal});
  EXPECT_EQ(catalog.review_state(asset).verdict, Verdict::Approved);
  EXPECT_EQ(catalog.asset(asset)->status, "st_approved");
  withdrawal.withdraws = catalog.decisions(asset)[1].id;
  apply(RecordDecision{withdrawal});
  EXPECT_EQ(catalog.review_state(asset).verdict, Verdict::Withdrawn);
  EXPECT_EQ(catalog.asset(asset)->status, "st_draft");
  EXPECT_EQ(refusal(RecordDecision{withdrawal}), ErrorKind::Conflict);  // Once is enough.
}

TEST_F(Decisions, SetTheStatusThatBelongsToThem) {
  const std::vector<std::pair<Verdict, std::string>> expected = {
      {Verdict::Requested, "st_review"},  {Verdict::Approved, "st_approved"},
      {Verdict::Rejected, "st_rejected"}, {Verdict::ApprovedWithConditions, "st_conditional"},
      {Verdict::Hold, "st_onhold"},       {Verdict::ChangesRequested, "st_revise"}};
  for (const auto& [verdict, status] : expected) {
    decide(verdict);
    EXPECT_EQ(catalog.asset(asset)->status, status);
  }
}

TEST_F(Decisions, OnContentThatIsNotThereAreRefused) {
  const Id empty = add(named("빈 기록"));
  Decision decision;
  decision.asset_id = empty;
  decision.verdict = Verdict::Approved;
  EXPECT_EQ(refusal(RecordDecision{decision}), ErrorKind::Invalid);
  decision.asset_id = asset;
  decision.manifest_hash = hash_text("what somebody else saw");
  EXPECT_EQ(refusal(RecordDecision{decision}), ErrorKind::Conflict);
  decision.manifest_hash = {};
  decision.version_id = new_id();
  EXPECT_EQ(refusal(RecordDecision{decision}), ErrorKind::NotFound);
  decision.version_id.clear();
  decision.role = "se_summer";
  EXPECT_EQ(refusal(RecordDecision{decision}), ErrorKind::Invalid);
}

TEST_F(Decisions, CannotBeChangedEvenThroughTheEngine) {
  decide(Verdict::Approved);
  auto db = engine::Connection::open(file(), {});
  ASSERT_TRUE(db);
  EXPECT_FALSE((*db)->run("UPDATE decision SET verdict = 4"));
  EXPECT_EQ((*db)->trouble(), engine::Trouble::Constraint);
  (*db)->clear();
  EXPECT_FALSE((*db)->run("DELETE FROM decision"));
  (*db)->clear();
  EXPECT_FALSE((*db)->run("DELETE FROM activity"));
  (*db)->clear();
  EXPECT_FALSE((*db)->run("UPDATE activity SET who = 'x'"));
}

TEST_F(Decisions, AChangedFileBehindTheirBackIsFoundByCheck) {
  decide(Verdict::Approved);
  EXPECT_TRUE(catalog.check().ok);
  {
    auto db = engine::Connection::open(file(), {});
    ASSERT_TRUE((*db)->run("UPDATE manifest_entry SET size = size + 1"));
  }
  const auto health = catalog.check();
  EXPECT_FALSE(health.ok);
  EXPECT_EQ(health.problems.size(), 1U);
}

}  // namespace
}  // namespace bandaji
