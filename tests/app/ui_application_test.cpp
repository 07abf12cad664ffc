// The window as a person uses it, on a context without a display.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "app/core/action.h"
#include "app/core/imports.h"
#include "assets/import/import_worker.h"
#include "tests/app/ui_harness.h"
#include "tests/support/model_files.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

using test::TemporaryFolder;
using test::UiHarness;

// A catalog with three boxes and a picture, made through the ordinary import.
class UiWindow : public ::testing::Test {
 protected:
  UiWindow() {
    set_worker_program(BANDAJI_PROGRAM);
    catalog_ = files_ / "시험.bandaji";
    test::write_obj_box(files_ / "in" / "당의.obj", 0.6, 1.2, 0.3);
    test::write_obj_box(files_ / "in" / "곤룡포.obj", 0.7, 1.4, 0.3);
    test::write_obj_box(files_ / "in" / "chair.obj", 0.5, 0.9, 0.5);
    test::write_picture(files_ / "in" / "자료.png", 64, 48);
    auto library = Library::create(catalog_);
    EXPECT_TRUE(library);
    ImportPlan plan;
    plan.paths = {files_ / "in"};
    const auto rows = run_import(plan, library->files(), direct_import_catalog(*library));
    EXPECT_EQ(rows.size(), 4u);
    for (const ImportRow& row : rows) EXPECT_EQ(row.status, ImportStatus::Imported) << row.error;
    EXPECT_TRUE(library->catalog().clear_undo());
  }

  UiHarness::Options options() const { return {.catalog = catalog_}; }

  // The widget of the asset with this Korean or English name.
  static std::string card(UiHarness& ui, const std::string& name) {
    for (const Id& id : ui.session().result().ids) {
      const AssetSummary* asset = ui.session().library().index().summary(id);
      if (asset && (asset->name_ko == name || asset->name_en == name)) return "asset." + asset->number;
    }
    ADD_FAILURE() << "No asset is called " << name;
    return "";
  }

  static Asset stored(UiHarness& ui, const std::string& name) {
    for (const Id& id : ui.session().result().ids) {
      auto asset = ui.session().library().catalog().asset(id);
      if (asset && (asset->name_ko == name || asset->name_en == name)) return *asset;
    }
    ADD_FAILURE() << "No asset is called " << name;
    return {};
  }

  static void look(UiHarness& ui, const std::string& name) {
    if (const char* folder = std::getenv("BANDAJI_UI_PICTURES"))
      ui.save_picture(std::filesystem::path(folder) / (name + ".png"));
  }

  TemporaryFolder files_;
  std::filesystem::path catalog_;
};

TEST_F(UiWindow, ShowsEveryAssetOfTheCatalogItWasOpenedOn) {
  UiHarness ui(options());
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("shown"), "4");
  EXPECT_TRUE(ui.has(card(ui, "당의")));
  look(ui, "library");
}

TEST_F(UiWindow, DrawsNothingAtRest) {
  UiHarness ui(options());
  ui.click(card(ui, "당의"));
  ASSERT_TRUE(ui.settle());
  // The loop draws when update() says so, and otherwise sleeps until the next look at the disk.
  const std::uint64_t frames = ui.application().frames();
  double now = 1e6;
  for (int i = 0; i < 50; ++i) {
    EXPECT_FALSE(ui.application().update(now));
    EXPECT_GT(ui.application().next_wake(now), 0.0);
    now += 3;
  }
  EXPECT_EQ(ui.application().frames(), frames);
}

TEST_F(UiWindow, ANameTypedInTheInspectorIsStoredAndUndone) {
  UiHarness ui(options());
  ui.click(card(ui, "당의"));
  ASSERT_TRUE(ui.settle());
  ui.click("field.name_ko");
  ui.key("Ctrl+A");
  ui.type("중전 당의");
  ui.key("Enter");
  EXPECT_EQ(stored(ui, "중전 당의").name_ko, "중전 당의");
  EXPECT_TRUE(ui.has("status.undo"));
  look(ui, "inspector");
  ui.key("Ctrl+Z");
  EXPECT_EQ(stored(ui, "당의").name_ko, "당의");
  ui.key("Ctrl+Shift+Z");
  EXPECT_EQ(stored(ui, "중전 당의").name_ko, "중전 당의");
}

