#include "app/ui/panels/tools.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/matrix.hpp>

#include "app/ui/imgui_compat.h"
#include "renderer/environment.h"

namespace bandaji {
namespace {

constexpr float kRail = 44, kPanel = 284;  // Interface units, wide.
constexpr ImU32 kGlass = IM_COL32(34, 34, 34, 246);

struct RailEntry {
  Action action;
  Icon icon;
  ToolPanel panel;
};
constexpr auto kRailEntries = std::to_array<RailEntry>({
    {Action::ShowLightTools, Icon::Sun, ToolPanel::Light},
    {Action::ShowParts, Icon::Parts, ToolPanel::Parts},
    {Action::ShowMaterials, Icon::Swatch, ToolPanel::Material},
    {Action::ToggleSection, Icon::Section, ToolPanel::Section},
    {Action::Measure, Icon::Ruler, ToolPanel::Measure},
    {Action::ToggleFigure, Icon::Person, ToolPanel::None},
    {Action::ShowCameras, Icon::Lens, ToolPanel::Camera},
    {Action::ShowMotion, Icon::Film, ToolPanel::Motion},
    {Action::Compare, Icon::Compare, ToolPanel::Compare},
    {Action::LightStrip, Icon::Strip, ToolPanel::None},
});

bool is_on(const RailEntry& entry, const ViewTools& tools, const ToolSubject& subject) {
  switch (entry.action) {
    case Action::ToggleSection:
      return tools.section;
    case Action::Measure:
      return tools.measuring || tools.panel == ToolPanel::Measure;
    case Action::ToggleFigure:
      return subject.view->figure_metres > 0;
    case Action::Compare:
      return (subject.compare && subject.compare->on) || tools.panel == ToolPanel::Compare;
    case Action::LightStrip:
      return subject.strip_kind == StripKind::Lights;
    default:
      return tools.panel == entry.panel;
  }
}

// Where a point of the world is on the screen; empty behind the eye.
std::optional<ImVec2> on_screen(const ToolSubject& subject, const PaneHand& hand, const glm::vec3& point) {
  const glm::mat4 seen =
      subject.camera.projection(hand.size_px.x / std::max(hand.size_px.y, 1.0f), subject.bounds) *
      subject.camera.view();
  const glm::vec4 p = seen * glm::vec4(point, 1);
  if (p.w <= 1e-6f) return std::nullopt;
  return ImVec2(hand.min.x + (p.x / p.w * 0.5f + 0.5f) * hand.size_px.x,
                hand.min.y + (0.5f - p.y / p.w * 0.5f) * hand.size_px.y);
}

void draw_tag(Ui& ui, ImVec2 center, std::string_view words, ImU32 ink) {
  const Font& font = ui.fonts.small();
  const ImVec2 size = ui::measure(ui, font, words);
  const ImVec2 half(size.x / 2 + ui.px(7), ui.px(11));
  ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(center.x - half.x, center.y - half.y),
                                            ImVec2(center.x + half.x, center.y + half.y), kGlass, ui.px(6));
  ui::draw_text(ui, font, ImVec2(center.x - size.x / 2, center.y - font.size / 2), ink, words);
}

void draw_span(Ui& ui, const ViewTools& tools, const ToolSubject& subject, const PaneHand& hand,
               const glm::vec3& from, const glm::vec3& to, ImU32 color, bool ends) {
  const auto a = on_screen(subject, hand, from), b = on_screen(subject, hand, to);
  if (!a || !b) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddLine(*a, *b, IM_COL32(20, 20, 20, 160), ui.px(3.4f));
  list.AddLine(*a, *b, color, ui.px(1.6f));
  if (ends)
    for (const ImVec2& end : {*a, *b}) {
      list.AddCircleFilled(end, ui.px(4), IM_COL32(24, 24, 24, 220));
      list.AddCircleFilled(end, ui.px(2.6f), color);
    }
  if (std::hypot(a->x - b->x, a->y - b->y) > ui.px(26))
    draw_tag(ui, ImVec2((a->x + b->x) / 2, (a->y + b->y) / 2), tool_length(tools, measure(from, to).whole),
             ui.theme.text);
}

// The three edges of the model's box that stand out towards the viewer, with their lengths.
void draw_dimensions(Ui& ui, const ViewTools& tools, const ToolSubject& subject, const PaneHand& hand) {
  const Bounds& box = subject.bounds;
  if (box.empty()) return;
  const glm::vec3 toward = subject.camera.eye - subject.camera.target;
  const bool front = toward.z >= 0, left = toward.x >= 0;
  const float z = front ? box.max.z : box.min.z, x = left ? box.max.x : box.min.x;
  const float far_x = left ? box.min.x : box.max.x;
  const ImU32 color = IM_COL32(196, 196, 196, 170);
  draw_span(ui, tools, subject, hand, {box.min.x, box.min.y, z}, {box.max.x, box.min.y, z}, color, false);
  draw_span(ui, tools, subject, hand, {x, box.min.y, box.min.z}, {x, box.min.y, box.max.z}, color, false);
  draw_span(ui, tools, subject, hand, {far_x, box.min.y, z}, {far_x, box.max.y, z}, color, false);
}

void draw_panel(Ui& ui, ViewTools& tools, const ToolSubject& subject, const PaneHand& hand, ToolWishes& out) {
  switch (tools.panel) {
    case ToolPanel::None:
      return;
    case ToolPanel::Light:
      return draw_light_panel(ui, subject, out);
    case ToolPanel::Parts:
      return draw_parts_panel(ui, tools, subject, out);
    case ToolPanel::Material:
      return draw_material_panel(ui, tools, subject, out);
    case ToolPanel::Section:
      return draw_section_panel(ui, tools, subject, out);
    case ToolPanel::Measure:
      return draw_measure_panel(ui, tools, subject, out);
    case ToolPanel::Camera:
      return draw_camera_panel(ui, tools, subject, hand.size_px, out);
    case ToolPanel::Motion:
      return draw_motion_panel(ui, subject, out);
    case ToolPanel::Compare:
      return draw_compare_panel(ui, tools, subject, out);
  }
}

// As tall as it needs, up to the room there is.
constexpr float kPanelEnd = 16;  // Below the last line, interface units.

// A panel is as high as what is in it; those with long lists have lists that scroll.
float panel_height(const ViewTools& tools) {
  constexpr float kFirst = 300;  // Until it has been drawn once.
  if (tools.panel == ToolPanel::Parts) return 460;
  if (tools.panel == ToolPanel::Material) return 620;
  return tools.measured_panel == tools.panel ? tools.panel_height : kFirst;
}

}  // namespace

