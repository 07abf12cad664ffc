// The rules of dress of the vocabulary (facet rule), their notes taken apart.  Only for db/hints.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/hints.h"
#include "db/vocabulary.h"

namespace bandaji {

// Years, ends included.
struct Period {
  int from = -10'000;
  int to = 10'000;
  bool meets(const Period& other) const { return from <= other.to && other.from <= to; }
};

// "era=joseon;garment=g_jeogui;color=deep red;conf=high [S10]"
struct DressRule {
  const Term* term;
  std::vector<std::string_view> pieces;     // Terms of garments, headwear … that the note names.
  std::vector<std::string_view> mentioned;  // Those that only its sentence names.
  std::vector<std::string_view> colors;     // Words: "deep red", "navy".
  std::optional<Period> period;
  std::string source;
  HintTrust trust = HintTrust::Unsure;
};

const std::vector<DressRule>& dress_rules();

// The years of an era, or of the nearest one above it that has some.
std::optional<Period> period_of(std::string_view era, const Vocabulary& vocabulary);
// Whether a term of facet color is what a rule calls by this word; empty when nobody can say.
std::optional<bool> is_color(std::string_view term, std::string_view word, const Vocabulary& vocabulary);

}  // namespace bandaji
