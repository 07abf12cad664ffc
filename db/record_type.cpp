#include "db/record_type.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <sstream>

#include "assets/text.h"
#include "db/fields.h"
#include "db/record_fields.h"
#include "db/validate.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

std::string default_text(const std::string& value) {
  return value;
}
std::string default_text(std::int64_t value) {
  return std::to_string(value);
}
std::string default_text(bool value) {
  return value ? "yes" : "no";
}

template <class T>
RecordDescription described() {
  const RecordTable<T>& table = record_table<T>();
  RecordDescription description{T::kType, table.name(), table.ko(), table.en(), {}, {}};
  const T fresh;
  for (const RecordField<T>& field : table.fields()) {
    description.columns.push_back(field.column);
    // A position that is not given is found by the edit.
    description.defaults.push_back(
        field.column.kind == ColumnKind::Position
            ? std::string()
            : std::visit([&](auto member) { return default_text(fresh.*member); }, field.member));
  }
  return description;
}

const std::array<RecordDescription, kRecordTypes>& descriptions() {
#define BANDAJI_DESCRIBE(T) described<T>(),
  static const std::array<RecordDescription, kRecordTypes> all{BANDAJI_RECORDS(BANDAJI_DESCRIBE)};
#undef BANDAJI_DESCRIBE
  return all;
}

Result<std::string> invalid(const RecordColumn& column, std::string_view value, std::string_view why) {
  return fail(ErrorKind::Invalid,
              fmt::format("\"{}\" cannot be the {}: {}.", for_display(value, 80), column.name, why));
}

Result<std::string> clean_whole(const RecordColumn& column, std::string_view line) {
  std::int64_t number = 0;
  if (!line.empty()) {
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
    if (error != std::errc() || end != line.data() + line.size()) {
      return invalid(column, line, "it must be a whole number");
    }
  }
  if (number < column.low || number > column.high) {
    return invalid(column, line,
                   fmt::format("it must be a whole number from {} to {}", column.low, column.high));
  }
  return std::to_string(number);
}

Result<std::string> clean_flag(const RecordColumn& column, std::string_view line) {
  static constexpr std::array<std::string_view, 8> kYes = {"yes", "y", "true", "1", "예", "네", "o", "○"};
  static constexpr std::array<std::string_view, 8> kNo = {"no", "n", "false", "0", "아니오", "x", "", "-"};
  const std::string word = to_lower_ascii(line);
  if (std::find(kYes.begin(), kYes.end(), word) != kYes.end()) {
    return std::string("yes");
  }
  if (std::find(kNo.begin(), kNo.end(), word) != kNo.end()) {
    return std::string("no");
  }
  return invalid(column, line, "it must be yes or no");
}

Result<std::string> clean_word(const RecordColumn& column, std::string_view line) {
  if (line.empty()) {
    return std::string();
  }
  for (std::size_t start = 0; start <= column.detail.size();) {
    const std::size_t end = std::min(column.detail.find(';', start), column.detail.size());
    const std::string_view word = column.detail.substr(start, end - start);
    if (to_lower_ascii(word) == to_lower_ascii(line)) {
      return std::string(word);
    }
    start = end + 1;
  }
  return invalid(column, line, fmt::format("it must be one of {}", column.detail));
}

// Keys as they are; names that mean one term become its key.
Result<std::string> clean_terms(const RecordColumn& column, std::string_view line, bool several,
                                const Vocabulary& vocabulary) {
  std::string joined;
  int count = 0;
  for (std::size_t start = 0; start <= line.size();) {
    const std::size_t end = std::min(line.find(';', start), line.size());
    const std::string name = clean_line(line.substr(start, end - start));
    start = end + 1;
    if (name.empty()) {
      continue;
    }
    const Term* term = vocabulary.find(name);
    if (term == nullptr || term->facet != column.detail) {
      term = find_term(column.detail, name, vocabulary);
    }
    if (term == nullptr) {
      return invalid(column, name, fmt::format("it is no term of the vocabulary \"{}\"", column.detail));
    }
    if (fmt::format(";{};", joined).find(fmt::format(";{};", term->key)) == std::string::npos) {
      joined += (joined.empty() ? "" : ";") + std::string(term->key);
      ++count;
    }
  }
  if (!several && count > 1) {
    return invalid(column, line, "only one term is possible");
  }
  return joined;
}

Result<std::string> clean_status(const RecordColumn& column, std::string_view line,
                                 const Vocabulary& vocabulary) {
  const std::string_view key = status_from_name(line, vocabulary);
  return key.empty() ? invalid(column, line, "the vocabulary does not have it")
                     : Result<std::string>(std::string(key));
}

