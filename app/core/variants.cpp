#include "app/core/variants.h"

#include <utility>

#include "db/record_reads.h"

namespace bandaji {
namespace {

VariantPicture picture_of(const AssetVersion& version, std::string name_ko, std::string name_en) {
  auto composition = std::make_shared<Composition>();
  composition->title = name_ko.empty() ? name_en : name_ko;
  CompositionPart part;
  part.record = version.asset_id;
  part.name = "asset";
  part.version = version;
  part.placed = true;  // Where the file has it, on nobody.
  composition->parts.push_back(std::move(part));
  return {std::move(name_ko), std::move(name_en), std::move(composition)};
}

// The one part, while it is still being made.
CompositionPart& part_of(VariantPicture& picture) {
  auto own = std::make_shared<Composition>(*picture.composition);
  CompositionPart& part = own->parts.front();
  picture.composition = std::move(own);
  return part;
}

}  // namespace

std::map<Id, int> colorway_counts(const Catalog& catalog, const std::vector<Id>& assets) {
  std::map<Id, int> counts;
  for (const Id& asset : assets)
    if (const auto found = records_where<Colorway>(catalog, "asset", asset); !found.empty())
      counts[asset] = static_cast<int>(found.size());
  return counts;
}

std::vector<VariantPicture> colorway_pictures(const Catalog& catalog, const AssetVersion& version) {
  std::vector<VariantPicture> pictures{picture_of(version, "", "")};
  for (const Colorway& colorway : records_where<Colorway>(catalog, "asset", version.asset_id)) {
    VariantPicture picture = picture_of(version, colorway.name_ko, colorway.name_en);
    part_of(picture).colors = colorway_colors(colorway.materials);
    pictures.push_back(std::move(picture));
  }
  return pictures;
}

std::vector<VariantPicture> file_variants(const LibraryFiles& files, const AssetVersion& version,
                                          std::stop_token stop) {
  std::vector<VariantPicture> pictures;
  const auto baked = files.model(version, std::move(stop));
  if (!baked) return pictures;
  for (const MaterialVariant& variant : (*baked)->variants()) {
    VariantPicture picture = picture_of(version, variant.name, variant.name);
    part_of(picture).variant = variant.name;
    pictures.push_back(std::move(picture));
  }
  return pictures;
}

}  // namespace bandaji
