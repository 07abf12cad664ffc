// Lines every ten centimetres and every metre, one or two pixels wide at any distance.
in vec3 floor_position;
in vec2 floor_uv;
uniform vec4 grid;  // Finest spacing in metres; w: pixels of the target per pixel of the picture.
out vec4 color;

float line(vec2 at, float spacing, float thickness) {
  vec2 cell = at / spacing;
  vec2 per_pixel = fwidth(cell);
  vec2 distance_px = abs(fract(cell - 0.5) - 0.5) / max(per_pixel, 1e-6);
  // Where lines come closer than a few pixels they dissolve instead of shimmering.
  vec2 dense = 1.0 - smoothstep(0.12, 0.45, per_pixel);
  vec2 cover = clamp(thickness + 0.5 - distance_px, 0.0, 1.0) * dense;
  return max(cover.x, cover.y);
}

void main() {
  vec2 at = floor_position.xz;
  float scale = grid.w;
  float fine = line(at, grid.x, 0.5 * scale) * 0.16;
  float coarse = line(at, grid.x * 10.0, 0.8 * scale) * 0.34;
  vec2 axis_px = abs(at) / max(fwidth(at), 1e-9);
  float axis_x = clamp(scale + 0.5 - axis_px.y, 0.0, 1.0) * 0.6;
  float axis_z = clamp(scale + 0.5 - axis_px.x, 0.0, 1.0) * 0.6;
  float fade = 1.0 - smoothstep(0.35, 1.0, length(floor_uv * 2.0 - 1.0));
  float alpha = max(max(fine, coarse), max(axis_x, axis_z)) * fade;
  vec3 tint = vec3(0.55);
  if (axis_x > max(coarse, axis_z)) tint = vec3(0.62, 0.22, 0.2);
  else if (axis_z > coarse) tint = vec3(0.2, 0.33, 0.62);
  color = vec4(tint * alpha, alpha);
}
