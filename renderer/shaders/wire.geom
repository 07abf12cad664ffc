// Gives every pixel its distance to the triangle's edges (Baerentzen et al. 2006), for lines of even width.
#include "frame.glsl"
layout(triangles) in;
layout(triangle_strip, max_vertices = 3) out;
in vec3 position_in_world[];
out vec3 line_position;
noperspective out vec3 edge_distance;  // Pixels of the target.

void main() {
  vec3 heights = vec3(1e6);
  bool in_front = gl_in[0].gl_Position.w > 0.0 && gl_in[1].gl_Position.w > 0.0 && gl_in[2].gl_Position.w > 0.0;
  if (in_front) {
    vec2 half_size = 0.5 * frame.target.xy;
    vec2 a = half_size * gl_in[0].gl_Position.xy / gl_in[0].gl_Position.w;
    vec2 b = half_size * gl_in[1].gl_Position.xy / gl_in[1].gl_Position.w;
    vec2 c = half_size * gl_in[2].gl_Position.xy / gl_in[2].gl_Position.w;
    float twice_area = abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y));
    heights = twice_area / max(vec3(length(c - b), length(a - c), length(b - a)), 1e-6);
  }
  for (int i = 0; i < 3; ++i) {
    gl_Position = gl_in[i].gl_Position;
    edge_distance = in_front ? vec3(i == 0, i == 1, i == 2) * heights : heights;
    line_position = position_in_world[i];
    EmitVertex();
  }
  EndPrimitive();
}
