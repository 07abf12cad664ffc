#include "renderer/frame_block.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <glm/trigonometric.hpp>
#include <vector>

#include "renderer/light_rig.h"

namespace bandaji {

constexpr float kWhiteKelvin = 6500;  // What a picture shows as white.

glm::vec3 toward_key(const Environment::Contents& light, const ViewSettings& settings) {
  const float angle = glm::radians(settings.light_rotation_degrees);
  const float c = std::cos(angle), s = std::sin(angle);
  const glm::vec3 key = light.key_direction;
  return {c * key.x + s * key.z, key.y, -s * key.x + c * key.z};
}

PassShift pass_shift(int index) {
  const auto at = [&](double step, double start) {
    const double x = start + step * index;
    return static_cast<float>(x - std::floor(x));
  };
  PassShift shift;
  shift.pixel = {at(0.7548776662466927, 0.5) - 0.5f, at(0.5698402909980532, 0.5) - 0.5f};
  // Another two steps of the same family, onto a disc without bunching (Shirley and Chiu 1997 kept areas
  // even; equal rings do here, since no picture is warped).
  const float radius = std::sqrt(at(0.8191725133961645, 0.5));
  const float angle = 6.2831853f * at(0.6710436067037893, 0.0);
  shift.lens = radius * glm::vec2(std::cos(angle), std::sin(angle));
  return shift;
}

ElementSize element_size(const ModelFacts& facts, int picture_width, int picture_height) {
  const auto side = static_cast<float>(std::min(picture_width, picture_height));
  const float spread = 1.4f / std::sqrt(static_cast<float>(std::max<std::uint64_t>(facts.points, 1)));
  return {std::max(side * std::clamp(spread, 0.0035f, 0.014f), 1.5f), std::max(side * 0.004f, 1.5f)};
}

FrameBlock make_frame(const Camera& camera, const ViewSettings& settings, const PosedModel& pose,
                      const SceneTarget& target, const Environment::Contents& light, const Bounds& scene,
                      const PassShift& shift) {
  FrameBlock frame;
  const float aspect = static_cast<float>(target.width) / static_cast<float>(target.height);
  frame.view = camera.view();
  glm::vec3 lens_offset(0);
  glm::mat4 projection = camera.projection(aspect, scene);
  if (settings.lens_radius_metres > 0) {
    // The eye moves over the lens opening, and the picture is sheared so that the sharp plane stays where it
    // is (Haeberli and Akeley 1990).
    const float focus = settings.focus_metres > 0 ? settings.focus_metres : camera.distance();
    const glm::vec2 moved = settings.lens_radius_metres * shift.lens;
    glm::mat4 shear(1);
    shear[2] = glm::vec4(-moved / std::max(focus, 1e-5f), 1, 0);
    shear[3] = glm::vec4(-moved, 0, 1);
    projection = projection * shear;
    lens_offset = glm::vec3(glm::transpose(frame.view) * glm::vec4(moved, 0, 0));
  }
  if (shift.pixel != glm::vec2(0)) {
    glm::mat4 nudge(1);
    nudge[3] = glm::vec4(
        2.0f * shift.pixel / glm::vec2(static_cast<float>(target.width), static_cast<float>(target.height)),
        0, 1);
    projection = nudge * projection;
  }
  frame.view_projection = projection * frame.view;
  frame.inverse_view_projection = glm::inverse(frame.view_projection);
  const glm::vec3 back(frame.view[0].z, frame.view[1].z, frame.view[2].z);
  frame.eye = camera.orthographic ? glm::vec4(back, 0) : glm::vec4(camera.eye + lens_offset, 1);
  const float angle = glm::radians(settings.light_rotation_degrees);
  const float c = std::cos(angle), s = std::sin(angle);
  frame.environment = {c, s, settings.light_intensity, static_cast<float>(light.levels - 1)};
  frame.key_direction = glm::vec4(toward_key(light, settings), 0);
  if (settings.light_kelvin > 0)
    frame.light_tint = glm::vec4(color_of_temperature(std::clamp(settings.light_kelvin, 1000.0f, 15000.0f)) /
                                     color_of_temperature(kWhiteKelvin),
                                 1);
  frame.key_tint = glm::vec4(light.key_tint * glm::vec3(frame.light_tint), 0);
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
  if (settings.section) frame.section = glm::vec4(settings.section->normal, settings.section->offset);
  return frame;
}

void add_lamps(const BakedModel& model, const PosedModel& pose, FrameBlock& frame) {
  const glm::vec3 center = pose.whole.center();
  std::vector<const PunctualLight*> lamps;
  for (const PunctualLight& lamp : model.lights()) lamps.push_back(&lamp);
  if (lamps.size() > kMaxLamps) {
    const auto brightness = [&](const PunctualLight& lamp) {
      const glm::vec3 apart = glm::vec3(pose.pose.world[lamp.node][3]) - center;
      const float spread = lamp.type == LightType::Directional ? 1 : std::max(glm::dot(apart, apart), 1e-6f);
      return lamp.intensity * std::max({lamp.color.r, lamp.color.g, lamp.color.b}) / spread;
    };
    std::stable_sort(lamps.begin(), lamps.end(), [&](const PunctualLight* a, const PunctualLight* b) {
      return brightness(*a) > brightness(*b);
    });
    lamps.resize(kMaxLamps);
  }
  std::size_t count = 0;
  for (const PunctualLight* lamp : lamps) {
    const glm::mat4& place = pose.pose.world[lamp->node];
    const glm::vec3 shines = glm::normalize(glm::mat3(place) * glm::vec3(0, 0, -1));
    frame.lamp_position[count] = glm::vec4(glm::vec3(place[3]), static_cast<float>(lamp->type));
    frame.lamp_direction[count] = glm::vec4(shines, lamp->range);
    frame.lamp_color[count] = glm::vec4(lamp->color * lamp->intensity, 0);
    const float outer = std::cos(lamp->outer_cone_radians);
    const float scale = 1 / std::max(0.001f, std::cos(lamp->inner_cone_radians) - outer);
    frame.lamp_cone[count] = {scale, -outer * scale, 0, 0};
    frame.lamp_shadow[count] = {-1, 0, 0, 0};
    ++count;
  }
  frame.lights.x = static_cast<float>(count);
}

}  // namespace bandaji
