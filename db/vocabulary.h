// The controlled vocabulary, compiled in from db/vocabulary.tsv (1,901 terms).
// Read-only after construction; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace bandaji {

struct Term {
  std::string_view facet;
  std::string_view key;  // Permanent.
  std::string_view ko;
  std::string_view en;
  std::string_view romanized;
  std::string_view aliases;  // ';'-separated, hanja among them.
  std::string_view parent;   // Key, or empty.
  std::string_view note;
};

class Vocabulary {
 public:
  // The one that is shipped; parsed on first use.
  static const Vocabulary& shipped();

  std::span<const Term> terms() const { return terms_; }
  const Term* find(std::string_view key) const;  // Null when unknown.
  // Facets are contiguous: the terms of one, in file order.
  std::span<const Term> facet(std::string_view facet) const;
  std::vector<const Term*> children(std::string_view key) const;
  // "한글 표기" or English label of a key; the key itself when unknown.
  std::string_view label(std::string_view key, bool korean) const;
  // Whether `key` is `ancestor` or stands below it.
  bool is_within(std::string_view key, std::string_view ancestor) const;

 private:
  explicit Vocabulary(std::span<const std::string_view> lines);
  std::vector<Term> terms_;
  std::vector<std::uint32_t> by_key_;
};

// The term of a facet that people mean by `name`: its key, the key without its prefix ("summer"),
// or a Korean, English or other label, whatever the case.  Null when none or when two fit.
const Term* find_term(std::string_view facet, std::string_view name);
// Key without the prefix of its facet: "summer" for se_summer.
std::string_view bare_key(std::string_view key);

// Short names of asset kinds on the command line and in queries: "garment" for
// ak_garment, "prosthetic" for ak_sfx, "dressing" for ak_set_dressing.
std::string_view kind_short_name(std::string_view key);
// Accepts the short name, the key, the Korean or the English label; empty when unknown.
std::string_view kind_from_name(std::string_view name);
// Likewise for statuses: "approved", "st_approved", "승인".
std::string_view status_short_name(std::string_view key);
std::string_view status_from_name(std::string_view name);
// Likewise for department roles: "director", "art_director", "dr_artdir", "연출".
std::string_view role_from_name(std::string_view name);

}  // namespace bandaji
