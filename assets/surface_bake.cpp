#include "assets/surface_bake.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <optional>

#include "assets/parallel.h"
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
    const auto& encode = srgb_encode_table();
    for (std::size_t c = 0; c < 3; ++c) {
      const float linear = std::clamp(point.color[static_cast<int>(c)], 0.0f, 1.0f);
      color.pixels[4 * texel + c] = encode[static_cast<std::size_t>(linear * 16383.0f)];
    }
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
    // To an uncovered texel from a covered neighbor; afterwards only those beside the new ones can get a
    // color.
    const auto source_of = [&](std::size_t i) {
      const std::size_t x = i % n, y = i / n;
      return x > 0 && covered[i - 1]       ? i - 1
             : x + 1 < n && covered[i + 1] ? i + 1
             : y > 0 && covered[i - n]     ? i - n
             : y + 1 < n && covered[i + n] ? i + n
                                           : i;
    };
    std::vector<std::pair<std::size_t, std::size_t>> next;
    for (std::size_t i = 0; i < n * n; ++i)
      if (!covered[i])
        if (const std::size_t from = source_of(i); from != i) next.emplace_back(i, from);
    for (int pass = 0; pass < kBleed; ++pass) {
      for (const auto& [to, from] : next) copy(to, from);
      for (const auto& [to, from] : next) covered[to] = 1;
      std::vector<std::size_t> beside;
      for (const auto& [to, from] : next)
        for (const std::size_t i : {to - 1, to + 1, to - n, to + n})
          if (i < n * n && !covered[i]) beside.push_back(i);
      std::sort(beside.begin(), beside.end());
      beside.erase(std::unique(beside.begin(), beside.end()), beside.end());
      next.clear();
      for (const std::size_t i : beside)
        if (const std::size_t from = source_of(i); from != i) next.emplace_back(i, from);
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
  std::vector<LayerSpread> spreads(input.layers.begin(), input.layers.end());
  for (int x = 0; x < kSamples; ++x)
    for (int y = 0; y < kSamples; ++y)
      for (int z = 0; z < kSamples; ++z) {
        const glm::vec3 share = (glm::vec3(x, y, z) + 0.5f) / static_cast<float>(kSamples);
        SurfacePlace place;
        place.position = glm::vec3(input.to_space * glm::vec4(glm::mix(bounds.min, bounds.max, share), 1));
        place.ground = input.ground;
        place.top = input.top;
        SurfacePoint point = bare;
        for (std::size_t l = 0; l < spreads.size(); ++l)
          if (!input.layers[l].cuts) lay_on(input.layers[l], spreads[l].at(place), point);
        sum.color += point.color;
        sum.roughness += point.roughness;
        sum.metallic += point.metallic;
      }
  const float n = kSamples * kSamples * kSamples;
  material.base_color = glm::vec4(sum.color / n, material.base_color.a);
  material.roughness = sum.roughness / n;
  material.metallic = sum.metallic / n;
}

// In steps, so that a little more cloth does not need four times the texels.
int edge_of(float texels, int largest) {
  constexpr int kStep = 64, kSmallest = 128;
  const float steps = std::ceil(std::min(texels, static_cast<float>(largest)) / float{kStep});
  return std::clamp(static_cast<int>(steps) * kStep, kSmallest, std::max(largest, kSmallest));
}

// Double area of the triangles of a mesh, in space and in texture coordinates.
std::pair<double, double> areas(std::span<const std::uint32_t> indices,
                                const std::vector<glm::vec3>& positions, std::span<const glm::vec2> uv) {
  double area = 0, uv_area = 0;
  for (std::size_t i = 0; i + 2 < indices.size(); i += 3) {
    const std::uint32_t a = indices[i], b = indices[i + 1], c = indices[i + 2];
    area += static_cast<double>(
        glm::length(glm::cross(positions[b] - positions[a], positions[c] - positions[a])));
    const glm::vec2 ab = uv[b] - uv[a], ac = uv[c] - uv[a];
    uv_area += static_cast<double>(std::abs(ab.x * ac.y - ab.y * ac.x));
  }
  return {area, uv_area};
}

// One mesh while its pictures are made: first all bands are spread, then all are drawn, each by any thread.
//
// Where layers lie is worked out for every second texel, and in between by proportion: noise costs far more
// than all else, and nothing in it is finer than that.  At the edges of a piece, where a neighbor is missing,
// it is worked out exactly.
class SurfaceBake {
 public:
  explicit SurfaceBake(const SurfaceBakeInput& input);

