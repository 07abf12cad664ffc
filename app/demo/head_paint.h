// The painted skin of the head: base, brows, eyes, cheeks and lips.
#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "app/demo/head.h"
#include "app/demo/texture_synth.h"

namespace bandaji {

// Texture coordinates of a point of the head, whose middle is the origin: turned out
// round the upright axis, with more room for the face than for the back.
glm::vec2 head_uv(const glm::vec3& p);

// Colors and gloss over those coordinates.
Surface head_skin(Makeup makeup, int size = 1024);

}  // namespace bandaji
