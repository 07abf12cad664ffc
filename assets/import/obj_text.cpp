#include "assets/import/obj_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "assets/text.h"

namespace bandaji {
namespace {

// A line that names so many libraries is no longer tried in all the ways it could be cut.
constexpr std::size_t kMostLibraryWords = 16;
constexpr std::size_t kMostLibraryLines = 256;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A text with a few places changed, copied only when the first of them is met.
class Edits {
 public:
  explicit Edits(std::string_view text) : text_(text) {}

  // In order of place.
  void replace(std::size_t from, std::size_t to, std::string_view with) {
    if (out_.empty()) out_.reserve(text_.size() + text_.size() / 16 + 64);
    out_ += text_.substr(copied_, from - copied_);
    out_ += with;
    copied_ = to;
    edited_ = true;
  }
  // Empty when nothing was changed.
  std::string finish() {
    if (edited_) out_ += text_.substr(copied_);
    return std::move(out_);
  }

 private:
  std::string_view text_;
  std::string out_;
  std::size_t copied_ = 0;
  bool edited_ = false;
};

std::size_t find_in(std::string_view text, char c, std::size_t from, std::size_t end) {
  const void* const found = from < end ? std::memchr(text.data() + from, c, end - from) : nullptr;
  return found == nullptr ? end : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

std::size_t skip_blanks(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && is_blank(text[at])) ++at;
  return at;
}
std::size_t skip_word(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && !is_blank(text[at])) ++at;
  return at;
}

// "v", "vt" or "vn" with numbers behind it.
bool is_vertex_line(std::string_view line) {
  if (line.size() < 3 || line[0] != 'v') return false;
  return is_blank(line[1]) || ((line[1] == 't' || line[1] == 'n') && is_blank(line[2]));
}

// The names in "a.mtl my cloth.mtl": the longest that exist; what does not exist ends with ".mtl", or with
// the line.
std::vector<std::string> library_names(std::string_view names,
                                       const std::function<bool(std::string_view)>& exists) {
  std::vector<std::pair<std::size_t, std::size_t>> words;
  for (std::size_t at = 0; (at = skip_blanks(names, at, names.size())) < names.size();) {
    const std::size_t end = skip_word(names, at, names.size());
    words.emplace_back(at, end);
    at = end;
  }
  const auto joined = [&](std::size_t first, std::size_t last) {
    return names.substr(words[first].first, words[last].second - words[first].first);
  };
  if (words.size() <= 1 || words.size() > kMostLibraryWords || exists(names)) return {std::string(names)};
  std::vector<std::string> found;
  for (std::size_t first = 0; first < words.size();) {
    std::size_t last = words.size();
    while (last > first && !exists(joined(first, last - 1))) --last;
    if (last == first) {
      while (last < words.size() && !to_lower_ascii(joined(last, last)).ends_with(".mtl")) ++last;
      last = std::min(last + 1, words.size());
    }
    found.emplace_back(joined(first, last - 1));
    first = last;
  }
  return found;
}

// The whole word as a number.
bool read_number(std::string_view word, float& value) {
  if (word.empty() || word.size() > 40) return false;
  if (word.find_first_not_of("+-.0123456789eE") != std::string_view::npos) return false;
  const std::string text(word);
  char* end = nullptr;
  value = std::strtof(text.c_str(), &end);
  return end == text.c_str() + text.size() && std::isfinite(value);
}

// How many words belong to an option; -1 for what is none.
int option_values(const std::string& option) {
  constexpr std::array kOne{"-blendu", "-blendv", "-boost",   "-cc",   "-texres",
                            "-clamp",  "-bm",     "-imfchan", "-type", "-colorspace"};
  if (option == "-mm") return 2;
  return std::any_of(kOne.begin(), kOne.end(), [&](const char* one) { return option == one; }) ? 1 : -1;
}

// What MtlPlacements calls the statement of a picture; empty for all others.
std::string picture_statement(std::string_view word) {
  const std::string lower = to_lower_ascii(word);
  if (lower == "bump" || lower == "disp" || lower == "decal" || lower == "refl") return lower;
  if (lower == "norm") return "kn";
  if (!lower.starts_with("map_")) return {};
  return lower == "map_emissive" ? "ke" : lower.substr(4);
}

}  // namespace

