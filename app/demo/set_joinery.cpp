#include "app/demo/set_joinery.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <tuple>

#include "app/demo/curve.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/texture_synth.h"

namespace bandaji {
namespace {

const std::string kDoors = "창호 (doors and windows)";

// A bar of the lattice between two points in the plane of the leaf, cut off at the opening's edges.
void bar(Stage& stage, std::int32_t wood, glm::vec2 a, glm::vec2 b, const glm::vec2& lo, const glm::vec2& hi,
         float thick, float depth) {
  const glm::vec2 d = b - a;
  float from = 0;
  float to = 1;
  for (int axis = 0; axis < 2; ++axis) {
    if (std::abs(d[axis]) < 1e-6f) {
      if (a[axis] < lo[axis] || a[axis] > hi[axis]) return;
      continue;
    }
    float t0 = (lo[axis] - a[axis]) / d[axis];
    float t1 = (hi[axis] - a[axis]) / d[axis];
    if (t0 > t1) std::swap(t0, t1);
    from = std::max(from, t0);
    to = std::min(to, t1);
  }
  if (to - from < 1e-3f) return;
  const glm::vec2 p = a + d * from;
  const glm::vec2 q = a + d * to;
  stage.add(kDoors, wood,
            timber({p.x, p.y, 0}, {q.x, q.y, 0}, depth, thick,
                   {0, 9, std::abs(d.y) > std::abs(d.x) ? glm::vec3(1, 0, 0) : glm::vec3(0, 1, 0)}));
}

void lattice_bars(Stage& stage, const LeafLook& look, std::int32_t wood, const glm::vec2& lo,
                  const glm::vec2& hi) {
  const glm::vec2 size = hi - lo;
  constexpr float kThick = 0.012f;
  constexpr float kDepth = 0.022f;
  const auto put = [&](const glm::vec2& a, const glm::vec2& b) {
    bar(stage, wood, a, b, lo, hi, kThick, kDepth);
  };
  const int columns = std::max(2, static_cast<int>(std::lround(size.x / look.pitch)));
  const float step = size.x / static_cast<float>(columns);
  switch (look.lattice) {
    case Lattice::Ttisal: {
      for (int i = 1; i < columns; ++i)
        put({lo.x + step * static_cast<float>(i), lo.y}, {lo.x + step * static_cast<float>(i), hi.y});
      for (const float middle : {0.12f, 0.5f, 0.88f}) {
        const int rails = middle == 0.5f ? 5 : 3;
        for (int i = 0; i < rails; ++i) {
          const float y = lo.y + size.y * middle +
                          (static_cast<float>(i) - static_cast<float>(rails - 1) / 2) * step * 0.85f;
          put({lo.x, y}, {hi.x, y});
        }
      }
      break;
    }
    case Lattice::Grid: {
      for (int i = 1; i < columns; ++i)
        put({lo.x + step * static_cast<float>(i), lo.y}, {lo.x + step * static_cast<float>(i), hi.y});
      const int rows = std::max(2, static_cast<int>(std::lround(size.y / step)));
      for (int i = 1; i < rows; ++i)
        put({lo.x, lo.y + size.y * static_cast<float>(i) / static_cast<float>(rows)},
            {hi.x, lo.y + size.y * static_cast<float>(i) / static_cast<float>(rows)});
      break;
    }
    case Lattice::Wanja: {
      // Bars three cells long that end on one another like pinwheels.
      const int rows = static_cast<int>(size.y / step) + 2;
      for (int j = -2; j <= rows; ++j) {
        for (int k = -rows / 4 - 2; k <= columns / 4 + 2; ++k) {
          const auto x = static_cast<float>(4 * k + j);
          const float y = lo.y + step * static_cast<float>(j);
          put({lo.x + x * step, y}, {lo.x + (x + 3) * step, y});
        }
      }
      for (int i = -2; i <= columns + 2; ++i) {
        for (int m = -columns / 4 - 2; m <= rows / 4 + 2; ++m) {
          const auto y = static_cast<float>(4 * m + i - 1);
          const float x = lo.x + step * static_cast<float>(i);
          put({x, lo.y + y * step}, {x, lo.y + (y + 3) * step});
        }
      }
      break;
    }
    case Lattice::Flower: {
      const float pitch = step * 1.4f;
      for (float c = -size.y; c < size.x + size.y; c += pitch) {
        put({lo.x + c, lo.y}, {lo.x + c + size.y, hi.y});
        put({lo.x + c, hi.y}, {lo.x + c + size.y, lo.y});
      }
      for (int i = 0; i <= columns; ++i) {
        put({lo.x + pitch * static_cast<float>(i), lo.y}, {lo.x + pitch * static_cast<float>(i), hi.y});
      }
      break;
    }
    case Lattice::Bulbalgi: {
      const glm::vec2 center(0, lo.y + size.y * 0.52f);
      const float r = std::min(size.x * 0.40f, size.y * 0.2f);
      glm::vec2 corners[8];
      for (int i = 0; i < 8; ++i) {
        const float a = kTau * (static_cast<float>(i) + 0.5f) / 8;
        corners[i] = center + glm::vec2(std::cos(a), std::sin(a) * 1.25f) * r;
      }
      for (int i = 0; i < 8; ++i) bar(stage, wood, corners[i], corners[(i + 1) % 8], lo, hi, 0.024f, 0.034f);
      const float inside = r * 0.9f;
      for (int i = -3; i <= 3; ++i) {
        const float t = static_cast<float>(i) / 4;
        const float reach = std::min(1.0f, 1.36f - std::abs(t));
        put(center + glm::vec2(t * inside, -inside * 1.2f * reach),
            center + glm::vec2(t * inside, inside * 1.2f * reach));
        put(center + glm::vec2(-inside * reach, t * inside * 1.25f),
            center + glm::vec2(inside * reach, t * inside * 1.25f));
      }
      break;
    }
  }
}

}  // namespace

void put_leaf(Stage& stage, const LeafLook& look) {
  const std::int32_t wood = finish_of(stage, look.wood);
  constexpr float kStile = 0.052f;
  constexpr float kDepth = 0.036f;
  const float half = look.width / 2;
  const TimberOptions cut{0.004f, 0.5f, {0, 0, 1}};
  for (const float s : {-1.0f, 1.0f})
    stage.add(kDoors, wood,
              timber({s * (half - kStile / 2), 0, 0}, {s * (half - kStile / 2), look.height, 0}, kStile,
                     kDepth, cut));
  const auto rail = [&](float y) {
    stage.add(
        kDoors, wood,
        timber({-half + kStile, y, 0}, {half - kStile, y, 0}, kDepth, kStile, {0.004f, 0.5f, {0, 1, 0}}));
  };
  rail(kStile / 2);
  rail(look.height - kStile / 2);
  glm::vec2 lo(-half + kStile, kStile);
  const glm::vec2 hi(half - kStile, look.height - kStile);
  if (look.panel > 0) {
    rail(look.panel);
    stage.add(kDoors, finish_of(stage, look.board),
              block({lo.x, lo.y, -0.008f}, {hi.x, look.panel - kStile / 2, 0.006f}, 0.3f));
    const float middle = (lo.y + look.panel - kStile / 2) / 2;
    stage.add(kDoors, wood,
              block({lo.x + 0.05f, middle - 0.09f, 0.004f},
                    {hi.x - 0.05f, middle + 0.09f, 0.013f}));  // Raised field.
    lo.y = look.panel + kStile / 2;
  }
  Shape paper = uv_moved(sheet(hi.x - lo.x, hi.y - lo.y, 0.25f), {look.width * 3.7f, look.height});
  stage.add(kDoors, finish_of(stage, look.paper),
            translated(paper, {0, lo.y, look.lattice == Lattice::Bulbalgi ? 0.004f : -0.011f}));
  lattice_bars(stage, look, wood, lo, hi);
}

void put_stone_wall(Stage& stage, const std::string& part, const glm::vec3& a, const glm::vec3& b,
                    const Course& course) {
  const std::int32_t stone = finish_of(stage, Finish::Granite);
  const float length = glm::length(b - a);
  const glm::vec3 along = (b - a) / length;
  const float turn = std::atan2(-along.z, along.x);
  const Placed placed(stage, a, turn);  // Now the wall runs along +x and looks to +z.
  for (int row = 0; row < course.courses; ++row) {
    float x = 0;
    int k = 0;
    while (x < length - 1e-3f) {
      const float own = course.length * (0.75f + 0.5f * hash_unit(k, row,
                                                                  static_cast<std::uint32_t>(std::lround(
                                                                      std::abs(a.x * 13 + a.z * 7) + 5))));
      float next = std::min(length, x + (row % 2 == 1 && k == 0 ? own * 0.5f : own));
      if (length - next < course.length * 0.35f) next = length;
      const float y = course.height * (static_cast<float>(row) + 0.5f);
      const float out = 0.006f * hash_unit(k, row, 3);
      stage.add(part, stone,
                timber({x + 0.004f, y, -course.depth / 2 + out}, {next - 0.004f, y, -course.depth / 2 + out},
                       course.depth, course.height - 0.007f, {0.014f, 0.4f, {0, 1, 0}}));
      x = next;
      ++k;
    }
  }
}

void put_tiled_slope(Stage& stage, float x0, float x1, const glm::vec2& ridge_yz, const glm::vec2& eave_yz) {
  const std::int32_t clay = finish_of(stage, Finish::RoofClay);
  const std::string part = "기와 (roof tiles)";
  const auto line = [&](float t) {  // Sagging between ridge and eave, as a laid roof does.
    const glm::vec2 p = glm::mix(ridge_yz, eave_yz, t);
    return glm::vec2(p.x - 0.16f * std::sin(kPi * t) * (1 - 0.25f * t), p.y);
  };
  const int columns = static_cast<int>(std::lround((x1 - x0) / 0.3f));
  PatchOptions options;
  const Shape base = patch(columns * 2, 12, [&](float u, float v) {
    const glm::vec2 p = line(eave_yz.y > ridge_yz.y ? 1 - v : v);
    const float trough = 0.03f * std::cos(u * static_cast<float>(columns) * kTau);
    return glm::vec3(mix(x0, x1, u), p.x + trough, p.y);
  });
  stage.add(part, clay, with_normals(base, 180));
  constexpr int kTiles = 9;
  for (int i = 0; i <= columns; ++i) {
    const float x = mix(x0, x1, static_cast<float>(i) / static_cast<float>(columns));
    for (int k = 0; k < kTiles; ++k) {
      const glm::vec2 a = line(static_cast<float>(k) / kTiles);
      const glm::vec2 b = line(static_cast<float>(k + 1) / kTiles + 0.012f);
      stage.add(part, clay,
                log_timber({x, a.x + 0.03f, a.y}, {x, b.x + 0.034f, b.y}, 0.066f, 0.076f, 8, 1.0f));
    }
  }
}

void put_cushion(Stage& stage, const std::string& part, Finish body, Finish border, const glm::vec3& size) {
  const Shape pad = box(size, std::min(0.045f, size.y * 0.42f), 4);
  const Shape puffed = with_normals(deformed(subdivided(pad, false, 1),
                                             [&](const glm::vec3& p) {
                                               const glm::vec2 t(p.x / size.x * 2, p.z / size.z * 2);
                                               const float swell =
                                                   1 + 0.16f * (1 - t.x * t.x) * (1 - t.y * t.y);
                                               return glm::vec3(p.x, size.y / 2 + p.y * swell, p.z);
                                             }),
                                    180);
  stage.add(part, finish_of(stage, body), puffed);
  if (border == body) return;
  const float r = 0.010f;
  const float x = size.x / 2 - 0.010f;
  const float z = size.z / 2 - 0.010f;
  const float c = std::min(
      0.05f, std::min(x, z) * 0.3f);  // Rounded corners; points close to them keep the edges straight.
  std::vector<glm::vec3> points;
  for (const auto& [sx, sz, from_x] : {std::tuple(-1.0f, -1.0f, false), std::tuple(1.0f, -1.0f, true),
                                       std::tuple(1.0f, 1.0f, false), std::tuple(-1.0f, 1.0f, true)}) {
    const glm::vec3 along_x(sx * (x - c), 0, sz * z);
    const glm::vec3 along_z(sx * x, 0, sz * (z - c));
    const glm::vec3 middle(sx * (x - c * 0.3f), 0, sz * (z - c * 0.3f));
    points.push_back(from_x ? along_x : along_z);
    points.push_back(middle);
    points.push_back(from_x ? along_z : along_x);
  }
  const Path rim(points, true);
  for (const float y : {size.y * 0.30f, size.y * 0.72f})
    stage.add(part, finish_of(stage, border), translated(tube(rim, r, 96, 8), {0, y, 0}));
}

}  // namespace bandaji
