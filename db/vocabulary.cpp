#include "db/vocabulary.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>
#include <string>
#include <utility>

#include "assets/text.h"
#include "db/production.h"

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

std::string_view from_name(std::string_view facet, std::span<const ShortName> names, std::string_view name,
                           const Vocabulary& vocabulary) {
  const std::string lower = to_lower_ascii(name);
  if (const std::string_view key = from_short_names(names, lower); !key.empty()) {
    return key;
  }
  const Term* term = find_term(facet, name, vocabulary);
  return term ? term->key : std::string_view();
}

std::string joined(std::initializer_list<std::string_view> names) {
  std::string all;
  for (const std::string_view name : names) {
    if (!name.empty()) {
      all += (all.empty() ? "" : ";") + std::string(name);
    }
  }
  return all;
}

// Whether one of the ';'-separated names is this one; both in lower case.
bool has_alias(std::string_view aliases, std::string_view wanted) {
  for (std::size_t start = 0; start < aliases.size();) {
    const std::size_t end = std::min(aliases.find(';', start), aliases.size());
    if (to_lower_ascii(aliases.substr(start, end - start)) == wanted) {
      return true;
    }
    start = end + 1;
  }
  return false;
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
  index();
}

void Vocabulary::index() {
  by_key_.resize(terms_.size());
  std::iota(by_key_.begin(), by_key_.end(), 0U);
  std::sort(by_key_.begin(), by_key_.end(),
            [this](std::uint32_t a, std::uint32_t b) { return terms_[a].key < terms_[b].key; });
}

std::string_view Vocabulary::keep(std::string text) {
  return text.empty() ? std::string_view() : std::string_view(texts_.emplace_back(std::move(text)));
}

const Vocabulary& Vocabulary::shipped() {
  static const Vocabulary vocabulary(vocabulary_lines());
  return vocabulary;
}

void Vocabulary::apply(const StudioTerm& change, std::vector<Term>& own) {
  const bool live = change.state == RecordState::Live;
  Term* term = nullptr;
  if (const Term* shipped = find(change.key)) {
    if (!live) {
      return;
    }
    term = &terms_[static_cast<std::size_t>(shipped - terms_.data())];
    term->ko = change.ko.empty() ? term->ko : keep(change.ko);
    term->en = change.en.empty() ? term->en : keep(change.en);
    term->aliases = change.aliases.empty() ? term->aliases : keep(joined({term->aliases, change.aliases}));
  } else {
    const auto known =
        std::find_if(own.begin(), own.end(), [&](const Term& one) { return one.key == change.key; });
    if (known != own.end() && !live) {
      return;
    }
    term = known != own.end() ? &*known : &own.emplace_back();
    *term = {keep(change.facet),  keep(change.key),       keep(change.ko),
             keep(change.en),     keep(change.romanized), keep(joined({change.hanja, change.aliases})),
             keep(change.parent), keep(change.note)};
    term->own = true;
    term->gone = !live;
  }
  term->merged_into = keep(change.merged_into);
  term->retired = change.retired || !live || !term->merged_into.empty();
  term->color = keep(change.color);
  term->approves = keep(change.approves);
}

std::shared_ptr<const Vocabulary> Vocabulary::with(std::span<const StudioTerm> terms) {
  if (terms.empty()) {
    return {std::shared_ptr<void>(), &shipped()};  // Owns nothing: it lives as long as the program.
  }
  std::shared_ptr<Vocabulary> made(new Vocabulary);
  made->terms_ = shipped().terms_;
  made->by_key_ = shipped().by_key_;
  std::vector<Term> own;
  for (const bool live : {false, true}) {
    for (const StudioTerm& term : terms) {
      if ((term.state == RecordState::Live) == live) {
        made->apply(term, own);
      }
    }
  }
  for (const Term& term : own) {
    const auto of_facet = made->facet(term.facet);
    const auto behind =
        of_facet.empty() ? made->terms_.size()
                         : static_cast<std::size_t>(of_facet.data() + of_facet.size() - made->terms_.data());
    made->terms_.insert(made->terms_.begin() + static_cast<std::ptrdiff_t>(behind), term);
  }
  made->index();
  made->cut_loops();
  return made;
}

