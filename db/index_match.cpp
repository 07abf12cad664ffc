#include "db/index_match.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "assets/palette.h"
#include "assets/text.h"
#include "db/search_text.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

using Mask = std::vector<std::uint8_t>;

template <class Keep>
void keep_where(Mask& mask, bool negated, Keep keep) {
  const auto wanted = static_cast<std::uint8_t>(negated ? 0 : 1);
  for (std::size_t row = 0; row < mask.size(); ++row) {
    mask[row] &= static_cast<std::uint8_t>((keep(row) ? 1 : 0) == wanted);
  }
}

template <class T>
void keep_range(Mask& mask, const Condition& condition, const std::vector<T>& column) {
  keep_where(mask, condition.negated, [&](std::size_t row) {
    const auto value = static_cast<double>(column[row]);
    return value >= condition.low && value <= condition.high;
  });
}

// Of `names`, those a person means: the ones typed in full, or when there is none, all that contain it.
std::vector<std::uint8_t> named(const std::vector<std::string>& values, std::size_t count,
                                const std::function<std::string_view(std::size_t)>& name) {
  std::vector<std::uint8_t> found(count, 0);
  for (const std::string& value : values) {
    const std::string wanted = keystrokes(value);
    bool whole = false;
    for (std::size_t i = 0; i < count; ++i) {
      if (keystrokes(name(i)) == wanted) {
        found[i] = 1;
        whole = true;
      }
    }
    for (std::size_t i = 0; i < count && !whole; ++i) {
      if (keystrokes(name(i)).find(wanted) != std::string::npos) {
        found[i] = 1;
      }
    }
  }
  return found;
}

void keep_labels(const IndexRows& rows, const Condition& condition, const std::vector<std::uint8_t>& labels,
                 Mask& mask) {
  Mask has(mask.size(), 0);
  for (std::size_t label = 0; label < labels.size(); ++label) {
    if (labels[label]) {
      for (const Ordinal row : rows.label_table[label].rows) {
        has[row] = 1;
      }
    }
  }
  keep_where(mask, condition.negated, [&](std::size_t row) { return has[row] != 0; });
}

std::vector<std::uint8_t> keys_within(const Vocabulary& vocabulary, const std::vector<std::string>& keys,
                                      const std::vector<std::string>& wanted) {
  std::vector<std::uint8_t> found(256, 0);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    found[i] = std::any_of(wanted.begin(), wanted.end(), [&](const std::string& key) {
      return key == keys[i] || vocabulary.is_within(keys[i], key);
    });
  }
  return found;
}

int field_index(const FieldDefinition* field) {
  return static_cast<int>(field - all_fields().data());
}

// The numbers, in the rows, of the fields a condition is about.
std::vector<int> fields_of(const IndexRows& rows, const Condition& condition) {
  std::vector<int> fields;
  if (condition.field) {
    fields.push_back(field_index(condition.field));
  }
  for (const Id& own : condition.own) {
    if (const auto field = rows.own_field(own)) {
      fields.push_back(*field);
    }
  }
  return fields;
}

// Keeps the rows of which a value in one of the fields is as `fits` says.
template <class Fits>
void keep_values(const IndexRows& rows, const Condition& condition, Mask& mask, Fits fits) {
  const std::vector<int> fields = fields_of(rows, condition);
  keep_where(mask, condition.negated, [&](std::size_t row) {
    return std::any_of(fields.begin(), fields.end(), [&](int field) {
      const std::string_view value = rows.field_value(static_cast<Ordinal>(row), field);
      return !value.empty() && fits(value);
    });
  });
}

double number_of(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : std::nan("");
}

