// The layers of a surface, from the inside out: diffuse or transmitted light, the specular interface, sheen,
// clear coat.

// The table of the split sum: scale and bias of GGX, and the albedo of sheen.
vec4 scattered(float cosine, float roughness) {
  const float kTexels = 32.0;
  return texture(scatter, (vec2(cosine, roughness) * (kTexels - 1.0) + 0.5) / kTexels);
}

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

// Back to a color at normal incidence, so that the same table serves.
vec3 film_f0(float film_ior, float n_v, float thickness_nm, vec3 base_f0, float f90) {
  float grazing = pow5(1.0 - n_v);
  return clamp((film_reflection(film_ior, n_v, thickness_nm, base_f0) - f90 * grazing) / max(1.0 - grazing, 0.05), 0.0, 1.0);
}
#endif

#if defined(TRANSMISSION) || defined(DIFFUSE_TRANSMISSION)
// In metres of the world.
float thickness_here() {
  float depth = material.transmission.y * length(model[0].xyz);
#ifdef MAP_THICKNESS
  depth *= texture(map_thickness, uv_of(11)).g;
#endif
  return depth;
}

// What a path of so many metres leaves (KHR_materials_volume: Beer's law).
vec3 attenuated(float path) {
  return pow(max(material.attenuation.rgb, 1e-4), vec3(path / material.transmission.z));
}
#endif

#ifdef SHEEN
float sheen_albedo_of(float cosine, float roughness) {
  return scattered(cosine, max(roughness, 0.07)).b;
}
#endif

