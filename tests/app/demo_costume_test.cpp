// The demo production's costumes: whole, worn by the body they are cut for, and described.
#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <glm/geometric.hpp>
#include <iterator>
#include <set>

#include "app/demo/body.h"
#include "app/demo/costumes.h"
#include "app/demo/demo_production.h"
#include "app/demo/gltf_writer.h"
#include "app/demo/texture_synth.h"
#include "assets/import/import_files.h"
#include "assets/import/model_import.h"
#include "assets/text.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

class DemoFolder : public ::testing::Test {
 protected:
  DemoFolder()
      : folder_(fs::temp_directory_path() /
                ("bandaji-demo-" + std::to_string(std::hash<std::string>{}(
                                       ::testing::UnitTest::GetInstance()->current_test_info()->name())))) {
    fs::remove_all(folder_);
  }
  ~DemoFolder() override { fs::remove_all(folder_); }
  fs::path folder_;
};

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Extent {
  glm::vec3 low{9};
  glm::vec3 high{-9};
};

Extent extent_of(const Model& model, const std::string& mesh_name = "") {
  Extent e;
  for (const Node& node : model.nodes) {
    glm::vec3 offset(0);
    for (const Node* n = &node; n != nullptr;
         n = n->parent < 0 ? nullptr : &model.nodes[static_cast<std::size_t>(n->parent)])
      offset += n->translation;
    for (const std::uint32_t index : node.meshes) {
      const Mesh& mesh = model.meshes[index];
      if (!mesh_name.empty() && mesh.name != mesh_name) continue;
      for (const glm::vec3& p : mesh.positions) {
        e.low = glm::min(e.low, p + offset);
        e.high = glm::max(e.high, p + offset);
      }
    }
  }
  return e;
}

// How far the named mesh sinks into the body at worst, metres.
float deepest(const Model& model, const std::string& mesh_name, const Body& body) {
  float worst = 0;
  for (const Mesh& mesh : model.meshes) {
    if (mesh.name != mesh_name) continue;
    for (std::size_t i = 0; i < mesh.positions.size(); i += 3)
      worst = std::max(worst, -body_distance(body, mesh.positions[i]));
  }
  return worst;
}

TEST(DemoCostume, EveryPieceIsDescribedInTheVocabularysWords) {
  const Vocabulary& vocabulary = Vocabulary::shipped();
  std::set<std::string> files;
  for (const DemoAsset& asset : demo_assets()) {
    EXPECT_TRUE(files.insert(asset.file).second) << asset.file;
    const Term* kind = vocabulary.find(asset.kind);
    ASSERT_NE(kind, nullptr) << asset.kind;
    EXPECT_EQ(kind->facet, "asset_kind");
    for (const std::string& key : asset.terms)
      EXPECT_NE(vocabulary.find(key), nullptr) << asset.file << ": " << key;
    EXPECT_FALSE(asset.name_ko.empty() || asset.name_en.empty() || asset.romanized.empty()) << asset.file;
    EXPECT_EQ(to_nfc(asset.name_ko), asset.name_ko);
  }
}

TEST(DemoCostume, TheProductionHasThePiecesThatTellItsStory) {
  std::set<std::string> terms;
  for (const DemoAsset& asset : demo_costume_assets()) terms.insert(asset.terms.begin(), asset.terms.end());
  for (const char* key : {"g_jeogori_banhoejang", "g_chima", "g_dangui_nok", "g_po_dopo", "g_gonryongpo",
                          "hw_gat", "ac_norigae_dan", "fw_kkotsin"}) {
    EXPECT_TRUE(terms.count(key)) << key;
  }
}

