#include "frame.glsl"
uniform samplerCube environment_specular;
uniform samplerCube environment_diffuse;

vec3 to_environment(vec3 d) {
  return vec3(frame.environment.x * d.x - frame.environment.y * d.z, d.y, frame.environment.y * d.x + frame.environment.x * d.z);
}

// Radiance around a direction, blurred as a surface of this perceptual roughness reflects it.
vec3 reflected_light(vec3 direction, float roughness) {
  float level = frame.environment.w * roughness * (2.0 - roughness);
  return textureLod(environment_specular, to_environment(direction), level).rgb * frame.environment.z * frame.light_tint.rgb;
}

// Irradiance / pi: rgb without the key light, alpha the key light's part.
vec4 diffuse_light(vec3 normal) {
  return textureLod(environment_diffuse, to_environment(normal), 0.0) * frame.environment.z * frame.light_tint;
}

#ifdef SHEEN
uniform samplerCube environment_sheen;
// As diffuse_light(), for the fuzz of this sheen roughness; levels as in prefilter.h.
vec4 sheen_light(vec3 normal, float roughness) {
  float level = clamp(log2(4.0 * roughness), 0.0, 2.0);
  return textureLod(environment_sheen, to_environment(normal), level) * frame.environment.z * frame.light_tint;
}
#endif
