#include "renderer/prefilter.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/vec4.hpp>

#include "assets/parallel.h"

namespace bandaji {
namespace {

constexpr float kPi = 3.14159265358979f;
constexpr int kLargestFace = 256;
constexpr int kSmallestLevel = 8;
constexpr int kDiffuseFace = 16;
// One pixel of the sun in half floats; more would overflow RGBA16F to infinity.
constexpr float kBrightest = 60000.0f;

// One row of a picture or table after the other, over all cores.
template <class Body>
void for_rows(int count, const Body& body) {
  parallel_for(static_cast<std::size_t>(count), [&](std::size_t row) { body(static_cast<int>(row)); });
}

float luminance(const glm::vec3& c) {
  return glm::dot(c, glm::vec3(0.2126f, 0.7152f, 0.0722f));
}

glm::vec3 texel(const HdrImage& image, int x, int y) {
  const float* p = &image.pixels[3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                                      static_cast<std::size_t>(x))];
  return {p[0], p[1], p[2]};
}

// Bilinear; wraps around horizontally.
glm::vec3 sample(const HdrImage& image, const glm::vec2& uv) {
  const float x = uv.x * static_cast<float>(image.width) - 0.5f;
  const float y =
      std::clamp(uv.y * static_cast<float>(image.height) - 0.5f, 0.0f, static_cast<float>(image.height - 1));
  const int x0 = static_cast<int>(std::floor(x));
  const int y0 = static_cast<int>(y);
  const float fx = x - static_cast<float>(x0);
  const float fy = y - static_cast<float>(y0);
  const auto wrap = [&](int i) { return ((i % image.width) + image.width) % image.width; };
  const int y1 = std::min(y0 + 1, image.height - 1);
  const int left = wrap(x0), right = wrap(x0 + 1);
  return glm::mix(glm::mix(texel(image, left, y0), texel(image, right, y0), fx),
                  glm::mix(texel(image, left, y1), texel(image, right, y1), fx), fy);
}

HdrImage halve(const HdrImage& image) {
  HdrImage half{std::max(image.width / 2, 1), std::max(image.height / 2, 1), {}};
  half.pixels.resize(3 * static_cast<std::size_t>(half.width) * static_cast<std::size_t>(half.height));
  for_rows(half.height, [&](int y) {
    for (int x = 0; x < half.width; ++x) {
      const int x1 = std::min(2 * x + 1, image.width - 1), y1 = std::min(2 * y + 1, image.height - 1);
      const glm::vec3 sum = texel(image, 2 * x, 2 * y) + texel(image, x1, 2 * y) + texel(image, 2 * x, y1) +
                            texel(image, x1, y1);
      float* out = &half.pixels[3 * static_cast<std::size_t>(y * half.width + x)];
      for (int c = 0; c < 3; ++c) out[c] = 0.25f * sum[c];
    }
  });
  return half;
}

// A cube whose faces carry a border of one texel copied from their neighbours, so that filtering needs no
// seams.
class BorderedCube {
 public:
  explicit BorderedCube(const CubeFaces& faces) : size_(faces.size), stride_(faces.size + 2) {
    const auto plane = static_cast<std::size_t>(stride_ * stride_);
    texels_.resize(6 * plane);
    for (int face = 0; face < 6; ++face) {
      for (int y = -1; y <= size_; ++y) {
        for (int x = -1; x <= size_; ++x) {
          int from_face = face, from_x = x, from_y = y;
          if (x < 0 || y < 0 || x >= size_ || y >= size_) {
            const float scale = 1.0f / static_cast<float>(size_);
            const Place place = locate(cube_direction(face, (static_cast<float>(x) + 0.5f) * scale,
                                                      (static_cast<float>(y) + 0.5f) * scale));
            from_face = place.face;
            from_x = std::clamp(static_cast<int>(place.s * static_cast<float>(size_)), 0, size_ - 1);
            from_y = std::clamp(static_cast<int>(place.t * static_cast<float>(size_)), 0, size_ - 1);
          }
          const float* p =
              &faces.pixels[4 * static_cast<std::size_t>((from_face * size_ + from_y) * size_ + from_x)];
          texels_[static_cast<std::size_t>((face * stride_ + y + 1) * stride_ + x + 1)] = {p[0], p[1], p[2],
                                                                                           p[3]};
        }
      }
    }
  }