void tool_title(Ui& ui, std::string_view words, std::string_view right) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().x;
  const float side = right.empty() ? 0 : ui::measure(ui, ui.fonts.small(), right).x + ui.px(8);
  ui::draw_text_in(ui, ui.fonts.bold(), at, ImVec2(at.x + room - side, at.y + ui.px(28)), ui.theme.text,
                   words);
  if (!right.empty())
    ui::draw_text_in(ui, ui.fonts.small(), at, ImVec2(at.x + room, at.y + ui.px(28)), ui.theme.faint, right,
                     ui::Align::Right);
  ImGui::Dummy(ImVec2(room, ui.px(28)));
}

void tool_label(Ui& ui, std::string_view words) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float column = ui.px(64);
  ui::draw_text_in(ui, ui.fonts.small(), at, ImVec2(at.x + column, at.y + ui.px(ui.theme.row)), ui.theme.dim,
                   words);
  ImGui::Dummy(ImVec2(column, ui.px(ui.theme.row)));
  ImGui::SameLine(0, ui.px(6));
}

bool tool_slider(Ui& ui, std::string_view id, std::string_view label, float& value, float low, float high,
                 std::string_view shown, float reset) {
  tool_label(ui, label);
  const float value_width = ui.px(66);
  const float width = (ImGui::GetContentRegionAvail().x - value_width) / ui.scale - 4;
  bool changed = ui::slider(ui, id, value, low, high, std::max(width, 40.0f));
  if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0)) {
    changed = value != reset;
    value = reset;
  }
  ui::tooltip(ui, id, ui.t(Text::SliderTip));
  ImGui::SameLine(0, ui.px(4));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ui::draw_text_in(ui, ui.fonts.small(), at, ImVec2(at.x + value_width, at.y + ui.px(ui.theme.row)),
                   ui.theme.text, shown, ui::Align::Right);
  ImGui::Dummy(ImVec2(value_width, ui.px(ui.theme.row)));
  return changed;
}

