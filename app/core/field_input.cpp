#include "app/core/field_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "assets/text.h"
#include "db/fields.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

Result<std::string> terms_of(const FieldDefinition& field, std::string_view value,
                             const Vocabulary& vocabulary) {
  std::string keys;
  while (!value.empty()) {
    const std::size_t end = value.find_first_of(";,");
    const std::string_view word = trimmed(value.substr(0, end));
    value = end == std::string_view::npos ? std::string_view() : value.substr(end + 1);
    if (word.empty()) continue;
    const Term* term = find_term(field.facet, word, vocabulary);
    if (term == nullptr)
      return fail(ErrorKind::Invalid, fmt::format("\"{}\" is not a {} of the vocabulary.", word, field.en));
    const std::string_view key = term->key;
    if ((";" + keys + ";").find(fmt::format(";{};", key)) != std::string::npos) continue;
    if (!keys.empty() && field.type == FieldType::Choice) {
      return fail(ErrorKind::Invalid, fmt::format("{} takes one value only.", field.key));
    }
    keys += (keys.empty() ? "" : ";") + std::string(key);
  }
  return keys;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

Result<std::pair<std::string, std::string>> parse_field(std::string_view field, std::string_view value,
                                                        const Vocabulary& vocabulary) {
  const std::string text = to_nfc(value);
  const auto pair = [](std::string_view key, std::string_view stored) {
    return std::pair(std::string(key), std::string(stored));
  };
  if (field == "name") return pair(is_ascii(text) ? "name_en" : "name_ko", text);
  if (field == "kind") {
    const auto kind = kind_from_name(text, vocabulary);
    if (kind.empty()) return fail(ErrorKind::Invalid, fmt::format("There is no kind \"{}\".", text));
    return pair(field, kind);
  }
  if (field == "status") {
    const auto status = status_from_name(text, vocabulary);
    if (status.empty()) return fail(ErrorKind::Invalid, fmt::format("There is no status \"{}\".", text));
    return pair(field, status);
  }
  static constexpr auto kPlain = std::to_array<std::string_view>(
      {"number", "name_ko", "name_en", "romanized", "aliases", "rating", "color_label", "notes"});
  if (std::find(kPlain.begin(), kPlain.end(), field) != kPlain.end()) return pair(field, text);

  const FieldDefinition* definition = find_field(field);
  if (definition == nullptr) return fail(ErrorKind::Invalid, fmt::format("There is no field \"{}\".", field));
  if (definition->type != FieldType::Choice && definition->type != FieldType::Choices)
    return pair(field, text);
  const auto keys = terms_of(*definition, text, vocabulary);
  if (!keys) return tl::unexpected(keys.error());
  return pair(field, *keys);
}

}  // namespace bandaji