  int size() const { return size_; }

  glm::vec4 sample(const glm::vec3& direction) const {
    const Place place = locate(direction);
    const float x = place.s * static_cast<float>(size_) + 0.5f;
    const float y = place.t * static_cast<float>(size_) + 0.5f;
    const int x0 = std::clamp(static_cast<int>(x), 0, size_);
    const int y0 = std::clamp(static_cast<int>(y), 0, size_);
    const float fx = x - static_cast<float>(x0), fy = y - static_cast<float>(y0);
    const glm::vec4* row = &texels_[static_cast<std::size_t>((place.face * stride_ + y0) * stride_ + x0)];
    return (row[0] * (1 - fx) + row[1] * fx) * (1 - fy) +
           (row[stride_] * (1 - fx) + row[stride_ + 1] * fx) * fy;
  }

 private:
  struct Place {
    int face;
    float s, t;
  };
  static Place locate(const glm::vec3& d) {
    const glm::vec3 a = glm::abs(d);
    int face;
    float major, sc, tc;
    if (a.x >= a.y && a.x >= a.z) {
      face = d.x > 0 ? 0 : 1, major = a.x, sc = d.x > 0 ? -d.z : d.z, tc = -d.y;
    } else if (a.y >= a.z) {
      face = d.y > 0 ? 2 : 3, major = a.y, sc = d.x, tc = d.y > 0 ? d.z : -d.z;
    } else {
      face = d.z > 0 ? 4 : 5, major = a.z, sc = d.z > 0 ? d.x : -d.x, tc = -d.y;
    }
    const float scale = 0.5f / major;
    return {face, sc * scale + 0.5f, tc * scale + 0.5f};
  }

