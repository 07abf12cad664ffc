// Looks and sets as the records say them: where pieces go, in which color and condition.
#include <gtest/gtest.h>

#include "app/core/attach_points.h"
#include "app/core/composition.h"
#include "app/core/condition_layers.h"
#include "app/core/file_scene.h"
#include "db/record_edits.h"
#include "db/record_names.h"
#include "db/record_reads.h"
#include "tests/app/cli_support.h"

namespace bandaji::test {
namespace {

// A catalog with boxes for clothes, a character and a look; made by the program, read here.
class LookComposition : public CommandLine {
 protected:
  void SetUp() override {
    init();
    figure_ = import_box("figure.obj", 1.7);
    coat_ = import_box("coat.obj", 1.2);
    ring_ = import_box("ring.obj", 0.05);
    json1({"record", "add", "character", "name_ko=연희", "figure=" + figure_});
    json1({"look", "add", "연희", "name_ko=첫 룩"});
    json1({"look", "item", "연희 1", coat_, "slot=outer", "layer=3"});
    json1({"look", "item", "연희 1", ring_, "slot=accessory", "layer=1"});
    auto library = Library::open(catalog(), {}, Library::Index::None);
    ASSERT_TRUE(library);
    library_.emplace(std::move(*library));
    look_ = *find_record(library_->catalog(), RecordType::Look, "연희 1");
  }
  Composition composed(const LookMoment& moment = {}) const {
    auto made = look_composition(library_->catalog(), look_, moment);
    EXPECT_TRUE(made) << made.error().message;
    return made ? *made : Composition();
  }
  std::vector<LookItem> items() const { return records_where<LookItem>(library_->catalog(), "look", look_); }
  void set(RecordType type, const Id& id, const std::string& column, const std::string& value) {
    ASSERT_TRUE(library_->apply(Change{{SetRecordField{type, id, column, value}}, "바꾸기", "Change"}));
  }

