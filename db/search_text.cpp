#include "db/search_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "db/hangul.h"

namespace bandaji {

using namespace hangul;

std::string keystrokes(std::string_view nfc) {
  std::string keys;
  keys.reserve(nfc.size());
  const auto put = [&](Keys pair) {
    if (pair.first) {
      keys += pair.first;
    }
    if (pair.second) {
      keys += pair.second;
    }
  };
  for (std::size_t at = 0; at < nfc.size();) {
    const char32_t c = next_character(nfc, at);
    if (is_syllable(c)) {
      keys += initial_key(initial_of(c));
      put(vowel_keys(vowel_of(c)));
      put(final_keys(final_of(c)));
    } else if (const Keys jamo = jamo_keys(c); jamo.first) {
      put(jamo);
    } else {
      keys += fold_character(c).view();
    }
  }
  return keys;
}

std::string initials(std::string_view nfc) {
  std::string keys;
  for (std::size_t at = 0; at < nfc.size();) {
    const char32_t c = next_character(nfc, at);
    if (is_syllable(c)) {
      keys += initial_key(initial_of(c));
    } else if (const Keys jamo = jamo_keys(c); jamo.first) {
      keys += jamo.first;
      if (jamo.second) {
        keys += jamo.second;
      }
    } else {
      keys += fold_character(c).view();
    }
  }
  return keys;
}

namespace {

struct Replacement {
  std::string_view from;
  std::string_view to;
};

// Spellings of one sound, longest first; what is not listed stays.
constexpr std::array kSounds = {
    Replacement{"tch", "j"}, Replacement{"ch", "j"},  Replacement{"jj", "j"}, Replacement{"sh", "s"},
    Replacement{"eo", "o"},  Replacement{"eu", "u"},  Replacement{"oo", "u"}, Replacement{"ee", "i"},
    Replacement{"ae", "e"},  Replacement{"oe", "we"}, Replacement{"yi", "i"}, Replacement{"kh", "k"},
    Replacement{"th", "t"},  Replacement{"ph", "p"},  Replacement{"g", "k"},  Replacement{"q", "k"},
    Replacement{"c", "k"},   Replacement{"d", "t"},   Replacement{"b", "p"},  Replacement{"f", "p"},
    Replacement{"v", "p"},   Replacement{"r", "l"},   Replacement{"z", "j"},  Replacement{"x", "ks"},
};

// Letter by letter and by pronunciation meet here: gon-ryong and gollyong, gyeot-ma and gyeonma.
constexpr std::array kMeetings = {
    Replacement{"nkl", "nkn"}, Replacement{"kl", "nkn"}, Replacement{"kn", "nkn"}, Replacement{"km", "nkm"},
    Replacement{"pl", "mn"},   Replacement{"pn", "mn"},  Replacement{"pm", "m"},   Replacement{"ml", "mn"},
    Replacement{"tl", "n"},    Replacement{"tn", "n"},   Replacement{"tm", "nm"},  Replacement{"nl", "l"},
    Replacement{"ln", "l"},
};

template <std::size_t N>
std::string replaced(const std::string& text, const std::array<Replacement, N>& table) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto fits = [&](const Replacement& entry) {
      return text.compare(at, entry.from.size(), entry.from) == 0;
    };
    const auto entry = std::find_if(table.begin(), table.end(), fits);
    // "ng" has become "nk": its k is no stop that could meet the next consonant.
    const bool nasal = entry != table.end() && entry->from[0] == 'k' && entry->from.size() == 2 && at > 0 &&
                       text[at - 1] == 'n' && entry->to.starts_with("nk");
    if (entry == table.end() || nasal) {
      out += text[at++];
    } else {
      out += entry->to;
      at += entry->from.size();
    }
  }
  return out;
}

}  // namespace

std::string fold_romanized(std::string_view latin) {
  std::string letters;
  for (std::size_t at = 0; at < latin.size();) {
    letters += fold_character(next_character(latin, at)).view();
  }
  std::string met = replaced(replaced(letters, kSounds), kMeetings);
  met.erase(
      std::unique(met.begin(), met.end(), [](char a, char b) { return a == b && a >= 'a' && a <= 'z'; }),
      met.end());
  return met;
}

namespace {

// Two-set keyboard: consonants as initial index, vowels as 100 + vowel index; -1 for none.
int key_of(char c) {
  static constexpr std::string_view kLetters = "rRseEfaqQtTdwWczxvg";
  static constexpr std::string_view kVowelLetters = "koiOjpuP";  // ㅏㅐㅑㅒㅓㅔㅕㅖ
  if (const auto at = kLetters.find(c); at != std::string_view::npos) {
    return static_cast<int>(at);
  }
  if (const auto at = kVowelLetters.find(c); at != std::string_view::npos) {
    return 100 + static_cast<int>(at);
  }
  switch (c) {
    case 'h':
      return 108;  // ㅗ
    case 'y':
      return 112;  // ㅛ
    case 'n':
      return 113;  // ㅜ
    case 'b':
      return 117;  // ㅠ
    case 'm':
      return 118;  // ㅡ
    case 'l':
      return 120;  // ㅣ
    default:
      return c >= 'A' && c <= 'Z' ? key_of(static_cast<char>(c + 32)) : -1;
  }
}

int joined_vowel(int a, int b) {
  for (int vowel = 0; vowel < 21; ++vowel) {
    const Keys keys = vowel_keys(vowel);
    if (keys.second && keys.first == vowel_keys(a).first && keys.second == vowel_keys(b).first &&
        !vowel_keys(a).second) {
      return vowel;
    }
  }
  return -1;
}

int final_from(char first, char second) {
  for (int final = 1; final < 28; ++final) {
    const Keys keys = final_keys(final);
    if (keys.first == first && keys.second == second) {
      return final;
    }
  }
  return 0;
}

}  // namespace

