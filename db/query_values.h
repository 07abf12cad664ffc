// What people write behind the operator of a query: amounts, dates, colors, yes and no.
// Nothing when the text is none.  Internal to search.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace bandaji {

// Both ends included.
struct NumberRange {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

// The whole text as a number with a unit such as "k", "만" or (lengths, to mm) "m", "cm", "자".
std::optional<double> parse_amount(std::string_view text, bool length);
// The same behind an operator (":", "=", ">", ">=", "<", "<="); also "100..200", "..200" and "100..".
std::optional<NumberRange> parse_amounts(std::string_view op, std::string_view text, bool length);
// "2026", "2026-03", "2026-03-05": the milliseconds (UTC) of that year, month or day.  A day that the
// calendar does not have is none.
std::optional<NumberRange> parse_date(std::string_view text);
// What compares as `op` says with something within `value`.
std::optional<NumberRange> compared(std::string_view op, NumberRange value);
std::optional<bool> parse_yes_no(std::string_view text);
// "#RRGGBB" or "#RGB" as 0xRRGGBB.
std::optional<std::uint32_t> parse_color(std::string_view text);

}  // namespace bandaji
