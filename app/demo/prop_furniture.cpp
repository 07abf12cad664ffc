// Chest, tables and screen.
#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/curve.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/prop_pieces.h"
#include "app/demo/texture_architecture.h"

namespace bandaji {

Shape stud(float radius) {
  Shape shape;
  const Shape dome = lathe({{radius, 0},
                            {radius * 0.92f, radius * 0.24f},
                            {radius * 0.6f, radius * 0.5f},
                            {0.0001f, radius * 0.6f}},
                           12);
  return with_normals(rotated(dome, {1, 0, 0}, kPi / 2));
}

Shape plate(const std::vector<glm::vec2>& outline, float thickness) {
  return translated(extruded(outline, thickness, 20), {0, 0, thickness / 2});
}

Shape bail_handle(float width, float drop, float thick) {
  std::vector<Shape> parts;
  for (const float side : {-1.0f, 1.0f}) {
    std::vector<glm::vec2> rosette;
    for (int i = 0; i < 32; ++i) {
      const float a = kTau * static_cast<float>(i) / 32;
      const float r = thick * (3.0f + 0.5f * std::cos(a * 8));
      rosette.emplace_back(side * width / 2 + std::cos(a) * r, std::sin(a) * r);
    }
    parts.push_back(plate(rosette, thick * 0.35f));
    parts.push_back(translated(sphere(thick * 1.1f, 12, 8), {side * width / 2, 0, thick * 0.9f}));
  }
  const Path bow({{-width / 2, 0, thick * 1.8f},
                  {-width * 0.47f, -drop * 0.55f, thick * 2.6f},
                  {-width * 0.3f, -drop * 0.95f, thick * 3},
                  {0, -drop, thick * 3.1f},
                  {width * 0.3f, -drop * 0.95f, thick * 3},
                  {width * 0.47f, -drop * 0.55f, thick * 2.6f},
                  {width / 2, 0, thick * 1.8f}});
  parts.push_back(tube(
      bow, [thick](float t) { return thick * (0.55f + 0.4f * std::sin(kPi * t)); }, 32, 10));
  return joined(parts);
}

Shape tiger_leg(float height, float reach, float thick) {
  const Path line({{0, height, 0},
                   {reach * 0.95f, height * 0.78f, 0},
                   {reach * 0.9f, height * 0.5f, 0},
                   {reach * 0.35f, height * 0.18f, 0},
                   {reach * 0.42f, height * 0.06f, 0},
                   {reach * 0.8f, 0.0f, 0}});
  std::vector<glm::vec2> profile;
  for (int i = 0; i < 12; ++i) {
    const float a = kTau * static_cast<float>(i) / 12;
    const float s = std::pow(std::abs(std::cos(a)), 0.6f) * (std::cos(a) < 0 ? -1.0f : 1.0f);
    const float t = std::pow(std::abs(std::sin(a)), 0.6f) * (std::sin(a) < 0 ? -1.0f : 1.0f);
    profile.emplace_back(s * thick / 2, t * thick / 2);
  }
  SweepOptions options;
  options.up = {0, 0, 1};
  options.steps = 28;
  const Curve width({{0.0f, 1.5f}, {0.25f, 1.25f}, {0.6f, 0.8f}, {0.85f, 0.66f}, {1.0f, 1.15f}});
  options.scale = [width](float t) { return width(t); };
  return sweep(line, profile, options);
}

namespace {

std::vector<glm::vec2> mirrored_outline(
    const std::vector<glm::vec2>& right) {  // From the lowest point up the right side.
  std::vector<glm::vec2> all = right;
  for (auto p = right.rbegin(); p != right.rend(); ++p) {
    if (std::abs(p->x) > 1e-5f) all.emplace_back(-p->x, p->y);
  }
  return all;
}

// A strap of iron whose free end is cut like a swallow's tail or a bud, hanging down from y = 0.
std::vector<glm::vec2> strap_outline(float width, float length) {
  const float w = width / 2;
  return mirrored_outline({{0, -length},
                           {w * 0.55f, -length + w * 0.5f},
                           {w * 0.42f, -length + w * 0.95f},
                           {w * 0.95f, -length + w * 1.25f},
                           {w * 1.05f, -length + w * 1.9f},
                           {w * 0.7f, -length + w * 2.4f},
                           {w, -length + w * 2.8f},
                           {w, 0}});
}

void hinge(Stage& stage, std::int32_t iron, const glm::vec3& at) {
  const Shape down = plate(strap_outline(0.058f, 0.15f), 0.003f);
  stage.add("장석 (fittings)", iron, translated(down, at));
  stage.add("장석 (fittings)", iron, translated(rotated(down, {0, 0, 1}, kPi), at));
  stage.add("장석 (fittings)", iron,
            translated(rotated(translated(cylinder(0.0085f, 0.07f, 14, 0.002f), {0, -0.035f, 0}), {0, 0, 1},
                               kPi / 2),
                       at + glm::vec3(0, 0, 0.008f)));
  for (const float s : {-1.0f, 1.0f}) {
    for (const glm::vec2& p : {glm::vec2(-0.017f, 0.03f), glm::vec2(0.017f, 0.03f), glm::vec2(0, 0.06f),
                               glm::vec2(-0.017f, 0.09f), glm::vec2(0.017f, 0.09f), glm::vec2(0, 0.118f)})
      stage.add("장석 (fittings)", iron, translated(stud(0.0062f), at + glm::vec3(p.x, s * p.y, 0.003f)));
  }
}

// An angle that holds an edge: half on the front, half on the side.
void corner_strap(Stage& stage, std::int32_t iron, float x, float y, float z, float sign, float height) {
  const std::vector<glm::vec2> outline{{0, -height / 2}, {0.062f, -height / 2},   {0.078f, -height * 0.2f},
                                       {0.092f, 0},      {0.078f, height * 0.2f}, {0.062f, height / 2},
                                       {0, height / 2}};
  const Shape front = plate(outline, 0.003f);
  const Shape turned = sign > 0 ? mirrored_x(front) : front;
  stage.add("장석 (fittings)", iron, translated(turned, {x, y, z}));
  const Shape side = rotated(sign > 0 ? front : mirrored_x(front), {0, 1, 0}, sign * kPi / 2);
  stage.add("장석 (fittings)", iron, translated(side, {x, y, z}));
  for (const float dx : {0.022f, 0.06f}) {
    stage.add("장석 (fittings)", iron, translated(stud(0.0065f), {x - sign * dx, y, z + 0.003f}));
    stage.add("장석 (fittings)", iron,
              translated(rotated(stud(0.0065f), {0, 1, 0}, sign * kPi / 2), {x + sign * 0.003f, y, z - dx}));
  }
}

}  // namespace

void put_bandaji(Stage& stage) {
  const std::int32_t wood = finish_of(stage, Finish::Zelkova);
  const std::int32_t iron = finish_of(stage, Finish::Iron);
  const std::int32_t brass = finish_of(stage, Finish::Brass);
  constexpr float kHalf = 0.45f;   // Half the width of the body.
  constexpr float kDeep = 0.205f;  // Half the depth.
  constexpr float kLow = 0.10f;
  constexpr float kTop = 0.75f;
  constexpr float kSeam = 0.445f;  // Below it the front is fixed, above it falls open.
  const std::string body = "몸통 (body)";
  for (const float s : {-1.0f, 1.0f}) {
    stage.add(body, wood,
              timber({s * (kHalf - 0.012f), kLow, 0}, {s * (kHalf - 0.012f), kTop, 0}, 0.024f,
                     2 * kDeep - 0.004f, {0.002f, 0.1f, {0, 0, 1}}));
    // Dovetails of the side boards show as blocks of end grain along the front edge.
    for (int i = 0; i < 5; ++i) {
      const float y = kLow + 0.035f + 0.075f * static_cast<float>(i);
      stage.add(body, wood,
                timber({s * (kHalf - 0.03f), y, kDeep - 0.001f}, {s * kHalf, y, kDeep - 0.001f}, 0.004f,
                       0.034f, {0.0f, 0.1f, {0, 1, 0}}));
    }
  }
  stage.add(body, wood,
            timber({-kHalf - 0.02f, kTop + 0.011f, 0}, {kHalf + 0.02f, kTop + 0.011f, 0}, 2 * kDeep + 0.04f,
                   0.024f, {0.004f, 0.08f, {0, 1, 0}}));
  stage.add(body, wood,
            timber({-kHalf, kLow + 0.012f, 0}, {kHalf, kLow + 0.012f, 0}, 2 * kDeep, 0.024f,
                   {0.003f, 0.08f, {0, 1, 0}}));
  stage.add(body, wood,
            timber({-kHalf + 0.024f, (kLow + kTop) / 2, -kDeep + 0.01f},
                   {kHalf - 0.024f, (kLow + kTop) / 2, -kDeep + 0.01f}, 0.018f, kTop - kLow,
                   {0.002f, 0.1f, {0, 1, 0}}));
  stage.add(body, wood,
            timber({-kHalf + 0.024f, (kLow + kSeam) / 2, kDeep - 0.012f},
                   {kHalf - 0.024f, (kLow + kSeam) / 2, kDeep - 0.012f}, 0.024f, kSeam - kLow - 0.002f,
                   {0.002f, 0.06f, {0, 1, 0}}));
  const std::string door = "문판 (drop front)";
  stage.add(door, wood,
            timber({-kHalf + 0.002f, (kSeam + kTop) / 2 + 0.001f, kDeep - 0.008f},
                   {kHalf - 0.002f, (kSeam + kTop) / 2 + 0.001f, kDeep - 0.008f}, 0.026f,
                   kTop - kSeam - 0.004f, {0.003f, 0.06f, {0, 1, 0}}));
  const std::string foot = "족대 (feet)";
  for (const float s : {-1.0f, 1.0f}) {
    for (const float z : {-1.0f, 1.0f}) {
      stage.add(foot, wood,
                timber({s * (kHalf - 0.035f), 0.02f, z * (kDeep - 0.035f)},
                       {s * (kHalf - 0.035f), kLow, z * (kDeep - 0.035f)}, 0.06f, 0.06f,
                       {0.004f, 0.05f, {0, 0, 1}}));
    }
    stage.add(
        foot, wood,
        timber({s * (kHalf - 0.035f), 0.016f, -kDeep - 0.01f}, {s * (kHalf - 0.035f), 0.016f, kDeep + 0.01f},
               0.075f, 0.032f, {0.004f, 0.08f, {0, 1, 0}}));
  }
  // Apron between the feet, cut in a cloud line.
  std::vector<glm::vec2> apron{{-kHalf + 0.06f, kLow + 0.004f}, {-kHalf + 0.06f, kLow - 0.05f}};
  for (int i = 0; i <= 40; ++i) {
    const float t = static_cast<float>(i) / 40;
    apron.emplace_back(mix(-kHalf + 0.075f, kHalf - 0.075f, t),
                       kLow - 0.012f - 0.02f * std::abs(std::cos(t * kPi * 3)));
  }
  apron.emplace_back(kHalf - 0.06f, kLow - 0.05f);
  apron.emplace_back(kHalf - 0.06f, kLow + 0.004f);
  stage.add(foot, wood, translated(extruded(apron, 0.018f), {0, 0, kDeep - 0.03f}));

  const std::string fittings = "장석 (fittings)";
  const float face = kDeep + 0.005f;
  for (const float x : {-0.29f, 0.0f, 0.29f}) hinge(stage, iron, {x, kSeam, face});
  // 앞바탕: the lock plate at the upper edge, notched at its corners, with a brass rim.
  const auto lock_plate = mirrored_outline({{0, -0.15f},
                                            {0.02f, -0.128f},
                                            {0.05f, -0.135f},
                                            {0.085f, -0.115f},
                                            {0.08f, -0.085f},
                                            {0.1f, -0.062f},
                                            {0.1f, -0.02f},
                                            {0.085f, 0.0f}});
  std::vector<glm::vec2> rim;
  for (const glm::vec2& p : lock_plate) rim.emplace_back(p.x * 1.08f, (p.y + 0.07f) * 1.08f - 0.07f);
  stage.add(fittings, brass, translated(plate(rim, 0.002f), {0, kTop - 0.004f, face}));
  stage.add(fittings, iron, translated(plate(lock_plate, 0.0034f), {0, kTop - 0.004f, face}));
  for (const glm::vec2& p : {glm::vec2(-0.075f, -0.03f), glm::vec2(0.075f, -0.03f), glm::vec2(-0.06f, -0.1f),
                             glm::vec2(0.06f, -0.1f), glm::vec2(0, -0.128f)})
    stage.add(fittings, brass, translated(stud(0.009f), {p.x, kTop - 0.004f + p.y, face + 0.0034f}));
  // The lock: a bar through two staples, with its shackle above.
  stage.add(fittings, brass,
            translated(
                rotated(translated(cylinder(0.014f, 0.15f, 20, 0.003f), {0, -0.075f, 0}), {0, 0, 1}, kPi / 2),
                {0, kTop - 0.075f, face + 0.028f}));
  stage.add(fittings, brass,
            tube(Path({{-0.06f, kTop - 0.07f, face + 0.028f},
                       {-0.062f, kTop - 0.03f, face + 0.03f},
                       {0, kTop - 0.022f, face + 0.03f},
                       {0.062f, kTop - 0.03f, face + 0.03f},
                       {0.06f, kTop - 0.07f, face + 0.028f}}),
                 0.0045f, 30, 8));
  for (const float x : {-0.03f, 0.03f})
    stage.add(fittings, iron,
              translated(rotated(torus(0.016f, 0.0045f, 20, 8), {0, 0, 1}, kPi / 2),
                         {x, kTop - 0.075f, face + 0.022f}));
  // Straps over the edges, corners at the top.
  for (const float s : {-1.0f, 1.0f}) {
    for (const float y :
         {kLow + 0.05f, kLow + 0.17f, kSeam - 0.055f, kSeam + 0.055f, kSeam + 0.165f, kTop - 0.04f})
      corner_strap(stage, iron, s * kHalf, y, face - 0.001f, s, 0.042f);
    stage.add(fittings, iron,
              translated(bail_handle(0.11f, 0.05f, 0.0068f), {s * 0.25f, kLow + 0.16f, face}));
    // Handles of the sides, for carrying.
    stage.add(fittings, iron,
              translated(rotated(bail_handle(0.14f, 0.06f, 0.0075f), {0, 1, 0}, s * kPi / 2),
                         {s * (kHalf + 0.002f), kSeam + 0.12f, 0}));
  }
  // 광두정: rows of domed nails and a diamond of them in the middle.
  for (int i = -4; i <= 4; ++i) {
    stage.add(fittings, brass,
              translated(stud(0.012f), {static_cast<float>(i) * 0.082f, kLow + 0.062f, kDeep}));
    if (std::abs(i) <= 1) {
      stage.add(fittings, brass,
                translated(stud(0.012f), {static_cast<float>(i) * 0.05f, kLow + 0.165f, kDeep}));
      stage.add(fittings, brass,
                translated(stud(0.012f), {0, kLow + 0.165f + static_cast<float>(i) * 0.045f, kDeep}));
    }
  }
  // 금줄: a knocker-like ring pull on the drop front, either side of the lock.
  for (const float s : {-1.0f, 1.0f})
    stage.add(fittings, iron,
              translated(bail_handle(0.085f, 0.042f, 0.0058f), {s * 0.23f, kTop - 0.075f, face}));
}

void put_soban(Stage& stage) {
  const std::int32_t wood = finish_of(stage, Finish::BrownLacquer);
  constexpr float kHeight = 0.28f;
  constexpr float kRadius = 0.235f;
  // Twelve-sided top with a raised rim, cut from one board.
  const auto ring = [&](float radius, float y) {
    std::vector<glm::vec3> points;
    for (int i = 0; i < 48; ++i) {
      const float a = kTau * static_cast<float>(i) / 48;
      const float facet = std::cos(kPi / 12) / std::cos(std::fmod(a + kPi / 12, kPi / 6) - kPi / 12);
      points.emplace_back(std::cos(-a) * radius * facet, y, std::sin(-a) * radius * facet);
    }
    return points;
  };
  const float t = kHeight;
  stage.add("천판 (top)", wood,
            with_normals(loft({ring(0.004f, t - 0.020f), ring(kRadius - 0.012f, t - 0.020f),
                               ring(kRadius, t - 0.010f), ring(kRadius + 0.004f, t + 0.008f),
                               ring(kRadius, t + 0.010f), ring(kRadius - 0.006f, t + 0.006f),
                               ring(kRadius - 0.014f, t - 0.006f), ring(kRadius * 0.7f, t - 0.007f),
                               ring(kRadius * 0.4f, t - 0.007f), ring(0.0005f, t - 0.007f)}),
                         32));
  for (int i = 0; i < 4; ++i) {
    const float turn = kTau * (static_cast<float>(i) + 0.5f) / 4;
    const Placed placed(stage, {0, 0, 0}, turn);
    stage.add("호족 (tiger legs)", wood,
              translated(tiger_leg(kHeight - 0.052f, 0.055f, 0.026f), {0.118f, 0.012f, 0}));
    // Apron between two legs, scalloped.
    std::vector<glm::vec2> apron{{-0.125f, 0.0f}};
    for (int k = 0; k <= 36; ++k) {
      const float u = static_cast<float>(k) / 36;
      apron.emplace_back(mix(-0.125f, 0.125f, u),
                         -0.052f + 0.028f * std::sin(kPi * u) + 0.011f * std::abs(std::sin(kPi * u * 4)));
    }
    apron.emplace_back(0.125f, 0.0f);
    const Placed side(stage, {0, 0, 0}, kPi / 4);
    stage.add(
        "운각 (apron)", wood,
        translated(rotated(extruded(apron, 0.010f), {0, 1, 0}, kPi / 2), {0.118f, kHeight - 0.019f, 0}));
    // Foot rail.
    stage.add("족대 (foot rails)", wood,
              timber({0.098f, 0.011f, -0.125f}, {0.098f, 0.011f, 0.125f}, 0.018f, 0.018f,
                     {0.003f, 0.06f, {0, 1, 0}}));
  }
}

void put_tea_for_two(Stage& stage) {
  const std::int32_t glaze = finish_of(stage, Finish::Porcelain);
  const std::int32_t tea = plain_finish(stage, "tea", 0x9A7B2E, 0.1f);
  const Shape cup = with_normals(lathe({{0.016f, 0},
                                        {0.017f, 0.006f},
                                        {0.030f, 0.022f},
                                        {0.034f, 0.046f},
                                        {0.032f, 0.047f},
                                        {0.027f, 0.022f},
                                        {0.0004f, 0.012f}},
                                       40),
                                 60);
  for (const float s : {-1.0f, 1.0f}) {
    stage.add("다기 (tea things)", glaze, translated(cup, {s * 0.1f, 0, 0.06f}));
    stage.add("다기 (tea things)", tea,
              translated(with_normals(lathe({{0.031f, 0.036f}, {0.0002f, 0.036f}}, 32), 180),
                         {s * 0.1f, 0, 0.06f}));
  }
  const glm::vec3 at(0, 0, -0.05f);
  stage.add("다기 (tea things)", glaze,
            translated(with_normals(lathe({{0.0004f, 0.0f},
                                           {0.042f, 0},
                                           {0.045f, 0.006f},
                                           {0.066f, 0.035f},
                                           {0.070f, 0.06f},
                                           {0.06f, 0.088f},
                                           {0.036f, 0.103f},
                                           {0.03f, 0.106f},
                                           {0.03f, 0.109f},
                                           {0.016f, 0.117f},
                                           {0.008f, 0.119f},
                                           {0.007f, 0.124f},
                                           {0.011f, 0.131f},
                                           {0.008f, 0.138f},
                                           {0.0004f, 0.14f}},
                                          48),
                                    60),
                       at));
  stage.add("다기 (tea things)", glaze,
            translated(tube(
                           Path({{0.055f, 0.045f, 0}, {0.085f, 0.062f, 0}, {0.105f, 0.094f, 0}}),
                           [](float t) { return 0.016f - 0.008f * t; }, 16, 14),
                       at));
  stage.add(
      "다기 (tea things)", glaze,
      translated(
          tube(Path({{-0.055f, 0.085f, 0}, {-0.1f, 0.095f, 0}, {-0.105f, 0.055f, 0}, {-0.06f, 0.035f, 0}}),
               0.007f, 20, 10),
          at));
}

void put_gyeongsang(Stage& stage) {
  const std::int32_t wood = finish_of(stage, Finish::DarkWood);
  const std::int32_t brass = finish_of(stage, Finish::Brass);
  constexpr float kHalf = 0.36f;
  constexpr float kDeep = 0.15f;
  constexpr float kTop = 0.255f;
  stage.add("천판 (top)", wood,
            timber({-kHalf, kTop, 0}, {kHalf, kTop, 0}, 2 * kDeep, 0.018f, {0.003f, 0.06f, {0, 1, 0}}));
  for (const float s : {-1.0f, 1.0f}) {  // Ends rolled up like a scroll.
    std::vector<glm::vec2> outline;
    std::vector<glm::vec2> back;
    for (int i = 0; i <= 28; ++i) {
      const float t = static_cast<float>(i) / 28;
      const float a = -kPi / 2 + t * kPi * 1.5f;
      const float r = 0.034f - 0.012f * t;
      const glm::vec2 c(0, 0.034f - 0.009f);
      outline.push_back(c + glm::vec2(std::cos(a), std::sin(a)) * r);
      back.push_back(c + glm::vec2(std::cos(a), std::sin(a)) * (r - 0.015f + 0.004f * t));
    }
    outline.insert(outline.end(), back.rbegin(), back.rend());
    Shape scroll = extruded(outline, 2 * kDeep, 40);
    if (s < 0) scroll = mirrored_x(scroll);
    stage.add("두루마리 귀 (scroll ends)", wood, translated(scroll, {s * kHalf, kTop, 0}));
  }
  const float low = 0.15f;
  for (const float s : {-1.0f, 1.0f})
    stage.add("서랍 (drawers)", wood,
              timber({s * 0.30f, low, 0}, {s * 0.30f, kTop - 0.009f, 0}, 0.018f, 2 * kDeep - 0.03f,
                     {0.002f, 0.1f, {0, 0, 1}}));
  stage.add("서랍 (drawers)", wood,
            timber({-0.3f, low, 0}, {0.3f, low, 0}, 2 * kDeep - 0.03f, 0.014f, {0.002f, 0.1f, {0, 1, 0}}));
  stage.add("서랍 (drawers)", wood,
            timber({-0.3f, (low + kTop) / 2, -kDeep + 0.02f}, {0.3f, (low + kTop) / 2, -kDeep + 0.02f},
                   0.012f, kTop - low, {0.002f, 0.1f, {0, 1, 0}}));
  for (const float s : {-1.0f, 1.0f}) {
    stage.add("서랍 (drawers)", wood,
              timber({s * 0.15f - 0.142f, (low + kTop) / 2, kDeep - 0.022f},
                     {s * 0.15f + 0.142f, (low + kTop) / 2, kDeep - 0.022f}, 0.016f, kTop - low - 0.024f,
                     {0.003f, 0.1f, {0, 1, 0}}));
    stage.add("장석 (fittings)", brass,
              translated(bail_handle(0.05f, 0.026f, 0.0042f),
                         {s * 0.15f, (low + kTop) / 2 + 0.008f, kDeep - 0.013f}));
    for (const float z : {-1.0f, 1.0f}) {
      const Shape leg = tiger_leg(low, 0.04f, 0.026f);
      stage.add("호족 (tiger legs)", wood,
                translated(s > 0 ? leg : mirrored_x(leg), {s * 0.275f, 0, z * (kDeep - 0.035f)}));
    }
    stage.add("호족 (tiger legs)", wood,
              timber({s * 0.30f, 0.009f, -kDeep + 0.015f}, {s * 0.30f, 0.009f, kDeep - 0.015f}, 0.03f, 0.018f,
                     {0.004f, 0.1f, {0, 1, 0}}));
    std::vector<glm::vec2> apron{{-0.27f, 0.0f}};  // Carved in clouds below the drawers, before and behind.
    for (int k = 0; k <= 48; ++k) {
      const float u = static_cast<float>(k) / 48;
      apron.emplace_back(mix(-0.27f, 0.27f, u),
                         -0.048f + 0.03f * std::sin(kPi * u) + 0.012f * std::abs(std::sin(kPi * u * 5)));
    }
    apron.emplace_back(0.27f, 0.0f);
    stage.add("운각 (apron)", wood,
              translated(extruded(apron, 0.012f), {0, low - 0.004f, s * (kDeep - 0.032f)}));
  }
}

void put_folding_screen(Stage& stage) {
  const std::int32_t picture = picture_finish(stage, "flower_bird", flower_bird_panels, 0.75f);
  const std::int32_t blue = finish_of(stage, Finish::BlueSilk);
  const std::int32_t back = finish_of(stage, Finish::Hanji);
  const std::int32_t wood = finish_of(stage, Finish::DarkWood);
  const std::int32_t red = finish_of(stage, Finish::RedSilk);
  constexpr int kPanels = 8;
  constexpr float kWidth = 0.40f;
  constexpr float kHeight = 1.62f;
  constexpr float kFold = 0.42f;  // Radians to either side.
  glm::vec3 at(-kWidth * std::cos(kFold) * kPanels / 2, 0, kWidth * std::sin(kFold) / 2);
  for (int i = 0; i < kPanels; ++i) {
    const float turn = i % 2 == 0 ? kFold : -kFold;
    const glm::vec3 along(std::cos(turn), 0, -std::sin(turn));
    const Placed placed(stage, at + along * (kWidth / 2), turn);
    at += along * kWidth;
    stage.add("병풍틀 (frame)", wood,
              block({-kWidth / 2 + 0.002f, 0.0f, -0.012f}, {kWidth / 2 - 0.002f, 0.06f, 0.010f}));
    for (const float s : {-1.0f, 1.0f})
      stage.add("병풍틀 (frame)", wood,
                block({s * (kWidth / 2 - 0.006f) - 0.005f, 0.0f, -0.011f},
                      {s * (kWidth / 2 - 0.006f) + 0.005f, kHeight, 0.011f}, 0.3f));
    stage.add("회장 (silk border)", blue,
              translated(sheet(kWidth - 0.004f, kHeight - 0.05f, 0.2f), {0, 0.05f, 0.0105f}));
    stage.add("뒤판 (back)", back,
              translated(rotated(sheet(kWidth - 0.004f, kHeight - 0.03f, 0.2f), {0, 1, 0}, kPi),
                         {0, 0.03f, -0.0115f}));
    // 치마: a band of another silk below the picture, and a narrow one above.
    stage.add("회장 (silk border)", red,
              translated(sheet(kWidth - 0.05f, 0.012f, 0.2f), {0, 0.345f, 0.0115f}));
    stage.add("회장 (silk border)", red,
              translated(sheet(kWidth - 0.05f, 0.012f, 0.2f), {0, kHeight - 0.087f, 0.0115f}));
    const float u = static_cast<float>(i) / kPanels;
    stage.add("그림 (painting)", picture,
              translated(picture_sheet(kWidth - 0.056f, 1.17f, {u + 0.003f, 0},
                                       {u + 1.0f / kPanels - 0.003f, 1}, 2, 5),
                         {0, 0.36f, 0.0118f}));
    stage.add("병풍틀 (frame)", wood,
              block({-kWidth / 2, kHeight - 0.008f, -0.012f}, {kWidth / 2, kHeight, 0.012f}));
  }
}

}  // namespace bandaji
