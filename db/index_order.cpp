#include "db/index_order.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "db/search_text.h"

namespace bandaji {
namespace {

bool by_text(SortField field) {
  return field == SortField::Name || field == SortField::Number;
}

std::int64_t number_key(const IndexRows& rows, SortField field, Ordinal row) {
  switch (field) {
    case SortField::Kind:
      return rows.kind[row];  // In the order of the vocabulary.
    case SortField::Status:
      return rows.status[row];
    case SortField::Rating:
      return rows.rating[row];
    case SortField::Created:
      return rows.created[row];
    case SortField::Updated:
      return rows.updated[row];
    case SortField::Triangles:
      return rows.triangles[row];
    case SortField::Height:
      return rows.size_mm[row][1];
    case SortField::Name:
    case SortField::Number:
    case SortField::Relevance:
      break;
  }
  return 0;
}

std::string_view text_key(const IndexRows& rows, SortField field, Ordinal row) {
  return field == SortField::Number ? rows.number(row) : rows.sort_name(row);
}

// The order itself: by key, then by name, then as added.
bool before(const IndexRows& rows, SortField field, Ordinal a, Ordinal b) {
  if (!by_text(field)) {
    const std::int64_t x = number_key(rows, field, a);
    const std::int64_t y = number_key(rows, field, b);
    if (x != y) {
      return x < y;
    }
  }
  const int order = natural_key(text_key(rows, field, a)).compare(natural_key(text_key(rows, field, b)));
  return order != 0 ? order < 0 : a < b;
}

std::uint64_t prefix_of(std::string_view key) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    prefix = (prefix << 8U) | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0U);
  }
  return prefix;
}

std::vector<Ordinal> sorted_by_text(const IndexRows& rows, SortField field) {
  // Keys once, and their first eight bytes beside the row: most comparisons end there.
  struct Entry {
    std::uint64_t prefix;
    Ordinal row;
    std::uint32_t length;
    std::size_t start;
  };
  std::string keys;
  std::vector<Entry> entries;
  entries.reserve(static_cast<std::size_t>(rows.living()));
  for (Ordinal row = 0; row < rows.size(); ++row) {
    if (rows.live[row]) {
      const std::string key = natural_key(text_key(rows, field, row));
      entries.push_back({prefix_of(key), row, static_cast<std::uint32_t>(key.size()), keys.size()});
      keys += key;
    }
  }
  std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
    if (a.prefix != b.prefix) {
      return a.prefix < b.prefix;
    }
    const int order = std::string_view(keys)
                          .substr(a.start, a.length)
                          .compare(std::string_view(keys).substr(b.start, b.length));
    return order != 0 ? order < 0 : a.row < b.row;
  });
  std::vector<Ordinal> order;
  order.reserve(entries.size());
  for (const Entry& entry : entries) {
    order.push_back(entry.row);
  }
  return order;
}

}  // namespace

void RowOrders::number_places(const IndexRows& rows, RowOrder& order) {
  order.place.resize(rows.size());
  for (std::size_t i = 0; i < order.rows.size(); ++i) {
    order.place[order.rows[i]] = static_cast<std::uint32_t>(i);
  }
}

const RowOrder& RowOrders::get(const IndexRows& rows, SortField field) {
  assert(field != SortField::Relevance);
  RowOrder& order = orders_[static_cast<std::size_t>(field)];
  if (order.made) {
    return order;
  }
  if (by_text(field)) {
    order.rows = sorted_by_text(rows, field);
  } else {
    struct Entry {
      std::int64_t key;
      std::uint32_t name;
      Ordinal row;
    };
    const RowOrder& names = get(rows, SortField::Name);
    std::vector<Entry> entries;
    entries.reserve(names.rows.size());
    for (std::size_t i = 0; i < names.rows.size(); ++i) {
      entries.push_back(
          {number_key(rows, field, names.rows[i]), static_cast<std::uint32_t>(i), names.rows[i]});
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
      return a.key != b.key ? a.key < b.key : a.name < b.name;
    });
    order.rows.reserve(entries.size());
    for (const Entry& entry : entries) {
      order.rows.push_back(entry.row);
    }
  }
  number_places(rows, order);
  order.made = true;
  return order;
}

void RowOrders::update(const IndexRows& rows, std::vector<Ordinal> moved) {
  std::vector<std::uint8_t> is_moved(rows.size(), 0);
  for (const Ordinal row : moved) {
    is_moved[row] = 1;
  }
  moved.clear();
  for (Ordinal row = 0; row < is_moved.size(); ++row) {
    if (is_moved[row] && rows.live[row]) {
      moved.push_back(row);
    }
  }
  for (std::size_t index = 0; index < orders_.size(); ++index) {
    RowOrder& order = orders_[index];
    const auto field = static_cast<SortField>(index);
    if (!order.made) {
      continue;
    }
    if (moved.size() > 5'000) {
      order = {};  // Sorting anew is faster than many searches for a place.
      continue;
    }
    std::erase_if(order.rows, [&](Ordinal row) { return is_moved[row] || !rows.live[row]; });
    std::sort(moved.begin(), moved.end(), [&](Ordinal a, Ordinal b) { return before(rows, field, a, b); });
    std::vector<Ordinal> merged;
    merged.reserve(order.rows.size() + moved.size());
    auto from = order.rows.begin();
    for (const Ordinal row : moved) {
      const auto to = std::lower_bound(from, order.rows.end(), row,
                                       [&](Ordinal a, Ordinal b) { return before(rows, field, a, b); });
      merged.insert(merged.end(), from, to);
      merged.push_back(row);
      from = to;
    }
    merged.insert(merged.end(), from, order.rows.end());
    order.rows = std::move(merged);
    number_places(rows, order);
  }
}

}  // namespace bandaji
