// The Continuity workspace as a person uses it, on a context without a display.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "app/core/action.h"
#include "app/core/csv.h"
#include "assets/import/import_worker.h"
#include "db/record_edits.h"
#include "db/record_reads.h"
#include "tests/app/ui_harness.h"
#include "tests/support/model_files.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

using test::TemporaryFolder;
using test::UiHarness;
using ::testing::ElementsAre;

// Two story days, four scenes, two characters; on D1 Yeonhui changes her costume without saying so.
class UiContinuity : public ::testing::Test {
 protected:
  UiContinuity() {
    set_worker_program(BANDAJI_PROGRAM);
    catalog_ = files_ / "시험.bandaji";
    auto library = Library::create(catalog_);
    EXPECT_TRUE(library);
    Change change;
    const auto add = [&](auto record) {
      record.id = new_id();
      change.edits.push_back(make_record(record));
      return record.id;
    };
    Episode episode;
    episode.number = 1;
    const Id first = add(episode);
    StoryDay day;
    day.label = "D1";
    const Id d1 = add(day);
    day.label = "D2";
    const Id d2 = add(day);
    FilmSet film_set;
    film_set.name_ko = "침전";
    film_set.status = "st_approved";
    const Id room = add(film_set);
    std::vector<Id> scenes;
    for (int n = 1; n <= 4; ++n) {
      Scene scene;
      scene.episode = first;
      scene.number = std::to_string(n);
      scene.heading = "침전";
      scene.story_day = n <= 3 ? d1 : d2;
      scene.film_set = room;
      scenes.push_back(add(scene));
    }
    Character character;
    character.name_ko = "연희";
    const Id yeonhui = add(character);
    character.name_ko = "무진";
    add(character);
    std::vector<Id> looks;
    for (const char* number : {"1", "2"}) {
      Look look;
      look.character = yeonhui;
      look.number = number;
      look.status = "st_approved";
      looks.push_back(add(look));
    }
    for (std::size_t n = 0; n < 2; ++n) {
      SceneLook link;
      link.scene = scenes[n];
      link.character = yeonhui;
      link.look = looks[n];
      link.notes = "메모 " + std::to_string(n + 1);
      add(link);
    }
    EXPECT_TRUE(library->catalog().apply(change));
    EXPECT_TRUE(library->catalog().clear_undo());
  }

  UiHarness::Options options() const { return {.catalog = catalog_}; }

  static void open(UiHarness& ui) {
    ui.key("F4");
    ASSERT_TRUE(ui.wait_for([&] { return ui.has("matrix") || ui.has("story.empty.first"); }));
    ASSERT_TRUE(ui.settle());
  }

  static const Catalog& catalog(UiHarness& ui) { return ui.session().library().catalog(); }

  // "1", "-" for a character without a look, "" for one who is not in the scene.
  static std::string worn(UiHarness& ui, const std::string& scene, const std::string& name) {
    for (const Scene& one : live_records<Scene>(catalog(ui))) {
      if (one.number != scene) continue;
      for (const SceneLook& link : records_where<SceneLook>(catalog(ui), "scene", one.id)) {
        const auto character = record<Character>(catalog(ui), link.character);
        if (!character || character->name_ko != name) continue;
        const auto look = record<Look>(catalog(ui), link.look);
        return look ? look->number : "-";
      }
    }
    return "";
  }

  static void look(UiHarness& ui, const std::string& name) {
    if (const char* folder = std::getenv("BANDAJI_UI_PICTURES"))
      ui.save_picture(std::filesystem::path(folder) / (name + ".png"));
  }

  TemporaryFolder files_;
  std::filesystem::path catalog_;
};

