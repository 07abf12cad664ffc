// The bodies that the demo costumes are cut for: a stylized adult in an A-pose, 7.5
// heads tall, facing +Z, feet on y = 0, arms lowered by 35 degrees so that sleeves
// hang as they would on a stand.  Garments share this space, so a look is put
// together by simply drawing its pieces.
#pragma once

#include <glm/vec3.hpp>

#include "app/demo/implicit.h"
#include "assets/model.h"

namespace bandaji {

struct Body {
  float height = 1.65f;         // Metres.
  float scale = 1;              // Height over that of the base body, 1.65 m.
  float shoulder_widening = 0;  // Metres added at each shoulder.
  bool woman = true;

  static Body lady() { return {}; }
  static Body lord() { return {1.78f, 1.78f / 1.65f, 0.018f, false}; }

  // Points of the base body, scaled.
  glm::vec3 shoulder() const;  // Joint; +x is the wearer's left.
  glm::vec3 elbow() const;
  glm::vec3 wrist() const;
  float chin_y() const { return 1.43f * scale; }
};

// Negative inside the skin; hands, feet and neck included, the head without features.
float body_distance(const Body& body, const glm::vec3& p);

Model figure_model(const Body& body);

}  // namespace bandaji
