#include "app/ui/panels/viewport.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/ui/imgui_compat.h"
#include "app/ui/panels/pane.h"
#include "app/ui/panels/top_bar.h"
#include "assets/units.h"
#include "renderer/environment.h"

namespace bandaji {
namespace {

constexpr std::array kModes{ShadingMode::Shaded,    ShadingMode::Unlit,   ShadingMode::Clay,
                            ShadingMode::Wireframe, ShadingMode::Normals, ShadingMode::UvChecker,
                            ShadingMode::Depth};

// A bar that floats over the picture.
void begin_bar(Ui& ui, ImVec2 min, ImVec2 max) {
  ImGui::GetWindowDrawList()->AddRectFilled(min, max, IM_COL32(34, 34, 34, 225), ui.px(10));
  ImGui::SetCursorScreenPos(ImVec2(min.x + ui.px(8), min.y + ui.px(6)));
}

void divider(Ui& ui) {
  ImGui::SameLine(0, ui.px(7));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(at.x, at.y + ui.px(6)), ImVec2(at.x + 1, at.y + ui.px(26)),
                                            ui.theme.line);
  ImGui::Dummy(ImVec2(1, ui.px(32)));
  ImGui::SameLine(0, ui.px(7));
}

bool action_icon(Ui& ui, const UiModel& model, Action action, Icon icon, bool active, Requests& out,
                 bool enabled = true) {
  const ActionInfo& entry = info(action);
  const std::string tip = fmt::format("{}  {}", ui.pick(entry.ko, entry.en), model.keys.first_key(action));
  const bool pressed =
      ui::icon_button(ui, std::string("viewport.").append(entry.id), icon, tip, active, enabled);
  if (pressed) out.emplace_back(request::Do{action});
  return pressed;
}

// A small cube in the corner: where up, right and front are.
void draw_axes(Ui& ui, const Camera& camera, ImVec2 center) {
  const glm::mat4 view = camera.view();
  struct Axis {
    glm::vec3 direction;
    const char* name;
    ImU32 color;
  };
  const std::array<Axis, 3> axes{{{{1, 0, 0}, "X", IM_COL32(196, 104, 98, 255)},
                                  {{0, 1, 0}, "Y", IM_COL32(118, 176, 112, 255)},
                                  {{0, 0, 1}, "Z", IM_COL32(100, 142, 200, 255)}}};
  const float reach = ui.px(24);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const Axis& axis : axes) {
    const glm::vec4 seen = view * glm::vec4(axis.direction, 0);
    const ImVec2 tip(center.x + seen.x * reach, center.y - seen.y * reach);
    const ImU32 color = with_alpha(axis.color, seen.z < -0.05f ? 0.45f : 1.0f);
    list.AddLine(center, tip, color, ui.px(2));
    const ImVec2 size = ui::measure(ui, ui.fonts.small(), axis.name);
    ui::draw_text(ui, ui.fonts.small(),
                  ImVec2(center.x + seen.x * (reach + ui.px(9)) - size.x / 2,
                         center.y - seen.y * (reach + ui.px(9)) - size.y / 2),
                  color, axis.name);
  }
}

// Light and shading; everything else about light is a click away on the rail.
constexpr float kShortViews =
    8 + 116 + 7 + 7 + 1 + 34 * 5 + 8;  // The views as a list, and what stands beside.
constexpr float kLightBar = 8 + 132 + 6 + 132 + 8;

void draw_light_bar(Ui& ui, const UiModel& model, ImVec2 min, Requests& out) {
  ViewSettings view = model.view;
  bool changed = false;
  begin_bar(ui, min, ImVec2(min.x + ui.px(kLightBar), min.y + ui.px(44)));
  std::string_view light = view.light;
  for (const LightPreset& preset : light_presets())
    if (preset.name == view.light) light = ui.pick(preset.title_ko, preset.title_en);
  if (ui::begin_select(ui, "viewport.light", light, 132)) {
    for (const LightPreset& preset : light_presets())
      if (ui::choice(ui, "viewport.light." + std::string(preset.name),
                     ui.pick(preset.title_ko, preset.title_en), preset.name == view.light)) {
        view.light = preset.name;
        changed = true;
      }
    ui::end_select();
  }
  ui::tooltip(ui, "viewport.light", ui.t(Text::LightTip));
  ImGui::SameLine(0, ui.px(6));
  const bool one = view.mode == ShadingMode::Channel;
  if (ui::begin_select(ui, "viewport.mode",
                       one ? channel_label(view.channel, ui.korean) : shading_label(view.mode, ui.korean),
                       132)) {
    for (const ShadingMode mode : kModes)
      if (ui::choice(ui, fmt::format("viewport.mode.{}", static_cast<int>(mode)),
                     shading_label(mode, ui.korean), view.mode == mode)) {
        view.mode = mode;
        changed = true;
      }
    ui::menu_line(ui);
    for (int i = 0; i < kChannelCount; ++i) {
      const auto channel = static_cast<Channel>(i);
      if (ui::choice(ui, fmt::format("viewport.channel.{}", to_string(channel)),
                     channel_label(channel, ui.korean), one && view.channel == channel)) {
        view.mode = ShadingMode::Channel;
        view.channel = channel;
        changed = true;
      }
    }
    ui::end_select();
  }
  ui::tooltip(ui, "viewport.mode", ui.t(Text::ModeTip));
  if (changed) out.emplace_back(request::SetView{view});
}

