// What of the light of the surroundings reaches a point, by shadow maps from directions of the sky.  The
// layout is that of SkyBlock in sky_shadow.h.
layout(std140) uniform Sky {
  mat4 from_world[32];
  vec4 toward[32];  // w: the light it stands for.
  vec4 detail[32];  // Layer; metres of offset along the normal; squares of width and height by depth.
  vec4 shift[32];   // Of the lookup.
  vec4 counts;      // How many of the key light, and of the rest, one sample looks up.
} sky;
uniform sampler2DArrayShadow sky_maps;

float open_towards(int i, vec3 at, vec3 n) {
  vec3 place = (sky.from_world[i] * vec4(at + n * sky.detail[i].y, 1.0)).xyz * 0.5 + 0.5;
  if (any(lessThan(place.xy, vec2(0.0))) || any(greaterThan(place.xy, vec2(1.0)))) return 1.0;
  // The depth of the surface's own plane where it is looked up, so that a shifted lookup does not see the surface
  // itself as its shadow (Isidoro 2006).
  vec3 tilted = mat3(sky.from_world[i]) * n;
  vec2 slope = tilted.xy * sky.detail[i].zw / min(tilted.z, -0.15 * length(tilted)) * -1.0;
  float depth = place.z + dot(slope, sky.shift[i].xy);
  return texture(sky_maps, vec4(place.xy + sky.shift[i].xy, sky.detail[i].x, clamp(depth, 0.0, 1.0)));
}

// x: of the surroundings, weighted as a matte surface sees them; y: of the key light.  Each sample of a block of
// four looks up a quarter of the directions.
vec2 sky_visibility(vec3 at, vec3 geometric, vec3 n) {
  vec2 reached = vec2(1e-6), there = vec2(1e-6);
  ivec2 place = ivec2(gl_FragCoord.xy) & 1;
  int quarter = place.x + 2 * place.y;
  int keys = int(sky.counts.x), others = int(sky.counts.y);
  for (int k = 0; k < keys; ++k) {
    int i = quarter * keys + k;
    float facing = dot(n, sky.toward[i].xyz);
    if (facing <= 0.0) continue;
    float light = facing * sky.toward[i].w;
    // A bump that turns to the light on a face that turns away from it gets none.
    if (dot(geometric, sky.toward[i].xyz) > 0.0) reached.y += light * open_towards(i, at, geometric);
    there.y += light;
  }
  for (int k = 0; k < others; ++k) {
    int i = 4 * keys + quarter * others + k;
    float facing = dot(n, sky.toward[i].xyz);
    if (facing <= 0.0) continue;
    float light = facing * sky.toward[i].w;
    if (dot(geometric, sky.toward[i].xyz) > 0.0) reached.x += light * open_towards(i, at, geometric);
    there.x += light;
  }
  return reached / there;
}
