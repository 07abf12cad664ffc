#include "db/term_dictionary.h"

#include <algorithm>
#include <cstring>
#include <functional>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "db/hangul.h"
#include "db/search_text.h"

namespace bandaji {
namespace {

// Position of `needle` in `text` at or after `from`; npos when there is none.  Compares the first and last
// byte of sixteen places at once: jamo are few, so the first byte alone would stop almost everywhere.
std::size_t find_bytes(const std::string& text, std::string_view needle, std::size_t from) {
  const std::size_t length = needle.size();
  if (from + length > text.size()) {
    return std::string::npos;
  }
#if defined(__SSE2__)
  const char* data = text.data();
  const std::size_t last = text.size() - length;  // The last place where it can begin.
  const __m128i first_byte = _mm_set1_epi8(needle.front());
  const __m128i last_byte = _mm_set1_epi8(needle.back());
  std::size_t at = from;
  for (; at + length - 1 + 16 <= text.size(); at += 16) {
    const __m128i heads = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + at));
    const __m128i tails = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + at + length - 1));
    auto hits = static_cast<unsigned>(_mm_movemask_epi8(
        _mm_and_si128(_mm_cmpeq_epi8(heads, first_byte), _mm_cmpeq_epi8(tails, last_byte))));
    while (hits != 0) {
      const auto bit = static_cast<std::size_t>(__builtin_ctz(hits));
      if (length <= 2 || std::memcmp(data + at + bit + 1, needle.data() + 1, length - 2) == 0) {
        return at + bit;
      }
      hits &= hits - 1;
    }
  }
  for (; at <= last; ++at) {
    if (data[at] == needle.front() && std::memcmp(data + at, needle.data(), length) == 0) {
      return at;
    }
  }
  return std::string::npos;
#else
  return text.find(needle, from);
#endif
}

bool is_latin(std::string_view keys) {
  bool letter = false;
  for (const char c : keys) {
    if (c >= 'a' && c <= 'z') {
      letter = true;
    } else if (!(c >= '0' && c <= '9')) {
      return false;
    }
  }
  return letter;
}

// Whether the word's characters stand in `text` one after another, a lone consonant meeting every
// syllable that begins with it.
bool mixed_meets(std::string_view query, std::string_view text, bool& at_beginning) {
  using namespace hangul;
  for (std::size_t start = 0; start < text.size();) {
    std::size_t q = 0;
    std::size_t t = start;
    bool same = true;
    while (same && q < query.size()) {
      if (t >= text.size()) {
        same = false;
        break;
      }
      const char32_t wanted = next_character(query, q);
      const char32_t have = next_character(text, t);
      const Keys lone = jamo_keys(wanted);
      if (lone.first && !lone.second && is_consonant_key(lone.first)) {
        same = is_syllable(have) && initial_key(initial_of(have)) == lone.first;
      } else {
        same = wanted == have;
      }
    }
    if (same) {
      at_beginning = start == 0;
      return true;
    }
    next_character(text, start);
  }
  return false;
}

Meeting meeting_at(std::size_t position, std::size_t length, std::size_t term_length) {
  if (position != 0) {
    return Meeting::Inside;
  }
  return length == term_length ? Meeting::Whole : Meeting::Beginning;
}

}  // namespace

bool separates_words(char c) {
  switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '_':
    case '/':
    case ';':
    case ',':
    case '(':
    case ')':
    case '[':
    case ']':
      return true;
    default:
      return false;
  }
}

QueryWord QueryWord::from(std::string_view word, bool literal) {
  using namespace hangul;
  QueryWord query;
  query.literal = literal;
  query.keys = keystrokes(word);
  if (literal || query.keys.empty()) {
    return query;
  }
  bool only_consonants = true;
  bool syllables = false;
  bool lone = false;
  bool other = false;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_character(word, at);
    const Keys jamo = jamo_keys(c);
    const bool consonant = jamo.first && is_consonant_key(jamo.first);
    only_consonants = only_consonants && (consonant || fold_character(c).size == 0) && !is_syllable(c);
    syllables = syllables || is_syllable(c);
    lone = lone || (consonant && !jamo.second);
    other = other || (!consonant && !is_syllable(c));
  }
  if (only_consonants) {
    query.initials = query.keys;
  } else if (syllables && lone && !other) {
    query.mixed = std::string(word);
  }
  if (is_latin(query.keys) && query.keys.size() >= 3) {
    // What has no vowel has no sound: "qqq" is not "k".
    if (query.keys.find_first_of("aeiouwy") != std::string::npos) {
      query.folded = fold_romanized(word);
    }
    const std::string korean = from_wrong_keyboard(word);
    query.keyboard = keystrokes(korean);
  }
  return query;
}

