// Everything a person can do, once: menus, keys, command palette and cheat sheet
// are drawn from this table, and a test proves that each entry is handled.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace bandaji {

enum class Action : std::uint8_t {
  NewCatalog,
  OpenCatalog,
  ImportFiles,
  ImportFolder,
  ExportSheet,
  CleanPicture,
  OpenExportsFolder,
  Quit,
  Undo,
  Redo,
  SelectAll,
  SelectNone,
  Rename,
  Trash,
  RestoreFromTrash,
  EditTags,
  ThumbnailFromView,
  ThumbnailFromFile,
  ThumbnailFromClipboard,
  ThumbnailReset,
  Rate0,
  Rate1,
  Rate2,
  Rate3,
  Rate4,
  Rate5,
  Search,
  CommandPalette,
  CheatSheet,
  Preferences,
  About,
  GridView,
  ListView,
  LargerThumbnails,
  SmallerThumbnails,
  ToggleSides,
  FullScreen,
  OpenViewport,
  CloseViewport,
  NextAsset,
  PreviousAsset,
  ViewFront,
  ViewBack,
  ViewLeft,
  ViewRight,
  ViewTop,
  ViewIso,
  ToggleOrthographic,
  Fit,
  OrbitLeft,
  OrbitRight,
  OrbitUp,
  OrbitDown,
  PanLeft,
  PanRight,
  PanUp,
  PanDown,
  ZoomIn,
  ZoomOut,
  CycleWireframe,
  CycleShading,
  ToggleGround,
  NextLight,
  RotateLightLeft,
  RotateLightRight,
  NextToneMap,
  Approve,
  RequestChanges,
  Hold,
  SwitchLanguage,
  ShowJobs,
  ShowProblems,
  ShowActivity,
  CheckCatalog,
  // The tools over a picture (app/ui/view_tools.h), from the first to the last.
  ShowLightTools,
  ShowParts,
  ShowMaterials,
  ShowCameras,
  ShowMotion,
  ToggleSection,
  NextSectionAxis,
  FlipSection,
  SectionForward,
  SectionBack,
  Measure,
  ClearMeasurements,
  NextUnit,
  ToggleFigure,
  HidePart,
  IsolatePart,
  ShowAllParts,
  LightStrip,
  TurntableStrip,
  NextChannel,
  Compare,
  NextCompareMode,
  FlipCompare,
  PlayPause,
  SaveCamera,
  TransparentGround,
  ToggleFly,
  ExportTurntable,
  ExportTurntableSheet,
  // Looks and sets.
  ShowLibrary,
  ShowLooks,
  ShowSets,
  PieceAdd,
  PieceNext,
  PiecePrevious,
  PieceEarlier,
  PieceLater,
  PieceHide,
  PieceRemove,
  LookNew,
  LookNext,
  LookPrevious,
  CharacterNext,
  CharacterPrevious,
  MomentNext,
  MomentPrevious,
  MomentNone,
  VersionSave,
  ShowContinuity,
  StoryImport,
  StoryExport,
  StoryAdd,
  StoryEnterScene,
  StoryLeaveScene,
  StoryCopyForward,
  StoryDeclareChange,
  StoryWashed,
  StoryShot,
  StoryCopyCells,
  StoryPasteCells,
  StoryNextConflict,
  StoryPreviousConflict,
  StoryWaive,
  StoryOnlyConflicts,
  Count_,
};

// What is in Looks is heard in the workspaces of looks and sets only, what is in Story in Continuity only,
// where the keys that edit assets are not.
enum class ActionGroup : std::uint8_t { File, Editing, View, Picture, Decision, Help, Looks, Story };

struct ActionInfo {
  Action action;
  std::string_view id;  // Stable: "view.front".
  ActionGroup group;
  std::string_view ko;
  std::string_view en;
  std::string_view keys;  // Default chord: "Ctrl+I", "Space", ""; several separated by '|'.
};

std::span<const ActionInfo> actions();  // In the order of the enumeration.
const ActionInfo& info(Action action);
std::optional<Action> find_action(std::string_view id);

}  // namespace bandaji
