#include "app/sheets/sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/core/asset_picture.h"
#include "app/sheets/asset_sheet.h"
#include "app/sheets/contact_sheet.h"
#include "app/sheets/sheet_pictures.h"
#include "app/sheets/sheet_style.h"
#include "assets/text.h"

namespace bandaji {
namespace {

constexpr std::array kTemplates = {
    SheetTemplate{"asset", "자산 시트", "Asset sheet", "one asset"},
    SheetTemplate{"contact", "밀착 시트", "Contact sheet", "assets"},
};

// A page of five hundred tiles must not hold a gigabyte of pixels.
constexpr double kTilePixelsPerMm = 9.5, kManyTilesPixelsPerMm = 7, kTilePreviewPixelsPerMm = 4;
constexpr std::size_t kManyTiles = 150;

const SheetTemplate* find_template(std::string_view name) {
  const auto found = std::find_if(kTemplates.begin(), kTemplates.end(),
                                  [&](const SheetTemplate& entry) { return entry.name == name; });
  return found == kTemplates.end() ? nullptr : &*found;
}

tl::unexpected<Error> no_template(std::string_view name) {
  return fail(ErrorKind::Invalid, fmt::format("There is no sheet called \"{}\".", for_display(name, 100)));
}

tl::unexpected<Error> nothing_selected() {
  return fail(ErrorKind::Invalid, "There is no record to put on the sheet.");
}

}  // namespace

std::span<const SheetTemplate> sheet_templates() {
  return kTemplates;
}

Result<SheetInput> gather_sheet(const Library& library, std::string_view template_name,
                                std::span<const Id> assets, const SheetOptions& options) {
  if (!find_template(template_name)) return no_template(template_name);
  if (assets.empty()) return nothing_selected();
  const Catalog& catalog = library.catalog();
  SheetInput input;
  input.template_name = template_name;
  input.options = options;
  input.production = catalog.production();
  const auto vocabulary = catalog.vocabulary();
  for (const Id& id : assets) {
    auto asset = catalog.asset(id);
    if (!asset) return tl::unexpected(std::move(asset.error()));
    SheetRecord record;
    record.asset = std::move(*asset);
    record.versions = catalog.versions(id);
    record.decisions = catalog.decisions(id);
    record.review = catalog.review_state(id);
    record.vocabulary = vocabulary;
    record.source = thumbnail_source(catalog, id);
    input.records.push_back(std::move(record));
  }
  return input;
}

DocumentInfo sheet_info(const SheetInput& input) {
  DocumentInfo info;
  const bool english = input.options.language == SheetLanguage::English;
  info.language = english ? "en" : "ko";
  info.subject =
      english && !input.production.title_en.empty() ? input.production.title_en : input.production.title_ko;
  const SheetTemplate* sheet = find_template(input.template_name);
  info.title = sheet ? std::string(english ? sheet->title_en : sheet->title_ko) : input.template_name;
  if (input.records.size() == 1) {
    const Asset& asset = input.records.front().asset;
    const sheets::Words names = sheets::name_of(asset);
    info.title = fmt::format("{} {}", asset.number, english ? names.en : names.ko);
  }
  for (const SheetRecord& record : input.records) {
    info.created_ms = std::max(info.created_ms, record.asset.updated_at);
    for (const AssetVersion& version : record.versions)
      info.created_ms = std::max(info.created_ms, version.created_at);
    for (const Decision& decision : record.decisions)
      info.created_ms = std::max(info.created_ms, decision.at);
  }
  return info;
}

Result<std::vector<Page>> lay_out_sheet(const SheetInput& input, const LibraryFiles& files, Preview& preview,
                                        bool preview_quality, std::stop_token stop,
                                        const std::function<void(float)>& progress) {
  if (!find_template(input.template_name)) return no_template(input.template_name);
  if (input.records.empty()) return nothing_selected();
  const auto report = [&](std::size_t done) {
    if (progress) progress(static_cast<float>(done) / static_cast<float>(input.records.size()));
  };
  std::vector<Page> pages;
  if (input.template_name == "asset") {
    for (std::size_t i = 0; i < input.records.size(); ++i) {
      report(i);
      auto pictures =
          sheets::draw_asset_pictures(input.records[i], input.options, files, preview, preview_quality, stop);
      if (!pictures) return tl::unexpected(std::move(pictures.error()));
      for (Page& page :
           sheets::lay_out_asset_sheet(input.records[i], *pictures, input.production, input.options))
        pages.push_back(std::move(page));
    }
  } else {
    const double density = preview_quality                     ? kTilePreviewPixelsPerMm
                           : input.records.size() > kManyTiles ? kManyTilesPixelsPerMm
                                                               : kTilePixelsPerMm;
    const int edge = std::max(16, static_cast<int>(sheets::tile_edge_mm(input.options) * density));
    std::vector<sheets::SheetThumbnail> tiles;
    for (std::size_t i = 0; i < input.records.size(); ++i) {
      report(i);
      if (stop.stop_requested()) return fail(ErrorKind::Cancelled, "The sheet was cancelled.");
      auto tile = sheets::draw_tile_picture(input.records[i], files, preview, edge, stop);
      if (!tile) return tl::unexpected(std::move(tile.error()));
      tiles.push_back(std::move(*tile));
    }
    pages = sheets::lay_out_contact_sheet(input, tiles);
  }
  report(input.records.size());
  return pages;
}

}  // namespace bandaji
