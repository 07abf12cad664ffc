#include "db/hints.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "db/hint_rules.h"
#include "db/record_reads.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

// The terms a piece has in these fields.
std::vector<std::string> terms_of(const Asset& asset, std::initializer_list<const char*> fields) {
  std::vector<std::string> terms;
  for (const char* field : fields) {
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

Match match(const Vocabulary& vocabulary, std::string_view piece, std::string_view worn) {
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

// A look with what it is compared by.
struct Wearing {
  const Look* look;
  const Character* owner;
  std::optional<Period> period;
  std::string era_ko, era_en;
  std::vector<Asset> assets;
};

// Its own era, else those of the production: from the first to the last of them.
void find_period(const Vocabulary& vocabulary, const std::string& production_eras, Wearing& wearing) {
  const std::string& eras = wearing.owner->era.empty() ? production_eras : wearing.owner->era;
  for (std::size_t start = 0; start < eras.size();) {
    const std::size_t end = std::min(eras.find(';', start), eras.size());
    const std::string_view era = std::string_view(eras).substr(start, end - start);
    start = end + 1;
    wearing.era_ko += (wearing.era_ko.empty() ? "" : ", ") + std::string(vocabulary.label(era, true));
    wearing.era_en += (wearing.era_en.empty() ? "" : ", ") + std::string(vocabulary.label(era, false));
    const auto period = period_of(era, vocabulary);
    if (!period) {  // Fantasy is of any time.
      wearing.period.reset();
      return;
    }
    wearing.period = wearing.period ? Period{std::min(wearing.period->from, period->from),
                                             std::max(wearing.period->to, period->to)}
                                    : *period;
  }
}

std::optional<Hint> hint_of_rule(const Vocabulary& vocabulary, const DressRule& rule,
                                 const Wearing& wearing) {
  const Term* term = vocabulary.find(rule.term->key);
  if (term == nullptr || !term->is_offered() ||
      !vocabulary.is_within(wearing.owner->role, rule.term->parent) ||
      (rule.period && wearing.period && !rule.period->meets(*wearing.period))) {
    return std::nullopt;
  }
  Hint hint;
  hint.rule = rule.term->key;
  hint.look = wearing.look->id;
  hint.ko = rule.term->ko;
  hint.en = rule.term->en;
  hint.source = rule.source;
  hint.trust = rule.trust;
  bool concerned = false;
  bool same = false;
  const Asset* worn = nullptr;
  for (const Asset& asset : wearing.assets) {
    for (const std::string& kind : terms_of(asset, {"garment_type", "headwear_type", "accessory_type",
                                                    "footwear_type", "hair_type", "makeup_type"})) {
      const auto meets = [&](Match found) {
        if (found != Match::None && (!concerned || found == Match::Same)) {
          hint.asset = asset.id;
          worn = &asset;
        }
        concerned = concerned || found != Match::None;
        same = same || found == Match::Same;
      };
      for (const std::string_view piece : rule.pieces) {
        meets(match(vocabulary, piece, kind));
      }
      for (const std::string_view piece : rule.mentioned) {
        // A sentence about dangui says nothing of a lady's other clothes.
        meets(vocabulary.is_within(kind, piece) ? Match::Same : Match::None);
      }
    }
  }
  if (!concerned) {
    return std::nullopt;
  }
  hint.differs = !same;
  // In the color that is written down for it; one that fits is enough.
  bool compared = false;
  bool fits = false;
  for (const std::string& color : terms_of(*worn, {"color"})) {
    for (const std::string_view word : rule.colors) {
      const auto is = is_color(color, word, vocabulary);
      compared = compared || is.has_value();
      fits = fits || is.value_or(false);
    }
  }
  if (same && compared && !fits) {
    hint.differs = true;
    hint.about = HintAbout::Color;
  }
  return hint;
}

// A piece that is said to be of a time its wearer does not live in.
std::optional<Hint> hint_of_era(const Vocabulary& vocabulary, const Asset& asset, const Wearing& wearing) {
  if (!wearing.period) {
    return std::nullopt;
  }
  std::string_view era;
  for (const std::string& one : terms_of(asset, {"era"})) {
    const auto period = period_of(one, vocabulary);
    if (!period || period->meets(*wearing.period)) {
      return std::nullopt;
    }
    era = vocabulary.find(one)->key;
  }
  if (era.empty()) {
    return std::nullopt;
  }
  Hint hint;
  hint.rule = kPieceEra;
  hint.look = wearing.look->id;
  hint.asset = asset.id;
  hint.differs = true;
  hint.about = HintAbout::Era;
  hint.source = asset.number;
  const std::string& ko = asset.name_ko.empty() ? asset.name_en : asset.name_ko;
  const std::string& en = asset.name_en.empty() ? asset.name_ko : asset.name_en;
  hint.ko = fmt::format("{} ({}): 기록된 시대는 {}, 입는 인물의 시대는 {}", ko, asset.number,
                        vocabulary.label(era, true), wearing.era_ko);
  hint.en = fmt::format("{} ({}): recorded as {}, worn by somebody of {}", en, asset.number,
                        vocabulary.label(era, false), wearing.era_en);
  return hint;
}

std::vector<Hint> hints_of(const Catalog& catalog, const Look& look, const Character& owner,
                           const std::vector<Waiver>& waivers) {
  const auto kept = catalog.vocabulary();
  const Vocabulary& vocabulary = *kept;
  Wearing wearing{&look, &owner, {}, {}, {}, {}};
  const Production production = catalog.production();
  const auto eras = production.details.find("eras");
  find_period(vocabulary, eras == production.details.end() ? std::string() : eras->second, wearing);
  for (const LookItem& item : records_where<LookItem>(catalog, "look", look.id)) {
    if (auto asset = catalog.asset(item.asset)) {
      wearing.assets.push_back(std::move(*asset));
    }
  }
  std::vector<Hint> hints;
  const auto add = [&](std::optional<Hint> hint) {
    if (!hint) {
      return;
    }
    for (const Waiver& waiver : waivers) {
      if (waiver.rule == hint->rule && waiver.place == hint->place()) {
        hint->waiver = waiver.id;
        hint->reason = waiver.reason;
      }
    }
    hints.push_back(std::move(*hint));
  };
  for (const Asset& asset : wearing.assets) {
    add(hint_of_era(vocabulary, asset, wearing));
  }
  if (!owner.role.empty()) {
    for (const DressRule& rule : dress_rules()) {
      add(hint_of_rule(vocabulary, rule, wearing));
    }
  }
  std::stable_sort(hints.begin(), hints.end(),
                   [](const Hint& a, const Hint& b) { return a.differs && !b.differs; });
  return hints;
}

}  // namespace

std::string Hint::place() const {
  return rule == kPieceEra ? look + "/" + asset : look;
}

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