Result<void> check_obj_faces(std::string_view text, const std::string& shown) {
  std::size_t line_number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = find_in(text, '\n', at, text.size());
    ++line_number;
    const std::size_t first = skip_blanks(text, at, end);
    if (first < end && text[first] == 'f' && (first + 1 == end || is_blank(text[first + 1]))) {
      const std::size_t corner = skip_blanks(text, first + 1, end);
      if (corner == end || text[corner] == '#') {
        return fail(ErrorKind::Corrupt,
                    fmt::format("“{}” is damaged: the face on line {} has no corners.", shown, line_number));
      }
    }
    at = end + 1;
  }
  return {};
}

ObjText mend_obj_text(std::string_view text, const std::function<bool(std::string_view)>& exists) {
  ObjText result;
  Edits edits(text);
  bool continued = false;  // By the line before, whose last sign was a backslash.
  bool numbers = false;
  std::size_t library_lines = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = find_in(text, '\n', at, text.size());
    std::size_t first = at;
    if (!continued) {
      first = skip_blanks(text, at, end);
      if (first > at && first < end) edits.replace(at, first, "");
      numbers = is_vertex_line(text.substr(first, end - first));
    }
    std::size_t last = end;
    while (last > first && is_blank(text[last - 1])) --last;
    const bool continues = last > first && text[last - 1] == '\\';
    if (numbers) {
      for (std::size_t dot = first; (dot = find_in(text, '.', dot, last)) < last; ++dot) {
        const bool leads = (dot == 0 || is_blank(text[dot - 1]) || text[dot - 1] == '\n') && dot + 1 < last &&
                           is_digit(text[dot + 1]);
        if (leads) edits.replace(dot, dot, "0");
      }
    } else if (!continued && !continues && text.substr(first, 6) == "mtllib" && first + 6 < last &&
               is_blank(text[first + 6]) && ++library_lines <= kMostLibraryLines) {
      const std::size_t name = skip_blanks(text, first + 6, last);
      std::vector<std::string> names = library_names(text.substr(name, last - name), exists);
      // Blanks at the end would be taken for a part of the name.
      const bool trailing = last < end && text[last] != '\r';
      if (names.size() > 1 || trailing) {
        std::string lines;
        for (const std::string& one : names) lines += (lines.empty() ? "mtllib " : "\nmtllib ") + one;
        edits.replace(first, end, lines);
      }
      std::move(names.begin(), names.end(), std::back_inserter(result.libraries));
    }
    continued = continues;
    at = end + 1;
  }
  result.mended = edits.finish();
  return result;
}

std::string mend_mtl_text(std::string_view text, MtlPlacements& placements) {
  Edits edits(text);
  std::string material;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = find_in(text, '\n', at, text.size());
    std::size_t word = skip_blanks(text, at, end);
    std::size_t word_end = skip_word(text, word, end);
    const std::string_view keyword = text.substr(word, word_end - word);
    at = end + 1;
    if (to_lower_ascii(keyword) == "newmtl") {
      std::size_t last = end;
      while (last > word_end && is_blank(text[last - 1])) --last;
      const std::size_t name = skip_blanks(text, word_end, last);
      material = text.substr(name, last - name);
      continue;
    }
    const std::string statement = picture_statement(keyword);
    if (statement.empty()) continue;
    MtlPlacement placement;
    for (word = skip_blanks(text, word_end, end); word < end && text[word] == '-';) {
      word_end = skip_word(text, word, end);
      const std::string option = to_lower_ascii(text.substr(word, word_end - word));
      if (option == "-s" || option == "-o" || option == "-t") {
        glm::vec2 values(option == "-s" ? 1.0f : 0.0f);
        std::size_t next = skip_blanks(text, word_end, end);
        for (int i = 0; i < 3; ++i) {
          const std::size_t number_end = skip_word(text, next, end);
          float value = 0;
          // The last word is the picture's name, even where it is a number.
          if (skip_blanks(text, number_end, end) == end) break;
          if (!read_number(text.substr(next, number_end - next), value)) break;
          if (i < 2) values[i] = value;
          next = skip_blanks(text, number_end, end);
        }
        if (option == "-s") placement.scale = values;
        if (option == "-o") placement.offset = values;
        edits.replace(word, next, "");
        word = next;
        continue;
      }
      const int count = option_values(option);
      if (count < 0) break;
      for (int i = 0; i < count; ++i) word_end = skip_word(text, skip_blanks(text, word_end, end), end);
      word = skip_blanks(text, word_end, end);
    }
    const bool placed = placement.scale != glm::vec2(1) || placement.offset != glm::vec2(0);
    if (placed) {
      placements[{material, statement}] = placement;
    } else {
      placements.erase({material, statement});
    }
  }
  return edits.finish();
}

}  // namespace bandaji