  // Pieces of the pictures; 0 when there are none.
  std::size_t bands() const { return triangles_.size(); }
  std::size_t texels() const { return canvas_.covered.size(); }
  void make_room();
  void spread(std::size_t band);
  void draw(std::size_t band);
  SurfaceBakeOutput finish();

 private:
  static constexpr int kBandRows = 64;

  template <class Visit>
  void visit_texels(std::size_t band, int divisor, const Visit& visit) const;
  // Amounts of the smooth layers by proportion; false where a neighbor is missing.
  bool blend(int x, int y, std::span<float> amounts) const;

  const SurfaceBakeInput& input_;
  SurfaceBakeOutput out_;
  BareSurface bare_;
  std::vector<glm::vec3> positions_;
  std::span<const glm::vec2> uv_;
  glm::mat3 turn_{1};
  bool whole_ = false, with_surface_ = false;
  int edge_ = 0;
  Canvas canvas_;
  std::vector<std::vector<std::uint32_t>> triangles_;  // Of each band, in the order of the mesh.
  std::vector<std::size_t> smooth_;                    // Layers that are spread before they are drawn.
  std::vector<std::uint8_t> spread_, spread_there_;    // For every second texel.
};

SurfaceBake::SurfaceBake(const SurfaceBakeInput& input) : input_(input), bare_(input, *input.material) {
  const BakedMesh& mesh = *input.mesh;
  out_.material = *input.material;
  Material& m = out_.material;
  const bool uses_uv1 =
      !mesh.uv1.empty() && std::any_of(m.textures.begin(), m.textures.end(),
                                       [](const auto& t) { return t.present() && t.uv_set == 1; });
  whole_ = lies_once(mesh.uv0, mesh.indices);
  uv_ = mesh.uv0;
  if (!whole_) {
    // Paint belongs to the coordinates it was painted for; where those lie more than once it is laid out all
    // the same, only in other places.
    if (!uses_uv1) out_.uv0 = lay_side_by_side(mesh.positions, mesh.uv0, mesh.indices, 0.006f);
    if (out_.uv0.empty()) {
      change_factors(input, mesh.bounds, m);
      return;
    }
    out_.uv1.assign(mesh.uv0.begin(), mesh.uv0.end());
    if (out_.uv1.empty()) out_.uv1.assign(mesh.vertex_count, glm::vec2(0));
    uv_ = out_.uv0;
  }
  positions_.resize(mesh.vertex_count);
  for (std::size_t v = 0; v < positions_.size(); ++v)
    positions_[v] = glm::vec3(input.to_space * glm::vec4(mesh.positions[v], 1));
  turn_ = glm::transpose(glm::inverse(glm::mat3(input.to_space)));
  // As fine as cloth is looked at, or as the picture was.
  const auto [area, uv_area] = areas(mesh.indices, positions_, uv_);
  const float wanted =
      uv_area > 2e-9 ? kTexelsPerMetre * static_cast<float>(std::sqrt(area / uv_area)) : 256.0f;
  const float finest = std::max(wanted, whole_ ? static_cast<float>(bare_.edge()) : 0.0f);
  edge_ = edge_of(finest * input.detail, input.largest_edge);
  with_surface_ = std::any_of(input.layers.begin(), input.layers.end(), [](const SurfaceLayer& l) {
    return !l.cuts && (l.roughness_share > 0 || l.metallic_share < 1);
  });
  for (std::size_t l = 0; l < input.layers.size(); ++l)
    if (spreads_smoothly(input.layers[l])) smooth_.push_back(l);
  triangles_.resize(static_cast<std::size_t>((edge_ + kBandRows - 1) / kBandRows));
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
    const float a = uv_[mesh.indices[i]].y, b = uv_[mesh.indices[i + 1]].y, c = uv_[mesh.indices[i + 2]].y;
    // A row more on both sides, for the coarser grid of amounts.
    const float low = std::min({a, b, c}) * static_cast<float>(edge_) - 2,
                high = std::max({a, b, c}) * static_cast<float>(edge_) + 2;
    const int last = static_cast<int>(triangles_.size()) - 1;
    const int from = std::clamp(static_cast<int>(low) / kBandRows, 0, last),
              to = std::clamp(static_cast<int>(high) / kBandRows, 0, last);
    for (int band = from; band <= to; ++band)
      triangles_[static_cast<std::size_t>(band)].push_back(static_cast<std::uint32_t>(i));
  }
}

