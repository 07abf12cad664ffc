// The Looks and Sets workspaces as a person uses them, on a context without a display.
#include <gtest/gtest.h>

#include <cstdlib>

#include "app/core/action.h"
#include "app/core/composition.h"
#include "app/core/imports.h"
#include "assets/import/import_worker.h"
#include "db/composition_versions.h"
#include "db/record_edits.h"
#include "db/record_names.h"
#include "db/record_reads.h"
#include "tests/app/ui_harness.h"
#include "tests/support/model_files.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

using test::TemporaryFolder;
using test::UiHarness;

// A character with a figure and a look of two pieces that is worn in two scenes, and a set.
class UiLooks : public ::testing::Test {
 protected:
  UiLooks() {
    set_worker_program(BANDAJI_PROGRAM);
    catalog_ = files_ / "시험.bandaji";
    test::write_obj_box(files_ / "in" / "인대.obj", 0.5, 1.7, 0.3);
    test::write_obj_box(files_ / "in" / "저고리.obj", 0.6, 0.5, 0.3);
    test::write_obj_box(files_ / "in" / "치마.obj", 0.7, 1.0, 0.5);
    test::write_obj_box(files_ / "in" / "대청.obj", 6, 3, 5);
    auto library = Library::create(catalog_);
    EXPECT_TRUE(library);
    ImportPlan plan;
    plan.paths = {files_ / "in"};
    const auto rows = run_import(plan, library->files(), direct_import_catalog(*library));
    EXPECT_EQ(rows.size(), 4u);
    for (const ImportRow& row : rows) assets_[std::filesystem::path(row.path).stem().string()] = row.id;
    Character character;
    character.id = character_ = new_id();
    character.name_ko = "연희";
    character.figure = assets_["인대"];
    Look look;
    look.id = look_ = new_id();
    look.character = character_;
    look.number = "1";
    look.name_ko = "첫날 차림";
    Change change{{make_record(character), make_record(look)}, "", ""};
    for (const char* piece : {"저고리", "치마"}) {
      LookItem item;
      item.look = look_;
      item.asset = assets_[piece];
      item.slot = piece == std::string("저고리") ? "top" : "bottom";
      change.edits.push_back(make_record(item));
    }
    Episode episode;
    episode.id = new_id();
    episode.number = 1;
    StoryDay day;
    day.id = new_id();
    day.label = "D1";
    FilmSet film_set;
    film_set.id = set_ = new_id();
    film_set.name_ko = "윤 대감댁";
    film_set.asset = assets_["대청"];
    Dressing chest;
    chest.film_set = set_;
    chest.zone = "마루";
    chest.asset = assets_["치마"];
    change.edits.insert(change.edits.end(),
                        {make_record(episode), make_record(day), make_record(film_set), make_record(chest)});
    for (const char* number : {"1", "2"}) {
      Scene scene;
      scene.id = new_id();
      scene.episode = episode.id;
      scene.story_day = day.id;
      scene.film_set = set_;
      scene.number = number;
      SceneLook link;
      link.scene = scene.id;
      link.character = character_;
      link.look = look_;
      if (number == std::string("2")) link.end_condition = "cd_faded:2";
      change.edits.push_back(make_record(scene));
      change.edits.push_back(make_record(link));
      scenes_.push_back(scene.id);
    }
    const auto applied = library->apply(change);
    EXPECT_TRUE(applied) << applied.error().message;
    EXPECT_TRUE(library->catalog().clear_undo());
  }

  UiHarness::Options options(int width = 1440, int height = 900) const {
    return {.catalog = catalog_, .width = width, .height = height};
  }
  static std::vector<LookItem> items(UiHarness& ui, const Id& look) {
    return records_where<LookItem>(ui.session().library().catalog(), "look", look);
  }
  static void look(UiHarness& ui, const std::string& name) {
    if (const char* folder = std::getenv("BANDAJI_UI_PICTURES"))
      ui.save_picture(std::filesystem::path(folder) / (name + ".png"));
  }

