// What panels and keys ask for, one by one.
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <variant>

#include "app/ui/application.h"
#include "app/ui/panels/viewport.h"
#include "app/ui/platform.h"
#include "assets/text.h"
#include "db/fields.h"
#include "renderer/environment.h"

namespace bandaji {
namespace {

template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

// The label of an edit in both languages, for undo.
Change labelled(std::string ko, std::string en) {
  Change change;
  change.label_ko = std::move(ko);
  change.label_en = std::move(en);
  return change;
}

Change field_change(const request::SetFields& wanted) {
  struct Label {
    std::string_view field;
    Text text;
  };
  static constexpr std::array<Label, 11> kLabels{{{"name_ko", Text::FieldNameKo},
                                                  {"name_en", Text::FieldNameEn},
                                                  {"kind", Text::FieldKind},
                                                  {"status", Text::FieldStatus},
                                                  {"rating", Text::FieldRating},
                                                  {"color_label", Text::ColorLabel},
                                                  {"notes", Text::SectionNotes},
                                                  {"number", Text::FieldNumber},
                                                  {"romanized", Text::FieldRomanized},
                                                  {"aliases", Text::FieldAliases},
                                                  {"tags", Text::FieldTags}}};
  std::string ko = wanted.field, en = wanted.field;
  for (const auto& [field, text] : kLabels)
    if (field == wanted.field) {
      ko = text_of(text, true);
      en = text_of(text, false);
    }
  if (const FieldDefinition* field = find_field(wanted.field)) {
    ko = field->ko;
    en = field->en;
  }
  Change change = labelled(wanted.ids.size() > 1 ? fmt::format("{} 바꾸기 ({}개)", ko, wanted.ids.size())
                                                 : fmt::format("{} 바꾸기", ko),
                           wanted.ids.size() > 1 ? fmt::format("Change {} ({})", en, wanted.ids.size())
                                                 : fmt::format("Change {}", en));
  for (const Id& id : wanted.ids) change.edits.push_back(SetField{id, wanted.field, to_nfc(wanted.value)});
  return change;
}

}  // namespace

void Application::handle_one(const Request& request) {
  std::visit(
      Overloaded{
          [&](const request::SetQuery& wanted) {
            if (!session_) return;
            session_->set_query(to_nfc(wanted.query));
            preferences_.last_query = session_->query();
            browser_.wanted.clear();
            enter_workspace(Workspace::Library);
            viewport_open_ = false;
            save_soon();
          },
          [&](const request::ToggleTerm& wanted) {
            if (session_)
              handle_one(request::SetQuery{toggled_query(session_->query(), wanted.term, wanted.on)});
          },
          [&](const request::SetSort& wanted) {
            if (!session_) return;
            preferences_.sort = wanted.field;
            preferences_.sort_descending = wanted.descending;
            session_->set_order(wanted.field, wanted.descending);
            browser_.wanted.clear();
            save_soon();
          },
          [&](const request::Select& wanted) {
            if (!session_) return;
            Selection& selection = session_->selection();
            switch (wanted.mode) {
              case request::SelectMode::Only:
                selection.only(wanted.id);
                break;
              case request::SelectMode::Toggle:
                selection.toggle(wanted.id);
                break;
              case request::SelectMode::Range:
                selection.range(session_->result().ids.all(), wanted.id, false);
                break;
              case request::SelectMode::RangeAdd:
                selection.range(session_->result().ids.all(), wanted.id, true);
                break;
            }
            preferences_.last_selected = selection.focus();
            save_soon();
          },
          [&](const request::SelectMany& wanted) {
            if (session_) session_->selection().replace(wanted.ids, wanted.focus);
          },
          [&](const request::Do& wanted) { run_action(wanted.action); },
          [&](const request::SetFields& wanted) { change(field_change(wanted)); },
          [&](const request::ChangeTags& wanted) {
            Change edit = labelled("태그 바꾸기", "Change tags");
            for (const Id& id : wanted.ids) {
              SetTags tags;
              tags.asset = id;
              for (const std::string& tag : wanted.add) tags.add.push_back(to_nfc(tag));
              tags.remove = wanted.remove;
              edit.edits.push_back(std::move(tags));
            }
            change(edit);
          },
          [&](const request::Decide& wanted) { decide(wanted); },
          [&](const request::StartDecision& wanted) {
            decision_ = DecisionDialog();
            decision_.verdict = wanted.verdict;
            decision_.by = preferences_.user_name;
            decision_.role = preferences_.role;
            about_composition(decision_);
            show_dialog(Dialog::Decision);
          },
          [&](const request::MakeCurrent& wanted) {
            Change edit = labelled("현재 버전 바꾸기", "Change the current version");
            edit.edits.push_back(SetCurrentVersion{wanted.asset, wanted.version});
            change(edit);
          },
          [&](const request::SetTrash& wanted) {
            Change edit = wanted.trashed ? labelled("휴지통으로", "Move to the trash")
                                         : labelled("휴지통에서 되돌리기", "Restore from the trash");
            for (const Id& id : wanted.ids) edit.edits.push_back(SetTrashed{id, wanted.trashed});
            // What went away is no longer chosen; the next one takes its place under the hand.
            const auto at = session_ ? session_->focus_index() : std::nullopt;
            change(edit);
            if (!session_) return;
            const std::size_t count = session_->result().ids.size();
            if (at && count > 0)
              session_->selection().only(session_->result().ids[std::min(*at, count - 1)]);
            else
              session_->selection().clear();
          },
          [&](const request::Reimport& wanted) { reimport(wanted); },
          [&](const request::StartImport& wanted) {
            const std::string name = wanted.plan.paths.empty() ? "" : path_label(wanted.plan.paths.front());
            start_import(
                wanted.plan, fmt::format(fmt::runtime(ui_->t(Text::JobImport)), name),
                wanted.plan.paths.size() > 1 || std::filesystem::is_directory(wanted.plan.paths.front()));
          },
          [&](const request::Choose& wanted) { choose(wanted); },
          [&](const request::Chosen& wanted) { chosen(wanted); },
          [&](const request::ListFolder& wanted) { list_folder(wanted.folder); },
          [&](const request::CreateCatalog& wanted) { create_catalog(wanted); },
          [&](const request::OpenCatalogAt& wanted) { open_catalog(wanted.folder); },
          [&](const request::SetTitles& wanted) {
            Change edit = labelled("작품 이름 바꾸기", "Change the production's name");
            edit.edits.push_back(SetProduction{Production{to_nfc(wanted.title_ko), to_nfc(wanted.title_en)}});
            change(edit);
          },
          [&](const request::ShowDialog& wanted) { show_dialog(wanted.dialog); },
          [&](const request::CancelJob& wanted) { jobs_->cancel(wanted.id); },
          [&](const request::DismissJobs&) {
            jobs_->dismiss_finished();
            job_status_ = jobs_->status();
          },
          [&](const request::SetPreferences& wanted) { set_preferences(wanted.preferences); },
          [&](const request::WantThumbnails& wanted) { want_thumbnails(wanted.ids); },
          [&](const request::ShowWorkspace& wanted) {
            enter_workspace(wanted.workspace);
            if (workspace_ != Workspace::Library) viewport_open_ = false;
            if (workspace_ == Workspace::Sheets) {
              sheet_.written.clear();
              if (session_ && session_->selection().empty() && sheet_.template_name == "asset")
                sheet_.template_name = "contact";
              sheet_at_ = now_;
            }
          },
          [&](const request::ShowComposition& wanted) { show_composition(wanted); },
          [&](const request::WantCompositions& wanted) {
            if (session_) thumbnails_.want(*pictures_, session_->library().files(), wanted.compositions);
          },
          [&](const request::ShowRecord& wanted) { show_record(wanted.type, wanted.id); },
          [&](const request::Apply& wanted) { change(wanted.change); },
          [&](const request::PlanStoryImport& wanted) { plan_story_import(wanted); },
          [&](const request::SetView& wanted) { viewer_->set_view(wanted.settings, now_); },
          [&](const request::Tools& wanted) { run_tools(wanted.wishes); },
          [&](const request::CopyText& wanted) {
            ImGui::SetClipboardText(wanted.text.c_str());
            if (wanted.text.size() < 64)
              say(fmt::format(fmt::runtime(ui_->t(Text::DoneCopied)), wanted.text));
          },
          [&](const request::OpenOutside& wanted) {
            if (const auto opened = open_outside(wanted.path); !opened) say_problem(opened.error().message);
          },
          [&](const request::PreviewSheet& wanted) {
            sheet_.template_name = wanted.template_name;
            sheet_.options = wanted.options;
            sheet_.written.clear();
            preferences_.sheet_paper = wanted.options.paper == Paper::A3       ? "A3"
                                       : wanted.options.paper == Paper::Letter ? "Letter"
                                                                               : "A4";
            preferences_.sheet_language = wanted.options.language == SheetLanguage::Korean    ? "ko"
                                          : wanted.options.language == SheetLanguage::English ? "en"
                                                                                              : "both";
            sheet_at_ = now_;
            save_soon();
          },
          [&](const request::WriteSheet& wanted) { write_sheet(wanted.path); },
          [&](const request::PaneInput& wanted) { viewer_->input(wanted, now_); },
      },
      request);
}

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
      wants_close_ = true;
      break;
    case Action::Undo: {
      const std::string label = now.undo_label;
      if (const auto undone = session_->undo(); !undone)
        say_problem(undone.error().message);
      else
        say(fmt::format(fmt::runtime(ui_->t(Text::DoneUndo)), label));
      break;
    }
    case Action::Redo: {
      const std::string label = now.redo_label;
      if (const auto redone = session_->redo(); !redone)
        say_problem(redone.error().message);
      else
        say(fmt::format(fmt::runtime(ui_->t(Text::DoneRedo)), label));
      break;
    }
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
      say(fmt::format(fmt::runtime(ui_->t(Text::ToneIs)), tone_map_label(view.tone_map)));
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
