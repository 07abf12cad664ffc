// Keys: what is pressed, and who hears it.
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>
#include <iterator>

#include "app/ui/application.h"
#include "app/ui/imgui_compat.h"
#include "app/ui/panels/pane.h"

namespace bandaji {
namespace {

bool flies(const Chord& chord) {
  if (chord.ctrl || chord.alt) return false;
  return std::find(std::begin(kFlyKeys), std::end(kFlyKeys), chord.key) != std::end(kFlyKeys);
}

}  // namespace

bool Application::move_selection(const Chord& chord) {
  if (!session_ || session_->result().ids.empty() || workspace_ != Workspace::Library) return false;
  const GridLayout& layout = browser_.layout;
  const auto at = session_->focus_index();
  const std::size_t from = at.value_or(0);
  const int page = std::max(
      1, static_cast<int>(browser_.view_height / std::max(1.0f, layout.cell_height + layout.gap)) - 1);
  const std::size_t last = session_->result().ids.size() - 1;
  std::size_t to = from;
  if (viewport_open_ && chord.shift) return false;  // Those turn the model.
  if (viewport_open_) {  // Arrows keep moving through assets while one is looked at closely.
    if (chord.key == GLFW_KEY_LEFT || chord.key == GLFW_KEY_UP)
      to = from > 0 ? from - 1 : 0;
    else if (chord.key == GLFW_KEY_RIGHT || chord.key == GLFW_KEY_DOWN)
      to = std::min(last, from + 1);
    else
      return false;
  } else {
    switch (chord.key) {
      case GLFW_KEY_LEFT:
        to = layout.move(from, -1, 0);
        break;
      case GLFW_KEY_RIGHT:
        to = layout.move(from, 1, 0);
        break;
      case GLFW_KEY_UP:
        to = layout.move(from, 0, -1);
        break;
      case GLFW_KEY_DOWN:
        to = layout.move(from, 0, 1);
        break;
      case GLFW_KEY_PAGE_UP:
        to = layout.move(from, 0, -page);
        break;
      case GLFW_KEY_PAGE_DOWN:
        to = layout.move(from, 0, page);
        break;
      case GLFW_KEY_HOME:
        to = 0;
        break;
      case GLFW_KEY_END:
        to = last;
        break;
      default:
        return false;
    }
  }
  if (!at) to = 0;  // The first press only lands on the first asset.
  const request::SelectMode mode =
      chord.shift && at && !viewport_open_ ? request::SelectMode::Range : request::SelectMode::Only;
  handle_one(request::Select{session_->result().ids[std::min(to, last)], mode});
  browser_.show_focus = true;
  return true;
}

void Application::after_field(Action action) {
  after_field_ = action;
  ui_->redraw_in(0);
}

void Application::request_close() {
  if (ui_ && ImGui::GetIO().WantTextInput)
    after_field(Action::Quit);
  else
    run_action(Action::Quit);
}

bool Application::key(const Chord& chord, bool text_active) {
  if (!ui_) return false;
  ui_->redraw_in(0);
  if (dialog_ == Dialog::Preferences && preferences_dialog_.capturing) {
    Requests requests;
    capture_key(preferences_dialog_, chord, model(), requests);
    handle(std::move(requests));
    return true;
  }
  // Escape closes what is on top: a list or menu before the dialog it belongs to.
  const bool popup = compat::open_popups() > (dialog_ != Dialog::None ? 1 : 0);
  if (popup && chord.key == GLFW_KEY_ESCAPE) {
    compat::close_top_popup();
    return true;
  }
  if (dialog_ != Dialog::None) {
    if (keys_.find(chord, KeyContext::Library) == Action::Quit) {
      request_close();
      return true;
    }
    if (dialog_ == Dialog::Palette && (chord.key == GLFW_KEY_UP || chord.key == GLFW_KEY_DOWN)) {
      commands_.cursor += chord.key == GLFW_KEY_DOWN ? 1 : -1;
      return true;
    }
    if (dialog_ == Dialog::Import && chord.key == GLFW_KEY_ENTER && chord.ctrl && !popup) {
      import_.start = true;
      return true;
    }
    if (dialog_ == Dialog::Decision && chord.key == GLFW_KEY_ENTER && chord.ctrl && !decision_.by.empty() &&
        session_) {
      handle_one(request::Decide{decision_.subjects.empty() ? session_->selected() : decision_.subjects,
                                 decision_.verdict, decision_.role, decision_.by, decision_.comment});
      show_dialog(Dialog::None);
      return true;
    }
    if ((dialog_ == Dialog::Vocabulary || dialog_ == Dialog::Records) && session_ && !popup) {
      Requests requests;
      const bool used = dialog_ == Dialog::Vocabulary
                            ? vocabulary_key(vocabulary_, chord, text_active, model(), requests)
                            : records_key(records_, chord, text_active, model(), requests);
      handle(std::move(requests));
      if (used) return true;
    }
    if (chord.key == GLFW_KEY_ESCAPE) {
      show_dialog(Dialog::None);
      return true;
    }
    return false;
  }
  if (popup) return false;
  // Whoever flies holds them down, and the pane looks at them itself.
  if (!text_active && viewer_->flying() && flies(chord)) return false;
  if (chord.key == GLFW_KEY_ESCAPE && workspace_ == Workspace::Looks && looks_.shop.picker.open) {
    looks_.shop.picker.open = false;
    return true;
  }
  if (chord.key == GLFW_KEY_ESCAPE && workspace_ == Workspace::Sets && sets_panel_.shop.picker.open) {
    sets_panel_.shop.picker.open = false;
    return true;
  }
  if (text_active) {
    // The field keeps what it needs; commands with Ctrl or Alt that it does not know go through.
    if (chord.key == GLFW_KEY_ESCAPE && top_bar_.search_active) {
      if (top_bar_.search.empty()) return false;
      // The field itself would bring back what stood there when it was entered.
      top_bar_.search.clear();
      handle_one(request::SetQuery{});
      leaves_field_ = true;
      return true;
    }
    const bool editing = chord.ctrl && !chord.alt &&
                         (chord.key == GLFW_KEY_A || chord.key == GLFW_KEY_C || chord.key == GLFW_KEY_V ||
                          chord.key == GLFW_KEY_X || chord.key == GLFW_KEY_Z || chord.key == GLFW_KEY_Y ||
                          chord.key == GLFW_KEY_LEFT || chord.key == GLFW_KEY_RIGHT);
    const bool function = chord.key >= GLFW_KEY_F1 && chord.key <= GLFW_KEY_F12;
    if (editing || (!chord.ctrl && !chord.alt && !function)) return false;
  }
  const bool story = session_ && workspace_ == Workspace::Continuity;
  if (story && !text_active && story_key(chord)) return true;
  // Letters and digits begin a change number; what writes them is the character that follows.
  if (story && !text_active && writes_in_cell(chord)) return false;
  const bool pieces = workspace_ == Workspace::Looks || workspace_ == Workspace::Sets;
  const KeyContext context = story            ? KeyContext::Story
                             : pieces         ? KeyContext::Pieces
                             : viewport_open_ ? KeyContext::Viewport
                                              : KeyContext::Library;
  if (!chord.ctrl && !chord.alt && !text_active && move_selection(chord)) return true;
  if (const auto action = keys_.find(chord, context)) {
    if (text_active)
      after_field(*action);
    else
      run_action(*action);
    return true;
  }
  return false;
}

}  // namespace bandaji
