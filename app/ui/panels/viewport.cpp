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

constexpr std::array kToneMaps{ToneMap::Neutral, ToneMap::Agx, ToneMap::Aces, ToneMap::None};
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

// As wide as what stands on it.
enum class BarRoom { Wide, Narrow, Tiny };  // Tiny: without the sliders, which have keys.
float light_bar_width(Ui& ui, BarRoom room) {
  if (room == BarRoom::Tiny) return ui.px(8 + 112 + 8 + 108 + 8 + 88 + 8);
  const bool narrow = room == BarRoom::Narrow;
  const float words = ui::measure(ui, ui.fonts.small(), ui.t(Text::RotationLabel)).x +
                      ui::measure(ui, ui.fonts.small(), ui.t(Text::ExposureLabel)).x;
  return words +
         ui.px(8 + 132 + 10 + 2 * (6 + (narrow ? 56.0f : 84.0f) + 4 + 44) + 6 + 6 + 124 + 8 + 108 + 8);
}

void draw_light_bar(Ui& ui, const UiModel& model, ImVec2 min, BarRoom room, Requests& out) {
  ViewSettings view = model.view;
  const ViewSettings before = view;
  const float width = light_bar_width(ui, room);
  const bool narrow = room != BarRoom::Wide, tiny = room == BarRoom::Tiny;
  begin_bar(ui, min, ImVec2(min.x + width, min.y + ui.px(44)));
  // Light.
  std::string_view light = view.light;
  for (const LightPreset& preset : light_presets())
    if (preset.name == view.light) light = ui.pick(preset.title_ko, preset.title_en);
  if (ui::begin_select(ui, "viewport.light", light, tiny ? 112.0f : 132.0f)) {
    for (const LightPreset& preset : light_presets())
      if (ui::choice(ui, "viewport.light." + std::string(preset.name),
                     ui.pick(preset.title_ko, preset.title_en), preset.name == view.light))
        view.light = preset.name;
    ui::end_select();
  }
  ui::tooltip(ui, "viewport.light", ui.t(Text::LightTip));
  ImGui::SameLine(0, ui.px(tiny ? 8 : 10));
  const auto labelled = [&](Text label, std::string_view id, float& value, float low, float high,
                            float slider_width, std::string shown, float reset) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float words = ui::measure(ui, ui.fonts.small(), ui.t(label)).x;
    ui::draw_text_in(ui, ui.fonts.small(), at, ImVec2(at.x + words + 2, at.y + ui.px(32)), ui.theme.dim,
                     ui.t(label));
    ImGui::SetCursorScreenPos(ImVec2(at.x + words + ui.px(6), at.y));
    ui::slider(ui, id, value, low, high, slider_width);
    if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0)) value = reset;
    ui::tooltip(ui, id, ui.t(Text::SliderTip));
    ImGui::SameLine(0, ui.px(4));
    const ImVec2 after = ImGui::GetCursorScreenPos();
    ui::draw_text_in(ui, ui.fonts.small(), after, ImVec2(after.x + ui.px(44), after.y + ui.px(32)),
                     ui.theme.text, shown);
    ImGui::Dummy(ImVec2(ui.px(44), ui.px(32)));
  };
  if (!tiny) {
    labelled(Text::RotationLabel, "viewport.rotation", view.light_rotation_degrees, -180, 180,
             narrow ? 56 : 84, fmt::format("{:.0f}°", static_cast<double>(view.light_rotation_degrees)), 0);
    ImGui::SameLine(0, ui.px(6));
    labelled(Text::ExposureLabel, "viewport.exposure", view.exposure_ev, -3, 3, narrow ? 56 : 84,
             fmt::format("{:+.1f}", static_cast<double>(view.exposure_ev)), 0);
    ImGui::SameLine(0, ui.px(6));
  }
  if (ui::begin_select(ui, "viewport.tone", tone_map_label(view.tone_map), tiny ? 108.0f : 124.0f)) {
    for (const ToneMap map : kToneMaps)
      if (ui::choice(ui, fmt::format("viewport.tone.{}", static_cast<int>(map)), tone_map_label(map),
                     view.tone_map == map))
        view.tone_map = map;
    ui::end_select();
  }
  ui::tooltip(ui, "viewport.tone", ui.t(Text::ToneTip));
  ImGui::SameLine(0, ui.px(8));
  if (ui::begin_select(ui, "viewport.mode", shading_label(view.mode, ui.korean), tiny ? 88.0f : 108.0f)) {
    for (const ShadingMode mode : kModes)
      if (ui::choice(ui, fmt::format("viewport.mode.{}", static_cast<int>(mode)),
                     shading_label(mode, ui.korean), view.mode == mode))
        view.mode = mode;
    ui::end_select();
  }
  ui::tooltip(ui, "viewport.mode", ui.t(Text::ModeTip));
  const bool same =
      before.light == view.light && before.light_rotation_degrees == view.light_rotation_degrees &&
      before.exposure_ev == view.exposure_ev && before.tone_map == view.tone_map && before.mode == view.mode;
  if (!same) out.emplace_back(request::SetView{view});
}

}  // namespace