TEST_F(UiWindow, LeavingAFieldByAClickElsewhereKeepsWhatWasTyped) {
  UiHarness ui(options());
  ui.click(card(ui, "당의"));
  ASSERT_TRUE(ui.settle());
  ui.click("field.name_ko");
  ui.key("Ctrl+A");
  ui.type("대비 당의");
  ui.click(card(ui, "곤룡포"));
  EXPECT_EQ(stored(ui, "대비 당의").name_ko, "대비 당의");
  EXPECT_EQ(stored(ui, "곤룡포").name_ko, "곤룡포") << "The edit belongs to the record it was begun for.";
}

TEST_F(UiWindow, WhatIsTypedIsKeptWhenAKeyLeadsElsewhere) {
  UiHarness ui(options());
  ui.click(card(ui, "당의"));
  ASSERT_TRUE(ui.settle());
  const auto typed = [&](const char* text) {
    ui.click("field.name_ko");
    ui.key("Ctrl+A");
    ui.type(text);
  };
  typed("첫째 당의");
  ui.key("F4");
  ui.frames(3);
  EXPECT_EQ(ui.state("workspace"), "continuity");
  EXPECT_EQ(stored(ui, "첫째 당의").name_ko, "첫째 당의");
  ui.key("F5");
  ASSERT_TRUE(ui.settle());
  typed("둘째 당의");
  ui.application().request_close();
  ui.frames(3);
  EXPECT_TRUE(ui.application().wants_close());
  EXPECT_EQ(stored(ui, "둘째 당의").name_ko, "둘째 당의");
}

TEST_F(UiWindow, EscapeEmptiesTheSearchWhateverStoodThereBefore) {
  UiHarness ui(options());
  ASSERT_TRUE(ui.settle());
  ui.key("Ctrl+K");
  ui.type("chair");
  ui.key("Enter");
  ui.key("Ctrl+K");
  ui.key("Ctrl+A");
  ui.type("당의");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("query"), "당의");
  ui.key("Esc");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("query"), "");
  EXPECT_EQ(ui.state("shown"), "4");
}

TEST_F(UiWindow, ATooltipComesWhenTheMouseRests) {
  UiHarness ui(options());
  ASSERT_TRUE(ui.settle());
  ui.move_to_place("browser.list", 8, 8);
  ASSERT_TRUE(ui.settle());
  EXPECT_TRUE(ui.has("browser.list.tip"));
  look(ui, "tooltip");
}

TEST_F(UiWindow, EnterTakesTheTermThatIsCalledAsIsTyped) {
  UiHarness ui(options());
  ui.click(card(ui, "당의"));
  ASSERT_TRUE(ui.settle());
  ui.click("field.status");
  ui.type("승인");
  ui.frames(2);
  look(ui, "term_picker");
  ui.key("Enter");
  EXPECT_EQ(stored(ui, "당의").status, "st_approved");
  ui.click("field.kind");
  ui.type("소품");
  ui.key("Enter");
  EXPECT_EQ(stored(ui, "당의").kind, "ak_prop");
}

TEST_F(UiWindow, WhatNobodySeesIsNotEditedByAKey) {
  UiHarness ui(options());
  ui.click(card(ui, "당의"));
  ASSERT_TRUE(ui.settle());
  ui.click("workspace.sheets");
  ui.key("Del");
  ui.key("Ctrl+3");
  ui.key("F2");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("workspace"), "sheets");
  EXPECT_EQ(ui.state("shown"), "4");
  EXPECT_FALSE(stored(ui, "당의").trashed);
  EXPECT_EQ(stored(ui, "당의").rating, 0);
}

TEST_F(UiWindow, OnANarrowWindowSearchAndWorkspacesStayInReach) {
  UiHarness::Options narrow = options();
  narrow.width = 800;
  narrow.height = 600;
  narrow.korean = false;
  UiHarness ui(narrow);
  ASSERT_TRUE(ui.settle());
  look(ui, "narrow");
  ui.key("Ctrl+K");
  ui.frames(3);
  ui.type("chair");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("query"), "chair");
  EXPECT_EQ(ui.state("dialog"), "0");
  ui.key("Esc");
  ui.key("Esc");
  ASSERT_TRUE(ui.settle());
  ui.click("workspace");
  ui.frames(2);
  ui.click("workspace.sets");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("workspace"), "sets");
}

