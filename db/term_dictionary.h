// The distinct words of a catalog, in the forms in which people may ask for them.
// Asking scans a few megabytes of text, which is faster and more faithful than any
// index of prefixes: it finds the middle of words too.  Internal to search.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace bandaji {

// A word of a query, prepared once.
struct QueryWord {
  std::string keys;      // keystrokes(); empty when there is nothing to search for.
  std::string initials;  // When the word is nothing but initial consonants.
  std::string mixed;     // Syllables and initial consonants mixed ("홍ㄹㅍ"): the word itself, else empty.
  std::string folded;    // fold_romanized() of a Latin word of three letters or more, a vowel among them.
  std::string keyboard;  // keystrokes() of the word read as if typed on the Korean keyboard.
  bool literal = false;  // In quotes: only as written.

  static QueryWord from(std::string_view word, bool literal);
};

// How a word was met; the smaller the better.  Sound: it only sounds as if ("boot" and "butterfly").
enum class Meeting : std::uint8_t { Whole = 0, Beginning = 1, Inside = 2, Initials = 3, Sound = 4 };

struct MetTerm {
  std::uint32_t term = 0;
  Meeting how = Meeting::Whole;
};

// Whether `query` meets the single word `word`; the rule that match() follows for a whole dictionary.
bool meets(const QueryWord& query, std::string_view word, Meeting& how);

class TermDictionary {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffU;
  // Numbers and codes are met as they are typed, without a Korean or romanized reading.
  enum class Forms : std::uint8_t { All, KeysOnly };
  explicit TermDictionary(Forms forms = Forms::All);

  // The number of a word (without blanks); the same for words typed with the same keys.  kNone when there
  // is nothing in it to search for.
  std::uint32_t add(std::string_view word);
  std::size_t size() const { return key_starts_.size(); }

  // Every term that a query word meets, ascending, each once with its best meeting.
  std::vector<MetTerm> match(const QueryWord& query) const;
  // Terms that begin with the keys (notes are searched so).
  std::vector<MetTerm> match_beginning(const QueryWord& query) const;

  std::string_view keys(std::uint32_t term) const;
  std::string_view initials(std::uint32_t term) const;
  // The term with exactly these keys; kNone when there is none.
  std::uint32_t find_keys(std::string_view keys) const;
  // For a snapshot: every array, in one order.
  template <class Archive, class Self>
  static void archive(Archive& archive, Self& self);
  bool holds_together() const;
  void make_table();  // After reading.

  // Terms whose initials are exactly these.
  std::vector<std::uint32_t> find_initials(std::string_view initials) const;

 private:
  // Words one behind the other, each after a 0; a last 0 ends the text.
  struct Arena {
    std::string text = std::string(1, '\0');
  };
  // Calls back with (term, position within the term, length of the term) for every hit of `needle`.
  template <class F>
  void scan(const Arena& arena, const std::vector<std::uint32_t>& starts, std::string_view needle,
            F found) const;
  std::string_view part(const Arena& arena, const std::vector<std::uint32_t>& starts,
                        std::uint32_t term) const;

  Forms forms_;
  Arena keys_;
  Arena initials_;
  Arena romanized_;  // Of Korean words, for typing that is not yet long enough to fold.
  Arena folded_;
  Arena words_;  // As written; for mixed queries.
  std::vector<std::uint32_t> key_starts_;
  std::vector<std::uint32_t> initial_starts_;
  std::vector<std::uint32_t> romanized_starts_;
  std::vector<std::uint32_t> folded_starts_;
  std::vector<std::uint32_t> word_starts_;
  // A hash table of terms by their keys; part of the hash stands beside the term, so that most words
  // that are not meant are passed without looking at them.
  struct Slot {
    std::uint32_t term = kNone;  // kNone is free.
    std::uint32_t hash = 0;
  };
  std::size_t slot_of(std::string_view keys, std::uint64_t hash) const;
  void grow();
  void fill_slots();
  std::vector<Slot> slots_;
};

// Which rows each term stands in.  Filled in one go, then sealed into two flat arrays; what is added
// after that stands apart.
class Postings {
 public:
  void add(std::uint32_t term, std::uint32_t value);
  void seal();
  // Likewise.  Expects for writing: sealed, nothing added since.
  template <class Archive, class Self>
  static void archive(Archive& archive, Self& self);
  bool holds_together(std::uint64_t limit) const;  // All values below it.
  void mark_sealed() { sealed_ = true; }
  bool is_flat() const { return sealed_ && later_.empty(); }
  template <class F>
  void for_each(std::uint32_t term, F visit) const {
    if (term + std::size_t{1} < starts_.size()) {
      for (std::uint32_t at = starts_[term]; at < starts_[term + std::size_t{1}]; ++at) {
        visit(values_[at]);
      }
    }
    if (!later_.empty()) {
      if (const auto found = later_.find(term); found != later_.end()) {
        for (const std::uint32_t value : found->second) {
          visit(value);
        }
      }
    }
  }

 private:
  bool sealed_ = false;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> loose_;  // Term and value, until sealed.
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> values_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> later_;
};

// Words of a text as searched: split at blanks and at signs that separate ("_", "/", ";", "(" …).
// Calls back with each word that has something to search.
template <class F>
void for_each_word(std::string_view text, F visit);
bool separates_words(char c);

template <class F>
void for_each_word(std::string_view text, F visit) {
  for (std::size_t start = 0; start < text.size();) {
    std::size_t end = start;
    while (end < text.size() && !separates_words(text[end])) {
      ++end;
    }
    if (end > start) {
      visit(text.substr(start, end - start));
    }
    start = end + 1;
  }
}

}  // namespace bandaji
