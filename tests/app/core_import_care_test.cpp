// What an import takes care of beyond reading files: missing files found again, rules, names, shapes that
// are there already, folders that are watched.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "app/core/folder_watch.h"
#include "app/core/import_pattern.h"
#include "app/core/import_rules.h"
#include "app/core/imports.h"
#include "app/core/relink.h"
#include "app/core/same_shape.h"
#include "app/core/watched_import.h"
#include "assets/import/import_worker.h"
#include "tests/support/model_files.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class ImportCare : public ::testing::Test {
 protected:
  ImportCare() {
    set_worker_program(BANDAJI_PROGRAM);
    auto made = Library::create(folder_ / "Show.bandaji");
    EXPECT_TRUE(made) << made.error().message;
    library_.emplace(std::move(*made));
  }
  std::vector<ImportRow> import(ImportPlan plan) {
    return run_import(plan, library_->files(), direct_import_catalog(*library_));
  }
  std::vector<ImportRow> import(const fs::path& path) {
    ImportPlan plan;
    plan.paths = {path};
    return import(plan);
  }
  Asset asset(const Id& id) { return library_->catalog().asset(id).value(); }
  AssetVersion current(const Id& id) {
    return library_->catalog().version(asset(id).current_version).value();
  }
  void set_rules(std::map<std::string, std::string> details) {
    const auto applied =
        library_->apply(Change{{SetProduction{Production{"", "", std::move(details)}}}, "규칙", "Rules"});
    ASSERT_TRUE(applied) << applied.error().message;
  }
  ImportRow relink_with(const Id& id, const std::vector<FoundFile>& found) {
    return relink(current(id), found, library_->files(), direct_import_catalog(*library_));
  }

  test::TemporaryFolder folder_;
  std::optional<Library> library_;
};

// --- Missing files ---

TEST_F(ImportCare, AMissingPictureIsRelinkedAsTheNextVersionAndTakenBack) {
  test::write_gltf_box(folder_ / "in/box.gltf", {.texture = "textures/silk.png", .without_picture = true});
  const Id id = import(folder_ / "in/box.gltf").at(0).id;
  const AssetVersion before = current(id);
  ASSERT_THAT(before.facts.missing, SizeIs(1));
  // Another name and another format are no obstacle.
  test::write_picture(folder_ / "elsewhere/red.png");
  const ImportRow row = relink_with(id, {{before.facts.missing[0].asked, folder_ / "elsewhere/red.png"}});
  EXPECT_EQ(row.status, ImportStatus::NewVersion) << row.error;
  EXPECT_EQ(row.version, 2);
  const AssetVersion after = current(id);
  EXPECT_THAT(after.facts.missing, IsEmpty());
  EXPECT_EQ(after.manifest.size(), before.manifest.size() + 1);
  EXPECT_EQ(after.manifest.back().path, "textures/silk.png");
  fs::remove_all(folder_ / "in");
  fs::remove_all(folder_ / "elsewhere");
  fs::remove_all(library_->files().folder() / "cache");
  const auto model = library_->files().model(after);
  ASSERT_TRUE(model) << model.error().message;
  EXPECT_EQ((*model)->facts().images, 1u);

  ASSERT_TRUE(library_->undo());
  EXPECT_EQ(current(id).id, before.id);
  ASSERT_TRUE(library_->redo());
  EXPECT_EQ(current(id).id, after.id);
}

TEST_F(ImportCare, MissingFilesAreFoundBeneathAFolderByTheEndOfTheirPathThenByName) {
  AssetVersion version;
  version.main_file = "box.fbx";
  version.facts.missing = {{"C:\\work\\dangui\\Red\\cloth.tga", ""}, {"../belt.psd", ""}, {"gone.png", ""}};
  for (const char* file : {"blue/cloth.tga", "red/Cloth.TGA", "belt.png", "notes.txt"})
    test::write_text(folder_ / "found" / file, "x");
  const auto found = find_missing_files(version, folder_ / "found");
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].path, folder_ / "found/red/Cloth.TGA");
  EXPECT_EQ(found[1].path, folder_ / "found/belt.png");
}

TEST_F(ImportCare, AFileOfAnotherMachineIsRelinkedAlthoughItsPathLeadsNowhere) {
  test::write_obj_box(folder_ / "in/box.obj");
  test::write_text(folder_ / "in/box.obj",
                   "mtllib box.mtl\n" + test::read_text(folder_ / "in/box.obj") + "usemtl a\nf 1 2 3\n");
  test::write_text(folder_ / "in/box.mtl", "newmtl a\nmap_Kd D:\\costumes\\silk.png\n");
  const Id id = import(folder_ / "in/box.obj").at(0).id;
  ASSERT_THAT(current(id).facts.missing, SizeIs(1));
  test::write_picture(folder_ / "found/silk.png");
  const auto found = find_missing_files(current(id), folder_ / "found");
  ASSERT_THAT(found, SizeIs(1));
  const ImportRow row = relink_with(id, found);
  EXPECT_EQ(row.status, ImportStatus::NewVersion) << row.error;
  EXPECT_THAT(current(id).facts.missing, IsEmpty());
}

