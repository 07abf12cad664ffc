// The left side: what the result is made of, with counts, to narrow it.
#pragma once

#include <map>
#include <string>

#include "app/ui/model.h"
#include "app/ui/records/collections.h"
#include "app/ui/ui.h"

namespace bandaji {

struct FacetPanel {
  std::map<std::string, bool> all_values;  // Facets that show more than the first few.
  CollectionsPanel collections;
};

void draw_facets(Ui& ui, FacetPanel& panel, const UiModel& model, Requests& out);

// How a facet's value is written for people.
std::string facet_value_label(const Ui& ui, const Facet& facet, const FacetValue& value);

}  // namespace bandaji
