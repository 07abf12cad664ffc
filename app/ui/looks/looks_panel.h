// The Looks workspace: the looks of a character along the top, the composed figure in
// the middle, what it consists of at the right, its scenes and conditions below.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/core/action.h"
#include "app/core/composition.h"
#include "app/ui/looks/workshop.h"
#include "app/ui/model.h"
#include "app/ui/records/own_fields.h"
#include "app/ui/ui.h"
#include "db/hints.h"
#include "db/production.h"

namespace bandaji {

// What the workspace shows, as the catalog had it when it last changed.
struct LooksView {
  std::vector<Character> characters;
  std::vector<std::pair<Look, std::shared_ptr<const Composition>>> looks;  // Of the character.
  std::set<Id> stale;  // Those that were changed since they were decided on.
  Look look;
  RecordRow look_row;
  std::vector<LookItem> items;                    // In their order.
  std::map<Id, Asset> assets;                     // That the items name.
  std::map<Id, AssetVersion> versions_of;         // In which the items are drawn, by item.
  std::map<Id, workshop::Pinned> pins;            // Of the items that name a version.
  std::map<Id, std::vector<Colorway>> colorways;  // By asset.
  std::vector<ConditionStage> stages;
  std::vector<FaceMark> marks;
  std::vector<Moment> worn;      // In the order of the script,
  std::vector<SceneLook> links;  // one each.
  std::vector<Hint> hints;
  VersionsView versions;
  std::shared_ptr<const Composition> composition;
};

enum class LooksTab : std::uint8_t { Items, Look, Condition, Face, Versions };

struct LooksPanel {
  Id character, look, item, mark, stage;
  Id scene;  // The look is shown as it is there; empty: as it was made.
  bool at_end = true;
  LooksTab tab = LooksTab::Items;
  Id add_image_for;        // The picker looks for an image, for this record,
  std::string add_column;  // and this column of it.
  std::string waive_reason;
  std::string waiving;  // Id of the hint whose reason is being typed.
  Id dragged;           // Item under the hand.
  bool show_look = false;
  Workshop shop;
  OwnFieldsPanel own;

  LooksView view;
  // Of the model of the piece in focus.
  struct FileFacts {
    ContentHash manifest;
    std::vector<std::string> variants, materials;
  } file_facts;
};

void draw_looks(Ui& ui, LooksPanel& panel, const UiModel& model, const ToolSubject& subject, Requests& out);
// What a key or the command palette asks for; PieceX of items, LookX, MomentX.
void act(LooksPanel& panel, Action action, const UiModel& model, Requests& out);
// Brings a look, or what belongs to one, into focus; false for other records.
bool show(LooksPanel& panel, const Catalog& catalog, RecordType type, const Id& id);

namespace looks {

// Parts, for looks_panel.cpp.
void read(LooksPanel& panel, const UiModel& model, Requests& out);
void draw_items(Ui& ui, LooksPanel& panel, const UiModel& model, Requests& out);
void draw_add(Ui& ui, LooksPanel& panel, const UiModel& model, Requests& out);
void draw_look_fields(Ui& ui, LooksPanel& panel, const UiModel& model, Requests& out);
void draw_conditions(Ui& ui, LooksPanel& panel, const UiModel& model, Requests& out);
void draw_face_chart(Ui& ui, LooksPanel& panel, const UiModel& model, Requests& out);
void draw_timeline(Ui& ui, LooksPanel& panel, const UiModel& model, ImVec2 min, ImVec2 max);

// The condition in a scene, when it begins or ends.
const std::string& condition_of(const SceneLook& link, bool at_end);

// Edits of the list, each one change.
Change add_item(const Catalog& catalog, const LooksPanel& panel, const Asset& asset);
Change move_item(const LooksPanel& panel, const Id& item, std::ptrdiff_t to);
// The slot a piece usually has, by its kind and name.
std::string usual_slot(const Asset& asset, const Vocabulary& vocabulary);
int usual_layer(std::string_view slot);
// A picture of an asset in a box: its thumbnail, or a cube.
void draw_picture(Ui& ui, const UiModel& model, const ContentHash* hash, ImVec2 min, ImVec2 max, float round);

}  // namespace looks
}  // namespace bandaji
