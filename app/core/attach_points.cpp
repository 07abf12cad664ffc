#include "app/core/attach_points.h"

#include <algorithm>
#include <array>
#include <glm/common.hpp>
#include <glm/gtc/matrix_transform.hpp>

#include "assets/text.h"

namespace bandaji {
namespace {

struct Place {
  AttachPoint point;
  glm::vec3 share;  // Of the figure's height from its feet; +x is the wearer's left, +z the front.
};

// A standing adult in an A-pose.
constexpr auto kPlaces = std::to_array<Place>({
    {{"head", "머리", "Head"}, {0, 0.945f, 0}},
    {{"crown", "정수리", "Crown of the head"}, {0, 1.0f, 0}},
    {{"forehead", "이마", "Forehead"}, {0, 0.965f, 0.055f}},
    {{"hair", "쪽", "Back of the head"}, {0, 0.915f, -0.065f}},
    {{"ear_l", "왼쪽 귀", "Left ear"}, {0.048f, 0.93f, 0}},
    {{"ear_r", "오른쪽 귀", "Right ear"}, {-0.048f, 0.93f, 0}},
    {{"neck", "목", "Neck"}, {0, 0.85f, 0.01f}},
    {{"chest", "가슴(고름)", "Chest"}, {0.02f, 0.70f, 0.095f}},
    {{"back", "등", "Back"}, {0, 0.74f, -0.085f}},
    {{"waist", "허리", "Waist"}, {0, 0.60f, 0}},
    {{"hip_l", "왼쪽 허리춤", "Left hip"}, {0.105f, 0.56f, 0.02f}},
    {{"hip_r", "오른쪽 허리춤", "Right hip"}, {-0.105f, 0.56f, 0.02f}},
    {{"hand_l", "왼손", "Left hand"}, {0.385f, 0.545f, 0.03f}},
    {{"hand_r", "오른손", "Right hand"}, {-0.385f, 0.545f, 0.03f}},
    {{"feet", "발", "Feet"}, {0, 0, 0}},
    {{"ground", "앞 바닥", "On the ground in front"}, {0.25f, 0, 0.35f}},
});

constexpr std::array<AttachPoint, kPlaces.size()> kPoints = [] {
  std::array<AttachPoint, kPlaces.size()> points{};
  for (std::size_t i = 0; i < kPlaces.size(); ++i) points[i] = kPlaces[i].point;
  return points;
}();

}  // namespace

std::span<const AttachPoint> attach_points() {
  return kPoints;
}

glm::vec3 attach_position(const BakedModel& figure, std::string_view name) {
  if (name.empty() || name == "origin") return glm::vec3(0);
  std::vector<glm::mat4> world;
  for (const Node& node : figure.nodes()) {
    const glm::mat4 local = local_matrix(node);
    world.push_back(node.parent < 0 ? local : world[static_cast<std::size_t>(node.parent)] * local);
    const std::string_view own = node.name;
    if (own == name || (own.starts_with("attach.") && own.substr(7) == name))
      return glm::vec3(world.back()[3]);
  }
  const Bounds& box = figure.facts().bounds;
  if (box.empty()) return glm::vec3(0);
  const float height = box.size().y;
  for (const Place& place : kPlaces)
    if (place.point.name == name)
      return glm::vec3(box.center().x, box.min.y, box.center().z) + place.share * height;
  return glm::vec3(0);
}

std::string_view usual_attach(std::string_view slot) {
  static constexpr auto kUsual =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"headwear", "crown"},
                                                                    {"hair", "hair"},
                                                                    {"accessory", "chest"},
                                                                    {"belt", "waist"},
                                                                    {"prop", "hand_r"}});
  for (const auto& [name, point] : kUsual)
    if (name == slot) return point;
  return {};
}

glm::mat4 usual_placement(const BakedModel& figure, const BakedModel& piece, std::string_view slot) {
  const std::string_view point = usual_attach(slot);
  const Bounds& box = piece.facts().bounds;
  if (point.empty() || box.empty()) return glm::mat4(1);
  const glm::vec3 at = attach_position(figure, point);
  const float reach = 0.12f;
  const bool there = at.x > box.min.x - reach && at.x < box.max.x + reach && at.y > box.min.y - reach &&
                     at.y < box.max.y + reach && at.z > box.min.z - reach && at.z < box.max.z + reach;
  if (there) return glm::mat4(1);
  glm::vec3 hook = box.center();
  if (slot == "accessory" || slot == "belt") hook.y = box.max.y;
  if (slot == "headwear") hook.y = box.min.y + box.size().y * 0.35f;
  return glm::translate(glm::mat4(1), at - hook);
}

}  // namespace bandaji
