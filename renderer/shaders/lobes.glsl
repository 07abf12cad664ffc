// The layers of a surface, from the inside out: diffuse or transmitted light, the specular interface, sheen,
// clear coat.

// Split-sum reflection of a rough interface with multiple scattering (Fdez-Aguera 2019): x the light that
// leaves after one bounce, y after several; both to be multiplied by what arrives.
void interface_albedo(vec3 f0, float f90, vec2 ab, out vec3 once, out vec3 more) {
  once = f0 * ab.x + f90 * ab.y;
  float lost = 1.0 - (ab.x + ab.y);
  vec3 average = f0 + (vec3(f90) - f0) / 21.0;
  more = once * average / (1.0 - lost * average) * lost;
}

float specular_occlusion(float n_v, float occlusion, float roughness) {
  // Lagarde and de Rousiers 2014.
  return clamp(pow(n_v + occlusion, exp2(-16.0 * roughness - 1.0)) - 1.0 + occlusion, 0.0, 1.0);
}

vec3 uv_checker(vec2 uv, vec3 n, vec3 to_eye) {
  vec2 cell = floor(uv * 8.0);
  float odd = mod(cell.x + cell.y, 2.0);
  vec2 tile = fract(floor(uv) * vec2(0.37, 0.61));
  vec3 hue = 0.55 + 0.45 * cos(6.2831853 * (vec3(0.0, 0.33, 0.67) + tile.x + tile.y + 0.55));
  vec2 inside = fract(uv);
  vec3 ramp = mix(vec3(0.85), hue * vec3(0.35 + 0.65 * inside.x, 0.5, 0.35 + 0.65 * inside.y), 0.75);
  vec3 flat_color = mix(ramp * 0.35, ramp, odd);
  return flat_color * (0.35 + 0.65 * max(dot(n, to_eye), 0.0));
}

#ifdef IRIDESCENCE
// Thin film over a base (Belcour and Barla 2017, with the spectral integration of KHR_materials_iridescence).
vec3 film_sensitivity(float path_nm, vec3 shift) {
  float phase = 2.0 * kPi * path_nm * 1.0e-9;
  vec3 value = vec3(5.4856e-13, 4.4201e-13, 5.2481e-13) * sqrt(2.0 * kPi * vec3(4.3278e+09, 9.3046e+09, 6.6121e+09)) *
               cos(vec3(1.6810e+06, 1.7953e+06, 2.2084e+06) * phase + shift) *
               exp(-phase * phase * vec3(4.3278e+09, 9.3046e+09, 6.6121e+09));
  value.x += 9.7470e-14 * sqrt(2.0 * kPi * 4.5282e+09) * cos(2.2399e+06 * phase + shift.x) * exp(-4.5282e+09 * phase * phase);
  value /= 1.0685e-7;
  const mat3 from_xyz = mat3(3.2404542, -0.9692660, 0.0556434, -1.5371385, 1.8760108, -0.2040259, -0.4985314, 0.0415560, 1.0572252);
  return from_xyz * value;
}

vec3 film_reflection(float film_ior, float cos_outer, float thickness_nm, vec3 base_f0) {
  float ior = mix(1.0, film_ior, smoothstep(0.0, 0.03, thickness_nm));
  float sin2 = (1.0 - cos_outer * cos_outer) / (ior * ior);
  if (sin2 >= 1.0) return vec3(1.0);
  float cos_inner = sqrt(1.0 - sin2);
  float r0 = (ior - 1.0) / (ior + 1.0);
  r0 *= r0;
  float r12 = r0 + (1.0 - r0) * pow5(1.0 - cos_outer);
  float t121 = 1.0 - r12;
  vec3 root = sqrt(clamp(base_f0, 0.0, 0.9999));
  vec3 base_ior = (1.0 + root) / (1.0 - root);
  vec3 r1 = (base_ior - ior) / (base_ior + ior);
  r1 *= r1;
  vec3 r23 = r1 + (1.0 - r1) * pow5(1.0 - cos_inner);
  vec3 phase = (ior < 1.0 ? 0.0 : kPi) + mix(vec3(0.0), vec3(kPi), lessThan(base_ior, vec3(ior)));
  float path = 2.0 * ior * thickness_nm * cos_inner;
  vec3 r123 = clamp(r12 * r23, 1e-5, 0.9999);
  vec3 root123 = sqrt(r123);
  vec3 rs = t121 * t121 * r23 / (1.0 - r123);
  vec3 total = r12 + rs;
  vec3 c = rs - t121;
  for (int m = 1; m <= 2; ++m) {
    c *= root123;
    total += c * 2.0 * film_sensitivity(float(m) * path, float(m) * phase);
  }
  return max(total, 0.0);
}
#endif

