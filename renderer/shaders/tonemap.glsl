// Scene light to display light, both linear, and the sRGB curve.

// Khronos PBR Neutral.
const float kNeutralStart = 0.8 - 0.04;
const float kNeutralDesaturation = 0.15;

vec3 tone_neutral(vec3 color) {
  float low = min(color.r, min(color.g, color.b));
  color -= low < 0.08 ? low - 6.25 * low * low : 0.04;
  float peak = max(color.r, max(color.g, color.b));
  if (peak < kNeutralStart) return color;
  float room = 1.0 - kNeutralStart;
  float compressed = 1.0 - room * room / (peak + room - kNeutralStart);
  color *= compressed / peak;
  return mix(color, vec3(compressed), 1.0 - 1.0 / (kNeutralDesaturation * (peak - compressed) + 1.0));
}

// What tone_neutral() turns into `color`: for surfaces whose display color is given.  Bright colors that it never
// gives, since it pales what is bright, come out darker and in their hue.
vec3 inverse_neutral(vec3 color) {
  color = clamp(color, 0.0, 0.999);
  float compressed = max(color.r, max(color.g, color.b));
  if (compressed > kNeutralStart) {
    // The brightest that a color of this saturation can be: where what is paled is all that it has of its least part.
    float pale = min(color.r, min(color.g, color.b)) / compressed;
    float room = 1.0 - kNeutralStart;
    float most = 2.0 * room + pale / (kNeutralDesaturation * max(1.0 - pale, 1e-4));
    float brightest = 1.0 - 0.5 * (most - sqrt(most * most - 4.0 * room * room));
    color *= min(brightest / compressed, 1.0);
    compressed = min(compressed, brightest);
  }
  if (compressed > kNeutralStart) {
    float room = 1.0 - kNeutralStart;
    float peak = room * room / (1.0 - compressed) - room + kNeutralStart;
    float kept = 1.0 / (kNeutralDesaturation * (peak - compressed) + 1.0);
    color = max((color - (1.0 - kept) * compressed) / kept, 0.0) * (peak / compressed);
  }
  float low = min(color.r, min(color.g, color.b));
  return color + (low < 0.04 ? sqrt(low / 6.25) - low : 0.04);
}

// Academy curve, in the fit by Stephen Hill: RRT and ODT together, in its own working primaries.
vec3 tone_aces(vec3 color) {
  const mat3 into = mat3(0.59719, 0.07600, 0.02840, 0.35458, 0.90834, 0.13383, 0.04823, 0.01566, 0.83777);
  const mat3 back = mat3(1.60475, -0.10208, -0.00327, -0.53108, 1.10813, -0.07276, -0.07367, -0.00605, 1.07602);
  vec3 v = into * (color / 0.6);
  v = (v * (v + 0.0245786) - 0.000090537) / (v * (0.983729 * v + 0.4329510) + 0.238081);
  return clamp(back * v, 0.0, 1.0);
}

// AgX (Troy Sobotka), with the sigmoid as a polynomial of degree six.
vec3 tone_agx(vec3 color) {
  const mat3 inset = mat3(0.842479062253094, 0.0423282422610123, 0.0423756549057051, 0.0784335999999992,
                          0.878468636469772, 0.0784336, 0.0792237451477643, 0.0791661274605434, 0.879142973793104);
  const mat3 outset = mat3(1.19687900512017, -0.0528968517574562, -0.0529716355144438, -0.0980208811401368,
                           1.15190312990417, -0.0980434501171241, -0.0990297440797205, -0.0989611768448433, 1.15107367264116);
  vec3 v = clamp((log2(max(inset * color, 1e-10)) + 12.47393) / 16.5, 0.0, 1.0);
  vec3 v2 = v * v, v4 = v2 * v2;
  v = 15.5 * v4 * v2 - 40.14 * v4 * v + 31.96 * v4 - 6.868 * v2 * v + 0.4298 * v2 + 0.1191 * v - 0.00232;
  return pow(clamp(outset * v, 0.0, 1.0), vec3(2.2));
}

#ifdef CURVE
vec3 tone_map(vec3 color) {
#if CURVE == 0
  return clamp(tone_neutral(color), 0.0, 1.0);
#elif CURVE == 1
  return tone_agx(color);
#elif CURVE == 2
  return tone_aces(color);
#else
  return clamp(color, 0.0, 1.0);
#endif
}
#endif

vec3 encode_srgb(vec3 c) {
  return mix(1.055 * pow(max(c, 0.0031308), vec3(1.0 / 2.4)) - 0.055, 12.92 * c, lessThan(c, vec3(0.0031308)));
}

vec3 decode_srgb(vec3 c) {
  return mix(pow((c + 0.055) / 1.055, vec3(2.4)), c / 12.92, lessThan(c, vec3(0.04045)));
}
