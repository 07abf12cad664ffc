#include "assets/surface_bake.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <optional>

#include "assets/srgb.h"

namespace bandaji {
namespace {

constexpr float kTexelsPerMetre = 520;
constexpr int kBleed = 4;  // Texels that colors run over the edge of a piece, for filtering.

glm::vec2 transformed(const TextureRef& texture, glm::vec2 uv) {
  const auto& t = texture.uv_transform;
  return {t[0] * uv.x + t[2] * uv.y + t[4], t[1] * uv.x + t[3] * uv.y + t[5]};
}

// What the material is at a texture coordinate, before anything is laid on it.
class BareSurface {
 public:
  BareSurface(const SurfaceBakeInput& input, const Material& m) : m_(m) {
    const auto read = [&](TextureSlot slot) {
      const TextureRef& texture = m.texture(slot);
      return texture.present() ? input.image(texture.image) : nullptr;
    };
    color_ = read(m.specular_glossiness ? TextureSlot::Diffuse : TextureSlot::BaseColor);
    surface_ = read(m.specular_glossiness ? TextureSlot::SpecularGlossiness : TextureSlot::MetallicRoughness);
  }
  SurfacePoint at(glm::vec2 uv) const {
    SurfacePoint point;
    glm::vec4 color = m_.base_color;
    if (color_)
      color *= sample_repeated(
          *color_,
          transformed(m_.texture(m_.specular_glossiness ? TextureSlot::Diffuse : TextureSlot::BaseColor),
                      uv));
    point.color = glm::vec3(color);
    point.alpha = m_.alpha_mode == AlphaMode::Opaque ? 1.0f : color.a;
    point.metallic = m_.specular_glossiness ? 0 : m_.metallic;
    point.roughness = m_.specular_glossiness ? 1 - m_.glossiness : m_.roughness;
    if (surface_) {
      const glm::vec4 texel = sample_repeated(
          *surface_, transformed(m_.texture(m_.specular_glossiness ? TextureSlot::SpecularGlossiness
                                                                   : TextureSlot::MetallicRoughness),
                                 uv));
      if (m_.specular_glossiness) {
        point.roughness = 1 - m_.glossiness * texel.a;
      } else {
        point.roughness *= texel.g;
        point.metallic *= texel.b;
      }
    }
    return point;
  }
  int edge() const { return color_ ? std::max(color_->width, color_->height) : 0; }

 private:
  const Material& m_;
  std::shared_ptr<const Image> color_, surface_;
};

glm::vec3 decoded(const Snorm16x4& n) {
  return glm::vec3(n.x, n.y, n.z) * (1.0f / 32767.0f);
}

// The pictures while they are made.
struct Canvas {
  int edge = 0;
  Image color, surface;
  std::vector<std::uint8_t> covered;

