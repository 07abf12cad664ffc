#include "db/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <set>
#include <vector>

#include "assets/text.h"
#include "db/fields.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

constexpr std::size_t kMaxLineBytes = 2000;
constexpr std::size_t kMaxTextBytes = 1'000'000;

std::string trimmed(std::string text) {
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
  while (!text.empty() && blank(text.back())) {
    text.pop_back();
  }
  std::size_t start = 0;
  while (start < text.size() && blank(text[start])) {
    ++start;
  }
  return text.substr(start);
}

std::string without_controls(std::string_view raw, bool keep_lines) {
  const std::string text = to_nfc(raw);
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\r') {
      const bool pair = i + 1 < text.size() && text[i + 1] == '\n';
      if (!pair) {
        out += keep_lines ? '\n' : ' ';
      }
    } else if (byte < 0x20 || byte == 0x7f) {
      out += keep_lines && (byte == '\n' || byte == '\t') ? text[i] : ' ';
    } else {
      out += text[i];
    }
  }
  return trimmed(std::move(out));
}

Result<std::string> invalid(std::string_view field, std::string_view value, std::string_view why) {
  return fail(ErrorKind::Invalid,
              fmt::format("\"{}\" cannot be the {}: {}.", for_display(value, 80), field, why));
}

bool parse_integer(std::string_view text, std::int64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

Result<std::string> clean_integer(std::string_view field, std::string_view value, std::int64_t low,
                                  std::int64_t high) {
  std::int64_t number = 0;
  if (!parse_integer(value, number) || number < low || number > high) {
    return invalid(field, value, fmt::format("it must be a whole number from {} to {}", low, high));
  }
  return std::to_string(number);
}

// "1,200.50" to "1200.5"; digits only, so that every language reads it the same.
Result<std::string> clean_number(std::string_view field, std::string_view value) {
  std::string digits;
  bool point = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (c == '-' && i == 0) {
      digits += c;
    } else if (c == '.' && !point && i > 0) {
      point = true;
      digits += c;
    } else if (c != ',' || i == 0 || point) {
      return invalid(field, value, "it must be a number");
    }
  }
  if (digits.empty() || digits == "-" || digits.back() == '.' || digits.size() > 18) {
    return invalid(field, value, "it must be a number");
  }
  if (point) {
    while (digits.back() == '0') {
      digits.pop_back();
    }
    if (digits.back() == '.') {
      digits.pop_back();
    }
  }
  const bool minus = digits[0] == '-';
  std::size_t start = minus ? 1 : 0;
  while (start + 1 < digits.size() && digits[start] == '0' && digits[start + 1] != '.') {
    digits.erase(start, 1);
  }
  return digits == "-0" ? std::string("0") : digits;
}

Result<std::string> clean_money(std::string_view field, std::string_view value) {
  std::string digits;
  for (const char c : value) {
    if (c != ',') {
      digits += c;
    }
  }
  for (const std::string_view mark : {std::string_view("₩"), std::string_view("원")}) {
    if (const std::size_t at = digits.find(mark); at != std::string::npos) {
      digits.erase(at, mark.size());
    }
  }
  std::int64_t won = 0;
  digits = trimmed(digits);
  if (!parse_integer(digits, won) || won < 0 || won > 1'000'000'000'000'000) {
    return invalid(field, value, "it must be an amount in whole won");
  }
  return std::to_string(won);
}

Result<std::string> clean_choices(const FieldDefinition& field, std::string_view value,
                                  const Vocabulary& vocabulary) {
  std::vector<std::string> keys;
  for (std::size_t start = 0; start <= value.size();) {
    const std::size_t end = std::min(value.find(';', start), value.size());
    const std::string key = trimmed(std::string(value.substr(start, end - start)));
    start = end + 1;
    if (key.empty() || std::find(keys.begin(), keys.end(), key) != keys.end()) {
      continue;
    }
    const Term* term = vocabulary.find(key);
    if (!term || term->facet != field.facet) {
      return invalid(field.key, key, fmt::format("it is no term of the vocabulary \"{}\"", field.facet));
    }
    keys.push_back(key);
  }
  if (field.type == FieldType::Choice && keys.size() > 1) {
    return invalid(field.key, value, "only one term is possible");
  }
  std::string joined;
  for (const std::string& key : keys) {
    joined += (joined.empty() ? "" : ";") + key;
  }
  return joined;
}

