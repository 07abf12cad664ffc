#include "app/ui/session.h"

#include <algorithm>
#include <unordered_set>

namespace bandaji {
namespace {

// Words of a query; quotes hold spaces together, also after "tag:".
std::vector<std::string> words_of(const std::string& query) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false;
  for (const char c : query) {
    if (c == '"') quoted = !quoted;
    if (c == ' ' && !quoted) {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else {
      word += c;
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

}  // namespace

std::string toggled_query(const std::string& query, const std::string& term, bool on) {
  std::vector<std::string> words = words_of(query);
  const auto found = std::find(words.begin(), words.end(), term);
  if (on) {
    if (found == words.end()) words.push_back(term);
    return joined(words);
  }
  if (found != words.end()) {
    words.erase(found);
    return joined(words);
  }
  // The person wrote it another way ("kind:의상"): every word of the same field goes.
  const std::string field = term.substr(0, term.find(':') + 1);
  if (!field.empty()) std::erase_if(words, [&](const std::string& word) { return word.starts_with(field); });
  return joined(words);
}

Session::Session(Library library, bool read_only)
    : library_(std::move(library)), read_only_(read_only), vocabulary_(library_.catalog().vocabulary()) {
  search(false);
}

void Session::set_query(std::string query) {
  if (query == query_) return;
  query_ = std::move(query);
  search(false);
}

void Session::set_order(const std::string& field, bool descending) {
  const SortField sort = parse_sort_field(field).value_or(SortField::Relevance);
  if (sort == sort_ && descending == descending_) return;
  sort_ = sort;
  descending_ = descending;
  search(false);
}

void Session::search(bool keep_order) {
  SearchRequest request;
  request.query = query_;
  request.sort = sort_;
  request.descending = descending_;
  SearchResult found = library_.index().search(request);
  if (keep_order && found.ids.size() == result_.ids.size() && found.ids.size() <= 20000) {
    // An edit of what one looks at must not make it jump to another place: as long as the same assets
    // are found they stay in the order in which they were found first.
    std::unordered_set<Id> before;
    for (const Id& id : result_.ids) before.insert(id);
    const bool same =
        std::all_of(found.ids.begin(), found.ids.end(), [&](const Id& id) { return before.contains(id); });
    if (same) found.ids = result_.ids;
  }
  result_ = std::move(found);
  ++result_serial_;
}

std::optional<std::size_t> Session::focus_index() const {
  if (focus_of_.result == result_serial_ && focus_of_.selection == selection_.revision()) return focus_at_;
  focus_of_ = {result_serial_, selection_.revision()};
  const Id& focus = selection_.focus();
  const std::size_t count = result_.ids.size();
  // Arrow keys step to a neighbor, so it is looked for from where it was outwards.
  const std::size_t from = focus_at_ && *focus_at_ < count ? *focus_at_ : 0;
  focus_at_.reset();
  if (focus.empty()) return focus_at_;
  for (std::size_t step = 0; step < count && (step <= from || from + step < count); ++step) {
    if (step <= from && result_.ids.view(from - step) == focus) focus_at_ = from - step;
    if (from + step < count && result_.ids.view(from + step) == focus) focus_at_ = from + step;
    if (focus_at_) break;
  }
  return focus_at_;
}

const std::vector<Id>& Session::selected() const {
  if (selected_of_.result != result_serial_ || selected_of_.selection != selection_.revision()) {
    selected_of_ = {result_serial_, selection_.revision()};
    selected_ = selection_.in_order(result_.ids);
  }
  return selected_;
}

Result<void> Session::apply(const Change& change) {
  const auto applied = library_.apply(change);
  refresh();
  return applied;
}

Result<void> Session::undo() {
  const auto undone = library_.undo();
  refresh();
  return undone;
}

Result<void> Session::redo() {
  const auto redone = library_.redo();
  refresh();
  return redone;
}

void Session::refresh() {
  ++data_revision_;
  vocabulary_ = library_.catalog().vocabulary();
  search(true);
}

Result<bool> Session::follow() {
  const auto changed = library_.follow();
  if (changed && *changed) refresh();
  return changed;
}

// From the index, which has counted them: the engine would go through every tag of every asset.
std::vector<std::pair<std::string, std::int64_t>> Session::known_tags() const {
  std::vector<std::pair<std::string, std::int64_t>> tags;
  const auto take = [&](const SearchResult& all) {
    for (const Facet& facet : all.facets)
      if (facet.key == "tag")
        for (const FacetValue& value : facet.values) tags.emplace_back(value.key, value.count);
  };
  if (query_.empty())
    take(result_);
  else
    take(library_.index().search({}));
  std::sort(tags.begin(), tags.end());
  return tags;
}

bool Session::load_records() {
  if (loaded_data_ == data_revision_ && loaded_selection_ == selection_.revision()) return false;
  const Catalog& catalog = library_.catalog();
  if (loaded_data_ != data_revision_) {
    tags_ = known_tags();
    production_ = catalog.production();
    // Those whose import was undone; what a filter hides stays selected.
    for (const Id& id : selection_.outside(result_.ids))
      if (!catalog.asset(id)) selection_.remove(id);
  }
  loaded_data_ = data_revision_;
  loaded_selection_ = selection_.revision();

  details_.reset();
  if (!selection_.focus().empty()) {
    if (auto asset = catalog.asset(selection_.focus())) {
      Details details;
      details.asset = std::move(*asset);
      details.versions = catalog.versions(details.asset.id);
      details.decisions = catalog.decisions(details.asset.id);
      details.review = catalog.review_state(details.asset.id);
      details.activity = catalog.activity(details.asset.id, 100);
      details_ = std::move(details);
    }
  }
  const std::vector<Id>& all = selected();
  const std::vector<Id> ids(all.begin(),
                            all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), kBatchShown)));
  batch_ = ids.size() == 1 && details_ ? std::vector<Asset>{details_->asset} : catalog.assets(ids);
  return true;
}

}  // namespace bandaji
