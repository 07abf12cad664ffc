#include "app/core/relink.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/folder_lock.h"
#include "app/core/import_inputs.h"
#include "app/core/import_prepare.h"
#include "assets/import/file_names.h"
#include "assets/log.h"
#include "assets/text.h"

namespace bandaji {
namespace {

// The name under which the model finds the file: where it asks for it, or beside the model when that is on
// another machine.
std::string name_for(const std::string& main_file, const std::string& asked) {
  const std::string folder = folder_of(main_file);
  const std::string plain = percent_decoded(asked);
  if (const auto name = resolve_name(plain, folder)) return to_nfc(*name);
  const std::string base = base_name(plain);
  return to_nfc(folder.empty() ? base : folder + "/" + base);
}

}  // namespace

std::vector<FoundFile> find_missing_files(const AssetVersion& version, const std::filesystem::path& folder) {
  std::vector<FoundFile> found;
  const std::vector<std::filesystem::path> files = files_beneath(folder, true);
  std::vector<std::string> names;
  for (const auto& file : files) names.push_back(to_utf8(file.lexically_relative(folder).generic_string()));
  for (const MissingFile& missing : version.facts.missing) {
    if (const auto best = best_name_match(percent_decoded(missing.asked), names))
      found.push_back({missing.asked, files[*best]});
  }
  return found;
}

ImportRow relink(const AssetVersion& version, std::span<const FoundFile> found, const LibraryFiles& files,
                 const ImportCatalog& catalog, std::stop_token stop,
                 const std::function<void(float)>& progress) {
  ImportRow row;
  row.path = version.main_file;
  row.id = version.asset_id;
  const auto refuse = [&](const std::string& message) {
    row.status = ImportStatus::Refused;
    row.error = message;
    return row;
  };
  std::vector<SourceFile> added;
  std::string names;
  for (const FoundFile& file : found) {
    const bool missing = std::any_of(version.facts.missing.begin(), version.facts.missing.end(),
                                     [&](const MissingFile& one) { return one.asked == file.asked; });
    if (!missing)
      return refuse(fmt::format("“{}” is not among the missing files of “{}”.", for_display(file.asked, 300),
                                for_display(version.main_file, 300)));
    added.push_back({name_for(version.main_file, file.asked), file.path});
    names += (names.empty() ? "" : ", ") + base_name(file.asked);
  }
  if (added.empty()) return refuse("None of the missing files was found there.");
  // Nobody may delete unused objects now: those of a relink are unused until their version is made.
  const auto lock = FolderLock::take(files.objects().folder(), FolderLock::Mode::Shared);
  PreparedVersion prepared = prepare_completed(version, files.objects(), added, stop, progress);
  if (prepared.error) return refuse(prepared.error->message);
  AssetVersion& next = prepared.version;
  if (next.facts.missing.size() >= version.facts.missing.size())
    return refuse(fmt::format("“{}” still misses the same files; those given were not used.",
                              for_display(version.main_file, 300)));
  if (const auto stored = store_bytes(prepared, files.objects()); !stored)
    return refuse(stored.error().message);
  next.asset_id = version.asset_id;
  next.comment = to_nfc(names);
  row.triangles = next.facts.triangles;
  row.vertices = next.facts.vertices;
  row.materials = next.facts.materials;
  row.animations = next.facts.animations;
  row.size_mm = next.facts.size_mm;
  row.warnings = next.facts.warnings;
  row.notes = prepared.report.notes;
  Change change;
  change.label_ko = "빠진 파일 연결: " + names;
  change.label_en = "Relink: " + names;
  change.edits.push_back(AddVersion{std::move(next)});
  const auto committed = catalog.commit(change, version.asset_id, "");
  if (!committed) return refuse(committed.error().message);
  if (prepared.model) {
    if (const auto kept = files.keep_model(*committed, *prepared.model); !kept)
      log(LogLevel::Warning, kept.error().message);
  }
  row.status = ImportStatus::NewVersion;
  row.version = committed->number;
  if (const auto record = catalog.find_asset(version.asset_id)) row.kind = record->kind;
  return row;
}

}  // namespace bandaji
