#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <map>
#include <set>

#include "app/demo/curve.h"
#include "app/demo/demo_production.h"
#include "app/demo/gltf_writer.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/set_joinery.h"
#include "app/demo/set_stage.h"
#include "app/demo/texture_architecture.h"
#include "db/fields.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

std::vector<DemoAsset> sets_and_props() {
  std::vector<DemoAsset> all = demo_set_assets();
  for (DemoAsset& asset : demo_prop_assets()) all.push_back(std::move(asset));
  return all;
}

const DemoAsset& named(const std::vector<DemoAsset>& assets, std::string_view file) {
  return *std::find_if(assets.begin(), assets.end(),
                       [&](const DemoAsset& a) { return a.file.find(file) != std::string::npos; });
}

std::size_t triangles_of(const Model& model) {
  std::size_t count = 0;
  for (const Mesh& mesh : model.meshes) count += mesh.indices.size() / 3;
  return count;
}

// The part of the triangles that look away from their own normals.
double share_of_turned_faces(const Model& model) {
  std::size_t against = 0;
  std::size_t all = 0;
  for (const Mesh& mesh : model.meshes) {
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
      const glm::vec3& a = mesh.positions[mesh.indices[i]];
      const glm::vec3 face =
          glm::cross(mesh.positions[mesh.indices[i + 1]] - a, mesh.positions[mesh.indices[i + 2]] - a);
      if (glm::length(face) < 1e-10f) continue;
      const glm::vec3 normal = mesh.normals[mesh.indices[i]] + mesh.normals[mesh.indices[i + 1]] +
                               mesh.normals[mesh.indices[i + 2]];
      ++all;
      if (glm::dot(face, normal) < 0) ++against;
    }
  }
  return static_cast<double>(against) / static_cast<double>(all);
}

// Six times the volume that the triangles enclose: positive when they look outwards.
float signed_volume(const Shape& shape) {
  float sum = 0;
  for (std::size_t i = 0; i + 2 < shape.indices.size(); i += 3) {
    sum += glm::dot(shape.positions[shape.indices[i]],
                    glm::cross(shape.positions[shape.indices[i + 1]], shape.positions[shape.indices[i + 2]]));
  }
  return sum;
}

// Shares of the picture that lie near a color, by sRGB distance.
float share_near(const Image& image, std::uint32_t rgb, float reach) {
  const glm::vec3 wanted = srgb_of(rgb);
  std::size_t hits = 0;
  const std::size_t count = image.pixels.size() / 3;
  for (std::size_t i = 0; i < count; ++i) {
    const glm::vec3 p =
        glm::vec3(image.pixels[3 * i], image.pixels[3 * i + 1], image.pixels[3 * i + 2]) / 255.0f;
    if (glm::length(p - wanted) < reach) ++hits;
  }
  return static_cast<float>(hits) / static_cast<float>(count);
}

}  // namespace

TEST(DemoSets, ThereAreThreeSetsAndAtLeastTenPropsEachFullyDescribedInBothLanguages) {
  EXPECT_EQ(demo_set_assets().size(), 3u);
  EXPECT_GE(demo_prop_assets().size(), 10u);
  std::set<std::string> files;
  for (const DemoAsset& asset : sets_and_props()) {
    EXPECT_TRUE(files.insert(asset.file).second) << asset.file << " is listed twice";
    EXPECT_FALSE(asset.name_ko.empty()) << asset.file;
    EXPECT_FALSE(asset.name_en.empty()) << asset.file;
    EXPECT_FALSE(asset.romanized.empty()) << asset.file;
    EXPECT_FALSE(asset.notes_ko.empty()) << asset.file;
    EXPECT_FALSE(asset.notes_en.empty()) << asset.file;
    EXPECT_FALSE(asset.tags.empty()) << asset.file;
    // One folder each, because pictures of different pieces share names.
    const std::filesystem::path path(asset.file);
    EXPECT_EQ(path.parent_path().filename(), path.stem()) << asset.file;
  }
}

TEST(DemoSets, EveryTermIsInTheVocabularyAndFitsAFieldOfItsKind) {
  for (const DemoAsset& asset : sets_and_props()) {
    EXPECT_NE(Vocabulary::shipped().find(asset.kind), nullptr) << asset.kind;
    for (const std::string& key : asset.terms) {
      const Term* term = Vocabulary::shipped().find(key);
      ASSERT_NE(term, nullptr) << asset.file << " names " << key;
      const auto fields = fields_for_kind(asset.kind);
      EXPECT_TRUE(std::any_of(fields.begin(), fields.end(),
                              [&](const FieldDefinition& f) { return f.facet == term->facet; }))
          << asset.file << ": " << asset.kind << " has no field for " << key;
    }
  }
}

