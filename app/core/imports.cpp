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
#include "app/core/import_pattern.h"
#include "app/core/import_prepare.h"
#include "app/core/import_rules.h"
#include "app/core/same_shape.h"
#include "assets/log.h"
#include "assets/text.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostSameShapes = 3;  // Named in one row of the report.

class Importer {
 public:
  Importer(const ImportPlan& plan, const LibraryFiles& files, const ImportCatalog& catalog)
      : plan_(plan), files_(files), catalog_(catalog), batch_(plan.batch.empty() ? new_id() : plan.batch) {
    if (catalog.vocabulary) vocabulary_ = catalog.vocabulary();
    if (!vocabulary_) vocabulary_ = Vocabulary::with({});
    // One that cannot be read was refused where it was written.
    std::string rule = plan.pattern;
    if (rule.empty()) {
      const Production production = catalog.production();
      const auto kept = production.details.find("import_names");
      if (kept != production.details.end()) rule = kept->second;
    }
    if (auto read = NamePattern::parse(rule)) pattern_ = std::move(*read);
  }

  ImportRow take(const ImportInput& input, PreparedVersion& prepared, bool only_input,
                 const std::stop_token& stop);
  // A picture that turned out to belong to a model read before it.
  bool used_by_model(const ImportInput& input) const {
    return used_.contains((input.root / input.main).native());
  }

 private:
  Change change_for(const ImportInput& input, AssetVersion version, const Id& existing, Id& asset,
                    bool only_input) const;
  void add_values(Change& change, const Id& asset) const;
  // What the rule for names makes of the input; nothing where there is none or it does not fit.
  PatternMatch named_by_rule(const ImportInput& input) const;
  // False when a rule refuses; the row says why.
  bool keeps_rules(const PreparedVersion& prepared, ImportRow& row);
  void find_same_shape(const PreparedVersion& prepared, const Id& existing, ImportRow& row);

  const ImportPlan& plan_;
  const LibraryFiles& files_;
  const ImportCatalog& catalog_;
  const std::string batch_;  // One import is taken back in one step.
  NamePattern pattern_;
  std::shared_ptr<const Vocabulary> vocabulary_;
  std::optional<ImportRules> rules_;
  std::optional<ShapeTable> shapes_;
  std::set<fs::path::string_type> used_;
};

PatternMatch Importer::named_by_rule(const ImportInput& input) const {
  // A file that is named by itself is what it is called, unless the rule was given for it.
  if (pattern_.empty() || (!input.from_folder && plan_.pattern.empty())) return {};
  return pattern_.match(input.main, *vocabulary_).value_or(PatternMatch());
}

void Importer::add_values(Change& change, const Id& asset) const {
  for (const auto& [field, value] : plan_.fields)
    change.edits.push_back(SetField{asset, field, to_nfc(value), {}});
}

bool Importer::keeps_rules(const PreparedVersion& prepared, ImportRow& row) {
  if (prepared.model == nullptr) return true;
  if (!rules_) rules_ = import_rules_of(catalog_.production());
  for (RuleFinding& finding :
       check_import_rules(*rules_, prepared.version.facts, *prepared.model, prepared.report)) {
    if (!finding.refused) {
      row.warnings.push_back(std::move(finding.message));
    } else {
      row.error += (row.error.empty() ? "" : " ") + finding.message;
    }
  }
  if (row.error.empty()) return true;
  row.status = ImportStatus::Refused;
  return false;
}

void Importer::find_same_shape(const PreparedVersion& prepared, const Id& existing, ImportRow& row) {
  if (prepared.model == nullptr) return;
  if (!shapes_) shapes_.emplace(catalog_.model_sizes());
  std::optional<ShapeMeasure> own;
  for (const ModelSize& other :
       shapes_->alike(prepared.version.facts.triangles, prepared.version.facts.size_mm)) {
    if (other.asset == existing || row.same_shape.size() >= kMostSameShapes) continue;
    const auto version = catalog_.find_version(other.version);
    const auto asset = catalog_.find_asset(other.asset);
    // One that is not in the cache would have to be read again, which an import does not wait for.
    if (!version || !asset || !files_.model_is_cached(*version)) continue;
    const auto model = files_.model(*version);
    if (!model) continue;
    if (!own) own = measure_shape(*prepared.model);
    if (!is_same_shape(*own, measure_shape(**model))) continue;
    row.same_shape.push_back(other.asset);
    row.warnings.push_back(
        fmt::format("It has the same shape as {} “{}”.", asset->number,
                    for_display(asset->name_ko.empty() ? asset->name_en : asset->name_ko, 100)));
  }
}

