// A picture that another program put on the clipboard.
#pragma once

#include <cstddef>
#include <vector>

#include "assets/result.h"

namespace bandaji {

// The bytes of a PNG; they come from a stranger and are read like any other file.  Not on the main thread:
// the program that holds the clipboard may take its time, and may be this one.
// Errors: NotFound (there is none), Limit (too large), Unsupported (no clipboard can be asked here).
Result<std::vector<std::byte>> clipboard_picture();

}  // namespace bandaji
