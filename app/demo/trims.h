// What is tied, laid and hung on costumes: collars, ribbons, knots, tassels, cords.
#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <vector>

#include "app/demo/coat.h"
#include "app/demo/curve.h"
#include "app/demo/shape.h"

namespace bandaji {

// 깃 and its white 동정, laid along a curve in pattern coordinates that runs from
// the end hidden below, round the back of the neck, to the end on top.
struct CollarCut {
  std::vector<glm::vec2> line;
  float width = 0.047f;        // Of the collar.
  float white_width = 0.018f;  // Of the dongjeong.
  float white_end = 0.052f;    // Metres by which it stops short of the upper end.
  bool round_end = true;       // 둥그레깃; else cut straight (칼깃 is cut at an angle).
  float lift = 0.0032f;
  float under_until = 0.22f;  // Share of the line that lies below the other front; 0 for round collars.
};
struct Collar {
  Shape band;
  Shape white;
};
Collar collar(const Coat& coat, const CollarCut& cut);

// 고름: knot, single loop towards the wearer's left, two tails.  `at` is the knot in
// pattern coordinates.
struct BowCut {
  glm::vec2 at{-0.050f, 0.190f};
  float width = 0.050f;
  float loop = 0.125f;
  float long_tail = 0.62f;
  float short_tail = 0.54f;
  float lift = 0.008f;
  float flare = 0.50f;  // Metres forward per metre down below the hem, to lie on a full skirt.
};
Shape bow(const Coat& coat, const BowCut& cut);

// A flat ribbon of even thickness along a path; `across(t)` half its width.  Its texture
// runs along it (u) and across (v).
Shape ribbon(const Path& path, const std::function<glm::vec3(float)>& across, int steps,
             float thickness = 0.0012f, int columns = 4, const std::function<float(float, float)>& sag = {});

// 술: hangs from `top` downwards.  Threads that part a little at the end, under a bound head.
struct Tassel {
  Shape threads;
  Shape head;  // The binding, often gold.
};
Tassel tassel(const glm::vec3& top, float length, float radius, int strands = 40);

// 매듭: a flat cross of interlaced cord loops, seen from +Z, about `center`.
Shape lotus_knot(const glm::vec3& center, float size, float cord_radius);
Shape butterfly_knot(const glm::vec3& center, float size, float cord_radius);

}  // namespace bandaji
