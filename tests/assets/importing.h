// Importing through the real worker process, in a line.
#pragma once

#include "assets/import/import_worker.h"

namespace bandaji::test {

inline Result<ImportedModel> import_file(const std::filesystem::path& path, const ImportOptions& options = {},
                                         const WorkerLimits& limits = {}) {
  set_worker_program(BANDAJI_TEST_WORKER);
  ImportSource source;
  source.root = path.parent_path();
  source.main_file = path.filename().string();
  return import_model(source, options, {}, {}, limits);
}

}  // namespace bandaji::test
