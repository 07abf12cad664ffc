#include <algorithm>
#include <unordered_map>

#include "app/ui/vocabulary/vocabulary_panel.h"
#include "db/search.h"

namespace bandaji {
namespace {

struct Tree {
  std::vector<const Term*> roots;
  std::unordered_map<const Term*, std::vector<const Term*>> below;
  std::unordered_map<const Term*, std::int64_t> uses;  // With those below.
};

class RowMaker {
 public:
  explicit RowMaker(VocabularyPanel& panel) : panel_(panel), vocabulary_(*panel.vocabulary) {}

  void facet(std::span<const Term> terms) {
    Tree tree;
    for (const Term& term : terms) {
      if (!wanted(term)) continue;
      // With a search or a filter the terms above are shown too, so that the tree stays one.
      for (const Term* at = &term; at != nullptr && shown_.insert(at).second; at = shown_above(*at)) {
        const Term* above = shown_above(*at);
        (above != nullptr ? tree.below[above] : tree.roots).push_back(at);
      }
    }
    if (tree.roots.empty()) return;
    for (auto& [term, below] : tree.below) std::sort(below.begin(), below.end());  // As in the file.
    std::sort(tree.roots.begin(), tree.roots.end());
    VocabularyRow row{terms.front().facet};
    for (const Term* root : tree.roots) row.uses += count(tree, root);
    row.has_children = true;
    row.open = is_open(row.facet);
    panel_.rows.push_back(row);
    if (!row.open) return;
    for (const Term* root : tree.roots) add(tree, root, 1);
  }

 private:
  bool is_open(std::string_view id) const { return filters() || panel_.open.contains(id); }
  bool filters() const { return !panel_.search.empty() || panel_.only_own || panel_.only_used; }

  const Term* shown_above(const Term& term) const {
    const Term* above = vocabulary_.above(term);
    return above != nullptr && !above->gone && above->facet == term.facet ? above : nullptr;
  }

  bool wanted(const Term& term) const {
    if (term.gone || (term.retired && !panel_.with_retired && panel_.search.empty())) return false;
    if (panel_.only_own && !term.own) return false;
    if (panel_.only_used && uses_of(panel_, term.key) == 0) return false;
    if (panel_.search.empty()) return true;
    if (term.key == panel_.search) return true;
    for (const std::string_view text : {term.ko, term.en, term.romanized, term.aliases})
      if (!match_ranges(text, panel_.search).empty()) return true;
    return false;
  }

  std::int64_t count(Tree& tree, const Term* term) {
    std::int64_t uses = uses_of(panel_, term->key);
    for (const Term* below : tree.below[term]) uses += count(tree, below);
    tree.uses[term] = uses;
    return uses;
  }

  void add(Tree& tree, const Term* term, int depth) {
    const std::vector<const Term*>& below = tree.below[term];
    VocabularyRow row{term->facet, term, depth, !below.empty()};
    row.open = row.has_children && is_open(term->key);
    row.uses = row.open ? uses_of(panel_, term->key) : tree.uses[term];
    panel_.rows.push_back(row);
    if (!row.open) return;
    for (const Term* each : below) add(tree, each, depth + 1);
  }

  VocabularyPanel& panel_;
  const Vocabulary& vocabulary_;
  std::set<const Term*> shown_;
};

}  // namespace

std::int64_t uses_of(const VocabularyPanel& panel, std::string_view key) {
  const auto found = panel.counts.find(std::string(key));
  return found == panel.counts.end() ? 0 : found->second;
}

void make_vocabulary_rows(VocabularyPanel& panel, const std::shared_ptr<const Vocabulary>& vocabulary,
                          const UiModel& model) {
  if (panel.vocabulary != vocabulary || panel.revision != model.data_revision) {
    panel.vocabulary = vocabulary;
    panel.revision = model.data_revision;
    panel.counts = count_term_uses(model.library->catalog(), &model.library->index());
    panel.made_for.clear();
    if (!panel.wanted.empty()) {  // What was just added is what one looks at.
      for (const Term& term : vocabulary->terms())
        if (term.own && !term.gone && term.ko == panel.wanted) panel.chosen = term.key;
      panel.wanted.clear();
      panel.mode = VocabularyPanel::Mode::Term;
      panel.show_chosen = true;
    }
    if (const Term* term = vocabulary->find(panel.chosen); term != nullptr && term->gone)
      panel.chosen = term->facet;
  }
  if (panel.show_chosen)  // Its place in the tree is opened.
    if (const Term* term = vocabulary->find(panel.chosen)) {
      panel.open.emplace(term->facet);
      for (const Term* at = vocabulary->above(*term); at != nullptr; at = vocabulary->above(*at))
        panel.open.emplace(at->key);
    }
  std::string now = panel.search + (panel.only_used ? "\nu" : "\n") + (panel.only_own ? "o" : "") +
                    (panel.with_retired ? "r" : "");
  for (const std::string& id : panel.open) now += "\n" + id;
  if (now == panel.made_for) return;
  panel.made_for = std::move(now);
  panel.rows.clear();
  RowMaker maker(panel);
  const std::span<const Term> terms = vocabulary->terms();
  for (std::size_t at = 0; at < terms.size();) {
    const std::span<const Term> facet = vocabulary->facet(terms[at].facet);
    maker.facet(facet);
    at += facet.size();
  }
}

}  // namespace bandaji
