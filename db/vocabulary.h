// The controlled vocabulary: 1,901 terms compiled in from db/vocabulary.tsv, and what the studio
// of a catalog made of them (A4).  A Vocabulary never changes; a catalog that gained a term has
// another one (Catalog::vocabulary()).  Any thread.
//
// Functions that take a vocabulary last do with the shipped one where no catalog is at hand.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bandaji {

struct StudioTerm;  // db/production.h

struct Term {
  std::string_view facet;
  std::string_view key;  // Permanent.
  std::string_view ko;
  std::string_view en;
  std::string_view romanized;
  std::string_view aliases;  // ';'-separated, hanja among them.
  std::string_view parent;   // Key, or empty.
  std::string_view note;
  bool own = false;      // The studio's.
  bool retired = false;  // Not offered any more; what has it keeps it, shows it and is found by it.
  bool gone = false;     // Its adding was undone, or it is in the trash: retired, and nowhere listed.
  std::string_view merged_into = {};  // Key of the term that took its place; it is retired then.
  std::string_view color = {};        // "#RRGGBB" of a status that the studio gave one.
  std::string_view approves = {};     // "yes" or "no" where the studio said so of a status.

  bool is_offered() const { return !retired && !gone; }
};

class Vocabulary {
 public:
  // The one that is shipped; parsed on first use.
  static const Vocabulary& shipped();
  // With what a studio made of it; of several about one key the last that is live counts.
  static std::shared_ptr<const Vocabulary> with(std::span<const StudioTerm> terms);

  Vocabulary(const Vocabulary&) = delete;
  Vocabulary& operator=(const Vocabulary&) = delete;

  std::span<const Term> terms() const { return terms_; }
  const Term* find(std::string_view key) const;  // Null when unknown.
  // Facets are contiguous: the terms of one, shipped ones in file order, then the studio's.
  std::span<const Term> facet(std::string_view facet) const;
  std::vector<const Term*> children(std::string_view key) const;
  // "한글 표기" or English label of a key; the key itself when unknown.
  std::string_view label(std::string_view key, bool korean) const;
  // Where a term stands: what it was merged into, else its parent; null at the top.
  const Term* above(const Term& term) const;
  // Whether `key` is `ancestor`, stands below it, or was merged into either.
  bool is_within(std::string_view key, std::string_view ancestor) const;
  // The key that took the place of `key`; itself when it was not merged.
  std::string_view current(std::string_view key) const;

 private:
  Vocabulary() = default;
  explicit Vocabulary(std::span<const std::string_view> lines);
  void apply(const StudioTerm& change, std::vector<Term>& own);
  std::string_view keep(std::string text);
  void index();
  void cut_loops();

  std::vector<Term> terms_;
  std::vector<std::uint32_t> by_key_;
  std::deque<std::string> texts_;  // What the studio wrote; terms point into it.
};

// The term of a facet that people mean by `name`: its key, the key without its prefix ("summer"),
// or a Korean, English or other label, whatever the case.  Null when none or when two fit.
// Terms that are offered come before retired ones; a name of a merged one means what took its place.
const Term* find_term(std::string_view facet, std::string_view name,
                      const Vocabulary& vocabulary = Vocabulary::shipped());
// Key without the prefix of its facet: "summer" for se_summer.
std::string_view bare_key(std::string_view key);

// What people call a facet: "복식", "Garments"; its name when it is not a shipped one.
std::string_view facet_label(std::string_view facet, bool korean);

// Short names of asset kinds on the command line and in queries: "garment" for
// ak_garment, "prosthetic" for ak_sfx, "dressing" for ak_set_dressing.
std::string_view kind_short_name(std::string_view key);
// Accepts the short name, the key, the Korean or the English label; empty when unknown.
std::string_view kind_from_name(std::string_view name, const Vocabulary& vocabulary = Vocabulary::shipped());
// Likewise for statuses: "approved", "st_approved", "승인".
std::string_view status_short_name(std::string_view key);
std::string_view status_from_name(std::string_view name,
                                  const Vocabulary& vocabulary = Vocabulary::shipped());
// Likewise for department roles: "director", "art_director", "dr_artdir", "연출".
std::string_view role_from_name(std::string_view name, const Vocabulary& vocabulary = Vocabulary::shipped());

// Whether a look or a set of this status may be shot: approved, with conditions too, final, locked
// or shot; or as the studio says.
bool is_approved(std::string_view status, const Vocabulary& vocabulary = Vocabulary::shipped());

}  // namespace bandaji
