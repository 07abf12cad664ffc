// How the window looks: colors, distances and ImGui's own style.  Neutral greys, so
// that costume colors are judged fairly; one accent, the muted green of 단청 (뇌록).
//
// Distances are interface units: pixels at scale 1, in a rhythm of 8.
#pragma once

#include <imgui.h>

#include <string_view>

namespace bandaji {

struct Theme {
  // Surfaces, darkest to lightest.
  ImU32 well = IM_COL32(30, 30, 30, 255);    // Input fields, behind pictures.
  ImU32 bar = IM_COL32(36, 36, 36, 255);     // Top and status bar.
  ImU32 side = IM_COL32(41, 41, 41, 255);    // Side panels.
  ImU32 ground = IM_COL32(46, 46, 46, 255);  // The room itself: 18 %.
  ImU32 card = IM_COL32(56, 56, 56, 255);
  ImU32 raised = IM_COL32(66, 66, 66, 255);   // Buttons, popups' hover.
  ImU32 hover = IM_COL32(255, 255, 255, 18);  // Laid over any surface.
  ImU32 line = IM_COL32(255, 255, 255, 20);
  ImU32 scrim = IM_COL32(14, 14, 14, 150);
  // Text.
  ImU32 text = IM_COL32(236, 236, 236, 255);
  ImU32 dim = IM_COL32(188, 188, 188, 255);
  ImU32 faint = IM_COL32(162, 162, 162, 255);
  // Accent.
  ImU32 accent = IM_COL32(104, 176, 146, 255);     // Lines, text, icons.
  ImU32 accent_fill = IM_COL32(58, 118, 94, 255);  // Behind white text.
  ImU32 accent_hover = IM_COL32(68, 134, 108, 255);
  ImU32 accent_wash = IM_COL32(104, 176, 146, 44);  // Behind selected rows.
  ImU32 danger = IM_COL32(232, 134, 120, 255);
  ImU32 danger_fill = IM_COL32(150, 62, 52, 255);
  ImU32 warning = IM_COL32(220, 172, 92, 255);
  ImU32 star = IM_COL32(226, 190, 108, 255);
  ImU32 match = IM_COL32(226, 190, 108, 70);  // Behind letters that were searched.

  float round_small = 4, round = 8;
  float row = 32;  // Height of buttons, inputs, rows of lists.
  float bar_height = 48, status_height = 30;
  float indent = 16;  // Inside panels.
};

// For eyes that need it: every text stands out by 7 to 1 and more, edges can be seen.
Theme high_contrast_theme();
// How much a color stands out from another, 1 to 21 (WCAG 2.1, contrast ratio).
float contrast_ratio(ImU32 a, ImU32 b);

// The chip color of a status key ("st_approved"), and of label 1 to 7.
ImU32 status_color(std::string_view status);
// "#RRGGBB"; `otherwise` for any other text.
ImU32 parse_color(std::string_view hex, ImU32 otherwise);
ImU32 label_color(int label);
ImU32 with_alpha(ImU32 color, float alpha);
ImU32 blend(ImU32 below, ImU32 above, float share);

// Pours the theme into ImGui's style at this scale.
void apply_theme(const Theme& theme, float scale);

}  // namespace bandaji
