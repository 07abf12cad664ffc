// A mesh with far fewer triangles, for pictures that are gone in a moment: while the
// camera moves over a very large model.  Pure arithmetic, any thread.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>
#include <span>
#include <vector>

#include "assets/baked_model.h"

namespace bandaji {

// Triangles of the same vertices, about `wanted` of them: vertices that share a cell of a grid and face the
// same way become one (Rossignac and Borrel 1993), which takes one pass over the mesh and is quick enough to
// be done while it is uploaded.  The outline moves by a cell at most; a cell is so large that as many cover
// the surface. `normals` may be empty.  A mesh with no more than `wanted` comes back as it is. Expects: three
// indices a triangle, each below the number of positions.
std::vector<std::uint32_t> coarse_triangles(std::span<const glm::vec3> positions,
                                            std::span<const Snorm16x4> normals,
                                            std::span<const std::uint32_t> indices, std::size_t wanted);

}  // namespace bandaji
