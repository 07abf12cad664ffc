// A tint over parts that are pointed at.
#include "frame.glsl"
in vec3 position_in_world;
uniform vec4 ink;  // Linear, and how much it covers.
out vec4 color;

void main() {
  if (dot(frame.section.xyz, position_in_world) > frame.section.w) discard;
  color = vec4(ink.rgb * ink.a / frame.display.x, ink.a);
}
