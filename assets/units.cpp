#include "assets/units.h"

#include <fmt/format.h>

#include <cmath>

namespace bandaji {
namespace {

std::string with_thousands(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
  const std::size_t dot = text.find('.');
  for (std::size_t i = dot == std::string::npos ? text.size() : dot; i > 3; i -= 3) text.insert(i - 3, ",");
  const bool is_zero = text.find_first_of("123456789") == std::string::npos;
  return value < 0 && !is_zero ? "-" + text : text;
}

}  // namespace

std::string format_length(double mm, LengthUnit unit, double kan_mm) {
  switch (unit) {
    case LengthUnit::Millimetre:
      return with_thousands(mm, 0) + " mm";
    case LengthUnit::Centimetre:
      return with_thousands(mm / 10, 1) + " cm";
    case LengthUnit::Metre:
      return with_thousands(mm / 1000, 2) + " m";
    case LengthUnit::Ja:
      return with_thousands(mm / kMillimetresPerJa, 2) + " 자";
    case LengthUnit::Kan:
      return with_thousands(mm / kan_mm, 2) + " 칸";
  }
  return {};
}

std::string format_size_mm(std::int64_t x, std::int64_t y, std::int64_t z) {
  return fmt::format("{} × {} × {} mm", with_thousands(static_cast<double>(x), 0),
                     with_thousands(static_cast<double>(y), 0), with_thousands(static_cast<double>(z), 0));
}

}  // namespace bandaji