// Checked when they are written; but two programs that each take something back can make one.
void Vocabulary::cut_loops() {
  for (Term& term : terms_) {
    if (!term.own && term.merged_into.empty()) {
      continue;
    }
    std::size_t steps = 0;
    for (const Term* at = above(term); at != nullptr; at = above(*at)) {
      if (at == &term || ++steps > terms_.size()) {
        (term.merged_into.empty() ? term.parent : term.merged_into) = {};
        break;
      }
    }
  }
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

const Term* Vocabulary::above(const Term& term) const {
  const std::string_view key = term.merged_into.empty() ? term.parent : term.merged_into;
  return key.empty() ? nullptr : find(key);
}

bool Vocabulary::is_within(std::string_view key, std::string_view ancestor) const {
  for (const Term* term = find(key); term; term = above(*term)) {  // There are no loops.
    if (term->key == ancestor) {
      return true;
    }
  }
  return false;
}

std::string_view Vocabulary::current(std::string_view key) const {
  const Term* term = find(key);
  while (term != nullptr && !term->merged_into.empty()) {
    const Term* next = find(term->merged_into);
    if (next == nullptr) {
      break;
    }
    term = next;
  }
  return term == nullptr ? key : term->key;
}

std::string_view bare_key(std::string_view key) {
  const std::size_t bar = key.find('_');
  return bar == std::string_view::npos ? key : key.substr(bar + 1);
}

const Term* find_term(std::string_view facet, std::string_view name, const Vocabulary& vocabulary) {
  const std::span<const Term> terms = vocabulary.facet(facet);
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
  for (const bool retired : {false, true}) {
    for (const bool aliases : {false, true}) {
      const Term* found = nullptr;
      int count = 0;
      for (const Term& term : terms) {
        const bool fits = term.retired == retired && !term.gone &&
                          (aliases ? has_alias(term.aliases, wanted)
                                   : to_lower_ascii(term.ko) == wanted || to_lower_ascii(term.en) == wanted ||
                                         term.romanized == wanted);
        if (fits) {
          found = &term;
          ++count;
        }
      }
      if (count > 0) {
        return count == 1 ? vocabulary.find(vocabulary.current(found->key)) : nullptr;
      }
    }
  }
  return nullptr;
}

std::string_view facet_label(std::string_view facet, bool korean) {
  struct Label {
    std::string_view facet, ko, en;
  };
  static constexpr auto kLabels = std::to_array<Label>({
      {"asset_kind", "자산 종류", "Asset kinds"},
      {"era", "시대", "Eras"},
      {"role", "배역 신분", "Roles"},
      {"garment", "복식", "Garments"},
      {"garment_part", "옷의 부분", "Parts of garments"},
      {"modern_garment", "현대 의복", "Modern garments"},
      {"fabric", "원단", "Fabrics"},
      {"construction", "제작 기법", "Construction"},
      {"pattern_technique", "무늬 기법", "Pattern techniques"},
      {"motif", "무늬", "Motifs"},
      {"accessory", "장신구", "Accessories"},
      {"headwear", "쓰개", "Headwear"},
      {"footwear", "신발", "Footwear"},
      {"hair", "머리 모양", "Hair"},
      {"makeup", "분장", "Makeup"},
      {"face_chart_field", "분장 차트 칸", "Face chart fields"},
      {"set_space", "공간", "Spaces"},
      {"architecture", "건축", "Architecture"},
      {"furniture", "가구·기물", "Furniture"},
      {"prop_class", "소품 분류", "Prop classes"},
      {"set_document_field", "세트 서류 칸", "Set document fields"},
      {"continuity_field", "연속성 칸", "Continuity fields"},
      {"condition", "물품 상태", "Conditions"},
      {"status", "결재 상태", "Statuses"},
      {"set_status", "세트 제작 단계", "Build statuses"},
      {"department_role", "담당", "Departments"},
      {"workflow", "작업 과정", "Workflow"},
      {"document", "문서", "Documents"},
      {"event", "행사", "Occasions"},
      {"season", "계절", "Seasons"},
      {"demographic", "착용 구분", "Worn by"},
      {"measurement", "치수 항목", "Measurements"},
      {"unit", "단위", "Units"},
      {"acquisition", "확보 방법", "Acquisition"},
      {"genre", "장르", "Genres"},
      {"color", "색", "Colors"},
      {"color_system", "색 체계", "Color systems"},
      {"rule", "복식 지식", "Rules of dress"},
  });
  const auto found =
      std::find_if(kLabels.begin(), kLabels.end(), [&](const Label& label) { return label.facet == facet; });
  return found == kLabels.end() ? facet : korean ? found->ko : found->en;
}

std::string_view kind_short_name(std::string_view key) {
  return short_name(kKindNames, key);
}
std::string_view kind_from_name(std::string_view name, const Vocabulary& vocabulary) {
  return from_name("asset_kind", kKindNames, name, vocabulary);
}
std::string_view status_short_name(std::string_view key) {
  return short_name(kStatusNames, key);
}
std::string_view status_from_name(std::string_view name, const Vocabulary& vocabulary) {
  return from_name("status", kStatusNames, name, vocabulary);
}
std::string_view role_from_name(std::string_view name, const Vocabulary& vocabulary) {
  return from_name("department_role", kRoleNames, name, vocabulary);
}

bool is_approved(std::string_view status, const Vocabulary& vocabulary) {
  static constexpr std::array<std::string_view, 5> kApproved = {"st_approved", "st_conditional", "st_final",
                                                                "st_locked", "st_confirmed_shoot"};
  const Term* term = vocabulary.find(status);
  if (term != nullptr && !term->approves.empty()) {
    return term->approves == "yes";
  }
  return std::find(kApproved.begin(), kApproved.end(), status) != kApproved.end();
}

}  // namespace bandaji
