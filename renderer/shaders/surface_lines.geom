// Gives lines a width in pixels: each becomes a strip with square ends, so that the segments of a curve close at
// their joints.
#include "frame.glsl"
layout(lines) in;
layout(triangle_strip, max_vertices = 4) out;

in vec3 element_position[];
in vec3 element_normal[];
#ifdef TANGENTS
in vec4 element_tangent[];
#endif
in vec4 element_uvs[];
in vec4 element_color[];

out vec3 world_position;
out vec3 world_normal;
#ifdef TANGENTS
out vec4 world_tangent;
#endif
out vec4 uvs;
out vec4 vertex_color;
#ifdef SECTION
out float gl_ClipDistance[1];
#endif
invariant gl_Position;

// A corner at `at` in clip space, moved by so many pixels, with the values at `t` between the ends.
void corner(vec4 at, vec2 pixels, float t) {
  world_position = mix(element_position[0], element_position[1], t);
  world_normal = mix(element_normal[0], element_normal[1], t);
#ifdef TANGENTS
  world_tangent = mix(element_tangent[0], element_tangent[1], t);
#endif
  uvs = mix(element_uvs[0], element_uvs[1], t);
  vertex_color = mix(element_color[0], element_color[1], t);
#ifdef SECTION
  gl_ClipDistance[0] = frame.section.w - dot(frame.section.xyz, world_position);
#endif
  gl_PrimitiveID = gl_PrimitiveIDIn;
  gl_Position = at + vec4(2.0 * pixels * frame.target.zw * at.w, 0.0, 0.0);
  EmitVertex();
}

void main() {
  vec4 a = gl_in[0].gl_Position, b = gl_in[1].gl_Position;
  // What lies before the near plane has no place in the picture.
  float da = a.z + a.w, db = b.z + b.w;
  if (da <= 0.0 && db <= 0.0) return;
  float from = da < 0.0 ? da / (da - db) : 0.0;
  float to = db < 0.0 ? da / (da - db) : 1.0;
  vec4 start = mix(a, b, from), end = mix(a, b, to);
  vec2 along = (end.xy / end.w - start.xy / start.w) * frame.target.xy;
  float span = length(along);
  along = span > 0.0 ? along / span : vec2(1.0, 0.0);
  along *= 0.5 * frame.elements.y;
  vec2 across = vec2(-along.y, along.x);
  corner(start, -along - across, from);
  corner(start, across - along, from);
  corner(end, along - across, to);
  corner(end, along + across, to);
  EndPrimitive();
}
