#include "assets/import/stl_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "assets/text.h"

namespace bandaji {
namespace {

constexpr std::size_t kHeader = 84;    // 80 bytes of anything, and the count.
constexpr std::size_t kTriangle = 50;  // Twelve numbers and two bytes.
constexpr std::size_t kLooked = 512;   // Bytes that tell text from numbers.

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool is_text(std::string_view bytes) {
  return std::none_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<std::uint8_t>(c) < 0x20 && !is_space(c) && c != '\f' && c != '\v';
  });
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

// The lines' first words (and the second of "facet normal", "outer loop") in small letters; names stay.
std::string in_small_letters(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = skip_space(text, 0); at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const std::size_t begin = skip_space(line, 0);
    const std::size_t first = std::min(line.find_first_of(" \t\r", begin), line.size());
    const std::string word = to_lower_ascii(line.substr(begin, first - begin));
    out += word;
    const std::string_view rest = line.substr(first);
    out += word == "solid" || word == "endsolid" ? std::string(rest) : to_lower_ascii(rest);
    if (end < text.size()) out += '\n';
    at = end + 1;
  }
  return out;
}

// Whether the first words of both of the first two lines are as Assimp compares them.
bool has_small_letters(std::string_view text) {
  if (!text.starts_with("solid")) return false;
  const std::size_t next = skip_space(text, std::min(text.find('\n'), text.size()));
  const std::string_view word = text.substr(next, 8);
  return word.starts_with("facet") || word.starts_with("endsolid") || word.empty();
}

}  // namespace

Result<std::string_view> readable_stl(std::string_view text, const std::string& shown, std::string& mended) {
  const std::string start = to_lower_ascii(text.substr(0, 4096));
  const std::size_t first = skip_space(text, 0);
  const bool says_solid = std::string_view(start).substr(std::min(first, start.size())).starts_with("solid");
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < 4 && text.size() >= kHeader; ++i)
    count |= std::uint64_t{static_cast<std::uint8_t>(text[80 + i])} << (8 * i);
  const std::uint64_t whole = kHeader + count * kTriangle;
  if (text.size() >= kHeader && text.size() == whole) return text;

  if (says_solid && is_text(text.substr(0, kLooked))) {
    if (has_small_letters(text)) return text;
    mended = in_small_letters(text);
    return std::string_view(mended);
  }
  if (text.size() < kHeader || is_text(text.substr(0, kLooked))) {
    return fail(ErrorKind::Corrupt, fmt::format("“{}” is neither a text nor a binary STL file.", shown));
  }
  if (text.size() < whole) {
    return fail(ErrorKind::Corrupt,
                fmt::format("“{}” ends too early: it holds {} of the {} triangles that it promises.", shown,
                            (text.size() - kHeader) / kTriangle, count));
  }
  return text.substr(0, whole);
}

}  // namespace bandaji
