#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "assets/text.h"
#include "db/catalog_contents.h"
#include "db/index_collections.h"
#include "db/index_facets.h"
#include "db/index_match.h"
#include "db/index_order.h"
#include "db/index_rows.h"
#include "db/index_snapshot.h"
#include "db/record_reads.h"
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
  // Kept between searches to save their allocation.
  std::vector<std::uint8_t> mask;
  Ranks ranks;
  Ranks word_ranks;
  Ranks scratch;
  std::vector<Ordinal> gathered;
  IndexCollections collections;
  std::vector<CustomField> own_fields;  // The studio's own of assets, as a query may name them.

  // What lives beside the rows and is read whole: collections and own fields.
  Result<void> read_records(const Catalog& catalog);
  ParsedQuery parsed(std::string_view query) const {
    return parse_query(query, *rows.vocabulary(), own_fields);
  }

  using Mask = std::vector<std::uint8_t>;
  // Collections of one search: each is worked out once, and one that names itself, by whatever way, holds
  // nothing by that.
  struct Pass {
    std::unordered_map<Id, Mask> made;
    std::unordered_set<Id> open;
  };
  // What a query finds, as one byte a row, without ranks.
  Mask found_by(const ParsedQuery& query, Pass& pass);
  const Mask& within(const IndexedCollection& collection, Pass& pass);
  void keep_collections(const Condition& condition, Mask& keep, Pass& pass);

  // Rows that meet the query, ascending; how well stands in `ranks`, kMiss for all others.
  std::span<const Ordinal> matching(const ParsedQuery& query, bool& ranked);
  std::vector<Ordinal> sorted(std::span<const Ordinal> hits, const SearchRequest& request, bool ranked);
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
  contents.rows = IndexRows(catalog.vocabulary());
  auto read = for_each_index_source(*catalog.contents_,
                                    [&](const IndexSource& source) { contents.rows.put(source, nullptr); });
  if (!read) {
    return tl::unexpected(read.error());
  }
  contents.rows.seal();
  if (auto records = contents.read_records(catalog); !records) {
    return tl::unexpected(records.error());
  }
  return index;
}

Result<void> AssetIndex::Contents::read_records(const Catalog& catalog) {
  auto read = IndexCollections::read(catalog);
  if (!read) {
    return tl::unexpected(read.error());
  }
  collections = std::move(*read);
  own_fields = live_records<CustomField>(catalog);
  // Those of other records, and what the program itself notes, are not what a search for assets names.
  std::erase_if(own_fields, [](const CustomField& field) {
    return field.unit.starts_with("bandaji:") ||
           (field.applies_to != "asset" && record_type_from_name(field.applies_to).has_value());
  });
  return {};
}

