#include <assimp/GltfMaterial.h>
#include <assimp/commonMetaData.h>
#include <assimp/material.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/mat3x3.hpp>

#include "assets/import/assimp_scene.h"
#include "assets/import/file_names.h"
#include "assets/srgb.h"
#include "assets/text.h"

// Phong and its relatives as metallic-roughness.  What the numbers mean was
// never standardised, so the aim is what the artist saw: colors are taken as
// sRGB, shininess as the width of the highlight, and nothing that plainly was
// visible may come out black or transparent.

namespace bandaji {
namespace {

float luminance(const glm::vec3& color) {
  return glm::dot(color, glm::vec3(0.2126f, 0.7152f, 0.0722f));
}

class MaterialReader {
 public:
  MaterialReader(const aiScene& scene, const aiMaterial& from, const SceneOrigin& origin,
                 TextureLoader& textures)
      : scene_(scene),
        from_(from),
        format_(origin.format),
        folder_(origin.folder),
        by_blender_(origin.by_blender),
        placements_(origin.placements),
        textures_(textures) {}

  Material read() {
    aiString name;
    if (from_.Get(AI_MATKEY_NAME, name) == aiReturn_SUCCESS) {
      out_.name = convert_name(name);
      mtl_name_.assign(name.data, name.length);
    }
    // Few of these formats say so, and single-layered cloth seen from inside must not vanish.
    out_.double_sided = true;
    read_color();
    read_surface();
    read_layers();
    read_opacity();
    read_emission();
    read_normals();
    return out_;
  }

 private:
  // --- Properties ---

  std::optional<float> number(const char* key) const {
    float value = 0;
    if (aiGetMaterialFloat(&from_, key, 0, 0, &value) != aiReturn_SUCCESS || !std::isfinite(value))
      return std::nullopt;
    return value;
  }
  std::optional<glm::vec3> color(const char* key) const {
    aiColor4D value;
    if (aiGetMaterialColor(&from_, key, 0, 0, &value) != aiReturn_SUCCESS) return std::nullopt;
    const glm::vec3 result(value.r, value.g, value.b);
    for (int i = 0; i < 3; ++i) {
      if (!std::isfinite(result[i])) return std::nullopt;
    }
    return glm::clamp(result, 0.0f, 1000.0f);
  }
  // As linear light, which is how Blender writes it anyway.
  std::optional<glm::vec3> linear_color(const char* key) const {
    auto value = color(key);
    if (!value || by_blender_) return value;
    for (int i = 0; i < 3; ++i) (*value)[i] = (*value)[i] <= 1 ? srgb_to_linear((*value)[i]) : (*value)[i];
    return value;
  }
  std::optional<float> raw(std::initializer_list<const char*> names) const {
    for (const char* name : names) {
      if (const auto value = number((std::string("$raw.") + name).c_str())) return value;
    }
    return std::nullopt;
  }
  std::optional<glm::vec3> raw_color(std::initializer_list<const char*> names) const {
    for (const char* name : names) {
      if (const auto value = linear_color((std::string("$raw.") + name).c_str())) return value;
    }
    return std::nullopt;
  }

  // --- Textures ---