TEST_F(UiContinuity, ANumberTypedIntoACellIsWornAndUndone) {
  UiHarness ui(options());
  open(ui);
  EXPECT_EQ(ui.state("workspace"), "continuity");
  EXPECT_EQ(ui.state("conflicts"), "1");
  ui.click("cell.1-3.연희");
  ui.type("2");
  ui.key("Enter");
  EXPECT_EQ(worn(ui, "3", "연희"), "2");
  // The cursor went on to the next scene.
  ui.type("1");
  ui.key("Enter");
  EXPECT_EQ(worn(ui, "4", "연희"), "1");
  look(ui, "continuity");
  ui.key("Ctrl+Z");
  EXPECT_EQ(worn(ui, "4", "연희"), "");
  EXPECT_EQ(worn(ui, "3", "연희"), "2");
  ui.key("Ctrl+Shift+Z");
  EXPECT_EQ(worn(ui, "4", "연희"), "1");
}

TEST_F(UiContinuity, AnUnknownNumberMakesTheLookWithItAsOneStep) {
  UiHarness ui(options());
  open(ui);
  ui.click("cell.1-3.무진");
  ui.type("1a");
  ui.key("Enter");
  ASSERT_TRUE(ui.has("new_looks.ok"));
  EXPECT_EQ(worn(ui, "3", "무진"), "") << "Nothing is made before it was agreed to.";
  ui.type("야습 차림");
  ui.key("Enter");
  EXPECT_EQ(worn(ui, "3", "무진"), "1A");
  const auto looks = live_records<Look>(catalog(ui));
  EXPECT_EQ(looks.size(), 3u);
  ui.key("Ctrl+Z");
  EXPECT_EQ(worn(ui, "3", "무진"), "");
  EXPECT_EQ(live_records<Look>(catalog(ui)).size(), 2u);
}

TEST_F(UiContinuity, DeleteTakesOutOfTheSceneAndComingBackFindsTheNotes) {
  UiHarness ui(options());
  open(ui);
  ui.click("cell.1-1.연희");
  ui.key("Del");
  EXPECT_EQ(worn(ui, "1", "연희"), "");
  ui.type("2");
  ui.key("Enter");
  EXPECT_EQ(worn(ui, "1", "연희"), "2");
  for (const SceneLook& link : live_records<SceneLook>(catalog(ui))) EXPECT_NE(link.notes, "");
}

TEST_F(UiContinuity, AConflictIsJumpedToWaivedWithAReasonAndTakenBack) {
  UiHarness ui(options());
  open(ui);
  ui.key("F8");
  ui.key("Alt+X");
  ASSERT_TRUE(ui.has("waive.ok"));
  ui.type("회상");
  ui.key("Enter");
  ui.frames();
  EXPECT_EQ(ui.state("conflicts"), "0");
  EXPECT_EQ(ui.state("waived"), "1");
  const auto waivers = live_records<Waiver>(catalog(ui));
  ASSERT_EQ(waivers.size(), 1u);
  EXPECT_EQ(waivers[0].reason, "회상");
  EXPECT_EQ(waivers[0].by, "김미술");
  ui.click("conflict.1");
  ui.click("conflict.1.unwaive");
  ui.frames();
  EXPECT_EQ(ui.state("conflicts"), "1");
}

TEST_F(UiContinuity, ADeclaredChangeResolvesTheConflictUnderTheCursor) {
  UiHarness ui(options());
  open(ui);
  ui.key("F8");  // To scene 2, where the costume changes.
  ui.key("Alt+C");
  ui.frames();
  EXPECT_EQ(ui.state("conflicts"), "0");
  ui.click("cell.change_declared");
  ui.frames();
  EXPECT_EQ(ui.state("conflicts"), "1");
}

TEST_F(UiContinuity, BlocksAreCopiedToAndPastedFromASpreadsheetAsOneStep) {
  UiHarness ui(options());
  open(ui);
  ui.click("cell.1-1.연희");
  ui.key("Shift+Down");
  ui.key("Ctrl+C");
  EXPECT_STREQ(ImGui::GetClipboardText(), "1\n2\n");
  // Two columns: Yeonhui's number, then a character without a look yet; the empty cell changes nothing.
  ImGui::SetClipboardText("2\t-\r\n\t-\r\n");
  ui.click("cell.1-3.연희");
  ui.key("Ctrl+V");
  EXPECT_EQ(worn(ui, "3", "연희"), "2");
  EXPECT_EQ(worn(ui, "3", "무진"), "-");
  EXPECT_EQ(worn(ui, "4", "연희"), "");
  EXPECT_EQ(worn(ui, "4", "무진"), "-");
  ui.key("Ctrl+Z");
  EXPECT_EQ(worn(ui, "3", "연희"), "");
  EXPECT_EQ(worn(ui, "4", "무진"), "");
}

