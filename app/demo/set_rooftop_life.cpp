// What people brought up to the roof: the wooden platform, laundry, pots, lights.
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

std::int32_t paint(Stage& stage, const char* name, std::uint32_t rgb, float roughness, float metallic = 0) {
  return plain_finish(stage, name, rgb, roughness, metallic);
}

std::int32_t see_through(Stage& stage, const std::string& name, std::uint32_t rgb, float alpha) {
  return stage.material(name, [&](ModelBuilder& b) {
    Material m = plain_material(name, rgb, 0.08f);
    m.base_color.a = alpha;
    m.alpha_mode = AlphaMode::Blend;
    return b.add_material(m);
  });
}

void platform(Stage& stage) {  // 평상, with supper on it.
  const std::string part = "평상 (platform)";
  const std::int32_t wood = finish_of(stage, Finish::OldPine);
  constexpr float kX = 1.15f;
  constexpr float kZ = 0.78f;
  constexpr float kTop = 0.42f;
  for (int i = 0; i < 15; ++i) {
    const float z = mix(-kZ + 0.05f, kZ - 0.05f, static_cast<float>(i) / 14);
    stage.add(
        part, wood,
        timber({-kX, kTop - 0.014f, z}, {kX, kTop - 0.014f, z}, 0.094f, 0.028f, {0.004f, 0.25f, {0, 1, 0}}));
  }
  for (const float x : {-kX + 0.08f, 0.0f, kX - 0.08f})
    stage.add(part, wood,
              timber({x, kTop - 0.07f, -kZ + 0.02f}, {x, kTop - 0.07f, kZ - 0.02f}, 0.07f, 0.085f,
                     {0.004f, 0.3f, {0, 1, 0}}));
  for (const float s : {-1.0f, 1.0f}) {
    stage.add(part, wood,
              timber({-kX, kTop - 0.07f, s * (kZ - 0.02f)}, {kX, kTop - 0.07f, s * (kZ - 0.02f)}, 0.035f,
                     0.10f, {0.004f, 0.3f, {0, 1, 0}}));
    for (const float x : {-kX + 0.08f, 0.0f, kX - 0.08f})
      stage.add(part, wood,
                timber({x, 0, s * (kZ - 0.08f)}, {x, kTop - 0.1f, s * (kZ - 0.08f)}, 0.075f, 0.075f,
                       {0.006f, 0.2f, {0, 0, 1}}));
  }
  // 돗자리, folding table with pot, bottle and cups; a watermelon; a cushion.
  stage.add("돗자리 (mat)", paint(stage, "mat_straw", 0xC9A95E, 0.85f),
            block({-0.95f, kTop, -0.62f}, {0.95f, kTop + 0.006f, 0.62f}, 0.2f));
  stage.add("돗자리 (mat)", paint(stage, "mat_green", 0x2F6B4F, 0.85f),
            block({-0.99f, kTop, -0.66f}, {0.99f, kTop + 0.004f, 0.66f}, 0.2f));
  const glm::vec3 table(0.05f, kTop, 0.0f);
  const std::int32_t tin = finish_of(stage, Finish::Aluminium);
  stage.add("밥상 (table)", paint(stage, "table_red", 0xA93A2B, 0.35f),
            translated(with_normals(lathe({{0.0f, 0.262f},
                                           {0.36f, 0.262f},
                                           {0.385f, 0.272f},
                                           {0.39f, 0.29f},
                                           {0.383f, 0.29f},
                                           {0.372f, 0.278f},
                                           {0.0f, 0.276f}},
                                          56),
                                    45),
                       table));
  for (int i = 0; i < 4; ++i) {
    const float a = kTau * (static_cast<float>(i) + 0.5f) / 4;
    stage.add("밥상 (table)", tin,
              tube(Path({table + glm::vec3(std::cos(a) * 0.2f, 0.262f, std::sin(a) * 0.2f),
                         table + glm::vec3(std::cos(a) * 0.27f, 0.13f, std::sin(a) * 0.27f),
                         table + glm::vec3(std::cos(a) * 0.29f, 0.008f, std::sin(a) * 0.29f)}),
                   0.011f, 12, 8));
  }
  const auto on_table = [&](float x, float z) { return table + glm::vec3(x, 0.277f, z); };
  const std::int32_t brass_pot = paint(stage, "nickel_pot", 0xD9B24A, 0.3f, 1);  // 양은냄비
  stage.add("상차림 (supper)", brass_pot,
            translated(with_normals(lathe({{0.0f, 0.0f},
                                           {0.085f, 0.0f},
                                           {0.10f, 0.015f},
                                           {0.105f, 0.075f},
                                           {0.115f, 0.08f},
                                           {0.112f, 0.082f},
                                           {0.10f, 0.077f},
                                           {0.096f, 0.05f},
                                           {0.0f, 0.05f}},
                                          48),
                                    45),
                       on_table(0.02f, -0.02f)));
  stage.add("상차림 (supper)", paint(stage, "ramyeon", 0xC2541E, 0.4f),
            translated(with_normals(lathe({{0.098f, 0.060f}, {0.0f, 0.062f}}, 40)), on_table(0.02f, -0.02f)));
  for (int i = 0; i < 22; ++i) {
    const float a = 2.4f * static_cast<float>(i);
    const float r = 0.075f * std::sqrt(static_cast<float>(i) / 22);
    stage.add(
        "상차림 (supper)", paint(stage, "noodle", 0xEBC56A, 0.5f),
        translated(rotated(torus(0.022f, 0.0035f, 18, 6), {1, 0.3f, 0.2f}, 0.5f * std::sin(a)),
                   on_table(0.02f + std::cos(a) * r, -0.02f + std::sin(a) * r) + glm::vec3(0, 0.064f, 0)));
  }
  for (const float s : {-1.0f, 1.0f})
    stage.add("상차림 (supper)", brass_pot,
              tube(Path({on_table(0.02f + s * 0.10f, -0.05f) + glm::vec3(0, 0.07f, 0),
                         on_table(0.02f + s * 0.14f, -0.02f) + glm::vec3(0, 0.075f, 0),
                         on_table(0.02f + s * 0.10f, 0.01f) + glm::vec3(0, 0.07f, 0)}),
                   0.006f, 14, 6));
  const Shape bottle = with_normals(lathe({{0.0f, 0.0f},
                                           {0.031f, 0.0f},
                                           {0.033f, 0.006f},
                                           {0.033f, 0.12f},
                                           {0.028f, 0.145f},
                                           {0.014f, 0.175f},
                                           {0.0125f, 0.205f},
                                           {0.0145f, 0.207f},
                                           {0.0145f, 0.216f},
                                           {0.0f, 0.217f}},
                                          28),
                                    50);
  const std::int32_t green_glass = see_through(stage, "green_glass", 0x1F8A4A, 0.75f);
  for (const glm::vec2& p : {glm::vec2(-0.2f, -0.1f), glm::vec2(-0.26f, 0.02f)}) {
    stage.add("소주 (soju)", green_glass, translated(bottle, on_table(p.x, p.y)));
    stage.add(
        "소주 (soju)", paint(stage, "soju_label", 0xE9EDE6, 0.6f),
        translated(with_normals(lathe({{0.0335f, 0.035f}, {0.0335f, 0.095f}}, 28)), on_table(p.x, p.y)));
    stage.add(
        "소주 (soju)", paint(stage, "soju_cap", 0x2E6A3C, 0.35f),
        translated(cylinder(0.0152f, 0.018f, 20, 0.003f), on_table(p.x, p.y) + glm::vec3(0, 0.204f, 0)));
  }
  const Shape cup = with_normals(lathe({{0.0f, 0.004f},
                                        {0.017f, 0.0f},
                                        {0.022f, 0.045f},
                                        {0.0205f, 0.045f},
                                        {0.016f, 0.008f},
                                        {0.0f, 0.008f}},
                                       24),
                                 50);
  for (const glm::vec2& p : {glm::vec2(-0.12f, 0.14f), glm::vec2(0.2f, 0.12f), glm::vec2(-0.13f, -0.2f)})
    stage.add("소주 (soju)", see_through(stage, "clear_glass", 0xD9E6EA, 0.35f),
              translated(cup, on_table(p.x, p.y)));
  // Kimchi on a white dish, chopsticks.
  stage.add("상차림 (supper)", paint(stage, "white_dish", 0xEFEDE6, 0.2f),
            translated(with_normals(lathe({{0.0f, 0.004f},
                                           {0.035f, 0.0f},
                                           {0.065f, 0.016f},
                                           {0.063f, 0.018f},
                                           {0.035f, 0.007f},
                                           {0.0f, 0.008f}},
                                          32),
                                    50),
                       on_table(0.21f, -0.1f)));
  for (int i = 0; i < 9; ++i)
    stage.add(
        "상차림 (supper)", paint(stage, "kimchi", 0xB4391C, 0.45f),
        translated(rotated(box({0.03f, 0.012f, 0.022f}, 0.005f), {0.2f, 1, 0.3f}, static_cast<float>(i)),
                   on_table(0.21f + 0.028f * std::cos(2.4f * static_cast<float>(i)),
                            -0.1f + 0.028f * std::sin(2.4f * static_cast<float>(i))) +
                       glm::vec3(0, 0.016f, 0)));
  for (const float d : {0.0f, 0.016f})
    stage.add("상차림 (supper)", paint(stage, "steel_sticks", 0xC9CCD0, 0.25f, 1),
              log_timber(on_table(0.14f + d, 0.06f) + glm::vec3(0, 0.004f, 0),
                         on_table(0.20f + d, 0.26f) + glm::vec3(0, 0.004f, 0), 0.003f, 0.002f, 6, 1));
  // Watermelon with its dark stripes, one slice taken.
  const glm::vec3 melon(0.72f, kTop + 0.13f, 0.28f);
  stage.add("수박 (watermelon)",
            stage.material("watermelon",
                           [](ModelBuilder& b) {
                             return b.add_material(plain_material("watermelon", 0xFFFFFF, 0.35f));
                           }),
            translated(colored(with_normals(patch(64, 32,
                                                  [](float u, float v) {
                                                    const float b = (v - 0.5f) * kPi;
                                                    return glm::vec3(std::cos(b) * std::sin(u * kTau),
                                                                     std::sin(b) * 0.94f,
                                                                     std::cos(b) * std::cos(u * kTau)) *
                                                           0.14f;
                                                  },
                                                  {true, {}})),
                               [](const glm::vec3& p) {
                                 const float a = std::atan2(p.x, p.z);
                                 const float wave =
                                     std::sin(a * 10 + 0.5f * std::sin(p.y * 60) + 0.6f * std::sin(p.y * 23));
                                 return wave > 0.15f ? color_of(0x16381E) : color_of(0x6FA23F);
                               }),
                       melon));
  for (const float dx : {0.0f, 0.15f}) {
    const Placed slice(stage, placed_at({-0.62f - dx, kTop + 0.006f, -0.25f + dx * 0.6f}, 0.6f + dx * 2, 0));
    std::vector<glm::vec2> rind;
    std::vector<glm::vec2> flesh;
    for (int i = 0; i <= 20; ++i) {
      const float a = kPi * static_cast<float>(i) / 20;
      rind.emplace_back(std::cos(a) * 0.13f, std::sin(a) * 0.13f);
      flesh.emplace_back(std::cos(a) * 0.115f, std::sin(a) * 0.115f);
    }
    stage.add("수박 (watermelon)", paint(stage, "melon_rind", 0x3F7A34, 0.4f), extruded(rind, 0.028f));
    stage.add("수박 (watermelon)", paint(stage, "melon_flesh", 0xD8323A, 0.35f), extruded(flesh, 0.031f));
  }
  const Placed seat(stage, {-0.62f, kTop + 0.006f, 0.32f}, 0.3f);
  put_cushion(stage, "방석 (cushion)", Finish::BlueSilk, Finish::YellowSilk, {0.45f, 0.07f, 0.45f});
}

