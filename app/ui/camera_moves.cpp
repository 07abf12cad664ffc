#include "app/ui/camera_moves.h"

#include <algorithm>
#include <glm/geometric.hpp>

namespace bandaji {

void look_around(Camera& camera, glm::vec2 delta_px, glm::vec2 size_px) {
  const float distance = std::max(camera.distance(), 1e-6f);
  const float degrees_per_px = camera.vertical_fov_degrees / std::max(size_px.y, 1.0f);
  // The angles say where the eye stands seen from the target; turning it moves the target around the eye.
  ViewAngles angles = angles_of(camera);
  angles.azimuth_degrees -= delta_px.x * degrees_per_px;
  angles.elevation_degrees =
      std::clamp(angles.elevation_degrees + delta_px.y * degrees_per_px, -89.0f, 89.0f);
  const glm::vec3 eye = camera.eye;
  set_angles(camera, angles);
  const glm::vec3 away = glm::normalize(camera.eye - camera.target);
  camera.eye = eye;
  camera.target = eye - distance * away;
}

void fly(Camera& camera, const glm::vec3& metres) {
  if (camera.orthographic) set_orthographic(camera, false);
  const glm::vec3 forward = glm::normalize(camera.target - camera.eye);
  const glm::vec3 right = glm::normalize(glm::cross(forward, camera.up));
  const glm::vec3 shift = metres.x * right + metres.y * glm::vec3(0, 1, 0) + metres.z * forward;
  camera.eye += shift;
  camera.target += shift;
}

float fly_step(const Bounds& bounds) {
  return bounds.empty() ? 1.0f : std::clamp(glm::length(bounds.size()) / 3, 0.05f, 50.0f);
}

}  // namespace bandaji
