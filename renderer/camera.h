// Where the viewer stands.  Pure maths; no OpenGL.
//
// World space is Y-up, metres.  Azimuth 0 looks at the front of the model (the
// camera stands on +Z), positive azimuth moves the camera to the model's left
// side (+X); elevation is positive above the ground.
#pragma once

#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>
#include <span>
#include <string_view>

#include "assets/bounds.h"

namespace bandaji {

struct Camera {
  glm::vec3 eye{0, 0, 3};
  glm::vec3 target{0};
  glm::vec3 up{0, 1, 0};
  float vertical_fov_degrees = 30;
  bool orthographic = false;
  float ortho_height = 2;  // Metres seen from top to bottom when orthographic.

  glm::mat4 view() const;
  // OpenGL clip space.  Near and far enclose `scene`; `aspect` is width / height.
  glm::mat4 projection(float aspect, const Bounds& scene) const;
  float distance() const;
};

struct ViewAngles {
  float azimuth_degrees = 0;
  float elevation_degrees = 0;
};

// front back left right top bottom iso, or "AZ,EL" in degrees; empty when it is neither.
std::optional<ViewAngles> parse_view(std::string_view name);

// A camera at these angles whose picture (width / height = aspect) just holds the box, with
// `margin` of the picture's shorter edge left free on each side.
Camera frame_bounds(const Bounds& bounds, const ViewAngles& angles, float aspect, bool orthographic = false,
                    float margin = 0.06f, float vertical_fov_degrees = 30);

// The same for a set of points (the vertices of a posed model), which fits tighter than their box.
Camera frame_points(std::span<const glm::vec3> points, const ViewAngles& angles, float aspect,
                    bool orthographic = false, float margin = 0.06f, float vertical_fov_degrees = 30);

ViewAngles angles_of(const Camera& camera);
// Moves the eye around the target, keeping its distance.
void set_angles(Camera& camera, const ViewAngles& angles);

// The three hand movements.  Pixels are measured from the top left of a viewport `size` pixels large.
void orbit(Camera& camera, glm::vec2 delta_px, glm::vec2 size_px);
void pan(Camera& camera, glm::vec2 delta_px, glm::vec2 size_px);
// Keeps the point under `cursor_px` where it is; steps > 0 come closer.
void zoom_to_cursor(Camera& camera, float steps, glm::vec2 cursor_px, glm::vec2 size_px);
// Switches projection keeping the size of what lies at the target.
void set_orthographic(Camera& camera, bool orthographic);

struct Ray {
  glm::vec3 origin{0};
  glm::vec3 direction{0, 0, -1};  // Unit length.
};
Ray ray_through(const Camera& camera, glm::vec2 cursor_px, glm::vec2 size_px);

}  // namespace bandaji
