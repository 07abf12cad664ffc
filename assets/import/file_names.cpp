#include "assets/import/file_names.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <cstdint>
#include <cstdlib>

#include "assets/text.h"

namespace bandaji {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// "C:", "http:", "file:", but also "con:" and alternate streams: no honest relative name has a colon after
// letters.
bool has_scheme(std::string_view name) {
  std::size_t i = 0;
  while (i < name.size() && (is_letter(name[i]) || (i > 0 && (hex_digit(name[i]) >= 0 || name[i] == '+' ||
                                                              name[i] == '-' || name[i] == '.')))) {
    ++i;
  }
  return i > 0 && i < name.size() && name[i] == ':';
}

}  // namespace

Result<std::string> resolve_name(std::string_view asked, std::string_view folder) {
  const auto refuse = [&](const char* why) {
    return fail(ErrorKind::Denied, fmt::format("“{}” {}.", for_display(asked, 200), why));
  };
  if (asked.empty()) return refuse("is no name");
  for (const char c : asked) {
    if (static_cast<std::uint8_t>(c) < 0x20 || c == 0x7F) return refuse("contains a control character");
  }
  if (asked.size() > 4096) return refuse("is too long");
  std::string name(asked);
  for (char& c : name) {
    if (c == '\\') c = '/';
  }
  if (name[0] == '/') return refuse("is an absolute path");
  if (has_scheme(name)) return refuse("is an address or a drive, not a relative path");

  std::vector<std::string_view> parts;
  const std::string joined = folder.empty() ? name : std::string(folder) + "/" + name;
  const std::string_view all = joined;
  for (std::size_t begin = 0; begin <= all.size();) {
    const std::size_t end = std::min(all.find('/', begin), all.size());
    const std::string_view part = all.substr(begin, end - begin);
    begin = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == "..") {
      if (parts.empty()) return refuse("leads out of the import folder");
      parts.pop_back();
    } else {
      parts.push_back(part);
    }
  }
  if (parts.empty()) return refuse("is no file name");
  std::string result;
  for (const std::string_view part : parts) {
    if (!result.empty()) result += '/';
    result += part;
  }
  return result;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string base_name(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? std::string_view() : path.substr(0, slash));
}

std::string extension_of(std::string_view path) {
  const std::string name = base_name(path);
  const std::size_t dot = name.rfind('.');
  return dot == std::string::npos ? std::string() : to_lower_ascii(name.substr(dot + 1));
}

std::string loose_key(std::string_view path) {
  const std::string valid = to_nfc(path);
  utf8proc_uint8_t* folded = nullptr;
  const utf8proc_ssize_t size = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(valid.data()), static_cast<utf8proc_ssize_t>(valid.size()),
      &folded, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
  if (size < 0 || folded == nullptr) return valid;
  std::string key(reinterpret_cast<const char*>(folded), static_cast<std::size_t>(size));
  std::free(folded);
  return key;
}

