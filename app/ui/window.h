// The window: everything a person sees.  Main thread only.
#pragma once

#include <filesystem>

namespace bandaji {

struct WindowOptions {
  std::filesystem::path catalog;  // Empty: the one that was open last, else the welcome page.
};

// Opens the window and returns when it was closed: the exit status of the program.
// Where no window can be opened the reason is written to stderr and 4 is returned.
int run_window(const WindowOptions& options);

}  // namespace bandaji
