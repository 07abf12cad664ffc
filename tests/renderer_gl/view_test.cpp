// Light, tone, floor, modes and turnarounds.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "renderer/turnaround.h"
#include "scene.h"

namespace bandaji::test {
namespace {

// The display value of an emitted radiance.
glm::vec3 shown(const glm::vec3& radiance, ToneMap curve, float exposure_ev = 0) {
  HdrImage dark{64, 32, std::vector<float>(64 * 32 * 3, 0.0f)};
  EXPECT_TRUE(preview().set_environment(dark).has_value());
  Material lamp = colored({0, 0, 0, 1});
  lamp.emissive = radiance;
  ViewSettings settings = plain();
  settings.tone_map = curve;
  settings.exposure_ev = exposure_ev;
  const Pixel p = at(draw(model_of({square({}, 3, 0)}, {lamp}), facing(2), settings, {8, 8}), 4, 4);
  preview().clear_environment();
  return {to_linear(p.r), to_linear(p.g), to_linear(p.b)};
}

TEST(ToneMaps, NeutralKeepsColorsOfMaterialsAndCompressesHighlights) {
  // Below the shoulder only the 4 % of the mirror reflection goes.
  const glm::vec3 mid = shown({0.5f, 0.3f, 0.2f}, ToneMap::Neutral);
  EXPECT_NEAR(mid.r, 0.46f, 0.01f);
  EXPECT_NEAR(mid.g, 0.26f, 0.01f);
  EXPECT_NEAR(mid.b, 0.16f, 0.01f);
  const float bright = shown(glm::vec3(4), ToneMap::Neutral).r;
  EXPECT_GT(bright, 0.9f);
  EXPECT_LT(bright, 1.0f);
  // The formula of the specification, for a gray of 2.
  const float peak = 1.96f, room = 0.24f;
  EXPECT_NEAR(shown(glm::vec3(2), ToneMap::Neutral).g, 1 - room * room / (peak + room - 0.76f), 0.01f);
}

TEST(ToneMaps, AllCurvesRiseAndStayInRange) {
  for (const ToneMap curve : {ToneMap::Neutral, ToneMap::Agx, ToneMap::Aces, ToneMap::None}) {
    float before = -1;
    for (const float v : {0.0f, 0.02f, 0.1f, 0.3f, 0.6f, 0.9f, 2.0f, 20.0f}) {
      const float out = shown(glm::vec3(v), curve).g;
      EXPECT_GE(out, before - 1e-3f) << to_string(curve) << " " << v;
      EXPECT_LE(out, 1);
      before = out;
    }
    EXPECT_GT(before, 0.85f) << to_string(curve);
    EXPECT_LT(shown(glm::vec3(0), curve).g, 0.01f);
  }
}

TEST(ToneMaps, MiddleGrayLandsWhereEachCurveIsKnownToPutIt) {
  EXPECT_NEAR(shown(glm::vec3(0.18f), ToneMap::None).g, 0.18f, 0.005f);
  EXPECT_NEAR(shown(glm::vec3(0.18f), ToneMap::Neutral).g, 0.14f, 0.005f);
  EXPECT_NEAR(shown(glm::vec3(0.18f), ToneMap::Agx).g, 0.18f, 0.04f);
  EXPECT_NEAR(shown(glm::vec3(0.18f), ToneMap::Aces).g, 0.18f, 0.05f);
}

TEST(ToneMaps, ExposureCountsInStops) {
  EXPECT_NEAR(shown(glm::vec3(0.1f), ToneMap::None, 2).g, 0.4f, 0.01f);
  EXPECT_NEAR(shown(glm::vec3(0.4f), ToneMap::None, -1).g, 0.2f, 0.01f);
}

TEST(Light, EveryPresetShowsAWhiteBallWithoutBurningItOut) {
  const GpuModel model = upload(model_of({ball({}, 0.9f, 0)}, {colored({0.8f, 0.8f, 0.8f, 1})}));
  for (const LightPreset& preset : light_presets()) {
    ViewSettings settings = plain();
    settings.light = std::string(preset.name);
    settings.tone_map = ToneMap::Neutral;
    const auto image = preview().picture(model, facing(2), settings, {64, 64});
    ASSERT_TRUE(image.has_value());
    int brightest = 0, darkest = 255;
    for (int i = 10; i < 54; ++i) {
      for (const Pixel& p : {at(*image, i, 32), at(*image, 32, i)})
        brightest = std::max(brightest, p.g), darkest = std::min(darkest, p.g);
    }
    EXPECT_GT(brightest, 90) << preset.name;
    EXPECT_LT(brightest, 255) << preset.name;
    EXPECT_GT(brightest, darkest + 8) << preset.name;
  }
}

TEST(Light, AnUnknownNameIsTheStudio) {
  const Model model = model_of({ball({}, 0.9f, 0)}, {colored({0.8f, 0.5f, 0.3f, 1})});
  ViewSettings studio = plain(), unknown = plain();
  unknown.light = "no such light";
  EXPECT_TRUE(draw(model, facing(2), studio).pixels == draw(model, facing(2), unknown).pixels);
}

TEST(Light, RotationTurnsTheLightAboutTheVertical) {
  // A lamp at +X of the picture of the surroundings.
  HdrImage sky{64, 32, std::vector<float>(64 * 32 * 3, 0.02f)};
  for (int y = 12; y < 20; ++y) {
    for (int x = 28; x < 36; ++x) {
      for (int c = 0; c < 3; ++c) sky.pixels[static_cast<std::size_t>(3 * (y * 64 + x) + c)] = 20;
    }
  }
  ASSERT_TRUE(preview().set_environment(sky).has_value());
  const GpuModel model = upload(model_of({ball({}, 0.9f, 0)}, {colored({1, 1, 1, 1})}));
  const auto side = [&](float degrees) {
    ViewSettings settings = plain();
    settings.light_rotation_degrees = degrees;
    const auto image = preview().picture(model, facing(2), settings, {64, 64});
    return at(*image, 54, 32).g - at(*image, 9, 32).g;
  };
  EXPECT_GT(side(0), 60);
  EXPECT_LT(side(180), -60);
  EXPECT_NEAR(side(90), 0, 12);  // Behind the ball.
  preview().clear_environment();
}

TEST(Light, TheKeyLightThrowsShadowsOnTheModelUnlessToldNotTo) {
  // A shelf above a wall, lit from above in front.
  const GpuModel model = upload(
      model_of({square({}, 3, 0), box({-1, 0.3f, 0}, {1, 0.4f, 0.5f}, 0)}, {colored({0.7f, 0.7f, 0.7f, 1})}));
  ViewSettings settings = plain();
  settings.tone_map = ToneMap::Neutral;
  const auto with = preview().picture(model, facing(2), settings, {64, 64});
  settings.shadows = false;
  const auto without = preview().picture(model, facing(2), settings, {64, 64});
  ASSERT_TRUE(with && without);
  EXPECT_LT(at(*with, 32, 26).g + 15, at(*without, 32, 26).g);  // Just below the shelf.
  EXPECT_NEAR(at(*with, 32, 4).g, at(*without, 32, 4).g, 3);    // Above it.
}

TEST(Floor, ShowsItsShadowAsDarkAlphaOnTransparentPictures) {
  const GpuModel model =
      upload(model_of({box({-0.3f, 0, -0.3f}, {0.3f, 0.6f, 0.3f}, 0)}, {colored({0.8f, 0.8f, 0.8f, 1})}));
  ViewSettings settings = plain();
  settings.ground = true;
  Camera camera = frame_bounds(model.posed_bounds(0, true), {0, 35}, 1, false, 0.25f);
  const auto image = preview().picture(model, camera, settings, {128, 128});
  ASSERT_TRUE(image.has_value());
  int shadowed = 0;
  for (int i = 0; i < 128 * 128; ++i) {
    const Pixel p = at(*image, i % 128, i / 128);
    if (p.a > 8 && p.a < 250 && p.r < 8 && p.g < 8 && p.b < 8) ++shadowed;
  }
  EXPECT_GT(shadowed, 500);
  EXPECT_EQ(at(*image, 0, 0).a, 0);
  settings.ground = false;
  const auto without = preview().picture(model, camera, settings, {128, 128});
  for (int i = 0; i < 128 * 128; ++i) {
    const Pixel p = at(*without, i % 128, i / 128);
    EXPECT_FALSE(p.a > 8 && p.a < 250 && p.r < 8) << i;
  }
}

TEST(Floor, IsNotSeenFromBelow) {
  const GpuModel model =
      upload(model_of({box({-0.3f, 0, -0.3f}, {0.3f, 0.6f, 0.3f}, 0)}, {unlit({1, 1, 1, 1})}));
  ViewSettings settings = plain();
  settings.ground = true;
  const auto image =
      preview().picture(model, frame_bounds(model.posed_bounds(0, true), {0, -35}, 1), settings, {64, 64});
  for (int i = 0; i < 64 * 64; ++i)
    EXPECT_TRUE(at(*image, i % 64, i / 64).a == 0 || at(*image, i % 64, i / 64).r > 250);
}

TEST(Floor, TheGridIsHiddenBehindTheModel) {
  const GpuModel model =
      upload(model_of({box({-0.5f, 0, -0.5f}, {0.5f, 1, 0.5f}, 0)}, {unlit({0, 1, 0, 1})}));
  ViewSettings settings = plain();
  settings.grid = true;
  const auto image = preview().picture(
      model, frame_bounds(model.posed_bounds(0, true), {0, 20}, 1, false, 0.2f), settings, {128, 128});
  ASSERT_TRUE(image.has_value());
  int lines = 0;
  for (int x = 0; x < 128; ++x) lines += at(*image, x, 118).a > 10 ? 1 : 0;
  EXPECT_GT(lines, 3);
  EXPECT_EQ(at(*image, 64, 64).g, 255);
}

TEST(Modes, ShowWhatTheySay) {
  Material material = colored({0.9f, 0.1f, 0.1f, 1});
  Model model = model_of({square({}, 3, 0)}, {material});
  const auto pixel = [&](ShadingMode mode) {
    ViewSettings settings = plain();
    settings.mode = mode;
    return at(draw(model, facing(2), settings), 33, 31);
  };
  const Pixel unlit_pixel = pixel(ShadingMode::Unlit);
  EXPECT_NEAR(unlit_pixel.r, to_byte(0.9f), 2);
  EXPECT_NEAR(unlit_pixel.g, to_byte(0.1f), 2);
  const Pixel clay = pixel(ShadingMode::Clay);
  EXPECT_LT(std::abs(clay.r - clay.g), 25);
  const Pixel normal = pixel(ShadingMode::Normals);
  EXPECT_NEAR(normal.r, 128, 4);
  EXPECT_NEAR(normal.g, 128, 4);
  EXPECT_GT(normal.b, 250);
  const Pixel depth = pixel(ShadingMode::Depth);
  EXPECT_EQ(depth.r, depth.g);
  const Pixel uv = pixel(ShadingMode::UvChecker);
  EXPECT_GT(uv.r + uv.g + uv.b, 30);
}

TEST(Modes, TheWireframeDrawsEdgesOverTheShadedModel) {
  Model model = model_of({square({}, 1.5f, 0)}, {unlit({1, 1, 1, 1})});
  ViewSettings settings = plain();
  settings.mode = ShadingMode::Wireframe;
  const Image image = draw(model, facing(2), settings);
  EXPECT_LT(at(image, 32, 32).g, 190);  // The diagonal.
  EXPECT_GT(at(image, 44, 36).g, 245);  // Inside a triangle.
}

TEST(Turnaround, AllViewsShareScaleAndBaseline) {
  const GpuModel model =
      upload(model_of({box({-0.4f, 0.1f, -0.1f}, {0.4f, 1.3f, 0.1f}, 0)}, {unlit({1, 1, 1, 1})}));
  TurnaroundOptions options;
  options.pixels_per_metre = 100;
  options.margin_px = 6;
  const auto turnaround = draw_turnaround(preview(), model, ViewSettings{}, options);
  ASSERT_TRUE(turnaround.has_value()) << turnaround.error().message;
  EXPECT_NEAR(turnaround->height_px, 120, 1e-3);
  const double widths[] = {80, 100 * (0.8 + 0.2) * std::sqrt(0.5), 20, 100 * (0.8 + 0.2) * std::sqrt(0.5),
                           80};
  for (std::size_t i = 0; i < turnaround->views.size(); ++i) {
    const TurnaroundView& view = turnaround->views[i];
    EXPECT_NEAR(view.width_px, widths[i], 0.01) << view.name;
    EXPECT_EQ(view.picture.height, turnaround->views[0].picture.height);
    // The pictures say the same as the numbers.
    int left = view.picture.width, right = -1, top = view.picture.height, bottom = -1;
    for (int y = 0; y < view.picture.height; ++y) {
      for (int x = 0; x < view.picture.width; ++x) {
        if (at(view.picture, x, y).a < 128) continue;
        left = std::min(left, x), right = std::max(right, x), top = std::min(top, y),
        bottom = std::max(bottom, y);
      }
    }
    EXPECT_NEAR(right + 1 - left, view.width_px, 1.01) << view.name;
    EXPECT_NEAR(left, view.left_px, 1.01) << view.name;
    EXPECT_NEAR(bottom + 1, turnaround->baseline_px, 1.01) << view.name;
    EXPECT_NEAR(bottom + 1 - top, 120, 1.01) << view.name;
  }
}

TEST(Turnaround, ATooLargeScaleSaysWhichOneFits) {
  const GpuModel model = upload(model_of({box({-1, 0, -1}, {1, 4, 1}, -1)}));
  TurnaroundOptions options;
  options.pixels_per_metre = 1e6;
  options.largest_edge = 2000;
  const auto turnaround = draw_turnaround(preview(), model, ViewSettings{}, options);
  ASSERT_FALSE(turnaround.has_value());
  EXPECT_EQ(turnaround.error().kind, ErrorKind::Limit);
  options.pixels_per_metre = turnaround_scale(model, ViewSettings{}, 200, 300);
  const auto fitting = draw_turnaround(preview(), model, ViewSettings{}, options);
  ASSERT_TRUE(fitting.has_value());
  for (const TurnaroundView& view : fitting->views) {
    EXPECT_LE(view.picture.width, 200);
    EXPECT_LE(view.picture.height, 300);
  }
}

}  // namespace
}  // namespace bandaji::test
