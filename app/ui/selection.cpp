#include "app/ui/selection.h"

#include <algorithm>

namespace bandaji {

void Selection::clear() {
  ids_.clear();
  focus_.clear();
  anchor_.clear();
  ++revision_;
}

void Selection::only(const Id& id) {
  ids_ = {id};
  focus_ = anchor_ = id;
  ++revision_;
}

void Selection::toggle(const Id& id) {
  if (ids_.erase(id) > 0) {
    if (focus_ == id) focus_ = ids_.empty() ? Id() : *ids_.begin();
  } else {
    ids_.insert(id);
    focus_ = id;
  }
  anchor_ = id;
  ++revision_;
}

void Selection::add(const std::vector<Id>& ids) {
  for (const Id& id : ids) ids_.insert(id);
  if (focus_.empty() && !ids.empty()) focus_ = anchor_ = ids.front();
  ++revision_;
}

void Selection::replace(const std::vector<Id>& ids, const Id& focus) {
  ids_.clear();
  for (const Id& id : ids) ids_.insert(id);
  focus_ = ids_.contains(focus) ? focus : ids.empty() ? Id() : ids.front();
  if (!ids_.contains(anchor_)) anchor_ = focus_;
  ++revision_;
}

void Selection::remove(const Id& id) {
  if (ids_.erase(id) == 0) return;
  if (focus_ == id) focus_ = ids_.empty() ? Id() : *ids_.begin();
  if (anchor_ == id) anchor_ = focus_;
  ++revision_;
}

void Selection::append_rest(std::vector<Id>& out) const {
  if (out.size() == ids_.size()) return;
  const std::unordered_set<Id> seen(out.begin(), out.end());
  const auto start = static_cast<std::ptrdiff_t>(out.size());
  for (const Id& id : ids_)
    if (!seen.contains(id)) out.push_back(id);
  std::sort(out.begin() + start, out.end());
}

}  // namespace bandaji
