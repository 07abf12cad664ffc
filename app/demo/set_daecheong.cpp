// 대청: the open hall of a nobleman's house, three bays wide and two deep, of the
// five-purlin frame.  The front half of its roof is left away, as on a studio floor.
#include <cmath>
#include <glm/common.hpp>

#include "app/demo/curve.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/prop_pieces.h"
#include "app/demo/set_joinery.h"
#include "app/demo/sets.h"
#include "app/demo/texture_synth.h"

namespace bandaji {
namespace {

constexpr float kBay = 2.7f;
constexpr float kSide = 1.5f * kBay;  // x of the outer posts.
constexpr float kDeep = 2.4f;         // z of the front and rear posts.
constexpr float kTerrace = 0.45f;
constexpr float kFloor = 0.98f;   // Top of the boards.
constexpr float kHead = 3.50f;    // Top of the posts.
constexpr float kPurlin = 3.86f;  // Middle of the eave purlins.
constexpr float kPost = 0.23f;

const std::string kFrame = "기둥·보 (frame)";

void stonework(Stage& stage) {
  const std::string part = "기단 (stone terrace)";
  const std::int32_t stone = finish_of(stage, Finish::Granite);
  const float x = kSide + 0.75f;
  const float front = kDeep + 1.15f;
  const float back = -kDeep - 0.75f;
  const Course course{0.19f, 2, 0.35f, 1.0f};
  put_stone_wall(stage, part, {-x, 0, front}, {x, 0, front}, course);
  put_stone_wall(stage, part, {x, 0, front}, {x, 0, back}, course);
  put_stone_wall(stage, part, {x, 0, back}, {-x, 0, back}, course);
  put_stone_wall(stage, part, {-x, 0, back}, {-x, 0, front}, course);
  // Coping stones over the courses, packed lime earth within.
  const auto coping = [&](const glm::vec3& a, const glm::vec3& b) {
    const int n = std::max(1, static_cast<int>(std::lround(glm::length(b - a) / 1.2f)));
    for (int i = 0; i < n; ++i) {
      const glm::vec3 p = glm::mix(a, b, (static_cast<float>(i) + 0.004f) / static_cast<float>(n));
      const glm::vec3 q = glm::mix(a, b, (static_cast<float>(i) + 0.996f) / static_cast<float>(n));
      stage.add(part, stone, timber(p, q, 0.46f, 0.075f, {0.012f, 0.4f, {0, 1, 0}}));
    }
  };
  const float y = kTerrace - 0.0375f;
  coping({-x - 0.03f, y, front - 0.2f}, {x + 0.03f, y, front - 0.2f});
  coping({-x - 0.03f, y, back + 0.2f}, {x + 0.03f, y, back + 0.2f});
  coping({x - 0.2f, y, front - 0.44f}, {x - 0.2f, y, back + 0.44f});
  coping({-x + 0.2f, y, front - 0.44f}, {-x + 0.2f, y, back + 0.44f});
  stage.add(part, plain_finish(stage, "lime_earth", 0xB3A48A, 0.95f),
            block({-x + 0.35f, 0, back + 0.35f}, {x - 0.35f, kTerrace - 0.02f, front - 0.35f}, 0.35f));
  // Steps up to the terrace, and the shoe stone before the floor.
  for (int i = 0; i < 2; ++i) {
    const float top = 0.16f * static_cast<float>(i + 1);
    const float z = front + 0.50f - 0.30f * static_cast<float>(i);
    for (const float s : {-1.0f, 1.0f})
      stage.add(part, stone,
                timber({s * 0.005f, top - 0.08f, z}, {s * 0.85f, top - 0.08f, z}, 0.30f, 0.16f,
                       {0.014f, 0.3f, {0, 1, 0}}));
  }
  const std::string shoe = "댓돌 (shoe stone)";
  stage.add(shoe, stone,
            timber({-0.75f, kTerrace + 0.13f, kDeep + 0.42f}, {0.75f, kTerrace + 0.13f, kDeep + 0.42f}, 0.42f,
                   0.26f, {0.02f, 0.25f, {0, 1, 0}}));
  // 주춧돌 under every post.
  for (int i = 0; i < 4; ++i) {
    for (const float z : {-kDeep, 0.0f, kDeep}) {
      if (z == 0 && (i == 1 || i == 2)) continue;
      const float px = -kSide + kBay * static_cast<float>(i);
      std::vector<std::vector<glm::vec3>> rings;
      for (const auto& [half, height] :
           {std::pair(0.24f, 0.0f), std::pair(0.235f, 0.06f), std::pair(0.165f, 0.20f)}) {
        rings.push_back(
            {{-half, height, half}, {half, height, half}, {half, height, -half}, {-half, height, -half}});
      }
      LoftOptions closed;
      closed.cap_top = true;
      stage.add("주춧돌 (footing stones)", stone,
                translated(with_normals(loft(rings, closed), 20), {px, kTerrace - 0.02f, z}));
    }
  }
}

void posts_and_beams(Stage& stage) {
  const std::int32_t pine = finish_of(stage, Finish::OldPine);
  const TimberOptions upright{0.014f, 0.25f, {0, 0, 1}};
  const TimberOptions level{0.012f, 0.35f, {0, 1, 0}};
  for (int i = 0; i < 4; ++i) {
    const float x = -kSide + kBay * static_cast<float>(i);
    for (const float z : {-kDeep, 0.0f, kDeep}) {
      if (z == 0 && (i == 1 || i == 2)) continue;
      stage.add(kFrame, pine, timber({x, kTerrace + 0.18f, z}, {x, kHead, z}, kPost, kPost, upright));
      // 주두와 보아지: block and bracket at the head.
      stage.add(kFrame, pine,
                timber({x, kHead - 0.02f, z}, {x, kHead + 0.10f, z}, kPost + 0.09f, kPost + 0.09f,
                       {0.03f, 0.2f, {0, 0, 1}}));
    }
    // 대들보 with a slight belly, 동자주, 종보 and 대공 over it.
    const auto beam = [&](float z0, float z1, float y, float width, float height, float belly) {
      constexpr int kParts = 8;
      for (int k = 0; k < kParts; ++k) {
        const auto at = [&](int n) {
          const float t = static_cast<float>(n) / kParts;
          return glm::vec3(x, y + belly * std::sin(kPi * t), mix(z0, z1, t));
        };
        stage.add(kFrame, pine,
                  timber(at(k), at(k + 1), width, height,
                         {k == 0 || k == kParts - 1 ? 0.03f : 0.03f, 0.4f, {0, 1, 0}}));
      }
    };
    beam(-kDeep - 0.32f, kDeep + 0.32f, kHead + 0.24f, 0.30f, 0.36f, 0.09f);
    for (const float z : {-1.2f, 1.2f})
      stage.add(kFrame, pine,
                timber({x, kHead + 0.44f, z}, {x, 4.42f, z}, 0.26f, 0.22f, {0.02f, 0.2f, {0, 0, 1}}));
    beam(-1.42f, 1.42f, 4.42f, 0.22f, 0.26f, 0.05f);
    std::vector<glm::vec2> strut;  // 파련대공: cut like a cloud.
    for (int k = 0; k <= 30; ++k) {
      const float t = static_cast<float>(k) / 30;
      strut.emplace_back(0.42f * (1 - t) * (1 - 0.2f * std::abs(std::sin(t * 9))) + 0.09f, 0.72f * t);
    }
    for (int k = 30; k >= 0; --k)
      strut.emplace_back(-strut[static_cast<std::size_t>(k)].x, strut[static_cast<std::size_t>(k)].y);
    stage.add(kFrame, pine, translated(rotated(extruded(strut, 0.11f), {0, 1, 0}, kPi / 2), {x, 4.56f, 0}));
  }
  // 도리 and 장혀: purlins with the slim beam below them.
  const float end = kSide + 0.5f;
  const auto purlin = [&](float y, float z, float r) {
    stage.add(kFrame, pine, log_timber({-end, y, z}, {end, y, z}, r, r, 14, 0.5f));
    stage.add(kFrame, pine,
              timber({-end + 0.05f, y - r - 0.06f, z}, {end - 0.05f, y - r - 0.06f, z}, 0.10f, 0.15f, level));
  };
  purlin(kPurlin + 0.06f, -kDeep, 0.115f);
  purlin(kPurlin + 0.06f, kDeep, 0.115f);
  purlin(4.68f, -1.2f, 0.11f);
  purlin(4.68f, 1.2f, 0.11f);
  purlin(5.42f, 0, 0.12f);
  // 창방 between the heads of posts, but not in front, where it would hang before the picture.
  stage.add(kFrame, pine,
            timber({-kSide, kHead - 0.13f, -kDeep}, {kSide, kHead - 0.13f, -kDeep}, 0.14f, 0.22f, level));
  for (const float s : {-1.0f, 1.0f})
    stage.add(
        kFrame, pine,
        timber({s * kSide, kHead - 0.13f, -kDeep}, {s * kSide, kHead - 0.13f, kDeep}, 0.14f, 0.22f, level));
}

void roof(Stage& stage) {
  const std::int32_t pine = finish_of(stage, Finish::OldPine);
  const std::int32_t plaster = finish_of(stage, Finish::Plaster);
  const std::string part = "서까래 (rafters)";
  const glm::vec3 ridge(0, 5.60f, 0.06f);
  const glm::vec3 middle(0, 4.84f, -1.2f);
  const glm::vec3 eave(0, 3.42f, -3.62f);
  const auto at = [](const glm::vec3& p, float x, float lift) { return glm::vec3(x, p.y + lift, p.z); };
  for (int i = 0; i <= 30; ++i) {
    const float x = mix(-kSide - 0.35f, kSide + 0.35f, static_cast<float>(i) / 30);
    const float own = 0.006f * (hash_unit(i, 1, 4) - 0.5f);
    stage.add(
        part, pine,
        log_timber(at(middle, x, 0.0f), at(eave, x + own * 4, 0.0f), 0.06f + own, 0.052f + own, 10, 0.5f));
    stage.add(part, pine,
              log_timber(at(ridge, x + 0.06f, 0.0f), at(middle, x + 0.06f, -0.02f), 0.055f + own,
                         0.055f + own, 10, 0.5f));
    // The front rafters are sawn off behind the ridge, where the wild roof was lifted away.
    stage.add(part, pine,
              log_timber({x + 0.06f, 5.62f, -0.05f}, {x + 0.06f, 5.42f, 0.30f}, 0.055f + own, 0.055f + own,
                         10, 0.5f));
  }
  // 앙토: white lime between the rafters, seen from below.
  const auto lime = [&](const glm::vec3& a, const glm::vec3& b) {
    stage.add("앙토 (lime ceiling)", plaster, with_normals(patch(32, 6, [&](float u, float v) {
                const glm::vec3 p = glm::mix(b, a, v);
                return glm::vec3(mix(kSide + 0.5f, -kSide - 0.5f, 1 - u), p.y + 0.05f, p.z);
              })));
  };
  lime(ridge, middle);
  lime(middle, eave);
  put_tiled_slope(stage, -kSide - 0.6f, kSide + 0.6f, {5.98f, 0.0f}, {3.60f, -3.78f});
  // 용마루: courses of tiles with white joints.
  const std::int32_t clay = finish_of(stage, Finish::RoofClay);
  for (int k = 0; k < 4; ++k) {
    const float y = 5.90f + 0.085f * static_cast<float>(k);
    const float half = kSide + 0.62f + 0.015f * static_cast<float>(k);
    stage.add("용마루 (ridge)", clay, block({-half, y, -0.13f}, {half, y + 0.055f, 0.13f}, 0.6f));
    stage.add("용마루 (ridge)", plaster,
              block({-half + 0.02f, y + 0.055f, -0.11f}, {half - 0.02f, y + 0.085f, 0.11f}, 0.6f));
  }
  stage.add("용마루 (ridge)", clay,
            log_timber({-kSide - 0.66f, 6.27f, 0}, {kSide + 0.66f, 6.27f, 0}, 0.10f, 0.10f, 12, 0.6f));
  stage.add("용마루 (ridge)", pine,
            block({-kSide - 0.5f, 5.58f, -0.06f}, {kSide + 0.5f, 5.92f, 0.10f}, 0.6f));
  for (const float s : {-1.0f, 1.0f}) {  // 박공 boards close the gable's rear half.
    stage.add(part, pine,
              timber({s * (kSide + 0.56f), 5.86f, 0.12f}, {s * (kSide + 0.56f), 4.92f, -1.25f}, 0.045f, 0.34f,
                     {0.006f, 0.5f, {0, 1, 0}}));
    stage.add(part, pine,
              timber({s * (kSide + 0.56f), 4.98f, -1.15f}, {s * (kSide + 0.56f), 3.52f, -3.70f}, 0.045f,
                     0.34f, {0.006f, 0.5f, {0, 1, 0}}));
  }
}

// 우물마루: long sleepers cross the bay, short boards are let into them.
void floor_boards(Stage& stage) {
  const std::int32_t wood = finish_of(stage, Finish::FloorPine);
  const std::string part = "우물마루 (floor)";
  const TimberOptions cut{0.006f, 0.4f, {0, 1, 0}};
  const float y = kFloor - 0.045f;
  for (int i = 0; i < 4; ++i) {
    const float x = -kSide + kBay * static_cast<float>(i);
    stage.add(part, wood, timber({x, y, -kDeep - 0.1f}, {x, y, kDeep + 0.16f}, 0.27f, 0.09f, cut));  // 장귀틀
  }
  for (const float z : {-kDeep, 0.0f, kDeep}) {
    for (int i = 0; i < 3; ++i) {
      const float x = -kSide + kBay * static_cast<float>(i) + 0.136f;
      stage.add(part, wood, timber({x, y, z}, {x + kBay - 0.272f, y, z}, 0.24f, 0.09f, cut));
    }
  }
  stage.add(part, wood,
            timber({-kSide - 0.14f, kFloor - 0.13f, kDeep + 0.16f},
                   {kSide + 0.14f, kFloor - 0.13f, kDeep + 0.16f}, 0.10f, 0.26f, {0.014f, 0.4f, {0, 1, 0}}));
  for (int bay = 0; bay < 3; ++bay) {
    const float x0 = -kSide + kBay * static_cast<float>(bay) + 0.137f;
    const float width = kBay - 0.274f;
    for (const float z0 : {-kDeep + 0.122f, 0.122f}) {
      const float depth = kDeep - 0.244f;
      for (int k = 1; k < 3; ++k) {  // 동귀틀
        const float x = x0 + width * static_cast<float>(k) / 3;
        stage.add(part, wood, timber({x, y, z0}, {x, y, z0 + depth}, 0.13f, 0.09f, cut));
      }
      for (int column = 0; column < 3; ++column) {
        const float from = x0 + width * static_cast<float>(column) / 3 + (column == 0 ? 0.001f : 0.066f);
        const float to = x0 + width * static_cast<float>(column + 1) / 3 - (column == 2 ? 0.001f : 0.066f);
        float z = z0;
        int n = 0;
        while (z < z0 + depth - 1e-3f) {  // 마루청판
          float next = z + 0.22f + 0.10f * hash_unit(n, column + 10 * bay, z0 > 0 ? 8 : 9);
          if (z0 + depth - next < 0.16f) next = z0 + depth;
          stage.add(part, wood,
                    timber({from, kFloor - 0.033f, (z + next) / 2}, {to, kFloor - 0.033f, (z + next) / 2},
                           next - z - 0.003f, 0.06f, {0.003f, 0.4f, {0, 1, 0}}));
          z = next;
          ++n;
        }
      }
    }
  }
  // The dark below, and the little posts that carry the floor.
  stage.add("마루 밑 (under the floor)", plain_finish(stage, "dark_void", 0x14100C, 1),
            block({-kSide, kTerrace - 0.02f, -kDeep + 0.1f}, {kSide, kFloor - 0.1f, kDeep - 0.35f}, 0.6f));
  for (int i = 0; i < 3; ++i) {
    const float x = -kSide + kBay * (static_cast<float>(i) + 0.5f);
    stage.add(
        part, finish_of(stage, Finish::OldPine),
        log_timber({x, kTerrace, kDeep - 0.02f}, {x, kFloor - 0.09f, kDeep - 0.02f}, 0.09f, 0.08f, 10, 0.3f));
  }
}

// One bay of wall between two posts, seen from inside (+z): sill, opening, plaster above.
struct Opening {
  float sill = 0;    // Height of 머름; 0 for doors.
  float top = 2.0f;  // Height of the opening above the floor.
  int leaves = 4;
  Lattice lattice = Lattice::Ttisal;
  float panel = 0.45f;
  std::vector<float> swing;  // Radians per leaf; shut where missing.
};
void wall_bay(Stage& stage, float width, const Opening& opening) {
  const std::int32_t pine = finish_of(stage, Finish::OldPine);
  const std::int32_t plaster = finish_of(stage, Finish::Plaster);
  const std::string part = "벽 (walls)";
  const float half = width / 2 - kPost / 2;
  const TimberOptions level{0.008f, 0.4f, {0, 1, 0}};
  const float head = kHead - kFloor - 0.24f;  // Underside of the 창방.
  stage.add(part, pine, timber({-half, 0.05f, 0}, {half, 0.05f, 0}, 0.15f, 0.10f, level));  // 하인방
  stage.add(part, pine,
            timber({-half, opening.top + 0.06f, 0}, {half, opening.top + 0.06f, 0}, 0.13f, 0.12f,
                   level));  // 상인방
  for (const float s : {-1.0f, 1.0f})
    stage.add(part, pine,
              timber({s * (half - 0.04f), 0.1f, 0}, {s * (half - 0.04f), opening.top, 0}, 0.08f, 0.11f,
                     {0.006f, 0.4f, {0, 0, 1}}));  // 문선
  stage.add(part, plaster, block({-half, opening.top + 0.12f, -0.035f}, {half, head, 0.035f}, 0.25f));
  for (const float t : {-0.34f, 0.34f})
    stage.add(part, pine,
              timber({t * half * 2, opening.top + 0.12f, 0}, {t * half * 2, head, 0}, 0.07f, 0.10f,
                     {0.006f, 0.4f, {0, 0, 1}}));
  const float inner = half - 0.08f;
  if (opening.sill > 0) {  // 머름: a low panelled sill to lean on.
    stage.add(
        part, pine,
        timber({-inner, opening.sill - 0.045f, 0}, {inner, opening.sill - 0.045f, 0}, 0.14f, 0.09f, level));
    for (int i = 0; i <= 4; ++i) {
      const float x = mix(-inner + 0.03f, inner - 0.03f, static_cast<float>(i) / 4);
      stage.add(part, pine,
                timber({x, 0.1f, 0}, {x, opening.sill - 0.09f, 0}, 0.06f, 0.10f, {0.006f, 0.4f, {0, 0, 1}}));
    }
    stage.add(part, pine, block({-inner, 0.1f, -0.015f}, {inner, opening.sill - 0.09f, 0.015f}, 0.4f));
  }
  const float low = opening.sill > 0 ? opening.sill : 0.1f;
  const float leaf = 2 * inner / static_cast<float>(opening.leaves);
  for (int i = 0; i < opening.leaves; ++i) {
    const float swing = static_cast<std::size_t>(i) < opening.swing.size()
                            ? opening.swing[static_cast<std::size_t>(i)]
                            : 0.0f;
    // Hinged at the outer edge of each half.
    const bool left = i < opening.leaves / 2 + opening.leaves % 2;
    const float edge = -inner + leaf * static_cast<float>(left ? i : i + 1);
    LeafLook look;
    look.width = leaf - 0.006f;
    look.height = opening.top - low - 0.006f;
    look.panel = opening.panel;
    look.lattice = opening.lattice;
    look.pitch = opening.lattice == Lattice::Wanja ? leaf / 9 : 0.068f;
    const Placed hinge(stage, {edge, low + 0.003f, -0.01f}, swing * (left ? 1.0f : -1.0f));
    const Placed centered(stage, glm::vec3(left ? leaf / 2 : -leaf / 2, 0, 0));
    put_leaf(stage, look);
  }
}

void walls(Stage& stage) {
  // Rear: middle bay opens on the yard behind, the outer bays have windows over a sill.
  for (int bay = 0; bay < 3; ++bay) {
    const Placed placed(stage, glm::vec3(kBay * static_cast<float>(bay - 1), kFloor, -kDeep));
    if (bay == 1)
      wall_bay(stage, kBay, {0, 2.05f, 4, Lattice::Ttisal, 0.46f, {0.0f, 1.15f, 1.15f, 0.0f}});
    else
      wall_bay(stage, kBay, {0.42f, 1.95f, 2, Lattice::Wanja, 0, {}});
  }
  // The left side leads to the main room, the right to the room opposite.
  for (const float z : {-kDeep / 2, kDeep / 2}) {
    const Placed placed(stage, {-kSide, kFloor, z}, kPi / 2);
    wall_bay(stage, kDeep, {0, 2.05f, 4, Lattice::Bulbalgi, 0.42f, {}});
  }
  {
    const Placed placed(stage, {kSide, kFloor, -kDeep / 2}, -kPi / 2);
    wall_bay(stage, kDeep, {0, 2.05f, 4, Lattice::Bulbalgi, 0.42f, {}});
  }
  // 들어열개: the front leaves of the right side are folded in pairs and hung from the beam.
  const std::int32_t iron = finish_of(stage, Finish::Iron);
  for (int pair = 0; pair < 2; ++pair) {
    for (int fold = 0; fold < 2; ++fold) {
      const float z = 0.72f + 1.0f * static_cast<float>(pair);
      const glm::mat4 lying = glm::rotate(
          glm::rotate(
              glm::translate(glm::mat4(1),
                             glm::vec3(kSide - 0.06f, kFloor + 2.13f + 0.055f * static_cast<float>(fold), z)),
              -kPi / 2, glm::vec3(0, 1, 0)),
          kPi / 2 - 0.02f, glm::vec3(1, 0, 0));
      const Placed placed(stage, lying);
      LeafLook look;
      look.width = 0.92f;
      look.height = 1.9f;
      look.panel = 0.42f;
      look.lattice = Lattice::Bulbalgi;
      put_leaf(stage, look);
    }
    for (const float dz : {-0.4f, 0.4f})
      stage.add(
          "들쇠 (door hooks)", iron,
          log_timber({kSide - 1.75f, kFloor + 2.12f, 0.72f + static_cast<float>(pair) + dz},
                     {kSide - 1.75f, 3.6f, 0.72f + static_cast<float>(pair) + dz}, 0.009f, 0.009f, 6, 1));
  }
  const std::int32_t pine = finish_of(stage, Finish::OldPine);
  stage.add("벽 (walls)", pine,
            timber({kSide, kFloor + 2.28f, 0.1f}, {kSide, kFloor + 2.28f, kDeep - 0.1f}, 0.12f, 0.10f,
                   {0.008f, 0.4f, {0, 1, 0}}));
}

void dressing(Stage& stage) {
  const auto at = [](float x, float z) { return glm::vec3(x, kFloor, z); };
  {
    const Placed placed(stage, at(-1.55f, -1.55f), 0.0f);
    put_folding_screen(stage);
  }
  const std::string seat = "보료 (master's seat)";
  {
    const Placed placed(stage, at(-1.65f, -0.72f), 0.0f);
    put_cushion(stage, seat, Finish::RedSilk, Finish::BlueSilk, {1.75f, 0.10f, 0.86f});
    {
      const Placed back(stage, placed_at({-0.25f, 0.12f, -0.34f}, 0, 1.32f));
      put_cushion(stage, seat, Finish::YellowSilk, Finish::RedSilk, {0.66f, 0.16f, 0.46f});
    }
    {
      const Placed arm(stage, glm::vec3(0.62f, 0.11f, -0.02f));
      put_cushion(stage, seat, Finish::BlueSilk, Finish::RedSilk, {0.24f, 0.22f, 0.24f});
    }
  }
  {
    const Placed placed(stage, at(-1.65f, 0.16f));
    put_gyeongsang(stage);
    const Placed top(stage, glm::vec3(-0.08f, 0.264f, 0.0f));
    put_books(stage);
  }
  {
    const Placed placed(stage, at(-0.55f, -0.25f), 0.3f);
    put_candlestick(stage);
  }
  {
    const Placed placed(stage, at(0.55f, 0.75f), 0.2f);
    put_soban(stage);
    const Placed top(stage, glm::vec3(0, 0.274f, 0));
    put_tea_for_two(stage);
  }
  for (const float s : {-1.0f, 1.0f}) {
    const Placed placed(stage, at(0.55f + 0.72f * s, 0.80f), 0.1f * s);
    put_cushion(stage, "방석 (cushions)", s < 0 ? Finish::BlueSilk : Finish::GreenSilk, Finish::RedSilk,
                {0.62f, 0.07f, 0.62f});
  }
  {
    const Placed placed(stage, at(2.55f, -1.98f));
    put_bandaji(stage);
    const Placed top(stage, glm::vec3(-0.16f, 0.773f, 0));
    put_moon_jar(stage);
  }
  {
    const Placed placed(stage, at(1.62f, -1.9f), 0.5f);
    put_lantern(stage);
  }
}

}  // namespace

Model daecheong_set(SurfacePantry& pantry) {
  Stage stage("대청 daecheong", pantry);
  stonework(stage);
  posts_and_beams(stage);
  roof(stage);
  floor_boards(stage);
  {
    // Drawn with its open side to the right, shown with it to the left, where pictures are taken from.
    const Placed mirrored(stage, glm::scale(glm::mat4(1), glm::vec3(-1, 1, 1)));
    walls(stage);
    dressing(stage);
  }
  return stage.finish(1.5f, 0.75f);
}

}  // namespace bandaji
