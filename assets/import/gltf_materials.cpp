#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "assets/import/file_names.h"
#include "assets/import/gltf_import.h"
#include "assets/text.h"

namespace bandaji {
namespace {

using Json = nlohmann::json;
using Doc = GltfDocument;

glm::vec3 color_of(const Json& object, const char* name, const glm::vec3& otherwise) {
  const std::vector<float> c = Doc::numbers(object, name, {otherwise.r, otherwise.g, otherwise.b});
  return {c[0], c[1], c[2]};
}

// The texture coordinates a textureInfo names.
std::int64_t texture_set_of(const Json& info) {
  const std::int64_t own = Doc::integer(info, "texCoord", 0);
  const Json& transform = Doc::extension(info, "KHR_texture_transform");
  return transform.is_null() ? own : Doc::integer(transform, "texCoord", own);
}

class MaterialReader {
 public:
  MaterialReader(GltfDocument& document, TextureLoader& textures, GltfModel& out)
      : document_(document), textures_(textures), out_(out) {}

  Material read(const Json& from) {
    Material m;
    m.name = to_nfc(Doc::text(from, "name"));
    static const Json kNone;
    const auto core = from.is_object() ? from.find("pbrMetallicRoughness") : from.end();
    const Json& pbr = core == from.end() ? kNone : *core;
    const std::vector<float> base = Doc::numbers(pbr, "baseColorFactor", {1, 1, 1, 1});
    m.base_color = {base[0], base[1], base[2], base[3]};
    m.metallic = Doc::number(pbr, "metallicFactor", 1);
    m.roughness = Doc::number(pbr, "roughnessFactor", 1);
    texture(pbr, "baseColorTexture", TextureSlot::BaseColor, m);
    texture(pbr, "metallicRoughnessTexture", TextureSlot::MetallicRoughness, m);
    m.normal_scale = scale_of(texture(from, "normalTexture", TextureSlot::Normal, m), "scale");
    m.occlusion_strength = scale_of(texture(from, "occlusionTexture", TextureSlot::Occlusion, m), "strength");
    texture(from, "emissiveTexture", TextureSlot::Emissive, m);
    m.emissive = color_of(from, "emissiveFactor", glm::vec3(0));
    const std::string alpha = Doc::text(from, "alphaMode");
    m.alpha_mode =
        alpha == "MASK" ? AlphaMode::Mask : (alpha == "BLEND" ? AlphaMode::Blend : AlphaMode::Opaque);
    m.alpha_cutoff = Doc::number(from, "alphaCutoff", 0.5f);
    m.double_sided = Doc::flag(from, "doubleSided", false);
    m.unlit = !Doc::extension(from, "KHR_materials_unlit").is_null();
    read_layers(from, m);
    return m;
  }

 private:
  static float scale_of(const Json& info, const char* name) { return Doc::number(info, name, 1); }

