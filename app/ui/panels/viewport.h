// The large view over the grid: the whole asset, with everything that changes how
// it is seen.
#pragma once

#include "app/ui/model.h"
#include "app/ui/ui.h"

namespace bandaji {

void draw_viewport(Ui& ui, ViewTools& tools, const ToolSubject& subject, const UiModel& model, Requests& out);

// Words for the view settings, also for tooltips and notices.
std::string_view tone_map_label(ToneMap map, bool korean);
const char* shading_label(ShadingMode mode, bool korean);

}  // namespace bandaji
