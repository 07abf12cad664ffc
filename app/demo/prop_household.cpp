// Drum and medicine pot.
#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/curve.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/prop_pieces.h"
#include "app/demo/texture_architecture.h"

namespace bandaji {

void put_janggu(Stage& stage) {
  const std::int32_t red = finish_of(stage, Finish::RedLacquer);
  const std::int32_t skin = stage.material("drum_skin", [](ModelBuilder& b) {
    Material m = plain_material("drum_skin", 0xE9DBC0, 0.6f);
    m.double_sided = true;
    return b.add_material(m);
  });
  const std::int32_t cord = finish_of(stage, Finish::WhiteSilk);
  const std::int32_t iron = finish_of(stage, Finish::Iron);
  const Placed lying(stage, glm::rotate(glm::translate(glm::mat4(1), glm::vec3(0, 0.235f, 0)), -kPi / 2,
                                        glm::vec3(0, 0, 1)));
  // Hourglass: about its own axis (here y), waist 8 cm, bowls 19 cm.
  stage.add("울림통 (body)", red,
            with_normals(lathe({{0.172f, -0.29f},
                                {0.186f, -0.27f},
                                {0.188f, -0.235f},
                                {0.168f, -0.17f},
                                {0.118f, -0.105f},
                                {0.066f, -0.062f},
                                {0.052f, -0.04f},
                                {0.050f, 0.0f},
                                {0.052f, 0.04f},
                                {0.066f, 0.062f},
                                {0.114f, 0.105f},
                                {0.158f, 0.17f},
                                {0.176f, 0.235f},
                                {0.174f, 0.27f},
                                {0.162f, 0.29f}},
                               72),
                         60));
  const std::int32_t gold = finish_of(stage, Finish::Gold);
  for (const float y : {-0.065f, 0.065f})
    stage.add("울림통 (body)", gold, translated(torus(0.068f, 0.004f, 56, 10), {0, y, 0}));
  for (const float s : {-1.0f, 1.0f}) {
    const float r = s < 0 ? 0.232f : 0.222f;
    stage.add("가죽 (skins)", skin,
              with_normals(translated(lathe(s > 0 ? std::vector<glm::vec2>{{r, -0.004f},
                                                                           {r * 0.995f, 0.004f},
                                                                           {r * 0.9f, 0.005f},
                                                                           {0.0005f, 0.005f}}
                                                  : std::vector<glm::vec2>{{0.0005f, -0.005f},
                                                                           {r * 0.9f, -0.005f},
                                                                           {r * 0.995f, -0.004f},
                                                                           {r, 0.004f}},
                                            72),
                                      {0, s * 0.29f, 0}),
                           40));
    stage.add("가죽 (skins)", iron, translated(torus(r, 0.0065f, 72, 10), {0, s * 0.288f, 0}));
  }
  // 조임줄: laced to and fro between the rims, with a leather tightener (부전) on each pair.
  constexpr int kLaces = 10;
  const auto rim = [](float a, bool right) {
    const float r = right ? 0.222f : 0.232f;
    return glm::vec3(std::cos(a) * r, right ? 0.288f : -0.288f, std::sin(a) * r);
  };
  for (int i = 0; i < kLaces; ++i) {
    const float a = kTau * static_cast<float>(i) / kLaces;
    const float b = kTau * (static_cast<float>(i) + 0.5f) / kLaces;
    const float c = kTau * (static_cast<float>(i) + 1.0f) / kLaces;
    stage.add("조임줄 (laces)", cord, log_timber(rim(a, false), rim(b, true), 0.0042f, 0.0042f, 8, 0.2f));
    stage.add("조임줄 (laces)", cord, log_timber(rim(b, true), rim(c, false), 0.0042f, 0.0042f, 8, 0.2f));
    const glm::vec3 near_a = glm::mix(rim(b, true), rim(a, false), 0.22f);
    const glm::vec3 near_c = glm::mix(rim(b, true), rim(c, false), 0.22f);
    const glm::vec3 axis = glm::normalize(glm::mix(rim(a, false), rim(c, false), 0.5f) - rim(b, true));
    stage.add("부전 (tighteners)", finish_of(stage, i % 2 == 0 ? Finish::BlueSilk : Finish::YellowSilk),
              timber((near_a + near_c) * 0.5f - axis * 0.025f, (near_a + near_c) * 0.5f + axis * 0.025f,
                     glm::length(near_a - near_c) + 0.016f, 0.014f,
                     {0.004f, 0.1f, glm::normalize(glm::vec3(near_a.x, 0, near_a.z))}));
    for (const bool right : {false, true}) {
      const glm::vec3 p = rim(right ? b : a, right);
      stage.add("고리 (hooks)", iron,
                translated(sphere(0.010f, 10, 8), p + glm::normalize(glm::vec3(p.x, 0, p.z)) * 0.006f));
    }
  }
}

void put_medicine_pot(Stage& stage) {
  const Placed turned(stage, glm::scale(glm::mat4(1), glm::vec3(-1, 1, 1)));  // Its handle to the left hand.
  const std::int32_t clay = finish_of(stage, Finish::Onggi);
  const std::int32_t brazier = stage.material("brazier", [](ModelBuilder& b) {
    Material m;
    m.name = "brazier";
    m.metallic = 1;
    return b.add_material(m, earthenware(0x8A5A3E));
  });
  const std::int32_t paper = finish_of(stage, Finish::Hanji);
  // 풍로: a small clay stove with a fire mouth, embers within.
  stage.add("풍로 (stove)", brazier,
            with_normals(lathe({{0.0f, 0.0f},
                                {0.10f, 0.0f},
                                {0.104f, 0.01f},
                                {0.098f, 0.022f},
                                {0.112f, 0.06f},
                                {0.128f, 0.12f},
                                {0.136f, 0.155f},
                                {0.138f, 0.168f},
                                {0.126f, 0.170f},
                                {0.118f, 0.15f},
                                {0.09f, 0.12f},
                                {0.0f, 0.12f}},
                               56),
                         45));
  std::vector<glm::vec2> mouth;
  for (int i = 0; i <= 16; ++i)
    mouth.emplace_back(std::cos(kPi * static_cast<float>(i) / 16) * 0.036f,
                       0.04f + std::sin(kPi * static_cast<float>(i) / 16) * 0.034f);
  mouth.emplace_back(-0.036f, 0.024f);
  mouth.emplace_back(0.036f, 0.024f);
  stage.add("풍로 (stove)", finish_of(stage, Finish::Ink),
            translated(extruded(mouth, 0.02f), {0, 0.0f, 0.104f}));
  const std::int32_t ember = stage.material("ember", [](ModelBuilder& b) {
    Material m = plain_material("ember", 0x5A1D0E, 0.9f);
    m.emissive = {1.6f, 0.32f, 0.05f};
    return b.add_material(m);
  });
  for (int i = 0; i < 16; ++i) {
    const float a = 2.4f * static_cast<float>(i);
    const float r = 0.02f + 0.005f * static_cast<float>(i);
    stage.add("숯 (embers)", i % 3 == 0 ? finish_of(stage, Finish::Ink) : ember,
              translated(rotated(box({0.03f, 0.02f, 0.024f}, 0.006f), {0.3f, 1, 0.2f}, a),
                         {std::cos(a) * r, 0.128f, std::sin(a) * r}));
  }
  for (int i = 0; i < 3; ++i) {
    const float a = kTau * static_cast<float>(i) / 3 + 0.5f;
    stage.add("숯 (embers)", ember,
              translated(box({0.022f, 0.016f, 0.02f}, 0.005f),
                         {std::cos(a) * 0.012f, 0.034f, 0.116f + 0.004f * std::sin(a)}));
    stage.add("풍로 (stove)", brazier,
              translated(rotated(box({0.03f, 0.03f, 0.022f}, 0.006f), {0, 1, 0}, -a),
                         {std::cos(a) * 0.124f, 0.178f, std::sin(a) * 0.124f}));
  }
  const float y = 0.175f;
  stage.add("약탕기 (pot)", clay,
            with_normals(translated(lathe({{0.0f, 0.0f},
                                           {0.07f, 0.002f},
                                           {0.10f, 0.022f},
                                           {0.124f, 0.06f},
                                           {0.128f, 0.09f},
                                           {0.114f, 0.13f},
                                           {0.086f, 0.152f},
                                           {0.078f, 0.16f},
                                           {0.080f, 0.172f},
                                           {0.088f, 0.180f},
                                           {0.084f, 0.183f},
                                           {0.074f, 0.174f}},
                                          64),
                                    {0, y, 0}),
                         60));
  stage.add(
      "약탕기 (pot)", clay,
      with_normals(
          translated(tube(
                         Path({{0.1f, 0.085f, 0}, {0.15f, 0.10f, 0}, {0.215f, 0.128f, 0}}),
                         [](float t) { return 0.020f - 0.004f * std::sin(kPi * t) + 0.003f * t; }, 24, 20),
                     {0, y, 0}),
          50));
  stage.add("약탕기 (pot)", finish_of(stage, Finish::Ink),
            translated(sphere(0.012f, 14, 10), {0.2165f, y + 0.1285f, 0}));
  stage.add("약탕기 (pot)", clay,
            translated(tube(
                           Path({{0, 0.115f, 0.09f}, {0, 0.135f, 0.125f}, {0, 0.160f, 0.142f}}),
                           [](float t) { return 0.020f - 0.008f * t; }, 16, 16),
                       {0, y, 0}));
  // Paper tied over the mouth, pleated under its string.
  PatchOptions ring;
  ring.closed_u = true;
  stage.add("덮개 (paper lid)", paper,
            with_normals(patch(
                             120, 14,
                             [&](float u, float v) {
                               const float a = u * kTau;
                               const float pleat = std::sin(a * 26) * 0.5f + 0.5f * std::sin(a * 17 + 1.0f);
                               const Curve radius({{0.0f, 0.110f},
                                                   {0.3f, 0.092f},
                                                   {0.42f, 0.0845f},
                                                   {0.55f, 0.090f},
                                                   {0.65f, 0.088f},
                                                   {1.0f, 0.0005f}});
                               const Curve height({{0.0f, 0.132f},
                                                   {0.3f, 0.152f},
                                                   {0.42f, 0.164f},
                                                   {0.55f, 0.180f},
                                                   {0.65f, 0.187f},
                                                   {1.0f, 0.192f}});
                               const float out = v < 0.42f ? (0.42f - v) / 0.42f : 0.0f;
                               const float r = radius(v) + 0.010f * pleat * out +
                                               (v > 0.43f && v < 0.6f ? 0.002f * pleat : 0.0f);
                               return glm::vec3(std::sin(a) * r, y + height(v) + 0.006f * out * pleat,
                                                std::cos(a) * r);
                             },
                             ring),
                         70));
  stage.add("끈 (string)", finish_of(stage, Finish::RedSilk),
            translated(torus(0.0868f, 0.0028f, 64, 8), {0, y + 0.164f, 0}));
  for (const float s : {-1.0f, 1.0f}) {
    stage.add("끈 (string)", finish_of(stage, Finish::RedSilk),
              translated(tube(Path({{0, 0, 0},
                                    {s * 0.018f, 0.012f, 0.008f},
                                    {s * 0.03f, 0.0f, 0.01f},
                                    {s * 0.012f, -0.004f, 0.004f},
                                    {0, 0, 0}}),
                              0.0024f, 24, 8),
                         {0.055f, y + 0.165f, 0.069f}));
    stage.add("끈 (string)", finish_of(stage, Finish::RedSilk),
              translated(tube(Path({{0, 0, 0}, {s * 0.008f, -0.02f, 0.006f}, {s * 0.016f, -0.045f, 0.016f}}),
                              0.0022f, 14, 8),
                         {0.055f, y + 0.165f, 0.069f}));
  }
}

}  // namespace bandaji
