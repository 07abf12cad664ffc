#include "tests/support/mutation.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace bandaji::test {
namespace {

std::size_t below(std::size_t limit, std::mt19937_64& random) {
  return limit == 0 ? 0 : static_cast<std::size_t>(random() % limit);
}

template <class T>
void overwrite(std::string& bytes, T value, std::mt19937_64& random) {
  if (bytes.size() < sizeof(T)) return;
  std::memcpy(bytes.data() + below(bytes.size() - sizeof(T) + 1, random), &value, sizeof(T));
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A number written as text, starting anywhere; false where there is none near.
bool change_text_number(std::string& bytes, std::mt19937_64& random) {
  static constexpr std::array kNumbers{"0",
                                       "-1",
                                       "1",
                                       "65536",
                                       "2147483648",
                                       "4294967295",
                                       "NaN",
                                       "inf",
                                       "-1e38",
                                       "1e-320",
                                       "18446744073709551615",
                                       "9999999",
                                       "",
                                       "x",
                                       "0x7fffffff",
                                       "1e99999999",
                                       "-0"};
  std::size_t at = below(bytes.size(), random);
  const std::size_t end = std::min(bytes.size(), at + 256);
  while (at < end && !is_digit(bytes[at])) ++at;
  if (at == end) return false;
  std::size_t length = 0;
  while (at + length < bytes.size() && (is_digit(bytes[at + length]) || bytes[at + length] == '.')) ++length;
  bytes.replace(at, length, kNumbers[below(kNumbers.size(), random)]);
  return true;
}

void damage(std::string& bytes, std::mt19937_64& random) {
  if (bytes.empty()) return;
  const std::size_t at = below(bytes.size(), random);
  const std::size_t length =
      1 + below(std::min<std::size_t>(bytes.size() - at, 1 + below(512, random)), random);
  switch (below(13, random)) {
    case 0:
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8, random)));
      break;
    case 1:
      bytes[at] = static_cast<char>(random());
      break;
    case 2: {
      static constexpr std::array<std::uint32_t, 8> kValues{0,          1,          0x7FFFFFFF, 0x80000000,
                                                            0xFFFFFFFF, 0x3FFFFFFF, 0x00FFFFFF, 0x10000};
      overwrite(bytes, kValues[below(kValues.size(), random)], random);
      break;
    }
    case 3: {
      static constexpr std::array<std::uint16_t, 4> kValues{0, 0x7FFF, 0x8000, 0xFFFF};
      overwrite(bytes, kValues[below(kValues.size(), random)], random);
      break;
    }
    case 4:
      overwrite(bytes, std::numeric_limits<float>::quiet_NaN(), random);
      break;
    case 5:
      overwrite(bytes, std::numeric_limits<float>::infinity(), random);
      break;
    case 6:
      bytes.resize(at);
      break;
    case 7:
      bytes.erase(at, length);
      break;
    case 8:
      bytes.insert(at, bytes.substr(below(bytes.size(), random), length));
      break;
    case 9: {  // A part of the file over another.
      const std::string part = bytes.substr(below(bytes.size(), random), length);
      bytes.replace(at, std::min(part.size(), bytes.size() - at), part);
      break;
    }
    case 10:
    case 11:
      if (!change_text_number(bytes, random)) bytes[at] = static_cast<char>(random());
      break;
    default: {                                              // A line twice, or gone.
      const std::size_t begin = bytes.rfind('\n', at) + 1;  // npos + 1 is 0.
      const std::size_t end = std::min(bytes.find('\n', at), bytes.size() - 1) + 1;
      if (end <= begin) break;
      if (random() % 2 == 0) {
        bytes.erase(begin, end - begin);
      } else {
        bytes.insert(begin, bytes.substr(begin, std::min<std::size_t>(end - begin, 4096)));
      }
      break;
    }
  }
}

}  // namespace

std::string mutated(std::string_view bytes, std::mt19937_64& random) {
  std::string out(bytes);
  const std::size_t damages = 1 + below(4, random);
  for (std::size_t i = 0; i < damages; ++i) damage(out, random);
  return out;
}

}  // namespace bandaji::test
