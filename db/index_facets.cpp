#include "db/index_facets.h"

#include <algorithm>

#include "db/fields.h"
#include "db/search_text.h"
#include "db/vocabulary.h"

namespace bandaji {

template <class Visit>
FacetCounts FacetCounts::of(const IndexRows& rows, Visit visit) {
  FacetCounts counts;
  counts.formats.assign(rows.formats.size(), 0);
  counts.labels.assign(rows.label_table.size(), 0);
  std::vector<std::uint32_t> profiles(rows.profiles.size(), 0);
  const std::uint32_t* profile_of = rows.profile.data();
  const Slice* slices = rows.labels.data();
  const std::uint32_t* pool = rows.label_pool.data();
  std::uint32_t* labels = counts.labels.data();
  visit([&](Ordinal row) {
    ++profiles[profile_of[row]];
    const Slice slice = slices[row];
    for (std::uint32_t i = slice.begin; i < slice.begin + slice.count; ++i) {
      ++labels[pool[i]];
    }
  });
  counts.add_profiles(rows, profiles);
  return counts;
}

void FacetCounts::add_profiles(const IndexRows& rows, const std::vector<std::uint32_t>& counts) {
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const IndexRows::Profile& profile = rows.profiles[i];
    kinds[profile.kind] += counts[i];
    statuses[profile.status] += counts[i];
    ratings[profile.rating] += counts[i];
    formats[profile.format] += counts[i];
  }
}

const FacetTotals::Totals& FacetTotals::get(const IndexRows& rows) {
  if (!made_) {
    totals_.searched = 0;
    totals_.counts = FacetCounts::of(rows, [&](auto count) {
      for (Ordinal row = 0; row < rows.size(); ++row) {
        if (rows.live[row] && !rows.trashed[row]) {
          count(row);
          ++totals_.searched;
        }
      }
    });
    made_ = true;
  }
  return totals_;
}

namespace {

FacetCounts counts_of(const IndexRows& rows, std::span<const Ordinal> hits, const ParsedQuery& query,
                      FacetTotals& totals) {
  const FacetTotals::Totals& all = totals.get(rows);
  if (query.trash != TrashScope::Without || hits.size() <= static_cast<std::size_t>(all.searched) / 2) {
    return FacetCounts::of(rows, [&](auto count) { std::for_each(hits.begin(), hits.end(), count); });
  }
  // Most of it: count what was not found, between the hits, and take that from the whole.
  const FacetCounts rest = FacetCounts::of(rows, [&](auto count) {
    Ordinal from = 0;
    const auto until = [&](Ordinal to) {
      for (; from < to; ++from) {
        if (rows.live[from] && !rows.trashed[from]) {
          count(from);
        }
      }
      from = to + 1;
    };
    std::for_each(hits.begin(), hits.end(), until);
    until(static_cast<Ordinal>(rows.size()));
  });
  FacetCounts counts = all.counts;
  const auto subtract = [](auto& from, const auto& what) {
    for (std::size_t i = 0; i < what.size(); ++i) {
      from[i] -= what[i];
    }
  };
  subtract(counts.kinds, rest.kinds);
  subtract(counts.statuses, rest.statuses);
  subtract(counts.ratings, rest.ratings);
  subtract(counts.formats, rest.formats);
  subtract(counts.labels, rest.labels);
  return counts;
}

bool has(const std::vector<std::string>& values, std::string_view key) {
  return std::find(values.begin(), values.end(), key) != values.end();
}

class FacetMaker {
 public:
  FacetMaker(const IndexRows& rows, const FacetCounts& counts, const ParsedQuery& query)
      : rows_(rows), counts_(counts), query_(query) {}

  std::vector<Facet> run() {
    keyed("kind", "종류", "Kind", Subject::Kind, rows_.kind_keys, counts_.kinds, kind_short_name);
    keyed("status", "상태", "Status", Subject::Status, rows_.status_keys, counts_.statuses,
          status_short_name);
    labels();
    ratings();
    formats();
    return std::move(facets_);
  }

 private:
  bool active(Subject subject, std::string_view key, const FieldDefinition* field = nullptr) const {
    return std::any_of(query_.conditions.begin(), query_.conditions.end(), [&](const Condition& condition) {
      return condition.subject == subject && condition.field == field && !condition.negated &&
             has(condition.values, key);
    });
  }

