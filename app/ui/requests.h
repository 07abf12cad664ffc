// What panels ask for.  They draw from a const UiModel and leave these; the
// application handles them when all panels are drawn.
#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/core/action.h"
#include "app/core/composition.h"
#include "app/core/imports.h"
#include "app/core/preferences.h"
#include "app/sheets/sheet.h"
#include "app/ui/view_tools.h"
#include "db/edit.h"
#include "db/record_type.h"
#include "db/records.h"
#include "renderer/view_settings.h"

namespace bandaji {

enum class Workspace : std::uint8_t { Library, Looks, Sets, Continuity, Sheets };
enum class Dialog : std::uint8_t {
  None,
  Import,
  Chooser,
  Preferences,
  About,
  CheatSheet,
  Palette,
  NewCatalog,
  Jobs,
  Problems,
  ImportReport,
  Activity,
  CheckReport,
  Decision,
  Tags,
  Production,
  StoryImport,
  NewLooks,
  Waive,
  ImportRules,
  Vocabulary,
  Records,
};
// What the file chooser is opened for.
enum class ChooserPurpose : std::uint8_t {
  ImportFiles,
  ImportFolder,
  OpenCatalog,
  NewCatalogFolder,
  SheetFile,
  NewVersion,
  Lut,
  Environment,
  StoryFile,
  ScenePhotos,
  RelinkFile,
  RelinkFolder,
  ThumbnailPicture
};

namespace request {

struct SetQuery {
  std::string query;
};
struct ToggleTerm {
  std::string term;
  bool on = true;
};
struct SetSort {
  std::string field;
  bool descending = false;
};
enum class SelectMode : std::uint8_t { Only, Toggle, Range, RangeAdd };
struct Select {
  Id id;
  SelectMode mode = SelectMode::Only;
};
struct SelectMany {
  std::vector<Id> ids;
  Id focus;
};
struct Do {
  Action action;
};
struct SetFields {
  std::vector<Id> ids;
  std::string field;
  std::string value;
};
struct ChangeTags {
  std::vector<Id> ids;
  std::vector<std::string> add;
  std::vector<std::string> remove;
};
struct Decide {
  std::vector<Id> ids;
  Verdict verdict = Verdict::Approved;
  std::string role;
  std::string by;
  std::string comment;
};
struct StartDecision {
  Verdict verdict = Verdict::Approved;
};
struct MergeTerms {
  std::string from, into;  // Keys.
};
struct MakeCurrent {
  Id asset;
  Id version;
};
struct SetTrash {
  std::vector<Id> ids;
  bool trashed = true;
};
struct Reimport {
  Id asset;
  std::optional<UpAxis> up_axis;
  std::optional<FileUnit> unit;
};
struct StartImport {
  ImportPlan plan;
};
struct Choose {
  ChooserPurpose purpose = ChooserPurpose::ImportFiles;
  Id asset;
  std::string missing = {};  // The file that is relinked, as the model names it.
};
struct Chosen {
  ChooserPurpose purpose = ChooserPurpose::ImportFiles;
  std::vector<std::filesystem::path> paths;
};
struct ListFolder {
  std::filesystem::path folder;
};
struct CreateCatalog {
  std::filesystem::path folder;
  std::string title_ko, title_en;
};
struct OpenCatalogAt {
  std::filesystem::path folder;
};
struct SetTitles {
  std::string title_ko, title_en;
};
struct ShowDialog {
  Dialog dialog = Dialog::None;
};
struct FindSameShapes {};
// New and changed files of the folder are imported as long as the catalog is open; empty: no more.
struct WatchFolder {
  ImportPlan plan;  // How; its one path is the folder.
};
struct CancelJob {
  std::uint64_t id = 0;
};
struct DismissJobs {};
struct SetPreferences {
  Preferences preferences;
};
// Thumbnails on screen, nearest the middle first.
struct WantThumbnails {
  std::vector<Id> ids;
};
// What turns under the mouse; nothing any more without an id.
struct WantTurn {
  Id id;
};
// The colorways and variants of an asset, in UiModel::stack; and one of them in the large view.
struct ShowStack {
  Id id;
};
struct ShowVariant {
  Id asset;
  std::size_t index = 0;
};
struct ShowWorkspace {
  Workspace workspace = Workspace::Library;
};
// To the workspace where such records are worked on, with this one in focus.
struct ShowRecord {
  RecordType type = RecordType::Scene;
  Id id;
};
// An edit that a panel made of the records it shows.
struct Apply {
  Change change;
};
// An edit that could not be made; the error's sentence.
struct Complain {
  std::string english;
};
// The look or set that the large pane shows.
struct ShowComposition {
  std::shared_ptr<const Composition> composition;
  bool keep_camera = true;
};
// Thumbnails of looks and sets.
struct WantCompositions {
  std::vector<std::shared_ptr<const Composition>> compositions;
};
// What an import of a script or table would do; answered in UiModel::story_import.
struct PlanStoryImport {
  std::filesystem::path path;
  std::string type;                  // Record type of the rows; empty: scenes with who is in them.
  std::vector<std::string> mapping;  // Of the table's columns; empty: guessed.
  std::int64_t episode = 1;
  bool make_sets = false;
};
struct SetView {
  ViewSettings settings;
};
// What the tools over the large viewport ask for.
struct Tools {
  ToolWishes wishes;
};
struct CopyText {
  std::string text;
};
struct OpenOutside {
  std::filesystem::path path;
};
struct PreviewSheet {
  std::string template_name;
  SheetOptions options;
};
struct WriteSheet {
  std::filesystem::path path;
};

// A hand on a picture: pane 0 is the inspector's, 1 the large viewport.
struct PaneInput {
  int pane = 0;
  glm::vec2 size_px{0};     // Of the pane; every frame it is shown.
  glm::vec2 covered_px{0};  // Of each side, by bars that lie over the pane.
  glm::vec2 orbit_px{0};
  glm::vec2 pan_px{0};
  glm::vec2 look_px{0};  // Turns the eye where it stands.
  glm::vec3 fly{0};      // To the right, up and forward; 1 is the usual pace, for as long as it is held.
  glm::vec2 turn{0};     // Of the eye by keys, likewise.
  float zoom = 0;
  glm::vec2 cursor_px{0};
  bool set_pivot = false;
  bool interacting = false;
  bool flies = false;  // Keys held down fly through what is shown.
};

}  // namespace request

using Request = std::variant<
    request::SetQuery, request::ToggleTerm, request::SetSort, request::Select, request::SelectMany,
    request::Do, request::SetFields, request::ChangeTags, request::Decide, request::StartDecision,
    request::MergeTerms, request::MakeCurrent, request::SetTrash, request::Reimport, request::StartImport,
    request::Choose, request::Chosen, request::ListFolder, request::CreateCatalog, request::OpenCatalogAt,
    request::SetTitles, request::ShowDialog, request::FindSameShapes, request::WatchFolder,
    request::CancelJob, request::DismissJobs, request::SetPreferences, request::ShowComposition,
    request::WantCompositions, request::WantThumbnails, request::WantTurn, request::ShowStack,
    request::ShowVariant, request::ShowWorkspace, request::ShowRecord, request::Apply, request::Complain,
    request::PlanStoryImport, request::SetView, request::Tools, request::CopyText, request::OpenOutside,
    request::PreviewSheet, request::WriteSheet, request::PaneInput>;
using Requests = std::vector<Request>;

}  // namespace bandaji
