// The query language as data: text in, conditions and words out.  Knows the
// vocabulary but no catalog.  The language is described in docs/search.md.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/fields.h"
#include "db/production.h"
#include "db/search.h"

namespace bandaji {

// What a condition looks at.
enum class Subject : std::uint8_t {
  Kind,
  Status,
  Tag,
  ChoiceField,
  TextField,
  NumberField,
  Rating,
  Label,
  Triangles,
  Vertices,
  Materials,
  Animations,
  Largest,
  Width,
  Height,
  Depth,
  Version,
  Missing,
  Stale,
  Color,
  Format,
  Content,
  Verdict,
  Created,
  Updated,
  Has,
  Collection
};

// Where a word may be met.
enum WordPlace : std::uint8_t {
  kInNames = 1,
  kInAliases = 2,
  kInTags = 4,
  kInNumber = 8,
  kInFile = 16,
  kInTerms = 32,
  kInFields = 64,
  kInNotes = 128,
  kAnywhere = 255
};

struct Condition {
  Subject subject = Subject::Kind;
  bool negated = false;
  // Term keys (Kind, Status, ChoiceField; with all below them), tags as typed, format names, "yes"…; one
  // suffices.
  std::vector<std::string> values;
  // Numbers and times: within these, ends included.
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  // TextField, NumberField, ChoiceField: the shipped field, or those of the studio's own that are called so.
  const FieldDefinition* field = nullptr;
  std::vector<Id> own;
  bool is_date = false;     // NumberField: low and high are milliseconds.
  std::uint32_t rgb = 0;    // Color.
  double tolerance = 10.0;  // CIEDE2000.
  // Where a collection is named in the text, of which only the index knows whether it is there.
  std::size_t position = 0;
  std::size_t length = 0;
};

struct SearchWord {
  std::string text;
  bool negated = false;
  bool literal = false;  // In quotes.
  std::uint8_t places = kAnywhere;
};

enum class TrashScope : std::uint8_t { Without, Only, Both };

struct ParsedQuery {
  std::vector<SearchWord> words;
  std::vector<Condition> conditions;
  TrashScope trash = TrashScope::Without;
  std::vector<QueryProblem> problems;
};

// Never fails: what is not understood becomes a word and a problem.  `own` are the studio's own fields of
// assets; what is shipped goes before one that is called the same.
ParsedQuery parse_query(std::string_view text, const Vocabulary& vocabulary = Vocabulary::shipped(),
                        std::span<const CustomField> own = {});

// Milliseconds since 1970 of the first moment of a date such as "2026-03-05"; NaN for other text.
double date_ms(std::string_view iso);

// The words of a parsed query that people would see marked: not negated, in any place.
std::vector<SearchWord> marked_words(const ParsedQuery& query);

}  // namespace bandaji
