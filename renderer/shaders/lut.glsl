// A look from the director of photography: a curve per channel, then a cube.  The same arithmetic as
// apply_lut() in color_lut.cpp.
uniform sampler2D lut_curve;  // Rows of 4096 entries.
uniform sampler3D lut_cube;
uniform vec3 lut_curve_low;  // Least input of the curve, and its scale to 0..1; likewise of the cube.
uniform vec3 lut_curve_scale;
uniform vec3 lut_low;
uniform vec3 lut_scale;
uniform vec2 lut_sizes;  // Entries of the curve, edge of the cube; 0 where there is none.

vec3 curve_entry(int i) { return texelFetch(lut_curve, ivec2(i & 4095, i >> 12), 0).rgb; }

vec3 apply_lut(vec3 c) {
  if (lut_sizes.x > 1.5) {
    vec3 at = clamp((c - lut_curve_low) * lut_curve_scale, 0.0, 1.0) * (lut_sizes.x - 1.0);
    ivec3 low = ivec3(min(floor(at), vec3(lut_sizes.x - 2.0)));
    vec3 part = at - vec3(low);
    c = vec3(mix(curve_entry(low.r).r, curve_entry(low.r + 1).r, part.r), mix(curve_entry(low.g).g, curve_entry(low.g + 1).g, part.g),
             mix(curve_entry(low.b).b, curve_entry(low.b + 1).b, part.b));
  }
  if (lut_sizes.y > 1.5) {
    vec3 at = clamp((c - lut_low) * lut_scale, 0.0, 1.0) * (lut_sizes.y - 1.0);
    ivec3 low = ivec3(min(floor(at), vec3(lut_sizes.y - 2.0)));
    vec3 f = at - vec3(low);
    // Tetrahedral: from the low corner to the high one, along the larger parts first.
    ivec3 first = ivec3(1, 0, 0), second = ivec3(1, 1, 0);
    vec3 order = f;  // Largest, middle, smallest part.
    if (f.r >= f.g && f.g >= f.b) { first = ivec3(1, 0, 0); second = ivec3(1, 1, 0); order = f.rgb; }
    else if (f.r >= f.b && f.b >= f.g) { first = ivec3(1, 0, 0); second = ivec3(1, 0, 1); order = f.rbg; }
    else if (f.b >= f.r && f.r >= f.g) { first = ivec3(0, 0, 1); second = ivec3(1, 0, 1); order = f.brg; }
    else if (f.g >= f.r && f.r >= f.b) { first = ivec3(0, 1, 0); second = ivec3(1, 1, 0); order = f.grb; }
    else if (f.g >= f.b && f.b >= f.r) { first = ivec3(0, 1, 0); second = ivec3(0, 1, 1); order = f.gbr; }
    else { first = ivec3(0, 0, 1); second = ivec3(0, 1, 1); order = f.bgr; }
    c = texelFetch(lut_cube, low, 0).rgb * (1.0 - order.x) + texelFetch(lut_cube, low + first, 0).rgb * (order.x - order.y) +
        texelFetch(lut_cube, low + second, 0).rgb * (order.y - order.z) + texelFetch(lut_cube, low + ivec3(1), 0).rgb * order.z;
  }
  return c;
}