  std::string figure_, coat_, ring_;
  std::optional<Library> library_;
  Id look_;
};

TEST_F(LookComposition, TheFigureComesFirstAndPiecesFollowByLayer) {
  const Composition look = composed();
  ASSERT_EQ(look.parts.size(), 3u);
  EXPECT_TRUE(look.has_base);
  EXPECT_EQ(look.parts[0].version.asset_id, figure_);
  EXPECT_EQ(look.parts[1].version.asset_id, ring_);
  EXPECT_EQ(look.parts[2].version.asset_id, coat_);
  EXPECT_EQ(look.title, "연희 1");
}

TEST_F(LookComposition, WhatIsHiddenIsNotDrawnAndEveryChangeThatIsSeenChangesTheHash) {
  const ContentHash before = composed().hash();
  EXPECT_EQ(composed().hash(), before);
  const Id ring = items()[1].id;
  set(RecordType::LookItem, ring, "wear_note", "왼손 약지");  // Nobody sees it.
  EXPECT_EQ(composed().hash(), before);
  set(RecordType::LookItem, ring, "attach", "hand_l");
  EXPECT_NE(composed().hash(), before);
  set(RecordType::LookItem, ring, "hidden", "yes");
  EXPECT_EQ(composed().parts.size(), 2u);
  ASSERT_TRUE(library_->undo());
  ASSERT_TRUE(library_->undo());
  EXPECT_EQ(composed().hash(), before);
  ASSERT_TRUE(library_->apply(set_file_scene(library_->catalog(), coat_, "2")));
  EXPECT_NE(composed().hash(), before) << "another scene of the file";
  ASSERT_TRUE(library_->undo());
  EXPECT_EQ(composed().hash(), before);
}

TEST_F(LookComposition, APieceIsPutAtItsPointOfTheFigureAndMovedFromThere) {
  const Id ring = items()[1].id;
  set(RecordType::LookItem, ring, "attach", "crown");
  set(RecordType::LookItem, ring, "placement", "0 0.1 0 0 0 0 1 1 1 1");
  const auto model = compose_model(library_->files(), composed());
  ASSERT_TRUE(model) << model.error().message;
  // The crown of a figure of 1.7 m, ten centimetres above it.
  const auto& nodes = (*model)->nodes();
  const auto ring_node = std::find_if(
      nodes.begin(), nodes.end(), [](const Node& node) { return node.name == "ring" && node.parent < 0; });
  ASSERT_NE(ring_node, nodes.end());
  EXPECT_NEAR(ring_node->matrix[3].y, 1.8f, 0.01f);
}

TEST_F(LookComposition, AConditionIsThatOfTheSceneUnlessAnotherIsAskedFor) {
  ASSERT_TRUE(library_->apply(Change{{make_record([&] {
                                       Episode episode;
                                       episode.number = 1;
                                       episode.id = new_id();
                                       return episode;
                                     }())},
                                     "",
                                     ""}));
  Scene scene;
  scene.id = new_id();
  scene.episode = live_records<Episode>(library_->catalog()).front().id;
  scene.number = "7";
  SceneLook link;
  link.scene = scene.id;
  link.character = record<Look>(library_->catalog(), look_)->character;
  link.look = look_;
  link.start_condition = "cd_dust:1";
  link.end_condition = "cd_blood:2;cd_dust:1";
  ASSERT_TRUE(library_->apply(Change{{make_record(scene), make_record(link)}, "", ""}));
  EXPECT_TRUE(composed().parts[2].layers.empty());
  EXPECT_EQ(composed({scene.id, false, std::nullopt}).parts[2].layers.size(), 1u);
  const auto bloody = composed({scene.id, true, std::nullopt}).parts[2].layers;
  ASSERT_EQ(bloody.size(), 2u);
  EXPECT_EQ(bloody[1].condition, "cd_blood");  // On top of the dust.
  EXPECT_EQ(bloody[1].level, 2);
  EXPECT_EQ(composed({scene.id, true, "cd_wet:1"}).parts[2].layers.front().condition, "cd_wet");
}

TEST_F(LookComposition, AStageThatWasDesignedForOnePieceLeavesTheOthersClean) {
  ConditionStage stage;
  stage.look = look_;
  stage.item = items()[0].id;
  stage.condition = "cd_mud";
  stage.level = 2;
  stage.strength = 35;
  stage.color = "#402010";
  ASSERT_TRUE(library_->apply(Change{{make_record(stage)}, "", ""}));
  const Composition muddy = composed({{}, false, "cd_mud:3"});
  EXPECT_TRUE(muddy.parts[1].layers.empty());
  ASSERT_EQ(muddy.parts[2].layers.size(), 1u);
  EXPECT_EQ(muddy.parts[2].layers[0].strength, 35);
  EXPECT_EQ(muddy.parts[2].layers[0].color, "#402010");
}

TEST_F(LookComposition, AColorwayIsTakenByItsMaterialsAndAVariantByItsName) {
  Colorway red;
  red.id = new_id();
  red.asset = coat_;
  red.materials = "cloth=#AA2030\nnot a color\nlining = #ffffff";
  ASSERT_TRUE(library_->apply(Change{{make_record(red)}, "", ""}));
  const Id coat = items()[0].id;
  set(RecordType::LookItem, coat, "variant", red.id);
  const auto colors = composed().parts[2].colors;
  ASSERT_EQ(colors.size(), 2u);
  EXPECT_EQ(colors[0], std::pair(std::string("cloth"), std::string("#AA2030")));
  EXPECT_EQ(colors[1].first, "lining");
  set(RecordType::LookItem, coat, "variant", "winter");
  EXPECT_EQ(composed().parts[2].variant, "winter");
}

TEST_F(LookComposition, ASetShowsWhatStandsInItInAScene) {
  json1({"record", "add", "film_set", "name_ko=대청", "asset=" + figure_});
  json1({"record", "add", "dressing", "film_set=대청", "asset=" + coat_, "zone=마루"});
  auto library = Library::open(catalog(), {.who = "", .read_only = true}, Library::Index::None);
  ASSERT_TRUE(library);
  const Id set = *find_record(library->catalog(), RecordType::FilmSet, "대청");
  const auto made = set_composition(library->catalog(), set);
  ASSERT_TRUE(made);
  ASSERT_EQ(made->parts.size(), 2u);
  EXPECT_TRUE(made->parts[1].placed);
}

TEST_F(LookComposition, TheCommandLineDrawsALookAndSaysWhatItCannot) {
  library_.reset();
  EXPECT_EQ(
      bandaji({"look", "render", "연희 1", "--out", "look.png", "--size", "48x64", "--samples", "1"}).status,
      0);
  EXPECT_EQ(bandaji({"render", "look:연희 1", "--out", "wet.png", "--size", "48x64", "--samples", "1",
                     "--condition", "cd_wet:2"})
                .status,
            0);
  EXPECT_TRUE(std::filesystem::file_size(path("wet.png")) > 0);
  EXPECT_EQ(bandaji({"look", "render", "연희 9", "--out", "no.png"}).status, 4);
  EXPECT_EQ(bandaji({"render", "look:연희 1", "--out", "no.png", "--day", "D9"}).status, 4);
}

TEST(SceneRange, HoldsItsEndsAndIsOpenWhereItHasNone) {
  std::vector<Scene> order(4);
  for (std::size_t i = 0; i < order.size(); ++i) order[i].id = std::string(1, static_cast<char>('a' + i));
  EXPECT_TRUE(in_scene_range(order, "b", "c", "b"));
  EXPECT_TRUE(in_scene_range(order, "b", "c", "c"));
  EXPECT_FALSE(in_scene_range(order, "b", "c", "d"));
  EXPECT_TRUE(in_scene_range(order, "", "c", "a"));
  EXPECT_TRUE(in_scene_range(order, "b", "", "d"));
  EXPECT_FALSE(in_scene_range(order, "b", "", "a"));
  EXPECT_FALSE(in_scene_range(order, "", "", "z"));
}

TEST(WoundColor, GoesFromRedToYellowWithTheDays) {
  EXPECT_GT(wound_color(1).r, 4 * wound_color(1).g);
  EXPECT_GT(wound_color(9).g, wound_color(9).b);
  EXPECT_NE(wound_color(2), wound_color(4));
  EXPECT_EQ(wound_color(30), wound_color(12));
}

TEST(ConditionLayer, IsThereForWhatIsSeenAndGrowsWithItsLevel) {
  EXPECT_FALSE(condition_layer("cd_clean", 1, 1));
  EXPECT_FALSE(condition_layer("cd_washing", 1, 1));
  ASSERT_TRUE(condition_layer("cd_blood", 1, 1));
  EXPECT_LT(condition_layer("cd_blood", 1, 1)->strength, condition_layer("cd_blood", 3, 1)->strength);
  EXPECT_EQ(condition_layer("cd_blood_l2", 1, 1)->strength, condition_layer("cd_blood", 2, 1)->strength);
  EXPECT_TRUE(condition_layer("cd_torn", 1, 1)->cuts);
}

}  // namespace
}  // namespace bandaji::test
