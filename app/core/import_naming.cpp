#include "app/core/import_naming.h"

#include <algorithm>
#include <array>
#include <vector>

#include "assets/text.h"
#include "db/search_text.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

// Vocabulary facets whose terms are things, and the kind of thing where the term's parents do not say.
struct ThingFacet {
  std::string_view facet;
  std::string_view kind;
  // Short Latin words of the other facets are too often something else ("bit", "ham", "base").
  std::size_t shortest_latin;
};
constexpr auto kThingFacets = std::to_array<ThingFacet>({
    {"garment", "ak_garment", 3},
    {"modern_garment", "ak_garment", 4},
    {"headwear", "ak_headwear", 3},
    {"footwear", "ak_footwear", 4},
    {"accessory", "ak_accessory", 4},
    {"hair", "ak_hair", 5},
    {"furniture", "ak_furniture", 4},
    {"prop_class", "ak_prop", 4},
    {"set_space", "ak_set", 4},
    {"architecture", "ak_set_unit", 5},
});

bool is_latin(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool has_hangul(std::string_view text) {
  // U+1100..U+11FF, U+3130..U+318F and U+AC00..U+D7A3 as UTF-8 lead bytes.
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    if (byte(i) == 0xE1 && byte(i + 1) >= 0x84 && byte(i + 1) <= 0x87) return true;
    if (byte(i) == 0xE3 && byte(i + 1) >= 0x84 && byte(i + 1) <= 0x86) return true;
    if (byte(i) >= 0xEA && byte(i) <= 0xED && (byte(i) != 0xEA || byte(i + 1) >= 0xB0)) return true;
  }
  return false;
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(
      utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// " red silk dangui 2 ": lower case, one space between words and at both ends; "RedSilk" is two words.
std::string as_words(std::string_view text) {
  std::string words = " ";
  char before = ' ';
  for (const char c : text) {
    const bool letter = is_lower(c) || is_upper(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    const bool starts_word =
        (is_upper(c) && is_lower(before)) || (is_digit(c) != is_digit(before) && before != ' ');
    if ((!letter || starts_word) && words.back() != ' ') words += ' ';
    if (letter) words += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    before = letter ? c : ' ';
  }
  if (words.back() != ' ') words += ' ';
  return words;
}

// The parts of a label that name the thing: "full costume / ensemble" and "silk (class)" without brackets.
std::vector<std::string> spellings(std::string_view label) {
  std::vector<std::string> parts;
  std::string part;
  int depth = 0;
  const auto finish = [&] {
    std::string words = as_words(part);
    if (words.size() > 2) parts.push_back(std::move(words));
    part.clear();
  };
  for (const char c : label) {
    if (c == '(') ++depth;
    if (depth == 0) {
      if (c == '/' || c == ';') {
        finish();
      } else {
        part += c;
      }
    }
    if (c == ')' && depth > 0) --depth;
  }
  finish();
  return parts;
}

// Where the last mention of the term ends in the words; 0 when it is not mentioned.
std::size_t mention_end(const std::string& words, const std::string& spelling, std::size_t shortest_latin) {
  const std::string bare = spelling.substr(1, spelling.size() - 2);
  if (is_latin(bare)) {
    if (bare.size() < shortest_latin) return 0;
    const std::size_t at = words.rfind(spelling);
    return at == std::string::npos ? 0 : at + spelling.size() - 1;
  }
  // A single syllable is a word only when it stands alone.
  const bool alone = characters(bare) < 2;
  const std::size_t at = words.rfind(alone ? spelling : bare);
  if (at == std::string::npos) return 0;
  return at + (alone ? spelling.size() - 1 : bare.size());
}

// Whether only words that describe follow: "red", "silk", "v2", "final".
bool only_description(std::string_view words, const Vocabulary& vocabulary) {
  static constexpr auto kDescribing =
      std::to_array<std::string_view>({"final", "new", "old", "copy", "rig", "rigged", "low", "high", "lod",
                                       "clean", "dirty", "aged", "a", "b", "c", "l", "r", "left", "right"});
  while (!words.empty()) {
    const std::size_t space = words.find(' ');
    const std::string_view word = words.substr(0, space);
    words = space == std::string_view::npos ? std::string_view() : words.substr(space + 1);
    const bool number = std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c) || c == 'v'; });
    if (word.empty() || number ||
        std::find(kDescribing.begin(), kDescribing.end(), word) != kDescribing.end())
      continue;
    bool described = false;
    for (const std::string_view facet : {"color", "fabric"}) {
      for (const Term& term : vocabulary.facet(facet)) {
        described = described || as_words(term.en).find(" " + std::string(word) + " ") != std::string::npos ||
                    term.romanized == word;
      }
    }
    if (!described) return false;
  }
  return true;
}

