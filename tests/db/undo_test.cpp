#include <gmock/gmock.h>

#include <algorithm>
#include <functional>

#include "catalog_fixture.h"
#include "db/edit_json.h"
#include "db/fields.h"
#include "db/record_edits.h"
#include "db/vocabulary.h"
#include "random_records.h"

namespace bandaji {
namespace {

// All that people can see, as text: what must be the same after undo.  Revisions, times and the
// append-only records are not part of it.
std::string visible(const Catalog& catalog) {
  std::string text;
  const auto add = [&](const std::string& part) { text += part + "|"; };
  std::vector<Asset> assets;
  EXPECT_TRUE(catalog.for_each_asset([&](const Asset& asset) { assets.push_back(asset); }));
  for (const Asset& asset : assets) {
    for (const std::string& part :
         {asset.id, asset.number, asset.kind, asset.name_ko, asset.name_en, asset.romanized, asset.aliases,
          asset.status, asset.notes, asset.current_version, std::to_string(asset.rating),
          std::to_string(asset.color_label), std::to_string(asset.trashed)}) {
      add(part);
    }
    for (const auto& [key, value] : asset.fields) {
      add(key + "=" + value);
    }
    for (const std::string& tag : asset.tags) {
      add(tag);
    }
    for (const AssetVersion& version : catalog.versions(asset.id)) {
      add(version.id + " " + std::to_string(version.number) + " " + version.manifest_hash.hex());
    }
    const ReviewState state = catalog.review_state(asset.id);
    add(std::to_string(static_cast<int>(state.verdict)) + (state.stale ? "stale" : "") +
        (state.decision ? state.decision->id : ""));
    text += "\n";
  }
  text += catalog.production().title_ko + "|";
  for (const auto& [key, value] : catalog.production().details) {
    add(key + "=" + value);
  }
  return text + visible_records(catalog);
}

class RandomEdits {
 public:
  RandomEdits(Catalog& catalog, unsigned seed)
      : catalog_(catalog), random_(seed), records_(catalog, seed + 1) {}

  Edit next() {
    if (pick(2) == 0) {
      if (auto edit = records_.next()) {
        return *edit;
      }
    }
    std::vector<Asset> assets;
    EXPECT_TRUE(catalog_.for_each_asset([&](const Asset& asset) { assets.push_back(asset); }));
    if (assets.size() < 3 || pick(20) == 0) {
      return added();
    }
    const Asset& asset = assets[pick(assets.size())];
    const auto versions = catalog_.versions(asset.id);
    switch (pick(12)) {
      case 0:
        return SetRemoved{asset.id, pick(8) == 0};
      case 1: {
        AssetVersion version = version_of("a.gltf", std::to_string(pick(4)));
        version.asset_id = asset.id;
        return AddVersion{version};
      }
      case 2:
        if (!versions.empty()) {
          const Id& current = versions[pick(versions.size())].id;
          const Id& removed = versions[pick(versions.size())].id;
          return SetVersionRemoved{removed, current != removed, current};
        }
        return SetTrashed{asset.id, pick(2) == 0};
      case 3:
        return SetCurrentVersion{
            asset.id, versions.empty() || pick(6) == 0 ? Id() : versions[pick(versions.size())].id};
      case 4:
        return SetTags{asset.id, some_tags(), some_tags()};
      case 5:
        return SetTrashed{asset.id, pick(2) == 0};
      case 6:
      case 7:
        if (!versions.empty()) {
          return decision(asset.id);
        }
        return SetProduction{
            {"제목 " + std::to_string(pick(5)),
             "",
             {{"network", "방송 " + std::to_string(pick(3))}, {"paper", pick(2) == 0 ? "" : "A3"}}}};
      default:
        return field(asset.id);
    }
  }

 private:
  std::size_t pick(std::size_t count) { return random_() % count; }

