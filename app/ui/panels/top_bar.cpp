#include "app/ui/panels/top_bar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "app/ui/imgui_compat.h"
#include "assets/text.h"

namespace bandaji {
namespace {

struct MenuEntry {
  Action action;
  Icon icon;
};
constexpr Action kLine = Action::Count_;
constexpr float kLeastSearch = 120;  // Interface units; narrower it is of no use.

bool begin_menu(Ui& ui, TopBar& bar, std::string_view id, std::string_view label) {
  const float width = ui::measure(ui, ui.fonts.body(), label).x / ui.scale + 20;
  const std::string popup = std::string(id) + ".popup";
  const bool open = ImGui::IsPopupOpen(popup.c_str());
  if (ui::button(ui, id, label, {.kind = ui::ButtonKind::Quiet, .width = width, .active = open}))
    ImGui::OpenPopup(popup.c_str());
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  // With one menu open, pointing at the next opens that.
  if (!open && !bar.open_menu.empty() && bar.open_menu != id && ImGui::IsMouseHoveringRect(min, max, false))
    ImGui::OpenPopup(popup.c_str());
  ImGui::SetNextWindowPos(ImVec2(min.x, max.y + ui.px(6)));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(6), ui.px(6)));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(4), ui.px(1)));
  const bool shown = ImGui::BeginPopup(popup.c_str(), ImGuiWindowFlags_NoMove);
  if (shown) bar.open_menu = id;
  if (!shown && bar.open_menu == id) bar.open_menu.clear();
  if (!shown) ImGui::PopStyleVar(2);
  return shown;
}

void end_menu() {
  ImGui::EndPopup();
  ImGui::PopStyleVar(2);
}

void draw_menu(Ui& ui, TopBar& bar, const UiModel& model, std::string_view id, Text label,
               std::initializer_list<MenuEntry> entries, Requests& out) {
  if (begin_menu(ui, bar, id, ui.t(label))) {
    for (const auto& [action, icon] : entries) {
      if (action == kLine) {
        ui::menu_line(ui);
        continue;
      }
      std::string words;
      if (action == Action::Undo && !model.undo_label.empty())
        words = fmt::format(fmt::runtime(ui.t(Text::UndoOf)), model.undo_label);
      if (action == Action::Redo && !model.redo_label.empty())
        words = fmt::format(fmt::runtime(ui.t(Text::RedoOf)), model.redo_label);
      const bool checked = (action == Action::GridView && !model.preferences.list_view) ||
                           (action == Action::ListView && model.preferences.list_view) ||
                           (action == Action::ToggleSides && !model.sides_hidden);
      action_item(ui, model, action, icon, out, is_available(action, model), checked, words);
    }
    end_menu();
  }
}

void draw_search(Ui& ui, TopBar& bar, const UiModel& model, float width, Requests& out) {
  if (bar.applied != model.query && !bar.search_active) bar.search = model.query;
  bar.applied = model.query;
  ui::InputStyle style;
  style.hint = ui.t(Text::SearchHint);
  style.icon = Icon::Search;
  style.width = width / ui.scale;
  style.focus = bar.focus_search;
  style.select_all = bar.focus_search;
  const bool has_problem = !model.result.problems.empty() && bar.search == model.query;
  if (has_problem) style.problem = ui.theme.warning;
  bar.focus_search = false;
  compat::next_item_may_be_covered();
  const ui::InputResult result = ui::input(ui, "search", bar.search, style);
  // The keyboard comes a frame after it was asked for.
  bar.search_active = result.active || style.focus;
  compat::item_may_be_covered();
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  if (has_problem) {
    const QueryProblem& problem = model.result.problems.front();
    ui::tooltip(ui, "search.problem", ui.pick(problem.message_ko, problem.message_en));
  } else if (bar.search.empty() && !result.active) {
    const std::string key = model.keys.first_key(Action::Search);
    const float key_width = ui::measure(ui, ui.fonts.small(), key).x;
    // Where the box is narrow the hint has it for itself.
    if (max.x - min.x > ui::measure(ui, ui.fonts.body(), style.hint).x + key_width + ui.px(64))
      ui::draw_text_in(ui, ui.fonts.small(), ImVec2(max.x - key_width - ui.px(12), min.y),
                       ImVec2(max.x - ui.px(10), max.y), ui.theme.faint, key);
  }
  if (!bar.search.empty()) {
    const ImVec2 after = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos(ImVec2(max.x - ui.px(30), min.y + ui.px(2)));
    if (ui::icon_button(ui, "search.clear", Icon::Close, ui.t(Text::ClearSearch), false, true, 28)) {
      bar.search.clear();
      bar.focus_search = true;
      out.emplace_back(request::SetQuery{});
    }
    ImGui::SetCursorScreenPos(after);
  }
  if (result.changed) out.emplace_back(request::SetQuery{bar.search});
}

