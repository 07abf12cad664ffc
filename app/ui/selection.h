// Which assets are chosen.  Ids, not places: a selection survives filtering and
// sorting, and may hold assets that the result does not show at the moment.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "db/records.h"
#include "db/search.h"

namespace bandaji {

// Looked up by a view of an id, so that going through a million of them makes no strings.
struct IdHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view id) const { return std::hash<std::string_view>()(id); }
};

inline std::string_view id_at(const std::vector<Id>& order, std::size_t index) {
  return order[index];
}
inline std::string_view id_at(const IdList& order, std::size_t index) {
  return order.view(index);
}

class Selection {
 public:
  bool contains(std::string_view id) const { return ids_.contains(id); }
  std::size_t size() const { return ids_.size(); }
  bool empty() const { return ids_.empty(); }
  // The one the inspector shows and arrow keys start from; empty when nothing is selected.
  const Id& focus() const { return focus_; }
  const Id& anchor() const { return anchor_; }

  void clear();
  void only(const Id& id);
  void toggle(const Id& id);
  void add(const std::vector<Id>& ids);
  void replace(const std::vector<Id>& ids, const Id& focus);
  // From the anchor to `id` through `order`, which holds both and all between.
  template <class Order>
  void range(const Order& order, const Id& id, bool keep_others) {
    std::size_t from = order.size(), to = order.size();
    for (std::size_t i = 0; i < order.size() && (from == order.size() || to == order.size()); ++i) {
      if (id_at(order, i) == anchor_) from = i;
      if (id_at(order, i) == id) to = i;
    }
    if (to == order.size()) return;
    if (from == order.size()) return only(id);
    if (!keep_others) ids_.clear();
    for (std::size_t i = std::min(from, to); i <= std::max(from, to); ++i) ids_.emplace(id_at(order, i));
    focus_ = id;
    ++revision_;
  }
  void remove(const Id& id);
  // Grows with every change.
  std::uint64_t revision() const { return revision_; }

  // In the order of `order`; what `order` lacks follows, sorted.
  template <class Order>
  std::vector<Id> in_order(const Order& order) const {
    std::vector<Id> out;
    out.reserve(ids_.size());
    if (ids_.size() == 1) return {*ids_.begin()};
    for (std::size_t i = 0; i < order.size() && out.size() < ids_.size(); ++i)
      if (const std::string_view id = id_at(order, i); ids_.contains(id)) out.emplace_back(id);
    append_rest(out);
    return out;
  }
  // Selected, but not in `order`.
  template <class Order>
  std::vector<Id> outside(const Order& order) const {
    std::vector<Id> inside, out;
    for (std::size_t i = 0; i < order.size() && inside.size() < ids_.size(); ++i)
      if (const std::string_view id = id_at(order, i); ids_.contains(id)) inside.emplace_back(id);
    const auto shown = static_cast<std::ptrdiff_t>(inside.size());
    append_rest(inside);
    out.assign(inside.begin() + shown, inside.end());
    return out;
  }

 private:
  void append_rest(std::vector<Id>& out) const;
  std::unordered_set<Id, IdHash, std::equal_to<>> ids_;
  Id focus_, anchor_;
  std::uint64_t revision_ = 0;
};

}  // namespace bandaji
