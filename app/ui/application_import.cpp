// Bringing files in beside the window: imports, what they miss, what comes into a watched folder.
#include "app/ui/application.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <future>
#include <thread>

#include "app/core/relink.h"
#include "app/core/same_shape.h"
#include "app/core/watched_import.h"
#include "assets/import/import_worker.h"
#include "assets/text.h"

namespace bandaji {
namespace {

// Runs `action` on the main thread and waits for what it returns.  When the program
// closes meanwhile there is nobody left to answer, and the job's stop ends the wait.
template <class T>
std::optional<T> ask_main(JobContext& job, std::function<T()> action) {
  auto answer = std::make_shared<std::promise<T>>();
  std::future<T> future = answer->get_future();
  job.on_main([answer, action = std::move(action)] { answer->set_value(action()); });
  while (future.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready)
    if (job.stop().stop_requested()) {
      // A commit that has begun is waited for, so that the report says what happened.
      if (future.wait_for(std::chrono::milliseconds(400)) != std::future_status::ready) return std::nullopt;
    }
  return future.get();
}

Error cancelled() {
  return Error{ErrorKind::Cancelled, "The import was cancelled."};
}

}  // namespace

// The catalog lives on the main thread; every question and commit goes there.
ImportCatalog Application::asking_catalog(JobContext& job, std::uint64_t generation,
                                          const std::filesystem::path& folder) {
  const auto here = [this, generation] { return session_ && generation == generation_; };
  const auto ask = [this, &job, here]<class T>(T otherwise, std::function<T(const ImportCatalog&)> question) {
    const auto answer = ask_main<T>(job, [this, here, otherwise, question] {
      return here() ? question(direct_import_catalog(session_->library())) : otherwise;
    });
    return answer ? *answer : otherwise;
  };
  ImportCatalog catalog;
  catalog.find_manifest = [ask](const ContentHash& hash) {
    using Answer = std::optional<AssetVersion>;
    return ask(Answer(), std::function<Answer(const ImportCatalog&)>(
                             [hash](const ImportCatalog& direct) { return direct.find_manifest(hash); }));
  };
  catalog.find_by_origin = [ask](const std::string& origin) {
    using Answer = std::optional<Asset>;
    return ask(Answer(), std::function<Answer(const ImportCatalog&)>([origin](const ImportCatalog& direct) {
                 return direct.find_by_origin(origin);
               }));
  };
  catalog.find_asset = [ask](const Id& id) {
    using Answer = std::optional<Asset>;
    return ask(Answer(), std::function<Answer(const ImportCatalog&)>(
                             [id](const ImportCatalog& direct) { return direct.find_asset(id); }));
  };
  catalog.find_version = [ask](const Id& id) {
    using Answer = Result<AssetVersion>;
    return ask(Answer(tl::unexpected(cancelled())),
               std::function<Answer(const ImportCatalog&)>(
                   [id](const ImportCatalog& direct) { return direct.find_version(id); }));
  };
  catalog.production = [ask] {
    return ask(Production(), std::function<Production(const ImportCatalog&)>(
                                 [](const ImportCatalog& direct) { return direct.production(); }));
  };
  catalog.vocabulary = [ask] {
    using Answer = std::shared_ptr<const Vocabulary>;
    return ask(Answer(), std::function<Answer(const ImportCatalog&)>(
                             [](const ImportCatalog& direct) { return direct.vocabulary(); }));
  };
  // Long in a large catalog, so read here and not there.
  catalog.model_sizes = [folder] {
    const auto reading = Catalog::open(folder, {.who = {}, .read_only = true});
    return reading ? reading->model_sizes() : std::vector<ModelSize>();
  };
  catalog.commit = [this, &job, ask](const Change& edit, const Id& asset, const std::string& origin) {
    using Answer = std::optional<Result<AssetVersion>>;  // Nothing while the catalog is held.
    const std::function<Answer(const ImportCatalog&)> commit =
        [this, edit, asset, origin](const ImportCatalog& direct) -> Answer {
      if (session_->library().is_held()) return std::nullopt;
      auto committed = direct.commit(edit, asset, origin);
      refresh_at_ = std::min(refresh_at_, now_ + 0.3);
      return committed;
    };
    const Answer none = Result<AssetVersion>(tl::unexpected(cancelled()));
    auto answer = ask(none, commit);
    for (; !answer; answer = job.stop().stop_requested() ? none : ask(none, commit))
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return std::move(*answer);
  };
  return catalog;
}

void Application::start_import(const ImportPlan& plan, std::string title, bool show_report,
                               std::function<void(const std::vector<ImportRow>&)> then) {
  if (!session_ || session_->read_only()) return;
  last_import_ = LastImport();
  const std::uint64_t generation = generation_;
  jobs_->start(std::move(title), [this, plan, generation, show_report, then = std::move(then),
                                  files = session_->library().files()](JobContext& job) {
    const ImportCatalog catalog = asking_catalog(job, generation, files.folder());
    const auto rows = run_import(
        plan, files, catalog, job.stop(),
        [&](const ImportProgress& progress) {
          const float share = progress.total ? (static_cast<float>(progress.done) + progress.current) /
                                                   static_cast<float>(progress.total)
                                             : 0;
          job.progress(share, progress.total > 1
                                  ? fmt::format("{}/{}  {}", progress.done + 1, progress.total, progress.name)
                                  : progress.name);
        },
        [&](const ImportRow& row) {
          if (row.status == ImportStatus::Refused)
            job.problem(to_nfc(to_utf8(path_from_utf8(row.path).filename())), row.error);
          job.on_main([this, row, generation] {
            if (generation == generation_) last_import_.rows.push_back(row);
          });
        });
    const bool stopped = job.stop().stop_requested();
    job.on_main([this, rows, generation, stopped, show_report, then] {
      if (generation != generation_ || !session_) return;
      last_import_ = LastImport{rows, true, stopped};
      session_->refresh();
      browser_.wanted.clear();
      std::array<std::size_t, 4> counts{};
      for (const ImportRow& row : rows) ++counts[static_cast<std::size_t>(row.status)];
      say(fmt::format(fmt::runtime(ui_->t(stopped ? Text::CancelledImport : Text::DoneImport)), counts[0],
                      counts[1], counts[2], counts[3]),
          counts[3] > 0);
      if (then) {
        then(rows);
        if (counts[3] > 0 && dialog_ == Dialog::None) show_dialog(Dialog::ImportReport);
        return;
      }
      // What came in is what one wants to see next.
      std::vector<Id> ids;
      for (const ImportRow& row : rows)
        if (!row.id.empty()) ids.push_back(row.id);
      if (!ids.empty()) {
        session_->selection().replace(ids, ids.front());
        browser_.show_focus = true;
        const bool hidden = !session_->focus_index();
        if (hidden) handle_one(request::SetQuery{});
      }
      if ((show_report || counts[3] > 0 || stopped) && dialog_ == Dialog::None && !rows.empty())
        show_dialog(Dialog::ImportReport);
    });
  });
}

void Application::reimport(const request::Reimport& wanted) {
  const Details* details = session_ ? session_->details() : nullptr;
  const AssetVersion* current = details ? details->current() : nullptr;
  if (!current || session_->read_only()) return;
  AssetVersion version = *current;
  version.id.clear();
  version.number = 0;
  version.created_at = 0;
  version.author = preferences_.user_name;
  version.comment.clear();
  version.up_axis = wanted.up_axis ? std::optional(static_cast<std::uint8_t>(*wanted.up_axis)) : std::nullopt;
  version.unit = wanted.unit ? std::optional(static_cast<std::uint8_t>(*wanted.unit)) : std::nullopt;
  version.manifest_hash = hash_text(manifest_text(version));
  version.facts.palette.clear();
  const std::uint64_t generation = generation_;
  jobs_->start(ui_->t(Text::JobReimport), [this, version, generation,
                                           files = session_->library().files()](JobContext& job) mutable {
    // The files are the catalog's own objects; only how they are read changes.
    ImportSource source;
    source.main_file = version.main_file;
    for (const ManifestEntry& entry : version.manifest)
      source.files.push_back({entry.path, files.objects().path_of(entry.hash)});
    ImportOptions options;
    if (version.up_axis) options.up_axis = static_cast<UpAxis>(*version.up_axis);
    if (version.unit) options.unit = static_cast<FileUnit>(*version.unit);
    auto imported = import_model(source, options, job.stop(),
                                 [&](float share) { job.progress(share, version.main_file); });
    if (!imported) {
      job.problem(version.main_file, imported.error().message);
      job.on_main([this, message = imported.error().message] { say_problem(message); });
      return;
    }
    const glm::vec3 size = imported->model.facts().bounds.size() * 1000.0f;
    for (int i = 0; i < 3; ++i)
      version.facts.size_mm[static_cast<std::size_t>(i)] = std::llround(static_cast<double>(size[i]));
    version.facts.warnings = imported->report.warnings;
    static_cast<void>(files.keep_model(version, imported->model));
    job.on_main([this, version, generation] {
      if (generation != generation_ || !session_) return;
      Change edit;
      edit.label_ko = "가져오기 설정 바꾸기";
      edit.label_en = "Change import settings";
      edit.edits.push_back(AddVersion{version});
      change(edit);
    });
  });
}

void Application::relink_files(std::vector<std::pair<Id, std::vector<FoundFile>>> found,
                               std::filesystem::path folder) {
  if (!session_ || session_->read_only()) return;
  std::vector<Id> assets;
  for (const auto& [asset, files] : found) assets.push_back(asset);
  std::vector<AssetVersion> versions = session_->library().catalog().current_versions(assets);
  const std::uint64_t generation = generation_;
  jobs_->start(ui_->t(Text::JobRelink), [this, versions, found = std::move(found), folder = std::move(folder),
                                         generation, files = session_->library().files()](JobContext& job) {
    const ImportCatalog catalog = asking_catalog(job, generation, files.folder());
    std::vector<ImportRow> rows;
    for (std::size_t i = 0; i < versions.size() && !job.stop().stop_requested(); ++i) {
      const AssetVersion& version = versions[i];
      std::vector<FoundFile> own;
      if (!folder.empty()) {
        own = find_missing_files(version, folder);
        if (own.empty()) continue;
      } else {
        for (const auto& [asset, given] : found) {
          if (asset == version.asset_id) own = given;
        }
      }
      rows.push_back(relink(version, own, files, catalog, job.stop(), [&](float share) {
        job.progress((static_cast<float>(i) + share) / static_cast<float>(versions.size()),
                     version.main_file);
      }));
      if (rows.back().status == ImportStatus::Refused) job.problem(version.main_file, rows.back().error);
    }
    job.on_main([this, rows, generation] {
      if (generation != generation_ || !session_) return;
      session_->refresh();
      browser_.wanted.clear();
      find_problems();
      std::size_t done = 0;
      for (const ImportRow& row : rows) done += row.status != ImportStatus::Refused ? 1 : 0;
      if (done > 0) {
        say(fmt::format(fmt::runtime(ui_->t(Text::RelinkDone)), done));
      } else if (!rows.empty()) {
        say_problem(rows.front().error);
      } else {
        say(std::string(ui_->t(Text::RelinkNothing)), true);
      }
    });
  });
}

void Application::find_same_shapes() {
  if (!session_ || same_shapes_.running) return;
  same_shapes_ = SameShapes{.running = true, .done = false, .groups = {}};
  const std::uint64_t generation = generation_;
  jobs_->start(ui_->t(Text::SameShapeFind), [this, generation,
                                             files = session_->library().files()](JobContext& job) {
    const auto catalog = Catalog::open(files.folder(), {.who = {}, .read_only = true});
    std::vector<std::vector<Id>> groups;
    if (catalog) {
      groups = same_shapes(
          catalog->model_sizes(), files, [&](const Id& id) { return catalog->version(id); }, job.stop(),
          [&](float share) { job.progress(share, ""); });
    } else {
      job.problem("", catalog.error().message);
    }
    job.on_main([this, groups, generation] {
      if (generation != generation_ || !session_) return;
      same_shapes_.running = false;
      same_shapes_.done = true;
      for (const std::vector<Id>& group : groups) {
        auto& shown = same_shapes_.groups.emplace_back();
        for (const Asset& asset : session_->library().catalog().assets(group))
          shown.push_back({asset.id, std::string(display_name(asset.name_ko, asset.name_en, ui_->korean))});
      }
    });
  });
}

void Application::watch_folder(const ImportPlan& plan) {
  if (!session_) return;
  watcher_.reset();
  const std::string catalog = to_utf8(session_->library().files().folder());
  preferences_.watched_folders.erase(catalog);
  save_soon();
  if (plan.paths.empty()) {
    say(std::string(ui_->t(Text::WatchStopped)));
    return;
  }
  auto watcher = FolderWatcher::start(plan.paths.front(), options_.wake);
  if (!watcher) {
    say_problem(watcher.error().message);
    return;
  }
  watcher_ = std::move(*watcher);
  watched_plan_ = plan;
  preferences_.watched_folders[catalog] = to_utf8(plan.paths.front());
  say(fmt::format(fmt::runtime(ui_->t(Text::WatchingFolder)), to_nfc(to_utf8(plan.paths.front()))));
}

void Application::resume_watching() {
  watcher_.reset();
  if (!session_ || session_->read_only()) return;
  const auto kept = preferences_.watched_folders.find(to_utf8(session_->library().files().folder()));
  if (kept == preferences_.watched_folders.end()) return;
  ImportPlan plan;
  plan.paths = {path_from_utf8(kept->second)};
  auto watcher = FolderWatcher::start(plan.paths.front(), options_.wake);
  if (!watcher) {  // Tomorrow the disk may be there again.
    say_problem(watcher.error().message);
    return;
  }
  watcher_ = std::move(*watcher);
  watched_plan_ = plan;
  import_watched({});
}

void Application::import_watched(const std::vector<std::filesystem::path>& changed) {
  if (!session_ || session_->read_only()) return;
  const std::uint64_t generation = generation_;
  jobs_->start(
      ui_->t(Text::WatchJob),
      [this, changed, plan = watched_plan_, generation,
       folder = session_->library().files().folder()](JobContext& job) {
        ImportPlan wanted = plan;
        wanted.only = changed.empty()
                          ? new_inputs(plan.paths.front(), asking_catalog(job, generation, folder))
                          : inputs_touched(plan.paths.front(), changed);
        if (wanted.only.empty()) return;
        job.on_main([this, wanted, generation] {
          // Nobody asked for a report now: what was refused is in the list of problems.
          if (generation == generation_ && session_)
            start_import(wanted, std::string(ui_->t(Text::WatchJob)), false,
                         [](const std::vector<ImportRow>&) {});
        });
      },
      Jobs::Options{.quiet = true, .urgent = false});
}

bool Application::follow_watched_folder() {
  if (!watcher_) return false;
  const std::vector<std::filesystem::path> changed = watcher_->take();
  if (changed.empty()) return false;
  import_watched(changed);
  return true;
}

}  // namespace bandaji
