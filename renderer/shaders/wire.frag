#include "frame.glsl"
in vec3 line_position;
noperspective in vec3 edge_distance;
uniform vec4 line;  // Half width in pixels of the target; darkness.
out vec4 color;

void main() {
  if (dot(frame.section.xyz, line_position) > frame.section.w) discard;
  float nearest = min(edge_distance.x, min(edge_distance.y, edge_distance.z));
  float alpha = line.y * clamp(line.x + 0.5 - nearest, 0.0, 1.0);
  if (alpha <= 0.0) discard;
  color = vec4(vec3(0.012, 0.014, 0.018) * alpha, alpha);
}
