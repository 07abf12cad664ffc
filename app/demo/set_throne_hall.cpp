// 편전: the hall where the king hears his ministers.  Front and right walls are
// left away; a canopy stands over the throne in place of a whole ceiling.
#include <cmath>
#include <glm/common.hpp>

#include "app/demo/curve.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/prop_pieces.h"
#include "app/demo/set_joinery.h"
#include "app/demo/sets.h"
#include "app/demo/texture_architecture.h"

namespace bandaji {
namespace {

constexpr float kFloor = 0.32f;
constexpr float kX = 6.0f;       // Outer columns.
constexpr float kInner = 2.75f;  // Columns beside the throne.
constexpr float kBack = -4.4f;
constexpr float kFront = 3.8f;
constexpr float kHead = 4.75f;  // Top of the columns.

std::int32_t beam_paint(Stage& stage) {
  return picture_finish(stage, "dancheong_beam", dancheong_beam, 0.65f);
}
std::int32_t arm_paint(Stage& stage) {
  return picture_finish(stage, "dancheong_arm", dancheong_arm, 0.65f);
}

// A painted beam along x between two ends, its pictures on both long sides.
void painted_beam(Stage& stage, const std::string& part, float length, float height, float depth) {
  stage.add(part, finish_of(stage, Finish::GreenPaint),
            block({-length / 2, 0, -depth / 2}, {length / 2, height, depth / 2}, 0.5f));
  const std::int32_t paint = beam_paint(stage);
  const int columns = std::max(2, static_cast<int>(length / 0.4f));
  for (const float turn : {0.0f, kPi})
    stage.add(part, paint,
              rotated(translated(picture_sheet(length, height, {0, 0}, {1, 1}, columns, 2),
                                 {0, 0, depth / 2 + 0.004f}),
                      {0, 1, 0}, turn));
  stage.add(part, paint,
            translated(rotated(translated(picture_sheet(length, depth, {0, 0.1f}, {1, 0.9f}, columns, 1),
                                          {0, -depth / 2, 0}),
                               {1, 0, 0}, kPi / 2),
                       {0, -0.004f, 0}));
}

void platform(Stage& stage) {
  const std::string part = "월대 (stone base)";
  const float x = kX + 0.9f;
  const float front = kFront + 1.2f;
  const float back = kBack - 0.5f;
  const Course course{0.29f, 1, 0.5f, 1.4f};
  put_stone_wall(stage, part, {-x, 0, front}, {x, 0, front}, course);
  put_stone_wall(stage, part, {x, 0, front}, {x, 0, back}, course);
  put_stone_wall(stage, part, {x, 0, back}, {-x, 0, back}, course);
  put_stone_wall(stage, part, {-x, 0, back}, {-x, 0, front}, course);
  const auto top = [&](float x0, float x1, float z0, float z1) {
    stage.add("전돌 바닥 (tile floor)", finish_of(stage, Finish::Jeondol),
              translated(rotated(translated(uv_moved(sheet(x1 - x0, z1 - z0, 0.3f), {0.1f, 0.05f}),
                                            {0, -(z1 - z0) / 2, 0}),
                                 {1, 0, 0}, -kPi / 2),
                         {(x0 + x1) / 2, kFloor, (z0 + z1) / 2}));
  };
  top(-x + 0.30f, x - 0.30f, back + 0.30f, front - 0.30f);
  const std::int32_t stone = finish_of(stage, Finish::Granite);
  for (const float s : {-1.0f, 1.0f}) {
    for (int i = 0; i < 6; ++i) {
      const float z0 = mix(back, front, static_cast<float>(i) / 6);
      stage.add(part, stone,
                timber({s * (x - 0.15f), kFloor - 0.03f, z0 + 0.003f},
                       {s * (x - 0.15f), kFloor - 0.03f, z0 + (front - back) / 6 - 0.003f}, 0.36f, 0.08f,
                       {0.012f, 0.4f, {0, 1, 0}}));
    }
    for (int i = 0; i < 9; ++i) {
      const float x0 = mix(-x + 0.33f, x - 0.33f, static_cast<float>(i) / 9);
      const float z = s > 0 ? front - 0.15f : back + 0.15f;
      stage.add(
          part, stone,
          timber({x0 + 0.003f, kFloor - 0.03f, z}, {x0 + (2 * x - 0.66f) / 9 - 0.003f, kFloor - 0.03f, z},
                 0.36f, 0.08f, {0.012f, 0.4f, {0, 1, 0}}));
    }
  }
  // The king's way: a red carpet with a gold border.
  const std::string carpet = "어로 (carpet)";
  stage.add(carpet, plain_finish(stage, "wool_gold", 0xC08A2C, 0.95f),
            block({-0.98f, kFloor, -0.35f}, {0.98f, kFloor + 0.010f, kFront + 0.8f}, 0.3f));
  stage.add(carpet, plain_finish(stage, "wool_red", 0x8E1B1F, 0.95f),
            block({-0.90f, kFloor, -0.35f}, {0.90f, kFloor + 0.014f, kFront + 0.74f}, 0.3f));
}

void column(Stage& stage, float x, float z, float radius) {
  const std::string part = "기둥 (columns)";
  stage.add("주춧돌 (column bases)", finish_of(stage, Finish::Granite),
            translated(with_normals(lathe({{radius * 2.0f, -0.05f},
                                           {radius * 1.95f, 0.03f},
                                           {radius * 1.5f, 0.07f},
                                           {radius * 1.42f, 0.16f},
                                           {radius * 1.3f, 0.19f},
                                           {0.0f, 0.19f}},
                                          32),
                                    35),
                       {x, kFloor, z}));
  const float foot = kFloor + 0.18f;
  std::vector<glm::vec2> profile;
  for (int i = 0; i <= 14; ++i) {  // 배흘림: swelling a third of the way up.
    const float t = static_cast<float>(i) / 14;
    profile.emplace_back(radius * (1 + 0.05f * std::sin(kPi * std::min(1.0f, t * 1.15f)) - 0.06f * t),
                         foot + (kHead - 0.86f - foot) * t);
  }
  stage.add(part, finish_of(stage, Finish::RedColumn),
            translated(with_normals(uv_moved(lathe(profile, 28), {0, 0}, kPi / 2)), {x, 0, z}));
  PatchOptions cloth;
  cloth.closed_u = true;
  cloth.uv = [](float u, float v) { return glm::vec2(u * 2, 1 - v); };
  Shape head = patch(
      28, 4,
      [&](float u, float v) {
        const float a = u * kTau;
        const float r = radius * 0.945f;
        return glm::vec3(x + std::sin(a) * r, kHead - 0.86f + 0.86f * v, z + std::cos(a) * r);
      },
      cloth);
  stage.add("단청 머리초 (painted heads)", picture_finish(stage, "dancheong_column", dancheong_column, 0.6f),
            with_normals(head));
}

// 다포: one bracket set, looking to +z; arms grow tier by tier.
void bracket(Stage& stage) {
  const std::string part = "공포 (brackets)";
  const std::int32_t paint = arm_paint(stage);
  const std::int32_t green = finish_of(stage, Finish::GreenPaint);
  const std::int32_t red = finish_of(stage, Finish::RedColumn);
  stage.add(part, red, timber({0, 0.0f, 0}, {0, 0.17f, 0}, 0.34f, 0.34f, {0.07f, 1, {0, 0, 1}}));  // 주두
  const auto arm = [&](float y, float z, float length) {  // 첨차, along x, with rounded ends.
    const float h = length / 2;
    std::vector<glm::vec2> outline{{-h + 0.10f, 0}, {h - 0.10f, 0},      {h - 0.04f, 0.045f},
                                   {h, 0.11f},      {h, 0.17f},          {-h, 0.17f},
                                   {-h, 0.11f},     {-h + 0.04f, 0.045f}};
    Shape side = polygon(outline);
    for (std::size_t i = 0; i < side.uvs.size(); ++i)
      side.uvs[i] = {side.positions[i].x / length + 0.5f, 1 - side.positions[i].y / 0.17f};
    stage.add(part, green, translated(extruded(outline, 0.09f), {0, y, z}));
    for (const float turn : {0.0f, kPi})
      stage.add(part, paint,
                translated(rotated(translated(side, {0, 0, 0.048f}), {0, 1, 0}, turn), {0, y, z}));
    for (const float x : {-h + 0.06f, 0.0f, h - 0.06f})
      stage.add(part, red,
                timber({x, y + 0.17f, z}, {x, y + 0.25f, z}, 0.13f, 0.13f, {0.03f, 1, {0, 0, 1}}));  // 소로
  };
  for (int tier = 0; tier < 3; ++tier) {
    const float y = 0.12f + 0.24f * static_cast<float>(tier);
    const float reach = 0.30f * static_cast<float>(tier + 1);
    arm(y, 0, 0.7f + 0.22f * static_cast<float>(tier));
    if (tier > 0) arm(y, 0.30f * static_cast<float>(tier), 0.66f);
    // 살미: the arm that steps forward, its tongue (쇠서) curling up.
    const float front = reach + 0.22f;
    const std::vector<glm::vec2> tongue{{-0.35f, 0},
                                        {reach, 0.0f},
                                        {reach + 0.08f, -0.015f},
                                        {front, 0.02f},
                                        {front + 0.10f, 0.12f},
                                        {front + 0.06f, 0.13f},
                                        {front - 0.03f, 0.085f},
                                        {reach + 0.1f, 0.10f},
                                        {reach + 0.06f, 0.17f},
                                        {-0.35f, 0.17f}};
    stage.add(part, tier % 2 == 0 ? green : red,
              translated(rotated(extruded(tongue, 0.085f), {0, 1, 0}, -kPi / 2), {0, y, 0}));
  }
}

// Beams, plate and brackets over a row of columns along +x from 0 to `length`, brackets to +z.
void entablature(Stage& stage, float length, const std::vector<float>& columns, bool brackets) {
  const std::string part = "창방·평방 (painted beams)";
  for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
    const float span = columns[i + 1] - columns[i];
    const Placed placed(stage, glm::vec3((columns[i] + columns[i + 1]) / 2, kHead - 0.52f, 0));
    painted_beam(stage, part, span - 0.30f, 0.50f, 0.24f);
  }
  {
    const Placed placed(stage, glm::vec3(length / 2, kHead, 0));
    painted_beam(stage, part, length + 0.7f, 0.22f, 0.40f);
  }
  if (!brackets) return;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const int between =
        i + 1 < columns.size()
            ? std::max(1, static_cast<int>(std::lround((columns[i + 1] - columns[i]) / 1.45f)))
            : 1;
    for (int k = 0; k < between; ++k) {
      const float x = i + 1 < columns.size() ? mix(columns[i], columns[i + 1],
                                                   static_cast<float>(k) / static_cast<float>(between))
                                             : columns[i];
      const Placed placed(stage, glm::vec3(x, kHead + 0.22f, 0));
      bracket(stage);
      if (i + 1 == columns.size()) continue;
      const float half = (columns[i + 1] - columns[i]) / static_cast<float>(between) / 2;
      stage.add("포벽 (walls between brackets)",
                picture_finish(stage, "dancheong_rafter", dancheong_rafter, 0.7f),
                translated(picture_sheet(0.5f, 0.5f, {0, 0}, {1, 1}, 2, 2), {half, 0.14f, -0.026f}));
    }
  }
  // 포벽: the wall between the brackets, each field with its lotus.
  stage.add("포벽 (walls between brackets)", plain_finish(stage, "pobyeok", 0xB98A58, 0.8f),
            block({0, kHead + 0.22f, -0.07f}, {length, kHead + 1.05f, -0.03f}, 0.4f));
  const Placed placed(stage, glm::vec3(length / 2, kHead + 1.05f, 0.0f));
  painted_beam(stage, part, length + 0.5f, 0.20f, 0.18f);
}

