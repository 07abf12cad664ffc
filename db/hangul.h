// Hangul taken apart into the keys that type it.  Internal to search.
//
// A key is one byte: 1 to 19 the initial consonants in their Unicode order (ㄱ ㄲ ㄴ …),
// 20 to 33 the simple vowels.  They stand below the printable bytes, so that a string may
// mix keys, lower-case Latin, digits and UTF-8 without confusion; 0 separates.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace bandaji::hangul {

inline constexpr char32_t kFirstSyllable = 0xAC00;
inline constexpr char32_t kLastSyllable = 0xD7A3;

constexpr bool is_syllable(char32_t c) {
  return c >= kFirstSyllable && c <= kLastSyllable;
}
constexpr int initial_of(char32_t c) {
  return static_cast<int>((c - kFirstSyllable) / 588);
}
constexpr int vowel_of(char32_t c) {
  return static_cast<int>((c - kFirstSyllable) % 588 / 28);
}
constexpr int final_of(char32_t c) {
  return static_cast<int>((c - kFirstSyllable) % 28);
}
constexpr char32_t syllable(int initial, int vowel, int final) {
  return kFirstSyllable + static_cast<char32_t>((initial * 21 + vowel) * 28 + final);
}

// Keys of an initial, of one of 21 vowels, of one of 27 finals (1 to 27): one or two, 0 for none.
struct Keys {
  char first = 0;
  char second = 0;
};
constexpr char initial_key(int initial) {
  return static_cast<char>(initial + 1);
}
Keys vowel_keys(int vowel);
Keys final_keys(int final);
// Keys of a jamo that stands alone (ㄱ, ㅘ, ㄳ, in any of Unicode's three forms); none for other characters.
Keys jamo_keys(char32_t c);
constexpr bool is_consonant_key(char key) {
  return key >= 1 && key <= 19;
}
constexpr bool is_vowel_key(char key) {
  return key >= 20 && key <= 33;
}

// The next character of UTF-8 text at `position`, which moves behind it; U+FFFD for a broken byte.
char32_t next_character(std::string_view text, std::size_t& position);
void append_utf8(std::string& text, char32_t c);

// What a character is for searching: its bytes as searched, empty for blanks and punctuation.  Latin letters
// lose case and accents; Hangul is not handled here.
struct Folded {
  std::array<char, 8> bytes{};
  std::size_t size = 0;
  std::string_view view() const { return {bytes.data(), size}; }
};
Folded fold_character(char32_t c);

}  // namespace bandaji::hangul
