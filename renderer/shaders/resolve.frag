// Light to display values.  The samples of a pixel are tone mapped one by one, so that the edge of a bright
// lamp stays smooth, and averaged as square roots: close to how they look, and to how a transparent picture is
// later laid over a page, so that an edge is the same on any backdrop.
#include "tonemap.glsl"
#ifdef LUT
#include "lut.glsl"
#endif
#ifdef MULTISAMPLED
uniform sampler2DMS scene;
#else
uniform sampler2D scene;
#endif
uniform float exposure;  // Factor.
uniform float share;     // FINISH: 1 / number of pictures in the sum.
uniform vec4 backdrop;        // Square root of the linear display color; a: 1 when it is opaque.
uniform vec2 output_kind;     // x: 1 for straight alpha.
out vec4 color;

#ifndef FINISH
vec4 display_sample(vec4 light) {
  light.rgb *= exposure;
  float alpha = clamp(light.a, 0.0, 1.0);
  // A display color, and not light: surface.frag says when.
  if (any(lessThan(light.rgb, vec3(0.0)))) return vec4(sqrt(clamp(-light.rgb, 0.0, 1.0)), alpha);
  return vec4(sqrt(tone_map(max(light.rgb / max(alpha, 1e-6), 0.0))) * alpha, alpha);
}
#endif

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 sum = vec4(0.0);
#ifdef FINISH
  sum = texelFetch(scene, at, 0) * share;
#elif defined(MULTISAMPLED)
  for (int i = 0; i < SAMPLES; ++i) sum += display_sample(texelFetch(scene, at, i));
  sum /= float(SAMPLES);
#else
  for (int y = 0; y < SCALE; ++y) {
    for (int x = 0; x < SCALE; ++x) sum += display_sample(texelFetch(scene, at * SCALE + ivec2(x, y), 0));
  }
  sum /= float(SCALE * SCALE);
#endif
#ifdef ACCUMULATE
  color = sum;
#else
#ifdef LUT
  // The look is for the model; a page or a plain color behind it keeps its own.
  if (sum.a > 0.0) {
    vec3 model_root = clamp(sum.rgb / sum.a, 0.0, 1.0);
    sum.rgb = sqrt(decode_srgb(clamp(apply_lut(encode_srgb(model_root * model_root)), 0.0, 1.0))) * sum.a;
  }
#endif
  sum += (1.0 - sum.a) * backdrop.a * vec4(backdrop.rgb, 1.0);
  if (sum.a <= 0.0) {
    color = vec4(0.0);
    return;
  }
  vec3 root = clamp(sum.rgb / sum.a, 0.0, 1.0);
  vec3 straight = encode_srgb(root * root);
  color = vec4(output_kind.x > 0.5 ? straight : straight * sum.a, sum.a);
#endif
}
