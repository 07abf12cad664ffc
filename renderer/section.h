// Cutting a model open: the outline where a plane meets each part, and the caps
// that close what was cut through.  Pure arithmetic; no OpenGL.
//
// Caps are exact: their corners are the points where the plane meets the edges of
// triangles, each edge computed once and the same way for both of its triangles,
// so that outlines close and caps fill them without gaps.
#pragma once

#include <cstdint>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <span>
#include <vector>

#include "renderer/view_settings.h"

namespace bandaji {

// Two directions in the plane; (right, up, normal) is right-handed.
struct PlaneAxes {
  glm::vec3 right{1, 0, 0};
  glm::vec3 up{0, 1, 0};
};
PlaneAxes axes_of_plane(const glm::vec3& normal);

// A closed outline, or an open one where the surface has an edge: a single layer of cloth gives one.
struct SectionLoop {
  std::vector<glm::vec3> points;  // On the plane; world space, metres.
  bool closed = false;
};

// Where the plane meets one surface.  Outlines run so that what is solid lies to their left, seen against the
// normal.  Vertices that lie on the plane count as lying below it.
std::vector<SectionLoop> cut_outlines(std::span<const glm::vec3> positions,
                                      std::span<const std::uint32_t> indices, const glm::mat4& placement,
                                      const SectionPlane& plane);

// Triangles, by index into `points`, that fill the closed outlines: inside is what they wind around in
// either sense.  Ear clipping with holes joined to their outlines (Eberly 2002); corners are those of the
// outlines and no others.
struct SectionCap {
  std::vector<glm::vec3> points;
  std::vector<std::uint32_t> indices;  // Wound to face along the plane's normal.
};
SectionCap fill_outlines(std::span<const SectionLoop> loops, const glm::vec3& normal);

// Square metres; holes taken away.
double area_of(const SectionCap& cap);

}  // namespace bandaji