  TextureLoader::Source source(std::initializer_list<aiTextureType> types, TextureRef* place = nullptr) {
    for (const aiTextureType type : types) {
      aiString path;
      unsigned uv = 0;
      aiTextureMapMode modes[3] = {aiTextureMapMode_Wrap, aiTextureMapMode_Wrap, aiTextureMapMode_Wrap};
      if (from_.GetTexture(type, 0, &path, nullptr, &uv, nullptr, nullptr, modes) != aiReturn_SUCCESS)
        continue;
      const TextureLoader::Source found = source_named(path);
      if (found < 0) continue;
      if (place != nullptr) {
        place->uv_set = uv == 1 ? 1 : 0;
        place->wrap_u = wrap_of(modes[0]);
        place->wrap_v = wrap_of(modes[1]);
        read_transform("$tex.uvtrafo", type, *place);
        read_placement(type, *place);
      }
      return found;
    }
    return -1;
  }
  // Of properties that Assimp hands on as the FBX file names them.
  TextureLoader::Source raw_source(std::initializer_list<const char*> names, TextureRef* place = nullptr) {
    for (const char* name : names) {
      const std::string key = std::string("$raw.") + name;
      aiString path;
      if (from_.Get((key + "|file").c_str(), aiTextureType_UNKNOWN, 0, path) != aiReturn_SUCCESS) continue;
      const TextureLoader::Source found = source_named(path);
      if (found < 0) continue;
      if (place != nullptr) {
        int set = 0;
        from_.Get((key + "|uvwsrc").c_str(), aiTextureType_UNKNOWN, 0, set);
        place->uv_set = set == 1 ? 1 : 0;
        read_transform((key + "|uvtrafo").c_str(), aiTextureType_UNKNOWN, *place);
      }
      return found;
    }
    return -1;
  }
  TextureLoader::Source source_named(const aiString& path) {
    if (path.length == 0) return -1;
    const aiTexture* const inside = scene_.GetEmbeddedTexture(path.C_Str());
    if (inside == nullptr) {
      std::string_view asked(path.data, path.length);
      // Blender's sign for "beside the model".
      if (format_ == "blend" && asked.starts_with("//")) asked.remove_prefix(2);
      return textures_.file(asked, folder_);
    }
    const std::string key = path.C_Str();
    if (inside->mHeight == 0) {
      const auto* bytes = reinterpret_cast<const std::byte*>(inside->pcData);
      return textures_.embedded(
          key, std::make_shared<const std::vector<std::byte>>(bytes, bytes + inside->mWidth));
    }
    if (inside->mWidth > 32768 || inside->mHeight > 32768) return -1;
    Image image{
        static_cast<int>(inside->mWidth), static_cast<int>(inside->mHeight), 4, ColorEncoding::Srgb, {}};
    const std::size_t count = static_cast<std::size_t>(inside->mWidth) * inside->mHeight;
    image.pixels.resize(count * 4);
    for (std::size_t i = 0; i < count; ++i) {
      const aiTexel& texel = inside->pcData[i];
      const std::uint8_t rgba[4] = {texel.r, texel.g, texel.b, texel.a};
      std::memcpy(&image.pixels[i * 4], rgba, 4);
    }
    return textures_.pixels(key, std::move(image));
  }
  static Wrap wrap_of(aiTextureMapMode mode) {
    if (mode == aiTextureMapMode_Mirror) return Wrap::MirroredRepeat;
    return mode == aiTextureMapMode_Wrap ? Wrap::Repeat : Wrap::ClampToEdge;
  }
  void read_transform(const char* key, aiTextureType type, TextureRef& place) const {
    aiUVTransform t;
    if (aiGetMaterialUVTransform(&from_, key, static_cast<unsigned>(type), 0, &t) == aiReturn_SUCCESS)
      set_transform(t, place);
  }
  // What the picture's options in the MTL file say.
  void read_placement(aiTextureType type, TextureRef& place) const {
    constexpr std::pair<aiTextureType, const char*> kStatements[] = {{aiTextureType_DIFFUSE, "kd"},
                                                                     {aiTextureType_EMISSIVE, "ke"},
                                                                     {aiTextureType_OPACITY, "d"},
                                                                     {aiTextureType_HEIGHT, "bump"},
                                                                     {aiTextureType_NORMALS, "kn"},
                                                                     {aiTextureType_SHININESS, "ns"},
                                                                     {aiTextureType_DIFFUSE_ROUGHNESS, "pr"},
                                                                     {aiTextureType_METALNESS, "pm"}};
    for (const auto& [of, statement] : kStatements) {
      if (of != type) continue;
      const auto found = placements_.find({mtl_name_, statement});
      if (found == placements_.end()) continue;
      const MtlPlacement& mtl = found->second;
      aiUVTransform t;
      t.mScaling = {mtl.scale.x, mtl.scale.y};
      t.mTranslation = {mtl.offset.x, mtl.offset.y};
      set_transform(t, place);
    }
  }
  // Assimp scales, turns around the middle and moves, with V up; ours has V down.
  static void set_transform(const aiUVTransform& t, TextureRef& place) {
    const float c = std::cos(t.mRotation), s = std::sin(t.mRotation);
    const auto affine = [](float a, float b, float x, float d, float e, float y) {
      return glm::mat3(a, d, 0, b, e, 0, x, y, 1);  // Rows (a b x), (d e y).
    };
    const glm::mat3 flip = affine(1, 0, 0, 0, -1, 1);
    const glm::mat3 scale = affine(t.mScaling.x, 0, 0, 0, t.mScaling.y, 0);
    const glm::mat3 turn = affine(c, -s, 0.5f - 0.5f * c + 0.5f * s, s, c, 0.5f - 0.5f * s - 0.5f * c);
    const glm::mat3 move = affine(1, 0, t.mTranslation.x, 0, 1, t.mTranslation.y);
    const glm::mat3 all = flip * move * turn * scale * flip;
    bool finite = true;
    for (int column = 0; column < 3; ++column) {
      for (int row = 0; row < 2; ++row) {
        const float value = all[column][row];
        finite = finite && std::isfinite(value) && std::abs(value) < 1e6f;
        place.uv_transform[static_cast<std::size_t>(column * 2 + row)] = value;
      }
    }
    const bool collapsed = all[0][0] * all[1][1] == all[0][1] * all[1][0];
    if (!finite || collapsed) place.uv_transform = {1, 0, 0, 1, 0, 0};
  }