  void read_layers(const Json& from, Material& m) {
    if (const Json& e = Doc::extension(from, "KHR_materials_emissive_strength"); !e.is_null()) {
      m.emissive *= Doc::number(e, "emissiveStrength", 1);
    }
    if (const Json& e = Doc::extension(from, "KHR_materials_ior"); !e.is_null())
      m.ior = Doc::number(e, "ior", 1.5f);
    if (const Json& e = Doc::extension(from, "KHR_materials_dispersion"); !e.is_null())
      m.dispersion = Doc::number(e, "dispersion", 0);
    if (const Json& e = Doc::extension(from, "KHR_materials_specular"); !e.is_null()) {
      m.specular = Doc::number(e, "specularFactor", 1);
      m.specular_color = color_of(e, "specularColorFactor", glm::vec3(1));
      texture(e, "specularTexture", TextureSlot::Specular, m);
      texture(e, "specularColorTexture", TextureSlot::SpecularColor, m);
    }
    if (const Json& e = Doc::extension(from, "KHR_materials_clearcoat"); !e.is_null()) {
      m.clearcoat = Doc::number(e, "clearcoatFactor", 0);
      m.clearcoat_roughness = Doc::number(e, "clearcoatRoughnessFactor", 0);
      texture(e, "clearcoatTexture", TextureSlot::Clearcoat, m);
      texture(e, "clearcoatRoughnessTexture", TextureSlot::ClearcoatRoughness, m);
      m.clearcoat_normal_scale =
          scale_of(texture(e, "clearcoatNormalTexture", TextureSlot::ClearcoatNormal, m), "scale");
    }
    if (const Json& e = Doc::extension(from, "KHR_materials_sheen"); !e.is_null()) {
      m.sheen_color = color_of(e, "sheenColorFactor", glm::vec3(0));
      m.sheen_roughness = Doc::number(e, "sheenRoughnessFactor", 0);
      texture(e, "sheenColorTexture", TextureSlot::SheenColor, m);
      texture(e, "sheenRoughnessTexture", TextureSlot::SheenRoughness, m);
    }
    if (const Json& e = Doc::extension(from, "KHR_materials_transmission"); !e.is_null()) {
      m.transmission = Doc::number(e, "transmissionFactor", 0);
      texture(e, "transmissionTexture", TextureSlot::Transmission, m);
    }
    if (const Json& e = Doc::extension(from, "KHR_materials_volume"); !e.is_null()) {
      m.thickness = Doc::number(e, "thicknessFactor", 0);
      m.attenuation_distance = std::max(0.0f, Doc::number(e, "attenuationDistance", 0));
      m.attenuation_color = color_of(e, "attenuationColor", glm::vec3(1));
      texture(e, "thicknessTexture", TextureSlot::Thickness, m);
    }
    if (const Json& e = Doc::extension(from, "KHR_materials_iridescence"); !e.is_null()) {
      m.iridescence = Doc::number(e, "iridescenceFactor", 0);
      m.iridescence_ior = Doc::number(e, "iridescenceIor", 1.3f);
      m.iridescence_thickness_min_nm = Doc::number(e, "iridescenceThicknessMinimum", 100);
      m.iridescence_thickness_max_nm = Doc::number(e, "iridescenceThicknessMaximum", 400);
      texture(e, "iridescenceTexture", TextureSlot::Iridescence, m);
      texture(e, "iridescenceThicknessTexture", TextureSlot::IridescenceThickness, m);
    }
    if (const Json& e = Doc::extension(from, "KHR_materials_anisotropy"); !e.is_null()) {
      m.anisotropy = Doc::number(e, "anisotropyStrength", 0);
      m.anisotropy_rotation_radians = Doc::number(e, "anisotropyRotation", 0);
      texture(e, "anisotropyTexture", TextureSlot::Anisotropy, m);
    }
    if (const Json& e = Doc::extension(from, "KHR_materials_diffuse_transmission"); !e.is_null()) {
      m.diffuse_transmission = Doc::number(e, "diffuseTransmissionFactor", 0);
      m.diffuse_transmission_color = color_of(e, "diffuseTransmissionColorFactor", glm::vec3(1));
      texture(e, "diffuseTransmissionTexture", TextureSlot::DiffuseTransmission, m);
      texture(e, "diffuseTransmissionColorTexture", TextureSlot::DiffuseTransmissionColor, m);
    }
    if (const Json& e = Doc::extension(from, "KHR_materials_pbrSpecularGlossiness"); !e.is_null()) {
      m.specular_glossiness = true;
      const std::vector<float> diffuse = Doc::numbers(e, "diffuseFactor", {1, 1, 1, 1});
      m.base_color = {diffuse[0], diffuse[1], diffuse[2], diffuse[3]};
      m.specular_factor = color_of(e, "specularFactor", glm::vec3(1));
      m.glossiness = Doc::number(e, "glossinessFactor", 1);
      texture(e, "diffuseTexture", TextureSlot::Diffuse, m);
      texture(e, "specularGlossinessTexture", TextureSlot::SpecularGlossiness, m);
    }
  }

  // Sets the slot from a textureInfo and returns it (null when absent).
  const Json& texture(const Json& object, const char* name, TextureSlot slot, Material& material) {
    static const Json kNone;
    if (!object.is_object()) return kNone;
    const auto found = object.find(name);
    if (found == object.end() || !found->is_object()) return kNone;
    const Json& info = *found;
    TextureRef& ref = material.texture(slot);
    const std::int64_t index = Doc::integer(info, "index", -1);
    const Json& all = document_.list("textures");
    if (index < 0 || index >= static_cast<std::int64_t>(all.size())) return info;
    const Json& from = all[static_cast<std::size_t>(index)];
    ref.image = textures_.plain(source(image_of(from)), encoding_of(slot));
    std::int64_t set = texture_set_of(info);
    if (const Json& t = Doc::extension(info, "KHR_texture_transform"); !t.is_null()) {
      const std::vector<float> offset = Doc::numbers(t, "offset", {0, 0});
      const std::vector<float> scale = Doc::numbers(t, "scale", {1, 1});
      const float angle = Doc::number(t, "rotation", 0);
      const float c = std::cos(angle), s = std::sin(angle);
      // Rotation is counter-clockwise as seen, where V runs down.
      ref.uv_transform = {c * scale[0], -s * scale[0], s * scale[1], c * scale[1], offset[0], offset[1]};
    }
    if (set != out_.uv_sets[0] && set != out_.uv_sets[1])
      out_.warnings.push_back(
          fmt::format("The material “{}” uses texture coordinates {}; only two sets are kept.",
                      for_display(material.name, 100), set));
    ref.uv_set = set == out_.uv_sets[1] ? 1 : 0;
    read_sampler(Doc::integer(from, "sampler", -1), ref);
    return info;
  }

