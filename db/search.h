// Finding assets as fast as people type.  An in-memory index beside the engine:
// SQLite is the truth, the index is built from it and follows its changes.
//
// Single-threaded: the owner updates and asks from one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "assets/result.h"
#include "db/catalog.h"
#include "db/vocabulary.h"

namespace bandaji {

// The query language (docs/search.md): words, "phrases", kind: status: tag: field: rating> tris< size>
// color:#hex before: after: stale:yes missing:yes in:trash, '-' negates.
struct QueryProblem {
  std::size_t position = 0;  // Bytes into the text,
  std::size_t length = 0;    // what is marked.
  std::string message_ko;
  std::string message_en;
};

enum class SortField : std::uint8_t {
  Name,
  Number,
  Kind,
  Status,
  Rating,
  Created,
  Updated,
  Triangles,
  Height,
  Relevance
};
// "name", "updated", …; empty when unknown.
std::optional<SortField> parse_sort_field(std::string_view name);

struct SearchRequest {
  std::string query;
  SortField sort = SortField::Relevance;  // Relevance without words is Updated, newest first.
  bool descending = false;
  bool count_facets = true;
};

struct FacetValue {
  std::string key;   // Term key, tag, "4" (rating), format name.
  std::string term;  // What to put into the query to filter by it: "kind:garment", "tag:대여".
  std::int64_t count = 0;
  bool active = false;  // The query has it already.
};

struct Facet {
  std::string key;  // "kind", "status", "tag", "format", "rating", "era", "fabric", …
  std::string title_ko;
  std::string title_en;
  std::vector<FacetValue> values;  // Only those present in the result (and active ones); most frequent first.
};

// The found ids in order.  A million ids as strings would cost more than finding them, so this holds
// places in the index's own table of ids and makes the strings when asked.  It stays valid, with the
// same content, whatever the index does afterwards.
class IdList {
 public:
  using Table = std::vector<std::array<char, 26>>;  // Grows only; ids are ULIDs.
  IdList() = default;
  IdList(std::shared_ptr<const Table> table, std::vector<std::uint32_t> places)
      : table_(std::move(table)), places_(std::move(places)) {}

  std::size_t size() const { return places_.size(); }
  bool empty() const { return places_.empty(); }
  // Expects: index < size().
  Id operator[](std::size_t index) const {
    const auto& text = (*table_)[places_[index]];
    return Id(text.data(), text.size());
  }
  // The same without making a string; valid as long as the list.
  std::string_view view(std::size_t index) const {
    const auto& text = (*table_)[places_[index]];
    return {text.data(), text.size()};
  }
  Id front() const { return (*this)[0]; }
  Id back() const { return (*this)[size() - 1]; }
  // At most `count` from `offset` on; the page a list or grid shows.
  std::vector<Id> slice(std::size_t offset, std::size_t count) const;
  std::vector<Id> all() const { return slice(0, size()); }
  operator std::vector<Id>() const { return all(); }

  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Id;
    using difference_type = std::ptrdiff_t;
    using pointer = const Id*;
    using reference = Id;
    Iterator() = default;
    Iterator(const IdList* list, std::size_t index) : list_(list), index_(index) {}
    Id operator*() const { return (*list_)[index_]; }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++index_;
      return before;
    }
    Iterator operator+(difference_type n) const { return {list_, index_ + static_cast<std::size_t>(n)}; }
    difference_type operator-(const Iterator& other) const {
      return static_cast<difference_type>(index_) - static_cast<difference_type>(other.index_);
    }
    bool operator==(const Iterator& other) const { return index_ == other.index_; }

   private:
    const IdList* list_ = nullptr;
    std::size_t index_ = 0;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

 private:
  std::shared_ptr<const Table> table_;
  std::vector<std::uint32_t> places_;
};

struct SearchResult {
  IdList ids;                 // All of them, sorted.
  std::int64_t searched = 0;  // Assets in the catalog, trash aside.
  std::vector<Facet> facets;
  std::vector<QueryProblem> problems;  // What could not be understood was searched as plain words.
};

// What the grid shows of one asset without asking the engine.
struct AssetSummary {
  Id id;
  std::string number;
  std::string kind;
  std::string name_ko;
  std::string name_en;
  std::string status;
  int rating = 0;
  int color_label = 0;
  bool trashed = false;
  std::vector<std::string> tags;
  TimeMs created_at = 0;
  TimeMs updated_at = 0;
  Id version_id;
  int version_number = 0;
  ContentHash manifest_hash;
  VersionContent content = VersionContent::Attachment;
  std::string format;
  std::int64_t triangles = 0;
  std::array<std::int64_t, 3> size_mm{0, 0, 0};
  int missing_files = 0;
  Verdict verdict = Verdict::Withdrawn;
  bool stale = false;
};

class AssetIndex {
 public:
  AssetIndex();
  AssetIndex(AssetIndex&&) noexcept;
  AssetIndex& operator=(AssetIndex&&) noexcept;
  ~AssetIndex();

  static Result<AssetIndex> build(const Catalog& catalog);
  // As build(), from what an earlier open() kept in `file` where that is of this catalog and sound; what was
  // committed since is read.  The index of a catalog of `keep_from` assets or more is kept there; failing at
  // that is no error.
  static constexpr std::int64_t kWorthKeeping = 20'000;  // Smaller ones are read before anybody notices.
  static constexpr std::int64_t kKeepNone = std::numeric_limits<std::int64_t>::max();
  static Result<AssetIndex> open(const Catalog& catalog, const std::filesystem::path& file,
                                 std::int64_t keep_from = kWorthKeeping);
  // Reads what changed since the last call, by this or another program.  True when something did.
  Result<bool> follow(const Catalog& catalog);
  // It was built over another Catalog of the same folder: the next follow() goes on from where that was.
  void handed_over();

  SearchResult search(const SearchRequest& request) const;
  // Null when there is none.  Valid until the next follow(), or until some thousands of others were asked
  // for.
  const AssetSummary* summary(const Id& id) const;
  std::int64_t size() const;
  // How many assets outside the trash have each term, as kind, status or in a field.
  std::unordered_map<std::string, std::int64_t> count_terms() const;

 private:
  struct Contents;
  std::unique_ptr<Contents> contents_;
};

// Byte ranges of `text` that made it match, to be highlighted.  Conditions such as "kind:조각보" are no words
// to mark, so it takes the vocabulary that the search was made with.
std::vector<std::pair<std::size_t, std::size_t>> match_ranges(
    std::string_view text, std::string_view query, const Vocabulary& vocabulary = Vocabulary::shipped());

}  // namespace bandaji