  // --- The surface ---

  void read_color() {
    TextureRef& texture = out_.texture(TextureSlot::BaseColor);
    base_ = source({aiTextureType_BASE_COLOR, aiTextureType_DIFFUSE}, &texture);
    // What a physical material says goes before the plain copy of it that is kept for old programs.
    auto value = raw_color({"Maya|baseColor", "3dsMax|Parameters|base_color", "3dsMax|main|basecolor"});
    if (value) {
      *value *= std::clamp(raw({"Maya|base", "3dsMax|Parameters|base_weight"}).value_or(1), 0.0f, 1.0f);
      physical_ = true;
    }
    if (!value) value = linear_color("$clr.base");
    if (!value) value = linear_color("$clr.diffuse");
    glm::vec3 base = value.value_or(glm::vec3(0.6f));
    if (base_ >= 0) {
      // In FBX and DAE the picture stands in place of the color; elsewhere it is
      // multiplied, but a forgotten black must not swallow it.
      const bool replaces = format_ == "fbx" || format_ == "dae" || format_ == "blend";
      if (replaces || luminance(base) < 0.05f) base = glm::vec3(1);
    }
    out_.base_color = glm::vec4(glm::min(base, glm::vec3(1)), 1);
  }

  void read_surface() {
    auto metallic = raw({"3dsMax|main|metalness", "3dsMax|Parameters|metalness", "Maya|metalness"});
    auto roughness = raw(
        {"3dsMax|main|roughness", "3dsMax|Parameters|roughness", "Maya|specularRoughness", "Maya|roughness"});
    if (roughness && raw({"3dsMax|Parameters|roughness_inv"}).value_or(0) != 0) roughness = 1 - *roughness;
    if (!metallic) metallic = number("$mat.metallicFactor");
    // Elsewhere Assimp also makes a roughness of the highlight's width.
    if (!roughness && (metallic || format_ == "obj")) roughness = number("$mat.roughnessFactor");
    if (by_blender_ && format_ == "fbx" && !metallic) {
      // Blender keeps metalness in the reflection, and roughness in the exponent (below).
      metallic = number("$mat.reflectivity");
      if (!roughness) roughness = 1 - std::sqrt(std::max(0.0f, number("$mat.shininess").value_or(20))) / 10;
    }
    const TextureLoader::Source metal_map = source({aiTextureType_METALNESS});
    TextureRef& place = out_.texture(TextureSlot::MetallicRoughness);
    TextureLoader::Source rough_map = source({aiTextureType_DIFFUSE_ROUGHNESS}, &place);
    if (rough_map < 0) rough_map = raw_source({"Maya|specularRoughness"}, &place);
    physical_ = physical_ || metallic || roughness || metal_map >= 0 || rough_map >= 0 ||
                number("$mat.useRoughnessMap");
    const TextureLoader::Source occlusion =
        source({aiTextureType_AMBIENT_OCCLUSION}, &out_.texture(TextureSlot::Occlusion));
    out_.texture(TextureSlot::Occlusion).image = textures_.plain(occlusion, ColorEncoding::Linear);
    if (!physical_) {
      read_phong();
      return;
    }
    const TextureLoader::Source gloss_map = rough_map < 0 ? source({aiTextureType_SHININESS}, &place) : -1;
    out_.metallic = metal_map >= 0 ? 1.0f : std::clamp(metallic.value_or(0), 0.0f, 1.0f);
    out_.roughness =
        rough_map >= 0 || gloss_map >= 0 ? 1.0f : std::clamp(roughness.value_or(0.5f), 0.0f, 1.0f);
    if (rough_map >= 0 && rough_map == metal_map) {
      // One picture for both holds them in the channels that glTF and the game engines use.
      place.image = textures_.plain(rough_map, ColorEncoding::Linear);
    } else {
      place.image =
          textures_.metallic_roughness(rough_map >= 0 ? rough_map : gloss_map, gloss_map >= 0, metal_map);
    }
  }