TEST_F(ImportCare, RelinkingRefusesWhatDoesNotHelp) {
  test::write_gltf_box(folder_ / "in/box.gltf", {.texture = "silk.png", .without_picture = true});
  const Id id = import(folder_ / "in/box.gltf").at(0).id;
  test::write_text(folder_ / "no picture.png", "words");
  EXPECT_THAT(relink_with(id, {{"silk.png", folder_ / "no picture.png"}}).error, HasSubstr("still misses"));
  EXPECT_THAT(relink_with(id, {{"other.png", folder_ / "no picture.png"}}).error, HasSubstr("not among"));
  EXPECT_THAT(relink_with(id, {{"silk.png", folder_ / "absent.png"}}).status, ImportStatus::Refused);
  EXPECT_THAT(relink_with(id, {}).status, ImportStatus::Refused);
  EXPECT_EQ(current(id).number, 1);
}

TEST_F(ImportCare, AHigherRootLetsAModelReachTheFolderBesideIt) {
  test::write_gltf_box(folder_ / "in/models/box.gltf",
                       {.texture = "../textures/silk.png", .without_picture = true});
  test::write_picture(folder_ / "in/textures/silk.png");
  EXPECT_THAT(current(import(folder_ / "in/models/box.gltf").at(0).id).facts.missing, SizeIs(1));
  ImportPlan plan;
  plan.paths = {folder_ / "in/models/box.gltf"};
  plan.root = folder_ / "in";
  const auto rows = import(plan);
  EXPECT_EQ(rows.at(0).status, ImportStatus::NewVersion) << rows.at(0).error;
  EXPECT_THAT(current(rows.at(0).id).facts.missing, IsEmpty());
}

// --- Rules ---

TEST_F(ImportCare, ARuleWarnsOrRefusesWithItsReason) {
  test::write_large_obj(folder_ / "large.obj", 2000);
  set_rules({{"import_max_triangles", "1000"}});
  const auto warned = import(folder_ / "large.obj").at(0);
  EXPECT_EQ(warned.status, ImportStatus::Imported);
  EXPECT_THAT(warned.warnings, ::testing::Contains(HasSubstr("rules allow 1000")));

  test::write_large_obj(folder_ / "larger.obj", 3000);
  set_rules({{"import_max_triangles", "1000"}, {"import_refuse", "max_triangles;unit"}});
  const auto refused = import(folder_ / "larger.obj").at(0);
  EXPECT_EQ(refused.status, ImportStatus::Refused);
  EXPECT_THAT(refused.error, HasSubstr("rules allow 1000"));
  EXPECT_EQ(library_->catalog().asset_count(), 1);

  ASSERT_TRUE(library_->undo());  // A rule is an edit like any other.
  EXPECT_EQ(import(folder_ / "larger.obj").at(0).status, ImportStatus::Imported);
}

TEST_F(ImportCare, EveryRuleIsChecked) {
  test::write_obj_box(folder_ / "box.obj", 3, 1, 1);
  set_rules({{"import_max_size", "2000"},
             {"import_unit", "yes"},
             {"import_maps", "base_color;normal"},
             {"import_complete", "yes"},
             {"import_max_texture", "4"}});
  const auto box = import(folder_ / "box.obj").at(0);
  std::string all;
  for (const std::string& warning : box.warnings) all += warning + "\n";
  EXPECT_THAT(all, HasSubstr("3000 mm large"));
  EXPECT_THAT(all, HasSubstr("does not say its unit"));

  test::write_gltf_box(folder_ / "in/silk.gltf", {.texture = "silk.png"});
  test::write_gltf_box(folder_ / "out/hemp.gltf",
                       {.width = 0.5, .texture = "hemp.png", .without_picture = true});
  const auto silk = import(folder_ / "in/silk.gltf").at(0);
  all.clear();
  for (const std::string& warning : silk.warnings) all += warning + "\n";
  EXPECT_THAT(all, HasSubstr("no normal map"));
  EXPECT_THAT(all, HasSubstr("8 pixels"));
  EXPECT_THAT(all, ::testing::Not(HasSubstr("no base_color")));
  const auto hemp = import(folder_ / "out/hemp.gltf").at(0);
  EXPECT_THAT(hemp.warnings, ::testing::Contains(HasSubstr("1 files that the model names are missing")));
}

// --- Names ---

TEST(NamePattern, TakesNamesApart) {
  const auto pattern = NamePattern::parse("{kind}/{tag}/{number}_{name} v{skip}");
  ASSERT_TRUE(pattern) << pattern.error().message;
  const auto match = pattern->match("show/의상/ep01/C-012_red_dangui v3.glb");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->kind, "ak_costume");
  EXPECT_THAT(match->tags, ElementsAre("ep01"));
  EXPECT_EQ(match->name, "red dangui");
  EXPECT_THAT(match->fields, ElementsAre(std::pair<std::string, std::string>("number", "C-012")));
  EXPECT_FALSE(pattern->match("ep01/C-012_red v3.glb"));
  EXPECT_FALSE(pattern->match("의상/ep01/C-012 red.glb"));
  EXPECT_FALSE(pattern->match("의상/ep01/_red v3.glb")) << "no part is empty";
}