void draw_jobs_indicator(Ui& ui, const UiModel& model, Requests& out) {
  std::size_t running = 0;
  float share = 0;
  std::size_t problems = 0;
  for (const JobStatus& job : model.jobs) {
    problems += job.problems.size();
    if (job.quiet || (job.state != JobState::Running && job.state != JobState::Waiting)) continue;
    ++running;
    share += job.progress;
  }
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::string tip = running ? fmt::format(fmt::runtime(ui.t(Text::JobsRunning)), running)
                                  : std::string(ui.t(Text::JobsNone));
  if (ui::icon_button(ui, "jobs", Icon::Clock, tip, running > 0))
    out.emplace_back(request::ShowDialog{Dialog::Jobs});
  if (running > 0) {  // A ring around the icon, filled by the share that is done.
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 center(at.x + ui.px(16), at.y + ui.px(16));
    list.PathArcTo(center, ui.px(13), -1.5708f,
                   -1.5708f + 6.2832f * std::clamp(share / ui::f(running), 0.02f, 1.0f), 32);
    list.PathStroke(ui.theme.accent, 0, ui.px(2));
  } else if (problems > 0) {
    ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(at.x + ui.px(25), at.y + ui.px(8)), ui.px(4),
                                                ui.theme.warning);
  }
}

// In the order of the bar.
constexpr std::pair<Workspace, Text> kWorkspaces[] = {{Workspace::Library, Text::WorkspaceLibrary},
                                                      {Workspace::Looks, Text::WorkspaceLooks},
                                                      {Workspace::Sets, Text::WorkspaceSets},
                                                      {Workspace::Continuity, Text::WorkspaceContinuity},
                                                      {Workspace::Sheets, Text::WorkspaceSheets}};

// Ends at `right_top`; returns where it begins.  A list where the tabs do not fit into `room` pixels.
float draw_workspace_tabs(Ui& ui, const UiModel& model, ImVec2 right_top, float room, Requests& out) {
  std::array<std::string_view, std::size(kWorkspaces)> labels, names;
  float width = 0;
  int current = 0;
  for (std::size_t i = 0; i < std::size(kWorkspaces); ++i) {
    labels[i] = ui.t(kWorkspaces[i].second);
    names[i] = workspace_name(kWorkspaces[i].first);
    width += ui::measure(ui, ui.fonts.body(), labels[i]).x + ui.px(24);
    if (kWorkspaces[i].first == model.workspace) current = static_cast<int>(i);
  }
  int chosen = current;
  if (width > room) {
    constexpr float kListWidth = 128;
    width = ui.px(kListWidth);
    ImGui::SetCursorScreenPos(ImVec2(right_top.x - width, right_top.y));
    if (ui::begin_select(ui, "workspace", labels[static_cast<std::size_t>(current)], kListWidth)) {
      for (std::size_t i = 0; i < labels.size(); ++i)
        if (ui::choice(ui, fmt::format("workspace.{}", names[i]), labels[i], static_cast<int>(i) == current))
          chosen = static_cast<int>(i);
      ui::end_select();
    }
  } else {
    ImGui::SetCursorScreenPos(ImVec2(right_top.x - width, right_top.y));
    chosen = ui::segmented(ui, "workspace", labels, current, names);
  }
  if (chosen != current) out.emplace_back(request::ShowWorkspace{kWorkspaces[chosen].first});
  return right_top.x - width;
}

}  // namespace