// A garment hung by its upper edge: outline from x = 0 in the middle, y downwards negative.
void hang(Stage& stage, std::int32_t cloth, const std::vector<glm::vec2>& outline, const glm::vec3& at,
          float turn, float seed) {
  const Placed placed(stage, at, turn);
  Shape flat = polygon(outline);
  flat.normals.clear();
  const Shape waved = deformed(subdivided(flat, false, 3), [&](const glm::vec3& p) {
    const float loose = clamp01(-p.y * 1.4f);
    return p + glm::vec3(0.01f * std::sin(p.y * 9 + seed), 0,
                         loose * (0.05f * std::sin(p.x * 11 + seed) +
                                  0.03f * std::sin(p.y * 7 + p.x * 5 + seed * 2)));
  });
  stage.add("빨래 (laundry)", cloth, with_normals(waved));
}

std::int32_t cloth_of(Stage& stage, const std::string& name, std::uint32_t rgb) {
  return stage.material(name, [&](ModelBuilder& b) {
    Material m = plain_material(name, rgb, 0.9f);
    m.double_sided = true;
    return b.add_material(m);
  });
}

void laundry(Stage& stage) {
  const std::string part = "빨랫줄 (clothes line)";
  const std::int32_t pole = paint(stage, "rail_paint", 0x3E6F8E, 0.5f);
  const glm::vec3 a(0.75f, 0, -2.95f);
  const glm::vec3 b(4.3f, 0, -2.55f);
  for (const glm::vec3& p : {a, b}) {
    stage.add(part, pole, log_timber(p, p + glm::vec3(0, 2.1f, 0), 0.024f, 0.022f, 10, 0.4f));
    stage.add(
        part, pole,
        log_timber(p + glm::vec3(0, 2.05f, -0.3f), p + glm::vec3(0, 2.05f, 0.3f), 0.016f, 0.016f, 8, 0.3f));
    stage.add(part, finish_of(stage, Finish::Concrete),
              uv_boxed(translated(block({-0.18f, 0, -0.18f}, {0.18f, 0.14f, 0.18f}, 0.2f), p)));
  }
  const float turn = std::atan2(-(b.z - a.z), b.x - a.x);
  for (const float dz : {-0.26f, 0.26f}) {
    const auto line = [&](float t) {
      return glm::mix(a, b, t) + glm::vec3(0, 2.05f - 0.16f * std::sin(kPi * t), dz);
    };
    stage.add(part, paint(stage, "cord_white", 0xE6E6E0, 0.8f),
              tube(Path({line(0), line(0.25f), line(0.5f), line(0.75f), line(1)}), 0.004f, 40, 6));
    const auto pegs = [&](float t, float half) {
      for (const float s : {-1.0f, 1.0f})
        stage.add(part, paint(stage, s > 0 ? "peg_red" : "peg_yellow", s > 0 ? 0xC2372E : 0xE3B42F, 0.5f),
                  translated(box({0.014f, 0.06f, 0.02f}, 0.003f), line(t) + glm::vec3(s * half, -0.01f, 0)));
    };
    const std::vector<glm::vec2> shirt{
        {-0.24f, -0.02f}, {-0.38f, -0.20f}, {-0.29f, -0.28f},  {-0.22f, -0.20f}, {-0.23f, -0.66f},
        {0.23f, -0.66f},  {0.22f, -0.20f},  {0.29f, -0.28f},   {0.38f, -0.20f},  {0.24f, -0.02f},
        {0.10f, 0.0f},    {0.05f, -0.035f}, {-0.05f, -0.035f}, {-0.10f, 0.0f}};
    const auto panel = [](float w, float h) {
      return std::vector<glm::vec2>{{-w / 2, -h}, {w / 2, -h}, {w / 2, 0}, {-w / 2, 0}};
    };
    const std::vector<glm::vec2> jeans{{-0.20f, 0},     {-0.24f, -0.92f}, {-0.06f, -0.92f}, {0.0f, -0.32f},
                                       {0.06f, -0.92f}, {0.24f, -0.92f},  {0.20f, 0}};
    if (dz > 0) {
      hang(stage, cloth_of(stage, "tee_white", 0xF2F0EA), shirt, line(0.14f), turn, 1);
      pegs(0.14f, 0.2f);
      hang(stage, cloth_of(stage, "jeans", 0x3C5878), jeans, line(0.32f), turn, 2);
      pegs(0.32f, 0.16f);
      hang(stage, cloth_of(stage, "towel_pink", 0xE39AA6), panel(0.38f, 0.62f), line(0.50f), turn, 3);
      pegs(0.50f, 0.15f);
      hang(stage, cloth_of(stage, "tee_mustard", 0xD9A032), shirt, line(0.69f), turn, 4);
      pegs(0.69f, 0.2f);
      hang(stage, cloth_of(stage, "towel_blue", 0x6FA3C7), panel(0.36f, 0.58f), line(0.86f), turn, 5);
      pegs(0.86f, 0.14f);
    } else {
      hang(stage, cloth_of(stage, "sheet", 0xEDE6DA), panel(1.5f, 1.25f), line(0.30f), turn, 6);
      pegs(0.30f, 0.7f);
      hang(stage, cloth_of(stage, "quilt_red", 0xB8413F), panel(1.3f, 1.15f), line(0.74f), turn, 7);
      pegs(0.74f, 0.6f);
    }
  }
}

