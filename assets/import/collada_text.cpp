#include "assets/import/collada_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <unordered_map>
#include <vector>

#include "assets/text.h"

namespace bandaji {
namespace {

// Of people's and programs' files some dozen; a stack holds some ten thousand.
constexpr std::size_t kDeepest = 1000;
constexpr std::uint64_t kMostNodes = 1'000'000;

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

// A <node>, with what it contains: the nodes written inside it, and those that it names.
struct NodeText {
  std::string_view id;
  std::vector<std::size_t> inside;
  std::vector<std::string_view> named;
};

Result<void> too_deep(const std::string& shown) {
  return fail(
      ErrorKind::Limit,
      fmt::format("The nodes of “{}” nest more than {} levels deep, which is not read.", shown, kDeepest));
}

// The end of the tag, comment or section that begins at `at`: one past its last sign.
std::size_t markup_end(std::string_view text, std::size_t at) {
  const auto past = [&](std::string_view mark) {
    const std::size_t found = text.find(mark, at);
    return found == std::string_view::npos ? text.size() : found + mark.size();
  };
  const std::string_view rest = text.substr(at, 9);
  if (rest.starts_with("<!--")) return past("-->");
  if (rest.starts_with("<![CDATA[")) return past("]]>");
  return past(">");
}

Result<std::vector<NodeText>> read_nodes(std::string_view text, const std::string& shown) {
  std::vector<NodeText> nodes;
  std::vector<std::size_t> open;  // Nodes around the present place.
  std::size_t depth = 0;          // Elements around it.
  for (std::size_t at = 0; (at = text.find('<', at)) != std::string_view::npos;) {
    const std::size_t end = markup_end(text, at);
    const std::string_view tag = text.substr(at + 1, end - at - 1);  // Still with its '>'.
    at = end;
    if (tag.empty() || tag[0] == '!' || tag[0] == '?') continue;
    const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/>", 1));
    if (name[0] == '/') {
      if (depth > 0) --depth;
      if (name == "/node" && !open.empty()) open.pop_back();
      continue;
    }
    const bool closed = tag.size() >= 2 && tag[tag.size() - 2] == '/';
    if (!closed && ++depth > kDeepest) return tl::unexpected(too_deep(shown).error());
    if (name == "node") {
      if (!open.empty()) nodes[open.back()].inside.push_back(nodes.size());
      if (!closed) open.push_back(nodes.size());
      nodes.push_back({attribute(tag, "id"), {}, {}});
    } else if (name == "instance_node" && !open.empty()) {
      const std::string_view url = attribute(tag, "url");
      if (url.starts_with('#')) nodes[open.back()].named.push_back(url.substr(1));
    }
  }
  return nodes;
}

}  // namespace

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

Result<void> check_collada_nodes(std::string_view text, const std::string& shown) {
  auto read = read_nodes(text, shown);
  if (!read) return tl::unexpected(read.error());
  std::vector<NodeText>& nodes = *read;
  std::unordered_map<std::string_view, std::size_t> by_id;
  for (std::size_t i = 0; i < nodes.size(); ++i) by_id.emplace(nodes[i].id, i);
  bool any_named = false;
  for (NodeText& node : nodes) {
    for (const std::string_view id : node.named) {
      const auto target = by_id.find(id);
      if (target == by_id.end()) continue;
      node.inside.push_back(target->second);
      any_named = true;
    }
  }
  if (!any_named) return {};

  // What each node becomes when all it names stands in it.  Depth first, without recursion.
  struct Visit {
    bool begun = false, done = false;
    std::size_t next = 0;  // Of `inside`.
    std::size_t depth = 1;
    std::uint64_t count = 1;
  };
  std::vector<Visit> visits(nodes.size());
  for (std::size_t start = 0; start < nodes.size(); ++start) {
    if (visits[start].done) continue;
    std::vector<std::size_t> path{start};
    while (!path.empty()) {
      const std::size_t node = path.back();
      Visit& visit = visits[node];
      visit.begun = true;
      if (visit.next < nodes[node].inside.size()) {
        const Visit& child = visits[nodes[node].inside[visit.next]];
        if (child.done) {
          visit.depth = std::max(visit.depth, child.depth + 1);
          visit.count += child.count;
          if (visit.depth > kDeepest) return too_deep(shown);
          if (visit.count > kMostNodes)
            return fail(ErrorKind::Limit, "The model has more than a million nodes.");
          ++visit.next;
        } else if (child.begun) {
          return fail(ErrorKind::Corrupt,
                      fmt::format("“{}” contradicts itself: the node “{}” contains itself.", shown,
                                  for_display(nodes[nodes[node].inside[visit.next]].id, 100)));
        } else {
          path.push_back(nodes[node].inside[visit.next]);
        }
        continue;
      }
      visit.done = true;
      path.pop_back();
    }
  }
  return {};
}

std::string mend_collada_unit(std::string_view text) {
  const std::size_t unit = text.find("<unit");
  if (unit == std::string_view::npos) return {};
  const std::string_view tag = text.substr(unit, std::min(text.find('>', unit), text.size()) - unit);
  const std::string_view meter = attribute(tag, "meter");
  if (meter.empty()) return {};
  const double value = std::strtod(std::string(meter.substr(0, 32)).c_str(), nullptr);
  if (value > 1e-9 && value < 1e9) return {};
  const auto place = static_cast<std::size_t>(meter.data() - text.data());
  std::string out(text.substr(0, place));
  out += '1';
  out += text.substr(place + meter.size());
  return out;
}

}  // namespace bandaji