  // Coats, sheen and glass of physical materials.
  void read_layers() {
    const auto unit = [](std::optional<float> value) { return std::clamp(value.value_or(0), 0.0f, 1.0f); };
    auto coat = raw({"Maya|coat", "3dsMax|Parameters|coating"});
    out_.clearcoat = unit(coat ? coat : number("$mat.clearcoat.factor"));
    auto coat_roughness = raw({"Maya|coatRoughness", "3dsMax|Parameters|coat_roughness"});
    out_.clearcoat_roughness =
        unit(coat_roughness ? coat_roughness : number("$mat.clearcoat.roughnessFactor"));
    auto sheen = raw({"Maya|sheen", "3dsMax|Parameters|sheen"});
    if (!sheen && format_ == "obj") sheen = number("$clr.sheen.factor");
    if (unit(sheen) > 0) {
      out_.sheen_color =
          unit(sheen) *
          glm::min(raw_color({"Maya|sheenColor", "3dsMax|Parameters|sheen_color"}).value_or(glm::vec3(1)),
                   glm::vec3(1));
      out_.sheen_roughness = std::clamp(
          raw({"Maya|sheenRoughness", "3dsMax|Parameters|sheen_roughness"}).value_or(0.3f), 0.0f, 1.0f);
    }
    out_.transmission = unit(raw({"Maya|transmission", "3dsMax|Parameters|transparency"}));
    if (const auto ior = raw({"Maya|specularIOR", "3dsMax|Parameters|trans_ior"});
        ior && *ior >= 1 && *ior <= 4)
      out_.ior = *ior;
    out_.anisotropy = unit(raw({"Maya|specularAnisotropy", "3dsMax|Parameters|anisotropy"}));
  }

  void read_phong() {
    int model = 0;
    const bool has_model = from_.Get(AI_MATKEY_SHADING_MODEL, model) == aiReturn_SUCCESS;
    const glm::vec3 specular =
        linear_color("$clr.specular").value_or(glm::vec3(0)) * number("$mat.shinpercent").value_or(1.0f);
    const float shininess = number("$mat.shininess").value_or(0);
    const bool lambert = !has_model || model == aiShadingMode_Gouraud || model == aiShadingMode_Flat ||
                         model == aiShadingMode_NoShading;
    if (shininess <= 1 || luminance(specular) < 1e-4f) {
      out_.roughness = lambert ? 0.9f : 0.8f;
    } else {
      // The Blinn-Phong exponent whose lobe is as wide as that of GGX: alpha = sqrt(2 / (n + 2)), roughness =
      // sqrt(alpha).
      out_.roughness = std::clamp(std::pow(2.0f / (shininess + 2.0f), 0.25f), 0.15f, 0.9f);
      // Blender's own way of writing a roughness as an exponent.
      if (by_blender_ && format_ == "obj")
        out_.roughness = std::clamp(1 - std::sqrt(shininess / 1000), 0.0f, 1.0f);
    }
    // A black surface with a strong colored highlight was meant as metal.
    if (base_ < 0 && luminance(glm::vec3(out_.base_color)) < 0.005f && luminance(specular) > 0.1f &&
        shininess > 1) {
      out_.base_color = glm::vec4(glm::min(specular, glm::vec3(1)), 1);
      out_.metallic = 1;
    }
    TextureRef& place = out_.texture(TextureSlot::MetallicRoughness);
    const TextureLoader::Source gloss = source({aiTextureType_SHININESS}, &place);
    if (gloss >= 0) {
      place.image = textures_.metallic_roughness(gloss, true, -1);
      out_.roughness = 1;
      // The packed picture's blue is white; the metal comes from the factor alone.
    }
    if (model == aiShadingMode_NoShading && has_model && format_ == "dae") out_.unlit = true;
  }