namespace {

// Folders and name, in a form in which the same ones are equal.
std::vector<std::string> path_parts(std::string_view path) {
  std::vector<std::string> parts;
  while (!path.empty()) {
    const std::size_t slash = path.find_first_of("/\\");
    const std::string_view part = path.substr(0, slash);
    if (!part.empty() && part != "." && part != "..") parts.push_back(loose_key(part));
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
  }
  return parts;
}

// The name up to the ending of a picture, empty for anything else.
std::string picture_stem(const std::string& name) {
  for (const char* ending : {".png", ".jpg", ".jpeg", ".webp", ".tga", ".bmp", ".gif", ".tif", ".tiff",
                             ".psd", ".exr", ".dds", ".ktx", ".ktx2", ".hdr"}) {
    if (name.ends_with(ending)) return name.substr(0, name.size() - std::string_view(ending).size());
  }
  return {};
}

bool is_read_picture(std::string_view name) {
  for (const char* ending : {".png", ".jpg", ".jpeg", ".webp", ".tga", ".bmp", ".gif"}) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> readable_twins(const std::string& path) {
  const std::string lower = to_lower_ascii(path);
  const std::string stem = picture_stem(lower);
  if (stem.empty() || is_read_picture(lower)) return {};
  std::vector<std::string> twins;
  for (const char* ending : {".png", ".jpg", ".jpeg", ".webp", ".tga", ".bmp"})
    twins.push_back(path.substr(0, stem.size()) + ending);
  return twins;
}

std::optional<std::size_t> best_name_match(std::string_view asked, const std::vector<std::string>& paths) {
  const std::vector<std::string> wanted = path_parts(asked);
  if (wanted.empty()) return std::nullopt;
  const std::string stem = picture_stem(wanted.back());
  std::optional<std::size_t> best;
  std::size_t best_score = 0;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    // Most of a large folder has another name, which is cheap to see.
    const std::string name = loose_key(base_name(paths[i]));
    std::size_t score = 0;
    if (name == wanted.back()) {
      const std::vector<std::string> parts = path_parts(paths[i]);
      score = 2;
      for (std::size_t k = 2; k <= parts.size() && k <= wanted.size(); ++k) {
        if (parts[parts.size() - k] != wanted[wanted.size() - k]) break;
        ++score;
      }
    } else if (!stem.empty() && is_read_picture(name) && picture_stem(name) == stem) {
      score = 1;
    }
    if (score > best_score) {
      best = i;
      best_score = score;
    }
  }
  return best;
}

namespace {

void append_utf8(std::string& out, std::uint32_t code) {
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = 0xFFFD;
  utf8proc_uint8_t buffer[4];
  const utf8proc_ssize_t size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), buffer);
  out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(size));
}

}  // namespace

std::string decode_marked_text(std::string_view bytes) {
  const auto starts = [&](std::string_view mark) { return bytes.substr(0, mark.size()) == mark; };
  using namespace std::string_view_literals;
  std::size_t width = 0;
  bool big = false;
  if (starts("\xEF\xBB\xBF"sv)) return std::string(bytes.substr(3));
  if (starts("\xFF\xFE\0\0"sv)) {
    width = 4;
  } else if (starts("\0\0\xFE\xFF"sv)) {
    width = 4;
    big = true;
  } else if (starts("\xFF\xFE"sv)) {
    width = 2;
  } else if (starts("\xFE\xFF"sv)) {
    width = 2;
    big = true;
  } else {
    return {};
  }
  const auto unit = [&](std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
      const std::size_t place = big ? width - 1 - i : i;
      value |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(bytes[at + i])) << (8 * place);
    }
    return value;
  };
  std::string out;
  out.reserve(bytes.size() / width + 16);
  for (std::size_t at = width; at + width <= bytes.size(); at += width) {
    std::uint32_t code = unit(at);
    if (width == 2 && code >= 0xD800 && code < 0xDC00 && at + 4 <= bytes.size()) {
      const std::uint32_t low = unit(at + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      }
    }
    append_utf8(out, code);
  }
  return out;
}

Result<std::vector<std::byte>> decode_base64(std::string_view text) {
  std::vector<std::byte> out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    std::uint32_t value = 0;
    if (c >= 'A' && c <= 'Z') {
      value = static_cast<std::uint32_t>(c - 'A');
    } else if (c >= 'a' && c <= 'z') {
      value = static_cast<std::uint32_t>(c - 'a') + 26;
    } else if (c >= '0' && c <= '9') {
      value = static_cast<std::uint32_t>(c - '0') + 52;
    } else if (c == '+' || c == '-') {
      value = 62;
    } else if (c == '/' || c == '_') {
      value = 63;
    } else if (c == '=') {
      break;
    } else if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      continue;
    } else {
      return fail(ErrorKind::Corrupt, "Embedded data is not base64.");
    }
    bits = bits << 6 | value;
    if (++count == 4) {
      for (int shift = 16; shift >= 0; shift -= 8) out.push_back(static_cast<std::byte>(bits >> shift));
      bits = 0;
      count = 0;
    }
  }
  if (count == 1) return fail(ErrorKind::Corrupt, "Embedded data is cut off.");
  if (count == 2) out.push_back(static_cast<std::byte>(bits >> 4));
  if (count == 3) {
    out.push_back(static_cast<std::byte>(bits >> 10));
    out.push_back(static_cast<std::byte>(bits >> 2));
  }
  return out;
}

}  // namespace bandaji
