// What went wrong, in Korean.  The modules say it in English: those sentences are
// stable, stand in logs and --json, and are what tests compare.  Where the interface
// is Korean they pass through here, on their way to the eye and never before.
// Pure functions; any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace bandaji {

// A sentence or phrase with {} for what is filled in; message_entries.inc says how both sides are written.
struct MessageEntry {
  std::string_view english;
  std::string_view korean;
};
std::span<const MessageEntry> message_entries();

// The Korean of a finished sentence of Error::message, a warning, a missing file's reason or a found problem.
// Of several entries that fit, the one that leaves least English is taken, then the one with most words of
// its own. What no entry fits, such as a library's own words, comes back as it is.
std::string in_korean(std::string_view english);

// `particle` as it must read after `words`: with_particle("모델", "을") is "을", after "의자" it is "를".
// Quotes and brackets at the end are passed over; Latin letters and digits count as they are read aloud.
// Expects: one of 을 이 은 으로 으로는 과 이라는.
std::string_view particle_after(std::string_view words, std::string_view particle);

}  // namespace bandaji