  int size_;
  int stride_;
  std::vector<glm::vec4> texels_;
};

CubeFaces make_faces(int size) {
  CubeFaces faces;
  faces.size = size;
  faces.pixels.resize(static_cast<std::size_t>(6 * size * size * 4));
  return faces;
}

// Fills every texel from a function of its direction, rows spread over the cores.
template <class Function>
CubeFaces fill_faces(int size, const Function& function) {
  CubeFaces faces = make_faces(size);
  for_rows(6 * size, [&](int row) {
    const float t = (static_cast<float>(row % size) + 0.5f) / static_cast<float>(size);
    float* out = &faces.pixels[static_cast<std::size_t>(row * size) * 4];
    for (int x = 0; x < size; ++x, out += 4) {
      const glm::vec4 value =
          function(cube_direction(row / size, (static_cast<float>(x) + 0.5f) / static_cast<float>(size), t));
      out[0] = value.x, out[1] = value.y, out[2] = value.z, out[3] = value.w;
    }
  });
  return faces;
}

CubeFaces halve(const CubeFaces& faces) {
  CubeFaces half = make_faces(faces.size / 2);
  for (int face = 0; face < 6; ++face) {
    for (int y = 0; y < half.size; ++y) {
      for (int x = 0; x < half.size; ++x) {
        const auto at = [&](int px, int py, int c) {
          return faces.pixels[static_cast<std::size_t>(((face * faces.size + py) * faces.size + px) * 4 + c)];
        };
        for (int c = 0; c < 4; ++c) {
          half.pixels[static_cast<std::size_t>(((face * half.size + y) * half.size + x) * 4 + c)] =
              0.25f * (at(2 * x, 2 * y, c) + at(2 * x + 1, 2 * y, c) + at(2 * x, 2 * y + 1, c) +
                       at(2 * x + 1, 2 * y + 1, c));
        }
      }
    }
  }
  return half;
}

// Solid angle of a cube texel, up to a constant factor.
float texel_weight(int size, int x, int y) {
  const float u = 2 * (static_cast<float>(x) + 0.5f) / static_cast<float>(size) - 1;
  const float v = 2 * (static_cast<float>(y) + 0.5f) / static_cast<float>(size) - 1;
  return 1 / std::pow(1 + u * u + v * v, 1.5f);
}

// A texel so much brighter than the rest that samples of a lobe would meet it now and then: the sun, a bulb.
struct Peak {
  glm::vec3 direction;
  glm::vec4 flux;  // Radiance above the cap times solid angle.
};

// Takes the peaks out of `faces`: at most kMostPeaks texels, each cut down to a common brightness.
std::vector<Peak> take_peaks(CubeFaces& faces) {
  constexpr std::size_t kMostPeaks = 128;
  constexpr float kAboveMean = 8;
  const std::size_t count = faces.pixels.size() / 4;
  std::vector<float> brightness(count);
  for (std::size_t i = 0; i < count; ++i) {
    const float* p = &faces.pixels[4 * i];
    brightness[i] = luminance({p[0], p[1], p[2]});
  }
  // The second mean leaves out what the peaks themselves add to it.
  float cap = kBrightest;
  for (int turn = 0; turn < 2; ++turn) {
    double sum = 0;
    for (const float value : brightness) sum += std::min(value, cap);
    cap = kAboveMean * static_cast<float>(sum / static_cast<double>(count));
  }
  std::vector<std::size_t> bright;
  for (std::size_t i = 0; i < count; ++i) {
    if (brightness[i] > cap) bright.push_back(i);
  }
  if (bright.size() > kMostPeaks) {
    std::nth_element(bright.begin(), bright.begin() + kMostPeaks, bright.end(),
                     [&](std::size_t a, std::size_t b) { return brightness[a] > brightness[b]; });
    cap = brightness[bright[kMostPeaks]];
    std::erase_if(bright, [&](std::size_t i) { return brightness[i] <= cap; });
    std::sort(bright.begin(), bright.end());
  }
  std::vector<Peak> peaks;
  const float size = static_cast<float>(faces.size);
  for (const std::size_t i : bright) {
    const int x = static_cast<int>(i) % faces.size, y = static_cast<int>(i) / faces.size % faces.size;
    float* p = &faces.pixels[4 * i];
    const glm::vec4 radiance(p[0], p[1], p[2], 0);
    const float kept = cap / brightness[i];
    const float solid_angle = 4 / (size * size) * texel_weight(faces.size, x, y);
    peaks.push_back(
        {cube_direction(static_cast<int>(i) / (faces.size * faces.size),
                        (static_cast<float>(x) + 0.5f) / size, (static_cast<float>(y) + 0.5f) / size),
         (1 - kept) * solid_angle * radiance});
    for (int c = 0; c < 3; ++c) p[c] *= kept;
  }
  return peaks;
}

struct LobeSample {
  glm::vec3 direction;  // Around +Z.
  float weight;
  const BorderedCube* source;
};

float radical_inverse(std::uint32_t bits) {
  bits = (bits << 16) | (bits >> 16);
  bits = ((bits & 0x55555555u) << 1) | ((bits & 0xAAAAAAAAu) >> 1);
  bits = ((bits & 0x33333333u) << 2) | ((bits & 0xCCCCCCCCu) >> 2);
  bits = ((bits & 0x0F0F0F0Fu) << 4) | ((bits & 0xF0F0F0F0u) >> 4);
  bits = ((bits & 0x00FF00FFu) << 8) | ((bits & 0xFF00FF00u) >> 8);
  return static_cast<float>(bits) * 2.3283064365386963e-10f;
}

// Half vectors distributed as GGX (N = V = R), each reading the source level whose texel covers the solid
// angle the sample stands for (filtered importance sampling: Krivanek and Colbert 2008).
// `mean_cosine` becomes that of all samples, with 0 for those below the horizon.
std::vector<LobeSample> ggx_lobe(float roughness, int count, const std::vector<BorderedCube>& chain,
                                 float& mean_cosine) {
  std::vector<LobeSample> lobe;
  const float a2 = roughness * roughness * roughness * roughness;
  const int source_size = chain.front().size();
  const float texel_solid_angle = 4 * kPi / (6.0f * static_cast<float>(source_size * source_size));
  const float last = static_cast<float>(chain.size() - 1);
  float total = 0;
  for (int i = 0; i < count; ++i) {
    const float u = (static_cast<float>(i) + 0.5f) / static_cast<float>(count);
    const float phi = 2 * kPi * radical_inverse(static_cast<std::uint32_t>(i));
    const float cos_h = std::sqrt((1 - u) / (1 + (a2 - 1) * u));
    const float sin_h = std::sqrt(std::max(0.0f, 1 - cos_h * cos_h));
    const float n_l = 2 * cos_h * cos_h - 1;
    if (n_l <= 0) continue;
    const float d = cos_h * cos_h * (a2 - 1) + 1;
    const float pdf = a2 / (kPi * d * d) / 4;
    const float solid_angle = 1 / (static_cast<float>(count) * pdf);
    const float level = std::clamp(0.5f * std::log2(3 * solid_angle / texel_solid_angle), 0.0f, last);
    const BorderedCube& source = chain[static_cast<std::size_t>(std::lround(level))];
    lobe.push_back(
        {{2 * cos_h * sin_h * std::cos(phi), 2 * cos_h * sin_h * std::sin(phi), n_l}, n_l, &source});
    total += n_l;
  }
  for (LobeSample& s : lobe) s.weight /= total;
  mean_cosine = total / static_cast<float>(count);
  return lobe;
}

// What the same lobe around `n` gathers of the peaks, exactly.
glm::vec4 light_of_peaks(const std::vector<Peak>& peaks, const glm::vec3& n, float roughness,
                         float mean_cosine) {
  const float a2 = roughness * roughness * roughness * roughness;
  glm::vec4 sum(0);
  for (const Peak& peak : peaks) {
    const float n_l = glm::dot(n, peak.direction);
    if (n_l <= 0) continue;
    const float d = 0.5f * (1 + n_l) * (a2 - 1) + 1;
    sum += peak.flux * (n_l * a2 / (4 * kPi * d * d));
  }
  return sum / mean_cosine;
}

void frame_around(const glm::vec3& n, glm::vec3& x, glm::vec3& y) {
  // Duff et al. 2017, "Building an Orthonormal Basis, Revisited".
  const float sign = std::copysign(1.0f, n.z);
  const float a = -1.0f / (sign + n.z);
  const float b = n.x * n.y * a;
  x = {1 + sign * n.x * n.x * a, sign * b, -sign * n.x};
  y = {b, sign + n.y * n.y * a, -n.y};
}

// Convolution with a lobe around the normal, exact over the texels of a small source, for faces of `size`.
// `kernel` tells the weight of light from a direction by its cosine with the normal, which is above 0.
template <class Kernel>
CubeFaces convolved(const CubeFaces& source, int size, const Kernel& kernel) {
  const std::size_t count = static_cast<std::size_t>(6 * source.size * source.size);
  std::vector<glm::vec4> direction(count), radiance(count);
  for (std::size_t i = 0; i < count; ++i) {
    const int x = static_cast<int>(i) % source.size;
    const int y = static_cast<int>(i) / source.size % source.size;
    const int face = static_cast<int>(i) / (source.size * source.size);
    const float scale = 1.0f / static_cast<float>(source.size);
    direction[i] = glm::vec4(
        cube_direction(face, (static_cast<float>(x) + 0.5f) * scale, (static_cast<float>(y) + 0.5f) * scale),
        0);
    const float* p = &source.pixels[4 * i];
    radiance[i] = glm::vec4(p[0], p[1], p[2], p[3]) * texel_weight(source.size, x, y);
    direction[i].w = texel_weight(source.size, x, y);
  }
  return fill_faces(size, [&](const glm::vec3& n) {
    glm::vec4 sum(0);
    float weight = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const float cosine = direction[i].x * n.x + direction[i].y * n.y + direction[i].z * n.z;
      if (cosine <= 0) continue;
      const float lobe = kernel(cosine);
      sum += radiance[i] * lobe;
      weight += direction[i].w * lobe;
    }
    return sum / weight;
  });
}

