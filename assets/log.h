// One line to stderr and to the log file; any thread.  spdlog stays behind this.
#pragma once

#include <string_view>

namespace bandaji {

enum class LogLevel { Debug, Info, Warning, Error };

void log(LogLevel level, std::string_view message);
void set_log_level(LogLevel level);

}  // namespace bandaji
