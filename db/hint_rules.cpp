#include "db/hint_rules.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace bandaji {
namespace {

std::string_view note_value(std::string_view note, std::string_view key) {
  for (std::size_t start = 0; start < note.size();) {
    const std::size_t end = std::min(note.find(';', start), note.size());
    const std::string_view part = note.substr(start, end - start);
    if (part.size() > key.size() && part.starts_with(key) && part[key.size()] == '=') {
      return part.substr(key.size() + 1, part.find(" [") - key.size() - 1);
    }
    start = end + 1;
  }
  return {};
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, start), text.size());
    if (end > start) {
      parts.push_back(text.substr(start, end - start));
    }
    start = end + 1;
  }
  return parts;
}

// The first number of four digits, or of three after a bracket: "1444+", "(960)".
std::optional<int> year_in(std::string_view text) {
  for (std::size_t at = 0; at + 3 <= text.size(); ++at) {
    if (text[at] < '0' || text[at] > '9') {
      continue;
    }
    int year = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), year);
    if (error == std::errc() && end - (text.data() + at) >= 3) {
      return year;
    }
  }
  return std::nullopt;
}

struct NamedPeriod {
  std::string_view name;
  Period period;
};

// By the keys of the facet; their notes say the same in words.
constexpr std::array kEras = {
    NamedPeriod{"era_gojoseon", {-2333, -108}},
    NamedPeriod{"era_buyeo", {-200, 400}},
    NamedPeriod{"era_samguk", {-57, 668}},
    NamedPeriod{"era_goguryeo", {-37, 668}},
    NamedPeriod{"era_baekje", {-18, 660}},
    NamedPeriod{"era_silla", {-57, 935}},
    NamedPeriod{"era_gaya", {42, 562}},
    NamedPeriod{"era_nambuk", {698, 926}},
    NamedPeriod{"era_uni_silla", {668, 935}},
    NamedPeriod{"era_balhae", {698, 926}},
    NamedPeriod{"era_husamguk", {892, 936}},
    NamedPeriod{"era_goryeo", {918, 1392}},
    NamedPeriod{"era_goryeo_early", {918, 1170}},
    NamedPeriod{"era_goryeo_mu", {1170, 1270}},
    NamedPeriod{"era_goryeo_won", {1270, 1356}},
    NamedPeriod{"era_goryeo_late", {1356, 1392}},
    NamedPeriod{"era_joseon", {1392, 1897}},
    NamedPeriod{"era_joseon_early", {1392, 1592}},
    NamedPeriod{"era_joseon_mid", {1592, 1700}},
    NamedPeriod{"era_joseon_late", {1700, 1863}},
    NamedPeriod{"era_joseon_end", {1863, 1897}},
    NamedPeriod{"era_gaehwa", {1876, 1910}},
    NamedPeriod{"era_empire", {1897, 1910}},
    NamedPeriod{"era_colonial", {1910, 1945}},
    NamedPeriod{"era_col_1910", {1910, 1919}},
    NamedPeriod{"era_col_1920", {1920, 1929}},
    NamedPeriod{"era_col_1930", {1930, 1939}},
    NamedPeriod{"era_col_wartime", {1937, 1945}},
    NamedPeriod{"era_liberation", {1945, 1950}},
    NamedPeriod{"era_war", {1950, 1953}},
    NamedPeriod{"era_1950", {1950, 1959}},
    NamedPeriod{"era_1960", {1960, 1969}},
    NamedPeriod{"era_1970", {1970, 1979}},
    NamedPeriod{"era_1980", {1980, 1989}},
    NamedPeriod{"era_1990", {1990, 1999}},
    NamedPeriod{"era_2000", {2000, 2009}},
    NamedPeriod{"era_2010", {2010, 2019}},
    NamedPeriod{"era_modern", {1953, 2100}},
    NamedPeriod{"era_contemporary", {2010, 2100}},
};

// As the notes of rules name times; the first that begins the text counts.
constexpr std::array kWords = {
    NamedPeriod{"late joseon-empire", {1700, 1910}},
    NamedPeriod{"late joseon", {1700, 1897}},
    NamedPeriod{"joseon-empire", {1392, 1910}},
    NamedPeriod{"joseon", {1392, 1897}},
    NamedPeriod{"empire", {1897, 1910}},
    NamedPeriod{"goryeo_early", {918, 1170}},
    NamedPeriod{"goryeo", {918, 1392}},
    NamedPeriod{"baekje", {-18, 660}},
    NamedPeriod{"silla", {-57, 935}},
    NamedPeriod{"wartime", {1937, 1945}},
};

std::optional<Period> period_in(std::string_view note) {
  // A law of a year holds from then on, until the order it belongs to ended.
  if (const auto year = year_in(note_value(note, "year"))) {
    return Period{*year, *year < 1910 ? 1910 : 2100};
  }
  const std::string_view era = note_value(note, "era");
  for (const NamedPeriod& known : kEras) {
    if (era == known.name) {
      return known.period;
    }
  }
  for (const NamedPeriod& known : kWords) {
    if (era.starts_with(known.name)) {
      Period period = known.period;
      if (const auto from = year_in(era)) {
        period.from = *from;
      }
      return period;
    }
  }
  return std::nullopt;
}