  void write(std::size_t texel, const SurfacePoint& point) {
    for (std::size_t c = 0; c < 3; ++c)
      color.pixels[4 * texel + c] = srgb_encode(point.color[static_cast<int>(c)]);
    color.pixels[4 * texel + 3] = quantize_unorm8(point.alpha);
    if (!surface.empty()) {
      surface.pixels[3 * texel] = 255;
      surface.pixels[3 * texel + 1] = quantize_unorm8(std::clamp(point.roughness, 0.0f, 1.0f));
      surface.pixels[3 * texel + 2] = quantize_unorm8(std::clamp(point.metallic, 0.0f, 1.0f));
    }
    covered[texel] = 1;
  }
  void copy(std::size_t to, std::size_t from) {
    std::copy_n(&color.pixels[4 * from], 4, &color.pixels[4 * to]);
    if (!surface.empty()) std::copy_n(&surface.pixels[3 * from], 3, &surface.pixels[3 * to]);
  }
  // Runs the colors over the edges, and fills the rest with the mean so that small mip levels are right.
  void finish() {
    const auto n = static_cast<std::size_t>(edge);
    double sum[7] = {};
    double count = 0;
    for (std::size_t i = 0; i < n * n; ++i) {
      if (!covered[i]) continue;
      ++count;
      for (std::size_t c = 0; c < 4; ++c) sum[c] += color.pixels[4 * i + c];
      if (!surface.empty())
        for (std::size_t c = 0; c < 3; ++c) sum[4 + c] += surface.pixels[3 * i + c];
    }
    std::vector<std::pair<std::size_t, std::size_t>> next;
    for (int pass = 0; pass < kBleed; ++pass) {
      next.clear();
      for (std::size_t y = 0; y < n; ++y)
        for (std::size_t x = 0; x < n; ++x) {
          const std::size_t i = y * n + x;
          if (covered[i]) continue;
          if (x > 0 && covered[i - 1])
            next.emplace_back(i, i - 1);
          else if (x + 1 < n && covered[i + 1])
            next.emplace_back(i, i + 1);
          else if (y > 0 && covered[i - n])
            next.emplace_back(i, i - n);
          else if (y + 1 < n && covered[i + n])
            next.emplace_back(i, i + n);
        }
      for (const auto& [to, from] : next) copy(to, from);
      for (const auto& [to, from] : next) covered[to] = 1;
    }
    if (count == 0) return;
    std::uint8_t mean[7];
    for (std::size_t c = 0; c < 7; ++c) mean[c] = static_cast<std::uint8_t>(sum[c] / count + 0.5);
    for (std::size_t i = 0; i < n * n; ++i) {
      if (covered[i]) continue;
      std::copy_n(mean, 4, &color.pixels[4 * i]);
      if (!surface.empty()) std::copy_n(mean + 4, 3, &surface.pixels[3 * i]);
    }
  }
};

Canvas canvas_of(int edge, bool with_surface) {
  Canvas canvas;
  canvas.edge = edge;
  const auto texels = static_cast<std::size_t>(edge) * static_cast<std::size_t>(edge);
  canvas.color = Image{edge, edge, 4, ColorEncoding::Srgb, std::vector<std::uint8_t>(texels * 4, 0)};
  if (with_surface)
    canvas.surface = Image{edge, edge, 3, ColorEncoding::Linear, std::vector<std::uint8_t>(texels * 3, 0)};
  canvas.covered.assign(texels, 0);
  return canvas;
}

// Nothing to draw on: the factors take what the layers would do on the whole.
void change_factors(const SurfaceBakeInput& input, const Bounds& bounds, Material& material) {
  SurfacePoint sum{glm::vec3(0), 0, 0, 0},
      bare{glm::vec3(material.base_color), material.base_color.a, material.roughness, material.metallic};
  constexpr int kSamples = 5;
  for (int x = 0; x < kSamples; ++x)
    for (int y = 0; y < kSamples; ++y)
      for (int z = 0; z < kSamples; ++z) {
        const glm::vec3 share = (glm::vec3(x, y, z) + 0.5f) / static_cast<float>(kSamples);
        SurfacePlace place;
        place.position = glm::vec3(input.to_space * glm::vec4(glm::mix(bounds.min, bounds.max, share), 1));
        place.ground = input.ground;
        place.top = input.top;
        SurfacePoint point = bare;
        for (const SurfaceLayer& layer : input.layers)
          if (!layer.cuts) lay_on(layer, place, point);
        sum.color += point.color;
        sum.roughness += point.roughness;
        sum.metallic += point.metallic;
      }
  const float n = kSamples * kSamples * kSamples;
  material.base_color = glm::vec4(sum.color / n, material.base_color.a);
  material.roughness = sum.roughness / n;
  material.metallic = sum.metallic / n;
}

int power_of_two(float texels, int largest) {
  int edge = 128;
  while (edge < largest && static_cast<float>(edge) < texels) edge *= 2;
  return edge;
}

}  // namespace

SurfaceBakeOutput bake_surface(const SurfaceBakeInput& input) {
  const BakedMesh& mesh = *input.mesh;
  SurfaceBakeOutput out;
  out.material = *input.material;
  Material& m = out.material;
  const BareSurface bare(input, *input.material);
  const bool uses_uv1 =
      !mesh.uv1.empty() && std::any_of(m.textures.begin(), m.textures.end(),
                                       [](const auto& t) { return t.present() && t.uv_set == 1; });
  const bool whole = lies_once(mesh.uv0, mesh.indices);
  std::span<const glm::vec2> uv = mesh.uv0;
  if (!whole) {
    // Paint belongs to the coordinates it was painted for; where those lie more than once it is laid out all
    // the same, only in other places.
    if (uses_uv1) {
      change_factors(input, mesh.bounds, m);
      return out;
    }
    out.uv0 = lay_side_by_side(mesh.positions, mesh.uv0, mesh.indices, 0.006f);
    if (out.uv0.empty()) {
      change_factors(input, mesh.bounds, m);
      return out;
    }
    out.uv1.assign(mesh.uv0.begin(), mesh.uv0.end());
    if (out.uv1.empty()) out.uv1.assign(mesh.vertex_count, glm::vec2(0));
    uv = out.uv0;
  }
  // As fine as cloth is looked at, or as the picture was.
  double area = 0, uv_area = 0;
  std::vector<glm::vec3> positions(mesh.vertex_count);
  for (std::size_t v = 0; v < positions.size(); ++v)
    positions[v] = glm::vec3(input.to_space * glm::vec4(mesh.positions[v], 1));
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
    const std::uint32_t a = mesh.indices[i], b = mesh.indices[i + 1], c = mesh.indices[i + 2];
    area += 0.5 * static_cast<double>(
                      glm::length(glm::cross(positions[b] - positions[a], positions[c] - positions[a])));
    const glm::vec2 ab = uv[b] - uv[a], ac = uv[c] - uv[a];
    uv_area += 0.5 * static_cast<double>(std::abs(ab.x * ac.y - ab.y * ac.x));
  }
  const float wanted =
      uv_area > 1e-9 ? kTexelsPerMetre * static_cast<float>(std::sqrt(area / uv_area)) : 256.0f;
  const float finest = std::max(wanted, whole ? static_cast<float>(bare.edge()) : 0.0f);
  const bool with_surface = std::any_of(input.layers.begin(), input.layers.end(), [](const SurfaceLayer& l) {
    return !l.cuts && (l.roughness_share > 0 || l.metallic_share < 1);
  });
  Canvas canvas = canvas_of(power_of_two(finest, input.largest_edge), with_surface);