void keep_color(const IndexRows& rows, const Condition& condition, std::vector<glm::vec3>& labs, Mask& mask) {
  for (std::size_t i = labs.size(); i < rows.palette_pool.size(); ++i) {
    const std::uint32_t rgb = rows.palette_pool[i];
    labs.push_back(lab_from_srgb(static_cast<std::uint8_t>(rgb >> 16U),
                                 static_cast<std::uint8_t>((rgb >> 8U) & 0xffU),
                                 static_cast<std::uint8_t>(rgb & 0xffU)));
  }
  const glm::vec3 wanted = lab_from_srgb(static_cast<std::uint8_t>(condition.rgb >> 16U),
                                         static_cast<std::uint8_t>((condition.rgb >> 8U) & 0xffU),
                                         static_cast<std::uint8_t>(condition.rgb & 0xffU));
  const auto tolerance = static_cast<float>(condition.tolerance);
  // The lightness term of CIEDE2000 is divided by at most 1.75 (at L = 0 or 100), so colors further apart in
  // lightness than this cannot be near; that spares most of the formula.
  const float lightness = tolerance * 1.76F + 0.01F;
  keep_where(mask, condition.negated, [&](std::size_t row) {
    if (!mask[row]) {
      return false;
    }
    const Slice slice = rows.palette[row];
    for (std::uint32_t i = 0; i < slice.count; ++i) {
      const glm::vec3& lab = labs[slice.begin + i];
      if (std::abs(lab.x - wanted.x) <= lightness && ciede2000(lab, wanted) <= tolerance) {
        return true;
      }
    }
    return false;
  });
}

constexpr std::array<std::string_view, 7> kVerdictNames = {"requested", "approved", "conditions", "changes",
                                                           "rejected",  "hold",     "none"};

bool has_value(const Condition& condition, std::string_view value) {
  return std::find(condition.values.begin(), condition.values.end(), value) != condition.values.end();
}

}  // namespace

// Through plain pointers: stores of bytes may alias everything that is reached through a vector.
void keep_in_scope(const IndexRows& rows, TrashScope trash, Mask& mask) {
  mask.resize(rows.size());
  const std::uint8_t* live = rows.live.data();
  const std::uint8_t* trashed = rows.trashed.data();
  std::uint8_t* out = mask.data();
  const std::size_t count = mask.size();
  if (trash == TrashScope::Both) {
    std::copy(live, live + count, out);
    return;
  }
  const std::uint8_t flip = trash == TrashScope::Only ? 0 : 1;
  for (std::size_t row = 0; row < count; ++row) {
    out[row] = static_cast<std::uint8_t>(live[row] & (trashed[row] ^ flip));
  }
}

void keep_missed(const Ranks& ranks, Mask& mask) {
  const std::uint8_t* rank = ranks.data();
  std::uint8_t* out = mask.data();
  for (std::size_t row = 0, count = mask.size(); row < count; ++row) {
    out[row] = rank[row] == kMiss ? out[row] : std::uint8_t{0};
  }
}

void add_ranks(const Ranks& more, Ranks& ranks) {
  const std::uint8_t* add = more.data();
  std::uint8_t* out = ranks.data();
  for (std::size_t row = 0, count = ranks.size(); row < count; ++row) {
    const unsigned sum = std::min(static_cast<unsigned>(add[row]) + out[row], 254U);
    const bool missed = add[row] == kMiss || out[row] == kMiss;
    out[row] = missed ? kMiss : static_cast<std::uint8_t>(sum);
  }
}

void miss_outside(const Mask& mask, Ranks& ranks) {
  const std::uint8_t* keep = mask.data();
  std::uint8_t* out = ranks.data();
  for (std::size_t row = 0, count = ranks.size(); row < count; ++row) {
    out[row] = keep[row] != 0 ? out[row] : kMiss;
  }
}

std::size_t gather(const Ranks& ranks, std::vector<Ordinal>& rows) {
  const std::uint8_t* rank = ranks.data();
  Ordinal* out = rows.data();
  std::size_t found = 0;
  for (std::size_t row = 0, count = ranks.size(); row < count; ++row) {
    out[found] = static_cast<Ordinal>(row);  // Written over unless it counts.
    found += static_cast<std::size_t>(rank[row] != kMiss);
  }
  return found;
}

