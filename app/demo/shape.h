// Geometry under construction for the demo production, and what can be done to
// any of it.  Plain CPU values; every function may be called from any thread.
//
// Texture coordinates are kept in METRES along the surface (u to the right, v
// down the picture), so that one cloth has one thread density on every piece;
// ModelBuilder divides them by the repeat of the material's picture.
#pragma once

#include <cstdint>
#include <functional>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
#include <vector>

#include "assets/model.h"

namespace bandaji {

// Triangles, counter-clockwise seen from outside.  `normals` and `colors` are
// empty or as long as `positions`; `uvs` always is.
struct Shape {
  std::vector<glm::vec3> positions;
  std::vector<glm::vec3> normals;
  std::vector<glm::vec2> uvs;
  std::vector<glm::vec4> colors;  // Linear RGBA, multiplied into the material's color.
  std::vector<std::uint32_t> indices;

  bool empty() const { return indices.empty(); }
  std::size_t triangles() const { return indices.size() / 3; }
};

// Adds `other` to the end of `shape`.  Streams that only one of them has are
// dropped (normals) or filled with white (colors).
void append(Shape& shape, const Shape& other);
Shape joined(const std::vector<Shape>& shapes);

Shape transformed(const Shape& shape, const glm::mat4& matrix);  // Turns the faces when the matrix mirrors.
Shape translated(const Shape& shape, const glm::vec3& offset);
Shape rotated(const Shape& shape, const glm::vec3& axis, float radians);
Shape scaled(const Shape& shape, const glm::vec3& factors);
Shape mirrored_x(const Shape& shape);  // x becomes -x; faces keep looking outwards.
Shape flipped(const Shape& shape);     // The other side of every triangle.

// Moves every position through `map`; normals are dropped.
Shape deformed(const Shape& shape, const std::function<glm::vec3(const glm::vec3&)>& map);

// Texture coordinates: scaled, or moved, turned by `radians` about the origin.
Shape uv_scaled(Shape shape, const glm::vec2& factors);
Shape uv_moved(Shape shape, const glm::vec2& offset, float radians = 0);
// Projected along the dominant axis of each triangle, in metres (for walls, boxes, carvings).
Shape uv_boxed(const Shape& shape);

// One color for all, or one per position.
Shape colored(Shape shape, const glm::vec4& color);
Shape colored(Shape shape, const std::function<glm::vec4(const glm::vec3&)>& color);

// Merges vertices that agree in position (within `epsilon` metres), uv and color,
// and removes triangles that have no area.
Shape welded(const Shape& shape, float epsilon = 1e-5f);

// Smooth normals weighted by angle; an edge sharper than `crease_degrees` stays
// hard.  Vertices at the same place share their normal even across a seam in the uv.
// 180 smooths everything, 0 gives facets.
Shape with_normals(const Shape& shape, float crease_degrees = 180);

// Splits every triangle into four; with `smooth`, by Loop's rule, so that the
// shape rounds off while open borders stay on their curve.
Shape subdivided(const Shape& shape, bool smooth, int times = 1);

// A sheet given thickness.  `outer` is the sheet moved outwards by
// `thickness * outward_share`, `inner` its other side, and `rim` the band that
// closes the open borders, so that each may take its own material.
struct Shell {
  Shape outer;
  Shape inner;
  Shape rim;
  Shape all() const { return joined({outer, inner, rim}); }
};
Shell thickened(const Shape& sheet, float thickness, float outward_share = 0.5f);

// The finished stream set, with normals (as they are, or smooth when missing) and
// tangents.  `tile_metres` is the size that one repeat of the picture covers.
Mesh to_mesh(const Shape& shape, const glm::vec2& tile_metres = {1, 1});

// Tangents from uv1-free meshes: xyz along growing u, w so that cross(normal, tangent) * w points
// UP the picture (the green of a normal map).  Expects normals and uv0.
std::vector<glm::vec4> tangents_of(const Mesh& mesh);

}  // namespace bandaji