// Shadowing of the sheen lobe (Estevez and Kulla 2017), as KHR_materials_sheen prescribes it.
float sheen_lambda(float cosine, float alpha) {
  const float t = (1 - alpha) * (1 - alpha);
  const auto curve = [&](float x) {
    const auto mix = [&](float a, float b) { return a + t * (b - a); };
    return mix(21.5473f, 25.3245f) / (1 + mix(3.82987f, 3.32435f) * std::pow(x, mix(0.19823f, 0.16801f))) +
           mix(-1.97760f, -1.27393f) * x + mix(-4.32054f, -4.85967f);
  };
  return std::exp(cosine < 0.5f ? curve(cosine) : 2 * curve(0.5f) - curve(1 - cosine));
}

// The sheen lobe without what depends on the viewer, prepared for one roughness.
class SheenLobe {
 public:
  explicit SheenLobe(float roughness)
      // KHR_materials_sheen: the lobe's exponent is 1 / alpha; below 0.07 it would be narrower than the
      // quadrature.
      : alpha_(std::max(roughness, 0.07f) * std::max(roughness, 0.07f)) {
    for (std::size_t ring = 0; ring < kRings; ++ring) {
      // Equal steps of cos^2 make the cosine factor constant.
      cosine_[ring] = std::sqrt((static_cast<float>(ring) + 0.5f) / kRings);
      lambda_[ring] = sheen_lambda(cosine_[ring], alpha_);
    }
  }

