#include "app/core/imports.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>

#include "app/core/folder_lock.h"
#include "app/core/import_inputs.h"
#include "app/core/import_naming.h"
#include "assets/import/import_worker.h"
#include "assets/log.h"
#include "assets/text.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

// An input that was read but is not in the catalog yet.
struct Prepared {
  std::optional<Error> error;
  AssetVersion version;           // Manifest, facts and import settings.
  std::vector<fs::path> sources;  // Where the bytes of each manifest entry are.
  std::shared_ptr<const BakedModel> model;
};

Prepared refused(Error error) {
  Prepared prepared;
  prepared.error = std::move(error);
  return prepared;
}

// Adds a file under its path below `root`; its bytes are hashed here and compared when they are stored.
Result<void> add_file(Prepared& prepared, const fs::path& root, const fs::path& relative) {
  const std::string name = to_nfc(to_utf8(relative.generic_string()));
  for (const ManifestEntry& entry : prepared.version.manifest) {
    if (entry.path == name) return {};
  }
  const fs::path path = root / relative;
  const auto hash = hash_file(path);
  if (!hash) return tl::unexpected(hash.error());
  std::error_code problem;
  const auto size = fs::file_size(path, problem);
  if (problem)
    return fail(ErrorKind::Io, fmt::format("Cannot read {}: {}.", to_utf8(path), problem.message()));
  prepared.version.manifest.push_back({name, *hash, static_cast<std::int64_t>(size)});
  prepared.sources.push_back(path);
  return {};
}

// Makes paths relative to the deepest folder that holds all files, so that a version is the same whether
// the model itself or a folder above it was imported; then sorts, as a manifest is.
void settle_manifest(Prepared& prepared) {
  AssetVersion& version = prepared.version;
  std::string common = version.main_file.substr(0, version.main_file.rfind('/') + 1);
  for (const ManifestEntry& entry : version.manifest) {
    while (!entry.path.starts_with(common)) {
      common.pop_back();
      common.resize(common.rfind('/') + 1);
    }
  }
  version.main_file.erase(0, common.size());
  std::vector<std::pair<ManifestEntry, fs::path>> files;
  for (std::size_t i = 0; i < version.manifest.size(); ++i) {
    version.manifest[i].path.erase(0, common.size());
    files.emplace_back(std::move(version.manifest[i]), std::move(prepared.sources[i]));
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.first.path < b.first.path; });
  for (std::size_t i = 0; i < files.size(); ++i) {
    version.manifest[i] = std::move(files[i].first);
    prepared.sources[i] = std::move(files[i].second);
  }
}

std::string format_of_extension(const fs::path& path) {
  std::string extension = to_lower_ascii(to_nfc(to_utf8(path.extension())));
  if (extension.empty()) return "file";
  extension.erase(0, 1);
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return for_display(extension, 16);
}

// By the first bytes, since pictures often carry the wrong extension.
std::string picture_format(const fs::path& path) {
  std::array<char, 12> head{};
  std::ifstream(path, std::ios::binary).read(head.data(), static_cast<std::streamsize>(head.size()));
  const std::string_view bytes(head.data(), head.size());
  if (bytes.starts_with("\x89PNG")) return "PNG";
  if (bytes.starts_with("\xFF\xD8\xFF")) return "JPEG";
  if (bytes.starts_with("BM")) return "BMP";
  if (bytes.starts_with("GIF8")) return "GIF";
  return format_of_extension(path);
}

std::int64_t to_mm(float metres) {
  const double mm = std::round(static_cast<double>(metres) * 1000.0);
  return static_cast<std::int64_t>(std::clamp(mm, 0.0, 1e15));
}

