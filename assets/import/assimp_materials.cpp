#include <assimp/GltfMaterial.h>
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
  MaterialReader(const aiScene& scene, const aiMaterial& from, const std::string& format,
                 TextureLoader& textures, const std::string& folder)
      : scene_(scene), from_(from), format_(format), textures_(textures), folder_(folder) {}

  Material read() {
    aiString name;
    if (from_.Get(AI_MATKEY_NAME, name) == aiReturn_SUCCESS) out_.name = convert_name(name);
    // Few of these formats say so, and single-layered cloth seen from inside must not vanish.
    out_.double_sided = true;
    read_color();
    read_surface();
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
  // As linear light.
  std::optional<glm::vec3> linear_color(const char* key) const {
    auto value = color(key);
    if (!value) return value;
    for (int i = 0; i < 3; ++i) (*value)[i] = (*value)[i] <= 1 ? srgb_to_linear((*value)[i]) : (*value)[i];
    return value;
  }
  std::optional<float> raw(std::initializer_list<const char*> names) const {
    for (const char* name : names) {
      if (const auto value = number((std::string("$raw.") + name).c_str())) return value;
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
        read_transform(type, *place);
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
  // Assimp scales, turns around the middle and moves, with V up; ours has V down.
  void read_transform(aiTextureType type, TextureRef& place) const {
    aiUVTransform t;
    if (aiGetMaterialUVTransform(&from_, AI_MATKEY_UVTRANSFORM(type, 0), &t) != aiReturn_SUCCESS) return;
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
    auto value = linear_color("$clr.base");
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
    const auto metallic = raw({"3dsMax|main|metalness", "3dsMax|Parameters|metalness", "Maya|metalness"});
    const auto roughness = raw(
        {"3dsMax|main|roughness", "3dsMax|Parameters|roughness", "Maya|specularRoughness", "Maya|roughness"});
    const auto metallic_factor = metallic ? metallic : number("$mat.metallicFactor");
    const TextureLoader::Source metal_map = source({aiTextureType_METALNESS});
    TextureRef& place = out_.texture(TextureSlot::MetallicRoughness);
    const TextureLoader::Source rough_map = source({aiTextureType_DIFFUSE_ROUGHNESS}, &place);
    const bool physical =
        metallic_factor || roughness || metal_map >= 0 || rough_map >= 0 || number("$mat.useRoughnessMap");
    if (physical) {
      out_.metallic = metal_map >= 0 ? 1.0f : std::clamp(metallic_factor.value_or(0), 0.0f, 1.0f);
      const auto factor = roughness ? roughness : number("$mat.roughnessFactor");
      out_.roughness = rough_map >= 0 ? 1.0f : std::clamp(factor.value_or(0.5f), 0.0f, 1.0f);
      place.image = textures_.metallic_roughness(rough_map, false, metal_map);
      const TextureLoader::Source occlusion =
          source({aiTextureType_AMBIENT_OCCLUSION}, &out_.texture(TextureSlot::Occlusion));
      out_.texture(TextureSlot::Occlusion).image = textures_.plain(occlusion, ColorEncoding::Linear);
      return;
    }
    read_phong();
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
    const TextureLoader::Source mask = source({aiTextureType_OPACITY}, &own);
    if (mask >= 0) {
      if (base_ < 0) texture = own;
      texture.image = textures_.color_with_opacity(base_, mask);
      out_.alpha_mode = AlphaMode::Blend;  // Looked at again when the picture is decoded.
    } else {
      texture.image = textures_.plain(base_, ColorEncoding::Srgb);
    }
    const float opacity = number("$mat.opacity").value_or(1);
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
    glm::vec3 emissive = linear_color("$clr.emissive").value_or(glm::vec3(0));
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
  TextureLoader& textures_;
  const std::string& folder_;
  Material out_;
  TextureLoader::Source base_ = -1;
};

}  // namespace

std::vector<Material> convert_materials(const aiScene& scene, const std::string& format,
                                        TextureLoader& textures, const std::string& folder) {
  std::vector<Material> materials;
  for (unsigned i = 0; i < scene.mNumMaterials; ++i) {
    materials.push_back(MaterialReader(scene, *scene.mMaterials[i], format, textures, folder).read());
  }
  return materials;
}

}  // namespace bandaji
