// The commands around importing: what is missing, relinking, rules, shapes, watching.
#include <gmock/gmock.h>

#include <chrono>
#include <thread>

#include "tests/app/cli_support.h"

namespace bandaji::test {
namespace {

using ::testing::HasSubstr;

TEST_F(CommandLine, ListsMissingFilesAndRelinksThemUndoably) {
  init();
  write_gltf_box(path("in/box.gltf"), {.texture = "textures/silk.png", .without_picture = true});
  const std::string id = json1({"import", "in/box.gltf"})["id"];
  const Json problem = json1({"problems"});
  EXPECT_EQ(problem["id"], id);
  EXPECT_EQ(problem["missing"], "textures/silk.png");
  write_picture(path("found/silk.png"));
  EXPECT_EQ(bandaji({"relink", id}).status, 2);
  EXPECT_EQ(bandaji({"relink", id, "--folder", "in"}).status, 4);
  const Json row = json1({"relink", id, "--folder", "found"});
  EXPECT_EQ(row["status"], "new_version");
  EXPECT_EQ(row["version"], 2);
  EXPECT_TRUE(json({"problems"}).empty());
  EXPECT_EQ(bandaji({"undo"}).status, 0);
  EXPECT_EQ(json({"problems"}).size(), 1u);
  EXPECT_EQ(bandaji({"relink", id, "textures/silk.png=found/silk.png"}).status, 0);
}

TEST_F(CommandLine, SetsImportRulesAndKeepsToThem) {
  init();
  EXPECT_EQ(json1({"rules"})["max_triangles"], "");
  EXPECT_EQ(bandaji({"rules", "max_trees=3"}).status, 2);
  EXPECT_EQ(bandaji({"rules", "maps=base_color;sparkle"}).status, 2);
  EXPECT_EQ(bandaji({"rules", "names={nonsense}"}).status, 2);
  const Json rules = json1({"rules", "max_triangles=11", "refuse=max_triangles", "names={number}_{name}"});
  EXPECT_EQ(rules["max_triangles"], "11");
  EXPECT_EQ(rules["names"], "{number}_{name}");
  write_obj_box(path("box.obj"));
  const ProgramResult refused = bandaji({"import", "box.obj"});
  EXPECT_EQ(refused.status, 4);
  EXPECT_THAT(refused.err, HasSubstr("12 triangles; the production's rules allow 11"));
  EXPECT_EQ(bandaji({"rules", "max_triangles=0"}).status, 0);
  EXPECT_EQ(bandaji({"import", "box.obj"}).status, 0);
}

TEST_F(CommandLine, NamesTheSameShapeInDifferentFiles) {
  init();
  write_gltf_box(path("a.gltf"));
  write_obj_box(path("b.obj"));
  const std::string first = json1({"import", "a.gltf"})["id"];
  const Json second = json1({"import", "b.obj"});
  EXPECT_EQ(second["same_shape"], Json::array({first}));
  const Json group = json1({"duplicates"});
  EXPECT_EQ(group["ids"].size(), 2u);
}

TEST_F(CommandLine, WatchesAFolder) {
  init();
  write_obj_box(path("in/first.obj"));
  EXPECT_EQ(json1({"watch", "in", "--once"})["status"], "imported");
  EXPECT_TRUE(json({"watch", "in", "--once"}).empty()) << "nothing is new";

  RunningProgram program(BANDAJI_PROGRAM, {"--json", "watch", "in", "--tag", "새것"}, options());
  // It looks at the folder before it waits, so this is seen either way.
  write_obj_box(path("in/deep/second.obj"), 2, 2, 2);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (program.output_so_far().find("second.obj") == std::string::npos &&
         std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  program.send(SIGINT);
  program.wait();
  const auto found = json({"list", "--query", "tag:새것"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0]["name_en"], "second");
}

}  // namespace
}  // namespace bandaji::test
