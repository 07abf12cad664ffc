// The Sets workspace: the sets at the left, one of them in 3D with what stands in it,
// its states over the scenes below, and its dressing by zone at the right.
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
#include "db/production.h"

namespace bandaji {

// What the workspace shows, as the catalog had it when it last changed.
struct SetsView {
  std::vector<std::pair<FilmSet, std::shared_ptr<const Composition>>> sets;
  std::set<Id> stale;  // Those that were changed since they were decided on.
  FilmSet film_set;
  RecordRow set_row;
  std::vector<SetPart> parts;
  std::vector<SetState> states;
  std::vector<Dressing> dressing;  // By zone, in their order within it.
  std::map<Id, Asset> assets;
  std::map<Id, AssetVersion> versions_of;  // Current ones, by asset.
  std::vector<Moment> scenes;              // In the order of the script.
  VersionsView versions;
  std::shared_ptr<const Composition> composition;
};

enum class SetsTab : std::uint8_t { Dressing, Set, States, Versions };

struct SetsPanel {
  Id film_set, dressing, state;
  Id scene;  // The set is shown as it is there.
  SetsTab tab = SetsTab::Dressing;
  bool moving = false;   // A drag in the picture moves the piece in focus over the ground.
  glm::vec3 grabbed{0};  // Where on the ground it was taken,
  glm::vec3 moved{0};    // and how far it is from there.
  bool holds = false;
  bool add_model = false;  // The picker chooses the set's own model.
  std::string add_zone;
  Workshop shop;
  OwnFieldsPanel own;

  SetsView view;
};

void draw_sets(Ui& ui, SetsPanel& panel, const UiModel& model, const ToolSubject& subject, Requests& out);
void act(SetsPanel& panel, Action action, const UiModel& model, Requests& out);
// Brings a set, or what belongs to one, into focus; false for other records.
bool show(SetsPanel& panel, const Catalog& catalog, RecordType type, const Id& id);

namespace sets {

// Parts, for sets_panel.cpp.
void read(SetsPanel& panel, const UiModel& model, Requests& out);
void draw_dressing(Ui& ui, SetsPanel& panel, const UiModel& model, Requests& out);
void draw_add(Ui& ui, SetsPanel& panel, const UiModel& model, Requests& out);
void draw_set_fields(Ui& ui, SetsPanel& panel, const UiModel& model, Requests& out);
void draw_states(Ui& ui, SetsPanel& panel, const UiModel& model, Requests& out);

}  // namespace sets
}  // namespace bandaji