  void read_sampler(std::int64_t index, TextureRef& ref) {
    const Json& all = document_.list("samplers");
    if (index < 0 || index >= static_cast<std::int64_t>(all.size())) return;
    const Json& sampler = all[static_cast<std::size_t>(index)];
    const auto wrap = [](std::int64_t value) {
      if (value == 33071) return Wrap::ClampToEdge;
      return value == 33648 ? Wrap::MirroredRepeat : Wrap::Repeat;
    };
    ref.wrap_u = wrap(Doc::integer(sampler, "wrapS", 10497));
    ref.wrap_v = wrap(Doc::integer(sampler, "wrapT", 10497));
    ref.filter = Doc::integer(sampler, "magFilter", 9729) == 9728 ? Filter::Nearest : Filter::Linear;
  }

  // The texture's picture in a format that is read, or that of an extension, whose failure will be reported.
  std::int64_t image_of(const Json& texture) {
    const std::int64_t plain = Doc::integer(texture, "source", -1);
    const std::int64_t webp = Doc::integer(Doc::extension(texture, "EXT_texture_webp"), "source", -1);
    std::int64_t unread = -1;
    for (const char* name : {"KHR_texture_basisu", "EXT_texture_avif", "MSFT_texture_dds"}) {
      if (unread < 0) unread = Doc::integer(Doc::extension(texture, name), "source", -1);
    }
    if (plain < 0 && webp < 0) return unread;
    if (unread >= 0)
      note("Pictures as KTX2, AVIF or DDS are not read; the ordinary ones beside them were used.");
    if (plain < 0) note("WebP textures were read.");
    return plain >= 0 ? plain : webp;
  }

  void note(const char* text) {
    if (std::find(out_.notes.begin(), out_.notes.end(), text) == out_.notes.end())
      out_.notes.emplace_back(text);
  }

  TextureLoader::Source source(std::int64_t index) {
    const Json& all = document_.list("images");
    if (index < 0 || index >= static_cast<std::int64_t>(all.size())) return -1;
    const Json& image = all[static_cast<std::size_t>(index)];
    const std::string key = fmt::format("image {}", index);
    const std::string uri = Doc::text(image, "uri");
    if (Doc::is_data_address(uri)) {
      auto data = Doc::data_address(uri);
      if (!data) return -1;
      return textures_.embedded(key, std::make_shared<const std::vector<std::byte>>(std::move(*data)));
    }
    if (!uri.empty()) return textures_.file(uri, document_.folder());
    auto bytes = document_.view(Doc::integer(image, "bufferView", -1));
    if (!bytes) {
      out_.warnings.push_back(bytes.error().message);
      return -1;
    }
    return textures_.embedded(key, bytes->keep, bytes->bytes);
  }

  GltfDocument& document_;
  TextureLoader& textures_;
  GltfModel& out_;
};

// Sets that the textures of the materials name, each as often as it is named.
void count_sets(const Json& material, std::map<std::int64_t, std::size_t>& counts) {
  std::vector<const Json*> waiting{&material};
  while (!waiting.empty()) {
    const Json& at = *waiting.back();
    waiting.pop_back();
    if (!at.is_structured()) continue;
    for (const auto& [name, inner] : at.items()) {
      if (name.ends_with("Texture") && inner.is_object()) ++counts[texture_set_of(inner)];
      if (name != "extras") waiting.push_back(&inner);
    }
  }
}

}  // namespace

std::array<std::int64_t, 2> uv_sets_of(const GltfDocument& document) {
  std::map<std::int64_t, std::size_t> counts;
  for (const Json& material : document.list("materials")) count_sets(material, counts);
  std::vector<std::pair<std::int64_t, std::size_t>> used;
  for (const auto& entry : counts) {
    if (entry.first >= 0) used.push_back(entry);
  }
  if (used.empty() || used.back().first <= 1) return {0, 1};
  std::stable_sort(used.begin(), used.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  const std::int64_t first = used[0].first;
  const std::int64_t second = used.size() > 1 ? used[1].first : (first == 0 ? 1 : 0);
  return {std::min(first, second), std::max(first, second)};
}

void read_gltf_materials(GltfDocument& document, TextureLoader& textures, GltfModel& out) {
  MaterialReader reader(document, textures, out);
  for (const Json& material : document.list("materials"))
    out.model.materials.push_back(reader.read(material));
}

}  // namespace bandaji
