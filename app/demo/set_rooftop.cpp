// 옥탑방: the room on the roof where the present-day story lives.
#include <algorithm>
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

constexpr float kRoof = 1.10f;  // Height of the roof floor; below it a slice of the house.
constexpr float kX = 4.7f;
constexpr float kZ = 3.7f;
// The room stands in the rear left corner.
constexpr float kLeft = -4.2f;
constexpr float kRight = 0.1f;
constexpr float kRear = -3.35f;
constexpr float kFace = -0.55f;
constexpr float kCeiling = 2.45f;  // Above the roof floor.

std::int32_t paint(Stage& stage, const char* name, std::uint32_t rgb, float roughness, float metallic = 0) {
  return plain_finish(stage, name, rgb, roughness, metallic);
}

// A wall along +x from 0 to `length`, looking to +z, with rectangular holes (x0, y0, x1, y1).
void wall(Stage& stage, const std::string& part, std::int32_t material, float length, float height,
          float thick, const std::vector<glm::vec4>& holes) {
  std::vector<float> cuts{0, length};
  for (const glm::vec4& h : holes) {
    cuts.push_back(h.x);
    cuts.push_back(h.z);
  }
  std::sort(cuts.begin(), cuts.end());
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    const float x0 = cuts[i];
    const float x1 = cuts[i + 1];
    if (x1 - x0 < 1e-3f) continue;
    float low = 0;
    for (const glm::vec4& h : holes) {
      if (h.x > x0 + 1e-3f || h.z < x1 - 1e-3f) continue;
      if (h.y > low) stage.add(part, material, uv_boxed(block({x0, low, -thick}, {x1, h.y, 0}, 0.25f)));
      low = h.w;
    }
    if (low < height) stage.add(part, material, uv_boxed(block({x0, low, -thick}, {x1, height, 0}, 0.25f)));
  }
}

void building(Stage& stage) {
  const std::int32_t brick = finish_of(stage, Finish::Brick);
  const std::int32_t concrete = finish_of(stage, Finish::Concrete);
  const std::int32_t green = finish_of(stage, Finish::RoofCoating);
  const std::string house = "건물 (building)";
  const auto walls = [&](float x, float z, float y0, float y1, std::int32_t material) {
    for (int side = 0; side < 4; ++side) {
      const bool wide = side % 2 == 0;
      const float half = wide ? x : z;
      const float out = wide ? z : x;
      const Placed placed(stage, {0, y0, 0}, kPi / 2 * static_cast<float>(side));
      stage.add(house, material,
                translated(uv_moved(sheet(2 * half, y1 - y0, 0.35f), {half, 0}), {0, 0, out}));
    }
  };
  walls(kX - 0.06f, kZ - 0.06f, 0, kRoof - 0.22f, brick);
  stage.add(house, concrete, uv_boxed(block({-kX, kRoof - 0.22f, -kZ}, {kX, kRoof - 0.02f, kZ}, 0.4f)));
  // Windows of the floor below peep out under the slab.
  for (const auto& [x, w] : {std::pair(-2.6f, 1.5f), std::pair(0.2f, 1.5f), std::pair(2.9f, 1.1f)}) {
    const std::int32_t frame = finish_of(stage, Finish::Aluminium);
    stage.add(house, paint(stage, "dark_glass", 0x1B2329, 0.08f),
              block({x - w / 2, 0.0f, kZ - 0.06f}, {x + w / 2, 0.62f, kZ - 0.045f}));
    for (const float dx : {-w / 2, 0.0f, w / 2})
      stage.add(house, frame, block({x + dx - 0.03f, 0, kZ - 0.06f}, {x + dx + 0.03f, 0.65f, kZ - 0.01f}));
    stage.add(house, frame, block({x - w / 2, 0.60f, kZ - 0.06f}, {x + w / 2, 0.66f, kZ - 0.01f}));
  }
  stage.add("옥상 바닥 (roof floor)", green,
            translated(rotated(translated(sheet(2 * kX, 2 * kZ, 0.25f), {0, -kZ, 0}), {1, 0, 0}, -kPi / 2),
                       {0, kRoof, 0}));
  // Parapets: behind and left of full height, right with a steel rail, front only a curb.
  const std::string parapet = "난간벽 (parapet)";
  const std::int32_t plaster = paint(stage, "cream_paint", 0xD8CDB4, 0.85f);
  const auto low_wall = [&](const glm::vec3& a, const glm::vec3& b, float height) {
    const glm::vec3 lo = glm::min(a, b) - glm::vec3(0.075f, 0, 0.075f);
    const glm::vec3 hi = glm::max(a, b) + glm::vec3(0.075f, 0, 0.075f);
    stage.add(parapet, plaster, block({lo.x, kRoof, lo.z}, {hi.x, kRoof + height, hi.z}, 0.3f));
    stage.add(parapet, green,
              uv_boxed(block({lo.x - 0.004f, kRoof, lo.z - 0.004f},
                             {hi.x + 0.004f, kRoof + std::min(0.22f, height * 0.6f), hi.z + 0.004f},
                             0.3f)));  // The coating runs up.
    stage.add(parapet, concrete,
              uv_boxed(block({lo.x - 0.04f, kRoof + height, lo.z - 0.04f},
                             {hi.x + 0.04f, kRoof + height + 0.07f, hi.z + 0.04f}, 0.4f)));
  };
  low_wall({-kX + 0.075f, 0, -kZ + 0.075f}, {kX - 0.075f, 0, -kZ + 0.075f}, 0.92f);
  low_wall({-kX + 0.075f, 0, -kZ + 0.24f}, {-kX + 0.075f, 0, kZ - 0.24f}, 0.92f);
  low_wall({-kX + 0.075f, 0, kZ - 0.075f}, {kX - 0.075f, 0, kZ - 0.075f}, 0.14f);
  low_wall({kX - 0.075f, 0, -kZ + 0.24f}, {kX - 0.075f, 0, kZ - 0.24f}, 0.22f);
  const std::int32_t rail = paint(stage, "rail_paint", 0x3E6F8E, 0.5f);
  for (const float y : {0.55f, 0.80f, 1.02f})
    stage.add(parapet, rail,
              log_timber({kX - 0.075f, kRoof + y, -kZ + 0.15f}, {kX - 0.075f, kRoof + y, kZ - 0.15f}, 0.018f,
                         0.018f, 8, 0.6f));
  for (int i = 0; i <= 6; ++i) {
    const float z = mix(-kZ + 0.2f, kZ - 0.2f, static_cast<float>(i) / 6);
    stage.add(parapet, rail,
              log_timber({kX - 0.075f, kRoof + 0.28f, z}, {kX - 0.075f, kRoof + 1.04f, z}, 0.022f, 0.022f, 8,
                         0.4f));
  }
}

