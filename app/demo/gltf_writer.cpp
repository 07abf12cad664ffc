#include "app/demo/gltf_writer.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "assets/image_export.h"
#include "assets/whole_file.h"

namespace bandaji {
namespace {

using Json = nlohmann::ordered_json;

// Six decimals are finer than any eye and give short, stable numbers.
double number(float value) {
  const double rounded = std::round(static_cast<double>(value) * 1e6) / 1e6;
  return rounded == 0 ? 0.0 : rounded;
}

template <class Vector>
Json numbers(const Vector& v, int count) {
  Json result = Json::array();
  for (int i = 0; i < count; ++i) result.push_back(number(v[i]));
  return result;
}

class Writer {
 public:
  explicit Writer(const Model& model) : model_(model) {}

  Json build(const std::string& stem) {
    json_["asset"] = {{"version", "2.0"}, {"generator", "Bandaji"}};
    json_["scene"] = 0;
    json_["scenes"] = Json::array({Json::object()});
    write_nodes();
    write_meshes();
    write_materials();
    if (!model_.variants.empty()) {
      Json names = Json::array();
      for (const MaterialVariant& v : model_.variants) names.push_back({{"name", v.name}});
      json_["extensions"]["KHR_materials_variants"]["variants"] = names;
      used_.insert("KHR_materials_variants");
    }
    for (std::size_t i = 0; i < model_.images.size(); ++i) {
      json_["images"].push_back({{"uri", model_.image_names[i]}, {"mimeType", "image/png"}});
    }
    if (!used_.empty()) json_["extensionsUsed"] = used_;
    json_["buffers"] = Json::array({{{"uri", stem + ".bin"}, {"byteLength", bytes_.size()}}});
    return std::move(json_);
  }

  const std::vector<std::uint8_t>& bytes() const { return bytes_; }

 private:
  enum class Target { Attributes = 34962, Indices = 34963 };

  template <class Element>
  std::size_t accessor(const std::vector<Element>& values, const char* type, int component, Target target,
                       Json extra = {}) {
    while (bytes_.size() % 4 != 0) bytes_.push_back(0);
    const std::size_t offset = bytes_.size();
    const std::size_t size = values.size() * sizeof(Element);
    bytes_.resize(offset + size);
    std::memcpy(bytes_.data() + offset, values.data(), size);
    json_["bufferViews"].push_back(
        {{"buffer", 0}, {"byteOffset", offset}, {"byteLength", size}, {"target", static_cast<int>(target)}});
    Json entry{{"bufferView", json_["bufferViews"].size() - 1},
               {"componentType", component},
               {"count", values.size()},
               {"type", type}};
    for (auto& [key, value] : extra.items()) entry[key] = value;
    json_["accessors"].push_back(entry);
    return json_["accessors"].size() - 1;
  }

  void write_nodes() {
    for (std::size_t i = 0; i < model_.nodes.size(); ++i) {
      const Node& node = model_.nodes[i];
      Json entry{{"name", node.name}};
      if (node.matrix_only) {
        Json matrix = Json::array();
        for (int c = 0; c < 4; ++c) {
          for (int r = 0; r < 4; ++r) matrix.push_back(number(node.matrix[c][r]));
        }
        entry["matrix"] = matrix;
      } else {
        if (node.translation != glm::vec3(0)) entry["translation"] = numbers(node.translation, 3);
        if (node.rotation != glm::quat(1, 0, 0, 0)) {
          entry["rotation"] = {number(node.rotation.x), number(node.rotation.y), number(node.rotation.z),
                               number(node.rotation.w)};
        }
        if (node.scale != glm::vec3(1)) entry["scale"] = numbers(node.scale, 3);
      }
      if (!node.meshes.empty()) entry["mesh"] = json_mesh_count_++;
      json_["nodes"].push_back(entry);
    }
    for (std::size_t i = 0; i < model_.nodes.size(); ++i) {
      const std::int32_t parent = model_.nodes[i].parent;
      if (parent < 0) {
        json_["scenes"][0]["nodes"].push_back(i);
      } else {
        json_["nodes"][static_cast<std::size_t>(parent)]["children"].push_back(i);
      }
    }
  }

  // One glTF mesh per node, one primitive per Mesh.
  void write_meshes() {
    for (const Node& node : model_.nodes) {
      if (node.meshes.empty()) continue;
      Json entry{{"name", node.meshes.size() == 1 ? model_.meshes[node.meshes.front()].name : node.name}};
      for (const std::uint32_t index : node.meshes) entry["primitives"].push_back(primitive(index));
      json_["meshes"].push_back(entry);
    }
  }