Prepared read_model(const ImportInput& input, const ImportOptions& options, std::stop_token stop,
                    const std::function<void(float)>& progress) {
  ImportSource source;
  source.root = input.root;
  source.main_file = to_utf8(input.main.generic_string());
  auto imported = import_model(source, options, stop, progress);
  if (!imported) return refused(imported.error());

  Prepared prepared;
  VersionFacts& facts = prepared.version.facts;
  prepared.version.main_file = to_nfc(source.main_file);
  if (const auto added = add_file(prepared, input.root, input.main); !added) return refused(added.error());
  for (const FileReference& reference : imported->report.references) {
    if (reference.state == ReferenceState::Found) {
      if (reference.relative_path.empty()) continue;  // Inside the file itself.
      const auto added = add_file(prepared, input.root, path_from_utf8(reference.relative_path));
      if (!added) return refused(added.error());
    } else {
      const MissingFile missing{to_nfc(reference.asked), reference.reason};
      if (std::find(facts.missing.begin(), facts.missing.end(), missing) == facts.missing.end())
        facts.missing.push_back(missing);
    }
  }

  const ModelFacts& measured = imported->model.facts();
  facts.content = VersionContent::Model;
  facts.format = imported->report.format;
  facts.triangles = static_cast<std::int64_t>(measured.triangles);
  facts.vertices = static_cast<std::int64_t>(measured.vertices);
  facts.materials = measured.materials;
  facts.animations = measured.animations;
  const glm::vec3 size = measured.bounds.size();
  facts.size_mm = {to_mm(size.x), to_mm(size.y), to_mm(size.z)};
  facts.warnings = imported->report.warnings;
  prepared.model = std::make_shared<const BakedModel>(std::move(imported->model));
  return prepared;
}

Prepared read_picture(const ImportInput& input, std::stop_token stop) {
  const fs::path path = input.root / input.main;
  const auto picture = import_image(path, 8192, stop);
  if (!picture) return refused(picture.error());
  Prepared prepared;
  prepared.version.main_file = to_nfc(to_utf8(input.main.generic_string()));
  prepared.version.facts.content = VersionContent::Image;
  prepared.version.facts.format = picture_format(path);
  prepared.version.facts.width_px = picture->width;
  prepared.version.facts.height_px = picture->height;
  if (const auto added = add_file(prepared, input.root, input.main); !added) return refused(added.error());
  return prepared;
}

Prepared read_attachment(const ImportInput& input) {
  Prepared prepared;
  prepared.version.main_file = to_nfc(to_utf8(input.main.generic_string()));
  prepared.version.facts.content = VersionContent::Attachment;
  prepared.version.facts.format =
      input.content == FileClass::HdrEnvironment ? "Radiance HDR" : format_of_extension(input.main);
  if (const auto added = add_file(prepared, input.root, input.main); !added) return refused(added.error());
  return prepared;
}

Prepared read_input(const ImportInput& input, const ImportOptions& options, std::stop_token stop,
                    const std::function<void(float)>& progress) {
  const fs::path path = input.root / input.main;
  std::error_code problem;
  const auto status = fs::status(path, problem);
  if (!fs::exists(status)) {
    return refused(
        {ErrorKind::NotFound, fmt::format("There is no file {}.", for_display(to_nfc(to_utf8(input.path))))});
  }
  if (!fs::is_regular_file(status)) {
    return refused({ErrorKind::Denied,
                    fmt::format("{} is not a regular file.", for_display(to_nfc(to_utf8(input.path))))});
  }
  const auto written = fs::last_write_time(path, problem);
  Prepared prepared = input.content == FileClass::Model   ? read_model(input, options, stop, progress)
                      : input.content == FileClass::Image ? read_picture(input, stop)
                                                          : read_attachment(input);
  if (prepared.error) return prepared;
  if (fs::last_write_time(path, problem) != written || problem) {
    return refused(
        {ErrorKind::Conflict, fmt::format("{} was changed while it was being read; import it again.",
                                          for_display(to_nfc(to_utf8(input.path))))});
  }
  if (input.content == FileClass::Model) {
    if (options.up_axis) prepared.version.up_axis = static_cast<std::uint8_t>(*options.up_axis);
    if (options.unit) prepared.version.unit = static_cast<std::uint8_t>(*options.unit);
  }
  settle_manifest(prepared);
  prepared.version.manifest_hash = hash_text(manifest_text(prepared.version));
  return prepared;
}

