#include "app/core/library.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "assets/import/import_worker.h"
#include "assets/log.h"
#include "assets/text.h"
#include "assets/whole_file.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

const ManifestEntry* main_entry(const AssetVersion& version) {
  const auto found =
      std::find_if(version.manifest.begin(), version.manifest.end(),
                   [&](const ManifestEntry& entry) { return entry.path == version.main_file; });
  return found == version.manifest.end() ? nullptr : &*found;
}

tl::unexpected<Error> no_main_file(const AssetVersion& version) {
  return fail(ErrorKind::Corrupt, fmt::format("Version {} names the file {} but does not hold it.",
                                              version.number, for_display(version.main_file)));
}

}  // namespace

LibraryFiles::LibraryFiles(fs::path folder)
    : folder_(std::move(folder)), objects_(folder_ / "objects"), scenes_(std::make_shared<SceneChoices>()) {}

fs::path LibraryFiles::exports_folder() const {
  return folder_ / "exports";
}

// Spread over 256 folders, as the objects are: one folder of a million files is slow everywhere.
fs::path LibraryFiles::model_path(const ContentHash& manifest) const {
  const std::string name = manifest.hex();
  return folder_ / "cache" / "models" / name.substr(0, 2) / (name.substr(2) + ".baked");
}

fs::path LibraryFiles::thumbnail_path(const ContentHash& manifest, int size_px, std::string_view view) const {
  const std::string name = manifest.hex();
  return folder_ / "cache" / "thumbnails" / name.substr(0, 2) /
         fmt::format("{}-{}{}{}.png", name.substr(2), size_px, view.empty() ? "" : "-", view);
}

bool LibraryFiles::model_is_cached(const AssetVersion& version) const {
  std::error_code ignored;
  return fs::is_regular_file(model_path(version.manifest_hash), ignored);
}

Result<void> LibraryFiles::keep_model(const AssetVersion& version, const BakedModel& model) const {
  const fs::path path = model_path(version.manifest_hash);
  std::error_code problem;
  fs::create_directories(path.parent_path(), problem);
  if (problem) {
    return fail(ErrorKind::Io, fmt::format("Cannot create the folder {}: {}.", to_utf8(path.parent_path()),
                                           problem.message()));
  }
  return write_file(path, model.bytes().data(), model.bytes().size());
}

Result<std::shared_ptr<const BakedModel>> LibraryFiles::model(const AssetVersion& version,
                                                              std::stop_token stop) const {
  if (version.facts.content != VersionContent::Model) {
    return fail(ErrorKind::Unsupported, fmt::format("{} is not a 3D model.", for_display(version.main_file)));
  }
  // A cache file that is damaged or of another layout is made again like one that is missing.
  if (model_is_cached(version)) {
    if (auto cached = BakedModel::open_file(model_path(version.manifest_hash)))
      return in_its_scene(std::move(*cached), version);
  }

  if (main_entry(version) == nullptr) return no_main_file(version);
  ImportSource source;
  source.main_file = version.main_file;
  for (const ManifestEntry& entry : version.manifest) {
    source.files.push_back({entry.path, objects_.path_of(entry.hash)});
  }
  ImportOptions options;
  if (version.up_axis) options.up_axis = static_cast<UpAxis>(*version.up_axis);
  if (version.unit) options.unit = static_cast<FileUnit>(*version.unit);
  auto imported = import_model(source, options, stop);
  if (!imported) return tl::unexpected(imported.error());
  // A folder that cannot be written still shows its models.
  if (const auto kept = keep_model(version, imported->model); !kept)
    log(LogLevel::Warning, kept.error().message);
  return in_its_scene(std::move(imported->model), version);
}

std::shared_ptr<const BakedModel> LibraryFiles::in_its_scene(BakedModel model,
                                                             const AssetVersion& version) const {
  if (const std::string label = scenes_->of(version.asset_id); !label.empty())
    if (const auto scene = find_scene(model, label)) model.show_scene(*scene);
  return std::make_shared<const BakedModel>(std::move(model));
}