void restrict_rows(const IndexRows& rows, const Condition& condition, std::vector<glm::vec3>& palette_lab,
                   Mask& mask) {
  const auto keep_table = [&](const std::vector<std::uint8_t>& column,
                              const std::vector<std::uint8_t>& table) {
    keep_where(mask, condition.negated, [&](std::size_t row) { return table[column[row]] != 0; });
  };
  switch (condition.subject) {
    case Subject::Kind:
      keep_table(rows.kind, keys_within(*rows.vocabulary(), rows.kind_keys, condition.values));
      return;
    case Subject::Status:
      keep_table(rows.status, keys_within(*rows.vocabulary(), rows.status_keys, condition.values));
      return;
    case Subject::Tag:
      keep_labels(
          rows, condition,
          [&] {
            auto found =
                named(condition.values, rows.label_table.size(), [&](std::size_t i) -> std::string_view {
                  return rows.label_table[i].field < 0 ? rows.label_table[i].key : std::string_view();
                });
            for (std::size_t i = 0; i < found.size(); ++i) {
              found[i] = found[i] && rows.label_table[i].field < 0;
            }
            return found;
          }(),
          mask);
      return;
    case Subject::ChoiceField: {
      std::vector<std::uint8_t> found(rows.label_table.size(), 0);
      const int field = field_index(condition.field);
      for (std::size_t i = 0; i < found.size(); ++i) {
        const Label& label = rows.label_table[i];
        found[i] = label.field == field &&
                   std::any_of(condition.values.begin(), condition.values.end(), [&](const std::string& key) {
                     return rows.vocabulary()->is_within(label.key, key);
                   });
      }
      keep_labels(rows, condition, found, mask);
      return;
    }
    case Subject::TextField: {
      std::vector<std::string> wanted;
      for (const std::string& value : condition.values) {
        wanted.push_back(keystrokes(value));
      }
      keep_values(rows, condition, mask, [&](std::string_view value) {
        return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& keys) {
          return value.find(keys) != std::string_view::npos;
        });
      });
      return;
    }
    case Subject::NumberField:
      keep_values(rows, condition, mask, [&](std::string_view text) {
        const double value = condition.is_date ? date_ms(text) : number_of(text);
        return value >= condition.low && value <= condition.high;
      });
      return;
    case Subject::Rating:
      keep_range(mask, condition, rows.rating);
      return;
    case Subject::Label:
      keep_range(mask, condition, rows.color_label);
      return;
    case Subject::Triangles:
      keep_range(mask, condition, rows.triangles);
      return;
    case Subject::Vertices:
      keep_range(mask, condition, rows.vertices);
      return;
    case Subject::Materials:
      keep_range(mask, condition, rows.materials);
      return;
    case Subject::Animations:
      keep_range(mask, condition, rows.animations);
      return;
    case Subject::Version:
      keep_range(mask, condition, rows.version_number);
      return;
    case Subject::Created:
      keep_range(mask, condition, rows.created);
      return;
    case Subject::Updated:
      keep_range(mask, condition, rows.updated);
      return;
    case Subject::Largest:
    case Subject::Width:
    case Subject::Height:
    case Subject::Depth:
      keep_where(mask, condition.negated, [&](std::size_t row) {
        const auto& size = rows.size_mm[row];
        const double value = condition.subject == Subject::Width    ? size[0]
                             : condition.subject == Subject::Height ? size[1]
                             : condition.subject == Subject::Depth  ? size[2]
                                                                    : std::max({size[0], size[1], size[2]});
        // A size of nothing is no measured size.
        return value > 0 && value >= condition.low && value <= condition.high;
      });
      return;
    case Subject::Missing:
      keep_where(mask, condition.negated,
                 [&](std::size_t row) { return (rows.missing[row] != 0) == has_value(condition, "yes"); });
      return;
    case Subject::Stale:
      keep_where(mask, condition.negated,
                 [&](std::size_t row) { return (rows.stale[row] != 0) == has_value(condition, "yes"); });
      return;
    case Subject::Color:
      keep_color(rows, condition, palette_lab, mask);
      return;
    case Subject::Format: {
      const auto found = named(condition.values, rows.formats.size(),
                               [&](std::size_t i) -> std::string_view { return rows.formats[i]; });
      keep_where(mask, condition.negated, [&](std::size_t row) { return found[rows.format[row]] != 0; });
      return;
    }
    case Subject::Content:
      keep_where(mask, condition.negated, [&](std::size_t row) {
        static constexpr std::array<std::string_view, 3> kNames = {"model", "image", "attachment"};
        return (rows.flags[row] & IndexRows::kHasVersion) != 0 && rows.content[row] < 3 &&
               has_value(condition, kNames[rows.content[row]]);
      });
      return;
    case Subject::Verdict:
      keep_where(mask, condition.negated, [&](std::size_t row) {
        return rows.verdict[row] < kVerdictNames.size() &&
               has_value(condition, kVerdictNames[rows.verdict[row]]);
      });
      return;
    case Subject::Collection:
      return;  // The index itself knows them.
    case Subject::Has:
      keep_where(mask, condition.negated, [&](std::size_t row) {
        const std::uint8_t flags = rows.flags[row];
        return (has_value(condition, "notes") && (flags & IndexRows::kHasNotes)) ||
               (has_value(condition, "version") && (flags & IndexRows::kHasVersion)) ||
               (has_value(condition, "palette") && (flags & IndexRows::kHasPalette)) ||
               (has_value(condition, "tag") && (flags & IndexRows::kHasTag)) ||
               (has_value(condition, "rating") && rows.rating[row] > 0) ||
               (has_value(condition, "decision") &&
                rows.verdict[row] != static_cast<std::uint8_t>(Verdict::Withdrawn));
      });
      return;
  }
}

