// Turns a model file into plain CPU data: Assimp reads the geometry, what it
// drops is taken from the file.  Runs untrusted parsers: only called inside the
// worker process.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "assets/import/import_files.h"
#include "assets/import/import_options.h"
#include "assets/import/import_worker.h"
#include "assets/model.h"

namespace bandaji {

struct ReadModel {
  Model model;
  ImportReport report;
};

// The result is Y-up, in metres, triangulated, its numbers finite, its parents
// before their children.  A texture that is missing or cannot be read is not an
// error: the material keeps its plain color and the report a line.
// `progress` is called with 0..1.
// Errors: NotFound, Unsupported, Corrupt, Denied, Limit, Io.
Result<ReadModel> read_model(ImportFiles& files, const ImportOptions& options,
                             const std::function<void(float)>& progress = {});

// Whether some importer here reads files with this extension (lower case, no dot).
bool is_model_extension(std::string_view extension);

}  // namespace bandaji