void draw_tool_overlay(Ui& ui, ViewTools& tools, const ToolSubject& subject, const PaneHand& hand,
                       ToolWishes& out) {
  if (!subject.model || !subject.view) return;
  if (tools.of != subject.model.get()) {
    ViewSettings view = *subject.view;
    if (begin_model(tools, subject, view)) out.view = std::move(view);
  }
  ui.trace.state("tool.measured", std::to_string(tools.measured.size()));
  ui.trace.state("tool.section", tools.section ? "on" : "off");
  ui.trace.state("tool.hidden", std::to_string(subject.view->hidden_parts.size()));
  ui.trace.state("tool.part", tools.part ? std::to_string(*tools.part) : "");
  ui.trace.state("tool.still", subject.still ? "yes" : "no");
  ui.trace.state("tool.light", subject.view->light);
  if (subject.compare) ui.trace.state("tool.compare", subject.compare->on ? "on" : "off");
  if (!tools.measured.empty())
    ui.trace.state("tool.last_length",
                   tool_length(tools, measure(tools.measured.back().from, tools.measured.back().to).whole));
  const bool picking = tools.panel == ToolPanel::Parts || tools.panel == ToolPanel::Material;
  if (tools.measuring) {
    if (hand.hovered && (hand.moved || hand.clicked))
      tools.under = point_under(tools, subject, hand.cursor_px, hand.size_px);
    if (!hand.hovered) tools.under.reset();
    if (hand.clicked && tools.under) {
      if (!tools.from) {
        tools.from = tools.under;
      } else {
        tools.measured.push_back({tools.from->point, tools.under->point});
        tools.from.reset();
      }
      ui.redraw_in(0);
    }
  } else if (picking && hand.clicked && subject.pick) {
    const auto found = subject.pick(hand.cursor_px);
    tools.part = found && !found->on_cap ? std::optional(found->part) : std::nullopt;
    tools.show_part = true;
    ui.redraw_in(0);
  }
  if (tools.panel != ToolPanel::Parts && tools.pointed) {  // Nobody points any more.
    tools.pointed.reset();
    ViewSettings view = *subject.view;
    view.marked_parts.clear();
    out.view = std::move(view);
  }
  ImGui::PushClipRect(hand.min, hand.max, true);
  if (tools.panel == ToolPanel::Measure) draw_dimensions(ui, tools, subject, hand);
  for (const MeasuredSpan& each : tools.measured)
    draw_span(ui, tools, subject, hand, each.from, each.to, ui.theme.accent, true);
  if (tools.measuring) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (tools.from && tools.under)
      draw_span(ui, tools, subject, hand, tools.from->point, tools.under->point, ui.theme.star, true);
    else if (tools.from)
      if (const auto at = on_screen(subject, hand, tools.from->point))
        list.AddCircleFilled(*at, ui.px(3), ui.theme.star);
    if (tools.under) {
      if (const auto at = on_screen(subject, hand, tools.under->point)) {
        // A corner is marked by a square, an edge by a diamond, a surface by a ring.
        const float r = ui.px(6);
        if (tools.under->kind == SnapKind::Vertex)
          list.AddRect(ImVec2(at->x - r, at->y - r), ImVec2(at->x + r, at->y + r), ui.theme.star, 0, 0,
                       ui.px(1.8f));
        else if (tools.under->kind == SnapKind::Edge)
          list.AddQuad(ImVec2(at->x, at->y - r), ImVec2(at->x + r, at->y), ImVec2(at->x, at->y + r),
                       ImVec2(at->x - r, at->y), ui.theme.star, ui.px(1.8f));
        else
          list.AddCircle(*at, ui.px(4), ui.theme.star, 0, ui.px(1.4f));
      }
    }
  }
  ImGui::PopClipRect();
}