const char* tone_map_label(ToneMap map) {
  switch (map) {
    case ToneMap::Neutral:
      return "PBR Neutral";
    case ToneMap::Agx:
      return "AgX";
    case ToneMap::Aces:
      return "ACES";
    case ToneMap::None:
      return "None";
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

void draw_viewport(Ui& ui, const UiModel& model, Requests& out) {
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const ImVec2 max(min.x + room.x, min.y + room.y);
  draw_pane(ui, "viewport.pane", 1, model, min, max, 0, out);
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
  line += fmt::format("   {}", term_label(asset.status, ui.korean));
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

  if (solid) {
    // Below: named views; light, exposure, tone, shading.  Side by side where there is room, else stacked.
    static constexpr std::array kViews{Action::ViewFront, Action::ViewRight, Action::ViewBack,
                                       Action::ViewLeft,  Action::ViewTop,   Action::ViewIso};
    const float x = min.x + pad;
    float views_width = ui.px(16 + 7 + 7 + 1 + 34 * 5);
    for (const Action action : kViews)
      views_width +=
          ui::measure(ui, ui.fonts.body(), ui.pick(info(action).ko, info(action).en)).x + ui.px(18);
    const bool named = room.x > views_width + 2 * pad;  // Else the names go into a list.
    if (!named) views_width = ui.px(8 + 116 + 7 + 7 + 1 + 34 * 5 + 8);
    const BarRoom bar_room = room.x > light_bar_width(ui, BarRoom::Wide) + 2 * pad     ? BarRoom::Wide
                             : room.x > light_bar_width(ui, BarRoom::Narrow) + 2 * pad ? BarRoom::Narrow
                                                                                       : BarRoom::Tiny;
    const bool beside = room.x > views_width + light_bar_width(ui, BarRoom::Wide) + 3 * pad;
    const float lower = max.y - pad - ui.px(44);
    const float views_top = beside ? lower : lower - ui.px(52);
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
    draw_light_bar(
        ui, model,
        beside ? ImVec2(max.x - pad - light_bar_width(ui, BarRoom::Wide), lower) : ImVec2(x, lower), bar_room,
        out);
    draw_axes(ui, pane.camera, ImVec2(max.x - ui.px(52), min.y + pad + ui.px(100)));
    // Size, as it will stand on the stage.
    if (version) {
      const auto& size = version->facts.size_mm;
      const float y = views_top - ui.px(34);
      const std::array<std::pair<Text, std::int64_t>, 3> parts{
          {{Text::WidthLabel, size[0]}, {Text::HeightLabel, size[1]}, {Text::DepthLabel, size[2]}}};
      float at = min.x + pad + ui.px(6);
      for (const auto& [label, mm] : parts) {
        at += ui::draw_text_in(ui, ui.fonts.small(), ImVec2(at, y), ImVec2(max.x, y + ui.px(22)),
                               ui.theme.dim, ui.t(label)) +
              ui.px(5);
        at += ui::draw_text_in(ui, ui.fonts.small(), ImVec2(at, y), ImVec2(max.x, y + ui.px(22)),
                               ui.theme.text, fmt::format("{} mm", count_text(mm))) +
              ui.px(14);
      }
      ui::draw_text_in(ui, ui.fonts.small(), ImVec2(at, y), ImVec2(max.x, y + ui.px(22)), ui.theme.faint,
                       fmt::format("{} ▲", count_text(version->facts.triangles)));
    }
  } else if (pane.content == PaneView::Content::Image && pane.picture.width > 0 && version) {
    const std::string words = fmt::format("{} × {} px   {:.0f} %", version->facts.width_px,
                                          version->facts.height_px, static_cast<double>(pane.zoom * 100));
    const float width = ui::measure(ui, ui.fonts.small(), words).x + ui.px(24);
    list.AddRectFilled(ImVec2(min.x + pad, max.y - pad - ui.px(32)), ImVec2(min.x + pad + width, max.y - pad),
                       IM_COL32(34, 34, 34, 225), ui.px(8));
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(min.x + pad + ui.px(12), max.y - pad - ui.px(32)),
                     ImVec2(min.x + pad + width, max.y - pad), ui.theme.text, words);
  }
  static_cast<void>(list);
}

}  // namespace bandaji
