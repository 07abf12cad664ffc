// The surfaces of a model: glTF 2.0 metallic-roughness under image-based light, with the layers of the
// KHR_materials extensions where a material has them.  Every feature is a #define, because a software
// driver pays for each line whether or not it is taken.
#include "environment.glsl"
#include "material.glsl"
#include "tonemap.glsl"

in vec3 world_position;
in vec3 world_normal;
#ifdef TANGENTS
in vec4 world_tangent;
#endif
in vec4 vertex_color;
#ifdef PICK
layout(location = 0) out uvec2 number;
uniform int part;
vec4 color;
#else
layout(location = 0) out vec4 color;
#endif

uniform sampler2D scatter;
uniform mat4 model;
#ifdef SKY
#include "sky_shadow.glsl"
#endif
#ifdef SHADOWS
uniform sampler2DShadow shadow_map;
#endif
#ifdef PEEL
uniform sampler2D depth_opaque;
uniform sampler2D depth_before;
#endif
#ifdef TRANSMISSION
uniform sampler2D scene_behind;
#endif
#ifdef MAP_BASE_COLOR
uniform sampler2D map_base_color;
#endif
#ifdef MAP_METALLIC_ROUGHNESS
uniform sampler2D map_metallic_roughness;
#endif
#ifdef MAP_NORMAL
uniform sampler2D map_normal;
#endif
#ifdef MAP_OCCLUSION
uniform sampler2D map_occlusion;
#endif
#ifdef MAP_EMISSIVE
uniform sampler2D map_emissive;
#endif
#ifdef MAP_CLEARCOAT
uniform sampler2D map_clearcoat;
#endif
#ifdef MAP_CLEARCOAT_ROUGHNESS
uniform sampler2D map_clearcoat_roughness;
#endif
#ifdef MAP_CLEARCOAT_NORMAL
uniform sampler2D map_clearcoat_normal;
#endif
#ifdef MAP_SHEEN_COLOR
uniform sampler2D map_sheen_color;
#endif
#ifdef MAP_SHEEN_ROUGHNESS
uniform sampler2D map_sheen_roughness;
#endif
#ifdef MAP_TRANSMISSION
uniform sampler2D map_transmission;
#endif
#ifdef MAP_THICKNESS
uniform sampler2D map_thickness;
#endif
#ifdef MAP_SPECULAR
uniform sampler2D map_specular;
#endif
#ifdef MAP_SPECULAR_COLOR
uniform sampler2D map_specular_color;
#endif
#ifdef MAP_IRIDESCENCE
uniform sampler2D map_iridescence;
#endif
#ifdef MAP_IRIDESCENCE_THICKNESS
uniform sampler2D map_iridescence_thickness;
#endif
#ifdef MAP_ANISOTROPY
uniform sampler2D map_anisotropy;
#endif
#ifdef MAP_DIFFUSE
uniform sampler2D map_diffuse;
#endif
#ifdef MAP_SPECULAR_GLOSSINESS
uniform sampler2D map_specular_glossiness;
#endif
#ifdef MAP_DIFFUSE_TRANSMISSION
uniform sampler2D map_diffuse_transmission;
#endif
#ifdef MAP_DIFFUSE_TRANSMISSION_COLOR
uniform sampler2D map_diffuse_transmission_color;
#endif

const float kPi = 3.14159265;

float max3(vec3 v) { return max(v.r, max(v.g, v.b)); }
float pow5(float x) { float x2 = x * x; return x2 * x2 * x; }

#include "shadow.glsl"
#include "lamps.glsl"
#include "lobes.glsl"

vec4 surface_color() {
  vec4 base = material.base_color * vertex_color;
#ifdef SPECULAR_GLOSSINESS
#ifdef MAP_DIFFUSE
  base *= texture(map_diffuse, uv_of(17));
#endif
#else
#ifdef MAP_BASE_COLOR
  base *= texture(map_base_color, uv_of(0));
#endif
#endif
  return base;
}

// Rows of the tangent frame from screen derivatives, for meshes that carry none (Mikkelsen 2010).
mat3 derived_frame(vec3 n, vec2 uv) {
  vec3 px = dFdx(world_position), py = dFdy(world_position);
  vec2 ux = dFdx(uv), uy = dFdy(uv);
  vec3 a = cross(py, n), b = cross(n, px);
  vec3 t = a * ux.x + b * uy.x;
  vec3 s = a * ux.y + b * uy.y;
  float longest = max(dot(t, t), dot(s, s));
  float scale = longest > 0.0 ? inversesqrt(longest) : 0.0;
  return mat3(t * scale, s * scale, n);
}

#if MODE == 7
vec3 as_gray(float v) { return decode_srgb(vec3(clamp(v, 0.0, 1.0))); }

