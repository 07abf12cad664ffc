#include "db/hints.h"

#include <algorithm>
#include <set>

#include "db/record_reads.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

// A rule of the vocabulary, its note taken apart: "era=joseon;garment=g_jeogui;color=deep red;conf=high
// [S10]".
struct Rule {
  const Term* term;
  std::vector<std::string_view> pieces;  // Terms of garments, headwear …
  std::string source;
  HintTrust trust = HintTrust::Unsure;
};

std::string_view note_value(std::string_view note, std::string_view key) {
  for (std::size_t start = 0; start < note.size();) {
    const std::size_t end = std::min(note.find(';', start), note.size());
    const std::string_view part = note.substr(start, end - start);
    if (part.size() > key.size() && part.starts_with(key) && part[key.size()] == '=') {
      return part.substr(key.size() + 1);
    }
    start = end + 1;
  }
  return {};
}

std::vector<Rule> read_rules() {
  std::vector<Rule> rules;
  for (const Term& term : Vocabulary::shipped().facet("rule")) {
    Rule rule{&term, {}, {}, HintTrust::Unsure};
    for (const std::string_view key : {"garment", "set", "badge"}) {
      std::string_view pieces = note_value(term.note, key);
      pieces = pieces.substr(0, pieces.find(" ["));
      for (std::size_t start = 0; start < pieces.size();) {
        const std::size_t end = std::min(pieces.find_first_of("+/", start), pieces.size());
        const std::string_view piece = pieces.substr(start, end - start);
        if (Vocabulary::shipped().find(piece) != nullptr) {
          rule.pieces.push_back(piece);
        }
        start = end + 1;
      }
    }
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

const std::vector<Rule>& rules() {
  static const std::vector<Rule> all = read_rules();
  return all;
}

// The terms that say what a piece is.
std::vector<std::string> terms_of(const Asset& asset) {
  std::vector<std::string> terms;
  for (const char* field :
       {"garment_type", "headwear_type", "accessory_type", "footwear_type", "hair_type", "makeup_type"}) {
    const auto value = asset.fields.find(field);
    for (std::size_t start = 0; value != asset.fields.end() && start < value->second.size();) {
      const std::size_t end = std::min(value->second.find(';', start), value->second.size());
      terms.push_back(value->second.substr(start, end - start));
      start = end + 1;
    }
  }
  return terms;
}

enum class Match : std::uint8_t { None, Same, Relative };

Match match(std::string_view piece, std::string_view worn) {
  const Vocabulary& vocabulary = Vocabulary::shipped();
  if (vocabulary.is_within(worn, piece) || vocabulary.is_within(piece, worn)) {
    return Match::Same;
  }
  const Term* a = vocabulary.find(piece);
  const Term* b = vocabulary.find(worn);
  // Two kinds of one garment, a red and a black gollyongpo, are named after it; hats of one shelf are not.
  const bool siblings = a != nullptr && b != nullptr && !a->parent.empty() && a->parent == b->parent;
  const auto is_kind = [&](const Term& term) {
    return term.key.starts_with(term.parent) && term.key.size() > term.parent.size();
  };
  return siblings && is_kind(*a) && is_kind(*b) ? Match::Relative : Match::None;
}

std::vector<Hint> hints_of(const Catalog& catalog, const Look& look, const Character& owner,
                           const std::vector<Waiver>& waivers) {
  std::vector<Hint> hints;
  const Vocabulary& vocabulary = Vocabulary::shipped();
  if (owner.role.empty()) {
    return hints;
  }
  std::vector<Asset> assets;
  for (const LookItem& item : records_where<LookItem>(catalog, "look", look.id)) {
    if (auto asset = catalog.asset(item.asset)) {
      assets.push_back(std::move(*asset));
    }
  }
  for (const Rule& rule : rules()) {
    if (!vocabulary.is_within(owner.role, rule.term->parent)) {
      continue;
    }
    Hint hint;
    hint.rule = rule.term->key;
    hint.look = look.id;
    hint.ko = rule.term->ko;
    hint.en = rule.term->en;
    hint.source = rule.source;
    hint.trust = rule.trust;
    bool concerned = false;
    bool same = false;
    for (const Asset& asset : assets) {
      for (const std::string& worn : terms_of(asset)) {
        for (const std::string_view piece : rule.pieces) {
          const Match found = match(piece, worn);
          if (found != Match::None && (!concerned || found == Match::Same)) {
            hint.asset = asset.id;
          }
          concerned = concerned || found != Match::None;
          same = same || found == Match::Same;
        }
      }
    }
    if (!concerned) {
      continue;
    }
    hint.differs = !same;
    for (const Waiver& waiver : waivers) {
      if (waiver.rule == hint.rule && waiver.place == hint.place()) {
        hint.waiver = waiver.id;
        hint.reason = waiver.reason;
      }
    }
    hints.push_back(std::move(hint));
  }
  std::stable_sort(hints.begin(), hints.end(),
                   [](const Hint& a, const Hint& b) { return a.differs && !b.differs; });
  return hints;
}

}  // namespace

std::vector<Hint> hints_for_look(const Catalog& catalog, const Id& id) {
  const auto look = record<Look>(catalog, id);
  const auto owner =
      look ? record<Character>(catalog, look->character) : Result<Character>(tl::unexpected(look.error()));
  return owner ? hints_of(catalog, *look, *owner, live_records<Waiver>(catalog)) : std::vector<Hint>();
}

std::vector<Hint> all_hints(const Catalog& catalog) {
  std::vector<Hint> hints;
  const auto waivers = live_records<Waiver>(catalog);
  for (const Character& owner : live_records<Character>(catalog)) {
    for (const Look& look : looks_of(catalog, owner.id)) {
      auto of_look = hints_of(catalog, look, owner, waivers);
      std::move(of_look.begin(), of_look.end(), std::back_inserter(hints));
    }
  }
  return hints;
}

}  // namespace bandaji
