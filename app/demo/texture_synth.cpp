#include "app/demo/texture_synth.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <vector>

namespace bandaji {
namespace {

std::uint8_t byte_of(float x) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(x, 0.0f, 1.0f) * 255.0f));
}

int wrapped(int i, int period) {
  return ((i % period) + period) % period;
}

float fade(float t) {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

}  // namespace

Surface synthesize(const SynthesisOptions& options, const std::function<Texel(const glm::vec2&)>& texel) {
  const int w = options.width;
  const int h = options.height;
  const auto count = static_cast<std::size_t>(w) * static_cast<std::size_t>(h);
  Surface surface;
  surface.tile_metres = options.tile_metres;
  const int color_channels = options.alpha ? 4 : 3;
  if (options.color)
    surface.base_color = {w, h, color_channels, ColorEncoding::Srgb,
                          std::vector<std::uint8_t>(count * static_cast<std::size_t>(color_channels))};
  if (options.packed) surface.packed = {w, h, 3, ColorEncoding::Linear, std::vector<std::uint8_t>(count * 3)};
  std::vector<float> height(count);
  for (int y = 0; y < h; ++y) {
    for (int x = 0; x < w; ++x) {
      const Texel t = texel({(static_cast<float>(x) + 0.5f) / static_cast<float>(w),
                             (static_cast<float>(y) + 0.5f) / static_cast<float>(h)});
      const std::size_t i =
          static_cast<std::size_t>(y) * static_cast<std::size_t>(w) + static_cast<std::size_t>(x);
      height[i] = t.height;
      if (options.color) {
        std::uint8_t* p = &surface.base_color.pixels[i * static_cast<std::size_t>(color_channels)];
        for (int c = 0; c < 3; ++c) p[c] = byte_of(t.color[c]);
        if (options.alpha) p[3] = byte_of(t.alpha);
      }
      if (options.packed) {
        std::uint8_t* p = &surface.packed.pixels[i * 3];
        p[0] = byte_of(t.occlusion);
        p[1] = byte_of(t.roughness);
        p[2] = byte_of(t.metallic);
      }
    }
  }
  if (!options.normal) return surface;
  surface.normal = {w, h, 3, ColorEncoding::Linear, std::vector<std::uint8_t>(count * 3)};
  const float dx =
      options.tile_metres.x * 1000 / static_cast<float>(w) * 2;  // Millimetres between the two neighbors.
  const float dy = options.tile_metres.y * 1000 / static_cast<float>(h) * 2;
  const auto at = [&](int x, int y) {
    return height[static_cast<std::size_t>(wrapped(y, h)) * static_cast<std::size_t>(w) +
                  static_cast<std::size_t>(wrapped(x, w))];
  };
  for (int y = 0; y < h; ++y) {
    for (int x = 0; x < w; ++x) {
      const glm::vec3 n = glm::normalize(
          glm::vec3(-(at(x + 1, y) - at(x - 1, y)) / dx, (at(x, y + 1) - at(x, y - 1)) / dy, 1.0f));
      std::uint8_t* p = &surface.normal.pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(w) +
                                                static_cast<std::size_t>(x)) *
                                               3];
      for (int c = 0; c < 3; ++c) p[c] = byte_of(n[c] * 0.5f + 0.5f);
    }
  }
  return surface;
}

// Integer finalizer of the splitmix family, by steps of 32 bits.
std::uint32_t hash_of(std::uint32_t x, std::uint32_t y, std::uint32_t seed) {
  std::uint32_t h = seed * 0x9E3779B9u + 0x7F4A7C15u;
  for (const std::uint32_t v : {x, y}) {
    h ^= v + 0x9E3779B9u + (h << 6) + (h >> 2);
    h ^= h >> 16;
    h *= 0x85EBCA6Bu;
    h ^= h >> 13;
    h *= 0xC2B2AE35u;
    h ^= h >> 16;
  }
  return h;
}

float hash_unit(int x, int y, std::uint32_t seed) {
  return static_cast<float>(hash_of(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), seed) >>
                            8) /
         16777216.0f;
}

float value_noise(const glm::vec2& p, int period, std::uint32_t seed) {
  const glm::vec2 base = glm::floor(p);
  const int x = static_cast<int>(base.x);
  const int y = static_cast<int>(base.y);
  const float fx = fade(p.x - base.x);
  const float fy = fade(p.y - base.y);
  const auto at = [&](int i, int j) { return hash_unit(wrapped(i, period), wrapped(j, period), seed); };
  return glm::mix(glm::mix(at(x, y), at(x + 1, y), fx), glm::mix(at(x, y + 1), at(x + 1, y + 1), fx), fy);
}

float fractal_noise(const glm::vec2& uv, int period, int octaves, std::uint32_t seed) {
  float sum = 0;
  float weight = 0;
  float amplitude = 1;
  for (int o = 0; o < octaves; ++o) {
    sum += amplitude *
           value_noise(uv * static_cast<float>(period), period, seed + static_cast<std::uint32_t>(o) * 101u);
    weight += amplitude;
    amplitude *= 0.5f;
    period *= 2;
  }
  return sum / weight;
}

Cell cell_noise(const glm::vec2& uv, int period, std::uint32_t seed) {
  const glm::vec2 p = uv * static_cast<float>(period);
  const int x = static_cast<int>(std::floor(p.x));
  const int y = static_cast<int>(std::floor(p.y));
  Cell result{9, 9, 0};
  for (int j = y - 1; j <= y + 1; ++j) {
    for (int i = x - 1; i <= x + 1; ++i) {
      const int wx = wrapped(i, period);
      const int wy = wrapped(j, period);
      const glm::vec2 point(static_cast<float>(i) + hash_unit(wx, wy, seed),
                            static_cast<float>(j) + hash_unit(wx, wy, seed + 1));
      const float d = glm::length(point - p);
      if (d < result.distance) {
        result.second_distance = result.distance;
        result.distance = d;
        result.id = hash_of(static_cast<std::uint32_t>(wx), static_cast<std::uint32_t>(wy), seed + 2);
      } else if (d < result.second_distance) {
        result.second_distance = d;
      }
    }
  }
  return result;
}

float distance_to_segment(const glm::vec2& p, const glm::vec2& a, const glm::vec2& b) {
  const glm::vec2 ab = b - a;
  const float t = std::clamp(glm::dot(p - a, ab) / std::max(glm::dot(ab, ab), 1e-12f), 0.0f, 1.0f);
  return glm::length(p - a - ab * t);
}

float coverage(float distance, float softness) {
  return std::clamp(0.5f - distance / softness, 0.0f, 1.0f);
}

glm::vec3 srgb_of(std::uint32_t rgb) {
  return glm::vec3(static_cast<float>(rgb >> 16 & 0xffu), static_cast<float>(rgb >> 8 & 0xffu),
                   static_cast<float>(rgb & 0xffu)) /
         255.0f;
}

}  // namespace bandaji