  // Of all light from one direction (or an even light, seen from it) the part that is sent back.
  float albedo(float n_v) const {
    const glm::vec3 v(std::sqrt(1 - n_v * n_v), 0, n_v);
    const float lambda_v = sheen_lambda(n_v, alpha_), inverse = 1 / alpha_;
    float sum = 0;
    for (std::size_t ring = 0; ring < kRings; ++ring) {
      const float n_l = cosine_[ring];
      const float sin_l = std::sqrt(1 - n_l * n_l);
      for (int spoke = 0; spoke < kSpokes; ++spoke) {
        const float phi = kPi * (static_cast<float>(spoke) + 0.5f) / kSpokes;
        const glm::vec3 h = glm::normalize(v + glm::vec3(sin_l * std::cos(phi), sin_l * std::sin(phi), n_l));
        const float sin_h2 = std::max(1 - h.z * h.z, 1e-6f);
        const float d = (2 + inverse) * std::pow(sin_h2, 0.5f * inverse) / (2 * kPi);
        sum += d * std::min(1 / ((1 + lambda_v + lambda_[ring]) * 4 * n_l * n_v), 1.0f) * kPi;
      }
    }
    return std::min(sum / static_cast<float>(kRings * kSpokes), 1.0f);
  }

 private:
  static constexpr std::size_t kRings = 12;
  static constexpr int kSpokes = 12;
  float alpha_;
  std::array<float, kRings> cosine_{}, lambda_{};
};

}  // namespace

glm::vec2 equirect_uv(const glm::vec3& d) {
  return {std::atan2(d.z, d.x) / (2 * kPi) + 0.5f, std::acos(std::clamp(d.y, -1.0f, 1.0f)) / kPi};
}