std::string from_wrong_keyboard(std::string_view latin) {
  std::vector<int> keys;
  for (const char c : latin) {
    const int key = key_of(c);
    if (key < 0 && !(c >= '0' && c <= '9') && c != ' ') {
      return {};
    }
    keys.push_back(key < 0 ? -static_cast<int>(c) : key);  // Digits and blanks pass.
  }
  const auto consonant = [&](std::size_t i) { return i < keys.size() && keys[i] >= 0 && keys[i] < 100; };
  const auto vowel = [&](std::size_t i) { return i < keys.size() && keys[i] >= 100; };
  std::string text;
  bool any_syllable = false;
  for (std::size_t i = 0; i < keys.size();) {
    if (keys[i] < 0) {
      text += static_cast<char>(-keys[i++]);
      continue;
    }
    if (!consonant(i) || !vowel(i + 1)) {
      // A letter that begins no syllable stays a jamo.
      static constexpr std::array<char32_t, 19> kLone = {
          0x3131, 0x3132, 0x3134, 0x3137, 0x3138, 0x3139, 0x3141, 0x3142, 0x3143, 0x3145,
          0x3146, 0x3147, 0x3148, 0x3149, 0x314A, 0x314B, 0x314C, 0x314D, 0x314E};
      append_utf8(text, keys[i] < 100 ? kLone[static_cast<std::size_t>(keys[i])]
                                      : 0x314F + static_cast<char32_t>(keys[i] - 100));
      ++i;
      continue;
    }
    const int initial = keys[i];
    int middle = keys[i + 1] - 100;
    i += 2;
    if (vowel(i)) {
      if (const int both = joined_vowel(middle, keys[i] - 100); both >= 0) {
        middle = both;
        ++i;
      }
    }
    int final = 0;
    if (consonant(i) && !vowel(i + 1)) {
      final = final_from(initial_key(keys[i]), 0);
      if (final != 0) {
        ++i;
        if (consonant(i) && !vowel(i + 1)) {
          if (const int both = final_from(initial_key(keys[i - 1]), initial_key(keys[i])); both != 0) {
            final = both;
            ++i;
          }
        }
      }
    }
    append_utf8(text, syllable(initial, middle, final));
    any_syllable = true;
  }
  return any_syllable ? text : std::string();
}

std::string natural_key(std::string_view text) {
  std::string key;
  key.reserve(text.size() + 8);
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] >= '0' && text[at] <= '9') {
      std::size_t start = at;
      while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
        ++at;
      }
      while (start + 1 < at && text[start] == '0') {
        ++start;
      }
      // The count of digits first, so that longer numbers are greater.
      key += '\x20';
      key += static_cast<char>(std::min<std::size_t>(at - start, 255));
      key += text.substr(start, at - start);
      continue;
    }
    const char32_t c = next_character(text, at);
    const auto wide = [&](char group) {
      key += group;
      key += static_cast<char>(c >> 16U);
      key += static_cast<char>((c >> 8U) & 0xffU);
      key += static_cast<char>(c & 0xffU);
    };
    if (is_syllable(c)) {
      const auto place = static_cast<unsigned>(c - kFirstSyllable);
      key += static_cast<char>(0x80U + (place >> 8U));
      key += static_cast<char>(place & 0xffU);
    } else if (jamo_keys(c).first) {
      wide('\x7f');
    } else if (const Folded folded = fold_character(c); folded.size > 0) {
      const std::string_view view = folded.view();
      const bool latin = std::all_of(view.begin(), view.end(), [](char b) { return b >= 'a' && b <= 'z'; });
      const bool hanja = (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000;
      if (latin) {
        for (const char b : view) {
          key += static_cast<char>(0x40 + (b - 'a'));
        }
      } else {
        wide(static_cast<char>(hanja ? 0xC0 : 0x60));
      }
    } else {
      key += c == ' ' ? '\x02' : '\x03';
      if (c != ' ') {
        key += static_cast<char>(std::min<char32_t>(c, 0xff));
      }
    }
  }
  return key;
}

int compare_natural(std::string_view a, std::string_view b) {
  const int order = natural_key(a).compare(natural_key(b));
  return order != 0 ? order : a.compare(b);
}

}  // namespace bandaji
