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
  std::string name = shown_title();
  if (!composes && details) {
    const AssetVersion* version = details->current();
    name += fmt::format(" v{}", version ? version->number : 0);
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