void wall_doors(Stage& stage, float width) {
  const std::int32_t red = finish_of(stage, Finish::RedColumn);
  const std::string part = "벽 (walls)";
  const float half = width / 2 - 0.24f;
  const float top = 3.05f;
  stage.add(part, red, timber({-half, 0.09f, 0}, {half, 0.09f, 0}, 0.2f, 0.18f, {0.01f, 0.5f, {0, 1, 0}}));
  stage.add(part, red, timber({-half, top, 0}, {half, top, 0}, 0.18f, 0.16f, {0.01f, 0.5f, {0, 1, 0}}));
  const int leaves = 4;
  const float leaf = 2 * half / leaves;
  for (int i = 0; i < leaves; ++i) {
    const Placed placed(stage, glm::vec3(-half + leaf * (static_cast<float>(i) + 0.5f), 0.18f, 0));
    LeafLook look{leaf - 0.01f,     top - 0.26f,       0.75f, Lattice::Flower, Finish::GreenPaint,
                  Finish::LitPaper, Finish::RedColumn, 0.105f};
    put_leaf(stage, look);
  }
  // 광창: a light above the doors, up to the beam.
  const Placed placed(stage, glm::vec3(0, top + 0.08f, 0));
  put_leaf(stage, {2 * half, kHead - 0.52f - kFloor - top - 0.08f, 0, Lattice::Grid, Finish::GreenPaint,
                   Finish::LitPaper, Finish::RedColumn, 0.16f});
}

