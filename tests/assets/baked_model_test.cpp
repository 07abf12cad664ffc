#include "assets/baked_model.h"

#include <gtest/gtest.h>
#include <libdeflate.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <random>

#include "assets/bake.h"
#include "sample_model.h"

namespace bandaji {
namespace {

using test::checker_image;
using test::sample_model;

BakedModel open_baked(const Model& model) {
  auto bytes = bake(model);
  EXPECT_TRUE(bytes.has_value());
  auto baked = BakedModel::open(std::move(*bytes));
  EXPECT_TRUE(baked.has_value()) << (baked ? "" : baked.error().message);
  return std::move(*baked);
}

// A forger can compute checksums too, so the tests do.
void fix_checksum(std::vector<std::byte>& bytes) {
  const std::uint32_t checksum = libdeflate_crc32(0, bytes.data() + 16, bytes.size() - 16);
  std::memcpy(bytes.data() + 12, &checksum, 4);
}

TEST(BakedModel, gives_back_what_was_baked) {
  const Model model = sample_model();
  const BakedModel baked = open_baked(model);
  EXPECT_FALSE(baked.empty());
  ASSERT_EQ(baked.meshes().size(), 2u);
  const BakedMesh& mesh = baked.meshes()[0];
  EXPECT_EQ(mesh.name, "저고리");
  EXPECT_EQ(mesh.material, 0);
  EXPECT_EQ(mesh.vertex_count, 4u);
  EXPECT_EQ(mesh.indices.size(), 6u);
  EXPECT_EQ(mesh.bounds.max, glm::vec3(1, 2, 0));
  EXPECT_EQ(mesh.normals[0].z, 32767);
  EXPECT_EQ(mesh.tangents[0].w, -32767);
  EXPECT_EQ(mesh.colors[2].y, 32768);
  EXPECT_EQ(mesh.weights[1].x + mesh.weights[1].y, 65535);
  ASSERT_EQ(mesh.morphs.size(), 1u);
  EXPECT_EQ(mesh.morphs[0].name, "wide");
  EXPECT_EQ(mesh.morphs[0].positions[3], glm::vec3(1, 0, 0));
  ASSERT_EQ(baked.materials().size(), 2u);
  EXPECT_EQ(baked.materials()[0].name, "명주");
  EXPECT_EQ(baked.materials()[0].texture(TextureSlot::Normal).uv_transform[4], 0.5f);
  ASSERT_EQ(baked.nodes().size(), 3u);
  EXPECT_TRUE(baked.nodes()[2].matrix_only);
  EXPECT_EQ(baked.nodes()[1].meshes, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(baked.skins()[0].joints, (std::vector<std::int32_t>{0, 2}));
  ASSERT_EQ(baked.animations().size(), 1u);
  EXPECT_EQ(baked.animations()[0].channels[2].interpolation, Interpolation::CubicSpline);
  EXPECT_EQ(baked.variants()[0].materials[0].second, 1);
  EXPECT_EQ(baked.lights()[0].type, LightType::Spot);
  EXPECT_EQ(baked.facts().triangles, 4u);
  EXPECT_EQ(baked.facts().morph_targets, 2u);
  // Skinned to the root and to a joint one metre above it.
  EXPECT_FLOAT_EQ(baked.facts().bounds.min.y, 10.25f);
  EXPECT_FLOAT_EQ(baked.facts().bounds.max.y, 12.25f);
}

TEST(BakedModel, triangles_keep_their_corners_and_direction) {
  Model model;
  Mesh mesh;
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) mesh.positions.push_back({static_cast<float>(i), 0, 0});
  for (int i = 0; i < 900; ++i) mesh.indices.push_back(static_cast<std::uint32_t>(random() % 290));
  model.meshes = {mesh};
  // Each triangle as its corners' positions, beginning at the smallest: direction survives, order does not.
  const auto triangles = [](auto&& corner, std::size_t count) {
    std::vector<std::array<float, 3>> out;
    for (std::size_t i = 0; i < count; i += 3) {
      std::array<float, 3> t{corner(i), corner(i + 1), corner(i + 2)};
      if (t[0] == t[1] || t[1] == t[2] || t[0] == t[2]) continue;
      std::rotate(t.begin(), std::min_element(t.begin(), t.end()), t.end());
      out.push_back(t);
    }
    std::sort(out.begin(), out.end());
    return out;
  };
  const BakedModel baked = open_baked(model);
  const BakedMesh& out = baked.meshes()[0];
  EXPECT_EQ(triangles([&](std::size_t i) { return mesh.positions[mesh.indices[i]].x; }, mesh.indices.size()),
            triangles([&](std::size_t i) { return out.positions[out.indices[i]].x; }, out.indices.size()));
  EXPECT_LE(out.vertex_count, 290u) << "vertices that no triangle uses are left out";
}

TEST(BakedModel, pictures_come_back_exactly_with_every_mip) {
  const Model model = sample_model();
  const BakedModel baked = open_baked(model);
  ASSERT_EQ(baked.images().size(), 2u);
  EXPECT_EQ(baked.images()[0].mip_count, 3);  // 5x3, 2x1, 1x1.
  EXPECT_TRUE(baked.images()[0].has_alpha);
  EXPECT_FALSE(baked.images()[1].has_alpha);
  EXPECT_EQ(baked.images()[1].encoding, ColorEncoding::Linear);
  EXPECT_EQ(*baked.image_pixels(0, 0), model.images[0].pixels);
  EXPECT_EQ(baked.image_pixels(1, 3)->size(), 3u);
  EXPECT_EQ(baked.image_mip_chain(0)->size(), 4u * (15 + 2 + 1));
  // An even checker of linear data averages to its mean.
  EXPECT_EQ((*baked.image_pixels(1, 1))[0], 128);
}

TEST(BakedModel, an_empty_model_is_empty_but_whole) {
  EXPECT_TRUE(BakedModel().empty());
  const BakedModel baked = open_baked(Model());
  EXPECT_TRUE(baked.empty());
  EXPECT_TRUE(baked.facts().bounds.empty());
}

TEST(BakedModel, a_file_is_mapped_and_another_version_is_told_apart) {
  auto bytes = *bake(sample_model());
  const auto path = std::filesystem::temp_directory_path() / ("bandaji-baked-" + std::to_string(::getpid()));
  const auto save = [&] {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  };
  save();
  const auto opened = BakedModel::open_file(path);
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(opened->bytes().size(), bytes.size());
  bytes[8] = std::byte{99};
  save();
  EXPECT_EQ(BakedModel::open_file(path).error().kind, ErrorKind::NewerVersion);
  std::filesystem::remove(path);
  EXPECT_EQ(BakedModel::open_file(path).error().kind, ErrorKind::NotFound);
}

TEST(BakedModel, one_flipped_bit_anywhere_is_noticed) {
  const auto good = *bake(sample_model());
  std::mt19937 random(1);
  for (int i = 0; i < 300; ++i) {
    auto bytes = good;
    bytes[random() % bytes.size()] ^= static_cast<std::byte>(1u << (random() % 8));
    EXPECT_FALSE(BakedModel::open(std::move(bytes)).has_value());
  }
}

// Reads everything that open() promised to be readable.
double touch(const BakedModel& model) {
  double sum = 0;
  for (const BakedMesh& mesh : model.meshes()) {
    for (const std::uint32_t i : mesh.indices) {
      sum += mesh.positions[i].x;
      if (!mesh.normals.empty()) sum += mesh.normals[i].x;
      if (!mesh.tangents.empty()) sum += mesh.tangents[i].w;
      if (!mesh.uv0.empty()) sum += mesh.uv0[i].y;
      if (!mesh.uv1.empty()) sum += mesh.uv1[i].y;
      if (!mesh.colors.empty()) sum += mesh.colors[i].w;
      if (!mesh.weights.empty()) sum += mesh.weights[i].w;
      for (const BakedMorph& morph : mesh.morphs) {
        if (!morph.positions.empty()) sum += morph.positions[i].z;
        if (!morph.normals.empty()) sum += morph.normals[i].z;
      }
    }
    if (mesh.material >= 0) sum += model.materials()[static_cast<std::size_t>(mesh.material)].roughness;
  }
  for (std::size_t i = 0; i < model.nodes().size(); ++i) {
    const Node& node = model.nodes()[i];
    EXPECT_LT(node.parent, static_cast<std::int32_t>(i));
    for (const std::uint32_t m : node.meshes) {
      const BakedMesh& mesh = model.meshes()[m];
      if (node.skin < 0) continue;
      for (const auto& joints : mesh.joints) {
        for (int k = 0; k < 4; ++k) {
          const Skin& skin = model.skins()[static_cast<std::size_t>(node.skin)];
          sum += model.nodes()[static_cast<std::size_t>(skin.joints.at(joints[k]))].translation.x;
        }
      }
    }
  }
  for (std::size_t i = 0; i < model.images().size(); ++i) {
    if (const auto pixels = model.image_mip_chain(i)) sum += pixels->back();
  }
  for (const PunctualLight& light : model.lights()) sum += model.nodes()[light.node].scale.x;
  return sum;
}

TEST(BakedModel, a_forged_block_is_refused_or_harmless) {
  const auto good = *bake(sample_model());
  std::mt19937 random(20260101);
  const auto any = [&](std::size_t below) { return static_cast<std::size_t>(random()) % below; };
  int refused = 0;
  int opened = 0;
  for (int round = 0; round < 20000; ++round) {
    auto bytes = good;
    for (std::size_t edits = 1 + any(4); edits > 0; --edits) {
      // Half of the edits go to the records, which are the smaller and more dangerous part.
      std::uint64_t records = 0;
      std::memcpy(&records, good.data() + 24, 8);
      const std::size_t at = any(2) == 0 ? records + any(good.size() - records) : any(good.size());
      static constexpr std::uint32_t kNasty[] = {0,           1,           0x7FFF'FFFF, 0x8000'0000,
                                                 0xFFFF'FFFF, 0x7F80'0000, 0x7FC0'0000, 0x0001'0000};
      switch (any(5)) {
        case 0:
          bytes.at(std::min(at, bytes.size() - 1)) ^= static_cast<std::byte>(1u << any(8));
          break;
        case 1:
          bytes.at(std::min(at, bytes.size() - 1)) = static_cast<std::byte>(random());
          break;
        case 2:
        case 3:
          if (at + 4 <= bytes.size()) std::memcpy(bytes.data() + at, &kNasty[any(std::size(kNasty))], 4);
          break;
        default:
          if (any(8) == 0) bytes.resize(std::max<std::size_t>(1, any(bytes.size())));
          break;
      }
    }
    // Sizes a careful forger would mend.
    if (bytes.size() >= 64 && any(4) != 0) {
      const std::uint64_t size = bytes.size();
      std::memcpy(bytes.data() + 16, &size, 8);
      fix_checksum(bytes);
    }
    const auto model = BakedModel::open(std::move(bytes));
    if (model) {
      ++opened;
      EXPECT_TRUE(std::isfinite(touch(*model)));
    } else {
      ++refused;
      EXPECT_FALSE(model.error().message.empty());
    }
  }
  // Both must happen, or the mutations test nothing.
  EXPECT_GT(refused, 1000);
  EXPECT_GT(opened, 1000);
}

TEST(BakedModel, numbers_that_are_not_finite_are_refused) {
  for (const float bad : {NAN, INFINITY, -INFINITY, 1e38f}) {
    Model model = sample_model();
    model.meshes[1].positions[2].y = bad;
    EXPECT_FALSE(BakedModel::open(*bake(model)).has_value());
    model = sample_model();
    model.nodes[0].rotation.x = bad;
    EXPECT_FALSE(BakedModel::open(*bake(model)).has_value());
    model = sample_model();
    model.animations[0].channels[0].values[3] = bad;
    EXPECT_FALSE(BakedModel::open(*bake(model)).has_value());
  }
}

TEST(BakedModel, joints_beyond_the_skin_are_refused) {
  auto bytes = *bake(sample_model());
  // The first vertex's joints, 0 1 0 0, beside three equal ones.
  std::vector<std::uint16_t> joints;
  for (int i = 0; i < 4; ++i) joints.insert(joints.end(), {0, 1, 0, 0});
  const auto pattern = std::as_bytes(std::span(joints));
  const auto found = std::search(bytes.begin(), bytes.end(), pattern.begin(), pattern.end());
  ASSERT_NE(found, bytes.end());
  *(found + 2) = std::byte{2};
  fix_checksum(bytes);
  EXPECT_FALSE(BakedModel::open(std::move(bytes)).has_value());
}

}  // namespace
}  // namespace bandaji
