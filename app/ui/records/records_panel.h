// Every record that has no workspace of its own, in one dialog: copies and where they are,
// people, palettes, relations, own fields … and the trash of all of them.
//
// View state only; edits leave as requests.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/ui/keys.h"
#include "app/ui/looks/record_rows.h"
#include "app/ui/model.h"
#include "app/ui/records/location_tree.h"
#include "app/ui/records/own_fields.h"
#include "app/ui/ui.h"
#include "db/record_names.h"
#include "db/record_reads.h"

namespace bandaji {

struct RecordsPanel {
  RecordType type = RecordType::Unit;
  bool trash = false;     // Instead: what is in the trash, of any type.
  bool of_asset = false;  // Only what is about the asset in focus.
  std::string search;
  bool search_active = false;  // Arrows go from it into the list.
  Id focus;
  bool show_focus = false;
  bool adding = false;
  std::map<std::string, std::string, std::less<>> draft;  // Texts by column, references by name.
  rows::Editor editor;
  OwnFieldsPanel own;
  std::string place_search;

  // As of a revision of the catalog and what is chosen above.
  std::uint64_t revision = 0;
  std::string made_for;
  std::vector<RecordRow> rows;
  LocationTree places;             // Of the rows, when they are places and not searched.
  std::vector<std::string> words;  // Of each row: what is written after its title.
  std::shared_ptr<RecordNames> names;
  std::unordered_map<Id, std::string> asset_names;  // Of copies, in the language shown; as asked for.
  Id uses_of;
  std::vector<Use> uses;
};

// Brings a record into focus.
void show(RecordsPanel& panel, RecordType type, const Id& id);
void draw_records(Ui& ui, RecordsPanel& panel, const UiModel& model, Requests& out);
bool records_key(RecordsPanel& panel, const Chord& chord, bool text_active, const UiModel& model,
                 Requests& out);

}  // namespace bandaji
