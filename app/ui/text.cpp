#include "app/ui/text.h"

#include <iterator>

namespace bandaji {
namespace {

constexpr TextEntry kEntries[] = {
#define BANDAJI_TEXT(name, ko, en) {#name, ko, en},
#include "app/ui/text_entries.inc"
#undef BANDAJI_TEXT
};

}  // namespace

std::size_t text_count() {
  return std::size(kEntries);
}
const TextEntry& text_entry(std::size_t index) {
  return kEntries[index];
}

}  // namespace bandaji