ContentHash LibraryFiles::model_key(const AssetVersion& version) const {
  const std::string label = scenes_->of(version.asset_id);
  return label.empty() ? version.manifest_hash : hash_text(version.manifest_hash.hex() + " scene " + label);
}

Result<Image> LibraryFiles::image(const AssetVersion& version, int max_edge, std::stop_token stop) const {
  if (version.facts.content != VersionContent::Image && !may_carry_picture(version)) {
    return fail(ErrorKind::Unsupported, fmt::format("{} is not a picture.", for_display(version.main_file)));
  }
  const ManifestEntry* entry = main_entry(version);
  if (entry == nullptr) return no_main_file(version);
  if (version.facts.content == VersionContent::Attachment)
    return import_blend_preview(objects_.path_of(entry->hash), stop);
  return import_image(objects_.path_of(entry->hash), max_edge, stop);
}

bool may_carry_picture(const AssetVersion& version) {
  return version.facts.content == VersionContent::Attachment &&
         to_lower_ascii(version.main_file).ends_with(".blend");
}

Result<Library> Library::around(Catalog catalog, Index index, bool read_only) {
  Library library;
  library.files_ = std::make_unique<LibraryFiles>(catalog.folder());
  library.catalog_ = std::make_unique<Catalog>(std::move(catalog));
  library.files_->scenes().set(file_scenes(*library.catalog_));
  if (index == Index::Built) {
    auto built = AssetIndex::open(*library.catalog_, library.files_->folder() / "cache" / "search.index",
                                  read_only ? AssetIndex::kKeepNone : AssetIndex::kWorthKeeping);
    if (!built) return tl::unexpected(built.error());
    library.index_ = std::move(*built);
    library.has_index_ = true;
  }
  return library;
}

Result<Library> Library::create(const fs::path& folder, const CatalogOptions& options) {
  auto catalog = Catalog::create(folder, options);
  if (!catalog) return tl::unexpected(catalog.error());
  return around(std::move(*catalog), Index::Built, false);
}

Result<Library> Library::open(const fs::path& folder, const CatalogOptions& options, Index index,
                              const std::function<void(OpenStage)>& report) {
  if (report) report(OpenStage::Records);
  auto catalog = Catalog::open(folder, options);
  if (!catalog) return tl::unexpected(catalog.error());
  if (report) report(OpenStage::Index);
  auto library = around(std::move(*catalog), index, options.read_only);
  if (library && !options.read_only) library->files().objects().sweep_temporary_files();
  return library;
}

Result<void> Library::follow_changes() {
  files_->scenes().set(file_scenes(*catalog_));
  if (!has_index_) return {};
  const auto followed = index_.follow(*catalog_);
  if (!followed) return tl::unexpected(followed.error());
  return {};
}

Result<void> Library::refuse_when_held() const {
  if (!held_) return {};
  return fail(ErrorKind::Busy, "A large change is still being made; wait for it to end, or cancel it.");
}

void Library::hold() {
  held_ = true;
}

void Library::release() {
  held_ = false;
}

AssetIndex Library::take_index(AssetIndex index) {
  index.handed_over();
  return std::exchange(index_, std::move(index));
}

Result<void> Library::apply(const Change& change, const ApplyWatch& watch) {
  if (const auto free = refuse_when_held(); !free) return free;
  const auto inverse = catalog_->apply(change, watch);
  if (!inverse) return tl::unexpected(inverse.error());
  if (!inverse->edits.empty()) {
    if (const auto pushed = catalog_->push_undo(*inverse); !pushed) return pushed;
  }
  return follow_changes();
}

Result<void> Library::undo() {
  if (const auto free = refuse_when_held(); !free) return free;
  if (const auto undone = catalog_->undo(); !undone) return tl::unexpected(undone.error());
  return follow_changes();
}

Result<void> Library::redo() {
  if (const auto free = refuse_when_held(); !free) return free;
  if (const auto redone = catalog_->redo(); !redone) return tl::unexpected(redone.error());
  return follow_changes();
}

Result<bool> Library::follow() {
  if (!has_index_ || held_) return false;
  const auto followed = index_.follow(*catalog_);
  if (followed && *followed) files_->scenes().set(file_scenes(*catalog_));
  return followed;
}

}  // namespace bandaji
