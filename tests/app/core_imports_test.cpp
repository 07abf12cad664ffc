#include "app/core/imports.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/core/catalog_check.h"
#include "assets/import/import_worker.h"
#include "tests/support/model_files.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using test::write_gltf_box;
using test::write_obj_box;
using test::write_picture;
using test::write_text;

class Imports : public ::testing::Test {
 protected:
  Imports() {
    set_worker_program(BANDAJI_PROGRAM);
    auto made = Library::create(folder_ / "Show.bandaji");
    EXPECT_TRUE(made) << made.error().message;
    library_.emplace(std::move(*made));
  }

  std::vector<ImportRow> import(ImportPlan plan, std::stop_token stop = {}) {
    return run_import(plan, library_->files(), direct_import_catalog(*library_), std::move(stop));
  }
  std::vector<ImportRow> import(std::vector<fs::path> paths) {
    ImportPlan plan;
    plan.paths = std::move(paths);
    return import(plan);
  }
  Asset asset(const Id& id) { return library_->catalog().asset(id).value(); }
  AssetVersion current(const Id& id) {
    return library_->catalog().version(asset(id).current_version).value();
  }

  TemporaryFolder folder_;
  std::optional<Library> library_;
};

TEST_F(Imports, ReportInTheOrderOfTheInputsWhicheverWorkerIsFaster) {
  ImportPlan plan;
  test::write_large_obj(folder_ / "m0.obj", 60000);  // Slower than those after it.
  plan.paths.push_back(folder_ / "m0.obj");
  for (int i = 1; i < 8; ++i) {
    plan.paths.push_back(folder_ / ("m" + std::to_string(i) + ".obj"));
    write_obj_box(plan.paths.back(), i, 1, 1);
  }
  const auto rows = import(plan);
  ASSERT_EQ(rows.size(), 8u);
  std::vector<std::string> numbers;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].path, plan.paths[i].string());
    EXPECT_EQ(rows[i].status, ImportStatus::Imported) << rows[i].error;
    numbers.push_back(asset(rows[i].id).number);
  }
  EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end()));
}

TEST_F(Imports, KeepTheModelAndEverythingItRefersToAsOneVersion) {
  write_gltf_box(folder_ / "in/box.gltf", {.texture = "textures/silk.png"});
  const auto rows = import({folder_ / "in/box.gltf"});
  ASSERT_EQ(rows.size(), 1u);
  const AssetVersion version = current(rows[0].id);
  std::vector<std::string> files;
  for (const ManifestEntry& entry : version.manifest) {
    files.push_back(entry.path);
    EXPECT_TRUE(library_->files().objects().has(entry.hash)) << entry.path;
  }
  EXPECT_THAT(files, ::testing::ElementsAre("box.bin", "box.gltf", "textures/silk.png"));
  EXPECT_EQ(version.main_file, "box.gltf");
  EXPECT_TRUE(library_->files().objects().has(version.manifest_hash));
}

TEST_F(Imports, MakeTheSameVersionOfAModelAndOfTheFolderAroundIt) {
  write_gltf_box(folder_ / "in/deep/box.gltf", {.texture = "silk.png"});
  const auto alone = import({folder_ / "in/deep/box.gltf"});
  const auto within = import({folder_ / "in"});
  ASSERT_EQ(within.size(), 1u);
  EXPECT_EQ(within[0].status, ImportStatus::Duplicate);
  EXPECT_EQ(within[0].id, alone[0].id);
}

TEST_F(Imports, OpenASecondTimeFromTheCacheOrFromTheObjectsAlone) {
  write_gltf_box(folder_ / "in/box.gltf", {.texture = "silk.png"});
  const AssetVersion version = current(import({folder_ / "in/box.gltf"})[0].id);
  fs::remove_all(folder_ / "in");
  EXPECT_TRUE(library_->files().model_is_cached(version));
  // The worker is not needed for what is in the cache.
  set_worker_program("/nonexistent");
  EXPECT_TRUE(library_->files().model(version));
  set_worker_program(BANDAJI_PROGRAM);
  fs::remove_all(library_->files().folder() / "cache");
  const auto again = library_->files().model(version);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ((*again)->facts().triangles, 12u);
  EXPECT_EQ((*again)->facts().images, 1u);
  EXPECT_TRUE(library_->files().model_is_cached(version));
}

TEST_F(Imports, MakeANewVersionWhenOnlyATextureChanged) {
  write_gltf_box(folder_ / "in/box.gltf", {.texture = "silk.png"});
  const auto first = import({folder_ / "in"});
  write_picture(folder_ / "in/silk.png", 8, 8, 0x1F618D);
  const auto second = import({folder_ / "in"});
  EXPECT_EQ(second[0].status, ImportStatus::NewVersion);
  EXPECT_EQ(second[0].id, first[0].id);
  EXPECT_NE(current(first[0].id).manifest_hash, library_->catalog().versions(first[0].id)[0].manifest_hash);
}

TEST_F(Imports, CallAKnownFileInTheTrashADuplicateAndSayWhere) {
  write_obj_box(folder_ / "box.obj");
  const auto first = import({folder_ / "box.obj"});
  ASSERT_TRUE(library_->apply({{SetTrashed{first[0].id, true}}, "", ""}));
  const auto again = import({folder_ / "box.obj"});
  EXPECT_EQ(again[0].status, ImportStatus::Duplicate);
  EXPECT_THAT(again[0].warnings, ::testing::Contains(::testing::HasSubstr("trash")));
  write_obj_box(folder_ / "box.obj", 5, 5, 5);
  const auto changed = import({folder_ / "box.obj"});
  EXPECT_EQ(changed[0].status, ImportStatus::Imported);
  EXPECT_NE(changed[0].id, first[0].id);
}

