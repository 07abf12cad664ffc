// The soft shadow under a model, computed from its outline in height: for every
// point of the floor, how much of the sky and of the main light the model hides.
// Pure arithmetic; no OpenGL.
#pragma once

#include <cstdint>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <span>
#include <vector>

#include "assets/bounds.h"

namespace bandaji {

// Lowest and highest surface over each cell of a grid on the floor (world x and z).
class HeightField {
 public:
  // Square cells, `cells` along the longer side of the box.
  HeightField(const Bounds& bounds, int cells);

  void add(std::span<const glm::vec3> positions, std::span<const std::uint32_t> indices,
           const glm::mat4& placement);

  // Whether a ray hits what lies between lowest and highest.  The direction points upwards.
  bool blocks(const glm::vec3& origin, const glm::vec3& direction) const;
  float top() const { return top_; }

 private:
  void mark(float x, float z, float height);
  void add_triangle(const glm::vec3& a, const glm::vec3& b, const glm::vec3& c);

  glm::vec2 origin_{0};
  float cell_ = 1;  // Metres.
  int width_ = 0;
  int depth_ = 0;
  float top_ = 0;
  std::vector<glm::vec2> range_;  // Low and high; low > high where nothing is.
};

struct GroundShadow {
  int size = 0;                     // Texels each way.
  glm::vec2 min{0};                 // World x and z of the region's corner.
  glm::vec2 extent{1};              // Metres.
  float height = 0;                 // Of the floor.
  std::vector<std::uint8_t> alpha;  // size * size; 255 is black.
};

struct GroundLight {
  glm::vec3 key_direction{0, 1, 0};  // Towards the light.
  float key_share = 0;               // Of the light on an open floor, 0..1.
  float key_radius_radians = 0.3f;   // How large the light looks from the floor.
};

// `height` is the floor's; what lies below it is ignored.
GroundShadow cast_ground_shadow(const HeightField& field, const Bounds& bounds, float height,
                                const GroundLight& light);

}  // namespace bandaji