bool is_available(Action action, const UiModel& model) {
  const bool open = model.library != nullptr;
  const bool selected = open && !model.selection.empty();
  // Nobody sees what is selected in the Library from elsewhere.
  const bool selected_here = selected && model.workspace == Workspace::Library;
  const bool writable = open && !model.read_only;
  const bool picture = open && (model.panes[0].content == PaneView::Content::Model ||
                                model.panes[1].content == PaneView::Content::Model);
  // Looks and Sets, where decisions and tools are about what is composed.
  const bool composes = model.workspace == Workspace::Looks || model.workspace == Workspace::Sets;
  switch (action) {
    case Action::ImportFiles:
    case Action::ImportFolder:
      return writable;
    case Action::ExportSheet:
      return open && !model.result.ids.empty();
    case Action::CleanPicture:
      return picture;
    case Action::OpenExportsFolder:
    case Action::CheckCatalog:
    case Action::ShowProblems:
    case Action::ShowActivity:
    case Action::ShowVocabulary:
    case Action::ShowRecords:
    case Action::Search:
      return open;
    case Action::ShowContinuity:
      return open;
    case Action::StoryImport:
      return writable;
    case Action::ThumbnailFromView:
      return selected_here && writable && picture;
    case Action::ThumbnailFromFile:
    case Action::ThumbnailFromClipboard:
    case Action::ThumbnailReset:
      return selected_here && writable && model.details != nullptr;
    case Action::StoryCopyCells:
    case Action::StoryExport:
    case Action::StoryNextConflict:
    case Action::StoryPreviousConflict:
    case Action::StoryOnlyConflicts:
      return open && model.workspace == Workspace::Continuity;
    case Action::StoryAdd:
    case Action::StoryEnterScene:
    case Action::StoryLeaveScene:
    case Action::StoryCopyForward:
    case Action::StoryDeclareChange:
    case Action::StoryWashed:
    case Action::StoryShot:
    case Action::StoryPasteCells:
    case Action::StoryWaive:
      return writable && model.workspace == Workspace::Continuity;
    case Action::SelectAll:
      return open && !model.result.ids.empty();
    case Action::Undo:
      return writable && !model.undo_label.empty();
    case Action::Redo:
      return writable && !model.redo_label.empty();
    case Action::Rename:
    case Action::Trash:
    case Action::EditTags:
    case Action::Rate0:
    case Action::Rate1:
    case Action::Rate2:
    case Action::Rate3:
    case Action::Rate4:
    case Action::Rate5:
      return selected_here && writable;
    case Action::Approve:
    case Action::RequestChanges:
    case Action::Hold:
      return writable && (composes || selected_here || (selected && model.workspace == Workspace::Sheets));
    case Action::RestoreFromTrash:
      return selected_here && writable &&
             std::any_of(model.batch.begin(), model.batch.end(),
                         [](const Asset& asset) { return asset.trashed; });
    case Action::ShowVariants:
      return selected && !model.viewport_open && model.workspace == Workspace::Library &&
             !model.preferences.list_view;
    case Action::SelectNone:
    case Action::OpenViewport:
      return selected;
    case Action::CloseViewport:
      return model.viewport_open || (open && composes);
    case Action::NextAsset:
    case Action::PreviousAsset:
      return open && model.result.ids.size() > 0;
    case Action::GridView:
    case Action::ListView:
    case Action::LargerThumbnails:
    case Action::SmallerThumbnails:
    case Action::ToggleSides:
      return open;
    case Action::ViewFront:
    case Action::ViewBack:
    case Action::ViewLeft:
    case Action::ViewRight:
    case Action::ViewTop:
    case Action::ViewIso:
    case Action::ToggleOrthographic:
    case Action::Fit:
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
    case Action::CycleWireframe:
    case Action::CycleShading:
    case Action::ToggleGround:
    case Action::NextLight:
    case Action::RotateLightLeft:
    case Action::RotateLightRight:
    case Action::NextToneMap:
      return picture;
    case Action::ShowLibrary:
    case Action::ShowLooks:
    case Action::ShowSets:
      return open;
    case Action::LookNew:
    case Action::PieceAdd:
    case Action::PieceEarlier:
    case Action::PieceLater:
    case Action::PieceHide:
    case Action::PieceRemove:
    case Action::VersionSave:
      return writable && composes;
    case Action::PieceNext:
    case Action::PiecePrevious:
    case Action::LookNext:
    case Action::LookPrevious:
    case Action::MomentNext:
    case Action::MomentPrevious:
    case Action::MomentNone:
      return open && composes;
    case Action::CharacterNext:
    case Action::CharacterPrevious:
      return open && model.workspace == Workspace::Looks;
    default:
      return is_tool_action(action) ? picture : true;
  }
}

void action_item(Ui& ui, const UiModel& model, Action action, Icon icon, Requests& out, bool enabled,
                 bool checked, std::string_view label) {
  const ActionInfo& entry = info(action);
  const std::string_view words = label.empty() ? ui.pick(entry.ko, entry.en) : label;
  if (ui::menu_item(ui, std::string("menu.").append(entry.id), icon, words, model.keys.first_key(action),
                    enabled, checked))
    out.emplace_back(request::Do{action});
}

