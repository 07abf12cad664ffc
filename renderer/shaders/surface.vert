#include "frame.glsl"
layout(location = 0) in vec3 position;
layout(location = 1) in vec4 normal;
layout(location = 2) in vec4 tangent;
layout(location = 3) in vec2 uv0;
layout(location = 4) in vec2 uv1;
layout(location = 5) in vec4 color;

uniform mat4 model;
uniform mat3 normal_from_model;

#ifdef LINES
// surface_lines.geom stands between.
#define world_position element_position
#define world_normal element_normal
#define world_tangent element_tangent
#define uvs element_uvs
#define vertex_color element_color
#endif
out vec3 world_position;
out vec3 world_normal;
#ifdef TANGENTS
out vec4 world_tangent;
#endif
out vec4 uvs;
out vec4 vertex_color;

invariant gl_Position;
#if defined(SECTION) && !defined(LINES)
#define CUTS
out float gl_ClipDistance[1];
#endif

void main() {
  vec4 world = model * vec4(position, 1.0);
  world_position = world.xyz;
#ifdef CUTS
  gl_ClipDistance[0] = frame.section.w - dot(frame.section.xyz, world.xyz);
#endif
  world_normal = normal_from_model * normal.xyz;
#ifdef TANGENTS
  world_tangent = vec4(mat3(model) * tangent.xyz, tangent.w);
#endif
  uvs = vec4(uv0, uv1);
  vertex_color = color;
  gl_Position = frame.view_projection * world;
#ifdef POINTS
#ifdef PICK
  // The target is the one pixel: whoever covers its middle is drawn there, and nobody else.
  vec2 off = 0.5 * gl_Position.xy * frame.target.xy;
  bool covers = gl_Position.w > 0.0 && length(off) <= 0.5 * frame.elements.x * gl_Position.w;
  gl_Position = covers ? vec4(0.0, 0.0, gl_Position.zw) : vec4(2.0, 2.0, 2.0, 1.0);
  gl_PointSize = 1.0;
#else
  gl_PointSize = frame.elements.x;
#endif
#endif
}