// Blobs before rows: a record never names bytes that are not on the disk yet.
Result<void> store_bytes(const Prepared& prepared, const ObjectStore& objects) {
  for (std::size_t i = 0; i < prepared.sources.size(); ++i) {
    const auto stored = objects.put_file(prepared.sources[i]);
    if (!stored) return tl::unexpected(stored.error());
    if (stored->hash != prepared.version.manifest[i].hash) {
      return fail(ErrorKind::Conflict, fmt::format("{} was changed while it was being read; import it again.",
                                                   for_display(prepared.version.manifest[i].path)));
    }
  }
  // The manifest too, so that versions can be found from the objects alone.
  const std::string text = manifest_text(prepared.version);
  const auto stored = objects.put_bytes(std::as_bytes(std::span(text)));
  if (!stored) return tl::unexpected(stored.error());
  return {};
}

class Importer {
 public:
  Importer(const ImportPlan& plan, const LibraryFiles& files, const ImportCatalog& catalog)
      : plan_(plan), files_(files), catalog_(catalog), batch_(plan.batch.empty() ? new_id() : plan.batch) {}

  ImportRow take(const ImportInput& input, Prepared& prepared, bool only_input);
  // A picture that turned out to belong to a model read before it.
  bool used_by_model(const ImportInput& input) const {
    return used_.contains((input.root / input.main).native());
  }

 private:
  Change change_for(const ImportInput& input, AssetVersion version, const Id& existing, Id& asset,
                    bool only_input) const;
  void add_values(Change& change, const Id& asset) const;

  const ImportPlan& plan_;
  const LibraryFiles& files_;
  const ImportCatalog& catalog_;
  const std::string batch_;  // One import is taken back in one step.
  std::set<fs::path::string_type> used_;
};

void Importer::add_values(Change& change, const Id& asset) const {
  for (const auto& [field, value] : plan_.fields)
    change.edits.push_back(SetField{asset, field, to_nfc(value), {}});
}

Change Importer::change_for(const ImportInput& input, AssetVersion version, const Id& existing, Id& asset,
                            bool only_input) const {
  const std::string title =
      only_input && !plan_.name.empty() ? to_nfc(plan_.name) : title_from_path(input.path);
  version.comment = to_nfc(plan_.comment);
  Change change;
  if (!existing.empty()) {
    asset = existing;
    version.asset_id = existing;
    change.edits.push_back(AddVersion{std::move(version)});
    if (!plan_.tags.empty()) change.edits.push_back(SetTags{existing, plan_.tags, {}});
    change.label_ko = "새 버전: " + title;
    change.label_en = "New version: " + title;
  } else {
    Asset record;
    record.id = asset = new_id();
    const RecordName name = name_record(title);
    record.name_ko = name.ko;
    record.name_en = name.en;
    record.romanized = name.romanized;
    const bool is_model = version.facts.content == VersionContent::Model;
    record.kind = plan_.kind;
    if (record.kind.empty() && is_model) record.kind = std::string(guess_kind(title));
    if (record.kind.empty()) record.kind = is_model ? "ak_model3d" : "ak_reference";
    std::set<std::string> tags;
    for (const std::string& tag : plan_.tags) tags.insert(to_nfc(tag));
    record.tags.assign(tags.begin(), tags.end());
    version.asset_id = record.id;
    change.edits.push_back(AddAsset{std::move(record), {std::move(version)}});
    change.label_ko = "가져오기: " + title;
    change.label_en = "Import: " + title;
  }
  add_values(change, asset);
  change.batch = batch_;
  return change;
}

