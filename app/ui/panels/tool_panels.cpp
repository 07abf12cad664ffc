// The panels of light, section, measuring, cameras, motion and comparing.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>

#include "app/ui/panels/tools.h"
#include "app/ui/panels/viewport.h"
#include "renderer/environment.h"
#include "renderer/figure.h"
#include "renderer/lens.h"

namespace bandaji {
namespace {

constexpr std::array kToneMaps{ToneMap::Neutral, ToneMap::Agx, ToneMap::Aces, ToneMap::None};

double d(float value) {
  return static_cast<double>(value);
}

// Name of a chosen file with buttons to choose another and to do without.
void file_row(Ui& ui, std::string_view id, std::string_view label, const std::string& name, FileWish choose,
              FileWish clear, ToolWishes& out) {
  tool_label(ui, label);
  const float buttons = name.empty() ? ui.px(84) : ui.px(84 + 36);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().x - buttons;
  ui::draw_text_in(ui, ui.fonts.small(), at, ImVec2(at.x + room - ui.px(4), at.y + ui.px(ui.theme.row)),
                   name.empty() ? ui.theme.faint : ui.theme.text, name.empty() ? ui.t(Text::ToolNone) : name);
  ImGui::Dummy(ImVec2(room, ui.px(ui.theme.row)));
  if (!name.empty()) ui::tooltip(ui, id, name);
  ImGui::SameLine(0, ui.px(4));
  if (ui::button(ui, std::string(id) + ".choose", ui.t(Text::ToolChooseFile), {.width = 76}))
    out.file = choose;
  if (name.empty()) return;
  ImGui::SameLine(0, ui.px(4));
  if (ui::icon_button(ui, std::string(id) + ".clear", Icon::Close, ui.t(Text::ToolNone))) out.file = clear;
}

std::string seconds_text(double seconds) {
  return fmt::format("{:.2f} s", seconds);
}

void draw_bounds(Ui& ui, const ViewTools& tools, const ToolSubject& subject) {
  if (subject.bounds.empty()) return;
  const glm::vec3 size = subject.bounds.size();
  ui::fact(ui, ui.t(Text::WidthLabel), tool_length(tools, d(size.x)));
  ui::fact(ui, ui.t(Text::HeightLabel), tool_length(tools, d(size.y)));
  ui::fact(ui, ui.t(Text::DepthLabel), tool_length(tools, d(size.z)));
}

}  // namespace

void draw_light_panel(Ui& ui, const ToolSubject& subject, ToolWishes& out) {
  tool_title(ui, ui.t(Text::ToolLightTitle));
  ViewSettings view = *subject.view;
  bool changed = false;
  std::string_view light = view.light;
  for (const LightPreset& preset : light_presets())
    if (preset.name == view.light) light = ui.pick(preset.title_ko, preset.title_en);
  tool_label(ui, ui.t(Text::ToolLightLabel));
  if (ui::begin_select(ui, "tool.light.name", light)) {
    for (const LightPreset& preset : light_presets())
      if (ui::choice(ui, "tool.light.name." + std::string(preset.name),
                     ui.pick(preset.title_ko, preset.title_en), preset.name == view.light)) {
        view.light = preset.name;
        changed = true;
      }
    ui::end_select();
  }
  changed |= tool_slider(ui, "tool.light.rotation", ui.t(Text::RotationLabel), view.light_rotation_degrees,
                         -180, 180, fmt::format("{:.0f}°", d(view.light_rotation_degrees)), 0);
  changed |= tool_slider(ui, "tool.light.strength", ui.t(Text::ToolStrength), view.light_intensity, 0, 3,
                         fmt::format("{:.0f} %", 100 * d(view.light_intensity)), 1);
  // In mireds a slider moves evenly for the eye.
  float mired = 1e6f / (view.light_kelvin > 0 ? view.light_kelvin : 6500.0f);
  float cold = -mired;
  if (tool_slider(ui, "tool.light.kelvin", ui.t(Text::ToolKelvin), cold, -500, -83,
                  view.light_kelvin > 0 ? fmt::format("{:.0f} K", std::round(d(view.light_kelvin) / 50) * 50)
                                        : std::string(ui.t(Text::ToolKelvinAsIs)),
                  -1e6f / 6500)) {
    const float kelvin = -1e6f / cold;
    view.light_kelvin = std::abs(kelvin - 6500) < 160 ? 0 : kelvin;
    changed = true;
  }
  changed |= tool_slider(ui, "tool.light.exposure", ui.t(Text::ExposureLabel), view.exposure_ev, -3, 3,
                         fmt::format("{:+.1f} EV", d(view.exposure_ev)), 0);
  tool_label(ui, ui.t(Text::ToolToneLabel));
  if (ui::begin_select(ui, "tool.light.tone", tone_map_label(view.tone_map, ui.korean))) {
    for (const ToneMap map : kToneMaps)
      if (ui::choice(ui, fmt::format("tool.light.tone.{}", static_cast<int>(map)),
                     tone_map_label(map, ui.korean), view.tone_map == map)) {
        view.tone_map = map;
        changed = true;
      }
    ui::end_select();
  }
  file_row(ui, "tool.lut", ui.t(Text::ToolLut), subject.lut_name, FileWish::ChooseLut, FileWish::ClearLut,
           out);
  file_row(ui, "tool.hdr", ui.t(Text::ToolHdr), subject.environment_name, FileWish::ChooseEnvironment,
           FileWish::ClearEnvironment, out);
  ui::line(ui, 4);
  tool_label(ui, ui.t(Text::ToolBackground));
  const int behind = view.backdrop == Backdrop::Transparent   ? 1
                     : view.backdrop == Backdrop::Environment ? 2
                                                              : 0;
  const int wanted =
      ui::segmented(ui, "tool.back",
                    {ui.t(Text::ToolBackGray), ui.t(Text::ToolBackClear), ui.t(Text::ToolBackSky)}, behind);
  if (wanted != behind) {
    view.backdrop = wanted == 1   ? Backdrop::Transparent
                    : wanted == 2 ? Backdrop::Environment
                                  : Backdrop::Color;
    changed = true;
  }
  changed |= ui::check(ui, "tool.ground", view.ground, ui.t(Text::ToolGround));
  changed |= ui::check(ui, "tool.grid", view.grid, ui.t(Text::ToolGrid));
  bool person = view.figure_metres > 0;
  if (ui::check(ui, "tool.person", person,
                ui.pick(info(Action::ToggleFigure).ko, info(Action::ToggleFigure).en))) {
    view.figure_metres = person ? kFigureMetres : 0;
    out.actions.push_back(Action::Fit);
    changed = true;
  }
  if (changed) out.view = std::move(view);
}

void draw_section_panel(Ui& ui, ViewTools& tools, const ToolSubject& subject, ToolWishes& out) {
  tool_title(ui, ui.t(Text::ToolSectionTitle));
  bool changed = ui::check(ui, "tool.section.on", tools.section, ui.t(Text::ToolOn));
  tool_label(ui, ui.t(Text::ToolAxis));
  const int axis = ui::segmented(ui, "tool.section.axis",
                                 {ui.t(Text::ToolAxisX), ui.t(Text::ToolAxisY), ui.t(Text::ToolAxisZ)},
                                 tools.section_axis);
  if (axis != tools.section_axis) {
    tools.section_axis = axis;
    tools.section = changed = true;
  }
  const float low = subject.bounds.empty() ? 0 : subject.bounds.min[tools.section_axis];
  const float length = subject.bounds.empty() ? 1 : subject.bounds.size()[tools.section_axis];
  if (tool_slider(ui, "tool.section.place", ui.t(Text::ToolPlace), tools.section_share, 0, 1,
                  tool_length(tools, d(low + tools.section_share * length)), 0.5f)) {
    tools.section = changed = true;
  }
  if (ui::button(ui, "tool.section.flip", ui.t(Text::ToolFlip), {.icon = Icon::Refresh, .width = -1})) {
    tools.section_flip = !tools.section_flip;
    changed = true;
  }
  changed |= ui::check(ui, "tool.section.caps", tools.section_caps, ui.t(Text::ToolCaps));
  if (!changed) return;
  ViewSettings view = *subject.view;
  view.section = section_of(tools, subject.bounds);
  out.view = std::move(view);
}

void draw_measure_panel(Ui& ui, ViewTools& tools, const ToolSubject& subject, ToolWishes& out) {
  tool_title(ui, ui.t(Text::ToolMeasureTitle));
  static_cast<void>(out);
  const int unit =
      ui::segmented(ui, "tool.unit", {"mm", "cm", "m", "자", "칸"}, static_cast<int>(tools.unit));
  tools.unit = static_cast<LengthUnit>(unit);
  if (tools.unit == LengthUnit::Kan) {
    tool_label(ui, ui.t(Text::ToolKan));
    const int ja = static_cast<int>(std::lround(tools.kan_mm / kMillimetresPerJa));
    if (ui::begin_select(ui, "tool.kan", fmt::format(fmt::runtime(ui.t(Text::ToolKanOf)), ja))) {
      for (const int each : {6, 7, 8, 9, 10, 12, 14})
        if (ui::choice(ui, fmt::format("tool.kan.{}", each),
                       fmt::format(fmt::runtime(ui.t(Text::ToolKanOf)), each), each == ja,
                       format_length(each * kMillimetresPerJa, LengthUnit::Millimetre)))
          tools.kan_mm = each * kMillimetresPerJa;
      ui::end_select();
    }
  }
  draw_bounds(ui, tools, subject);
  ui::line(ui, 4);
  if (ui::button(ui, "tool.measure.start", ui.t(Text::ToolMeasureStart),
                 {.kind = tools.measuring ? ui::ButtonKind::Primary : ui::ButtonKind::Normal,
                  .icon = Icon::Ruler,
                  .width = -1})) {
    tools.measuring = !tools.measuring;
    tools.from.reset();
    tools.under.reset();
  }
  ui::check(ui, "tool.snap", tools.snapping, ui.t(Text::ToolSnap));
  if (tools.measured.empty()) {
    ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::ToolMeasureHow));
    return;
  }
  std::optional<std::size_t> gone;
  for (std::size_t i = 0; i < tools.measured.size(); ++i) {
    const Distance apart = measure(tools.measured[i].from, tools.measured[i].to);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x;
    ui::draw_text_in(ui, ui.fonts.body(), at, ImVec2(at.x + room - ui.px(32), at.y + ui.px(22)),
                     ui.theme.text, tool_length(tools, apart.whole));
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(at.x, at.y + ui.px(20)),
                     ImVec2(at.x + room - ui.px(32), at.y + ui.px(40)), ui.theme.faint,
                     fmt::format(fmt::runtime(ui.t(Text::ToolAlong)), tool_length(tools, apart.along.x),
                                 tool_length(tools, apart.along.y), tool_length(tools, apart.along.z)));
    ImGui::SetCursorScreenPos(ImVec2(at.x + room - ui.px(28), at.y + ui.px(4)));
    if (ui::icon_button(ui, fmt::format("tool.measured.{}", i), Icon::Close, ui.t(Text::ToolDelete), false,
                        true, 26))
      gone = i;
    ImGui::SetCursorScreenPos(ImVec2(at.x, at.y + ui.px(42)));
    ImGui::Dummy(ImVec2(room, 1));
  }
  if (gone) tools.measured.erase(tools.measured.begin() + static_cast<std::ptrdiff_t>(*gone));
  if (ui::button(ui, "tool.measure.clear", ui.t(Text::ToolClear), {.width = -1})) {
    tools.measured.clear();
    tools.from.reset();
  }
}

