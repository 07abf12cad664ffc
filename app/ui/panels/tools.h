// The tools over a pane: a rail of icons at its left edge, the panel of the one that is
// open, a strip of small pictures, and what is drawn over the picture itself.
//
// Any workspace may show them: see app/ui/view_tools.h for what goes in and out.
#pragma once

#include "app/ui/ui.h"
#include "app/ui/view_tools.h"

namespace bandaji {

// What the mouse does on a pane, in pixels of the part of it that shows the model.
struct PaneHand {
  bool hovered = false;
  bool clicked = false;  // Pressed and let go at one place.
  bool moved = false;
  glm::vec2 cursor_px{0}, size_px{0};
  ImVec2 min, max;  // On the screen.
};

// How a picture that is compared stands in a pane.
struct PaneCompare {
  const CompareView* compare = nullptr;
  ViewTools* tools = nullptr;
  // Pixels of each side (x: left and right, y: above and below) that bars and words lie over: what is framed
  // keeps out from under them.  Even, so that the model turns about the middle of the pane.
  glm::vec2 covered_px{0};
};

// Of the rail's first column.
float tool_rail_width(const Ui& ui);
// Measurements, dimensions and the names of what is compared, over the picture.  Also follows the mouse.
void draw_tool_overlay(Ui& ui, ViewTools& tools, const ToolSubject& subject, const PaneHand& hand,
                       ToolWishes& out);
// Rail and open panel inside this box.
void draw_tool_rail(Ui& ui, ViewTools& tools, const ToolSubject& subject, const PaneHand& hand, ImVec2 min,
                    ImVec2 max, ToolWishes& out);
// How much of a pane `room_px` wide its left side gives to rail and panel, so that they cover nothing; 0
// where it has no room to give, and when no panel is open.
float tool_dock_width(Ui& ui, const ViewTools& tools, float room_px);
// Height of the strip in pixels; 0 when there is none.
float tool_strip_height(Ui& ui, const ToolSubject& subject);
void draw_tool_strip(Ui& ui, const ToolSubject& subject, ImVec2 min, ImVec2 max, ToolWishes& out);
// All of the above, for panes without furniture of their own.
void draw_view_tools(Ui& ui, ViewTools& tools, const ToolSubject& subject, const PaneHand& hand, ImVec2 min,
                     ImVec2 max, ToolWishes& out);

// The panels, one each; drawn into the current window.
void draw_light_panel(Ui& ui, const ToolSubject& subject, ToolWishes& out);
void draw_parts_panel(Ui& ui, ViewTools& tools, const ToolSubject& subject, ToolWishes& out);
void draw_material_panel(Ui& ui, ViewTools& tools, const ToolSubject& subject, ToolWishes& out);
void draw_section_panel(Ui& ui, ViewTools& tools, const ToolSubject& subject, ToolWishes& out);
void draw_measure_panel(Ui& ui, ViewTools& tools, const ToolSubject& subject, ToolWishes& out);
void draw_camera_panel(Ui& ui, ViewTools& tools, const ToolSubject& subject, glm::vec2 size_px,
                       ToolWishes& out);
void draw_motion_panel(Ui& ui, const ToolSubject& subject, ToolWishes& out);
void draw_compare_panel(Ui& ui, ViewTools& tools, const ToolSubject& subject, ToolWishes& out);

// Rows of the panels.
void tool_title(Ui& ui, std::string_view words, std::string_view right = {});
void tool_label(Ui& ui, std::string_view words);
// Label, slider and value; a double click puts it back to `reset`.
bool tool_slider(Ui& ui, std::string_view id, std::string_view label, float& value, float low, float high,
                 std::string_view shown, float reset);

const char* channel_label(Channel channel, bool korean);
const char* texture_slot_label(TextureSlot slot, bool korean);

}  // namespace bandaji