  TemporaryFolder files_;
  std::filesystem::path catalog_;
  std::map<std::string, Id> assets_;
  Id character_, look_, set_;
  std::vector<Id> scenes_;
};

TEST_F(UiLooks, TheFirstLookIsComposedAndNothingIsDrawnAtRest) {
  UiHarness ui(options());
  ui.click("workspace.looks");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("look"), look_);
  EXPECT_EQ(ui.state("look_items"), "2");
  EXPECT_EQ(ui.state("composed"), "yes");
  EXPECT_TRUE(ui.has("looks.card.0"));
  look(ui, "looks");
  // The last thumbnails arrive; then nothing asks for a frame any more.
  double now = 1e6;
  EXPECT_TRUE(ui.wait_for([&] {
    bool quiet = true;
    for (int i = 0; i < 20; ++i) quiet = !ui.application().update(now += 0.01) && quiet;
    return quiet;
  }));
}

TEST_F(UiLooks, PiecesAreAddedReorderedHiddenAndTakenOutByKeysAndAllOfItIsUndone) {
  UiHarness ui(options());
  ui.click("workspace.looks");
  ASSERT_TRUE(ui.settle());
  ui.key("A");
  ui.frames();
  ui.type("인대");
  ui.frames();
  ui.key("Enter");
  ASSERT_TRUE(ui.settle());
  ASSERT_EQ(items(ui, look_).size(), 3u);
  EXPECT_EQ(ui.state("look_item"), items(ui, look_)[2].id);
  ui.key("Alt+Up");
  ui.frames();
  EXPECT_EQ(items(ui, look_)[1].asset, assets_["인대"]);
  ui.key("H");
  ui.frames();
  EXPECT_TRUE(items(ui, look_)[1].hidden);
  ui.click("looks.eye.1");
  ui.frames();
  EXPECT_FALSE(items(ui, look_)[1].hidden);
  ui.key("Del");
  ui.frames();
  EXPECT_EQ(items(ui, look_).size(), 2u);
  for (int i = 0; i < 5; ++i) ui.key("Ctrl+Z");
  ui.frames();
  const auto before = items(ui, look_);
  ASSERT_EQ(before.size(), 2u);
  EXPECT_EQ(before[0].asset, assets_["저고리"]);
  // What is selected in the Library was never touched.
  EXPECT_EQ(ui.session().result().ids.size(), 4u);
  for (int i = 0; i < 5; ++i) ui.key("Ctrl+Shift+Z");
  ui.frames();
  EXPECT_EQ(items(ui, look_).size(), 2u);
}

TEST_F(UiLooks, APieceIsDraggedToAnotherPlaceInTheList) {
  UiHarness ui(options());
  ui.click("workspace.looks");
  ASSERT_TRUE(ui.settle());
  ui.drag("looks.item.0", 0, 80);
  ui.frames();
  EXPECT_EQ(items(ui, look_)[0].asset, assets_["치마"]);
}

TEST_F(UiLooks, TheTimelineShowsTheLookAsItIsInItsScenes) {
  UiHarness ui(options());
  ui.click("workspace.looks");
  ASSERT_TRUE(ui.settle());
  const auto shown = [&] {
    return look_composition(ui.session().library().catalog(), look_, {scenes_[1], true, std::nullopt});
  };
  ui.key("Right");
  ui.key("Right");
  ASSERT_TRUE(ui.settle());
  ASSERT_TRUE(shown());
  EXPECT_EQ(shown()->parts.back().layers.size(), 1u);
  EXPECT_EQ(ui.state("look_scene"), scenes_[1]);
  look(ui, "looks-mud");
  ui.key("0");
  ui.frames();
  EXPECT_EQ(ui.state("look_scene"), "");
}

