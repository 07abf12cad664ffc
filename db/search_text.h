// Korean and Latin text folded so that what people type finds what they mean.
// Pure functions; the rules are in ../docs/search.md.
#pragma once

#include <string>
#include <string_view>

namespace bandaji {

// "저고리" as the keys that type it, one character a jamo; compound vowels and finals split
// (ㅘ is ㅗㅏ, ㄳ is ㄱㅅ), so every state of an input method is a prefix.  Spaces, hyphens and
// punctuation dropped, Latin lower-cased.
std::string keystrokes(std::string_view nfc);
// Initial consonants: "곤룡포" is "ㄱㄹㅍ" (as one-byte jamo); other characters as in keystrokes().
std::string initials(std::string_view nfc);
// Romanised text with spelling variants folded together (g/k, d/t, b/p, r/l, ch/j, eo/o, eu/u …).
std::string fold_romanized(std::string_view latin);
// Revised Romanization by pronunciation of Hangul text; other characters unchanged.
std::string romanize(std::string_view nfc_hangul);
// "wjrhfl" to "저고리": the two-set keyboard reading of Latin letters; empty when it has none.
std::string from_wrong_keyboard(std::string_view latin);
// Text whose order by bytes is the order for lists: Hangul in dictionary order between Latin and hanja,
// numbers inside text by value ("12A" after "2"), case ignored.
std::string natural_key(std::string_view text);
// Order for lists: Hangul in dictionary order, numbers inside text by value ("12A" after "2"), case ignored.
// Negative, zero or positive.
int compare_natural(std::string_view a, std::string_view b);

}  // namespace bandaji
