// Which files a person means by the paths they gave.
#pragma once

#include <filesystem>
#include <vector>

#include "app/core/imports.h"
#include "assets/import/import_worker.h"

namespace bandaji {

struct ImportInput {
  std::filesystem::path path;  // As it is reported.
  std::filesystem::path root;  // Real folder beneath which its files may lie.
  std::filesystem::path main;  // Relative to root.
  FileClass content = FileClass::Attachment;
  bool from_folder = false;  // Found, not named: left out when a model of the folder uses it.
};

// In order; within one folder models come first, so that what they use is known before pictures are looked
// at.
std::vector<ImportInput> expand_import(const ImportPlan& plan);

// Regular files of a folder, links and hidden ones left out, in natural order.
std::vector<std::filesystem::path> files_beneath(const std::filesystem::path& folder, bool recursive);

}  // namespace bandaji
