#include "renderer/prefilter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <glm/geometric.hpp>

#include "renderer/environment.h"
#include "renderer/light_rig.h"

namespace bandaji {
namespace {

HdrImage filled(glm::vec3 color, int width = 64, int height = 32) {
  HdrImage image{width, height, {}};
  for (int i = 0; i < width * height; ++i)
    image.pixels.insert(image.pixels.end(), {color.x, color.y, color.z});
  return image;
}

// A small bright spot in one direction.
HdrImage spot(const glm::vec3& direction, float radius = 0.15f) {
  HdrImage image = filled(glm::vec3(0.05f), 256, 128);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const glm::vec3 d = equirect_direction(
          {(static_cast<float>(x) + 0.5f) / 256.0f, (static_cast<float>(y) + 0.5f) / 128.0f});
      if (std::acos(std::min(glm::dot(d, direction), 1.0f)) > radius) continue;
      for (int c = 0; c < 3; ++c) image.pixels[static_cast<std::size_t>(3 * (y * image.width + x) + c)] = 50;
    }
  }
  return image;
}

glm::vec3 brightest(const CubeFaces& faces) {
  glm::vec3 best(0);
  float most = -1;
  for (int i = 0; i < 6 * faces.size * faces.size; ++i) {
    const float v = faces.pixels[static_cast<std::size_t>(4 * i)];
    if (v <= most) continue;
    most = v;
    const int x = i % faces.size, y = i / faces.size % faces.size;
    best = cube_direction(i / (faces.size * faces.size),
                          (static_cast<float>(x) + 0.5f) / static_cast<float>(faces.size),
                          (static_cast<float>(y) + 0.5f) / static_cast<float>(faces.size));
  }
  return best;
}

TEST(Prefilter, DirectionsSurviveTheWayThroughThePicture) {
  for (float u = 0.05f; u < 1; u += 0.09f) {
    for (float v = 0.05f; v < 1; v += 0.09f) {
      const glm::vec2 back = equirect_uv(equirect_direction({u, v}));
      EXPECT_NEAR(back.x, u, 1e-4f);
      EXPECT_NEAR(back.y, v, 1e-4f);
    }
  }
}

TEST(Prefilter, AnEvenLightStaysEvenAtEveryRoughness) {
  const PrefilteredLight light = prefilter(filled({0.5f, 1, 2}));
  ASSERT_GE(light.specular.size(), 3u);
  const auto check = [](const CubeFaces& faces) {
    for (std::size_t i = 0; i < faces.pixels.size(); i += 4) {
      ASSERT_NEAR(faces.pixels[i], 0.5f, 1e-3f);
      ASSERT_NEAR(faces.pixels[i + 1], 1, 2e-3f);
      ASSERT_NEAR(faces.pixels[i + 2], 2, 4e-3f);
    }
  };
  for (const CubeFaces& level : light.specular) check(level);
  check(light.diffuse);
}

TEST(Prefilter, ALampStaysWhereItIsAndSpreadsWithRoughness) {
  for (const glm::vec3& d : {glm::vec3(1, 0, 0), glm::vec3(0, 0, 1), glm::vec3(0, 1, 0),
                             glm::normalize(glm::vec3(-1, 0.4f, -0.7f))}) {
    const PrefilteredLight light = prefilter(spot(d));
    float last = 1e9f;
    for (const CubeFaces& level : light.specular) {
      EXPECT_GT(glm::dot(brightest(level), d), 0.86f);  // The coarsest texels are 11 degrees wide.
      float peak = 0;
      for (std::size_t i = 0; i < level.pixels.size(); i += 4) peak = std::max(peak, level.pixels[i]);
      EXPECT_LE(peak, last * 1.05f);
      last = peak;
    }
    EXPECT_GT(glm::dot(brightest(light.diffuse), d), 0.95f);
  }
}

