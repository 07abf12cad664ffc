// Where things are worn and held: named points of a figure.
#pragma once

#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>
#include <optional>
#include <span>
#include <string_view>

#include "assets/baked_model.h"

namespace bandaji {

struct AttachPoint {
  std::string_view name;  // Stored in records: "head", "hand_l"; left and right are the wearer's.
  std::string_view ko, en;
};
std::span<const AttachPoint> attach_points();

// Metres, in the figure's own space.  A node of the figure called "attach.NAME" or just NAME says it; else a
// usual place by the figure's height (feet on the lowest point of its box, facing +Z).  "origin" and unknown
// names are the figure's origin.
glm::vec3 attach_position(const BakedModel& figure, std::string_view name);

// The point at which a piece of this slot is usually worn when its model stands by itself; empty for clothes.
std::string_view usual_attach(std::string_view slot);

// Where a piece goes that nobody placed: it stays where its model has it when that is where such a piece is
// worn on the figure, else its hanging point comes to the slot's usual place.
glm::mat4 usual_placement(const BakedModel& figure, const BakedModel& piece, std::string_view slot);

}  // namespace bandaji