TEST_F(Imports, SetTheValuesOfThePlanOnEveryRecord) {
  write_obj_box(folder_ / "a.obj", 1, 1, 1);
  write_obj_box(folder_ / "b.obj", 2, 2, 2);
  ImportPlan plan;
  plan.paths = {folder_ / "a.obj", folder_ / "b.obj"};
  plan.kind = "ak_garment";
  plan.tags = {"대여", "\xE1\x84\x83\xE1\x85\xA1\xE1\x86\xBC"};
  plan.fields = {{"fabric", "fb_silk"}, {"notes", "창고 3"}};
  for (const ImportRow& row : import(plan)) {
    const Asset record = asset(row.id);
    EXPECT_EQ(record.kind, "ak_garment");
    EXPECT_THAT(record.tags, ::testing::UnorderedElementsAre("대여", "당"));
    EXPECT_EQ(record.fields.at("fabric"), "fb_silk");
    EXPECT_EQ(record.notes, "창고 3");
  }
}

TEST_F(Imports, StopInTheMiddleAndLeaveASoundCatalog) {
  ImportPlan plan;
  for (int i = 0; i < 12; ++i) {
    plan.paths.push_back(folder_ / ("m" + std::to_string(i) + ".obj"));
    write_obj_box(plan.paths.back(), i + 1, 1, 1);
  }
  std::stop_source stop;
  std::size_t reported = 0;
  const auto rows = run_import(plan, library_->files(), direct_import_catalog(*library_), stop.get_token(),
                               {}, [&](const ImportRow&) {
                                 if (++reported == 3) stop.request_stop();
                               });
  EXPECT_EQ(rows.size(), 3u);
  EXPECT_EQ(library_->catalog().asset_count(), 3);
  const auto health = check_catalog(library_->catalog(), library_->files());
  ASSERT_TRUE(health);
  EXPECT_TRUE(health->ok);
}

TEST_F(Imports, StopInsideOneLargeInput) {
  test::write_large_obj(folder_ / "large.obj", 2000000);
  ImportPlan plan;
  plan.paths = {folder_ / "large.obj"};
  std::stop_source stop;
  const auto rows = run_import(plan, library_->files(), direct_import_catalog(*library_), stop.get_token(),
                               [&](const ImportProgress&) { stop.request_stop(); });
  EXPECT_TRUE(rows.empty());
  EXPECT_EQ(library_->catalog().asset_count(), 0);
}

TEST_F(Imports, TellProgressThatOnlyGrows) {
  ImportPlan plan;
  for (int i = 0; i < 4; ++i) {
    plan.paths.push_back(folder_ / ("m" + std::to_string(i) + ".obj"));
    write_obj_box(plan.paths.back(), i + 1, 1, 1);
  }
  std::size_t last = 0;
  run_import(plan, library_->files(), direct_import_catalog(*library_), {},
             [&](const ImportProgress& progress) {
               EXPECT_GE(progress.done, last);
               EXPECT_EQ(progress.total, 4u);
               EXPECT_TRUE(progress.current >= 0 && progress.current <= 1);
               last = progress.done;
             });
  EXPECT_EQ(last, 4u);
}

TEST_F(Imports, RefuseOneInputWithoutHoldingUpTheOthers) {
  write_obj_box(folder_ / "good.obj");
  write_text(folder_ / "bad.glb", "glTF but not really");
  write_text(folder_ / "bad.png", "PNG but not really");
  const auto rows = import({folder_ / "bad.glb", folder_ / "bad.png", folder_ / "good.obj"});
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].status, ImportStatus::Refused);
  EXPECT_EQ(rows[1].status, ImportStatus::Refused);
  EXPECT_FALSE(rows[0].error.empty());
  EXPECT_TRUE(rows[0].error.ends_with('.')) << rows[0].error;
  EXPECT_EQ(rows[2].status, ImportStatus::Imported);
}

TEST_F(Imports, ManyFilesOfOneImportAreTakenBackInOneStep) {
  write_obj_box(folder_ / "box.obj");
  import({folder_ / "box.obj"});
  write_obj_box(folder_ / "chest.obj", 0.4, 0.5, 0.6);
  write_obj_box(folder_ / "table.obj", 0.7, 0.8, 0.9);
  import({folder_ / "chest.obj", folder_ / "table.obj"});
  ASSERT_EQ(library_->catalog().asset_count(), 3);
  ASSERT_TRUE(library_->undo());
  EXPECT_EQ(library_->catalog().asset_count(), 1);
  ASSERT_TRUE(library_->redo());
  EXPECT_EQ(library_->catalog().asset_count(), 3);
}

TEST_F(Imports, UndoTakesBackAnImportAndRedoBringsItAgain) {
  write_obj_box(folder_ / "box.obj");
  const auto rows = import({folder_ / "box.obj"});
  ASSERT_TRUE(library_->undo());
  EXPECT_EQ(library_->catalog().asset_count(), 0);
  EXPECT_EQ(library_->index().search({}).ids.size(), 0u);
  ASSERT_TRUE(library_->redo());
  EXPECT_EQ(library_->index().search({}).ids.size(), 1u);
  EXPECT_EQ(library_->index().search({}).ids.front(), rows[0].id);
}

}  // namespace
}  // namespace bandaji