std::string_view kind_of(const Term& term, std::string_view otherwise, const Vocabulary& vocabulary) {
  const Term* at = &term;
  for (int steps = 0; at != nullptr && steps < 8; ++steps) {
    if (at->key.starts_with("ak_") && at->merged_into.empty()) return at->key;
    at = vocabulary.above(*at);
  }
  return otherwise;
}

// What took the place of a term that was merged; retired terms name nothing new.
const Term& in_use(const Term& term, const Vocabulary& vocabulary) {
  const Term* now = vocabulary.find(vocabulary.current(term.key));
  return now != nullptr ? *now : term;
}

// File names that exporters write whatever the thing is, and folders that name a format.
bool says_nothing(std::string_view lower) {
  static constexpr auto kNames = std::to_array<std::string_view>({"scene",
                                                                  "model",
                                                                  "models",
                                                                  "untitled",
                                                                  "mesh",
                                                                  "object",
                                                                  "geometry",
                                                                  "export",
                                                                  "exports",
                                                                  "source",
                                                                  "output",
                                                                  "out",
                                                                  "main",
                                                                  "default",
                                                                  "root",
                                                                  "asset",
                                                                  "assets",
                                                                  "3d",
                                                                  "gltf",
                                                                  "glb",
                                                                  "obj",
                                                                  "fbx",
                                                                  "dae",
                                                                  "stl",
                                                                  "ply",
                                                                  "blend",
                                                                  "usd",
                                                                  "gltf-binary",
                                                                  "gltf-embedded",
                                                                  "gltf-draco",
                                                                  "gltf-quantized",
                                                                  "textures",
                                                                  "files",
                                                                  "download",
                                                                  "downloads"});
  return lower.empty() || std::find(kNames.begin(), kNames.end(), lower) != kNames.end();
}

std::string tidy(std::string_view name) {
  std::string text;
  for (const char c : name) {
    const char out = c == '_' || static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    if (out == ' ' && (text.empty() || text.back() == ' ')) continue;
    text += out;
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace

std::string title_from_path(const std::filesystem::path& path) {
  const std::string own = tidy(to_nfc(to_utf8(path.stem())));
  std::filesystem::path at = path;
  std::string title = own;
  for (int steps = 0; steps < 4 && says_nothing(to_lower_ascii(title)); ++steps) {
    const std::filesystem::path parent = at.parent_path();
    if (parent == at || parent.filename().empty()) return own.empty() ? "?" : own;
    at = parent;
    title = tidy(to_nfc(to_utf8(at.filename())));
  }
  return says_nothing(to_lower_ascii(title)) ? (own.empty() ? "?" : own) : title;
}

RecordName name_record(std::string_view title, const Vocabulary& vocabulary) {
  RecordName name;
  (has_hangul(title) ? name.ko : name.en) = std::string(title);
  const std::string words = as_words(title);
  for (const ThingFacet& thing : kThingFacets) {
    for (const Term& named : vocabulary.facet(thing.facet)) {
      const Term& term = in_use(named, vocabulary);
      if (!term.is_offered()) continue;
      if (!name.ko.empty() ? as_words(term.ko) != words : as_words(term.romanized) != words) continue;
      if (name.ko.empty()) name.ko = std::string(term.ko);
      if (name.en.empty()) name.en = std::string(term.en);
      name.romanized = std::string(term.romanized);
      return name;
    }
  }
  if (!name.ko.empty()) name.romanized = romanize(name.ko);
  return name;
}

std::string guess_kind(std::string_view title, const Vocabulary& vocabulary) {
  const std::string words = as_words(title);
  std::string_view kind;
  std::size_t best_end = 0;
  std::size_t best_length = 0;
  for (const ThingFacet& thing : kThingFacets) {
    for (const Term& term : vocabulary.facet(thing.facet)) {
      if (!in_use(term, vocabulary).is_offered()) continue;
      for (const std::string_view label : {term.ko, term.romanized, term.en, term.aliases}) {
        for (const std::string& spelling : spellings(label)) {
          const std::size_t end = mention_end(words, spelling, thing.shortest_latin);
          // English words are too common to mean the thing anywhere in a name: "ClearCoatTest" is no coat.
          if (end != 0 && label.data() == term.en.data() &&
              !only_description(std::string_view(words).substr(end + 1), vocabulary))
            continue;
          if (end == 0 || end < best_end || (end == best_end && spelling.size() <= best_length)) continue;
          best_end = end;
          best_length = spelling.size();
          kind = kind_of(term, thing.kind, vocabulary);
        }
      }
    }
  }
  return std::string(kind);
}

}  // namespace bandaji
