// Drawing to scale: ratios a person can lay a ruler on, and the bar that proves
// them.  Pure arithmetic; any thread.
#pragma once

#include <string>

namespace bandaji::sheets {

// paper : real.  One of the two is always 1, so that millimetres convert without rounding.
struct DrawingScale {
  int paper = 1;
  int real = 1;

  double paper_mm(double real_mm) const { return real_mm * paper / real; }
  double real_mm(double paper_mm_) const { return paper_mm_ * real / paper; }
  std::string text() const;  // "1:12"
};

// The largest usual scale at which `real_width_mm` x `real_height_mm` fits the paper given.
// Never larger than 10:1.  Expects positive sizes.
DrawingScale fitting_scale(double real_width_mm, double real_height_mm, double paper_width_mm,
                           double paper_height_mm);

// A bar of a round real length (1, 2 or 5 times a power of ten), in equal parts that are round too.
struct ScaleBar {
  double real_mm = 0;
  double paper_mm = 0;  // Exactly scale.paper_mm(real_mm).
  int parts = 5;        // 4 when the length is a 2, else 5.
};
// The longest whose paper length is at most `longest_paper_mm`.
ScaleBar fitting_scale_bar(const DrawingScale& scale, double longest_paper_mm);

}  // namespace bandaji::sheets
