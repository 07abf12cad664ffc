// SHA-256 of bytes and files: the name of every object in the store.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "assets/result.h"

namespace bandaji {

struct ContentHash {
  std::array<std::uint8_t, 32> bytes{};

  std::string hex() const;        // 64 lower-case digits.
  std::string short_hex() const;  // The first 12, as printed on sheets.
  auto operator<=>(const ContentHash&) const = default;
};

// Errors: Invalid when the text is not 64 hexadecimal digits.
Result<ContentHash> parse_hash(std::string_view hex);

ContentHash hash_bytes(std::span<const std::byte> bytes);
ContentHash hash_text(std::string_view text);
Result<ContentHash> hash_file(const std::filesystem::path& path);

}  // namespace bandaji
