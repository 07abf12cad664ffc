#include "db/hangul.h"

#include <utf8proc.h>

#include <cstring>

namespace bandaji::hangul {
namespace {

// Simple vowels in the order of their keys: ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ are 20 to 33.
constexpr std::array<Keys, 21> kVowels = {
    {{20, 0},  {21, 0}, {22, 0}, {23, 0},  {24, 0},  {25, 0},  {26, 0}, {27, 0}, {28, 0},  {28, 20}, {28, 21},
     {28, 33}, {29, 0}, {30, 0}, {30, 24}, {30, 25}, {30, 33}, {31, 0}, {32, 0}, {32, 33}, {33, 0}}};

// Finals ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ as keys of initials.
constexpr std::array<Keys, 28> kFinals = {{{0, 0},  {1, 0},  {2, 0},  {1, 10}, {3, 0},  {3, 13}, {3, 19},
                                           {4, 0},  {6, 0},  {6, 1},  {6, 7},  {6, 8},  {6, 10}, {6, 17},
                                           {6, 18}, {6, 19}, {7, 0},  {8, 0},  {8, 10}, {10, 0}, {11, 0},
                                           {12, 0}, {13, 0}, {15, 0}, {16, 0}, {17, 0}, {18, 0}, {19, 0}}};

// U+3131 to U+314E: ㄱㄲㄳㄴㄵㄶㄷㄸㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅃㅄㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ.
constexpr std::array<Keys, 30> kLoneConsonants = {
    {{1, 0},  {2, 0},  {1, 10}, {3, 0},  {3, 13}, {3, 19}, {4, 0},  {5, 0},  {6, 0},  {6, 1},
     {6, 7},  {6, 8},  {6, 10}, {6, 17}, {6, 18}, {6, 19}, {7, 0},  {8, 0},  {9, 0},  {8, 10},
     {10, 0}, {11, 0}, {12, 0}, {13, 0}, {14, 0}, {15, 0}, {16, 0}, {17, 0}, {18, 0}, {19, 0}}};

}  // namespace

Keys vowel_keys(int vowel) {
  return kVowels[static_cast<std::size_t>(vowel)];
}
Keys final_keys(int final) {
  return kFinals[static_cast<std::size_t>(final)];
}

Keys jamo_keys(char32_t c) {
  if (c >= 0xFFA1 && c <= 0xFFBE) {  // Half-width forms stand in the same order.
    c = 0x3131 + (c - 0xFFA1);
  }
  if (c >= 0x3131 && c <= 0x314E) {
    return kLoneConsonants[c - 0x3131];
  }
  if (c >= 0x314F && c <= 0x3163) {
    return kVowels[c - 0x314F];
  }
  if (c >= 0x1100 && c <= 0x1112) {
    return {initial_key(static_cast<int>(c - 0x1100)), 0};
  }
  if (c >= 0x1161 && c <= 0x1175) {
    return kVowels[c - 0x1161];
  }
  if (c >= 0x11A8 && c <= 0x11C2) {
    return kFinals[c - 0x11A7];
  }
  return {};
}

char32_t next_character(std::string_view text, std::size_t& position) {
  const auto byte = static_cast<unsigned char>(text[position]);
  if (byte < 0x80) {
    ++position;
    return byte;
  }
  utf8proc_int32_t c = 0;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + position),
                                       static_cast<utf8proc_ssize_t>(text.size() - position), &c);
  if (length <= 0) {
    ++position;
    return 0xFFFD;
  }
  position += static_cast<std::size_t>(length);
  return static_cast<char32_t>(c);
}

void append_utf8(std::string& text, char32_t c) {
  utf8proc_uint8_t bytes[4];
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes);
  text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

Folded fold_character(char32_t c) {
  Folded folded;
  if (c < 0x80) {
    const bool digit = c >= '0' && c <= '9';
    const bool lower = c >= 'a' && c <= 'z';
    const bool upper = c >= 'A' && c <= 'Z';
    if (digit || lower || upper) {
      folded.bytes[0] = static_cast<char>(upper ? c + 32 : c);
      folded.size = 1;
    }
    return folded;
  }
  if (c >= 0xFF01 && c <= 0xFF5E) {  // Full-width Latin.
    return fold_character(c - 0xFEE0);
  }
  const auto code = static_cast<utf8proc_int32_t>(c);
  const bool latin = c < 0x0250 || (c >= 0x1E00 && c <= 0x1EFF);
  if (latin) {
    utf8proc_int32_t parts[4];
    int boundary = 0;
    const auto count = utf8proc_decompose_char(
        code, parts, 4,
        static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD),
        &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < 4; ++i) {
      const utf8proc_category_t category = utf8proc_category(parts[i]);
      const bool kept = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO &&
                        category != UTF8PROC_CATEGORY_MN && category != UTF8PROC_CATEGORY_MC &&
                        category != UTF8PROC_CATEGORY_ME;
      utf8proc_uint8_t bytes[4];
      const auto length = kept ? utf8proc_encode_char(parts[i], bytes) : 0;
      if (folded.size + static_cast<std::size_t>(length) <= folded.bytes.size()) {
        std::memcpy(folded.bytes.data() + folded.size, bytes, static_cast<std::size_t>(length));
        folded.size += static_cast<std::size_t>(length);
      }
    }
    return folded;
  }
  const utf8proc_category_t category = utf8proc_category(code);
  const bool letter = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
  const bool number = category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
  if (letter || number) {
    utf8proc_uint8_t bytes[4];
    folded.size = static_cast<std::size_t>(utf8proc_encode_char(utf8proc_tolower(code), bytes));
    std::memcpy(folded.bytes.data(), bytes, folded.size);
  }
  return folded;
}

}  // namespace bandaji::hangul
