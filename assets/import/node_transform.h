// Matrices from files as the transforms of nodes.
#pragma once

#include "assets/model.h"

namespace bandaji {

// The matrix, or the identity where a number is not finite or absurdly large.
glm::mat4 sane_matrix(const glm::mat4& matrix);

// Sets translation, rotation and scale where they make the matrix exactly; else
// their nearest, with matrix_only.
void set_transform(Node& node, const glm::mat4& matrix);

}  // namespace bandaji
