// One surface, as the file describes it.  The layout is that of MaterialBlock in gpu_model_contents.h.
layout(std140) uniform MaterialBlock {
  vec4 base_color;
  vec4 surface;        // metallic, roughness, normal scale, occlusion strength
  vec4 emissive;       // rgb, alpha cutoff
  vec4 specular;       // rgb color, factor
  vec4 coat;           // clearcoat, its roughness, its normal scale, index of refraction
  vec4 sheen;          // rgb, roughness
  vec4 transmission;   // transmission, thickness, attenuation distance, dispersion
  vec4 attenuation;    // rgb, diffuse transmission
  vec4 iridescence;    // factor, index of refraction, least and most thickness in nm
  vec4 anisotropy;     // strength, cos and sin of its rotation
  vec4 diffuse_transmission;
  vec4 gloss;          // specular factor rgb, glossiness
  vec4 uv[42];         // Per texture slot two rows of a 2x3 map; the first row's w is the uv set.
} material;

in vec4 uvs;

vec2 uv_of(int slot) {
  vec4 row_u = material.uv[2 * slot];
  vec4 row_v = material.uv[2 * slot + 1];
  vec3 at = vec3(row_u.w > 0.5 ? uvs.zw : uvs.xy, 1.0);
  return vec2(dot(row_u.xyz, at), dot(row_v.xyz, at));
}