Result<AssetIndex> AssetIndex::open(const Catalog& catalog, const std::filesystem::path& file,
                                    std::int64_t keep_from) {
  // Reading so many records again takes as long as keeping the whole anew.
  constexpr std::int64_t kWorthRenewing = 5'000;
  const auto fits = [&](const IndexSnapshot& kept) {
    return catalog.history_mark(kept.sequence) == kept.mark;
  };
  std::int64_t missed = 0;
  Result<AssetIndex> index;
  if (auto kept = read_snapshot(file, fits)) {
    Contents& contents = *index->contents_;
    contents.rows = std::move(kept->rows);
    contents.rows.relabel(
        catalog.vocabulary());  // What is kept knows shipped terms, or those of an earlier time.
    contents.orders = std::move(kept->orders);
    contents.sequence = kept->sequence;
    contents.change_count = -1;  // Whatever it is, it is read.
    missed = catalog.last_sequence() - kept->sequence;
    if (auto followed = index->follow(catalog); !followed) {
      return tl::unexpected(followed.error());
    }
    if (missed < kWorthRenewing) {
      return index;
    }
  }
  if (!index->contents_->rows.is_flat()) {
    index = build(catalog);
  }
  if (index && index->size() >= keep_from) {
    Contents& contents = *index->contents_;
    for (const SortField field : {SortField::Name, SortField::Updated}) {
      (void)contents.orders.get(contents.rows, field);  // What lists begin with.
    }
    IndexSnapshot snapshot{contents.sequence, catalog.history_mark(contents.sequence),
                           std::move(contents.rows), std::move(contents.orders)};
    (void)write_snapshot(file, snapshot);
    contents.rows = std::move(snapshot.rows);
    contents.orders = std::move(snapshot.orders);
  }
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
  const auto records = changed_records_since(catalog, contents.sequence);
  if (!records) {
    return tl::unexpected(records.error());
  }
  const std::vector<Id> owners = subjects_of_own_values(*catalog.contents_, *records);
  changed->insert(changed->end(), owners.begin(), owners.end());
  if (too_many_dead(contents.rows) ||
      changed->size() > static_cast<std::size_t>(contents.rows.living()) / 2 + 1000) {
    auto anew = build(catalog);
    if (!anew) {
      return tl::unexpected(anew.error());
    }
    *this = std::move(*anew);
    return true;
  }
  auto vocabulary = catalog.vocabulary();
  const bool relabels = vocabulary != contents.rows.vocabulary();
  // After what was kept is read it knows none yet.
  bool rereads = contents.change_count == -1;
  for (const auto& [type, id] : *records) {
    rereads = rereads || type == RecordType::Collection || type == RecordType::CollectionItem ||
              type == RecordType::CustomField;
  }
  if (rereads) {
    if (auto read = contents.read_records(catalog); !read) {
      return tl::unexpected(read.error());
    }
  }
  if (relabels) {
    contents.rows.relabel(std::move(vocabulary));
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
  return relabels || rereads || !changed->empty();
}

void AssetIndex::handed_over() {
  contents_->change_count = -1;  // Every connection counts for itself.
}

std::int64_t AssetIndex::size() const {
  return contents_->rows.living();
}

std::unordered_map<std::string, std::int64_t> AssetIndex::count_terms() const {
  const IndexRows& rows = contents_->rows;
  const FacetCounts& all = contents_->totals.get(rows).counts;
  std::unordered_map<std::string, std::int64_t> counts;
  const auto add = [&](const std::string& key, std::int64_t count) {
    if (count > 0) {
      counts[key] += count;
    }
  };
  for (std::size_t i = 0; i < rows.kind_keys.size(); ++i) {
    add(rows.kind_keys[i], all.kinds[i]);
  }
  for (std::size_t i = 0; i < rows.status_keys.size(); ++i) {
    add(rows.status_keys[i], all.statuses[i]);
  }
  for (std::size_t i = 0; i < rows.label_table.size(); ++i) {
    if (rows.label_table[i].field >= 0) {
      add(rows.label_table[i].key, all.labels[i]);
    }
  }
  return counts;
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

namespace {

void keep_both(std::vector<std::uint8_t>& keep, const std::vector<std::uint8_t>& other) {
  for (std::size_t row = 0; row < keep.size(); ++row) {
    keep[row] &= other[row];
  }
}
void keep_either(std::vector<std::uint8_t>& keep, const std::vector<std::uint8_t>& other) {
  for (std::size_t row = 0; row < keep.size(); ++row) {
    keep[row] |= other[row];
  }
}

}  // namespace

AssetIndex::Contents::Mask AssetIndex::Contents::found_by(const ParsedQuery& query, Pass& pass) {
  Mask keep;
  keep_in_scope(rows, query.trash, keep);
  for (const Condition& condition : query.conditions) {
    if (condition.subject == Subject::Collection) {
      keep_collections(condition, keep, pass);
    } else {
      restrict_rows(rows, condition, palette_lab, keep);
    }
  }
  Ranks met, more;
  for (const SearchWord& word : query.words) {
    rank_word(rows, word, met, more);
    for (std::size_t row = 0; row < keep.size(); ++row) {
      keep[row] &= static_cast<std::uint8_t>((met[row] != kMiss) != word.negated);
    }
  }
  return keep;
}

// What people put in, what its query finds, and what is in the collections inside it.  A query inside another
// one narrows that.
const AssetIndex::Contents::Mask& AssetIndex::Contents::within(const IndexedCollection& collection,
                                                               Pass& pass) {
  if (const auto made = pass.made.find(collection.id); made != pass.made.end()) {
    return made->second;
  }
  Mask found(rows.size(), 0);
  if (!pass.open.insert(collection.id).second) {
    return pass.made.emplace("", std::move(found)).first->second;
  }
  if (!collection.query.empty()) {
    Mask own = found_by(parsed(collection.query), pass);
    std::unordered_set<Id> above{collection.id};
    for (const IndexedCollection* outer = collections.find(collection.parent);
         outer != nullptr && !outer->query.empty() && above.insert(outer->id).second;
         outer = collections.find(outer->parent)) {
      keep_both(own, found_by(parsed(outer->query), pass));
    }
    keep_either(found, own);
  }
  for (const Id& id : collection.items) {
    if (const auto row = rows.find(id)) {
      found[*row] = 1;
    }
  }
  for (const IndexedCollection* inner : collections.inside(collection.id)) {
    keep_either(found, within(*inner, pass));
  }
  pass.open.erase(collection.id);
  return pass.made.insert_or_assign(collection.id, std::move(found)).first->second;
}

void AssetIndex::Contents::keep_collections(const Condition& condition, Mask& keep, Pass& pass) {
  Mask found(rows.size(), 0);
  for (const std::string& name : condition.values) {
    for (const IndexedCollection* collection : collections.named(name)) {
      keep_either(found, within(*collection, pass));
    }
  }
  for (std::size_t row = 0; row < keep.size(); ++row) {
    keep[row] &= static_cast<std::uint8_t>(found[row] != (condition.negated ? 1 : 0));
  }
}

std::span<const Ordinal> AssetIndex::Contents::matching(const ParsedQuery& query, bool& ranked) {
  keep_in_scope(rows, query.trash, mask);
  Pass pass;
  for (const Condition& condition : query.conditions) {
    if (condition.subject == Subject::Collection) {
      keep_collections(condition, mask, pass);
    } else {
      restrict_rows(rows, condition, palette_lab, mask);
    }
  }
  ranked = false;
  std::string whole_name;
  unsigned words = 0;
  for (const SearchWord& word : query.words) {
    rank_word(rows, word, word_ranks, scratch);
    if (word.negated) {
      keep_missed(word_ranks, mask);
      continue;
    }
    whole_name += keystrokes(word.text);
    ++words;
    if (ranked) {
      add_ranks(word_ranks, ranks);
    } else {
      ranks.swap(word_ranks);
      ranked = true;
    }
  }
  if (!ranked) {
    ranks.assign(rows.size(), 0);
  }
  miss_outside(mask, ranks);
  gathered.resize(rows.size());
  const std::size_t found = gather(ranks, gathered);
  const std::span<const Ordinal> hits(gathered.data(), found);
  if (const std::uint32_t name = IndexRows::name_hash(whole_name); ranked && name != 0) {
    // Who is called just so was met at the beginning of the name, then word after word inside it.
    const unsigned worst = kNameBeginning + (words - 1) * kNameInside;
    for (const Ordinal row : hits) {
      const auto& names = rows.name_hashes[row];
      if (ranks[row] <= worst && (names[0] == name || names[1] == name || names[2] == name)) {
        ranks[row] = kExactName;
      }
    }
  }
  return hits;
}

std::vector<Ordinal> AssetIndex::Contents::sorted(std::span<const Ordinal> hits, const SearchRequest& request,
                                                  bool ranked) {
  const bool relevance = request.sort == SortField::Relevance;
  const SortField field = !relevance ? request.sort : ranked ? SortField::Name : SortField::Updated;
  const bool backwards = relevance ? !ranked : request.descending;
  const RowOrder& order = orders.get(rows, field);
  const bool by_rank = relevance && ranked;
  if (hits.size() < rows.size() / 64) {
    // Few: sort them by their places.
    std::vector<Ordinal> few(hits.begin(), hits.end());
    std::sort(few.begin(), few.end(), [&](Ordinal a, Ordinal b) {
      if (by_rank && ranks[a] != ranks[b]) {
        return ranks[a] < ranks[b];
      }
      return backwards ? order.place[a] > order.place[b] : order.place[a] < order.place[b];
    });
    return few;
  }
  // Many: walk the whole order and take what was hit, into one bucket a rank.  What was not hit goes where
  // the next one will stand, which spares a branch that nobody can foresee; so there is room for one more.
  std::vector<Ordinal> all(hits.size() + 1);
  std::array<std::size_t, 257> next{};
  if (by_rank) {
    for (const Ordinal row : hits) {
      ++next[ranks[row] + std::size_t{1}];
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
  }
  const std::uint8_t* rank = ranks.data();
  const auto take_ranked = [&](Ordinal row) {
    if (rank[row] != kMiss) {
      all[next[rank[row]]++] = row;
    }
  };
  std::size_t taken = 0;
  Ordinal* to = all.data();
  const auto take = [&](Ordinal row) {
    to[taken] = row;
    taken += static_cast<std::size_t>(rank[row] != kMiss);
  };
  const auto walk = [&](auto begin, auto end) {
    if (by_rank) {
      std::for_each(begin, end, take_ranked);
    } else {
      std::for_each(begin, end, take);
    }
  };
  if (backwards) {
    walk(order.rows.rbegin(), order.rows.rend());
  } else {
    walk(order.rows.begin(), order.rows.end());
  }
  all.pop_back();
  return all;
}

SearchResult AssetIndex::search(const SearchRequest& request) const {
  Contents& contents = *contents_;
  SearchResult result;
  ParsedQuery query = contents.parsed(request.query);
  bool ranked = false;
  const std::span<const Ordinal> hits = contents.matching(query, ranked);
  result.searched = contents.totals.get(contents.rows).searched;
  if (request.count_facets) {
    result.facets = count_facets(contents.rows, hits, query, contents.totals);
  }
  result.ids = IdList(contents.rows.ids, contents.sorted(hits, request, ranked));
  result.problems = std::move(query.problems);
  for (const Condition& condition : query.conditions) {
    if (condition.subject != Subject::Collection) {
      continue;
    }
    for (const std::string& name : condition.values) {
      if (contents.collections.named(name).empty()) {
        result.problems.push_back({condition.position, condition.length,
                                   "'" + name + "' 모음을 찾을 수 없습니다.",
                                   "There is no collection \"" + name + "\"."});
      }
    }
  }
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
