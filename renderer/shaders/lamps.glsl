// The file's own lamps (KHR_lights_punctual): what arrives from each, its shadow, and what a surface sends
// back of it.  All are of no size, so the lobes are evaluated and not looked up.
#ifdef LAMPS
uniform sampler2DArrayShadow lamp_maps;

struct LampLight {
  vec3 direction;   // Towards the lamp.
  vec3 irradiance;  // Facing the lamp.
};

// 1 where nothing stands between.
float lamp_visibility(int i, vec3 toward, float distance, vec3 n) {
  vec4 shadow = frame.lamp_shadow[i];
  if (shadow.x < 0.0) return 1.0;
  vec3 side = dot(n, toward) < 0.0 ? -n : n;
  vec3 at = world_position + side * (shadow.y * (shadow.z > 0.5 ? distance : 1.0));
  int map = int(shadow.x);
  if (frame.lamp_position[i].w > 0.5 && frame.lamp_position[i].w < 1.5) {
    // All around: the face of a cube, in the order +X -X +Y -Y +Z -Z.
    vec3 from = at - frame.lamp_position[i].xyz, away = abs(from);
    int axis = away.x >= away.y && away.x >= away.z ? 0 : away.y >= away.z ? 1 : 2;
    map += 2 * axis + (from[axis] < 0.0 ? 1 : 0);
  }
  vec4 seen = frame.lamp_from_world[map] * vec4(at, 1.0);
  vec3 place = seen.xyz / seen.w * 0.5 + 0.5;
  if (seen.w <= 0.0 || any(lessThan(place.xy, vec2(0.0))) || any(greaterThan(place.xy, vec2(1.0)))) return 1.0;
  vec2 texel = 1.0 / vec2(textureSize(lamp_maps, 0).xy);
  float sum = 0.0;
  for (int k = 0; k < 4; ++k) {
    vec2 step = texel * (vec2(k & 1, k >> 1) - 0.5);
    sum += texture(lamp_maps, vec4(place.xy + step, float(map), min(place.z, 1.0)));
  }
  return sum * 0.25;
}

LampLight lamp_light(int i, vec3 n) {
  vec4 position = frame.lamp_position[i];
  vec3 shines = frame.lamp_direction[i].xyz;
  if (position.w < 0.5) return LampLight(-shines, frame.lamp_color[i].rgb * lamp_visibility(i, -shines, 1.0, n));
  vec3 toward = position.xyz - world_position;
  float distance2 = max(dot(toward, toward), 1e-8);
  float range = frame.lamp_direction[i].w;
  float fade = 1.0 / distance2;
  if (range > 0.0) {
    float far = distance2 / (range * range);
    fade *= clamp(1.0 - far * far, 0.0, 1.0);
  }
  toward *= inversesqrt(distance2);
  if (position.w > 1.5) {
    float cone = clamp(dot(-toward, shines) * frame.lamp_cone[i].x + frame.lamp_cone[i].y, 0.0, 1.0);
    fade *= cone * cone;
  }
  if (fade <= 0.0) return LampLight(toward, vec3(0.0));
  return LampLight(toward, frame.lamp_color[i].rgb * (fade * lamp_visibility(i, toward, sqrt(distance2), n)));
}

// GGX with height-correlated Smith shadowing, over 4 N.L N.V (glTF 2.0, appendix B).
float ggx_with_visibility(float n_h, float n_v, float n_l, float alpha) {
  float a2 = alpha * alpha;
  float d = n_h * n_h * (a2 - 1.0) + 1.0;
  float v = n_l * sqrt(n_v * n_v * (1.0 - a2) + a2) + n_v * sqrt(n_l * n_l * (1.0 - a2) + a2);
  return a2 / (kPi * d * d) * 0.5 / max(v, 1e-6);
}

#ifdef ANISOTROPY
// The same of a lobe that is wider along `t` than along `b` (KHR_materials_anisotropy).
float stretched_ggx_with_visibility(vec3 h, vec3 v, vec3 l, vec3 n, vec3 t, vec3 b, float n_v, float n_l, vec2 alpha) {
  float a2 = alpha.x * alpha.y;
  vec3 f = vec3(alpha.y * dot(t, h), alpha.x * dot(b, h), a2 * dot(n, h));
  float w = a2 / max(dot(f, f), 1e-12);
  float seen = n_l * length(vec3(alpha.x * dot(t, v), alpha.y * dot(b, v), n_v));
  float lit = n_v * length(vec3(alpha.x * dot(t, l), alpha.y * dot(b, l), n_l));
  return a2 * w * w / kPi * 0.5 / max(seen + lit, 1e-6);
}
#endif

#ifdef SHEEN
float sheen_curve(float x, float alpha) {
  float t = (1.0 - alpha) * (1.0 - alpha);
  return mix(21.5473, 25.3245, t) / (1.0 + mix(3.82987, 3.32435, t) * pow(x, mix(0.19823, 0.16801, t))) +
         mix(-1.97760, -1.27393, t) * x + mix(-4.32054, -4.85967, t);
}

float sheen_lambda(float cosine, float alpha) {
  return exp(cosine < 0.5 ? sheen_curve(cosine, alpha) : 2.0 * sheen_curve(0.5, alpha) - sheen_curve(1.0 - cosine, alpha));
}

// Charlie (Estevez and Kulla 2017) with the shadowing that KHR_materials_sheen prescribes.
float charlie_with_visibility(float n_h, float n_v, float n_l, float roughness) {
  float alpha = max(roughness, 0.07) * max(roughness, 0.07);
  float inverse = 1.0 / alpha;
  float d = (2.0 + inverse) * pow(max(1.0 - n_h * n_h, 1e-6), inverse * 0.5) / (2.0 * kPi);
  return d * min(1.0 / ((1.0 + sheen_lambda(n_v, alpha) + sheen_lambda(n_l, alpha)) * 4.0 * n_l * n_v), 1.0);
}
#endif
#endif