bool meets(const QueryWord& query, std::string_view word, Meeting& how) {
  TermDictionary one;
  one.add(word);
  const auto met = one.match(query);
  if (met.empty()) {
    return false;
  }
  how = met.front().how;
  return true;
}

TermDictionary::TermDictionary(Forms forms) : forms_(forms), slots_(64) {}

std::size_t TermDictionary::slot_of(std::string_view keys, std::uint64_t hash) const {
  std::size_t slot = hash & (slots_.size() - 1);
  const auto tag = static_cast<std::uint32_t>(hash >> 32U);
  while (slots_[slot].term != kNone && (slots_[slot].hash != tag || this->keys(slots_[slot].term) != keys)) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slot;
}

std::uint32_t TermDictionary::add(std::string_view word) {
  const std::string keys = keystrokes(word);
  if (keys.empty()) {
    return kNone;
  }
  const std::uint64_t hash = std::hash<std::string>{}(keys);
  const std::size_t slot = slot_of(keys, hash);
  if (slots_[slot].term != kNone) {
    return slots_[slot].term;
  }
  const auto term = static_cast<std::uint32_t>(key_starts_.size());
  const auto append = [](Arena& arena, std::vector<std::uint32_t>& starts, std::string_view text) {
    starts.push_back(static_cast<std::uint32_t>(arena.text.size()));
    arena.text += text;
    arena.text += '\0';
  };
  append(keys_, key_starts_, keys);
  slots_[slot] = {term, static_cast<std::uint32_t>(hash >> 32U)};
  grow();
  if (forms_ == Forms::KeysOnly) {
    return term;
  }
  const bool hangul = std::any_of(keys.begin(), keys.end(), hangul::is_consonant_key);
  append(initials_, initial_starts_, hangul ? bandaji::initials(word) : std::string());
  const std::string latin = hangul ? keystrokes(romanize(word)) : std::string();
  append(romanized_, romanized_starts_, latin);
  append(folded_, folded_starts_, fold_romanized(hangul ? std::string_view(latin) : word));
  append(words_, word_starts_, hangul ? word : std::string_view());
  return term;
}

void TermDictionary::grow() {
  if (key_starts_.size() * 2 <= slots_.size()) {
    return;
  }
  slots_.assign(slots_.size() * 2, Slot{});
  fill_slots();
}

void TermDictionary::make_table() {
  std::size_t size = 64;
  while (size < key_starts_.size() * 2) {
    size *= 2;
  }
  slots_.assign(size, Slot{});
  fill_slots();
}

void TermDictionary::fill_slots() {
  for (std::uint32_t term = 0; term < key_starts_.size(); ++term) {
    const std::uint64_t hash = std::hash<std::string_view>{}(keys(term));
    slots_[slot_of(keys(term), hash)] = {term, static_cast<std::uint32_t>(hash >> 32U)};
  }
}

void Postings::add(std::uint32_t term, std::uint32_t value) {
  if (sealed_) {
    later_[term].push_back(value);
  } else {
    loose_.emplace_back(term, value);
  }
}

void Postings::seal() {
  std::uint32_t terms = 0;
  for (const auto& [term, value] : loose_) {
    terms = std::max(terms, term + 1);
  }
  starts_.assign(terms + std::size_t{1}, 0);
  for (const auto& [term, value] : loose_) {
    ++starts_[term + std::size_t{1}];
  }
  for (std::size_t term = 0; term < terms; ++term) {
    starts_[term + 1] += starts_[term];
  }
  values_.resize(loose_.size());
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  for (const auto& [term, value] : loose_) {
    values_[next[term]++] = value;
  }
  loose_ = {};
  sealed_ = true;
}

std::string_view TermDictionary::part(const Arena& arena, const std::vector<std::uint32_t>& starts,
                                      std::uint32_t term) const {
  const std::size_t start = starts[term];
  const std::size_t end = term + 1 < starts.size() ? starts[term + 1] : arena.text.size();
  return std::string_view(arena.text).substr(start, end - start - 1);
}

std::string_view TermDictionary::keys(std::uint32_t term) const {
  return part(keys_, key_starts_, term);
}
std::string_view TermDictionary::initials(std::uint32_t term) const {
  return part(initials_, initial_starts_, term);
}

