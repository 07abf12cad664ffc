// 원삼 and 족두리: what a princess wears, and any bride on her wedding day.
#include <cmath>
#include <glm/geometric.hpp>

#include "app/demo/costumes.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/wardrobe.h"

namespace bandaji {

Model wonsam_model() {
  CoatCut cut;
  cut.seed = 61;
  cut.layer = 0.006f;
  cut.side_x = 0.180f;
  cut.underarm = 0.235f;
  cut.sleeve_end_x = 0.640f;
  cut.cuff_tilt = 0.34f;
  cut.sleeve_depth = Curve{{0.0f, 0.235f}, {0.25f, 0.330f}, {0.55f, 0.420f}, {0.85f, 0.450f}, {1.0f, 0.440f}};
  cut.sleeve_fullness = 0.020f;
  cut.wrinkle_depth = 0.006f;
  cut.half_width = Curve{{0.05f, 0.520f}, {0.3f, 0.450f},  {0.60f, 0.365f}, {0.75f, 0.330f},
                         {0.95f, 0.262f}, {1.08f, 0.207f}, {1.15f, 0.182f}, {1.3f, 0.180f}};
  cut.front_depth =
      Curve{{0.2f, 0.405f},  {0.60f, 0.356f},  {0.7f, 0.336f},  {0.9f, 0.278f},  {1.05f, 0.212f},
            {1.12f, 0.174f}, {1.195f, 0.154f}, {1.27f, 0.116f}, {1.34f, 0.080f}, {1.40f, 0.050f}};
  cut.back_depth = Curve{{0.05f, 0.560f}, {0.3f, 0.480f},  {0.60f, 0.400f}, {0.7f, 0.374f},  {0.9f, 0.290f},
                         {1.05f, 0.196f}, {1.13f, 0.142f}, {1.25f, 0.128f}, {1.34f, 0.110f}, {1.40f, 0.088f}};
  cut.hem_front = Curve{{0.0f, 0.880f}, {0.8f, 0.870f}, {1.0f, 0.845f}};
  cut.hem_back = Curve{{0.0f, 1.300f}, {0.7f, 1.270f}, {1.0f, 1.190f}};
  cut.slit_gap = 0.150f;
  cut.fold_depth = 0.014f;
  cut.fold_count = 3;
  const Coat coat(Body::lady(), cut);
  ModelBuilder builder("녹원삼");
  constexpr std::uint32_t kGreen = 0x17694B;
  Material stamped = silk_material("wonsam_silk", 0xFFFFFF, 1.0f);
  stamped.metallic = 1;
  stamped.sheen_color = linear_of(kGreen) * 0.7f + 0.06f;
  const std::int32_t silk =
      builder.add_material(stamped, gold_leaf_ground(Motif::Vine, srgb_of(kGreen), 0.22f));
  const std::int32_t lining = add_lining(builder, "wonsam_lining", 0xB7283A);
  const std::int32_t white =
      builder.add_material(silk_material("hansam_white", 0xFAF7F0, 0.8f), plain_silk());
  const std::int32_t red = builder.add_material(silk_material("stripe_red", 0xB5222F, 0.8f), satin_silk());
  const std::int32_t yellow =
      builder.add_material(silk_material("stripe_yellow", 0xEDBB3A, 0.8f), satin_silk());
  constexpr float kBand = 0.085f;
  const std::int32_t hem_gold =
      add_gold_band(builder, "wonsam_hem_gold", GoldBand::PeonyScroll, kGreen, kBand);
  const std::int32_t belt_gold = add_gold_band(builder, "daedae_gold", GoldBand::Geometric, 0x9A1626, 0.062f);

  // 맞깃: both fronts meet in the middle.
  const Curve over{{0.0f, 0.066f}, {0.03f, 0.057f}, {0.15f, 0.004f}, {0.25f, -0.010f}, {0.9f, -0.014f}};
  const Curve under{{0.0f, 0.066f}, {0.03f, 0.057f}, {0.15f, 0.004f}, {0.25f, -0.002f}, {0.9f, -0.002f}};
  add_coat(builder, coat.all(over, under), silk, lining, coat.scale());
  const std::uint32_t trims = builder.add_node("trims");
  const auto both = [&](float from, float to, float lift) {
    return joined({coat.sleeve_band(1, from, to, lift), coat.sleeve_band(-1, from, to, lift)});
  };
  builder.add("red stripe", red, both(0.60f, 0.70f, 0.0034f), trims);
  builder.add("yellow stripe", yellow, both(0.70f, 0.80f, 0.0038f), trims);
  builder.add("hansam", white, both(0.80f, 1.0f, 0.0042f), trims);
  const float side = cut.side_x * 0.9990f;
  builder.add("gold hem", hem_gold,
              joined({coat.hem_strip(-0.012f, side, true, kBand, 0.006f, 0.0022f),
                      coat.hem_strip(-side, -0.006f, true, kBand, 0.006f, 0.0006f),
                      coat.hem_strip(-side, side, false, kBand, 0.006f, 0.0022f)}),
              trims);
  CollarCut collar_cut;
  collar_cut.line = {{-0.004f, 0.205f}, {-0.008f, 0.145f},  {-0.036f, 0.072f}, {-0.060f, 0.020f},
                     {-0.064f, 0.002f}, {-0.054f, -0.020f}, {0.0f, -0.028f},   {0.054f, -0.020f},
                     {0.064f, 0.002f},  {0.060f, 0.020f},   {0.036f, 0.072f},  {0.008f, 0.145f},
                     {0.004f, 0.205f}};
  collar_cut.width = 0.044f;
  collar_cut.white_end = 0.045f;
  collar_cut.round_end = false;
  collar_cut.under_until = 0;
  const Collar neck = collar(coat, collar_cut);
  builder.add("collar", silk, neck.band, trims);
  builder.add("dongjeong", white, neck.white, trims);

  // 대대: the broad red belt, knotted behind, its ends hanging down the back.
  const Path around = girdle(coat, 0.285f, 0.010f);
  std::vector<Shape> belt;
  Shape loop =
      patch(160, 6,
            [&](float u, float v) {
              const glm::vec3 p = around.at(u);
              const float slack = 0.0012f * std::sin(u * kTau * 9) * std::sin(v * kPi);
              const glm::vec3 out = glm::normalize(glm::vec3(p.x, 0, p.z));
              return p + out * (0.003f * std::sin(v * kPi) + slack) + glm::vec3(0, (v - 0.5f) * 0.062f, 0);
            },
            {true, {}});
  belt.push_back(loop);
  for (const float s : {-1.0f, 1.0f}) {
    std::vector<glm::vec3> points;
    for (int i = 0; i <= 10; ++i) {
      const float q = 0.285f + 0.075f * static_cast<float>(i);
      points.push_back(coat.at(s * (0.012f + 0.022f * smooth_step(0, 4, static_cast<float>(i))), -q, 0.016f));
    }
    belt.push_back(ribbon(
        Path(points), [](float) { return glm::vec3(0.031f, 0, 0); }, 50, 0.0014f));
  }
  belt.push_back(translated(box({0.050f, 0.070f, 0.018f}, 0.008f, 3), coat.at(0, -0.285f, 0.016f)));
  builder.add("daedae", belt_gold, joined(belt), trims);
  return builder.finish();
}

Model jokduri_model() {
  ModelBuilder builder("족두리");
  const std::int32_t silk = builder.add_material(silk_material("black_silk", 0x17141A, 0.9f), satin_silk());
  const std::int32_t gold = builder.add_material(gold_material("gilt_silver"));
  Material jade_material = plain_material("white_jade", 0xDCE8DC, 0.2f);
  jade_material.clearcoat = 0.7f;
  const std::int32_t jade = builder.add_material(jade_material);
  Material coral_material = plain_material("coral", 0xC8402F, 0.28f);
  coral_material.clearcoat = 0.5f;
  const std::int32_t coral = builder.add_material(coral_material);
  Material amber_material = plain_material("amber", 0xD08A2A, 0.15f);
  amber_material.clearcoat = 1;
  const std::int32_t amber = builder.add_material(amber_material);
  const std::int32_t cord = builder.add_material(silk_material("red_cord", 0xB3202F, 0.8f), cord_braid());
  const std::uint32_t cap = builder.add_node("jokduri", 0, {0, 1.638f, 0.030f});

  // Round below, six-sided and wider above, with a padded top.
  const auto wall = [](float a, float v) {
    const float sector = kTau / 6;
    const float within = std::fmod(a + sector / 2, sector) - sector / 2;
    const float hexagon = std::cos(sector / 2) / std::cos(within) * 1.06f;
    const float puff = 1 + 0.05f * std::sin(v * kPi);
    const float r = mix(0.043f, 0.047f * mix(1.0f, hexagon, 0.85f), smooth_step(0.0f, 0.7f, v)) * puff;
    return glm::vec3(std::sin(a) * r, v * 0.050f, std::cos(a) * r);
  };
  builder.add("walls", silk, patch(96, 14, [&](float u, float v) { return wall(u * kTau, v); }, {true, {}}),
              cap);
  builder.add("top", silk,
              patch(96, 10,
                    [&](float u, float v) {
                      const glm::vec3 edge = wall(u * kTau, 1);
                      const float t = 1 - v;
                      // Sunk along the six seams, raised between.
                      const float seam = std::abs(std::cos(u * kTau * 3));
                      return glm::vec3(
                          edge.x * t,
                          edge.y + 0.009f * std::sin(t * kPi) * (0.4f + 0.6f * (1 - seam)) - 0.003f * (1 - t),
                          edge.z * t);
                    },
                    {true, {}}),
              cap);
  std::vector<Shape> gilt;
  std::vector<Shape> corals;
  std::vector<Shape> ambers;
  std::vector<Shape> jades;
  for (int i = 0; i < 6; ++i) {
    const float a = kTau * (static_cast<float>(i) + 0.5f) / 6;
    std::vector<glm::vec3> seam;
    for (int k = 0; k <= 12; ++k)
      seam.push_back(wall(a, static_cast<float>(k) / 12) * glm::vec3(1.012f, 1, 1.012f));
    gilt.push_back(tube(Path(seam), 0.0008f, 24, 6));
    const glm::vec3 face = wall(kTau * static_cast<float>(i) / 6, 0.52f) * glm::vec3(1.02f, 1, 1.02f);
    gilt.push_back(translated(scaled(sphere(0.0075f, 20, 12), {1, 1, 1}), face * glm::vec3(0.95f, 1, 0.95f)));
    (i % 2 == 0 ? corals : jades)
        .push_back(translated(sphere(0.0052f, 18, 12), face * glm::vec3(1.05f, 1, 1.05f)));
    for (int k = 0; k < 2; ++k)
      ambers.push_back(translated(sphere(0.0030f, 12, 8), wall(a, 0.25f + 0.5f * static_cast<float>(k)) *
                                                              glm::vec3(1.03f, 1, 1.03f)));
  }
  // Stacked on the top: gilt foot, jade plate, amber, coral.
  const glm::vec3 middle(0, 0.047f, 0);
  gilt.push_back(translated(cylinder(0.014f, 0.004f, 32, 0.001f), middle));
  jades.push_back(translated(cylinder(0.0175f, 0.0035f, 40, 0.001f), middle + glm::vec3(0, 0.004f, 0)));
  gilt.push_back(translated(cylinder(0.009f, 0.003f, 28, 0.001f), middle + glm::vec3(0, 0.0075f, 0)));
  ambers.push_back(
      translated(scaled(sphere(0.0085f, 24, 16), {1, 0.85f, 1}), middle + glm::vec3(0, 0.0165f, 0)));
  corals.push_back(translated(sphere(0.0052f, 20, 14), middle + glm::vec3(0, 0.0275f, 0)));
  builder.add("gilt", gold, joined(gilt), cap);
  builder.add("coral", coral, joined(corals), cap);
  builder.add("amber", amber, joined(ambers), cap);
  builder.add("jade", jade, joined(jades), cap);
  // Strings that tie it to the hair.
  std::vector<Shape> strings;
  for (const float s : {-1.0f, 1.0f}) {
    strings.push_back(tube(Path({{s * 0.042f, 0.002f, 0},
                                 {s * 0.066f, -0.022f, -0.022f},
                                 {s * 0.074f, -0.070f, -0.060f},
                                 {s * 0.050f, -0.120f, -0.108f},
                                 {0, -0.142f, -0.130f}}),
                           0.0016f, 60, 8));
  }
  builder.add("strings", cord, joined(strings), cap);
  return builder.finish();
}

}  // namespace bandaji