// One quantity of the material; the order is that of Channel in view_settings.h.
vec3 shown_channel(vec4 base) {
#if CHANNEL == 0
  return base.rgb;
#elif CHANNEL == 1
  return as_gray(base.a);
#elif CHANNEL == 2 || CHANNEL == 3
#ifdef SPECULAR_GLOSSINESS
  float glossiness = material.gloss.a;
#ifdef MAP_SPECULAR_GLOSSINESS
  glossiness *= texture(map_specular_glossiness, uv_of(18)).a;
#endif
  return as_gray(CHANNEL == 2 ? 0.0 : 1.0 - glossiness);
#else
  vec2 roughness_metallic = material.surface.yx;
#ifdef MAP_METALLIC_ROUGHNESS
  roughness_metallic *= texture(map_metallic_roughness, uv_of(1)).gb;
#endif
  return as_gray(CHANNEL == 2 ? roughness_metallic.y : roughness_metallic.x);
#endif
#elif CHANNEL == 4
#ifdef MAP_NORMAL
  return decode_srgb(texture(map_normal, uv_of(2)).rgb);
#else
  return decode_srgb(vec3(0.5, 0.5, 1.0));
#endif
#elif CHANNEL == 5
  float occlusion = 1.0;
#ifdef OCCLUSION_PACKED
#ifdef MAP_METALLIC_ROUGHNESS
  occlusion = 1.0 + material.surface.w * (texture(map_metallic_roughness, uv_of(1)).r - 1.0);
#endif
#elif defined(MAP_OCCLUSION)
  occlusion = 1.0 + material.surface.w * (texture(map_occlusion, uv_of(3)).r - 1.0);
#endif
  return as_gray(occlusion);
#elif CHANNEL == 6
  vec3 emitted = material.emissive.rgb;
#ifdef MAP_EMISSIVE
  emitted *= texture(map_emissive, uv_of(4)).rgb;
#endif
  return emitted;
#elif CHANNEL == 7
#ifdef SPECULAR_GLOSSINESS
  vec3 specular = material.gloss.rgb;
#ifdef MAP_SPECULAR_GLOSSINESS
  specular *= texture(map_specular_glossiness, uv_of(18)).rgb;
#endif
#else
  vec3 specular = material.specular.rgb * material.specular.a;
#ifdef MAP_SPECULAR
  specular *= texture(map_specular, uv_of(12)).a;
#endif
#ifdef MAP_SPECULAR_COLOR
  specular *= texture(map_specular_color, uv_of(13)).rgb;
#endif
#endif
  return specular;
#elif CHANNEL == 8
  vec3 sheen_color = material.sheen.rgb;
#ifdef MAP_SHEEN_COLOR
  sheen_color *= texture(map_sheen_color, uv_of(8)).rgb;
#endif
  return sheen_color;
#elif CHANNEL == 9
  float sheen_roughness = material.sheen.a;
#ifdef MAP_SHEEN_ROUGHNESS
  sheen_roughness *= texture(map_sheen_roughness, uv_of(9)).a;
#endif
  return as_gray(sheen_roughness);
#elif CHANNEL == 10
  float coat = material.coat.x;
#ifdef MAP_CLEARCOAT
  coat *= texture(map_clearcoat, uv_of(5)).r;
#endif
  return as_gray(coat);
#elif CHANNEL == 11
  float coat_roughness = material.coat.y;
#ifdef MAP_CLEARCOAT_ROUGHNESS
  coat_roughness *= texture(map_clearcoat_roughness, uv_of(6)).g;
#endif
  return as_gray(coat_roughness);
#elif CHANNEL == 12
  float transmitted = material.transmission.x;
#ifdef MAP_TRANSMISSION
  transmitted *= texture(map_transmission, uv_of(10)).r;
#endif
  return as_gray(transmitted);
#elif CHANNEL == 13
  float thickness = material.transmission.y * length(model[0].xyz);
#ifdef MAP_THICKNESS
  thickness *= texture(map_thickness, uv_of(11)).g;
#endif
  return as_gray(thickness * 10.0);  // Ten centimetres are white.
#elif CHANNEL == 14
  float strength = abs(material.anisotropy.x);
#ifdef MAP_ANISOTROPY
  strength *= texture(map_anisotropy, uv_of(16)).b;
#endif
  return as_gray(strength);
#elif CHANNEL == 15
  float film = material.iridescence.x;
#ifdef MAP_IRIDESCENCE
  film *= texture(map_iridescence, uv_of(14)).r;
#endif
  return as_gray(film);
#elif CHANNEL == 16
  return vertex_color.rgb;
#elif CHANNEL == 17
  return decode_srgb(vec3(fract(uvs.xy), 0.0));
#elif CHANNEL == 18
  return decode_srgb(vec3(fract(uvs.zw), 0.0));
#else
  return gl_FrontFacing ? vec3(0.05, 0.16, 0.6) : vec3(0.6, 0.06, 0.05);
#endif
}
#endif

