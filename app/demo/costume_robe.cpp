// 도포 and 곤룡포: men's robes.
#include <cmath>

#include "app/demo/costumes.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/wardrobe.h"

namespace bandaji {
namespace {

// Long robe with wide sleeves, for the base body.
CoatCut robe_cut() {
  CoatCut cut;
  cut.side_x = 0.195f;
  cut.underarm = 0.250f;
  cut.sleeve_end_x = 0.610f;
  cut.cuff_tilt = 0.30f;
  cut.sleeve_depth = Curve{{0.0f, 0.250f},  {0.25f, 0.335f}, {0.55f, 0.420f},
                           {0.85f, 0.440f}, {0.96f, 0.420f}, {1.0f, 0.395f}};
  cut.sleeve_fullness = 0.020f;
  cut.half_width = Curve{{0.12f, 0.400f}, {0.5f, 0.322f}, {0.85f, 0.243f}, {1.1f, 0.198f}, {1.3f, 0.195f}};
  cut.front_depth = Curve{{0.12f, 0.285f}, {0.5f, 0.240f},  {0.85f, 0.186f}, {1.05f, 0.150f},
                          {1.2f, 0.140f},  {1.27f, 0.118f}, {1.34f, 0.082f}, {1.40f, 0.050f}};
  cut.back_depth = Curve{{0.12f, 0.300f}, {0.5f, 0.246f},  {0.85f, 0.180f}, {1.05f, 0.134f},
                         {1.2f, 0.132f},  {1.34f, 0.112f}, {1.40f, 0.090f}};
  cut.hem_front = Curve{{0.0f, 1.290f}, {1.0f, 1.262f}};
  cut.hem_back = Curve{{0.0f, 1.290f}, {1.0f, 1.262f}};
  cut.fold_depth = 0.030f;
  cut.fold_count = 4.2f;
  cut.wrinkle_depth = 0.006f;
  return cut;
}

}  // namespace

Model dopo_model() {
  CoatCut cut = robe_cut();
  cut.seed = 21;
  const Body body = Body::lord();
  const Coat coat(body, cut);
  const float s = coat.scale();
  ModelBuilder builder("도포");
  const std::int32_t silk = builder.add_material(silk_material("dopo_ramie", 0xC9DDE2, 1.0f), plain_silk());
  const std::int32_t lining = add_lining(builder, "dopo_inside", 0xDCE6E6);
  const std::int32_t white = builder.add_material(plain_material("dongjeong", 0xFFFFFF, 0.75f), cotton());
  const std::int32_t cord = builder.add_material(silk_material("sejodae_cord", 0x8C1F2E, 0.8f), cord_braid());
  const std::int32_t gold = builder.add_material(gold_material("cord_gold"));

  const glm::vec2 end(-0.062f, 0.268f);
  const Curve over = over_edge(end, -0.115f, 1.2f);
  const Curve under = under_edge(-0.070f, 1.2f);
  add_coat(builder, coat.all(over, under), silk, lining, s);
  const std::uint32_t trims = builder.add_node("trims");
  CollarCut collar_cut;
  collar_cut.line = crossed_collar_line(end);
  collar_cut.width = 0.056f;
  collar_cut.white_width = 0.020f;
  collar_cut.round_end = false;
  const Collar neck = collar(coat, collar_cut);
  builder.add("collar", silk, neck.band, trims);
  builder.add("dongjeong", white, neck.white, trims);
  BowCut bow_cut;
  bow_cut.at = {-0.062f, 0.262f};
  bow_cut.width = 0.044f;
  bow_cut.loop = 0.105f;
  bow_cut.long_tail = 0.50f;
  bow_cut.short_tail = 0.44f;
  bow_cut.flare = 0.12f;
  builder.add("goreum", silk, bow(coat, bow_cut), trims);

  // 전삼: the flap that hangs free over the slit of the back.
  CoatCut flap_cut = cut;
  flap_cut.seed = 33;
  flap_cut.fold_depth = 0.016f;
  const Coat flap(body, flap_cut);
  const Shape hanging = patch(26, 44, [&](float u, float v) {
    const float q = mix(1.245f, 0.088f, v);
    const float half = mix(0.138f, 0.128f, v);
    return flap.at(mix(half, -half, u), -q, -0.001f + 0.016f * smooth_step(0.0f, 0.15f, 1 - v));
  });
  const Shell flap_shell = thickened(with_normals(hanging), 0.0018f, 0.5f);
  builder.add("back flap", silk, flap_shell.all(), trims);

  // 세조대: thin braided cord, wound twice, knotted in front, two tassels.
  std::vector<Shape> cords;
  std::vector<Shape> heads;
  cords.push_back(tube(
      girdle(coat, 0.300f, 0.006f), [s](float) { return 0.0042f * s; }, 120, 6, false));
  cords.push_back(tube(
      girdle(coat, 0.310f, 0.006f), [s](float) { return 0.0042f * s; }, 120, 6, false));
  const glm::vec3 knot = coat.at(0.035f, 0.306f, 0.012f);
  cords.push_back(translated(scaled(sphere(0.014f * s, 18, 12), {1, 1.1f, 0.8f}), knot));
  for (int i = 0; i < 2; ++i) {
    const float side = i == 0 ? -1.0f : 1.0f;
    std::vector<glm::vec3> hang{knot};
    for (int k = 1; k <= 6; ++k)
      hang.push_back(
          coat.at(0.035f + side * 0.018f,
                  0.306f + 0.068f * static_cast<float>(k) - (i == 0 ? 0.0f : 0.006f * static_cast<float>(k)),
                  0.014f));
    const Path fall(hang);
    cords.push_back(tube(fall, 0.0042f * s, 60, 8));
    cords.push_back(translated(scaled(sphere(0.0105f * s, 16, 10), {1, 1.25f, 1}), fall.at(0.9f)));
    const Tassel end_tassel = tassel(fall.at(1.0f), 0.24f * s, 0.016f * s, 36);
    cords.push_back(end_tassel.threads);
    heads.push_back(end_tassel.head);
    const Path loop({knot, knot + glm::vec3(side * 0.035f, 0.012f, 0.004f) * s,
                     knot + glm::vec3(side * 0.075f, -0.012f, 0.004f) * s,
                     knot + glm::vec3(side * 0.040f, -0.022f, 0.008f) * s, knot});
    cords.push_back(tube(loop, 0.0042f * s, 50, 8));
  }
  builder.add("sejodae", cord, joined(cords), trims);
  builder.add("tassel heads", gold, joined(heads), trims);
  return builder.finish();
}

Model gollyongpo_model() {
  CoatCut cut = robe_cut();
  cut.seed = 41;
  cut.layer = 0.004f;
  const Coat coat(Body::lord(), cut);
  const float s = coat.scale();
  ModelBuilder builder("곤룡포");
  constexpr std::uint32_t kRed = 0xA01522;
  const std::int32_t silk =
      builder.add_material(silk_material("gollyongpo_silk", kRed, 0.95f), brocade(Motif::Cloud));
  const std::int32_t lining = add_lining(builder, "gollyongpo_lining", 0x23408A);
  const std::int32_t white =
      builder.add_material(plain_material("inner_collar_white", 0xFBFAF5, 0.8f), cotton());
  Material stitched = plain_material("dragon_bo", 0xFFFFFF, 1, 1);
  stitched.double_sided = true;
  const std::int32_t dragon = builder.add_material(stitched, dragon_roundel(srgb_of(0x7E101C)));

  // 단령: a round neck; the left front covers the whole chest.
  const Curve over{{0.0f, 0.070f},   {0.035f, 0.060f}, {0.066f, 0.030f}, {0.078f, -0.010f},
                   {0.10f, -0.090f}, {0.25f, -0.120f}, {1.2f, -0.135f}};
  const Curve under{{0.0f, 0.070f}, {0.035f, 0.060f}, {0.066f, 0.030f}, {0.080f, 0.0f}, {1.2f, -0.02f}};
  add_coat(builder, coat.all(over, under), silk, lining, s);
  const std::uint32_t trims = builder.add_node("trims");
  CollarCut collar_cut;
  // The round band: front, both sides of the neck, back, ending on the wearer's right shoulder.
  collar_cut.line = {{0.020f, 0.074f},   {-0.030f, 0.068f}, {-0.060f, 0.038f}, {-0.070f, 0.004f},
                     {-0.056f, -0.020f}, {0.0f, -0.028f},   {0.056f, -0.020f}, {0.070f, 0.004f},
                     {0.060f, 0.038f},   {0.030f, 0.070f},  {-0.012f, 0.080f}, {-0.058f, 0.066f},
                     {-0.092f, 0.026f}};
  collar_cut.width = 0.034f;
  collar_cut.white_width = 0;
  collar_cut.round_end = false;
  collar_cut.under_until = 0.14f;
  builder.add("round collar", silk, collar(coat, collar_cut).band, trims);
  // White collar of the inner coat, seen inside the neck.
  CollarCut inner_cut;
  inner_cut.line = {{0.010f, 0.098f},   {-0.024f, 0.060f}, {-0.052f, 0.024f}, {-0.062f, 0.000f},
                    {-0.050f, -0.020f}, {0.0f, -0.026f},   {0.050f, -0.020f}, {0.062f, 0.000f},
                    {0.050f, 0.026f},   {0.020f, 0.062f},  {-0.016f, 0.104f}};
  inner_cut.width = 0.020f;
  inner_cut.white_width = 0;
  inner_cut.round_end = false;
  inner_cut.lift = -0.006f;
  inner_cut.under_until = 0.18f;
  builder.add("inner collar", white, collar(coat, inner_cut).band, trims);
  BowCut bow_cut;
  bow_cut.at = {-0.128f, 0.120f};
  bow_cut.width = 0.036f;
  bow_cut.loop = 0.060f;
  bow_cut.long_tail = 0.34f;
  bow_cut.short_tail = 0.29f;
  bow_cut.flare = 0.1f;
  builder.add("goreum", silk, bow(coat, bow_cut), trims);

  // 옥대: a stiff hoop that stands off the body, red silk over horn, set with jade.
  const std::int32_t strap = builder.add_material(silk_material("belt_silk", 0x7A0F1C, 0.7f), satin_silk());
  const std::int32_t gold = builder.add_material(gold_material("belt_gold"));
  Material jade_material = plain_material("belt_jade", 0xDDE8D6, 0.18f);
  jade_material.clearcoat = 0.8f;
  const std::int32_t jade = builder.add_material(jade_material);
  const std::uint32_t belt = builder.add_node("okdae");
  const auto hoop = [s](float angle, float out, float up) {
    const float k = std::pow(
        std::pow(std::abs(std::sin(angle)), 2.4f) + std::pow(std::abs(std::cos(angle)), 2.4f), -1 / 2.4f);
    return glm::vec3((0.222f + out) * std::sin(angle) * k, 1.085f - 0.014f * std::cos(angle) + up,
                     (0.196f + out) * std::cos(angle) * k - 0.004f) *
           s;
  };
  builder.add("strap", strap,
              with_normals(patch(
                  120, 12,
                  [&](float u, float v) {
                    const float a = v * kTau;
                    return hoop(u * kTau,
                                0.0035f * std::copysign(std::pow(std::abs(std::sin(a)), 0.5f), std::sin(a)),
                                -0.0215f * std::copysign(std::pow(std::abs(std::cos(a)), 0.5f), std::cos(a)));
                  },
                  {true, {}})),
              belt);
  std::vector<Shape> plates;
  std::vector<Shape> frames;
  const auto plate = [&](float angle, float width, float height) {
    const glm::vec3 middle = hoop(angle, 0.0045f, 0);
    const glm::vec3 along = hoop(angle + 0.03f, 0.0045f, 0) - hoop(angle - 0.03f, 0.0045f, 0);
    const float turn = std::atan2(-along.z, along.x);
    frames.push_back(translated(
        rotated(box(glm::vec3(width + 0.006f, height + 0.006f, 0.005f) * s, 0.002f * s), {0, 1, 0}, turn),
        middle));
    plates.push_back(translated(
        rotated(box(glm::vec3(width, height, 0.010f) * s, 0.0035f * s, 3), {0, 1, 0}, turn), middle));
  };
  // 삼태 in front, then hearts (here ovals) and squares to the back.
  plate(0, 0.048f, 0.036f);
  for (const float side : {-1.0f, 1.0f}) {
    plate(side * 0.185f, 0.020f, 0.034f);
    for (int i = 0; i < 4; ++i) plate(side * (0.42f + 0.27f * static_cast<float>(i)), 0.030f, 0.030f);
    plate(side * 1.62f, 0.040f, 0.032f);
    for (int i = 0; i < 3; ++i) plate(side * (2.02f + 0.36f * static_cast<float>(i)), 0.038f, 0.032f);
  }
  builder.add("jade plates", jade, joined(plates), belt);
  builder.add("gold frames", gold, joined(frames), belt);

  // 보: chest, back and both shoulders.
  const float radius = 0.112f;
  builder.add(
      "dragon roundels", dragon,
      joined({coat.disc({0.004f, 0.205f}, radius, 0.0045f), coat.disc({0.0f, -0.190f}, radius, 0.0035f),
              coat.disc({0.198f, 0.0f}, radius * 0.82f, 0.004f, -kPi / 2),
              coat.disc({-0.198f, 0.0f}, radius * 0.82f, 0.004f, kPi / 2)}),
      trims);
  return builder.finish();
}

}  // namespace bandaji