TEST_F(UiWindow, TheBestMatchComesFirstAndEditsAreSignedWithTheNameOfThePreferences) {
  UiHarness ui(options());
  ui.click(card(ui, "chair"));
  ui.click("field.name_ko");
  ui.type("걸상 당의");
  ui.key("Ctrl+K");
  ui.type("당의");
  ASSERT_TRUE(ui.settle());
  ASSERT_EQ(ui.state("shown"), "2");
  const Id first = ui.session().result().ids[0];
  EXPECT_EQ(ui.session().library().index().summary(first)->name_ko, "당의") << "not what was changed last";
  ui.key("Ctrl+,");
  ui.click("preferences.name");
  ui.key("Ctrl+A");
  ui.type("김감독");
  ui.key("Enter");
  ui.key("Esc");
  ImportPlan plan;
  test::write_obj_box(files_ / "later.obj", 1, 1, 1);
  plan.paths = {files_ / "later.obj"};
  const auto rows =
      run_import(plan, ui.session().library().files(), direct_import_catalog(ui.session().library()));
  ASSERT_EQ(rows.at(0).status, ImportStatus::Imported);
  const auto asset = ui.session().library().catalog().asset(rows[0].id);
  EXPECT_EQ(ui.session().library().catalog().version(asset->current_version)->author, "김감독");
}

TEST_F(UiWindow, FindsByInitialsAsTheyAreTyped) {
  UiHarness ui(options());
  ui.key("Ctrl+K");
  ui.type("ㄱㄹㅍ");
  EXPECT_EQ(ui.state("shown"), "1");
  EXPECT_TRUE(ui.has(card(ui, "곤룡포")));
  ui.key("Esc");
  EXPECT_EQ(ui.state("shown"), "4");
}

TEST_F(UiWindow, AFacetNarrowsAndItsChipWidensAgain) {
  UiHarness ui(options());
  ASSERT_TRUE(ui.settle());
  const auto& boxes = ui.application().trace().boxes();
  const auto facet = std::find_if(boxes.begin(), boxes.end(),
                                  [](const auto& box) { return box.first.starts_with("facet.kind.ak_"); });
  ASSERT_NE(facet, boxes.end());
  const std::string name = facet->first;
  ui.click(name);
  EXPECT_NE(ui.state("query"), "");
  EXPECT_NE(ui.state("shown"), "4");
  look(ui, "filtered");
  ui.click(name);
  EXPECT_EQ(ui.state("query"), "");
  EXPECT_EQ(ui.state("shown"), "4");
}

TEST_F(UiWindow, ArrowKeysMoveTheSelectionAndShiftExtendsIt) {
  UiHarness ui(options());
  ui.key("Right");
  EXPECT_EQ(ui.session().focus_index(), 0u);
  ui.key("Right");
  EXPECT_EQ(ui.session().focus_index(), 1u);
  ui.key("Shift+Right");
  EXPECT_EQ(ui.state("selected"), "2");
  ui.key("End");
  EXPECT_EQ(ui.session().focus_index(), 3u);
  ui.key("Home");
  EXPECT_EQ(ui.session().focus_index(), 0u);
  EXPECT_EQ(ui.state("selected"), "1");
}

TEST_F(UiWindow, ABatchEditChangesAllAndIsUndoneAsOne) {
  UiHarness ui(options());
  ui.key("Ctrl+A");
  EXPECT_EQ(ui.state("selected"), "4");
  ASSERT_TRUE(ui.settle());
  look(ui, "batch");
  ui.key("Ctrl+4");
  for (const std::string name : {"당의", "곤룡포", "chair", "자료"})
    EXPECT_EQ(stored(ui, name).rating, 4) << name;
  ui.key("Ctrl+Z");
  for (const std::string name : {"당의", "곤룡포", "chair", "자료"})
    EXPECT_EQ(stored(ui, name).rating, 0) << name;
}

TEST_F(UiWindow, ATrashedAssetIsFoundInTheTrashAndRestored) {
  UiHarness ui(options());
  ui.click(card(ui, "chair"));
  ui.key("Del");
  EXPECT_EQ(ui.state("shown"), "3");
  ui.click("facets.trash");
  EXPECT_EQ(ui.state("shown"), "1");
  ui.click(card(ui, "chair"));
  ui.key("Shift+Del");
  ui.click("facets.all");
  EXPECT_EQ(ui.state("shown"), "4");
}

TEST_F(UiWindow, RenamingInPlaceStoresTheName) {
  UiHarness ui(options());
  ui.click(card(ui, "chair"));
  ui.key("F2");
  ui.type("의자");
  ui.key("Enter");
  EXPECT_EQ(stored(ui, "의자").name_ko, "의자");
}

