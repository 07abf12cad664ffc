// The Sets workspace: the sets at the left, one of them in 3D with what stands in it,
// its states over the scenes below, and its dressing by zone at the right.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/core/action.h"
#include "app/core/composition.h"
#include "app/ui/looks/record_rows.h"
#include "app/ui/looks/stage.h"
#include "app/ui/model.h"
#include "app/ui/ui.h"
#include "db/production.h"

namespace bandaji {

// What the workspace shows, as the catalog had it when it last changed.
struct SetsView {
  std::vector<std::pair<FilmSet, std::shared_ptr<const Composition>>> sets;
  FilmSet film_set;
  RecordRow set_row;
  std::vector<SetPart> parts;
  std::vector<SetState> states;
  std::vector<Dressing> dressing;  // By zone, in their order within it.
  std::map<Id, Asset> assets;
  std::map<Id, AssetVersion> versions;
  struct Used {
    Scene scene;
    std::string name;  // "3-12A"
    std::string day;
  };
  std::vector<Used> scenes;  // In the order of the script.
  std::shared_ptr<const Composition> composition;
};

enum class SetsTab : std::uint8_t { Dressing, Set, States };

struct SetsPanel {
  Id film_set, dressing, state;
  Id scene;  // The set is shown as it is there.
  SetsTab tab = SetsTab::Dressing;
  bool moving = false;   // A drag in the picture moves the piece in focus over the ground.
  glm::vec3 grabbed{0};  // Where on the ground it was taken,
  glm::vec3 moved{0};    // and how far it is from there.
  bool holds = false;
  bool adding = false;
  bool add_model = false;  // The picker chooses the set's own model.
  bool add_focus = false;
  std::string add_search, add_matched = "\n", add_zone;
  std::vector<Id> add_found;
  rows::Editor editor;

  SetsView view;
  std::int64_t seen_change = -1;
  std::pair<Id, std::pair<Id, Id>> seen;  // Set, state and scene that `view` is of.
  const Library* seen_library = nullptr;
  bool show_dressing = false;
  std::shared_ptr<const Composition> sent;  // What the large pane was asked to show.
  Id last_set;                              // The camera stands before it.
  std::shared_ptr<const BakedModel> boxes_of;
  std::vector<stage::PartBox> boxes;
};

void draw_sets(Ui& ui, SetsPanel& panel, const UiModel& model, Requests& out);
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
