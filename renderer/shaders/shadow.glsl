// How much of the key light reaches this point of the model, 0..1.
float key_visibility(vec3 n) {
#ifdef SHADOWS
  float facing = dot(n, frame.key_direction.xyz);
  // Offset along the normal: slopes would otherwise shadow themselves.
  vec3 at = world_position + n * (frame.key_tint.w * (1.0 - 0.5 * max(facing, 0.0)));
  vec3 place = (frame.shadow_from_world * vec4(at, 1.0)).xyz * 0.5 + 0.5;
  if (any(lessThan(place.xy, vec2(0.0))) || any(greaterThan(place.xy, vec2(1.0)))) return 1.0;
  vec2 texel = 1.0 / vec2(textureSize(shadow_map, 0));
  float sum = 0.0;
  // Twelve points spread evenly over a disc (golden-angle spiral); each tap is filtered over 2x2 texels.
  for (int i = 0; i < 12; ++i) {
    float r = sqrt((float(i) + 0.5) / 12.0) * SHADOW_RADIUS;
    float a = float(i) * 2.3999632;
    sum += texture(shadow_map, vec3(place.xy + texel * r * vec2(cos(a), sin(a)), place.z));
  }
  return sum / 12.0;
#else
  return 1.0;
#endif
}
