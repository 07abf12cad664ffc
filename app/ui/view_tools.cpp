#include "app/ui/view_tools.h"

#include <algorithm>
#include <cmath>

#include "renderer/figure.h"
#include "renderer/pose.h"

namespace bandaji {
namespace {

constexpr float kStep = 0.02f;  // Of the model, that a key moves the section.

void toggle_panel(ViewTools& tools, ToolPanel panel) {
  tools.panel = tools.panel == panel ? ToolPanel::None : panel;
}

void put_section(ViewTools& tools, const ToolSubject& subject, ToolWishes& out) {
  ViewSettings view = out.view.value_or(*subject.view);
  view.section = section_of(tools, subject.bounds);
  out.view = std::move(view);
}

// The one part chosen, or pointed at.
std::optional<std::uint32_t> part_at_hand(const ViewTools& tools, const ToolSubject& subject) {
  const auto part = tools.part ? tools.part : tools.pointed;
  return part && *part < subject.parts.size() ? part : std::nullopt;
}

}  // namespace

bool ToolWishes::empty() const {
  return !view && !camera && !angles && !cameras && !strip && !compare_mode && !compare_with && !map &&
         !playing && !file && !file_scene && !export_turntable && actions.empty();
}

std::optional<SectionPlane> section_of(const ViewTools& tools, const Bounds& bounds) {
  if (!tools.section || bounds.empty()) return std::nullopt;
  SectionPlane plane;
  const int axis = std::clamp(tools.section_axis, 0, 2);
  const float sign = tools.section_flip ? -1.0f : 1.0f;
  plane.normal = glm::vec3(0);
  plane.normal[axis] = sign;
  plane.offset =
      sign * (bounds.min[axis] + std::clamp(tools.section_share, 0.0f, 1.0f) * bounds.size()[axis]);
  plane.caps = tools.section_caps;
  return plane;
}

std::string tool_length(const ViewTools& tools, double metres) {
  return format_length(metres * 1000, tools.unit, tools.kan_mm);
}

bool begin_model(ViewTools& tools, const ToolSubject& subject, ViewSettings& view) {
  if (tools.of == subject.model.get()) return false;
  tools.of = subject.model.get();
  tools.from.reset();
  tools.under.reset();
  tools.measured.clear();
  tools.part.reset();
  tools.pointed.reset();
  tools.map = MapWanted();
  tools.renaming.reset();
  tools.flipped = false;
  tools.flying = false;
  const bool had = !view.hidden_parts.empty() || !view.marked_parts.empty() || view.section.has_value();
  view.hidden_parts.clear();
  view.marked_parts.clear();
  view.section = section_of(tools, subject.bounds);
  return had || view.section.has_value();
}

bool is_tool_action(Action action) {
  return action >= Action::ShowLightTools && action <= Action::ExportTurntableSheet;
}

bool run_tool_action(Action action, ViewTools& tools, const ToolSubject& subject, ToolWishes& out) {
  if (!is_tool_action(action) || !subject.view) return false;
  const auto hide = [&](std::vector<std::uint32_t> hidden) {
    ViewSettings view = *subject.view;
    std::sort(hidden.begin(), hidden.end());
    hidden.erase(std::unique(hidden.begin(), hidden.end()), hidden.end());
    view.hidden_parts = std::move(hidden);
    view.marked_parts.clear();
    out.view = std::move(view);
  };
  switch (action) {
    case Action::ShowLightTools:
      toggle_panel(tools, ToolPanel::Light);
      return true;
    case Action::ShowParts:
      toggle_panel(tools, ToolPanel::Parts);
      return true;
    case Action::ShowMaterials:
      toggle_panel(tools, ToolPanel::Material);
      return true;
    case Action::ShowCameras:
      toggle_panel(tools, ToolPanel::Camera);
      return true;
    case Action::ShowMotion:
      toggle_panel(tools, ToolPanel::Motion);
      return true;
    case Action::ToggleSection:
      tools.section = !tools.section;
      if (tools.section)
        tools.panel = ToolPanel::Section;
      else if (tools.panel == ToolPanel::Section)
        tools.panel = ToolPanel::None;
      put_section(tools, subject, out);
      return true;
    case Action::NextSectionAxis:
      tools.section_axis = (tools.section_axis + 1) % 3;
      tools.section = true;
      put_section(tools, subject, out);
      return true;
    case Action::FlipSection:
      tools.section_flip = !tools.section_flip;
      put_section(tools, subject, out);
      return true;
    case Action::SectionForward:
    case Action::SectionBack:
      tools.section_share =
          std::clamp(tools.section_share + (action == Action::SectionForward ? kStep : -kStep), 0.0f, 1.0f);
      put_section(tools, subject, out);
      return true;
    case Action::Measure:
      tools.measuring = !tools.measuring;
      tools.from.reset();
      tools.under.reset();
      if (tools.measuring)
        tools.panel = ToolPanel::Measure;
      else if (tools.panel == ToolPanel::Measure)
        tools.panel = ToolPanel::None;
      return true;
    case Action::ClearMeasurements:
      tools.measured.clear();
      tools.from.reset();
      return true;
    case Action::NextUnit:
      tools.unit = static_cast<LengthUnit>((static_cast<int>(tools.unit) + 1) % 5);
      return true;
    case Action::ToggleFigure: {
      ViewSettings view = *subject.view;
      view.figure_metres = view.figure_metres > 0 ? 0 : kFigureMetres;
      out.view = std::move(view);
      out.actions.push_back(Action::Fit);
      return true;
    }
    case Action::HidePart:
      if (const auto part = part_at_hand(tools, subject)) {
        std::vector<std::uint32_t> hidden = subject.view->hidden_parts;
        if (std::erase(hidden, *part) == 0) hidden.push_back(*part);
        hide(std::move(hidden));
      }
      return true;
    case Action::IsolatePart:
      if (const auto part = part_at_hand(tools, subject)) {
        const std::vector<Part> parts(subject.parts.begin(), subject.parts.end());
        std::vector<std::uint32_t> others = all_but(parts, {*part});
        hide(others == subject.view->hidden_parts ? std::vector<std::uint32_t>() : std::move(others));
      }
      return true;
    case Action::ShowAllParts:
      hide({});
      return true;
    case Action::LightStrip:
      out.strip = subject.strip_kind == StripKind::Lights ? StripKind::None : StripKind::Lights;
      return true;
    case Action::TurntableStrip:
      out.strip = subject.strip_kind == StripKind::Turntable ? StripKind::None : StripKind::Turntable;
      return true;
    case Action::NextChannel: {
      ViewSettings view = *subject.view;
      if (view.mode != ShadingMode::Channel) {
        view.mode = ShadingMode::Channel;
        view.channel = Channel::BaseColor;
      } else {
        view.channel = static_cast<Channel>((static_cast<int>(view.channel) + 1) % kChannelCount);
      }
      out.view = std::move(view);
      return true;
    }
    case Action::Compare:
      if (subject.compare && subject.compare->on) {
        out.compare_with = Id();
        if (tools.panel == ToolPanel::Compare) tools.panel = ToolPanel::None;
      } else {
        tools.panel = ToolPanel::Compare;
        if (!subject.choices.empty()) out.compare_with = subject.choices.front().version;
      }
      return true;
    case Action::NextCompareMode:
      if (subject.compare)
        out.compare_mode = static_cast<CompareMode>((static_cast<int>(subject.compare->mode) + 1) % 4);
      return true;
    case Action::FlipCompare:
      if (subject.compare && subject.compare->on) {
        if (subject.compare->mode != CompareMode::Flip) {
          out.compare_mode = CompareMode::Flip;
          tools.flipped = true;
        } else {
          tools.flipped = !tools.flipped;
        }
      }
      return true;
    case Action::PlayPause:
      if (subject.model && !subject.model->animations().empty()) out.playing = !subject.playing;
      return true;
    case Action::SaveCamera:
      if (subject.can_keep_cameras) {
        std::vector<NamedCamera> cameras(subject.cameras.begin(), subject.cameras.end());
        NamedCamera saved;
        saved.name = free_camera_name(cameras, subject.korean);
        saved.camera = subject.camera;
        saved.sensor = tools.sensor;
        cameras.push_back(std::move(saved));
        tools.panel = ToolPanel::Camera;
        tools.renaming = cameras.size() - 1;
        tools.camera_name = cameras.back().name;
        tools.rename_starts = true;
        out.cameras = std::move(cameras);
        out.cameras_ko = "카메라 저장";
        out.cameras_en = "Save a camera";
      }
      return true;
    case Action::TransparentGround: {
      ViewSettings view = *subject.view;
      view.backdrop = view.backdrop == Backdrop::Transparent ? Backdrop::Color : Backdrop::Transparent;
      out.view = std::move(view);
      return true;
    }
    case Action::ToggleFly:
      tools.flying = !tools.flying;
      return true;
    case Action::ExportTurntable:
    case Action::ExportTurntableSheet:
      out.export_turntable = action;
      return true;
    default:
      return false;
  }
}

bool escape_tools(ViewTools& tools, const ToolSubject& subject, ToolWishes& out) {
  if (tools.flying) {
    tools.flying = false;
    return true;
  }
  if (tools.from) {
    tools.from.reset();
    return true;
  }
  if (tools.measuring) {
    tools.measuring = false;
    tools.under.reset();
    if (tools.panel == ToolPanel::Measure) tools.panel = ToolPanel::None;
    return true;
  }
  if (tools.panel != ToolPanel::None) {
    tools.panel = ToolPanel::None;
    return true;
  }
  if (subject.strip_kind != StripKind::None) {
    out.strip = StripKind::None;
    return true;
  }
  if (subject.compare && subject.compare->on) {
    out.compare_with = Id();
    return true;
  }
  return false;
}

std::optional<SnapPoint> point_under(const ViewTools& tools, const ToolSubject& subject, glm::vec2 cursor_px,
                                     glm::vec2 size_px) {
  if (!subject.pick || !subject.model) return std::nullopt;
  const auto found = subject.pick(cursor_px);
  if (!found) return std::nullopt;
  if (!tools.snapping || found->on_cap || found->part >= subject.parts.size())
    return SnapPoint{found->point, SnapKind::Surface};
  const BakedModel& model = *subject.model;
  const MeshInstance instance{subject.parts[found->part].node, subject.parts[found->part].mesh};
  const Pose pose = pose_of(model, subject.view->time_seconds, subject.view->animate, subject.view->clip);
  const BakedMesh& mesh = model.meshes()[instance.mesh];
  std::span<const glm::vec3> positions = mesh.positions;
  PosedVertices moved;
  if (is_deformed(model, instance)) {
    pose_vertices(model, instance, pose, moved);
    positions = moved.positions;
  }
  return snap(positions, mesh.indices, placement_of(model, instance, pose), subject.camera, cursor_px,
              size_px, found->point);
}

}  // namespace bandaji