float tool_rail_width(const Ui& ui) {
  return ui.px(kRail);
}

void draw_tool_rail(Ui& ui, ViewTools& tools, const ToolSubject& subject, const PaneHand& hand, ImVec2 min,
                    ImVec2 max, ToolWishes& out) {
  if (!subject.model || !subject.view) return;
  const float pad = ui.px(6), step = ui.px(34);
  std::vector<RailEntry> entries(kRailEntries.begin(), kRailEntries.end());
  if (!subject.compare) std::erase_if(entries, [](const auto& e) { return e.action == Action::Compare; });
  const float height = pad * 2 + step * ui::f(entries.size()) - ui.px(2);
  const float width = ui.px(kRail);
  // Two columns where the pane is low.
  const bool two = height > max.y - min.y;
  const std::size_t rows = two ? (entries.size() + 1) / 2 : entries.size();
  const ImVec2 rail_max(min.x + (two ? width + step : width),
                        min.y + pad * 2 + step * ui::f(rows) - ui.px(2));
  ImGui::GetWindowDrawList()->AddRectFilled(min, rail_max, kGlass, ui.px(10));
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const RailEntry& entry = entries[i];
    ImGui::SetCursorScreenPos(
        ImVec2(min.x + pad + ui::f(i / rows) * step, min.y + pad + ui::f(i % rows) * step));
    const ActionInfo& words = info(entry.action);
    const std::string tip =
        fmt::format("{}  {}", ui.pick(words.ko, words.en), subject.key ? subject.key(entry.action) : "");
    if (ui::icon_button(ui, words.id, entry.icon, tip, is_on(entry, tools, subject))) {
      // A tool that is on and out of sight is shown first, before it is switched off.
      const bool out_of_sight =
          entry.panel != ToolPanel::None && tools.panel != entry.panel && is_on(entry, tools, subject);
      if (out_of_sight)
        tools.panel = entry.panel;
      else
        run_tool_action(entry.action, tools, subject, out);
    }
  }
  if (tools.panel == ToolPanel::None) return;
  const ImVec2 at(rail_max.x + ui.px(8), min.y);
  const float room = max.y - min.y;
  const ImVec2 size(std::min(ui.px(kPanel), max.x - at.x), std::min(ui.px(panel_height(tools)), room));
  if (size.x < ui.px(120) || size.y < ui.px(60)) return;
  ImGui::GetWindowDrawList()->AddRectFilled(at, ImVec2(at.x + size.x, at.y + size.y), kGlass, ui.px(10));
  ImGui::SetCursorScreenPos(at);
  ui::begin_scroll(ui, "tool.panel", size, 14, 8);
  ui.trace.note("tool.panel", at, ImVec2(at.x + size.x, at.y + size.y));
  draw_panel(ui, tools, subject, hand, out);
  const float drawn = (ImGui::GetCursorScreenPos().y + ImGui::GetScrollY() - at.y) / ui.scale + kPanelEnd;
  if (tools.measured_panel != tools.panel || std::abs(drawn - tools.panel_height) > 0.5f) {
    tools.measured_panel = tools.panel;
    tools.panel_height = drawn;
    ui.redraw_in(0);
  }
  ui::end_scroll();
}

