#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <unordered_map>

#include "assets/text.h"
#include "db/catalog_contents.h"
#include "db/index_facets.h"
#include "db/index_match.h"
#include "db/index_order.h"
#include "db/index_rows.h"
#include "db/search.h"
#include "db/search_text.h"

namespace bandaji {
namespace {

// Rows that died by edits cost scanning time; beyond this share building anew is cheaper.
bool too_many_dead(const IndexRows& rows) {
  return rows.dead() > 20'000 && rows.dead() > static_cast<std::size_t>(rows.living()) / 3;
}

// What grids ask for in one frame, many times over.
constexpr std::size_t kSummaryCache = 20'000;

}  // namespace

struct AssetIndex::Contents {
  IndexRows rows;
  std::int64_t change_count = 0;
  std::int64_t sequence = 0;
  // Computed when asked for; the owner is one thread.
  RowOrders orders;
  FacetTotals totals;
  std::vector<glm::vec3> palette_lab;
  std::unordered_map<Ordinal, AssetSummary> summaries;
  std::vector<std::uint8_t> mask;
  Ranks ranks;
  Ranks word_ranks;
  Ranks scratch;

  std::vector<Ordinal> matching(const ParsedQuery& query, bool& ranked);
  std::vector<Ordinal> sorted(std::vector<Ordinal> hits, const SearchRequest& request, bool ranked);
};

AssetIndex::AssetIndex() : contents_(std::make_unique<Contents>()) {}
AssetIndex::AssetIndex(AssetIndex&&) noexcept = default;
AssetIndex& AssetIndex::operator=(AssetIndex&&) noexcept = default;
AssetIndex::~AssetIndex() = default;

Result<AssetIndex> AssetIndex::build(const Catalog& catalog) {
  AssetIndex index;
  Contents& contents = *index.contents_;
  // Marked before reading: what is committed meanwhile is read again by the first follow().
  contents.change_count = catalog.change_count();
  contents.sequence = catalog.last_sequence();
  auto read = for_each_index_source(*catalog.contents_,
                                    [&](const IndexSource& source) { contents.rows.put(source, nullptr); });
  if (!read) {
    return tl::unexpected(read.error());
  }
  contents.rows.seal();
  return index;
}

Result<bool> AssetIndex::follow(const Catalog& catalog) {
  Contents& contents = *contents_;
  const std::int64_t count = catalog.change_count();
  if (count == contents.change_count) {
    return false;
  }
  const std::int64_t sequence = catalog.last_sequence();
  auto changed = catalog.changed_since(contents.sequence);
  if (!changed) {
    return tl::unexpected(changed.error());
  }
  if (too_many_dead(contents.rows) ||
      changed->size() > static_cast<std::size_t>(contents.rows.living()) / 2 + 1000) {
    auto anew = build(catalog);
    if (!anew) {
      return tl::unexpected(anew.error());
    }
    *this = std::move(*anew);
    return true;
  }
  std::vector<Ordinal> moved;
  for (const Id& id : *changed) {
    auto source = index_source(catalog, id);
    if (!source) {
      return tl::unexpected(source.error());  // Nothing is marked as read, so the next call tries again.
    }
    if (*source) {
      contents.rows.put(**source, &moved);
    } else {
      contents.rows.remove(id);
    }
  }
  contents.change_count = count;
  contents.sequence = sequence;
  contents.summaries.clear();
  contents.totals = {};
  contents.orders.update(contents.rows, moved);
  return !changed->empty();
}

std::int64_t AssetIndex::size() const {
  return contents_->rows.living();
}

const AssetSummary* AssetIndex::summary(const Id& id) const {
  Contents& contents = *contents_;
  const auto row = contents.rows.find(id);
  if (!row) {
    return nullptr;
  }
  if (const auto found = contents.summaries.find(*row); found != contents.summaries.end()) {
    return &found->second;
  }
  if (contents.summaries.size() >= kSummaryCache) {
    contents.summaries.clear();
  }
  return &contents.summaries.emplace(*row, contents.rows.summary(*row)).first->second;
}

std::vector<Ordinal> AssetIndex::Contents::matching(const ParsedQuery& query, bool& ranked) {
  mask.resize(rows.size());
  for (std::size_t row = 0; row < mask.size(); ++row) {
    const bool in_scope =
        query.trash == TrashScope::Both || (rows.trashed[row] != 0) == (query.trash == TrashScope::Only);
    mask[row] = static_cast<std::uint8_t>(rows.live[row] & static_cast<std::uint8_t>(in_scope));
  }
  for (const Condition& condition : query.conditions) {
    restrict_rows(rows, condition, palette_lab, mask);
  }
  ranked = false;
  std::string whole_name;
  for (const SearchWord& word : query.words) {
    rank_word(rows, word, word_ranks, scratch);
    if (word.negated) {
      for (std::size_t row = 0; row < mask.size(); ++row) {
        mask[row] &= static_cast<std::uint8_t>(word_ranks[row] == kMiss);
      }
      continue;
    }
    whole_name += keystrokes(word.text);
    if (!ranked) {
      ranks.swap(word_ranks);
      ranked = true;
      continue;
    }
    for (std::size_t row = 0; row < ranks.size(); ++row) {
      const unsigned sum = static_cast<unsigned>(ranks[row]) + word_ranks[row];
      const bool missed = ranks[row] == kMiss || word_ranks[row] == kMiss;
      ranks[row] = missed ? kMiss : static_cast<std::uint8_t>(std::min(sum, 254U));
    }
  }
  std::vector<Ordinal> hits;
  const std::uint32_t name = IndexRows::name_hash(whole_name);
  for (std::size_t row = 0; row < mask.size(); ++row) {
    if (!mask[row] || (ranked && ranks[row] == kMiss)) {
      continue;
    }
    hits.push_back(static_cast<Ordinal>(row));
    if (ranked && name != 0) {
      const auto& names = rows.name_hashes[row];
      if (names[0] == name || names[1] == name || names[2] == name) {
        ranks[row] = kExactName;
      }
    }
  }
  return hits;
}

std::vector<Ordinal> AssetIndex::Contents::sorted(std::vector<Ordinal> hits, const SearchRequest& request,
                                                  bool ranked) {
  const bool relevance = request.sort == SortField::Relevance;
  const SortField field = !relevance ? request.sort : ranked ? SortField::Name : SortField::Updated;
  const bool backwards = relevance ? !ranked : request.descending;
  const RowOrder& order = orders.get(rows, field);
  const bool by_rank = relevance && ranked;
  if (hits.size() < rows.size() / 16) {
    // Few: sort them by their places.
    std::sort(hits.begin(), hits.end(), [&](Ordinal a, Ordinal b) {
      if (by_rank && ranks[a] != ranks[b]) {
        return ranks[a] < ranks[b];
      }
      return backwards ? order.place[a] > order.place[b] : order.place[a] < order.place[b];
    });
    return hits;
  }
  // Many: walk the whole order and take what was hit, into one bucket a rank.
  scratch.assign(rows.size(), kMiss);
  std::array<std::size_t, 256> starts{};
  for (const Ordinal row : hits) {
    scratch[row] = by_rank ? ranks[row] : 0;
    ++starts[scratch[row] + std::size_t{1}];
  }
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  const auto take = [&](Ordinal row) {
    if (scratch[row] != kMiss) {
      hits[starts[scratch[row]]++] = row;
    }
  };
  if (backwards) {
    std::for_each(order.rows.rbegin(), order.rows.rend(), take);
  } else {
    std::for_each(order.rows.begin(), order.rows.end(), take);
  }
  return hits;
}

SearchResult AssetIndex::search(const SearchRequest& request) const {
  Contents& contents = *contents_;
  SearchResult result;
  ParsedQuery query = parse_query(request.query);
  bool ranked = false;
  std::vector<Ordinal> hits = contents.matching(query, ranked);
  result.searched = contents.totals.get(contents.rows).searched;
  if (request.count_facets) {
    result.facets = count_facets(contents.rows, hits, query, contents.totals);
  }
  result.ids = IdList(contents.rows.ids, contents.sorted(std::move(hits), request, ranked));
  result.problems = std::move(query.problems);
  return result;
}

std::optional<SortField> parse_sort_field(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, SortField>, 10> kNames = {
      {{"name", SortField::Name},
       {"number", SortField::Number},
       {"kind", SortField::Kind},
       {"status", SortField::Status},
       {"rating", SortField::Rating},
       {"created", SortField::Created},
       {"updated", SortField::Updated},
       {"triangles", SortField::Triangles},
       {"height", SortField::Height},
       {"relevance", SortField::Relevance}}};
  const auto found =
      std::find_if(kNames.begin(), kNames.end(), [&](const auto& entry) { return entry.first == name; });
  return found == kNames.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace bandaji
