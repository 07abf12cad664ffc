#include "assets/import/ply_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace bandaji {
namespace {

constexpr std::size_t kLongestHeader = 1u << 20;

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

enum class Encoding { Text, LittleEndian, BigEndian };

struct Type {
  std::size_t size = 0;  // 0 is no type.
  bool is_signed = false;
  bool is_real = false;
};
struct Property {
  std::string_view name;
  bool is_list = false;
  Type type;
  Type count_type;
};
struct Element {
  std::string_view name;
  std::string_view header;  // Its lines.
  std::uint64_t count = 0;
  std::vector<Property> properties;
};
struct Header {
  const char* problem = nullptr;  // Why nothing can be read by it.
  Encoding encoding = Encoding::Text;
  std::string_view before_elements;
  std::vector<Element> elements;
  std::size_t size = 0;
};

Type type_named(std::string_view name) {
  struct Named {
    std::string_view name, other;
    Type type;
  };
  constexpr std::array kTypes{
      Named{"char", "int8", {1, true, false}},      Named{"uchar", "uint8", {1, false, false}},
      Named{"short", "int16", {2, true, false}},    Named{"ushort", "uint16", {2, false, false}},
      Named{"int", "int32", {4, true, false}},      Named{"uint", "uint32", {4, false, false}},
      Named{"float", "float32", {4, true, true}},   Named{"double", "float64", {8, true, true}},
      Named{"double64", "float64", {8, true, true}}};
  for (const Named& named : kTypes) {
    if (name == named.name || name == named.other) return named.type;
  }
  return {};
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < line.size();) {
    while (at < line.size() && is_space(line[at])) ++at;
    const std::size_t begin = at;
    while (at < line.size() && !is_space(line[at])) ++at;
    if (at > begin) words.push_back(line.substr(begin, at - begin));
  }
  return words;
}

Header read_header(std::string_view text) {
  Header header;
  Header bad;
  bad.problem = "its header has a line that is not understood";
  bool has_format = false;
  std::size_t element_begin = 0;
  for (std::size_t at = 0; at < text.size() && at < kLongestHeader;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::vector<std::string_view> words = words_of(text.substr(at, end - at));
    const std::size_t begin = at;
    at = std::min(end + 1, text.size());
    const auto close_element = [&] {
      if (header.elements.empty()) header.before_elements = text.substr(0, begin);
      if (!header.elements.empty())
        header.elements.back().header = text.substr(element_begin, begin - element_begin);
      element_begin = begin;
    };
    if (words.empty()) continue;
    if (words[0] == "end_header") {
      close_element();
      if (!has_format) header.problem = "its header names no format";
      header.size = at;
      return header;
    }
    if (words[0] == "format" && words.size() >= 2) {
      has_format =
          words[1] == "ascii" || words[1] == "binary_little_endian" || words[1] == "binary_big_endian";
      if (words[1] == "binary_little_endian") header.encoding = Encoding::LittleEndian;
      if (words[1] == "binary_big_endian") header.encoding = Encoding::BigEndian;
    } else if (words[0] == "element") {
      if (words.size() < 3 || words[2].size() > 19) return bad;
      if (words[2].find_first_not_of("0123456789") != std::string_view::npos) return bad;
      close_element();
      Element element;
      element.name = words[1];
      element.count = std::strtoull(std::string(words[2]).c_str(), nullptr, 10);
      header.elements.push_back(std::move(element));
    } else if (words[0] == "property") {
      Property property;
      property.is_list = words.size() >= 5 && words[1] == "list";
      if (header.elements.empty() || words.size() < 3) return bad;
      property.type = type_named(words[property.is_list ? 3 : 1]);
      property.name = words[property.is_list ? 4 : 2];
      if (property.is_list) property.count_type = type_named(words[2]);
      if (property.type.size == 0 || (property.is_list && property.count_type.size == 0)) return bad;
      header.elements.back().properties.push_back(property);
    }
  }
  return bad;
}

// Goes through the rows behind the header.
class Rows {
 public:
  Rows(std::string_view text, const Header& header) : text_(text), header_(header), at_(header.size) {}

