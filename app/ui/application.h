// Owns everything behind the window and routes between its parts: events in,
// panels drawn, requests handled.  It computes nothing itself.
//
// Independent of the window system, so that tests drive the whole of it without
// one.  Needs a current OpenGL 4.1 core context for its whole life; main thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/action.h"
#include "app/core/jobs.h"
#include "app/core/named_camera.h"
#include "app/core/pictures.h"
#include "app/core/preferences.h"
#include "app/core/relink.h"
#include "app/ui/continuity/continuity.h"
#include "app/ui/continuity/story_import_dialog.h"
#include "app/ui/continuity/story_model.h"
#include "app/ui/folder_watcher.h"
#include "app/ui/fonts.h"
#include "app/ui/keys.h"
#include "app/ui/looks/looks_panel.h"
#include "app/ui/model.h"
#include "app/ui/panels/browser.h"
#include "app/ui/panels/catalog_dialogs.h"
#include "app/ui/panels/chooser.h"
#include "app/ui/panels/commands.h"
#include "app/ui/panels/facets.h"
#include "app/ui/panels/import_dialog.h"
#include "app/ui/panels/import_rules_dialog.h"
#include "app/ui/panels/inspector.h"
#include "app/ui/panels/preferences_dialog.h"
#include "app/ui/panels/problems.h"
#include "app/ui/panels/record_dialogs.h"
#include "app/ui/panels/reports.h"
#include "app/ui/panels/sheets.h"
#include "app/ui/panels/top_bar.h"
#include "app/ui/records/records_panel.h"
#include "app/ui/session.h"
#include "app/ui/sets/sets_panel.h"
#include "app/ui/texture.h"
#include "app/ui/theme.h"
#include "app/ui/thumbnails.h"
#include "app/ui/trace.h"
#include "app/ui/turntables.h"
#include "app/ui/view_tools.h"
#include "app/ui/viewer.h"
#include "app/ui/vocabulary/vocabulary_panel.h"

namespace bandaji {

struct ApplicationOptions {
  std::filesystem::path catalog;           // Empty: the last one.
  std::filesystem::path preferences_file;  // Empty: the person's own.
  std::function<void()> wake;              // Called from other threads when update() has something to do.
  std::string graphics;                    // For the about page.
};

class Application {
 public:
  explicit Application(ApplicationOptions options);
  ~Application();  // Saves the preferences.

  // ImGui's context exists; prepares fonts and drawing.  Errors: those of Preview::create().
  Result<void> start(float display_scale);
  void set_display_scale(float scale);
  // The driver gave the context up: lets go of everything that lived in it.
  void graphics_lost();
  // Makes it anew in the context that is current now.  Errors: those of start().
  Result<void> graphics_back();

  // Takes in what jobs and other programs did.  True when a frame is to be drawn.
  bool update(double now);
  // Seconds from `now` until update() or frame() has something to do by itself; a large number for never.
  double next_wake(double now) const;
  // Between frames: characters that appeared are baked, and a changed interface size is taken over.
  // True when the fonts changed.
  bool prepare_fonts();
  // Builds one frame between ImGui::NewFrame() and ImGui::Render(), and handles what it asked for.
  void frame(double now);
  std::uint64_t frames() const { return frames_; }
  // How long the last frame took, drawing included.
  void note_frame_cost(double seconds) {
    if (ui_) ui_->frame_cost = seconds;
  }

  // Input that is not ImGui's.  `text_active`: a text field has the keyboard.  True when it was used.
  bool key(const Chord& chord, bool text_active);
  void drop(const std::vector<std::filesystem::path>& paths);
  void set_dropping(bool dropping) { dropping_ = dropping; }

  bool wants_close() const { return wants_close_; }
  // The window is to be closed: what is being typed is kept first, and long work is asked about.
  void request_close();
  bool wants_full_screen() const { return full_screen_; }
  void remember_window(int width, int height, bool maximized);
  std::string window_title() const;
  Preferences& preferences() { return preferences_; }
  Trace& trace() { return trace_; }
  Fonts& fonts() { return fonts_; }
  Session* session() { return session_ ? &*session_ : nullptr; }
  Jobs& jobs() { return *jobs_; }
  // Pictures are being made beside the window that it will show.
  bool drawing_beside() const { return viewer_->drawing_beside(); }
  const ViewTools& tools() const { return tools_; }
  const Viewer& viewer() const { return *viewer_; }
  // For tests and scripts: the same path that panels take.
  void handle(Requests requests);

 private:
  UiModel model();
  void use_vocabulary();  // That of the open catalog, as it is now.
  void draw_panels(const UiModel& model, Requests& out);
  void draw_dialogs(const UiModel& model, Requests& out);
  void draw_library(const UiModel& model, Requests& out);
  void draw_workspace(const UiModel& model, Requests& out);
  void handle_one(const Request& request);
  void after_field(Action action);
  void run_action(Action action);
  bool move_selection(const Chord& chord);

