// Points and lines, and triangles that cover nothing: what a file counts is what is recorded.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libdeflate.h>

#include <cstring>

#include "assets/bake.h"
#include "assets/compose.h"
#include "gltf_builder.h"
#include "importing.h"
#include "sample_model.h"

namespace bandaji {
namespace {

using nlohmann::json;
using test::import_file;
using test::TemporaryFolder;
using ::testing::Contains;
using ::testing::HasSubstr;

class PointsAndLines : public ::testing::Test {
 protected:
  PointsAndLines() {
    build_.json["meshes"] = json::array({{{"primitives", json::array({build_.quad()})}}});
    build_.json["nodes"] = json::array({{{"mesh", 0}}});
    build_.json["scenes"] = json::array({{{"nodes", {0}}}});
  }
  ImportedModel import() {
    build_.write(folder_ / "model.gltf");
    auto imported = import_file(folder_ / "model.gltf");
    EXPECT_TRUE(imported.has_value()) << (imported ? "" : imported.error().message);
    return imported ? std::move(*imported) : ImportedModel{};
  }
  json& primitive() { return build_.json["meshes"][0]["primitives"][0]; }
  void indices(const std::vector<std::uint16_t>& values) {
    primitive()["indices"] = build_.add_accessor(values, "SCALAR", 5123, static_cast<int>(values.size()));
  }

