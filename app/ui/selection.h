// Which assets are chosen.  Ids, not places: a selection survives filtering and
// sorting, and may hold assets that the result does not show at the moment.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "db/records.h"

namespace bandaji {

class Selection {
 public:
  bool contains(const Id& id) const { return ids_.contains(id); }
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
  void range(const std::vector<Id>& order, const Id& id, bool keep_others);
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
      if (Id id = order[i]; ids_.contains(id)) out.push_back(std::move(id));
    append_rest(out);
    return out;
  }
  // Selected, but not in `order`.
  template <class Order>
  std::vector<Id> outside(const Order& order) const {
    std::vector<Id> inside, out;
    for (std::size_t i = 0; i < order.size() && inside.size() < ids_.size(); ++i)
      if (Id id = order[i]; ids_.contains(id)) inside.push_back(std::move(id));
    const auto shown = static_cast<std::ptrdiff_t>(inside.size());
    append_rest(inside);
    out.assign(inside.begin() + shown, inside.end());
    return out;
  }

 private:
  void append_rest(std::vector<Id>& out) const;
  std::unordered_set<Id> ids_;
  Id focus_, anchor_;
  std::uint64_t revision_ = 0;
};

}  // namespace bandaji
