// Which files a person means by the paths they gave.
#pragma once

#include <filesystem>
#include <optional>
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
  // Of a folder in which nothing is to be had: it cannot be looked into, or was named and is empty.
  std::optional<Error> refusal = {};
};

// In order; within one folder models come first, so that what they use is known before pictures are looked
// at.
std::vector<ImportInput> expand_import(const ImportPlan& plan);

struct UnreadFolder {
  std::filesystem::path path;
  Error why;
};
// Regular files of a folder, links and hidden ones left out, in natural order.  Folders that cannot be looked
// into are added to `unread`.
std::vector<std::filesystem::path> files_beneath(const std::filesystem::path& folder, bool recursive,
                                                 std::vector<UnreadFolder>* unread = nullptr);

}  // namespace bandaji