namespace {

std::uint8_t rank_of(Place place, Meeting how) {
  switch (place) {
    case Place::NameFirst:
      return how >= Meeting::Initials ? kNameInitials : how == Meeting::Inside ? kNameInside : kNameBeginning;
    case Place::Name:
      return how >= Meeting::Initials ? kNameInitials : kNameInside;
    case Place::Alias:
      return kAlias;
    case Place::Number:
      return how == Meeting::Whole ? kExactName : kOther;
    case Place::File:
    case Place::Field:
      break;
  }
  return kOther;
}

bool allowed(std::uint8_t places, Place place) {
  switch (place) {
    case Place::NameFirst:
    case Place::Name:
      return (places & kInNames) != 0;
    case Place::Alias:
      return (places & kInAliases) != 0;
    case Place::Number:
      return (places & kInNumber) != 0;
    case Place::File:
      return (places & kInFile) != 0;
    case Place::Field:
      return (places & kInFields) != 0;
  }
  return false;
}

class WordRanker {
 public:
  WordRanker(const IndexRows& rows, std::uint8_t places, Ranks& ranks)
      : rows_(rows), places_(places), ranks_(ranks) {}

  void rank(const QueryWord& query) {
    for (const MetTerm& met : rows_.terms.match(query)) {
      rows_.postings.for_each(met.term, [&](std::uint32_t entry) {
        if (const Place place = posting_place(entry); allowed(places_, place)) {
          better(posting_value(entry), rank_of(place, met.how));
        }
      });
    }
    // A single letter would meet every number there is.
    if ((places_ & kInNumber) && query.keys.size() > 1) {
      for (const MetTerm& met : rows_.number_terms.match(query)) {
        rows_.number_postings.for_each(met.term,
                                       [&](Ordinal row) { better(row, rank_of(Place::Number, met.how)); });
      }
    }
    if (places_ & (kInTags | kInTerms)) {
      rank_labels(query);
    }
    if (places_ & kInTerms) {
      rank_kinds(query);
    }
    if ((places_ & kInNotes) && query.keys.size() > 1 && query.initials.empty()) {
      for (const MetTerm& met : rows_.note_terms.match_beginning(query)) {
        rows_.note_postings.for_each(met.term, [&](Ordinal row) { better(row, kNotes); });
      }
    }
    // Words written without the blank between them, and phrases.
    rank_spans(query.keys, false);
    if (!query.keyboard.empty()) {
      rank_spans(query.keyboard, false);
    }
    if (!query.initials.empty()) {
      rank_spans(query.initials, true);
    }
    if (query.literal && (places_ & kInNotes)) {
      rank_note_spans(query.keys);
    }
  }

 private:
  void better(Ordinal row, std::uint8_t rank) { ranks_[row] = std::min(ranks_[row], rank); }

  void rank_labels(const QueryWord& query) {
    for (const MetTerm& met : rows_.label_terms.match(query)) {
      for (const std::uint32_t number : rows_.label_postings[met.term]) {
        const Label& label = rows_.label_table[number];
        const bool tag = label.field < 0;
        if (places_ & (tag ? kInTags : kInTerms)) {
          for (const Ordinal row : label.rows) {
            better(row, tag ? kTagRank : kOther);
          }
        }
      }
    }
  }

  void rank_kinds(const QueryWord& query) {
    std::array<std::uint8_t, 512> met;
    met.fill(kMiss);
    bool any = false;
    for (const MetTerm& term : rows_.kind_terms.match(query)) {
      for (const std::uint32_t value : rows_.kind_postings[term.term]) {
        met[value] = kOther;
        any = true;
      }
    }
    if (!any) {
      return;
    }
    const std::uint8_t* kind = rows_.kind.data();
    const std::uint8_t* status = rows_.status.data();
    std::uint8_t* rank = ranks_.data();
    for (std::size_t row = 0, count = ranks_.size(); row < count; ++row) {
      rank[row] = std::min({rank[row], met[kind[row]], met[256U + status[row]]});
    }
  }

