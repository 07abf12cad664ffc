// Revised Romanization (2000) by pronunciation, for names: nouns keep their h, tensed
// consonants are not written.  Sound changes that need knowledge of the word (added n,
// neutralisation at a seam) are left out; fold_romanized() forgives many of them.
#include <array>
#include <vector>

#include "db/hangul.h"
#include "db/search_text.h"

namespace bandaji {

using namespace hangul;

namespace {

constexpr std::array<std::string_view, 19> kInitials = {"g",  "kk", "n", "d",  "tt", "r", "m", "b", "pp", "s",
                                                        "ss", "",   "j", "jj", "ch", "k", "t", "p", "h"};
constexpr std::array<std::string_view, 21> kVowels = {"a",  "ae", "ya", "yae", "eo", "e",  "yeo",
                                                      "ye", "o",  "wa", "wae", "oe", "yo", "u",
                                                      "wo", "we", "wi", "yu",  "eu", "ui", "i"};

enum Initial { G = 0, N = 2, D = 3, R = 5, M = 6, S = 9, Silent = 11, J = 12, H = 18 };

// The seven sounds a syllable can end in.
enum class End { None, K, N, T, L, M, P, Ng };

// Finals 1 to 27: end sound; what stays before a vowel; what moves to it.
struct Final {
  End end;
  std::string_view stays;
  std::string_view moves;
};
constexpr std::array<Final, 28> kFinals = {{
    {End::None, "", ""}, {End::K, "", "g"},   {End::K, "", "kk"}, {End::K, "k", "s"}, {End::N, "", "n"},
    {End::N, "n", "j"},  {End::N, "", "n"},   {End::T, "", "d"},  {End::L, "", "r"},  {End::K, "l", "g"},
    {End::M, "l", "m"},  {End::L, "l", "b"},  {End::L, "l", "s"}, {End::L, "l", "t"}, {End::P, "l", "p"},
    {End::L, "", "r"},   {End::M, "", "m"},   {End::P, "", "b"},  {End::P, "p", "s"}, {End::T, "", "s"},
    {End::T, "", "ss"},  {End::Ng, "ng", ""}, {End::T, "", "j"},  {End::T, "", "ch"}, {End::K, "", "k"},
    {End::T, "", "t"},   {End::P, "", "p"},   {End::T, "", ""},
}};
constexpr int kFinalD = 7;
constexpr int kFinalNh = 6;
constexpr int kFinalLh = 15;
constexpr int kFinalT = 25;
constexpr int kFinalH = 27;
constexpr int kVowelI = 20;

std::string_view end_text(End end) {
  static constexpr std::array<std::string_view, 8> kTexts = {"", "k", "n", "t", "l", "m", "p", "ng"};
  return kTexts[static_cast<std::size_t>(end)];
}

// The end of one syllable and the beginning of the next, as pronounced together.
struct Seam {
  std::string_view end;
  std::string_view begin;
};

Seam seam(int final, int next, int next_vowel) {
  const Final& sound = kFinals[static_cast<std::size_t>(final)];
  const std::string_view plain = kInitials[static_cast<std::size_t>(next)];
  if (final == 0) {
    return {"", plain};
  }
  if (next == Silent) {
    if (next_vowel == kVowelI && final == kFinalD) {
      return {"", "j"};
    }
    if (next_vowel == kVowelI && final == kFinalT) {
      return {"", "ch"};
    }
    return {sound.stays, sound.moves};
  }
  const bool breath = final == kFinalH || final == kFinalNh || final == kFinalLh;
  if (breath && (next == G || next == D || next == J)) {
    return {final == kFinalH ? "" : end_text(sound.end), next == G ? "k" : next == D ? "t" : "ch"};
  }
  if (final == kFinalH && next == S) {
    return {"", "s"};
  }
  if (next == N || next == M) {
    switch (sound.end) {
      case End::K:
        return {"ng", plain};
      case End::T:
        return {"n", plain};
      case End::P:
        return {"m", plain};
      case End::L:
        return {"l", next == N ? "l" : plain};
      default:
        return {end_text(sound.end), plain};
    }
  }
  if (next == R) {
    switch (sound.end) {
      case End::K:
      case End::Ng:
        return {"ng", "n"};
      case End::T:
        return {"n", "n"};
      case End::P:
      case End::M:
        return {"m", "n"};
      default:
        return {"l", "l"};
    }
  }
  return {end_text(sound.end), plain};
}

}  // namespace

std::string romanize(std::string_view nfc_hangul) {
  std::string text;
  int pending = -1;  // Final of the last syllable, when one has just been written.
  for (std::size_t at = 0; at < nfc_hangul.size();) {
    const std::size_t start = at;
    const char32_t c = next_character(nfc_hangul, at);
    if (is_syllable(c)) {
      const Seam join = pending >= 0 ? seam(pending, initial_of(c), vowel_of(c))
                                     : Seam{"", kInitials[static_cast<std::size_t>(initial_of(c))]};
      text += join.end;
      text += join.begin;
      text += kVowels[static_cast<std::size_t>(vowel_of(c))];
      pending = final_of(c);
      continue;
    }
    if (pending > 0) {
      text += end_text(kFinals[static_cast<std::size_t>(pending)].end);
    }
    pending = -1;
    text += nfc_hangul.substr(start, at - start);
  }
  if (pending > 0) {
    text += end_text(kFinals[static_cast<std::size_t>(pending)].end);
  }
  return text;
}

}  // namespace bandaji
