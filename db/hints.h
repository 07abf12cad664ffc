// What is known of dress, rank and color, beside the looks it concerns (G9): hints with
// their source, never errors.  Productions break these rules on purpose; a waiver records why.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/catalog.h"
#include "db/production.h"

namespace bandaji {

enum class HintTrust : std::uint8_t { Sourced, Unsure, Disputed, ScreenConvention };

// What a hint compares.
enum class HintAbout : std::uint8_t {
  Rank,   // Who may wear it.
  Color,  // In which color.
  Era,    // When.
};

struct Hint {
  std::string rule;  // Term of facet rule; kPieceEra for a piece of another time than its wearer.
  Id look;
  Id asset;              // The piece it is about; empty when it is about the whole look.
  bool differs = false;  // The look has a near relative of what the rule names: black where it says red.
  HintAbout about = HintAbout::Rank;
  std::string ko;  // The rule.
  std::string en;
  // "S8": mark in the term's note; the number of the asset whose era is compared; empty when nobody wrote
  // down where it is from.
  std::string source;
  HintTrust trust = HintTrust::Unsure;
  Id waiver;  // Set when somebody waived it.
  std::string reason;

  std::string place() const;  // What a waiver names.
  std::string id() const { return rule + ":" + place(); }
};
inline constexpr std::string_view kPieceEra = "piece_era";

// The rules for the rank of the look's character and the time it lives in (its own era, else those of the
// production) that say something about what the look consists of; those that the look differs from first.
// Eras without years, such as fantasy, fit every rule.
std::vector<Hint> hints_for_look(const Catalog& catalog, const Id& look);
std::vector<Hint> all_hints(const Catalog& catalog);  // Of every live look.

}  // namespace bandaji