TEST_F(UiContinuity, ALookIsCarriedForwardAndFilledDown) {
  UiHarness ui(options());
  open(ui);
  ui.click("cell.1-3.연희");
  ui.key("Space");  // In the scene, without a look yet.
  EXPECT_EQ(worn(ui, "3", "연희"), "-");
  ui.click("cell.1-2.연희");
  ui.key("Ctrl+D");
  EXPECT_EQ(worn(ui, "3", "연희"), "2");
  ui.key("Shift+Down");
  ui.key("Shift+Down");  // Over the day's end: the range is what is asked for.
  ui.key("Ctrl+D");
  EXPECT_EQ(worn(ui, "4", "연희"), "2");
}

TEST_F(UiContinuity, FiltersNarrowAndArrowKeysMoveAmongWhatIsLeft) {
  UiHarness ui(options());
  open(ui);
  ui.click("story.filter.conflicts");
  EXPECT_TRUE(ui.has("cell.1-2.연희"));
  EXPECT_FALSE(ui.has("cell.1-1.연희"));
  ui.click("story.filter.conflicts");
  ui.click("story.filter.day");
  ui.click("story.filter.day.D2");
  EXPECT_TRUE(ui.has("cell.1-4.연희"));
  EXPECT_FALSE(ui.has("cell.1-1.연희"));
  ui.key("F8");  // What is jumped to is shown.
  EXPECT_TRUE(ui.has("cell.1-2.연희"));
}

TEST_F(UiContinuity, TheInspectorWritesTheCellAndItsScene) {
  UiHarness ui(options());
  open(ui);
  ui.click("cell.1-1.연희");
  ui.click("cell.how_worn");
  ui.type("고름 풀어 헤침");
  ui.key("Enter");
  ui.click("cell.end_condition");
  ui.type("혈흔");
  ui.key("Enter");
  ASSERT_TRUE(ui.has("cell.end_condition.cd_blood.more"));
  ui.click("cell.end_condition.cd_blood.more");
  bool found = false;
  for (const SceneLook& link : live_records<SceneLook>(catalog(ui))) {
    if (link.notes != "메모 1") continue;
    found = true;
    EXPECT_EQ(link.how_worn, "고름 풀어 헤침");
    EXPECT_EQ(link.end_condition, "cd_blood:2");
  }
  EXPECT_TRUE(found);
  look(ui, "continuity-inspector");
}

TEST_F(UiContinuity, PhotosDroppedOnACellAreImportedAndKeptThere) {
  UiHarness ui(options());
  open(ui);
  test::write_picture(files_ / "photos" / "현장.png", 64, 48);
  ui.click("cell.1-3.무진");
  ui.application().drop({files_ / "photos" / "현장.png"});
  ASSERT_TRUE(ui.wait_for([&] { return !live_records<ScenePhoto>(catalog(ui)).empty(); }));
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("workspace"), "continuity") << "The hand stays where it was.";
  EXPECT_EQ(worn(ui, "3", "무진"), "-") << "A photo of somebody puts him into the scene.";
  const auto photos = live_records<ScenePhoto>(catalog(ui));
  ASSERT_EQ(photos.size(), 1u);
  const auto asset = catalog(ui).asset(photos[0].asset);
  ASSERT_TRUE(asset);
  EXPECT_EQ(asset->name_ko, "현장");
  EXPECT_TRUE(ui.has("cell.photo." + asset->number));
  // Files, cell and photos are one step back and one on.
  ui.key("Ctrl+Z");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(worn(ui, "3", "무진"), "");
  EXPECT_TRUE(live_records<ScenePhoto>(catalog(ui)).empty());
  EXPECT_FALSE(catalog(ui).asset(photos[0].asset));
  ui.key("Ctrl+Shift+Z");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(worn(ui, "3", "무진"), "-");
  EXPECT_EQ(live_records<ScenePhoto>(catalog(ui)).size(), 1u);
  EXPECT_TRUE(catalog(ui).asset(photos[0].asset));
}

