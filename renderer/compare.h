// Two pictures of one size against each other.  Pure; any thread.
#pragma once

#include <cstdint>

#include "assets/image.h"
#include "assets/result.h"

namespace bandaji {

// Left of (or above) a line the one, beyond it the other; the line itself is drawn two pixels wide.
struct Wipe {
  float at = 0.5f;      // Of the width or height, 0..1.
  bool across = false;  // False: the line stands upright and moves from left to right.
};
// Errors: Invalid (sizes differ, or not RGBA).
Result<Image> wipe(const Image& first, const Image& second, const Wipe& where = {});

// Gray where they are alike, brighter and darker where the second is; `gain` multiplies what is between them.
// Where only one of them shows anything, its place is tinted: the first red, the second blue.
Result<Image> difference(const Image& first, const Image& second, float gain = 4);

// Both beside each other, or one above the other.
Result<Image> beside(const Image& first, const Image& second, bool above = false);

struct ImageDifference {
  double mean = 0;           // Of the color channels on white, 0..255.
  int largest = 0;           // Likewise.
  std::uint64_t pixels = 0;  // How many differ at all.
};
Result<ImageDifference> compare(const Image& first, const Image& second);

}  // namespace bandaji