void leaf_plant(Stage& stage, const glm::vec3& at, float height, float spread, int leaves, std::int32_t leaf,
                float seed) {
  Shape foliage;
  for (int i = 0; i < leaves; ++i) {
    const float t = (static_cast<float>(i) + 0.5f) / static_cast<float>(leaves);
    const float a = 2.39996f * static_cast<float>(i) + seed;
    const float reach = spread * (1.05f - 0.55f * t);
    const glm::vec3 from = at + glm::vec3(0, height * t * 0.75f, 0);
    const glm::vec3 d(std::cos(a), 0, std::sin(a));
    const glm::vec3 side(-d.z, 0, d.x);
    append(foliage, with_normals(patch(3, 5, [&](float u, float v) {
             const float w = reach * 0.28f * std::sin(kPi * (0.08f + 0.92f * v)) * (u * 2 - 1);
             return from + d * (reach * v) + side * w +
                    glm::vec3(0, reach * (0.75f * v - 0.85f * v * v) + std::abs(u - 0.5f) * 0.02f, 0);
           })));
  }
  stage.add("화분 (plants)", leaf, foliage);
  stage.add(
      "화분 (plants)", finish_of(stage, Finish::Leaf),
      tube(Path({at, at + glm::vec3(0.01f, height * 0.5f, 0), at + glm::vec3(0, height * 0.85f, 0.01f)}),
           0.008f, 10, 6));
}