TEST_F(UiLooks, TheNextChangeNumberAndFieldsOfTheLookAreEdits) {
  UiHarness ui(options());
  ui.click("workspace.looks");
  ASSERT_TRUE(ui.settle());
  ui.key("N");
  ASSERT_TRUE(ui.settle());
  const auto looks = looks_of(ui.session().library().catalog(), character_);
  ASSERT_EQ(looks.size(), 2u);
  EXPECT_EQ(looks[1].number, "2");
  EXPECT_EQ(ui.state("look"), looks[1].id);
  ui.click("looks.tab.look");
  ui.frames();
  ui.click("looks.look.name_ko");
  ui.type("혼례복");
  ui.key("Enter");
  ui.frames();
  EXPECT_EQ(record<Look>(ui.session().library().catalog(), looks[1].id)->name_ko, "혼례복");
  ui.key("PageUp");
  ui.frames();
  EXPECT_EQ(ui.state("look"), look_);
}

TEST_F(UiLooks, AClickOnTheFaceMakesAMark) {
  UiHarness ui(options());
  ui.click("workspace.looks");
  ASSERT_TRUE(ui.settle());
  ui.click("looks.tab.face");
  ui.frames();
  ui.click("looks.face");
  ASSERT_TRUE(ui.settle());
  const auto marks = records_where<FaceMark>(ui.session().library().catalog(), "look", look_);
  ASSERT_EQ(marks.size(), 1u);
  EXPECT_NEAR(static_cast<double>(marks[0].x_permille), 500, 12);
  EXPECT_NEAR(static_cast<double>(marks[0].y_permille), 500, 12);
  EXPECT_EQ(marks[0].side, "front");
  look(ui, "face");
}

TEST_F(UiLooks, VersionsAreKeptLookedAtDecidedOnAndRestored) {
  UiHarness ui(options());
  ui.click("workspace.looks");
  ASSERT_TRUE(ui.settle());
  const auto catalog = [&]() -> const Catalog& { return ui.session().library().catalog(); };
  ui.key("Ctrl+S");
  ui.frames();
  ui.type("첫 시안");
  ui.key("Enter");
  ASSERT_TRUE(ui.settle());
  ASSERT_EQ(composition_versions(catalog(), look_).size(), 1u);
  EXPECT_EQ(composition_versions(catalog(), look_)[0].comment, "첫 시안");
  ui.key("Esc");
  ui.key("Ctrl+Enter");
  ui.frames();
  ui.click("decision.by");
  ui.type("한 감독");
  ui.click("decision.ok");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(composition_review(catalog(), look_).verdict, Verdict::Approved);
  EXPECT_FALSE(composition_review(catalog(), look_).stale);
  EXPECT_EQ(record<Look>(catalog(), look_)->status, "st_approved");
  // A piece less: the approval is stale, and the old version can be looked at without changing anything.
  ui.key("Del");
  ASSERT_TRUE(ui.settle());
  EXPECT_TRUE(composition_review(catalog(), look_).stale);
  look(ui, "looks-versions");
  ui.click("looks.tab.versions");
  ui.click("version.1");
  ui.frames();
  look(ui, "looks-version-chosen");
  ui.click("version.1.view");
  ASSERT_TRUE(ui.settle());
  EXPECT_TRUE(ui.has("version.back"));
  EXPECT_EQ(items(ui, look_).size(), 1u);
  look(ui, "looks-version-viewed");
  ui.key("Esc");
  ASSERT_TRUE(ui.settle());
  EXPECT_FALSE(ui.has("version.back"));
  ui.click("version.1.restore");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(items(ui, look_).size(), 2u);
  EXPECT_FALSE(composition_review(catalog(), look_).stale);
  ui.key("Ctrl+Z");
  ui.frames();
  EXPECT_EQ(items(ui, look_).size(), 1u);
  ui.click("version.1.pin");
  ui.frames();
  EXPECT_EQ(record<Look>(catalog(), look_)->master, composition_versions(catalog(), look_)[0].id);
  for (int i = 0; i < 4; ++i) ui.key("Ctrl+Z");
  ui.frames();
  EXPECT_TRUE(composition_versions(catalog(), look_).empty());
  EXPECT_EQ(items(ui, look_).size(), 2u);
}