TEST(DemoSets, PiecesStandOnTheGroundInTheirRealSizeWithinTheirBudgetAndLookOutwards) {
  // Widths in metres, as the department's drawings have them.
  const std::map<std::string, std::pair<float, float>> widths{
      {"daecheong", {8.0f, 11.0f}}, {"throne_hall", {12.0f, 16.0f}}, {"rooftop", {8.0f, 11.0f}},
      {"bandaji", {0.8f, 1.1f}},    {"moon_jar", {0.40f, 0.50f}},    {"soban", {0.35f, 0.6f}},
      {"fan", {0.45f, 0.75f}},      {"sword", {0.9f, 1.15f}},        {"folding_screen", {2.2f, 3.3f}}};
  for (const DemoAsset& asset : sets_and_props()) {
    const Model model = asset.build();
    const Bounds bounds = rest_bounds(model);
    EXPECT_NEAR(bounds.min.y, 0.0f, 0.02f) << asset.file;
    const bool set = asset.kind == "ak_set";
    EXPECT_LE(triangles_of(model), set ? 250000u : 30000u) << asset.file;
    EXPECT_GE(triangles_of(model), set ? 50000u : 1000u) << asset.file;
    const auto expected = widths.find(std::filesystem::path(asset.file).stem().string());
    if (expected != widths.end()) {
      EXPECT_GE(bounds.max.x - bounds.min.x, expected->second.first) << asset.file;
      EXPECT_LE(bounds.max.x - bounds.min.x, expected->second.second) << asset.file;
    }
    for (const Mesh& mesh : model.meshes) {
      ASSERT_EQ(mesh.normals.size(), mesh.positions.size()) << asset.file << " " << mesh.name;
      ASSERT_EQ(mesh.uv0.size(), mesh.positions.size()) << asset.file << " " << mesh.name;
      ASSERT_EQ(mesh.colors.size(), mesh.positions.size()) << asset.file << " " << mesh.name;
      for (std::size_t i = 0; i < mesh.positions.size(); ++i) {
        ASSERT_TRUE(std::isfinite(mesh.positions[i].x + mesh.positions[i].y + mesh.positions[i].z))
            << asset.file << " " << mesh.name;
        ASSERT_NEAR(glm::length(mesh.normals[i]), 1.0f, 1e-2f) << asset.file << " " << mesh.name;
      }
    }
    EXPECT_LT(share_of_turned_faces(model), 0.01) << asset.file;
    std::set<std::string> names(model.image_names.begin(), model.image_names.end());
    EXPECT_EQ(names.size(), model.image_names.size()) << asset.file << ": two pictures of one name";
  }
}

TEST(DemoSets, BuildingTwiceGivesTheSameModel) {
  const auto assets = sets_and_props();
  const DemoAsset& box = named(assets, "pearl_box");
  const Model first = box.build();
  const Model second = box.build();
  ASSERT_EQ(first.meshes.size(), second.meshes.size());
  for (std::size_t i = 0; i < first.meshes.size(); ++i) {
    EXPECT_EQ(first.meshes[i].positions, second.meshes[i].positions);
    EXPECT_EQ(first.meshes[i].colors, second.meshes[i].colors);
  }
  ASSERT_EQ(first.images.size(), second.images.size());
  for (std::size_t i = 0; i < first.images.size(); ++i)
    EXPECT_EQ(first.images[i].pixels, second.images[i].pixels) << first.image_names[i];
}

TEST(DemoSets, TheThroneHallIsOpenInFrontSoThatTheThroneIsSeen) {
  // From the camera of the thumbnails the line to the seat meets nothing before the dais.
  const auto assets = demo_set_assets();
  const Model model = named(assets, "throne_hall").build();
  const glm::vec3 seat(0, 2.2f, -2.9f);
  const float azimuth = -0.5585f;
  const float elevation = 0.2443f;
  const glm::vec3 toward(std::sin(azimuth) * std::cos(elevation), std::sin(elevation),
                         std::cos(azimuth) * std::cos(elevation));
  float nearest_hit = 1e9f;
  float farthest_hit = 0;
  for (const Mesh& mesh : model.meshes) {
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
      const glm::vec3 a = mesh.positions[mesh.indices[i]];
      const glm::vec3 u = mesh.positions[mesh.indices[i + 1]] - a;
      const glm::vec3 v = mesh.positions[mesh.indices[i + 2]] - a;
      const glm::vec3 p = glm::cross(toward, v);
      const float det = glm::dot(u, p);
      if (std::abs(det) < 1e-9f) continue;
      const glm::vec3 s = seat - a;
      const float x = glm::dot(s, p) / det;
      const glm::vec3 q = glm::cross(s, u);
      const float y = glm::dot(toward, q) / det;
      const float t = glm::dot(v, q) / det;
      if (x < 0 || y < 0 || x + y > 1 || t < 0) continue;
      nearest_hit = std::min(nearest_hit, t);
      farthest_hit = std::max(farthest_hit, t);
    }
  }
  EXPECT_LT(farthest_hit, 2.5f) << "something beyond the dais stands before the throne";
}