// What a script that drives the window is told of the picture.
void trace_view(Ui& ui, const ViewSettings& view, const Camera& camera) {
  const auto d = [](float value) { return static_cast<double>(value); };
  const ViewAngles angles = angles_of(camera);
  ui.trace.state("view.angles", fmt::format("{},{}", std::lround(angles.azimuth_degrees),
                                            std::lround(angles.elevation_degrees)));
  ui.trace.state("view.target", fmt::format("{:.2f},{:.2f},{:.2f}", d(camera.target.x), d(camera.target.y),
                                            d(camera.target.z)));
  ui.trace.state("view.distance", fmt::format("{:.3f}", d(camera.distance())));
  ui.trace.state("view.orthographic", camera.orthographic ? "yes" : "no");
  ui.trace.state("view.mode", to_string(view.mode));
  ui.trace.state("view.channel", to_string(view.channel));
  ui.trace.state("view.ground", view.grid ? "grid" : view.ground ? "shadow" : "none");
  ui.trace.state("view.tone", to_string(view.tone_map));
  ui.trace.state("view.light",
                 fmt::format("{} {:.0f} {:.0f} {:.1f}", view.light, d(view.light_rotation_degrees),
                             d(view.light_kelvin), d(view.exposure_ev)));
  ui.trace.state("view.figure", view.figure_metres > 0 ? "yes" : "no");
  ui.trace.state("view.backdrop", view.backdrop == Backdrop::Transparent ? "transparent" : "color");
}

// How one flies, as long as one does.
void draw_fly_hint(Ui& ui, const ViewTools& tools, ImVec2 min, ImVec2 max, float bottom) {
  const std::string words =
      fmt::format(fmt::runtime(ui.t(Text::FlyHint)), static_cast<double>(tools.fly_speed));
  const float width = std::min(ui::measure(ui, ui.fonts.body(), words).x + ui.px(36), max.x - min.x);
  const ImVec2 low((min.x + max.x - width) / 2, bottom - ui.px(36)),
      high((min.x + max.x + width) / 2, bottom);
  ImGui::GetWindowDrawList()->AddRectFilled(low, high, IM_COL32(34, 34, 34, 235), ui.px(10));
  ui::draw_text_in(ui, ui.fonts.body(), ImVec2(low.x + ui.px(18), low.y), ImVec2(high.x - ui.px(12), high.y),
                   ui.theme.text, words);
  ui.trace.note("viewport.fly", low, high);
}

}  // namespace

std::string_view tone_map_label(ToneMap map, bool korean) {
  switch (map) {
    case ToneMap::Neutral:
      return "PBR Neutral";
    case ToneMap::Agx:
      return "AgX";
    case ToneMap::Aces:
      return "ACES";
    case ToneMap::None:
      return text_of(Text::NoValue, korean);
  }
  return "";
}

const char* shading_label(ShadingMode mode, bool korean) {
  switch (mode) {
    case ShadingMode::Shaded:
      return text_of(Text::ModeShaded, korean);
    case ShadingMode::Unlit:
      return text_of(Text::ModeUnlit, korean);
    case ShadingMode::Clay:
      return text_of(Text::ModeClay, korean);
    case ShadingMode::Wireframe:
      return text_of(Text::ModeWireframe, korean);
    case ShadingMode::Normals:
      return text_of(Text::ModeNormals, korean);
    case ShadingMode::UvChecker:
      return text_of(Text::ModeUv, korean);
    case ShadingMode::Depth:
      return text_of(Text::ModeDepth, korean);
    case ShadingMode::Channel:
      return text_of(Text::ModeChannel, korean);
  }
  return "";
}

