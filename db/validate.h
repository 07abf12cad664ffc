// What the catalog accepts.  Values come from people, files and other programs;
// here they become NFC and proper, or are refused with the reason.
#pragma once

#include <string>
#include <string_view>

#include "assets/result.h"
#include "db/records.h"
#include "db/vocabulary.h"

namespace bandaji {

// The value as stored, for any field SetField knows.  Errors: Invalid (a sentence that names the field).
Result<std::string> clean_value(std::string_view field, std::string_view value,
                                const Vocabulary& vocabulary = Vocabulary::shipped());
// A date as stored ("2026-03-05"), also of "2026.3.5" and "2026년 3월 5일"; errors name the field.  Errors:
// Invalid.
Result<std::string> clean_date(std::string_view field, std::string_view value);
// As clean_value() for one of the studio's own fields, of which `sort` and `choices` are those of
// CustomField.  Empty stays empty.  Errors: Invalid.
Result<std::string> clean_own_value(std::string_view sort, std::string_view choices, std::string_view value);
// A tag as stored.  Errors: Invalid when nothing is left of it.
Result<std::string> clean_tag(std::string_view tag);
// All texts of a new record in place; an empty status or kind gets its default.  Errors: Invalid.
Result<void> clean(Asset& asset, const Vocabulary& vocabulary = Vocabulary::shipped());
// Texts, manifest order and hash of a new version in place.  Errors: Invalid.
Result<void> clean(AssetVersion& version);
// One line: NFC, control characters as spaces, trimmed.
std::string clean_line(std::string_view text);
// Several lines: as above, but line breaks (as \n) and tabs stay.
std::string clean_text(std::string_view text);
// Whether the text has the form of an id.
bool is_id(std::string_view text);
// "C" for costumes, "H" for hair and headwear, … of a kind.
std::string_view number_prefix(std::string_view kind, const Vocabulary& vocabulary = Vocabulary::shipped());

}  // namespace bandaji
