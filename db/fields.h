// The fields a record has beyond its name, per kind (A3).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "db/vocabulary.h"

namespace bandaji {

enum class FieldType : std::uint8_t { Text, Number, Money, Date, Choice, Choices, Person, Url, LongText };

struct FieldDefinition {
  std::string_view key;  // "fabric"; stored on disk, never renamed.
  std::string_view ko;
  std::string_view en;
  FieldType type = FieldType::Text;
  std::string_view facet;  // Vocabulary facet of Choice and Choices (values are term keys, ';'-separated).
  std::string_view unit;   // "mm", "원"; for Number and Money.
};

// In the order in which an inspector shows them.  A kind has those of its parents too
// ("ak_accessory" those of "ak_costume"); one of the studio those of the shipped kind above it.
std::span<const FieldDefinition> fields_for_kind(std::string_view kind_key,
                                                 const Vocabulary& vocabulary = Vocabulary::shipped());
// Every field of any kind, once.
std::span<const FieldDefinition> all_fields();
// Null when no kind has such a field.
const FieldDefinition* find_field(std::string_view key);

}  // namespace bandaji
