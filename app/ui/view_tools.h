// The tools over a picture of a model: section, measuring, parts, materials, light,
// cameras, motion and comparing.  They belong to no workspace: whoever shows a model
// in a pane keeps a ViewTools beside it, gives a ToolSubject, and carries out what is
// wished.  Drawn by app/ui/panels/tools.h.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/core/action.h"
#include "app/core/named_camera.h"
#include "app/ui/picture.h"
#include "assets/baked_model.h"
#include "assets/units.h"
#include "db/records.h"
#include "renderer/camera.h"
#include "renderer/parts.h"
#include "renderer/pick.h"
#include "renderer/snap.h"
#include "renderer/view_settings.h"

namespace bandaji {

enum class ToolPanel : std::uint8_t {
  None,
  Light,
  Parts,
  Material,
  Section,
  Measure,
  Camera,
  Motion,
  Compare
};
// A row of small pictures of the same model.
enum class StripKind : std::uint8_t { None, Lights, Turntable };
enum class CompareMode : std::uint8_t { Side, Flip, Wipe, Difference };

struct MeasuredSpan {
  glm::vec3 from{0}, to{0};  // World space, metres.
};

// How a map of a material is looked at.
struct MapWanted {
  std::int32_t image = -1;  // -1: nothing.
  int channel = -1;         // -1 all, 0 red … 3 alpha.
  bool layout = false;      // The triangles of `part` over it.
  std::uint32_t part = 0;
  bool second_uv = false;
  bool operator==(const MapWanted&) const = default;
};

// View state of one pane's tools; what the picture itself shows of it is in the ViewSettings.
struct ViewTools {
  ToolPanel panel = ToolPanel::None;
  bool compact = false;  // For small panes: only what belongs to the picture itself.

  bool section = false;
  int section_axis = 1;        // x, y or z.
  float section_share = 0.5f;  // From the near to the far side of the model along the axis.
  bool section_flip = false;
  bool section_caps = true;

  bool measuring = false;
  bool snapping = true;
  std::optional<SnapPoint> from, under;  // The first point; what the mouse points at.
  std::vector<MeasuredSpan> measured;
  LengthUnit unit = LengthUnit::Millimetre;
  double kan_mm = kUsualKanMillimetres;

  std::string part_search;
  std::optional<std::uint32_t> part;     // Chosen.
  std::optional<std::uint32_t> pointed;  // Row under the mouse.
  bool show_part = false;                // Scroll to it.
  MapWanted map;

  std::string sensor = "super35";
  std::optional<std::size_t> renaming;
  std::string camera_name;
  bool rename_starts = false;

  bool flying = false;  // Keys move through the model; until Esc.
  float fly_speed = 1;

  float wipe = 0.5f;
  bool wipe_held = false;  // By the mouse.
  bool flipped = false;

  // How high the open panel's contents were in the last frame, interface units.
  ToolPanel measured_panel = ToolPanel::None;
  float panel_height = 0;

  const BakedModel* of = nullptr;  // What parts, measurements and maps belong to.
};

struct StripPicture {
  std::string name;  // Of the light; or "45°".
  Picture picture;
};

// Something that may be compared with.
struct CompareChoice {
  Id version;
  std::string label;
};

// What is compared, as far as it is there.
struct CompareView {
  bool on = false;
  CompareMode mode = CompareMode::Side;
  Id version;
  std::string first, second;  // Names.
  bool loading = false;
  std::string problem;
  Picture picture;     // Of the other.
  Picture difference;  // Of both.
};

// Bytes in graphics memory that this program holds.
struct GpuUse {
  std::uint64_t models = 0, pictures = 0, thumbnails = 0, stills = 0;
  std::uint64_t total() const { return models + pictures + thumbnails + stills; }
};

// What the tools work on, const for a frame.
struct ToolSubject {
  int pane = 1;
  std::shared_ptr<const BakedModel> model;  // Null: nothing that has parts.
  Camera camera;
  Bounds bounds;  // Of the model as posed.
  const ViewSettings* view = nullptr;
  std::span<const Part> parts = {};
  StripKind strip_kind = StripKind::None;
  std::span<const StripPicture> strip = {};
  const CompareView* compare = nullptr;  // Null: nothing can be compared here.
  std::vector<CompareChoice> choices = {};
  std::span<const NamedCamera> cameras = {};
  bool can_keep_cameras = false;
  bool can_choose_scene = false;  // What is shown is an asset, and may be changed.
  bool korean = true;
  std::string lut_name = {}, environment_name = {};  // Of the files; empty for none.
  Picture map = {};
  bool playing = false;
  bool still = false;  // The picture has the quality of a still.
  // What a pixel of the pane shows; measured from its top left.
  std::function<std::optional<Pick>(glm::vec2)> pick = {};
  // Key of an action, for tooltips.
  std::function<std::string(Action)> key = {};
};

enum class FileWish : std::uint8_t { ChooseLut, ClearLut, ChooseEnvironment, ClearEnvironment };

// What the owner of the pane is asked to do.
struct ToolWishes {
  std::optional<ViewSettings> view;
  std::optional<Camera> camera;
  std::optional<ViewAngles> angles;
  std::optional<std::vector<NamedCamera>> cameras;  // In place of those that there are.
  std::string cameras_ko, cameras_en;               // What was done to them, for undo.
  std::optional<StripKind> strip;
  std::optional<CompareMode> compare_mode;
  std::optional<Id> compare_with;  // A version; nil ends comparing.
  std::optional<MapWanted> map;
  std::optional<bool> playing;
  std::optional<FileWish> file;
  std::optional<std::string> file_scene;   // Of the file's scenes by its label; empty: the file's own choice.
  std::optional<Action> export_turntable;  // ExportTurntable or ExportTurntableSheet.
  std::vector<Action> actions;             // None of the tools' own.
  bool empty() const;
};

// The plane that the tools' section stands for; empty when it is off or there is no model.
std::optional<SectionPlane> section_of(const ViewTools& tools, const Bounds& bounds);
// A length in metres as the tools write it: "1.24 m", "0.51 칸".
std::string tool_length(const ViewTools& tools, double metres);
// Starts anew for another model: nothing measured, hidden or chosen.  True when `view` changed.
bool begin_model(ViewTools& tools, const ToolSubject& subject, ViewSettings& view);
// Does what an action asks of the tools.  False when it is none of theirs.
bool run_tool_action(Action action, ViewTools& tools, const ToolSubject& subject, ToolWishes& out);
// Takes the last thing back that a person would call open: a point, a tool, a panel.  False when none is.
bool escape_tools(ViewTools& tools, const ToolSubject& subject, ToolWishes& out);
// The corner, edge or surface under a pixel of a pane so large.
std::optional<SnapPoint> point_under(const ViewTools& tools, const ToolSubject& subject, glm::vec2 cursor_px,
                                     glm::vec2 size_px);
bool is_tool_action(Action action);

}  // namespace bandaji
