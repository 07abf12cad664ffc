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
  for (const CubeFaces& level : sheen_light(light.source)) check(level);
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

// The texel that a direction falls into, of any face.
float light_towards(const CubeFaces& faces, const glm::vec3& d) {
  float best = -1, value = 0;
  for (int i = 0; i < 6 * faces.size * faces.size; ++i) {
    const int x = i % faces.size, y = i / faces.size % faces.size;
    const float near =
        glm::dot(d, cube_direction(i / (faces.size * faces.size),
                                   (static_cast<float>(x) + 0.5f) / static_cast<float>(faces.size),
                                   (static_cast<float>(y) + 0.5f) / static_cast<float>(faces.size)));
    if (near > best) best = near, value = faces.pixels[static_cast<std::size_t>(4 * i)];
  }
  return value;
}

// Sheen without its color, as KHR_materials_sheen has it, times the cosine of the light.
float sheen_lobe(const glm::vec3& n, const glm::vec3& v, const glm::vec3& l, float roughness) {
  const float n_l = glm::dot(n, l), n_v = glm::dot(n, v);
  if (n_l <= 0) return 0;
  const float alpha = roughness * roughness, t = (1 - alpha) * (1 - alpha);
  const auto curve = [&](float x) {
    const auto mixed = [&](float a, float b) { return a + t * (b - a); };
    return mixed(21.5473f, 25.3245f) /
               (1 + mixed(3.82987f, 3.32435f) * std::pow(x, mixed(0.19823f, 0.16801f))) +
           mixed(-1.9776f, -1.27393f) * x + mixed(-4.32054f, -4.85967f);
  };
  const auto lambda = [&](float c) { return std::exp(c < 0.5f ? curve(c) : 2 * curve(0.5f) - curve(1 - c)); };
  const float n_h = glm::dot(n, glm::normalize(l + v));
  const float d = (2 + 1 / alpha) * std::pow(std::max(1 - n_h * n_h, 1e-6f), 0.5f / alpha) / 6.2831853f;
  return d * std::min(1 / ((1 + lambda(n_v) + lambda(n_l)) * 4 * n_l * n_v), 1.0f) * n_l;
}

TEST(SheenLight, IsTheMeanOfTheExactIntegralOverWhereItIsSeenFrom) {
  const HdrImage room = spot(glm::normalize(glm::vec3(0.7f, 0.5f, 0.3f)), 0.4f);
  const PrefilteredLight light = prefilter(room);
  const std::vector<CubeFaces> sheen = sheen_light(light.source);
  ASSERT_EQ(sheen.size(), static_cast<std::size_t>(kSheenLevels));
  for (const int level : {1, 2}) {
    const float roughness = sheen_roughness_of_level(level);
    double sheen_error = 0, diffuse_error = 0;
    const CubeFaces& faces = sheen[static_cast<std::size_t>(level)];
    const int texels = 6 * faces.size * faces.size;
    for (int i = 3; i < texels; i += texels / 19) {
      // Normals all around, each seen from all sides; by the cosine, as all that leaves it counts.
      const int column = i % faces.size, row = i / faces.size % faces.size;
      const glm::vec3 n = cube_direction(i / (faces.size * faces.size),
                                         (static_cast<float>(column) + 0.5f) / static_cast<float>(faces.size),
                                         (static_cast<float>(row) + 0.5f) / static_cast<float>(faces.size));
      const glm::vec3 a = glm::normalize(glm::cross(n, glm::vec3(0.3f, 0.5f, -0.8f))), b = glm::cross(n, a);
      double sum = 0, albedo = 0;
      for (int view = 0; view < 32; ++view) {
        const float n_v = std::sqrt((static_cast<float>(view % 4) + 0.5f) / 4);
        const float around = 0.7853982f * static_cast<float>(view / 4);
        const glm::vec3 v =
            n_v * n + std::sqrt(1 - n_v * n_v) * (std::cos(around) * a + std::sin(around) * b);
        for (int y = 0; y < room.height; y += 4) {
          for (int x = 0; x < room.width; x += 4) {
            const glm::vec2 uv((static_cast<float>(x) + 2) / 256, (static_cast<float>(y) + 2) / 128);
            const float lobe =
                sheen_lobe(n, v, equirect_direction(uv), roughness) * std::sin(3.14159f * uv.y);
            sum += lobe * room.pixels[static_cast<std::size_t>(3 * (y * room.width + x))];
            albedo += lobe;
          }
        }
      }
      const double exact = sum / albedo, there = light_towards(light.diffuse, n);
      sheen_error +=
          std::abs(static_cast<double>(faces.pixels[static_cast<std::size_t>(4 * i)]) - exact) / there;
      diffuse_error += std::abs(there - exact) / there;
    }
    EXPECT_LT(sheen_error, 0.5 * diffuse_error) << roughness;
  }
}

TEST(Prefilter, ASunSpreadsAsTheLobeSaysAndLeavesNoSpots) {
  // A few samples of a lobe meet a sun or miss it; every texel must hold the lobe's own integral.
  HdrImage sky = filled(glm::vec3(0.4f), 256, 128);
  const glm::vec3 sun = glm::normalize(glm::vec3(0.4f, 0.7f, 0.6f));
  std::vector<std::pair<glm::vec3, float>> lights;  // Direction and radiance times solid angle.
  for (int y = 0; y < sky.height; ++y) {
    for (int x = 0; x < sky.width; ++x) {
      const glm::vec2 uv((static_cast<float>(x) + 0.5f) / 256, (static_cast<float>(y) + 0.5f) / 128);
      const glm::vec3 d = equirect_direction(uv);
      float& red = sky.pixels[static_cast<std::size_t>(3 * (y * sky.width + x))];
      if (glm::dot(d, sun) > std::cos(0.03f)) red = 8000;
      lights.emplace_back(d, red * std::sin(3.14159265f * uv.y) * 6.2831853f / 256 * 3.14159265f / 128);
    }
  }
  const PrefilteredLight light = prefilter(sky);
  const int levels = static_cast<int>(light.specular.size());
  for (int level = 1; level < levels; ++level) {
    const CubeFaces& faces = light.specular[static_cast<std::size_t>(level)];
    const float r = roughness_of_level(level, levels), a2 = r * r * r * r;
    for (int i = 5; i < 6 * faces.size * faces.size; i += 6 * faces.size * faces.size / 60 + 1) {
      const int x = i % faces.size, y = i / faces.size % faces.size;
      const glm::vec3 n = cube_direction(i / (faces.size * faces.size),
                                         (static_cast<float>(x) + 0.5f) / static_cast<float>(faces.size),
                                         (static_cast<float>(y) + 0.5f) / static_cast<float>(faces.size));
      double sum = 0, weight = 0;
      for (std::size_t k = 0; k < lights.size(); ++k) {
        const float n_l = glm::dot(n, lights[k].first);
        if (n_l <= 0) continue;
        const float d = 0.5f * (1 + n_l) * (a2 - 1) + 1;
        const float lobe = n_l * a2 / (d * d);
        sum += lobe * lights[k].second;
        weight += lobe * lights[k].second / sky.pixels[3 * k];
      }
      // The lobe of the first level is hardly wider than a pixel of the picture: its weight is known
      // otherwise.
      if (level == 1) weight = 4 * 3.14159265 * (1 - 2 * static_cast<double>(a2));
      const double exact = sum / weight;
      EXPECT_NEAR(faces.pixels[static_cast<std::size_t>(4 * i)], exact, 0.12 * exact + 0.02)
          << "level " << level << ", " << glm::dot(n, sun);
    }
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