TEST_F(UiContinuity, TablesAddReorderNameAndRemoveRecords) {
  UiHarness ui(options());
  open(ui);
  ui.click("story.page.days");
  ui.click("story.add");
  ASSERT_TRUE(ui.has("story.row.D3"));
  ui.key("Alt+Up");
  ui.key("Alt+Up");
  const auto days = live_records<StoryDay>(catalog(ui));
  ASSERT_EQ(days.size(), 3u);
  EXPECT_THAT((std::vector{days[0].label, days[1].label, days[2].label}), ElementsAre("D3", "D1", "D2"));
  ui.key("Del");
  EXPECT_EQ(live_records<StoryDay>(catalog(ui)).size(), 2u);

  ui.click("story.page.characters");
  ui.click("story.add");
  ui.click("character.name_ko");
  ui.key("Ctrl+A");
  ui.type("오 상궁");
  ui.key("Enter");
  ASSERT_TRUE(ui.has("story.row.오 상궁"));
  look(ui, "continuity-characters");
  ui.key("Ctrl+Z");
  EXPECT_TRUE(ui.has("story.row.새 인물"));

  ui.click("story.page.actors");
  ui.click("story.table.add");
  ASSERT_TRUE(ui.has("story.row.새 배우"));
  ui.click("casting.add");
  ui.click("casting.add.연희");
  EXPECT_EQ(live_records<Casting>(catalog(ui)).size(), 1u);
}

TEST_F(UiContinuity, MeasurementsAreReadOnlyWhenSomebodyAsks) {
  UiHarness ui(options());
  open(ui);
  ui.click("story.page.actors");
  ui.click("story.table.add");
  EXPECT_FALSE(ui.has("measure.what"));
  ui.click("measure.show");
  EXPECT_TRUE(ui.has("measure.what"));
  ui.click("story.page.days");
  ui.click("story.page.actors");
  EXPECT_FALSE(ui.has("measure.what")) << "Who goes on closes them.";
}

TEST_F(UiContinuity, AScriptIsPreviewedBeforeItIsTakenIn) {
  UiHarness ui(options());
  open(ui);
  std::ofstream(files_ / "2회.fountain")
      << "# 2회\n\nS#1. 대비전 / 안 / 밤 [[D2]]\n\n@연희\n마마.\n\n@대비\n오라.\n\n"
         "S#2. 저잣거리 / 밖 / 낮 [[D2]]\n\n@무진\n가자.\n";
  ui.application().drop({files_ / "2회.fountain"});
  ASSERT_TRUE(ui.wait_for([&] { return ui.has("story_import.apply"); }));
  ASSERT_TRUE(ui.settle());
  look(ui, "continuity-import");
  EXPECT_EQ(live_records<Scene>(catalog(ui)).size(), 4u) << "A preview writes nothing.";
  ui.click("story_import.apply");
  EXPECT_EQ(live_records<Scene>(catalog(ui)).size(), 6u);
  EXPECT_EQ(live_records<Character>(catalog(ui)).size(), 3u);
  EXPECT_TRUE(ui.has("character.대비"));
  ui.key("Ctrl+Z");
  EXPECT_EQ(live_records<Scene>(catalog(ui)).size(), 4u);
  EXPECT_EQ(live_records<Character>(catalog(ui)).size(), 2u);
}

