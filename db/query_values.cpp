#include "db/query_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

#include "assets/text.h"

namespace bandaji {
namespace {

double just_above(double number) {
  return std::nextafter(number, std::numeric_limits<double>::infinity());
}
double just_below(double number) {
  return std::nextafter(number, -std::numeric_limits<double>::infinity());
}

}  // namespace

std::optional<double> parse_amount(std::string_view text, bool length) {
  std::string digits;
  std::size_t at = 0;
  while (at < text.size() && ((text[at] >= '0' && text[at] <= '9') || text[at] == '.' || text[at] == ',' ||
                              (at == 0 && text[at] == '-'))) {
    if (text[at] != ',') {
      digits += text[at];
    }
    ++at;
  }
  double number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) {
    return std::nullopt;
  }
  struct Unit {
    std::string_view name;
    double factor;
  };
  static constexpr std::array kLengths = {Unit{"", 1.0}, Unit{"mm", 1.0}, Unit{"cm", 10.0}, Unit{"m", 1000.0},
                                          Unit{"자", 10000.0 / 33.0}};
  static constexpr std::array kCounts = {Unit{"", 1.0},     Unit{"k", 1e3},  Unit{"m", 1e6},
                                         Unit{"천", 1e3},   Unit{"만", 1e4}, Unit{"원", 1.0},
                                         Unit{"만원", 1e4}, Unit{"개", 1.0}, Unit{"mm", 1.0}};
  const std::string unit = to_lower_ascii(text.substr(at));
  const auto find = [&](const auto& units) -> std::optional<double> {
    for (const Unit& entry : units) {
      if (entry.name == unit) {
        return number * entry.factor;
      }
    }
    return std::nullopt;
  };
  return length ? find(kLengths) : find(kCounts);
}

std::optional<NumberRange> compared(std::string_view op, NumberRange value) {
  NumberRange range;
  if (op == ">") {
    range.low = just_above(value.high);
  } else if (op == ">=") {
    range.low = value.low;
  } else if (op == "<") {
    range.high = just_below(value.low);
  } else if (op == "<=") {
    range.high = value.high;
  } else {
    range = value;
  }
  return range;
}

std::optional<NumberRange> parse_amounts(std::string_view op, std::string_view text, bool length) {
  if (const auto dots = text.find(".."); dots != std::string_view::npos && (op == ":" || op == "=")) {
    const auto low = parse_amount(text.substr(0, dots), length);
    const auto high = parse_amount(text.substr(dots + 2), length);
    const bool low_fits = low || dots == 0;
    const bool high_fits = high || dots + 2 == text.size();
    if (!low_fits || !high_fits || (!low && !high)) {
      return std::nullopt;
    }
    NumberRange range;
    range.low = low.value_or(range.low);
    range.high = high.value_or(range.high);
    return range;
  }
  const auto number = parse_amount(text, length);
  return number ? compared(op, {*number, *number}) : std::nullopt;
}

std::optional<NumberRange> parse_date(std::string_view text) {
  std::array<std::uint32_t, 3> parts{0, 1, 1};
  std::size_t count = 0;
  for (std::size_t start = 0; start <= text.size() && count < 3;) {
    const std::size_t end = std::min(text.find_first_of("-.", start), text.size());
    const std::string_view part = text.substr(start, end - start);
    const auto [stop, error] = std::from_chars(part.data(), part.data() + part.size(), parts[count]);
    if (part.empty() || error != std::errc() || stop != part.data() + part.size()) {
      return std::nullopt;
    }
    ++count;
    start = end + 1;
    if (end == text.size()) {
      break;
    }
    if (count == 3) {
      return std::nullopt;
    }
  }
  if (count == 0 || parts[0] < 1900 || parts[0] > 9999) {
    return std::nullopt;
  }
  using namespace std::chrono;
  const year_month_day first{year(static_cast<int>(parts[0])), month(static_cast<unsigned>(parts[1])),
                             day(static_cast<unsigned>(parts[2]))};
  if (!first.ok()) {
    return std::nullopt;
  }
  const sys_days next = count == 1   ? sys_days(first + years(1))
                        : count == 2 ? sys_days(first + months(1))
                                     : sys_days(first) + days(1);
  const auto ms = [](sys_days at) {
    return static_cast<double>(duration_cast<milliseconds>(at.time_since_epoch()).count());
  };
  return NumberRange{ms(first), ms(next) - 1};
}

std::optional<bool> parse_yes_no(std::string_view text) {
  const std::string lower = to_lower_ascii(text);
  for (const std::string_view yes : {"yes", "y", "true", "1", "예", "네", "있음"}) {
    if (lower == yes) {
      return true;
    }
  }
  for (const std::string_view no : {"no", "n", "false", "0", "아니오", "아니요", "없음"}) {
    if (lower == no) {
      return false;
    }
  }
  return std::nullopt;
}

std::optional<std::uint32_t> parse_color(std::string_view text) {
  if (text.empty() || text[0] != '#' || (text.size() != 4 && text.size() != 7)) {
    return std::nullopt;
  }
  std::string digits;
  for (const char c : text.substr(1)) {
    digits += c;
    if (text.size() == 4) {
      digits += c;
    }
  }
  std::uint32_t rgb = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), rgb, 16);
  return error == std::errc() && end == digits.data() + digits.size() ? std::optional(rgb) : std::nullopt;
}

}  // namespace bandaji