  Json primitive(std::uint32_t index) {
    const Mesh& mesh = model_.meshes[index];
    assert(!mesh.positions.empty() && !mesh.indices.empty());
    glm::vec3 low = mesh.positions.front();
    glm::vec3 high = low;
    for (const glm::vec3& p : mesh.positions) {
      low = glm::min(low, p);
      high = glm::max(high, p);
    }
    constexpr int kFloat = 5126;
    Json entry;
    Json& attributes = entry["attributes"];
    // Bounds are exact: a viewer may compare them with the data.
    Json bounds{{"min", {low.x, low.y, low.z}}, {"max", {high.x, high.y, high.z}}};
    attributes["POSITION"] = accessor(mesh.positions, "VEC3", kFloat, Target::Attributes, bounds);
    if (!mesh.normals.empty())
      attributes["NORMAL"] = accessor(mesh.normals, "VEC3", kFloat, Target::Attributes);
    const bool bumpy =
        mesh.material >= 0 &&
        model_.materials[static_cast<std::size_t>(mesh.material)].texture(TextureSlot::Normal).present();
    if (!mesh.tangents.empty() && bumpy)
      attributes["TANGENT"] = accessor(mesh.tangents, "VEC4", kFloat, Target::Attributes);
    if (!mesh.uv0.empty()) attributes["TEXCOORD_0"] = accessor(mesh.uv0, "VEC2", kFloat, Target::Attributes);
    if (!mesh.uv1.empty()) attributes["TEXCOORD_1"] = accessor(mesh.uv1, "VEC2", kFloat, Target::Attributes);
    if (!mesh.colors.empty()) {  // Sixteen bits hold a linear color without banding, in half the space.
      std::vector<glm::u16vec4> narrow(mesh.colors.size());
      std::transform(mesh.colors.begin(), mesh.colors.end(), narrow.begin(), [](const glm::vec4& c) {
        return glm::u16vec4(glm::clamp(c, 0.0f, 1.0f) * 65535.0f + 0.5f);
      });
      attributes["COLOR_0"] = accessor(narrow, "VEC4", 5123, Target::Attributes, {{"normalized", true}});
    }
    if (mesh.positions.size() < 65535) {
      std::vector<std::uint16_t> narrow(mesh.indices.size());
      std::transform(mesh.indices.begin(), mesh.indices.end(), narrow.begin(),
                     [](std::uint32_t i) { return static_cast<std::uint16_t>(i); });
      entry["indices"] = accessor(narrow, "SCALAR", 5123, Target::Indices);
    } else {
      entry["indices"] = accessor(mesh.indices, "SCALAR", 5125, Target::Indices);
    }
    if (mesh.material >= 0) entry["material"] = mesh.material;
    Json mappings = Json::array();
    for (std::size_t v = 0; v < model_.variants.size(); ++v) {
      for (const auto& [in_mesh, material] : model_.variants[v].materials) {
        if (in_mesh == index) mappings.push_back({{"material", material}, {"variants", {v}}});
      }
    }
    if (!mappings.empty()) entry["extensions"]["KHR_materials_variants"]["mappings"] = mappings;
    return entry;
  }

  Json texture(const TextureRef& ref) {
    const auto wrap = [](Wrap w) {
      return w == Wrap::Repeat ? 10497 : (w == Wrap::ClampToEdge ? 33071 : 33648);
    };
    const Json sampler{{"magFilter", ref.filter == Filter::Nearest ? 9728 : 9729},
                       {"minFilter", 9987},
                       {"wrapS", wrap(ref.wrap_u)},
                       {"wrapT", wrap(ref.wrap_v)}};
    const Json texture{{"sampler", find_or_add("samplers", sampler)}, {"source", ref.image}};
    Json info{{"index", find_or_add("textures", texture)}};
    if (ref.uv_set != 0) info["texCoord"] = ref.uv_set;
    const auto& m = ref.uv_transform;  // Columns: (m0 m1) (m2 m3) (m4 m5).
    if (m != std::array<float, 6>{1, 0, 0, 1, 0, 0}) {
      Json transform;
      const float turn = std::atan2(-m[1], m[0]);
      transform["offset"] = {number(m[4]), number(m[5])};
      if (turn != 0) transform["rotation"] = number(turn);
      transform["scale"] = {number(std::hypot(m[0], m[1])), number(std::hypot(m[2], m[3]))};
      info["extensions"]["KHR_texture_transform"] = transform;
      used_.insert("KHR_texture_transform");
    }
    return info;
  }

