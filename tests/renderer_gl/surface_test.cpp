// What surfaces look like: energy, textures, alpha, sides, layers.
#include <gtest/gtest.h>

#include <cmath>

#include "scene.h"

namespace bandaji::test {
namespace {

// A light of the same radiance from everywhere, for as long as the object lives.
struct EvenLight {
  explicit EvenLight(float radiance) {
    HdrImage image{64, 32, std::vector<float>(64 * 32 * 3, radiance)};
    EXPECT_TRUE(preview().set_environment(image).has_value());
  }
  ~EvenLight() { preview().clear_environment(); }
};

Image checker(int channels, std::vector<std::uint8_t> four_texels,
              ColorEncoding encoding = ColorEncoding::Srgb) {
  // 16 x 16 with a quarter per texel, so that filtering leaves the middles alone.
  Image image;
  image.width = image.height = 16;
  image.channels = channels;
  image.encoding = encoding;
  for (int y = 0; y < 16; ++y) {
    for (int x = 0; x < 16; ++x) {
      const int cell = (y / 8) * 2 + x / 8;
      for (int c = 0; c < channels; ++c)
        image.pixels.push_back(four_texels[static_cast<std::size_t>(cell * channels + c)]);
    }
  }
  return image;
}

Model textured_square(Image image, Material material) {
  material.texture(TextureSlot::BaseColor).image = 0;
  Model model = model_of({square({}, 2, 0)}, {material});
  model.images.push_back(std::move(image));
  model.image_names.push_back("embedded");
  return model;
}

TEST(Surface, NeitherLosesNorMakesLightInAWhiteRoom) {
  const EvenLight light(0.5f);
  for (const float metallic : {0.0f, 1.0f}) {
    for (const float roughness : {0.0f, 0.25f, 0.5f, 0.75f, 1.0f}) {
      Material material = colored({1, 1, 1, 1});
      material.metallic = metallic;
      material.roughness = roughness;
      const Image image = draw(model_of({ball({}, 0.9f, 0)}, {material}), facing(2), plain());
      for (const auto& [x, y] : {std::pair{32, 32}, {20, 32}, {32, 48}, {8, 32}}) {
        EXPECT_NEAR(to_linear(at(image, x, y).g), 0.5f, 0.035f)
            << metallic << " " << roughness << " at " << x;
      }
    }
  }
}

TEST(Surface, LayersNeverAddMoreLightThanArrives) {
  const EvenLight light(0.5f);
  Material velvet = colored({1, 1, 1, 1});
  velvet.sheen_color = glm::vec3(1);
  velvet.sheen_roughness = 0.5f;
  Material lacquer = colored({1, 1, 1, 1});
  lacquer.clearcoat = 1;
  lacquer.clearcoat_roughness = 0.1f;
  for (const Material& material : {velvet, lacquer}) {
    const Image image = draw(model_of({ball({}, 0.9f, 0)}, {material}), facing(2), plain());
    for (int x = 6; x < 58; x += 4) {
      EXPECT_LE(to_linear(at(image, x, 32).g), 0.53f);
      EXPECT_GE(to_linear(at(image, x, 32).g), 0.40f);
    }
  }
}

TEST(Surface, ADarkMirrorShowsTheLight) {
  const EvenLight light(0.7f);
  Material mirror = colored({1, 1, 1, 1});
  mirror.metallic = 1;
  mirror.roughness = 0;
  const Image image = draw(model_of({square({}, 3, 0)}, {mirror}), facing(2), plain());
  EXPECT_NEAR(to_linear(at(image, 32, 32).r), 0.7f, 0.02f);
}

TEST(Surface, AnUnlitColorIsShownAsItIsUnderTheNeutralCurve) {
  // The last ones are colors that the curve itself never gives.
  for (const glm::vec3& color : {glm::vec3(0.02f, 0.5f, 0.1f), glm::vec3(0.9f, 0.85f, 0.8f), glm::vec3(0),
                                 glm::vec3(0, 0.5f, 1), glm::vec3(1, 0, 0), glm::vec3(1)}) {
    ViewSettings settings = plain();
    settings.tone_map = ToneMap::Neutral;
    settings.exposure_ev = 1.5f;
    const Image image = draw(model_of({square({}, 3, 0)}, {unlit(glm::vec4(color, 1))}), facing(2), settings);
    EXPECT_NEAR(at(image, 32, 32).r, to_byte(color.r), 2);
    EXPECT_NEAR(at(image, 32, 32).g, to_byte(color.g), 2);
    EXPECT_NEAR(at(image, 32, 32).b, to_byte(color.b), 2);
  }
}

TEST(Surface, TexturesStandUprightAndInTheirOwnEncoding) {
  // Top left red, top right green, bottom left blue, bottom right mid gray.
  const Image picture = checker(3, {255, 0, 0, 0, 255, 0, 0, 0, 255, 128, 128, 128});
  const Image image = draw(textured_square(picture, unlit({1, 1, 1, 1})), facing(2), plain());
  EXPECT_GT(at(image, 12, 12).r, 250);
  EXPECT_GT(at(image, 52, 12).g, 250);
  EXPECT_GT(at(image, 12, 52).b, 250);
  EXPECT_NEAR(at(image, 52, 52).r, 128, 2);
}

TEST(Surface, GrayPicturesColorAllChannelsAndCarryTheirAlpha) {
  const Image image = draw(textured_square(checker(2, {200, 255, 200, 255, 200, 255, 200, 51}),
                                           unlit({1, 1, 1, 1}, AlphaMode::Blend)),
                           facing(2), plain());
  EXPECT_NEAR(at(image, 12, 12).r, 200, 2);
  EXPECT_NEAR(at(image, 12, 12).b, 200, 2);
  EXPECT_NEAR(at(image, 52, 52).a, 51, 3);
}

TEST(Surface, TextureTransformsAndWrappingApply) {
  Model model =
      textured_square(checker(3, {255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255}), unlit({1, 1, 1, 1}));
  TextureRef& texture = model.materials[0].texture(TextureSlot::BaseColor);
  texture.uv_transform = {1, 0, 0, 1, 0.5f, 0};  // Half a picture to the right.
  EXPECT_GT(at(draw(model, facing(2), plain()), 12, 12).g, 250);
  EXPECT_GT(at(draw(model, facing(2), plain()), 52, 12).r, 250);
  texture.wrap_u = Wrap::ClampToEdge;
  EXPECT_GT(at(draw(model, facing(2), plain()), 52, 12).g, 250);
}

TEST(Surface, TheSecondUvSetIsUsedWhereAskedFor) {
  Model model =
      textured_square(checker(3, {255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255}), unlit({1, 1, 1, 1}));
  model.meshes[0].uv1.assign(4, {0.75f, 0.25f});
  model.materials[0].texture(TextureSlot::BaseColor).uv_set = 1;
  const Image image = draw(model, facing(2), plain());
  EXPECT_GT(at(image, 12, 52).g, 250);
  EXPECT_LT(at(image, 12, 52).b, 5);
}

TEST(Surface, VertexColorsMultiplyTheBaseColor) {
  Model model = model_of({square({}, 3, 0)}, {unlit({0.5f, 1, 1, 1})});
  model.meshes[0].colors.assign(4, {1, 0.5f, 0, 1});
  const Pixel p = at(draw(model, facing(2), plain()), 32, 32);
  EXPECT_NEAR(p.r, to_byte(0.5f), 2);
  EXPECT_NEAR(p.g, to_byte(0.5f), 2);
  EXPECT_EQ(p.b, 0);
}

TEST(Surface, AlphaMaskIsOpaqueOrAbsent) {
  Material material = unlit({1, 1, 1, 1}, AlphaMode::Mask);
  material.alpha_cutoff = 0.6f;
  const Image image =
      draw(textured_square(checker(4, {9, 9, 9, 140, 9, 9, 9, 170, 9, 9, 9, 0, 9, 9, 9, 255}), material),
           facing(2), plain());
  EXPECT_EQ(at(image, 12, 12).a, 0);
  EXPECT_EQ(at(image, 52, 12).a, 255);
  EXPECT_EQ(at(image, 12, 52).a, 0);
  EXPECT_EQ(at(image, 52, 52).a, 255);
}

TEST(Surface, OpaqueMaterialsIgnoreTheirAlpha) {
  EXPECT_EQ(at(draw(model_of({square({}, 3, 0)}, {unlit({1, 1, 1, 0.1f})}), facing(2), plain()), 32, 32).a,
            255);
}

TEST(Surface, VeilsBlendRightInAnyOrder) {
  const Material red = unlit({1, 0, 0, 0.5f}, AlphaMode::Blend),
                 blue = unlit({0, 0, 1, 0.5f}, AlphaMode::Blend);
  const Mesh near = square({0, 0, 0.1f}, 3, 0), far = square({0, 0, -0.1f}, 3, 1);
  const Image one = draw(model_of({near, far}, {red, blue}), facing(2), plain());
  const Image other = draw(model_of({far, near}, {red, blue}), facing(2), plain());
  EXPECT_TRUE(one.pixels == other.pixels);
  const Pixel p = at(one, 32, 32);
  EXPECT_NEAR(p.a, 191, 2);                      // 1 - 0.5 * 0.5
  EXPECT_NEAR(to_linear(p.r), 2.0f / 3, 0.02f);  // Two parts of the near one, one of the far.
  EXPECT_NEAR(to_linear(p.b), 1.0f / 3, 0.02f);
}

TEST(Surface, VeilsThatPierceEachOtherBlendRightOnBothSides) {
  const Material red = unlit({1, 0, 0, 0.5f}, AlphaMode::Blend),
                 blue = unlit({0, 0, 1, 0.5f}, AlphaMode::Blend);
  Model model = model_of({square({}, 3, 0), square({}, 3, 1)}, {red, blue});
  model.nodes[0].meshes = {0};
  Node turned;
  turned.meshes = {1};
  turned.rotation = glm::angleAxis(0.6f, glm::vec3(0, 1, 0));
  model.nodes.push_back(turned);
  const Image image = draw(model, facing(2), plain());
  // Turned about +Y, the blue one is nearer on the left.
  EXPECT_GT(at(image, 12, 32).b, at(image, 12, 32).r);
  EXPECT_GT(at(image, 52, 32).r, at(image, 52, 32).b);
}

TEST(Surface, AVeilBehindAWallIsNotSeen) {
  const Image image = draw(model_of({square({0, 0, 0.2f}, 1, 0), square({}, 3, 1)},
                                    {unlit({0, 1, 0, 1}), unlit({1, 0, 0, 0.5f}, AlphaMode::Blend)}),
                           facing(2), plain());
  EXPECT_EQ(at(image, 32, 32).r, 0);
  EXPECT_EQ(at(image, 32, 32).g, 255);
  EXPECT_NEAR(at(image, 4, 4).a, 128, 1);
}

TEST(Surface, BacksAreSeenOnlyOfTwoSidedMaterials) {
  Model model = model_of({square({}, 1, 0)}, {unlit({1, 1, 1, 1})});
  model.nodes[0].rotation = glm::angleAxis(3.14159f, glm::vec3(0, 1, 0));
  EXPECT_EQ(at(draw(model, facing(2), plain()), 32, 32).a, 0);
  model.materials[0].double_sided = true;
  EXPECT_EQ(at(draw(model, facing(2), plain()), 32, 32).a, 255);
}

TEST(Surface, AMirroredNodeStillShowsItsFront) {
  Model model = model_of({square({}, 1, 0)}, {unlit({1, 1, 1, 1})});
  model.nodes[0].scale = {-1, 1, 1};
  EXPECT_EQ(at(draw(model, facing(2), plain()), 32, 32).a, 255);
}

TEST(Surface, MeshesWithoutNormalsAreShadedFlat) {
  const EvenLight light(0.5f);
  Mesh mesh = square({}, 3, -1);
  mesh.normals.clear();
  const Image image = draw(model_of({mesh}), facing(2), plain());
  EXPECT_NEAR(to_linear(at(image, 32, 32).g), 0.5f, 0.05f);
}

TEST(Surface, NormalMapsTurnTowardsTheLightOnBothSides) {
  // A light from +X only.
  HdrImage sky{64, 32, std::vector<float>(64 * 32 * 3, 0.02f)};
  for (int y = 8; y < 24; ++y) {
    for (int x = 28; x < 36; ++x) {
      for (int c = 0; c < 3; ++c) sky.pixels[static_cast<std::size_t>(3 * (y * 64 + x) + c)] = 8;
    }
  }
  ASSERT_TRUE(preview().set_environment(sky).has_value());
  Material material = colored({1, 1, 1, 1});
  material.double_sided = true;
  material.texture(TextureSlot::Normal).image = 0;
  Model model = model_of({square({}, 3, 0)}, {material});
  // Left half bent towards +U, right half towards -U.
  model.images.push_back(
      checker(3, {230, 128, 200, 26, 128, 200, 230, 128, 200, 26, 128, 200}, ColorEncoding::Linear));
  model.image_names.push_back("embedded");
  const Image front = draw(model, facing(2), plain());
  EXPECT_GT(at(front, 16, 32).g, at(front, 48, 32).g + 30);
  // From behind, +U points to -X of the picture but still to +X of the world.
  Camera behind = facing(2);
  behind.eye.z = -5;
  const Image back = draw(model, behind, plain());
  EXPECT_GT(std::abs(at(back, 16, 32).g - at(back, 48, 32).g), 30);
  preview().clear_environment();
}

TEST(Surface, EmissionGlowsInTheDark) {
  const EvenLight light(0);
  Material material = colored({0, 0, 0, 1});
  material.emissive = {0.25f, 0.5f, 0};
  const Pixel p = at(draw(model_of({square({}, 3, 0)}, {material}), facing(2), plain()), 32, 32);
  EXPECT_NEAR(to_linear(p.r), 0.25f, 0.01f);
  EXPECT_NEAR(to_linear(p.g), 0.5f, 0.01f);
  EXPECT_EQ(p.b, 0);
}

TEST(Surface, AFilesOwnLampLightsIt) {
  const EvenLight light(0);
  Model model = model_of({square({}, 3, 0)}, {colored({1, 1, 1, 1})});
  model.lights.push_back({});
  model.lights[0].type = LightType::Directional;
  model.lights[0].intensity = 1.5f;
  model.lights[0].color = {1, 0.5f, 0};
  Node holder;  // Shines along -Z: straight onto the square.
  model.nodes.push_back(holder);
  model.lights[0].node = 1;
  const Pixel p = at(draw(model, facing(2), plain()), 32, 32);
  EXPECT_NEAR(to_linear(p.r), 1.5f / 3.1416f, 0.06f);
  EXPECT_NEAR(to_linear(p.g), 0.75f / 3.1416f, 0.04f);
}

TEST(Surface, GlassTintsWhatStandsBehindIt) {
  Material glass = colored({1, 0.2f, 0.2f, 1});
  glass.transmission = 1;
  glass.roughness = 0;
  const Image image = draw(model_of({square({0, 0, 0.2f}, 1, 0), square({0, 0, -0.2f}, 3, 1)},
                                    {glass, unlit({0.8f, 0.8f, 0.8f, 1})}),
                           facing(2), plain());
  const Pixel through = at(image, 32, 32), beside = at(image, 4, 4);
  EXPECT_EQ(through.a, 255);
  EXPECT_GT(through.r, through.g + 60);
  EXPECT_NEAR(beside.r, beside.g, 1);
}

TEST(Surface, LooksTheSameWhateverElseIsInTheModel) {
  // The neighbour's material has every map, and the program is shared with it.
  Material simple = colored({0.6f, 0.3f, 0.2f, 1});
  simple.roughness = 0.4f;
  Material rich = colored({1, 1, 1, 1});
  rich.sheen_color = glm::vec3(0.5f);
  rich.sheen_roughness = 0.5f;
  rich.clearcoat = 1;
  for (const TextureSlot slot :
       {TextureSlot::BaseColor, TextureSlot::MetallicRoughness, TextureSlot::Normal, TextureSlot::Occlusion})
    rich.texture(slot).image = 0;
  Model alone = model_of({ball({}, 0.6f, 0)}, {simple});
  Model together = model_of({ball({}, 0.6f, 0), ball({0, 0, -50}, 0.1f, 1)}, {simple, rich});
  together.images.push_back(checker(3, {9, 90, 9, 90, 9, 9, 9, 9, 90, 90, 90, 90}, ColorEncoding::Linear));
  together.image_names.push_back("embedded");
  ViewSettings settings = plain();
  settings.shadows = false;
  const Image one = draw(alone, facing(2), settings), other = draw(together, facing(2), settings);
  for (int i = 0; i < 64 * 64; ++i) {
    const Pixel a = at(one, i % 64, i / 64), b = at(other, i % 64, i / 64);
    ASSERT_LE(std::abs(a.r - b.r) + std::abs(a.g - b.g) + std::abs(a.b - b.b), 6) << i % 64 << "," << i / 64;
  }
}

TEST(Surface, VariantsExchangeMaterials) {
  Model model = model_of({square({}, 3, 0)}, {unlit({1, 0, 0, 1}), unlit({0, 0, 1, 1})});
  model.variants.push_back({"blue", {{0, 1}}});
  EXPECT_EQ(at(draw(model, facing(2), plain()), 32, 32).r, 255);
  ViewSettings settings = plain();
  settings.variant = 0;
  EXPECT_EQ(at(draw(model, facing(2), settings), 32, 32).b, 255);
  settings.variant = 7;
  EXPECT_EQ(at(draw(model, facing(2), settings), 32, 32).r, 255);
}

TEST(Surface, AnimationMovesWhatIsDrawn) {
  Model model = model_of({square({}, 0.5f, 0)}, {unlit({1, 1, 1, 1})});
  Animation animation;
  animation.duration = 1;
  animation.channels.push_back(
      {0, AnimatedProperty::Translation, Interpolation::Linear, {0, 1}, {0, 0, 0, 1, 0, 0}});
  model.animations.push_back(animation);
  const GpuModel gpu = upload(model);
  ViewSettings settings = plain();
  settings.time_seconds = 0.5f;
  const auto moved = preview().picture(gpu, facing(2), settings, {64, 64});
  settings.animate = false;
  const auto rest = preview().picture(gpu, facing(2), settings, {64, 64});
  ASSERT_TRUE(moved && rest);
  EXPECT_EQ(at(*moved, 48, 32).a, 255);
  EXPECT_EQ(at(*moved, 32, 32).a, 0);
  EXPECT_EQ(at(*rest, 32, 32).a, 255);
  EXPECT_NEAR(gpu.posed_bounds(0.5f, true).center().x, 0.5f, 1e-5f);
  EXPECT_NEAR(gpu.posed_bounds(0.5f, false).center().x, 0, 1e-5f);
}

TEST(Surface, ASkinnedMeshIsDrawnWhereItsJointsAre) {
  Model model = model_of({square({}, 0.5f, 0)}, {unlit({1, 1, 1, 1})});
  model.meshes[0].joints.assign(4, {0, 0, 0, 0});
  model.meshes[0].weights.assign(4, {1, 0, 0, 0});
  model.nodes[0].skin = 0;
  Node joint;
  joint.translation = {0.5f, 0, 0};
  model.nodes.push_back(joint);
  model.skins.push_back({{1}, {glm::mat4(1)}});
  const Image image = draw(model, facing(2), plain());
  EXPECT_EQ(at(image, 48, 32).a, 255);
  EXPECT_EQ(at(image, 32, 32).a, 0);
}

}  // namespace
}  // namespace bandaji::test