TEST(NamePattern, RefusesWhatMeansNothing) {
  EXPECT_THAT(NamePattern::parse("{name").error().message, HasSubstr("closing"));
  EXPECT_THAT(NamePattern::parse("{color_of_the_sky}").error().message, HasSubstr("no part"));
  EXPECT_THAT(NamePattern::parse("{name}{tag}").error().message, HasSubstr("Nothing stands between"));
  EXPECT_THAT(NamePattern::parse("words").error().message, HasSubstr("names no part"));
  EXPECT_TRUE(NamePattern::parse("")->empty());
}

TEST_F(ImportCare, TheRuleForNamesOfTheProductionIsUsedForFolders) {
  set_rules({{"import_names", "{kind}/{number}_{name}"}});
  test::write_obj_box(folder_ / "in/props/P-7_red box.obj");
  test::write_obj_box(folder_ / "in/props/unruly.obj", 2, 2, 2);
  ImportPlan plan;
  plan.paths = {folder_ / "in"};
  const auto rows = import(plan);
  ASSERT_THAT(rows, SizeIs(2));
  const Asset box = asset(rows[0].id);
  EXPECT_EQ(box.number, "P-7");
  EXPECT_EQ(box.name_en, "red box");
  EXPECT_EQ(box.kind, "ak_prop");
  EXPECT_EQ(asset(rows[1].id).name_en, "unruly");
}

// --- Shapes ---

TEST_F(ImportCare, TheSameShapeInOtherFilesIsSaid) {
  test::write_gltf_box(folder_ / "a/box.gltf", {});
  test::write_obj_box(folder_ / "b/chest.obj");  // The same box, in another format.
  test::write_obj_box(folder_ / "c/other.obj", 0.6, 1.2, 0.4);
  const Id first = import(folder_ / "a/box.gltf").at(0).id;
  const auto second = import(folder_ / "b/chest.obj").at(0);
  EXPECT_EQ(second.status, ImportStatus::Imported);
  EXPECT_THAT(second.same_shape, ElementsAre(first));
  EXPECT_THAT(second.warnings, ::testing::Contains(HasSubstr("same shape as " + asset(first).number)));
  EXPECT_THAT(import(folder_ / "c/other.obj").at(0).same_shape, IsEmpty());

  const Catalog& catalog = library_->catalog();
  const auto groups = same_shapes(catalog.model_sizes(), library_->files(),
                                  [&](const Id& id) { return catalog.version(id); });
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_THAT(groups[0], UnorderedElementsAre(first, second.id));
}

// --- Watched folders ---

TEST_F(ImportCare, OfAWatchedFolderOnlyWhatIsNewOrTouchedIsImported) {
  test::write_gltf_box(folder_ / "in/a/box.gltf", {.texture = "silk.png"});
  test::write_obj_box(folder_ / "in/b/chest.obj", 2, 2, 2);
  const fs::path real = fs::canonical(folder_ / "in");
  const auto catalog = direct_import_catalog(*library_);
  EXPECT_THAT(new_inputs(folder_ / "in", catalog), SizeIs(2));
  ImportPlan plan;
  plan.paths = {folder_ / "in"};
  plan.only = {real / "b/chest.obj"};
  EXPECT_THAT(import(plan), SizeIs(1));
  EXPECT_THAT(new_inputs(folder_ / "in", catalog), ElementsAre(real / "a/box.gltf"));
  EXPECT_THAT(inputs_touched(folder_ / "in", std::vector<fs::path>{real / "a/silk.png"}),
              ElementsAre(real / "a/box.gltf"));
  EXPECT_THAT(inputs_touched(folder_ / "in", std::vector<fs::path>{real / "b/chest.obj"}),
              ElementsAre(real / "b/chest.obj"));
}

TEST(FolderWatch, TellsOfFilesWrittenAndMovedAlsoInNewFolders) {
  const test::TemporaryFolder folder;
  fs::create_directories(folder / "in");
  auto watch = FolderWatch::open(folder / "in");
  ASSERT_TRUE(watch) << watch.error().message;
  test::write_text(folder / "in/a.obj", "v");
  test::write_text(folder / "beside.obj", "v");
  fs::rename(folder / "beside.obj", folder / "in/b.obj");
  test::write_text(folder / "in/new/c.obj", "v");
  std::set<std::string> names;
  std::stop_source stop;
  while (names.size() < 3) {
    for (const fs::path& path : watch->wait(stop.get_token(), std::chrono::milliseconds(50)))
      names.insert(path.filename().string());
  }
  EXPECT_THAT(names, UnorderedElementsAre("a.obj", "b.obj", "c.obj"));
  std::jthread stopper([&] { stop.request_stop(); });
  EXPECT_THAT(watch->wait(stop.get_token(), std::chrono::milliseconds(50)), IsEmpty());
  EXPECT_EQ(FolderWatch::open(folder / "absent").error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace bandaji