void draw_camera_panel(Ui& ui, ViewTools& tools, const ToolSubject& subject, glm::vec2 size_px,
                       ToolWishes& out) {
  tool_title(ui, ui.t(Text::ToolCameraTitle));
  const Sensor* sensor = find_sensor(tools.sensor);
  if (!sensor) sensor = &sensors().front();
  const float aspect = size_px.x / std::max(size_px.y, 1.0f);
  Lens lens{50, sensor->width_mm, sensor->height_mm};
  lens.focal_length_mm = focal_length_mm(lens, subject.camera.vertical_fov_degrees, aspect);
  // What lies at the target keeps its size: another lens shows as another perspective.
  const auto use = [&](float focal_mm, const Sensor& on) {
    Lens other{focal_mm, on.width_mm, on.height_mm};
    Camera camera = subject.camera;
    const float before = std::tan(0.5f * glm::radians(camera.vertical_fov_degrees));
    camera.vertical_fov_degrees = std::clamp(vertical_fov_degrees(other, aspect), 1.0f, 150.0f);
    const float after = std::tan(0.5f * glm::radians(camera.vertical_fov_degrees));
    camera.eye = camera.target + (camera.eye - camera.target) * (before / after);
    out.camera = camera;
  };
  // Octaves, so that 18 to 35 mm is as wide on the slider as 70 to 135.
  float stops = std::log2(std::clamp(lens.focal_length_mm, 12.0f, 200.0f));
  if (tool_slider(ui, "tool.lens", ui.t(Text::ToolLensLabel), stops, std::log2(12.0f), std::log2(200.0f),
                  fmt::format("{:.0f} mm", d(lens.focal_length_mm)), std::log2(50.0f)))
    use(std::exp2(stops), *sensor);
  static constexpr std::array kLenses{24, 35, 50, 85, 135};
  // As wide as the panel, so that three digits fit.
  constexpr float kGap = 3;
  const float each_width =
      (ImGui::GetContentRegionAvail().x / ui.scale - kGap * (kLenses.size() - 1)) / kLenses.size();
  for (const int mm : kLenses) {
    if (mm != kLenses.front()) ImGui::SameLine(0, ui.px(kGap));
    if (ui::button(ui, fmt::format("tool.lens.{}", mm), std::to_string(mm),
                   {.kind = ui::ButtonKind::Quiet,
                    .width = each_width,
                    .active = std::abs(lens.focal_length_mm - static_cast<float>(mm)) < 0.5f}))
      use(static_cast<float>(mm), *sensor);
  }
  tool_label(ui, ui.t(Text::ToolSensorLabel));
  if (ui::begin_select(ui, "tool.sensor", sensor->title)) {
    for (const Sensor& each : sensors())
      if (ui::choice(ui, "tool.sensor." + std::string(each.name), each.title, &each == sensor,
                     fmt::format("{:.1f} × {:.1f}", d(each.width_mm), d(each.height_mm)))) {
        tools.sensor = each.name;
        use(lens.focal_length_mm, each);
      }
    ui::end_select();
  }
  bool ortho = subject.camera.orthographic;
  if (ui::check(ui, "tool.ortho", ortho,
                ui.pick(info(Action::ToggleOrthographic).ko, info(Action::ToggleOrthographic).en)))
    out.actions.push_back(Action::ToggleOrthographic);
  const ActionInfo& fly = info(Action::ToggleFly);
  if (ui::button(ui, fly.id, ui.pick(fly.ko, fly.en),
                 {.icon = Icon::Up,
                  .width = -1,
                  .active = tools.flying,
                  .tip = subject.key ? subject.key(Action::ToggleFly) : std::string()}))
    tools.flying = !tools.flying;
  ui::line(ui, 4);
  if (subject.cameras.empty()) ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::ToolNoCameras));
  std::vector<NamedCamera> cameras(subject.cameras.begin(), subject.cameras.end());
  const auto replace = [&](const char* ko, const char* en) {
    out.cameras = cameras;
    out.cameras_ko = ko;
    out.cameras_en = en;
  };
  const bool keep = subject.can_keep_cameras;
  for (std::size_t i = 0; i < cameras.size(); ++i) {
    NamedCamera& saved = cameras[i];
    const std::string id = fmt::format("camera.{}", i);
    if (ui::icon_button(ui, id + ".chosen", saved.chosen ? Icon::Star : Icon::StarEmpty,
                        ui.t(Text::ToolChosenTip), saved.chosen, keep, 28)) {
      const bool now = !saved.chosen;
      for (NamedCamera& each : cameras) each.chosen = false;
      saved.chosen = now;
      replace("섬네일 카메라 고르기", "Choose the thumbnail's camera");
      break;
    }
    ImGui::SameLine(0, ui.px(4));
    const float room = ImGui::GetContentRegionAvail().x - ui.px(64);
    if (tools.renaming == i) {
      ui::InputStyle style;
      style.width = room / ui.scale;
      style.focus = std::exchange(tools.rename_starts, false);
      style.select_all = true;
      const ui::InputResult typed = ui::input(ui, "camera.name", tools.camera_name, style);
      if (typed.committed || typed.entered) {
        tools.renaming.reset();
        const bool taken = std::any_of(cameras.begin(), cameras.end(), [&](const NamedCamera& each) {
          return &each != &saved && each.name == tools.camera_name;
        });
        if (!tools.camera_name.empty() && !taken && tools.camera_name != saved.name) {
          saved.name = tools.camera_name;
          replace("카메라 이름 바꾸기", "Rename a camera");
        }
        break;
      }
    } else if (ui::button(ui, id, saved.name, {.kind = ui::ButtonKind::Quiet, .width = room / ui.scale})) {
      out.camera = saved.camera;
      tools.sensor = saved.sensor;
    }
    ImGui::SameLine(0, ui.px(4));
    if (ui::icon_button(ui, id + ".rename", Icon::Pencil, ui.t(Text::ToolRename), false, keep, 28)) {
      tools.renaming = i;
      tools.camera_name = saved.name;
      tools.rename_starts = true;
    }
    ImGui::SameLine(0, ui.px(2));
    if (ui::icon_button(ui, id + ".delete", Icon::Trash, ui.t(Text::ToolDelete), false, keep, 28)) {
      cameras.erase(cameras.begin() + static_cast<std::ptrdiff_t>(i));
      tools.renaming.reset();
      replace("카메라 지우기", "Delete a camera");
      break;
    }
  }
  ui::space(ui, 6);
  const ActionInfo& save = info(Action::SaveCamera);
  if (ui::button(ui, save.id, ui.t(Text::ToolSaveCamera),
                 {.icon = Icon::Plus,
                  .width = -1,
                  .enabled = keep,
                  .tip = subject.key ? subject.key(Action::SaveCamera) : std::string()}))
    run_tool_action(Action::SaveCamera, tools, subject, out);
}

