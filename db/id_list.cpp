#include <algorithm>

#include "db/search.h"

namespace bandaji {

std::vector<Id> IdList::slice(std::size_t offset, std::size_t count) const {
  std::vector<Id> page;
  if (offset >= size()) {
    return page;
  }
  const std::size_t end = offset + std::min(count, size() - offset);
  page.reserve(end - offset);
  for (std::size_t index = offset; index < end; ++index) {
    page.push_back((*this)[index]);
  }
  return page;
}

}  // namespace bandaji
