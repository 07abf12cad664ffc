// The middle of the Looks and Sets workspaces: what is composed, in 3D, with the
// views and lights of the large viewport.  Things in it can be pointed at.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "app/ui/model.h"
#include "app/ui/ui.h"
#include "app/ui/view_tools.h"

namespace bandaji::stage {

struct View {
  ImVec2 min, max;       // Of the pane.
  bool clicked = false;  // Let go where it was pressed,
  bool hovered = false;
  glm::vec2 cursor_px{0};  // inside the pane.
};

struct Pane {
  ImVec2 min, max;
  bool held = false;   // The hand moves something else than the camera.
  float rail_top = 0;  // Where the rail of tools begins, below `min`.
};
// What comes back is the part of the pane that shows the model: tools may stand beside it.
View draw(Ui& ui, std::string_view id, const UiModel& model, const Pane& pane, ViewTools& tools,
          const ToolSubject& subject, Requests& out);

// The parts of a composition in its model: boxes of the nodes that stand at its top, in their order.
struct PartBox {
  std::string name;
  Bounds box;
};
std::vector<PartBox> part_boxes(const BakedModel& model);
// Index of the part that a ray meets first.
std::optional<std::size_t> part_at(const BakedModel& model, const Ray& ray);

// Where a point is seen in the pane; empty behind the camera.
std::optional<ImVec2> seen_at(const View& view, const Camera& camera, const Bounds& scene,
                              const glm::vec3& point);
// The edges of a box over the picture.
void draw_box(Ui& ui, const View& view, const Camera& camera, const Bounds& scene, const Bounds& box,
              ImU32 color);
// Where a ray meets the plane at this height.
std::optional<glm::vec3> on_plane(const Ray& ray, float height);

}  // namespace bandaji::stage
