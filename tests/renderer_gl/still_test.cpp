// Pictures that are kept: accumulated samples, occlusion, looks, sections, parts, channels, tone maps.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>

#include "renderer/color_lut.h"
#include "scene.h"

namespace bandaji::test {
namespace {

ViewSettings still(int samples = 24) {
  ViewSettings settings = plain();
  settings.accumulate = true;
  settings.samples = samples;
  return settings;
}

Material glowing(glm::vec3 light) {
  Material material = colored({0, 0, 0, 1});
  material.roughness = 1;
  material.specular = 0;
  material.emissive = light;
  return material;
}

Image glow(float light, ToneMap curve) {
  ViewSettings settings = plain();
  settings.light_intensity = 0;
  settings.tone_map = curve;
  settings.samples = 1;
  return draw(model_of({square({}, 4, 0)}, {glowing(glm::vec3(light))}), facing(2), settings, {8, 8});
}

TEST(ToneMaps, GrayFollowsThePublishedCurves) {
  // Khronos PBR Neutral: 0.04 off below the shoulder; 1 - 0.24^2 / (p - 0.52) above it, of p = v - 0.04.
  for (const float v : {0.18f, 0.5f, 0.79f})
    EXPECT_NEAR(to_linear(at(glow(v, ToneMap::Neutral), 4, 4).g), v - 0.04f, 0.004f);
  for (const float v : {1.0f, 2.0f, 8.0f}) {
    EXPECT_NEAR(to_linear(at(glow(v, ToneMap::Neutral), 4, 4).g), 1 - 0.24f * 0.24f / (v - 0.04f - 0.52f),
                0.005f);
  }
  // Stephen Hill's fit: (v (v + 0.0245786) - 0.000090537) / (v (0.983729 v + 0.432951) + 0.238081) of v /
  // 0.6.
  for (const float light : {0.18f, 1.0f, 4.0f}) {
    const float v = light / 0.6f;
    const float fit = (v * (v + 0.0245786f) - 0.000090537f) / (v * (0.983729f * v + 0.432951f) + 0.238081f);
    EXPECT_NEAR(to_linear(at(glow(light, ToneMap::Aces), 4, 4).g), fit, 0.006f);
  }
  // AgX puts middle gray at a display value of one half, and shows 12.47 stops below and 4.03 above 1 as
  // black and white.
  EXPECT_NEAR(to_linear(at(glow(0.18f, ToneMap::Agx), 4, 4).g), std::pow(0.5f, 2.2f), 0.005f);
  EXPECT_GE(at(glow(16.3f, ToneMap::Agx), 4, 4).g, 250);
  EXPECT_LE(at(glow(0.0002f, ToneMap::Agx), 4, 4).g, 3);
  EXPECT_NEAR(to_linear(at(glow(0.42f, ToneMap::None), 4, 4).g), 0.42f, 0.004f);
}

glm::vec3 glow_of(glm::vec3 light, ToneMap curve) {
  ViewSettings settings = plain();
  settings.light_intensity = 0;
  settings.tone_map = curve;
  settings.samples = 1;
  const Pixel p = at(draw(model_of({square({}, 4, 0)}, {glowing(light)}), facing(2), settings, {8, 8}), 4, 4);
  return {p.r, p.g, p.b};
}

glm::vec3 bytes_of(const glm::vec3& linear) {
  const glm::vec3 c = glm::clamp(linear, glm::vec3(0), glm::vec3(1));
  return {to_byte(c.r), to_byte(c.g), to_byte(c.b)};
}

TEST(ToneMaps, ColorsFollowThePublishedArithmetic) {
  const glm::vec3 lights[] = {{0.8f, 0.1f, 0.05f}, {0.1f, 0.6f, 0.3f}, {0.2f, 0.3f, 2.5f}, {6, 3, 0.4f}};
  for (const glm::vec3& light : lights) {
    // Khronos PBR Neutral, from its specification.
    {
      glm::vec3 c = light;
      const float low = std::min({c.r, c.g, c.b});
      c -= low < 0.08f ? low - 6.25f * low * low : 0.04f;
      const float peak = std::max({c.r, c.g, c.b});
      if (peak >= 0.76f) {
        const float squeezed = 1 - 0.24f * 0.24f / (peak + 0.24f - 0.76f);
        const float gray = 1 - 1 / (0.15f * (peak - squeezed) + 1);
        c = c * (squeezed / peak) * (1 - gray) + glm::vec3(squeezed * gray);
      }
      EXPECT_LE(glm::length(glow_of(light, ToneMap::Neutral) - bytes_of(c)), 2.5f) << "Neutral " << light.r;
    }
    // ACES: from sRGB to AP1 with the saturation of the RRT, the fit, and back (Hill; rows here).
    {
      const auto times = [](const float(&m)[3][3], const glm::vec3& v) {
        return glm::vec3(m[0][0] * v.r + m[0][1] * v.g + m[0][2] * v.b,
                         m[1][0] * v.r + m[1][1] * v.g + m[1][2] * v.b,
                         m[2][0] * v.r + m[2][1] * v.g + m[2][2] * v.b);
      };
      constexpr float kIn[3][3] = {
          {0.59719f, 0.35458f, 0.04823f}, {0.07600f, 0.90834f, 0.01566f}, {0.02840f, 0.13383f, 0.83777f}};
      constexpr float kOut[3][3] = {{1.60475f, -0.53108f, -0.07367f},
                                    {-0.10208f, 1.10813f, -0.00605f},
                                    {-0.00327f, -0.07276f, 1.07602f}};
      glm::vec3 v = times(kIn, light / 0.6f);
      v = (v * (v + 0.0245786f) - 0.000090537f) / (v * (0.983729f * v + 0.4329510f) + 0.238081f);
      EXPECT_LE(glm::length(glow_of(light, ToneMap::Aces) - bytes_of(times(kOut, v))), 2.5f)
          << "ACES " << light.r;
    }
    // AgX: the sigmoid itself (a power curve through middle gray with slope 2; Sobotka), of which the
    // shader has a polynomial, between the same log limits and primaries.
    {
      const glm::mat3 inset(0.842479062253094f, 0.0423282422610123f, 0.0423756549057051f, 0.0784335999999992f,
                            0.878468636469772f, 0.0784336f, 0.0792237451477643f, 0.0791661274605434f,
                            0.879142973793104f);
      const auto sigmoid = [](float x) {
        constexpr float kPivotX = 10.0f / 16.5f, kPivotY = 0.5f, kSlope = 2.0f, kToe = 3.0f,
                        kShoulder = 3.25f;
        const bool below = x < kPivotX;
        const float rise = below ? kPivotY : 1 - kPivotY, run = below ? kPivotX : 1 - kPivotX;
        const float power = below ? kToe : kShoulder;
        const float scale =
            std::pow(std::pow(kSlope * run, -power) * (std::pow(kSlope * run / rise, power) - 1), -1 / power);
        const float t = kSlope * std::abs(x - kPivotX) / scale;
        const float bent = scale * t / std::pow(1 + std::pow(t, power), 1 / power);
        return below ? kPivotY - bent : kPivotY + bent;
      };
      glm::vec3 v = inset * light;
      for (int c = 0; c < 3; ++c)
        v[c] = sigmoid(std::clamp((std::log2(std::max(v[c], 1e-10f)) + 12.47393f) / 16.5f, 0.0f, 1.0f));
      v = glm::clamp(glm::inverse(inset) * v, glm::vec3(0), glm::vec3(1));
      for (int c = 0; c < 3; ++c) v[c] = std::pow(v[c], 2.2f);
      EXPECT_LE(glm::length(glow_of(light, ToneMap::Agx) - bytes_of(v)), 5.0f) << "AgX " << light.r;
    }
  }
}

TEST(Looks, ThePictureIsGradedAsTheArithmeticSays) {
  ColorLut lut;
  lut.curve = {{0.1f, 0, 0}, {0.3f, 0.6f, 0.2f}, {0.9f, 1, 0.7f}};
  lut.cube_edge = 3;
  for (int i = 0; i < 27; ++i) {
    const glm::vec3 c(static_cast<float>(i % 3) / 2, static_cast<float>(i / 3 % 3) / 2,
                      static_cast<float>(i / 9) / 2);
    lut.cube.push_back({c.g * c.g, c.r, 0.5f * c.b + 0.25f * c.r});
  }
  ViewSettings settings = plain();
  settings.lut = std::make_shared<const ColorLut>(lut);
  settings.samples = 1;
  for (const glm::vec3 linear :
       {glm::vec3(0.5f, 0.2f, 0.05f), glm::vec3(0.02f, 0.7f, 0.3f), glm::vec3(0.1f, 0.1f, 0.8f)}) {
    const Image before = [&] {
      ViewSettings without = settings;
      without.lut = nullptr;
      return draw(model_of({square({}, 4, 0)}, {unlit(glm::vec4(linear, 1))}), facing(2), without, {8, 8});
    }();
    const Image image =
        draw(model_of({square({}, 4, 0)}, {unlit(glm::vec4(linear, 1))}), facing(2), settings, {8, 8});
    const Pixel b = at(before, 4, 4), p = at(image, 4, 4);
    const glm::vec3 expected = apply_lut(lut, glm::vec3(b.r, b.g, b.b) / 255.0f) * 255.0f;
    EXPECT_NEAR(p.r, expected.r, 1.6f);
    EXPECT_NEAR(p.g, expected.g, 1.6f);
    EXPECT_NEAR(p.b, expected.b, 1.6f);
  }
}

TEST(Looks, LeaveTheBackdropAlone) {
  ColorLut lut;
  lut.curve = {{1, 0, 0}, {1, 0, 0}};
  ViewSettings settings = plain();
  settings.lut = std::make_shared<const ColorLut>(lut);
  settings.backdrop = Backdrop::Color;
  settings.backdrop_srgb = glm::vec3(0.2f, 0.4f, 0.6f);
  const Image image = draw(model_of({square({}, 1, 0)}, {unlit({0.5f, 0.5f, 0.5f, 1})}), facing(2), settings);
  EXPECT_NEAR(at(image, 2, 2).b, 153, 1);
  EXPECT_EQ(at(image, 32, 32).r, 255);
  EXPECT_EQ(at(image, 32, 32).b, 0);
}

TEST(Still, EdgesGetManyStepsAndTheSamePictureComesEveryTime) {
  // An edge nearly along the rows: every column has another part of a pixel covered.
  Model model = model_of({square({}, 1.4f, 0)}, {unlit({1, 1, 1, 1})});
  model.nodes[0].rotation = glm::angleAxis(0.02f, glm::vec3(0, 0, 1));
  const GpuModel gpu = upload(model);
  const auto first = preview().picture(gpu, facing(2), still(32), {64, 64});
  const auto second = preview().picture(gpu, facing(2), still(32), {64, 64});
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(first->pixels == second->pixels);
  std::vector<int> steps;
  for (int x = 12; x < 52; ++x) {
    for (int y = 5; y < 20; ++y) {
      if (const int a = at(*first, x, y).a; a > 0 && a < 255) steps.push_back(a);
    }
  }
  std::sort(steps.begin(), steps.end());
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  EXPECT_GE(steps.size(), 10u);
}

TEST(Still, PixelsOfAnOrthographicViewKeepTheirExactSize) {
  const Image image = draw(model_of({square({}, 1, 0)}, {unlit({1, 1, 1, 1})}), facing(2), still());
  EXPECT_EQ(at(image, 15, 32).a, 0);
  EXPECT_EQ(at(image, 16, 32).a, 255);
  EXPECT_EQ(at(image, 47, 32).a, 255);
  EXPECT_EQ(at(image, 48, 32).a, 0);
}

TEST(Still, LooksLikeThePictureOfTheWindow) {
  const Model model = model_of({ball({}, 0.7f, 0)}, {colored({0.5f, 0.3f, 0.2f, 1})});
  const Image quick = draw(model, facing(2), plain());
  const Image kept = draw(model, facing(2), still());
  for (int y = 18; y < 46; y += 4) {
    for (int x = 18; x < 46; x += 4) EXPECT_NEAR(at(quick, x, y).g, at(kept, x, y).g, 3) << x << "," << y;
  }
}

TEST(Still, GoesOnUntilItChangesNoMore) {
  ViewSettings settings = still(4);
  settings.most_samples = 400;
  const GpuModel gpu = upload(model_of({square({}, 1, 0)}, {unlit({1, 1, 1, 1})}));
  const auto calm = preview().picture(gpu, facing(2), settings, {32, 32});
  ASSERT_TRUE(calm.has_value());
  // Nothing moves in it: it is done long before the most that it may take.
  settings.most_samples = 0;
  settings.samples = 400;
  const auto whole = preview().picture(gpu, facing(2), settings, {32, 32});
  ASSERT_TRUE(whole.has_value());
  EXPECT_TRUE(calm->pixels == whole->pixels);
}

TEST(Still, ThingsOutOfFocusAreBlurredAndTheSharpPlaneIsNot) {
  ViewSettings settings = still(128);
  settings.lens_radius_metres = 0.4f;
  Camera camera = facing(2);
  camera.orthographic = false;
  camera.vertical_fov_degrees = 24;
  const auto soft_pixels = [&](float z) {
    const Image image = draw(model_of({square({0, 0, z}, 0.8f, 0)}, {unlit({1, 1, 1, 1})}), camera, settings);
    int soft = 0;
    for (int x = 0; x < 64; ++x) soft += at(image, x, 32).a > 12 && at(image, x, 32).a < 243 ? 1 : 0;
    return soft;
  };
  EXPECT_LE(soft_pixels(0), 2);
  EXPECT_GE(soft_pixels(-2.5f), 8);
}

TEST(Occlusion, IsDeepInACornerAndNoneOnAnOpenFloor) {
  ViewSettings settings = still();
  settings.occlusion = true;
  settings.light = "overcast";
  Camera camera = facing(2);
  camera.eye = {0, 5, 0.001f};
  camera.target = {0, 0, 0};
  const Material white = colored({0.8f, 0.8f, 0.8f, 1});
  const Mesh floor = box({-1, -0.1f, -1}, {1, 0, 1}, 0);
  const Image open = draw(model_of({floor}, {white}), camera, settings);
  const Image walled =
      draw(model_of({floor, box({-1, 0, -1}, {-0.2f, 1.5f, 1}, 0)}, {white}), camera, settings);
  ViewSettings without = settings;
  without.occlusion = false;
  without.shadows = false;
  const Image plain_open = draw(model_of({floor}, {white}), camera, without);
  EXPECT_NEAR(at(open, 40, 32).g, at(plain_open, 40, 32).g, 3);
  // Beside the wall half of the sky is gone; farther off less of it.
  EXPECT_LT(to_linear(at(walled, 27, 32).g), 0.75f * to_linear(at(open, 27, 32).g));
  EXPECT_GT(at(walled, 58, 32).g, at(walled, 27, 32).g + 20);
}

TEST(Occlusion, AThinClothDarkensWhatLiesUnderItAndNotItself) {
  ViewSettings settings = still();
  settings.occlusion = true;
  settings.light = "overcast";
  Camera camera = facing(2);
  camera.eye = {0, 5, 0.001f};
  const Material white = colored({0.8f, 0.8f, 0.8f, 1});
  // A sheet five centimetres above a floor.
  Mesh sheet = square({}, 1, 0);
  for (glm::vec3& p : sheet.positions) p = {p.x, 0.05f, -p.y};
  for (glm::vec3& n : sheet.normals) n = {0, 1, 0};
  const Mesh floor = box({-1, -0.1f, -1}, {1, 0, 1}, 0);
  const Image image = draw(model_of({floor, sheet}, {white}), camera, settings);
  const Image alone = draw(model_of({floor}, {white}), camera, settings);
  EXPECT_NEAR(at(image, 32, 32).g, at(alone, 32, 32).g, 4);
  EXPECT_LT(at(image, 32, 32 + 18).g, at(alone, 32, 32 + 18).g - 8);
}

TEST(SectionView, CutsAwayWhatIsBeyondAndCapsTheRest) {
  ViewSettings settings = plain();
  settings.section = SectionPlane{{0, 0, 1}, 0.0f, true, {0.8f, 0.2f, 0.1f}};
  const Model model = model_of({box({-0.5f, -0.5f, -0.5f}, {0.5f, 0.5f, 0.5f}, 0)}, {unlit({0, 0, 1, 1})});
  const Image capped = draw(model, facing(2), settings);
  EXPECT_NEAR(at(capped, 32, 32).r, 204, 2);
  EXPECT_NEAR(at(capped, 32, 32).g, 51, 2);
  EXPECT_EQ(at(capped, 8, 32).a, 0);
  // Every pixel of the cut is closed: the far inside is nowhere seen.
  for (int y = 17; y < 47; ++y) {
    for (int x = 17; x < 47; ++x) EXPECT_LT(at(capped, x, y).b, 60) << x << "," << y;
  }
  settings.section->normal = {0, 0, -1};
  EXPECT_GT(at(draw(model, facing(2), settings), 32, 32).b, 200);  // Flipped: the front is kept.
  settings.section = SectionPlane{{1, 0, 0}, 0.0f};
  const Image half = draw(model, facing(2), settings);
  EXPECT_EQ(at(half, 20, 32).a, 255);
  EXPECT_EQ(at(half, 40, 32).a, 0);
}

TEST(Parts, HiddenOnesAreNotDrawnAndThrowNoShadow) {
  ViewSettings settings = plain();
  settings.hidden_parts = {1};
  const Model model =
      model_of({square({-0.5f, 0, 0}, 0.5f, 0), square({0.5f, 0, 0}, 0.5f, 0)}, {unlit({1, 1, 1, 1})});
  const Image image = draw(model, facing(2), settings);
  EXPECT_EQ(at(image, 16, 32).a, 255);
  EXPECT_EQ(at(image, 48, 32).a, 0);
}

TEST(Channels, ShowTheValueItself) {
  Material material = colored({0.2f, 0.4f, 0.6f, 1});
  material.roughness = 0.3f;
  material.metallic = 0.7f;
  material.clearcoat = 0.5f;
  material.sheen_color = {0.1f, 0.2f, 0.3f};
  const Model model = model_of({square({}, 4, 0)}, {material});
  ViewSettings settings = plain();
  settings.mode = ShadingMode::Channel;
  settings.exposure_ev = 2;  // Does not matter.
  const auto shown = [&](Channel channel) {
    settings.channel = channel;
    return at(draw(model, facing(2), settings, {8, 8}), 4, 4);
  };
  EXPECT_NEAR(shown(Channel::Roughness).g, 0.3f * 255, 1);
  EXPECT_NEAR(shown(Channel::Metallic).g, 0.7f * 255, 1);
  EXPECT_NEAR(shown(Channel::Clearcoat).g, 0.5f * 255, 1);
  EXPECT_NEAR(shown(Channel::BaseColor).b, to_byte(0.6f), 1);
  EXPECT_NEAR(shown(Channel::SheenColor).b, to_byte(0.3f), 1);
  EXPECT_NEAR(shown(Channel::NormalMap).b, 255, 1);
  EXPECT_NEAR(shown(Channel::Uv0).r, 128, 18);
  EXPECT_GT(shown(Channel::Facing).b, 190);
  for (int i = 0; i < kChannelCount; ++i) EXPECT_EQ(shown(static_cast<Channel>(i)).a, 255) << i;
}

}  // namespace
}  // namespace bandaji::test