void draw_motion_panel(Ui& ui, const ToolSubject& subject, ToolWishes& out) {
  tool_title(ui, ui.t(Text::ToolMotionTitle));
  const auto& clips = subject.model->animations();
  if (clips.empty()) {
    ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::ToolNoClips));
  } else {
    ViewSettings view = *subject.view;
    const std::size_t at = std::min(static_cast<std::size_t>(std::max(view.clip, 0)), clips.size() - 1);
    const auto clip_name = [&](std::size_t i) {
      return clips[i].name.empty() ? fmt::format(fmt::runtime(ui.t(Text::ToolClipNumber)), i + 1)
                                   : clips[i].name;
    };
    tool_label(ui, ui.t(Text::ToolClip));
    if (ui::begin_select(ui, "tool.clip", clip_name(at))) {
      for (std::size_t i = 0; i < clips.size(); ++i)
        if (ui::choice(ui, fmt::format("tool.clip.{}", i), clip_name(i), i == at,
                       seconds_text(d(clips[i].duration)))) {
          view.clip = static_cast<int>(i);
          view.time_seconds = std::min(view.time_seconds, clips[i].duration);
          out.view = view;
        }
      ui::end_select();
    }
    const float length = std::max(clips[at].duration, 0.01f);
    if (ui::button(ui, "tool.play", ui.t(subject.playing ? Text::ToolPause : Text::ToolPlay),
                   {.icon = subject.playing ? Icon::Pause : Icon::Play,
                    .width = 110,
                    .tip = subject.key ? subject.key(Action::PlayPause) : std::string()}))
      out.playing = !subject.playing;
    ImGui::SameLine(0, ui.px(8));
    if (ui::button(ui, "tool.rest", ui.t(Text::ToolRest), {.width = 110})) {
      out.playing = false;
      view.time_seconds = 0;
      out.view = view;
    }
    float time = std::min(view.time_seconds, length);
    if (tool_slider(ui, "tool.time", ui.t(Text::ToolTimeLabel), time, 0, length,
                    fmt::format("{:.2f} / {:.2f}", d(time), d(length)), 0)) {
      out.playing = false;
      view.time_seconds = time;
      view.animate = true;
      out.view = view;
    }
    ui.trace.state("tool.time", fmt::format("{:.2f}", d(time)));
  }
  ui::line(ui, 6);
  tool_title(ui, ui.t(Text::ToolTurntable));
  const bool strip = subject.strip_kind == StripKind::Turntable;
  if (ui::button(ui, "tool.turntable_strip", ui.t(Text::ToolShowStrip),
                 {.icon = Icon::Strip, .width = -1, .active = strip}))
    out.strip = strip ? StripKind::None : StripKind::Turntable;
  if (ui::button(ui, "tool.turntable_export", ui.t(Text::ToolExportSequence),
                 {.icon = Icon::Film, .width = -1}))
    out.export_turntable = Action::ExportTurntable;
  if (ui::button(ui, "tool.turntable_sheet", ui.t(Text::ToolExportSheet),
                 {.icon = Icon::Picture, .width = -1}))
    out.export_turntable = Action::ExportTurntableSheet;
}

