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

struct Hint {
  std::string rule;  // Term of facet rule.
  Id look;
  Id asset;              // The piece it is about; empty when it is about the whole look.
  bool differs = false;  // The look has a near relative of what the rule names: black where it says red.
  std::string ko;        // The rule.
  std::string en;
  std::string source;  // "S8": mark in the term's note; empty when nobody wrote down where it is from.
  HintTrust trust = HintTrust::Unsure;
  Id waiver;  // Set when somebody waived it.
  std::string reason;

  std::string place() const { return look; }  // What a waiver names.
};

// The rules for the rank of the look's character that say something about what the look consists of; those
// that the look differs from first.
std::vector<Hint> hints_for_look(const Catalog& catalog, const Id& look);
std::vector<Hint> all_hints(const Catalog& catalog);  // Of every live look.

}  // namespace bandaji