TEST(DemoCostume, EveryModelIsWhole) {
  for (const DemoAsset& asset : demo_costume_assets()) {
    SCOPED_TRACE(asset.file);
    const Model model = asset.build();
    std::size_t triangles = 0;
    std::set<std::string> names(model.image_names.begin(), model.image_names.end());
    EXPECT_EQ(names.size(), model.images.size());
    for (const Mesh& mesh : model.meshes) {
      triangles += mesh.indices.size() / 3;
      ASSERT_EQ(mesh.normals.size(), mesh.positions.size());
      ASSERT_EQ(mesh.uv0.size(), mesh.positions.size());
      ASSERT_EQ(mesh.tangents.size(), mesh.positions.size());
      ASSERT_LT(static_cast<std::size_t>(mesh.material), model.materials.size());
      bool numbers = true;
      for (std::size_t i = 0; i < mesh.positions.size(); ++i) {
        numbers = numbers && std::isfinite(glm::dot(mesh.positions[i], glm::vec3(1))) &&
                  std::isfinite(mesh.uv0[i].x + mesh.uv0[i].y) &&
                  std::abs(glm::length(mesh.normals[i]) - 1) < 1e-3f &&
                  std::abs(std::abs(mesh.tangents[i].w) - 1) < 1e-6f;
      }
      EXPECT_TRUE(numbers) << mesh.name;
      for (const std::uint32_t index : mesh.indices) ASSERT_LT(index, mesh.positions.size());
    }
    EXPECT_GT(triangles, 5000u);
    EXPECT_LT(triangles, 80000u);
    const Extent e = extent_of(model);
    EXPECT_GT(e.low.y, -0.3f);
    EXPECT_LT(e.high.y, 2.0f);
    EXPECT_LT(e.high.x - e.low.x, 1.7f);
  }
}

TEST(DemoCostume, TheJeogoriIsShortAndClosesOverTheWearersRight) {
  const Model jeogori = jeogori_model();
  const Extent cloth = extent_of(jeogori, "cloth");
  EXPECT_GT(cloth.high.y, 1.36f);  // Rests on the shoulders.
  const Extent ties = extent_of(jeogori, "goreum");
  EXPECT_LT(ties.low.y, cloth.low.y - 0.2f);  // The ties hang far below the hem.
  float lowest = 9;
  float x_there = 0;
  for (const Mesh& mesh : jeogori.meshes) {
    if (mesh.name != "collar") continue;
    for (const glm::vec3& p : mesh.positions) {
      if (p.z > 0.05f && p.y < lowest) {
        lowest = p.y;
        x_there = p.x;
      }
    }
  }
  EXPECT_LT(x_there, -0.01f);  // +x is the wearer's left: the upper collar ends on the right chest.
}

TEST(DemoCostume, TheSkirtStartsAtTheChestAndReachesTheFloor) {
  const Model chima = chima_model();
  EXPECT_NEAR(extent_of(chima, "malgi").high.y, 1.40f, 0.03f);  // Straps over the shoulders.
  const Extent cloth = extent_of(chima, "cloth");
  EXPECT_GT(cloth.high.y, 1.13f);
  EXPECT_LT(cloth.low.y, 0.03f);
  EXPECT_GT(cloth.low.y, 0.0f);
  EXPECT_GT(cloth.high.x - cloth.low.x, 0.95f);  // A full bell.
  EXPECT_EQ(chima.variants.size(), 3u);
}

TEST(DemoCostume, GarmentsDoNotCutIntoTheBodyTheyAreCutFor) {
  EXPECT_LT(deepest(jeogori_model(), "cloth", Body::lady()), 0.012f);
  EXPECT_LT(deepest(chima_model(), "cloth", Body::lady()), 0.012f);
  EXPECT_LT(deepest(dangui_model(), "cloth", Body::lady()), 0.012f);
  EXPECT_LT(deepest(dopo_model(), "cloth", Body::lord()), 0.012f);
  EXPECT_LT(deepest(gollyongpo_model(), "cloth", Body::lord()), 0.012f);
}

