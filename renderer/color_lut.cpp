#include "renderer/color_lut.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <glm/common.hpp>
#include <optional>

#include "assets/file_io.h"
#include "assets/text.h"

namespace bandaji {
namespace {

constexpr int kLargestCube = 129;
constexpr int kLongestCurve = 65536;
constexpr std::uint64_t kLargestFile = 256ull << 20;

std::string_view next_word(std::string_view& line) {
  const std::size_t start = line.find_first_not_of(" \t");
  if (start == std::string_view::npos) return line = {}, std::string_view();
  const std::size_t end = std::min(line.find_first_of(" \t", start), line.size());
  const std::string_view word = line.substr(start, end - start);
  line.remove_prefix(end);
  return word;
}

std::optional<float> number(std::string_view word) {
  float value = 0;
  if (word.starts_with('+')) word.remove_prefix(1);
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (problem != std::errc() || end != word.data() + word.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::optional<glm::vec3> three(std::string_view& line) {
  glm::vec3 value;
  for (int i = 0; i < 3; ++i) {
    const auto part = number(next_word(line));
    if (!part) return std::nullopt;
    value[i] = *part;
  }
  return value;
}

class Parser {
 public:
  Result<void> take(std::string_view line) {
    ++line_;
    if (const auto comment = line.find('#'); comment != std::string_view::npos && !line.starts_with("TITLE"))
      line = line.substr(0, comment);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
      line.remove_suffix(1);
    std::string_view rest = line;
    const std::string_view word = next_word(rest);
    if (word.empty()) return {};
    const bool value = word.front() == '-' || word.front() == '+' || word.front() == '.' ||
                       (word.front() >= '0' && word.front() <= '9');
    return value ? entry(line) : keyword(word, rest);
  }

  Result<ColorLut> finish() {
    if (curve_size_ == 0 && lut_.cube_edge == 0)
      return fail(ErrorKind::Corrupt, "It says neither LUT_1D_SIZE nor LUT_3D_SIZE.");
    if (lut_.curve.size() != curve_size_ || lut_.cube.size() != cube_size_) {
      return fail(ErrorKind::Corrupt,
                  fmt::format("It ends after {} of {} entries.", lut_.curve.size() + lut_.cube.size(),
                              curve_size_ + cube_size_));
    }
    // A file with one table gives its domain once, for whichever it is.
    if (domain_low_) (curve_size_ ? lut_.curve_low : lut_.cube_low) = *domain_low_;
    if (domain_high_) (curve_size_ ? lut_.curve_high : lut_.cube_high) = *domain_high_;
    for (int i = 0; i < 3; ++i) {
      if (!(lut_.curve_high[i] > lut_.curve_low[i]) || !(lut_.cube_high[i] > lut_.cube_low[i]))
        return fail(ErrorKind::Corrupt, "Its domain is empty.");
    }
    return std::move(lut_);
  }

 private:
  tl::unexpected<Error> wrong(std::string_view what) const {
    return fail(ErrorKind::Corrupt, fmt::format("Line {}: {}.", line_, what));
  }

  Result<void> keyword(std::string_view word, std::string_view rest) {
    if (word == "TITLE") {
      const std::size_t from = rest.find('"'), to = rest.rfind('"');
      if (from != std::string_view::npos && to > from)
        lut_.title =
            for_display(std::string(rest.substr(from + 1, std::min<std::size_t>(to - from - 1, 200))));
      return {};
    }
    if (word == "LUT_1D_SIZE" || word == "LUT_3D_SIZE") {
      const auto size = number(next_word(rest));
      if (!size || *size < 2 || *size != std::floor(*size))
        return wrong("the size is not a whole number from 2 on");
      const bool cube = word == "LUT_3D_SIZE";
      if (*size > static_cast<float>(cube ? kLargestCube : kLongestCurve))
        return fail(ErrorKind::Limit, fmt::format("Line {}: it is larger than {} entries.", line_,
                                                  cube ? kLargestCube : kLongestCurve));
      if (!lut_.curve.empty() || !lut_.cube.empty() || (cube ? cube_size_ : curve_size_) != 0)
        return wrong("the size comes twice or after the first entry");
      const auto n = static_cast<std::size_t>(*size);
      if (cube) {
        lut_.cube_edge = static_cast<int>(n);
        cube_size_ = n * n * n;
      } else {
        curve_size_ = n;
      }
      return {};
    }
    if (word == "DOMAIN_MIN" || word == "DOMAIN_MAX") {
      const auto value = three(rest);
      if (!value) return wrong("three numbers are expected");
      (word == "DOMAIN_MIN" ? domain_low_ : domain_high_) = value;
      return {};
    }
    if (word == "LUT_1D_INPUT_RANGE" || word == "LUT_3D_INPUT_RANGE") {
      const auto low = number(next_word(rest)), high = number(next_word(rest));
      if (!low || !high) return wrong("two numbers are expected");
      (word == "LUT_1D_INPUT_RANGE" ? lut_.curve_low : lut_.cube_low) = glm::vec3(*low);
      (word == "LUT_1D_INPUT_RANGE" ? lut_.curve_high : lut_.cube_high) = glm::vec3(*high);
      return {};
    }
    // The specification lets programs add words of their own.
    if (word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == std::string_view::npos) return {};
    return wrong("it is neither a keyword nor three numbers");
  }

  Result<void> entry(std::string_view line) {
    const auto value = three(line);
    if (!value || !next_word(line).empty()) return wrong("three numbers are expected");
    if (lut_.curve.size() < curve_size_) {
      lut_.curve.push_back(*value);
    } else if (lut_.cube.size() < cube_size_) {
      lut_.cube.push_back(*value);
    } else {
      return wrong("there are more entries than the file announces");
    }
    return {};
  }

  ColorLut lut_;
  std::size_t curve_size_ = 0, cube_size_ = 0;
  std::optional<glm::vec3> domain_low_, domain_high_;
  int line_ = 0;
};

}  // namespace

Result<ColorLut> parse_lut(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  Parser parser;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (auto ok = parser.take(text.substr(0, end)); !ok) return tl::unexpected(ok.error());
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parser.finish();
}

Result<ColorLut> load_lut(const std::filesystem::path& path) {
  std::uint64_t size = 0;
  if (const auto file = open_regular(path, &size); !file) return tl::unexpected(file.error());
  if (size > kLargestFile)
    return fail(ErrorKind::Limit, fmt::format("The look {} is too large.", to_utf8(path.filename())));
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  auto lut = parse_lut({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
  if (!lut) {
    return fail(lut.error().kind,
                fmt::format("The look {} cannot be used. {}", to_utf8(path.filename()), lut.error().message));
  }
  return lut;
}

glm::vec3 apply_lut(const ColorLut& lut, const glm::vec3& color) {
  glm::vec3 c = color;
  if (lut.curve.size() > 1) {
    const auto last = static_cast<float>(lut.curve.size() - 1);
    const glm::vec3 at =
        glm::clamp((c - lut.curve_low) / (lut.curve_high - lut.curve_low), 0.0f, 1.0f) * last;
    for (int i = 0; i < 3; ++i) {
      const float low = std::min(std::floor(at[i]), last - 1);
      const auto k = static_cast<std::size_t>(low);
      c[i] = glm::mix(lut.curve[k][i], lut.curve[k + 1][i], at[i] - low);
    }
  }
  if (lut.cube_edge > 1) {
    const int edge = lut.cube_edge;
    const auto last = static_cast<float>(edge - 1);
    const glm::vec3 at = glm::clamp((c - lut.cube_low) / (lut.cube_high - lut.cube_low), 0.0f, 1.0f) * last;
    const glm::vec3 low = glm::min(glm::floor(at), glm::vec3(last - 1));
    const glm::vec3 part = at - low;
    std::array<int, 3> order{0, 1, 2};
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return part[a] > part[b]; });
    std::array<int, 3> corner{static_cast<int>(low.r), static_cast<int>(low.g), static_cast<int>(low.b)};
    const auto value = [&] {
      return lut.cube[static_cast<std::size_t>((corner[2] * edge + corner[1]) * edge + corner[0])];
    };
    // From the low corner to the high one along the axes with the larger parts first.
    glm::vec3 result = value() * (1 - part[order[0]]);
    for (std::size_t i = 0; i < 3; ++i) {
      ++corner[static_cast<std::size_t>(order[i])];
      const float next = i < 2 ? part[order[i + 1]] : 0.0f;
      result += value() * (part[order[i]] - next);
    }
    c = result;
  }
  return c;
}

}  // namespace bandaji
