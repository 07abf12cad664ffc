// A person beside the model, so that its size is felt: where the flat figure stands
// and what it looks like.  Pure arithmetic; no OpenGL.
#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <vector>

#include "assets/bounds.h"
#include "renderer/camera.h"

namespace bandaji {

inline constexpr float kFigureMetres = 1.7f;  // As tall as the usual one is.

// Triangles, three corners each, of a standing person 1 tall with the feet's middle at (0, 0).
const std::vector<glm::vec2>& figure_triangles();

struct FigurePlace {
  glm::vec3 foot{0};         // On the model's floor.
  glm::vec3 right{1, 0, 0};  // Across the figure; it stands upright and faces the camera.
};
// To the right of the model as the camera sees it, a step away.
FigurePlace figure_place(const Bounds& model, const Camera& camera, float metres);
// The model and the person.
Bounds with_figure(const Bounds& model, const Camera& camera, float metres);

}  // namespace bandaji
