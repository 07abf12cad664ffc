// What a studio records beyond the shipped fields, of assets and of every type of record, and
// what names an asset: sections of inspectors and forms.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/own_values.h"
#include "app/ui/looks/record_rows.h"
#include "app/ui/model.h"
#include "app/ui/ui.h"
#include "db/production.h"
#include "db/record_reads.h"

namespace bandaji {

struct OwnFieldsPanel {
  // As of a revision of the catalog, for one asset or record.
  std::uint64_t revision = 0;
  Id subject;
  std::vector<OwnValue> fields;
  struct Named {
    RecordType type;
    Id id;
    std::string words;
  };
  // Looks, sets, copies, collections … that name the asset, as of a revision.
  std::uint64_t used_revision = 0;
  Id used_of;
  std::vector<Named> used;
  rows::Editor editor;
};

// The studio's own fields of the asset in focus; nothing where its kind has none.
void draw_own_fields(Ui& ui, OwnFieldsPanel& panel, const UiModel& model, Requests& out);
// Those of a record; nothing where its type has none.
void draw_own_fields(Ui& ui, OwnFieldsPanel& panel, const UiModel& model, RecordType type, const Id& id,
                     Requests& out);
// What names the asset in focus.
void draw_where_used(Ui& ui, OwnFieldsPanel& panel, const UiModel& model, Requests& out);

// What an own field is of: all assets, a kind of them, or a type of record.  True when another was chosen.
bool pick_applies_to(Ui& ui, std::string_view widget, std::string& applies_to);

}  // namespace bandaji