Result<std::string> clean_url(std::string_view field, std::string_view value) {
  const bool web = value.starts_with("http://") || value.starts_with("https://");
  if (!web || value.find_first_of(" \"<>") != std::string_view::npos) {
    return invalid(field, value, "it must be an address that begins with http:// or https://");
  }
  return std::string(value);
}

Result<std::string> clean_field(const FieldDefinition& field, std::string_view value,
                                const Vocabulary& vocabulary) {
  const std::string line = field.type == FieldType::LongText ? clean_text(value) : clean_line(value);
  if (line.empty()) {
    return line;
  }
  switch (field.type) {
    case FieldType::Number:
      return clean_number(field.key, line);
    case FieldType::Money:
      return clean_money(field.key, line);
    case FieldType::Date:
      return clean_date(field.key, line);
    case FieldType::Choice:
    case FieldType::Choices:
      return clean_choices(field, line, vocabulary);
    case FieldType::Url:
      return clean_url(field.key, line);
    case FieldType::Text:
    case FieldType::Person:
    case FieldType::LongText:
      break;
  }
  return line;
}

Result<std::string> clean_term(std::string_view field, std::string_view facet, std::string_view value,
                               const Vocabulary& vocabulary) {
  const Term* term = vocabulary.find(value);
  if (!term || term->facet != facet) {
    return invalid(field, value, "the vocabulary does not have it");
  }
  return std::string(value);
}

Result<std::string> clean_number_text(std::string_view value) {
  const std::string number = clean_line(value);
  if (number.empty() || number.size() > 40 || number.find(' ') != std::string::npos) {
    return invalid("number", value, "it must be one word of at most 40 letters");
  }
  // A number must never be taken for the id of another record.
  if (is_id(number)) {
    return invalid("number", value, "it looks like an id");
  }
  return number;
}

bool is_safe_path(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.back() == '/' ||
      path.find('\0') != std::string_view::npos) {
    return false;
  }
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    const std::string_view part = path.substr(start, end - start);
    if (part.empty() || part == "." || part == "..") {
      return false;
    }
    start = end + 1;
  }
  return true;
}

}  // namespace

std::string clean_line(std::string_view text) {
  return without_controls(text, false);
}
std::string clean_text(std::string_view text) {
  return without_controls(text, true);
}

bool is_id(std::string_view text) {
  return text.size() == 26 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') ||
                  (c >= 'A' && c <= 'Z' && c != 'I' && c != 'L' && c != 'O' && c != 'U');
         });
}

std::string_view number_prefix(std::string_view kind, const Vocabulary& vocabulary) {
  struct Prefix {
    std::string_view kind;
    std::string_view prefix;
  };
  static constexpr std::array kPrefixes = {
      Prefix{"ak_accessory", "A"}, Prefix{"ak_headwear", "H"}, Prefix{"ak_costume", "C"},
      Prefix{"ak_hair", "H"},      Prefix{"ak_makeup", "M"},   Prefix{"ak_set_dressing", "D"},
      Prefix{"ak_set", "S"},       Prefix{"ak_prop", "P"},     Prefix{"ak_fabric", "F"},
  };
  for (const Prefix& entry : kPrefixes) {  // Children stand before their parents.
    if (vocabulary.is_within(kind, entry.kind)) {
      return entry.prefix;
    }
  }
  return "R";
}

