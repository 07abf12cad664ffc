#include "app/core/action.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace bandaji {
namespace {

using enum Action;
using G = ActionGroup;

// In the order of the enumeration; the assertion below and a test hold it there.
constexpr auto kActions = std::to_array<ActionInfo>({
    {NewCatalog, "file.new", G::File, "새 카탈로그…", "New catalog…", "Ctrl+Shift+N"},
    {OpenCatalog, "file.open", G::File, "카탈로그 열기…", "Open catalog…", "Ctrl+O"},
    {ImportFiles, "file.import", G::File, "파일 가져오기…", "Import files…", "Ctrl+I"},
    {ImportFolder, "file.import_folder", G::File, "폴더 가져오기…", "Import a folder…", "Ctrl+Shift+I"},
    {ExportSheet, "file.export_sheet", G::File, "시트 내보내기…", "Export a sheet…", "Ctrl+E"},
    {CleanPicture, "file.clean_picture", G::File, "깨끗한 그림 저장", "Save a clean picture", "F12"},
    {OpenExportsFolder, "file.exports_folder", G::File, "내보낸 파일 폴더 열기", "Open the exports folder",
     ""},
    {Quit, "file.quit", G::File, "끝내기", "Quit", "Ctrl+Q"},

    {Undo, "edit.undo", G::Editing, "실행 취소", "Undo", "Ctrl+Z"},
    {Redo, "edit.redo", G::Editing, "다시 실행", "Redo", "Ctrl+Shift+Z|Ctrl+Y"},
    {SelectAll, "edit.select_all", G::Editing, "모두 선택", "Select all", "Ctrl+A"},
    {SelectNone, "edit.select_none", G::Editing, "선택 해제", "Select nothing", "Ctrl+Shift+A"},
    {Rename, "edit.rename", G::Editing, "이름 바꾸기", "Rename", "F2"},
    {Trash, "edit.trash", G::Editing, "휴지통으로", "Move to the trash", "Del"},
    {RestoreFromTrash, "edit.restore", G::Editing, "휴지통에서 되돌리기", "Restore from the trash",
     "Shift+Del"},
    {EditTags, "edit.tags", G::Editing, "태그 편집…", "Edit tags…", "T"},
    {ThumbnailFromView, "thumbnail.view", G::Editing, "지금 보는 모습을 섬네일로", "Thumbnail from this view",
     "Ctrl+T"},
    {ThumbnailFromFile, "thumbnail.file", G::Editing, "그림 파일을 섬네일로…",
     "Thumbnail from a picture file…", "Ctrl+Shift+T"},
    {ThumbnailFromClipboard, "thumbnail.paste", G::Editing, "클립보드 그림을 섬네일로",
     "Paste a picture as thumbnail", "Ctrl+Shift+V"},
    {ThumbnailReset, "thumbnail.reset", G::Editing, "섬네일을 처음대로", "Thumbnail as it was at first", ""},
    {Rate0, "edit.rate_0", G::Editing, "별점 없음", "No rating", "Ctrl+0"},
    {Rate1, "edit.rate_1", G::Editing, "별점 1", "Rate 1", "Ctrl+1"},
    {Rate2, "edit.rate_2", G::Editing, "별점 2", "Rate 2", "Ctrl+2"},
    {Rate3, "edit.rate_3", G::Editing, "별점 3", "Rate 3", "Ctrl+3"},
    {Rate4, "edit.rate_4", G::Editing, "별점 4", "Rate 4", "Ctrl+4"},
    {Rate5, "edit.rate_5", G::Editing, "별점 5", "Rate 5", "Ctrl+5"},

    {Search, "view.search", G::View, "검색", "Search", "Ctrl+K"},
    {CommandPalette, "view.palette", G::View, "명령 찾기…", "Command palette…", "Ctrl+P"},
    {CheatSheet, "help.keys", G::Help, "단축키 안내", "Keys", "?"},
    {Preferences, "file.preferences", G::File, "환경설정…", "Preferences…", "Ctrl+,"},
    {About, "help.about", G::Help, "반닫이 정보", "About Bandaji", ""},

    {GridView, "view.grid", G::View, "격자로 보기", "Show as grid", "Alt+1"},
    {ListView, "view.list", G::View, "목록으로 보기", "Show as list", "Alt+2"},
    {LargerThumbnails, "view.larger", G::View, "섬네일 크게", "Larger thumbnails", "Ctrl+="},
    {SmallerThumbnails, "view.smaller", G::View, "섬네일 작게", "Smaller thumbnails", "Ctrl+-"},
    {ToggleSides, "view.sides", G::View, "옆 칸 보이기/숨기기", "Show or hide the sides", "Tab"},
    {FullScreen, "view.full_screen", G::View, "전체 화면", "Full screen", "F|F11"},
    {OpenViewport, "view.open", G::View, "크게 보기", "Open large view", "Space|Enter"},
    {CloseViewport, "view.close", G::View, "크게 보기 닫기", "Close large view", "Esc"},

    {NextAsset, "view.next", G::View, "다음 자산 (카메라 유지)", "Next asset, keeping the camera",
     "Ctrl+Right"},
    {PreviousAsset, "view.previous", G::View, "이전 자산 (카메라 유지)", "Previous asset, keeping the camera",
     "Ctrl+Left"},

    {ShowVariants, "view.variants", G::View, "색상·변형 펼치기", "Spread out colorways and variants",
     "Alt+V"},

    {ViewFront, "view.front", G::Picture, "정면", "Front", "1"},
    {ViewBack, "view.back", G::Picture, "뒷면", "Back", "Shift+1"},
    {ViewLeft, "view.left", G::Picture, "왼쪽", "Left", "Shift+3"},
    {ViewRight, "view.right", G::Picture, "오른쪽", "Right", "3"},
    {ViewTop, "view.top", G::Picture, "위", "Top", "7"},
    {ViewIso, "view.iso", G::Picture, "비스듬히", "Three-quarter", "9"},
    {ToggleOrthographic, "view.orthographic", G::Picture, "직교 투영", "Orthographic", "5"},
    {Fit, "view.fit", G::Picture, "화면에 맞추기", "Fit", ".|Home"},

    {OrbitLeft, "view.orbit_left", G::Picture, "왼쪽으로 돌기", "Orbit left", "Shift+Left"},
    {OrbitRight, "view.orbit_right", G::Picture, "오른쪽으로 돌기", "Orbit right", "Shift+Right"},
    {OrbitUp, "view.orbit_up", G::Picture, "위로 돌기", "Orbit up", "Shift+Up"},
    {OrbitDown, "view.orbit_down", G::Picture, "아래로 돌기", "Orbit down", "Shift+Down"},
    {PanLeft, "view.pan_left", G::Picture, "왼쪽으로 밀기", "Move the view left", "Ctrl+Shift+Left"},
    {PanRight, "view.pan_right", G::Picture, "오른쪽으로 밀기", "Move the view right", "Ctrl+Shift+Right"},
    {PanUp, "view.pan_up", G::Picture, "위로 밀기", "Move the view up", "Ctrl+Shift+Up"},
    {PanDown, "view.pan_down", G::Picture, "아래로 밀기", "Move the view down", "Ctrl+Shift+Down"},
    {ZoomIn, "view.zoom_in", G::Picture, "가까이", "Closer", "=|Shift+="},
    {ZoomOut, "view.zoom_out", G::Picture, "멀리", "Further away", "-"},

    {CycleWireframe, "picture.wireframe", G::Picture, "와이어프레임", "Wireframe", "W"},
    {CycleShading, "picture.shading", G::Picture, "다음 음영 방식", "Next shading", "Shift+W"},
    {ToggleGround, "picture.ground", G::Picture, "바닥과 격자", "Ground and grid", "G"},
    {NextLight, "picture.next_light", G::Picture, "다음 조명", "Next light", "L"},
    {RotateLightLeft, "picture.light_left", G::Picture, "조명 왼쪽으로", "Rotate the light left", "["},
    {RotateLightRight, "picture.light_right", G::Picture, "조명 오른쪽으로", "Rotate the light right", "]"},
    {NextToneMap, "picture.tone_map", G::Picture, "다음 톤 매핑", "Next tone map", "Shift+L"},

    {Approve, "decision.approve", G::Decision, "승인", "Approve", "Ctrl+Enter"},
    {RequestChanges, "decision.changes", G::Decision, "수정 요청", "Request changes", "Ctrl+Shift+Enter"},
    {Hold, "decision.hold", G::Decision, "보류", "Hold", "Ctrl+H"},

    {SwitchLanguage, "view.language", G::View, "한국어/영어 바꾸기", "Switch Korean and English",
     "Ctrl+Shift+L"},
    {ShowJobs, "view.jobs", G::View, "작업 보기", "Show jobs", "Ctrl+J"},
    {ShowProblems, "view.problems", G::View, "문제 보기", "Show problems", "Ctrl+Shift+P"},
    {ShowActivity, "view.activity", G::View, "변경 기록", "Show activity", "Ctrl+Shift+H"},
    {CheckCatalog, "file.check", G::File, "카탈로그 검사", "Check the catalog", ""},
    {ShowVocabulary, "view.vocabulary", G::View, "용어집", "Vocabulary", "Alt+T"},
    {ShowRecords, "view.records", G::View, "실물·사람·관계 기록", "Records", "Alt+R"},

    {ShowLightTools, "tool.light", G::Picture, "빛과 색", "Light and color", "Shift+G"},
    {ShowParts, "tool.parts", G::Picture, "부분 목록", "Parts", "P"},
    {ShowMaterials, "tool.materials", G::Picture, "재질과 텍스처", "Materials and textures", "N"},
    {ShowCameras, "tool.cameras", G::Picture, "카메라와 렌즈", "Cameras and lens", "C"},
    {ShowMotion, "tool.motion", G::Picture, "움직임과 턴테이블", "Motion and turntable", "O"},
    {ToggleSection, "tool.section", G::Picture, "단면", "Section", "X"},
    {NextSectionAxis, "tool.section_axis", G::Picture, "단면 방향 바꾸기", "Next section axis", "Shift+X"},
    {FlipSection, "tool.section_flip", G::Picture, "단면 뒤집기", "Flip the section", "Alt+X"},
    {SectionForward, "tool.section_forward", G::Picture, "단면 앞으로", "Move the section on", "Alt+Up"},
    {SectionBack, "tool.section_back", G::Picture, "단면 뒤로", "Move the section back", "Alt+Down"},
    {Measure, "tool.measure", G::Picture, "치수 재기", "Measure", "M"},
    {ClearMeasurements, "tool.measure_clear", G::Picture, "잰 것 모두 지우기", "Clear the measurements",
     "Shift+M"},
    {NextUnit, "tool.unit", G::Picture, "다음 길이 단위", "Next unit of length", "U"},
    {ToggleFigure, "tool.figure", G::Picture, "사람 크기 비교 (170 cm)", "A person for scale (170 cm)", "Y"},
    {HidePart, "tool.hide", G::Picture, "고른 부분 숨기기/보이기", "Hide or show the chosen part", "H"},
    {IsolatePart, "tool.isolate", G::Picture, "고른 부분만 보기", "Isolate the chosen part", "I"},
    {ShowAllParts, "tool.show_all", G::Picture, "모든 부분 보이기", "Show all parts", "Shift+H"},
    {LightStrip, "tool.light_strip", G::Picture, "조명 비교 띠", "Light strip", "Alt+L"},
    {TurntableStrip, "tool.turntable_strip", G::Picture, "턴테이블 띠", "Turntable strip", "Shift+O"},
    {NextChannel, "tool.channel", G::Picture, "다음 재질 채널", "Next material channel", "Shift+N"},
    {Compare, "tool.compare", G::Picture, "비교", "Compare", "B"},
    {NextCompareMode, "tool.compare_mode", G::Picture, "다음 비교 방식", "Next way to compare", "Shift+B"},
    {FlipCompare, "tool.compare_flip", G::Picture, "비교: 번갈아 보기", "Compare: flip", "V"},
    {PlayPause, "tool.play", G::Picture, "재생/멈춤", "Play or pause", "K"},
    {SaveCamera, "tool.camera_save", G::Picture, "카메라 저장", "Save a camera", "Shift+C"},
    {TransparentGround, "tool.transparent", G::Picture, "투명한 배경", "Transparent background", "Alt+G"},
    {ToggleFly, "tool.fly", G::Picture, "날며 둘러보기", "Fly through", "Shift+F"},
    {ExportTurntable, "tool.turntable_export", G::Picture, "턴테이블 그림 저장", "Save turntable pictures",
     "Shift+F12"},
    {ExportTurntableSheet, "tool.turntable_sheet", G::Picture, "턴테이블을 한 장으로 저장",
     "Save the turntable as one picture", ""},
    {ShowLibrary, "view.library", G::View, "자산 보기로", "Go to the Library", "F5"},
    {ShowLooks, "view.looks", G::View, "룩 보기로", "Go to Looks", "F6"},
    {ShowSets, "view.sets", G::View, "세트 보기로", "Go to Sets", "F7"},
    {PieceAdd, "piece.add", G::Looks, "품목 추가…", "Add a piece…", "A|Insert"},
    {PieceNext, "piece.next", G::Looks, "다음 품목", "Next piece", "Down"},
    {PiecePrevious, "piece.previous", G::Looks, "이전 품목", "Previous piece", "Up"},
    {PieceEarlier, "piece.earlier", G::Looks, "품목을 위로", "Move the piece up", "Alt+Up"},
    {PieceLater, "piece.later", G::Looks, "품목을 아래로", "Move the piece down", "Alt+Down"},
    {PieceHide, "piece.hide", G::Looks, "품목 숨기기/보이기", "Hide or show the piece", "H"},
    {PieceRemove, "piece.remove", G::Looks, "품목 빼기", "Take the piece out", "Del"},
    {LookNew, "look.new", G::Looks, "다음 착장 번호 만들기", "New change number", "N"},
    {LookNext, "look.next", G::Looks, "다음 룩 또는 세트", "Next look or set", "PageDown"},
    {LookPrevious, "look.previous", G::Looks, "이전 룩 또는 세트", "Previous look or set", "PageUp"},
    {CharacterNext, "look.character_next", G::Looks, "다음 인물", "Next character", "Ctrl+PageDown"},
    {CharacterPrevious, "look.character_previous", G::Looks, "이전 인물", "Previous character",
     "Ctrl+PageUp"},
    {MomentNext, "look.scene_next", G::Looks, "다음 씬의 모습", "As in the next scene", "Right"},
    {MomentPrevious, "look.scene_previous", G::Looks, "이전 씬의 모습", "As in the scene before", "Left"},
    {MomentNone, "look.scene_none", G::Looks, "만든 그대로의 모습", "As it was made", "0"},
    {VersionSave, "look.version", G::Looks, "버전 저장…", "Save a version…", "Ctrl+S"},
    {ShowContinuity, "view.continuity", G::View, "연속성 보기로", "Go to Continuity", "F4"},
    {StoryImport, "story.import", G::File, "대본·씬 표 가져오기…", "Import a script or table…", "Alt+I"},
    {StoryExport, "story.export", G::Story, "표를 CSV 로 저장", "Save the table as CSV", "Alt+E"},
    {StoryAdd, "story.add", G::Story, "씬이나 줄 추가", "Add a scene or row", "Insert"},
    {StoryEnterScene, "story.enter", G::Story, "씬에 넣기", "Put into the scene", "Space"},
    {StoryLeaveScene, "story.leave", G::Story, "씬에서 빼기", "Take out of the scene", "Del"},
    {StoryCopyForward, "story.copy_forward", G::Story, "다음 씬으로 이어 입기", "Copy forward", "Ctrl+D"},
    {StoryDeclareChange, "story.change", G::Story, "갈아입음 표시", "Declare a change", "Alt+C"},
    {StoryWashed, "story.washed", G::Story, "세탁·수선 표시", "Mark as washed or mended", "Alt+W"},
    {StoryShot, "story.shot", G::Story, "촬영함 표시", "Mark as shot", "Alt+S"},
    {StoryCopyCells, "story.copy", G::Story, "착장 번호 복사", "Copy change numbers", "Ctrl+C"},
    {StoryPasteCells, "story.paste", G::Story, "착장 번호 붙여넣기", "Paste change numbers", "Ctrl+V"},
    {StoryNextConflict, "story.next_conflict", G::Story, "다음 문제", "Next conflict", "F8"},
    {StoryPreviousConflict, "story.previous_conflict", G::Story, "앞 문제", "Previous conflict", "Shift+F8"},
    {StoryWaive, "story.waive", G::Story, "예외 인정…", "Waive…", "Alt+X"},
    {StoryOnlyConflicts, "story.only_conflicts", G::Story, "문제 있는 씬만", "Only scenes with conflicts",
     "Alt+F"},
});

consteval bool in_order() {
  if (kActions.size() != static_cast<std::size_t>(Action::Count_)) return false;
  for (std::size_t i = 0; i < kActions.size(); ++i) {
    if (static_cast<std::size_t>(kActions[i].action) != i) return false;
  }
  return true;
}
static_assert(in_order(), "kActions must follow the enumeration");

}  // namespace

std::span<const ActionInfo> actions() {
  return kActions;
}

const ActionInfo& info(Action action) {
  assert(action < Action::Count_);
  return kActions[static_cast<std::size_t>(action)];
}

std::optional<Action> find_action(std::string_view id) {
  const auto found =
      std::find_if(kActions.begin(), kActions.end(), [&](const ActionInfo& entry) { return entry.id == id; });
  if (found == kActions.end()) return std::nullopt;
  return found->action;
}

}  // namespace bandaji
