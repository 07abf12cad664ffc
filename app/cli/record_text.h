// Records of the production as JSON and as lines, and FIELD=VALUE words as values.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/json_text.h"
#include "app/cli/session.h"
#include "db/record_names.h"
#include "db/record_reads.h"

namespace bandaji::cli {

// {"type", "id", "name", "revision", …columns}; numbers and flags as such, references as ids.
Json to_json(const RecordRow& row, RecordNames& names);
// "name  column: value, …" without empty values.
std::string line_of(const RecordRow& row, RecordNames& names);

// The studio's own fields with their values, by name; those without one are left out.
Json own_json(const Catalog& catalog, const std::vector<CustomField>& fields, const Id& subject);

// "look:연희 2A" as the type and the name; nothing when no type of record stands before the colon.
std::optional<std::pair<std::string, std::string>> split_record(const std::string& word);

// Words as column and value; references may be called by name.  Words of the studio's own fields go into
// `own`.  Empty, and told, when one is wrong.
std::optional<RecordValues> parse_values(const std::vector<std::string>& words, RecordType type,
                                         RecordNames& names, Console& console,
                                         std::vector<std::pair<CustomField, std::string>>* own = nullptr);

// Applies, and tells what went wrong; kDone when nothing did.
int apply(Library& library, const Change& change, Console& console);

}  // namespace bandaji::cli
