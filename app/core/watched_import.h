// What of a watched folder is to be imported: at the start what the catalog does
// not have, then what changed.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "app/core/imports.h"

namespace bandaji {

// Main files, for ImportPlan::only, that are not in the catalog or were written after they came into it.
std::vector<std::filesystem::path> new_inputs(const std::filesystem::path& folder,
                                              const ImportCatalog& catalog);

// Those that `changed` files are, or that may use them: the models of the same folder, of the one beside it
// and of the one above.
std::vector<std::filesystem::path> inputs_touched(const std::filesystem::path& folder,
                                                  std::span<const std::filesystem::path> changed);

}  // namespace bandaji
