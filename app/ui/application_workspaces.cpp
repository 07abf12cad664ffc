// Which workspace is drawn, and which one a record belongs to.
#include <fmt/format.h>

#include <algorithm>

#include "app/ui/application.h"
#include "db/record_reads.h"

namespace bandaji {

void Application::draw_workspace(const UiModel& model, Requests& out) {
  switch (workspace_) {
    case Workspace::Sheets:
      return draw_sheets(*ui_, sheets_, model, out);
    case Workspace::Continuity:
      return draw_story(model, out);
    case Workspace::Looks:
      return draw_looks(*ui_, looks_, model, tool_subject(true), out);
    case Workspace::Sets:
      return draw_sets(*ui_, sets_panel_, model, tool_subject(true), out);
    case Workspace::Library:
      return draw_library(model, out);
  }
}

std::vector<std::string> Application::workspace_holds() const {
  const auto counted = [&](Text text, auto... values) {
    return fmt::format(fmt::runtime(ui_->t(text)), values...);
  };
  if (workspace_ == Workspace::Looks) {
    const LooksView& view = looks_.view;
    const auto owner =
        std::find_if(view.characters.begin(), view.characters.end(),
                     [&](const Character& character) { return character.id == looks_.character; });
    if (owner == view.characters.end()) return {counted(Text::StatusCharacters, view.characters.size())};
    std::vector<std::string> words{counted(
        Text::StatusLooks, display_name(owner->name_ko, owner->name_en, ui_->korean), view.looks.size())};
    if (!view.look.id.empty()) words.push_back(counted(Text::StatusLookItems, view.items.size()));
    return words;
  }
  if (workspace_ == Workspace::Sets) {
    const SetsView& view = sets_panel_.view;
    std::vector<std::string> words{counted(Text::StatusSets, view.sets.size())};
    if (!view.film_set.id.empty()) words.push_back(counted(Text::StatusSetPieces, view.dressing.size()));
    return words;
  }
  return {};
}

void Application::enter_workspace(Workspace workspace) {
  const auto composes = [](Workspace one) { return one == Workspace::Looks || one == Workspace::Sets; };
  if (workspace == workspace_) return;
  const bool before = composes(workspace_);
  workspace_ = workspace;
  if (composes(workspace)) viewport_open_ = false;
  // The large pane shows something else there.
  if (before || composes(workspace)) {
    viewer_->forget();
    looks_.shop.sent.reset();
    sets_panel_.shop.sent.reset();
  }
  if (before && !composes(workspace) && session_) after_selection(true);
}

void Application::show_composition(const request::ShowComposition& wanted) {
  if (!session_ || !wanted.composition) return;
  if (workspace_ != Workspace::Looks && workspace_ != Workspace::Sets) return;
  viewer_->show(session_->library().files(), wanted.composition, wanted.keep_camera, ui_->t(Text::JobLoad),
                now_);
}

void Application::about_composition(DecisionDialog& dialog) const {
  const VersionsView* view = shown_versions();
  if (view == nullptr || view->subject.empty()) return;
  dialog.subjects = {view->subject};
  if (workspace_ == Workspace::Looks) {
    const auto character = record<Character>(session_->library().catalog(), looks_.view.look.character);
    dialog.title = fmt::format(
        "{} {}  ", character ? display_name(character->name_ko, character->name_en, ui_->korean) : "",
        looks_.view.look.number);
    dialog.title += display_name(looks_.view.look.name_ko, looks_.view.look.name_en, ui_->korean);
  } else {
    const FilmSet& film_set = sets_panel_.view.film_set;
    dialog.title =
        fmt::format("{}  {}", film_set.number, display_name(film_set.name_ko, film_set.name_en, ui_->korean));
  }
  dialog.title += fmt::format("   {}", view->hash.substr(0, 12));
}

std::string Application::shown_title() const {
  if (workspace_ == Workspace::Looks || workspace_ == Workspace::Sets) {
    const auto& shown =
        workspace_ == Workspace::Looks ? looks_.view.composition : sets_panel_.view.composition;
    return shown ? shown->title : std::string();
  }
  const Details* details = session_ ? session_->details() : nullptr;
  if (!details) return {};
  return fmt::format("{} {}", details->asset.number,
                     display_name(details->asset.name_ko, details->asset.name_en, ui_->korean));
}

ViewTools* Application::composition_tools() {
  return workspace_ == Workspace::Looks  ? &looks_.shop.tools
         : workspace_ == Workspace::Sets ? &sets_panel_.shop.tools
                                         : nullptr;
}

void Application::act_on_pieces(Action action) {
  if (!session_) return;
  Requests requests;
  if (workspace_ == Workspace::Looks)
    act(looks_, action, model(), requests);
  else if (workspace_ == Workspace::Sets)
    act(sets_panel_, action, model(), requests);
  handle(std::move(requests));
}

void Application::show_record(RecordType type, const Id& id) {
  if (!session_ || show_in_story(type, id)) return;
  const Catalog& catalog = session_->library().catalog();
  if (show(looks_, catalog, type, id)) {
    enter_workspace(Workspace::Looks);
  } else if (show(sets_panel_, catalog, type, id)) {
    enter_workspace(Workspace::Sets);
  } else {
    show_dialog(Dialog::Records);
    show(records_, type, id);
  }
}

}  // namespace bandaji
