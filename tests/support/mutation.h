// Files made wrong on purpose: small damages as transfer, disk and malice make them.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace bandaji::test {

// `bytes` with one to four damages: bits and bytes turned, extreme numbers in binary and in text, NaN,
// parts cut off, doubled, moved.  The same generator state gives the same damage.
std::string mutated(std::string_view bytes, std::mt19937_64& random);

}  // namespace bandaji::test
