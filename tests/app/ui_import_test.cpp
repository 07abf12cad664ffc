// What the window does around importing: missing files, rules, watched folders, same shapes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "app/core/action.h"
#include "app/core/imports.h"
#include "assets/import/import_worker.h"
#include "tests/app/ui_harness.h"
#include "tests/support/model_files.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using test::UiHarness;

// A catalog with a model whose picture is missing, and the same box in two formats.
class UiImport : public ::testing::Test {
 protected:
  UiImport() {
    set_worker_program(BANDAJI_PROGRAM);
    catalog_ = files_ / "시험.bandaji";
    test::write_gltf_box(files_ / "in/당의.gltf", {.texture = "textures/silk.png", .without_picture = true});
    test::write_gltf_box(files_ / "in/장.gltf", {.width = 1, .height = 2, .depth = 0.5});
    test::write_obj_box(files_ / "in/chest.obj", 1, 2, 0.5);
    auto library = Library::create(catalog_);
    EXPECT_TRUE(library);
    ImportPlan plan;
    plan.paths = {files_ / "in"};
    EXPECT_EQ(run_import(plan, library->files(), direct_import_catalog(*library)).size(), 3u);
    EXPECT_TRUE(library->catalog().clear_undo());
  }
  static void run(UiHarness& ui, Action action) {
    ui.application().handle({request::Do{action}});
    ui.frames();
  }
  static void look(UiHarness& ui, const std::string& name) {
    if (const char* folder = std::getenv("BANDAJI_UI_PICTURES"))
      ui.save_picture(fs::path(folder) / (name + ".png"));
  }
  static AssetVersion current(UiHarness& ui, const std::string& name) {
    const Catalog& catalog = ui.session().library().catalog();
    for (const Id& id : ui.session().result().ids) {
      const auto asset = catalog.asset(id);
      if (asset && (asset->name_ko == name || asset->name_en == name))
        return *catalog.version(asset->current_version);
    }
    ADD_FAILURE() << "No asset is called " << name;
    return {};
  }

  TemporaryFolder files_;
  fs::path catalog_;
};

TEST_F(UiImport, AMissingFileIsLocatedFromTheListOfProblems) {
  test::write_picture(files_ / "found/other name.png");
  UiHarness ui({.catalog = catalog_});
  run(ui, Action::ShowProblems);
  ui.settle();
  look(ui, "problems");
  ui.click("problems.relink.textures/silk.png");
  ASSERT_TRUE(ui.has("chooser.path"));
  ui.key("Ctrl+A");
  ui.type((files_ / "found/other name.png").string());
  ui.settle();
  ui.key("Enter");
  ASSERT_TRUE(ui.wait_for([&] { return current(ui, "당의").number == 2; }));
  EXPECT_TRUE(current(ui, "당의").facts.missing.empty());
  ASSERT_TRUE(ui.wait_for([&] { return !ui.has("problems.relink.textures/silk.png"); }));
  ui.click("problems.ok");
  ui.key("Ctrl+Z");
  EXPECT_EQ(current(ui, "당의").number, 1);
}

TEST_F(UiImport, AllMissingFilesAreFoundInAFolder) {
  test::write_picture(files_ / "found/deep/Silk.PNG");
  UiHarness ui({.catalog = catalog_});
  run(ui, Action::ShowProblems);
  ui.click("problems.relink_all");
  ASSERT_TRUE(ui.has("chooser.path"));
  ui.key("Ctrl+A");
  ui.type((files_ / "found").string());
  ui.settle();
  ui.click("chooser.ok");
  ASSERT_TRUE(ui.wait_for([&] { return current(ui, "당의").number == 2; }));
}

TEST_F(UiImport, RulesAreSetAndKept) {
  test::write_large_obj(files_ / "large.obj", 2000);
  UiHarness ui({.catalog = catalog_});
  ui.application().drop({files_ / "large.obj"});
  ui.frames();
  look(ui, "import_with_rules");
  ui.click("import.rules");
  ui.frames();
  ui.click("rules.triangles");
  ui.type("1000");
  ui.click("rules.triangles.refuse");
  ui.click("rules.map.normal");
  ui.frames();
  look(ui, "import_rules");
  ui.click("rules.ok");
  ui.application().drop({files_ / "large.obj"});
  ui.frames();
  ui.click("import.start");
  ASSERT_TRUE(ui.wait_for([&] { return ui.has("report.ok"); }));
  look(ui, "report_of_rules");
  ui.click("report.copy");
  EXPECT_THAT(ImGui::GetClipboardText(), ::testing::HasSubstr("1000개까지입니다"));
  ui.click("report.ok");
  EXPECT_EQ(ui.state("shown"), "3");
  ui.key("Ctrl+Z");  // The rule is taken back.
  EXPECT_TRUE(ui.session().library().catalog().production().details.empty() ||
              ui.session().library().catalog().production().details.at("import_max_triangles") == "0");
}

TEST_F(UiImport, AWatchedFolderIsImportedAsItChanges) {
  fs::create_directories(files_ / "inbox");
  UiHarness ui({.catalog = catalog_});
  ui.application().drop({files_ / "inbox"});
  ui.frames();
  ui.click("import.watch");
  ui.frames();
  look(ui, "import_watch");
  ui.click("import.start");
  ui.settle();
  test::write_obj_box(files_ / "inbox/노리개.obj", 0.1, 0.3, 0.05);
  ASSERT_TRUE(ui.wait_for([&] { return ui.state("shown") == "4"; }));
  ui.application().drop({files_ / "inbox"});
  ui.frames();
  ui.click("import.watch_stop");
  ui.frames();
  EXPECT_FALSE(ui.has("import.watch_stop"));
  EXPECT_TRUE(ui.application().preferences().watched_folders.empty());
}

TEST_F(UiImport, SameShapesAreFoundAndShown) {
  UiHarness ui({.catalog = catalog_, .korean = false});
  run(ui, Action::ShowProblems);
  ui.click("problems.shapes");
  ASSERT_TRUE(ui.wait_for([&] { return ui.has("problems.shape.0"); }));
  look(ui, "problems_shapes_english");
  ui.click("problems.shape.0");
  ui.frames();
  EXPECT_EQ(ui.state("selected"), "2");
}

}  // namespace
}  // namespace bandaji