#ifdef LAMPS
struct LampLight {
  vec3 direction;
  vec3 irradiance;  // Facing the lamp.
};

LampLight lamp_light(int i) {
  vec4 position = frame.lamp_position[i];
  vec3 shines = frame.lamp_direction[i].xyz;
  if (position.w < 0.5) return LampLight(-shines, frame.lamp_color[i].rgb);
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
  return LampLight(toward, frame.lamp_color[i].rgb * fade);
}

float ggx_with_visibility(float n_h, float n_v, float n_l, float alpha) {
  float a2 = alpha * alpha;
  float d = n_h * n_h * (a2 - 1.0) + 1.0;
  float v = n_l * sqrt(n_v * n_v * (1.0 - a2) + a2) + n_v * sqrt(n_l * n_l * (1.0 - a2) + a2);
  return a2 / (kPi * d * d) * 0.5 / max(v, 1e-6);
}
#endif

#if defined(LAMPS) && defined(SHEEN)
// Charlie distribution (Estevez and Kulla 2017) with the smooth visibility of Neubelt and Pettineo 2013.
float charlie_with_visibility(float n_h, float n_v, float n_l, float roughness) {
  float inverse = 1.0 / (max(roughness, 0.07) * max(roughness, 0.07));
  float d = (2.0 + inverse) * pow(max(1.0 - n_h * n_h, 1e-6), inverse * 0.5) / (2.0 * kPi);
  return d / (4.0 * (n_l + n_v - n_l * n_v));
}
#endif

// Widens the lobe by how much the normal turns within the pixel (Tokuyoshi and Kaplanyan 2019).
float widened_roughness(float roughness, vec3 n) {
  vec3 dx = dFdx(n), dy = dFdy(n);
  float spread = min(0.15 * (dot(dx, dx) + dot(dy, dy)), 0.18);
  float alpha = roughness * roughness;
  return sqrt(sqrt(min(alpha * alpha + spread, 1.0)));
}

