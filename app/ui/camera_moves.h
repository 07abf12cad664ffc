// Moving through a set as one walks through it: the eye turns where it stands, and
// flies.  Pure arithmetic.
#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "assets/bounds.h"
#include "renderer/camera.h"

namespace bandaji {

// Turns the eye to where the hand moves; the target stays as far before it as it was.  A movement over the
// height of the viewport turns it by its angle of view.
void look_around(Camera& camera, glm::vec2 delta_px, glm::vec2 size_px);
// Metres to the right, up (in the world) and forward.  An orthographic camera becomes one with perspective:
// without it nothing comes nearer.
void fly(Camera& camera, const glm::vec3& metres);
// Metres that a second of flight leads through a model of this size: all of it in some three seconds.
float fly_step(const Bounds& bounds);

}  // namespace bandaji