TEST_F(UiWindow, ADecisionByKeyIsRecordedWithNameAndRole) {
  UiHarness ui(options());
  ui.click(card(ui, "당의"));
  ui.key("Ctrl+Enter");
  ASSERT_TRUE(ui.has("decision.ok"));
  ui.type("색이 좋습니다");
  look(ui, "decision");
  ui.click("decision.ok");
  const Asset asset = stored(ui, "당의");
  EXPECT_EQ(asset.status, "st_approved");
  const auto decisions = ui.session().library().catalog().decisions(asset.id);
  ASSERT_EQ(decisions.size(), 1u);
  EXPECT_EQ(decisions[0].by, "김미술");
  EXPECT_EQ(decisions[0].comment, "색이 좋습니다");
  EXPECT_EQ(decisions[0].verdict, Verdict::Approved);
}

TEST_F(UiWindow, TheLargeViewOpensTurnsAndCloses) {
  UiHarness ui(options());
  ui.click(card(ui, "당의"));
  ASSERT_TRUE(ui.settle());
  ui.key("Space");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("viewport"), "open");
  ASSERT_TRUE(ui.has("viewport.pane"));
  look(ui, "viewport");
  ui.drag("viewport.pane", 120, 30);
  ui.wheel("viewport.pane", 2);
  for (const char* key : {"1", "3", "7", "9", "5", "W", "G", "L", "[", "]", ".", "Shift+W", "Shift+L"})
    ui.key(key);
  ASSERT_TRUE(ui.settle());
  ui.key("Ctrl+Right");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("viewport"), "open");
  ui.key("Esc");
  EXPECT_EQ(ui.state("viewport"), "closed");
}

TEST_F(UiWindow, FilesAreImportedByATypedPath) {
  test::write_obj_box(files_ / "새 모델" / "노리개.obj", 0.1, 0.3, 0.05);
  UiHarness ui(options());
  ui.key("Ctrl+I");
  ASSERT_TRUE(ui.has("chooser.path"));
  ui.key("Ctrl+A");
  ui.type((files_ / "새 모델" / "노리개.obj").string());
  ui.settle();
  look(ui, "chooser");
  ui.key("Enter");
  ASSERT_TRUE(ui.has("import.start"));
  look(ui, "import");
  ui.click("import.start");
  ASSERT_TRUE(ui.wait_for([&] { return ui.state("shown") == "5"; }));
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(stored(ui, "노리개").name_ko, "노리개");
  EXPECT_EQ(ui.state("selected"), "1") << "What came in is selected.";
}

TEST_F(UiWindow, DroppedFilesThatAreRefusedAreNamedWithTheReason) {
  test::write_text(files_ / "broken.obj", "this is no model\n");
  UiHarness ui(options());
  ui.application().drop({files_ / "broken.obj"});
  ui.frames();
  ui.click("import.start");
  ASSERT_TRUE(ui.wait_for([&] { return ui.has("report.ok"); }));
  EXPECT_TRUE(ui.has("report.broken.obj"));
  ui.click("report.copy");
  EXPECT_THAT(ImGui::GetClipboardText(), ::testing::HasSubstr("“broken.obj”에 그릴 것이 없습니다."))
      << "The reason is Korean.";
  look(ui, "report");
  ui.click("report.ok");
  EXPECT_EQ(ui.state("shown"), "4");
}

TEST_F(UiWindow, ASheetIsPreviewedAndExported) {
  UiHarness ui(options());
  ui.click(card(ui, "당의"));
  ui.key("Ctrl+E");
  EXPECT_EQ(ui.state("workspace"), "sheets");
  ASSERT_TRUE(ui.wait_for([&] { return ui.state("pages") != "0"; }));
  look(ui, "sheets");
  ui.click("sheets.export");
  ASSERT_TRUE(ui.wait_for([&] { return !ui.state("written").empty(); }));
  EXPECT_TRUE(std::filesystem::file_size(ui.state("written")) > 1000);
  ui.click("sheets.template.contact");
  ASSERT_TRUE(ui.settle());
  ui.click("workspace.library");
  EXPECT_EQ(ui.state("workspace"), "library");
}

TEST_F(UiWindow, TheListSortsByItsHeadersAndRemembersTheView) {
  UiHarness ui(options());
  ui.key("Alt+2");
  ASSERT_TRUE(ui.settle());
  look(ui, "list");
  ui.click("list.column.name");
  EXPECT_EQ(ui.application().preferences().sort, "name");
  EXPECT_TRUE(ui.application().preferences().list_view);
  EXPECT_TRUE(ui.has(card(ui, "당의")));
}

