#include "app/core/import_pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/core/field_input.h"
#include "app/core/import_naming.h"
#include "assets/text.h"
#include "db/fields.h"

namespace bandaji {
namespace {

constexpr std::array<std::string_view, 6> kPlaceholders{"name", "kind", "tag", "number", "skip", "notes"};

bool is_known(std::string_view key) {
  return std::find(kPlaceholders.begin(), kPlaceholders.end(), key) != kPlaceholders.end() ||
         find_field(key) != nullptr;
}

// As a person writes it: underscores are spaces.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const char next = c == '_' ? ' ' : c;
    if (next == ' ' && (out.empty() || out.back() == ' ')) continue;
    out += next;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

void put(std::string_view key, std::string_view text, const Vocabulary& vocabulary, PatternMatch& match) {
  const std::string value = plain(text);
  if (value.empty() || key == "skip") return;
  if (key == "name") {
    match.name += (match.name.empty() ? "" : " ") + value;
  } else if (key == "tag") {
    match.tags.push_back(value);
  } else if (key == "kind") {
    match.kind = std::string(kind_from_name(value, vocabulary));
    if (match.kind.empty()) match.kind = guess_kind(value, vocabulary);
  } else if (auto field = parse_field(key, value, vocabulary)) {
    match.fields.push_back(std::move(*field));
  }
}

}  // namespace

Result<NamePattern> NamePattern::parse(std::string_view text) {
  NamePattern pattern;
  if (text.empty()) return pattern;
  const std::string whole = to_nfc(text);
  Level level;
  std::string before;
  bool has_placeholder = false;
  const auto finish_level = [&] {
    if (level.empty() && before.empty()) return;
    level.push_back({std::exchange(before, {}), ""});
    pattern.levels_.push_back(std::exchange(level, {}));
  };
  for (std::size_t at = 0; at < whole.size(); ++at) {
    if (whole[at] == '/') {
      finish_level();
    } else if (whole[at] == '{') {
      const std::size_t end = whole.find('}', at);
      if (end == std::string::npos)
        return fail(ErrorKind::Invalid,
                    fmt::format("“{}” has an opening brace without a closing one.", for_display(whole, 200)));
      const std::string key = whole.substr(at + 1, end - at - 1);
      if (!is_known(key))
        return fail(
            ErrorKind::Invalid,
            fmt::format("A name has no part “{}”; there are name, kind, tag, number, skip and the fields of "
                        "a record.",
                        for_display(key, 80)));
      if (!level.empty() && before.empty())
        return fail(ErrorKind::Invalid,
                    fmt::format("Nothing stands between “{}” and the part before it.", for_display(key, 80)));
      level.push_back({std::exchange(before, {}), key});
      has_placeholder = true;
      at = end;
    } else {
      before += whole[at];
    }
  }
  finish_level();
  if (!has_placeholder)
    return fail(ErrorKind::Invalid, fmt::format("“{}” names no part; write one in braces, such as name.",
                                                for_display(whole, 200)));
  return pattern;
}

bool NamePattern::take(const Level& level, std::string_view text, const Vocabulary& vocabulary,
                       PatternMatch& match) {
  for (std::size_t i = 0; i < level.size(); ++i) {
    if (!text.starts_with(level[i].before)) return false;
    text.remove_prefix(level[i].before.size());
    if (level[i].key.empty()) return text.empty();
    // Up to what stands after it; the last one takes the rest, less the end.
    const std::string& after = level[i + 1].before;
    const bool last = level[i + 1].key.empty();
    if (last && !text.ends_with(after)) return false;
    const std::size_t end = last ? text.size() - after.size() : text.find(after, 1);
    if (end == std::string_view::npos || end == 0) return false;
    put(level[i].key, text.substr(0, end), vocabulary, match);
    text.remove_prefix(end);
  }
  return true;
}

std::optional<PatternMatch> NamePattern::match(const std::filesystem::path& path,
                                               const Vocabulary& vocabulary) const {
  if (levels_.empty()) return std::nullopt;
  std::vector<std::string> parts;
  for (const auto& part : path.parent_path()) parts.push_back(to_nfc(to_utf8(part)));
  parts.push_back(to_nfc(to_utf8(path.stem())));
  if (parts.size() < levels_.size()) return std::nullopt;
  PatternMatch match;
  for (std::size_t i = 0; i < levels_.size(); ++i) {
    if (!take(levels_[i], parts[parts.size() - levels_.size() + i], vocabulary, match)) return std::nullopt;
  }
  return match;
}

}  // namespace bandaji
