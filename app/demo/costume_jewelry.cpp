// 노리개, 비녀, 떨잠: what is hung on a jacket and set in the hair.
#include <cmath>
#include <glm/geometric.hpp>

#include "app/demo/costumes.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/wardrobe.h"

namespace bandaji {
namespace {

Material jade_stone(const char* name, std::uint32_t rgb) {
  Material m = plain_material(name, rgb, 0.2f);
  m.clearcoat = 0.7f;
  m.clearcoat_roughness = 0.08f;
  m.transmission = 0.12f;
  m.thickness = 0.008f;
  m.attenuation_distance = 0.02f;
  m.attenuation_color = linear_of(rgb);
  return m;
}

// A puffed plaque: an outline given by radius over angle, rounded to its edge.
Shape plaque(const std::function<float(float)>& outline, float thickness, int segments = 72, int rings = 8) {
  std::vector<Shape> sides;
  for (const float z : {1.0f, -1.0f}) {
    const Shape side =
        patch(segments, rings,
              [&](float u, float v) {
                const float a = u * kTau;
                const float t = 1 - v;
                const float r = outline(a) * std::sin(t * kPi / 2);
                return glm::vec3(std::sin(a) * r, std::cos(a) * r,
                                 z * thickness * 0.5f * positive_power(std::cos(t * kPi / 2), 0.6f));
              },
              {true, {}});
    sides.push_back(z > 0 ? flipped(side) : side);
  }
  return with_normals(joined(sides), 180);
}

// Five round petals.
Shape blossom(float radius, float thickness) {
  return plaque([=](float a) { return radius * (0.72f + 0.28f * std::abs(std::cos(a * 2.5f))); }, thickness,
                80);
}

}  // namespace

Model norigae_model() {
  ModelBuilder builder("노리개");
  const std::int32_t cord = builder.add_material(silk_material("maedeup_cord", 0xB3263B, 0.8f), cord_braid());
  const std::int32_t thread =
      builder.add_material(silk_material("tassel_thread", 0xB3263B, 0.75f), hair_strands());
  const std::int32_t gold = builder.add_material(gold_material("gilt_silver"));
  const std::int32_t jade = builder.add_material(jade_stone("white_jade", 0xC4DDC6));
  Material coral_material = plain_material("coral", 0xC8402F, 0.28f);
  coral_material.clearcoat = 0.5f;
  const std::int32_t coral = builder.add_material(coral_material);
  const std::int32_t enamel = builder.add_material([] {
    Material m = plain_material("blue_enamel", 0x2B5C9E, 0.25f);
    m.clearcoat = 1;
    return m;
  }());

  // 띠돈: the hook at the top, a gilt plaque with a blossom.
  const std::uint32_t hook = builder.add_node("tteedon", 0);
  builder.add("plate", gold,
              translated(plaque(
                             [](float a) {
                               return 0.0200f /
                                      std::pow(std::pow(std::abs(std::sin(a)), 4.0f) +
                                                   std::pow(std::abs(std::cos(a)), 4.0f),
                                               0.25f) *
                                      (1 - 0.08f * std::cos(4 * a));
                             },
                             0.0055f),
                         {0, 0.355f, 0}),
              hook);
  builder.add("blossom", enamel, translated(blossom(0.0135f, 0.005f), {0, 0.355f, 0.0025f}), hook);
  builder.add("center", coral, translated(sphere(0.0042f, 16, 12), {0, 0.355f, 0.0055f}), hook);
  builder.add("hook", gold,
              tube(Path({{0, 0.372f, -0.002f},
                         {0, 0.379f, -0.008f},
                         {0, 0.372f, -0.013f},
                         {0, 0.345f, -0.012f},
                         {0, 0.335f, -0.010f}}),
                   0.0016f, 40, 8),
              hook);

  // Cord, knots, ornament.
  const std::uint32_t knots = builder.add_node("maedeup", 0);
  std::vector<Shape> cords;
  const auto pair = [&](float from, float to) {
    for (const float side : {-1.0f, 1.0f})
      cords.push_back(tube(Path({{side * 0.0022f, from, 0},
                                 {side * 0.0026f, (from + to) / 2, 0.0004f},
                                 {side * 0.0022f, to, 0}}),
                           0.0019f, 24, 8));
  };
  pair(0.338f, 0.284f);
  cords.push_back(butterfly_knot({0, 0.276f, 0}, 0.060f, 0.0019f));
  pair(0.268f, 0.236f);
  builder.add(
      "gold cap upper", gold,
      translated(
          lathe({{0, -0.006f}, {0.008f, -0.006f}, {0.007f, -0.002f}, {0.0045f, 0.003f}, {0, 0.004f}}, 20),
          {0, 0.236f, 0}),
      knots);
  // 주체: a carved jade butterfly in gilt mounting.
  const std::uint32_t body = builder.add_node("ornament", 0, {0, 0.200f, 0});
  const auto wing_outline = [](float a) {
    const float x = std::abs(std::sin(a));
    const float y = std::cos(a);
    const float lobes =
        0.62f + 0.30f * std::pow(x, 1.4f) + 0.16f * std::abs(std::sin(2 * a)) * (y > 0 ? 1.1f : 0.75f);
    return 0.036f * lobes * (1 - 0.24f * std::pow(std::max(0.0f, 1 - x * 2.2f), 2.0f));
  };
  builder.add("jade butterfly", jade, plaque(wing_outline, 0.0100f, 144, 12), body);
  builder.add(
      "gilt frame", gold,
      [&] {
        std::vector<glm::vec3> ring;
        for (int i = 0; i < 72; ++i) {
          const float a = kTau * static_cast<float>(i) / 72;
          ring.emplace_back(std::sin(a) * wing_outline(a) * 1.01f, std::cos(a) * wing_outline(a) * 1.01f, 0);
        }
        return tube(
            Path(ring, true), [](float) { return 0.0014f; }, 216, 8, false);
      }(),
      body);
  builder.add(
      "butterfly body", gold,
      joined({tube(
                  Path({{0, -0.016f, 0.0062f}, {0, 0, 0.0080f}, {0, 0.018f, 0.0062f}}),
                  [](float t) { return 0.0036f * std::sin(kPi * (0.12f + 0.8f * t)); }, 24, 10),
              tube(Path({{0.001f, 0.015f, 0.0055f}, {0.006f, 0.023f, 0.007f}, {0.012f, 0.026f, 0.008f}}),
                   0.0006f, 16, 6),
              tube(Path({{-0.001f, 0.015f, 0.0055f}, {-0.006f, 0.023f, 0.007f}, {-0.012f, 0.026f, 0.008f}}),
                   0.0006f, 16, 6)}),
      body);
  std::vector<Shape> spots;
  for (const float side : {-1.0f, 1.0f}) {
    spots.push_back(translated(sphere(0.0034f, 14, 10), {side * 0.0190f, 0.0075f, 0.0046f}));
    spots.push_back(translated(sphere(0.0026f, 14, 10), {side * 0.0145f, -0.0105f, 0.0046f}));
  }
  builder.add("coral spots", coral, joined(spots), body);
  pair(0.178f, 0.146f);
  cords.push_back(lotus_knot({0, 0.128f, 0}, 0.046f, 0.0019f));
  pair(0.112f, 0.086f);
  builder.add("cords", cord, joined(cords), knots);

  // 술: two long tassels side by side (봉술 heads bound in gold), and a shorter one between.
  const std::uint32_t tassels = builder.add_node("sul", 0);
  std::vector<Shape> threads;
  std::vector<Shape> heads;
  std::vector<Shape> links;
  for (int i = 0; i < 3; ++i) {
    const float x = (static_cast<float>(i) - 1) * 0.0165f;
    links.push_back(
        tube(Path({{0, 0.090f, 0}, {x * 0.7f, 0.082f, 0.0008f}, {x, 0.068f, 0}}), 0.0017f, 20, 8));
    const Tassel t = tassel({x, 0.070f, i == 1 ? 0.004f : 0.0f}, i == 1 ? 0.250f : 0.265f, 0.0085f, 44);
    threads.push_back(t.threads);
    heads.push_back(t.head);
  }
  builder.add("tassels", thread, joined(threads), tassels);
  builder.add("tassel heads", gold, joined(heads), tassels);
  builder.add("links", cord, joined(links), tassels);
  // Ends of the tassels stand at the origin's height.
  Model model = builder.finish();
  model.nodes[0].translation = {0, 0.20f, 0};
  return model;
}

Model binyeo_model() {
  ModelBuilder builder("비녀");
  const std::int32_t jade = builder.add_material(jade_stone("green_jade", 0x86B79A));
  const std::int32_t gold = builder.add_material(gold_material("gilt_silver"));
  Material coral_material = plain_material("coral", 0xC8402F, 0.28f);
  coral_material.clearcoat = 0.5f;
  const std::int32_t coral = builder.add_material(coral_material);
  const std::int32_t pearl = builder.add_material([] {
    Material m = plain_material("pearl", 0xF3EBDD, 0.2f);
    m.clearcoat = 0.8f;
    m.iridescence = 0.5f;
    return m;
  }());
  // 봉잠: a phoenix's head at one end of a long pin.
  builder.add("pin", gold,
              tube(
                  Path({{-0.115f, 0, 0}, {0, 0.0006f, 0}, {0.100f, 0, 0}}),
                  [](float t) { return mix(0.0026f, 0.0048f, t); }, 60, 16));
  const std::uint32_t head = builder.add_node("phoenix head", 0, {0.100f, 0, 0});
  const Distance bird = [](const glm::vec3& p) {
    float d = distance_to_cone(p, {-0.004f, 0, 0}, {0.016f, 0.006f, 0}, 0.0062f, 0.0075f);
    d = smooth_min(d, distance_to_cone(p, {0.016f, 0.006f, 0}, {0.030f, 0.014f, 0}, 0.0072f, 0.0068f),
                   0.006f);
    d = smooth_min(d, distance_to_ellipsoid(p, {0.034f, 0.016f, 0}, {0.0088f, 0.0078f, 0.0070f}), 0.005f);
    d = smooth_min(d, distance_to_cone(p, {0.040f, 0.0150f, 0}, {0.052f, 0.0095f, 0}, 0.0038f, 0.0007f),
                   0.003f);
    for (int i = 0; i < 4; ++i) {  // Crest, swept back.
      const float a = 2.0f + 0.36f * static_cast<float>(i);
      d = smooth_min(d,
                     distance_to_cone(p, {0.031f, 0.021f, 0},
                                      {0.031f + std::cos(a) * 0.021f, 0.021f + std::sin(a) * 0.017f, 0},
                                      0.0027f, 0.0011f),
                     0.002f);
    }
    return d;
  };
  builder.add("head", gold,
              uv_boxed(surface_of(bird, {-0.014f, -0.012f, -0.012f}, {0.058f, 0.050f, 0.012f}, 0.0012f)),
              head);
  std::vector<Shape> scales;
  for (int row = 0; row < 3; ++row) {
    for (int i = 0; i < 10; ++i) {
      const float a = kTau * (static_cast<float>(i) + 0.5f * static_cast<float>(row)) / 10;
      scales.push_back(
          translated(scaled(sphere(0.0021f, 8, 6), {1.1f, 1, 1}),
                     {0.001f + 0.0048f * static_cast<float>(row),
                      0.0015f * static_cast<float>(row) + std::cos(a) * 0.0066f, std::sin(a) * 0.0066f}));
    }
  }
  builder.add("collar of pearls", pearl, joined(scales), head);
  builder.add("eyes", coral,
              joined({translated(sphere(0.0017f, 12, 8), {0.0375f, 0.0185f, 0.0062f}),
                      translated(sphere(0.0017f, 12, 8), {0.0375f, 0.0185f, -0.0062f})}),
              head);
  builder.add("jade beads", jade,
              joined({translated(scaled(sphere(0.0078f, 24, 16), {0.62f, 1, 1}), {-0.012f, 0, 0}),
                      translated(scaled(sphere(0.0062f, 24, 16), {0.55f, 1, 1}), {-0.0205f, 0, 0})}),
              head);
  // From the beak a drop on a chain.
  builder.add("chain", gold,
              tube(Path({{0.050f, 0.0100f, 0}, {0.0505f, 0.002f, 0}, {0.0500f, -0.010f, 0}}), 0.0005f, 20, 6),
              head);
  builder.add("drop", coral,
              translated(lathe({{0, -0.012f},
                                {0.0030f, -0.0095f},
                                {0.0042f, -0.006f},
                                {0.0028f, -0.002f},
                                {0.0006f, 0.0f},
                                {0, 0.0004f}},
                               20),
                         {0.0500f, -0.010f, 0}),
              head);
  return builder.finish();
}

Model tteoljam_model() {
  ModelBuilder builder("떨잠");
  const std::int32_t jade = builder.add_material(jade_stone("white_jade", 0xDCE8DC));
  const std::int32_t gold = builder.add_material(gold_material("gilt_silver"));
  Material coral_material = plain_material("coral", 0xC8402F, 0.28f);
  coral_material.clearcoat = 0.5f;
  const std::int32_t coral = builder.add_material(coral_material);
  const std::int32_t pearl = builder.add_material(plain_material("pearl", 0xF3EBDD, 0.2f));
  const std::int32_t blue = builder.add_material([] {
    Material m = plain_material("kingfisher_enamel", 0x2477A8, 0.3f);
    m.clearcoat = 1;
    return m;
  }());
  // Round jade plate pierced in petals, ornaments trembling on springs above it.
  builder.add("plate", jade,
              plaque([](float a) { return 0.036f * (0.90f + 0.10f * std::cos(a * 8)); }, 0.0060f, 128, 10));
  std::vector<Shape> rims;
  std::vector<glm::vec3> ring;
  for (int i = 0; i < 96; ++i) {
    const float a = kTau * static_cast<float>(i) / 96;
    const float r = 0.0362f * (0.90f + 0.10f * std::cos(a * 8));
    ring.emplace_back(std::sin(a) * r, std::cos(a) * r, 0);
  }
  rims.push_back(tube(
      Path(ring, true), [](float) { return 0.0011f; }, 240, 8, false));
  std::vector<Shape> flowers;
  std::vector<Shape> springs;
  std::vector<Shape> corals;
  std::vector<Shape> pearls;
  flowers.push_back(translated(blossom(0.0135f, 0.005f), {0, 0, 0.0052f}));
  corals.push_back(translated(sphere(0.0055f, 18, 12), {0, 0, 0.0085f}));
  for (int i = 0; i < 8; ++i) {
    const float a = kTau * (static_cast<float>(i) + 0.5f) / 8;
    const glm::vec3 at(std::sin(a) * 0.0240f, std::cos(a) * 0.0240f, 0.0035f);
    (i % 2 == 0 ? pearls : corals).push_back(translated(sphere(0.0028f, 14, 10), at));
  }
  const auto spring = [&](const glm::vec3& foot, const glm::vec3& top) {
    std::vector<glm::vec3> coil;
    const glm::vec3 axis = glm::normalize(top - foot);
    const glm::vec3 side = glm::normalize(glm::cross(axis, glm::vec3(0, 1, 0.2f)));
    const glm::vec3 other = glm::cross(axis, side);
    for (int k = 0; k <= 96; ++k) {
      const float t = static_cast<float>(k) / 96;
      const float a = t * kTau * 8;
      coil.push_back(glm::mix(foot, top, t) + (side * std::cos(a) + other * std::sin(a)) * 0.0012f);
    }
    springs.push_back(tube(Path(coil), 0.00028f, 190, 5));
  };
  const auto bird = [&](const glm::vec3& at, float size, float turn) {
    std::vector<Shape> parts;
    for (const float w : {-1.0f, 1.0f}) {
      parts.push_back(patch(6, 6, [=](float u, float v) {
        const float across = (u - 0.5f) * std::sin(kPi * std::pow(v, 0.7f)) * 0.62f;
        return glm::vec3((across - 0.25f * v) * size, w * v * size * 0.9f, 0.35f * v * v * size);
      }));
    }
    parts[0] = flipped(parts[0]);
    Shape shape = joined({thickened(with_normals(joined(parts)), 0.0004f).all(),
                          scaled(sphere(size * 0.2f, 12, 8), {2.2f, 0.8f, 0.8f})});
    flowers.push_back(translated(rotated(shape, {0, 0, 1}, turn), at));
  };
  const glm::vec3 tops[]{{0.0f, 0.024f, 0.034f},
                         {-0.024f, -0.010f, 0.031f},
                         {0.025f, -0.012f, 0.030f},
                         {0.012f, 0.008f, 0.042f},
                         {-0.013f, 0.012f, 0.038f}};
  for (int i = 0; i < 5; ++i) {
    spring(tops[i] * glm::vec3(0.55f, 0.55f, 0.1f), tops[i]);
    if (i < 3) {
      bird(tops[i], 0.0125f, 0.7f + 2.1f * static_cast<float>(i));
    } else {
      pearls.push_back(translated(sphere(0.0036f, 14, 10), tops[i]));
    }
  }
  builder.add("gilt", gold, joined(rims));
  builder.add("springs", gold, joined(springs));
  builder.add("enamel", blue, joined(flowers));
  builder.add("coral", coral, joined(corals));
  builder.add("pearls", pearl, joined(pearls));
  builder.add("pin", gold,
              tube(
                  Path({{0, -0.004f, -0.003f}, {0, -0.05f, -0.012f}, {0, -0.105f, -0.014f}}),
                  [](float t) { return mix(0.0022f, 0.0008f, t); }, 40, 10));
  return builder.finish();
}

}  // namespace bandaji
