// How often each value occurs among the rows found.  Internal to search.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "db/index_rows.h"
#include "db/query.h"

namespace bandaji {

struct FacetCounts {
  std::array<std::uint32_t, 256> kinds{}, statuses{};
  std::array<std::uint32_t, 8> ratings{};
  std::vector<std::uint32_t> formats, labels;

  // Counts each row that `visit` hands to its argument.
  template <class Visit>
  static FacetCounts of(const IndexRows& rows, Visit visit);

 private:
  void add_profiles(const IndexRows& rows, const std::vector<std::uint32_t>& counts);
};

// Of everything outside the trash; counted once after a change.
class FacetTotals {
 public:
  struct Totals {
    FacetCounts counts;
    std::int64_t searched = 0;
  };
  const Totals& get(const IndexRows& rows);

 private:
  bool made_ = false;
  Totals totals_;
};

// `hits` ascending.
std::vector<Facet> count_facets(const IndexRows& rows, std::span<const Ordinal> hits,
                                const ParsedQuery& query, FacetTotals& totals);

}  // namespace bandaji