  TemporaryFolder folder_;
  test::GltfBuilder build_;
};

// 2CylinderEngine.glb states 75,730 triangles, of which 10,413 have two equal corners; 65,317 were recorded.
TEST_F(PointsAndLines, triangles_with_two_equal_corners_are_counted_as_the_file_does_and_not_kept) {
  indices({0, 1, 2, 0, 0, 2, 0, 2, 3, 3, 3, 3});
  const ImportedModel imported = import();
  EXPECT_EQ(imported.model.facts().triangles, 4u);
  ASSERT_EQ(imported.model.meshes().size(), 1u);
  EXPECT_EQ(imported.model.meshes()[0].indices.size(), 6u);
  EXPECT_EQ(imported.model.meshes()[0].empty_triangles, 2u);
  EXPECT_EQ(imported.model.facts().bounds.max, glm::vec3(1, 2, 0));
  EXPECT_TRUE(imported.report.warnings.empty());
}

TEST_F(PointsAndLines, the_joints_of_a_strip_are_counted_too) {
  indices({0, 1, 3, 2, 2, 0, 0, 1, 3});
  primitive()["mode"] = 5;
  EXPECT_EQ(import().model.facts().triangles, 7u);
}

TEST_F(PointsAndLines, a_model_composed_of_such_parts_counts_the_same) {
  indices({0, 1, 2, 0, 0, 2});
  json line = build_.quad();
  line["mode"] = 3;
  build_.json["meshes"][0]["primitives"].push_back(line);
  const auto model = std::make_shared<const BakedModel>(std::move(import().model));
  ComposePart part;
  part.model = model;
  const auto composed = compose(std::span(&part, 1), {});
  ASSERT_TRUE(composed.has_value());
  EXPECT_EQ(composed->facts().triangles, 2u);
  EXPECT_EQ(composed->facts().lines, 5u);
}

TEST_F(PointsAndLines, a_corner_that_is_not_there_costs_its_own_triangle_only) {
  indices({0, 1, 2, 9, 0, 1, 0, 2, 3});
  const ImportedModel imported = import();
  EXPECT_EQ(imported.model.facts().triangles, 2u);
  const BakedMesh& mesh = imported.model.meshes()[0];
  std::vector<glm::vec3> corners;
  for (const std::uint32_t index : mesh.indices) corners.push_back(mesh.positions[index]);
  EXPECT_THAT(corners, Contains(glm::vec3(0, 2, 0)));
  EXPECT_THAT(imported.report.warnings, Contains(HasSubstr("1 triangles and lines name vertices")));
}

TEST_F(PointsAndLines, every_mode_gives_what_the_format_says) {
  struct Case {
    int mode;
    std::uint64_t lines, points;
  };
  for (const Case& expected : {Case{0, 0, 6}, {1, 3, 0}, {2, 6, 0}, {3, 5, 0}}) {
    primitive()["mode"] = expected.mode;
    const ImportedModel imported = import();
    const ModelFacts& facts = imported.model.facts();
    EXPECT_EQ(facts.triangles, 0u);
    EXPECT_EQ(facts.lines, expected.lines) << expected.mode;
    EXPECT_EQ(facts.points, expected.points) << expected.mode;
    EXPECT_EQ(facts.vertices, 4u);
    EXPECT_EQ(facts.bounds.max, glm::vec3(1, 2, 0));
    EXPECT_TRUE(imported.report.warnings.empty());
  }
}

TEST_F(PointsAndLines, stand_beside_triangles_with_their_own_colors_and_normals_or_without) {
  json cloud{{"attributes",
              {{"POSITION", build_.floats({5, 0, 0, 5, 1, 0}, "VEC3", 3)},
               {"COLOR_0", build_.floats({1, 0, 0, 0, 0.5f, 1}, "VEC3", 3)}}},
             {"mode", 0}};
  build_.json["meshes"][0]["primitives"].push_back(cloud);
  json seam = build_.quad();
  seam["mode"] = 3;
  build_.json["meshes"][0]["primitives"].push_back(seam);
  const ImportedModel imported = import();
  ASSERT_EQ(imported.model.meshes().size(), 3u);
  const BakedMesh& points = imported.model.meshes()[1];
  EXPECT_EQ(points.points.size(), 2u);
  EXPECT_TRUE(points.normals.empty());
  ASSERT_EQ(points.colors.size(), 2u);
  EXPECT_EQ(points.colors[points.points[0]].x, 65535);
  EXPECT_EQ(points.colors[points.points[1]].w, 65535) << "a color without alpha is opaque";
  EXPECT_FALSE(imported.model.meshes()[2].normals.empty());
  EXPECT_EQ(imported.model.nodes()[0].meshes, (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(imported.model.facts().bounds.max.x, 5);
  EXPECT_THAT(imported.report.notes, Contains("2 points were read."));
}

TEST_F(PointsAndLines, move_with_their_morph_targets) {
  primitive()["mode"] = 3;
  primitive()["targets"] =
      json::array({{{"POSITION", build_.floats({0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1}, "VEC3", 3)}}});
  const ImportedModel imported = import();
  ASSERT_EQ(imported.model.meshes()[0].morphs.size(), 1u);
  EXPECT_EQ(imported.model.meshes()[0].morphs[0].positions[0], glm::vec3(0, 0, 1));
}

TEST(PointsAndLinesOfOtherFormats, are_read_alone_and_beside_faces) {
  const TemporaryFolder folder;
  test::write_text(folder / "lines.obj", "v 0 0 0\nv 1 0 0\nv 1 1 0\nl 1 2 3\n");
  test::write_text(folder / "both.obj", "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 3 0 0\nf 1 2 3\nf 1 1 2\nl 1 4\n");
  test::write_text(
      folder / "scan.ply",
      "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\n"
      "property uchar red\nproperty uchar green\nproperty uchar blue\n"
      "end_header\n0 0 0 255 0 0\n1 0 0 0 255 0\n0 1 0 0 0 255\n");
  const auto lines = import_file(folder / "lines.obj");
  ASSERT_TRUE(lines.has_value()) << lines.error().message;
  EXPECT_EQ(lines->model.facts().lines, 2u);
  EXPECT_EQ(lines->model.facts().triangles, 0u);
  const auto both = import_file(folder / "both.obj");
  ASSERT_TRUE(both.has_value()) << both.error().message;
  EXPECT_EQ(both->model.facts().triangles, 2u);
  EXPECT_EQ(both->model.facts().lines, 1u);
  EXPECT_EQ(both->model.facts().bounds.max.x, 3);
  const auto scan = import_file(folder / "scan.ply");
  ASSERT_TRUE(scan.has_value()) << scan.error().message;
  EXPECT_EQ(scan->model.facts().points, 3u);
  ASSERT_EQ(scan->model.meshes().size(), 1u);
  ASSERT_EQ(scan->model.meshes()[0].colors.size(), 3u);
  EXPECT_EQ(scan->model.meshes()[0].colors[0].x, 65535);
}

// --- The cached form ---

Model two_lines() {
  Model model;
  Mesh mesh;
  mesh.positions = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
  mesh.lines = {0, 1, 1, 2};
  mesh.points = {2, 0};
  model.meshes.push_back(mesh);
  Node node;
  node.meshes = {0};
  model.nodes.push_back(node);
  return model;
}

// Changes the number at `place` in the block's first stretch of such numbers.
void forge(std::vector<std::byte>& bytes, const std::vector<std::uint32_t>& stretch, std::size_t place,
           std::uint32_t value) {
  const auto* begin = reinterpret_cast<const std::byte*>(stretch.data());
  const auto at = std::search(bytes.begin() + 64, bytes.end(), begin, begin + stretch.size() * 4);
  ASSERT_NE(at, bytes.end());
  std::memcpy(&*at + place * 4, &value, 4);
  const std::uint32_t checksum = libdeflate_crc32(0, bytes.data() + 16, bytes.size() - 16);
  std::memcpy(bytes.data() + 12, &checksum, 4);
}

TEST(BakedPointsAndLines, come_back_as_they_were) {
  const auto baked = BakedModel::open(*bake(two_lines()));
  ASSERT_TRUE(baked.has_value()) << baked.error().message;
  const BakedMesh& mesh = baked->meshes()[0];
  ASSERT_EQ(mesh.lines.size(), 4u);
  EXPECT_EQ(mesh.positions[mesh.lines[3]], glm::vec3(0, 1, 0));
  ASSERT_EQ(mesh.points.size(), 2u);
  EXPECT_EQ(mesh.positions[mesh.points[0]], glm::vec3(0, 1, 0));
  EXPECT_EQ(baked->facts().lines, 2u);
  EXPECT_EQ(baked->facts().points, 2u);
}

TEST(BakedPointsAndLines, with_vertices_or_counts_that_cannot_be_are_refused) {
  const std::vector<std::byte> good = *bake(two_lines());
  ASSERT_TRUE(BakedModel::open(good).has_value());
  // An end of a line, and a point, beyond the three vertices.
  for (const std::vector<std::uint32_t>& list :
       {std::vector<std::uint32_t>{0, 1, 1, 2}, std::vector<std::uint32_t>{2, 0, 0, 0}}) {
    std::vector<std::byte> bad = good;
    forge(bad, list, 1, 3);
    EXPECT_FALSE(BakedModel::open(bad).has_value());
  }
  // No triangles, four ends of lines, two points, no empty triangles, no morphs.
  const std::vector<std::uint32_t> counts{0, 4, 2, 0, 0};
  for (const auto& [place, value] :
       {std::pair<std::size_t, std::uint32_t>{1, 3}, {1, 6}, {2, 5}, {2, 0x4000'0000}, {1, 0xffff'fffe}}) {
    std::vector<std::byte> bad = good;
    forge(bad, counts, place, value);
    EXPECT_FALSE(BakedModel::open(bad).has_value()) << place << ": " << value;
  }
}

TEST(BakedScenes, that_name_nodes_or_scenes_which_are_not_there_are_refused) {
  Model model = two_lines();
  model.scenes = {{"one", {0}}, {"two", {}}};
  const auto opens = [](const Model& of) { return BakedModel::open(*bake(of)).has_value(); };
  EXPECT_TRUE(opens(model));
  // The last numbers of the block: one root, the name and its root, then the scene that is shown.
  const std::vector<std::byte> good = *bake(model);
  const auto changed = [&](std::size_t from_end, std::uint32_t value) {
    std::vector<std::byte> bad = good;
    std::memcpy(bad.data() + bad.size() - from_end, &value, 4);
    const std::uint32_t checksum = libdeflate_crc32(0, bad.data() + 16, bad.size() - 16);
    std::memcpy(bad.data() + 12, &checksum, 4);
    return BakedModel::open(bad).has_value();
  };
  EXPECT_TRUE(changed(4, 1));
  EXPECT_FALSE(changed(4, 2)) << "there is no third scene";
  EXPECT_FALSE(changed(8, 1)) << "the second has no roots";
  EXPECT_FALSE(changed(8, 0x4000'0000));
}

}  // namespace
}  // namespace bandaji