void pots(Stage& stage) {
  const std::int32_t clay = finish_of(stage, Finish::Terracotta);
  const std::int32_t soil = finish_of(stage, Finish::Soil);
  const std::int32_t leaf = finish_of(stage, Finish::Leaf);
  const std::int32_t pale = stage.material("pale_leaf", [](ModelBuilder& b) {
    Material m = plain_material("pale_leaf", 0x86B04A, 0.7f);
    m.double_sided = true;
    return b.add_material(m);
  });
  const auto pot = [&](const glm::vec3& at, float r, float h, std::int32_t material) {
    stage.add("화분 (plants)", material,
              translated(with_normals(lathe({{0.0f, 0.0f},
                                             {r * 0.68f, 0.0f},
                                             {r * 0.95f, h * 0.86f},
                                             {r * 1.06f, h * 0.87f},
                                             {r * 1.06f, h},
                                             {r * 0.93f, h},
                                             {r * 0.88f, h * 0.88f}},
                                            32),
                                      40),
                         at));
    stage.add("화분 (plants)", soil,
              translated(with_normals(lathe({{r * 0.89f, h * 0.89f}, {0.0f, h * 0.9f}}, 28)), at));
  };
  float z = 0.35f;
  for (int i = 0; i < 5; ++i) {
    const glm::vec3 at(-4.3f + 0.05f * std::sin(static_cast<float>(i) * 3), 0, z);
    const float r = 0.15f + 0.035f * static_cast<float>((i * 7) % 3);
    pot(at, r, r * 1.7f, clay);
    leaf_plant(stage, at + glm::vec3(0, r * 1.5f, 0), 0.35f + 0.12f * static_cast<float>(i % 3), 0.26f,
               22 + 4 * i, i % 2 == 0 ? leaf : pale, static_cast<float>(i));
    z += 0.62f;
  }
  // 고무 대야 with peppers on stakes.
  const glm::vec3 basin(-3.35f, 0, 2.75f);
  pot(basin, 0.40f, 0.30f, paint(stage, "rubber_brown", 0x8E3B2C, 0.55f));
  for (int i = 0; i < 5; ++i) {
    const float a = kTau * static_cast<float>(i) / 5;
    const glm::vec3 at = basin + glm::vec3(std::cos(a) * 0.22f, 0.26f, std::sin(a) * 0.22f);
    leaf_plant(stage, at, 0.62f, 0.17f, 20, leaf, a);
    stage.add(
        "화분 (plants)", finish_of(stage, Finish::OldPine),
        log_timber(at + glm::vec3(0.03f, -0.05f, 0), at + glm::vec3(0.03f, 0.75f, 0), 0.008f, 0.008f, 6, 1));
    for (int k = 0; k < 5; ++k) {
      const float b = a + 1.3f * static_cast<float>(k);
      const glm::vec3 from =
          at + glm::vec3(std::cos(b) * 0.09f, 0.22f + 0.075f * static_cast<float>(k), std::sin(b) * 0.09f);
      stage.add("고추 (peppers)", k % 3 == 2 ? leaf : paint(stage, "pepper_red", 0xC4241C, 0.3f),
                tube(
                    Path({from, from + glm::vec3(0.006f, -0.05f, 0), from + glm::vec3(0.0f, -0.10f, 0.004f)}),
                    [](float t) { return 0.011f * (1 - 0.85f * t); }, 10, 8));
    }
  }
  // White foam boxes of lettuce and scallions.
  for (int i = 0; i < 2; ++i) {
    const glm::vec3 at(-2.35f + 0.78f * static_cast<float>(i), 0, 3.12f);
    const std::int32_t foam = paint(stage, "foam", 0xF2F1EC, 0.9f);
    stage.add("스티로폼 텃밭 (foam box garden)", foam,
              translated(box({0.62f, 0.24f, 0.40f}, 0.02f), at + glm::vec3(0, 0.12f, 0)));
    stage.add("스티로폼 텃밭 (foam box garden)", soil,
              translated(block({-0.27f, 0.235f, -0.16f}, {0.27f, 0.244f, 0.16f}), at));
    for (int k = 0; k < 10; ++k) {
      const glm::vec3 spot =
          at + glm::vec3(-0.22f + 0.11f * static_cast<float>(k % 5), 0.243f, k < 5 ? -0.08f : 0.08f);
      if (i == 0) {
        leaf_plant(stage, spot, 0.05f, 0.13f, 9, pale, static_cast<float>(k));
      } else {
        for (int q = 0; q < 3; ++q) {
          const float a = 2.1f * static_cast<float>(q) + static_cast<float>(k);
          stage.add("스티로폼 텃밭 (foam box garden)", q == 0 ? pale : leaf,
                    tube(
                        Path({spot, spot + glm::vec3(std::cos(a) * 0.02f, 0.17f, std::sin(a) * 0.02f),
                              spot + glm::vec3(std::cos(a) * 0.08f, 0.32f, std::sin(a) * 0.08f)}),
                        [](float t) { return 0.008f * (1 - 0.8f * t); }, 10, 6));
        }
      }
    }
  }
  // 장독 in the far right corner.
  const std::int32_t jar = finish_of(stage, Finish::Onggi);
  const auto onggi = [&](const glm::vec3& at, float size) {
    stage.add("장독 (sauce jars)", jar,
              translated(scaled(with_normals(lathe({{0.0f, 0.0f},
                                                    {0.20f, 0.0f},
                                                    {0.27f, 0.10f},
                                                    {0.335f, 0.32f},
                                                    {0.335f, 0.46f},
                                                    {0.28f, 0.60f},
                                                    {0.22f, 0.66f},
                                                    {0.235f, 0.69f},
                                                    {0.20f, 0.70f}},
                                                   44),
                                             60),
                                glm::vec3(size)),
                         at));
    stage.add("장독 (sauce jars)", jar,
              translated(scaled(with_normals(lathe({{0.255f, 0.68f},
                                                    {0.26f, 0.72f},
                                                    {0.18f, 0.78f},
                                                    {0.05f, 0.80f},
                                                    {0.05f, 0.84f},
                                                    {0.0f, 0.85f}},
                                                   40),
                                             45),
                                glm::vec3(size)),
                         at));
  };
  onggi({3.9f, 0, -1.55f}, 1.0f);
  onggi({3.25f, 0, -1.75f}, 0.82f);
  onggi({4.15f, 0, -0.9f}, 0.66f);
  onggi({3.55f, 0, -1.0f}, 0.5f);
}

