// What panels draw from: a view of everything the application knows, const for
// the length of a frame.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/core/action.h"
#include "app/core/imports.h"
#include "app/core/jobs.h"
#include "app/core/library.h"
#include "app/core/preferences.h"
#include "app/core/variants.h"
#include "app/ui/keys.h"
#include "app/ui/picture.h"
#include "app/ui/requests.h"
#include "app/ui/selection.h"
#include "renderer/camera.h"
#include "renderer/view_settings.h"

namespace bandaji {

// The asset in focus, whole.
struct Details {
  Asset asset;
  std::vector<AssetVersion> versions;  // Oldest first.
  std::vector<Decision> decisions;     // Oldest first.
  ReviewState review;
  std::vector<Activity> activity;  // Newest first.
  const AssetVersion* current() const;
};

// What a pane shows of the asset in focus.
struct PaneView {
  enum class Content : std::uint8_t { Nothing, Loading, Model, Image, Attachment, Failed };
  Content content = Content::Nothing;
  std::string message;  // Why it failed.
  Picture picture;
  Camera camera;
  Bounds bounds;
  // Images: how far in, and where its middle lies from the middle of the pane.
  float zoom = 1;
  glm::vec2 pan{0};
  float frame_ms = 0;
  bool still = false;  // It has the quality of a still.
};

// A catalog that is being opened, or why the last one could not be.
struct OpeningView {
  std::uint64_t job = 0;  // 0: none is.
  std::string name;
  std::string problem;  // In the interface's language; shown where no catalog is open.
};

// An asset spread out into its colorways and variants.
struct StackView {
  Id asset;
  std::string title;
  std::vector<VariantPicture> pictures;
  bool reading = false;  // The file is still asked for its variants.
};

// One folder as the file chooser shows it.
struct FolderListing {
  struct Entry {
    std::filesystem::path path;
    std::string name;  // UTF-8.
    bool folder = false;
    bool catalog = false;
    std::uint64_t size = 0;
  };
  std::filesystem::path folder;
  std::vector<Entry> entries;  // Folders first, natural order.
  std::string error;           // Finished sentence; empty when it was read.
  bool loading = false;
};

struct LastImport {  // Of the last import in this window.
  std::vector<ImportRow> rows;
  bool finished = false;
  bool cancelled = false;
};

struct CheckReport {
  bool running = false;
  bool done = false;
  std::int64_t records = 0, objects = 0;
  std::vector<std::string> problems;
};

struct ProblemRow {
  Id asset;
  std::string name;
  std::string file;
  std::string reason;
};

struct SameShapes {
  struct One {
    Id asset;
    std::string name;
  };
  bool running = false;
  bool done = false;
  std::vector<std::vector<One>> groups;
};

struct SheetView {
  std::string template_name = "asset";
  SheetOptions options{.fields = {"number", "status"}};
  std::vector<Picture> pages;
  std::vector<std::pair<double, double>> sizes_mm;
  std::string error;
  bool working = false;
  std::filesystem::path path;  // Where Export writes.
  std::vector<std::filesystem::path> written;
};

class StoryModel;        // app/ui/continuity/story_model.h
struct StoryImportView;  // app/ui/continuity/story_import_dialog.h

struct Notice {
  std::string text;
  bool problem = false;
  std::uint64_t serial = 0;
};

struct UiModel {
  const Preferences& preferences;
  const KeyTable& keys;
  const Selection& selection;
  const std::vector<Id>& selected;         // In the order of the result.
  std::optional<std::size_t> focus_index;  // Place of the focus in the result.
  const SearchResult& result;
  const std::vector<Asset>& batch;  // The selected ones, at most kBatchShown.
  const std::vector<std::pair<std::string, std::int64_t>>& tags;
  const std::vector<JobStatus>& jobs;
  const PaneView (&panes)[2];
  const ViewSettings& view;
  const FolderListing& listing;
  const LastImport& import_report;
  const CheckReport& check_report;
  const std::vector<ProblemRow>& problems;
  const SameShapes& same_shapes;
  const std::vector<Activity>& activity;
  const SheetView& sheet;
  const Notice& notice;
  const OpeningView& opening;
  std::function<Picture(const ContentHash&)> thumbnail;
  // All views of it in one picture (thumbnail_turn()); texture 0 when they are not there.
  std::function<Picture(const ContentHash&)> turning;
  // Colorways of its own that an asset on screen has.
  std::function<int(const Id&)> colorways;
  const StackView& stack;

  const Library* library = nullptr;   // Null: the welcome page.
  const StoryModel* story = nullptr;  // Null until it was read, which begins when Continuity is first shown.
  std::string story_problem = {};     // Why it could not be read; finished sentence.
  const StoryImportView* story_import = nullptr;
  const Details* details = nullptr;
  std::shared_ptr<const BakedModel> composed = nullptr;  // The look or set in the large pane.
  bool composing = false;                                // A newer one is being made,
  bool refining = false;                                 // or the one that is shown, in full detail.
  std::string query = {};
  Production production = {};
  std::filesystem::path watched_folder = {};  // Empty when none is.
  std::string undo_label = {}, redo_label = {};
  std::uint64_t data_revision = 0;  // Another one when anything in the catalog may be.
  Workspace workspace = Workspace::Library;
  bool viewport_open = false;
  bool sides_hidden = false;
  bool dropping = false;
  bool covered = false;  // A dialog lies over the panels.
  bool read_only = false;
  std::uint64_t long_write = 0;  // Job that writes very many edits; 0 when there is none.
  GpuUse gpu = {};
  // What the workspace holds, for the status bar; empty where that is the result of the search.
  std::vector<std::string> holds = {};
};

inline constexpr std::size_t kBatchShown = 500;

// Labels as this language writes them.
std::string_view display_name(std::string_view ko, std::string_view en, bool korean);
std::string_view workspace_name(Workspace workspace);  // In traces and widget ids: "library".
const char* verdict_label(Verdict verdict, bool korean);
// What people call a file or folder: the end of its path, also where that ends with a slash.
std::string path_label(const std::filesystem::path& path);
std::string date_text(TimeMs at, bool with_time);
std::string count_text(std::int64_t value);  // "1,204"
// Of a model or a part: "1,204 ▲  30 ／  9 ●", each only where there are some.
std::string element_counts(std::uint64_t triangles, std::uint64_t lines, std::uint64_t points);

}  // namespace bandaji