void SurfaceBake::make_room() {
  if (bands() == 0) return;
  canvas_ = canvas_of(edge_, with_surface_);
  const auto half = static_cast<std::size_t>(edge_ / 2);
  spread_.resize(half * half * smooth_.size());
  spread_there_.assign(half * half, 0);
}

template <class Visit>
void SurfaceBake::visit_texels(std::size_t band, int divisor, const Visit& visit) const {
  const BakedMesh& mesh = *input_.mesh;
  const int size = edge_ / divisor;
  const auto edge = static_cast<float>(size);
  const int first_row = static_cast<int>(band) * kBandRows / divisor,
            end_row = std::min(first_row + kBandRows / divisor, size);
  SurfacePlace place;
  place.ground = input_.ground;
  place.top = input_.top;
  for (const std::uint32_t i : triangles_[band]) {
    const std::uint32_t v[3] = {mesh.indices[i], mesh.indices[i + 1], mesh.indices[i + 2]};
    const glm::vec2 a = uv_[v[0]] * edge, b = uv_[v[1]] * edge, c = uv_[v[2]] * edge;
    const float twice = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    if (!(std::abs(twice) >= 1e-9f)) continue;
    const int left = std::max(0, static_cast<int>(std::floor(std::min({a.x, b.x, c.x}) - 0.5f)));
    const int right = std::min(size - 1, static_cast<int>(std::ceil(std::max({a.x, b.x, c.x}) - 0.5f)));
    const int upper = std::max(first_row, static_cast<int>(std::floor(std::min({a.y, b.y, c.y}) - 0.5f)));
    const int lower = std::min(end_row - 1, static_cast<int>(std::ceil(std::max({a.y, b.y, c.y}) - 0.5f)));
    const float by = 1 / twice;
    for (int y = upper; y <= lower; ++y) {
      for (int x = left; x <= right; ++x) {
        const glm::vec2 p(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
        const float w0 = ((b.x - p.x) * (c.y - p.y) - (b.y - p.y) * (c.x - p.x)) * by;
        const float w1 = ((c.x - p.x) * (a.y - p.y) - (c.y - p.y) * (a.x - p.x)) * by;
        const float w2 = 1 - w0 - w1;
        if (w0 < -1e-4f || w1 < -1e-4f || w2 < -1e-4f) continue;
        place.position = positions_[v[0]] * w0 + positions_[v[1]] * w1 + positions_[v[2]] * w2;
        const glm::vec3 normal =
            mesh.normals.empty()
                ? glm::cross(positions_[v[1]] - positions_[v[0]], positions_[v[2]] - positions_[v[0]])
                : turn_ * (decoded(mesh.normals[v[0]]) * w0 + decoded(mesh.normals[v[1]]) * w1 +
                           decoded(mesh.normals[v[2]]) * w2);
        const float length = glm::length(normal);
        place.normal = length > 1e-12f ? normal / length : glm::vec3(0, 1, 0);
        place.uv =
            mesh.uv0.empty() ? p / edge : mesh.uv0[v[0]] * w0 + mesh.uv0[v[1]] * w1 + mesh.uv0[v[2]] * w2;
        visit(x, y, place);
      }
    }
  }
}

void SurfaceBake::spread(std::size_t band) {
  if (smooth_.empty()) return;
  std::vector<LayerSpread> spreads;
  for (const std::size_t l : smooth_) spreads.emplace_back(input_.layers[l]);
  const auto half = static_cast<std::size_t>(edge_ / 2);
  visit_texels(band, 2, [&](int x, int y, const SurfacePlace& place) {
    const std::size_t texel = static_cast<std::size_t>(y) * half + static_cast<std::size_t>(x);
    for (std::size_t s = 0; s < spreads.size(); ++s)
      spread_[texel * spreads.size() + s] = quantize_unorm8(spreads[s].at(place));
    spread_there_[texel] = 1;
  });
}

bool SurfaceBake::blend(int x, int y, std::span<float> amounts) const {
  const int half = edge_ / 2, left = (x + 1) / 2 - 1, upper = (y + 1) / 2 - 1;
  if (left < 0 || upper < 0 || left + 1 >= half || upper + 1 >= half) return false;
  const std::size_t row = static_cast<std::size_t>(half);
  const std::size_t a = static_cast<std::size_t>(upper) * row + static_cast<std::size_t>(left);
  if (!(spread_there_[a] & spread_there_[a + 1] & spread_there_[a + row] & spread_there_[a + row + 1]))
    return false;
  const float u = x % 2 == 0 ? 0.75f : 0.25f, v = y % 2 == 0 ? 0.75f : 0.25f;
  const std::size_t count = amounts.size();
  for (std::size_t s = 0; s < count; ++s) {
    const auto at = [&](std::size_t texel) { return static_cast<float>(spread_[texel * count + s]); };
    const float above = at(a) * (1 - u) + at(a + 1) * u, below = at(a + row) * (1 - u) + at(a + row + 1) * u;
    amounts[s] = (above * (1 - v) + below * v) * (1.0f / 255.0f);
  }
  return true;
}

void SurfaceBake::draw(std::size_t band) {
  std::vector<LayerSpread> spreads(input_.layers.begin(), input_.layers.end());
  std::vector<float> blended(smooth_.size());
  visit_texels(band, 1, [&](int x, int y, const SurfacePlace& place) {
    SurfacePoint point = bare_.at(place.uv);
    for (const PaintLayer& layer : input_.paints) lay_on(layer, place, point);
    const bool known = blend(x, y, blended);
    std::size_t next = 0;
    for (std::size_t l = 0; l < spreads.size(); ++l) {
      const bool is_smooth = next < smooth_.size() && smooth_[next] == l;
      lay_on(input_.layers[l], is_smooth && known ? blended[next] : spreads[l].at(place), point);
      if (is_smooth) ++next;
    }
    canvas_.write(static_cast<std::size_t>(y) * static_cast<std::size_t>(edge_) + static_cast<std::size_t>(x),
                  point);
  });
}

SurfaceBakeOutput SurfaceBake::finish() {
  if (bands() == 0) return std::move(out_);
  canvas_.finish();
  Material& m = out_.material;
  if (!whole_) {
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
    if (!with_surface_) m.roughness = 1 - m.glossiness;
    m.metallic = 0;
    m.specular_glossiness = false;
  }
  m.base_color = glm::vec4(1);
  m.texture(TextureSlot::BaseColor) = drawn(kBakedColor);
  out_.color = std::move(canvas_.color);
  if (with_surface_) {
    m.metallic = m.roughness = 1;
    m.texture(TextureSlot::MetallicRoughness) = drawn(kBakedSurface);
    out_.surface = std::move(canvas_.surface);
  }
  const bool cut =
      std::any_of(input_.layers.begin(), input_.layers.end(), [](const auto& l) { return l.cuts; });
  if (cut && m.alpha_mode == AlphaMode::Opaque) {
    m.alpha_mode = AlphaMode::Mask;
    m.alpha_cutoff = 0.5f;
    m.double_sided = true;
  }
  return std::move(out_);
}

}  // namespace