Result<std::string> clean_value(std::string_view field, std::string_view value,
                                const Vocabulary& vocabulary) {
  if (value.size() > kMaxTextBytes) {
    return fail(ErrorKind::Invalid, fmt::format("The text for {} is too long.", field));
  }
  if (field == "notes") {
    return clean_text(value);
  }
  if (value.size() > kMaxLineBytes) {
    const FieldDefinition* definition = find_field(field);
    if (!definition || definition->type != FieldType::LongText) {
      return fail(ErrorKind::Invalid, fmt::format("The text for {} is too long.", field));
    }
  }
  if (field == "number") {
    return clean_number_text(value);
  }
  if (field == "kind") {
    return clean_term(field, "asset_kind", value, vocabulary);
  }
  if (field == "status") {
    return clean_term(field, "status", value, vocabulary);
  }
  if (field == "rating") {
    return clean_integer(field, clean_line(value), 0, 5);
  }
  if (field == "color_label") {
    return clean_integer(field, clean_line(value), 0, 7);
  }
  if (field == "name_ko" || field == "name_en" || field == "romanized" || field == "aliases") {
    return clean_line(value);
  }
  const FieldDefinition* definition = find_field(field);
  if (!definition) {
    return fail(ErrorKind::Invalid, fmt::format("Records have no field \"{}\".", for_display(field, 80)));
  }
  return clean_field(*definition, value, vocabulary);
}

Result<std::string> clean_date(std::string_view field, std::string_view value) {
  // "2026-03-05", and as people write it: "2026.3.5", "2026. 3. 5.", "2026/3/5", "2026년 3월 5일".
  std::string plain(value);
  for (const std::string_view mark : {"-", ".", "/", "년", "월", "일"}) {
    for (std::size_t at = plain.find(mark); at != std::string::npos; at = plain.find(mark, at)) {
      plain.replace(at, mark.size(), " ");
    }
  }
  std::vector<std::int64_t> parts;
  bool shaped = true;
  for (std::size_t start = plain.find_first_not_of(' '); start != std::string::npos;) {
    const std::size_t end = std::min(plain.find(' ', start), plain.size());
    const std::size_t digits = end - start;
    std::int64_t number = 0;
    shaped = shaped && (parts.empty() ? digits == 4 : digits <= 2) && plain[start] != '+' &&
             parse_integer(std::string_view(plain).substr(start, digits), number);
    parts.push_back(number);
    start = plain.find_first_not_of(' ', end);
  }
  if (!shaped || parts.size() != 3 || parts[0] < 1 ||
      !std::chrono::year_month_day(std::chrono::year(static_cast<int>(parts[0])),
                                   std::chrono::month(static_cast<unsigned>(parts[1])),
                                   std::chrono::day(static_cast<unsigned>(parts[2])))
           .ok()) {
    return invalid(field, value, "it must be a date such as 2026-03-05");
  }
  return fmt::format("{:04}-{:02}-{:02}", parts[0], parts[1], parts[2]);
}

Result<std::string> clean_own_value(std::string_view sort, std::string_view choices, std::string_view value) {
  std::string text = clean_text(value);
  if (text.empty()) {
    return text;
  }
  const auto refused = [&](const char* sentence) {
    return fail(ErrorKind::Invalid, fmt::format(fmt::runtime(sentence), for_display(text, 80)));
  };
  if (sort == "number") {
    auto number = clean_number(sort, text);
    return number ? std::move(number) : refused("\"{}\" is not a number.");
  }
  if (sort == "date") {
    auto date = clean_date("date", text);
    return date ? std::move(date) : refused("\"{}\" is not a date such as 2026-03-05.");
  }
  if (sort == "url") {
    auto address = clean_value("source_url", text);
    return address ? std::move(address) : refused("\"{}\" is not an address.");
  }
  if (sort == "choice" || sort == "checklist") {
    const std::string all = fmt::format(";{};", choices);
    for (std::size_t start = 0; start <= text.size();) {
      const std::size_t end = sort == "choice" ? text.size() : std::min(text.find(';', start), text.size());
      const std::string item = text.substr(start, end - start);
      if (item.empty() || all.find(";" + item + ";") == std::string::npos) {
        return fail(ErrorKind::Invalid, fmt::format("\"{}\" is not one of {}.", for_display(item, 80),
                                                    for_display(choices, 200)));
      }
      start = end + 1;
    }
  }
  return text;
}

Result<std::string> clean_tag(std::string_view tag) {
  std::string clean = clean_line(tag);
  std::replace(clean.begin(), clean.end(), ';', ' ');
  clean = trimmed(std::move(clean));
  if (clean.empty() || clean.size() > 200) {
    return fail(ErrorKind::Invalid,
                clean.empty() ? "A tag needs a name." : "A tag may have at most 200 bytes.");
  }
  return clean;
}

