// Rows in the orders people ask for.  Made when first asked, kept up to date by
// moving only what changed.  Internal to search.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "db/index_rows.h"

namespace bandaji {

struct RowOrder {
  bool made = false;
  std::vector<Ordinal> rows;         // Living rows, smallest first.
  std::vector<std::uint32_t> place;  // Of every ordinal in `rows`.
};

class RowOrders {
 public:
  // Relevance is not an order of rows.  Expects: field != SortField::Relevance.
  const RowOrder& get(const IndexRows& rows, SortField field);
  // For a snapshot, see index_snapshot.h.
  template <class Archive, class Self>
  static void archive(Archive& archive, Self& self);
  bool holds_together(std::size_t rows, std::size_t living) const;
  // After rows were added, changed (`moved`) or died.
  void update(const IndexRows& rows, std::vector<Ordinal> moved);

 private:
  void number_places(const IndexRows& rows, RowOrder& order);
  std::array<RowOrder, 9> orders_;
};

}  // namespace bandaji
