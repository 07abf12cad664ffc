// Finding and opening the catalog a command works on.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/console.h"
#include "app/core/library.h"

namespace bandaji::cli {

struct GlobalOptions {
  std::string catalog;  // --catalog
  bool json = false;
  bool quiet = false;
};

// --catalog, else $BANDAJI_CATALOG, else the nearest *.bandaji folder upwards.
// Errors: NotFound, Conflict (several in one folder).
Result<std::filesystem::path> find_catalog(const GlobalOptions& options);

// Who is written into the log: preferences, else the system's user name.
CatalogOptions catalog_options(bool read_only = false);

// The catalog of a command; the reason is on stderr when there is none, and the exit status is
// kCatalogUnusable.
enum class Access { Read, Write };
std::optional<Library> open_library(const GlobalOptions& options, Console& console, Access access,
                                    Library::Index index);

// The records that the words on the command line mean (ids, prefixes, numbers).  What cannot be found is
// reported and counted in `refused`.
std::vector<Id> resolve_all(const Library& library, const std::vector<std::string>& words, Console& console,
                            int& refused);

// Whether a word stands for a look or a set as a whole: "look:연희 2A", "set:편전".
bool is_composition(const std::string& word);
// The look or set it means.  Errors: NotFound, Conflict.
Result<Id> resolve_composition(const Catalog& catalog, const std::string& word);

// From how many were done and refused.
int status_of(std::size_t done, std::size_t refused);

}  // namespace bandaji::cli
