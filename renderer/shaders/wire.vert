#include "frame.glsl"
layout(location = 0) in vec3 position;
uniform mat4 model;
invariant gl_Position;
out vec3 position_in_world;

void main() {
  vec4 world = model * vec4(position, 1.0);
  position_in_world = world.xyz;
  gl_Position = frame.view_projection * world;
}
