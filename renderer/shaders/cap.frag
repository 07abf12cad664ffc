// One ink, as given: what the tone map is about to do is undone.
#include "frame.glsl"
#include "tonemap.glsl"
uniform vec3 ink;
out vec4 color;

void main() {
  vec3 shown = frame.display.y < 0.5 ? inverse_neutral(ink) : ink;
  color = vec4(shown / frame.display.x, 1.0);
}