  // Whether the words from `first` on are `wanted`, the last of them perhaps only begun; at least two.
  bool spans(const std::vector<std::uint32_t>& pool, std::size_t first, std::size_t end,
             std::string_view wanted, bool initials) const {
    for (std::size_t at = first; at < end && pool[at] != IndexRows::kBreak; ++at) {
      const std::uint32_t term = posting_value(pool[at]);
      const std::string_view word = initials ? rows_.terms.initials(term) : rows_.terms.keys(term);
      if (wanted.size() <= word.size()) {
        return at > first && word.starts_with(wanted);
      }
      if (word.empty() || !wanted.starts_with(word)) {
        return false;
      }
      wanted.remove_prefix(word.size());
    }
    return false;
  }

  void rank_spans(const std::string& wanted, bool initials) {
    for (std::size_t length = 1; length < wanted.size(); ++length) {
      const std::string_view head = std::string_view(wanted).substr(0, length);
      std::vector<std::uint32_t> firsts;
      if (initials) {
        firsts = rows_.terms.find_initials(head);
      } else if (const std::uint32_t term = rows_.terms.find_keys(head); term != TermDictionary::kNone) {
        firsts.push_back(term);
      }
      for (const std::uint32_t first : firsts) {
        rows_.postings.for_each(first, [&](std::uint32_t entry) {
          if (!allowed(places_, posting_place(entry))) {
            return;
          }
          const Ordinal row = posting_value(entry);
          const Slice slice = rows_.words[row];
          for (std::size_t at = slice.begin; at < slice.begin + slice.count; ++at) {
            if (rows_.word_pool[at] == posting(first, posting_place(entry)) &&
                spans(rows_.word_pool, at, slice.begin + slice.count, wanted, initials)) {
              better(row, rank_of(posting_place(entry), initials ? Meeting::Initials : Meeting::Beginning));
              break;
            }
          }
        });
      }
    }
  }

  void rank_note_spans(const std::string& wanted) {
    for (std::size_t length = 1; length < wanted.size(); ++length) {
      const std::uint32_t first = rows_.note_terms.find_keys(std::string_view(wanted).substr(0, length));
      if (first == TermDictionary::kNone) {
        continue;
      }
      rows_.note_postings.for_each(first, [&](Ordinal row) {
        const Slice slice = rows_.notes[row];
        for (std::size_t at = slice.begin; at < slice.begin + slice.count; ++at) {
          if (rows_.note_pool[at] == first && note_spans(at, slice.begin + slice.count, wanted)) {
            better(row, kNotes);
            break;
          }
        }
      });
    }
  }

  bool note_spans(std::size_t first, std::size_t end, std::string_view wanted) const {
    for (std::size_t at = first; at < end; ++at) {
      const std::string_view word = rows_.note_terms.keys(rows_.note_pool[at]);
      if (wanted.size() <= word.size()) {
        return at > first && word.starts_with(wanted);
      }
      if (!wanted.starts_with(word)) {
        return false;
      }
      wanted.remove_prefix(word.size());
    }
    return false;
  }

  const IndexRows& rows_;
  std::uint8_t places_;
  Ranks& ranks_;
};

}  // namespace

void rank_word(const IndexRows& rows, const SearchWord& word, Ranks& ranks, Ranks& scratch) {
  ranks.assign(rows.size(), kMiss);
  if (word.literal) {
    WordRanker(rows, word.places, ranks).rank(QueryWord::from(word.text, true));
    return;
  }
  // "red_skirt" is two words that both must be met.
  bool first = true;
  for_each_word(word.text, [&](std::string_view part) {
    const QueryWord query = QueryWord::from(part, false);
    if (query.keys.empty()) {
      return;
    }
    if (first) {
      WordRanker(rows, word.places, ranks).rank(query);
      first = false;
      return;
    }
    scratch.assign(rows.size(), kMiss);
    WordRanker(rows, word.places, scratch).rank(query);
    std::transform(ranks.begin(), ranks.end(), scratch.begin(), ranks.begin(),
                   [](std::uint8_t a, std::uint8_t b) { return std::max(a, b); });
  });
}

}  // namespace bandaji
