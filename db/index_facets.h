// How often each value occurs among the rows found.  Internal to search.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "db/index_rows.h"
#include "db/query.h"

namespace bandaji {

struct FacetCounts {
  std::array<std::uint32_t, 256> kinds{}, statuses{};
  std::array<std::uint32_t, 8> ratings{};
  std::vector<std::uint32_t> formats, labels;

  void reset(const IndexRows& rows);
  void count(const IndexRows& rows, Ordinal row);
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
std::vector<Facet> count_facets(const IndexRows& rows, const std::vector<Ordinal>& hits,
                                const ParsedQuery& query, FacetTotals& totals);

}  // namespace bandaji
