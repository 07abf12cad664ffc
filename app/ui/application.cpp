#include "app/ui/application.h"

#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <variant>

#include "app/ui/imgui_compat.h"
#include "app/ui/panels/status_bar.h"
#include "app/ui/panels/viewport.h"
#include "app/ui/platform.h"
#include "assets/text.h"
#include "renderer/environment.h"

namespace bandaji {
namespace {

constexpr double kFollowEvery = 2.0;  // Seconds between looks at what other programs committed.

}  // namespace

Application::Application(ApplicationOptions options)
    : options_(std::move(options)),
      preferences_(options_.preferences_file.empty() ? load_preferences()
                                                     : load_preferences(options_.preferences_file)),
      keys_(preferences_),
      jobs_(std::make_unique<Jobs>(3, options_.wake)),
      pictures_(std::make_unique<PictureService>(options_.wake)),
      viewer_(std::make_unique<Viewer>(*jobs_, options_.wake)) {
  take_remembered_unit();
  use_contrast();
  sheet_.options.paper = preferences_.sheet_paper == "A3"       ? Paper::A3
                         : preferences_.sheet_paper == "Letter" ? Paper::Letter
                                                                : Paper::A4;
  sheet_.options.language = preferences_.sheet_language == "ko"   ? SheetLanguage::Korean
                            : preferences_.sheet_language == "en" ? SheetLanguage::English
                                                                  : SheetLanguage::Both;
}

Application::~Application() {
  // Work that may still come back to this object ends first.
  jobs_.reset();
  pictures_.reset();
  close_catalog();
  viewer_->stop();
  thumbnails_.clear();
  turntables_.clear();
  sheet_textures_.clear();
  static_cast<void>(options_.preferences_file.empty()
                        ? save_preferences(preferences_)
                        : save_preferences(preferences_, options_.preferences_file));
}

Result<void> Application::start(float display_scale) {
  if (auto drawing = viewer_->start(); !drawing) return drawing;
  started_ = true;
  set_display_scale(display_scale);
  const std::filesystem::path last = !options_.catalog.empty() ? options_.catalog
                                     : !preferences_.recent_catalogs.empty()
                                         ? path_from_utf8(preferences_.recent_catalogs.front())
                                         : std::filesystem::path();
  if (!last.empty() && (!options_.catalog.empty() || Catalog::is_catalog(last))) open_catalog(last);
  return {};
}

void Application::set_display_scale(float scale) {
  display_scale_ = scale;
  const float wanted =
      std::clamp(preferences_.interface_scale > 0 ? preferences_.interface_scale : scale, 0.75f, 4.0f);
  if (ui_ && ui_->scale == wanted) return;
  const double at = ui_ ? ui_->now : 0;
  apply_theme(theme_, wanted);
  fonts_.load(wanted, true);
  ui_ = std::make_unique<Ui>(theme_, fonts_, trace_);
  ui_->scale = wanted;
  ui_->korean = preferences_.language == Language::Korean;
  ui_->now = at;
  ui_->redraw_in(0);
}

bool Application::prepare_fonts() {
  if (std::exchange(wants_scale_, false)) {
    set_display_scale(display_scale_);
    return true;
  }
  return fonts_.grow();
}

bool Application::update(double now) {
  now_ = now;
  bool changed = jobs_->deliver();
  if (changed) job_status_ = jobs_->status();
  if (changed) end_long_write();
  pictures_->deliver();
  changed = thumbnails_.arrived() || changed;
  changed = turntables_.arrived() || changed;
  changed = viewer_->deliver() || changed;
  changed = follow_watched_folder() || changed;
  if (session_ && !palettes_.empty() && !session_->library().is_held()) {
    // Colors of new pictures go into the catalog together; the search by color reads them there.
    Change colors;
    for (auto& [version, palette] : palettes_)
      colors.edits.push_back(SetPalette{version.id, std::move(palette)});
    palettes_.clear();
    if (!session_->read_only() && session_->library().catalog().apply(colors))
      static_cast<void>(session_->library().follow());
  }
  if (session_ && now >= follow_at_ && !session_->library().is_held()) {
    follow_at_ = now + kFollowEvery;
    const auto followed = session_->follow();
    if (story_ && follow_story(true)) changed = true;
    if (followed && *followed) {
      say(ui_->t(Text::FollowedOther));
      changed = true;
    }
  }
  if (session_ && now >= refresh_at_) {
    refresh_at_ = 1e300;
    session_->refresh();
    changed = true;
  }
  if (follow_story(false)) changed = true;
  if (now >= sheet_at_) {
    sheet_at_ = 1e300;
    preview_sheet();
    changed = true;
  }
  // Before fonts are prepared: the records' characters are there when they are first drawn.
  if (session_ && after_selection(false)) changed = true;
  if (now >= save_at_) {
    save_at_ = 1e300;
    static_cast<void>(options_.preferences_file.empty()
                          ? save_preferences(preferences_)
                          : save_preferences(preferences_, options_.preferences_file));
  }
  if (now >= viewer_due_) changed = true;
  if (ui_ && now >= ui_->redraw_at) changed = true;
  return changed;
}

double Application::next_wake(double now) const {
  double next = std::min({save_at_, viewer_due_, refresh_at_, sheet_at_});
  if (ui_) next = std::min(next, ui_->redraw_at);
  if (session_) next = std::min(next, follow_at_);
  return std::max(0.0, next - now);
}

UiModel Application::model() {
  UiModel model{.preferences = preferences_,
                .keys = keys_,
                .selection = session_ ? session_->selection() : nothing_.selection,
                .selected = session_ ? session_->selected() : nothing_.selected,
                .focus_index = session_ ? session_->focus_index() : std::nullopt,
                .result = session_ ? session_->result() : nothing_.result,
                .batch = session_ ? session_->batch() : nothing_.assets,
                .tags = session_ ? session_->tags() : nothing_.tags,
                .jobs = job_status_,
                .panes = viewer_->panes(),
                .view = viewer_->view(),
                .listing = listing_,
                .import_report = last_import_,
                .check_report = check_report_,
                .problems = problems_,
                .same_shapes = same_shapes_,
                .activity = activity_,
                .sheet = sheet_,
                .notice = notice_,
                .opening = opening_,
                .thumbnail = [this](const ContentHash& manifest) { return thumbnails_.find(manifest); },
                .turning = [this](const ContentHash& manifest) { return turntables_.find(manifest); },
                .colorways =
                    [this](const Id& id) {
                      const auto found = colorway_counts_.find(id);
                      return found == colorway_counts_.end() ? 0 : found->second;
                    },
                .stack = stack_};
  model.workspace = workspace_;
  model.viewport_open = viewport_open_;
  model.sides_hidden = sides_hidden_;
  model.dropping = dropping_;
  if (dialog_ == Dialog::About) {
    model.gpu = viewer_->gpu_use();
    model.gpu.thumbnails = thumbnails_.bytes() + turntables_.bytes();
  }
  model.holds = workspace_holds();
  model.covered = dialog_ != Dialog::None;
  model.story = story_.get();
  model.story_problem = story_problem_;
  model.story_import = &story_view_;
  if (session_) {
    model.library = &session_->library();
    model.details = session_->details();
    if (workspace_ == Workspace::Looks || workspace_ == Workspace::Sets) model.composed = viewer_->model();
    model.composing = viewer_->composing();
    model.refining = viewer_->refining();
    model.query = session_->query();
    model.production = session_->production();
    if (watcher_) model.watched_folder = watched_plan_.paths.front();
    model.read_only = session_->read_only();
    model.data_revision = session_->revision();
    model.long_write = long_write_;
    model.undo_label = session_->library().catalog().undo_label(ui_->korean);
    model.redo_label = session_->library().catalog().redo_label(ui_->korean);
  }
  return model;
}

void Application::use_vocabulary() {
  const auto wanted = session_ ? session_->vocabulary() : Vocabulary::with({});
  if (ui_->vocabulary == wanted) return;
  ui_->vocabulary = wanted;
  for (const Term& term : wanted->terms()) {
    if (!term.own) continue;
    for (const std::string_view words : {term.ko, term.en, term.aliases, term.note}) fonts_.note(words);
  }
}

void Application::frame(double now) {
  now_ = now;
  ++frames_;
  ui_->korean = preferences_.language == Language::Korean;
  use_vocabulary();
  ui_->begin_frame(now);
  viewer_due_ = 1e300;
  viewer_->update(now, viewer_due_);
  compat::set_keyboard_navigation(dialog_ != Dialog::None && dialog_ != Dialog::Palette &&
                                  dialog_ != Dialog::Vocabulary && dialog_ != Dialog::Records);

  // A field hands over what was typed in the first frame that it draws without the keyboard, so the panel it
  // stands in is drawn once more before it gives way.
  if (std::exchange(leaves_field_, false) || after_field_) ImGui::SetWindowFocus(nullptr);
  Requests requests;
  {
    const UiModel model = this->model();
    draw_panels(model, requests);
    draw_dialogs(model, requests);
    if (dialog_ != Dialog::None && notice_.problem) draw_notice_over(*ui_, notice_);
  }
  trace_.state("dialog", std::to_string(static_cast<int>(dialog_)));
  trace_.state("workspace", workspace_name(workspace_));
  trace_.state("opening", opening_.job ? opening_.name : "");
  trace_.state("problem", opening_.problem);
  trace_.state("catalog", session_ ? to_utf8(session_->library().files().folder()) : "");
  trace_.state("shown", session_ ? std::to_string(session_->result().ids.size()) : "");
  trace_.state("selected", session_ ? std::to_string(session_->selection().size()) : "");
  trace_.state("query", session_ ? session_->query() : "");
  trace_.state("viewport", viewport_open_ ? "open" : "closed");
  trace_.state("busy", jobs_->busy() ? "yes" : "no");
  trace_.state("pages", std::to_string(sheet_.pages.size()));
  trace_.state("written", sheet_.written.empty() ? "" : to_utf8(sheet_.written.front()));
  trace_.state("frames", std::to_string(frames_));
  trace_.end_frame(frames_);
  ui_->end_frame();
  // What a request changes is drawn in a next frame; only a hand resting on a pane asks for nothing new.
  const bool idle = std::all_of(requests.begin(), requests.end(), [](const Request& request) {
    const auto* input = std::get_if<request::PaneInput>(&request);
    return input && !input->interacting && !input->set_pivot;
  });
  handle(std::move(requests));
  if (after_field_) run_action(*std::exchange(after_field_, std::nullopt));
  remember_picture();
  if (!idle || fonts_.missing()) ui_->redraw_in(0);
}

void Application::handle(Requests requests) {
  for (const Request& request : requests) handle_one(request);
}

void Application::draw_panels(const UiModel& model, Requests& out) {
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  const float bar = ui_->px(theme_.bar_height), status = ui_->px(theme_.status_height);
  const ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                 ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                                 ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  const bool presenting = full_screen_ && viewport_open_;  // Full screen with a large view is for showing.
  const float top = presenting ? 0 : bar, bottom = presenting ? 0 : status;
  ImGui::GetBackgroundDrawList()->AddRectFilled(ImVec2(0, 0), size, theme_.ground);

  ImGui::SetNextWindowPos(ImVec2(0, top));
  ImGui::SetNextWindowSize(ImVec2(size.x, std::max(size.y - top - bottom, 16.0f)));
  ImGui::Begin("main", nullptr, flags);
  if (!model.library)
    draw_welcome(*ui_, model, out);
  else
    draw_workspace(model, out);
  ImGui::End();

  if (!presenting) {
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(ImVec2(size.x, bar));
    ImGui::Begin("bar", nullptr, flags);
    draw_top_bar(*ui_, top_bar_, model, out);
    ImGui::End();
    ImGui::SetNextWindowPos(ImVec2(0, size.y - status));
    ImGui::SetNextWindowSize(ImVec2(size.x, status));
    ImGui::Begin("status", nullptr, flags);
    draw_status_bar(*ui_, model, out);
    ImGui::End();
  }
  ImGui::PopStyleVar(2);
  if (dropping_) {
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    list.AddRectFilled(ImVec2(0, 0), size, theme_.scrim);
    list.AddRect(ImVec2(ui_->px(12), ui_->px(12)), ImVec2(size.x - ui_->px(12), size.y - ui_->px(12)),
                 theme_.accent, ui_->px(12), 0, ui_->px(3));
    const Font& font = fonts_.title();
    const char* words = ui_->t(Text::DropHere);
    const ImVec2 extent = ui::measure(*ui_, font, words);
    list.AddText(font.font, font.size, ImVec2((size.x - extent.x) / 2, (size.y - extent.y) / 2), theme_.text,
                 words);
  }
}

void Application::draw_library(const UiModel& model, Requests& out) {
  const ImVec2 origin = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  const bool sides = !sides_hidden_ && !(full_screen_ && viewport_open_);
  const float room = size.x / ui_->scale;
  // On a narrow window the sides give way before the middle does.
  const float left = sides && room > (viewport_open_ ? 1200.0f : 700.0f)
                         ? ui_->px(std::min(preferences_.left_width, room * 0.28f))
                         : 0;
  const float right = sides && room > 900 ? ui_->px(std::min(preferences_.right_width, room * 0.4f)) : 0;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (left > 0) {
    list.AddRectFilled(origin, ImVec2(origin.x + left, origin.y + size.y), theme_.side);
    ImGui::SetCursorScreenPos(origin);
    ImGui::BeginChild("left", ImVec2(left, size.y), false);
    draw_facets(*ui_, facets_, model, out);
    ImGui::EndChild();
  }
  ImGui::SetCursorScreenPos(ImVec2(origin.x + left, origin.y));
  ImGui::BeginChild("middle", ImVec2(size.x - left - right, size.y), false,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  if (viewport_open_)
    draw_viewport(*ui_, tools_, tool_subject(true), model, out);
  else
    draw_browser(*ui_, browser_, model, out);
  ImGui::EndChild();
  if (right > 0) {
    list.AddRectFilled(ImVec2(origin.x + size.x - right, origin.y),
                       ImVec2(origin.x + size.x, origin.y + size.y), theme_.side);
    ImGui::SetCursorScreenPos(ImVec2(origin.x + size.x - right, origin.y));
    ImGui::BeginChild("right", ImVec2(right, size.y), false,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    draw_inspector(*ui_, inspector_, model, out);
    ImGui::EndChild();
  }
  if (left > 0 && ui::splitter(*ui_, "splitter.left", ImVec2(origin.x + left, origin.y), size.y,
                               preferences_.left_width, 170, 480, 1))
    save_soon();
  if (right > 0 && ui::splitter(*ui_, "splitter.right", ImVec2(origin.x + size.x - right, origin.y), size.y,
                                preferences_.right_width, 300, 720, -1))
    save_soon();
}

void Application::draw_dialogs(const UiModel& model, Requests& out) {
  switch (dialog_) {
    case Dialog::None:
      break;
    case Dialog::Import:
      draw_import_dialog(*ui_, import_, model, out);
      break;
    case Dialog::Chooser:
      draw_chooser(*ui_, chooser_, model, out);
      break;
    case Dialog::Preferences:
      draw_preferences(*ui_, preferences_dialog_, model, out);
      break;
    case Dialog::About:
      draw_about(*ui_, model, options_.graphics, out);
      break;
    case Dialog::CheatSheet:
      draw_cheat_sheet(*ui_, commands_, model, out);
      break;
    case Dialog::Palette:
      draw_palette(*ui_, commands_, model, out);
      break;
    case Dialog::NewCatalog:
      draw_new_catalog(*ui_, new_catalog_, model, out);
      break;
    case Dialog::Jobs:
      draw_jobs_dialog(*ui_, model, out);
      break;
    case Dialog::Problems:
      draw_problems_dialog(*ui_, model, out);
      break;
    case Dialog::ImportReport:
      draw_import_report(*ui_, import_report_, model, out);
      break;
    case Dialog::Activity:
      draw_activity_dialog(*ui_, model, out);
      break;
    case Dialog::CheckReport:
      draw_check_dialog(*ui_, model, out);
      break;
    case Dialog::Decision:
      draw_decision(*ui_, decision_, model, out);
      break;
    case Dialog::Tags:
      draw_tags_dialog(*ui_, inspector_.fields, model, out);
      break;
    case Dialog::Production:
      draw_production(*ui_, production_dialog_, model, out);
      break;
    case Dialog::StoryImport:
      draw_story_import(*ui_, story_import_, model, out);
      break;
    case Dialog::NewLooks:
      draw_new_looks(*ui_, continuity_.new_looks, model, out);
      break;
    case Dialog::Vocabulary:
      draw_vocabulary(*ui_, vocabulary_, model, out);
      break;
    case Dialog::Records:
      draw_records(*ui_, records_, model, out);
      break;
    case Dialog::ImportRules:
      draw_import_rules(*ui_, import_rules_, model, out);
      break;
    case Dialog::Waive:
      draw_waive(*ui_, continuity_.waive, model, out);
      break;
  }
}

void Application::show_dialog(Dialog dialog) {
  if (dialog == Dialog::None && dialog_ == Dialog::Chooser && chooser_returns_to_ != Dialog::None) {
    dialog_ = std::exchange(chooser_returns_to_, Dialog::None);
    return;
  }
  dialog_ = dialog;
  if (dialog == Dialog::Palette || dialog == Dialog::CheatSheet) commands_ = CommandPanel();
  if (dialog == Dialog::Problems) find_problems();
  if (dialog == Dialog::Activity && session_) activity_ = session_->library().catalog().activity({}, 300);
  if (dialog == Dialog::Vocabulary) vocabulary_ = VocabularyPanel();
  if (dialog == Dialog::Records) records_.revision = 0;
  if (dialog == Dialog::ImportRules) import_rules_ = ImportRulesDialog();
  if (dialog == Dialog::Production) production_dialog_ = ProductionDialog();
  if (dialog == Dialog::Preferences) preferences_dialog_ = PreferencesDialog();
}

void Application::say(std::string words, bool problem) {
  notice_.text = std::move(words);
  notice_.problem = problem;
  ++notice_.serial;
}

void Application::say_problem(std::string_view english) {
  say(std::string(ui_->message(english)), true);
}

void Application::save_soon() {
  save_at_ = std::min(save_at_, now_ + 1.0);
}

void Application::set_preferences(Preferences preferences) {
  const bool keys = preferences.keys != preferences_.keys;
  const bool scale = preferences.interface_scale != preferences_.interface_scale;
  const bool contrast = preferences.high_contrast != preferences_.high_contrast;
  if (session_ && preferences.user_name != preferences_.user_name)
    session_->library().catalog().sign_as(preferences.user_name);
  preferences_ = std::move(preferences);
  if (keys) keys_ = KeyTable(preferences_);
  if (scale) wants_scale_ = true;
  if (contrast) use_contrast();
  save_soon();
}

void Application::use_contrast() {
  theme_ = preferences_.high_contrast ? high_contrast_theme() : Theme();
  if (ui_) apply_theme(theme_, ui_->scale);
}

void Application::drop(const std::vector<std::filesystem::path>& paths) {
  dropping_ = false;
  if (!session_ || session_->read_only() || paths.empty()) return;
  if (paths.size() == 1 && Catalog::is_catalog(paths.front())) return open_catalog(paths.front());
  ui_->redraw_in(0);
  if (drop_on_story(paths)) return;
  import_ = ImportDialog();
  import_.paths = paths;
  show_dialog(Dialog::Import);
}

void Application::remember_window(int width, int height, bool maximized) {
  preferences_.window_maximized = maximized;
  if (!maximized) {
    preferences_.window_width = width;
    preferences_.window_height = height;
  }
  save_soon();
}

std::string Application::window_title() const {
  if (!session_) return "반닫이 Bandaji";
  const std::string_view title =
      display_name(session_->production().title_ko, session_->production().title_en,
                   preferences_.language == Language::Korean);
  return fmt::format("{} — 반닫이", title.empty() ? to_utf8(session_->library().files().folder().stem())
                                                  : std::string(title));
}

}  // namespace bandaji