  // application_open.cpp: beside the window; what was open stays until the other is there.
  void open_catalog(const std::filesystem::path& folder);
  void create_catalog(const request::CreateCatalog& wanted);
  void begin_opening(const std::filesystem::path& folder, std::optional<request::CreateCatalog> create);
  void opening_failed(const std::filesystem::path& folder, const Error& error);
  void opening_ended();  // Nothing is being opened any more; an answer that still comes is dropped.
  void catalog_opened(Session session);
  void close_catalog();
  // application_catalog.cpp and application_work.cpp.
  // `then` is told what came in; without it that becomes the selection of the Library.
  void start_import(const ImportPlan& plan, std::string title, bool show_report,
                    std::function<void(const std::vector<ImportRow>&)> then = {});
  void reimport(const request::Reimport& wanted);
  // application_import.cpp.
  ImportCatalog asking_catalog(JobContext& job, std::uint64_t generation,
                               const std::filesystem::path& folder);
  // Either the files that were found, or those that are found beneath `folder`.
  void relink_files(std::vector<std::pair<Id, std::vector<FoundFile>>> found, std::filesystem::path folder);
  void find_same_shapes();
  void watch_folder(const ImportPlan& plan);
  void resume_watching();
  // Files that changed; all that is new when there are none.
  void import_watched(const std::vector<std::filesystem::path>& changed);
  bool follow_watched_folder();
  void list_folder(const std::filesystem::path& folder);
  void preview_sheet();
  void write_sheet(const std::filesystem::path& path);
  void clean_picture();
  void check_catalog();
  void find_problems();
  void want_thumbnails(const std::vector<Id>& ids);
  void want_turn(const Id& id);
  void show_stack(const Id& id);
  void show_variant(const Id& asset, std::size_t index);
  // application_thumbnail.cpp: what the thumbnail of the asset in focus is of.
  void thumbnail_from_view();
  void reset_thumbnail();
  void paste_thumbnail();
  // `temporary`: a folder that goes when the picture has been taken in.
  void use_as_thumbnail(const std::filesystem::path& picture, const std::filesystem::path& temporary);
  void thumbnails_changed();
  void change(const Change& change);
  // application_long_write.cpp: what takes longer than a frame to write.  `done` is said when it is there.
  using LongWrite = std::function<Result<Change>(Catalog&, const ApplyWatch&)>;
  void write_beside(std::string title, LongWrite write, std::string done);
  void taken_in(std::optional<AssetIndex> index, std::size_t edits);
  bool is_long(const Change& change) const;
  void change_beside(const Change& wanted);
  void merge_beside(const request::MergeTerms& wanted);
  void take_back(bool redo);
  void end_long_write();  // When it was cancelled before it began.
  void decide(const request::Decide& wanted);
  void step_asset(int step);
  void show_record(RecordType type, const Id& id);
  // application_workspaces.cpp.
  void enter_workspace(Workspace workspace);
  std::vector<std::string> workspace_holds() const;
  void show_composition(const request::ShowComposition& wanted);
  void act_on_pieces(Action action);
  // In Looks and Sets a decision is about what is shown there.
  void about_composition(DecisionDialog& dialog) const;
  ViewTools* composition_tools();  // Of the workspace; null elsewhere.
  // What the large picture shows, for names of files: "C-0012 당의", "연희 2A"; empty for nothing.
  std::string shown_title() const;
  // application_story.cpp.
  void read_story();
  bool follow_story(bool look_again);  // True when the story changed.
  void close_story();
  void note_story_names();
  void draw_story(const UiModel& model, Requests& out);
  bool story_key(const Chord& chord);
  bool writes_in_cell(const Chord& chord) const;
  void story_action(Action action);
  void start_story_import(const std::filesystem::path& path);
  void plan_story_import(const request::PlanStoryImport& wanted);
  void export_story();
  void attach_to_cell(const CellRef& cell, const std::vector<std::filesystem::path>& paths);
  bool drop_on_story(const std::vector<std::filesystem::path>& paths);
  bool show_in_story(RecordType type, const Id& id);
  bool after_selection(bool keep_camera);  // True when records were read.
  void show_selection(bool keep_camera);
  void set_preferences(Preferences preferences);
  void use_contrast();
  void save_soon();
  void say(std::string words, bool problem = false);
  // An error's sentence, in the interface's language.
  void say_problem(std::string_view english);
  void choose(const request::Choose& wanted);
  void chosen(const request::Chosen& chosen);
  void show_dialog(Dialog dialog);
  // application_tools.cpp: the tools over the large viewport.
  ToolSubject tool_subject(bool with_choices);
  void run_tools(const ToolWishes& wishes);
  bool run_viewport_action(Action action);  // True when it was one of the tools'.
  void compare_with(const Id& version);
  void compare_composition_with(const Id& version);  // Nil ends comparing.
  const VersionsView* shown_versions() const;        // Of the look or set in Looks and Sets; null elsewhere.
  // application_picture.cpp.
  PictureSettings picture_settings() const;
  void use_picture_settings(const PictureSettings& settings);
  void remember_picture();  // Once a frame.
  void take_remembered_unit();
  void use_lut(const std::filesystem::path& path, bool announce);
  void clear_lut();
  void use_environment(const std::filesystem::path& path, bool announce);
  void clear_environment();
  void export_turntable(bool one_picture);
  std::vector<Id> sheet_assets() const;
  SheetOptions sheet_options() const;  // With the query when that is what the sheet is of.

