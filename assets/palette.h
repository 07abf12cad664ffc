// The main colors of a picture, for search by color and for sheets.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>
#include <string>
#include <vector>

#include "assets/image.h"

namespace bandaji {

struct PaletteColor {
  std::uint8_t r = 0, g = 0, b = 0;  // sRGB.
  float weight = 0;                  // Share of the opaque pixels, 0 to 1.

  std::string hex() const;  // "#RRGGBB"
};

// At most `count` colors, largest share first; transparent pixels do not count.
// k-means in CIELAB from deterministic seeds, so the same picture gives the same
// palette; clusters closer than 5 CIEDE2000 are merged.
std::vector<PaletteColor> main_colors(const Image& image, int count = 6);

// CIE 1976 L*a*b*, D65, from sRGB bytes.
glm::vec3 lab_from_srgb(std::uint8_t r, std::uint8_t g, std::uint8_t b);

// CIEDE2000 color difference (Sharma, Wu, Dalal 2005), kL = kC = kH = 1.
float ciede2000(const glm::vec3& lab1, const glm::vec3& lab2);

}  // namespace bandaji