void glazed(Stage& stage, const std::string& part, float width, float height, int panes,
            bool grille) {  // Sliding aluminium window, on y = 0.
  const std::int32_t frame = finish_of(stage, Finish::Aluminium);
  const std::int32_t glass = finish_of(stage, Finish::Glass);
  for (const float s : {-1.0f, 1.0f}) {
    stage.add(part, frame,
              block({s * width / 2 - 0.025f, 0, -0.09f}, {s * width / 2 + 0.025f, height, 0.02f}));
    const float y = s < 0 ? 0.0f : height - 0.05f;
    stage.add(part, frame, block({-width / 2, y, -0.09f}, {width / 2, y + 0.05f, 0.02f}));
  }
  for (int i = 0; i < panes; ++i) {
    const float w = width / static_cast<float>(panes) + 0.02f;
    const float x = -width / 2 + width * (static_cast<float>(i) + 0.5f) / static_cast<float>(panes);
    const float z = i % 2 == 0 ? -0.05f : -0.02f;
    for (const float s : {-1.0f, 1.0f})
      stage.add(part, frame,
                block({x + s * (w / 2 - 0.03f) - 0.024f, 0.05f, z - 0.014f},
                      {x + s * (w / 2 - 0.03f) + 0.024f, height - 0.05f, z + 0.014f}));
    for (const float y : {0.05f, height - 0.10f})
      stage.add(part, frame, block({x - w / 2, y, z - 0.014f}, {x + w / 2, y + 0.05f, z + 0.014f}));
    stage.add(part, glass, translated(sheet(w - 0.06f, height - 0.18f, 0.4f), {x, 0.09f, z}));
  }
  if (!grille) return;
  const std::int32_t steel = paint(stage, "white_steel", 0xD9D9D4, 0.45f);
  for (float x = -width / 2 - 0.05f; x <= width / 2 + 0.06f; x += 0.105f)
    stage.add(part, steel, log_timber({x, -0.05f, 0.10f}, {x, height + 0.05f, 0.10f}, 0.008f, 0.008f, 6, 2));
  for (const float y : {-0.03f, height * 0.5f, height + 0.03f})
    stage.add(part, steel,
              block({-width / 2 - 0.08f, y - 0.014f, 0.088f}, {width / 2 + 0.08f, y + 0.014f, 0.112f}));
}