namespace {

// The menus, from the left; returns where they end.
float draw_menus(Ui& ui, TopBar& bar, const UiModel& model, ImVec2 at, Requests& out) {
  ImGui::SetCursorScreenPos(at);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(2), 0));
  using enum Action;
  draw_menu(ui, bar, model, "menu.file", Text::MenuFile,
            {{NewCatalog, Icon::Plus},
             {OpenCatalog, Icon::Chest},
             {kLine, Icon::None},
             {ImportFiles, Icon::Import},
             {ImportFolder, Icon::Folder},
             {StoryImport, Icon::List},
             {kLine, Icon::None},
             {ExportSheet, Icon::Sheet},
             {CleanPicture, Icon::Camera},
             {OpenExportsFolder, Icon::Folder},
             {kLine, Icon::None},
             {CheckCatalog, Icon::Check},
             {Action::Preferences, Icon::Sliders},
             {kLine, Icon::None},
             {Quit, Icon::None}},
            out);
  ImGui::SameLine();
  draw_menu(ui, bar, model, "menu.edit", Text::MenuEdit,
            {{Undo, Icon::Undo},
             {Redo, Icon::Redo},
             {kLine, Icon::None},
             {SelectAll, Icon::None},
             {SelectNone, Icon::None},
             {kLine, Icon::None},
             {Rename, Icon::Pencil},
             {EditTags, Icon::Tag},
             {ThumbnailFromView, Icon::Cube},
             {ThumbnailFromFile, Icon::Picture},
             {ThumbnailFromClipboard, Icon::Clip},
             {ThumbnailReset, Icon::Refresh},
             {kLine, Icon::None},
             {Rate0, Icon::StarEmpty},
             {Rate1, Icon::Star},
             {Rate2, Icon::Star},
             {Rate3, Icon::Star},
             {Rate4, Icon::Star},
             {Rate5, Icon::Star},
             {kLine, Icon::None},
             {Trash, Icon::Trash},
             {RestoreFromTrash, Icon::Undo}},
            out);
  ImGui::SameLine();
  draw_menu(ui, bar, model, "menu.view", Text::MenuView,
            {{GridView, Icon::Grid},
             {ListView, Icon::List},
             {LargerThumbnails, Icon::Plus},
             {SmallerThumbnails, Icon::None},
             {ToggleSides, Icon::Sides},
             {FullScreen, Icon::Expand},
             {kLine, Icon::None},
             {OpenViewport, Icon::Cube},
             {ShowVariants, Icon::Swatch},
             {NextAsset, Icon::ChevronRight},
             {PreviousAsset, Icon::ChevronLeft},
             {kLine, Icon::None},
             {ShowJobs, Icon::Clock},
             {ShowProblems, Icon::Warning},
             {ShowActivity, Icon::List},
             {ShowVocabulary, Icon::Tag},
             {ShowRecords, Icon::List},
             {kLine, Icon::None},
             {CommandPalette, Icon::Command},
             {SwitchLanguage, Icon::None}},
            out);
  ImGui::SameLine();
  draw_menu(ui, bar, model, "menu.picture", Text::MenuPicture,
            {{ViewFront, Icon::None},
             {ViewBack, Icon::None},
             {ViewLeft, Icon::None},
             {ViewRight, Icon::None},
             {ViewTop, Icon::None},
             {ViewIso, Icon::None},
             {ToggleOrthographic, Icon::Ortho},
             {Fit, Icon::Fit},
             {kLine, Icon::None},
             {CycleWireframe, Icon::Wire},
             {CycleShading, Icon::Sphere},
             {ToggleGround, Icon::Ground},
             {NextLight, Icon::Sun},
             {RotateLightLeft, Icon::Rotate},
             {RotateLightRight, Icon::Rotate},
             {NextToneMap, Icon::Sliders},
             {kLine, Icon::None},
             {ShowParts, Icon::Parts},
             {ShowMaterials, Icon::Swatch},
             {ToggleSection, Icon::Section},
             {Measure, Icon::Ruler},
             {ToggleFigure, Icon::Person},
             {ToggleFly, Icon::Up},
             {ShowCameras, Icon::Lens},
             {ShowMotion, Icon::Film},
             {Compare, Icon::Compare},
             {LightStrip, Icon::Strip}},
            out);
  ImGui::SameLine();
  draw_menu(ui, bar, model, "menu.decision", Text::MenuDecision,
            {{Approve, Icon::Check}, {RequestChanges, Icon::Pencil}, {Hold, Icon::Pause}}, out);
  ImGui::SameLine();
  draw_menu(ui, bar, model, "menu.help", Text::MenuHelp,
            {{CheatSheet, Icon::Keyboard}, {CommandPalette, Icon::Command}, {About, Icon::Info}}, out);
  ImGui::PopStyleVar();
  return ImGui::GetItemRectMax().x + ui.px(12);
}

}  // namespace

