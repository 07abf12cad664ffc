// What the system around the window does for it.
#pragma once

#include <ctime>
#include <filesystem>

#include "assets/result.h"

namespace bandaji {

// Opens a file or folder in the program the person uses for it.  Errors: Unsupported, NotFound.
Result<void> open_outside(const std::filesystem::path& path);
// This path, or the first with "-2", "-3" … behind the name that nothing is at yet.
std::filesystem::path free_path(const std::filesystem::path& wanted);
std::tm local_time(std::time_t seconds);

}  // namespace bandaji
