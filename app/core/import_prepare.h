// Reading an input and everything it refers to, so that nothing but storing its
// bytes and making a record of it is left.  Any thread; the catalog is not touched.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "app/core/import_inputs.h"
#include "assets/baked_model.h"
#include "assets/import/import_worker.h"
#include "assets/object_store.h"
#include "db/records.h"

namespace bandaji {

// An input that was read but is not in the catalog yet.
struct PreparedVersion {
  std::optional<Error> error;
  AssetVersion version;                        // Manifest, facts and import settings.
  std::vector<std::filesystem::path> sources;  // Where the bytes of each manifest entry are.
  std::shared_ptr<const BakedModel> model;     // Of a model.
  ImportReport report;                         // Likewise.
};

// `progress` is called with 0..1 on this thread.
PreparedVersion prepare_input(const ImportInput& input, const ImportOptions& options, std::stop_token stop,
                              const std::function<void(float)>& progress);

// The version read again from its own objects and `added` files, which lie under the names by which the
// model asks for them; its import settings stay.
PreparedVersion prepare_completed(const AssetVersion& version, const ObjectStore& objects,
                                  const std::vector<SourceFile>& added, std::stop_token stop,
                                  const std::function<void(float)>& progress);

// Puts the bytes into the store, before any record names them.
Result<void> store_bytes(const PreparedVersion& prepared, const ObjectStore& objects);

}  // namespace bandaji