  AddAsset added() {
    Asset asset = named("옷 " + std::to_string(pick(1000)));
    asset.tags = some_tags();
    AddAsset edit{asset};
    for (std::size_t i = pick(3); i > 0; --i) {
      edit.versions.push_back(version_of("a.gltf", std::to_string(pick(4))));
    }
    return edit;
  }

  std::vector<std::string> some_tags() {
    std::vector<std::string> tags;
    for (const char* tag : {"대여", "협찬", "1회", "hero", "야외"}) {
      if (pick(3) == 0) {
        tags.push_back(tag);
      }
    }
    return tags;
  }

  RecordDecision decision(const Id& asset) {
    Decision decision;
    decision.asset_id = asset;
    decision.verdict = static_cast<Verdict>(pick(6));
    const auto earlier = catalog_.decisions(asset);
    if (!earlier.empty() && pick(3) == 0) {
      decision.verdict = Verdict::Withdrawn;
      decision.withdraws = earlier[pick(earlier.size())].id;
    } else if (catalog_.asset(asset)->current_version.empty()) {
      decision.version_id = catalog_.versions(asset).front().id;
    }
    return RecordDecision{decision};
  }

  SetField field(const Id& asset) {
    const auto any = [&](std::string_view facet) {
      const auto terms = Vocabulary::shipped().facet(facet);
      return std::string(terms[pick(terms.size())].key);
    };
    const std::string number = std::to_string(pick(6));
    switch (pick(12)) {
      case 0:
        return {asset, "name_ko", "이름 " + number};
      case 1:
        return {asset, "name_en", pick(2) == 0 ? "" : "Name " + number};
      case 2:
        return {asset, "rating", number};
      case 3:
        return {asset, "color_label", number};
      case 4:
        return {asset, "notes", "메모\n" + number};
      case 5:
        return {asset, "aliases", "別名;" + number};
      case 6:
        return {asset, "kind", any("asset_kind")};
      case 7:
        return {asset, "status", any("status")};
      case 8:
        return {asset, "fabric", pick(3) == 0 ? "" : any("fabric") + ";" + any("fabric")};
      case 9:
        return {asset, "cost", number};
      case 10:
        return {asset, "number", "X-" + new_id().substr(14)};
      default:
        return {asset, "rental_due", pick(3) == 0 ? "" : "2026-03-0" + std::to_string(1 + pick(9))};
    }
  }

