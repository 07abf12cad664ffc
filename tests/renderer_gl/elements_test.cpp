// Points and lines of a model: how large, how lit, how cut and how picked.
#include <gtest/gtest.h>

#include <cmath>

#include "renderer/frame_block.h"
#include "scene.h"

namespace bandaji::test {
namespace {

Mesh cloud(std::vector<glm::vec3> positions, std::int32_t material = 0) {
  Mesh mesh;
  mesh.material = material;
  mesh.positions = std::move(positions);
  for (std::uint32_t i = 0; i < mesh.positions.size(); ++i) mesh.points.push_back(i);
  return mesh;
}

Mesh strip(std::vector<glm::vec3> positions, std::int32_t material = 0) {
  Mesh mesh;
  mesh.material = material;
  mesh.positions = std::move(positions);
  for (std::uint32_t i = 0; i + 1 < mesh.positions.size(); ++i)
    mesh.lines.insert(mesh.lines.end(), {i, i + 1});
  return mesh;
}

// Of the whole picture, in pixels.
double covered(const Image& image) {
  double sum = 0;
  for (std::size_t i = 3; i < image.pixels.size(); i += 4) sum += image.pixels[i] / 255.0;
  return sum;
}

ViewSettings fine() {
  ViewSettings settings = plain();
  settings.samples = 16;
  return settings;
}

TEST(Elements, APointIsADiscAndALineAStripOfTheSizeStated) {
  const PictureSize size{256, 256};
  ModelFacts one;
  one.points = 1;
  const ElementSize wanted = element_size(one, size.width, size.height);
  const Image disc = draw(model_of({cloud({{0, 0, 0}})}, {unlit({1, 1, 1, 1})}), facing(2), fine(), size);
  EXPECT_NEAR(covered(disc), 3.14159 * 0.25 * wanted.point_px * wanted.point_px, 0.8);
  EXPECT_EQ(at(disc, 128, 128).a, 255);

  // One metre is half the picture; the ends are square and stand out by half the width.
  const Image line =
      draw(model_of({strip({{-0.5f, 0, 0}, {0.5f, 0, 0}})}, {unlit({1, 1, 1, 1})}), facing(2), fine(), size);
  EXPECT_NEAR(covered(line), (128 + wanted.line_px) * wanted.line_px, 4);
}

TEST(Elements, TheSamePartOfThePictureIsCoveredAtEverySize) {
  const Model model = model_of({cloud({{0.3f, 0.2f, 0}}), strip({{-0.5f, -0.4f, 0}, {0.5f, 0.1f, 0}})},
                               {unlit({1, 1, 1, 1})});
  const double small = covered(draw(model, facing(2), fine(), {512, 512})) / (512.0 * 512);
  const double large = covered(draw(model, facing(2), fine(), {1024, 1024})) / (1024.0 * 1024);
  EXPECT_NEAR(large, small, 0.06 * small);
}

TEST(Elements, WithoutNormalsTheyShowTheirOwnColorUnderAnyLight) {
  Mesh mesh = cloud({{0, 0, 0}});
  mesh.colors = {{1, 0.5f, 0.25f, 1}};
  const Model model = model_of({mesh}, {colored({0.5f, 1, 1, 1})});
  for (const char* light : {"studio", "moonlight"}) {
    ViewSettings settings = plain();
    settings.light = light;
    settings.exposure_ev = 0;
    const Pixel p = at(draw(model, facing(2), settings, {256, 256}), 128, 128);
    EXPECT_NEAR(p.r, to_byte(0.5f), 1) << light;
    EXPECT_NEAR(p.g, to_byte(0.5f), 1) << light;
    EXPECT_NEAR(p.b, to_byte(0.25f), 1) << light;
  }
}

TEST(Elements, WithNormalsTheyAreLitAsASurfaceIs) {
  Mesh points = cloud({{0, 0, 0.001f}});
  points.normals = {{0, 0, 1}};
  const Model model = model_of({square({}, 2, 0), points}, {colored({0.4f, 0.3f, 0.2f, 1})});
  const Image image = draw(model, facing(2), plain(), {256, 256});
  const Pixel disc = at(image, 128, 128), wall = at(image, 140, 128);
  EXPECT_NEAR(disc.r, wall.r, 2);
  EXPECT_NEAR(disc.b, wall.b, 2);
  EXPECT_NE(wall.r, to_byte(0.4f));
}

TEST(Elements, StandInFrontOfAndBehindSurfaces) {
  const Model model = model_of({square({}, 1, 1), cloud({{0, 0, 0.1f}, {0.2f, 0, -0.1f}}),
                                strip({{-0.9f, 0.3f, -0.1f}, {0.9f, 0.3f, -0.1f}})},
                               {unlit({1, 0, 0, 1}), unlit({0, 0, 1, 1})});
  const Image image = draw(model, facing(2), plain(), {256, 256});
  EXPECT_EQ(at(image, 128, 128).r, 255);
  EXPECT_EQ(at(image, 153, 128).b, 255) << "the point behind is hidden";
  EXPECT_EQ(at(image, 128, 89).b, 255) << "so is the line";
  EXPECT_GT(at(image, 30, 89).r, 100) << "beside the square it is seen";
}

TEST(Elements, ALineThatEndsBehindTheEyeIsSeenUpToThere) {
  Camera camera;
  camera.eye = {0, 0, 2};
  camera.target = {0, 0, 0};
  const Model model = model_of({strip({{0, -0.5f, 0}, {0, -0.5f, 10}}), strip({{0, 0, 0}, {0.1f, 0, 0}})},
                               {unlit({1, 1, 1, 1})});
  const Image image = draw(model, camera, plain(), {128, 128});
  EXPECT_GT(at(image, 64, 126).a, 100) << "it runs out of the picture below";
  EXPECT_EQ(at(image, 64, 30).a, 0);
}

TEST(Elements, AreBlendedCutAndHiddenAsSurfacesAre) {
  const Model veiled = model_of({cloud({{0, 0, 0.1f}}), square({}, 1, 1)},
                                {unlit({1, 1, 1, 0.5f}, AlphaMode::Blend), unlit({0, 0, 0, 1})});
  const int gray = at(draw(veiled, facing(2), plain(), {256, 256}), 128, 128).r;
  EXPECT_GT(gray, 60);
  EXPECT_LT(gray, 230);
  const Model model = model_of({cloud({{0, 0, 0}})}, {unlit({1, 1, 1, 1})});
  ViewSettings cut = plain();
  cut.section = SectionPlane{{0, 0, 1}, -0.1f};
  EXPECT_EQ(covered(draw(model, facing(2), cut, {256, 256})), 0);
  ViewSettings hidden = plain();
  hidden.hidden_parts = {0};
  EXPECT_EQ(covered(draw(model, facing(2), hidden, {256, 256})), 0);
}

TEST(Elements, EveryShadingModeDrawsThem) {
  const Model model =
      model_of({cloud({{0.2f, 0, 0}}), strip({{-0.5f, 0, 0}, {0, 0, 0}})}, {colored({1, 1, 1, 1})});
  for (const ShadingMode mode :
       {ShadingMode::Shaded, ShadingMode::Unlit, ShadingMode::Clay, ShadingMode::Wireframe,
        ShadingMode::Normals, ShadingMode::UvChecker, ShadingMode::Depth}) {
    ViewSettings settings = plain();
    settings.mode = mode;
    const Image image = draw(model, facing(2), settings, {256, 256});
    EXPECT_EQ(at(image, 153, 128).a, 255) << static_cast<int>(mode);
    EXPECT_GT(at(image, 96, 128).a, 100) << static_cast<int>(mode);
  }
}

TEST(Elements, ArePickedWhereTheyAreSeen) {
  const GpuModel gpu =
      upload(model_of({cloud({{0.5f, 0, 0.2f}}), strip({{-0.5f, 0, 0.1f}, {0, 0, 0.1f}}), square({}, 3, 0)},
                      {unlit({1, 1, 1, 1})}));
  const auto pick = [&](int x, int y) { return preview().pick(gpu, facing(2), plain(), {256, 256}, x, y); };
  const auto point = pick(193, 128);
  ASSERT_TRUE(point.has_value() && point->has_value());
  EXPECT_TRUE((*point)->on_element);
  EXPECT_EQ((*point)->part, 0u);
  EXPECT_EQ((*point)->point, glm::vec3(0.5f, 0, 0.2f)) << "the point itself, not where its disc was touched";
  const auto line = pick(96, 128);
  ASSERT_TRUE(line.has_value() && line->has_value());
  EXPECT_TRUE((*line)->on_element);
  EXPECT_EQ((*line)->part, 1u);
  EXPECT_NEAR((*line)->point.x, -0.246f, 0.002f);
  EXPECT_NEAR((*line)->point.y, 0, 1e-6f);
  EXPECT_NEAR((*line)->point.z, 0.1f, 1e-6f);
  const auto beside = pick(96, 140);
  ASSERT_TRUE(beside.has_value() && beside->has_value());
  EXPECT_FALSE((*beside)->on_element);
  EXPECT_EQ((*beside)->part, 2u);
}

TEST(Elements, ThatAreDeformedMoveWithTheirPose) {
  Mesh mesh = cloud({{0, 0, 0}});
  MorphTarget aside;
  aside.positions = {{0.5f, 0, 0}};
  mesh.morphs.push_back(aside);
  Model model = model_of({mesh}, {unlit({1, 1, 1, 1})});
  model.nodes[0].morph_weights = {1};
  const Image image = draw(model, facing(2), plain(), {256, 256});
  EXPECT_EQ(at(image, 192, 128).a, 255);
  EXPECT_EQ(at(image, 128, 128).a, 0);
}

}  // namespace
}  // namespace bandaji::test