Result<std::string> clean_color(const RecordColumn& column, std::string line) {
  if (line.empty()) {
    return line;
  }
  const bool shaped = line.size() == 7 && line[0] == '#' &&
                      line.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
  if (!shaped) {
    return invalid(column, line, "it must be a color such as #AA3311");
  }
  std::transform(line.begin(), line.end(), line.begin(),
                 [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; });
  return line;
}

Result<std::string> clean_condition(const RecordColumn& column, std::string_view line,
                                    const Vocabulary& vocabulary) {
  ConditionLevels levels;
  for (std::size_t start = 0; start <= line.size();) {
    const std::size_t end = std::min(line.find(';', start), line.size());
    const std::string part = clean_line(line.substr(start, end - start));
    start = end + 1;
    if (part.empty()) {
      continue;
    }
    const std::size_t colon = part.find(':');
    const std::string name = clean_line(part.substr(0, colon));
    const std::string level = colon == std::string::npos ? "1" : clean_line(part.substr(colon + 1));
    const Term* term = find_term("condition", name, vocabulary);
    if (term == nullptr) {
      return invalid(column, name, "it is no term of the vocabulary \"condition\"");
    }
    if (level.size() != 1 || level[0] < '0' || level[0] > '9') {
      return invalid(column, part, "a level is 0 to 9, as in cd_blood:2");
    }
    if (level[0] != '0') {
      levels.emplace_back(term->key, level[0] - '0');
    }
  }
  std::sort(levels.begin(), levels.end());
  const auto twice = std::adjacent_find(levels.begin(), levels.end(),
                                        [](const auto& a, const auto& b) { return a.first == b.first; });
  if (twice != levels.end()) {
    return invalid(column, line, fmt::format("{} is there twice", twice->first));
  }
  return format_condition(levels);
}

std::optional<PlacementValue> placement_from(std::string_view text) {
  std::array<float, 10> numbers{};
  std::istringstream stream{std::string(text)};
  stream.imbue(std::locale::classic());
  for (float& number : numbers) {
    if (!(stream >> number) || !std::isfinite(number) || std::abs(number) > 1e6F) {
      return std::nullopt;
    }
  }
  std::string rest;
  if (stream >> rest) {
    return std::nullopt;
  }
  const auto& n = numbers;
  const float length = n[3] * n[3] + n[4] * n[4] + n[5] * n[5] + n[6] * n[6];
  if (std::abs(length - 1) > 0.01F || n[7] == 0 || n[8] == 0 || n[9] == 0) {
    return std::nullopt;
  }
  return PlacementValue{{n[0], n[1], n[2]}, {n[3], n[4], n[5], n[6]}, {n[7], n[8], n[9]}};
}

Result<std::string> clean_placement(const RecordColumn& column, std::string_view line) {
  if (line.empty()) {
    return std::string();
  }
  const auto placement = placement_from(line);
  if (!placement) {
    return invalid(column, line,
                   "it must be ten numbers: position in metres, rotation as quaternion x y z w, scale");
  }
  return format_placement(*placement);
}

Result<std::string> clean_by_kind(const RecordColumn& column, std::string_view value,
                                  const Vocabulary& vocabulary) {
  const std::string line = column.kind == ColumnKind::Text ? clean_text(value) : clean_line(value);
  switch (column.kind) {
    case ColumnKind::Integer:
      return clean_whole(column, line);
    case ColumnKind::Position:
      return line.empty() ? Result<std::string>(line) : clean_whole(column, line);
    case ColumnKind::Money:
      return line.empty() ? Result<std::string>("0") : clean_value("cost", line);
    case ColumnKind::Date:
      return line.empty() ? Result<std::string>(line) : clean_date(column.name, line);
    case ColumnKind::Flag:
      return clean_flag(column, line);
    case ColumnKind::Term:
      return clean_terms(column, line, false, vocabulary);
    case ColumnKind::Terms:
      return clean_terms(column, line, true, vocabulary);
    case ColumnKind::OneOf:
      return clean_word(column, line);
    case ColumnKind::Status:
      return clean_status(column, line, vocabulary);
    case ColumnKind::Color:
      return clean_color(column, line);
    case ColumnKind::Condition:
      return clean_condition(column, line, vocabulary);
    case ColumnKind::Placement:
      return clean_placement(column, line);
    case ColumnKind::Owner:
    case ColumnKind::Reference:
    case ColumnKind::Version:
    case ColumnKind::AnyReference:
      return line.empty() || is_id(line) ? Result<std::string>(line) : invalid(column, line, "it is no id");
    case ColumnKind::Line:
    case ColumnKind::Text:
      break;
  }
  return line;
}

}  // namespace