void room(Stage& stage) {
  const std::string part = "옥탑방 (room)";
  const std::int32_t wall_paint = finish_of(stage, Finish::Plaster);
  const std::int32_t brick = finish_of(stage, Finish::Brick);
  const std::int32_t concrete = finish_of(stage, Finish::Concrete);
  const glm::vec4 window(0.75f, 0.95f, 2.45f, 2.05f);
  const glm::vec4 door(2.95f, 0.0f, 3.82f, 2.08f);
  {
    const Placed front(stage, glm::vec3(kLeft, kRoof, kFace));
    wall(stage, part, brick, kRight - kLeft, kCeiling, 0.18f, {window, door});
  }
  {
    const Placed side(stage, {kRight, kRoof, kFace - 0.18f}, kPi / 2);
    wall(stage, part, wall_paint, kFace - kRear - 0.36f, kCeiling, 0.18f, {{0.9f, 1.1f, 1.9f, 1.95f}});
    const Placed opening(stage, glm::vec3(1.4f, 1.1f, -0.02f));
    glazed(stage, "알루미늄 창 (aluminium window)", 1.0f, 0.85f, 2, false);
  }
  {
    const Placed rear(stage, {kRight, kRoof, kRear}, kPi);
    wall(stage, part, wall_paint, kRight - kLeft, kCeiling, 0.18f, {});
  }
  {
    const Placed side(stage, {kLeft, kRoof, kRear + 0.18f}, -kPi / 2);
    wall(stage, part, wall_paint, kFace - kRear - 0.36f, kCeiling, 0.18f, {});
  }
  stage.add(
      part, paint(stage, "room_floor", 0xB98A4E, 0.5f),
      block({kLeft + 0.18f, kRoof, kRear + 0.18f}, {kRight - 0.18f, kRoof + 0.05f, kFace - 0.18f}, 0.4f));
  // Roof slab with an eave, coated green, and a low rim.
  stage.add(part, concrete,
            uv_boxed(block({kLeft - 0.22f, kRoof + kCeiling, kRear - 0.18f},
                           {kRight + 0.28f, kRoof + kCeiling + 0.18f, kFace + 0.55f}, 0.3f)));
  stage.add(
      part, finish_of(stage, Finish::RoofCoating),
      translated(rotated(sheet(kRight - kLeft + 0.5f, kFace - kRear + 0.73f, 0.3f), {1, 0, 0}, -kPi / 2),
                 {(kLeft + kRight) / 2 + 0.03f, kRoof + kCeiling + 0.184f, kFace + 0.55f}));
  // Light inside, behind curtains.
  const std::int32_t glow = stage.material("lit_curtain", [](ModelBuilder& b) {
    Material m = plain_material("lit_curtain", 0xE8D2A2, 0.9f);
    m.emissive = {0.75f, 0.50f, 0.22f};
    m.double_sided = true;
    return b.add_material(m);
  });
  const auto curtain = [&](float x0, float x1, float y0, float y1) {
    stage.add("커튼 (curtains)", glow, with_normals(patch(60, 4, [&](float u, float v) {
                return glm::vec3(mix(x0, x1, u), mix(y0, y1, v), -0.20f + 0.025f * std::sin(u * 55));
              })));
  };
  {
    const Placed front(stage, glm::vec3(kLeft, kRoof, kFace));
    curtain(window.x, window.x + 0.72f, window.y, window.w);
    curtain(window.z - 0.5f, window.z, window.y, window.w);
    stage.add("방 안 (interior)",
              stage.material("warm_room",
                             [](ModelBuilder& b) {
                               Material m = plain_material("warm_room", 0xC79A62, 0.9f);
                               m.emissive = {0.34f, 0.20f, 0.08f};
                               return b.add_material(m);
                             }),
              block({0.2f, 0.06f, -1.6f}, {kRight - kLeft - 0.2f, kCeiling - 0.02f, -1.5f}, 0.4f));
    {
      const Placed opening(stage, glm::vec3((window.x + window.z) / 2, window.y, -0.02f));
      glazed(stage, "알루미늄 창 (aluminium window)", window.z - window.x, window.w - window.y, 2, true);
    }
    // Door: aluminium, ribbed glass above, panel below; a step and a doormat.
    const std::string leaf = "알루미늄 문 (aluminium door)";
    const std::int32_t frame = finish_of(stage, Finish::Aluminium);
    const float x = (door.x + door.z) / 2;
    const float half = (door.z - door.x) / 2;
    for (const float s : {-1.0f, 1.0f}) {
      stage.add(leaf, frame, block({x + s * half - 0.03f, 0, -0.12f}, {x + s * half + 0.03f, door.w, 0.02f}));
      stage.add(leaf, frame,
                block({x + s * (half - 0.075f) - 0.045f, 0.02f, -0.06f},
                      {x + s * (half - 0.075f) + 0.045f, door.w - 0.04f, -0.015f}));
    }
    for (const auto& [y0, y1] :
         {std::pair(0.02f, 0.14f), std::pair(0.86f, 0.96f), std::pair(door.w - 0.14f, door.w - 0.03f)})
      stage.add(leaf, frame, block({x - half + 0.04f, y0, -0.06f}, {x + half - 0.04f, y1, -0.015f}));
    for (int i = 0; i < 9; ++i)
      stage.add(leaf, frame,
                block({x - half + 0.12f + 0.072f * static_cast<float>(i), 0.14f, -0.05f},
                      {x - half + 0.165f + 0.072f * static_cast<float>(i), 0.86f, -0.025f}));
    stage.add(leaf, glow, translated(sheet(2 * half - 0.2f, 0.98f, 0.4f), {x, 0.96f, -0.045f}));
    stage.add(leaf, finish_of(stage, Finish::Glass),
              translated(sheet(2 * half - 0.2f, 0.98f, 0.4f), {x, 0.96f, -0.035f}));
    stage.add(leaf, finish_of(stage, Finish::Iron),
              translated(sphere(0.034f, 16, 12), {x + half - 0.075f, 0.98f, 0.02f}));
    stage.add(leaf, concrete, uv_boxed(block({x - 0.55f, 0, 0.0f}, {x + 0.55f, 0.13f, 0.42f}, 0.3f)));
    stage.add(leaf, paint(stage, "doormat", 0x7A2E2A, 0.95f),
              block({x - 0.34f, 0.13f, 0.06f}, {x + 0.34f, 0.145f, 0.38f}));
    for (const float s : {-1.0f, 1.0f}) {  // Slippers (삼선 슬리퍼).
      const glm::vec3 foot(x + 0.1f * s, 0.146f, 0.24f);
      stage.add(
          "슬리퍼 (slippers)", paint(stage, "slipper_blue", 0x1F3F7F, 0.6f),
          translated(scaled(sphere(0.05f, 16, 8), {1.0f, 0.28f, 2.5f}), foot + glm::vec3(0, 0.012f, 0)));
      for (const float dz : {0.02f, 0.05f, 0.08f})
        stage.add("슬리퍼 (slippers)", paint(stage, "white_rubber", 0xF1F1EE, 0.5f),
                  translated(rotated(scaled(torus(0.046f, 0.006f, 20, 6), {1, 1, 0.7f}), {1, 0, 0}, kPi / 2),
                             foot + glm::vec3(0, 0.012f, dz)));
    }
    // Awning over the door: ribbed sheet on arms.
    const std::int32_t awning = stage.material("awning", [](ModelBuilder& b) {
      Material m = plain_material("awning", 0x2F6E8F, 0.3f);
      m.base_color.a = 0.72f;
      m.alpha_mode = AlphaMode::Blend;
      m.double_sided = true;
      return b.add_material(m);
    });
    stage.add("차양 (awning)", awning,
              with_normals(patch(48, 8,
                                 [&](float u, float v) {
                                   return glm::vec3(
                                       mix(x - 0.75f, x + 0.75f, u),
                                       door.w + 0.30f - 0.22f * v * v + 0.012f * std::cos(u * 24 * kTau / 2),
                                       mix(0.02f, 0.78f, v));
                                 }),
                           180));
    for (const float s : {-1.0f, 1.0f})
      stage.add("차양 (awning)", frame,
                tube(Path({{x + s * 0.68f, door.w - 0.05f, 0.02f},
                           {x + s * 0.68f, door.w + 0.02f, 0.45f},
                           {x + s * 0.68f, door.w + 0.07f, 0.76f}}),
                     0.012f, 16, 8));
    // Wall lamp, meter, pipe.
    stage.add("외등 (lamp)", finish_of(stage, Finish::Iron),
              block({door.x - 0.23f, 1.86f, 0}, {door.x - 0.13f, 1.98f, 0.05f}));
    stage.add("외등 (lamp)", finish_of(stage, Finish::Flame),
              translated(sphere(0.06f, 18, 12), {door.x - 0.18f, 1.84f, 0.09f}));
    const std::int32_t meter = paint(stage, "meter_gray", 0xA9ADB0, 0.5f);
    stage.add("계량기 (meter)", meter, translated(box({0.24f, 0.34f, 0.12f}, 0.012f), {0.33f, 1.62f, 0.06f}));
    stage.add(
        "계량기 (meter)", paint(stage, "dark_glass", 0x1B2329, 0.08f),
        translated(rotated(translated(cylinder(0.07f, 0.02f, 24, 0.004f), {0, 0, 0}), {1, 0, 0}, kPi / 2),
                   {0.33f, 1.67f, 0.12f}));
    stage.add("배관 (pipes)", meter,
              log_timber({0.33f, 0, 0.05f}, {0.33f, 1.46f, 0.05f}, 0.018f, 0.018f, 8, 0.5f));
    stage.add("배관 (pipes)", paint(stage, "gas_yellow", 0xE0B02C, 0.5f),
              tube(Path({{4.18f, 0.0f, 0.06f},
                         {4.18f, 1.2f, 0.06f},
                         {4.18f, 2.2f, 0.06f},
                         {4.0f, 2.28f, 0.06f},
                         {2.75f, 2.28f, 0.06f}}),
                   0.02f, 60, 8));
    // Outdoor unit of the air conditioner.
    const glm::vec3 unit(1.55f, 0.36f, 0.30f);
    stage.add("실외기 (air conditioner)", paint(stage, "unit_white", 0xE2E1DA, 0.5f),
              translated(box({0.80f, 0.55f, 0.30f}, 0.02f), unit));
    stage.add("실외기 (air conditioner)", paint(stage, "fan_dark", 0x2A2D30, 0.6f),
              translated(rotated(cylinder(0.21f, 0.012f, 40, 0.003f), {1, 0, 0}, kPi / 2),
                         unit + glm::vec3(-0.13f, 0, 0.147f)));
    for (int r = 1; r <= 5; ++r)
      stage.add("실외기 (air conditioner)", paint(stage, "unit_white", 0xE2E1DA, 0.5f),
                translated(rotated(torus(0.04f * static_cast<float>(r), 0.004f, 40, 6), {1, 0, 0}, kPi / 2),
                           unit + glm::vec3(-0.13f, 0, 0.163f)));
    for (const float s : {-1.0f, 1.0f})
      stage.add("실외기 (air conditioner)", concrete,
                uv_boxed(block({unit.x + s * 0.3f - 0.06f, 0, unit.z - 0.15f},
                               {unit.x + s * 0.3f + 0.06f, 0.085f, unit.z + 0.15f})));
    stage.add("배관 (pipes)", paint(stage, "hose_white", 0xD6D3C6, 0.7f),
              tube(Path({unit + glm::vec3(0.40f, 0.1f, 0),
                         unit + glm::vec3(0.55f, 0.25f, -0.08f),
                         unit + glm::vec3(0.6f, 0.5f, -0.24f),
                         {2.15f, 0.9f, 0.0f}}),
                   0.025f, 24, 8));
  }
}

