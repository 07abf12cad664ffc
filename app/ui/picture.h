// A picture in GPU memory, as panels are given it.
#pragma once

#include <cstdint>

namespace bandaji {

struct Picture {
  std::uint32_t texture = 0;  // 0: not there (yet).
  int width = 0, height = 0;  // Pixels.
  bool bottom_up = false;     // Row 0 is the lowest.
};

}  // namespace bandaji