glm::vec3 equirect_direction(const glm::vec2& uv) {
  const float azimuth = (uv.x - 0.5f) * 2 * kPi;
  const float polar = uv.y * kPi;
  return {std::sin(polar) * std::cos(azimuth), std::cos(polar), std::sin(polar) * std::sin(azimuth)};
}

glm::vec3 cube_direction(int face, float s, float t) {
  const float u = 2 * s - 1, v = 2 * t - 1;
  switch (face) {
    case 0:
      return glm::normalize(glm::vec3(1, -v, -u));
    case 1:
      return glm::normalize(glm::vec3(-1, -v, u));
    case 2:
      return glm::normalize(glm::vec3(u, 1, v));
    case 3:
      return glm::normalize(glm::vec3(u, -1, -v));
    case 4:
      return glm::normalize(glm::vec3(u, -v, 1));
    default:
      return glm::normalize(glm::vec3(-u, -v, -1));
  }
}

float roughness_of_level(int level, int level_count) {
  // The inverse of the shader's level = last * r * (2 - r).
  return 1 - std::sqrt(std::max(0.0f, 1 - static_cast<float>(level) / static_cast<float>(level_count - 1)));
}

PrefilteredLight prefilter(const HdrImage& radiance, const HdrImage* key) {
  assert(!radiance.empty());
  HdrImage shrunk;
  const HdrImage* picture = &radiance;
  while (picture->width > 8 * kLargestFace) {
    shrunk = halve(*picture);
    picture = &shrunk;
  }
  int size = 64;
  while (size < kLargestFace && size * 4 < picture->width) size *= 2;
  // Where the picture is as fine as the cube, four samples a texel keep all the light of small lamps.
  const bool finer = picture->width >= 4 * size;
  const auto light_from = [&](const glm::vec3& d) {
    glm::vec3 sum(0);
    if (finer) {
      glm::vec3 x, y;
      frame_around(d, x, y);
      const float step = 0.5f / static_cast<float>(size);
      for (const float sx : {-step, step}) {
        for (const float sy : {-step, step})
          sum += 0.25f * sample(*picture, equirect_uv(glm::normalize(d + sx * x + sy * y)));
      }
    } else {
      sum = sample(*picture, equirect_uv(d));
    }
    return glm::vec4(glm::clamp(sum, glm::vec3(0), glm::vec3(kBrightest)), 1);
  };

  std::vector<CubeFaces> chain;
  chain.push_back(fill_faces(size, light_from));
  while (chain.back().size > 2) chain.push_back(halve(chain.back()));

  PrefilteredLight light;
  int levels = 1;
  while ((size >> levels) >= kSmallestLevel) ++levels;
  std::vector<BorderedCube> bordered;
  bordered.reserve(chain.size());
  CubeFaces even = chain.front();
  const std::vector<Peak> peaks = take_peaks(even);
  if (peaks.empty()) {
    for (const CubeFaces& faces : chain) bordered.emplace_back(faces);
  } else {
    for (; even.size > 2; even = halve(even)) bordered.emplace_back(even);
    bordered.emplace_back(even);
  }
  light.specular.push_back(chain.front());
  for (int level = 1; level < levels; ++level) {
    constexpr std::array<int, 8> kSamples{1, 12, 20, 32, 48, 64, 64, 64};
    const float roughness = roughness_of_level(level, levels);
    float mean_cosine = 1;
    const auto lobe = ggx_lobe(roughness, kSamples[static_cast<std::size_t>(level)], bordered, mean_cosine);
    light.specular.push_back(fill_faces(size >> level, [&](const glm::vec3& n) {
      glm::vec3 x, y;
      frame_around(n, x, y);
      glm::vec4 sum(0);
      for (const LobeSample& s : lobe) {
        const glm::vec3 d = s.direction.x * x + s.direction.y * y + s.direction.z * n;
        sum += s.weight * s.source->sample(d);
      }
      return sum + light_of_peaks(peaks, n, roughness, mean_cosine);
    }));
  }

  // Diffuse light, with the key light's part kept apart in alpha.
  CubeFaces coarse;
  for (const CubeFaces& faces : chain) {
    if (faces.size == kDiffuseFace) coarse = faces;
  }
  for (std::size_t i = 3; i < coarse.pixels.size(); i += 4) coarse.pixels[i] = 0;
  glm::vec3 key_sum(0);
  if (key) {
    CubeFaces key_faces = fill_faces(
        2 * kDiffuseFace, [&](const glm::vec3& d) { return glm::vec4(sample(*key, equirect_uv(d)), 0); });
    key_faces = halve(key_faces);
    for (std::size_t i = 0; i < key_faces.pixels.size(); i += 4)
      key_sum += glm::vec3(key_faces.pixels[i], key_faces.pixels[i + 1], key_faces.pixels[i + 2]);
    if (luminance(key_sum) > 0) light.key_tint = key_sum / luminance(key_sum);
    for (std::size_t i = 0; i < coarse.pixels.size(); i += 4) {
      const float brightness =
          luminance({key_faces.pixels[i], key_faces.pixels[i + 1], key_faces.pixels[i + 2]});
      for (std::size_t c = 0; c < 3; ++c)
        coarse.pixels[i + c] = std::max(0.0f, coarse.pixels[i + c] - key_faces.pixels[i + c]);
      coarse.pixels[i + 3] = brightness;
    }
  }
  light.diffuse = convolved(coarse, kDiffuseFace, [](float cosine) { return cosine; });

  // The direction of the shadow: the mean of what is bright, seen from the ground.
  glm::vec3 bright_sum(0), up_sum(0);
  float mean = 0;
  for (std::size_t i = 0; i < coarse.pixels.size(); i += 4)
    mean += luminance({coarse.pixels[i], coarse.pixels[i + 1], coarse.pixels[i + 2]});
  mean /= static_cast<float>(coarse.pixels.size() / 4);
  float key_light = 0, all_light = 0;
  for (int face = 0; face < 6; ++face) {
    for (int y = 0; y < coarse.size; ++y) {
      for (int x = 0; x < coarse.size; ++x) {
        const glm::vec3 d =
            cube_direction(face, (static_cast<float>(x) + 0.5f) / static_cast<float>(coarse.size),
                           (static_cast<float>(y) + 0.5f) / static_cast<float>(coarse.size));
        if (d.y <= 0) continue;
        const float* p =
            &coarse.pixels[4 * static_cast<std::size_t>((face * coarse.size + y) * coarse.size + x)];
        const float weight = texel_weight(coarse.size, x, y) * d.y;
        const float rest = luminance({p[0], p[1], p[2]});
        const float above = key ? p[3] : std::max(0.0f, rest - 3 * mean);
        bright_sum += d * above * weight;
        key_light += above * weight;
        all_light += (key ? rest + p[3] : rest) * weight;
      }
    }
  }
  if (key_light > 0 && glm::length(bright_sum) > 0) {
    light.key_direction = glm::normalize(bright_sum);
    light.key_share = std::min(key_light / all_light, 1.0f);
    // Directions spread over a disc of angular radius r have a mean of length about 1 - r^2 / 4.
    const float spread = std::clamp(1 - glm::length(bright_sum) / key_light, 0.0f, 0.5f);
    light.key_radius_radians = std::clamp(2 * std::sqrt(spread), 0.04f, 1.0f);
  }
  light.source = std::move(coarse);
  return light;
}

