#include "app/core/catalog_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <system_error>

#include "app/core/folder_lock.h"
#include "app/core/pictures.h"
#include "app/core/thumbnail_file.h"
#include "assets/text.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

// A stored file that records name, and one of the places that do.
struct Use {
  std::string asset;  // Number and name, for people.
  std::string file;
  Id asset_id;
  bool is_manifest = false;
  AssetVersion version;  // Without its manifest's facts; enough to bring the bytes back.
};

std::string title_of(const Asset& asset) {
  return fmt::format("{} {}", asset.number,
                     for_display(asset.name_ko.empty() ? asset.name_en : asset.name_ko));
}

class Checker {
 public:
  Checker(const Catalog& catalog, const LibraryFiles& files, const CheckOptions& options,
          std::stop_token stop, const std::function<void(float)>& progress)
      : catalog_(catalog), files_(files), options_(options), stop_(std::move(stop)), progress_(progress) {}

  Result<CheckReport> run();

 private:
  Result<void> find_uses();
  Result<void> verify_uses();
  bool bring_back(const ContentHash& hash, const Use& use);
  Result<void> count_orphans();
  Result<void> mend_cache();

  const Catalog& catalog_;
  const LibraryFiles& files_;
  const CheckOptions& options_;
  std::stop_token stop_;
  const std::function<void(float)>& progress_;
  CheckReport report_;
  std::map<ContentHash, Use> uses_;
  std::vector<AssetVersion> versions_;
};

Result<void> Checker::find_uses() {
  std::vector<Asset> assets;
  if (const auto listed = catalog_.for_each_asset([&](const Asset& asset) { assets.push_back(asset); });
      !listed)
    return listed;
  for (const Asset& asset : assets) {
    for (AssetVersion& version : catalog_.versions(asset.id)) {
      Use use{title_of(asset), "", asset.id, false, version};
      for (const ManifestEntry& entry : version.manifest) {
        use.file = entry.path;
        uses_.try_emplace(entry.hash, use);
      }
      use.file = "manifest";
      use.is_manifest = true;
      uses_.try_emplace(version.manifest_hash, use);
      versions_.push_back(std::move(version));
    }
  }
  return {};
}

// From where the file was imported, or written anew where it can be derived from the record.
bool Checker::bring_back(const ContentHash& hash, const Use& use) {
  const ObjectStore& objects = files_.objects();
  const auto replace = [&](const std::function<Result<StoredObject>()>& put) {
    (void)objects.remove(hash);  // Damaged bytes under this name are worth nothing.
    const auto stored = put();
    return stored && stored->hash == hash;
  };
  if (use.is_manifest) {
    const std::string text = manifest_text(use.version);
    if (hash_text(text) != hash) return false;
    return replace([&] { return objects.put_bytes(std::as_bytes(std::span(text))); });
  }
  const auto origin = catalog_.origin(use.asset_id);
  if (!origin || !origin->ends_with(use.version.main_file)) return false;
  const fs::path root = path_from_utf8(origin->substr(0, origin->size() - use.version.main_file.size()));
  const fs::path candidate = root / path_from_utf8(use.file);
  const auto found = hash_file(candidate);
  if (!found || *found != hash) return false;
  return replace([&] { return objects.put_file(candidate); });
}

Result<void> Checker::verify_uses() {
  std::size_t done = 0;
  for (const auto& [hash, use] : uses_) {
    if (stop_.stop_requested()) return fail(ErrorKind::Cancelled, "The check was stopped.");
    if (progress_) progress_(static_cast<float>(done++) / static_cast<float>(uses_.size()));
    const auto sound = files_.objects().verify(hash);
    if (sound) continue;
    if (options_.repair && bring_back(hash, use)) {
      ++report_.repaired;
      continue;
    }
    const bool missing = sound.error().kind == ErrorKind::NotFound;
    (missing ? report_.missing : report_.damaged).push_back(hash);
    report_.problems.push_back(fmt::format("{} of {} is {} (object {}).", for_display(use.file), use.asset,
                                           missing ? "missing" : "damaged", hash.short_hex()));
  }
  return {};
}

Result<void> Checker::count_orphans() {
  std::optional<FolderLock> lock;
  if (options_.collect) {
    auto taken = FolderLock::take(files_.objects().folder(), FolderLock::Mode::Exclusive);
    if (!taken) return tl::unexpected(taken.error());
    lock.emplace(std::move(*taken));
  }
  std::set<ContentHash> kept;
  for (const bool of_removed : {false, true}) {
    // Those of records that were undone stay: redo brings the records back.
    const auto hashes = catalog_.referenced_objects(of_removed);
    if (!hashes) return tl::unexpected(hashes.error());
    kept.insert(hashes->begin(), hashes->end());
  }
  for (const auto& [hash, use] : uses_) kept.insert(hash);
  const auto stored = files_.objects().list();
  if (!stored) return tl::unexpected(stored.error());
  report_.objects = static_cast<std::int64_t>(stored->size());
  for (const ContentHash& hash : *stored) {
    if (kept.contains(hash)) continue;
    ++report_.orphans;
    if (options_.collect && files_.objects().remove(hash)) ++report_.collected;
  }
  report_.orphans -= report_.collected;
  report_.objects -= report_.collected;
  if (options_.collect) files_.objects().sweep_temporary_files();
  return {};
}

Result<void> Checker::mend_cache() {
  for (const AssetVersion& version : versions_) {
    if (stop_.stop_requested()) return fail(ErrorKind::Cancelled, "The check was stopped.");
    std::error_code ignored;
    const fs::path thumbnail = files_.thumbnail_path(version.manifest_hash, kThumbnailSize);
    if (fs::exists(thumbnail, ignored) && !read_thumbnail(thumbnail, kThumbnailSize) &&
        fs::remove(thumbnail, ignored)) {
      ++report_.cache_repaired;
    }
    if (version.facts.content != VersionContent::Model) continue;
    if (files_.model_is_cached(version) && BakedModel::open_file(files_.model_path(version.manifest_hash)))
      continue;
    if (files_.model(version, stop_)) ++report_.cache_repaired;
  }
  return {};
}

Result<CheckReport> Checker::run() {
  const Catalog::Health health = catalog_.check();
  report_.records = health.records;
  report_.problems = health.problems;
  if (const auto done = find_uses(); !done) return tl::unexpected(done.error());
  if (const auto done = verify_uses(); !done) return tl::unexpected(done.error());
  if (const auto done = count_orphans(); !done) return tl::unexpected(done.error());
  if (options_.repair) {
    if (const auto done = mend_cache(); !done) return tl::unexpected(done.error());
  }
  report_.ok = health.ok && report_.missing.empty() && report_.damaged.empty();
  return std::move(report_);
}

}  // namespace

Result<CheckReport> check_catalog(const Catalog& catalog, const LibraryFiles& files,
                                  const CheckOptions& options, std::stop_token stop,
                                  const std::function<void(float)>& progress) {
  return Checker(catalog, files, options, std::move(stop), progress).run();
}

}  // namespace bandaji
