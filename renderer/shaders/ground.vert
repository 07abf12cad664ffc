// A horizontal square under the model.
#include "frame.glsl"
uniform vec4 region;  // World x and z of the corner, side lengths.
uniform float height;
out vec3 floor_position;
out vec2 floor_uv;

void main() {
  floor_uv = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  floor_position = vec3(region.x + floor_uv.x * region.z, height, region.y + floor_uv.y * region.w);
  gl_Position = frame.view_projection * vec4(floor_position, 1.0);
}
