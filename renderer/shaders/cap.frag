// One ink, as given: what the tone map is about to do is undone.
#include "frame.glsl"
#include "tonemap.glsl"
#ifdef PICK
uniform int id;
layout(location = 0) out uvec2 number;

void main() { number = uvec2(uint(id), 0u); }
#else
uniform vec3 ink;
out vec4 color;

void main() {
  vec3 shown = frame.display.y < 0.5 ? inverse_neutral(ink) : ink;
  color = vec4(shown / frame.display.x, 1.0);
}
#endif
