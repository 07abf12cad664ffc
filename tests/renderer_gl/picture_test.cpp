// What a picture must be, whatever is drawn: exact edges, alpha, repeatability.
#include <gtest/gtest.h>

#include <epoxy/gl.h>

#include <thread>

#include "renderer/gl.h"
#include "renderer/turnaround.h"
#include "scene.h"

namespace bandaji::test {
namespace {

TEST(Picture, IsExactlyTransparentWhereNothingIs) {
  ViewSettings settings = plain();
  settings.ground = true;
  const Image image =
      draw(model_of({box({-0.2f, -0.2f, -0.2f}, {0.2f, 0.2f, 0.2f}, -1)}), facing(4), settings);
  for (const int y : {0, 5, 63}) {
    for (int x = 0; x < 64; ++x) EXPECT_EQ(at(image, x, y).a, 0) << x << "," << y;
  }
  EXPECT_EQ(at(image, 32, 32).a, 255);
}

TEST(Picture, PixelsOfAnOrthographicViewHaveTheirExactSize) {
  // One metre on 64 pixels for two metres: 32 pixels, from 16 to 47.
  const Image image = draw(model_of({square({}, 1, 0)}, {unlit({1, 1, 1, 1})}), facing(2), plain());
  for (const int y : {16, 32, 47}) {
    EXPECT_EQ(at(image, 15, y).a, 0);
    EXPECT_EQ(at(image, 16, y).a, 255);
    EXPECT_EQ(at(image, 47, y).a, 255);
    EXPECT_EQ(at(image, 48, y).a, 0);
  }
  EXPECT_EQ(at(image, 32, 15).a, 0);
  EXPECT_EQ(at(image, 32, 48).a, 0);
}

TEST(Picture, EdgesKeepTheSurfacesOwnColor) {
  Model model = model_of({square({}, 1.3f, 0)}, {unlit({0.8f, 0.2f, 0.1f, 1})});
  model.nodes[0].rotation = glm::angleAxis(0.4f, glm::vec3(0, 0, 1));
  const Image image = draw(model, facing(2), plain());
  const Pixel inside = at(image, 32, 32);
  int edges = 0;
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) {
      const Pixel p = at(image, x, y);
      if (p.a == 0 || p.a == 255) continue;
      ++edges;
      // Straight alpha: no dark halo.
      EXPECT_NEAR(p.r, inside.r, 2);
      EXPECT_NEAR(p.g, inside.g, 2);
      EXPECT_NEAR(p.b, inside.b, 2);
    }
  }
  EXPECT_GT(edges, 40);
}

TEST(Picture, OfAModelThatSharesTexturesWithAnotherIsThatOfTheModelAlone) {
  const auto image = [](std::uint8_t r, std::uint8_t g, std::uint8_t b) {
    return Image{2, 2, 3, ColorEncoding::Srgb, {r, g, b, r, g, b, r, g, b, r, g, b}};
  };
  const auto textured = [](std::int32_t picture) {
    Material material = unlit({1, 1, 1, 1});
    material.texture(TextureSlot::BaseColor).image = picture;
    return material;
  };
  Model before = model_of({square({}, 1, 0)}, {textured(0)});
  before.images = {image(200, 30, 20)};
  before.image_names = {"silk"};
  Model after =
      model_of({square({-0.5f, 0, 0}, 1, 0), square({0.5f, 0, 0}, 1, 1)}, {textured(0), textured(1)});
  after.images = {image(20, 40, 200), image(200, 30, 20)};
  after.image_names = {"dust", "silk"};
  const auto picture = [](GpuModel& model) {
    auto made = preview().picture(model, facing(2), plain(), {64, 64});
    EXPECT_TRUE(made);
    return *made;
  };
  GpuModel alone = upload(after);
  const Image expected = picture(alone);
  EXPECT_GT(at(expected, 20, 32).b, 150);
  EXPECT_GT(at(expected, 44, 32).r, 150);
  std::optional<GpuModel> first = upload(before);
  GpuModel second = upload(after, {.like = &*first});
  EXPECT_EQ(picture(second).pixels, expected.pixels);
  first.reset();  // What they share stays as long as one of them needs it.
  EXPECT_EQ(picture(second).pixels, expected.pixels);
}

