// What the system around the window does for it.
#pragma once

#include <ctime>
#include <filesystem>

#include "assets/result.h"

namespace bandaji {

// Opens a file or folder in the program the person uses for it.  Errors: Unsupported, NotFound.
Result<void> open_outside(const std::filesystem::path& path);
std::tm local_time(std::time_t seconds);

}  // namespace bandaji