void water_tank(Stage& stage) {
  const float y = kRoof + kCeiling + 0.18f;
  const glm::vec3 at(-2.75f, y, -2.05f);
  const std::string part = "물탱크 (water tank)";
  const std::int32_t steel = paint(stage, "rust_steel", 0x6B4A38, 0.8f);
  for (const float sx : {-1.0f, 1.0f}) {
    for (const float sz : {-1.0f, 1.0f})
      stage.add(part, steel,
                block(at + glm::vec3(sx * 0.52f - 0.03f, 0, sz * 0.52f - 0.03f),
                      at + glm::vec3(sx * 0.52f + 0.03f, 0.32f, sz * 0.52f + 0.03f), 0.2f));
    stage.add(part, steel,
              block(at + glm::vec3(sx * 0.52f - 0.03f, 0.28f, -0.62f),
                    at + glm::vec3(sx * 0.52f + 0.03f, 0.34f, 0.62f), 0.3f));
  }
  std::vector<glm::vec2> profile{{0.0f, 0.0f}, {0.66f, 0.0f}, {0.70f, 0.03f}};
  for (int i = 0; i <= 48; ++i) {
    const float t = static_cast<float>(i) / 48;
    profile.emplace_back(0.70f - 0.05f * t + 0.018f * std::pow(std::abs(std::sin(t * kPi * 5)), 0.5f),
                         0.05f + 1.05f * t);
  }
  for (const auto& [r, h] :
       {std::pair(0.62f, 1.14f), std::pair(0.45f, 1.21f), std::pair(0.26f, 1.24f), std::pair(0.26f, 1.30f),
        std::pair(0.30f, 1.31f), std::pair(0.30f, 1.35f), std::pair(0.0f, 1.37f)})
    profile.emplace_back(r, h);
  stage.add(part, paint(stage, "tank_yellow", 0xE2A81E, 0.42f),
            translated(with_normals(lathe(profile, 56), 50), at + glm::vec3(0, 0.34f, 0)));
  stage.add(
      part, paint(stage, "tank_blue", 0x1E5FA8, 0.45f),
      translated(
          with_normals(lathe({{0.672f, 0.40f}, {0.698f, 0.42f}, {0.698f, 0.60f}, {0.672f, 0.62f}}, 56), 40),
          at + glm::vec3(0, 0.36f, 0)));
  stage.add(part, paint(stage, "hose_white", 0xD6D3C6, 0.7f),
            tube(Path({at + glm::vec3(0.6f, 0.45f, 0.2f), at + glm::vec3(0.9f, 0.42f, 0.3f),
                       at + glm::vec3(0.95f, 0.1f, 0.5f), at + glm::vec3(0.95f, -0.02f, 1.5f),
                       at + glm::vec3(0.95f, -0.5f, 2.0f)}),
                 0.03f, 40, 8));
  // Television antenna and a dish.
  const std::string antenna = "안테나 (antenna)";
  const std::int32_t tin = finish_of(stage, Finish::Aluminium);
  const glm::vec3 mast(-0.45f, y, -2.7f);
  stage.add(antenna, tin, log_timber(mast, mast + glm::vec3(0, 2.1f, 0), 0.022f, 0.016f, 8, 0.6f));
  for (const float h : {1.45f, 2.0f}) {
    const Placed boom(stage, mast + glm::vec3(0, h, 0), 0.5f + h);
    stage.add(antenna, tin, log_timber({0, 0, -0.45f}, {0, 0, 0.55f}, 0.010f, 0.010f, 6, 1));
    for (int i = 0; i < 8; ++i) {
      const float z = -0.42f + 0.135f * static_cast<float>(i);
      const float w = 0.34f - 0.022f * static_cast<float>(i);
      stage.add(antenna, tin, log_timber({-w, 0, z}, {w, 0, z}, 0.006f, 0.006f, 6, 1));
    }
  }
  const Placed dish(stage, placed_at({-0.15f, y + 0.35f, -0.35f}, 0.5f, -0.5f));
  stage.add(antenna, paint(stage, "unit_white", 0xE2E1DA, 0.5f),
            with_normals(rotated(lathe({{0.0f, 0.0f},
                                        {0.12f, 0.012f},
                                        {0.22f, 0.05f},
                                        {0.28f, 0.10f},
                                        {0.285f, 0.10f},
                                        {0.22f, 0.042f},
                                        {0.0f, -0.01f}},
                                       40),
                                 {1, 0, 0}, kPi / 2),
                         60));
  stage.add(antenna, tin, tube(Path({{0, -0.25f, 0.08f}, {0, -0.12f, 0.26f}, {0, 0, 0.32f}}), 0.009f, 14, 6));
  stage.add(antenna, tin, translated(box({0.05f, 0.06f, 0.09f}, 0.01f), {0, 0.01f, 0.33f}));
  stage.add(antenna, tin, log_timber({0, -0.02f, -0.02f}, {0, -0.40f, -0.12f}, 0.018f, 0.018f, 8, 1));
}

}  // namespace

Model rooftop_set(SurfacePantry& pantry) {
  Stage stage("옥탑방 rooftop room", pantry);
  {
    // Drawn with the room on the left, shown with it on the right, away from where pictures are taken.
    const Placed mirrored(stage, glm::scale(glm::mat4(1), glm::vec3(-1, 1, 1)));
    building(stage);
    room(stage);
    water_tank(stage);
    {
      const Placed placed(stage, glm::vec3(0, kRoof, 0));
      put_rooftop_life(stage);
    }
  }
  return stage.finish(1.2f, 0.7f);
}

}  // namespace bandaji