void draw_compare_panel(Ui& ui, ViewTools& tools, const ToolSubject& subject, ToolWishes& out) {
  tool_title(ui, ui.t(Text::ToolCompareTitle));
  if (!subject.compare) return;
  const CompareView& compare = *subject.compare;
  if (subject.choices.empty()) {
    ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::ToolCompareHow));
    return;
  }
  const int mode = ui::segmented(ui, "tool.compare.mode",
                                 {ui.t(Text::ToolCompareSide), ui.t(Text::ToolCompareFlip),
                                  ui.t(Text::ToolCompareWipe), ui.t(Text::ToolCompareDifference)},
                                 static_cast<int>(compare.mode));
  if (mode != static_cast<int>(compare.mode)) out.compare_mode = static_cast<CompareMode>(mode);
  if (compare.mode == CompareMode::Wipe)
    tool_slider(ui, "tool.compare.wipe", ui.t(Text::ToolPlace), tools.wipe, 0, 1,
                fmt::format("{:.0f} %", 100 * d(tools.wipe)), 0.5f);
  if (compare.mode == CompareMode::Flip &&
      ui::button(ui, "tool.compare_flip", tools.flipped ? compare.second : compare.first,
                 {.icon = Icon::Refresh,
                  .width = -1,
                  .tip = subject.key ? subject.key(Action::FlipCompare) : std::string()}))
    tools.flipped = !tools.flipped;
  ui::text(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::ToolCompareWith));
  for (std::size_t i = 0; i < subject.choices.size() && i < 12; ++i) {
    const CompareChoice& choice = subject.choices[i];
    const bool current = compare.on && compare.version == choice.version;
    if (ui::button(ui, fmt::format("tool.compare.with.{}", i), choice.label,
                   {.kind = ui::ButtonKind::Quiet, .width = -1, .active = current}))
      out.compare_with = current ? Id() : choice.version;
  }
  if (!compare.problem.empty())
    ui::paragraph(ui, ui.fonts.small(), ui.theme.warning, ui.message(compare.problem));
  if (compare.on && ui::button(ui, "tool.compare.end", ui.t(Text::ToolCompareEnd), {.width = -1}))
    out.compare_with = Id();
}

}  // namespace bandaji