  // Tags and formats are typed by people: compared as they are searched.
  bool active_text(Subject subject, std::string_view name) const {
    return std::any_of(query_.conditions.begin(), query_.conditions.end(), [&](const Condition& condition) {
      return condition.subject == subject && !condition.negated &&
             std::any_of(condition.values.begin(), condition.values.end(),
                         [&](const std::string& value) { return keystrokes(value) == keystrokes(name); });
    });
  }

  void push(Facet facet) {
    if (facet.values.empty()) {
      return;
    }
    std::stable_sort(facet.values.begin(), facet.values.end(),
                     [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
    facets_.push_back(std::move(facet));
  }

  template <class Counts>
  void keyed(std::string key, std::string ko, std::string en, Subject subject,
             const std::vector<std::string>& keys, const Counts& counts,
             std::string_view (*short_name)(std::string_view)) {
    Facet facet{key, std::move(ko), std::move(en), {}};
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const bool is_active = active(subject, keys[i]);
      if (counts[i] > 0 || is_active) {
        facet.values.push_back({keys[i], key + ":" + std::string(short_name(keys[i])), counts[i], is_active});
      }
    }
    push(std::move(facet));
  }

  void labels() {
    const bool any_tag_condition = std::any_of(query_.conditions.begin(), query_.conditions.end(),
                                               [](const Condition& c) { return c.subject == Subject::Tag; });
    Facet tags{"tag", "태그", "Tags", {}};
    std::vector<Facet> fields(all_fields().size());
    for (std::size_t i = 0; i < rows_.label_table.size(); ++i) {
      const Label& label = rows_.label_table[i];
      const FieldDefinition* field =
          label.field < 0 ? nullptr : &all_fields()[static_cast<std::size_t>(label.field)];
      const bool is_active = field ? active(Subject::ChoiceField, label.key, field)
                                   : any_tag_condition && active_text(Subject::Tag, label.key);
      if (counts_.labels[i] > 0 || is_active) {
        auto& values = field ? fields[static_cast<std::size_t>(label.field)].values : tags.values;
        values.push_back({label.key, label.query, counts_.labels[i], is_active});
      }
    }
    push(std::move(tags));
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const FieldDefinition& field = all_fields()[i];
      fields[i].key = field.key;
      fields[i].title_ko = field.ko;
      fields[i].title_en = field.en;
      push(std::move(fields[i]));
    }
  }

  void ratings() {
    Facet facet{"rating", "별점", "Rating", {}};
    for (std::size_t rating = 6; rating-- > 0;) {
      const auto value = static_cast<double>(rating);
      const bool is_active =
          std::any_of(query_.conditions.begin(), query_.conditions.end(), [&](const Condition& c) {
            return c.subject == Subject::Rating && !c.negated && c.low == value && c.high == value;
          });
      if (counts_.ratings[rating] > 0 || is_active) {
        const std::string text = std::to_string(rating);
        facet.values.push_back({text, "rating:" + text, counts_.ratings[rating], is_active});
      }
    }
    push(std::move(facet));
  }

  void formats() {
    Facet facet{"format", "형식", "Format", {}};
    for (std::size_t i = 0; i < rows_.formats.size(); ++i) {
      const std::string& name = rows_.formats[i];
      const bool is_active = !name.empty() && active_text(Subject::Format, name);
      if (!name.empty() && (counts_.formats[i] > 0 || is_active)) {
        const bool plain = name.find_first_of(" ,\"") == std::string::npos;
        facet.values.push_back(
            {name, "format:" + (plain ? name : "\"" + name + "\""), counts_.formats[i], is_active});
      }
    }
    push(std::move(facet));
  }

  const IndexRows& rows_;
  const FacetCounts& counts_;
  const ParsedQuery& query_;
  std::vector<Facet> facets_;
};

}  // namespace

std::vector<Facet> count_facets(const IndexRows& rows, std::span<const Ordinal> hits,
                                const ParsedQuery& query, FacetTotals& totals) {
  const FacetCounts counts = counts_of(rows, hits, query, totals);
  return FacetMaker(rows, counts, query).run();
}

}  // namespace bandaji
