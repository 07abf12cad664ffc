// Importing as the commands `import` and `watch` do it.
#pragma once

#include <optional>

#include "app/cli/commands.h"
#include "app/core/imports.h"

namespace bandaji::cli {

// What was asked, or nothing when it cannot be done; the reason is on stderr.
std::optional<ImportPlan> plan_of(const ImportCommand& command, const Vocabulary& vocabulary,
                                  Console& console);

// Imports and reports; returns the exit status.
int run_import_plan(const ImportPlan& plan, Library& library, Console& console);

}  // namespace bandaji::cli
