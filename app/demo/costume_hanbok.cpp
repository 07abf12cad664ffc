// 저고리, 치마, 당의: women's dress.
#include "app/demo/costumes.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/skirt.h"
#include "app/demo/wardrobe.h"

namespace bandaji {

Model jeogori_model() {
  CoatCut cut;
  cut.hem_front = Curve{{0.0f, 0.286f}, {0.35f, 0.284f}, {1.0f, 0.238f}};
  cut.hem_back = Curve{{0.0f, 0.276f}, {0.6f, 0.262f}, {1.0f, 0.238f}};
  const Coat coat(Body::lady(), cut);
  ModelBuilder builder("저고리");
  const std::int32_t silk =
      builder.add_material(silk_material("jeogori_silk", 0xFCE79A), brocade(Motif::Cloud));
  const std::int32_t trim = builder.add_material(silk_material("jeogori_trim", 0x8A1C48, 0.9f), satin_silk());
  const std::int32_t lining = add_lining(builder, "jeogori_lining", 0xFBF3E6);
  const std::int32_t white = builder.add_material(plain_material("dongjeong", 0xFFFFFF, 0.75f), cotton());

  // 우임: the wearer's left front closes over the right.
  const glm::vec2 end(-0.050f, 0.186f);
  const Curve over = over_edge(end, -0.066f, 0.27f);
  const Curve under = under_edge(-0.034f, 0.27f);
  const std::uint32_t cloth = add_coat(builder, coat.all(over, under), silk, lining, coat.scale());
  const std::uint32_t trims = builder.add_node("trims");
  std::vector<std::uint32_t> dyed;
  dyed.push_back(builder.add(
      "cuffs", trim,
      joined({coat.sleeve_band(1, 0.87f, 1.0f, 0.0028f), coat.sleeve_band(-1, 0.87f, 1.0f, 0.0028f)}),
      trims));
  CollarCut collar_cut;
  collar_cut.line = crossed_collar_line(end);
  const Collar neck = collar(coat, collar_cut);
  dyed.push_back(builder.add("collar", trim, neck.band, trims));
  builder.add("dongjeong", white, neck.white, trims);
  dyed.push_back(builder.add("goreum", trim, bow(coat, {}), trims));

  const auto colorway = [&](const char* name, std::int32_t body_silk, std::int32_t trim_silk) {
    const std::size_t variant = builder.add_variant(name);
    builder.set_variant(variant, cloth, body_silk);
    for (const std::uint32_t mesh : dyed) builder.set_variant(variant, mesh, trim_silk);
  };
  colorway("송화 pine-pollen yellow", silk, trim);
  colorway("연두 yellow green", builder.add_material_like(silk, "jeogori_silk_green", color_of(0xB4CC5A)),
           trim);
  colorway("옥색 pale jade", builder.add_material_like(silk, "jeogori_silk_jade", color_of(0xA9D9C7)),
           builder.add_material_like(trim, "jeogori_trim_navy", color_of(0x2B3A78)));
  return builder.finish();
}

Model chima_model() {
  const SkirtCut cut;
  const Skirt skirt(Body::lady(), cut);
  ModelBuilder builder("치마");
  const std::int32_t silk = builder.add_material(silk_material("chima_silk", 0xB3202F, 0.95f), plain_silk());
  const std::int32_t white = builder.add_material(silk_material("malgi_cotton", 0xF4F0E6, 0.9f), cotton());
  const std::uint32_t cloth = builder.add("cloth", silk, skirt.cloth(cut.band_bottom, cut.hem, 500, 50));
  builder.add("malgi", white, joined({skirt.band(), skirt.straps()}));
  builder.add("ties", white, skirt.ties());
  builder.set_variant(builder.add_variant("다홍 scarlet"), cloth, silk);
  builder.set_variant(builder.add_variant("남 indigo"), cloth,
                      builder.add_material_like(silk, "chima_silk_navy", color_of(0x2B3A78)));
  builder.set_variant(builder.add_variant("옥색 pale jade"), cloth,
                      builder.add_material_like(silk, "chima_silk_jade", color_of(0x9ED6C0)));
  return builder.finish();
}

Model seuran_chima_model() {
  SkirtCut cut;
  cut.seed = 9;
  const Skirt skirt(Body::lady(), cut);
  ModelBuilder builder("스란치마");
  const std::int32_t silk =
      builder.add_material(silk_material("seuran_silk", 0x27356E, 0.9f), brocade(Motif::Treasure));
  const std::int32_t white = builder.add_material(silk_material("malgi_cotton", 0xF4F0E6, 0.9f), cotton());
  constexpr float kBandTop = 0.285f;
  constexpr float kBandBottom = 0.095f;
  const std::int32_t gold =
      add_gold_band(builder, "seuran_gold", GoldBand::PeonyScroll, 0x27356E, (kBandTop - kBandBottom) * 1.1f);
  builder.add("cloth above", silk, skirt.cloth(cut.band_bottom, kBandTop, 440, 40));
  builder.add("gold band", gold, skirt.cloth(kBandTop, kBandBottom, 440, 10));
  builder.add("hem", silk, skirt.cloth(kBandBottom, cut.hem, 440, 5));
  builder.add("malgi", white, joined({skirt.band(), skirt.straps()}));
  builder.add("ties", white, skirt.ties());
  return builder.finish();
}

Model dangui_model() {
  CoatCut cut;
  cut.seed = 5;
  cut.layer = 0.004f;
  cut.sleeve_depth = Curve{{0.0f, 0.205f}, {0.35f, 0.225f}, {0.62f, 0.228f}, {0.85f, 0.195f}, {1.0f, 0.150f}};
  cut.hem_front = Curve{{0.0f, 0.735f}, {0.45f, 0.722f}, {0.8f, 0.680f}, {1.0f, 0.615f}};
  cut.hem_back = Curve{{0.0f, 0.755f}, {0.45f, 0.742f}, {0.8f, 0.690f}, {1.0f, 0.615f}};
  cut.half_width = Curve{{0.60f, 0.345f}, {0.75f, 0.325f}, {0.95f, 0.262f},
                         {1.08f, 0.205f}, {1.15f, 0.176f}, {1.3f, 0.172f}};
  // Laid over a full skirt.
  cut.front_depth =
      Curve{{0.60f, 0.352f},  {0.7f, 0.332f},  {0.9f, 0.274f},  {1.05f, 0.208f}, {1.12f, 0.174f},
            {1.195f, 0.158f}, {1.27f, 0.124f}, {1.34f, 0.086f}, {1.40f, 0.052f}};
  cut.back_depth = Curve{{0.60f, 0.395f}, {0.7f, 0.370f},  {0.9f, 0.286f},  {1.05f, 0.192f},
                         {1.13f, 0.138f}, {1.25f, 0.126f}, {1.34f, 0.108f}, {1.40f, 0.088f}};
  cut.slit_gap = 0.150f;
  cut.fold_depth = 0.006f;
  cut.fold_count = 3;
  const Coat coat(Body::lady(), cut);
  ModelBuilder builder("당의");
  constexpr std::uint32_t kGreen = 0x1F6B4A;
  Material stamped = silk_material("dangui_silk", 0xFFFFFF, 1.0f);
  stamped.metallic = 1;
  stamped.sheen_color = linear_of(kGreen) * 0.7f + 0.06f;
  const std::int32_t silk =
      builder.add_material(stamped, gold_leaf_ground(Motif::Peony, srgb_of(kGreen), 0.15f));
  const std::int32_t lining = add_lining(builder, "dangui_lining", 0xB7283A);
  const std::int32_t white = builder.add_material(plain_material("dongjeong", 0xFFFFFF, 0.75f), cotton());
  constexpr float kHemBand = 0.075f;
  const std::int32_t hem_gold =
      add_gold_band(builder, "dangui_hem_gold", GoldBand::PeonyScroll, kGreen, kHemBand);
  const std::int32_t trim_gold =
      add_gold_band(builder, "dangui_trim_gold", GoldBand::Geometric, 0x7A1E3C, 0.05f);

  const glm::vec2 end(-0.052f, 0.200f);
  const Curve over = over_edge(end, -0.070f, 0.74f);
  const Curve under = under_edge(-0.045f, 0.74f);
  add_coat(builder, coat.all(over, under), silk, lining, coat.scale());
  const std::uint32_t trims = builder.add_node("trims");
  builder.add(
      "gold hem", hem_gold,
      joined({coat.hem_strip(-0.070f, cut.side_x * 0.9990f, true, kHemBand, 0.006f, 0.0022f),
              coat.hem_strip(-cut.side_x * 0.9990f, -0.072f, true, kHemBand, 0.006f, 0.0008f),
              coat.hem_strip(-cut.side_x * 0.9990f, cut.side_x * 0.9990f, false, kHemBand, 0.006f, 0.0022f)}),
      trims);
  // 거들지: the white cuffs of court dress.
  builder.add("geodeulji", white,
              joined({coat.sleeve_band(1, 0.84f, 1.0f, 0.0032f), coat.sleeve_band(-1, 0.84f, 1.0f, 0.0032f)}),
              trims);
  CollarCut collar_cut;
  collar_cut.line = crossed_collar_line(end);
  const Collar neck = collar(coat, collar_cut);
  builder.add("collar", trim_gold, neck.band, trims);
  builder.add("dongjeong", white, neck.white, trims);
  BowCut bow_cut;
  bow_cut.at = {-0.052f, 0.204f};
  bow_cut.flare = 0.30f;
  bow_cut.long_tail = 0.50f;
  bow_cut.short_tail = 0.43f;
  builder.add("goreum", trim_gold, bow(coat, bow_cut), trims);
  return builder.finish();
}

}  // namespace bandaji
