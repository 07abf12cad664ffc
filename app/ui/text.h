// Every visible word of the window, in Korean and English, in one table
// (text_entries.inc).  Words that the vocabulary or the action table has come from there.
#pragma once

#include <cstddef>
#include <cstdint>

namespace bandaji {

enum class Text : std::uint16_t {
#define BANDAJI_TEXT(name, ko, en) name,
#include "app/ui/text_entries.inc"
#undef BANDAJI_TEXT
};

struct TextEntry {
  const char* name;
  const char* ko;
  const char* en;
};

std::size_t text_count();
const TextEntry& text_entry(std::size_t index);
inline const char* text_of(Text text, bool korean) {
  const TextEntry& entry = text_entry(static_cast<std::size_t>(text));
  return korean ? entry.ko : entry.en;
}

}  // namespace bandaji