void bake_surfaces(std::span<const SurfaceBakeInput> inputs, const BakedSurface& done, std::stop_token stop) {
  // Several at once keep all cores busy to the end; as many as are drawn within this many texels.
  constexpr std::size_t kTexelsAtOnce = 20'000'000;
  std::vector<std::optional<SurfaceBake>> bakes(inputs.size());
  parallel_for(inputs.size(), [&](std::size_t i) {
    if (!stop.stop_requested()) bakes[i].emplace(inputs[i]);
  });
  if (stop.stop_requested()) return;
  for (std::size_t first = 0; first < bakes.size();) {
    std::size_t end = first, texels = 0;
    std::vector<std::pair<SurfaceBake*, std::size_t>> bands;
    for (; end < bakes.size() && (end == first || texels < kTexelsAtOnce); ++end) {
      SurfaceBake& bake = *bakes[end];
      bake.make_room();
      texels += bake.texels();
      for (std::size_t band = 0; band < bake.bands(); ++band) bands.emplace_back(&bake, band);
    }
    parallel_for(bands.size(), [&](std::size_t i) {
      if (!stop.stop_requested()) bands[i].first->spread(bands[i].second);
    });
    parallel_for(bands.size(), [&](std::size_t i) {
      if (!stop.stop_requested()) bands[i].first->draw(bands[i].second);
    });
    parallel_for(end - first, [&](std::size_t i) {
      if (stop.stop_requested()) return;
      done(first + i, bakes[first + i]->finish());
      bakes[first + i].reset();
    });
    if (stop.stop_requested()) return;
    first = end;
  }
}

}  // namespace bandaji
