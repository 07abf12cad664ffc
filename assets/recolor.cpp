// A picture in another color.
#include <algorithm>
#include <array>
#include <cmath>
#include <glm/common.hpp>
#include <map>

#include "assets/compose.h"
#include "assets/parallel.h"
#include "assets/srgb.h"

namespace bandaji {
namespace {

// Oklab (Ottosson 2020), from and to linear sRGB.
glm::vec3 oklab_of(const glm::vec3& c) {
  const glm::vec3 lms(0.4122214708f * c.r + 0.5363325363f * c.g + 0.0514459929f * c.b,
                      0.2119034982f * c.r + 0.6806995451f * c.g + 0.1073969566f * c.b,
                      0.0883024619f * c.r + 0.2817188376f * c.g + 0.6299787005f * c.b);
  const glm::vec3 r(std::cbrt(lms.x), std::cbrt(lms.y), std::cbrt(lms.z));
  return {0.2104542553f * r.x + 0.7936177850f * r.y - 0.0040720468f * r.z,
          1.9779984951f * r.x - 2.4285922050f * r.y + 0.4505937099f * r.z,
          0.0259040371f * r.x + 0.7827717662f * r.y - 0.8086757660f * r.z};
}

glm::vec3 linear_of(const glm::vec3& lab) {
  const float l = lab.x + 0.3963377774f * lab.y + 0.2158037573f * lab.z;
  const float m = lab.x - 0.1055613458f * lab.y - 0.0638541728f * lab.z;
  const float s = lab.x - 0.0894841775f * lab.y - 1.2914855480f * lab.z;
  const glm::vec3 c(l * l * l, m * m * m, s * s * s);
  return {4.0767416621f * c.x - 3.3077115913f * c.y + 0.2309699292f * c.z,
          -1.2684380046f * c.x + 2.6097574011f * c.y - 0.3413193965f * c.z,
          -0.0041960863f * c.x - 0.7034186147f * c.y + 1.7076147010f * c.z};
}

glm::vec3 linear_texel(const Image& image, std::size_t i) {
  const std::uint8_t* p = &image.pixels[i * static_cast<std::size_t>(image.channels)];
  const auto value = [&](int c) {
    return image.encoding == ColorEncoding::Srgb ? static_cast<float>(srgb_decode_table()[p[c]]) / 65535.0f
                                                 : static_cast<float>(p[c]) / 255.0f;
  };
  return image.channels >= 3 ? glm::vec3(value(0), value(1), value(2)) : glm::vec3(value(0));
}

// The color that most texels are near to: the fullest cell of a coarse grid in Oklab.
glm::vec3 main_color(const Image& image) {
  const std::size_t count = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
  const std::size_t step = std::max<std::size_t>(1, count / 40000);
  std::map<std::array<int, 3>, std::pair<int, glm::vec3>> cells;
  for (std::size_t i = 0; i < count; i += step) {
    const glm::vec3 lab = oklab_of(linear_texel(image, i));
    auto& [hits, sum] =
        cells[{static_cast<int>(std::floor(lab.x * 6)), static_cast<int>(std::floor(lab.y * 14)),
               static_cast<int>(std::floor(lab.z * 14))}];
    ++hits;
    sum += lab;
  }
  const auto most = std::max_element(cells.begin(), cells.end(), [](const auto& a, const auto& b) {
    return a.second.first < b.second.first;
  });
  return most == cells.end() ? glm::vec3(0) : most->second.second / static_cast<float>(most->second.first);
}

}  // namespace

Image recolored(const Image& picture, const glm::vec3& color) {
  const glm::vec3 from = main_color(picture), to = oklab_of(color);
  Image result;
  result.width = picture.width;
  result.height = picture.height;
  result.channels = picture.channels == 2 || picture.channels == 4 ? 4 : 3;
  result.encoding = ColorEncoding::Srgb;
  const std::size_t count =
      static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
  const auto channels = static_cast<std::size_t>(result.channels);
  result.pixels.resize(count * channels);
  const std::size_t rows = static_cast<std::size_t>(picture.height);
  parallel_for(rows, [&](std::size_t row) {
    const std::size_t width = static_cast<std::size_t>(picture.width);
    for (std::size_t i = row * width; i < (row + 1) * width; ++i) {
      const glm::vec3 lab = oklab_of(linear_texel(picture, i));
      const glm::vec3 away = (lab - from) * glm::vec3(0.55f, 1, 1);  // Light and shade count less than hue.
      const float distance = std::sqrt(away.x * away.x + away.y * away.y + away.z * away.z);
      const float t = std::clamp((distance - 0.10f) / 0.12f, 0.0f, 1.0f);
      const float stays = t * t * (3 - 2 * t);
      glm::vec3 moved = to + (lab - from);
      // Shade in proportion, so that dark colors do not lose it.
      if (from.x > 0.05f) moved.x = to.x + (lab.x - from.x) * std::clamp(to.x / from.x, 0.35f, 1.6f);
      const glm::vec3 linear = glm::clamp(linear_of(glm::mix(moved, lab, stays)), 0.0f, 1.0f);
      for (std::size_t c = 0; c < 3; ++c)
        result.pixels[i * channels + c] = srgb_encode(linear[static_cast<int>(c)]);
      if (channels == 4)
        result.pixels[i * 4 + 3] = picture.pixels[i * static_cast<std::size_t>(picture.channels) +
                                                  static_cast<std::size_t>(picture.channels) - 1];
    }
  });
  return result;
}

}  // namespace bandaji
