// What people type for a field, as the catalog stores it.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "assets/result.h"
#include "db/vocabulary.h"

namespace bandaji {

// Field and value ready for SetField.  Accepts "name" for the name in the value's language, labels in either
// language where the catalog wants a term ("fabric" "명주"), and several of them separated by ';' or ','.
// Errors: Invalid, with what was expected.
Result<std::pair<std::string, std::string>> parse_field(std::string_view field, std::string_view value,
                                                        const Vocabulary& vocabulary = Vocabulary::shipped());

}  // namespace bandaji