TEST(Picture, TheTextureOfTheScreenIsPremultiplied) {
  const GpuModel model = upload(model_of({square({}, 10, 0)}, {unlit({1, 1, 1, 0.25f}, AlphaMode::Blend)}));
  auto name = preview().draw(model, facing(2), plain(), {8, 8}, 3);
  ASSERT_TRUE(name.has_value());
  std::vector<std::uint8_t> pixels(8 * 8 * 4);
  glBindTexture(GL_TEXTURE_2D, *name);
  glGetTexImage(GL_TEXTURE_2D, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
  glBindTexture(GL_TEXTURE_2D, 0);
  EXPECT_NEAR(pixels[3], 64, 1);
  EXPECT_NEAR(pixels[0], 64, 1);
}

TEST(Picture, IsTheSameEveryTimeToTheBit) {
  const GpuModel model = upload(
      model_of({ball({}, 0.7f, 0), box({-1, -1, -1}, {1, -0.8f, 1}, 0)}, {colored({0.5f, 0.3f, 0.2f, 1})}));
  ViewSettings settings;
  settings.ground = true;
  const Camera camera = frame_bounds(model.posed_bounds(0, true), {30, 20}, 1);
  const auto first = preview().picture(model, camera, settings, {96, 96});
  ViewSettings other = settings;
  other.light = "candle";
  other.light_rotation_degrees = 77;
  ASSERT_TRUE(preview().picture(model, camera, other, {50, 40}).has_value());
  const auto second = preview().picture(model, camera, settings, {96, 96});
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(first->pixels == second->pixels);
}

TEST(Picture, IsTheSameFromAnotherContext) {
  const Model model = model_of({ball({}, 0.7f, 0)}, {colored({0.5f, 0.3f, 0.2f, 1})});
  const Image here = draw(model, facing(2), plain());
  Image there;
  std::thread([&] {
    auto context = HeadlessContext::create();
    ASSERT_TRUE(context.has_value());
    EXPECT_FALSE(context->description().empty());
    auto other = Preview::create();
    ASSERT_TRUE(other.has_value());
    auto baked = BakedModel::open(*bake(model));
    auto gpu = GpuModel::upload(std::make_shared<BakedModel>(std::move(*baked)));
    ASSERT_TRUE(gpu.has_value());
    auto image = other->picture(*gpu, facing(2), plain(), {64, 64});
    ASSERT_TRUE(image.has_value());
    there = std::move(*image);
  }).join();
  EXPECT_TRUE(here.pixels == there.pixels);
}

TEST(Picture, TooLargeASizeIsAnErrorAndTheNextPictureWorks) {
  const GpuModel model = upload(model_of({square({}, 1, -1)}));
  const auto huge = preview().picture(model, facing(2), plain(), {1 << 20, 16});
  ASSERT_FALSE(huge.has_value());
  EXPECT_EQ(huge.error().kind, ErrorKind::Limit);
  EXPECT_FALSE(preview().picture(model, facing(2), plain(), {0, 16}).has_value());
  EXPECT_TRUE(preview().picture(model, facing(2), plain(), {16, 16}).has_value());
}

TEST(Picture, WithoutMemoryForItIsAnErrorAndTheNextPictureWorks) {
  const GpuModel model = upload(model_of({square({}, 1, 0)}, {unlit({1, 0, 0, 1})}));
  const auto before = preview().picture(model, facing(2), plain(), {32, 32});
  ASSERT_TRUE(before.has_value());
  // Two gigabytes of light and one of depth: a driver has them or says so.
  const auto huge = preview().draw(model, facing(2), plain(), {16384, 16384}, 3);
  if (!huge) {
    EXPECT_EQ(huge.error().kind, ErrorKind::Limit) << huge.error().message;
    EXPECT_LT(preview().gpu_memory().targets, 1u << 30) << "What could not be made is not kept.";
  }
  const auto after = preview().picture(model, facing(2), plain(), {32, 32});
  ASSERT_TRUE(after.has_value());
  EXPECT_TRUE(before->pixels == after->pixels);
}

TEST(Picture, TellsWhatMemoryOfTheGpuItHolds) {
  preview();  // Makes the context that all of these tests share.
  auto fresh = Preview::create();
  ASSERT_TRUE(fresh.has_value());
  EXPECT_EQ(fresh->gpu_memory().total(), 0u);
  Material veil = unlit({1, 1, 1, 0.5f}, AlphaMode::Blend);
  const GpuModel model =
      upload(model_of({square({}, 1, 0), square({0, 0, 0.3f}, 1, 1)}, {colored({1, 1, 1, 1}), veil}));
  EXPECT_EQ(model.texture_bytes(), 0u);
  EXPECT_GE(model.geometry_bytes(), 2u * (4 * 12 + 6 * 4));
  ASSERT_TRUE(fresh->picture(model, facing(2), plain(), {64, 48}).has_value());
  const GpuMemory memory = fresh->gpu_memory();
  EXPECT_EQ(memory.pictures, 64u * 48 * 4);
  EXPECT_GE(memory.targets, 64u * 48 * (12 + 16));
  EXPECT_GE(memory.shadows, 1024u * 1024 * 4);
  EXPECT_GE(memory.light, 6u * 64 * 64 * 8);
  EXPECT_EQ(memory.total(), memory.pictures + memory.targets + memory.shadows + memory.light);
}

TEST(Picture, LeavesTheCallersFramebufferAndViewport) {
  const GpuModel model = upload(model_of({square({}, 1, 0)}, {colored({1, 1, 1, 0.5f}, AlphaMode::Blend)}));
  const GlFramebuffer mine = GlFramebuffer::make();
  glBindFramebuffer(GL_FRAMEBUFFER, mine.name());
  glViewport(3, 4, 50, 60);
  glEnable(GL_SCISSOR_TEST);
  glScissor(0, 0, 1, 1);
  glColorMask(GL_FALSE, GL_TRUE, GL_TRUE, GL_TRUE);
  ViewSettings settings;
  settings.ground = true;
  settings.grid = true;
  const auto image = preview().picture(model, facing(2), settings, {32, 32});
  ASSERT_TRUE(image.has_value());
  EXPECT_GT(at(*image, 16, 16).r, 60);
  GLint framebuffer = 0, viewport[4] = {};
  glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &framebuffer);
  glGetIntegerv(GL_VIEWPORT, viewport);
  EXPECT_EQ(framebuffer, static_cast<GLint>(mine.name()));
  EXPECT_EQ(viewport[0], 3);
  EXPECT_EQ(viewport[3], 60);
  EXPECT_FALSE(glIsEnabled(GL_DEPTH_TEST));
  EXPECT_FALSE(glIsEnabled(GL_CULL_FACE));
  EXPECT_FALSE(glIsEnabled(GL_BLEND));
  EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

TEST(Picture, ABackdropOfOneColorIsThatColorEverywhere) {
  ViewSettings settings = plain();
  settings.backdrop = Backdrop::Color;
  settings.backdrop_srgb = {0.2f, 0.4f, 0.6f};
  const Image image = draw(model_of({square({}, 0.5f, 0)}, {unlit({1, 1, 1, 1})}), facing(2), settings);
  for (const auto& [x, y] : {std::pair{0, 0}, {21, 32}, {32, 22}, {63, 63}}) {
    const Pixel p = at(image, x, y);
    EXPECT_EQ(p.r, 51) << x;
    EXPECT_EQ(p.g, 102);
    EXPECT_EQ(p.b, 153);
    EXPECT_EQ(p.a, 255);
  }
}

TEST(Picture, OfAModelWithoutSurfacesIsJustTheBackdrop) {
  ViewSettings settings;
  settings.grid = true;
  settings.backdrop_srgb = glm::vec3(0.4f);
  const GpuModel model = upload(model_of({}));
  const auto image =
      preview().picture(model, frame_bounds(model.posed_bounds(0, true), {30, 20}, 1), settings, {16, 16});
  ASSERT_TRUE(image.has_value()) << image.error().message;
  for (int i = 0; i < 256; ++i) EXPECT_EQ(at(*image, i % 16, i / 16).g, 102);
  EXPECT_FALSE(draw_turnaround(preview(), model, settings).has_value());
}

TEST(Picture, SamplesPerPixelChangeEdgesOnly) {
  Model model = model_of({square({}, 1.3f, 0)}, {unlit({0.8f, 0.2f, 0.1f, 1})});
  model.nodes[0].rotation = glm::angleAxis(0.4f, glm::vec3(0, 0, 1));
  int edges_before = -1;
  for (const int samples : {1, 4, 9, 16}) {
    ViewSettings settings = plain();
    settings.samples = samples;
    const Image image = draw(model, facing(2), settings);
    EXPECT_EQ(at(image, 32, 32).a, 255);
    EXPECT_EQ(at(image, 0, 0).a, 0);
    int edges = 0;
    for (int i = 0; i < 64 * 64; ++i) edges += at(image, i % 64, i / 64).a % 255 != 0 ? 1 : 0;
    EXPECT_EQ(edges == 0, samples == 1);
    EXPECT_GE(edges, edges_before);
    edges_before = edges;
  }
}

}  // namespace
}  // namespace bandaji::test
