#include "app/core/watched_import.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <system_error>

#include "app/core/import_inputs.h"
#include "assets/text.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

std::vector<ImportInput> inputs_of(const fs::path& folder) {
  ImportPlan plan;
  plan.paths = {folder};
  return expand_import(plan);
}

TimeMs written_at(const fs::path& path) {
  std::error_code problem;
  const auto time = fs::last_write_time(path, problem);
  if (problem) return 0;
  const auto since = std::chrono::file_clock::to_sys(time).time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

}  // namespace

std::vector<fs::path> new_inputs(const fs::path& folder, const ImportCatalog& catalog) {
  std::vector<fs::path> found;
  for (const ImportInput& input : inputs_of(folder)) {
    const fs::path path = input.root / input.main;
    // That there is nothing yet is no reason to say anything; a folder that cannot be looked into is.
    if (input.refusal && input.refusal->kind == ErrorKind::NotFound) continue;
    const auto asset = catalog.find_by_origin(to_nfc(to_utf8(path)));
    if (asset) {
      const auto version = catalog.find_version(asset->current_version);
      if (version && version->created_at >= written_at(path)) continue;
    }
    found.push_back(path);
  }
  return found;
}

std::vector<fs::path> inputs_touched(const fs::path& folder, std::span<const fs::path> changed) {
  std::vector<fs::path> found;
  const std::vector<ImportInput> inputs = inputs_of(folder);
  std::set<fs::path> with_models;
  for (const ImportInput& input : inputs)
    if (input.content == FileClass::Model) with_models.insert((input.root / input.main).parent_path());
  for (const ImportInput& input : inputs) {
    const fs::path path = input.root / input.main;
    const fs::path own = path.parent_path();
    const bool touched = std::any_of(changed.begin(), changed.end(), [&](const fs::path& file) {
      if (file == path) return true;
      // Somebody else's model or document is none of its files.
      if (input.content != FileClass::Model || classify(file) == FileClass::Model) return false;
      const fs::path beside = file.parent_path();
      if (beside == own) return true;
      // A folder with models of its own keeps its pictures for them.
      if (with_models.contains(beside)) return false;
      return beside.parent_path() == own || beside.parent_path() == own.parent_path();
    });
    if (touched) found.push_back(path);
  }
  return found;
}

}  // namespace bandaji
