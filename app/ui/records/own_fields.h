// What a studio records about assets beyond the shipped fields, and what names an asset:
// sections of the inspector.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/ui/looks/record_rows.h"
#include "app/ui/model.h"
#include "app/ui/ui.h"
#include "db/production.h"
#include "db/record_reads.h"

namespace bandaji {

struct OwnFieldsPanel {
  // As of a revision of the catalog, for one asset.
  std::uint64_t revision = 0;
  Id asset;
  std::vector<std::pair<CustomField, std::string>> fields;  // Those of its kind, with their values.
  struct Named {
    RecordType type;
    Id id;
    std::string words;
  };
  std::vector<Named> used;  // Looks, sets, copies, collections … that name it.
  rows::Editor editor;
};

// The studio's own fields of the asset in focus; nothing where its kind has none.
void draw_own_fields(Ui& ui, OwnFieldsPanel& panel, const UiModel& model, Requests& out);
// What names the asset in focus.
void draw_where_used(Ui& ui, OwnFieldsPanel& panel, const UiModel& model, Requests& out);

// Whether a field of the studio is one of assets of this kind.
bool applies_to(const CustomField& field, std::string_view kind, const Vocabulary& vocabulary);

}  // namespace bandaji
