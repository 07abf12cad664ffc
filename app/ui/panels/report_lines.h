// What dialogs that list things share.
#pragma once

#include <string_view>

#include "app/ui/ui.h"

namespace bandaji {

// The scrolling middle of a dialog, above its buttons.
ImVec2 body_size(Ui& ui);

// An icon with a line, and a paragraph under it where there is something more to say.
void icon_line(Ui& ui, Icon icon, ImU32 color, std::string_view words, std::string_view detail,
               ImU32 detail_color);

}  // namespace bandaji
