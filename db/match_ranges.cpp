// What of a text to mark because a query met it.
#include <algorithm>

#include "assets/text.h"
#include "db/hangul.h"
#include "db/query.h"
#include "db/search.h"
#include "db/search_text.h"
#include "db/term_dictionary.h"

namespace bandaji {
namespace {

using Ranges = std::vector<std::pair<std::size_t, std::size_t>>;

// A text in a form to search, and for every byte of it the characters of the original it stands for.
struct Form {
  std::string text;
  Ranges source;
};

Form form_of(std::string_view text, std::size_t offset, bool initials) {
  Form form;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    hangul::next_character(text, at);
    const std::string_view character = text.substr(start, at - start);
    form.text += initials ? bandaji::initials(character) : keystrokes(character);
    form.source.resize(form.text.size(), {offset + start, offset + at});
  }
  return form;
}

bool mark(const Form& form, std::string_view wanted, bool beginning_only, Ranges& ranges) {
  if (wanted.empty()) {
    return false;
  }
  bool found = false;
  for (std::size_t at = form.text.find(wanted); at != std::string::npos;
       at = form.text.find(wanted, at + wanted.size())) {
    if (beginning_only && at != 0) {
      break;
    }
    ranges.emplace_back(form.source[at].first, form.source[at + wanted.size() - 1].second);
    found = true;
  }
  return found;
}

void mark_word(std::string_view text, const QueryWord& query, Ranges& ranges) {
  bool found = false;
  int words = 0;
  for_each_word(text, [&](std::string_view word) {
    const auto offset = static_cast<std::size_t>(word.data() - text.data());
    const Form keys = form_of(word, offset, false);
    ++words;
    if (mark(keys, query.keys, query.keys.size() == 1, ranges) || mark(keys, query.keyboard, false, ranges) ||
        mark(form_of(word, offset, true), query.initials, query.initials.size() == 1, ranges)) {
      found = true;
      return;
    }
    Meeting how{};
    if (!query.literal && meets(query, word, how)) {  // By sound: the letters do not correspond, so the word.
      ranges.emplace_back(offset, offset + word.size());
      found = true;
    }
  });
  if (found || words < 2) {
    return;
  }
  // Over the blank between words.
  for (const bool initials : {false, true}) {
    const std::string& wanted = initials ? query.initials : query.keys;
    const Form whole = form_of(text, 0, initials);
    std::size_t start = 0;
    for_each_word(text, [&](std::string_view word) {
      if (!wanted.empty() && whole.text.compare(start, wanted.size(), wanted) == 0) {
        ranges.emplace_back(whole.source[start].first, whole.source[start + wanted.size() - 1].second);
      }
      start += (initials ? bandaji::initials(word) : keystrokes(word)).size();
    });
  }
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> match_ranges(std::string_view text, std::string_view query,
                                                              const Vocabulary& vocabulary) {
  Ranges ranges;
  for (const SearchWord& word : marked_words(parse_query(query, vocabulary))) {
    if (word.literal) {
      mark_word(text, QueryWord::from(word.text, true), ranges);
    } else {
      for_each_word(word.text,
                    [&](std::string_view part) { mark_word(text, QueryWord::from(part, false), ranges); });
    }
  }
  std::sort(ranges.begin(), ranges.end());
  Ranges merged;
  for (const auto& range : ranges) {
    if (!merged.empty() && range.first <= merged.back().second) {
      merged.back().second = std::max(merged.back().second, range.second);
    } else {
      merged.push_back(range);
    }
  }
  return merged;
}

}  // namespace bandaji
