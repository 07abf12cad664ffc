// UTF-8 text and paths.  Everything the catalog stores or compares is NFC; the
// file system is spoken to in the bytes it uses itself.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace bandaji {

// NFC form of UTF-8 text.  Bytes that are not UTF-8 are read as CP949 when they
// can be, else replaced by U+FFFD, so the result is always valid UTF-8.
std::string to_nfc(std::string_view text);

// Whether the bytes are well-formed UTF-8.
bool is_utf8(std::string_view text);

// Paths as UTF-8, on every platform.
std::string to_utf8(const std::filesystem::path& path);
std::filesystem::path path_from_utf8(std::string_view utf8);

// Control and bidirectional-override characters made visible, for one line of
// display or log; at most `max_bytes`, cut at a character.
std::string for_display(std::string_view text, std::size_t max_bytes = 1024);

// Lower-case ASCII letters of `text`; other bytes unchanged.
std::string to_lower_ascii(std::string_view text);

}  // namespace bandaji
