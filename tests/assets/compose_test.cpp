#include "assets/compose.h"

#include <gtest/gtest.h>
#include <cmath>

#include <glm/gtc/matrix_transform.hpp>

#include "assets/compose_cache.h"
#include "assets/srgb.h"
#include "assets/surface_bake.h"
#include "tests/assets/sample_model.h"

namespace bandaji::test {
namespace {

// A wall of `edge` metres that looks to +Z, its lower edge at y = 0, cut into 16 x 16 squares.
Model wall(float edge, float repeats, const char* material = "silk") {
  Model model;
  Mesh mesh;
  mesh.name = "wall";
  mesh.material = 0;
  constexpr int kSquares = 16;
  for (int y = 0; y <= kSquares; ++y)
    for (int x = 0; x <= kSquares; ++x) {
      const float u = static_cast<float>(x) / kSquares, v = static_cast<float>(y) / kSquares;
      mesh.positions.emplace_back((u - 0.5f) * edge, v * edge, 0);
      mesh.normals.emplace_back(0, 0, 1);
      mesh.uv0.emplace_back(u * repeats, (1 - v) * repeats);
    }
  for (std::uint32_t y = 0; y < kSquares; ++y)
    for (std::uint32_t x = 0; x < kSquares; ++x) {
      const std::uint32_t a = y * (kSquares + 1) + x, b = a + 1, c = a + kSquares + 1, d = c + 1;
      mesh.indices.insert(mesh.indices.end(), {a, b, d, a, d, c});
    }
  model.meshes = {mesh};
  Material cloth;
  cloth.name = material;
  cloth.roughness = 0.7f;
  cloth.base_color = {0.8f, 0.8f, 0.8f, 1};
  model.materials = {cloth};
  Node node;
  node.name = "wall node";
  node.meshes = {0};
  model.nodes = {node};
  return model;
}

std::shared_ptr<const BakedModel> baked(const Model& model) {
  auto bytes = bake(model);
  EXPECT_TRUE(bytes);
  auto opened = BakedModel::open(std::move(*bytes));
  EXPECT_TRUE(opened) << opened.error().message;
  return std::make_shared<const BakedModel>(std::move(*opened));
}

ComposePart part(std::shared_ptr<const BakedModel> model, const char* name = "part") {
  ComposePart made;
  made.name = name;
  made.model = std::move(model);
  return made;
}

BakedModel composed(const std::vector<ComposePart>& parts) {
  auto made = compose(parts, {});
  EXPECT_TRUE(made) << made.error().message;
  return std::move(*made);
}

// Mean color of the composed base color picture in a band of heights of the picture, as sRGB bytes.
glm::vec3 mean(const BakedModel& model, std::size_t image, float from, float to) {
  const BakedImage& facts = model.images()[image];
  const auto pixels = model.image_pixels(image, 0);
  EXPECT_TRUE(pixels);
  glm::vec3 sum(0);
  int count = 0;
  for (int y = static_cast<int>(from * static_cast<float>(facts.height));
       y < static_cast<int>(to * static_cast<float>(facts.height)); ++y)
    for (int x = facts.width / 8; x < facts.width * 7 / 8; ++x) {
      const std::size_t at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(facts.width) +
                              static_cast<std::size_t>(x)) *
                             static_cast<std::size_t>(facts.channels);
      sum += glm::vec3((*pixels)[at], (*pixels)[at + 1], (*pixels)[at + 2]);
      ++count;
    }
  return sum / static_cast<float>(count);
}

TEST(Compose, EveryPartStandsWhereItWasPlacedUnderANodeOfItsName) {
  const auto model = baked(wall(1, 1));
  ComposePart left = part(model, "저고리"), right = part(model, "치마");
  right.placement = glm::translate(glm::mat4(1), glm::vec3(3, 1, 0));
  const BakedModel made = composed({left, right});
  ASSERT_EQ(made.nodes().size(), 4u);
  EXPECT_EQ(made.nodes()[0].name, "저고리");
  EXPECT_EQ(made.nodes()[2].name, "치마");
  EXPECT_EQ(made.nodes()[3].parent, 2);
  EXPECT_FLOAT_EQ(made.facts().bounds.max.x, 3.5f);
  EXPECT_FLOAT_EQ(made.facts().bounds.max.y, 2.0f);
  EXPECT_FLOAT_EQ(made.facts().bounds.min.x, -0.5f);
  // The same thing twice is stored once.
  EXPECT_EQ(made.meshes().size(), 1u);
  EXPECT_EQ(made.nodes()[1].meshes, made.nodes()[3].meshes);
}

TEST(Compose, SkinsAnimationsLightsAndPicturesFollowTheirPart) {
  const auto sample = baked(sample_model());
  const BakedModel made = composed({part(baked(wall(1, 1))), part(sample)});
  ASSERT_EQ(made.skins().size(), 1u);
  EXPECT_EQ(made.nodes()[static_cast<std::size_t>(made.skins()[0].joints[1])].name, "arm");
  ASSERT_EQ(made.animations().size(), 1u);
  EXPECT_EQ(made.nodes()[made.animations()[0].channels[0].node].name, "arm");
  EXPECT_EQ(made.nodes()[made.lights()[0].node].name, "arm");
  ASSERT_EQ(made.images().size(), sample->images().size());
  EXPECT_EQ(*made.image_pixels(0, 0), *sample->image_pixels(0, 0));
  EXPECT_EQ(made.meshes()[1].positions.size(), sample->meshes()[0].positions.size());
}

TEST(Compose, AHiddenPartAndTheStandOfAPropAreLeftOut) {
  Model with_stand = wall(1, 1);
  Node stand;
  stand.name = "받침 (stand)";
  stand.meshes = {0};
  stand.translation = {0, -5, 0};
  with_stand.nodes.push_back(stand);
  ComposePart fan = part(baked(with_stand));
  fan.without_stand = true;
  ComposePart hidden = part(baked(wall(9, 1)));
  hidden.shown = false;
  const BakedModel made = composed({fan, hidden});
  EXPECT_FLOAT_EQ(made.facts().bounds.min.y, 0);
  EXPECT_FLOAT_EQ(made.facts().bounds.max.y, 1);
}

TEST(Compose, AVariantOfTheFileExchangesTheMaterials) {
  const auto sample = baked(sample_model());
  ComposePart winter = part(sample);
  winter.variant = 0;
  const BakedModel made = composed({winter});
  EXPECT_EQ(made.materials()[static_cast<std::size_t>(made.meshes()[0].material)].name, "gold");
  EXPECT_EQ(made.materials()[static_cast<std::size_t>(made.meshes()[1].material)].name, "명주");
  EXPECT_TRUE(made.variants().empty());
}

TEST(Compose, AColorwayChangesTheMaterialOfItsNameAndNoOther) {
  ComposePart dyed = part(baked(wall(1, 1)));
  dyed.colors = {{"silk", {0.5f, 0.1f, 0.2f}}};
  EXPECT_EQ(composed({dyed}).materials()[0].base_color, glm::vec4(0.5f, 0.1f, 0.2f, 1));
  dyed.colors = {{"gold", {0.5f, 0.1f, 0.2f}}};
  EXPECT_EQ(composed({dyed}).materials()[0].base_color, glm::vec4(0.8f, 0.8f, 0.8f, 1));
}

TEST(Compose, RecoloringKeepsGoldThreadOnTheSilk) {
  Image silk{8, 8, 3, ColorEncoding::Srgb, {}};
  for (int i = 0; i < 64; ++i) {
    const bool gold = i % 8 == 0;
    const std::uint8_t texel[3] = {static_cast<std::uint8_t>(gold ? 220 : 150),
                                   static_cast<std::uint8_t>(gold ? 180 : 20),
                                   static_cast<std::uint8_t>(gold ? 60 : 40)};
    silk.pixels.insert(silk.pixels.end(), texel, texel + 3);
  }
  const Image blue = recolored(silk, {0.02f, 0.05f, 0.4f});
  EXPECT_NEAR(blue.pixels[0], 220, 3);  // The thread.
  EXPECT_NEAR(blue.pixels[1], 180, 3);
  EXPECT_GT(blue.pixels[3 + 2], 150);  // The ground is blue now.
  EXPECT_LT(blue.pixels[3 + 0], 60);
}

TEST(Compose, MudLiesAtTheHemAndNotAtTheShoulders) {
  ComposePart dress = part(baked(wall(1.7f, 1)));
  SurfaceLayer mud;
  mud.pattern = SpreadPattern::Rising;
  mud.color = {0.05f, 0.03f, 0.02f};
  mud.strength = 0.8f;
  mud.roughness = 0.2f;
  mud.roughness_share = 1;
  dress.layers = {mud};
  const BakedModel made = composed({dress});
  const Material& material = made.materials()[static_cast<std::size_t>(made.meshes()[0].material)];
  ASSERT_TRUE(material.texture(TextureSlot::BaseColor).present());
  ASSERT_TRUE(material.texture(TextureSlot::MetallicRoughness).present());
  const auto image = static_cast<std::size_t>(material.texture(TextureSlot::BaseColor).image);
  // The wall's own coordinates have the top of the picture at its top.
  EXPECT_LT(mean(made, image, 0.95f, 1.0f).r, 150);
  EXPECT_GT(mean(made, image, 0.0f, 0.4f).r, 220);
  const auto gloss = static_cast<std::size_t>(material.texture(TextureSlot::MetallicRoughness).image);
  EXPECT_LT(mean(made, gloss, 0.95f, 1.0f).g, 120);
  EXPECT_NEAR(mean(made, gloss, 0.0f, 0.4f).g, 0.7f * 255, 2);
}

TEST(Compose, AMaskSaysWhereALayerLiesAndItsStrengthHowMuch) {
  ComposePart dress = part(baked(wall(1, 1)));
  SurfaceLayer blood;
  blood.color = {0.2f, 0, 0};
  Image mask{2, 2, 1, ColorEncoding::Linear, {255, 255, 0, 0}};
  blood.mask = std::make_shared<const Image>(mask);
  dress.layers = {blood};
  const BakedModel whole = composed({dress});
  EXPECT_LT(mean(whole, 0, 0.24f, 0.26f).g, 60);
  EXPECT_GT(mean(whole, 0, 0.72f, 0.78f).g, 210);
  dress.layers[0].strength = 0.5f;
  const glm::vec3 half = mean(composed({dress}), 0, 0.22f, 0.28f);
  EXPECT_GT(half.g, 100);
  EXPECT_LT(half.g, 200);
}

TEST(Compose, ClothByTheMetreIsLaidOutSoThatAStainIsNotRepeated) {
  Model model = wall(1, 6);
  model.images = {checker_image(8, 8, 3)};
  model.image_names = {"weave"};
  model.materials[0].texture(TextureSlot::BaseColor).image = 0;
  model.materials[0].texture(TextureSlot::Normal).image = 0;
  ComposePart dress = part(baked(model));
  SurfaceLayer spot;
  spot.pattern = SpreadPattern::Rising;
  spot.strength = 0.4f;
  dress.layers = {spot};
  const BakedModel made = composed({dress});
  const BakedMesh& mesh = made.meshes()[0];
  ASSERT_EQ(mesh.uv1.size(), mesh.positions.size());
  for (std::size_t v = 0; v < mesh.uv0.size(); ++v) {
    EXPECT_GE(mesh.uv0[v].x, 0);
    EXPECT_LE(mesh.uv0[v].x, 1);
  }
  EXPECT_TRUE(lies_once(mesh.uv0, mesh.indices));
  const Material& material = made.materials()[static_cast<std::size_t>(mesh.material)];
  EXPECT_EQ(material.texture(TextureSlot::BaseColor).uv_set, 0);
  EXPECT_EQ(material.texture(TextureSlot::Normal).uv_set, 1);  // The weave stays as fine as it was.
}

TEST(Compose, LaterLayersCoverEarlierOnes) {
  ComposePart dress = part(baked(wall(1, 1)));
  SurfaceLayer red, green;
  red.color = {1, 0, 0};
  green.color = {0, 1, 0};
  dress.layers = {red, green};
  EXPECT_GT(mean(composed({dress}), 0, 0.3f, 0.6f).g, 250);
  dress.layers = {green, red};
  EXPECT_LT(mean(composed({dress}), 0, 0.3f, 0.6f).g, 5);
}

TEST(Compose, TearsCutHolesIntoClothAndNeverIntoSkin) {
  SurfaceLayer tears;
  tears.cuts = true;
  ComposePart cloth = part(baked(wall(1, 1))), face = part(baked(wall(1, 1, "skin")));
  cloth.layers = face.layers = {tears};
  const BakedModel torn = composed({cloth});
  EXPECT_EQ(torn.materials()[0].alpha_mode, AlphaMode::Mask);
  EXPECT_TRUE(torn.images()[0].has_alpha);
  const BakedModel whole = composed({face});
  EXPECT_EQ(whole.materials()[0].alpha_mode, AlphaMode::Opaque);
  EXPECT_TRUE(whole.images().empty());
}

TEST(Compose, MakeupIsPaintedOnSkinOnly) {
  PaintLayer rouge;
  rouge.picture = std::make_shared<const Image>(Image{1, 1, 4, ColorEncoding::Srgb, {200, 0, 0, 128}});
  ComposePart face = part(baked(wall(1, 1, "skin"))), hair = part(baked(wall(1, 1, "hair")));
  face.paints = hair.paints = {rouge};
  const BakedModel painted = composed({face});
  ASSERT_EQ(painted.images().size(), 1u);
  const glm::vec3 color = mean(painted, 0, 0.2f, 0.8f);
  EXPECT_GT(color.r, color.g + 20);
  EXPECT_TRUE(composed({hair}).images().empty());
}

TEST(Compose, TheSamePartsGiveTheSameBytes) {
  ComposePart dress = part(baked(wall(1, 3)));
  SurfaceLayer blood;
  blood.pattern = SpreadPattern::Spattered;
  blood.color = {0.2f, 0, 0};
  dress.layers = {blood};
  const BakedModel first = composed({dress}), second = composed({dress});
  EXPECT_TRUE(
      std::equal(first.bytes().begin(), first.bytes().end(), second.bytes().begin(), second.bytes().end()));
  dress.layers[0].seed = 2;
  const BakedModel other = composed({dress});
  EXPECT_FALSE(
      std::equal(first.bytes().begin(), first.bytes().end(), other.bytes().begin(), other.bytes().end()));
}

bool same_bytes(const BakedModel& a, const BakedModel& b) {
  return std::equal(a.bytes().begin(), a.bytes().end(), b.bytes().begin(), b.bytes().end());
}

TEST(Compose, WhatAnEarlierCompositionMadeServesTheNextAndChangesNothing) {
  Model silk = wall(1, 2);
  silk.images = {checker_image(64, 64, 3)};
  silk.image_names = {"weave"};
  silk.materials[0].texture(TextureSlot::BaseColor).image = 0;
  ComposePart dress = part(baked(silk)), ribbon = part(baked(silk));
  dress.key = "dress";
  ribbon.key = "ribbon";
  ribbon.colors = {{"silk", {0.1f, 0.2f, 0.6f}}};
  SurfaceLayer dust;
  dust.pattern = SpreadPattern::Settled;
  dust.color = {0.3f, 0.25f, 0.2f};
  dust.strength = 0.5f;
  dress.layers = {dust};
  ComposeCache cache;
  ComposeOptions kept;
  kept.cache = &cache;
  const auto make = [&](const ComposeOptions& options) {
    auto made = compose(std::vector{dress, ribbon}, options);
    EXPECT_TRUE(made) << made.error().message;
    return std::move(*made);
  };
  const BakedModel alone = make({});
  EXPECT_TRUE(same_bytes(make(kept), alone));
  EXPECT_TRUE(same_bytes(make(kept), alone));
  // Anything that changes how it looks is made anew.
  dress.layers[0].strength = 0.9f;
  const BakedModel dustier = make({});
  EXPECT_FALSE(same_bytes(dustier, alone));
  EXPECT_TRUE(same_bytes(make(kept), dustier));
  ribbon.colors[0].color = {0.6f, 0.1f, 0.1f};
  EXPECT_TRUE(same_bytes(make(kept), make({})));
  dress.placement = glm::translate(glm::mat4(1), glm::vec3(0, 0.5f, 0));
  EXPECT_TRUE(same_bytes(make(kept), make({})));
}

TEST(Compose, TheCacheLetsGoOfWhatWasNotAskedForLongest) {
  const auto made = [](std::size_t vertices) {
    auto surface = std::make_shared<MadeSurface>();
    surface->uv0.resize(vertices);
    return surface;
  };
  const ContentHash a = hash_text("a"), b = hash_text("b"), c = hash_text("c");
  ComposeCache cache(2 * made(1000)->bytes() + 100);
  cache.keep(a, made(1000));
  cache.keep(b, made(1000));
  EXPECT_TRUE(cache.find(a));
  cache.keep(c, made(1000));
  EXPECT_TRUE(cache.find(a));
  EXPECT_FALSE(cache.find(b));
  EXPECT_TRUE(cache.find(c));
}

TEST(Compose, LessDetailIsCoarserAndLooksTheSameFromAfar) {
  ComposePart dress = part(baked(wall(1.7f, 1)));
  for (const SpreadPattern pattern : {SpreadPattern::Rising, SpreadPattern::Settled, SpreadPattern::Soaked}) {
    SurfaceLayer layer;
    layer.pattern = pattern;
    layer.color = {0.05f, 0.03f, 0.02f};
    layer.strength = 0.6f;
    dress.layers = {layer};
    ComposeOptions rough;
    rough.detail = 0.25f;
    const auto coarse = compose(std::vector{dress}, rough);
    ASSERT_TRUE(coarse);
    const BakedModel fine = composed({dress});
    EXPECT_NEAR(coarse->images()[0].width * 4, fine.images()[0].width, 4 * 64);
    for (const float from : {0.0f, 0.25f, 0.5f, 0.75f}) {
      const glm::vec3 difference = mean(*coarse, 0, from, from + 0.25f) - mean(fine, 0, from, from + 0.25f);
      EXPECT_LT(std::abs(difference.g), 3) << from;
    }
  }
}

// Amounts are worked out for every second texel: what lies between must be what the layer says there.
TEST(Compose, ALayerLiesWhereItsPatternSays) {
  SurfaceLayer layer;
  layer.pattern = SpreadPattern::Blotched;
  layer.color = {0, 0, 0};
  layer.strength = 0.8f;
  ComposePart dress = part(baked(wall(1, 1)));
  dress.layers = {layer};
  const BakedModel made = composed({dress});
  const BakedImage& facts = made.images()[0];
  const auto pixels = made.image_pixels(0, 0);
  ASSERT_TRUE(pixels);
  LayerSpread spread(layer);
  double off = 0;
  int count = 0;
  for (int y = 2; y < facts.height - 2; y += 3)
    for (int x = 2; x < facts.width - 2; x += 3) {
      SurfacePlace place;
      const float u = (static_cast<float>(x) + 0.5f) / static_cast<float>(facts.width),
                  v = (static_cast<float>(y) + 0.5f) / static_cast<float>(facts.height);
      place.position = {u - 0.5f, 1 - v, 0};
      place.normal = {0, 0, 1};
      place.uv = {u, v};
      const float wanted = 0.8f * (1 - spread.at(place));
      const std::uint8_t byte =
          (*pixels)[4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(facts.width) +
                         static_cast<std::size_t>(x))];
      off += std::abs(static_cast<double>(srgb_to_linear(static_cast<float>(byte) / 255) - wanted));
      ++count;
    }
  EXPECT_LT(off / count, 0.01);
}

TEST(Compose, StoppingIsSaid) {
  std::stop_source stop;
  stop.request_stop();
  const auto made = compose(std::vector{part(baked(wall(1, 1)))}, {}, stop.get_token());
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace bandaji::test
