#include "assets/surface_layer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "assets/srgb.h"

namespace bandaji {
namespace {

float smooth(float low, float high, float value) {
  const float t = std::clamp((value - low) / (high - low), 0.0f, 1.0f);
  return t * t * (3 - 2 * t);
}

// Integer hash of Wellons ("lowbias32").
std::uint32_t mixed(std::uint32_t x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  x ^= x >> 16;
  return x;
}

// Large odd factors keep neighbors apart before the one mixing.
std::uint32_t corner(int x, int y, int z, std::uint32_t seed) {
  return mixed(static_cast<std::uint32_t>(x) * 0x8da6b343u ^ static_cast<std::uint32_t>(y) * 0xd8163841u ^
               static_cast<std::uint32_t>(z) * 0xcb1ab31fu ^ seed * 0x9e3779b9u);
}

float unit(std::uint32_t bits) {
  return static_cast<float>(bits >> 8) * (1.0f / 16777216.0f);
}

// Value noise, 0..1.
float noise(const glm::vec3& p, std::uint32_t seed) {
  const glm::vec3 cell = glm::floor(p);
  const glm::vec3 f = p - cell;
  const glm::vec3 w = f * f * (3.0f - 2.0f * f);
  const glm::ivec3 i(cell);
  const auto at = [&](int x, int y, int z) { return unit(corner(i.x + x, i.y + y, i.z + z, seed)); };
  const float x00 = glm::mix(at(0, 0, 0), at(1, 0, 0), w.x), x10 = glm::mix(at(0, 1, 0), at(1, 1, 0), w.x);
  const float x01 = glm::mix(at(0, 0, 1), at(1, 0, 1), w.x), x11 = glm::mix(at(0, 1, 1), at(1, 1, 1), w.x);
  return glm::mix(glm::mix(x00, x10, w.y), glm::mix(x01, x11, w.y), w.z);
}

// Four octaves, about 0.2..0.8.
float turbulence(const glm::vec3& p, std::uint32_t seed) {
  float sum = 0, weight = 0.5f, scale = 1;
  for (std::uint32_t octave = 0; octave < 4; ++octave) {
    sum += weight * noise(p * scale, seed + octave * 77u);
    weight *= 0.5f;
    scale *= 2.03f;
  }
  return sum / 0.9375f;
}

// Drops: every cell of a grid may hold one, of its own size; 1 in the middle, 0 outside.
float drops(const glm::vec3& p, float share, std::uint32_t seed) {
  const glm::ivec3 cell(glm::floor(p));
  float most = 0;
  for (int x = -1; x <= 1; ++x)
    for (int y = -1; y <= 1; ++y)
      for (int z = -1; z <= 1; ++z) {
        const std::uint32_t bits = corner(cell.x + x, cell.y + y, cell.z + z, seed);
        if (unit(bits) > share) continue;
        const std::uint32_t more = mixed(bits + 1), last = mixed(bits + 2);
        const glm::vec3 middle = glm::vec3(cell) + glm::vec3(x, y, z) +
                                 glm::vec3(unit(more), unit(mixed(more)), unit(last)) * 0.8f + 0.1f;
        const float size = 0.16f + 0.5f * unit(mixed(last)) * unit(mixed(last + 9));
        most = std::max(most, smooth(size, size * 0.72f, glm::length(p - middle)));
      }
  return most;
}

float spattered(const SurfaceLayer& layer, const SurfacePlace& place) {
  // Two or three places that are hit, on the front and the arms; the seed decides which.
  const float height = place.top - place.ground;
  float near = 0;
  const std::uint32_t places = 2 + mixed(layer.seed) % 2;
  for (std::uint32_t i = 0; i < places; ++i) {
    const std::uint32_t bits = mixed(layer.seed * 31u + i);
    const float side = unit(bits) * 2 - 1;
    const glm::vec3 hit(side * 0.26f * height, place.ground + height * (0.56f + 0.2f * unit(mixed(bits))),
                        0.06f * height);
    const float reach = height * (0.045f + 0.12f * layer.strength);
    const glm::vec3 away = (place.position - hit) * glm::vec3(1, 0.8f, 0.8f);
    near = std::max(near, 1 - smooth(reach * 0.25f, reach, glm::length(away)));
  }
  if (near <= 0) return 0;
  const float rough = turbulence(place.position * 26.0f, layer.seed);
  const float pool = smooth(0.62f, 0.70f, near * 0.75f + rough * 0.45f);
  // Runs: noise drawn out downwards.
  const float run = turbulence(place.position * glm::vec3(90, 7, 90), layer.seed + 5);
  const float runs = smooth(0.60f, 0.66f, run * 0.62f + near * 0.42f) * smooth(0.05f, 0.4f, near);
  const float small =
      drops(place.position * 34.0f, 0.05f + 0.30f * near, layer.seed + 9) * smooth(0, 0.3f, near);
  return std::max({pool, runs, small});
}

float patterned(const SurfaceLayer& layer, const SurfacePlace& place) {
  const float height = std::max(place.top - place.ground, 0.01f);
  const float share = std::clamp((place.position.y - place.ground) / height, 0.0f, 1.0f);
  const float s = layer.strength;
  switch (layer.pattern) {
    case SpreadPattern::Even:
      return 1;
    case SpreadPattern::Settled: {
      const float fine = turbulence(place.position * 19.0f, layer.seed);
      const float coarse = turbulence(place.position * 4.3f, layer.seed + 3);
      const float up = std::max(place.normal.y, 0.0f);
      const float low = smooth(0.62f, 0.0f, share);
      return std::clamp((0.16f + 0.44f * up + 0.85f * low) * (0.3f + 0.8f * coarse) + (fine - 0.5f) * 0.5f,
                        0.0f, 1.0f);
    }
    case SpreadPattern::Rising: {
      const float edge = 0.04f + 0.34f * s;
      const float ragged = turbulence(place.position * glm::vec3(9, 5, 9), layer.seed) - 0.5f;
      const float body = smooth(edge + 0.06f, edge - 0.05f, share + ragged * 0.26f);
      const float thrown =
          drops(place.position * 38.0f, 0.22f * s, layer.seed + 4) * smooth(edge + 0.3f, edge - 0.05f, share);
      return std::max(body, thrown);
    }
    case SpreadPattern::Soaked: {
      const float patch = turbulence(place.position * 3.1f, layer.seed);
      return smooth(0.78f - 0.62f * s, 0.84f - 0.56f * s, patch + 0.12f * (1 - share));
    }
    case SpreadPattern::Falling: {
      const float coarse = turbulence(place.position * glm::vec3(6, 2.2f, 6), layer.seed);
      const float from_above = 0.55f * std::max(place.normal.y, 0.0f) + 0.5f * smooth(0.45f, 0.95f, share);
      const float speckle = drops(place.position * 46.0f, 0.35f, layer.seed + 2);
      const float body = smooth(0.95f - 0.75f * s, 1.08f - 0.75f * s, coarse + from_above * 0.7f);
      return std::max(body, 0.8f * speckle * smooth(0.2f, 0.7f, from_above + s * 0.3f));
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
      const float ragged = turbulence(place.position * 11.0f, layer.seed) - 0.5f;
      return smooth(0.05f, 0.22f, most + ragged * 0.3f);
    }
    case SpreadPattern::Spattered:
      return spattered(layer, place);
    case SpreadPattern::Blotched: {
      const float coarse = turbulence(place.position * 5.2f, layer.seed);
      const float fine = turbulence(place.position * 21.0f, layer.seed + 6);
      return smooth(0.66f - 0.24f * s, 0.80f - 0.22f * s, 0.7f * coarse + 0.3f * fine + 0.10f * (1 - share));
    }
    case SpreadPattern::Slit: {
      // Thin bands where one noise crosses its middle, only here and there.
      const float line = std::abs(turbulence(place.position * glm::vec3(13, 4, 13), layer.seed) - 0.5f);
      const float where = turbulence(place.position * 3.7f, layer.seed + 8);
      const float here = smooth(0.70f - 0.26f * s, 0.78f - 0.26f * s, where + 0.10f * (1 - share));
      return line < 0.004f + 0.022f * here * (0.4f + s) && here > 0.25f ? 1.0f : 0.0f;
    }
    case SpreadPattern::Edged: {
      const float ragged = turbulence(place.position * 8.0f, layer.seed) - 0.5f;
      const float fine = turbulence(place.position * 33.0f, layer.seed + 2) - 0.5f;
      const float side = std::abs(place.position.x) / height;
      const float end = std::max(smooth(0.02f + 0.28f * s, 0.0f, share + ragged * 0.2f),
                                 smooth(0.46f - 0.14f * s, 0.50f, side + ragged * 0.12f));
      return std::clamp(end + fine * 0.5f * end, 0.0f, 1.0f);
    }
    case SpreadPattern::Spot: {
      const float ragged = turbulence(place.position * 90.0f, layer.seed) - 0.5f;
      const float away = glm::length(place.position - layer.center) / std::max(layer.radius, 1e-4f);
      return smooth(1.05f, 0.45f, away + ragged * 0.55f);
    }
  }
  return 0;
}

}  // namespace

glm::vec4 sample_repeated(const Image& image, glm::vec2 uv) {
  if (image.empty()) return glm::vec4(1);
  const glm::vec2 size(image.width, image.height);
  const glm::vec2 at = (uv - glm::floor(uv)) * size - 0.5f;
  const glm::vec2 base = glm::floor(at);
  const glm::vec2 f = at - base;
  const auto texel = [&](int dx, int dy) {
    const int x = (static_cast<int>(base.x) + dx + image.width) % image.width;
    const int y = (static_cast<int>(base.y) + dy + image.height) % image.height;
    const std::uint8_t* p =
        &image.pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                       static_cast<std::size_t>(x)) *
                      static_cast<std::size_t>(image.channels)];
    const auto& decode = srgb_decode_table();
    const auto color = [&](int c) {
      return image.encoding == ColorEncoding::Srgb ? static_cast<float>(decode[p[c]]) * (1.0f / 65535.0f)
                                                   : static_cast<float>(p[c]) * (1.0f / 255.0f);
    };
    const auto plain = [&](int c) { return static_cast<float>(p[c]) * (1.0f / 255.0f); };
    switch (image.channels) {
      case 1:
        return glm::vec4(glm::vec3(color(0)), 1);
      case 2:
        return glm::vec4(glm::vec3(color(0)), plain(1));
      case 3:
        return glm::vec4(color(0), color(1), color(2), 1);
      default:
        return glm::vec4(color(0), color(1), color(2), plain(3));
    }
  };
  return glm::mix(glm::mix(texel(0, 0), texel(1, 0), f.x), glm::mix(texel(0, 1), texel(1, 1), f.x), f.y);
}

float amount_at(const SurfaceLayer& layer, const SurfacePlace& place) {
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
  return std::clamp(patterned(layer, place) * thickness, 0.0f, 1.0f);
}

void lay_on(const SurfaceLayer& layer, const SurfacePlace& place, SurfacePoint& point) {
  const float amount = amount_at(layer, place);
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
