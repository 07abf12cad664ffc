// The materials of sets and props.
#include <cassert>

#include "app/demo/set_stage.h"
#include "app/demo/texture_architecture.h"

namespace bandaji {
namespace {

// A surface under a name, with what its pictures cannot say.
std::int32_t of_surface(Stage& stage, const std::string& name, const std::function<Surface()>& make,
                        const std::function<void(Material&)>& adjust = {}) {
  return stage.material(name, [&](ModelBuilder& builder) {
    Material material;
    material.name = name;
    material.metallic = 1;  // The pictures carry it.
    if (adjust) adjust(material);
    return builder.add_material(std::move(material), *stage.pantry().surface(name, make));
  });
}

// Lacquer and oil, long used: a soft gloss, which a wet one would turn white under studio lamps.
void polished(Material& material) {
  material.clearcoat = 0.25f;
  material.clearcoat_roughness = 0.3f;
  material.specular = 0.6f;
}

// One cloth, dyed.
std::int32_t silk(Stage& stage, const std::string& name, std::uint32_t rgb) {
  const std::int32_t undyed = of_surface(stage, "silk", satin_silk, [](Material& m) {
    m.metallic = 0;
    m.double_sided = true;
    m.sheen_color = glm::vec3(0.1f);
    m.sheen_roughness = 0.5f;
  });
  return stage.material(name, [&](ModelBuilder& builder) {
    const std::int32_t dyed = builder.add_material_like(undyed, name, color_of(rgb));
    builder.material(dyed).sheen_color = glm::mix(linear_of(rgb), glm::vec3(1), 0.1f) * 0.12f;
    return dyed;
  });
}

std::int32_t plain(Stage& stage, const Material& material) {
  return stage.material(material.name, [&](ModelBuilder& builder) { return builder.add_material(material); });
}

}  // namespace

std::int32_t finish_of(Stage& stage, Finish finish) {
  switch (finish) {
    case Finish::OldPine:
      return of_surface(stage, "pine", [] { return wood(old_pine()); });
    case Finish::FloorPine:
      return of_surface(stage, "floor_pine", [] { return wood(floor_pine()); });
    case Finish::Zelkova:
      return of_surface(
          stage, "zelkova", [] { return wood(zelkova()); }, polished);
    case Finish::DarkWood:
      return of_surface(stage, "dark_wood", [] { return wood(dark_wood()); });
    case Finish::RedLacquer:
      return of_surface(
          stage, "red_lacquer", [] { return lacquer(0x9E2A1E, 0.42f); }, polished);
    case Finish::RedColumn:
      return of_surface(stage, "red_column", [] { return lacquer(0x8F2A20, 0.5f); });
    case Finish::BlackLacquer:
      return of_surface(
          stage, "black_lacquer", [] { return lacquer(0x17120F, 0.38f); }, polished);
    case Finish::BrownLacquer:
      return of_surface(
          stage, "brown_lacquer", [] { return lacquer(0x4A2415, 0.42f); }, polished);
    case Finish::GreenPaint:
      return plain(stage, plain_material("green_paint", 0x35705A, 0.6f));
    case Finish::Hanji:
      return of_surface(stage, "hanji", hanji);
    case Finish::LitPaper:
      return of_surface(stage, "lit_hanji", hanji, [](Material& m) {
        m.emissive = glm::vec3(0.30f, 0.22f, 0.12f);  // Daylight from behind.
        m.double_sided = true;
      });
    case Finish::Granite:
      return of_surface(stage, "granite", [] { return granite(); });
    case Finish::Jeondol:
      return of_surface(stage, "jeondol", jeondol);
    case Finish::RoofClay:
      return of_surface(stage, "roof_tile", roof_clay);
    case Finish::Plaster:
      return of_surface(stage, "plaster", lime_plaster);
    case Finish::Iron:
      return of_surface(stage, "iron", wrought_iron);
    case Finish::Brass:
      return of_surface(stage, "brass", aged_brass);
    case Finish::Gold:
      return plain(stage, gold_material("gold"));
    case Finish::Porcelain:
      return of_surface(stage, "porcelain", porcelain, [](Material& m) {
        m.clearcoat = 0.9f;
        m.clearcoat_roughness = 0.08f;
      });
    case Finish::Concrete:
      return of_surface(stage, "concrete", concrete);
    case Finish::RoofCoating:
      return of_surface(stage, "roof_coating", roof_coating);
    case Finish::Brick:
      return of_surface(stage, "brick", red_brick);
    case Finish::Onggi:
      return of_surface(
          stage, "onggi", [] { return earthenware(0x4A2C1B); }, polished);
    case Finish::Terracotta:
      return of_surface(stage, "terracotta", [] { return earthenware(0xA8603C); });
    case Finish::Ink:
      return plain(stage, plain_material("ink", 0x0F0E0E, 0.35f));
    case Finish::WhiteSilk:
      return silk(stage, "white_silk", 0xF3EDDF);
    case Finish::RedSilk:
      return silk(stage, "red_silk", 0xA5202A);
    case Finish::BlueSilk:
      return silk(stage, "blue_silk", 0x1F4F8F);
    case Finish::YellowSilk:
      return silk(stage, "yellow_silk", 0xD9A32E);
    case Finish::GreenSilk:
      return silk(stage, "green_silk", 0x2E6A4A);
    case Finish::Aluminium:
      return plain(stage, plain_material("aluminium", 0xC6CBD0, 0.35f, 1));
    case Finish::Glass: {
      Material glass = plain_material("glass", 0x9FB8C4, 0.06f);
      glass.base_color.a = 0.32f;
      glass.alpha_mode = AlphaMode::Blend;
      return plain(stage, glass);
    }
    case Finish::Flame: {
      Material flame = plain_material("flame", 0xFFD27A, 0.9f);
      flame.emissive = glm::vec3(1.0f, 0.55f, 0.14f) * 3.0f;
      return plain(stage, flame);
    }
    case Finish::Wax:
      return plain(stage, plain_material("wax", 0xEFE0BC, 0.5f));
    case Finish::Leaf: {
      Material leaf = plain_material("leaf", 0x4F7F3A, 0.7f);
      leaf.double_sided = true;
      return plain(stage, leaf);
    }
    case Finish::Soil:
      return plain(stage, plain_material("soil", 0x3B2B1F, 0.95f));
  }
  assert(false && "every finish is listed");
  return 0;
}

std::int32_t picture_finish(Stage& stage, const std::string& name, const std::function<Image()>& make,
                            float roughness, float metallic) {
  return stage.material(name, [&](ModelBuilder& builder) {
    Material material;
    material.name = name;
    material.roughness = roughness;
    material.metallic = metallic;
    material.texture(TextureSlot::BaseColor).image =
        builder.add_image(name + "_color.png", stage.pantry()
                                                   .surface(name,
                                                            [&] {
                                                              Surface painted;
                                                              painted.base_color = make();
                                                              return painted;
                                                            })
                                                   ->base_color);
    return builder.add_material(material);
  });
}

std::int32_t plain_finish(Stage& stage, const std::string& name, std::uint32_t rgb, float roughness,
                          float metallic) {
  return plain(stage, plain_material(name, rgb, roughness, metallic));
}

}  // namespace bandaji