TEST(Prefilter, TheShadowFallsAwayFromTheBrightestRegion) {
  const glm::vec3 d = glm::normalize(glm::vec3(0.6f, 0.7f, -0.3f));
  const PrefilteredLight light = prefilter(spot(d, 0.3f));
  EXPECT_GT(glm::dot(light.key_direction, d), 0.98f);
  EXPECT_GT(light.key_share, 0.3f);
  EXPECT_LT(prefilter(filled(glm::vec3(1))).key_share, 0.05f);
}

TEST(Prefilter, TheKeyLightIsKeptApartFromTheRest) {
  const RenderedRig rig = render_rig("studio", 128, 64);
  const PrefilteredLight apart = prefilter(rig.radiance, &rig.key);
  const PrefilteredLight together = prefilter(rig.radiance);
  for (std::size_t i = 0; i < apart.diffuse.pixels.size(); i += 4) {
    const float sum = apart.diffuse.pixels[i + 1] + apart.key_tint.g * apart.diffuse.pixels[i + 3];
    EXPECT_NEAR(sum, together.diffuse.pixels[i + 1], 0.03f * together.diffuse.pixels[i + 1] + 0.01f);
  }
}

TEST(ScatterTable, ReflectsNoMoreThanArrives) {
  const int size = 16;
  const std::vector<float> table = scatter_table(size);
  for (std::size_t i = 0; i < table.size(); i += 4) {
    EXPECT_GE(table[i], 0);
    EXPECT_GE(table[i + 1], 0);
    EXPECT_LE(table[i] + table[i + 1], 1.001f);
    EXPECT_GE(table[i + 2], 0);
    EXPECT_LE(table[i + 2], 1);
  }
  // A smooth mirror loses nothing; a rough one does.
  const auto row = [&](int y) { return static_cast<std::size_t>(4 * (y * size + size / 2)); };
  EXPECT_GT(table[row(0)] + table[row(0) + 1], 0.98f);
  EXPECT_LT(table[row(size - 1)] + table[row(size - 1) + 1], 0.9f);
}

TEST(LightRigs, EveryPresetLightsAWallAndSaysSoInBothLanguages) {
  ASSERT_GE(light_presets().size(), 8u);
  EXPECT_EQ(light_presets().front().name, "studio");
  for (const LightPreset& preset : light_presets()) {
    EXPECT_TRUE(is_light(preset.name));
    EXPECT_FALSE(preset.title_ko.empty());
    EXPECT_FALSE(preset.title_en.empty());
    const RenderedRig rig = render_rig(preset.name, 128, 64);
    float most_key = 0;
    for (std::size_t i = 0; i < rig.radiance.pixels.size(); ++i) {
      ASSERT_TRUE(std::isfinite(rig.radiance.pixels[i]) && rig.radiance.pixels[i] >= 0);
      ASSERT_LE(rig.key.pixels[i], rig.radiance.pixels[i] * 1.0001f);
      most_key = std::max(most_key, rig.key.pixels[i]);
    }
    EXPECT_GT(most_key, 0) << preset.name;
    EXPECT_GT(prefilter(rig.radiance, &rig.key).key_direction.y, 0) << preset.name;
  }
  EXPECT_FALSE(is_light("sunset"));
}

TEST(LightRigs, TheStudioIsNeutralWhite) {
  const HdrImage studio = make_light("studio");
  EXPECT_EQ(studio.width, 256);
  EXPECT_EQ(studio.height, 128);
  double sum[3] = {};
  for (std::size_t i = 0; i < studio.pixels.size(); ++i) sum[i % 3] += static_cast<double>(studio.pixels[i]);
  EXPECT_NEAR(sum[0] / sum[1], 1, 0.02);
  EXPECT_NEAR(sum[2] / sum[1], 1, 0.02);
}

TEST(LightRigs, ColorTemperatureRunsFromRedToBlue) {
  const glm::vec3 candle = color_of_temperature(1900), white = color_of_temperature(6500),
                  sky = color_of_temperature(12000);
  EXPECT_GT(candle.r, 3 * candle.b);
  EXPECT_NEAR(white.r, 1, 0.06f);
  EXPECT_NEAR(white.b, 1, 0.06f);
  EXPECT_GT(sky.b, sky.r);
}

}  // namespace
}  // namespace bandaji