  ApplicationOptions options_;
  Preferences preferences_;
  KeyTable keys_;
  Theme theme_;
  Fonts fonts_;
  Trace trace_;
  std::unique_ptr<Ui> ui_;
  float display_scale_ = 1;
  bool started_ = false;

  std::optional<Session> session_;
  std::unique_ptr<Jobs> jobs_;
  std::unique_ptr<PictureService> pictures_;
  Thumbnails thumbnails_;
  Turntables turntables_;
  std::unique_ptr<Viewer> viewer_;
  std::vector<JobStatus> job_status_;

  // Panels.
  TopBar top_bar_;
  FacetPanel facets_;
  BrowserPanel browser_;
  InspectorPanel inspector_;
  FileChooser chooser_;
  Dialog chooser_returns_to_ = Dialog::None;
  ImportDialog import_;
  ImportRulesDialog import_rules_;
  ImportReportPanel import_report_;
  CommandPanel commands_;
  PreferencesDialog preferences_dialog_;
  VocabularyPanel vocabulary_;
  RecordsPanel records_;
  NewCatalogDialog new_catalog_;
  ProductionDialog production_dialog_;
  DecisionDialog decision_;
  SheetsPanel sheets_;
  ViewTools tools_;                   // Of the large viewport.
  std::vector<NamedCamera> cameras_;  // Of the asset in focus.
  std::string lut_name_;
  std::filesystem::path lut_path_, environment_path_;  // Also while they are being read.
  ViewSettings picture_before_;                        // The graphics were lost.
  LooksPanel looks_;
  SetsPanel sets_panel_;
  ContinuityPanel continuity_;
  StoryImportDialog story_import_;

  // What panels are shown.
  Workspace workspace_ = Workspace::Library;
  Dialog dialog_ = Dialog::None;
  bool viewport_open_ = false;
  bool sides_hidden_ = false;
  bool full_screen_ = false;
  bool dropping_ = false;
  bool wants_close_ = false;
  bool quit_was_asked_ = false;        // While work went on.
  bool leaves_field_ = false;          // The field that is being typed in loses the keyboard.
  std::optional<Action> after_field_;  // When the field that is being typed in has handed over its text.
  bool wants_scale_ = false;           // The interface size changed: fonts are remade between frames.
  Notice notice_;
  OpeningView opening_;
  std::map<Id, int> colorway_counts_;  // Of the assets on screen.
  StackView stack_;
  std::pair<Id, std::string> thumbnail_of_;  // The asset in focus, and what its thumbnail is of.
  std::uint64_t opening_serial_ = 0;
  FolderListing listing_;
  LastImport last_import_;
  CheckReport check_report_;
  std::vector<ProblemRow> problems_;
  SameShapes same_shapes_;
  std::unique_ptr<FolderWatcher> watcher_;
  ImportPlan watched_plan_;
  std::vector<Activity> activity_;
  SheetView sheet_;
  std::vector<Texture> sheet_textures_;
  std::uint64_t sheet_serial_ = 0;
  std::vector<std::pair<AssetVersion, std::vector<std::string>>> palettes_;
  std::unique_ptr<StoryModel> story_;
  bool story_reading_ = false;
  std::string story_problem_;
  std::uint64_t story_seen_ = 0;            // Revision of the session that the story was brought to.
  std::pair<RecordType, Id> story_wanted_;  // Shown when the story has been read.
  StoryImportView story_view_;
  std::uint64_t story_serial_ = 0;

  // What panels see while no catalog is open.
  struct Nothing {
    SearchResult result;
    Selection selection;
    std::vector<Id> selected;
    std::vector<Asset> assets;
    std::vector<std::pair<std::string, std::int64_t>> tags;
  } nothing_;

  double now_ = 0;
  double follow_at_ = 0;
  double save_at_ = 1e300;
  double viewer_due_ = 1e300;
  double refresh_at_ = 1e300;  // While an import goes on the result follows at a calm pace.
  double sheet_at_ = 1e300;
  std::uint64_t frames_ = 0;
  std::uint64_t long_write_ = 0;  // Its job; 0 when nothing is written beside the window.
  std::uint64_t generation_ = 0;  // Of the open catalog; answers of work for another one are dropped.
};

}  // namespace bandaji