  std::size_t at() const { return at_; }

  // Past all rows of the element; how many there are.
  std::uint64_t skip(const Element& element) {
    if (element.properties.empty()) return 0;  // Rows of nothing are none.
    if (header_.encoding != Encoding::Text) {
      std::size_t fixed = 0;
      for (const Property& property : element.properties) {
        if (property.is_list) fixed = text_.size() + 1;
        fixed += property.type.size;
      }
      if (fixed <= text_.size()) {
        const std::uint64_t there = std::min<std::uint64_t>(element.count, (text_.size() - at_) / fixed);
        at_ += there * fixed;
        return there;
      }
    }
    for (std::uint64_t row = 0; row < element.count; ++row) {
      if (!read(element, nullptr, nullptr)) return row;
    }
    return element.count;
  }

  // One row, and of its list `wanted` the numbers.  False when the file ends before it does.
  bool read(const Element& element, const Property* wanted, std::vector<std::int64_t>* list) {
    if (list != nullptr) list->clear();
    return header_.encoding == Encoding::Text ? read_text(element, wanted, list)
                                              : read_binary(element, wanted, list);
  }

 private:
  // A row is a line; blank ones do not count.
  bool read_text(const Element& element, const Property* wanted, std::vector<std::int64_t>* list) {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    if (at_ >= text_.size()) return false;
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    const std::string_view line = text_.substr(at_, end - at_);
    at_ = std::min(end + 1, text_.size());
    // Only the last line of all can have been cut in the middle.
    if (list == nullptr && end < text_.size()) return true;
    const std::vector<std::string_view> words = words_of(line);
    std::size_t place = 0;
    for (const Property& property : element.properties) {
      if (place >= words.size()) return false;
      if (!property.is_list) {
        ++place;
        continue;
      }
      const std::uint64_t count = std::strtoull(std::string(words[place]).c_str(), nullptr, 10);
      ++place;
      if (count > words.size() - place) return false;
      for (std::uint64_t i = 0; list != nullptr && &property == wanted && i < count; ++i)
        list->push_back(std::strtoll(std::string(words[place + i]).c_str(), nullptr, 10));
      place += count;
    }
    return true;
  }

  bool read_binary(const Element& element, const Property* wanted, std::vector<std::int64_t>* list) {
    for (const Property& property : element.properties) {
      std::uint64_t count = 1;
      if (property.is_list) {
        if (text_.size() - at_ < property.count_type.size) return false;
        count = static_cast<std::uint64_t>(number(property.count_type));
      }
      if (count > (text_.size() - at_) / property.type.size) return false;
      if (list == nullptr || &property != wanted) {
        at_ += count * property.type.size;
        continue;
      }
      for (std::uint64_t i = 0; i < count; ++i) list->push_back(number(property.type));
    }
    return true;
  }

  std::int64_t number(const Type& type) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < type.size; ++i) {
      const std::size_t place = header_.encoding == Encoding::BigEndian ? type.size - 1 - i : i;
      bits |= std::uint64_t{static_cast<std::uint8_t>(text_[at_ + i])} << (8 * place);
    }
    at_ += type.size;
    const std::size_t unused = 64 - 8 * type.size;
    return type.is_signed ? static_cast<std::int64_t>(bits << unused) >> unused
                          : static_cast<std::int64_t>(bits);
  }

  std::string_view text_;
  const Header& header_;
  std::size_t at_;
};

bool is_strips(const Element& element) {
  return element.name == "tristrips" || element.name == "tristrip";
}

// Those of its corners; nullptr when it has none.
const Property* index_list(const Element& element) {
  for (const Property& property : element.properties) {
    if (property.is_list && !property.type.is_real && property.name.starts_with("vertex_ind"))
      return &property;
  }
  return nullptr;
}

// Faces as rows of "list int int", the encoding as the file's.
class FaceRows {
 public:
  explicit FaceRows(Encoding encoding) : encoding_(encoding) {}

