// How much of the key light reaches this point of the model, 0..1.
float key_visibility(vec3 n) {
#ifdef SHADOWS
  // Offset along the normal: slopes would otherwise shadow themselves.
  vec3 at = world_position + n * frame.key_tint.w;
  vec3 place = (frame.shadow_from_world * vec4(at, 1.0)).xyz * 0.5 + 0.5;
  if (any(lessThan(place.xy, vec2(0.0))) || any(greaterThan(place.xy, vec2(1.0)))) return 1.0;
  vec2 texel = 1.0 / vec2(textureSize(shadow_map, 0));
  // How the depth of the surface's own plane changes over the map, so that a wide filter does not see the
  // surface itself as its shadow (Isidoro 2006).
  vec3 tilted = mat3(frame.shadow_from_world) * n;
  vec2 slope = tilted.xy / min(tilted.z, -0.12 * length(tilted)) * -frame.lights.y;
  float sum = 0.0;
  // Twelve points spread evenly over a disc (golden-angle spiral); each tap is filtered over 2x2 texels.
  for (int i = 0; i < 12; ++i) {
    float r = sqrt((float(i) + 0.5) / 12.0) * SHADOW_RADIUS;
    float a = float(i) * 2.3999632;
    vec2 step = texel * r * vec2(cos(a), sin(a));
    sum += texture(shadow_map, vec3(place.xy + step, place.z + dot(slope, step)));
  }
  return sum / 12.0;
#else
  return 1.0;
#endif
}
