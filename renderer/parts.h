// The parts of a model as people point at them: one per mesh on a node.  Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assets/baked_model.h"

namespace bandaji {

struct Part {
  std::uint32_t index = 0;  // As in ViewSettings::hidden_parts, pictures' picks and drawing order.
  std::uint32_t node = 0;
  std::uint32_t mesh = 0;
  std::string name;      // The node's, else the mesh's, else "part 3".
  std::string path;      // Names of the nodes above and its own: "Look/Skirt/Lining".
  std::string material;  // Of the mesh, without a variant; empty when it has none.
  std::uint64_t triangles = 0;
  std::uint64_t lines = 0;  // Segments.
  std::uint64_t points = 0;
};
std::vector<Part> parts_of(const BakedModel& model);

// Indices of the parts whose name, path, material or number is, or contains, `words` (letters' case does not
// matter; a whole match is preferred to a part of one), ascending.
std::vector<std::uint32_t> find_parts(const std::vector<Part>& parts, std::string_view words);
// All but these, for isolating.  `shown` ascending.
std::vector<std::uint32_t> all_but(const std::vector<Part>& parts, const std::vector<std::uint32_t>& shown);

}  // namespace bandaji