  Catalog& catalog_;
  std::mt19937 random_;
  RandomRecords records_;
};

TEST_F(CatalogTest, EveryEditIsTakenBackByItsInverseAndDoneAgainByTheInverseOfThat) {
  RandomEdits edits(catalog, 7);
  int applied = 0;
  for (int step = 0; step < 1500; ++step) {
    Change change{{}, "변경", "Change"};
    for (int i = 0; i <= step % 3; ++i) {
      change.edits.push_back(edits.next());
    }
    const std::string before = visible(catalog);
    const auto inverse = catalog.apply(change);
    if (!inverse) {  // Edits chosen before their forerunners ran may not fit; then nothing may have happened.
      ASSERT_TRUE(visible(catalog) == before) << inverse.error().message;
      continue;
    }
    ++applied;
    const std::string after = visible(catalog);
    // The inverse also survives being written down.
    const auto read_back = change_from_json(change_to_json(*inverse));
    ASSERT_TRUE(read_back);
    const auto again = catalog.apply(*read_back);
    ASSERT_TRUE(again) << again.error().message;
    ASSERT_TRUE(visible(catalog) == before) << "undo of step " << step << ": " << change_to_json(change);
    if (step % 4 != 0) {
      const auto third = catalog.apply(*again);
      ASSERT_TRUE(third) << third.error().message;
      ASSERT_TRUE(visible(catalog) == after) << "redo of step " << step << ": " << change_to_json(change);
    }
  }
  EXPECT_GT(applied, 1200);
  EXPECT_TRUE(catalog.check().ok) << catalog.check().problems.front();
}

TEST_F(CatalogTest, AWholeAfternoonIsTakenBackStepByStep) {
  RandomEdits edits(catalog, 11);
  std::vector<std::string> states;
  while (states.size() < 400) {
    const std::string before = visible(catalog);
    const auto inverse = catalog.apply({{edits.next()}, "변경", "Change"});
    if (!inverse || inverse->edits.empty()) {
      continue;
    }
    states.push_back(before);
    ASSERT_TRUE(catalog.push_undo(*inverse));
  }
  const std::string end = visible(catalog);
  for (std::size_t i = states.size(); i-- > 0;) {
    const auto undone = catalog.undo();
    ASSERT_TRUE(undone) << undone.error().message;
    ASSERT_TRUE(visible(catalog) == states[i]) << "undo " << i;
  }
  EXPECT_EQ(catalog.undo().error().kind, ErrorKind::NotFound);
  for (std::size_t i = 0; i < states.size(); ++i) {
    ASSERT_TRUE(catalog.redo());
  }
  EXPECT_TRUE(visible(catalog) == end);
  EXPECT_EQ(catalog.redo().error().kind, ErrorKind::NotFound);
}

TEST_F(CatalogTest, UndoReachesOverProgramsOfOnePersonOnly) {
  const Id id = add(named("저고리"));
  ASSERT_TRUE(catalog.push_undo(apply(SetField{id, "name_ko", "치마"})));
  {
    auto stranger = Catalog::open(folder(), {"수아"});
    ASSERT_TRUE(stranger);
    EXPECT_EQ(stranger->undo_label(true), "");
    EXPECT_EQ(stranger->undo().error().kind, ErrorKind::NotFound);
  }
  auto again = Catalog::open(folder(), {"지민"});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->undo_label(true), "변경");
  EXPECT_EQ(again->undo_label(false), "Change");
  EXPECT_EQ(again->redo_label(true), "");
  ASSERT_TRUE(again->undo());
  EXPECT_EQ(again->asset(id)->name_ko, "저고리");
  EXPECT_EQ(again->redo_label(false), "Change");
  EXPECT_EQ(catalog.activity(id)[0].action, "undo");
  ASSERT_TRUE(catalog.redo());
  EXPECT_EQ(catalog.asset(id)->name_ko, "치마");
  EXPECT_EQ(catalog.activity(id)[0].action, "redo");
  ASSERT_TRUE(catalog.clear_undo());
  EXPECT_EQ(catalog.undo_label(true), "");
}

TEST_F(CatalogTest, ABatchIsTakenBackInOneStep) {
  const auto rate = [&](const Id& id, const std::string& batch) {
    auto inverse = catalog.apply({{SetField{id, "rating", "3"}}, "평점", "Rating", batch});
    ASSERT_TRUE(inverse);
    EXPECT_EQ(inverse->batch, batch);
    ASSERT_TRUE(catalog.push_undo(*inverse));
  };
  std::vector<Id> ids;
  for (int i = 0; i < 620; ++i) {  // More than the undo keeps of single steps.
    ids.push_back(add(named("저고리 " + std::to_string(i))));
  }
  const std::string unrated = visible(catalog);
  for (const Id& id : ids) {
    rate(id, "import-1");
  }
  const std::string rated = visible(catalog);
  EXPECT_EQ(catalog.undo_label(true), "평점 외 619개");
  ASSERT_TRUE(catalog.push_undo(apply(SetField{ids[0], "name_ko", "치마"})));
  EXPECT_EQ(catalog.undo_label(true), "변경");
  ASSERT_TRUE(catalog.undo());
  EXPECT_TRUE(visible(catalog) == rated);
  const auto undone = catalog.undo();
  ASSERT_TRUE(undone) << undone.error().message;
  EXPECT_EQ(undone->label_en, "Rating and 619 more");
  EXPECT_TRUE(visible(catalog) == unrated);
  ASSERT_TRUE(catalog.redo());
  EXPECT_TRUE(visible(catalog) == rated);
  EXPECT_EQ(catalog.redo_label(false), "Change");
}

TEST_F(CatalogTest, ANewChangeEndsWhatCouldBeRedone) {
  const Id id = add(named("저고리"));
  ASSERT_TRUE(catalog.push_undo(apply(SetField{id, "name_ko", "치마"})));
  ASSERT_TRUE(catalog.undo());
  ASSERT_TRUE(catalog.push_undo(apply(SetField{id, "name_ko", "바지"})));
  EXPECT_EQ(catalog.redo().error().kind, ErrorKind::NotFound);
}

TEST_F(CatalogTest, UndoNeverTakesBackWhatSomebodyElseWroteSince) {
  const Id id = add(named("저고리"));
  ASSERT_TRUE(catalog.push_undo(apply(SetField{id, "rating", "2"})));
  ASSERT_TRUE(catalog.push_undo(apply(SetField{id, "name_ko", "치마"})));
  auto other = Catalog::open(folder(), {"수아"});
  ASSERT_TRUE(other->apply({{SetField{id, "name_ko", "수아의 치마"}}, "", ""}));
  EXPECT_EQ(catalog.undo().error().kind, ErrorKind::Conflict);
  EXPECT_EQ(catalog.asset(id)->name_ko, "수아의 치마");
  // What cannot be taken back does not stand in the way of what can.
  ASSERT_TRUE(catalog.undo());
  EXPECT_EQ(catalog.asset(id)->rating, 0);
}

TEST(ChangesAsText, AreReadBackWhole) {
  Asset asset = named("저고리", "Jeogori");
  asset.fields = {{"cost", "1"}};
  asset.tags = {"대여"};
  AssetVersion version = version_of("a/b.gltf");
  version.up_axis = 1;
  version.facts.warnings = {"w"};
  version.facts.missing = {{"tex.png", "Not there."}};
  version.facts.palette = {"#AA3311"};
  Decision decision;
  decision.asset_id = asset.id;
  decision.withdraws = new_id();
  decision.verdict = Verdict::Withdrawn;
  SetRecordField column{RecordType::Scene, new_id(), "synopsis", "\"'\\\n한"};
  column.expected_revision = 2;
  column.expected_value = "";
  SetField field{asset.id, "notes", "\"'\\\n한"};
  field.expected_revision = 3;
  field.expected_value = "";
  const Change change{
      {AddAsset{asset, {version}}, SetRemoved{asset.id, false}, AddVersion{version},
       SetVersionRemoved{version.id, true, ""}, SetCurrentVersion{asset.id, version.id}, field,
       SetTags{asset.id, {"a"}, {"b"}}, SetTrashed{asset.id, false}, SetPalette{version.id, {"#000000"}},
       RecordDecision{decision, "st_draft"}, SetProduction{{"가", "b", {{"code", "MP"}}}},
       make_record(Scene{}), column, SetRecordState{RecordType::Unit, new_id(), RecordState::Removed}},
      "라벨",
      "label"};
  const std::string text = change_to_json(change);
  const auto back = change_from_json(text);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->edits.size(), change.edits.size());
  EXPECT_EQ(change_to_json(*back), text);
  EXPECT_FALSE(change_from_json("{"));
  EXPECT_FALSE(change_from_json("{\"ko\":1}"));
  EXPECT_FALSE(change_from_json("[]"));
  const std::string removed =
      R"({"ko":"","en":"","edits":[{"edit":"record_state","type":"unit","id":"","state":%}]})";
  EXPECT_TRUE(change_from_json(std::string(removed).replace(removed.find('%'), 1, "2")));
  EXPECT_FALSE(change_from_json(std::string(removed).replace(removed.find('%'), 1, "3")));
}

}  // namespace
}  // namespace bandaji
