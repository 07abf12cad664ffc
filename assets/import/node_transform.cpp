#include "assets/import/node_transform.h"

#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>

namespace bandaji {

glm::mat4 sane_matrix(const glm::mat4& matrix) {
  for (int column = 0; column < 4; ++column) {
    for (int row = 0; row < 4; ++row) {
      if (!(std::abs(matrix[column][row]) < 1e12f)) return glm::mat4(1);
    }
  }
  glm::mat4 affine = matrix;
  for (int column = 0; column < 4; ++column) affine[column][3] = column == 3 ? 1.0f : 0.0f;
  return affine;
}

void set_transform(Node& node, const glm::mat4& matrix) {
  const glm::mat4 m(sane_matrix(matrix));
  node.translation = glm::vec3(m[3]);
  node.scale =
      glm::vec3(glm::length(glm::vec3(m[0])), glm::length(glm::vec3(m[1])), glm::length(glm::vec3(m[2])));
  if (glm::determinant(glm::mat3(m)) < 0) node.scale.x = -node.scale.x;
  const bool flat = node.scale.x == 0 || node.scale.y == 0 || node.scale.z == 0;
  if (!flat) {
    glm::mat3 rotation(1);
    for (int axis = 0; axis < 3; ++axis) rotation[axis] = glm::vec3(m[axis]) / node.scale[axis];
    node.rotation = glm::normalize(glm::quat_cast(rotation));
  }
  node.matrix_only = false;
  const glm::mat4 made = local_matrix(node);
  float size = 0, error = 0;
  for (int column = 0; column < 3; ++column) {
    for (int row = 0; row < 3; ++row) {
      size = std::max(size, std::abs(m[column][row]));
      error = std::max(error, std::abs(m[column][row] - made[column][row]));
    }
  }
  if (flat || !(error <= 1e-4f * size)) {
    node.matrix_only = true;
    node.matrix = m;
  }
}

}  // namespace bandaji
