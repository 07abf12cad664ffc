// The cut that all Korean coats and jackets share: flat panels that hang from one
// line running along the shoulders and arms, sleeves without a set-in seam, and a
// collar laid on the front edge.
//
// Pattern coordinates: x runs across the body in metres (positive on the wearer's
// left), q in metres down from the shoulder line, positive in front, negative on
// the back.  `at` lays the pattern on the body.
#pragma once

#include <functional>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <vector>

#include "app/demo/body.h"
#include "app/demo/curve.h"
#include "app/demo/shape.h"

namespace bandaji {

// All lengths for the base body (1.65 m); Coat scales them.
struct CoatCut {
  float side_x = 0.172f;        // Half the chest panel.
  float underarm = 0.205f;      // 진동: depth of the armhole.
  float sleeve_end_x = 0.585f;  // Where the cuff ends; the arm is lowered, so the sleeve is 1.2 times longer.
  float cuff_tilt = 0.42f;      // Radians by which the cuff's edge leans towards the arm's right angle.
  Curve sleeve_depth{{0.0f, 0.205f},
                     {0.35f, 0.232f},
                     {0.62f, 0.240f},
                     {0.85f, 0.20f},
                     {1.0f, 0.135f}};  // Over 0 underarm, 1 cuff.
  float sleeve_fullness = 0.012f;      // Half the gap between its two sides below the arm.
  // Of the panels, over height above the floor: half width, and depth of front and back at the middle.
  Curve half_width{{0.9f, 0.178f}, {1.3f, 0.172f}};
  Curve front_depth{{0.9f, 0.150f},  {1.05f, 0.155f}, {1.12f, 0.157f}, {1.195f, 0.155f},
                    {1.27f, 0.124f}, {1.34f, 0.086f}, {1.40f, 0.052f}};
  Curve back_depth{{0.9f, 0.112f},  {1.05f, 0.112f}, {1.15f, 0.120f},
                   {1.25f, 0.124f}, {1.34f, 0.108f}, {1.40f, 0.088f}};
  // Hem, as q over |x| / side_x.
  Curve hem_front{{0.0f, 0.275f}, {1.0f, 0.245f}};
  Curve hem_back{{0.0f, 0.250f}, {1.0f, 0.245f}};
  float slit_gap = 0;            // Half the opening of the side slits at the hem; 0 keeps the sides sewn.
  float fold_depth = 0.004f;     // Of hanging folds at the hem.
  float fold_count = 5;          // Across one panel.
  float wrinkle_depth = 0.004f;  // Of the soft creases of sleeves and chest.
  float layer = 0;               // Metres added outside, for pieces worn over others.
  std::uint32_t seed = 1;
};

class Coat {
 public:
  Coat(const Body& body, const CoatCut& cut);

  glm::vec3 at(float x, float q, float lift = 0) const;
  glm::vec3 at(const glm::vec2& pattern, float lift = 0) const { return at(pattern.x, pattern.y, lift); }
  glm::vec3 normal(float x, float q) const;

  const CoatCut& cut() const { return cut_; }
  float scale() const { return body_.scale; }
  float sleeve_bottom(float x) const;  // q of the sleeve's lower edge at |x| >= side_x.
  float hem(float x, bool front) const;

  // One sheet, from its opening edge to the cuff.  `side` +1 is the wearer's left.
  // `edge(q)` is the x of the opening edge on that side, as if side were +1 (it may
  // be negative where panels overlap); the back uses 0.
  struct Sheet {
    Shape body;    // Shoulder to hem, edge to side seam.
    Shape sleeve;  // Side seam to cuff; empty for pieces without sleeves.
  };
  Sheet front(float side, const std::function<float(float)>& edge, float lift) const;
  Sheet back() const;  // Both halves.

  // Both fronts and the back as one skin.
  Shape all(const std::function<float(float)>& over_edge,
            const std::function<float(float)>& under_edge) const;

  // A disc laid on the cloth; uv 0 to 1 over its square.
  Shape disc(const glm::vec2& center, float radius, float lift, float turn_radians = 0) const;

  // A strip along the hem from one x to another, `width` high, `above` the edge.
  Shape hem_strip(float from_x, float to_x, bool front, float width, float above, float lift) const;

  // A strip laid on the cloth along a curve in pattern coordinates, from `inner(t)` to `outer(t)`.
  // Its texture coordinates are metres along (u) and across from the inner edge (v).
  Shape strip(const std::function<glm::vec2(float)>& inner, const std::function<glm::vec2(float)>& outer,
              int steps, int columns, const std::function<float(float)>& lift) const;

  // A ring around the sleeve of `side`, covering it from `from` to `to` (0 underarm, 1 cuff).
  Shape sleeve_band(float side, float from, float to, float lift) const;

  float sleeve_x(float t) const { return mix(cut_.side_x, cut_.sleeve_end_x, t); }

 private:
  Sheet half(float side, bool front, const std::function<float(float)>& edge, float lift) const;
  glm::vec3 rest(float x, float q) const;             // Without wrinkles, base body.
  glm::vec3 clear_of_body(const glm::vec3& p) const;  // Pushed out where the body would show through.

  Body body_;
  CoatCut cut_;
};

}  // namespace bandaji
