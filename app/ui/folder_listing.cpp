#include "app/ui/folder_listing.h"

#include <fmt/format.h>

#include <algorithm>

#include "assets/text.h"
#include "db/search_text.h"

namespace bandaji {

FolderListing read_folder(const std::filesystem::path& folder) {
  FolderListing listing;
  listing.folder = folder;
  std::error_code error;
  for (std::filesystem::directory_iterator
           at(folder, std::filesystem::directory_options::skip_permission_denied, error),
       end;
       !error && at != end; at.increment(error)) {
    FolderListing::Entry entry;
    entry.path = at->path();
    // Names that macOS wrote are decomposed; shown, they are whole syllables.
    entry.name = to_nfc(to_utf8(at->path().filename()));
    if (entry.name.starts_with('.')) continue;
    std::error_code ignored;
    entry.folder = at->is_directory(ignored);
    entry.catalog = entry.folder && Catalog::is_catalog(at->path());
    if (!entry.folder) entry.size = at->is_regular_file(ignored) ? at->file_size(ignored) : 0;
    listing.entries.push_back(std::move(entry));
  }
  if (error)
    listing.error = fmt::format("The folder {} cannot be read: {}.", to_utf8(folder), error.message());
  std::sort(listing.entries.begin(), listing.entries.end(),
            [](const FolderListing::Entry& a, const FolderListing::Entry& b) {
              if (a.folder != b.folder) return a.folder;
              return compare_natural(a.name, b.name) < 0;
            });
  return listing;
}

}  // namespace bandaji
