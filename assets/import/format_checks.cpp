#include "assets/import/format_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace bandaji {
namespace {

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

}  // namespace bandaji