  void read_opacity() {
    TextureRef& texture = out_.texture(TextureSlot::BaseColor);
    TextureRef own;
    TextureLoader::Source mask = source({aiTextureType_OPACITY}, &own);
    if (mask < 0) mask = raw_source({"Maya|opacity", "3dsMax|Parameters|cutout_map"}, &own);
    if (mask >= 0 && mask == base_) {
      // The color's own alpha; without one it is whole, however dark it is.
      texture.image = textures_.plain(base_, ColorEncoding::Srgb);
      out_.alpha_mode = AlphaMode::Blend;
    } else if (mask >= 0) {
      if (base_ < 0) texture = own;
      texture.image = textures_.color_with_opacity(base_, mask);
      out_.alpha_mode = AlphaMode::Blend;  // Looked at again when the picture is decoded.
    } else {
      texture.image = textures_.plain(base_, ColorEncoding::Srgb);
    }
    float opacity = number("$mat.opacity").value_or(1);
    // A color of three equal parts in Arnold's surface.
    if (const auto arnold = color("$raw.Maya|opacity")) opacity = luminance(*arnold);
    // Writers disagree about which end is opaque; nobody exports invisible things.
    if (opacity > 0.01f && opacity < 0.999f) {
      out_.base_color.a = opacity;
      out_.alpha_mode = AlphaMode::Blend;
    }
  }

  void read_emission() {
    TextureRef& texture = out_.texture(TextureSlot::Emissive);
    const TextureLoader::Source map =
        source({aiTextureType_EMISSION_COLOR, aiTextureType_EMISSIVE}, &texture);
    texture.image = textures_.plain(map, ColorEncoding::Srgb);
    auto emitted = raw_color({"Maya|emissionColor", "3dsMax|Parameters|emit_color"});
    if (emitted)
      *emitted *= std::clamp(raw({"Maya|emission", "3dsMax|Parameters|emission"}).value_or(0), 0.0f, 100.0f);
    if (!emitted) emitted = linear_color("$clr.emissive");
    glm::vec3 emissive = emitted.value_or(glm::vec3(0));
    if (map >= 0 && luminance(emissive) < 1e-4f) emissive = glm::vec3(1);
    const float strength = std::clamp(number("$mat.emissiveIntensity").value_or(1), 0.0f, 100.0f);
    out_.emissive = emissive * strength;
  }

  void read_normals() {
    TextureRef& texture = out_.texture(TextureSlot::Normal);
    const TextureLoader::Source map =
        source({aiTextureType_NORMAL_CAMERA, aiTextureType_NORMALS, aiTextureType_HEIGHT}, &texture);
    if (map < 0) return;
    float strength = number("$mat.bumpscaling").value_or(1);
    if (!(strength > 0 && strength <= 10)) strength = 1;
    texture.image = textures_.normal_or_height(map, strength);
  }

  const aiScene& scene_;
  const aiMaterial& from_;
  const std::string& format_;
  const std::string& folder_;
  const bool by_blender_;
  const MtlPlacements& placements_;
  TextureLoader& textures_;
  Material out_;
  std::string mtl_name_;
  bool physical_ = false;
  TextureLoader::Source base_ = -1;
};

}  // namespace

std::vector<Material> convert_materials(const aiScene& scene, const SceneOrigin& origin,
                                        TextureLoader& textures) {
  std::vector<Material> materials;
  for (unsigned i = 0; i < scene.mNumMaterials; ++i) {
    materials.push_back(MaterialReader(scene, *scene.mMaterials[i], origin, textures).read());
  }
  return materials;
}

bool was_written_by_blender(const aiScene& scene, const std::string& format, std::string_view text) {
  if (format == "blend") return true;
  if (format == "obj") return text.substr(0, 512).find("# Blender") != std::string_view::npos;
  aiString generator;
  return scene.mMetaData != nullptr && scene.mMetaData->Get(AI_METADATA_SOURCE_GENERATOR, generator) &&
         std::string_view(generator.C_Str()).find("Blender") != std::string_view::npos;
}

}  // namespace bandaji