void lights(Stage& stage) {
  const std::int32_t cable = paint(stage, "cable", 0x1B1B1B, 0.7f);
  const std::int32_t bulb = finish_of(stage, Finish::Flame);
  const auto pole = [&](const glm::vec3& at, float height) {
    stage.add("알전구 (string lights)", finish_of(stage, Finish::OldPine),
              log_timber(at, at + glm::vec3(0, height, 0), 0.035f, 0.03f, 10, 0.4f));
    stage.add(
        "알전구 (string lights)", paint(stage, "bucket", 0x8C9196, 0.5f),
        translated(with_normals(lathe({{0.0f, 0.0f}, {0.15f, 0.0f}, {0.19f, 0.3f}, {0.0f, 0.29f}}, 28), 40),
                   at));
  };
  const glm::vec3 front_right(3.95f, 0, 2.9f);
  const glm::vec3 front_left(-1.1f, 0, 3.2f);
  pole(front_right, 2.75f);
  pole(front_left, 2.6f);
  const auto string = [&](const glm::vec3& a, const glm::vec3& b, float sag, int count) {
    const auto at = [&](float t) { return glm::mix(a, b, t) - glm::vec3(0, sag * 4 * t * (1 - t), 0); };
    std::vector<glm::vec3> points;
    for (int i = 0; i <= 12; ++i) points.push_back(at(static_cast<float>(i) / 12));
    stage.add("알전구 (string lights)", cable, tube(Path(points), 0.007f, 60, 6));
    for (int i = 0; i < count; ++i) {
      const glm::vec3 p = at((static_cast<float>(i) + 0.5f) / static_cast<float>(count));
      stage.add("알전구 (string lights)", cable,
                log_timber(p - glm::vec3(0, 0.055f, 0), p, 0.016f, 0.012f, 8, 1));
      stage.add("알전구 (string lights)", bulb,
                translated(scaled(sphere(0.036f, 14, 10), {1, 1.2f, 1}), p - glm::vec3(0, 0.095f, 0)));
    }
  };
  string({0.35f, 2.5f, -0.05f}, front_right + glm::vec3(0, 2.7f, 0), 0.42f, 10);
  string({-4.0f, 2.5f, 0.0f}, front_left + glm::vec3(0, 2.55f, 0), 0.36f, 9);
  string(front_left + glm::vec3(0, 2.55f, 0), front_right + glm::vec3(0, 2.7f, 0), 0.5f, 11);
  // A red plastic chair, and a crate for a table.
  const std::int32_t red = paint(stage, "chair_blue", 0x2C6FB0, 0.4f);
  const Placed chair(stage, {3.1f, 0, 2.15f}, -2.2f);
  for (const float sx : {-1.0f, 1.0f}) {
    for (const float sz : {-1.0f, 1.0f})
      stage.add("의자 (plastic chair)", red,
                timber({sx * 0.22f, 0, sz * 0.21f}, {sx * 0.18f, 0.43f, sz * 0.18f}, 0.05f, 0.05f,
                       {0.01f, 0.2f, {0, 0, 1}}));
    stage.add("의자 (plastic chair)", red,
              tube(Path({{sx * 0.21f, 0.42f, -0.2f},
                         {sx * 0.235f, 0.64f, -0.16f},
                         {sx * 0.235f, 0.66f, 0.1f},
                         {sx * 0.22f, 0.5f, 0.21f}}),
                   0.022f, 24, 8));
  }
  stage.add("의자 (plastic chair)", red, translated(box({0.46f, 0.03f, 0.44f}, 0.014f), {0, 0.435f, 0}));
  stage.add("의자 (plastic chair)", red,
            with_normals(thickened(patch(14, 10,
                                         [](float u, float v) {
                                           const float x = (u * 2 - 1) * 0.23f * (1 - 0.12f * v);
                                           return glm::vec3(
                                               x, 0.45f + 0.42f * v,
                                               -0.2f - 0.10f * v + 0.05f * (u * 2 - 1) * (u * 2 - 1));
                                         }),
                                   0.014f)
                             .all(),
                         50));
}

}  // namespace

void put_rooftop_life(Stage& stage) {
  {
    const Placed placed(stage, {1.35f, 0, 1.35f}, 0.18f);
    platform(stage);
  }
  laundry(stage);
  pots(stage);
  lights(stage);
}

}  // namespace bandaji
