// Changes as text, for the undo stacks that outlive a program.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/edit.h"

namespace bandaji {

std::string change_to_json(const Change& change);
// Empty when the text is not a change.
std::optional<Change> change_from_json(std::string_view text);

// Lists in columns: warnings, palette and missing files.
std::string list_to_json(const std::vector<std::string>& list);
std::vector<std::string> list_from_json(std::string_view text);
std::string missing_to_json(const std::vector<MissingFile>& missing);
std::vector<MissingFile> missing_from_json(std::string_view text);

}  // namespace bandaji
