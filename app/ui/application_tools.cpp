// The tools over the large viewport: what they are told, and what they ask for.
#include <fmt/format.h>

#include <algorithm>

#include "app/core/file_scene.h"
#include "app/core/turntable.h"
#include "app/ui/application.h"
#include "assets/text.h"
#include "renderer/headless.h"

namespace bandaji {

ToolSubject Application::tool_subject(bool with_choices) {
  ToolSubject subject = viewer_->subject(1);
  subject.korean = ui_->korean;
  subject.cameras = cameras_;
  subject.lut_name = lut_name_;
  subject.can_keep_cameras = session_ && !session_->read_only() && session_->details();
  subject.can_choose_scene = subject.can_keep_cameras;
  if (composition_tools() != nullptr) {
    // Cameras belong to assets; a look or a set is compared with what it was.
    subject.cameras = {};
    subject.can_keep_cameras = subject.can_choose_scene = false;
    if (const VersionsView* view = with_choices ? shown_versions() : nullptr)
      for (const CompositionVersion& version : view->versions)
        if (subject.choices.size() < 8)
          subject.choices.push_back(
              {version.id, fmt::format("v{}  {}", version.number,
                                       version.comment.empty() ? date_text(version.created_at, false)
                                                               : version.comment)});
  }
  subject.key = [this](Action action) { return keys_.first_key(action); };
  const Details* details = session_ ? session_->details() : nullptr;
  if (!with_choices || !details || composition_tools() != nullptr) return subject;
  // What else is selected comes first, then what the asset was before.
  for (const Asset& asset : session_->batch()) {
    if (subject.choices.size() == 8) break;
    if (asset.id == details->asset.id || asset.current_version.empty()) continue;
    subject.choices.push_back(
        {asset.current_version,
         fmt::format("{}  {}", asset.number, display_name(asset.name_ko, asset.name_en, ui_->korean))});
  }
  const AssetVersion* current = details->current();
  for (auto at = details->versions.rbegin(); at != details->versions.rend(); ++at)
    if (current && at->id != current->id)
      subject.choices.push_back(
          {at->id, fmt::format("v{}  {}", at->number, date_text(at->created_at, false))});
  return subject;
}

bool Application::run_viewport_action(Action action) {
  ViewTools* const own = composition_tools();
  if (action == Action::CloseViewport && (viewport_open_ || own != nullptr)) {
    ToolWishes wishes;
    const bool used = escape_tools(own != nullptr ? *own : tools_, tool_subject(false), wishes);
    run_tools(wishes);
    if (own == nullptr) return used;
    if (!used) (workspace_ == Workspace::Looks ? looks_.shop : sets_panel_.shop).versions.viewing.clear();
    return true;
  }
  if (!is_tool_action(action)) return false;
  if (action == Action::ExportTurntable || action == Action::ExportTurntableSheet) {
    export_turntable(action == Action::ExportTurntableSheet);
    return true;
  }
  // From the palette or a menu: where the tools are.
  if (!viewport_open_ && own == nullptr) run_action(Action::OpenViewport);
  ToolWishes wishes;
  run_tool_action(action, own != nullptr ? *own : tools_, tool_subject(true), wishes);
  run_tools(wishes);
  return true;
}

void Application::run_tools(const ToolWishes& wishes) {
  if (wishes.view) viewer_->set_view(*wishes.view, now_);
  if (wishes.camera) viewer_->set_camera(1, *wishes.camera, now_);
  if (wishes.angles) viewer_->set_angles(*wishes.angles, now_);
  if (wishes.strip) viewer_->set_strip(*wishes.strip);
  if (wishes.compare_mode) viewer_->set_compare_mode(*wishes.compare_mode);
  if (wishes.compare_with) compare_with(*wishes.compare_with);
  if (wishes.map) viewer_->want_map(*wishes.map);
  if (wishes.playing) viewer_->play(*wishes.playing, now_);
  if (wishes.cameras && session_ && session_->details())
    change(set_cameras(session_->library().catalog(), session_->details()->asset.id, *wishes.cameras,
                       wishes.cameras_ko, wishes.cameras_en));
  if (wishes.file_scene && session_ && session_->details())
    change(set_file_scene(session_->library().catalog(), session_->details()->asset.id, *wishes.file_scene));
  if (wishes.file) {
    switch (*wishes.file) {
      case FileWish::ChooseLut:
        choose({ChooserPurpose::Lut, {}});
        break;
      case FileWish::ChooseEnvironment:
        choose({ChooserPurpose::Environment, {}});
        break;
      case FileWish::ClearLut:
        clear_lut();
        break;
      case FileWish::ClearEnvironment:
        clear_environment();
        break;
    }
  }
  if (wishes.export_turntable) export_turntable(*wishes.export_turntable == Action::ExportTurntableSheet);
  for (const Action action : wishes.actions) run_action(action);
  if (!wishes.empty()) ui_->redraw_in(0);
}

const VersionsView* Application::shown_versions() const {
  return workspace_ == Workspace::Looks  ? &looks_.view.versions
         : workspace_ == Workspace::Sets ? &sets_panel_.view.versions
                                         : nullptr;
}

void Application::compare_composition_with(const Id& version) {
  const LibraryFiles& files = session_->library().files();
  VersionsTab& tab = (workspace_ == Workspace::Looks ? looks_.shop : sets_panel_.shop).versions;
  const CompositionVersion* const other = shown_versions()->find(version);
  tab.comparing = other != nullptr ? version : Id();
  if (other == nullptr) return viewer_->compare_with(files, nullptr, "", "", now_);
  const LookMoment moment = workspace_ == Workspace::Looks
                                ? LookMoment{looks_.scene, looks_.at_end, std::nullopt}
                                : LookMoment{sets_panel_.scene, false, {}};
  auto composition = version_composition(session_->library().catalog(), version, moment);
  if (!composition) return say_problem(composition.error().message);
  viewer_->compare_with(files, std::make_shared<const Composition>(std::move(*composition)), version,
                        ui_->t(Text::VersionNow), fmt::format("v{}", other->number), now_);
}

void Application::compare_with(const Id& version) {
  if (!session_) return;
  if (composition_tools() != nullptr) return compare_composition_with(version);
  const LibraryFiles& files = session_->library().files();
  const Details* details = session_->details();
  if (version.empty() || !details) return viewer_->compare_with(files, nullptr, "", "", now_);
  const auto other = session_->library().catalog().version(version);
  if (!other) return say_problem(other.error().message);
  const auto title = [&](const Asset& asset, const AssetVersion& its) {
    return fmt::format("{} v{}", display_name(asset.name_ko, asset.name_en, ui_->korean), its.number);
  };
  const auto asset = session_->library().catalog().asset(other->asset_id);
  const AssetVersion* current = details->current();
  viewer_->compare_with(files, &*other, current ? title(details->asset, *current) : std::string(),
                        asset ? title(*asset, *other) : std::string(), now_);
}

void Application::export_turntable(bool one_picture) {
  const auto model = viewer_->model();
  const std::string title = shown_title();
  if (!model || title.empty()) return;
  TurntableOptions options;
  options.elevation_degrees = angles_of(viewer_->panes()[1].camera).elevation_degrees;
  options.orthographic = viewer_->panes()[1].camera.orthographic;
  options.settings = viewer_->view();
  options.settings.marked_parts.clear();
  options.settings.grid = false;
  if (one_picture) {
    options.views = 12;
    options.size = {512, 512};
  } else {
    options.settings.backdrop = Backdrop::Transparent;
    options.views = 36;
    options.size = {1080, 1080};
  }
  const std::string name =
      safe_file_name(fmt::format("{} {}", title, ui_->korean ? "턴테이블" : "turntable"));
  const std::filesystem::path path = free_turntable_path(session_->library().files().exports_folder(), name);
  jobs_->start(ui_->t(Text::JobTurntable), [this, model, options, one_picture, path,
                                            environment = viewer_->environment()](JobContext& job) {
    const auto report = [&](const Error& error) {
      if (error.kind == ErrorKind::Cancelled) return;
      job.problem(to_utf8(path.filename()), error.message);
      job.on_main([this, message = error.message] { say_problem(message); });
    };
    const auto context = HeadlessContext::create();
    if (!context) return report(context.error());
    auto preview = Preview::create();
    if (!preview) return report(preview.error());
    if (environment) {
      if (const auto set = preview->set_environment(*environment); !set) return report(set.error());
    }
    auto uploaded = GpuModel::upload(model);
    if (!uploaded) return report(uploaded.error());
    const auto written = write_turntable(*preview, *uploaded, options, path, one_picture, job.stop(),
                                         [&](float share) { job.progress(share, to_utf8(path.filename())); });
    if (!written) return report(written.error());
    job.on_main([this, first = written->front()] {
      say(fmt::format(fmt::runtime(ui_->t(Text::DoneSaved)), to_utf8(first)));
    });
  });
}

}  // namespace bandaji