void draw_viewport(Ui& ui, ViewTools& tools, const ToolSubject& subject, const UiModel& model,
                   Requests& out) {
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const ImVec2 max(min.x + room.x, min.y + room.y);
  const float dock = subject.model ? tool_dock_width(ui, tools, room.x) : 0;
  // Below stand two bars beside or over each other, and a strip above them when there is one.
  const bool beside = room.x > ui.px(kShortViews + kLightBar + 3 * 12);
  const float strip = tool_strip_height(ui, subject);
  const float reserved = strip > 0 ? strip + ui.px(beside ? 12 + 44 + 16 : 12 + 44 + 52 + 16) : 0;
  // Name and line above; the bars and the line of sizes below, where they do not have a place of their own.
  const float above = ui.px(12 + 52),
              below = strip > 0 ? ui.px(24) : ui.px((beside ? 12 + 44 : 12 + 44 + 52) + 30);
  // A docked panel has taken the rail with it.
  const glm::vec2 covered(dock > 0 ? ui.px(12) : ui.px(12 + 8) + tool_rail_width(ui), std::max(above, below));
  const PaneHand hand =
      draw_pane(ui, "viewport.pane", 1, model, ImVec2(min.x + dock, min.y), ImVec2(max.x, max.y - reserved),
                0, out, {subject.compare, &tools, covered});
  if (!model.details) return;
  const PaneView& pane = model.panes[1];
  const Asset& asset = model.details->asset;
  const bool solid = pane.content == PaneView::Content::Model;
  const float pad = ui.px(12);

  // Top left: what this is.
  const std::string_view name = display_name(asset.name_ko, asset.name_en, ui.korean);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float bar_right = max.x - pad;
  const float bar_width = ui.px(8 + 32 * 3 + 4 + 15 + 8);
  const float left = min.x + pad + ui.px(4), words_end = bar_right - bar_width - ui.px(12);
  ui::draw_text_in(ui, ui.fonts.title(), ImVec2(left, min.y + pad),
                   ImVec2(words_end, min.y + pad + ui.px(32)), ui.theme.text, name);
  const AssetVersion* version = model.details->current();
  std::string line = asset.number;
  if (version) line += fmt::format("   v{}   {}", version->number, version->facts.format);
  line += fmt::format("   {}", ui.term(asset.status));
  ui::draw_text_in(ui, ui.fonts.small(), ImVec2(left, min.y + pad + ui.px(32)),
                   ImVec2(words_end, min.y + pad + ui.px(52)), ui.theme.dim, line);
  if (model.details->review.stale)
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(left, min.y + pad + ui.px(52)),
                     ImVec2(max.x - ui.px(100), min.y + pad + ui.px(72)), ui.theme.warning,
                     ui.t(Text::StaleTip));

  // Top right: previous, next, close.
  begin_bar(ui, ImVec2(bar_right - bar_width, min.y + pad), ImVec2(bar_right, min.y + pad + ui.px(44)));
  action_icon(ui, model, Action::PreviousAsset, Icon::ChevronLeft, false, out);
  ImGui::SameLine(0, ui.px(2));
  action_icon(ui, model, Action::NextAsset, Icon::ChevronRight, false, out);
  divider(ui);
  action_icon(ui, model, Action::CloseViewport, Icon::Close, false, out);

  if (solid && ui.trace.on()) trace_view(ui, model.view, pane.camera);
  if (solid) {
    // Below: named views; light, exposure, tone, shading.  Side by side where there is room, else stacked.
    static constexpr std::array kViews{Action::ViewFront, Action::ViewRight, Action::ViewBack,
                                       Action::ViewLeft,  Action::ViewTop,   Action::ViewIso};
    const float x = min.x + pad;
    float views_width = ui.px(16 + 7 + 7 + 1 + 34 * 5);
    for (const Action action : kViews)
      views_width +=
          ui::measure(ui, ui.fonts.body(), ui.pick(info(action).ko, info(action).en)).x + ui.px(18);
    const float lights_width = ui.px(kLightBar);
    const float both = lights_width + 3 * pad;
    const bool named = room.x > views_width + both;  // Else the names go into a list.
    if (!named) views_width = ui.px(kShortViews);
    const float lower = max.y - pad - ui.px(44);
    const float views_top = beside ? lower : lower - ui.px(52);
    const float strip_top = views_top - (strip > 0 ? strip + ui.px(8) : 0);
    ToolWishes wishes;
    draw_tool_overlay(ui, tools, subject, hand, wishes);
    begin_bar(ui, ImVec2(x, views_top), ImVec2(x + views_width, views_top + ui.px(44)));
    if (!named) {
      if (ui::begin_select(ui, "viewport.views", ui.t(Text::ViewsLabel), 116)) {
        for (const Action action : kViews)
          if (ui::choice(ui, std::string("viewport.").append(info(action).id),
                         ui.pick(info(action).ko, info(action).en), false, model.keys.first_key(action)))
            out.emplace_back(request::Do{action});
        ui::end_select();
      }
    } else {
      for (const Action action : kViews) {
        const std::string_view label = ui.pick(info(action).ko, info(action).en);
        const float width = ui::measure(ui, ui.fonts.body(), label).x / ui.scale + 16;
        const std::string tip = fmt::format("{}  {}", label, model.keys.first_key(action));
        if (ui::button(ui, std::string("viewport.").append(info(action).id), label,
                       {.kind = ui::ButtonKind::Quiet, .width = width, .tip = tip}))
          out.emplace_back(request::Do{action});
        ImGui::SameLine(0, ui.px(2));
      }
    }
    divider(ui);
    action_icon(ui, model, Action::ToggleOrthographic, Icon::Ortho, pane.camera.orthographic, out);
    ImGui::SameLine(0, ui.px(2));
    action_icon(ui, model, Action::Fit, Icon::Fit, false, out);
    ImGui::SameLine(0, ui.px(2));
    action_icon(ui, model, Action::CycleWireframe, Icon::Wire, model.view.mode == ShadingMode::Wireframe,
                out);
    ImGui::SameLine(0, ui.px(2));
    action_icon(ui, model, Action::ToggleGround, Icon::Ground, model.view.grid, out);
    ImGui::SameLine(0, ui.px(2));
    action_icon(ui, model, Action::CleanPicture, Icon::Camera, false, out);
    draw_light_bar(ui, model, beside ? ImVec2(max.x - pad - lights_width, lower) : ImVec2(x, lower), out);
    if (strip > 0)
      draw_tool_strip(ui, subject, ImVec2(x, strip_top), ImVec2(max.x - pad, strip_top + strip), wishes);
    draw_axes(ui, pane.camera, ImVec2(max.x - ui.px(52), min.y + pad + ui.px(100)));
    // Size, as it will stand on the stage; of what is looked at, not of what it was flipped against.
    const bool shows_other =
        subject.compare && subject.compare->on && subject.compare->mode == CompareMode::Flip && tools.flipped;
    if (version && !shows_other) {
      auto size = version->facts.size_mm;
      if (subject.model != nullptr && !subject.model->scenes().empty()) {
        // The version was measured in the file's own scene.
        const glm::vec3 extent = subject.model->facts().bounds.size();
        for (int i = 0; i < 3; ++i)
          size[static_cast<std::size_t>(i)] = std::llround(static_cast<double>(extent[i]) * 1000);
      }
      const float y = strip_top - ui.px(30);
      const std::array<std::pair<Text, std::int64_t>, 3> parts{
          {{Text::WidthLabel, size[0]}, {Text::HeightLabel, size[1]}, {Text::DepthLabel, size[2]}}};
      float at = min.x + pad + ui.px(6);
      for (const auto& [label, mm] : parts) {
        at += ui::draw_text_in(ui, ui.fonts.small(), ImVec2(at, y), ImVec2(max.x, y + ui.px(22)),
                               ui.theme.dim, ui.t(label)) +
              ui.px(5);
        at += ui::draw_text_in(ui, ui.fonts.small(), ImVec2(at, y), ImVec2(max.x, y + ui.px(22)),
                               ui.theme.text, tool_length(tools, static_cast<double>(mm) / 1000)) +
              ui.px(14);
      }
      ui::draw_text_in(ui, ui.fonts.small(), ImVec2(at, y), ImVec2(max.x, y + ui.px(22)), ui.theme.faint,
                       subject.model != nullptr
                           ? element_counts(subject.model->facts().triangles, subject.model->facts().lines,
                                            subject.model->facts().points)
                           : fmt::format("{} ▲", count_text(version->facts.triangles)));
    }
    draw_tool_rail(ui, tools, subject, hand, ImVec2(min.x + pad, min.y + pad + ui.px(78)),
                   ImVec2(max.x - pad, strip_top - ui.px(38)), wishes);
    if (tools.flying) draw_fly_hint(ui, tools, min, max, strip_top - ui.px(40));
    if (subject.still) {  // A quiet dot: this is as good as it gets.
      const ImVec2 dot(max.x - ui.px(52), min.y + pad + ui.px(150));
      list.AddCircleFilled(dot, ui.px(2.5f), ui.theme.accent);
    }
    if (!wishes.empty()) out.emplace_back(request::Tools{std::move(wishes)});
  } else if (pane.content == PaneView::Content::Image && pane.picture.width > 0 && version) {
    const std::string words = fmt::format("{} × {} px   {:.0f} %", version->facts.width_px,
                                          version->facts.height_px, static_cast<double>(pane.zoom * 100));
    const float width = ui::measure(ui, ui.fonts.small(), words).x + ui.px(24);
    list.AddRectFilled(ImVec2(min.x + pad, max.y - pad - ui.px(32)), ImVec2(min.x + pad + width, max.y - pad),
                       IM_COL32(34, 34, 34, 225), ui.px(8));
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(min.x + pad + ui.px(12), max.y - pad - ui.px(32)),
                     ImVec2(min.x + pad + width, max.y - pad), ui.theme.text, words);
  }
}

}  // namespace bandaji