void main() {
#if defined(POINTS) && !defined(PICK)
  vec2 on_disc = gl_PointCoord * 2.0 - 1.0;
  if (dot(on_disc, on_disc) > 1.0) discard;
#endif
#ifdef PEEL
  ivec2 pixel = ivec2(gl_FragCoord.xy);
  if (gl_FragCoord.z >= texelFetch(depth_opaque, pixel, 0).r || gl_FragCoord.z <= texelFetch(depth_before, pixel, 0).r) discard;
#endif
  vec4 base = surface_color();
#ifdef ALPHA_MASK
  if (base.a < material.emissive.a) discard;
#endif
#ifdef HASHED_ALPHA
  // As many holes as the cloth is clear, others in every map (after Wyman and McGuire 2017).
  vec3 cell = vec3(gl_FragCoord.xy, frame.display.x);
  if (fract(52.9829189 * fract(dot(cell, vec3(0.06711056, 0.00583715, 0.3819660)))) >= base.a) discard;
#endif
#ifdef BLEND
  float alpha = clamp(base.a, 0.0, 1.0);
#else
  float alpha = 1.0;
#endif
#ifdef PICK
  if (alpha < 0.1) discard;
#if defined(LINES)
  const uint kind = 1u << 30;
#elif defined(POINTS)
  const uint kind = 2u << 30;
#else
  const uint kind = 0u;
#endif
  number = uvec2(uint(part) + 1u, uint(gl_PrimitiveID) | kind);
  return;
#endif
#ifdef PEEL
  // What is not there at all must not use up a layer.
  if (alpha < 0.002) discard;
  color = vec4(alpha);
  return;
#endif

  vec3 to_eye = frame.eye.w > 0.5 ? normalize(frame.eye.xyz - world_position) : frame.eye.xyz;
#if defined(LINES) || defined(POINTS)
  // They have no side: what the file does not turn anywhere faces the eye.
#ifdef FLAT_NORMALS
  vec3 geometric = to_eye;
  float side = 1.0;
#else
  vec3 geometric = normalize(world_normal);
  float side = dot(geometric, to_eye) < 0.0 ? -1.0 : 1.0;
#endif
#elif defined(FLAT_NORMALS)
  vec3 geometric = normalize(cross(dFdx(world_position), dFdy(world_position)));
  float side = 1.0;
#else
  vec3 geometric = normalize(world_normal);
  float side = gl_FrontFacing ? 1.0 : -1.0;
#endif
  vec3 n = geometric * side;
#if defined(MAP_NORMAL) || defined(MAP_CLEARCOAT_NORMAL) || defined(ANISOTROPY)
#ifdef TANGENTS
  vec3 tangent = normalize(world_tangent.xyz);
  mat3 tangent_frame = mat3(tangent * side, cross(geometric, tangent) * (world_tangent.w * side), n);
#elif defined(MAP_NORMAL)
  mat3 tangent_frame = derived_frame(n, uv_of(2));
#elif defined(MAP_CLEARCOAT_NORMAL)
  mat3 tangent_frame = derived_frame(n, uv_of(7));
#else
  mat3 tangent_frame = derived_frame(n, uvs.xy);
#endif
#endif
  vec3 smooth_n = n;
#ifdef MAP_NORMAL
  vec3 bump = texture(map_normal, uv_of(2)).xyz * 2.0 - 1.0;
  n = normalize(tangent_frame * vec3(bump.xy * material.surface.z, bump.z));
#endif

#if MODE == 1
  color = vec4(base.rgb * alpha, alpha);
#elif MODE == 4
  color = vec4(pow(n * 0.5 + 0.5, vec3(2.2)) * alpha, alpha);
#elif MODE == 5
  color = vec4(uv_checker(uvs.xy, n, to_eye), 1.0);
#elif MODE == 6
  float depth = dot((frame.view * vec4(world_position, 1.0)).xyz, vec3(0.0, 0.0, -1.0));
  float shade = 1.0 - clamp((depth - frame.display.z) / max(frame.display.w - frame.display.z, 1e-6), 0.0, 1.0);
  color = vec4(vec3(pow(0.04 + 0.96 * shade, 2.2)), 1.0);
#elif MODE == 7
  color = vec4(shown_channel(base), 1.0);
#elif defined(UNLIT)
  // The file gives the display color itself.
#if defined(BLEND) || defined(UNLIT_AS_LIGHT)
  // Light of other surfaces is added to it: undo what the tone map is about to do, as far as that can be undone.
  vec3 shown = frame.display.y < 0.5 ? inverse_neutral(base.rgb) : base.rgb;
  color = vec4(shown / frame.display.x * alpha, alpha);
#else
  // Below zero: the resolve step passes it by the tone map.
  color = vec4(-base.rgb / frame.display.x, 1.0);
#endif
#else
  color = shade_surface(base, alpha, n, smooth_n, to_eye
#if defined(ANISOTROPY) || defined(MAP_CLEARCOAT_NORMAL)
                        , tangent_frame
#endif
  );
#endif
}