void shell(Stage& stage) {
  for (const float z : {kBack, -0.3f, kFront}) column(stage, -kX, z, 0.25f);
  for (const float z : {kBack, -0.3f}) column(stage, kX, z, 0.25f);
  for (const float s : {-1.0f, 1.0f}) column(stage, s * kInner, kBack, 0.25f);
  {
    const Placed rear(stage, glm::vec3(-kX, 0, kBack));
    entablature(stage, 2 * kX, {0, kX - kInner, kX + kInner, 2 * kX}, true);
  }
  {
    const Placed left(stage, {-kX, 0, kFront}, kPi / 2);
    entablature(stage, kFront - kBack, {0, kFront + 0.3f, kFront - kBack}, true);
  }
  {
    const Placed right(stage, {kX, 0, kBack}, -kPi / 2);
    entablature(stage, -0.3f - kBack, {0, -0.3f - kBack}, true);
  }
  for (const float x : {-(kX + kInner) / 2, 0.0f, (kX + kInner) / 2}) {
    const Placed placed(stage, glm::vec3(x, kFloor, kBack));
    wall_doors(stage, x == 0 ? 2 * kInner : kX - kInner);
  }
  for (const auto& [z, width] :
       {std::pair((kBack - 0.3f) / 2, -0.3f - kBack), std::pair((kFront - 0.3f) / 2, kFront + 0.3f)}) {
    const Placed placed(stage, {-kX, kFloor, z}, kPi / 2);
    wall_doors(stage, width);
  }
  // 우물반자: a strip of the coffered ceiling along the rear wall.
  const std::int32_t coffer = picture_finish(stage, "dancheong_coffer", dancheong_coffer, 0.7f);
  const std::string part = "우물반자 (coffered ceiling)";
  const float y = kHead + 1.32f;
  constexpr int kColumns = 17;
  constexpr int kRows = 2;
  const float cell = 2 * kX / kColumns;
  for (int i = 0; i < kColumns; ++i) {
    for (int j = 0; j < kRows; ++j) {
      const glm::vec3 at(-kX + cell * (static_cast<float>(i) + 0.5f), y,
                         kBack + cell * (static_cast<float>(j) + 0.5f));
      stage.add(part, coffer,
                translated(rotated(translated(picture_sheet(cell - 0.08f, cell - 0.08f, {0, 0}, {1, 1}, 1, 1),
                                              {0, -(cell - 0.08f) / 2, 0}),
                                   {1, 0, 0}, kPi / 2),
                           at));
    }
  }
  const std::int32_t green = finish_of(stage, Finish::GreenPaint);
  for (int i = 0; i <= kColumns; ++i)
    stage.add(part, green,
              block({-kX + cell * static_cast<float>(i) - 0.045f, y - 0.08f, kBack},
                    {-kX + cell * static_cast<float>(i) + 0.045f, y + 0.02f, kBack + cell * kRows}, 0.4f));
  for (int j = 0; j <= kRows; ++j)
    stage.add(part, green,
              block({-kX, y - 0.08f, kBack + cell * static_cast<float>(j) - 0.045f},
                    {kX, y + 0.02f, kBack + cell * static_cast<float>(j) + 0.045f}, 0.5f));
  stage.add(part, finish_of(stage, Finish::DarkWood),
            block({-kX - 0.05f, y + 0.02f, kBack - 0.05f},
                  {kX + 0.05f, y + 0.06f, kBack + cell * kRows + 0.05f}, 0.5f));
}

