#include "db/vocabulary.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>
#include <string>
#include <utility>

#include "assets/text.h"

namespace bandaji {

std::span<const std::string_view> vocabulary_lines();  // Generated from vocabulary.tsv.

namespace {

struct ShortName {
  std::string_view key;
  std::string_view name;   // Printed.
  std::string_view other;  // Also understood.
};

// Kinds not listed use their key without "ak_".
constexpr std::array kKindNames = {
    ShortName{"ak_sfx", "prosthetic", "sfx"},
    ShortName{"ak_set_dressing", "dressing", "set-dressing"},
    ShortName{"ak_special_costume", "special-costume", "special"},
    ShortName{"ak_facial_hair", "facial-hair", "beard"},
    ShortName{"ak_set_unit", "set-unit", "flat"},
    ShortName{"ak_action_prop", "action-prop", "hero-prop"},
    ShortName{"ak_graphic_prop", "graphic-prop", "graphic"},
    ShortName{"ak_food_prop", "food-prop", "food"},
    ShortName{"ak_model3d", "model", "model3d"},
    ShortName{"ak_reference", "reference", "ref"},
    ShortName{"ak_prop", "prop", "props"},
};

constexpr std::array kStatusNames = {
    ShortName{"st_revise", "changes", "revision"},
    ShortName{"st_conditional", "conditions", "conditional"},
    ShortName{"st_onhold", "hold", "on-hold"},
    ShortName{"st_camtest", "camera-test", "camtest"},
    ShortName{"st_pending_director", "awaiting-director", "pending-director"},
    ShortName{"st_onset", "on-set", "onset"},
    ShortName{"st_reqimg", "image-requested", "reqimg"},
    ShortName{"st_confirmed_shoot", "shot", "confirmed"},
};

constexpr std::array kRoleNames = {
    ShortName{"dr_artdir", "art_director", "art-director"},
    ShortName{"dr_costume", "costume_designer", "costume"},
    ShortName{"dr_makeup", "makeup", "makeup_designer"},
    ShortName{"dr_producer", "producer", "pd"},
    ShortName{"dr_setdesign", "set_designer", "set-designer"},
    ShortName{"dr_ad", "assistant_director", "ad"},
    ShortName{"dr_dop", "cinematographer", "dop"},
    ShortName{"dr_propmaster", "prop_master", "prop-master"},
};

std::string_view from_short_names(std::span<const ShortName> names, std::string_view name) {
  for (const ShortName& entry : names) {
    if (name == entry.name || name == entry.other) {
      return entry.key;
    }
  }
  return {};
}

std::string_view short_name(std::span<const ShortName> names, std::string_view key) {
  for (const ShortName& entry : names) {
    if (key == entry.key) {
      return entry.name;
    }
  }
  return bare_key(key);
}

std::string_view from_name(std::string_view facet, std::span<const ShortName> names, std::string_view name) {
  const std::string lower = to_lower_ascii(name);
  if (const std::string_view key = from_short_names(names, lower); !key.empty()) {
    return key;
  }
  const Term* term = find_term(facet, name);
  return term ? term->key : std::string_view();
}

}  // namespace

Vocabulary::Vocabulary(std::span<const std::string_view> lines) {
  terms_.reserve(lines.size());
  for (const std::string_view line : lines) {
    std::array<std::string_view, 8> columns;
    std::size_t start = 0;
    for (std::string_view& column : columns) {
      const std::size_t end = std::min(line.find('\t', start), line.size());
      column = line.substr(start, end - start);
      start = std::min(end + 1, line.size());
    }
    terms_.push_back(
        {columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], columns[6], columns[7]});
  }
  by_key_.resize(terms_.size());
  std::iota(by_key_.begin(), by_key_.end(), 0U);
  std::sort(by_key_.begin(), by_key_.end(),
            [this](std::uint32_t a, std::uint32_t b) { return terms_[a].key < terms_[b].key; });
}

const Vocabulary& Vocabulary::shipped() {
  static const Vocabulary vocabulary(vocabulary_lines());
  return vocabulary;
}

const Term* Vocabulary::find(std::string_view key) const {
  const auto found =
      std::lower_bound(by_key_.begin(), by_key_.end(), key,
                       [this](std::uint32_t a, std::string_view b) { return terms_[a].key < b; });
  return found != by_key_.end() && terms_[*found].key == key ? &terms_[*found] : nullptr;
}

std::span<const Term> Vocabulary::facet(std::string_view facet) const {
  const auto first =
      std::find_if(terms_.begin(), terms_.end(), [&](const Term& term) { return term.facet == facet; });
  const auto last = std::find_if(first, terms_.end(), [&](const Term& term) { return term.facet != facet; });
  return {first, last};
}

std::vector<const Term*> Vocabulary::children(std::string_view key) const {
  std::vector<const Term*> found;
  for (const Term& term : terms_) {
    if (term.parent == key && !key.empty()) {
      found.push_back(&term);
    }
  }
  return found;
}

std::string_view Vocabulary::label(std::string_view key, bool korean) const {
  const Term* term = find(key);
  if (!term) {
    return key;
  }
  return korean || term->en.empty() ? term->ko : term->en;
}

bool Vocabulary::is_within(std::string_view key, std::string_view ancestor) const {
  // The table has no cycles (tested), so this ends.
  for (const Term* term = find(key); term; term = find(term->parent)) {
    if (term->key == ancestor) {
      return true;
    }
  }
  return false;
}

std::string_view bare_key(std::string_view key) {
  const std::size_t bar = key.find('_');
  return bar == std::string_view::npos ? key : key.substr(bar + 1);
}

const Term* find_term(std::string_view facet, std::string_view name) {
  const std::span<const Term> terms = Vocabulary::shipped().facet(facet);
  const std::string wanted = to_lower_ascii(to_nfc(name));
  if (wanted.empty()) {
    return nullptr;
  }
  for (const Term& term : terms) {
    if (wanted == term.key || wanted == bare_key(term.key)) {
      return &term;
    }
  }
  // Labels before aliases; a label that two terms share (상복 常服, 喪服) names neither.
  for (const bool aliases : {false, true}) {
    const Term* found = nullptr;
    int count = 0;
    for (const Term& term : terms) {
      bool fits = false;
      if (!aliases) {
        fits = to_lower_ascii(term.ko) == wanted || to_lower_ascii(term.en) == wanted ||
               term.romanized == wanted;
      } else {
        for (std::size_t start = 0; start < term.aliases.size() && !fits;) {
          const std::size_t end = std::min(term.aliases.find(';', start), term.aliases.size());
          fits = to_lower_ascii(term.aliases.substr(start, end - start)) == wanted;
          start = end + 1;
        }
      }
      if (fits) {
        found = &term;
        ++count;
      }
    }
    if (count == 1) {
      return found;
    }
    if (count > 1) {
      return nullptr;
    }
  }
  return nullptr;
}

std::string_view kind_short_name(std::string_view key) {
  return short_name(kKindNames, key);
}
std::string_view kind_from_name(std::string_view name) {
  return from_name("asset_kind", kKindNames, name);
}
std::string_view status_short_name(std::string_view key) {
  return short_name(kStatusNames, key);
}
std::string_view status_from_name(std::string_view name) {
  return from_name("status", kStatusNames, name);
}
std::string_view role_from_name(std::string_view name) {
  return from_name("department_role", kRoleNames, name);
}

}  // namespace bandaji
