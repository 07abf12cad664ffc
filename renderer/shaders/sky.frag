#include "environment.glsl"
in vec2 screen;
out vec4 color;

void main() {
  vec4 far = frame.inverse_view_projection * vec4(screen, 1.0, 1.0);
  vec4 near = frame.inverse_view_projection * vec4(screen, -1.0, 1.0);
  vec3 direction = normalize(far.xyz / far.w - near.xyz / near.w);
  color = vec4(reflected_light(direction, 0.12), 1.0);
}