TEST_F(UiLooks, ALookIsComparedWithWhatItWasFromTheSamePointOfView) {
  UiHarness ui(options());
  ui.click("workspace.looks");
  ASSERT_TRUE(ui.settle());
  ASSERT_TRUE(
      ui.session().apply(*save_version(ui.session().library().catalog(), look_, {"첫 시안", "지민"})));
  ASSERT_TRUE(ui.settle());
  ui.key("Del");
  ASSERT_TRUE(ui.settle());
  ui.click("looks.tab.versions");
  ui.click("version.1");
  ui.frames();
  EXPECT_TRUE(ui.has("version.differs.0")) << "what is not there any more";
  EXPECT_FALSE(ui.has("version.differs.1"));
  const Camera before = ui.application().viewer().panes()[1].camera;
  ui.click("version.1.compare");
  ASSERT_TRUE(ui.settle());
  const auto compare = [&]() -> const CompareView& { return ui.application().viewer().compare(); };
  EXPECT_TRUE(compare().on);
  EXPECT_EQ(compare().mode, CompareMode::Side);
  EXPECT_TRUE(compare().problem.empty()) << compare().problem;
  ASSERT_TRUE(ui.wait_for([&] { return !compare().loading && compare().picture.texture != 0; }));
  look(ui, "looks-compared");
  // A hand on the picture moves both: there is one camera.
  ui.drag("looks.pane", 60, 0);
  ASSERT_TRUE(ui.settle());
  EXPECT_NE(ui.application().viewer().panes()[1].camera.view(), before.view());
  EXPECT_TRUE(compare().on);
  // An edit goes on beside what it was.
  ui.key("Ctrl+Z");
  ASSERT_TRUE(ui.settle());
  EXPECT_TRUE(compare().on);
  EXPECT_FALSE(ui.has("version.differs.0")) << "it is what it was again";
  ui.click("version.1.compare");
  ASSERT_TRUE(ui.settle());
  EXPECT_FALSE(compare().on);
  EXPECT_EQ(items(ui, look_).size(), 2u);
}

TEST_F(UiLooks, APieceIsHeldToAVersionAndACopyAndSaysWhenThereIsANewerOne) {
  UiHarness ui(options());
  Unit copy;
  copy.id = new_id();
  copy.asset = assets_["저고리"];
  copy.number = "2";
  AssetVersion next = *ui.session().library().catalog().version(
      ui.session().library().catalog().asset(assets_["저고리"])->current_version);
  next.id.clear();
  next.comment = "소매를 줄임";
  ui.application().handle({request::Apply{Change{{make_record(copy), AddVersion{next}}, "준비", "Prepare"}}});
  ui.click("workspace.looks");
  ASSERT_TRUE(ui.settle());
  ui.click("looks.item.0");
  ui.frames();
  ui.click("looks.field.version");
  ui.frames();
  ui.click("looks.field.version.1");
  ASSERT_TRUE(ui.settle());
  const auto versions = ui.session().library().catalog().versions(assets_["저고리"]);
  ASSERT_EQ(versions.size(), 2u);
  EXPECT_EQ(items(ui, look_)[0].version, versions[0].id);
  ui.click("looks.field.unit");
  ui.frames();
  ui.click("looks.field.unit.2");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(items(ui, look_)[0].unit, copy.id);
  look(ui, "looks-pinned");
  ui.key("Ctrl+Z");
  ui.key("Ctrl+Z");
  ui.frames();
  EXPECT_EQ(items(ui, look_)[0].version, "");
}

