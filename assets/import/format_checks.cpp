#include "assets/import/format_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>

namespace bandaji {
namespace {

constexpr std::size_t kLongestHeader = 1u << 20;

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

// The attribute's value inside an opening tag.
std::string_view attribute(std::string_view tag, std::string_view name) {
  for (std::size_t at = 0; (at = tag.find(name, at)) != std::string_view::npos; at += name.size()) {
    const std::size_t quote = at + name.size() + 1;
    const bool whole = at > 0 && is_space(tag[at - 1]) && quote < tag.size() && tag[quote - 1] == '=' &&
                       (tag[quote] == '"' || tag[quote] == '\'');
    if (!whole) continue;
    const std::size_t end = tag.find(tag[quote], quote + 1);
    return end == std::string_view::npos ? std::string_view() : tag.substr(quote + 1, end - quote - 1);
  }
  return {};
}

std::uint64_t number_of(std::string_view text, std::uint64_t otherwise) {
  if (text.empty()) return otherwise;
  return std::strtoull(std::string(text.substr(0, 24)).c_str(), nullptr, 10);
}

}  // namespace

Result<void> check_fbx_version(std::string_view text, const std::string& shown) {
  constexpr std::string_view kBinary = "Kaydara FBX Binary";
  constexpr std::uint64_t kFirstRead = 7100;  // FBX 2011.
  std::uint64_t version = 0;
  if (text.starts_with(kBinary) && text.size() >= 27) {
    if (text[22] != 0) {
      return fail(ErrorKind::Unsupported,
                  fmt::format("“{}” is a big-endian FBX file, which is not read; export it again as FBX 2014 "
                              "or newer, or as glTF.",
                              shown));
    }
    for (std::size_t i = 0; i < 4; ++i)
      version |= std::uint64_t{static_cast<std::uint8_t>(text[23 + i])} << (8 * i);
  } else {
    const std::string_view head = text.substr(0, 16384);
    const std::size_t mark = head.find("FBXVersion:");
    if (mark == std::string_view::npos) return {};
    const std::size_t digits = head.find_first_of("0123456789", mark);
    if (digits != std::string_view::npos) version = number_of(head.substr(digits), 0);
  }
  if (version == 0 || version >= kFirstRead) return {};
  return fail(ErrorKind::Unsupported,
              fmt::format("“{}” is FBX {}.{}, which is older than FBX 2011 and not read; open it in a newer "
                          "program and export it again as FBX 2014 or newer, or as glTF.",
                          shown, version / 1000, version % 1000 / 100));
}

std::string blender_version(std::string_view text) {
  const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
  if (text.starts_with("\x28\xB5\x2F\xFD")) return "3.0+";  // Compressed as only these versions do.
  if (!text.starts_with("BLENDER")) return {};
  // Since 5.0 the header's length stands between name and version.
  if (digit(7)) return "5.0+";
  if (!digit(9) || !digit(10) || !digit(11)) return {};
  const std::string_view minor = text.substr(10, 2);
  return fmt::format("{}.{}", text[9], minor[0] == '0' ? minor.substr(1) : minor);
}

Result<std::string> mend_ply_header(std::string_view text, const std::string& shown) {
  const auto bad = [&](const char* why) {
    return fail(ErrorKind::Corrupt, fmt::format("“{}” is no PLY file: {}.", shown, why));
  };
  if (!text.starts_with("ply")) return bad("it does not begin with “ply”");
  std::string header;
  bool unknown = false;
  for (std::size_t at = 0; at < text.size() && at < kLongestHeader;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view whole = text.substr(at, end + 1 - at);
    std::string_view line = text.substr(at, end - at);
    const bool first = at == 0;
    at = end + 1;
    while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
    const std::string_view word = line.substr(0, line.find_first_of(" \t"));
    if (first && line != "ply") return bad("its first line is more than “ply”");
    if (word == "end_header") {
      if (!unknown) return std::string();
      header += whole;
      header += text.substr(std::min(at, text.size()));
      return header;
    }
    const bool known = word == "ply" || word == "format" || word == "comment" || word == "obj_info" ||
                       word == "element" || word == "property";
    if (known) {
      header += whole;
    } else {
      unknown = true;
    }
  }
  return bad("its header does not end");
}

std::string mend_collada_space(std::string_view text) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = 0; (at = text.find('>', at)) != std::string_view::npos;) {
    const std::size_t start = ++at;
    while (at < text.size() && is_space(text[at])) ++at;
    const bool number =
        at < text.size() && (text[at] == '-' || text[at] == '.' || (text[at] >= '0' && text[at] <= '9'));
    if (at == start || !number) continue;
    out += text.substr(copied, start - copied);
    copied = at;
  }
  if (copied > 0) out += text.substr(copied);
  return out;
}

