#include "app/ui/looks/stage.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>

#include "app/ui/panels/pane.h"
#include "app/ui/viewer.h"
#include "renderer/environment.h"

namespace bandaji::stage {
namespace {

void bar_behind(Ui& ui, ImVec2 min, ImVec2 max) {
  ImGui::GetWindowDrawList()->AddRectFilled(min, max, IM_COL32(34, 34, 34, 225), ui.px(10));
  ImGui::SetCursorScreenPos(ImVec2(min.x + ui.px(6), min.y + ui.px(6)));
}

void draw_bar(Ui& ui, const UiModel& model, ImVec2 min, ImVec2 max, Requests& out) {
  static constexpr std::array kViews{Action::ViewFront, Action::ViewRight, Action::ViewBack,
                                     Action::ViewLeft,  Action::ViewTop,   Action::ViewIso};
  const PaneView& pane = model.panes[1];
  const float room = max.x - min.x;
  float words = 0;
  for (const Action action : kViews)
    words += ui::measure(ui, ui.fonts.small(), ui.pick(info(action).ko, info(action).en)).x + ui.px(18);
  const float icons = ui.px(34 * 5 + 12), light = ui.px(132 + 12);
  const bool named = room > words + icons + light + ui.px(24);
  const float width = (named ? words : ui.px(112)) + icons + light + ui.px(16);
  const float x = min.x + std::max(0.0f, (room - width) / 2);
  bar_behind(ui, ImVec2(x, max.y - ui.px(44)), ImVec2(x + width, max.y));
  if (named) {
    for (const Action action : kViews) {
      const std::string_view label = ui.pick(info(action).ko, info(action).en);
      const float button = ui::measure(ui, ui.fonts.body(), label).x / ui.scale + 14;
      if (ui::button(ui, fmt::format("stage.{}", info(action).id), label,
                     {.kind = ui::ButtonKind::Quiet,
                      .width = button,
                      .tip = fmt::format("{}  {}", label, model.keys.first_key(action))}))
        out.emplace_back(request::Do{action});
      ImGui::SameLine(0, ui.px(1));
    }
  } else {
    if (ui::begin_select(ui, "stage.views", ui.t(Text::ViewsLabel), 104)) {
      for (const Action action : kViews)
        if (ui::choice(ui, fmt::format("stage.{}", info(action).id),
                       ui.pick(info(action).ko, info(action).en), false, model.keys.first_key(action)))
          out.emplace_back(request::Do{action});
      ui::end_select();
    }
    ImGui::SameLine(0, ui.px(4));
  }
  const auto icon = [&](Action action, Icon sign, bool active) {
    const std::string tip =
        fmt::format("{}  {}", ui.pick(info(action).ko, info(action).en), model.keys.first_key(action));
    if (ui::icon_button(ui, fmt::format("stage.{}", info(action).id), sign, tip, active))
      out.emplace_back(request::Do{action});
    ImGui::SameLine(0, ui.px(2));
  };
  icon(Action::ToggleOrthographic, Icon::Ortho, pane.camera.orthographic);
  icon(Action::Fit, Icon::Fit, false);
  icon(Action::CycleWireframe, Icon::Wire, model.view.mode == ShadingMode::Wireframe);
  icon(Action::ToggleGround, Icon::Ground, model.view.grid);
  icon(Action::CleanPicture, Icon::Camera, false);
  std::string_view shown = model.view.light;
  for (const LightPreset& preset : light_presets())
    if (preset.name == model.view.light) shown = ui.pick(preset.title_ko, preset.title_en);
  if (ui::begin_select(ui, "stage.light", shown, 132)) {
    for (const LightPreset& preset : light_presets())
      if (ui::choice(ui, fmt::format("stage.light.{}", preset.name),
                     ui.pick(preset.title_ko, preset.title_en), preset.name == model.view.light)) {
        ViewSettings view = model.view;
        view.light = preset.name;
        out.emplace_back(request::SetView{view});
      }
    ui::end_select();
  }
}

struct Walk {
  std::vector<glm::mat4> world;
  std::vector<std::size_t> part;  // Of each node.
  std::vector<std::uint32_t> roots;
};

Walk walk(const BakedModel& model) {
  Walk out;
  for (std::size_t n = 0; n < model.nodes().size(); ++n) {
    const Node& node = model.nodes()[n];
    const glm::mat4 local = local_matrix(node);
    if (node.parent < 0) {
      out.world.push_back(local);
      out.part.push_back(out.roots.size());
      out.roots.push_back(static_cast<std::uint32_t>(n));
    } else {
      out.world.push_back(out.world[static_cast<std::size_t>(node.parent)] * local);
      out.part.push_back(out.part[static_cast<std::size_t>(node.parent)]);
    }
  }
  return out;
}

}  // namespace

View draw(Ui& ui, std::string_view id, const UiModel& model, const Pane& box, ViewTools& tools,
          const ToolSubject& subject, Requests& out) {
  // The asset in focus in the Library has no say here.
  UiModel own = model;
  own.details = nullptr;
  const bool solid = model.panes[1].content == PaneView::Content::Model;
  const float dock = solid && subject.model ? tool_dock_width(ui, tools, box.max.x - box.min.x) : 0;
  const float strip = tool_strip_height(ui, subject), bar = ui.px(10 + 44);
  const ImVec2 min(box.min.x + dock, box.min.y),
      max(box.max.x, box.max.y - (strip > 0 ? strip + bar + ui.px(16) : 0));
  Requests pane;
  const PaneHand hand = draw_pane(ui, id, 1, own, min, max, 0, pane, {subject.compare, &tools});
  // Beside an old version what is there now has the left half.
  const bool compares = subject.compare != nullptr && subject.compare->on;
  const View view{compares ? hand.min : min, compares ? hand.max : max, hand.clicked, hand.hovered,
                  hand.cursor_px};
  for (Request& request : pane) {
    if (auto* input = std::get_if<request::PaneInput>(&request); input != nullptr && box.held) {
      input->orbit_px = input->pan_px = glm::vec2(0);
      input->set_pivot = false;
    }
    out.push_back(std::move(request));
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if ((model.composing || model.refining) && solid) {
    const float phase = ui::f(std::fmod(ui.now, 1.4) / 1.4), width = (max.x - min.x) * 0.3f;
    const float x = min.x + (max.x - min.x + width) * phase - width;
    list.AddRectFilled(ImVec2(std::max(x, min.x), min.y),
                       ImVec2(std::min(x + width, max.x), min.y + ui.px(2)), ui.theme.accent);
    ui.animate();
  }
  if (!solid) return view;
  ToolWishes wishes;
  draw_tool_overlay(ui, tools, subject, hand, wishes);
  draw_bar(ui, model, ImVec2(min.x + ui.px(10), min.y), ImVec2(max.x - ui.px(10), box.max.y - ui.px(10)),
           out);
  if (strip > 0)
    draw_tool_strip(ui, subject, ImVec2(box.min.x + ui.px(10), box.max.y - bar - ui.px(8) - strip),
                    ImVec2(box.max.x - ui.px(10), box.max.y - bar - ui.px(8)), wishes);
  draw_tool_rail(ui, tools, subject, hand, ImVec2(box.min.x + ui.px(12), box.min.y + box.rail_top),
                 ImVec2(max.x - ui.px(12), max.y - (strip > 0 ? ui.px(8) : bar + ui.px(8))), wishes);
  if (!wishes.empty()) out.emplace_back(request::Tools{std::move(wishes)});
  return view;
}

std::vector<PartBox> part_boxes(const BakedModel& model) {
  const Walk nodes = walk(model);
  std::vector<PartBox> boxes;
  for (const std::uint32_t root : nodes.roots) boxes.push_back({model.nodes()[root].name, {}});
  for (std::size_t n = 0; n < model.nodes().size(); ++n)
    for (const std::uint32_t mesh : model.nodes()[n].meshes)
      boxes[nodes.part[n]].box.add(model.meshes()[mesh].bounds.transformed(nodes.world[n]));
  return boxes;
}

std::optional<std::size_t> part_at(const BakedModel& model, const Ray& ray) {
  const Walk nodes = walk(model);
  float nearest = std::numeric_limits<float>::max();
  std::optional<std::size_t> found;
  for (std::size_t n = 0; n < model.nodes().size(); ++n) {
    for (const std::uint32_t index : model.nodes()[n].meshes) {
      const BakedMesh& mesh = model.meshes()[index];
      const glm::mat4 inverse = glm::inverse(nodes.world[n]);
      const glm::vec3 origin(inverse * glm::vec4(ray.origin, 1)),
          direction(inverse * glm::vec4(ray.direction, 0));
      // Slabs of the box first (Kay and Kajiya 1986).
      const glm::vec3 a = (mesh.bounds.min - origin) / direction, b = (mesh.bounds.max - origin) / direction;
      const glm::vec3 low = glm::min(a, b), high = glm::max(a, b);
      const float enter = std::max({low.x, low.y, low.z}), leave = std::min({high.x, high.y, high.z});
      if (!(enter <= leave) || leave < 0 || enter > nearest) continue;
      for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {  // Möller and Trumbore 1997.
        const glm::vec3& p0 = mesh.positions[mesh.indices[i]];
        const glm::vec3 e1 = mesh.positions[mesh.indices[i + 1]] - p0,
                        e2 = mesh.positions[mesh.indices[i + 2]] - p0;
        const glm::vec3 p = glm::cross(direction, e2);
        const float determinant = glm::dot(e1, p);
        if (std::abs(determinant) < 1e-12f) continue;
        const glm::vec3 s = origin - p0;
        const float u = glm::dot(s, p) / determinant;
        if (u < 0 || u > 1) continue;
        const glm::vec3 q = glm::cross(s, e1);
        const float v = glm::dot(direction, q) / determinant;
        if (v < 0 || u + v > 1) continue;
        const float t = glm::dot(e2, q) / determinant;
        if (t > 0 && t < nearest) {
          nearest = t;
          found = nodes.part[n];
        }
      }
    }
  }
  return found;
}

std::optional<ImVec2> seen_at(const View& view, const Camera& camera, const Bounds& scene,
                              const glm::vec3& point) {
  const float width = view.max.x - view.min.x, height = std::max(view.max.y - view.min.y, 1.0f);
  const glm::vec4 clip = camera.projection(width / height, scene) * camera.view() * glm::vec4(point, 1);
  if (clip.w <= 1e-5f) return std::nullopt;
  const glm::vec2 at = glm::vec2(clip) / clip.w;
  return ImVec2(view.min.x + (at.x * 0.5f + 0.5f) * width, view.min.y + (0.5f - at.y * 0.5f) * height);
}

void draw_box(Ui& ui, const View& view, const Camera& camera, const Bounds& scene, const Bounds& box,
              ImU32 color) {
  if (box.empty()) return;
  std::array<std::optional<ImVec2>, 8> corners;
  for (std::size_t i = 0; i < 8; ++i)
    corners[i] = seen_at(
        view, camera, scene,
        {i & 1 ? box.max.x : box.min.x, i & 2 ? box.max.y : box.min.y, i & 4 ? box.max.z : box.min.z});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect(view.min, view.max, true);
  for (std::size_t i = 0; i < 8; ++i)
    for (const std::size_t bit : {std::size_t{1}, std::size_t{2}, std::size_t{4}})
      if (!(i & bit) && corners[i] && corners[i | bit])
        list.AddLine(*corners[i], *corners[i | bit], color, ui.px(1.2f));
  list.PopClipRect();
}

std::optional<glm::vec3> on_plane(const Ray& ray, float height) {
  if (std::abs(ray.direction.y) < 1e-4f) return std::nullopt;
  const float t = (height - ray.origin.y) / ray.direction.y;
  if (t <= 0) return std::nullopt;
  return ray.origin + ray.direction * t;
}

}  // namespace bandaji::stage
