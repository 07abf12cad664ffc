#include "assets/material.h"

namespace bandaji {

ColorEncoding encoding_of(TextureSlot slot) {
  switch (slot) {
    case TextureSlot::BaseColor:
    case TextureSlot::Emissive:
    case TextureSlot::SheenColor:
    case TextureSlot::SpecularColor:
    case TextureSlot::Diffuse:
    case TextureSlot::SpecularGlossiness:
    case TextureSlot::DiffuseTransmissionColor:
      return ColorEncoding::Srgb;
    default:
      return ColorEncoding::Linear;
  }
}

}  // namespace bandaji
