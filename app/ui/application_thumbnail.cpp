// What the thumbnail of the asset in focus is of: a view of the model, or a picture in its
// place, from a file or pasted.
#include <fmt/format.h>

#include <ctime>

#include "app/core/asset_picture.h"
#include "app/ui/application.h"
#include "app/ui/clipboard_picture.h"
#include "app/ui/platform.h"
#include "assets/text.h"
#include "assets/whole_file.h"

namespace bandaji {

void Application::thumbnail_from_view() {
  const Details* details = session_ ? session_->details() : nullptr;
  const PaneView& pane = viewer_->panes()[viewport_open_ ? 1 : 0];
  if (!details || pane.content != PaneView::Content::Model) return;
  NamedCamera camera;
  camera.camera = pane.camera;
  camera.sensor = tools_.sensor;
  change(
      set_thumbnail_view(session_->library().catalog(), details->asset.id, std::move(camera), ui_->korean));
  thumbnails_changed();
}

void Application::reset_thumbnail() {
  const Details* details = session_ ? session_->details() : nullptr;
  if (!details) return;
  change(reset_asset_picture(session_->library().catalog(), details->asset.id));
  thumbnails_changed();
}

void Application::show_stack(const Id& id) {
  stack_ = StackView();
  if (!session_) return;
  const Catalog& catalog = session_->library().catalog();
  const auto versions = catalog.current_versions(std::vector<Id>{id});
  const auto asset = catalog.asset(id);
  if (versions.empty() || !asset || versions.front().facts.content != VersionContent::Model) return;
  stack_.asset = id;
  stack_.title = display_name(asset->name_ko, asset->name_en, ui_->korean);
  stack_.pictures = colorway_pictures(catalog, versions.front());
  stack_.reading = true;
  const auto draw = [this](const std::vector<VariantPicture>& pictures) {
    std::vector<std::shared_ptr<const Composition>> wanted;
    for (const VariantPicture& each : pictures) {
      fonts_.note(each.name_ko);
      if (each.composition != stack_.pictures.front().composition) wanted.push_back(each.composition);
    }
    thumbnails_.want(*pictures_, session_->library().files(), wanted);
  };
  draw(stack_.pictures);
  const std::uint64_t generation = generation_;
  jobs_->start(
      "",
      [this, generation, draw, id, version = versions.front(),
       files = session_->library().files()](JobContext& job) {
        auto found = std::make_shared<std::vector<VariantPicture>>(file_variants(files, version, job.stop()));
        job.on_main([this, generation, draw, id, found] {
          if (generation != generation_ || stack_.asset != id) return;
          stack_.reading = false;
          stack_.pictures.insert(stack_.pictures.end(), found->begin(), found->end());
          draw(*found);
        });
      },
      Jobs::Options{.quiet = true, .urgent = true});
}

void Application::show_variant(const Id& asset, std::size_t index) {
  if (!session_ || stack_.asset != asset || index >= stack_.pictures.size()) return;
  session_->selection().only(asset);
  after_selection(false);
  run_action(Action::OpenViewport);
  if (index > 0)
    viewer_->show(session_->library().files(), stack_.pictures[index].composition, false,
                  ui_->t(Text::JobLoad), now_);
}

void Application::thumbnails_changed() {
  browser_.wanted.clear();
  browser_.rested_on.clear();
}

void Application::use_as_thumbnail(const std::filesystem::path& picture,
                                   const std::filesystem::path& temporary) {
  const Details* details = session_ ? session_->details() : nullptr;
  if (!details || session_->read_only()) return;
  ImportPlan plan;
  plan.paths = {picture};
  plan.recursive = false;
  start_import(plan, ui_->t(Text::JobThumbnailPicture), false,
               [this, id = details->asset.id, temporary](const std::vector<ImportRow>& rows) {
                 std::error_code error;
                 if (!temporary.empty()) std::filesystem::remove_all(temporary, error);
                 if (rows.empty() || rows.front().id.empty()) return;
                 const auto made = set_asset_picture(session_->library().catalog(), id, rows.front().id);
                 if (!made) return say_problem(made.error().message);
                 change(*made);
                 thumbnails_changed();
               });
}

void Application::paste_thumbnail() {
  const std::uint64_t generation = generation_;
  const std::string name = [&] {
    const std::tm at = local_time(std::time(nullptr));
    return fmt::format("{} {:04}-{:02}-{:02} {:02}.{:02}.{:02}.png", ui_->t(Text::PastedName),
                       at.tm_year + 1900, at.tm_mon + 1, at.tm_mday, at.tm_hour, at.tm_min, at.tm_sec);
  }();
  jobs_->start(
      "",
      [this, generation, name](JobContext& job) {
        const auto fail_with = [&](const Error& error) {
          job.on_main([this, message = error.message] { say_problem(message); });
        };
        const auto bytes = clipboard_picture();
        if (!bytes) return fail_with(bytes.error());
        std::error_code problem;
        const std::filesystem::path folder =
            free_path(std::filesystem::temp_directory_path(problem) / "bandaji-paste");
        std::filesystem::create_directories(folder, problem);
        const std::filesystem::path path = folder / path_from_utf8(name);
        if (const auto written = write_file(path, bytes->data(), bytes->size()); !written)
          return fail_with(written.error());
        job.on_main([this, generation, path, folder] {
          if (generation == generation_) use_as_thumbnail(path, folder);
        });
      },
      Jobs::Options{.quiet = true, .urgent = true});
}

}  // namespace bandaji
