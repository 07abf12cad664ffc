// What one asset looks like otherwise: its own colorways, and the variants that its file
// brings along, each as something that can be drawn.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/core/composition.h"
#include "db/catalog.h"

namespace bandaji {

struct VariantPicture {
  std::string name_ko, name_en;  // Empty: as the file has it.
  std::shared_ptr<const Composition> composition;
};

// How many colorways of their own these assets have; those without are left out.
std::map<Id, int> colorway_counts(const Catalog& catalog, const std::vector<Id>& assets);
// As the file has it, then its colorways.
std::vector<VariantPicture> colorway_pictures(const Catalog& catalog, const AssetVersion& version);
// What the file itself has besides; reads its model.  Any thread.  Empty where the model cannot be read.
std::vector<VariantPicture> file_variants(const LibraryFiles& files, const AssetVersion& version,
                                          std::stop_token stop = {});

}  // namespace bandaji
