// 치마: a full circle of cloth, finely pleated into a band above the bust.
#pragma once

#include "app/demo/body.h"
#include "app/demo/curve.h"
#include "app/demo/shape.h"

namespace bandaji {

// Lengths for the base body; heights above the floor.
struct SkirtCut {
  float band_top = 1.232f;
  float band_bottom = 1.150f;
  float hem = 0.012f;
  Curve half_width{{0.0f, 0.505f}, {0.1f, 0.497f},  {0.4f, 0.445f},  {0.7f, 0.366f},
                   {0.9f, 0.292f}, {1.05f, 0.218f}, {1.12f, 0.178f}, {1.15f, 0.163f}};
  Curve front_depth{{0.0f, 0.400f}, {0.1f, 0.394f},  {0.4f, 0.356f},  {0.7f, 0.300f},
                    {0.9f, 0.243f}, {1.05f, 0.186f}, {1.12f, 0.153f}, {1.15f, 0.141f}};
  Curve back_depth{{0.0f, 0.480f}, {0.1f, 0.470f},  {0.4f, 0.420f},  {0.7f, 0.338f},
                   {0.9f, 0.258f}, {1.05f, 0.170f}, {1.12f, 0.126f}, {1.15f, 0.113f}};
  int pleats = 76;
  float fold_depth = 0.030f;  // Of the large folds at the hem.
  std::uint32_t seed = 3;
};

class Skirt {
 public:
  Skirt(const Body& body, const SkirtCut& cut) : body_(body), cut_(cut) {}

  // `angle` 0 is the front, growing to the wearer's left.
  glm::vec3 at(float angle, float y) const;
  Shape cloth(float from_y, float to_y, int columns, int rows) const;  // from_y above to_y.
  Shape band() const;                                                  // 말기.
  Shape straps() const;
  Shape ties() const;  // Strings, tied in front on the wearer's left.

 private:
  Body body_;
  SkirtCut cut_;
};

}  // namespace bandaji