std::size_t RecordDescription::find(std::string_view column) const {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const RecordColumn& info) { return info.name == column; });
  return static_cast<std::size_t>(found - columns.begin());
}

const RecordDescription& describe(RecordType type) {
  return descriptions()[static_cast<std::size_t>(type)];
}

std::span<const RecordDescription> all_record_descriptions() {
  return descriptions();
}

std::optional<RecordType> record_type_from_name(std::string_view name) {
  for (const RecordDescription& description : descriptions()) {
    if (description.name == name) {
      return description.type;
    }
  }
  return std::nullopt;
}

std::span<const RecordColumn> production_details() {
  using K = ColumnKind;
  static constexpr std::array kDetails = {
      RecordColumn{"code", "약호", "Code", K::Line},
      RecordColumn{"genre", "장르", "Genre", K::Term, "genre"},
      RecordColumn{"eras", "시대", "Eras", K::Terms, "era"},
      RecordColumn{"authenticity", "고증 방향", "Authenticity", K::OneOf, "strict;fusion;fantasy"},
      RecordColumn{"company", "제작사", "Company", K::Line},
      RecordColumn{"network", "방송사·OTT", "Network", K::Line},
      RecordColumn{"director", "연출", "Director", K::Line},
      RecordColumn{"starts_on", "시작일", "Starts on", K::Date},
      RecordColumn{"ends_on", "종료일", "Ends on", K::Date},
      RecordColumn{"paper", "용지", "Paper", K::OneOf, "A4;A3;Letter"},
      // What files that are imported have to keep to (app/core/import_rules.h); 0 and "no" are no rule.
      RecordColumn{"import_max_triangles", "최대 삼각형 수", "Most triangles", K::Integer},
      RecordColumn{"import_max_texture", "최대 텍스처 크기(픽셀)", "Largest texture, pixels", K::Integer},
      RecordColumn{"import_max_size", "최대 크기(mm)", "Largest extent, mm", K::Integer},
      RecordColumn{"import_unit", "단위 필수", "The unit is said", K::Flag},
      RecordColumn{"import_complete", "빠진 파일 금지", "No file is missing", K::Flag},
      RecordColumn{"import_maps", "필수 맵", "Maps of every material", K::Line},
      RecordColumn{"import_refuse", "어기면 거절할 규칙", "Rules that refuse", K::Line},
      RecordColumn{"import_names", "이름 규칙", "What names mean", K::Line},
  };
  return kDetails;
}

Result<std::string> clean_column(const RecordColumn& column, std::string_view value,
                                 const Vocabulary& vocabulary) {
  constexpr std::size_t kMaxLine = 2000;
  constexpr std::size_t kMaxText = 1'000'000;
  if (value.size() > (column.kind == ColumnKind::Text ? kMaxText : kMaxLine)) {
    return fail(ErrorKind::Invalid, fmt::format("The text for {} is too long.", column.name));
  }
  auto cleaned = clean_by_kind(column, value, vocabulary);
  if (cleaned && cleaned->empty() &&
      (column.is_required || column.kind == ColumnKind::Owner || column.kind == ColumnKind::AnyReference)) {
    return fail(ErrorKind::Invalid, fmt::format("The {} must not be empty.", column.name));
  }
  return cleaned;
}

ConditionLevels parse_condition(std::string_view text) {
  ConditionLevels levels;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(';', start), text.size());
    const std::string_view part = text.substr(start, end - start);
    if (const std::size_t colon = part.find(':');
        colon != std::string_view::npos && colon + 2 == part.size()) {
      levels.emplace_back(part.substr(0, colon), part.back() - '0');
    }
    start = end + 1;
  }
  return levels;
}

std::string format_condition(const ConditionLevels& levels) {
  std::string text;
  for (const auto& [term, level] : levels) {
    text += fmt::format("{}{}:{}", text.empty() ? "" : ";", term, level);
  }
  return text;
}

PlacementValue parse_placement(std::string_view text) {
  return placement_from(text).value_or(PlacementValue{});
}

std::string format_placement(const PlacementValue& placement) {
  if (placement == PlacementValue{}) {
    return "";
  }
  const auto& [p, r, s] = placement;
  // The shortest digits that read back as the same number.
  return fmt::format("{} {} {} {} {} {} {} {} {} {}", p[0], p[1], p[2], r[0], r[1], r[2], r[3], s[0], s[1],
                     s[2]);
}

}  // namespace bandaji
