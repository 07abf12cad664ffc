// What the Looks and Sets workspaces have in common: both show one composition of many
// pieces in the middle, list the pieces beside it, and the scenes in which it is seen below.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/core/composition.h"
#include "app/ui/looks/record_rows.h"
#include "app/ui/looks/stage.h"
#include "app/ui/looks/versions.h"
#include "app/ui/model.h"
#include "app/ui/ui.h"
#include "app/ui/view_tools.h"
#include "db/production.h"

namespace bandaji {

// Finds an asset in the library.
struct AssetPicker {
  bool open = false;
  bool images = false;  // Of pictures; else of everything but them.
  bool focus = false;
  std::string search, matched = "\n";
  std::vector<Id> found;
};
void open_picker(AssetPicker& picker, bool images = false);

// View state of such a workspace.
struct Workshop {
  AssetPicker picker;
  rows::Editor editor;
  ViewTools tools;
  VersionsTab versions;
  bool show_piece = false;  // Scrolls to the one in focus.

  const Library* seen_library = nullptr;
  std::int64_t seen_change = -1;
  std::string seen;                         // What was read, as a key of the workspace's own.
  std::shared_ptr<const Composition> sent;  // What the large pane was asked to show.
  Id framed;                                // The look's owner or set before which the camera stands.
  Id measured;                              // Likewise, what measurements and sections were made on.
  std::shared_ptr<const BakedModel> boxes_of;
  std::vector<stage::PartBox> boxes;
};

// A scene in which the composition is seen.
struct Moment {
  Scene scene;
  std::string name;  // "3-12A"
  std::string day;   // "D4"
};

namespace workshop {

// Whether what is shown must be read again: the catalog changed, or `key` did.
bool begin_read(Workshop& shop, const UiModel& model, const std::string& key);
// The scenes that are wanted, in the order of the script.
std::vector<Moment> moments(const Catalog& catalog, const std::function<bool(const Scene&)>& wanted);

// Steps through values of which each has an id; the nearest end when there is no further one.
template <class Values, class IdOf>
Id stepped(const Values& values, const Id& from, std::ptrdiff_t step, const IdOf& id_of) {
  if (values.empty()) return {};
  std::ptrdiff_t at = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (id_of(values[i]) == from) at = static_cast<std::ptrdiff_t>(i) + step;
  const auto last = static_cast<std::ptrdiff_t>(values.size()) - 1;
  return id_of(values[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at, 0, last))]);
}
// The value whose neighbor takes the focus when it is taken out; empty when it was alone.
template <class Values>
Id neighbor(const Values& values, const Id& of) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].id != of) continue;
    return i + 1 < values.size() ? values[i + 1].id : i > 0 ? values[i - 1].id : Id();
  }
  return {};
}
template <class Values>
bool holds(const Values& values, const Id& id) {
  return std::any_of(values.begin(), values.end(), [&](const auto& one) { return one.id == id; });
}
// Before the first moment stands "as made": an empty id.
Id step_moment(std::span<const Moment> moments, const Id& scene, std::ptrdiff_t step);

// A piece goes to the trash, under a label of its own.
Change take_out(RecordType type, const Id& id, std::string ko, std::string en);

// ---- the picture

struct Middle {
  stage::View view;
  Ray ray{};                   // Under the mouse.
  std::optional<Id> clicked;   // A piece was.
  bool held_by_tools = false;  // A tool uses the mouse.
};
// The composition with its tools; nothing is drawn of an empty one.  `owner`: the camera stays as long as it
// is the same.  `held`: the hand moves a piece.  `rail_top`: below the words at the top of the pane.
Middle draw_middle(Ui& ui, Workshop& shop, std::string_view id, const UiModel& model,
                   const std::shared_ptr<const Composition>& composition, const Id& owner,
                   const ToolSubject& subject, ImVec2 min, ImVec2 max, bool held, float rail_top,
                   Requests& out);
// The box of a piece in the model that is shown.
const stage::PartBox* box_of(const Workshop& shop, const Composition& composition, const Id& piece);

// ---- lists

// A card's picture and frame; true when it was pressed.
struct PieceRow {
  std::string id;
  const ContentHash* picture = nullptr;
  std::string name, line;
  std::string badge;  // At the right of the name.
  bool current = false;
  bool faded = false;
  bool handle = false;  // It can be dragged.
};
struct PieceRowHit {
  bool pressed = false;
  bool dragged = false;
  bool toggled = false;
};
inline constexpr float kPieceRow = 52;
// At the right end a sign that can be pressed, drawn by `sign` into its box.
PieceRowHit piece_row(Ui& ui, const UiModel& model, const PieceRow& row, std::string_view toggle_id,
                      std::string_view toggle_tip,
                      const std::function<void(ImDrawList&, ImVec2 min, ImVec2 max)>& sign);

// Which version of its asset a piece is drawn in, and which copy is used.
struct Pinned {
  std::int64_t number = 0, newest = 0;  // 0 when nothing is pinned, or there is no such version.
  bool outdated() const { return number > 0 && number < newest; }
};
Pinned pinned(const Catalog& catalog, const Id& asset, const Id& version);
// Rows that choose version and copy; columns "version" and "unit" as far as the record has them.
void draw_pins(Ui& ui, const UiModel& model, std::string_view prefix, const RecordRow& row, Requests& out);
// Buttons below the fields of a piece; true when it is to be taken out.
bool draw_piece_buttons(Ui& ui, const UiModel& model, std::string_view prefix, const Id& asset,
                        Requests& out);

// The picker fills its side; an asset that was chosen, which closes it.  `above` draws what is asked besides.
std::optional<Id> draw_picker(Ui& ui, AssetPicker& picker, std::string_view prefix, std::string_view title,
                              const UiModel& model, Requests& out,
                              const std::function<void(float width)>& above = {});

// ---- the line of scenes

struct MomentStrip {
  std::string id;
  std::function<void(std::size_t, ImVec2 min, ImVec2 max)> decorate = {};  // Over a scene's cell.
  std::function<std::string(std::size_t)> words = {};                      // More for its tooltip.
};
// Scenes under their story days; a press or a drag along it chooses one.
void draw_moments(Ui& ui, const MomentStrip& strip, std::span<const Moment> moments, Id& scene, ImVec2 low,
                  ImVec2 high);

}  // namespace workshop
}  // namespace bandaji