// Widens the lobe by how much the normal turns within what a sample stands for (Tokuyoshi and Kaplanyan 2019).
float widened_roughness(float roughness, vec3 n) {
  vec3 dx = dFdx(n), dy = dFdy(n);
  float spread = min(0.15 * frame.lights.z * (dot(dx, dx) + dot(dy, dy)), 0.18);
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
  vec2 ab = scattered(n_v, roughness).rg;
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

  vec3 metal_f0 = base.rgb;
#ifdef IRIDESCENCE
  float film = material.iridescence.x;
  float thickness = material.iridescence.w;
#ifdef MAP_IRIDESCENCE
  film *= texture(map_iridescence, uv_of(14)).r;
#endif
#ifdef MAP_IRIDESCENCE_THICKNESS
  thickness = mix(material.iridescence.z, material.iridescence.w, texture(map_iridescence_thickness, uv_of(15)).g);
#endif
  if (thickness <= 0.0) film = 0.0;
  dielectric_f0 = mix(dielectric_f0, film_f0(material.iridescence.y, n_v, thickness, dielectric_f0, specular_strength), film);
  metal_f0 = mix(metal_f0, film_f0(material.iridescence.y, n_v, thickness, metal_f0, 1.0), film);
  f0 = mix(dielectric_f0, metal_f0, metallic);
#endif

  vec3 once, more, dielectric_once, dielectric_more;
  interface_albedo(dielectric_f0, specular_strength, ab, dielectric_once, dielectric_more);
  // Metal and dielectric lie beside one another: what bounces several times is not that of their mean color.
  interface_albedo(metal_f0, 1.0, ab, once, more);
  once = mix(dielectric_once, once, metallic);
  more = mix(dielectric_more, more, metallic);
#ifdef IRIDESCENCE
  // What a film does not reflect goes through it: in the other color.
  vec3 let_in = 1.0 - dielectric_once - dielectric_more;
#else
  vec3 let_in = vec3(1.0 - max3(dielectric_once + dielectric_more));
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
  vec3 bent = normalize(mix(normalize(cross(cross(fiber_b, v), fiber_b)), n, pow(1.0 - strength * (1.0 - roughness), 4.0)));
  r = reflect(-v, bent);
#endif
  // A rough lobe leans towards the normal (Lagarde and de Rousiers 2014).
  vec3 lobe_axis = normalize(mix(r, n, roughness * roughness * roughness * roughness));
  vec3 reflection = reflected_light(lobe_axis, roughness);
  vec3 specular = reflection * once * (specular_occlusion(n_v, occlusion * surroundings, roughness) * reflection_visibility) + irradiance * more * occlusion;

  vec3 under = diffuse_color * let_in;
  vec3 diffuse = under * irradiance * occlusion;

  float stays = 1.0;  // Of diffuse light, on the side it came from.
#ifdef DIFFUSE_TRANSMISSION
  // KHR_materials_diffuse_transmission: paper and thin cloth are lit from behind as well, in place of a part of
  // what they send back.
  float passes = material.attenuation.a;
  vec3 passed_color = material.diffuse_transmission.rgb;
#ifdef MAP_DIFFUSE_TRANSMISSION
  passes *= texture(map_diffuse_transmission, uv_of(19)).a;
#endif
#ifdef MAP_DIFFUSE_TRANSMISSION_COLOR
  passed_color *= texture(map_diffuse_transmission_color, uv_of(20)).rgb;
#endif
  stays = 1.0 - passes;
  vec3 sent_through = passed_color * let_in * (passes * (1.0 - metallic));
  if (material.transmission.z > 0.0) sent_through *= attenuated(thickness_here());
  vec4 behind_light = diffuse_light(-n);
#ifdef SKY
  vec2 open_behind = sky_visibility(world_position, -smooth_n, -n);
#else
  vec2 open_behind = vec2(1.0, key_visibility(-smooth_n));
#endif
  diffuse = diffuse * stays + sent_through * (behind_light.rgb * open_behind.x + frame.key_tint.rgb * (behind_light.a * open_behind.y));
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
  // The fuzz takes its share before anything below it sees the light.
  float sheen_albedo = sheen_albedo_of(n_v, sheen_roughness);
  float below_sheen = 1.0 - max3(sheen_color) * sheen_albedo;
#endif
#ifdef LAMPS
  int lamps = int(frame.lights.x);
  LampLight lamp_lights[8];
  vec3 sheen_from_lamps = vec3(0.0);
  // What a rough surface sends back after several bounces (Turquin 2019).
  vec3 several_bounces = 1.0 + f0 * (1.0 / max(ab.x + ab.y, 0.05) - 1.0);
  for (int i = 0; i < lamps; ++i) {
    LampLight lamp = lamp_light(i, smooth_n);
    lamp_lights[i] = lamp;
    float n_l = dot(n, lamp.direction);
#ifdef DIFFUSE_TRANSMISSION
    if (n_l < 0.0) diffuse += lamp.irradiance * sent_through * (-n_l / kPi);
#endif
    if (n_l <= 0.0) continue;
    vec3 arrives = lamp.irradiance * n_l;
    vec3 h = normalize(lamp.direction + v);
    float n_h = clamp(dot(n, h), 0.0, 1.0);
#ifdef SHEEN
    sheen_from_lamps += arrives * sheen_color * charlie_with_visibility(n_h, n_v, n_l, sheen_roughness);
    // All of it is dimmed by the fuzz that is seen, below; here by that in the lamp's way, where it is denser.
    arrives *= min(1.0, (1.0 - max3(sheen_color) * sheen_albedo_of(n_l, sheen_roughness)) / max(below_sheen, 1e-3));
#endif
    float a = max(roughness * roughness, 1e-3);
#ifdef ANISOTROPY
    float lobe = stretched_ggx_with_visibility(h, v, lamp.direction, n, fiber_t, fiber_b, n_v, n_l,
                                               vec2(mix(a, 1.0, strength * strength), a));
#else
    float lobe = ggx_with_visibility(n_h, n_v, n_l, a);
#endif
    vec3 fresnel = f0 + (vec3(f90) - f0) * pow5(1.0 - clamp(dot(v, h), 0.0, 1.0));
    specular += arrives * fresnel * lobe * several_bounces;
    diffuse += arrives * under * stays / kPi;
  }
#endif

  float cover = 1.0;
#ifdef TRANSMISSION
  float transmitted = material.transmission.x * (1.0 - metallic);
#ifdef MAP_TRANSMISSION
  transmitted *= texture(map_transmission, uv_of(10)).r;
#endif
  float depth = thickness_here();
  float bends = max(ior, 1.0);
  vec3 path = refract(-v, n, 1.0 / bends) * depth;
  float blur = roughness * clamp(bends * 2.0 - 2.0, 0.0, 1.0);
  // Of a picture 1024 wide, a level per step of log2, as is common; of others the same part of the picture, so
  // that a thumbnail shows the same glass as a sheet.
  float level = max(log2(frame.target.x) - 10.0 * (1.0 - blur), 0.0);
#ifdef DISPERSION
  // Red bends less than blue (KHR_materials_dispersion, from the Abbe number).
  float spread = (bends - 1.0) * 0.025 * material.transmission.w;
  vec4 behind = vec4(0.0);
  for (int i = 0; i < 3; ++i) {
    vec3 bent = refract(-v, n, 1.0 / max(bends + float(i - 1) * spread, 1.0)) * depth;
    vec4 exit = frame.view_projection * vec4(world_position + bent, 1.0);
    vec4 seen = textureLod(scene_behind, exit.xy / exit.w * 0.5 + 0.5, level);
    behind[i] = seen[i];
    behind.a += seen.a / 3.0;
  }
#else
  vec4 exit = frame.view_projection * vec4(world_position + path, 1.0);
  vec4 behind = textureLod(scene_behind, exit.xy / exit.w * 0.5 + 0.5, level);
#endif
  vec3 tint = base.rgb * let_in;
  if (material.transmission.z > 0.0) tint *= attenuated(length(path));
  diffuse = mix(diffuse, behind.rgb * tint, transmitted);
  // Where nothing stands behind, the picture itself stays see-through.
  cover = 1.0 - transmitted * (1.0 - behind.a) * dot(tint, vec3(1.0 / 3.0));
#endif

  vec3 result = diffuse + specular;

#ifdef SHEEN
  vec4 on_fuzz = sheen_light(n, sheen_roughness);
  result *= below_sheen;
  result += sheen_color * sheen_albedo * occlusion * (on_fuzz.rgb * surroundings + frame.key_tint.rgb * (on_fuzz.a * visibility));
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
  vec2 coat_ab = scattered(coat_n_v, coat_roughness).rg;
  vec3 coat_light = reflected_light(reflect(-v, coat_n), coat_roughness) * specular_occlusion(coat_n_v, occlusion * surroundings, coat_roughness);
  // Below a rough coat arrives what the coat as a whole lets through, so that none is lost or won.
  vec3 coat_once, coat_more;
  interface_albedo(vec3(0.04), 1.0, coat_ab, coat_once, coat_more);
  float coat_fresnel = coat * (coat_once.r + coat_more.r);
  result = result * (1.0 - coat_fresnel) + coat * (coat_light * coat_once.r + irradiance * (coat_more.r * occlusion));
#ifdef LAMPS
  for (int i = 0; i < lamps; ++i) {
    LampLight lamp = lamp_lights[i];
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
