#include "renderer/surface_features.h"

#include <array>
#include <utility>

namespace bandaji {
namespace {

struct SlotNames {
  const char* sampler;
  const char* define;
};
constexpr std::array<SlotNames, kTextureSlotCount> kSlots{{
    {"map_base_color", "MAP_BASE_COLOR"},
    {"map_metallic_roughness", "MAP_METALLIC_ROUGHNESS"},
    {"map_normal", "MAP_NORMAL"},
    {"map_occlusion", "MAP_OCCLUSION"},
    {"map_emissive", "MAP_EMISSIVE"},
    {"map_clearcoat", "MAP_CLEARCOAT"},
    {"map_clearcoat_roughness", "MAP_CLEARCOAT_ROUGHNESS"},
    {"map_clearcoat_normal", "MAP_CLEARCOAT_NORMAL"},
    {"map_sheen_color", "MAP_SHEEN_COLOR"},
    {"map_sheen_roughness", "MAP_SHEEN_ROUGHNESS"},
    {"map_transmission", "MAP_TRANSMISSION"},
    {"map_thickness", "MAP_THICKNESS"},
    {"map_specular", "MAP_SPECULAR"},
    {"map_specular_color", "MAP_SPECULAR_COLOR"},
    {"map_iridescence", "MAP_IRIDESCENCE"},
    {"map_iridescence_thickness", "MAP_IRIDESCENCE_THICKNESS"},
    {"map_anisotropy", "MAP_ANISOTROPY"},
    {"map_diffuse", "MAP_DIFFUSE"},
    {"map_specular_glossiness", "MAP_SPECULAR_GLOSSINESS"},
    {"map_diffuse_transmission", "MAP_DIFFUSE_TRANSMISSION"},
    {"map_diffuse_transmission_color", "MAP_DIFFUSE_TRANSMISSION_COLOR"},
}};

constexpr std::array<std::pair<std::uint64_t, const char*>, 24> kFlags{{
    {kFeatureSheen, "SHEEN"},
    {kFeatureClearcoat, "CLEARCOAT"},
    {kFeatureTransmission, "TRANSMISSION"},
    {kFeatureIridescence, "IRIDESCENCE"},
    {kFeatureAnisotropy, "ANISOTROPY"},
    {kFeatureSpecularGlossiness, "SPECULAR_GLOSSINESS"},
    {kFeatureDiffuseTransmission, "DIFFUSE_TRANSMISSION"},
    {kFeatureAlphaMask, "ALPHA_MASK"},
    {kFeatureBlend, "BLEND"},
    {kFeatureUnlit, "UNLIT"},
    {kFeatureOcclusionPacked, "OCCLUSION_PACKED"},
    {kFeatureTangents, "TANGENTS"},
    {kFeatureFlatNormals, "FLAT_NORMALS"},
    {kFeatureLamps, "LAMPS"},
    {kFeatureShadows, "SHADOWS"},
    {kFeaturePeel, "PEEL"},
    {kFeatureSky, "SKY"},
    {kFeatureSection, "SECTION"},
    {kFeatureHashedAlpha, "HASHED_ALPHA"},
    {kFeatureDispersion, "DISPERSION"},
    {kFeaturePick, "PICK"},
    {kFeatureUnlitAsLight, "UNLIT_AS_LIGHT"},
    {kFeatureLines, "LINES"},
    {kFeaturePoints, "POINTS"},
}};

constexpr std::uint64_t kAllMaps = (1ull << kTextureSlotCount) - 1;

bool same_picture(const TextureRef& a, const TextureRef& b) {
  return a.image == b.image && a.uv_set == b.uv_set && a.wrap_u == b.wrap_u && a.wrap_v == b.wrap_v &&
         a.uv_transform == b.uv_transform;
}

}  // namespace

std::uint64_t features_of(const Material& m) {
  const auto map = [&](TextureSlot slot) { return m.texture(slot).present() ? slot_bit(slot) : 0; };
  std::uint64_t features = 0;
  if (m.alpha_mode == AlphaMode::Mask) features |= kFeatureAlphaMask;
  if (m.alpha_mode == AlphaMode::Blend) features |= kFeatureBlend;
  if (m.specular_glossiness) {
    features |= kFeatureSpecularGlossiness | map(TextureSlot::Diffuse) | map(TextureSlot::SpecularGlossiness);
  } else {
    features |= map(TextureSlot::BaseColor);
  }
  if (m.unlit) return features | kFeatureUnlit;

  features |= map(TextureSlot::Normal) | map(TextureSlot::Emissive);
  if (!m.specular_glossiness) {
    features |=
        map(TextureSlot::MetallicRoughness) | map(TextureSlot::Specular) | map(TextureSlot::SpecularColor);
  }
  if (m.texture(TextureSlot::Occlusion).present() && m.occlusion_strength > 0) {
    const bool packed = !m.specular_glossiness && same_picture(m.texture(TextureSlot::Occlusion),
                                                               m.texture(TextureSlot::MetallicRoughness));
    features |= packed ? kFeatureOcclusionPacked : slot_bit(TextureSlot::Occlusion);
  }
  if (m.sheen_color.r + m.sheen_color.g + m.sheen_color.b > 0) {
    features |= kFeatureSheen | map(TextureSlot::SheenColor) | map(TextureSlot::SheenRoughness);
  }
  if (m.clearcoat > 0) {
    features |= kFeatureClearcoat | map(TextureSlot::Clearcoat) | map(TextureSlot::ClearcoatRoughness) |
                map(TextureSlot::ClearcoatNormal);
  }
  if (m.transmission > 0) {
    features |= kFeatureTransmission | map(TextureSlot::Transmission);
    if (m.thickness > 0 && m.dispersion > 0) features |= kFeatureDispersion;
  }
  if (m.iridescence > 0) {
    features |= kFeatureIridescence | map(TextureSlot::Iridescence) | map(TextureSlot::IridescenceThickness);
  }
  if (m.anisotropy != 0) features |= kFeatureAnisotropy | map(TextureSlot::Anisotropy);
  if (m.diffuse_transmission > 0) {
    features |= kFeatureDiffuseTransmission | map(TextureSlot::DiffuseTransmission) |
                map(TextureSlot::DiffuseTransmissionColor);
  }
  if ((m.transmission > 0 || m.diffuse_transmission > 0) && m.thickness > 0)
    features |= map(TextureSlot::Thickness);
  return features;
}

std::uint64_t without_light(std::uint64_t features) {
  constexpr std::uint64_t kKept = slot_bit(TextureSlot::BaseColor) | slot_bit(TextureSlot::Diffuse) |
                                  kFeatureSpecularGlossiness | kFeatureAlphaMask | kFeatureBlend |
                                  kFeatureSection | kElementFeatures;
  return (features & kKept) | kFeatureUnlit | kFeatureFlatNormals;
}

namespace {

// What a channel's picture reads beside the geometry.
std::uint64_t channel_features(std::uint64_t features, Channel channel) {
  const auto map = [](TextureSlot slot) { return slot_bit(slot); };
  std::uint64_t read = 0;
  switch (channel) {
    case Channel::BaseColor:
    case Channel::Alpha:
      read = map(TextureSlot::BaseColor) | map(TextureSlot::Diffuse);
      break;
    case Channel::Metallic:
    case Channel::Roughness:
      read = map(TextureSlot::MetallicRoughness) | map(TextureSlot::SpecularGlossiness);
      break;
    case Channel::NormalMap:
      read = map(TextureSlot::Normal);
      break;
    case Channel::Occlusion:
      read = map(TextureSlot::Occlusion) | kFeatureOcclusionPacked;
      if (features & kFeatureOcclusionPacked) read |= map(TextureSlot::MetallicRoughness);
      break;
    case Channel::Emissive:
      read = map(TextureSlot::Emissive);
      break;
    case Channel::Specular:
      read =
          map(TextureSlot::Specular) | map(TextureSlot::SpecularColor) | map(TextureSlot::SpecularGlossiness);
      break;
    case Channel::SheenColor:
      read = kFeatureSheen | map(TextureSlot::SheenColor);
      break;
    case Channel::SheenRoughness:
      read = kFeatureSheen | map(TextureSlot::SheenRoughness);
      break;
    case Channel::Clearcoat:
      read = kFeatureClearcoat | map(TextureSlot::Clearcoat);
      break;
    case Channel::ClearcoatRoughness:
      read = kFeatureClearcoat | map(TextureSlot::ClearcoatRoughness);
      break;
    case Channel::Transmission:
      read = map(TextureSlot::Transmission);
      break;
    case Channel::Thickness:
      read = map(TextureSlot::Thickness);
      break;
    case Channel::Anisotropy:
      read = kFeatureAnisotropy | map(TextureSlot::Anisotropy);
      break;
    case Channel::Iridescence:
      read = kFeatureIridescence | map(TextureSlot::Iridescence);
      break;
    case Channel::VertexColor:
    case Channel::Uv0:
    case Channel::Uv1:
    case Channel::Facing:
      break;
  }
  return features & read;
}

}  // namespace

std::uint64_t features_in_mode(std::uint64_t features, ShadingMode mode, Channel channel) {
  constexpr std::uint64_t kColorMaps = slot_bit(TextureSlot::BaseColor) | slot_bit(TextureSlot::Diffuse);
  constexpr std::uint64_t kGeometry = kFeatureTangents | kFeatureFlatNormals | kFeatureAlphaMask |
                                      kFeatureSpecularGlossiness | kFeaturePeel | kFeatureSection |
                                      kElementFeatures;
  std::uint64_t kept = features;
  switch (mode) {
    case ShadingMode::Shaded:
    case ShadingMode::Wireframe:
      mode = ShadingMode::Shaded;
      break;
    case ShadingMode::Unlit:
      kept &= kGeometry | kColorMaps | kFeatureBlend;
      break;
    case ShadingMode::Clay:
      kept &= kGeometry | slot_bit(TextureSlot::Normal) | kFeatureShadows | kFeatureSky;
      break;
    case ShadingMode::Normals:
      kept &= kGeometry | slot_bit(TextureSlot::Normal);
      break;
    case ShadingMode::UvChecker:
      kept &= kGeometry;
      break;
    case ShadingMode::Depth:
      kept &= kGeometry;
      break;
    case ShadingMode::Channel:
      kept = (kept & kGeometry) | channel_features(features, channel) |
             static_cast<std::uint64_t>(channel) << kFeatureChannelShift;
      break;
  }
  // Cut-out shapes stay cut out in every mode.
  if (features & kFeatureAlphaMask) kept |= features & kColorMaps;
  return kept | static_cast<std::uint64_t>(mode) << kFeatureModeShift;
}

std::uint64_t layer_features(std::uint64_t features) {
  constexpr std::uint64_t kCover = slot_bit(TextureSlot::BaseColor) | slot_bit(TextureSlot::Diffuse) |
                                   kFeatureBlend | kFeatureSpecularGlossiness | kFeatureSection |
                                   kElementFeatures;
  return (features & kCover) | kFeaturePeel |
         static_cast<std::uint64_t>(ShadingMode::Unlit) << kFeatureModeShift;
}

std::uint64_t pick_features(std::uint64_t features) {
  constexpr std::uint64_t kCover = slot_bit(TextureSlot::BaseColor) | slot_bit(TextureSlot::Diffuse) |
                                   kFeatureAlphaMask | kFeatureBlend | kFeatureSpecularGlossiness;
  const bool covers = features & (kFeatureAlphaMask | kFeatureBlend);
  return (covers ? features & kCover : 0) | (features & (kFeatureSection | kElementFeatures)) | kFeaturePick |
         static_cast<std::uint64_t>(ShadingMode::Unlit) << kFeatureModeShift;
}

std::uint64_t shadow_features(std::uint64_t features) {
  constexpr std::uint64_t kHoles = slot_bit(TextureSlot::BaseColor) | slot_bit(TextureSlot::Diffuse) |
                                   kFeatureAlphaMask | kFeatureSpecularGlossiness;
  const std::uint64_t veil = (features & kFeatureBlend) ? (features & kHoles) | kFeatureHashedAlpha : 0;
  return ((features & kFeatureAlphaMask) ? features & kHoles : veil) | (features & kFeatureSection) |
         static_cast<std::uint64_t>(ShadingMode::Unlit) << kFeatureModeShift;
}

bool can_draw(std::uint64_t more, std::uint64_t features) {
  constexpr std::uint64_t kHarmless =
      slot_bit(TextureSlot::BaseColor) | slot_bit(TextureSlot::MetallicRoughness) |
      slot_bit(TextureSlot::Normal) | slot_bit(TextureSlot::Emissive) | slot_bit(TextureSlot::SheenColor) |
      slot_bit(TextureSlot::SheenRoughness) | slot_bit(TextureSlot::Clearcoat) |
      slot_bit(TextureSlot::ClearcoatRoughness) | kFeatureSheen | kFeatureClearcoat |
      kFeatureOcclusionPacked | kFeatureTangents;
  return (features & ~more) == 0 && (more & ~features & ~kHarmless) == 0;
}

std::uint64_t limit_maps(std::uint64_t features, int units) {
  constexpr std::array<TextureSlot, kTextureSlotCount> kLeastVisibleFirst{
      TextureSlot::IridescenceThickness,
      TextureSlot::Iridescence,
      TextureSlot::SheenRoughness,
      TextureSlot::ClearcoatNormal,
      TextureSlot::Thickness,
      TextureSlot::Specular,
      TextureSlot::SpecularColor,
      TextureSlot::ClearcoatRoughness,
      TextureSlot::Anisotropy,
      TextureSlot::Clearcoat,
      TextureSlot::Occlusion,
      TextureSlot::SheenColor,
      TextureSlot::DiffuseTransmission,
      TextureSlot::DiffuseTransmissionColor,
      TextureSlot::Transmission,
      TextureSlot::Emissive,
      TextureSlot::SpecularGlossiness,
      TextureSlot::MetallicRoughness,
      TextureSlot::Normal,
      TextureSlot::Diffuse,
      TextureSlot::BaseColor};
  for (const TextureSlot slot : kLeastVisibleFirst) {
    if (static_cast<int>(slots_of(features).size()) <= units) break;
    features &= ~slot_bit(slot);
    if (slot == TextureSlot::MetallicRoughness)
      features &= ~static_cast<std::uint64_t>(kFeatureOcclusionPacked);
  }
  return features;
}

std::vector<TextureSlot> slots_of(std::uint64_t features) {
  std::vector<TextureSlot> slots;
  for (unsigned i = 0; i < kTextureSlotCount; ++i) {
    if (features & kAllMaps & (1ull << i)) slots.push_back(static_cast<TextureSlot>(i));
  }
  return slots;
}

const char* sampler_name(TextureSlot slot) {
  return kSlots[static_cast<std::size_t>(slot)].sampler;
}

std::string defines_of(std::uint64_t features) {
  std::string text =
      "#define MODE " + std::to_string((features >> kFeatureModeShift) & 7) + "\n#define SHADOW_RADIUS 9.0\n";
  for (const TextureSlot slot : slots_of(features)) {
    text += "#define " + std::string(kSlots[static_cast<std::size_t>(slot)].define) + "\n";
  }
  if (((features >> kFeatureModeShift) & 7) == static_cast<std::uint64_t>(ShadingMode::Channel))
    text += "#define CHANNEL " + std::to_string((features >> kFeatureChannelShift) & 31) + "\n";
  for (const auto& [bit, name] : kFlags) {
    if (features & bit) text += "#define " + std::string(name) + "\n";
  }
  return text;
}

}  // namespace bandaji
