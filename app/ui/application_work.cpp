// What takes time and goes on beside the window: imports, sheets, pictures, checks.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <future>

#include "app/ui/application.h"
#include "app/ui/folder_listing.h"
#include "app/ui/platform.h"
#include "assets/image_export.h"
#include "assets/import/import_worker.h"
#include "assets/text.h"
#include "renderer/headless.h"

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

void Application::list_folder(const std::filesystem::path& folder) {
  listing_.loading = true;
  jobs_->start(
      "",
      [this, folder](JobContext& job) {
        auto listing = std::make_shared<FolderListing>(read_folder(folder));
        job.on_main([this, listing, folder] {
          if (chooser_.folder != folder) return;  // The person has gone on.
          listing_ = std::move(*listing);
          for (const FolderListing::Entry& entry : listing_.entries) fonts_.note(entry.name);
        });
      },
      Jobs::Options{.quiet = true, .urgent = true});
}

void Application::start_import(const ImportPlan& plan, std::string title, bool show_report,
                               std::function<void(const std::vector<ImportRow>&)> then) {
  if (!session_ || session_->read_only()) return;
  last_import_ = LastImport();
  const std::uint64_t generation = generation_;
  jobs_->start(std::move(title), [this, plan, generation, show_report, then = std::move(then),
                                  files = session_->library().files()](JobContext& job) {
    // The catalog lives on the main thread; every question and commit goes there.
    const auto here = [this, generation] { return session_ && generation == generation_; };
    ImportCatalog catalog;
    catalog.find_manifest = [&, here](const ContentHash& hash) {
      const auto answer = ask_main<std::optional<AssetVersion>>(job, [this, here, hash] {
        return here() ? direct_import_catalog(session_->library()).find_manifest(hash) : std::nullopt;
      });
      return answer.value_or(std::nullopt);
    };
    catalog.find_by_origin = [&, here](const std::string& origin) {
      const auto answer = ask_main<std::optional<Asset>>(job, [this, here, origin] {
        return here() ? direct_import_catalog(session_->library()).find_by_origin(origin) : std::nullopt;
      });
      return answer.value_or(std::nullopt);
    };
    catalog.find_asset = [&, here](const Id& id) {
      const auto answer = ask_main<std::optional<Asset>>(job, [this, here, id] {
        return here() ? direct_import_catalog(session_->library()).find_asset(id) : std::nullopt;
      });
      return answer.value_or(std::nullopt);
    };
    catalog.commit = [&, here](const Change& edit, const Id& asset,
                               const std::string& origin) -> Result<AssetVersion> {
      auto answer =
          ask_main<Result<AssetVersion>>(job, [this, here, edit, asset, origin]() -> Result<AssetVersion> {
            if (!here()) return tl::unexpected(cancelled());
            auto committed = direct_import_catalog(session_->library()).commit(edit, asset, origin);
            refresh_at_ = std::min(refresh_at_, now_ + 0.3);
            return committed;
          });
      if (!answer) return tl::unexpected(cancelled());
      return std::move(*answer);
    };
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
      say(fmt::format(fmt::runtime(ui_->t(Text::DoneImport)), counts[0], counts[1], counts[2], counts[3]),
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

std::vector<Id> Application::sheet_assets() const {
  if (!session_) return {};
  if (sheet_.template_name == "asset")
    return session_->selection().focus().empty() ? std::vector<Id>()
                                                 : std::vector<Id>{session_->selection().focus()};
  return session_->selection().empty() ? session_->result().ids.all() : session_->selected();
}

SheetOptions Application::sheet_options() const {
  SheetOptions options = sheet_.options;
  if (session_->selection().empty()) options.selection = session_->query();
  return options;
}

void Application::preview_sheet() {
  if (!session_ || workspace_ != Workspace::Sheets) return;
  const std::uint64_t serial = ++sheet_serial_;
  sheet_.error.clear();
  std::vector<Id> assets = sheet_assets();
  if (assets.empty()) {
    sheet_.pages.clear();
    sheet_.sizes_mm.clear();
    sheet_.working = false;
    return;
  }
  if (assets.size() > 60) assets.resize(60);  // The first pages say how it will look.
  auto input = gather_sheet(session_->library(), sheet_.template_name, assets, sheet_options());
  if (!input) {
    sheet_.error = input.error().message;
    sheet_.pages.clear();
    sheet_.working = false;
    return;
  }
  sheet_.working = true;
  struct Answer {
    std::vector<Image> pages;
    std::vector<std::pair<double, double>> sizes;
    std::string error;
  };
  auto answer = std::make_shared<Answer>();
  const LibraryFiles files = session_->library().files();
  const double pixels_per_mm = std::clamp(5.0 * static_cast<double>(ui_->scale), 4.0, 9.0);
  pictures_->run(
      [answer, input = std::move(*input), files, pixels_per_mm](Preview& preview) {
        const auto pages = lay_out_sheet(input, files, preview, true);
        if (!pages) {
          answer->error = pages.error().message;
          return;
        }
        for (const Page& page : *pages) {
          if (answer->pages.size() == 4) break;
          auto picture = draw_page(page, pixels_per_mm);
          if (!picture) {
            answer->error = picture.error().message;
            return;
          }
          answer->pages.push_back(over_color(*picture, 255));
          answer->sizes.emplace_back(page.size.width_mm, page.size.height_mm);
        }
      },
      [this, answer, serial] {
        if (serial != sheet_serial_) return;  // Something newer is on its way.
        sheet_.working = false;
        sheet_.error = answer->error;
        sheet_textures_.clear();
        sheet_.pages.clear();
        for (const Image& page : answer->pages) {
          sheet_textures_.push_back(Texture::upload(page));
          sheet_.pages.push_back(sheet_textures_.back().picture());
        }
        sheet_.sizes_mm = answer->sizes;
        ui_->redraw_in(0);
      },
      0);
}

void Application::write_sheet(const std::filesystem::path& path) {
  if (!session_) return;
  const std::vector<Id> assets = sheet_assets();
  auto input = gather_sheet(session_->library(), sheet_.template_name, assets, sheet_options());
  if (!input) return say_problem(input.error().message);
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  sheet_.written.clear();
  jobs_->start(ui_->t(Text::JobSheet), [this, path, input = std::move(*input),
                                        files = session_->library().files()](JobContext& job) {
    const auto report = [&](const std::string& message) {
      job.problem(to_utf8(path.filename()), message);
      job.on_main([this, message] { say_problem(message); });
    };
    // A context of its own, so that thumbnails and preview go on meanwhile.
    const auto context = HeadlessContext::create();
    if (!context) return report(context.error().message);
    auto preview = Preview::create();
    if (!preview) return report(preview.error().message);
    const auto pages = lay_out_sheet(input, files, *preview, false, job.stop(), [&](float share) {
      job.progress(share * 0.9f, to_utf8(path.filename()));
    });
    if (!pages) {
      if (pages.error().kind != ErrorKind::Cancelled) report(pages.error().message);
      return;
    }
    const auto written = write_pages(path, *pages, sheet_info(input));
    if (!written) return report(written.error().message);
    job.on_main([this, written = *written] {
      sheet_.written = written;
      say(fmt::format(fmt::runtime(ui_->t(Text::DoneSaved)), to_utf8(written.front())));
    });
  });
}

void Application::clean_picture() {
  const bool composes = workspace_ == Workspace::Looks || workspace_ == Workspace::Sets;
  const int pane = viewport_open_ || composes ? 1 : 0;
  const PaneView& view = viewer_->panes()[pane];
  const auto model = viewer_->model();
  const Details* details = session_ ? session_->details() : nullptr;
  if (!model || view.content != PaneView::Content::Model) return;
  std::string name;
  if (composes) {
    const auto& shown =
        workspace_ == Workspace::Looks ? looks_.view.composition : sets_panel_.view.composition;
    name = shown ? shown->title : std::string();
  } else if (details) {
    const AssetVersion* version = details->current();
    name = fmt::format("{} {} v{}", details->asset.number,
                       display_name(details->asset.name_ko, details->asset.name_en, ui_->korean),
                       version ? version->number : 0);
  }
  if (name.empty()) return;
  std::replace_if(
      name.begin(), name.end(),
      [](char c) {
        return std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos ||
               static_cast<unsigned char>(c) < 0x20;
      },
      '_');
  const std::filesystem::path folder = session_->library().files().exports_folder();
  const std::filesystem::path path = free_path(folder / path_from_utf8(name + ".png"));
  ViewSettings settings = viewer_->view();
  settings.backdrop = Backdrop::Transparent;
  settings.grid = false;
  settings.marked_parts.clear();
  const std::shared_ptr<const HdrImage> environment = viewer_->environment();
  settings.accumulate = true;
  settings.samples = kLeastStillSamples;
  settings.most_samples = kMostStillSamples;
  settings.occlusion = !environment;
  const float aspect = static_cast<float>(std::max(1, view.picture.width)) /
                       static_cast<float>(std::max(1, view.picture.height));
  const int longest = 2400;
  const PictureSize size =
      aspect >= 1 ? PictureSize{longest, std::max(1, static_cast<int>(static_cast<float>(longest) / aspect))}
                  : PictureSize{std::max(1, static_cast<int>(static_cast<float>(longest) * aspect)), longest};
  jobs_->start(ui_->t(Text::JobPicture), [this, model, camera = view.camera, settings, size, environment,
                                          path](JobContext& job) {
    const auto report = [&](const std::string& message) {
      job.problem(to_utf8(path.filename()), message);
      job.on_main([this, message] { say_problem(message); });
    };
    job.progress(0.1f, to_utf8(path.filename()));
    const auto context = HeadlessContext::create();
    if (!context) return report(context.error().message);
    auto preview = Preview::create();
    if (!preview) return report(preview.error().message);
    if (environment) {
      if (const auto set = preview->set_environment(*environment); !set) return report(set.error().message);
    }
    auto uploaded = GpuModel::upload(model);
    if (!uploaded) return report(uploaded.error().message);
    job.progress(0.4f, to_utf8(path.filename()));
    const auto picture = preview->picture(*uploaded, camera, settings, size);
    if (!picture) return report(picture.error().message);
    job.progress(0.8f, to_utf8(path.filename()));
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    if (const auto written = write_png(path, *picture); !written) return report(written.error().message);
    job.on_main([this, path] { say(fmt::format(fmt::runtime(ui_->t(Text::DoneSaved)), to_utf8(path))); });
  });
}

void Application::check_catalog() {
  if (!session_) return;
  check_report_ = CheckReport();
  check_report_.running = true;
  show_dialog(Dialog::CheckReport);
  const std::uint64_t generation = generation_;
  jobs_->start(ui_->t(Text::JobCheck), [this, generation, korean = ui_->korean,
                                        files = session_->library().files()](JobContext& job) {
    auto report = std::make_shared<CheckReport>();
    report->done = true;
    // A connection of its own: SQLite's may be used by one thread only.
    const auto catalog = Catalog::open(files.folder(), CatalogOptions{.who = "", .read_only = true});
    if (!catalog) {
      report->problems.push_back(catalog.error().message);
    } else {
      const Catalog::Health health = catalog->check();
      report->records = health.records;
      report->problems = health.problems;
      if (const auto objects = catalog->referenced_objects(false)) {
        std::size_t done = 0;
        for (const ContentHash& hash : *objects) {
          if (job.stop().stop_requested()) break;
          if (const auto verified = files.objects().verify(hash); !verified)
            report->problems.push_back(verified.error().message);
          job.progress(static_cast<float>(++done) / static_cast<float>(objects->size()), hash.short_hex());
        }
        report->objects = static_cast<std::int64_t>(done);
      }
    }
    static_cast<void>(korean);
    job.on_main([this, report, generation] {
      if (generation == generation_) check_report_ = std::move(*report);
    });
  });
}

}  // namespace bandaji
