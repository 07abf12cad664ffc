#include "app/sheets/drawing_scale.h"

#include <array>
#include <cassert>
#include <cmath>

namespace bandaji::sheets {
namespace {

// Denominators within one decade, as on a scale rule, with the steps between that fill a page better.
constexpr std::array kSteps{1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0, 7.0, 8.0};
constexpr std::array kEnlargements{10, 5, 4, 3, 2};

bool is_whole(double value) {
  return std::abs(value - std::round(value)) < 1e-9;
}

}  // namespace

std::string DrawingScale::text() const {
  return std::to_string(paper) + ":" + std::to_string(real);
}

DrawingScale fitting_scale(double real_width_mm, double real_height_mm, double paper_width_mm,
                           double paper_height_mm) {
  assert(real_width_mm > 0 && real_height_mm > 0 && paper_width_mm > 0 && paper_height_mm > 0);
  const auto fits = [&](const DrawingScale& scale) {
    return scale.paper_mm(real_width_mm) <= paper_width_mm + 1e-9 &&
           scale.paper_mm(real_height_mm) <= paper_height_mm + 1e-9;
  };
  for (const int factor : kEnlargements) {
    if (const DrawingScale scale{factor, 1}; fits(scale)) return scale;
  }
  for (double decade = 1; decade <= 1e8; decade *= 10) {
    for (const double step : kSteps) {
      if (!is_whole(step * decade)) continue;
      if (const DrawingScale scale{1, static_cast<int>(std::lround(step * decade))}; fits(scale))
        return scale;
    }
  }
  return {1, 1000000000};
}

ScaleBar fitting_scale_bar(const DrawingScale& scale, double longest_paper_mm) {
  const double longest_real_mm = scale.real_mm(longest_paper_mm);
  ScaleBar bar;
  double decade = std::pow(10.0, std::floor(std::log10(longest_real_mm)));
  // floor(log10) may miss by one at exact powers of ten.
  if (decade * 10 <= longest_real_mm * (1 + 1e-12)) decade *= 10;
  double step = 1;
  if (2 * decade <= longest_real_mm * (1 + 1e-12)) step = 2;
  if (5 * decade <= longest_real_mm * (1 + 1e-12)) step = 5;
  bar.real_mm = step * decade;
  if (bar.real_mm >= 1) bar.real_mm = std::round(bar.real_mm);
  bar.parts = step == 2 ? 4 : 5;
  bar.paper_mm = scale.paper_mm(bar.real_mm);
  return bar;
}

}  // namespace bandaji::sheets