std::string mend_off_comments(std::string_view text) {
  if (text.find('#') == std::string_view::npos) return {};
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += text.substr(at, std::min(text.find('#', at), end) - at);
    if (end < text.size()) out += '\n';
    at = end + 1;
  }
  return out;
}

Result<void> check_collada_arrays(std::string_view text, const std::string& shown) {
  const auto bad = [&](std::string_view id, std::uint64_t says, std::uint64_t has) {
    return fail(ErrorKind::Corrupt,
                fmt::format("“{}” contradicts itself: the array “{}” says {} numbers and has {}.", shown,
                            id.substr(0, 100), says, has));
  };
  std::map<std::string_view, std::uint64_t> sizes;
  constexpr std::string_view kOpen = "<float_array";
  for (std::size_t at = 0; (at = text.find(kOpen, at)) != std::string_view::npos;) {
    const std::size_t close = text.find('>', at);
    if (close == std::string_view::npos) break;
    const std::string_view tag = text.substr(at, close - at);
    at = close + 1;
    std::uint64_t count = 0;
    if (tag.back() != '/') {
      const std::size_t end = std::min(text.find('<', at), text.size());
      bool inside = false;
      for (; at < end; ++at) {
        const bool space = is_space(text[at]);
        count += !space && !inside ? 1 : 0;
        inside = !space;
      }
    }
    const std::uint64_t says = number_of(attribute(tag, "count"), count);
    if (says != count) return bad(attribute(tag, "id"), says, count);
    sizes[attribute(tag, "id")] = count;
  }
  constexpr std::string_view kAccessor = "<accessor";
  for (std::size_t at = 0; (at = text.find(kAccessor, at)) != std::string_view::npos;) {
    const std::size_t close = text.find('>', at);
    if (close == std::string_view::npos) break;
    const std::string_view tag = text.substr(at, close - at);
    at = close + 1;
    std::string_view source = attribute(tag, "source");
    if (source.empty()) continue;
    source.remove_prefix(1);
    const auto array = sizes.find(source);
    if (array == sizes.end()) continue;
    const std::uint64_t stride = number_of(attribute(tag, "stride"), 1);
    const std::uint64_t count = number_of(attribute(tag, "count"), 0);
    if (stride == 0 || stride > 1024 || count > array->second / stride)
      return bad(source, count, array->second / std::max<std::uint64_t>(1, stride));
  }
  return {};
}

Result<void> check_obj_faces(std::string_view text, const std::string& shown) {
  std::size_t line_number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    ++line_number;
    if (text[at] == 'f' && (at + 1 == end || is_space(text[at + 1]))) {
      std::size_t corner = at + 1;
      while (corner < end && is_space(text[corner])) ++corner;
      if (corner == end || text[corner] == '#') {
        return fail(ErrorKind::Corrupt,
                    fmt::format("“{}” is damaged: the face on line {} has no corners.", shown, line_number));
      }
    }
    at = end + 1;
  }
  return {};
}

}  // namespace bandaji
