#include "assets/text.h"

#include <fmt/format.h>
#include <iconv.h>
#include <utf8proc.h>

#include <cstdint>
#include <cstdlib>

namespace bandaji {
namespace {

// Length of the well-formed sequence at `at`, or 0.  Table 3-7 of the Unicode standard.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const auto continues = [&](std::size_t i, std::uint8_t low = 0x80, std::uint8_t high = 0xBF) {
    return i < text.size() && byte(i) >= low && byte(i) <= high;
  };
  const std::uint8_t first = byte(at);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(at + 1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const std::uint8_t low = first == 0xE0 ? 0xA0 : 0x80;
    const std::uint8_t high = first == 0xED ? 0x9F : 0xBF;
    return continues(at + 1, low, high) && continues(at + 2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const std::uint8_t low = first == 0xF0 ? 0x90 : 0x80;
    const std::uint8_t high = first == 0xF4 ? 0x8F : 0xBF;
    return continues(at + 1, low, high) && continues(at + 2) && continues(at + 3) ? 4 : 0;
  }
  return 0;
}

std::string cp949_to_utf8(std::string_view text) {
  const iconv_t converter = iconv_open("UTF-8", "CP949");
  if (converter == reinterpret_cast<iconv_t>(-1)) return {};
  std::string output(text.size() * 3 + 4, '\0');
  char* in = const_cast<char*>(text.data());  // iconv's signature; it does not write.
  std::size_t in_left = text.size();
  char* out = output.data();
  std::size_t out_left = output.size();
  const std::size_t status = iconv(converter, &in, &in_left, &out, &out_left);
  iconv_close(converter);
  if (status == static_cast<std::size_t>(-1) || in_left != 0) return {};
  output.resize(output.size() - out_left);
  return output;
}

std::string with_replacements(std::string_view text) {
  std::string output;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text, i);
    if (length == 0) {
      output += "\xEF\xBF\xBD";
      ++i;
    } else {
      output.append(text.substr(i, length));
      i += length;
    }
  }
  return output;
}

std::string compose(std::string_view text) {
  utf8proc_uint8_t* composed = nullptr;
  const utf8proc_ssize_t size = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
      &composed, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (size < 0 || composed == nullptr) return std::string(text);
  std::string output(reinterpret_cast<const char*>(composed), static_cast<std::size_t>(size));
  std::free(composed);
  return output;
}

// Characters that would change the line around them or cannot be seen.
bool needs_escape(std::uint32_t code) {
  return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x061C || code == 0x200E ||
         code == 0x200F || (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
         code == 0xFEFF;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

std::string to_nfc(std::string_view text) {
  bool ascii = true;
  for (const char c : text) ascii = ascii && static_cast<std::uint8_t>(c) < 0x80;
  if (ascii) return std::string(text);
  if (is_utf8(text)) return compose(text);
  const std::string korean = cp949_to_utf8(text);
  if (!korean.empty() && is_utf8(korean)) return compose(korean);
  return compose(with_replacements(text));
}

std::string to_utf8(const std::filesystem::path& path) {
  const std::u8string text = path.u8string();
  return std::string(reinterpret_cast<const char*>(text.data()), text.size());
}

std::filesystem::path path_from_utf8(std::string_view utf8) {
  return std::filesystem::path(std::u8string(reinterpret_cast<const char8_t*>(utf8.data()), utf8.size()));
}

std::string for_display(std::string_view text, std::size_t max_bytes) {
  static constexpr std::string_view kEllipsis = "…";
  const std::string valid = is_utf8(text) ? std::string(text) : to_nfc(text);
  std::string output;
  for (std::size_t i = 0; i < valid.size();) {
    const std::size_t length = sequence_length(valid, i);
    utf8proc_int32_t code = 0;
    utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(valid.data() + i),
                     static_cast<utf8proc_ssize_t>(length), &code);
    const std::string piece = needs_escape(static_cast<std::uint32_t>(code))
                                  ? fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(code))
                                  : valid.substr(i, length);
    const bool last = i + length == valid.size();
    const std::size_t room = max_bytes - (last ? 0 : std::min(max_bytes, kEllipsis.size()));
    if (output.size() + piece.size() > room) {
      if (output.size() + kEllipsis.size() <= max_bytes) output += kEllipsis;
      return output;
    }
    output += piece;
    i += length;
  }
  return output;
}

std::string to_lower_ascii(std::string_view text) {
  std::string output(text);
  for (char& c : output) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return output;
}

}  // namespace bandaji