TEST_F(UiWindow, EveryActionCanBeRunAndWhatItChangedIsTakenBack) {
  UiHarness::Options small = options();
  small.width = 900;
  small.height = 600;
  UiHarness ui(small);
  ASSERT_TRUE(ui.settle());
  for (const ActionInfo& entry : actions()) {
    // These reach out of the window.
    if (entry.action == Action::Quit || entry.action == Action::OpenExportsFolder) continue;
    // Thirty-six large pictures; its neighbor writes the same as one small one.
    if (entry.action == Action::ExportTurntable) continue;
    ui.application().handle({request::ShowDialog{Dialog::None}, request::ShowWorkspace{Workspace::Library},
                             request::Do{Action::CloseViewport}, request::SetQuery{}});
    ui.application().handle({request::Select{ui.session().result().ids[0], request::SelectMode::Only}});
    EXPECT_TRUE(ui.settle()) << entry.id;
    const std::string undo = ui.session().library().catalog().undo_label(false);
    ui.application().handle({request::Do{entry.action}});
    ui.frames(4);
    EXPECT_TRUE(ui.settle()) << entry.id;
    EXPECT_FALSE(ui.application().wants_close()) << entry.id;
    if (entry.action != Action::Undo && ui.session().library().catalog().undo_label(false) != undo)
      ui.application().handle({request::Do{Action::Undo}});
    EXPECT_EQ(ui.session().library().catalog().asset_count(), 4) << entry.id;
  }
}

TEST_F(UiWindow, DialogsOpenOverTheWindowAndEscapeClosesThem) {
  UiHarness ui(options());
  ui.click(card(ui, "당의"));
  ui.settle();
  for (const char* key : {"Ctrl+P", "?", "Ctrl+,", "Ctrl+I", "Ctrl+Enter", "Ctrl+J", "Ctrl+Shift+P",
                          "Ctrl+Shift+H", "Ctrl+Shift+N", "T"}) {
    ui.key(key);
    ui.settle();
    EXPECT_NE(ui.state("dialog"), "0") << key;
    std::string name = key;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '+' || c == '?' || c == ','; }, '_');
    look(ui, "dialog_" + name);
    ui.key("Esc");
    EXPECT_EQ(ui.state("dialog"), "0") << key;
  }
}

TEST_F(UiWindow, TheLanguageChangesAtOnce) {
  UiHarness ui(options());
  ui.key("Ctrl+Shift+L");
  EXPECT_EQ(ui.application().preferences().language, Language::English);
  ui.settle();
  look(ui, "english");
}

TEST_F(UiWindow, ThePaletteRunsACommandFoundByItsInitials) {
  UiHarness ui(options());
  ui.key("Ctrl+P");
  ui.type("목록으로");
  ui.key("Enter");
  EXPECT_TRUE(ui.application().preferences().list_view);
}

TEST_F(UiWindow, StateIsRestoredAtTheNextStart) {
  Preferences before;
  {
    UiHarness ui(options());
    ui.key("Ctrl+K");
    ui.type("당의");
    ui.key("Enter");
    ui.click(card(ui, "당의"));
    before = ui.application().preferences();
  }
  EXPECT_EQ(before.last_query, "당의");
  EXPECT_NE(before.last_selected, "");
  ASSERT_FALSE(before.recent_catalogs.empty());
  EXPECT_THAT(before.recent_catalogs.front(), ::testing::HasSubstr("시험.bandaji"));
}

TEST(UiWelcome, ANewCatalogIsMadeFromTheFirstPage) {
  UiHarness ui;
  EXPECT_EQ(ui.state("catalog"), "");
  ASSERT_TRUE(ui.has("welcome.new"));
  if (const char* folder = std::getenv("BANDAJI_UI_PICTURES"))
    ui.save_picture(std::filesystem::path(folder) / "welcome.png");
  ui.click("welcome.new");
  ui.type("은하 궁");
  ui.click("new_catalog.folder");
  ui.key("Ctrl+A");
  ui.type(ui.folder().path().string());
  if (const char* folder = std::getenv("BANDAJI_UI_PICTURES"))
    ui.save_picture(std::filesystem::path(folder) / "new_catalog.png");
  ui.click("new_catalog.create");
  ASSERT_TRUE(ui.settle());
  EXPECT_THAT(ui.state("catalog"), ::testing::HasSubstr("은하 궁.bandaji"));
  EXPECT_EQ(ui.session().production().title_ko, "은하 궁");
  EXPECT_TRUE(ui.has("empty.import"));
  if (const char* folder = std::getenv("BANDAJI_UI_PICTURES"))
    ui.save_picture(std::filesystem::path(folder) / "empty.png");
}

}  // namespace
}  // namespace bandaji