float tool_dock_width(Ui& ui, const ViewTools& tools, float room_px) {
  if (tools.panel == ToolPanel::None || room_px < ui.px(kRail + kPanel + 330)) return 0;
  return ui.px(kRail + 8 + kPanel + 20);
}

float tool_strip_height(Ui& ui, const ToolSubject& subject) {
  return subject.strip_kind == StripKind::None || !subject.model ? 0 : ui.px(118);
}

void draw_tool_strip(Ui& ui, const ToolSubject& subject, ImVec2 min, ImVec2 max, ToolWishes& out) {
  if (tool_strip_height(ui, subject) <= 0 || subject.strip.empty()) return;
  ImGui::GetWindowDrawList()->AddRectFilled(min, max, kGlass, ui.px(10));
  ImGui::SetCursorScreenPos(min);
  const std::size_t count = subject.strip.size();
  const float gap = ui.px(6), pad = ui.px(8);
  const float edge = std::min(ui.px(84), (max.x - min.x - 2 * pad - gap * ui::f(count - 1)) / ui::f(count));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float x = min.x + std::max(pad, (max.x - min.x - edge * ui::f(count) - gap * ui::f(count - 1)) / 2);
  const bool lights = subject.strip_kind == StripKind::Lights;
  const auto presets = light_presets();
  for (std::size_t i = 0; i < count; ++i) {
    const StripPicture& each = subject.strip[i];
    const ImVec2 low(x, min.y + pad), high(x + edge, min.y + pad + edge);
    ImGui::SetCursorScreenPos(low);
    const std::string id =
        (lights ? "strip.light." : "strip.turn.") + (lights ? each.name : std::to_string(i));
    const bool pressed = ImGui::InvisibleButton(id.c_str(), ImVec2(edge, max.y - min.y - pad - ui.px(4)));
    const bool hot = ImGui::IsItemHovered();
    ui.trace.note(id, low, ImVec2(high.x, max.y - ui.px(4)));
    list.AddRectFilled(low, high, ui.theme.ground, ui.px(6));
    if (each.picture.texture)
      list.AddImageRounded(compat::texture_id(each.picture.texture), low, high, ImVec2(0, 0), ImVec2(1, 1),
                           IM_COL32_WHITE, ui.px(6));
    std::string_view label = each.name;
    bool current = false;
    if (lights) {
      for (const LightPreset& preset : presets)
        if (preset.name == each.name) label = ui.pick(preset.title_ko, preset.title_en);
      current = subject.view->light == each.name && subject.environment_name.empty();
    }
    if (current || hot)
      list.AddRect(low, high, current ? ui.theme.accent : ui.theme.faint, ui.px(6), 0,
                   ui.px(current ? 2.0f : 1.0f));
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(low.x - gap / 2, high.y + ui.px(2)),
                     ImVec2(high.x + gap / 2, max.y - ui.px(4)), current ? ui.theme.text : ui.theme.dim,
                     label, ui::Align::Center);
    ui::tooltip(ui, id, label);
    if (pressed && lights) {
      ViewSettings view = *subject.view;
      view.light = each.name;
      out.view = std::move(view);
    } else if (pressed) {
      const float azimuth = std::remainder(360.0f * ui::f(i) / ui::f(count), 360.0f);
      out.angles = ViewAngles{azimuth, angles_of(subject.camera).elevation_degrees};
    }
    x += edge + gap;
  }
}

void draw_view_tools(Ui& ui, ViewTools& tools, const ToolSubject& subject, const PaneHand& hand, ImVec2 min,
                     ImVec2 max, ToolWishes& out) {
  const float strip = tool_strip_height(ui, subject);
  draw_tool_overlay(ui, tools, subject, hand, out);
  draw_tool_rail(ui, tools, subject, hand, min, ImVec2(max.x, max.y - (strip > 0 ? strip + ui.px(8) : 0)),
                 out);
  if (strip > 0) draw_tool_strip(ui, subject, ImVec2(min.x, max.y - strip), max, out);
}

}  // namespace bandaji