  const glm::mat3 turn = glm::transpose(glm::inverse(glm::mat3(input.to_space)));
  const auto edge = static_cast<float>(canvas.edge);
  SurfacePlace place;
  place.ground = input.ground;
  place.top = input.top;
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
    const std::uint32_t v[3] = {mesh.indices[i], mesh.indices[i + 1], mesh.indices[i + 2]};
    const glm::vec2 a = uv[v[0]] * edge, b = uv[v[1]] * edge, c = uv[v[2]] * edge;
    const float twice = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    if (std::abs(twice) < 1e-9f) continue;
    const glm::vec3 flat = glm::cross(positions[v[1]] - positions[v[0]], positions[v[2]] - positions[v[0]]);
    const int left = std::max(0, static_cast<int>(std::floor(std::min({a.x, b.x, c.x}) - 0.5f)));
    const int right =
        std::min(canvas.edge - 1, static_cast<int>(std::ceil(std::max({a.x, b.x, c.x}) - 0.5f)));
    const int upper = std::max(0, static_cast<int>(std::floor(std::min({a.y, b.y, c.y}) - 0.5f)));
    const int lower =
        std::min(canvas.edge - 1, static_cast<int>(std::ceil(std::max({a.y, b.y, c.y}) - 0.5f)));
    for (int y = upper; y <= lower; ++y) {
      for (int x = left; x <= right; ++x) {
        const glm::vec2 p(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
        const float w0 = ((b.x - p.x) * (c.y - p.y) - (b.y - p.y) * (c.x - p.x)) / twice;
        const float w1 = ((c.x - p.x) * (a.y - p.y) - (c.y - p.y) * (a.x - p.x)) / twice;
        const float w2 = 1 - w0 - w1;
        if (w0 < -1e-4f || w1 < -1e-4f || w2 < -1e-4f) continue;
        place.position = positions[v[0]] * w0 + positions[v[1]] * w1 + positions[v[2]] * w2;
        glm::vec3 normal = mesh.normals.empty()
                               ? flat
                               : turn * (decoded(mesh.normals[v[0]]) * w0 + decoded(mesh.normals[v[1]]) * w1 +
                                         decoded(mesh.normals[v[2]]) * w2);
        const float length = glm::length(normal);
        place.normal = length > 1e-12f ? normal / length : glm::vec3(0, 1, 0);
        place.uv =
            mesh.uv0.empty() ? p / edge : mesh.uv0[v[0]] * w0 + mesh.uv0[v[1]] * w1 + mesh.uv0[v[2]] * w2;
        SurfacePoint point = bare.at(place.uv);
        for (const PaintLayer& layer : input.paints) lay_on(layer, place, point);
        for (const SurfaceLayer& layer : input.layers) lay_on(layer, place, point);
        canvas.write(
            static_cast<std::size_t>(y) * static_cast<std::size_t>(canvas.edge) + static_cast<std::size_t>(x),
            point);
      }
    }
  }
  canvas.finish();

  if (!whole) {
    for (TextureRef& texture : m.textures)
      if (texture.present()) texture.uv_set = 1;
  }
  const auto drawn = [&](std::int32_t image) {
    TextureRef texture;
    texture.image = image;
    texture.wrap_u = texture.wrap_v = Wrap::ClampToEdge;
    return texture;
  };
  if (m.specular_glossiness) {
    m.texture(TextureSlot::Diffuse) = TextureRef();
    m.texture(TextureSlot::SpecularGlossiness) = TextureRef();
    if (!with_surface) m.roughness = 1 - m.glossiness;
    m.metallic = 0;
    m.specular_glossiness = false;
  }
  m.base_color = glm::vec4(1);
  m.texture(TextureSlot::BaseColor) = drawn(kBakedColor);
  out.color = std::move(canvas.color);
  if (with_surface) {
    m.metallic = m.roughness = 1;
    m.texture(TextureSlot::MetallicRoughness) = drawn(kBakedSurface);
    out.surface = std::move(canvas.surface);
  }
  const bool cut =
      std::any_of(input.layers.begin(), input.layers.end(), [](const auto& l) { return l.cuts; });
  if (cut && m.alpha_mode == AlphaMode::Opaque) {
    m.alpha_mode = AlphaMode::Mask;
    m.alpha_cutoff = 0.5f;
    m.double_sided = true;
  }
  return out;
}

}  // namespace bandaji
