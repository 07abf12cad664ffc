#include "app/cli/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <system_error>

#include "app/core/preferences.h"
#include "assets/text.h"
#include "db/record_names.h"

namespace bandaji::cli {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> catalogs_in(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code problem;
  for (fs::directory_iterator entry(folder, problem); !problem && entry != fs::directory_iterator();
       entry.increment(problem)) {
    if (entry->path().extension() == ".bandaji" && Catalog::is_catalog(entry->path()))
      found.push_back(entry->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

Result<fs::path> find_catalog(const GlobalOptions& options) {
  if (!options.catalog.empty()) return path_from_utf8(options.catalog);
  const char* variable = std::getenv("BANDAJI_CATALOG");  // NOLINT(concurrency-mt-unsafe): before any thread.
  if (variable != nullptr && *variable != '\0') return fs::path(variable);

  std::error_code problem;
  fs::path folder = fs::current_path(problem);
  while (!problem && !folder.empty()) {
    if (Catalog::is_catalog(folder)) return folder;
    const auto inside = catalogs_in(folder);
    if (inside.size() > 1) {
      return fail(ErrorKind::Conflict,
                  fmt::format("There are several catalogs in {}; name one with --catalog.", to_utf8(folder)));
    }
    if (inside.size() == 1) return inside.front();
    if (folder == folder.parent_path()) break;
    folder = folder.parent_path();
  }
  return fail(ErrorKind::NotFound,
              "There is no catalog here; name one with --catalog DIR or $BANDAJI_CATALOG, or make one with "
              "`bandaji init DIR`.");
}

CatalogOptions catalog_options(bool read_only) {
  CatalogOptions options;
  options.who = load_preferences().user_name;
  options.read_only = read_only;
  return options;
}

std::optional<Library> open_library(const GlobalOptions& options, Console& console, Access access,
                                    Library::Index index) {
  const auto folder = find_catalog(options);
  if (!folder) {
    console.problem(folder.error());
    return std::nullopt;
  }
  auto library = Library::open(*folder, catalog_options(access == Access::Read), index);
  if (!library && access == Access::Read && library.error().kind == ErrorKind::Denied) {
    // A catalog of an earlier version is brought forward (after a backup) by whoever may write it.
    if (auto forward = Library::open(*folder, catalog_options(), index)) {
      console.note(fmt::format("{} was brought to this version; a backup lies in it.", to_utf8(*folder)));
      library = std::move(forward);
    }
  }
  if (!library) {
    console.problem(library.error());
    return std::nullopt;
  }
  return std::move(*library);
}

std::vector<Id> resolve_all(const Library& library, const std::vector<std::string>& words, Console& console,
                            int& refused) {
  std::vector<Id> ids;
  for (const std::string& word : words) {
    const auto id = library.catalog().resolve(word);
    if (!id) {
      console.problem(id.error());
      ++refused;
    } else if (std::find(ids.begin(), ids.end(), *id) == ids.end()) {
      ids.push_back(*id);
    }
  }
  return ids;
}

bool is_composition(const std::string& word) {
  return word.starts_with("look:") || word.starts_with("set:");
}

Result<Id> resolve_composition(const Catalog& catalog, const std::string& word) {
  const bool look = word.starts_with("look:");
  return find_record(catalog, look ? RecordType::Look : RecordType::FilmSet, word.substr(look ? 5 : 4));
}

int status_of(std::size_t done, std::size_t refused) {
  if (refused == 0) return kDone;
  return done == 0 ? kNothingDone : kSomeRefused;
}

}  // namespace bandaji::cli