  std::size_t find_or_add(const char* list, const Json& value) {
    Json& entries = json_[list];
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i] == value) return i;
    }
    entries.push_back(value);
    return entries.size() - 1;
  }

  void write_materials() {
    Json materials = Json::array();
    for (const Material& m : model_.materials) materials.push_back(material(m));
    if (!materials.empty()) json_["materials"] = std::move(materials);
  }

  Json material(const Material& m) {
    Json entry{{"name", m.name}};
    Json& pbr = entry["pbrMetallicRoughness"];
    const auto put = [&](Json& to, const char* key, TextureSlot slot) {
      if (m.texture(slot).present()) to[key] = texture(m.texture(slot));
    };
    pbr["baseColorFactor"] = numbers(m.base_color, 4);
    put(pbr, "baseColorTexture", TextureSlot::BaseColor);
    const bool packed = m.texture(TextureSlot::MetallicRoughness).present();
    // With a picture the factors multiply it.
    pbr["metallicFactor"] = number(m.metallic);
    pbr["roughnessFactor"] = number(m.roughness);
    if (packed) pbr["metallicRoughnessTexture"] = texture(m.texture(TextureSlot::MetallicRoughness));
    if (m.texture(TextureSlot::Normal).present()) {
      entry["normalTexture"] = texture(m.texture(TextureSlot::Normal));
      if (m.normal_scale != 1) entry["normalTexture"]["scale"] = number(m.normal_scale);
    }
    if (m.texture(TextureSlot::Occlusion).present()) {
      entry["occlusionTexture"] = texture(m.texture(TextureSlot::Occlusion));
      if (m.occlusion_strength != 1) entry["occlusionTexture"]["strength"] = number(m.occlusion_strength);
    }
    const float glow = std::max({m.emissive.x, m.emissive.y, m.emissive.z});
    if (glow > 0) {
      entry["emissiveFactor"] = numbers(m.emissive / std::max(glow, 1.0f), 3);
      if (glow > 1) extension(entry, "KHR_materials_emissive_strength")["emissiveStrength"] = number(glow);
    }
    put(entry, "emissiveTexture", TextureSlot::Emissive);
    if (m.alpha_mode == AlphaMode::Mask) {
      entry["alphaMode"] = "MASK";
      entry["alphaCutoff"] = number(m.alpha_cutoff);
    } else if (m.alpha_mode == AlphaMode::Blend) {
      entry["alphaMode"] = "BLEND";
    }
    if (m.double_sided) entry["doubleSided"] = true;
    if (m.unlit) extension(entry, "KHR_materials_unlit") = Json::object();
    if (m.sheen_color != glm::vec3(0)) {
      Json& sheen = extension(entry, "KHR_materials_sheen");
      sheen["sheenColorFactor"] = numbers(m.sheen_color, 3);
      sheen["sheenRoughnessFactor"] = number(m.sheen_roughness);
      put(sheen, "sheenColorTexture", TextureSlot::SheenColor);
    }
    if (m.clearcoat > 0) {
      Json& coat = extension(entry, "KHR_materials_clearcoat");
      coat["clearcoatFactor"] = number(m.clearcoat);
      coat["clearcoatRoughnessFactor"] = number(m.clearcoat_roughness);
      put(coat, "clearcoatTexture", TextureSlot::Clearcoat);
    }
    if (m.transmission > 0) {
      Json& glass = extension(entry, "KHR_materials_transmission");
      glass["transmissionFactor"] = number(m.transmission);
      put(glass, "transmissionTexture", TextureSlot::Transmission);
    }
    if (m.thickness > 0) {
      Json& volume = extension(entry, "KHR_materials_volume");
      volume["thicknessFactor"] = number(m.thickness);
      if (m.attenuation_distance > 0) volume["attenuationDistance"] = number(m.attenuation_distance);
      volume["attenuationColor"] = numbers(m.attenuation_color, 3);
    }
    if (m.ior != 1.5f) extension(entry, "KHR_materials_ior")["ior"] = number(m.ior);
    if (m.specular != 1 || m.specular_color != glm::vec3(1)) {
      Json& specular = extension(entry, "KHR_materials_specular");
      specular["specularFactor"] = number(m.specular);
      specular["specularColorFactor"] = numbers(m.specular_color, 3);
    }
    if (m.iridescence > 0) {
      Json& film = extension(entry, "KHR_materials_iridescence");
      film["iridescenceFactor"] = number(m.iridescence);
      film["iridescenceIor"] = number(m.iridescence_ior);
      film["iridescenceThicknessMinimum"] = number(m.iridescence_thickness_min_nm);
      film["iridescenceThicknessMaximum"] = number(m.iridescence_thickness_max_nm);
    }
    return entry;
  }

  Json& extension(Json& entry, const char* name) {
    used_.insert(name);
    return entry["extensions"][name];
  }

  const Model& model_;
  Json json_;
  std::vector<std::uint8_t> bytes_;
  std::set<std::string> used_;
  std::size_t json_mesh_count_ = 0;
};

}  // namespace

Result<void> write_gltf(const Model& model, const std::filesystem::path& folder, const std::string& stem) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return fail(ErrorKind::Io,
                "The folder " + folder.string() + " could not be made: " + error.message() + ".");
  Writer writer(model);
  const std::string json = writer.build(stem).dump(1) + "\n";
  for (std::size_t i = 0; i < model.images.size(); ++i) {
    if (auto done = write_png(folder / model.image_names[i], model.images[i], 6); !done) return done;
  }
  if (auto done = write_file(folder / (stem + ".bin"), writer.bytes().data(), writer.bytes().size()); !done)
    return done;
  return write_file(folder / (stem + ".gltf"), json.data(), json.size());
}

}  // namespace bandaji
