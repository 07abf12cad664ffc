#include "assets/surface_layer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "assets/srgb.h"

namespace bandaji {
namespace {

// What is added to a layer's seed for its second noise and for its drops.
std::uint32_t second_seed(SpreadPattern pattern) {
  switch (pattern) {
    case SpreadPattern::Settled:
      return 3;
    case SpreadPattern::Spattered:
      return 5;
    case SpreadPattern::Blotched:
      return 6;
    case SpreadPattern::Slit:
      return 8;
    default:
      return 2;
  }
}

// What a byte of a picture stands for, 0..1.
const std::array<float, 256>& byte_values(ColorEncoding encoding) {
  static const std::array<std::array<float, 256>, 2> tables = [] {
    std::array<std::array<float, 256>, 2> made{};
    for (std::size_t i = 0; i < 256; ++i) {
      made[0][i] = static_cast<float>(i) * (1.0f / 255.0f);
      made[1][i] = static_cast<float>(srgb_decode_table()[i]) * (1.0f / 65535.0f);
    }
    return made;
  }();
  return tables[encoding == ColorEncoding::Srgb ? 1 : 0];
}

std::uint32_t drops_seed(SpreadPattern pattern) {
  return pattern == SpreadPattern::Spattered ? 9 : pattern == SpreadPattern::Rising ? 4 : 2;
}

}  // namespace

LayerSpread::LayerSpread(const SurfaceLayer& layer)
    : layer_(layer),
      first_(layer.seed),
      second_(layer.seed + second_seed(layer.pattern)),
      drops_(layer.seed + drops_seed(layer.pattern)) {}

float LayerSpread::spattered(const SurfacePlace& place) {
  const SurfaceLayer& layer = layer_;
  // Two or three places that are hit, on the front and the arms; the seed decides which.
  const float height = place.top - place.ground;
  float near = 0;
  const std::uint32_t places = 2 + mixed_bits(layer.seed) % 2;
  for (std::uint32_t i = 0; i < places; ++i) {
    const std::uint32_t bits = mixed_bits(layer.seed * 31u + i);
    const float side = unit_of(bits) * 2 - 1;
    const glm::vec3 hit(side * 0.26f * height,
                        place.ground + height * (0.56f + 0.2f * unit_of(mixed_bits(bits))), 0.06f * height);
    const float reach = height * (0.045f + 0.12f * layer.strength);
    const glm::vec3 away = (place.position - hit) * glm::vec3(1, 0.8f, 0.8f);
    near = std::max(near, 1 - smooth_between(reach * 0.25f, reach, glm::length(away)));
  }
  if (near <= 0) return 0;
  const float rough = first_.at(place.position * 26.0f);
  const float pool = smooth_between(0.62f, 0.70f, near * 0.75f + rough * 0.45f);
  // Runs: noise drawn out downwards.
  const float run = second_.at(place.position * glm::vec3(90, 7, 90));
  const float runs =
      smooth_between(0.60f, 0.66f, run * 0.62f + near * 0.42f) * smooth_between(0.05f, 0.4f, near);
  const float small = drops_.at(place.position * 34.0f, 0.05f + 0.30f * near) * smooth_between(0, 0.3f, near);
  return std::max({pool, runs, small});
}

float LayerSpread::patterned(const SurfacePlace& place) {
  const SurfaceLayer& layer = layer_;
  const float height = std::max(place.top - place.ground, 0.01f);
  const float share = std::clamp((place.position.y - place.ground) / height, 0.0f, 1.0f);
  const float s = layer.strength;
  switch (layer.pattern) {
    case SpreadPattern::Even:
      return 1;
    case SpreadPattern::Settled: {
      const float fine = first_.at(place.position * 19.0f);
      const float coarse = second_.at(place.position * 4.3f);
      const float up = std::max(place.normal.y, 0.0f);
      const float low = smooth_between(0.62f, 0.0f, share);
      return std::clamp((0.16f + 0.44f * up + 0.85f * low) * (0.3f + 0.8f * coarse) + (fine - 0.5f) * 0.5f,
                        0.0f, 1.0f);
    }
    case SpreadPattern::Rising: {
      const float edge = 0.04f + 0.34f * s;
      if (share > edge + 0.3f) return 0;
      const float ragged = first_.at(place.position * glm::vec3(9, 5, 9)) - 0.5f;
      const float body = smooth_between(edge + 0.06f, edge - 0.05f, share + ragged * 0.26f);
      const float thrown =
          drops_.at(place.position * 38.0f, 0.22f * s) * smooth_between(edge + 0.3f, edge - 0.05f, share);
      return std::max(body, thrown);
    }
    case SpreadPattern::Soaked: {
      const float patch = first_.at(place.position * 3.1f);
      return smooth_between(0.78f - 0.62f * s, 0.84f - 0.56f * s, patch + 0.12f * (1 - share));
    }
    case SpreadPattern::Falling: {
      const float coarse = first_.at(place.position * glm::vec3(6, 2.2f, 6));
      const float from_above =
          0.55f * std::max(place.normal.y, 0.0f) + 0.5f * smooth_between(0.45f, 0.95f, share);
      const float speckle = drops_.at(place.position * 46.0f, 0.35f);
      const float body = smooth_between(0.95f - 0.75f * s, 1.08f - 0.75f * s, coarse + from_above * 0.7f);
      return std::max(body, 0.8f * speckle * smooth_between(0.2f, 0.7f, from_above + s * 0.3f));
    }
    case SpreadPattern::Sweating: {
      static constexpr std::array<glm::vec4, 5> kPlaces{{{0, 0.80f, -0.07f, 0.13f},  // Between the shoulders.
                                                         {0, 0.70f, -0.07f, 0.11f},  // Small of the back.
                                                         {0, 0.80f, 0.06f, 0.09f},   // Collar.
                                                         {0.12f, 0.74f, 0.0f, 0.075f},  // Armpits.
                                                         {-0.12f, 0.74f, 0.0f, 0.075f}}};
      const glm::vec3 p((place.position.x) / height, share, place.position.z / height);
      float most = 0;
      for (const glm::vec4& at : kPlaces) {
        const float reach = at.w * (0.5f + 0.7f * s);
        most = std::max(most, 1 - glm::length(p - glm::vec3(at)) / reach);
      }
      if (most < -0.1f) return 0;  // However ragged.
      const float ragged = first_.at(place.position * 11.0f) - 0.5f;
      return smooth_between(0.05f, 0.22f, most + ragged * 0.3f);
    }
    case SpreadPattern::Spattered:
      return spattered(place);
    case SpreadPattern::Blotched: {
      const float coarse = first_.at(place.position * 5.2f);
      const float fine = second_.at(place.position * 21.0f);
      return smooth_between(0.66f - 0.24f * s, 0.80f - 0.22f * s,
                            0.7f * coarse + 0.3f * fine + 0.10f * (1 - share));
    }
    case SpreadPattern::Slit: {
      // Thin bands where one noise crosses its middle, only here and there.
      const float line = std::abs(first_.at(place.position * glm::vec3(13, 4, 13)) - 0.5f);
      const float where = second_.at(place.position * 3.7f);
      const float here = smooth_between(0.70f - 0.26f * s, 0.78f - 0.26f * s, where + 0.10f * (1 - share));
      return line < 0.004f + 0.022f * here * (0.4f + s) && here > 0.25f ? 1.0f : 0.0f;
    }
    case SpreadPattern::Edged: {
      const float ragged = first_.at(place.position * 8.0f) - 0.5f;
      const float fine = second_.at(place.position * 33.0f) - 0.5f;
      const float side = std::abs(place.position.x) / height;
      const float end = std::max(smooth_between(0.02f + 0.28f * s, 0.0f, share + ragged * 0.2f),
                                 smooth_between(0.46f - 0.14f * s, 0.50f, side + ragged * 0.12f));
      return std::clamp(end + fine * 0.5f * end, 0.0f, 1.0f);
    }
    case SpreadPattern::Spot: {
      const float away = glm::length(place.position - layer.center) / std::max(layer.radius, 1e-4f);
      if (away > 1.33f) return 0;  // However ragged.
      const float ragged = first_.at(place.position * 90.0f) - 0.5f;
      return smooth_between(1.05f, 0.45f, away + ragged * 0.55f);
    }
  }
  return 0;
}

glm::vec4 sample_repeated(const Image& image, glm::vec2 uv) {
  if (image.empty()) return glm::vec4(1);
  const glm::vec2 size(image.width, image.height);
  const glm::vec2 at = (uv - glm::floor(uv)) * size - 0.5f;
  const glm::vec2 base = glm::floor(at);
  const glm::vec2 f = at - base;
  const auto wrapped = [](int i, int count) { return i < 0 ? i + count : i >= count ? i - count : i; };
  const int x0 = wrapped(static_cast<int>(base.x), image.width), x1 = wrapped(x0 + 1, image.width);
  const int y0 = wrapped(static_cast<int>(base.y), image.height), y1 = wrapped(y0 + 1, image.height);
  const auto texel = [&](int x, int y) {
    return &image.pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                          static_cast<std::size_t>(x)) *
                         static_cast<std::size_t>(image.channels)];
  };
  const std::uint8_t *const p00 = texel(x0, y0), *const p10 = texel(x1, y0), *const p01 = texel(x0, y1),
                            *const p11 = texel(x1, y1);
  const float w00 = (1 - f.x) * (1 - f.y), w10 = f.x * (1 - f.y), w01 = (1 - f.x) * f.y, w11 = f.x * f.y;
  const auto blended = [&](int c, const std::array<float, 256>& values) {
    return values[p00[c]] * w00 + values[p10[c]] * w10 + values[p01[c]] * w01 + values[p11[c]] * w11;
  };
  const auto& linear = byte_values(ColorEncoding::Linear);
  const auto& color = byte_values(image.encoding);
  switch (image.channels) {
    case 1:
      return glm::vec4(glm::vec3(blended(0, color)), 1);
    case 2:
      return glm::vec4(glm::vec3(blended(0, color)), blended(1, linear));
    case 3:
      return glm::vec4(blended(0, color), blended(1, color), blended(2, color), 1);
    default:
      return glm::vec4(blended(0, color), blended(1, color), blended(2, color), blended(3, linear));
  }
}

