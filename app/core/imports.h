// Bringing files into a catalog: the same pipeline for drag and drop, the file
// chooser, the demo and the command line.
//
// Runs on any thread but touches the catalog only through `commit`, which the
// caller runs where its Library lives.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/core/library.h"
#include "assets/import/import_options.h"
#include "db/vocabulary.h"

namespace bandaji {

struct ImportPlan {
  std::vector<std::filesystem::path> paths;  // Files and folders.
  bool recursive = true;                     // Into folders of folders.
  std::string kind;                          // Term key; empty: guessed from names and content.
  std::string name;                          // For a single file; empty: from the file name.
  std::vector<std::string> tags;
  ImportOptions options;
  Id version_of;        // A single file becomes the next version of this asset.
  std::string comment;  // Of the versions made.
  // What the parts of names and folders mean (app/core/import_pattern.h); empty: what the production says,
  // for what is found in folders.
  std::string pattern;
  // Main files; when there are some, only these of all that the paths stand for.
  std::vector<std::filesystem::path> only;
  // Folder beneath which a file's own files may lie; empty: the one it lies in, or the folder that is
  // imported.
  std::filesystem::path root;
  // Further values for every record made ("fabric" → "fa_silk"), as in SetField.
  std::vector<std::pair<std::string, std::string>> fields;
  // Name under which all of it is taken back in one step, together with what else is done under that name.
  // Empty: one of its own.
  std::string batch = {};
};

enum class ImportStatus : std::uint8_t { Imported, NewVersion, Duplicate, Refused };
const char* to_string(ImportStatus status);  // "imported", "new_version", …

// One row of the report: `import --json` prints exactly this.
struct ImportRow {
  std::string path;
  ImportStatus status = ImportStatus::Refused;
  Id id;
  int version = 0;
  std::string kind;
  std::int64_t triangles = 0;
  std::int64_t vertices = 0;
  std::int64_t materials = 0;
  std::int64_t animations = 0;
  std::array<std::int64_t, 3> size_mm{0, 0, 0};
  std::vector<std::string> warnings;
  std::vector<Id> same_shape;      // Records that hold the same shape in other files.
  std::vector<std::string> notes;  // What was recovered of the file though most programs lose it.
  std::string error;               // Why it was refused; finished sentence.
};

// What the catalog must be asked and told while an import goes on.
struct ImportCatalog {
  std::function<std::optional<AssetVersion>(const ContentHash& manifest)> find_manifest;
  std::function<std::optional<Asset>(const std::string& origin)> find_by_origin;
  std::function<std::optional<Asset>(const Id&)> find_asset;
  std::function<Result<AssetVersion>(const Id&)> find_version;
  std::function<Production()> production;
  // What the studio made of the terms, too.  Null: the shipped ones.
  std::function<std::shared_ptr<const Vocabulary>()> vocabulary = {};
  // Asked once, when the first model is there.
  std::function<std::vector<ModelSize>()> model_sizes;
  // Applies the change and remembers the origin, unless it is empty; returns the record that was made or
  // extended.
  std::function<Result<AssetVersion>(const Change&, const Id& asset, const std::string& origin)> commit;
};
// Speaks to the library directly; for callers on its thread.
ImportCatalog direct_import_catalog(Library& library);

struct ImportProgress {
  std::size_t done = 0;  // Inputs.
  std::size_t total = 0;
  float current = 0;  // Share of the input at hand, 0..1.
  std::string name;   // Of the input at hand.
};

// Imports everything and returns one row per input, in order.  Never fails as a whole: a refused
// input is a row, and the others go on.  After `stop` the remaining inputs are left out.
std::vector<ImportRow> run_import(const ImportPlan& plan, const LibraryFiles& files,
                                  const ImportCatalog& catalog, std::stop_token stop = {},
                                  const std::function<void(const ImportProgress&)>& progress = {},
                                  const std::function<void(const ImportRow&)>& each_row = {});

// The inputs a plan stands for: one per model found in a folder (its textures are not inputs of their own),
// every image and attachment that no model uses.
std::vector<std::filesystem::path> expand_inputs(const ImportPlan& plan);

}  // namespace bandaji
