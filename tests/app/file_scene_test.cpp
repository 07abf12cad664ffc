// Files that hold several scenes, and Blender's that are not read: from the command line, in the catalog's
// pictures, and in the window.
#include <gmock/gmock.h>

#include "app/core/asset_picture.h"
#include "app/core/file_scene.h"
#include "app/core/imports.h"
#include "app/core/thumbnail_file.h"
#include "assets/import/import_worker.h"
#include "tests/app/cli_support.h"
#include "tests/app/ui_tools_fixture.h"

namespace bandaji::test {
namespace {

using ::testing::HasSubstr;

// A box of 1 x 1 x 1 in the scene "여름", and one of 1 x 3 x 1 in the second, which has no name.
void write_two_scenes(const std::filesystem::path& path) {
  write_gltf_box(path, {.width = 1, .height = 1, .depth = 1});
  Json json = Json::parse(read_text(path));
  Json tall = json["nodes"][0];
  tall["scale"] = {1, 3, 1};
  tall["name"] = "tall";
  json["nodes"].push_back(tall);
  const std::size_t second = json["nodes"].size() - 1;
  json["scenes"] = Json::array({{{"name", "여름"}, {"nodes", {0}}}, {{"nodes", {second}}}});
  json["scene"] = 0;
  write_text(path, json.dump());
}

class FileScenes : public CommandLine {
 protected:
  std::string size_of_picture(const std::vector<std::string>& more) {
    std::vector<std::string> words{"render",  "two.gltf", "--out", "a.png",   "--size",
                                   "100x100", "--view",   "front", "--ortho", "--no-ground"};
    words.insert(words.end(), more.begin(), more.end());
    const ProgramResult done = bandaji(words);
    EXPECT_EQ(done.status, 0) << done.err;
    set_worker_program(BANDAJI_PROGRAM);
    const auto image = import_image(path("a.png"));
    if (!image) return "";
    int left = 100, right = -1;
    for (int x = 0; x < 100; ++x)
      if (image->pixels[static_cast<std::size_t>((50 * 100 + x) * 4 + 3)] > 128)
        left = std::min(left, x), right = std::max(right, x);
    return right - left > 60 ? "wide" : "narrow";
  }
};

TEST_F(FileScenes, AreChosenForOnePictureByNameOrNumber) {
  write_two_scenes(path("two.gltf"));
  EXPECT_EQ(size_of_picture({}), "wide");
  EXPECT_EQ(size_of_picture({"--file-scene", "2"}), "narrow");
  EXPECT_EQ(size_of_picture({"--file-scene", "#2"}), "narrow");
  EXPECT_EQ(size_of_picture({"--file-scene", "여름"}), "wide");
  const ProgramResult refused = bandaji({"render", "two.gltf", "--out", "a.png", "--file-scene", "겨울"});
  EXPECT_NE(refused.status, 0);
  EXPECT_THAT(refused.err, HasSubstr("여름, #2"));
}

TEST_F(FileScenes, AreKeptForARecordUndoneAndFollowedByItsThumbnail) {
  init();
  write_two_scenes(path("two.gltf"));
  const std::string id = json1({"import", "two.gltf"})["id"];
  auto listed = json({"file-scene", id});
  ASSERT_EQ(listed.size(), 2u);
  EXPECT_EQ(listed[0]["label"], "여름");
  EXPECT_EQ(listed[1]["label"], "#2");
  EXPECT_EQ(listed[0]["shown"], true);
  ASSERT_EQ(bandaji({"thumbnails"}).status, 0);
  listed = json({"file-scene", id, "2"});
  EXPECT_EQ(listed[1]["shown"], true);

  auto library = Library::open(catalog());
  ASSERT_TRUE(library);
  const auto version = library->catalog().version(library->catalog().asset(id)->current_version);
  ASSERT_TRUE(version);
  const auto tall = library->files().model(*version);
  ASSERT_TRUE(tall);
  EXPECT_FLOAT_EQ((*tall)->facts().bounds.size().y, 3) << "whoever reads the model gets the chosen scene";
  EXPECT_NE(library->files().model_key(*version), version->manifest_hash);
  const ThumbnailSource source = thumbnail_source(library->catalog(), id);
  EXPECT_EQ(source.scene, "#2");
  EXPECT_FALSE(cached_thumbnail(library->files(), version->manifest_hash, source))
      << "the one that was made is of the other scene";
  ASSERT_TRUE(library->undo());
  EXPECT_FLOAT_EQ((*library->files().model(*version))->facts().bounds.size().y, 1);
  ASSERT_TRUE(library->redo());
  EXPECT_FLOAT_EQ((*library->files().model(*version))->facts().bounds.size().y, 3);
  ASSERT_TRUE(library->apply(set_file_scene(library->catalog(), id, "")));
  EXPECT_FLOAT_EQ((*library->files().model(*version))->facts().bounds.size().y, 1);
}

TEST_F(FileScenes, OfAFileWithOneAreNone) {
  init();
  const std::string id = import_box("box.obj");
  EXPECT_TRUE(json({"file-scene", id}).empty());
  const ProgramResult refused = bandaji({"file-scene", id, "2"});
  EXPECT_NE(refused.status, 0);
  EXPECT_THAT(refused.err, HasSubstr("one scene only"));
}

// --- Blender's files that are not read ---

std::string new_blend() {
  std::string out = "BLENDER-v402";
  const auto number = [](std::uint32_t value) {
    std::string raw;
    for (int i = 0; i < 4; ++i) raw += static_cast<char>(value >> (8 * i) & 0xff);
    return raw;
  };
  std::string picture = number(8) + number(8);
  for (int i = 0; i < 64; ++i) picture += std::string("\x10\xC0\x30\xFF", 4);
  out += "TEST" + number(static_cast<std::uint32_t>(picture.size())) + std::string(8, '\1') + number(0) +
         number(1) + picture;
  return out + "ENDB" + number(0) + std::string(8, '\0') + number(0) + number(0);
}

TEST_F(FileScenes, ABlenderFileThatIsNotReadIsAnAttachmentWithItsOwnPicture) {
  init();
  write_text(path("hanok.blend"), new_blend());
  const Json row = json1({"import", "hanok.blend"});
  EXPECT_EQ(row["status"], "imported");
  EXPECT_THAT(row["warnings"].dump(), HasSubstr("export it from Blender as glTF"));
  const std::string id = row["id"];
  EXPECT_EQ(json1({"show", id})["content"], "attachment");
  ASSERT_EQ(bandaji({"thumbnails"}).status, 0);
  auto library = Library::open(catalog());
  ASSERT_TRUE(library);
  const auto version = library->catalog().version(library->catalog().asset(id)->current_version);
  const auto thumbnail = cached_thumbnail(library->files(), version->manifest_hash);
  ASSERT_TRUE(thumbnail);
  const std::size_t middle = static_cast<std::size_t>(thumbnail->width) * 4 * 256 + 256 * 4;
  EXPECT_EQ(thumbnail->pixels[middle + 1], 0xC0);
}

TEST_F(FileScenes, WhatOnlyCallsItselfBlenderIsRefused) {
  init();
  write_text(path("no.blend"), "this is no file of Blender's, whatever its name says");
  EXPECT_EQ(json1({"import", "no.blend"}, 4)["status"], "refused");
}

// --- In the window ---

TEST_F(UiTools, TheScenesOfAFileAreChosenInTheListOfParts) {
  {
    auto library = Library::open(catalog_);
    ASSERT_TRUE(library);
    write_two_scenes(files_ / "in3" / "two.gltf");
    ImportPlan plan;
    plan.paths = {files_ / "in3" / "two.gltf"};
    for (const ImportRow& row : run_import(plan, library->files(), direct_import_catalog(*library)))
      ASSERT_EQ(row.status, ImportStatus::Imported) << row.error;
  }
  UiHarness ui(options());
  ui.click(card(ui, "two"));
  ASSERT_TRUE(ui.settle());
  ui.key("Space");
  ASSERT_TRUE(ui.settle());
  const auto height = [&] { return ui.application().viewer().panes()[1].bounds.size().y; };
  EXPECT_FLOAT_EQ(height(), 1);
  ui.key("P");
  ASSERT_TRUE(ui.settle());
  ASSERT_TRUE(ui.has("tool.parts.scene.1"));
  look(ui, "tools_scenes");
  ui.click("tool.parts.scene.1");
  ASSERT_TRUE(ui.wait_for([&] { return height() > 2; }, 60));
  EXPECT_FLOAT_EQ(height(), 3);
  look(ui, "tools_scenes_second");
  ui.key("Ctrl+Z");
  ASSERT_TRUE(ui.wait_for([&] { return height() < 2; }, 60)) << "It is an edit like any other.";
}

TEST_F(UiTools, WhatIsFramedKeepsOutFromUnderTheBars) {
  UiHarness ui(options());
  open(ui);
  const auto inside = [&] {
    const Bounds bounds = ui.application().viewer().panes()[1].bounds;
    const auto pane = ui.box("viewport.pane");
    float low = 1e9f, high = -1e9f;
    for (int i = 0; i < 8; ++i) {
      const glm::vec2 p =
          seen(ui, {(i & 1) ? bounds.max.x : bounds.min.x, (i & 2) ? bounds.max.y : bounds.min.y,
                    (i & 4) ? bounds.max.z : bounds.min.z});
      low = std::min(low, p.y), high = std::max(high, p.y);
    }
    return std::pair(low, pane.height - high);
  };
  const auto [above, below] = inside();
  EXPECT_GE(above, 64) << "name and line of the asset";
  EXPECT_GE(below, 80) << "bars and sizes";
  EXPECT_LT(std::min(above, below), 140) << "and no more than that";
}

}  // namespace
}  // namespace bandaji::test
