// Reading a folder for the file chooser.  Any thread.
#pragma once

#include <filesystem>

#include "app/ui/model.h"

namespace bandaji {

// Hidden entries are left out.  A folder that cannot be read gives an error sentence and no entries.
FolderListing read_folder(const std::filesystem::path& folder);

}  // namespace bandaji