vec4 shade_surface(vec4 base, float alpha, vec3 n, vec3 smooth_n, vec3 v
#if defined(ANISOTROPY) || defined(MAP_CLEARCOAT_NORMAL)
                   , mat3 tangent_frame
#endif
) {
  float metallic = material.surface.x;
  float roughness = material.surface.y;
  float occlusion = 1.0;
#ifdef MAP_METALLIC_ROUGHNESS
  vec3 orm = texture(map_metallic_roughness, uv_of(1)).rgb;
  metallic *= orm.b;
  roughness *= orm.g;
#ifdef OCCLUSION_PACKED
  occlusion = 1.0 + material.surface.w * (orm.r - 1.0);
#endif
#endif
#ifdef MAP_OCCLUSION
  occlusion = 1.0 + material.surface.w * (texture(map_occlusion, uv_of(3)).r - 1.0);
#endif

#if MODE == 2
  // Clay: the form alone.
  base.rgb = vec3(0.47, 0.445, 0.42);
  metallic = 0.0;
  roughness = 0.62;
#endif

  float specular_strength = material.specular.a;
  vec3 specular_color = material.specular.rgb;
#ifdef MAP_SPECULAR
  specular_strength *= texture(map_specular, uv_of(12)).a;
#endif
#ifdef MAP_SPECULAR_COLOR
  specular_color *= texture(map_specular_color, uv_of(13)).rgb;
#endif
  float ior = material.coat.w;
  float r0 = (ior - 1.0) / (ior + 1.0);
  vec3 dielectric_f0 = min(r0 * r0 * specular_color, 1.0) * specular_strength;
  vec3 f0 = mix(dielectric_f0, base.rgb, metallic);
  float f90 = mix(specular_strength, 1.0, metallic);
  vec3 diffuse_color = base.rgb * (1.0 - metallic);
#if defined(SPECULAR_GLOSSINESS) && MODE != 2
  vec4 gloss = material.gloss;
#ifdef MAP_SPECULAR_GLOSSINESS
  gloss *= texture(map_specular_glossiness, uv_of(18));
#endif
  f0 = dielectric_f0 = gloss.rgb;
  f90 = specular_strength = 1.0;
  roughness = 1.0 - gloss.a;
  diffuse_color = base.rgb;
  metallic = 0.0;
#endif
  roughness = widened_roughness(clamp(roughness, 0.0, 1.0), n);

  float n_v = clamp(dot(n, v), 1e-3, 1.0);
  vec2 ab = texture(scatter, vec2(n_v, roughness)).rg;
#ifdef SKY
  vec2 open = sky_visibility(world_position, smooth_n, n);
  float visibility = open.y;
  float surroundings = open.x;
#else
  float visibility = key_visibility(smooth_n);
  const float surroundings = 1.0;
#endif
  vec4 around = diffuse_light(n);
  vec3 irradiance = around.rgb * surroundings + frame.key_tint.rgb * (around.a * visibility);
  // What the key light does not reach, its reflection hardly reaches either; sharp reflections come from elsewhere.
  float reflection_visibility = mix(1.0, 0.4 + 0.6 * visibility, roughness);

#ifdef IRIDESCENCE
  float film = material.iridescence.x;
  float thickness = material.iridescence.w;
#ifdef MAP_IRIDESCENCE
  film *= texture(map_iridescence, uv_of(14)).r;
#endif
#ifdef MAP_IRIDESCENCE_THICKNESS
  thickness = mix(material.iridescence.z, material.iridescence.w, texture(map_iridescence_thickness, uv_of(15)).g);
#endif
  vec3 film_f = film_reflection(material.iridescence.y, n_v, thickness, f0);
  // Back to a normal-incidence color, so that the same table serves.
  float grazing = pow5(1.0 - n_v);
  vec3 film_f0 = clamp((film_f - f90 * grazing) / max(1.0 - grazing, 0.05), 0.0, 1.0);
  f0 = mix(f0, film_f0, film);
#endif

  vec3 once, more, dielectric_once, dielectric_more;
  interface_albedo(dielectric_f0, specular_strength, ab, dielectric_once, dielectric_more);
#ifdef IRIDESCENCE
  interface_albedo(f0, f90, ab, once, more);
#else
  // Metal and dielectric lie beside one another: what bounces several times is not that of their mean color.
  interface_albedo(base.rgb, 1.0, ab, once, more);
  once = mix(dielectric_once, once, metallic);
  more = mix(dielectric_more, more, metallic);
#endif
  vec3 r = reflect(-v, n);
#ifdef ANISOTROPY
  float strength = material.anisotropy.x;
  vec2 along = vec2(1.0, 0.0);
#ifdef MAP_ANISOTROPY
  vec3 aniso = texture(map_anisotropy, uv_of(16)).rgb;
  along = aniso.rg * 2.0 - 1.0;
  strength *= aniso.b;
#endif
  along = mat2(material.anisotropy.y, material.anisotropy.z, -material.anisotropy.z, material.anisotropy.y) * along;
  vec3 fiber_t = normalize(tangent_frame[0] * along.x + tangent_frame[1] * along.y);
  vec3 fiber_b = normalize(cross(n, fiber_t));
  // Bent reflection (Kulla and Conty 2017): the lobe is stretched across the fibers.
  vec3 bent = normalize(mix(cross(cross(fiber_b, v), fiber_b), n, pow(1.0 - strength * (1.0 - roughness), 4.0)));
  r = reflect(-v, bent);
#endif
  // A rough lobe leans towards the normal (Lagarde and de Rousiers 2014).
  vec3 lobe_axis = normalize(mix(r, n, roughness * roughness * roughness * roughness));
  vec3 reflection = reflected_light(lobe_axis, roughness);
  vec3 specular = reflection * once * (specular_occlusion(n_v, occlusion * surroundings, roughness) * reflection_visibility) + irradiance * more * occlusion;

#ifdef IRIDESCENCE
  // What a film does not reflect goes through it: in the other color.
  vec3 under = diffuse_color * (1.0 - mix(vec3(max3(dielectric_once + dielectric_more)), once + more, film));
#else
  vec3 under = diffuse_color * (1.0 - max3(dielectric_once + dielectric_more));
#endif
  vec3 diffuse = under * irradiance * occlusion;

#ifdef DIFFUSE_TRANSMISSION
  vec4 behind_light = diffuse_light(-n);
  vec3 through = material.diffuse_transmission.rgb * (behind_light.rgb + frame.key_tint.rgb * behind_light.a) * (1.0 - metallic);
  diffuse = mix(diffuse, through * (under / max(diffuse_color, 1e-4)), material.attenuation.a);
#endif

#ifdef SHEEN
  vec3 sheen_color = material.sheen.rgb;
  float sheen_roughness = material.sheen.a;
#ifdef MAP_SHEEN_COLOR
  sheen_color *= texture(map_sheen_color, uv_of(8)).rgb;
#endif
#ifdef MAP_SHEEN_ROUGHNESS
  sheen_roughness *= texture(map_sheen_roughness, uv_of(9)).a;
#endif
#endif
#ifdef LAMPS
  vec3 sheen_from_lamps = vec3(0.0);
  for (int i = 0; i < int(frame.lights.x); ++i) {
    LampLight lamp = lamp_light(i);
    float n_l = dot(n, lamp.direction);
    if (n_l <= 0.0) continue;
    vec3 h = normalize(lamp.direction + v);
    float v_h = clamp(dot(v, h), 0.0, 1.0);
    vec3 fresnel = f0 + (vec3(f90) - f0) * pow5(1.0 - v_h);
    float a = max(roughness * roughness, 1e-3);
    specular += lamp.irradiance * n_l * fresnel * ggx_with_visibility(clamp(dot(n, h), 0.0, 1.0), n_v, n_l, a);
    diffuse += lamp.irradiance * n_l * under / kPi;
#ifdef SHEEN
    sheen_from_lamps += lamp.irradiance * n_l * sheen_color * charlie_with_visibility(clamp(dot(n, h), 0.0, 1.0), n_v, n_l, sheen_roughness);
#endif
  }
#endif

  float cover = 1.0;
#ifdef TRANSMISSION
  float transmitted = material.transmission.x * (1.0 - metallic);
#ifdef MAP_TRANSMISSION
  transmitted *= texture(map_transmission, uv_of(10)).r;
#endif
  float depth = material.transmission.y * length(model[0].xyz);
#ifdef MAP_THICKNESS
  depth *= texture(map_thickness, uv_of(11)).g;
#endif
  vec3 path = refract(-v, n, 1.0 / ior) * depth;
  float blur = roughness * clamp(ior * 2.0 - 2.0, 0.0, 1.0);
  float level = log2(frame.target.x) * blur;
#ifdef DISPERSION
  // Red bends less than blue (KHR_materials_dispersion, from the Abbe number).
  float spread = (ior - 1.0) * 0.025 * material.transmission.w;
  vec4 behind = vec4(0.0);
  for (int i = 0; i < 3; ++i) {
    vec3 bent = refract(-v, n, 1.0 / max(ior + float(i - 1) * spread, 1.0)) * depth;
    vec4 exit = frame.view_projection * vec4(world_position + bent, 1.0);
    vec4 seen = textureLod(scene_behind, exit.xy / exit.w * 0.5 + 0.5, level);
    behind[i] = seen[i];
    behind.a += seen.a / 3.0;
  }
#else
  vec4 exit = frame.view_projection * vec4(world_position + path, 1.0);
  vec4 behind = textureLod(scene_behind, exit.xy / exit.w * 0.5 + 0.5, level);
#endif
  vec3 tint = base.rgb * (1.0 - max3(dielectric_once + dielectric_more));
  if (material.transmission.z > 0.0) {
    tint *= pow(max(material.attenuation.rgb, 1e-4), vec3(length(path) / material.transmission.z));
  }
  diffuse = mix(diffuse, behind.rgb * tint, transmitted);
  // Where nothing stands behind, the picture itself stays see-through.
  cover = 1.0 - transmitted * (1.0 - behind.a) * dot(tint, vec3(1.0 / 3.0));
#endif

  vec3 result = diffuse + specular;

#ifdef SHEEN
  float sheen_albedo = texture(scatter, vec2(n_v, clamp(sheen_roughness, 0.07, 1.0))).b;
  // The fuzz takes its share before anything below it sees the light.
  result *= 1.0 - max3(sheen_color) * sheen_albedo;
  result += sheen_color * sheen_albedo * irradiance * occlusion;
#ifdef LAMPS
  result += sheen_from_lamps;
#endif
#endif

  vec3 emitted = material.emissive.rgb;
#ifdef MAP_EMISSIVE
  emitted *= texture(map_emissive, uv_of(4)).rgb;
#endif
#if MODE == 2
  emitted = vec3(0.0);
#endif
  result += emitted;

#ifdef CLEARCOAT
  float coat = material.coat.x;
  float coat_roughness = material.coat.y;
#ifdef MAP_CLEARCOAT
  coat *= texture(map_clearcoat, uv_of(5)).r;
#endif
#ifdef MAP_CLEARCOAT_ROUGHNESS
  coat_roughness *= texture(map_clearcoat_roughness, uv_of(6)).g;
#endif
  vec3 coat_n = smooth_n;
#ifdef MAP_CLEARCOAT_NORMAL
  vec3 coat_bump = texture(map_clearcoat_normal, uv_of(7)).xyz * 2.0 - 1.0;
  coat_n = normalize(tangent_frame * vec3(coat_bump.xy * material.coat.z, coat_bump.z));
#endif
  coat_roughness = widened_roughness(clamp(coat_roughness, 0.0, 1.0), coat_n);
  float coat_n_v = clamp(dot(coat_n, v), 1e-3, 1.0);
  vec2 coat_ab = texture(scatter, vec2(coat_n_v, coat_roughness)).rg;
  vec3 coat_light = reflected_light(reflect(-v, coat_n), coat_roughness) * specular_occlusion(coat_n_v, occlusion * surroundings, coat_roughness);
  // Below a rough coat arrives what the coat as a whole lets through, so that none is lost or won.
  vec3 coat_once, coat_more;
  interface_albedo(vec3(0.04), 1.0, coat_ab, coat_once, coat_more);
  float coat_fresnel = coat * (coat_once.r + coat_more.r);
  result = result * (1.0 - coat_fresnel) + coat * (coat_light * coat_once.r + irradiance * (coat_more.r * occlusion));
#ifdef LAMPS
  for (int i = 0; i < int(frame.lights.x); ++i) {
    LampLight lamp = lamp_light(i);
    float n_l = dot(coat_n, lamp.direction);
    if (n_l <= 0.0) continue;
    vec3 h = normalize(lamp.direction + v);
    float fresnel = 0.04 + 0.96 * pow5(1.0 - clamp(dot(v, h), 0.0, 1.0));
    float a = max(coat_roughness * coat_roughness, 1e-3);
    result += lamp.irradiance * (coat * n_l * fresnel * ggx_with_visibility(clamp(dot(coat_n, h), 0.0, 1.0), coat_n_v, n_l, a));
  }
#endif
  cover = mix(cover, 1.0, coat_fresnel);
#endif

  return vec4(result * alpha, alpha * cover);
}