TEST_F(UiContinuity, ColumnsOfATableAreGivenTheirMeaningByHand) {
  UiHarness ui(options());
  open(ui);
  // CP949 as an older spreadsheet saves "씬", "무엇"; the second column has a title nobody can guess.
  std::ofstream(files_ / "표.csv", std::ios::binary) << "\xBE\xC0,\xB9\xAB\xBE\xF9\r\n7,\xBF\xAC\xC8\xF1\r\n";
  ui.application().drop({files_ / "표.csv"});
  ASSERT_TRUE(ui.wait_for([&] { return ui.has("story_import.column.2"); }));
  ASSERT_TRUE(ui.settle());
  ui.click("story_import.column.2");
  ui.click("story_import.column.2.characters");
  ASSERT_TRUE(ui.settle());
  ui.click("story_import.apply");
  EXPECT_EQ(worn(ui, "7", "연희"), "-");
}

TEST_F(UiContinuity, WhatAnotherProgramCommitsAppears) {
  UiHarness ui(options());
  open(ui);
  Change change;
  Character character;
  character.id = new_id();
  character.name_ko = "임금";
  change.edits.push_back(make_record(character));
  // Past the session, as a commit by somebody else is.
  ASSERT_TRUE(ui.session().library().catalog().apply(change));
  EXPECT_TRUE(ui.wait_for([&] { return ui.has("character.임금"); }));
}

TEST_F(UiContinuity, NothingIsDrawnAtRest) {
  UiHarness ui(options());
  open(ui);
  ui.click("cell.1-1.연희");
  ASSERT_TRUE(ui.settle());
  const std::uint64_t frames = ui.application().frames();
  double now = 1e6;
  for (int i = 0; i < 50; ++i) {
    EXPECT_FALSE(ui.application().update(now));
    now += 3;
  }
  EXPECT_EQ(ui.application().frames(), frames);
}

TEST_F(UiContinuity, TheMatrixIsSavedAsATableThatSpreadsheetsOpen) {
  UiHarness ui(options());
  open(ui);
  ui.click("story.export");
  const auto folder = ui.session().library().files().exports_folder();
  const auto table = read_csv(folder / "연결표.csv");
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->encoding, "UTF-8 with BOM");
  EXPECT_THAT(table->header, ElementsAre("극중일", "씬", "장소 표기", "실내외", "낮밤", "연희", "무진"));
  ASSERT_EQ(table->rows.size(), 4u);
  EXPECT_THAT(table->rows[1], ElementsAre("D1", "1-2", "침전", "", "", "2", ""));
  ui.click("story.page.characters");
  ui.key("Alt+E");
  EXPECT_TRUE(std::filesystem::exists(folder / "인물.csv"));
}

TEST_F(UiContinuity, WithoutScenesItSaysWhatToDo) {
  const auto empty = files_ / "빈.bandaji";
  { ASSERT_TRUE(Library::create(empty)); }
  UiHarness ui({.catalog = empty});
  open(ui);
  ui.click("story.empty.second");
  ASSERT_TRUE(ui.has("story.empty.first")) << "A scene alone has nobody in it.";
  ui.click("story.empty.first");
  EXPECT_EQ(live_records<Scene>(catalog(ui)).size(), 1u);
  EXPECT_EQ(live_records<Character>(catalog(ui)).size(), 1u);
  ui.click("story.page.matrix");
  EXPECT_TRUE(ui.has("cell.1-1.새 인물"));
}

TEST_F(UiContinuity, ARecordOfTheStoryIsShownInItsPlace) {
  UiHarness ui(options());
  Id scene;
  for (const Scene& one : live_records<Scene>(catalog(ui)))
    if (one.number == "4") scene = one.id;
  Requests requests;
  requests.emplace_back(request::ShowRecord{RecordType::Scene, scene});
  ui.application().handle(std::move(requests));
  ASSERT_TRUE(ui.wait_for([&] { return ui.has("cell.1-4.연희"); }));
  ui.type("1");
  ui.key("Enter");
  EXPECT_EQ(worn(ui, "4", "연희"), "1") << "The cursor is in the scene that was shown.";
}

}  // namespace
}  // namespace bandaji