Change Importer::change_for(const ImportInput& input, AssetVersion version, const Id& existing, Id& asset,
                            bool only_input) const {
  const PatternMatch named = named_by_rule(input);
  std::string title = only_input && !plan_.name.empty() ? to_nfc(plan_.name) : named.name;
  if (title.empty()) title = title_from_path(input.path);
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
    const RecordName name = name_record(title, *vocabulary_);
    record.name_ko = name.ko;
    record.name_en = name.en;
    record.romanized = name.romanized;
    const bool is_model = version.facts.content == VersionContent::Model;
    record.kind = plan_.kind;
    if (record.kind.empty()) record.kind = named.kind;
    if (record.kind.empty() && is_model) record.kind = guess_kind(title, *vocabulary_);
    if (record.kind.empty()) record.kind = is_model ? "ak_model3d" : "ak_reference";
    std::set<std::string> tags;
    for (const std::string& tag : plan_.tags) tags.insert(to_nfc(tag));
    tags.insert(named.tags.begin(), named.tags.end());
    record.tags.assign(tags.begin(), tags.end());
    version.asset_id = record.id;
    change.edits.push_back(AddAsset{std::move(record), {std::move(version)}});
    change.label_ko = "가져오기: " + title;
    change.label_en = "Import: " + title;
  }
  if (existing.empty()) {
    for (const auto& [field, value] : named.fields) change.edits.push_back(SetField{asset, field, value, {}});
  }
  add_values(change, asset);
  change.batch = batch_;
  return change;
}

ImportRow Importer::take(const ImportInput& input, PreparedVersion& prepared, bool only_input,
                         const std::stop_token& stop) {
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
  row.notes = prepared.report.notes;
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

  // From here to the commit one program at a time: else two that import the same file both find that nobody
  // has it.  Where no lock can be had that much is risked.
  const auto turn =
      FolderLock::wait(files_.folder() / "cache" / "imports", FolderLock::Mode::Exclusive, stop);
  if (!turn && turn.error().kind == ErrorKind::Cancelled) return refuse(turn.error());
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

  if (!keeps_rules(prepared, row)) return row;
  find_same_shape(prepared, existing, row);
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
  if (shapes_ && prepared.model)
    shapes_->add({committed->asset_id, committed->id, committed->facts.triangles, committed->facts.size_mm});
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
  std::optional<PreparedVersion> wait_for(std::size_t index) {
    std::unique_lock lock(mutex_);
    taken_ = index;
    changed_.notify_all();
    changed_.wait_for(lock, std::chrono::milliseconds(100),
                      [&] { return slots_[index].has_value() || stop_.stop_requested(); });
    if (!slots_[index]) return std::nullopt;
    std::optional<PreparedVersion> result = std::move(slots_[index]);
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
      PreparedVersion prepared = prepare_input(inputs_[index], options_, stop_, [&](float share) {
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
  std::vector<std::optional<PreparedVersion>> slots_;
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
  catalog.find_version = [&library](const Id& id) { return library.catalog().version(id); };
  catalog.production = [&library] { return library.catalog().production(); };
  catalog.vocabulary = [&library] { return library.catalog().vocabulary(); };
  catalog.model_sizes = [&library] { return library.catalog().model_sizes(); };
  catalog.commit = [&library](const Change& change, const Id& asset,
                              const std::string& origin) -> Result<AssetVersion> {
    if (const auto applied = library.apply(change); !applied) return tl::unexpected(applied.error());
    if (!origin.empty()) {
      const auto noted = library.catalog().set_origin(asset, origin);
      if (!noted) return tl::unexpected(noted.error());
    }
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
    std::optional<PreparedVersion> prepared;
    while (!(prepared = readers.wait_for(i)) && !stop.stop_requested()) report(readers.share(i));
    if (!prepared || stop.stop_requested()) break;
    if (prepared->error && prepared->error->kind == ErrorKind::Cancelled) break;
    if (inputs[i].from_folder && inputs[i].content == FileClass::Image && importer.used_by_model(inputs[i]))
      continue;
    ImportRow row = importer.take(inputs[i], *prepared, only_input, stop);
    if (stop.stop_requested() && row.status == ImportStatus::Refused) break;
    rows.push_back(std::move(row));
    if (each_row) each_row(rows.back());
  }
  if (progress && !stop.stop_requested()) progress({inputs.size(), inputs.size(), 1, ""});
  return rows;
}

}  // namespace bandaji