void draw_top_bar(Ui& ui, TopBar& bar, const UiModel& model, Requests& out) {
  const float height = ui.px(ui.theme.bar_height);
  const float width = ImGui::GetWindowSize().x;
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(origin, ImVec2(origin.x + width, origin.y + height), ui.theme.bar);
  const float y = origin.y + (height - ui.px(ui.theme.row)) / 2;

  ImGui::SetCursorScreenPos(ImVec2(origin.x + ui.px(12), y));
  const float mark = ui.px(20);
  draw_icon(list, Icon::Chest, ImVec2(origin.x + ui.px(14), origin.y + (height - mark) / 2), mark,
            ui.theme.accent);
  // From the right: jobs, workspaces.
  float right = origin.x + width - ui.px(12);
  right -= ui.px(32);
  ImGui::SetCursorScreenPos(ImVec2(right, y));
  draw_jobs_indicator(ui, model, out);
  // From the left: menus.  On a narrow window what is searched takes their place while it is.
  const float menus_left = origin.x + ui.px(44);
  if (model.library) {
    const float room = right - ui.px(12 + 16 + 36) - (menus_left + bar.menus_width);
    right = draw_workspace_tabs(ui, model, ImVec2(right - ui.px(12), y), room, out) - ui.px(16);
  }

  const bool narrow = model.library && right - menus_left - bar.menus_width <= ui.px(kLeastSearch);
  const bool searching = narrow && (bar.focus_search || bar.search_active || !model.query.empty());
  const float menus_end = searching ? menus_left : draw_menus(ui, bar, model, ImVec2(menus_left, y), out);
  if (!searching) bar.menus_width = menus_end - menus_left;
  if (!model.library) return;

  // What is left in the middle: the production's name, then search.
  const float middle = right - menus_end;
  const std::string_view title =
      display_name(model.production.title_ko, model.production.title_en, ui.korean);
  float search_left = menus_end;
  if (middle > ui.px(420)) {
    const std::string fallback = to_utf8(model.library->files().folder().stem());
    const std::string shown(title.empty() ? std::string_view(fallback) : title);
    const float name_width = std::min(ui::measure(ui, ui.fonts.bold(), shown).x + ui.px(24), middle * 0.34f);
    ImGui::SetCursorScreenPos(ImVec2(menus_end, y));
    ImGui::InvisibleButton("production", ImVec2(name_width, ui.px(ui.theme.row)));
    ui.trace.note("production", ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
    if (ImGui::IsItemClicked()) out.emplace_back(request::ShowDialog{Dialog::Production});
    if (ImGui::IsItemHovered())
      list.AddRectFilled(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), ui.theme.hover, ui.px(6));
    ui::draw_text_in(ui, ui.fonts.bold(), ImVec2(menus_end + ui.px(12), y),
                     ImVec2(menus_end + name_width - ui.px(8), y + ui.px(ui.theme.row)), ui.theme.text,
                     shown);
    ui::tooltip(ui, "production", fmt::format("{}\n{}", shown, to_utf8(model.library->files().folder())));
    search_left += name_width + ui.px(8);
  }
  const float search_width = std::min(right - search_left, ui.px(520));
  if (search_width > ui.px(kLeastSearch)) {
    ImGui::SetCursorScreenPos(ImVec2(search_left + (right - search_left - search_width) / 2, y));
    draw_search(ui, bar, model, search_width, out);
  } else if (right - search_left > ui.px(36)) {
    ImGui::SetCursorScreenPos(ImVec2(right - ui.px(34), y));
    const ActionInfo& search = info(Action::Search);
    if (ui::icon_button(
            ui, "search.open", Icon::Search,
            fmt::format("{}  {}", ui.pick(search.ko, search.en), model.keys.first_key(Action::Search))))
      out.emplace_back(request::Do{Action::Search});
  }
}

}  // namespace bandaji
