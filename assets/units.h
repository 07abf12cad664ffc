// Lengths as people here write them.  The catalog stores whole millimetres.
#pragma once

#include <cstdint>
#include <string>

namespace bandaji {

// One 자 (尺) is 10/33 m, the modern metric definition; a 칸 is not a fixed length.
inline constexpr double kMillimetresPerJa = 10000.0 / 33.0;

// So wide bays of houses often are, eight 자; palaces have wider ones.
inline constexpr double kUsualKanMillimetres = 8 * kMillimetresPerJa;

enum class LengthUnit { Millimetre, Centimetre, Metre, Ja, Kan };

// "1,234 mm", "123.4 cm", "1.23 m", "4.07 자", "0.51 칸"; of bays so wide.
std::string format_length(double mm, LengthUnit unit, double kan_mm = kUsualKanMillimetres);
// "612 × 1,240 × 305 mm": width, height, depth.
std::string format_size_mm(std::int64_t x, std::int64_t y, std::int64_t z);

}  // namespace bandaji