float LayerSpread::at(const SurfacePlace& place) {
  const SurfaceLayer& layer = layer_;
  if (layer.strength <= 0) return 0;
  if (layer.mask) {
    const glm::vec4 texel = sample_repeated(*layer.mask, place.uv);
    return std::clamp((texel.r + texel.g + texel.b) / 3 * texel.a * layer.strength, 0.0f, 1.0f);
  }
  const bool spreads = layer.pattern != SpreadPattern::Even && layer.pattern != SpreadPattern::Slit;
  // A weak layer is thin as well as small.
  const float thickness = spreads                                ? 0.35f + 0.65f * layer.strength
                          : layer.pattern == SpreadPattern::Slit ? 1.0f
                                                                 : layer.strength;
  return std::clamp(patterned(place) * thickness, 0.0f, 1.0f);
}

bool spreads_smoothly(const SurfaceLayer& layer) {
  return !layer.mask && layer.pattern != SpreadPattern::Even && layer.pattern != SpreadPattern::Slit;
}

void lay_on(const SurfaceLayer& layer, float amount, SurfacePoint& point) {
  if (amount <= 0) return;
  if (layer.cuts) {
    if (amount > 0.5f) point.alpha = 0;
    return;
  }
  const float gray = glm::dot(point.color, glm::vec3(0.2126f, 0.7152f, 0.0722f));
  point.color = glm::mix(point.color, glm::vec3(gray), layer.fading * amount);
  point.color *= glm::mix(1.0f, layer.darkening, amount);
  point.color = glm::mix(point.color, layer.color, amount * layer.coverage);
  point.roughness = glm::mix(point.roughness, layer.roughness, amount * layer.roughness_share);
  point.metallic *= glm::mix(1.0f, layer.metallic_share, amount);
}

void lay_on(const PaintLayer& layer, const SurfacePlace& place, SurfacePoint& point) {
  if (!layer.picture || layer.strength <= 0) return;
  const glm::vec4 texel = sample_repeated(*layer.picture, place.uv);
  point.color = glm::mix(point.color, glm::vec3(texel), std::clamp(texel.a * layer.strength, 0.0f, 1.0f));
}

}  // namespace bandaji
