#include "renderer/frame_block.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <glm/trigonometric.hpp>

namespace bandaji {

glm::vec3 toward_key(const Environment::Contents& light, const ViewSettings& settings) {
  const float angle = glm::radians(settings.light_rotation_degrees);
  const float c = std::cos(angle), s = std::sin(angle);
  const glm::vec3 key = light.key_direction;
  return {c * key.x + s * key.z, key.y, -s * key.x + c * key.z};
}

FrameBlock make_frame(const Camera& camera, const ViewSettings& settings, const PosedModel& pose,
                      const SceneTarget& target, const Environment::Contents& light, const Bounds& scene) {
  FrameBlock frame;
  const float aspect = static_cast<float>(target.width) / static_cast<float>(target.height);
  frame.view = camera.view();
  frame.view_projection = camera.projection(aspect, scene) * frame.view;
  frame.inverse_view_projection = glm::inverse(frame.view_projection);
  const glm::vec3 back(frame.view[0].z, frame.view[1].z, frame.view[2].z);
  frame.eye = camera.orthographic ? glm::vec4(back, 0) : glm::vec4(camera.eye, 1);
  const float angle = glm::radians(settings.light_rotation_degrees);
  const float c = std::cos(angle), s = std::sin(angle);
  frame.environment = {c, s, settings.light_intensity, static_cast<float>(light.levels - 1)};
  frame.key_direction = glm::vec4(toward_key(light, settings), 0);
  frame.key_tint = glm::vec4(light.key_tint, 0);
  const auto w = static_cast<float>(target.image_width()), h = static_cast<float>(target.image_height());
  frame.target = {w, h, 1 / w, 1 / h};
  float nearest = 1e30f, farthest = -1e30f;
  for (int i = 0; i < 8; ++i) {
    const Bounds& b = pose.whole;
    const glm::vec3 corner((i & 1) ? b.max.x : b.min.x, (i & 2) ? b.max.y : b.min.y,
                           (i & 4) ? b.max.z : b.min.z);
    const float depth = -(frame.view * glm::vec4(corner, 1)).z;
    nearest = std::min(nearest, depth), farthest = std::max(farthest, depth);
  }
  frame.display = {std::exp2(settings.exposure_ev), static_cast<float>(settings.tone_map), nearest, farthest};
  return frame;
}

void add_lamps(const BakedModel& model, const PosedModel& pose, FrameBlock& frame) {
  std::size_t count = 0;
  for (const PunctualLight& lamp : model.lights()) {
    if (count == kMaxLamps) break;
    const glm::mat4& place = pose.pose.world[lamp.node];
    const glm::vec3 shines = glm::normalize(glm::mat3(place) * glm::vec3(0, 0, -1));
    frame.lamp_position[count] = glm::vec4(glm::vec3(place[3]), static_cast<float>(lamp.type));
    frame.lamp_direction[count] = glm::vec4(shines, lamp.range);
    frame.lamp_color[count] = glm::vec4(lamp.color * lamp.intensity, 0);
    const float outer = std::cos(lamp.outer_cone_radians);
    const float scale = 1 / std::max(0.001f, std::cos(lamp.inner_cone_radians) - outer);
    frame.lamp_cone[count] = {scale, -outer * scale, 0, 0};
    ++count;
  }
  frame.lights.x = static_cast<float>(count);
}

}  // namespace bandaji