// Whether the name stands in the sentence as the beginning of a word: 당의 in "궁녀 당의·원삼에는".
bool mentions(std::string_view sentence, std::string_view name) {
  for (std::size_t at = sentence.find(name); at != std::string_view::npos; at = sentence.find(name, at + 1)) {
    if (at == 0 || std::string_view(" (+,/").find(sentence[at - 1]) != std::string_view::npos ||
        sentence.substr(0, at).ends_with("·")) {
      return true;
    }
  }
  return false;
}

std::vector<DressRule> read_rules() {
  const Vocabulary& vocabulary = Vocabulary::shipped();
  std::vector<DressRule> rules;
  for (const Term& term : vocabulary.facet("rule")) {
    DressRule rule{&term, {}, {}, {}, period_in(term.note), {}, HintTrust::Unsure};
    for (const std::string_view key : {"garment", "set", "badge"}) {
      for (const std::string_view piece : split(note_value(term.note, key), "+/")) {
        if (vocabulary.find(piece) != nullptr) {
          rule.pieces.push_back(piece);
        }
      }
    }
    for (const char* facet : {"garment", "headwear", "accessory", "footwear", "hair"}) {
      for (const Term& piece : vocabulary.facet(facet)) {
        // Names of one syllable are also parts of other words.
        if (piece.ko.size() >= 6 && mentions(term.ko, piece.ko)) {
          rule.mentioned.push_back(piece.key);
        }
      }
    }
    rule.colors = split(note_value(term.note, "color"), "+/");
    for (std::size_t at = term.note.find("[S"); at != std::string_view::npos;
         at = term.note.find("[S", at + 1)) {
      const std::size_t end = term.note.find(']', at);
      rule.source += (rule.source.empty() ? "" : ", ") + std::string(term.note.substr(at + 1, end - at - 1));
    }
    const std::string_view confidence = note_value(term.note, "conf");
    rule.trust = confidence.starts_with("convention")                     ? HintTrust::ScreenConvention
                 : confidence.starts_with("conflict")                     ? HintTrust::Disputed
                 : confidence.starts_with("high") && !rule.source.empty() ? HintTrust::Sourced
                                                                          : HintTrust::Unsure;
    rules.push_back(std::move(rule));
  }
  return rules;
}

struct ColorWord {
  std::string_view word;
  std::string_view family;  // Of the terms' notes; empty: only the keys.
  std::string_view keys;    // Terms besides, or instead.
};

constexpr std::array kColorWords = {
    ColorWord{"red", "red", "co_daehong co_dahong co_dohong"},
    ColorWord{"deep red", "red", "co_daehong co_dahong"},
    ColorWord{"yellow", "yellow", ""},
    ColorWord{"purple-red", "purple", "co_jajeok co_ggotja"},
    ColorWord{"black", "", "co_heuk co_chi co_meok co_acheong co_heukcheong co_cheonghyeon"},
    ColorWord{"a-cheong", "", "co_acheong co_heukcheong co_cheonghyeon"},
    ColorWord{"deep blue", "", "co_simcheong co_cheong co_cheonghyeon co_guncheong co_sungnam co_gam"},
    ColorWord{"navy", "", "co_nam co_gam co_sungnam co_jjok co_heukcheong co_guncheong"},
    ColorWord{"jade", "", "co_ok co_bi co_baekok co_yangnok"},
};

}  // namespace

const std::vector<DressRule>& dress_rules() {
  static const std::vector<DressRule> all = read_rules();
  return all;
}

std::optional<Period> period_of(std::string_view era, const Vocabulary& vocabulary) {
  for (const Term* term = vocabulary.find(era); term != nullptr; term = vocabulary.above(*term)) {
    const auto known = std::find_if(kEras.begin(), kEras.end(),
                                    [&](const NamedPeriod& one) { return one.name == term->key; });
    if (known != kEras.end()) {
      return known->period;
    }
  }
  return std::nullopt;
}

std::optional<bool> is_color(std::string_view key, std::string_view word, const Vocabulary& vocabulary) {
  const auto meant = std::find_if(kColorWords.begin(), kColorWords.end(),
                                  [&](const ColorWord& one) { return one.word == word; });
  const Term* term = vocabulary.find(vocabulary.current(key));
  if (meant == kColorWords.end() || term == nullptr) {
    return std::nullopt;
  }
  const auto keys = split(meant->keys, " ");
  for (; term != nullptr;
       term = vocabulary.above(*term)) {  // A color of the studio is like the one above it.
    if (std::find(keys.begin(), keys.end(), term->key) != keys.end()) {
      return true;
    }
    const std::string_view family = note_value(term->note, "family");
    if (!family.empty()) {
      return !meant->family.empty() && family == meant->family;
    }
    if (!term->own) {
      return false;
    }
  }
  return std::nullopt;
}

}  // namespace bandaji
