#include "db/studio_vocabulary.h"

#include <gmock/gmock.h>
#include <algorithm>

#include "catalog_fixture.h"
#include "db/continuity.h"
#include "db/fields.h"
#include "db/record_edits.h"
#include "db/record_reads.h"
#include "db/search.h"
#include "random_records.h"

namespace bandaji {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

class StudioVocabulary : public CatalogTest {
 protected:
  // Applies a change that was made, and returns what takes it back.
  Change done(const Result<Change>& change) {
    EXPECT_TRUE(change) << change.error().message;
    auto inverse = catalog.apply(*change);
    EXPECT_TRUE(inverse) << inverse.error().message;
    return inverse ? *inverse : Change{};
  }
  StudioTerm term(const std::string& facet, const std::string& ko, const std::string& parent = "") {
    StudioTerm term;
    term.facet = facet;
    term.ko = ko;
    term.parent = parent;
    return term;
  }
  std::string added(const StudioTerm& wanted) {
    done(add_term(catalog, wanted));
    const auto vocabulary = catalog.vocabulary();
    const Term* found = find_term(wanted.facet, wanted.ko, *vocabulary);
    EXPECT_NE(found, nullptr) << wanted.ko;
    return found == nullptr ? "" : std::string(found->key);
  }
  std::vector<std::string> found(const AssetIndex& index, const std::string& query) {
    std::vector<std::string> names;
    for (const Id& id : index.search({query, SortField::Name}).ids) {
      names.push_back(index.summary(id)->name_ko);
    }
    return names;
  }
};

TEST_F(StudioVocabulary, ANewTermIsATermLikeAnyOther) {
  StudioTerm wanted = term("garment", "조각장옷", "g_po_jangot");
  wanted.en = "patchwork veil coat";
  wanted.hanja = "彫刻長衣";
  wanted.aliases = "패치워크 장옷;jogak jangot";
  const std::string key = added(wanted);
  EXPECT_EQ(key, "g_own_jogakjangot");
  const auto vocabulary = catalog.vocabulary();
  EXPECT_EQ(vocabulary->label(key, true), "조각장옷");
  EXPECT_EQ(vocabulary->label(key, false), "patchwork veil coat");
  EXPECT_TRUE(vocabulary->is_within(key, "g_po_jangot"));
  for (const char* name :
       {"조각장옷", "patchwork veil coat", "彫刻長衣", "jogak jangot", "own_jogakjangot"}) {
    const Term* found = find_term("garment", name, *vocabulary);
    ASSERT_NE(found, nullptr) << name;
    EXPECT_EQ(found->key, key) << name;
  }
  // It stands behind those of its facet, which stay together.
  EXPECT_EQ(vocabulary->facet("garment").back().key, key);
  EXPECT_EQ(vocabulary->facet("garment").size(), Vocabulary::shipped().facet("garment").size() + 1);
  EXPECT_EQ(vocabulary->terms().size(), Vocabulary::shipped().terms().size() + 1);
  EXPECT_EQ(Vocabulary::shipped().find(key), nullptr);

  // What is not a term is refused, what is one is taken.
  const Id coat = add(named("연희의 장옷"));
  EXPECT_EQ(refusal(SetField{coat, "garment_type", "g_own_other"}), ErrorKind::Invalid);
  EXPECT_EQ(refusal(SetField{coat, "fabric", key}), ErrorKind::Invalid);
  apply(SetField{coat, "garment_type", key});
  EXPECT_EQ(catalog.asset(coat)->fields.at("garment_type"), key);
}

TEST_F(StudioVocabulary, ATermWithoutAParentStandsWhereTheOthersDo) {
  const std::string key = added(term("hair", "달빛머리"));
  EXPECT_EQ(catalog.vocabulary()->find(key)->parent, "ak_hair");
  const std::string cloth = added(term("fabric", "달빛비단"));
  EXPECT_EQ(catalog.vocabulary()->find(cloth)->parent, "");
}

TEST_F(StudioVocabulary, OneChangeMayAddATermAndUseIt) {
  const Id coat = add(named("장옷"));
  auto change = add_term(catalog, term("fabric", "조각비단"));
  ASSERT_TRUE(change);
  change->edits.push_back(SetField{coat, "fabric", "fb_own_jogakbidan"});
  const Change inverse = done(change);
  EXPECT_EQ(catalog.asset(coat)->fields.at("fabric"), "fb_own_jogakbidan");
  ASSERT_TRUE(catalog.apply(inverse));
  EXPECT_FALSE(catalog.asset(coat)->fields.contains("fabric"));
  EXPECT_TRUE(catalog.vocabulary()->find("fb_own_jogakbidan")->gone);
}

TEST_F(StudioVocabulary, SearchFacetsAndConditionsFollowAtOnceAlsoWhatAnotherProgramDoes) {
  const Id coat = add(named("연희의 옷"));
  add(named("다른 옷"));
  auto index = AssetIndex::build(catalog);
  ASSERT_TRUE(index);
  EXPECT_THAT(found(*index, "조각장옷"), IsEmpty());

  auto other = Catalog::open(folder(), {"수아"});
  ASSERT_TRUE(other);
  StudioTerm wanted = term("garment", "조각장옷", "g_po_jangot");
  wanted.en = "patchwork veil coat";
  ASSERT_TRUE(other->apply(*add_term(*other, wanted)));
  ASSERT_TRUE(other->apply({{SetField{coat, "garment_type", "g_own_jogakjangot"}}, "", ""}));
  ASSERT_TRUE(*index->follow(catalog));
  for (const char* query :
       {"조각장옷", "조각ㅈ", "ㅈㄱㅈㅇ", "patchwork", "jogakjangot", "장옷", "garment_type:조각장옷",
        "garment_type:own_jogakjangot", "garment_type:장옷", "garment_type:po_jangot"}) {
    EXPECT_THAT(found(*index, query), ElementsAre("연희의 옷")) << query;
  }
  EXPECT_THAT(index->search({"garment_type:조각장옷"}).problems, IsEmpty());
  const auto facets = index->search({""}).facets;
  const auto facet =
      std::find_if(facets.begin(), facets.end(), [](const Facet& one) { return one.key == "garment_type"; });
  ASSERT_NE(facet, facets.end());
  EXPECT_EQ(facet->values.front().key, "g_own_jogakjangot");
  EXPECT_EQ(facet->values.front().term, "garment_type:own_jogakjangot");

  // Only the vocabulary changes: that alone is something to follow.
  ASSERT_TRUE(other->apply(*edit_term(*other, "g_own_jogakjangot", {{"aliases", "모자이크 외투"}})));
  ASSERT_TRUE(*index->follow(catalog));
  EXPECT_THAT(found(*index, "모자이크"), ElementsAre("연희의 옷"));
  // A place elsewhere in the tree.
  ASSERT_TRUE(other->apply(*edit_term(*other, "g_own_jogakjangot", {{"parent", "g_chima"}})));
  ASSERT_TRUE(*index->follow(catalog));
  EXPECT_THAT(found(*index, "garment_type:po_jangot"), IsEmpty());
  EXPECT_THAT(found(*index, "치마"), ElementsAre("연희의 옷"));
}

TEST_F(StudioVocabulary, ARetiredTermIsNotOfferedButStaysWhereItIs) {
  const Id coat = add(named("옷"));
  apply(SetField{coat, "fabric", "fb_myeongju"});
  auto index = AssetIndex::build(catalog);
  const Change back = done(retire_term(catalog, "fb_myeongju", true));
  ASSERT_TRUE(*index->follow(catalog));
  const auto vocabulary = catalog.vocabulary();
  EXPECT_FALSE(vocabulary->find("fb_myeongju")->is_offered());
  EXPECT_EQ(vocabulary->label("fb_myeongju", true), "명주");
  EXPECT_THAT(found(*index, "명주"), ElementsAre("옷"));
  EXPECT_THAT(found(*index, "fabric:명주"), ElementsAre("옷"));
  // Undo of an edit may need it again.
  const Change undo = apply(SetField{coat, "fabric", ""});
  ASSERT_TRUE(catalog.apply(undo));
  EXPECT_EQ(catalog.asset(coat)->fields.at("fabric"), "fb_myeongju");
  ASSERT_TRUE(catalog.apply(back));
  EXPECT_TRUE(catalog.vocabulary()->find("fb_myeongju")->is_offered());
  done(retire_term(catalog, "fb_myeongju", true));
  done(retire_term(catalog, "fb_myeongju", false));
  EXPECT_TRUE(catalog.vocabulary()->find("fb_myeongju")->is_offered());
}

TEST_F(StudioVocabulary, AMergeMovesEveryUseInOneStepAndOneStepMovesItBack) {
  const std::string blood = added(term("condition", "피범벅"));
  StudioTerm sticky = term("condition", "끈적한 피", "cd_blood");
  sticky.en = "sticky blood";
  const std::string from = added(sticky);
  // An asset, one in the trash, and records of each way to hold terms.
  const Id coat = add(named("옷")), old = add(named("헌 옷"));
  apply(SetField{coat, "condition", from + ";cd_dust"});
  apply(SetField{old, "condition", blood + ";" + from});
  apply(SetTrashed{old, true});
  Character character;
  character.id = new_id();
  character.name_ko = "연희";
  Look look;
  look.id = new_id();
  look.character = character.id;
  look.number = "1";
  ConditionStage stage;
  stage.look = look.id;
  stage.condition = from;
  Episode episode;
  episode.id = new_id();
  Scene scene;
  scene.id = new_id();
  scene.episode = episode.id;
  scene.number = "1";
  SceneLook worn;
  worn.id = new_id();
  worn.scene = scene.id;
  worn.character = character.id;
  worn.start_condition = from + ":1;" + blood + ":3";
  worn.end_condition = blood + ":2;" + from + ":4";
  Unit unit;
  unit.id = new_id();
  unit.number = "1";
  unit.asset = coat;
  unit.condition = from;
  auto made = catalog.apply({{make_record(episode), make_record(scene), make_record(character),
                              make_record(look), make_record(stage), make_record(worn), make_record(unit)},
                             "",
                             ""});
  ASSERT_TRUE(made) << made.error().message;

  const std::string before = visible_records(catalog);
  EXPECT_EQ(count_term_uses(catalog)[from], 5) << "the copy in the trash does not count";
  const Change back = done(merge_terms(catalog, from, blood));
  EXPECT_EQ(count_term_uses(catalog)[from], 0);
  EXPECT_EQ(catalog.asset(coat)->fields.at("condition"), blood + ";cd_dust");
  EXPECT_EQ(catalog.asset(old)->fields.at("condition"), blood);
  const auto now = record<SceneLook>(catalog, worn.id);
  EXPECT_EQ(now->start_condition, blood + ":3") << "of two levels the higher stays";
  EXPECT_EQ(now->end_condition, blood + ":4");
  EXPECT_EQ(record<Unit>(catalog, unit.id)->condition, blood);
  EXPECT_EQ(live_records<ConditionStage>(catalog).front().condition, blood);
  const auto vocabulary = catalog.vocabulary();
  for (const char* name : {"끈적한 피", "sticky blood"}) {
    const Term* term = find_term("condition", name, *vocabulary);
    ASSERT_NE(term, nullptr) << name;
    EXPECT_EQ(term->key, blood) << name;
  }
  EXPECT_EQ(vocabulary->current(from), blood);
  EXPECT_TRUE(vocabulary->is_within(from, blood));

  ASSERT_TRUE(catalog.apply(back));
  EXPECT_EQ(visible_records(catalog), before);
  EXPECT_EQ(catalog.asset(coat)->fields.at("condition"), from + ";cd_dust");
  EXPECT_EQ(catalog.asset(old)->fields.at("condition"), blood + ";" + from);
  EXPECT_EQ(find_term("condition", "sticky blood", *catalog.vocabulary())->key, from);
}

TEST_F(StudioVocabulary, ShippedTermsAndKindsAndStatusesCanBeMergedToo) {
  const Id hat = add(named("갓", "", "ak_headwear"));
  apply(SetField{hat, "status", "st_onhold"});
  SetProduction eras{{"궁", "", {{"eras", "era_joseon_late;era_joseon_end"}}}};
  apply(eras);
  done(merge_terms(catalog, "ak_headwear", "ak_accessory"));
  done(merge_terms(catalog, "st_onhold", "st_review"));
  done(merge_terms(catalog, "era_joseon_end", "era_joseon_late"));
  EXPECT_EQ(catalog.asset(hat)->kind, "ak_accessory");
  EXPECT_EQ(catalog.asset(hat)->status, "st_review");
  EXPECT_EQ(catalog.production().details.at("eras"), "era_joseon_late");
  // A query that was kept from before finds what there is now.
  auto index = AssetIndex::build(catalog);
  for (const char* query :
       {"kind:headwear", "kind:accessory", "status:hold", "status:보류", "머리쓰개 갓", "보류"}) {
    EXPECT_THAT(index->search({query}).problems, IsEmpty()) << query;
  }
  EXPECT_THAT(found(*index, "kind:headwear"), ElementsAre("갓"));
  EXPECT_THAT(found(*index, "status:hold"), ElementsAre("갓"));
  EXPECT_THAT(found(*index, "보류"), ElementsAre("갓"));
}

TEST_F(StudioVocabulary, AMergeThatIsStoppedChangesNothing) {
  for (int i = 0; i < 200; ++i) {
    Asset coat = named("장옷 " + std::to_string(i), "", "ak_garment");
    coat.fields["garment_type"] = "g_po_jangot";
    add(coat);
  }
  const auto sequence = catalog.last_sequence();
  std::stop_source stop;
  const auto change = merge_terms(catalog, "g_po_jangot", "g_dangui");
  ASSERT_TRUE(change);
  float told = 0;
  const auto stopped = catalog.apply(*change, {stop.get_token(), [&](float share) {
                                                 told = share;
                                                 if (share > 0.3f) stop.request_stop();
                                               }});
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
  EXPECT_GT(told, 0.3f);
  EXPECT_EQ(catalog.last_sequence(), sequence);
  EXPECT_EQ(count_term_uses(catalog).at("g_po_jangot"), 200);
  EXPECT_TRUE(catalog.vocabulary()->find("g_po_jangot")->is_offered());
  EXPECT_EQ(merge_terms(catalog, "g_po_jangot", "g_dangui", stop.get_token()).error().kind,
            ErrorKind::Cancelled);
  // Then whole, and its undo can be stopped likewise.
  ASSERT_TRUE(catalog.push_undo(*catalog.apply(*change)));
  EXPECT_EQ(catalog.undo_size(false), 202);
  EXPECT_EQ(catalog.undo({stop.get_token(), {}}).error().kind, ErrorKind::Cancelled);
  EXPECT_EQ(count_term_uses(catalog).at("g_dangui"), 200);
  ASSERT_TRUE(catalog.undo());
  EXPECT_EQ(count_term_uses(catalog).at("g_po_jangot"), 200);
  EXPECT_EQ(catalog.undo_size(false), 0);
  EXPECT_EQ(catalog.undo_size(true), 202);
}

TEST_F(StudioVocabulary, WhatMakesNoSenseIsRefusedWithAReason) {
  const std::string own = added(term("fabric", "조각비단", "fb_silk"));
  const auto refused = [&](const Result<Change>& change, const char* why) {
    if (!change) {
      EXPECT_THAT(change.error().message, HasSubstr(why));
      return;
    }
    const auto applied = catalog.apply(*change);
    ASSERT_FALSE(applied) << why;
    EXPECT_THAT(applied.error().message, HasSubstr(why));
  };
  refused(add_term(catalog, term("fabric", "")), "Korean name");
  refused(add_term(catalog, term("cloth", "베")), "facet");
  refused(add_term(catalog, term("fabric", "명주")), "hanja");
  refused(add_term(catalog, term("fabric", "베", "g_chima")), "same facet");
  refused(edit_term(catalog, "fb_silk", {{"ko", "비단결"}}), "shipped");
  refused(edit_term(catalog, "fb_silk", {{"parent", own}}), "shipped");
  refused(edit_term(catalog, "fb_nowhere", {{"ko", "x"}}), "no term");
  refused(edit_term(catalog, own, {{"parent", own}}), "below itself");
  refused(edit_term(catalog, own, {{"key", "fb_own_x"}}), "never changed");
  refused(edit_term(catalog, own, {{"facet", "color"}}), "never changed");
  refused(merge_terms(catalog, own, own), "below it");
  refused(merge_terms(catalog, "fb_silk", own), "below it");
  refused(merge_terms(catalog, own, "co_hong"), "two facets");
  done(retire_term(catalog, "fb_hemp_c", true));
  refused(merge_terms(catalog, own, "fb_hemp_c"), "retired");
  EXPECT_EQ(refusal(AddRecord{RecordType::StudioTerm, "", {{"key", "fb_silk"}, {"facet", "color"}}}),
            ErrorKind::Invalid);
  EXPECT_EQ(
      refusal(AddRecord{RecordType::StudioTerm, "", {{"key", "Fb Silk"}, {"facet", "fabric"}, {"ko", "x"}}}),
      ErrorKind::Invalid);
}

TEST_F(StudioVocabulary, LoopsThatTwoProgramsMakeAreCut) {
  std::vector<StudioTerm> terms(2, term("fabric", "가"));
  terms[0].key = "fb_own_a";
  terms[0].parent = "fb_own_b";
  terms[1].key = "fb_own_b";
  terms[1].merged_into = "fb_own_a";
  const auto vocabulary = Vocabulary::with(terms);
  EXPECT_FALSE(vocabulary->is_within("fb_own_a", "fb_silk"));
  EXPECT_FALSE(vocabulary->current("fb_own_b").empty());
}

TEST_F(StudioVocabulary, AStatusMayHaveAnotherNameAColorAndAnotherMeaning) {
  done(edit_term(catalog, "st_approved", {{"ko", "컨펌"}, {"color", "#44AA66"}}));
  done(edit_term(catalog, "st_camtest", {{"approves", "yes"}}));
  done(edit_term(catalog, "st_conditional", {{"approves", "no"}}));
  const auto vocabulary = catalog.vocabulary();
  EXPECT_EQ(vocabulary->label("st_approved", true), "컨펌");
  EXPECT_EQ(vocabulary->label("st_approved", false), "approved");
  EXPECT_EQ(vocabulary->find("st_approved")->color, "#44AA66");
  EXPECT_EQ(status_from_name("컨펌", *vocabulary), "st_approved");
  EXPECT_TRUE(is_approved("st_approved", *vocabulary));
  EXPECT_TRUE(is_approved("st_camtest", *vocabulary));
  EXPECT_FALSE(is_approved("st_conditional", *vocabulary));
  EXPECT_FALSE(is_approved("st_camtest"));
}

TEST_F(StudioVocabulary, ContinuityFollowsWhatCountsAsApproved) {
  Episode episode;
  episode.id = new_id();
  FilmSet film_set;
  film_set.id = new_id();
  film_set.name_ko = "편전";
  film_set.status = "st_camtest";
  Scene scene;
  scene.episode = episode.id;
  scene.number = "1";
  scene.film_set = film_set.id;
  ASSERT_TRUE(catalog.apply({{make_record(episode), make_record(film_set), make_record(scene)}, "", ""}));
  auto continuity = Continuity::read(catalog);
  ASSERT_TRUE(continuity);
  ASSERT_EQ(continuity->conflicts().size(), 1U);
  EXPECT_EQ(continuity->conflicts().front()->rule, "set_not_approved");
  const Change back = done(edit_term(catalog, "st_camtest", {{"approves", "yes"}}));
  EXPECT_TRUE(*continuity->follow(catalog));
  EXPECT_THAT(continuity->conflicts(), IsEmpty());
  ASSERT_TRUE(catalog.apply(back));
  EXPECT_TRUE(*continuity->follow(catalog));
  EXPECT_EQ(continuity->conflicts().size(), 1U);
}

TEST_F(StudioVocabulary, AKindOfTheStudioHasTheFieldsOfTheKindAboveIt) {
  StudioTerm wanted = term("asset_kind", "조각보", "ak_accessory");
  const std::string key = added(wanted);
  const auto vocabulary = catalog.vocabulary();
  const auto own = fields_for_kind(key, *vocabulary);
  const auto above = fields_for_kind("ak_accessory");
  EXPECT_EQ(own.data(), above.data());
  Asset asset = named("붉은 조각보", "", key);
  add(asset);
  EXPECT_TRUE(catalog.asset(asset.id)->number.starts_with("A-")) << "numbers go on like those of its kind";
}

TEST_F(StudioVocabulary, WhatWasRolledBackIsForgotten) {
  auto change = add_term(catalog, term("fabric", "조각비단"));
  ASSERT_TRUE(change);
  change->edits.push_back(SetField{new_id(), "rating", "1"});  // There is no such record.
  ASSERT_FALSE(catalog.apply(*change));
  EXPECT_EQ(catalog.vocabulary()->find("fb_own_jogakbidan"), nullptr);
  EXPECT_EQ(added(term("fabric", "다른비단")), "fb_own_dareunbidan");
}

TEST_F(StudioVocabulary, TheVocabularyIsOneObjectUntilItChanges) {
  const auto first = catalog.vocabulary();
  add(named("옷"));
  EXPECT_EQ(catalog.vocabulary(), first);
  done(retire_term(catalog, "fb_silk", true));
  const auto second = catalog.vocabulary();
  EXPECT_NE(second, first);
  EXPECT_EQ(catalog.vocabulary(), second);
  EXPECT_TRUE(first->find("fb_silk")->is_offered()) << "who holds the old one keeps it";
}

}  // namespace
}  // namespace bandaji
