// The traditional Korean color nearest to a color of a picture.  A neighbour, not
// an identification: the published values are a modern standard (90 colors of the
// National Museum of Modern and Contemporary Art), not measurements of old cloth.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bandaji::sheets {

struct TraditionalColor {
  std::string_view key;  // Of the vocabulary's color facet.
  std::string_view ko;
  std::string_view en;
  std::string hanja;   // Empty when the vocabulary has none.
  bool obang = false;  // One of the five directional colors.
  float delta_e = 0;   // CIEDE2000 between the two.
};

// Empty when nothing in the vocabulary carries a color value.  Values that the vocabulary
// itself marks as suspect are passed over.
std::optional<TraditionalColor> nearest_traditional_color(std::uint8_t r, std::uint8_t g, std::uint8_t b);

}  // namespace bandaji::sheets
