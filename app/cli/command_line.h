// The words typed after `bandaji`, understood and carried out.
#pragma once

#include <optional>
#include <string>

namespace bandaji::cli {

// Runs the command that was typed and returns the exit status of the program.  Nothing when none was
// typed: then the window is wanted, on `catalog` if that is not empty.
//
// Main thread, before any other thread exists.
struct CommandLineResult {
  std::optional<int> status;
  std::string catalog;  // --catalog, for the window.
};
CommandLineResult run_command_line(int argc, char** argv);

}  // namespace bandaji::cli
