#include "tests/support/own_reading.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

namespace bandaji::test {
namespace {

using nlohmann::json;

struct Box {
  std::array<double, 3> low{1e300, 1e300, 1e300};
  std::array<double, 3> high{-1e300, -1e300, -1e300};
  void add(const double* p) {
    for (std::size_t i = 0; i < 3; ++i) {
      low[i] = std::min(low[i], p[i]);
      high[i] = std::max(high[i], p[i]);
    }
  }
  std::optional<std::array<double, 3>> sorted_size() const {
    if (low[0] > high[0]) return std::nullopt;
    std::array<double, 3> size{high[0] - low[0], high[1] - low[1], high[2] - low[2]};
    std::sort(size.begin(), size.end());
    return size;
  }
};

// Words of a line.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::istringstream in{std::string(line)};
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

template <class Each>
void each_line(std::string_view text, const Each& each) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (!each(line)) return;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::optional<OwnReading> read_gltf(std::string_view text) {
  if (text.starts_with("glTF")) {
    if (text.size() < 20) return std::nullopt;
    std::uint32_t length = 0;
    std::memcpy(&length, text.data() + 12, 4);
    text = text.substr(20, length);
  }
  const json document = json::parse(text, nullptr, false);
  if (document.is_discarded()) return std::nullopt;
  OwnReading own;
  try {
    if (!document.at("asset").at("version").get<std::string>().starts_with("2")) return std::nullopt;
    for (const json& mesh : document.at("meshes")) {
      for (const json& primitive : mesh.at("primitives")) {
        const int mode = primitive.value("mode", 4);
        if (mode < 4 || !primitive.at("attributes").contains("POSITION")) continue;
        const auto accessor = primitive.contains("indices")
                                  ? primitive.at("indices").get<std::size_t>()
                                  : primitive.at("attributes").at("POSITION").get<std::size_t>();
        const auto count = document.at("accessors").at(accessor).at("count").get<std::uint64_t>();
        own.triangles += mode == 4 ? count / 3 : (count < 3 ? 0 : count - 2);
      }
    }
  } catch (const json::exception&) {
    return std::nullopt;
  }
  return own;
}

std::optional<OwnReading> read_obj(std::string_view text) {
  OwnReading own;
  Box box;
  bool simple = true;
  std::vector<std::array<double, 3>> points;
  each_line(text, [&](std::string_view line) {
    simple = simple && !line.ends_with('\\');
    const auto words = words_of(line.substr(0, line.find('#')));
    if (words.empty()) return true;
    if (words[0] == "v" && words.size() >= 4) {
      points.push_back({std::strtod(words[1].c_str(), nullptr), std::strtod(words[2].c_str(), nullptr),
                        std::strtod(words[3].c_str(), nullptr)});
    }
    if (words[0] == "f" && words.size() >= 4) {
      own.triangles += words.size() - 3;
      for (std::size_t i = 1; i < words.size(); ++i) {
        long index = std::strtol(words[i].c_str(), nullptr, 10);
        if (index < 0) index += static_cast<long>(points.size()) + 1;
        if (index >= 1 && index <= static_cast<long>(points.size()))
          box.add(points[static_cast<std::size_t>(index - 1)].data());
      }
    }
    return true;
  });
  if (!simple) return std::nullopt;
  own.sorted_size = box.sorted_size();
  return own;
}

std::optional<OwnReading> read_stl(std::string_view text) {
  OwnReading own;
  Box box;
  std::uint32_t count = 0;
  if (text.size() >= 84) std::memcpy(&count, text.data() + 80, 4);
  if (text.size() == 84 + std::size_t{count} * 50) {
    own.triangles = count;
    for (std::uint32_t i = 0; i < count; ++i) {
      float corners[9];
      std::memcpy(corners, text.data() + 84 + std::size_t{i} * 50 + 12, sizeof(corners));
      for (int k = 0; k < 3; ++k) {
        const double point[3] = {corners[k * 3], corners[k * 3 + 1], corners[k * 3 + 2]};
        box.add(point);
      }
    }
  } else {
    if (!text.starts_with("solid")) return std::nullopt;
    std::uint64_t corners = 0;
    each_line(text, [&](std::string_view line) {
      const auto words = words_of(line);
      if (words.size() == 4 && words[0] == "vertex") {
        const double point[3] = {std::strtod(words[1].c_str(), nullptr),
                                 std::strtod(words[2].c_str(), nullptr),
                                 std::strtod(words[3].c_str(), nullptr)};
        box.add(point);
        ++corners;
      }
      return true;
    });
    own.triangles = corners / 3;
  }
  own.sorted_size = box.sorted_size();
  return own;
}

// Elements by their header; only text, with the corners' list as a face's first property.
std::optional<OwnReading> read_ply(std::string_view text) {
  struct Element {
    std::string name;
    std::uint64_t count = 0;
    std::vector<std::string> properties;
  };
  std::vector<Element> elements;
  bool as_text = false;
  const std::size_t mark = text.substr(0, 1u << 16).find("\nend_header");
  const std::size_t body = mark == std::string_view::npos ? mark : text.find('\n', mark + 1);
  if (body == std::string_view::npos) return std::nullopt;
  each_line(text.substr(0, body), [&](std::string_view line) {
    const auto words = words_of(line);
    if (words.empty()) return true;
    if (words[0] == "format" && words.size() > 1) as_text = words[1] == "ascii";
    if (words[0] == "element" && words.size() == 3)
      elements.push_back({words[1], std::strtoull(words[2].c_str(), nullptr, 10), {}});
    if (words[0] == "property" && !elements.empty()) elements.back().properties.push_back(words.back());
    return true;
  });
  if (!as_text) return std::nullopt;
  OwnReading own;
  Box box;
  std::istringstream in{std::string(text.substr(body + 1))};
  std::string line;
  for (const Element& element : elements) {
    const auto& names = element.properties;
    const bool vertices = element.name == "vertex" && names.size() >= 3 && names[0] == "x";
    const bool faces = element.name == "face" && !names.empty() && names[0].starts_with("vert");
    const bool strips = element.name == "tristrips" && !names.empty() && names[0].starts_with("vert");
    for (std::uint64_t i = 0; i < element.count; ++i) {
      if (!std::getline(in, line)) return std::nullopt;
      const auto words = words_of(line);
      if (vertices && words.size() >= 3) {
        const double point[3] = {std::strtod(words[0].c_str(), nullptr),
                                 std::strtod(words[1].c_str(), nullptr),
                                 std::strtod(words[2].c_str(), nullptr)};
        box.add(point);
      }
      if (faces && !words.empty()) {
        const long corners = std::strtol(words[0].c_str(), nullptr, 10);
        if (corners >= 3) own.triangles += static_cast<std::uint64_t>(corners) - 2;
      }
      for (std::size_t word = 1, run = 0; strips && word < words.size(); ++word) {
        run = words[word] == "-1" ? 0 : run + 1;
        if (run >= 3) ++own.triangles;
      }
    }
  }
  return own;  // Vertices without a face are no part of the surface, so the box says little.
}

std::optional<OwnReading> read_off(std::string_view text) {
  std::vector<std::vector<std::string>> lines;
  each_line(text, [&](std::string_view line) {
    auto words = words_of(line.substr(0, line.find('#')));
    if (!words.empty()) lines.push_back(std::move(words));
    return true;
  });
  if (lines.empty() || lines[0][0] != "OFF") return std::nullopt;
  lines[0].erase(lines[0].begin());
  if (lines[0].empty()) lines.erase(lines.begin());
  if (lines.empty() || lines[0].size() < 2) return std::nullopt;
  const std::size_t vertices = std::strtoull(lines[0][0].c_str(), nullptr, 10);
  const std::size_t faces = std::strtoull(lines[0][1].c_str(), nullptr, 10);
  if (vertices + faces + 1 > lines.size()) return std::nullopt;
  OwnReading own;
  for (std::size_t i = 0; i < faces; ++i) {
    const auto& words = lines[1 + vertices + i];
    const std::size_t corners = std::strtoull(words[0].c_str(), nullptr, 10);
    if (corners + 1 > words.size()) return std::nullopt;
    if (corners >= 3) own.triangles += corners - 2;
  }
  return own;
}

}  // namespace

std::optional<OwnReading> read_own(const std::string& extension, std::string_view text) {
  if (extension == "gltf" || extension == "glb") return read_gltf(text);
  if (text.starts_with("\xFE\xFF") || text.starts_with("\xFF\xFE"))
    return std::nullopt;  // Two bytes a letter.
  if (extension == "obj") return read_obj(text);
  if (extension == "stl") return read_stl(text);
  if (extension == "ply") return read_ply(text);
  if (extension == "off") return read_off(text);
  return std::nullopt;
}

}  // namespace bandaji::test