  void add(const std::int64_t* corners, std::size_t count) {
    put(static_cast<std::int64_t>(count));
    for (std::size_t i = 0; i < count; ++i) put(corners[i]);
    if (encoding_ == Encoding::Text) rows_.back() = '\n';
    ++count_;
  }
  // -1 ends a strip; every other triangle of one is turned over.
  void add_strip(const std::vector<std::int64_t>& strip) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < strip.size(); ++i) {
      if (strip[i] == -1 || strip[i] == 0xFFFFFFFF) {
        begin = i + 1;
      } else if (i >= begin + 2) {
        const bool turned = (i - begin) % 2 == 1;
        const std::int64_t corners[3] = {strip[turned ? i - 1 : i - 2], strip[turned ? i - 2 : i - 1],
                                         strip[i]};
        add(corners, 3);
      }
    }
  }
  std::uint64_t count() const { return count_; }
  const std::string& rows() const { return rows_; }

 private:
  void put(std::int64_t value) {
    if (encoding_ == Encoding::Text) {
      rows_ += std::to_string(value);
      rows_ += ' ';
      return;
    }
    for (int i = 0; i < 4; ++i) {
      const int shift = 8 * (encoding_ == Encoding::BigEndian ? 3 - i : i);
      rows_ += static_cast<char>(static_cast<std::uint64_t>(value) >> shift & 0xFF);
    }
  }

  Encoding encoding_;
  std::string rows_;
  std::uint64_t count_ = 0;
};

tl::unexpected<Error> too_early(const Element& element, std::uint64_t there, const std::string& shown) {
  const auto say = [&](const std::string& sentence) { return fail(ErrorKind::Corrupt, sentence); };
  if (element.name == "vertex") {
    return say(fmt::format("“{}” ends too early: it holds {} of the {} vertices that it promises.", shown,
                           there, element.count));
  }
  if (element.name == "face") {
    return say(fmt::format("“{}” ends too early: it holds {} of the {} faces that it promises.", shown, there,
                           element.count));
  }
  if (is_strips(element)) {
    return say(fmt::format("“{}” ends too early: it holds {} of the {} strips of triangles that it promises.",
                           shown, there, element.count));
  }
  return say(fmt::format("“{}” ends too early: it holds {} of the {} further entries that it promises.",
                         shown, there, element.count));
}

}  // namespace

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

Result<void> check_ply_rows(std::string_view text, const std::string& shown) {
  const Header header = read_header(text);
  if (header.problem != nullptr)
    return fail(ErrorKind::Corrupt, fmt::format("“{}” is no PLY file: {}.", shown, header.problem));
  Rows rows(text, header);
  for (const Element& element : header.elements) {
    const std::uint64_t there = rows.skip(element);
    if (there != element.count) return too_early(element, there, shown);
  }
  return {};
}

std::string expand_ply_strips(std::string_view text) {
  const Header header = read_header(text);
  const bool has_strips =
      header.problem == nullptr &&
      std::any_of(header.elements.begin(), header.elements.end(), [](const Element& element) {
        return is_strips(element) && element.count > 0 && index_list(element) != nullptr;
      });
  if (!has_strips) return {};
  std::string head(header.before_elements);
  std::string body;
  FaceRows faces(header.encoding);
  Rows rows(text, header);
  std::vector<std::int64_t> corners;
  for (const Element& element : header.elements) {
    const std::size_t begin = rows.at();
    const Property* const list = element.name == "face" || is_strips(element) ? index_list(element) : nullptr;
    if (list == nullptr) {
      rows.skip(element);
      head += element.header;
      body += text.substr(begin, rows.at() - begin);
      // A last line that nothing ends must not run into the next.
      if (header.encoding == Encoding::Text && !body.empty() && body.back() != '\n') body += '\n';
      continue;
    }
    for (std::uint64_t row = 0; row < element.count && rows.read(element, list, &corners); ++row) {
      if (is_strips(element)) {
        faces.add_strip(corners);
      } else {
        faces.add(corners.data(), corners.size());
      }
    }
  }
  head += fmt::format("element face {}\nproperty list int int vertex_indices\nend_header\n", faces.count());
  return head + body + faces.rows();
}

}  // namespace bandaji
