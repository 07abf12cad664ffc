// Every file of a folder of sample models is imported as what its own numbers
// say, or refused with a reason.  Where there is no such folder beside the
// project, the files made here have to do.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

#include "assets/import/file_names.h"
#include "importing.h"
#include "tests/support/model_files.h"
#include "tests/support/own_reading.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::vector<fs::path> sample_models(const char* below) {
  std::vector<fs::path> found;
  const fs::path folder = fs::path(BANDAJI_TEST_DATA) / "../../../shared/models" / below;
  std::error_code none;
  for (fs::recursive_directory_iterator entry(folder, none), end; !none && entry != end;
       entry.increment(none)) {
    if (entry->is_regular_file()) found.push_back(entry->path());
  }
  return found;
}

json read_json(const fs::path& path) {
  std::string text = test::read_text(path);
  if (text.starts_with("glTF")) {
    std::uint32_t length = 0;
    std::memcpy(&length, text.data() + 12, 4);
    text = text.substr(20, length);
  }
  return json::parse(text);
}

TEST(SampleModels, gltf_comes_out_with_the_triangles_the_file_counts) {
  const test::TemporaryFolder folder;
  test::write_gltf_box(folder / "box.gltf");
  std::vector<fs::path> models = sample_models("gltf");
  models.push_back(folder / "box.gltf");
  for (const fs::path& path : models) {
    if (path.extension() != ".gltf" && path.extension() != ".glb") continue;
    const json document = read_json(path);
    const auto result = test::import_file(path);
    ASSERT_TRUE(result.has_value()) << path << ": " << result.error().message;
    const ModelFacts& facts = result->model.facts();
    // Triangles without an area are dropped, and only those.
    const auto own = test::read_own(extension_of(path.string()), test::read_text(path));
    ASSERT_TRUE(own.has_value()) << path;
    const std::uint64_t expected = own->triangles;
    EXPECT_LE(facts.triangles, expected) << path;
    EXPECT_GE(facts.triangles, expected - expected / 50) << path;
    EXPECT_EQ(facts.materials, document.value("materials", json::array()).size()) << path;
    EXPECT_EQ(facts.animations, document.value("animations", json::array()).size()) << path;
    EXPECT_EQ(facts.skins, document.value("skins", json::array()).size()) << path;
    ASSERT_FALSE(facts.bounds.empty()) << path;
    for (int axis = 0; axis < 3; ++axis) EXPECT_LT(facts.bounds.size()[axis], 1000) << path << ": no garbage";
    for (const FileReference& reference : result->report.references) {
      const fs::path beside = path.parent_path() / percent_decoded(reference.asked);
      if (fs::exists(beside)) {
        EXPECT_EQ(reference.state, ReferenceState::Found) << beside;
      }
    }
  }
}

TEST(SampleModels, three_encodings_of_one_model_come_out_alike) {
  std::vector<Bounds> bounds;
  for (const fs::path& path : sample_models("gltf/Duck")) {
    if (path.extension() != ".gltf" && path.extension() != ".glb") continue;
    const auto result = test::import_file(path);
    ASSERT_TRUE(result.has_value()) << path << ": " << result.error().message;
    EXPECT_EQ(result->model.facts().triangles, 4212u);
    bounds.push_back(result->model.facts().bounds);
  }
  // The same without the samples: one box, told twice.
  const test::TemporaryFolder folder;
  test::write_gltf_box(folder / "box.gltf");
  test::write_obj_box(folder / "box.obj");
  std::vector<Bounds> boxes{test::import_file(folder / "box.gltf")->model.facts().bounds,
                            test::import_file(folder / "box.obj")->model.facts().bounds};
  for (const auto& group : {bounds, boxes}) {
    for (const Bounds& other : group) {
      for (int axis = 0; axis < 3; ++axis) {
        EXPECT_NEAR(other.min[axis], group[0].min[axis], 0.01f);
        EXPECT_NEAR(other.max[axis], group[0].max[axis], 0.01f);
      }
    }
  }
}

TEST(SampleModels, other_formats_are_read_or_refused_without_a_crash) {
  const test::TemporaryFolder folder;
  test::write_obj_box(folder / "box.obj");
  test::write_text(folder / "bad.obj", "v 0 0 0\nf\n");
  std::vector<fs::path> models = sample_models("other");
  models.push_back(folder / "box.obj");
  models.push_back(folder / "bad.obj");
  for (const fs::path& path : models) {
    if (classify(path) != FileClass::Model) continue;
    const auto result = test::import_file(path);
    if (result) {
      EXPECT_GT(result->model.facts().triangles, 0u) << path;
      EXPECT_NE(path.parent_path().filename(), "invalid") << path << " must be refused";
    } else {
      EXPECT_FALSE(result.error().message.empty());
      EXPECT_EQ(result.error().message.find("reader crash"), std::string::npos) << result.error().message;
    }
  }
}

}  // namespace
}  // namespace bandaji
