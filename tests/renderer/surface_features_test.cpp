#include "renderer/surface_features.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "renderer/shader.h"

namespace bandaji {
namespace {

using testing::HasSubstr;
using testing::Not;

Material with(std::initializer_list<TextureSlot> slots) {
  Material material;
  for (const TextureSlot slot : slots) material.texture(slot).image = 0;
  return material;
}

TEST(SurfaceFeatures, OcclusionInTheSamePictureNeedsNoSecondLookup) {
  Material material = with({TextureSlot::MetallicRoughness, TextureSlot::Occlusion});
  EXPECT_TRUE(features_of(material) & kFeatureOcclusionPacked);
  material.texture(TextureSlot::Occlusion).uv_set = 1;
  EXPECT_FALSE(features_of(material) & kFeatureOcclusionPacked);
  EXPECT_TRUE(features_of(material) & slot_bit(TextureSlot::Occlusion));
}

TEST(SurfaceFeatures, MapsOfLayersThatAreOffAreNotRead) {
  Material material = with({TextureSlot::SheenColor, TextureSlot::Clearcoat});
  EXPECT_TRUE(slots_of(features_of(material)).empty());
  material.sheen_color = glm::vec3(1);
  material.clearcoat = 0.5f;
  EXPECT_EQ(slots_of(features_of(material)).size(), 2u);
}

TEST(SurfaceFeatures, CutOutShapesStayCutOutInEveryMode) {
  Material material = with({TextureSlot::BaseColor});
  material.alpha_mode = AlphaMode::Mask;
  for (int mode = 0; mode <= static_cast<int>(ShadingMode::Depth); ++mode) {
    const std::uint64_t features = features_in_mode(features_of(material), static_cast<ShadingMode>(mode));
    EXPECT_TRUE(features & slot_bit(TextureSlot::BaseColor)) << mode;
    EXPECT_TRUE(features & kFeatureAlphaMask) << mode;
  }
}

TEST(SurfaceFeatures, TheBaseColorIsTheLastMapToGo) {
  std::uint64_t features = 0;
  for (unsigned i = 0; i < kTextureSlotCount; ++i) features |= 1ull << i;
  EXPECT_EQ(slots_of(limit_maps(features, 10)).size(), 10u);
  EXPECT_EQ(slots_of(limit_maps(features, 1)), std::vector<TextureSlot>{TextureSlot::BaseColor});
}

TEST(SurfaceFeatures, AProgramServesSurfacesThatNeedLessUnlessItWouldChangeThem) {
  Material plain, velvet = with({TextureSlot::BaseColor, TextureSlot::Normal});
  velvet.sheen_color = glm::vec3(1);
  EXPECT_TRUE(can_draw(features_of(velvet), features_of(plain)));
  EXPECT_FALSE(can_draw(features_of(plain), features_of(velvet)));
  Material lace = velvet;
  lace.alpha_mode = AlphaMode::Mask;
  EXPECT_FALSE(can_draw(features_of(lace), features_of(plain)));
  Material shown = velvet;
  shown.unlit = true;
  EXPECT_FALSE(can_draw(features_of(velvet), features_of(shown)));
}

TEST(SurfaceFeatures, DefinesNameEveryFeature) {
  Material material = with({TextureSlot::Normal});
  material.sheen_color = glm::vec3(1);
  const std::string text = defines_of(features_in_mode(features_of(material), ShadingMode::Shaded));
  EXPECT_THAT(text, HasSubstr("#define MAP_NORMAL\n"));
  EXPECT_THAT(text, HasSubstr("#define SHEEN\n"));
  EXPECT_THAT(text, HasSubstr("#define MODE 0\n"));
  EXPECT_THAT(text, Not(HasSubstr("CLEARCOAT")));
}

TEST(ShaderText, IncludesEachFileOnceAndStartsWithTheVersion) {
  const auto text = shader_text("surface.frag", "#define MODE 0\n");
  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(text->rfind("#version 410 core\n", 0), 0u);
  EXPECT_THAT(*text, Not(HasSubstr("#include")));
  const std::string block = "uniform Frame {";
  EXPECT_EQ(text->find(block), text->rfind(block));
  EXPECT_NE(text->find(block), std::string::npos);
}

TEST(ShaderText, AnUnknownNameIsAnError) {
  const auto text = shader_text("no such shader");
  ASSERT_FALSE(text.has_value());
  EXPECT_EQ(text.error().kind, ErrorKind::NotFound);
}

TEST(ViewSettings, NamesAndValuesMatch) {
  for (const char* name : {"neutral", "agx", "aces", "none"})
    EXPECT_EQ(to_string(parse_tone_map(name).value()), name);
  for (const char* name : {"shaded", "unlit", "clay", "wireframe", "normals", "uv", "depth"}) {
    EXPECT_EQ(to_string(parse_shading_mode(name).value()), name);
  }
  EXPECT_FALSE(parse_tone_map("filmic").has_value());
  EXPECT_FALSE(parse_shading_mode("Shaded").has_value());
}

}  // namespace
}  // namespace bandaji