template <class F>
void TermDictionary::scan(const Arena& arena, const std::vector<std::uint32_t>& starts,
                          std::string_view needle, F found) const {
  std::size_t at = 0;
  auto term = starts.begin();
  while ((at = find_bytes(arena.text, needle, at)) != std::string::npos) {
    // Hits ascend, so the search for their term gallops on from the last one.
    const auto position = static_cast<std::uint32_t>(needle.front() == '\0' ? at + 1 : at);
    std::ptrdiff_t step = 1;
    auto low = term;
    while (starts.end() - low > step && *(low + step) <= position) {
      low += step;
      step *= 2;
    }
    const auto high = starts.end() - low > step ? low + step : starts.end();
    term = std::upper_bound(low, high, position) - 1;
    const auto number = static_cast<std::uint32_t>(term - starts.begin());
    const std::size_t end = number + 1 < starts.size() ? starts[number + 1] : arena.text.size();
    found(number, position - *term, end - *term - 1);
    at = end - 1;  // One hit a term is enough; the 0 before the next term may begin the next.
  }
}

std::vector<MetTerm> TermDictionary::match_beginning(const QueryWord& query) const {
  std::vector<MetTerm> met;
  if (query.keys.empty()) {
    return met;
  }
  scan(keys_, key_starts_, std::string(1, '\0') + query.keys,
       [&](std::uint32_t term, std::size_t, std::size_t length) {
         met.push_back({term, length == query.keys.size() ? Meeting::Whole : Meeting::Beginning});
       });
  return met;
}

std::vector<MetTerm> TermDictionary::match(const QueryWord& query) const {
  std::vector<MetTerm> met;
  if (query.keys.empty()) {
    return met;
  }
  const auto better = [](const MetTerm& a, const MetTerm& b) {
    return a.term != b.term ? a.term < b.term : a.how < b.how;
  };
  // Every scan meets terms in ascending order, so merging is enough to order them all.
  std::size_t ordered = 0;
  const auto merge = [&] {
    if (ordered > 0 && ordered < met.size()) {
      const auto middle = met.begin() + static_cast<std::ptrdiff_t>(ordered);
      std::inplace_merge(met.begin(), middle, met.end(), better);
    }
    ordered = met.size();
  };
  // One key is not yet a word: it meets beginnings only.
  const auto as_written = [](Meeting how) { return how; };
  const auto look = [&](const Arena& arena, const std::vector<std::uint32_t>& starts,
                        const std::string& needle, bool beginning_only, const auto& counts_as) {
    scan(arena, starts, beginning_only ? std::string(1, '\0') + needle : needle,
         [&](std::uint32_t term, std::size_t position, std::size_t length) {
           met.push_back({term, counts_as(meeting_at(position, needle.size(), length))});
         });
    merge();
  };
  look(keys_, key_starts_, query.keys, query.keys.size() == 1, as_written);
  if (forms_ == Forms::KeysOnly) {
    return met;
  }
  if (!query.initials.empty()) {
    look(initials_, initial_starts_, query.initials, query.initials.size() == 1,
         [](Meeting) { return Meeting::Initials; });
  }
  if (!query.literal && is_latin(query.keys)) {
    look(romanized_, romanized_starts_, query.keys, query.keys.size() == 1, as_written);
  }
  if (!query.folded.empty()) {
    look(folded_, folded_starts_, query.folded, query.folded.size() < 3,
         [](Meeting how) { return how == Meeting::Whole ? how : Meeting::Sound; });
  }
  if (!query.keyboard.empty()) {
    look(keys_, key_starts_, query.keyboard, false, as_written);
  }
  if (!query.mixed.empty()) {
    const std::string pattern = bandaji::initials(query.mixed);
    scan(initials_, initial_starts_, pattern, [&](std::uint32_t term, std::size_t, std::size_t) {
      bool at_beginning = false;
      if (mixed_meets(query.mixed, part(words_, word_starts_, term), at_beginning)) {
        met.push_back({term, Meeting::Initials});
      }
    });
    merge();
  }
  const auto same = [](const MetTerm& a, const MetTerm& b) { return a.term == b.term; };
  met.erase(std::unique(met.begin(), met.end(), same), met.end());
  return met;
}

std::uint32_t TermDictionary::find_keys(std::string_view keys) const {
  return slots_[slot_of(keys, std::hash<std::string_view>{}(keys))].term;
}

std::vector<std::uint32_t> TermDictionary::find_initials(std::string_view wanted) const {
  std::vector<std::uint32_t> found;
  scan(initials_, initial_starts_, std::string(1, '\0') + std::string(wanted),
       [&](std::uint32_t term, std::size_t, std::size_t length) {
         if (length == wanted.size()) {
           found.push_back(term);
         }
       });
  return found;
}

}  // namespace bandaji
