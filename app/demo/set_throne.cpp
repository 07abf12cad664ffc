// 어좌: the throne on its dais, the screen behind it and the canopy above.
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/curve.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/set_joinery.h"
#include "app/demo/sets.h"
#include "app/demo/texture_architecture.h"

namespace bandaji {
namespace {

constexpr float kDais = 0.86f;  // Height.
constexpr float kHalfX = 2.15f;
constexpr float kHalfZ = 1.55f;

const std::string kBase = "어탑 (dais)";
const std::string kSeat = "어좌 (throne)";

// A baluster rail along +x of `length`: posts with lotus caps, two rails, cloud panels between.
void railing(Stage& stage, float length) {
  const std::int32_t red = finish_of(stage, Finish::RedLacquer);
  const std::int32_t green = finish_of(stage, Finish::GreenPaint);
  const std::int32_t gold = finish_of(stage, Finish::Gold);
  const int bays = std::max(1, static_cast<int>(std::lround(length / 0.62f)));
  for (int i = 0; i <= bays; ++i) {
    const float x = length * static_cast<float>(i) / static_cast<float>(bays);
    stage.add(kBase, red, timber({x, 0, 0}, {x, 0.50f, 0}, 0.07f, 0.07f, {0.01f, 0.2f, {0, 0, 1}}));
    stage.add(kBase, gold,
              translated(with_normals(lathe({{0.030f, 0.0f},
                                             {0.045f, 0.015f},
                                             {0.03f, 0.03f},
                                             {0.048f, 0.06f},
                                             {0.034f, 0.10f},
                                             {0.0f, 0.125f}},
                                            14),
                                      60),
                         {x, 0.50f, 0}));
  }
  for (const float y : {0.08f, 0.30f})
    stage.add(kBase, red, timber({0, y, 0}, {length, y, 0}, 0.04f, 0.045f, {0.006f, 0.3f, {0, 1, 0}}));
  stage.add(kBase, red, log_timber({0, 0.45f, 0}, {length, 0.45f, 0}, 0.028f, 0.028f, 10, 0.3f));
  for (int i = 0; i < bays; ++i) {
    const float x = length * (static_cast<float>(i) + 0.5f) / static_cast<float>(bays);
    std::vector<glm::vec2> cloud;  // 안상: an eye-shaped field.
    for (int k = 0; k < 36; ++k) {
      const float a = kTau * static_cast<float>(k) / 36;
      cloud.emplace_back(std::cos(a) * 0.2f, std::sin(a) * (0.06f + 0.022f * std::abs(std::cos(a * 1.5f))));
    }
    stage.add(kBase, green, translated(extruded(cloud, 0.02f), {x, 0.19f, 0}));
    stage.add(kBase, gold, translated(scaled(sphere(0.03f, 14, 8), {1.4f, 1, 0.6f}), {x, 0.19f, 0}));
    stage.add(kBase, gold, translated(scaled(sphere(0.028f, 12, 8), {1.0f, 1.5f, 1.0f}), {x, 0.375f, 0}));
  }
}

void dais(Stage& stage) {
  const std::int32_t red = finish_of(stage, Finish::RedLacquer);
  const std::int32_t gold = finish_of(stage, Finish::Gold);
  const auto tier = [&](float y0, float y1, float grow, std::int32_t material) {
    stage.add(kBase, material,
              block({-kHalfX - grow, y0, -kHalfZ - grow}, {kHalfX + grow, y1, kHalfZ + grow}, 0.3f));
  };
  tier(0, 0.13f, 0.06f, red);
  tier(0.13f, 0.16f, 0.03f, gold);
  tier(0.16f, 0.66f, -0.04f, red);
  tier(0.66f, 0.69f, 0.02f, gold);
  tier(0.69f, kDais - 0.006f, 0.05f, red);
  // Sunken panels of the waist: diaper fields in gold frames.
  const std::int32_t diaper = picture_finish(stage, "dancheong_diaper", dancheong_diaper, 0.6f);
  const auto panels = [&](float length, int count, float out, float turn) {
    const Placed placed(stage, {0, 0, 0}, turn);
    for (int i = 0; i < count; ++i) {
      const float w = length / static_cast<float>(count);
      const float x = -length / 2 + w * (static_cast<float>(i) + 0.5f);
      stage.add(kBase, diaper,
                translated(picture_sheet(w - 0.14f, 0.36f, {0, 0}, {(w - 0.14f) / 0.4f, 0.9f}, 2, 2),
                           {x, 0.23f, out - 0.034f}));
      for (const float s : {-1.0f, 1.0f}) {
        stage.add(
            kBase, gold,
            timber({x + s * (w / 2 - 0.06f), 0.22f, out - 0.035f},
                   {x + s * (w / 2 - 0.06f), 0.60f, out - 0.035f}, 0.02f, 0.02f, {0.004f, 0.4f, {0, 0, 1}}));
        stage.add(kBase, gold,
                  timber({x - w / 2 + 0.06f, 0.41f + s * 0.19f, out - 0.035f},
                         {x + w / 2 - 0.06f, 0.41f + s * 0.19f, out - 0.035f}, 0.02f, 0.02f,
                         {0.004f, 0.4f, {0, 1, 0}}));
      }
    }
  };
  panels(2 * kHalfX, 5, kHalfZ, 0);
  panels(2 * kHalfX, 5, kHalfZ, kPi);
  panels(2 * kHalfZ, 4, kHalfX, kPi / 2);
  panels(2 * kHalfZ, 4, kHalfX, -kPi / 2);
  stage.add(kBase, finish_of(stage, Finish::BrownLacquer),
            block({-kHalfX - 0.05f, kDais - 0.006f, -kHalfZ - 0.05f}, {kHalfX + 0.05f, kDais, kHalfZ + 0.05f},
                  0.25f));
  // Stairs in front, with cheeks.
  constexpr int kSteps = 4;
  for (int i = 0; i < kSteps; ++i) {
    const float y = kDais * static_cast<float>(i + 1) / (kSteps + 1);
    const float z = kHalfZ + 0.06f + 0.27f * static_cast<float>(kSteps - i);
    stage.add(kBase, red, block({-0.62f, 0, z - 0.27f}, {0.62f, y, z}, 0.3f));
    stage.add(
        kBase, gold,
        timber({-0.62f, y - 0.012f, z}, {0.62f, y - 0.012f, z}, 0.02f, 0.024f, {0.003f, 0.4f, {0, 1, 0}}));
    stage.add(kBase, finish_of(stage, Finish::YellowSilk),
              block({-0.40f, y, z - 0.27f}, {0.40f, y + 0.008f, z + 0.006f}, 0.3f));
    stage.add(kBase, finish_of(stage, Finish::YellowSilk),
              block({-0.40f, y - kDais / (kSteps + 1), z}, {0.40f, y, z + 0.014f}));
  }
  for (const float s : {-1.0f, 1.0f}) {
    const std::vector<glm::vec2> cheek{
        {0, 0}, {1.20f, 0}, {1.20f, 0.22f}, {1.08f, 0.30f}, {0.0f, kDais + 0.12f}};
    stage.add(
        kBase, red,
        translated(rotated(extruded(cheek, 0.10f), {0, 1, 0}, -kPi / 2), {s * 0.68f, 0, kHalfZ + 0.04f}));
    stage.add(kBase, gold,
              tube(Path({{s * 0.68f, kDais + 0.13f, kHalfZ + 0.05f},
                         {s * 0.68f, 0.315f, kHalfZ + 1.11f},
                         {s * 0.68f, 0.25f, kHalfZ + 1.22f},
                         {s * 0.68f, 0.10f, kHalfZ + 1.24f}}),
                   0.026f, 30, 10));
    const Placed front(stage, glm::vec3(s > 0 ? 0.74f : -kHalfX + 0.02f, kDais, kHalfZ - 0.02f));
    railing(stage, kHalfX - 0.76f);
  }
  for (const float s : {-1.0f, 1.0f}) {
    const Placed side(stage, {s * (kHalfX - 0.02f), kDais, kHalfZ - 0.02f}, kPi / 2);
    railing(stage, 2 * kHalfZ - 0.1f);
  }
}

void dragon_end(Stage& stage, const glm::vec3& at, float sx,
                float size) {  // A head that rears up at the end of an arm.
  const std::int32_t gold = finish_of(stage, Finish::Gold);
  const auto put = [&](const Shape& shape) {
    stage.add(kSeat, gold, translated(scaled(shape, {size, size, size}), at));
  };
  put(tube(
      Path({{0, 0, -0.16f},
            {0, 0.0f, -0.06f},
            {sx * 0.012f, 0.04f, 0.0f},
            {sx * 0.02f, 0.10f, 0.01f},
            {sx * 0.02f, 0.15f, 0.04f}}),
      [](float t) { return 0.034f - 0.008f * t; }, 24, 12));
  put(translated(scaled(sphere(0.044f, 16, 12), {0.85f, 0.8f, 1.25f}), {sx * 0.02f, 0.165f, 0.065f}));
  put(translated(scaled(sphere(0.03f, 14, 10), {0.9f, 0.55f, 1.3f}), {sx * 0.02f, 0.172f, 0.125f}));
  put(translated(scaled(sphere(0.024f, 14, 10), {0.8f, 0.45f, 1.3f}), {sx * 0.02f, 0.140f, 0.115f}));
  for (const float s : {-1.0f, 1.0f}) {
    put(tube(
        Path({{sx * 0.02f + s * 0.018f, 0.195f, 0.04f},
              {sx * 0.02f + s * 0.035f, 0.235f, 0.0f},
              {sx * 0.02f + s * 0.03f, 0.26f, -0.05f}}),
        [](float t) { return 0.010f * (1 - 0.8f * t); }, 14, 8));
    put(translated(sphere(0.010f, 10, 8), {sx * 0.02f + s * 0.028f, 0.188f, 0.09f}));
    for (int k = 0; k < 3; ++k)
      put(tube(
          Path({{sx * 0.02f + s * 0.03f, 0.17f - 0.02f * static_cast<float>(k), 0.04f},
                {sx * 0.02f + s * 0.055f, 0.165f - 0.025f * static_cast<float>(k), 0.0f},
                {sx * 0.02f + s * 0.06f, 0.18f - 0.03f * static_cast<float>(k), -0.045f}}),
          [](float t) { return 0.009f * (1 - 0.85f * t); }, 12, 7));
  }
}

void throne(Stage& stage) {
  const std::int32_t red = finish_of(stage, Finish::RedLacquer);
  const std::int32_t gold = finish_of(stage, Finish::Gold);
  const std::int32_t dragons = picture_finish(
      stage, "throne_dragons", [] { return twin_dragons(0x7E1F18); }, 0.4f);
  const auto slab = [&](float y0, float y1, float w, float d, std::int32_t material) {
    stage.add(kSeat, material,
              translated(box({w, y1 - y0, d}, std::min(0.012f, (y1 - y0) * 0.4f)), {0, (y0 + y1) / 2, 0}));
  };
  slab(0.0f, 0.09f, 1.36f, 0.96f, red);
  slab(0.09f, 0.115f, 1.30f, 0.90f, gold);
  slab(0.115f, 0.40f, 1.22f, 0.82f, red);
  slab(0.40f, 0.425f, 1.30f, 0.90f, gold);
  slab(0.425f, 0.50f, 1.36f, 0.96f, red);
  for (const float x : {-0.40f, 0.0f, 0.40f}) {
    stage.add(kSeat, dragons,
              translated(picture_sheet(0.34f, 0.24f, {0.0f, 0.15f}, {1, 0.85f}, 2, 2), {x, 0.137f, 0.413f}));
    for (const float s : {-1.0f, 1.0f})
      stage.add(kSeat, gold,
                timber({x + s * 0.18f, 0.12f, 0.413f}, {x + s * 0.18f, 0.395f, 0.413f}, 0.014f, 0.014f,
                       {0.003f, 0.3f, {0, 0, 1}}));
  }
  {
    const Placed cushion(stage, glm::vec3(0, 0.50f, 0.02f));
    put_cushion(stage, kSeat, Finish::YellowSilk, Finish::RedSilk, {1.10f, 0.10f, 0.76f});
  }
  // The back rises in three steps to a crest.
  const std::vector<glm::vec2> right{
      {0.62f, 0.0f},  {0.64f, 0.30f}, {0.66f, 0.46f}, {0.72f, 0.53f}, {0.72f, 0.61f}, {0.64f, 0.66f},
      {0.54f, 0.64f}, {0.50f, 0.70f}, {0.50f, 0.86f}, {0.56f, 0.94f}, {0.53f, 1.03f}, {0.44f, 1.05f},
      {0.36f, 1.01f}, {0.30f, 1.05f}, {0.27f, 1.17f}, {0.17f, 1.22f}, {0.09f, 1.31f}, {0.0f, 1.36f}};
  std::vector<glm::vec2> outline(right);
  for (auto p = right.rbegin() + 1; p != right.rend(); ++p) outline.emplace_back(-p->x, p->y);
  const glm::vec3 back(0, 0.50f, -0.42f);
  stage.add(kSeat, red, translated(extruded(outline, 0.07f, 40), back));
  for (const float z : {0.036f, -0.036f}) {
    std::vector<glm::vec3> rim;
    for (const glm::vec2& p : outline) rim.emplace_back(p.x, p.y, z);
    stage.add(kSeat, gold,
              translated(tube(
                             Path(rim), [](float) { return 0.020f; }, 160, 8),
                         back));
  }
  stage.add(kSeat, dragons,
            translated(picture_sheet(0.92f, 0.62f, {0.0f, 0.16f}, {1, 0.84f}, 3, 3),
                       back + glm::vec3(0, 0.10f, 0.037f)));
  for (const float s : {-1.0f, 1.0f}) {
    stage.add(
        kSeat, gold,
        timber(back + glm::vec3(-0.47f, 0.41f + s * 0.32f, 0.04f),
               back + glm::vec3(0.47f, 0.41f + s * 0.32f, 0.04f), 0.022f, 0.022f, {0.004f, 0.3f, {0, 1, 0}}));
    stage.add(kSeat, gold,
              timber(back + glm::vec3(s * 0.47f, 0.09f, 0.04f), back + glm::vec3(s * 0.47f, 0.73f, 0.04f),
                     0.022f, 0.022f, {0.004f, 0.3f, {0, 0, 1}}));
    // Cloud scrolls of the shoulders.
    for (const auto& [x, y, r] : {std::tuple(0.60f, 0.57f, 0.045f), std::tuple(0.46f, 0.96f, 0.042f),
                                  std::tuple(0.22f, 1.12f, 0.040f), std::tuple(0.33f, 0.86f, 0.05f)}) {
      stage.add(kSeat, gold,
                translated(rotated(torus(r, 0.011f, 28, 8), {1, 0, 0}, kPi / 2),
                           back + glm::vec3(s * x, y, 0.038f)));
      stage.add(
          kSeat, gold,
          translated(scaled(sphere(r * 0.45f, 12, 8), {1, 1, 0.5f}), back + glm::vec3(s * x, y, 0.038f)));
    }
    stage.add(kSeat, gold,
              tube(
                  Path({back + glm::vec3(s * 0.06f, 1.0f, 0.04f), back + glm::vec3(s * 0.15f, 0.92f, 0.045f),
                        back + glm::vec3(s * 0.27f, 0.95f, 0.04f), back + glm::vec3(s * 0.30f, 0.83f, 0.04f),
                        back + glm::vec3(s * 0.42f, 0.80f, 0.04f)}),
                  [](float t) { return 0.016f * (1 - 0.5f * t); }, 30, 8));
    // Arms: a low openwork panel under a rail that ends in a dragon.
    std::vector<glm::vec2> arm{{-0.40f, 0.0f}, {0.40f, 0.0f},   {0.40f, 0.16f}, {0.30f, 0.24f},
                               {0.05f, 0.27f}, {-0.15f, 0.36f}, {-0.40f, 0.40f}};
    stage.add(kSeat, red,
              translated(rotated(extruded(arm, 0.045f), {0, 1, 0}, -kPi / 2), {s * 0.62f, 0.50f, 0.0f}));
    for (const float z : {-0.2f, 0.05f, 0.26f})
      stage.add(kSeat, gold,
                translated(rotated(torus(0.07f, 0.010f, 28, 8), {0, 0, 1}, kPi / 2), {s * 0.62f, 0.60f, z}));
    stage.add(kSeat, gold,
              tube(Path({{s * 0.62f, 0.92f, -0.40f},
                         {s * 0.62f, 0.87f, -0.15f},
                         {s * 0.62f, 0.79f, 0.05f},
                         {s * 0.63f, 0.76f, 0.28f},
                         {s * 0.64f, 0.78f, 0.40f}}),
                   0.030f, 32, 12));
    dragon_end(stage, {s * 0.64f, 0.78f, 0.46f}, s, 0.95f);
    dragon_end(stage, back + glm::vec3(s * 0.70f, 0.55f, 0.04f), s, 0.75f);
  }
  // The pearl of the crest in its flames.
  stage.add(kSeat, plain_finish(stage, "pearl_red", 0xB0231C, 0.15f),
            translated(sphere(0.06f, 24, 16), back + glm::vec3(0, 1.12f, 0.05f)));
  for (int k = 0; k < 7; ++k) {
    const float a = kPi * (0.05f + 0.15f * static_cast<float>(k));
    const glm::vec3 d(std::cos(a), std::sin(a), 0);
    stage.add(kSeat, gold,
              tube(
                  Path({back + glm::vec3(0, 1.12f, 0.05f) + d * 0.06f,
                        back + glm::vec3(0.02f, 1.12f, 0.05f) + d * 0.12f,
                        back + glm::vec3(0, 1.13f, 0.05f) + d * 0.19f}),
                  [](float t) { return 0.018f * (1 - 0.9f * t); }, 12, 8));
  }
  // Footstool.
  stage.add(kSeat, red, translated(box({0.72f, 0.10f, 0.34f}, 0.012f), {0, 0.11f, 0.72f}));
  stage.add(kSeat, gold, translated(box({0.76f, 0.02f, 0.38f}, 0.006f), {0, 0.165f, 0.72f}));
  for (const float s : {-1.0f, 1.0f})
    stage.add(kSeat, red, translated(box({0.07f, 0.07f, 0.32f}, 0.01f), {s * 0.30f, 0.035f, 0.72f}));
}

void screen(Stage& stage) {
  const std::string part = "일월오봉도 (sun, moon and five peaks)";
  const std::int32_t picture = picture_finish(stage, "sun_moon_peaks", sun_moon_peaks, 0.6f);
  const std::int32_t red = finish_of(stage, Finish::RedLacquer);
  const std::int32_t gold = finish_of(stage, Finish::Gold);
  constexpr float kWide = 3.36f;
  constexpr float kHigh = 1.85f;
  stage.add(part, picture,
            translated(picture_sheet(kWide, kHigh, {0, 0}, {1, 1}, 14, 8), {0, 0.34f, 0.032f}));
  stage.add(part, finish_of(stage, Finish::BlueSilk),
            block({-kWide / 2 - 0.10f, 0.22f, -0.03f}, {kWide / 2 + 0.10f, kHigh + 0.46f, 0.026f}, 0.3f));
  for (const float s : {-1.0f, 1.0f}) {
    stage.add(part, red,
              timber({s * (kWide / 2 + 0.13f), 0, 0}, {s * (kWide / 2 + 0.13f), kHigh + 0.56f, 0}, 0.09f,
                     0.10f, {0.012f, 0.25f, {0, 0, 1}}));
    stage.add(
        part, gold,
        translated(
            with_normals(
                lathe({{0.05f, 0}, {0.06f, 0.02f}, {0.035f, 0.04f}, {0.05f, 0.08f}, {0.0f, 0.15f}}, 16), 60),
            {s * (kWide / 2 + 0.13f), kHigh + 0.56f, 0}));
    stage.add(part, red,
              timber({s * (kWide / 2 + 0.13f), 0.05f, -0.26f}, {s * (kWide / 2 + 0.13f), 0.05f, 0.26f}, 0.10f,
                     0.10f, {0.02f, 0.2f, {0, 1, 0}}));
    stage.add(
        part, gold,
        timber({s * (kWide / 2 + 0.012f), 0.33f, 0.03f}, {s * (kWide / 2 + 0.012f), kHigh + 0.35f, 0.03f},
               0.02f, 0.02f, {0.004f, 0.4f, {0, 0, 1}}));
  }
  for (const float y : {0.17f, kHigh + 0.48f})
    stage.add(part, red,
              timber({-kWide / 2 - 0.13f, y, 0}, {kWide / 2 + 0.13f, y, 0}, 0.09f, 0.10f,
                     {0.012f, 0.3f, {0, 1, 0}}));
  for (const float y : {0.332f, kHigh + 0.348f})
    stage.add(part, gold,
              timber({-kWide / 2, y, 0.03f}, {kWide / 2, y, 0.03f}, 0.02f, 0.02f, {0.004f, 0.4f, {0, 1, 0}}));
}

// 당가: a painted canopy on four slender posts.
void canopy(Stage& stage) {
  const std::string part = "당가 (canopy)";
  const std::int32_t red = finish_of(stage, Finish::RedLacquer);
  const std::int32_t gold = finish_of(stage, Finish::Gold);
  const std::int32_t green = finish_of(stage, Finish::GreenPaint);
  const std::int32_t beam = picture_finish(stage, "dancheong_beam", dancheong_beam, 0.65f);
  const std::int32_t arm = picture_finish(stage, "dancheong_arm", dancheong_arm, 0.65f);
  constexpr float kX = 1.98f;
  constexpr float kZ = 1.38f;
  constexpr float kTop = 3.95f;  // Underside of the beams, above the hall's floor.
  for (const float s : {-1.0f, 1.0f}) {
    for (const float z : {-kZ, kZ})
      stage.add(part, red, log_timber({s * kX, kDais, z}, {s * kX, kTop + 0.2f, z}, 0.075f, 0.07f, 16, 0.3f));
  }
  for (int side = 0; side < 4; ++side) {
    const bool wide = side % 2 == 0;
    const float half = wide ? kX : kZ;
    const float out = wide ? kZ : kX;
    const Placed placed(stage, {0, kTop, 0}, kPi / 2 * static_cast<float>(side));
    stage.add(part, green, block({-half - 0.10f, 0, out - 0.07f}, {half + 0.10f, 0.32f, out + 0.07f}, 0.4f));
    stage.add(part, beam,
              translated(picture_sheet(2 * half + 0.16f, 0.32f, {0, 0}, {1, 1}, 8, 2), {0, 0, out + 0.074f}));
    stage.add(
        part, beam,
        translated(rotated(picture_sheet(2 * half + 0.16f, 0.32f, {0, 0}, {1, 1}, 8, 2), {0, 1, 0}, kPi),
                   {0, 0, out - 0.074f}));
    // 낙양각: gilt openwork hanging from the beam into the corners.
    std::vector<glm::vec2> fringe{{-half + 0.05f, 0.0f}, {-half + 0.05f, -0.62f}};
    for (int k = 0; k <= 60; ++k) {
      const float t = static_cast<float>(k) / 60;
      const float x = mix(-half + 0.07f, half - 0.07f, t);
      const float corner = std::pow(std::abs(2 * t - 1), 5.0f);
      fringe.emplace_back(x, -0.07f - 0.46f * corner - 0.035f * std::abs(std::sin(t * kPi * 10)));
    }
    fringe.emplace_back(half - 0.05f, -0.62f);
    fringe.emplace_back(half - 0.05f, 0.0f);
    stage.add(part, green, translated(extruded(fringe, 0.03f), {0, 0, out}));
    std::vector<glm::vec3> rim;
    for (std::size_t k = 1; k + 1 < fringe.size(); ++k) rim.emplace_back(fringe[k].x, fringe[k].y, out);
    stage.add(part, gold, tube(Path(rim), 0.022f, 84, 6));
    const float spread = half * 0.34f;
    for (const float s : {-1.0f, 1.0f}) {
      for (int k = 0; k < 6; ++k) {  // Scrolls that shrink out of the corners.
        const float t = static_cast<float>(k) / 6;
        const float r = 0.075f * (1 - 0.62f * t);
        const glm::vec3 at(s * (half - 0.13f - spread * t), -0.10f - 0.26f * std::pow(1 - t, 2.6f), out);
        stage.add(part, gold, translated(rotated(torus(r, 0.021f, 16, 6), {1, 0, 0}, kPi / 2), at));
        stage.add(part, k % 2 == 0 ? red : gold,
                  translated(scaled(sphere(r * 0.5f, 9, 6), {1, 1, 0.8f}), at + glm::vec3(0, 0, 0.0f)));
      }
    }
    // Little brackets under the cornice (운궁), three tiers.
    const int count = wide ? 9 : 6;
    for (int tier = 0; tier < 3; ++tier) {
      const float y = 0.34f + 0.13f * static_cast<float>(tier);
      const float reach = 0.06f + 0.10f * static_cast<float>(tier);
      for (int i = 0; i <= count; ++i) {
        const float x = mix(-half, half, static_cast<float>(i) / static_cast<float>(count));
        stage.add(part, tier % 2 == 0 ? red : green,
                  timber({x, y + 0.04f, out - 0.05f}, {x, y + 0.05f, out + reach + 0.08f}, 0.06f, 0.08f,
                         {0.012f, 1, {0, 1, 0}}));
        stage.add(
            part, arm,
            translated(picture_sheet(0.30f, 0.09f, {0, 0}, {1, 1}, 1, 1), {x, y, out + reach + 0.012f}));
        stage.add(part, green,
                  block({x - 0.15f, y, out + reach - 0.04f}, {x + 0.15f, y + 0.09f, out + reach + 0.008f}));
      }
      stage.add(part, gold,
                timber({-half - reach, y + 0.115f, out + reach}, {half + reach, y + 0.115f, out + reach},
                       0.05f, 0.03f, {0.006f, 0.5f, {0, 1, 0}}));
    }
    stage.add(part, red,
              timber({-half - 0.42f, 0.80f, out + 0.36f}, {half + 0.42f, 0.80f, out + 0.36f}, 0.14f, 0.13f,
                     {0.02f, 0.5f, {0, 1, 0}}));
    stage.add(part, gold,
              timber({-half - 0.44f, 0.88f, out + 0.38f}, {half + 0.44f, 0.88f, out + 0.38f}, 0.16f, 0.03f,
                     {0.006f, 0.5f, {0, 1, 0}}));
    for (int i = 0; i <= count; ++i) {  // Crown of gilt leaves.
      const float x = mix(-half - 0.36f, half + 0.36f, static_cast<float>(i) / static_cast<float>(count));
      const std::vector<glm::vec2> leaf{{-0.10f, 0},     {0.10f, 0},      {0.14f, 0.08f},
                                        {0.07f, 0.12f},  {0.05f, 0.20f},  {0, 0.28f},
                                        {-0.05f, 0.20f}, {-0.07f, 0.12f}, {-0.14f, 0.08f}};
      stage.add(part, i % 2 == 0 ? gold : green, translated(extruded(leaf, 0.03f), {x, 0.89f, out + 0.38f}));
    }
  }
  // Ceiling of the canopy: dragons in the middle, coffers around.
  const Placed placed(stage, glm::vec3(0, kTop + 0.78f, 0));
  stage.add(part, green, block({-kX - 0.4f, 0.02f, -kZ - 0.4f}, {kX + 0.4f, 0.07f, kZ + 0.4f}, 0.4f));
  const auto down = [&](std::int32_t material, float w, float d, const glm::vec3& at) {
    stage.add(part, material,
              translated(rotated(translated(picture_sheet(w, d, {0, 0}, {1, 1}, 3, 3), {0, -d / 2, 0}),
                                 {1, 0, 0}, kPi / 2),
                         at));
  };
  down(picture_finish(
           stage, "throne_dragons", [] { return twin_dragons(0x7E1F18); }, 0.4f),
       2.2f, 2.2f, {0, 0.0f, 0});
  const std::int32_t coffer = picture_finish(stage, "dancheong_coffer", dancheong_coffer, 0.7f);
  for (const float s : {-1.0f, 1.0f}) {
    for (int k = -2; k <= 2; ++k)
      down(coffer, 0.55f, 0.55f, {s * 1.42f, 0.0f, 0.56f * static_cast<float>(k)});
  }
}

}  // namespace

void put_throne_dais(Stage& stage) {
  dais(stage);
  canopy(stage);
  {
    const Placed placed(stage, glm::vec3(0, kDais, -0.30f));
    throne(stage);
  }
  const Placed placed(stage, glm::vec3(0, kDais, -1.12f));
  screen(stage);
}

}  // namespace bandaji
