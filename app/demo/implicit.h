// Sculpting: shapes given by a signed distance, joined softly, and turned into
// triangles.  Good for bodies, stones and anything without straight edges.
#pragma once

#include <functional>
#include <glm/vec3.hpp>

#include "app/demo/shape.h"

namespace bandaji {

// Negative inside, metres.  Need not be exact, but must not change faster than the
// true distance by more than about one and a half.
using Distance = std::function<float(const glm::vec3&)>;

// The zero surface within a box, sampled every `cell` metres (surface nets; vertices
// are then moved onto the surface, normals are the gradient).  Texture coordinates
// are zero; see uv_boxed and uv_from.
Shape surface_of(const Distance& distance, const glm::vec3& low, const glm::vec3& high, float cell);

// Texture coordinates from positions and normals.
Shape uv_from(Shape shape, const std::function<glm::vec2(const glm::vec3&, const glm::vec3&)>& uv);

// The part where `keep` is positive, cut cleanly through the triangles.
Shape clipped(const Shape& shape, const std::function<float(const glm::vec3&)>& keep);

// The polynomial smooth minimum: differences below `blend` metres melt together.
float smooth_min(float a, float b, float blend);
float smooth_max(float a, float b, float blend);

float distance_to_ellipsoid(const glm::vec3& p, const glm::vec3& center, const glm::vec3& radii);
float distance_to_capsule(const glm::vec3& p, const glm::vec3& a, const glm::vec3& b, float radius);
// A capsule whose ends differ: radius `ra` at `a`, `rb` at `b`.
float distance_to_cone(const glm::vec3& p, const glm::vec3& a, const glm::vec3& b, float ra, float rb);

}  // namespace bandaji
