#include "app/core/messages.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <map>
#include <vector>

#include "db/fields.h"

namespace bandaji {
namespace {

constexpr auto kEntries = std::to_array<MessageEntry>({
#define BANDAJI_MESSAGE(english, korean) {english, korean},
#include "app/core/message_entries.inc"
#undef BANDAJI_MESSAGE
});

constexpr std::size_t kDeepest = 4;  // Sentences within sentences; a hostile name may not go on for ever.

// How a word ends when it is read aloud.
enum class Ending { Open, Closed, L };  // No final consonant; one; ㄹ, which matters before 으로 only.

struct Particle {
  std::string_view closed, open, after_l;
};
constexpr auto kParticles = std::to_array<Particle>({
    {"을", "를", "을"},
    {"이", "가", "이"},
    {"은", "는", "은"},
    {"으로", "로", "로"},
    {"으로는", "로는", "로는"},
    {"과", "와", "과"},
    {"이라는", "라는", "이라는"},
});

const Particle* find_particle(std::string_view name) {
  const auto at = std::find_if(kParticles.begin(), kParticles.end(),
                               [&](const Particle& particle) { return particle.closed == name; });
  return at == kParticles.end() ? nullptr : &*at;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// A Latin word.  File endings, words in capitals and single letters are spelled letter by letter: 엘, 엠, 엔
// and 알 close.  Other words are read as words: "pattern" closes (패턴), "chair" (체어) and "desk" (데스크)
// do not.
Ending latin_ending(std::string_view word, bool spelled) {
  const char last = lower(word.back());
  const bool capitals = std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (spelled || capitals || word.size() == 1) {
    if (last == 'l' || last == 'r') return Ending::L;
    return last == 'm' || last == 'n' ? Ending::Closed : Ending::Open;
  }
  const auto is_vowel = [](char c) {
    return std::string_view("aeiou").find(lower(c)) != std::string_view::npos;
  };
  // A silent e: "scene" is read 신, "table" 테이블.
  const std::size_t end =
      last == 'e' && word.size() > 2 && !is_vowel(word[word.size() - 2]) ? word.size() - 1 : word.size();
  const char sound = lower(word[end - 1]);
  if (sound == 'l') return Ending::L;
  if (sound == 'm' || sound == 'n') return Ending::Closed;
  if (end < word.size()) return Ending::Open;
  if (sound == 'g' && end > 1 && lower(word[end - 2]) == 'n') return Ending::Closed;
  // One of these after one vowel stands under the syllable: "map" 맵, "kit" 킷, "back" 백.
  const bool stop = std::string_view("bckpt").find(sound) != std::string_view::npos;
  std::size_t before = end - 1;
  if (sound == 'k' && before > 0 && lower(word[before - 1]) == 'c') --before;
  if (!stop || before == 0 || !is_vowel(word[before - 1])) return Ending::Open;
  const bool is_long = before > 1 && is_vowel(word[before - 2]);  // "coat" is read 코트, but "book" 북.
  return !is_long || (sound == 'k' && word.substr(before - 2, 2) == "oo") ? Ending::Closed : Ending::Open;
}

Ending digit_ending(char digit) {
  switch (digit) {
    case '1':
    case '7':
    case '8':
      return Ending::L;
    case '0':
    case '3':
    case '6':
      return Ending::Closed;
    default:
      return Ending::Open;
  }
}

Ending ending_of(std::string_view words) {
  constexpr auto kPassedOver =
      std::to_array<std::string_view>({"”", "’", "\"", "'", ")", "]", "`", " ", "."});
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view mark : kPassedOver)
      if (words.ends_with(mark)) {
        words.remove_suffix(mark.size());
        again = true;
      }
  }
  if (words.empty()) return Ending::Open;
  const char last = words.back();
  if (is_digit(last)) return digit_ending(last);
  if (is_letter(last)) {
    std::size_t start = words.size();
    while (start > 0 && is_letter(words[start - 1])) --start;
    // The ending of a file's name, also one such as "glb2" that has no letters before it.
    const bool spelled = start > 0 && (words[start - 1] == '.' || is_digit(words[start - 1]));
    return latin_ending(words.substr(start), spelled);
  }
  if (words.size() < 3) return Ending::Open;
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(words[words.size() - 3 + i]); };
  const std::uint32_t point =
      (byte(0) & 0x0Fu) << 12u | (byte(1) & 0x3Fu) << 6u | (byte(2) & 0x3Fu);  // A syllable has three bytes.
  if ((byte(0) & 0xF0u) != 0xE0u || point < 0xAC00u || point > 0xD7A3u) return Ending::Open;
  const std::uint32_t final_consonant = (point - 0xAC00u) % 28u;
  if (final_consonant == 8) return Ending::L;
  return final_consonant == 0 ? Ending::Open : Ending::Closed;
}