void dressing(Stage& stage) {
  const auto scaled_at = [](const glm::vec3& at, float size) {
    return glm::scale(glm::translate(glm::mat4(1), at), glm::vec3(size));
  };
  for (const float s : {-1.0f, 1.0f}) {
    for (const float z : {0.75f, 3.0f}) {
      const Placed placed(stage, scaled_at({s * 1.42f, kFloor, z}, 1.75f));
      put_candlestick(stage);
    }
    // The historians' desks, facing each other across the king's way.
    const Placed desk(stage, {s * 2.9f, kFloor, 1.8f}, -s * kPi / 2);
    put_gyeongsang(stage);
    {
      const Placed top(stage, glm::vec3(0.1f, 0.264f, 0));
      put_books(stage);
    }
    const Placed seat(stage, glm::vec3(0, 0, -0.62f));
    put_cushion(stage, "방석 (cushions)", Finish::BlueSilk, Finish::RedSilk, {0.62f, 0.07f, 0.62f});
  }
}

}  // namespace

Model throne_hall_set(SurfacePantry& pantry) {
  Stage stage("편전 throne hall", pantry);
  platform(stage);
  {
    // Drawn with its open side to the right, shown with it to the left, where pictures are taken from.
    const Placed mirrored(stage, glm::scale(glm::mat4(1), glm::vec3(-1, 1, 1)));
    shell(stage);
  }
  {
    const Placed placed(stage, glm::vec3(0, kFloor, -2.75f));
    put_throne_dais(stage);
  }
  dressing(stage);
  return stage.finish(1.8f, 0.58f);
}

}  // namespace bandaji
