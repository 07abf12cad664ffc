// Assets taken by the hand in the grid or the list, and let go over something that takes them.
#pragma once

#include <vector>

#include "app/ui/model.h"
#include "app/ui/panels/browser.h"
#include "app/ui/ui.h"

namespace bandaji {

// Right after the item that is pressed to take `asset`: with it go all that are selected, when it is one of
// them.  A drag is no click, so the selection stays.
void offer_assets(Ui& ui, BrowserPanel& panel, const UiModel& model, const Id& asset);
// Right after an item that takes assets: marks it while they are over it, and gives them when they are let
// go.
std::vector<Id> take_assets(Ui& ui, const UiModel& model);

}  // namespace bandaji
