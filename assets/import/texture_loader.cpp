#include "assets/import/texture_loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <mutex>

#include "assets/import/image_decode.h"
#include "assets/parallel.h"
#include "assets/text.h"

namespace bandaji {
namespace {

std::size_t texel_count(const Image& image) {
  return static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
}

// One value a texel: a color channel, or the mean of all colors.
std::uint8_t brightness(const std::uint8_t* texel, int channels) {
  if (channels <= 2) return texel[0];
  return static_cast<std::uint8_t>((texel[0] * 54 + texel[1] * 183 + texel[2] * 19) >> 8);
}

Image fitted(Image image, int width, int height) {
  return image.width == width && image.height == height ? image : resize(image, width, height);
}

// Normal maps are mostly blue, height maps mostly gray.
bool is_normal_map(const Image& image) {
  if (image.channels < 3) return false;
  std::uint64_t red = 0, green = 0, blue = 0;
  const auto step = static_cast<std::size_t>(image.channels);
  for (std::size_t i = 0; i + step <= image.pixels.size(); i += step) {
    red += image.pixels[i];
    green += image.pixels[i + 1];
    blue += image.pixels[i + 2];
  }
  const double texels = static_cast<double>(std::max<std::size_t>(1, texel_count(image)));
  const double r = static_cast<double>(red) / texels, g = static_cast<double>(green) / texels,
               b = static_cast<double>(blue) / texels;
  return b > 150 && b > r + 30 && b > g + 30 && std::abs(r - 128) < 50 && std::abs(g - 128) < 50;
}

Image normals_from_height(const Image& height, float scale) {
  Image out{height.width, height.height, 3, ColorEncoding::Linear, {}};
  out.pixels.resize(texel_count(height) * 3);
  const auto at = [&](int x, int y) {  // Repeats at the borders, as most cloth does.
    const auto column = static_cast<std::size_t>((x + height.width) % height.width);
    const auto row = static_cast<std::size_t>((y + height.height) % height.height);
    return static_cast<float>(
               brightness(&height.pixels[(row * static_cast<std::size_t>(height.width) + column) *
                                         static_cast<std::size_t>(height.channels)],
                          height.channels)) /
           255.0f;
  };
  std::size_t i = 0;
  for (int y = 0; y < height.height; ++y) {
    for (int x = 0; x < height.width; ++x) {
      const float dx = at(x + 1, y) - at(x - 1, y);
      const float dy = at(x, y - 1) - at(x, y + 1);  // Up in the picture.
      const glm::vec3 n = glm::normalize(glm::vec3(-dx * 2.0f * scale, -dy * 2.0f * scale, 1.0f));
      for (int c = 0; c < 3; ++c)
        out.pixels[i++] = static_cast<std::uint8_t>(std::lround((n[c] * 0.5f + 0.5f) * 255.0f));
    }
  }
  return out;
}

}  // namespace

TextureLoader::Source TextureLoader::add_source(const std::string& key, SourceEntry entry) {
  const auto place = static_cast<Source>(sources_.size());
  sources_.push_back(std::move(entry));
  source_keys_.emplace(key, place);
  return place;
}

TextureLoader::Source TextureLoader::file(std::string_view asked, std::string_view folder) {
  const auto path = files_.find(asked, folder, FilePurpose::Picture);
  if (!path) return -1;
  const std::string key = "file:" + *path;
  if (const auto known = source_keys_.find(key); known != source_keys_.end()) return known->second;
  SourceEntry entry;
  entry.name = *path;
  if (auto mapped = files_.read(*path)) {
    entry.bytes = (*mapped)->bytes();
    entry.keep = std::move(*mapped);
  } else {
    entry.problem = mapped.error().message;
  }
  return add_source(key, std::move(entry));
}

TextureLoader::Source TextureLoader::embedded(const std::string& key,
                                              std::shared_ptr<const std::vector<std::byte>> bytes) {
  if (const auto known = source_keys_.find("embedded:" + key); known != source_keys_.end())
    return known->second;
  SourceEntry entry;
  entry.name = "embedded";
  entry.bytes = *bytes;
  entry.keep = std::move(bytes);
  return add_source("embedded:" + key, std::move(entry));
}

TextureLoader::Source TextureLoader::embedded(const std::string& key, std::shared_ptr<const void> owner,
                                              std::span<const std::byte> part) {
  if (const auto known = source_keys_.find("embedded:" + key); known != source_keys_.end())
    return known->second;
  SourceEntry entry;
  entry.name = "embedded";
  entry.bytes = part;
  entry.keep = std::move(owner);
  return add_source("embedded:" + key, std::move(entry));
}

TextureLoader::Source TextureLoader::pixels(const std::string& key, Image image) {
  if (const auto known = source_keys_.find("embedded:" + key); known != source_keys_.end())
    return known->second;
  SourceEntry entry;
  entry.name = "embedded";
  entry.decoded = std::move(image);
  return add_source("embedded:" + key, std::move(entry));
}

std::int32_t TextureLoader::add_request(const Request& request) {
  const auto known = std::find(requests_.begin(), requests_.end(), request);
  if (known != requests_.end()) return static_cast<std::int32_t>(known - requests_.begin());
  for (const Source source : {request.first, request.second}) {
    if (source >= 0) ++sources_[static_cast<std::size_t>(source)].uses;
  }
  requests_.push_back(request);
  return static_cast<std::int32_t>(requests_.size() - 1);
}

std::int32_t TextureLoader::plain(Source source, ColorEncoding encoding) {
  return source < 0 ? -1 : add_request({Kind::Plain, source, -1, encoding, false, 1});
}

std::int32_t TextureLoader::color_with_opacity(Source color, Source opacity) {
  if (opacity < 0 || opacity == color) return plain(color, ColorEncoding::Srgb);
  return add_request({Kind::ColorWithOpacity, color, opacity, ColorEncoding::Srgb, false, 1});
}

std::int32_t TextureLoader::metallic_roughness(Source roughness, bool is_glossiness, Source metallic) {
  if (roughness < 0 && metallic < 0) return -1;
  return add_request({Kind::MetallicRoughness, roughness, metallic, ColorEncoding::Linear, is_glossiness, 1});
}

std::int32_t TextureLoader::normal_or_height(Source source, float height_scale) {
  return source < 0
             ? -1
             : add_request({Kind::NormalOrHeight, source, -1, ColorEncoding::Linear, false, height_scale});
}

Image TextureLoader::make(const Request& request) {
  const auto decoded = [&](Source source) -> Image& {
    return sources_[static_cast<std::size_t>(source)].decoded;
  };
  const auto usable = [&](Source source) { return source >= 0 && !decoded(source).empty(); };
  Image result;
  switch (request.kind) {
    case Kind::Plain: {
      if (!usable(request.first)) return {};
      if (sources_[static_cast<std::size_t>(request.first)].uses == 1) {
        result = std::move(decoded(request.first));
      } else {
        result = decoded(request.first);
      }
      break;
    }
    case Kind::NormalOrHeight: {
      if (!usable(request.first)) return {};
      const Image& picture = decoded(request.first);
      result = is_normal_map(picture) ? picture : normals_from_height(picture, request.scale);
      break;
    }
    case Kind::ColorWithOpacity: {
      if (!usable(request.first) && !usable(request.second)) return {};
      if (!usable(request.second)) return decoded(request.first);
      const Image& shape = usable(request.first) ? decoded(request.first) : decoded(request.second);
      const Image mask = fitted(decoded(request.second), shape.width, shape.height);
      const bool by_alpha = has_translucent_texel(mask);
      result = Image{shape.width, shape.height, 4, ColorEncoding::Srgb, {}};
      result.pixels.assign(texel_count(shape) * 4, 255);
      for (std::size_t i = 0; i < texel_count(shape); ++i) {
        std::uint8_t* out = &result.pixels[i * 4];
        if (usable(request.first)) {
          const std::uint8_t* color = &shape.pixels[i * static_cast<std::size_t>(shape.channels)];
          for (std::size_t c = 0; c < 3; ++c) out[c] = color[shape.channels >= 3 ? c : 0];
        }
        const std::uint8_t* texel = &mask.pixels[i * static_cast<std::size_t>(mask.channels)];
        out[3] = by_alpha ? texel[mask.channels - 1] : brightness(texel, mask.channels);
      }
      return result;
    }
    case Kind::MetallicRoughness: {
      const bool rough = usable(request.first), metal = usable(request.second);
      if (!rough && !metal) return {};
      const Image& shape = rough ? decoded(request.first) : decoded(request.second);
      const Image other =
          rough && metal ? fitted(decoded(request.second), shape.width, shape.height) : Image();
      result = Image{shape.width, shape.height, 3, ColorEncoding::Linear, {}};
      result.pixels.assign(texel_count(shape) * 3, 255);
      for (std::size_t i = 0; i < texel_count(shape); ++i) {
        const std::uint8_t value =
            brightness(&shape.pixels[i * static_cast<std::size_t>(shape.channels)], shape.channels);
        if (rough) result.pixels[i * 3 + 1] = request.invert ? static_cast<std::uint8_t>(255 - value) : value;
        if (rough && metal) {
          result.pixels[i * 3 + 2] =
              brightness(&other.pixels[i * static_cast<std::size_t>(other.channels)], other.channels);
        } else if (metal) {
          result.pixels[i * 3 + 2] = value;
        }
      }
      return result;
    }
  }
  result.encoding = request.encoding;
  return result;
}

void TextureLoader::load(Model& model, std::vector<std::string>& warnings,
                         const std::function<void(float)>& progress) {
  std::mutex reporting;
  std::size_t done = 0;
  parallel_for(sources_.size(), [&](std::size_t i) {
    SourceEntry& source = sources_[i];
    if (source.uses > 0 && source.decoded.empty() && source.problem.empty()) {
      // The encoding only matters for how a too large picture is shrunk.
      auto image = decode_image(source.bytes, ColorEncoding::Srgb, max_edge_);
      if (image) {
        source.decoded = std::move(*image);
      } else {
        source.problem = image.error().message;
      }
    }
    const std::lock_guard lock(reporting);
    ++done;
    if (progress) progress(static_cast<float>(done) / static_cast<float>(sources_.size()));
  });
  for (SourceEntry& source : sources_) {
    if (source.problem.empty()) continue;
    warnings.push_back(
        fmt::format("The texture “{}” was left out. {}", for_display(source.name, 300), source.problem));
    files_.mark_unreadable(source.name, source.problem);
  }
  std::vector<Image> made(requests_.size());
  parallel_for(requests_.size(), [&](std::size_t i) { made[i] = make(requests_[i]); });

  std::vector<std::int32_t> place(requests_.size(), -1);
  for (std::size_t i = 0; i < made.size(); ++i) {
    if (made[i].empty()) continue;
    place[i] = static_cast<std::int32_t>(model.images.size());
    model.images.push_back(std::move(made[i]));
    const Source named = requests_[i].first >= 0 ? requests_[i].first : requests_[i].second;
    model.image_names.push_back(sources_[static_cast<std::size_t>(named)].name);
  }
  for (Material& material : model.materials) {
    for (TextureRef& texture : material.textures) {
      if (texture.image >= 0) texture.image = place[static_cast<std::size_t>(texture.image)];
    }
  }
}

}  // namespace bandaji