ImportRow Importer::take(const ImportInput& input, Prepared& prepared, bool only_input) {
  ImportRow row;
  row.path = to_utf8(input.path);
  const auto refuse = [&](const Error& error) {
    row.status = ImportStatus::Refused;
    row.error = error.message;
    return row;
  };
  if (prepared.error) return refuse(*prepared.error);

  const AssetVersion& version = prepared.version;
  const VersionFacts& facts = version.facts;
  row.triangles = facts.triangles;
  row.vertices = facts.vertices;
  row.materials = facts.materials;
  row.animations = facts.animations;
  row.size_mm = facts.size_mm;
  row.warnings = facts.warnings;
  for (const MissingFile& missing : facts.missing) {
    // The worker has usually said so already, with what became of it.
    const bool said = std::any_of(row.warnings.begin(), row.warnings.end(), [&](const std::string& warning) {
      return warning.find(missing.asked) != std::string::npos;
    });
    if (!said) row.warnings.push_back(fmt::format("“{}”: {}", missing.asked, missing.reason));
  }
  if (input.content == FileClass::Model) {
    for (const fs::path& source : prepared.sources) used_.insert(source.native());
  }

  if (const auto same = catalog_.find_manifest(version.manifest_hash)) {
    const auto holder = catalog_.find_asset(same->asset_id);
    row.status = ImportStatus::Duplicate;
    row.id = same->asset_id;
    row.version = same->number;
    if (holder) row.kind = holder->kind;
    if (holder && holder->trashed)
      row.warnings.push_back("The record that holds these files is in the trash.");
    if (prepared.model && !files_.model_is_cached(*same)) (void)files_.keep_model(*same, *prepared.model);
    return row;
  }

  const std::string origin = to_nfc(to_utf8(input.root / input.main));
  Id existing;
  if (!plan_.version_of.empty()) {
    if (!only_input) {
      return refuse({ErrorKind::Invalid, "Only one file at a time can become the next version of a record."});
    }
    existing = plan_.version_of;
  } else if (const auto before = catalog_.find_by_origin(origin); before && !before->trashed) {
    existing = before->id;
  }

  if (const auto stored = store_bytes(prepared, files_.objects()); !stored) return refuse(stored.error());
  Id asset;
  const Change change = change_for(input, version, existing, asset, only_input);
  const auto committed = catalog_.commit(change, asset, origin);
  if (!committed) return refuse(committed.error());
  if (prepared.model) {
    // Without the cache the model is read again when it is opened; that is slower and no more.
    if (const auto kept = files_.keep_model(*committed, *prepared.model); !kept)
      log(LogLevel::Warning, kept.error().message);
  }
  row.status = existing.empty() ? ImportStatus::Imported : ImportStatus::NewVersion;
  row.id = committed->asset_id;
  row.version = committed->number;
  if (const auto record = catalog_.find_asset(committed->asset_id)) row.kind = record->kind;
  return row;
}

// Reads inputs on several threads while one thread takes the results in order, so that the report and
// the catalog do not depend on which worker was faster.
class Readers {
 public:
  Readers(const std::vector<ImportInput>& inputs, const ImportOptions& options, std::stop_token stop)
      : inputs_(inputs),
        options_(options),
        stop_(std::move(stop)),
        slots_(inputs.size()),
        shares_(inputs.size()) {
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    const std::size_t count = std::min<std::size_t>({cores, 4, inputs.size()});
    ahead_ = 2 * count;
    for (std::size_t i = 0; i < count; ++i) threads_.emplace_back([this] { run(); });
  }
  ~Readers() {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    changed_.notify_all();
  }

  // The result for `index`, or nothing when it is not there within a tenth of a second.
  std::optional<Prepared> wait_for(std::size_t index) {
    std::unique_lock lock(mutex_);
    taken_ = index;
    changed_.notify_all();
    changed_.wait_for(lock, std::chrono::milliseconds(100),
                      [&] { return slots_[index].has_value() || stop_.stop_requested(); });
    if (!slots_[index]) return std::nullopt;
    std::optional<Prepared> result = std::move(slots_[index]);
    slots_[index].reset();
    return result;
  }
  float share(std::size_t index) const { return shares_[index].load(std::memory_order_relaxed); }

