// Cameras that are saved with an asset.
#include "app/core/named_camera.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/core/library.h"
#include "app/core/pictures.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

NamedCamera saved(std::string name, float x, bool chosen = false) {
  NamedCamera result;
  result.name = std::move(name);
  result.camera.eye = {x, 1.25f, 3};
  result.camera.target = {0, 0.1f, 0};
  result.camera.vertical_fov_degrees = 27.5f;
  result.sensor = "full-frame";
  result.chosen = chosen;
  return result;
}

TEST(NamedCameras, AreReadAsTheyWereWritten) {
  std::vector<NamedCamera> cameras{saved("정면 | 옷고름", 1), saved("뒤", -2.125f, true)};
  cameras[1].camera.orthographic = true;
  cameras[1].camera.ortho_height = 1.75f;
  const auto read = read_cameras(write_cameras(cameras));
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].name, "정면   옷고름") << "What separates values is no part of a name.";
  EXPECT_EQ(read[0].camera.eye, cameras[0].camera.eye);
  EXPECT_EQ(read[0].camera.vertical_fov_degrees, 27.5f);
  EXPECT_FALSE(read[0].camera.orthographic);
  EXPECT_TRUE(read[1].camera.orthographic);
  EXPECT_EQ(read[1].camera.ortho_height, 1.75f);
  EXPECT_EQ(read[1].sensor, "full-frame");
  EXPECT_TRUE(read[1].chosen);
}

TEST(NamedCameras, DamagedLinesAreLeftOut) {
  const std::string good = write_cameras({saved("앞", 1)});
  EXPECT_EQ(read_cameras("x|1,2|3\n" + good + "\n앞|1,2,3|1,2,3|0,1,0|30|0|super35|").size(), 1u);
  EXPECT_EQ(read_cameras("a|1,2,nan|0,0,0|0,1,0|30|0||").size(), 0u);
  EXPECT_TRUE(read_cameras("").empty());
}

TEST(NamedCameras, BelongToOneAssetAndAreUndone) {
  test::TemporaryFolder folder;
  auto library = Library::create(folder / "c.bandaji");
  ASSERT_TRUE(library);
  Asset first, second;
  first.name_ko = "당의";
  first.kind = second.kind = "ak_garment";
  second.name_ko = "치마";
  first.id = new_id();
  second.id = new_id();
  ASSERT_TRUE(library->apply({{AddAsset{first}, AddAsset{second}}, "", ""}));
  const Catalog& catalog = library->catalog();
  const auto put = [&](const Id& asset, const std::vector<NamedCamera>& cameras) {
    const auto done = library->apply(set_cameras(catalog, asset, cameras, "카메라 저장", "Save a camera"));
    EXPECT_TRUE(done) << (done ? "" : done.error().message);
  };
  put(first.id, {saved("앞", 1)});
  put(second.id, {saved("앞", 2, true)});
  put(first.id, {saved("앞", 1, true), saved("뒤", -1)});
  EXPECT_EQ(cameras_of(catalog, first.id).size(), 2u);
  EXPECT_EQ(chosen_camera(catalog, second.id)->camera.eye.x, 2);
  EXPECT_EQ(chosen_cameras(catalog).size(), 2u);
  EXPECT_NE(find_camera(cameras_of(catalog, first.id), "뒤"), nullptr);
  EXPECT_EQ(free_camera_name(cameras_of(catalog, first.id), true), "카메라 1");
  ASSERT_TRUE(library->undo());
  EXPECT_EQ(cameras_of(catalog, first.id).size(), 1u);
  EXPECT_FALSE(chosen_camera(catalog, first.id));
  put(first.id, {});
  EXPECT_TRUE(cameras_of(catalog, first.id).empty());
  ASSERT_TRUE(library->undo());
  EXPECT_EQ(cameras_of(catalog, first.id).size(), 1u);
}

TEST(NamedCameras, ThumbnailsFromDifferentCamerasAreDifferentFiles) {
  EXPECT_EQ(thumbnail_view({}), "");
  EXPECT_EQ(thumbnail_view({saved("a", 1).camera, {}}), thumbnail_view({saved("b", 1).camera, {}}));
  EXPECT_NE(thumbnail_view({saved("a", 1).camera, {}}), thumbnail_view({saved("a", 2).camera, {}}));
}

}  // namespace
}  // namespace bandaji