Result<void> clean(Asset& asset, const Vocabulary& vocabulary) {
  struct Member {
    std::string_view field;
    std::string Asset::*text;
  };
  for (const Member& member :
       {Member{"kind", &Asset::kind}, Member{"name_ko", &Asset::name_ko}, Member{"name_en", &Asset::name_en},
        Member{"romanized", &Asset::romanized}, Member{"aliases", &Asset::aliases},
        Member{"status", &Asset::status}, Member{"notes", &Asset::notes}}) {
    auto value = clean_value(member.field, asset.*member.text, vocabulary);
    if (!value) {
      return tl::unexpected(value.error());
    }
    asset.*member.text = std::move(*value);
  }
  if (!asset.number.empty()) {
    auto number = clean_value("number", asset.number);
    if (!number) {
      return tl::unexpected(number.error());
    }
    asset.number = std::move(*number);
  }
  if (asset.name_ko.empty() && asset.name_en.empty()) {
    return fail(ErrorKind::Invalid, "A record needs a name.");
  }
  if (asset.rating < 0 || asset.rating > 5 || asset.color_label < 0 || asset.color_label > 7) {
    return fail(ErrorKind::Invalid, "A rating is 0 to 5, a color label 0 to 7.");
  }
  if (!asset.id.empty() && !is_id(asset.id)) {
    return fail(ErrorKind::Invalid, fmt::format("\"{}\" is not an id.", for_display(asset.id, 80)));
  }
  std::map<std::string, std::string> fields;
  for (const auto& [key, raw] : asset.fields) {
    const FieldDefinition* definition = find_field(key);
    auto value = definition ? clean_value(key, raw, vocabulary)
                            : fail(ErrorKind::Invalid,
                                   fmt::format("Records have no field \"{}\".", for_display(key, 80)));
    if (!value) {
      return tl::unexpected(value.error());
    }
    if (!value->empty()) {
      fields.emplace(key, std::move(*value));
    }
  }
  asset.fields = std::move(fields);
  std::set<std::string> tags;
  for (const std::string& raw : asset.tags) {
    auto tag = clean_tag(raw);
    if (!tag) {
      return tl::unexpected(tag.error());
    }
    tags.insert(std::move(*tag));
  }
  asset.tags.assign(tags.begin(), tags.end());
  return {};
}

Result<void> clean(AssetVersion& version) {
  version.comment = clean_text(version.comment);
  version.author = clean_line(version.author);
  version.main_file = to_nfc(version.main_file);
  if (!version.id.empty() && !is_id(version.id)) {
    return fail(ErrorKind::Invalid, fmt::format("\"{}\" is not an id.", for_display(version.id, 80)));
  }
  for (ManifestEntry& entry : version.manifest) {
    entry.path = to_nfc(entry.path);
    if (!is_safe_path(entry.path) || entry.size < 0) {
      return fail(ErrorKind::Invalid, fmt::format("\"{}\" cannot be the path of a file in a version.",
                                                  for_display(entry.path, 200)));
    }
  }
  std::sort(version.manifest.begin(), version.manifest.end(),
            [](const ManifestEntry& a, const ManifestEntry& b) { return a.path < b.path; });
  const auto twice =
      std::adjacent_find(version.manifest.begin(), version.manifest.end(),
                         [](const ManifestEntry& a, const ManifestEntry& b) { return a.path == b.path; });
  if (twice != version.manifest.end()) {
    return fail(ErrorKind::Invalid,
                fmt::format("The version names \"{}\" twice.", for_display(twice->path, 200)));
  }
  const bool has_main =
      std::any_of(version.manifest.begin(), version.manifest.end(),
                  [&](const ManifestEntry& entry) { return entry.path == version.main_file; });
  if (!has_main) {
    return fail(ErrorKind::Invalid, fmt::format("The version does not contain its main file \"{}\".",
                                                for_display(version.main_file, 200)));
  }
  const ContentHash hash = hash_text(manifest_text(version));
  if (version.manifest_hash != ContentHash{} && version.manifest_hash != hash) {
    return fail(ErrorKind::Invalid, "The version's hash does not belong to its files.");
  }
  version.manifest_hash = hash;
  return {};
}

}  // namespace bandaji