// An entry's English between its fillings.
struct Pattern {
  std::vector<std::string_view> literals;  // One more than there are fillings.
  std::size_t length = 0;                  // Of the literals together.
  std::string_view korean;
};

std::vector<Pattern> make_patterns() {
  std::vector<Pattern> patterns;
  patterns.reserve(kEntries.size());
  for (const MessageEntry& entry : kEntries) {
    Pattern pattern;
    pattern.korean = entry.korean;
    std::string_view rest = entry.english;
    for (std::size_t at = 0; (at = rest.find("{}")) != std::string_view::npos; rest.remove_prefix(at + 2))
      pattern.literals.push_back(rest.substr(0, at));
    pattern.literals.push_back(rest);
    for (const std::string_view literal : pattern.literals) pattern.length += literal.size();
    patterns.push_back(std::move(pattern));
  }
  return patterns;
}

const std::vector<Pattern>& patterns() {
  static const std::vector<Pattern> made = make_patterns();
  return made;
}

using Fillings = std::vector<std::string_view>;

bool match(const Pattern& pattern, std::string_view text, Fillings& fillings) {
  const std::string_view first = pattern.literals.front(), last = pattern.literals.back();
  if (pattern.literals.size() == 1) {
    fillings.clear();
    return text == first;
  }
  if (text.size() < pattern.length || !text.starts_with(first) || !text.ends_with(last)) return false;
  text.remove_prefix(first.size());
  text.remove_suffix(last.size());
  fillings.clear();
  for (std::size_t i = 1; i + 1 < pattern.literals.size(); ++i) {
    const std::size_t at = text.find(pattern.literals[i]);
    if (at == std::string_view::npos) return false;
    fillings.push_back(text.substr(0, at));
    text.remove_prefix(at + pattern.literals[i].size());
  }
  fillings.push_back(text);
  return true;
}

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_letter));
}

// One way to understand a text.
struct Reading {
  std::string korean;
  std::size_t left = 0;  // Letters that stay as they were: of names, and of what nobody knows.
};

// Translates one text and what is filled into it.  A sentence may be mistaken for a longer one that begins
// and ends like it, with half of it as a name; so every entry that fits is tried, and the reading that leaves
// least English is taken.  Each part is read once, however many readings it has a place in.
class Translator {
 public:
  Reading read(std::string_view text, std::size_t depth = 0) {
    if (const auto known = known_.find(text); known != known_.end()) return known->second;
    Reading best{std::string(text), letters_in(text)};
    std::size_t best_length = 0;
    if (depth > 0) name_field(text, best);
    Fillings fillings;
    for (const Pattern& pattern : patterns()) {
      if (depth > kDeepest || !match(pattern, text, fillings)) continue;
      Reading reading = fill(pattern.korean, fillings, depth);
      if (reading.left > best.left || (reading.left == best.left && pattern.length <= best_length)) continue;
      best = std::move(reading);
      best_length = pattern.length;
    }
    known_.emplace(text, best);
    return best;
  }

 private:
  // A field as the catalog's definitions call it.
  static void name_field(std::string_view text, Reading& reading) {
    for (const FieldDefinition& field : all_fields())
      if (field.key == text || field.en == text) reading = {std::string(field.ko), 0};
  }

  Reading fill(std::string_view korean, const Fillings& fillings, std::size_t depth) {
    Reading out;
    std::size_t next = 0;
    for (std::size_t at = 0; at < korean.size();) {
      const std::size_t close = korean[at] == '{' ? korean.find('}', at) : std::string_view::npos;
      if (close == std::string_view::npos) {
        out.korean += korean[at++];
        continue;
      }
      const std::string_view name = korean.substr(at + 1, close - at - 1);
      at = close + 1;
      if (!name.empty() && !is_digit(name[0])) {
        out.korean += particle_after(out.korean, name);
        continue;
      }
      const std::size_t place = name.empty() ? next++ : static_cast<std::size_t>(name[0] - '1');
      assert(place < fillings.size());
      const bool quoted = korean.substr(at).starts_with("”");
      const Reading filling = quoted ? Reading{std::string(fillings[place]), letters_in(fillings[place])}
                                     : read(fillings[place], depth + 1);
      out.korean += filling.korean;
      out.left += filling.left;
    }
    return out;
  }

  std::map<std::string_view, Reading> known_;  // Parts of the text that is being translated.
};

}  // namespace

std::span<const MessageEntry> message_entries() {
  return kEntries;
}

std::string in_korean(std::string_view english) {
  return Translator().read(english).korean;
}

std::string_view particle_after(std::string_view words, std::string_view particle) {
  const Particle* const forms = find_particle(particle);
  assert(forms != nullptr);
  switch (ending_of(words)) {
    case Ending::Closed:
      return forms->closed;
    case Ending::L:
      return forms->after_l;
    case Ending::Open:
      break;
  }
  return forms->open;
}

}  // namespace bandaji
