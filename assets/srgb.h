// The sRGB transfer curve (IEC 61966-2-1), as tables for bytes.
#pragma once

#include <array>
#include <cstdint>

namespace bandaji {

float srgb_to_linear(float encoded);  // 0..1 to 0..1.
float linear_to_srgb(float linear);   // Likewise back.

// Byte to linear light in 0..65535.
const std::array<std::uint16_t, 256>& srgb_decode_table();
// Linear light in steps of 1/16383 to byte.
const std::array<std::uint8_t, 16384>& srgb_encode_table();

std::uint8_t srgb_encode(float linear);     // Clamped and rounded.
std::uint8_t quantize_unorm8(float value);  // Likewise, without the curve.

}  // namespace bandaji
