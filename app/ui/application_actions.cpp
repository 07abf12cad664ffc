// What actions do: the table of app/core/action.h, from menus, keys and the palette.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ui/application.h"
#include "app/ui/panels/top_bar.h"
#include "app/ui/panels/viewport.h"
#include "assets/text.h"
#include "renderer/environment.h"

namespace bandaji {
namespace {

// What a key moves the camera by: a hand's breadth.
CameraMove camera_move(Action action) {
  constexpr float kOrbit = 1.0f / 12, kPan = 1.0f / 16;
  CameraMove move;
  switch (action) {
    case Action::OrbitLeft:
      move.orbit.x = kOrbit;
      break;
    case Action::OrbitRight:
      move.orbit.x = -kOrbit;
      break;
    case Action::OrbitUp:
      move.orbit.y = kOrbit;
      break;
    case Action::OrbitDown:
      move.orbit.y = -kOrbit;
      break;
    case Action::PanLeft:
      move.pan.x = kPan;
      break;
    case Action::PanRight:
      move.pan.x = -kPan;
      break;
    case Action::PanUp:
      move.pan.y = kPan;
      break;
    case Action::PanDown:
      move.pan.y = -kPan;
      break;
    case Action::ZoomIn:
      move.zoom = 1;
      break;
    case Action::ZoomOut:
      move.zoom = -1;
      break;
    default:
      break;
  }
  return move;
}

}  // namespace

void Application::step_asset(int step) {
  if (!session_ || session_->result().ids.empty()) return;
  const auto last = static_cast<long long>(session_->result().ids.size()) - 1;
  const auto at = session_->focus_index();
  const long long to = at ? std::clamp(static_cast<long long>(*at) + step, 0LL, last) : 0;
  session_->selection().only(session_->result().ids[static_cast<std::size_t>(to)]);
  browser_.show_focus = true;
  after_selection(true);
}

void Application::run_action(Action action) {
  UiModel now = model();
  if (!is_available(action, now)) return;
  if (run_viewport_action(action)) return;
  const auto rate = [&](int rating) {
    handle_one(request::SetFields{session_->selected(), "rating", std::to_string(rating)});
  };
  ViewSettings view = viewer_->view();
  const auto look = [&](std::string_view name) {
    if (const auto angles = parse_view(name)) viewer_->set_angles(*angles, now_);
  };
  Preferences preferences = preferences_;
  switch (action) {
    case Action::NewCatalog:
      new_catalog_ = NewCatalogDialog();
      if (session_) new_catalog_.folder = to_utf8(session_->library().files().folder().parent_path());
      show_dialog(Dialog::NewCatalog);
      break;
    case Action::OpenCatalog:
      choose({ChooserPurpose::OpenCatalog, {}});
      break;
    case Action::ImportFiles:
      choose({ChooserPurpose::ImportFiles, {}});
      break;
    case Action::ImportFolder:
      choose({ChooserPurpose::ImportFolder, {}});
      break;
    case Action::ExportSheet:
      if (session_ && session_->selection().size() != 1)
        sheet_.template_name = "contact";
      else
        sheet_.template_name = "asset";
      handle_one(request::ShowWorkspace{Workspace::Sheets});
      break;
    case Action::CleanPicture:
      clean_picture();
      break;
    case Action::OpenExportsFolder: {
      const auto folder = session_->library().files().exports_folder();
      std::error_code error;
      std::filesystem::create_directories(folder, error);
      handle_one(request::OpenOutside{folder});
      break;
    }
    case Action::Quit:
      if (jobs_->busy() && !std::exchange(quit_was_asked_, true))
        say(std::string(ui_->t(Text::QuitAsks)), true);
      else
        wants_close_ = true;
      break;
    case Action::Undo:
    case Action::Redo:
      take_back(action == Action::Redo);
      break;
    case Action::SelectAll:
      session_->selection().replace(session_->result().ids.all(), session_->selection().focus());
      break;
    case Action::SelectNone:
      session_->selection().clear();
      break;
    case Action::Rename:
      if (const Details* details = session_->details()) {
        enter_workspace(Workspace::Library);
        viewport_open_ = false;
        browser_.renaming = details->asset.id;
        browser_.rename_text = ui_->korean ? details->asset.name_ko : details->asset.name_en;
        browser_.rename_starts = true;
        browser_.show_focus = true;
      }
      break;
    case Action::Trash:
      handle_one(request::SetTrash{session_->selected(), true});
      break;
    case Action::RestoreFromTrash:
      handle_one(request::SetTrash{session_->selected(), false});
      break;
    case Action::EditTags:
      show_dialog(Dialog::Tags);
      break;
    case Action::ThumbnailFromView:
      thumbnail_from_view();
      break;
    case Action::ThumbnailFromFile:
      choose({ChooserPurpose::ThumbnailPicture, {}});
      break;
    case Action::ThumbnailFromClipboard:
      paste_thumbnail();
      break;
    case Action::ThumbnailReset:
      reset_thumbnail();
      break;
    case Action::Rate0:
      rate(0);
      break;
    case Action::Rate1:
      rate(1);
      break;
    case Action::Rate2:
      rate(2);
      break;
    case Action::Rate3:
      rate(3);
      break;
    case Action::Rate4:
      rate(4);
      break;
    case Action::Rate5:
      rate(5);
      break;
    case Action::Search:
      enter_workspace(Workspace::Library);
      viewport_open_ = false;
      top_bar_.focus_search = true;
      break;
    case Action::CommandPalette:
      show_dialog(Dialog::Palette);
      break;
    case Action::CheatSheet:
      show_dialog(Dialog::CheatSheet);
      break;
    case Action::Preferences:
      show_dialog(Dialog::Preferences);
      break;
    case Action::About:
      show_dialog(Dialog::About);
      break;
    case Action::GridView:
    case Action::ListView:
      preferences.list_view = action == Action::ListView;
      browser_.wanted.clear();
      browser_.show_focus = true;
      set_preferences(preferences);
      break;
    case Action::LargerThumbnails:
    case Action::SmallerThumbnails:
      preferences.thumbnail_edge = std::clamp(
          preferences.thumbnail_edge * (action == Action::LargerThumbnails ? 1.2f : 1 / 1.2f), 96.0f, 360.0f);
      set_preferences(preferences);
      break;
    case Action::ToggleSides:
      sides_hidden_ = !sides_hidden_;
      break;
    case Action::FullScreen:
      full_screen_ = !full_screen_;
      break;
    case Action::OpenViewport:
      if (viewport_open_) break;
      enter_workspace(Workspace::Library);
      viewport_open_ = true;
      viewer_->fit(now_);
      break;
    case Action::CloseViewport:
      viewport_open_ = false;
      full_screen_ = false;
      browser_.show_focus = true;
      browser_.wanted.clear();
      break;
    case Action::NextAsset:
      step_asset(1);
      break;
    case Action::PreviousAsset:
      step_asset(-1);
      break;
    case Action::ShowVariants:
      show_stack(session_->selection().focus());
      browser_.show_focus = true;
      browser_.stack_opens = true;
      break;
    case Action::ViewFront:
      look("front");
      break;
    case Action::ViewBack:
      look("back");
      break;
    case Action::ViewLeft:
      look("left");
      break;
    case Action::ViewRight:
      look("right");
      break;
    case Action::ViewTop:
      look("top");
      break;
    case Action::ViewIso:
      look("iso");
      break;
    case Action::ToggleOrthographic:
      viewer_->toggle_orthographic(now_);
      break;
    case Action::Fit:
      viewer_->fit(now_);
      break;
    case Action::OrbitLeft:
    case Action::OrbitRight:
    case Action::OrbitUp:
    case Action::OrbitDown:
    case Action::PanLeft:
    case Action::PanRight:
    case Action::PanUp:
    case Action::PanDown:
    case Action::ZoomIn:
    case Action::ZoomOut:
      viewer_->move(camera_move(action), now_);
      break;
    case Action::CycleWireframe:
      view.mode = view.mode == ShadingMode::Wireframe ? ShadingMode::Shaded : ShadingMode::Wireframe;
      viewer_->set_view(view, now_);
      break;
    case Action::CycleShading:
      view.mode = static_cast<ShadingMode>((static_cast<int>(view.mode) + 1) % 7);
      viewer_->set_view(view, now_);
      say(fmt::format(fmt::runtime(ui_->t(Text::ModeIs)), shading_label(view.mode, ui_->korean)));
      break;
    case Action::ToggleGround:  // Shadow, shadow and grid, nothing.
      if (view.ground && !view.grid)
        view.grid = true;
      else if (view.grid)
        view.grid = view.ground = false;
      else
        view.ground = true;
      viewer_->set_view(view, now_);
      break;
    case Action::NextLight: {
      const auto presets = light_presets();
      std::size_t at = 0;
      for (std::size_t i = 0; i < presets.size(); ++i)
        if (presets[i].name == view.light) at = (i + 1) % presets.size();
      view.light = presets[at].name;
      viewer_->set_view(view, now_);
      say(fmt::format(fmt::runtime(ui_->t(Text::LightIs)),
                      ui_->pick(presets[at].title_ko, presets[at].title_en)));
      break;
    }
    case Action::RotateLightLeft:
    case Action::RotateLightRight:
      view.light_rotation_degrees = std::remainder(
          view.light_rotation_degrees + (action == Action::RotateLightRight ? 15.0f : -15.0f), 360.0f);
      viewer_->set_view(view, now_);
      break;
    case Action::NextToneMap:
      view.tone_map = static_cast<ToneMap>((static_cast<int>(view.tone_map) + 1) % 4);
      viewer_->set_view(view, now_);
      say(fmt::format(fmt::runtime(ui_->t(Text::ToneIs)), tone_map_label(view.tone_map, ui_->korean)));
      break;
    case Action::Approve:
      handle_one(request::StartDecision{Verdict::Approved});
      break;
    case Action::RequestChanges:
      handle_one(request::StartDecision{Verdict::ChangesRequested});
      break;
    case Action::Hold:
      handle_one(request::StartDecision{Verdict::Hold});
      break;
    case Action::SwitchLanguage:
      preferences.language = preferences.language == Language::Korean ? Language::English : Language::Korean;
      set_preferences(preferences);
      break;
    case Action::ShowJobs:
      show_dialog(Dialog::Jobs);
      break;
    case Action::ShowProblems:
      show_dialog(Dialog::Problems);
      break;
    case Action::ShowActivity:
      show_dialog(Dialog::Activity);
      break;
    case Action::CheckCatalog:
      check_catalog();
      break;
    case Action::ShowRecords:
      show_dialog(Dialog::Records);
      break;
    case Action::ShowVocabulary:
      show_dialog(Dialog::Vocabulary);
      break;
    case Action::ShowLibrary:
      handle_one(request::ShowWorkspace{Workspace::Library});
      break;
    case Action::ShowLooks:
      handle_one(request::ShowWorkspace{Workspace::Looks});
      break;
    case Action::ShowSets:
      handle_one(request::ShowWorkspace{Workspace::Sets});
      break;
    case Action::PieceAdd:
    case Action::PieceNext:
    case Action::PiecePrevious:
    case Action::PieceEarlier:
    case Action::PieceLater:
    case Action::PieceHide:
    case Action::PieceRemove:
    case Action::LookNew:
    case Action::LookNext:
    case Action::LookPrevious:
    case Action::CharacterNext:
    case Action::CharacterPrevious:
    case Action::MomentNext:
    case Action::MomentPrevious:
    case Action::MomentNone:
    case Action::VersionSave:
      act_on_pieces(action);
      break;
    case Action::ShowContinuity:
    case Action::StoryImport:
    case Action::StoryExport:
    case Action::StoryAdd:
    case Action::StoryEnterScene:
    case Action::StoryLeaveScene:
    case Action::StoryCopyForward:
    case Action::StoryDeclareChange:
    case Action::StoryWashed:
    case Action::StoryShot:
    case Action::StoryCopyCells:
    case Action::StoryPasteCells:
    case Action::StoryNextConflict:
    case Action::StoryPreviousConflict:
    case Action::StoryWaive:
    case Action::StoryOnlyConflicts:
      story_action(action);
      break;
    default:  // Those of the tools were run above.
      break;
  }
}

}  // namespace bandaji
