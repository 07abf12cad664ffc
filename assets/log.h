// One line to stderr and to the log file; any thread.  spdlog stays behind this.
#pragma once

#include <filesystem>
#include <string_view>

namespace bandaji {

enum class LogLevel { Debug, Info, Warning, Error };

// Control characters in the message are made visible, so that a file's name cannot forge a line.
void log(LogLevel level, std::string_view message);
// Lines below it are dropped.  Info at first.
void set_log_level(LogLevel level);
// From now on lines also go there (appended; at most three files of 4 MiB are kept).
// A folder that cannot be written is not an error: stderr still has the lines.
void set_log_file(const std::filesystem::path& path);

}  // namespace bandaji