 private:
  void run() {
    for (;;) {
      std::size_t index = 0;
      {
        // Not far ahead of what was taken: every result holds a whole model.
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return closing_ || next_ >= inputs_.size() || next_ < taken_ + ahead_; });
        if (closing_ || stop_.stop_requested() || next_ >= inputs_.size()) return;
        index = next_++;
      }
      Prepared prepared = read_input(inputs_[index], options_, stop_, [&](float share) {
        shares_[index].store(share, std::memory_order_relaxed);
      });
      {
        const std::lock_guard lock(mutex_);
        slots_[index] = std::move(prepared);
      }
      changed_.notify_all();
    }
  }

  const std::vector<ImportInput>& inputs_;
  const ImportOptions& options_;
  std::stop_token stop_;
  std::mutex mutex_;  // Guards the next six.
  std::condition_variable changed_;
  std::vector<std::optional<Prepared>> slots_;
  std::size_t next_ = 0;
  std::size_t taken_ = 0;
  std::size_t ahead_ = 1;
  bool closing_ = false;
  std::vector<std::atomic<float>> shares_;
  std::vector<std::jthread> threads_;  // Last: they use everything above.
};

}  // namespace

const char* to_string(ImportStatus status) {
  switch (status) {
    case ImportStatus::Imported:
      return "imported";
    case ImportStatus::NewVersion:
      return "new_version";
    case ImportStatus::Duplicate:
      return "duplicate";
    case ImportStatus::Refused:
      return "refused";
  }
  return "refused";
}

ImportCatalog direct_import_catalog(Library& library) {
  ImportCatalog catalog;
  catalog.find_manifest = [&library](const ContentHash& hash) {
    return library.catalog().find_manifest(hash);
  };
  catalog.find_by_origin = [&library](const std::string& origin) -> std::optional<Asset> {
    const auto id = library.catalog().find_by_origin(origin);
    if (!id) return std::nullopt;
    auto asset = library.catalog().asset(*id);
    if (!asset) return std::nullopt;
    return std::move(*asset);
  };
  catalog.find_asset = [&library](const Id& id) -> std::optional<Asset> {
    auto asset = library.catalog().asset(id);
    if (!asset) return std::nullopt;
    return std::move(*asset);
  };
  catalog.commit = [&library](const Change& change, const Id& asset,
                              const std::string& origin) -> Result<AssetVersion> {
    if (const auto applied = library.apply(change); !applied) return tl::unexpected(applied.error());
    if (const auto noted = library.catalog().set_origin(asset, origin); !noted)
      return tl::unexpected(noted.error());
    const auto record = library.catalog().asset(asset);
    if (!record) return tl::unexpected(record.error());
    return library.catalog().version(record->current_version);
  };
  return catalog;
}

std::vector<ImportRow> run_import(const ImportPlan& plan, const LibraryFiles& files,
                                  const ImportCatalog& catalog, std::stop_token stop,
                                  const std::function<void(const ImportProgress&)>& progress,
                                  const std::function<void(const ImportRow&)>& each_row) {
  std::vector<ImportRow> rows;
  const std::vector<ImportInput> inputs = expand_import(plan);
  if (inputs.empty()) return rows;
  const bool only_input = inputs.size() == 1;
  // Nobody may delete unused objects now: those of an import are unused until their record is made.
  const auto lock = FolderLock::take(files.objects().folder(), FolderLock::Mode::Shared);

  Importer importer(plan, files, catalog);
  Readers readers(inputs, plan.options, stop);
  for (std::size_t i = 0; i < inputs.size() && !stop.stop_requested(); ++i) {
    const auto report = [&](float share) {
      if (progress) progress({i, inputs.size(), share, to_nfc(to_utf8(inputs[i].path.filename()))});
    };
    report(0);
    std::optional<Prepared> prepared;
    while (!(prepared = readers.wait_for(i)) && !stop.stop_requested()) report(readers.share(i));
    if (!prepared || stop.stop_requested()) break;
    if (prepared->error && prepared->error->kind == ErrorKind::Cancelled) break;
    if (inputs[i].from_folder && inputs[i].content == FileClass::Image && importer.used_by_model(inputs[i]))
      continue;
    rows.push_back(importer.take(inputs[i], *prepared, only_input));
    if (each_row) each_row(rows.back());
  }
  if (progress && !stop.stop_requested()) progress({inputs.size(), inputs.size(), 1, ""});
  return rows;
}

}  // namespace bandaji
