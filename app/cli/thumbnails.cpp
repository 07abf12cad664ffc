#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <system_error>

#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "app/core/asset_picture.h"
#include "app/core/composition.h"
#include "app/core/imports.h"
#include "app/core/pictures.h"
#include "app/core/thumbnail_file.h"
#include "assets/text.h"
#include "db/record_reads.h"
#include "renderer/headless.h"

namespace bandaji::cli {
namespace {

namespace fs = std::filesystem;

struct Work {
  Asset asset;
  AssetVersion version;
};

// Looks and sets, each as a whole.
std::vector<Composition> compositions_of(const Catalog& catalog) {
  std::vector<Composition> all;
  for (const Look& look : live_records<Look>(catalog))
    if (auto made = look_composition(catalog, look.id); made && !made->empty())
      all.push_back(std::move(*made));
  for (const FilmSet& one : live_records<FilmSet>(catalog))
    if (auto made = set_composition(catalog, one.id); made && !made->empty()) all.push_back(std::move(*made));
  return all;
}

// --of: what the thumbnail of one record is of.
int choose_source(const ThumbnailsCommand& command, Library& library, Console& console) {
  const auto failed = [&](const Error& error) {
    console.problem(error);
    return error.kind == ErrorKind::Busy ? kCatalogUnusable : kNothingDone;
  };
  const auto id = library.catalog().resolve(command.of);
  if (!id) return failed(id.error());
  if (command.picture.empty() == !command.reset) {
    console.problem("--of needs either --picture FILE or --reset.");
    return kWrongUsage;
  }
  if (command.reset) {
    const auto applied = library.apply(reset_asset_picture(library.catalog(), *id));
    return applied ? kDone : failed(applied.error());
  }
  ImportPlan plan;
  plan.paths = {path_from_utf8(command.picture)};
  plan.recursive = false;
  const auto rows = run_import(plan, library.files(), direct_import_catalog(library), console.stop());
  if (rows.empty() || rows.front().status == ImportStatus::Refused) {
    console.problem(rows.empty() ? "Nothing was imported." : rows.front().error);
    return kNothingDone;
  }
  const auto made = set_asset_picture(library.catalog(), *id, rows.front().id);
  if (!made) return failed(made.error());
  const auto applied = library.apply(*made);
  return applied ? kDone : failed(applied.error());
}

}  // namespace

int run(const ThumbnailsCommand& command, const GlobalOptions& options, Console& console) {
  if (command.size < 16 || command.size > kThumbnailSize) {
    console.problem(fmt::format("--size takes 16 to {} pixels.", kThumbnailSize));
    return kWrongUsage;
  }
  auto library = open_library(options, console, Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  if (!command.of.empty()) return choose_source(command, *library, console);
  const LibraryFiles& files = library->files();

  std::vector<Work> wanted;
  std::error_code ignored;
  std::vector<Asset> assets;
  const auto listed = library->catalog().for_each_asset([&](const Asset& asset) {
    if (!asset.trashed && !asset.current_version.empty()) assets.push_back(asset);
  });
  const std::map<Id, ThumbnailSource> sources = thumbnail_sources(library->catalog());
  const auto source_of = [&](const Id& asset) {
    const auto found = sources.find(asset);
    return found == sources.end() ? ThumbnailSource() : found->second;
  };
  for (Asset& asset : assets) {
    auto version = library->catalog().version(asset.current_version);
    if (!version) continue;
    const ThumbnailSource source = source_of(asset.id);
    if (!has_thumbnail(*version, source)) continue;
    const bool made =
        fs::exists(files.thumbnail_path(version->manifest_hash, command.size, thumbnail_view(source)),
                   ignored) &&
        (source.image || !version->facts.palette.empty());
    if (command.all || !made) wanted.push_back({std::move(asset), std::move(*version)});
  }
  if (!listed) {
    console.problem(listed.error());
    return kCatalogUnusable;
  }
  std::vector<Composition> compositions = compositions_of(library->catalog());
  std::erase_if(compositions, [&](const Composition& one) {
    return !command.all && fs::exists(files.thumbnail_path(one.hash(), kThumbnailSize), ignored);
  });
  if (wanted.empty() && compositions.empty()) {
    console.note("Every thumbnail is there.");
    return kDone;
  }

  const auto context = HeadlessContext::create();
  auto preview = context ? Preview::create() : Result<Preview>(tl::unexpected(context.error()));
  if (!preview) {
    console.problem(preview.error());
    return kNothingDone;
  }
  std::size_t made = 0;
  std::size_t refused = 0;
  for (std::size_t i = 0; i < wanted.size() && !console.stop().stop_requested(); ++i) {
    const Work& work = wanted[i];
    const std::string name = work.asset.name_ko.empty() ? work.asset.name_en : work.asset.name_ko;
    console.progress(static_cast<float>(i) / static_cast<float>(wanted.size()), name);
    const ThumbnailSource source = source_of(work.asset.id);
    const std::string view = thumbnail_view(source);
    if (command.all)
      fs::remove(files.thumbnail_path(work.version.manifest_hash, kThumbnailSize, view), ignored);
    const auto thumbnail = make_thumbnail(*preview, files, work.version, console.stop(), source);
    const fs::path path = files.thumbnail_path(work.version.manifest_hash, command.size, view);
    Result<void> kept;
    if (thumbnail && command.size != kThumbnailSize) {
      kept = write_thumbnail(path, resize(thumbnail->picture, command.size, command.size));
    }
    if (thumbnail && kept && work.version.facts.palette != thumbnail->palette) {
      kept = library->apply({{SetPalette{work.version.id, thumbnail->palette}}, "", ""});
    }
    if (!thumbnail || !kept) {
      const Error& error = thumbnail ? kept.error() : thumbnail.error();
      if (error.kind == ErrorKind::Cancelled) break;
      ++refused;
      console.problem(fmt::format("{} {}: {}", work.asset.number, name, error.message));
      continue;
    }
    ++made;
    if (console.json()) {
      console.result(line_of({{"id", work.asset.id},
                              {"number", work.asset.number},
                              {"path", to_utf8(path)},
                              {"palette", thumbnail->palette}}));
    }
  }
  for (const Composition& one : compositions) {
    if (console.stop().stop_requested()) break;
    console.progress(1, one.title);
    if (command.all) fs::remove(files.thumbnail_path(one.hash(), kThumbnailSize), ignored);
    const auto picture = composition_thumbnail(*preview, files, one, console.stop());
    if (!picture) {
      if (picture.error().kind == ErrorKind::Cancelled) break;
      ++refused;
      console.problem(fmt::format("{}: {}", for_display(one.title, 80), picture.error().message));
      continue;
    }
    ++made;
  }
  if (console.stop().stop_requested()) {
    console.problem("Stopped; the remaining thumbnails are made when they are needed.");
    ++refused;
  }
  console.note(fmt::format("{} thumbnails made.", made));
  return status_of(made, refused);
}

}  // namespace bandaji::cli