TEST(DemoSets, TheScreenShowsARedSunOnTheRightAndAWhiteMoonOnTheLeft) {
  const Image picture = sun_moon_peaks();
  const auto half = [&](bool right) {
    Image part{picture.width / 2, picture.height / 2, 3, picture.encoding, {}};
    for (int y = 0; y < part.height; ++y) {
      for (int x = 0; x < part.width; ++x) {
        const std::size_t from = (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                                  static_cast<std::size_t>(x + (right ? part.width : 0))) *
                                 3;
        for (std::size_t c = 0; c < 3; ++c) part.pixels.push_back(picture.pixels[from + c]);
      }
    }
    return part;
  };
  EXPECT_GT(share_near(half(true), 0xD0281E, 0.06f), 0.02f);
  EXPECT_LT(share_near(half(false), 0xD0281E, 0.06f), 0.001f);
  EXPECT_GT(share_near(half(false), 0xF6F2E4, 0.06f), 0.02f);
  EXPECT_LT(share_near(half(true), 0xF6F2E4, 0.06f), 0.005f);
}

TEST(DemoSets, WoodRepeatsWithoutASeam) {
  const Surface surface = wood(old_pine());
  const Image& image = surface.base_color;
  const auto pixel = [&](int x, int y) {
    const std::size_t at =
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)) *
        3;
    return glm::vec3(image.pixels[at], image.pixels[at + 1], image.pixels[at + 2]);
  };
  float inside = 0;
  float across = 0;
  for (int y = 0; y < image.height; ++y) {
    inside += glm::length(pixel(image.width / 2, y) - pixel(image.width / 2 - 1, y));
    across += glm::length(pixel(0, y) - pixel(image.width - 1, y));
  }
  EXPECT_LT(across, 2 * inside + 1);
}

TEST(DemoSets, CarpentersPiecesAndTubesLookOutwards) {
  EXPECT_GT(signed_volume(timber({0, 0, 0}, {1, 0.2f, 0.3f}, 0.1f, 0.2f)), 0);
  EXPECT_GT(signed_volume(timber({0, 0, 0}, {0, 1, 0}, 0.1f, 0.2f, {0.01f, 0.3f, {0, 0, 1}})), 0);
  EXPECT_GT(signed_volume(log_timber({0, 0, 0}, {0, 0.5f, 1}, 0.1f, 0.08f)), 0);
  EXPECT_GT(signed_volume(block({1, 1, 1}, {2, 3, 2}, 0.3f)), 0);
  EXPECT_GT(signed_volume(tube(Path({{0, 0, 0}, {0.2f, 0.5f, 0.1f}, {0, 1, 0.3f}}), 0.1f, 16, 12)), 0);
  EXPECT_GT(signed_volume(sweep(Path({{0, 0, 0}, {0, 0.1f, 1}}),
                                {{-0.1f, -0.1f}, {0.1f, -0.1f}, {0.1f, 0.1f}, {-0.1f, 0.1f}})),
            0);
}

TEST(DemoSets, ShadeGathersInCornersAndNotInTheOpen) {
  SurfacePantry pantry;
  Stage stage("corner", pantry);
  const std::int32_t gray = plain_finish(stage, "gray", 0x808080, 0.8f);
  stage.add("floor", gray, block({-2, -0.1f, -2}, {2, 0, 2}, 0.1f));
  stage.add("walls", gray, block({-2, 0, -2}, {2, 2, -1.9f}, 0.1f));
  stage.add("walls", gray, block({-2, 0, -1.9f}, {-1.9f, 2, 2}, 0.1f));
  const Model model = stage.finish(0.8f, 1);
  float corner = -1;
  float open = -1;
  const Mesh& floor = model.meshes[0];
  for (std::size_t i = 0; i < floor.positions.size(); ++i) {
    if (floor.normals[i].y < 0.5f) continue;
    if (glm::length(floor.positions[i] - glm::vec3(-1.8f, 0, -1.8f)) < 0.02f) corner = floor.colors[i].r;
    if (glm::length(floor.positions[i] - glm::vec3(1, 0, 1)) < 0.02f) open = floor.colors[i].r;
  }
  ASSERT_GE(corner, 0);
  EXPECT_NEAR(open, 1, 0.05f);
  EXPECT_LT(corner, open - 0.15f);
}

TEST(DemoSets, ALeafOfEveryLatticeStaysWithinItsFrame) {
  SurfacePantry pantry;
  for (const Lattice lattice :
       {Lattice::Ttisal, Lattice::Wanja, Lattice::Grid, Lattice::Bulbalgi, Lattice::Flower}) {
    Stage stage("leaf", pantry);
    LeafLook look;
    look.lattice = lattice;
    put_leaf(stage, look);
    const Bounds bounds = rest_bounds(stage.finish(0.1f));
    EXPECT_NEAR(bounds.max.x - bounds.min.x, look.width, 0.002f);
    EXPECT_NEAR(bounds.max.y - bounds.min.y, look.height, 0.002f);
    EXPECT_LT(bounds.max.z - bounds.min.z, 0.08f);
  }
}

}  // namespace bandaji
