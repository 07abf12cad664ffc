// Work on single meshes that importers share: merging vertices, making the
// normals and tangents a file lacks, cutting polygons into triangles.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "assets/model.h"

namespace bandaji {

// Makes vertices equal in every stream one vertex.
void weld(Mesh& mesh);

// Takes the lines and points out of meshes that have triangles as well, as meshes of their own on the same
// nodes.
void split_off_elements(Model& model);

// Vertex i becomes a copy of the old vertex sources[i], in every stream; indices are not touched.
void gather_vertices(Mesh& mesh, const std::vector<std::uint32_t>& sources);

// Normals from the faces, weighted by angle.  Faces that meet at more than
// `crease_degrees` keep an edge; 0 gives flat facets.  Vertices are split where needed.
void make_normals(Mesh& mesh, float crease_degrees);

// Tangents as MikkTSpace defines them: per vertex from the faces around it, split
// where the texture is mirrored.  Needs normals and the named uv set.
void make_tangents(Mesh& mesh, int uv_set);

// Removes triangles, lines and points that touch a number which is not finite or absurdly large, and
// mends those numbers; drops streams that are wrong throughout.  Returns how many went.
std::size_t mend_numbers(Mesh& mesh);

// Triangles of one polygon as indices into it, by cutting ears; concave ones keep their shape.
void triangulate(std::span<const glm::vec3> polygon, std::vector<std::uint32_t>& triangles);

}  // namespace bandaji