float sheen_roughness_of_level(int level) {
  return 0.25f * static_cast<float>(1 << level);
}

std::vector<CubeFaces> sheen_light(const CubeFaces& source) {
  constexpr int kSteps = 64;
  std::vector<CubeFaces> levels;
  for (int level = 0; level < kSheenLevels; ++level) {
    const SheenLobe lobe(sheen_roughness_of_level(level));
    std::array<float, kSteps + 1> albedo{};
    for (int i = 0; i <= kSteps; ++i)
      albedo[static_cast<std::size_t>(i)] =
          lobe.albedo(std::max(static_cast<float>(i), 0.25f) / static_cast<float>(kSteps));
    levels.push_back(convolved(source, 2 * kDiffuseFace >> level, [&](float cosine) {
      const float at = std::min(cosine, 1.0f) * kSteps;
      const auto low = std::min(static_cast<std::size_t>(at), static_cast<std::size_t>(kSteps - 1));
      return cosine * std::lerp(albedo[low], albedo[low + 1], at - static_cast<float>(low));
    }));
  }
  return levels;
}

std::vector<float> scatter_table(int size) {
  constexpr int kSamples = 64;
  std::vector<float> table(static_cast<std::size_t>(size * size * 4));
  for_rows(size, [&](int row) {
    const float roughness = static_cast<float>(row) / static_cast<float>(size - 1);
    const float alpha = roughness * roughness;
    const float a2 = alpha * alpha;
    const SheenLobe sheen(roughness);
    for (int column = 0; column < size; ++column) {
      // At the horizon itself there is nothing to integrate.
      const float n_v = std::max(static_cast<float>(column), 0.25f) / static_cast<float>(size - 1);
      const glm::vec3 v(std::sqrt(1 - n_v * n_v), 0, n_v);
      float scale = 0, bias = 0;
      for (int i = 0; i < kSamples; ++i) {
        // Visible normals (Heitz 2018): the weight left over is G2 / G1, so that few samples are enough.
        const float u1 = (static_cast<float>(i) + 0.5f) / kSamples;
        const float u2 = radical_inverse(static_cast<std::uint32_t>(i));
        const glm::vec3 vh = glm::normalize(glm::vec3(alpha * v.x, alpha * v.y, v.z));
        const float length = vh.x * vh.x + vh.y * vh.y;
        const glm::vec3 t1 = length > 0 ? glm::vec3(-vh.y, vh.x, 0) / std::sqrt(length) : glm::vec3(1, 0, 0);
        const glm::vec3 t2 = glm::cross(vh, t1);
        const float r = std::sqrt(u1), phi = 2 * kPi * u2;
        const float p1 = r * std::cos(phi);
        const float s = 0.5f * (1 + vh.z);
        const float p2 = (1 - s) * std::sqrt(std::max(0.0f, 1 - p1 * p1)) + s * r * std::sin(phi);
        const glm::vec3 nh = p1 * t1 + p2 * t2 + std::sqrt(std::max(0.0f, 1 - p1 * p1 - p2 * p2)) * vh;
        const glm::vec3 h = glm::normalize(glm::vec3(alpha * nh.x, alpha * nh.y, std::max(0.0f, nh.z)));
        const float v_h = std::max(glm::dot(v, h), 0.0f);
        const float n_l = 2 * v_h * h.z - v.z;
        if (n_l <= 0) continue;
        const auto lambda = [&](float c) { return 0.5f * (std::sqrt(1 + a2 * (1 - c * c) / (c * c)) - 1); };
        const float lv = lambda(n_v), ll = lambda(n_l);
        const float weight = (1 + lv) / (1 + lv + ll);
        const float fresnel = std::pow(1 - v_h, 5.0f);
        scale += weight * (1 - fresnel);
        bias += weight * fresnel;
      }
      float* out = &table[static_cast<std::size_t>((row * size + column) * 4)];
      out[0] = scale / kSamples;
      out[1] = bias / kSamples;
      out[2] = sheen.albedo(n_v);
      out[3] = 1;
    }
  });
  return table;
}

}  // namespace bandaji
