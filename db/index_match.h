// Which rows a query finds, and how well.  Internal to search.
#pragma once

#include <cstdint>
#include <vector>

#include <glm/vec3.hpp>

#include "db/index_rows.h"
#include "db/query.h"

namespace bandaji {

// One byte a row: how well it was met, small is well; kMiss for not at all.
using Ranks = std::vector<std::uint8_t>;
inline constexpr std::uint8_t kMiss = 0xff;

// What a word met, best first.
enum Rank : std::uint8_t {
  kExactName = 0,
  kNameBeginning = 1,
  kNameInside = 2,
  kNameInitials = 3,
  kAlias = 4,
  kTagRank = 5,
  kOther = 6,
  kNotes = 7
};

// The steps below go over every row; their loops are plain enough for a compiler to do many rows at a time.

// Fills `mask` (1 keeps, 0 not) with the living rows in or outside the trash.
void keep_in_scope(const IndexRows& rows, TrashScope trash, std::vector<std::uint8_t>& mask);
// Keeps what was missed.
void keep_missed(const Ranks& ranks, std::vector<std::uint8_t>& mask);
// What misses either misses; else ranks add up.
void add_ranks(const Ranks& more, Ranks& ranks);
void miss_outside(const std::vector<std::uint8_t>& mask, Ranks& ranks);
// Writes the rows that are no miss, ascending; `rows` has room for all.  Returns how many.
std::size_t gather(const Ranks& ranks, std::vector<Ordinal>& rows);

// Keeps in `mask` the rows that meet the condition; collections are the index's business.  `palette_lab` is
// the index's cache of palette colors, filled on demand.
void restrict_rows(const IndexRows& rows, const Condition& condition, std::vector<glm::vec3>& palette_lab,
                   std::vector<std::uint8_t>& mask);

// Fills `ranks` for one word of a query.  `scratch` is only kept to save allocations.
void rank_word(const IndexRows& rows, const SearchWord& word, Ranks& ranks, Ranks& scratch);

}  // namespace bandaji