TEST_F(UiLooks, TheToolsOfTheLargeViewWorkOnLooksAndSets) {
  UiHarness ui(options());
  ui.click("workspace.looks");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("tool.section"), "off");
  ui.key("X");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("tool.section"), "on");
  EXPECT_TRUE(ui.has("tool.panel"));
  look(ui, "looks-section");
  // The cut stays while the look is composed anew for another scene.
  ui.key("Right");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("tool.section"), "on");
  ui.key("Esc");
  ui.key("Esc");
  ASSERT_TRUE(ui.settle());
  EXPECT_FALSE(ui.has("tool.panel"));
  // H belongs to the piece here, and P opens the parts.
  ui.key("H");
  ASSERT_TRUE(ui.settle());
  EXPECT_TRUE(items(ui, look_)[0].hidden);
  ui.key("P");
  ASSERT_TRUE(ui.settle());
  EXPECT_TRUE(ui.has("tool.panel"));
  look(ui, "looks-parts");
  ui.click("workspace.sets");
  ASSERT_TRUE(ui.settle());
  ui.key("M");
  ASSERT_TRUE(ui.settle());
  EXPECT_TRUE(ui.has("tool.panel"));
  ui.click("sets.pane");
  ui.frames();
  look(ui, "sets-measure");
  ui.key("Alt+L");
  ASSERT_TRUE(ui.settle());
  look(ui, "sets-strip");
}

TEST_F(UiLooks, RecordsBringUpTheWorkspaceTheyBelongTo) {
  UiHarness ui(options());
  ASSERT_TRUE(ui.settle());
  ui.application().handle({request::ShowRecord{RecordType::LookItem, items(ui, look_)[1].id}});
  ui.frames();
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("workspace"), "looks");
  EXPECT_EQ(ui.state("look_item"), items(ui, look_)[1].id);
  ui.application().handle({request::ShowRecord{RecordType::FilmSet, set_}});
  ui.frames();
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("workspace"), "sets");
  EXPECT_EQ(ui.state("film_set"), set_);
  // Back in the Library the large pane belongs to the assets again.
  ui.key("F5");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("workspace"), "library");
}

TEST_F(UiLooks, ASetIsDressedTurnedAndTickedOff) {
  UiHarness ui(options(1100, 700));
  ui.click("workspace.sets");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("composed"), "yes");
  EXPECT_EQ(ui.state("set_dressing"), "1");
  const auto dressing = [&] {
    return records_where<Dressing>(ui.session().library().catalog(), "film_set", set_);
  };
  ui.click("sets.turn_left");
  ui.frames();
  EXPECT_NEAR(parse_placement(dressing()[0].placement).rotation[1], 0.1305f, 0.001f);
  ui.click("sets.placed.0");
  ui.frames();
  EXPECT_TRUE(dressing()[0].placed);
  ui.key("A");
  ui.frames();
  ui.type("저고리");
  ui.frames();
  ui.key("Enter");
  ASSERT_TRUE(ui.settle());
  ASSERT_EQ(dressing().size(), 2u);
  EXPECT_EQ(dressing()[1].zone, "마루");
  ui.click("sets.plan");
  ASSERT_TRUE(ui.settle());
  look(ui, "sets");
  for (int i = 0; i < 3; ++i) ui.key("Ctrl+Z");
  ui.frames();
  EXPECT_EQ(dressing().size(), 1u);
  EXPECT_TRUE(dressing()[0].placement.empty());
}

TEST_F(UiLooks, APieceIsMovedOverTheGroundByTheHand) {
  UiHarness ui(options());
  ui.click("workspace.sets");
  ASSERT_TRUE(ui.settle());
  ui.click("sets.plan");
  ASSERT_TRUE(ui.settle());
  ui.click("sets.move");
  ui.frames();
  ui.drag("sets.pane", 120, 0);
  ASSERT_TRUE(ui.settle());
  const auto dressing = records_where<Dressing>(ui.session().library().catalog(), "film_set", set_);
  const PlacementValue placement = parse_placement(dressing[0].placement);
  EXPECT_GT(placement.position_m[0], 0.3f);
  EXPECT_NEAR(placement.position_m[2], 0, 0.1f);
  EXPECT_FLOAT_EQ(placement.position_m[1], 0);
}

}  // namespace
}  // namespace bandaji