TEST(DemoCostume, TheBodyIsSevenAndAHalfHeadsTall) {
  for (const Body& body : {Body::lady(), Body::lord()}) {
    EXPECT_NEAR(body.height / (body.height - body.chin_y()), 7.5f, 0.1f);
    EXPECT_LT(body_distance(body, {0, body.height - 0.02f, -0.012f}), 0);
    EXPECT_GT(body_distance(body, {0, body.height, -0.012f}), 0);
    EXPECT_GT(body_distance(body, {0.1f, -0.012f, 0.0f}), 0);
    EXPECT_LT(body_distance(body, body.wrist()), 0);
  }
}

TEST_F(DemoFolder, TheSameModelGivesTheSameBytes) {
  ASSERT_TRUE(write_gltf(norigae_model(), folder_ / "a", "norigae").has_value());
  ASSERT_TRUE(write_gltf(norigae_model(), folder_ / "b", "norigae").has_value());
  int compared = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_ / "a")) {
    EXPECT_EQ(bytes_of(entry.path()), bytes_of(folder_ / "b" / entry.path().filename())) << entry.path();
    ++compared;
  }
  EXPECT_GE(compared, 3);
}

TEST_F(DemoFolder, WhatIsWrittenIsReadBackAsItWas) {
  const Model written = chima_model();
  ASSERT_TRUE(write_gltf(written, folder_, "chima").has_value());
  auto files = ImportFiles::open({folder_, {}, "chima.gltf"});
  ASSERT_TRUE(files.has_value());
  const auto read = read_model(*files, {});
  ASSERT_TRUE(read.has_value()) << read.error().message;
  const auto count = [](const Model& model) {
    std::size_t sum = 0;
    for (const Mesh& mesh : model.meshes) sum += mesh.indices.size() / 3;
    return sum;
  };
  EXPECT_EQ(count(read->model), count(written));
  ASSERT_EQ(read->model.variants.size(), 3u);
  EXPECT_EQ(read->model.variants[1].name, "남 indigo");
  EXPECT_EQ(read->model.images.size(), written.images.size());
  bool silk = false;
  for (const Material& m : read->model.materials)
    silk = silk || (m.double_sided && m.sheen_color.x > 0.1f && m.texture(TextureSlot::Normal).present());
  EXPECT_TRUE(silk);
  for (const ReferenceState state : {ReferenceState::Missing, ReferenceState::Refused}) {
    for (const FileReference& reference : read->report.references)
      EXPECT_NE(reference.state, state) << reference.asked;
  }
}

TEST(DemoTexture, ClothRepeatsWithoutASeamAndIsTheSameEveryTime) {
  const Surface cloth = plain_silk();
  EXPECT_EQ(cloth.base_color.pixels, plain_silk().base_color.pixels);
  const int w = cloth.base_color.width;
  const auto value = [&](int x, int y) {
    return static_cast<int>(cloth.base_color.pixels[static_cast<std::size_t>((y * w + x) * 3)]);
  };
  double across_seam = 0;
  double inside = 0;
  for (int y = 0; y < cloth.base_color.height; ++y) {
    across_seam += std::abs(value(0, y) - value(w - 1, y));
    inside += std::abs(value(w / 2, y) - value(w / 2 - 1, y));
  }
  EXPECT_LT(across_seam, inside * 2 + w);
}

TEST(DemoTexture, GoldLeafIsMetalAndItsGroundIsNot) {
  const Surface band = gold_leaf_band(GoldBand::PeonyScroll, {0.1f, 0.2f, 0.5f}, 0.4f, 0.1f);
  int metal = 0;
  int cloth = 0;
  for (std::size_t i = 2; i < band.packed.pixels.size(); i += 3) {
    metal += band.packed.pixels[i] > 120 ? 1 : 0;
    cloth += band.packed.pixels[i] < 10 ? 1 : 0;
  }
  EXPECT_GT(metal, cloth / 12);
  EXPECT_GT(cloth, metal);
}

}  // namespace
}  // namespace bandaji
