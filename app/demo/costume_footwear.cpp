// 꽃신, women's shoes of embroidered silk with upturned toes, and 목화, black court boots.
#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "app/demo/costumes.h"
#include "app/demo/implicit.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/wardrobe.h"

namespace bandaji {
namespace {

constexpr float kLength = 0.246f;
constexpr float kHeel = -0.095f;  // z of the back.

// Everything over t, 0 at the heel and 1 at the tip of the toe.
float half_width(float t) {
  static const Curve line{{0.0f, 0.0305f},  {0.14f, 0.0305f}, {0.35f, 0.0315f}, {0.58f, 0.0405f},
                          {0.72f, 0.0405f}, {0.85f, 0.0300f}, {0.94f, 0.0135f}, {1.0f, 0.0f}};
  const float round = 1 - std::min(t / 0.13f, 1.0f);  // The heel is a half circle.
  return line(t) * std::sqrt(std::max(0.0f, 1 - round * round));
}
// Underside: stands on heel and ball, arched between, and curls up at the toe.
float sole_y(float t) {
  static const Curve line{{0.0f, 0.012f},  {0.05f, 0.003f}, {0.2f, 0.0f},    {0.45f, 0.005f}, {0.66f, 0.0f},
                          {0.80f, 0.004f}, {0.91f, 0.018f}, {0.97f, 0.034f}, {1.0f, 0.050f}};
  return line(t);
}
// Upper edge of the side walls; the opening ends in front at kOpening.
constexpr float kOpening = 0.60f;
float rim_y(float t) {
  static const Curve line{{0.0f, 0.068f},  {0.08f, 0.062f}, {0.30f, 0.047f}, {0.5f, 0.049f}, {0.60f, 0.054f},
                          {0.75f, 0.050f}, {0.88f, 0.050f}, {0.96f, 0.056f}, {1.0f, 0.062f}};
  return line(t);
}
float z_of(float t) {
  return kHeel + kLength * t;
}

// The upper: across runs from -1 (left sole) over the top to 1 (right sole).
glm::vec3 upper(float t, float across, float inset) {
  const float w = std::max(half_width(t) - inset * std::min(1.0f, half_width(t) / 0.006f), 0.0f);
  const float bottom = sole_y(t) + 0.008f;
  const float top = std::max(rim_y(t), bottom + 0.004f) - inset * 0.3f;
  const float a = across * kPi / 2;
  // Walls rise nearly straight, then round over to the top.
  const float x = std::sin(a) * w * (1 + 0.06f * std::sin(std::abs(a) * 2));
  const float y = bottom + (top - bottom) * positive_power(std::cos(a), 0.72f);
  return {x, y, z_of(t)};
}

// In front the vamp is closed; behind kOpening only the walls stand.
Shape shoe_upper(float inset) {
  std::vector<Shape> parts;
  parts.push_back(
      patch(28, 30, [&](float u, float v) { return upper(mix(kOpening, 1.0f, 1 - v), u * 2 - 1, inset); }));
  for (const float side : {-1.0f, 1.0f}) {
    const Shape wall = patch(44, 12, [&](float u, float v) {
      const float along = side > 0 ? 1 - u : u;
      const float t = kOpening * along * (0.25f + 0.75f * along);  // Closer steps round the heel.
      // Near the tip of the opening the edge swings to the middle in a curve.
      const float close = smooth_step(0.40f, kOpening, t);
      const float reach = mix(0.62f, 0.0f, std::pow(close, 2.2f));
      return upper(t, side * mix(1.0f, reach, v), inset);
    });
    parts.push_back(wall);
  }
  return with_normals(joined(parts));
}

Shape sole_shape() {
  std::vector<std::vector<glm::vec3>> sections;
  for (int i = 0; i <= 60; ++i) {
    const float even = static_cast<float>(i) / 60;
    const float t = even * (0.4f + 0.6f * even);
    const float w = half_width(t) + 0.0028f * std::min({1.0f, t / 0.01f, (1 - t) / 0.04f});
    const float y = sole_y(t);
    const float h = 0.0105f;
    std::vector<glm::vec3> ring;
    for (int k = 0; k < 16; ++k) {
      const float a = kTau * static_cast<float>(k) / 16;
      // A rounded bar, counter-clockwise seen from the toe.
      const float c = std::cos(a);
      const float s = std::sin(a);
      ring.emplace_back(w * std::copysign(std::pow(std::abs(c), 0.35f), c),
                        y + h * 0.5f + h * 0.5f * std::copysign(std::pow(std::abs(s), 0.45f), s), z_of(t));
    }
    sections.push_back(std::move(ring));
  }
  return with_normals(loft(sections), 50);
}

}  // namespace

Model kkotsin_model() {
  ModelBuilder builder("꽃신");
  Material embroidered = silk_material("kkotsin_silk", 0xFFFFFF, 1.0f);
  embroidered.sheen_color = glm::vec3(0.25f, 0.08f, 0.12f);
  const std::int32_t silk = builder.add_material(embroidered, embroidered_flowers(srgb_of(0xB8305E), 0.085f));
  const std::int32_t trim = builder.add_material(silk_material("trim_silk", 0x2F9A8C, 0.8f), satin_silk());
  const std::int32_t piping =
      builder.add_material(silk_material("piping_yellow", 0xE9BE4A, 0.7f), satin_silk());
  const std::int32_t inside = builder.add_material(plain_material("inside_felt", 0xE8DDC8, 0.9f), cotton());
  const std::int32_t hide = builder.add_material(plain_material("sole_leather", 0xD9CDB8, 1.0f), leather());

  const Shape skin = shoe_upper(0);
  const Shape outer = thickened(skin, 0.0016f, 1).outer;
  const Shape inner = flipped(shoe_upper(0.0016f));
  const Shape sole = sole_shape();
  const Shape bed = patch(10, 40, [](float u, float v) {
    const float t = mix(0.03f, 0.93f, 1 - v);
    return glm::vec3((u * 2 - 1) * (half_width(t) - 0.002f), sole_y(t) + 0.0125f, z_of(t));
  });
  // Turquoise cloud at toe and heel (코 and 뒤축), piped in yellow.
  const Shape toe = patch(24, 18, [](float u, float v) {
    const float across = u * 2 - 1;
    const float start = 0.80f - 0.10f * across * across + 0.035f * std::cos(across * kPi * 3);
    return upper(mix(start, 1.0f, 1 - v), across, -0.0026f * smooth_step(0.0f, 0.2f, v) - 0.0004f);
  });
  std::vector<Shape> heels;
  for (const float side : {-1.0f, 1.0f}) {
    heels.push_back(patch(16, 10, [&](float u, float v) {
      const float reach = 0.17f - 0.05f * std::cos(v * kPi * 2);
      const float along = side > 0 ? 1 - u : u;
      return upper(reach * along * along, side * mix(1.0f, 0.62f, v),
                   -0.0026f * smooth_step(0.0f, 0.15f, along) - 0.0006f);
    }));
  }
  std::vector<glm::vec3> rim;
  for (int i = 0; i <= 40; ++i) {
    const float along = static_cast<float>(i) / 40;
    const float t = kOpening * along * (0.1f + 0.9f * along);
    const float reach = mix(0.62f, 0.0f, std::pow(smooth_step(0.40f, kOpening, t), 2.2f));
    rim.push_back(upper(t, reach, -0.001f));
  }
  std::vector<glm::vec3> loop = rim;
  for (std::size_t i = rim.size() - 1; i-- > 0;) loop.emplace_back(-rim[i].x, rim[i].y, rim[i].z);
  const Shape edge = tube(Path(loop), 0.0021f, 220, 8);
  std::vector<glm::vec3> toe_line;
  for (int i = 0; i <= 32; ++i) {
    const float across = static_cast<float>(i) / 16 - 1;
    toe_line.push_back(
        upper(0.80f - 0.10f * across * across + 0.035f * std::cos(across * kPi * 3), across, -0.0028f));
  }
  const Shape toe_piping = tube(Path(toe_line), 0.0012f, 120, 6);
  std::vector<glm::vec3> welt;
  for (int i = 0; i <= 48; ++i) {
    const float even = static_cast<float>(i) / 48;
    const float t = even * (0.3f + 0.7f * even);
    welt.emplace_back(half_width(t) + 0.0022f * std::min(1.0f, t / 0.01f), sole_y(t) + 0.0108f, z_of(t));
  }
  std::vector<Shape> welts{tube(Path(welt), 0.0016f, 140, 6)};
  welts.push_back(mirrored_x(welts.front()));

  for (const float side : {1.0f, -1.0f}) {
    const std::uint32_t shoe =
        builder.add_node(side > 0 ? "left shoe" : "right shoe", 0, {side * 0.058f, 0, 0.02f});
    // The pair mirrors: the toes lean a little to each other.
    const auto worn = [&](const Shape& shape) {
      const Shape bent = deformed(shape, [](const glm::vec3& p) {
        const float t = (p.z - kHeel) / kLength;
        return p + glm::vec3(-0.010f * smooth_step(0.45f, 1.0f, t), 0, 0);
      });
      return with_normals(side > 0 ? bent : mirrored_x(bent));
    };
    builder.add("upper", silk, worn(outer), shoe);
    builder.add("lining", inside, worn(joined({inner, bed})), shoe);
    builder.add("sole", hide, with_normals(worn(sole), 50), shoe);
    builder.add("toe and heel", trim, worn(joined({toe, heels[0], heels[1]})), shoe);
    builder.add("piping", piping, worn(joined({edge, toe_piping, welts[0], welts[1]})), shoe);
  }
  return builder.finish();
}

Model mokhwa_model() {
  ModelBuilder builder("목화");
  Material felt_material = plain_material("black_felt", 0x1B191C, 0.95f);
  felt_material.sheen_color = glm::vec3(0.10f);
  felt_material.sheen_roughness = 0.6f;
  const std::int32_t felt = builder.add_material(felt_material, cotton());
  const std::int32_t hide = builder.add_material(plain_material("white_leather", 0xE9E4D8, 0.9f), leather());
  const std::int32_t red = builder.add_material(silk_material("red_piping", 0xA3202B, 0.7f), satin_silk());
  const std::int32_t inside = builder.add_material(plain_material("inside", 0x8E877A, 0.9f));
  constexpr float kTop = 0.300f;
  const Distance boot = [](const glm::vec3& p) {
    float d = distance_to_cone(p, {0, 0.045f, -0.060f}, {0, 0.040f, 0.120f}, 0.042f, 0.046f);
    d = smooth_min(d, distance_to_ellipsoid(p, {0, 0.050f, 0.135f}, {0.046f, 0.040f, 0.042f}), 0.03f);
    const float shaft = glm::length(glm::vec2(p.x, (p.z + 0.038f) * 0.92f)) -
                        (0.053f + 0.10f * std::max(0.0f, p.y - 0.10f) * 0.55f);
    d = smooth_min(d, std::max(shaft, 0.05f - p.y), 0.055f);
    // Soft felt sinks into folds at the ankle.
    d += 0.0022f * std::sin(p.y * 150 + p.z * 22) * bell((p.y - 0.115f) / 0.035f);
    return d;
  };
  const Shape skin =
      clipped(surface_of(boot, {-0.10f, -0.01f, -0.15f}, {0.10f, kTop + 0.03f, 0.20f}, 0.0075f),
              [](const glm::vec3& p) { return std::min(p.y - 0.026f, kTop - p.y); });
  const Shell walls = thickened(skin, 0.004f, 0);
  // The thick sole follows the foot's outline and turns up slightly in front.
  std::vector<glm::vec3> edge;
  for (int i = 0; i < 72; ++i) {
    const float a = kTau * static_cast<float>(i) / 72;
    const glm::vec3 along(std::sin(a), 0, std::cos(a));
    glm::vec3 p(0, 0.030f, 0.035f);
    for (int step = 0; step < 90 && boot(p) < 0.001f; ++step) p += along * 0.0018f;
    edge.push_back(p);
  }
  const auto lifted = [](const glm::vec3& p) { return 0.014f * smooth_step(0.09f, 0.19f, p.z); };
  std::vector<std::vector<glm::vec3>> layers;
  for (const auto& [y, grow] : {std::pair(0.0f, -0.004f), std::pair(0.002f, 0.0f), std::pair(0.024f, 0.003f),
                                std::pair(0.029f, 0.002f)}) {
    std::vector<glm::vec3> ring;
    for (const glm::vec3& p : edge) {
      const glm::vec3 out = glm::normalize(glm::vec3(p.x, 0, p.z - 0.035f));
      ring.push_back(glm::vec3(p.x, y + lifted(p) * (1 - y / 0.04f), p.z) + out * grow);
    }
    layers.push_back(std::move(ring));
  }
  LoftOptions closed;
  closed.cap_bottom = closed.cap_top = true;
  const Shape sole = loft(layers, closed);
  const auto loop_at = [&](float y, float out) {
    std::vector<glm::vec3> ring;
    for (int i = 0; i < 48; ++i) {
      const float a = kTau * static_cast<float>(i) / 48;
      const glm::vec3 along(std::sin(a), 0, std::cos(a));
      glm::vec3 p(0, y, -0.038f);
      for (int step = 0; step < 80 && boot(p) < out; ++step) p += along * 0.0012f;
      ring.push_back(p);
    }
    return Path(ring, true);
  };
  std::vector<glm::vec3> welt;
  for (const glm::vec3& p : edge) welt.push_back(glm::vec3(p.x, 0.031f + lifted(p) * 0.2f, p.z));
  std::vector<Shape> piping{tube(
                                loop_at(kTop, 0.0f), [](float) { return 0.0036f; }, 144, 8, false),
                            tube(
                                Path(welt, true), [](float) { return 0.0026f; }, 160, 8, false)};
  // A seam runs up the front of the shaft.
  std::vector<glm::vec3> seam;
  for (int i = 0; i <= 24; ++i) {
    const float y = mix(0.102f, kTop, static_cast<float>(i) / 24);
    glm::vec3 p(0, y, 0.0f);
    for (int step = 0; step < 200 && boot(p) < 0.0004f; ++step) p.z += 0.001f;
    seam.push_back(p);
  }
  piping.push_back(tube(Path(seam), 0.0020f, 60, 8));
  for (const float side : {1.0f, -1.0f}) {
    const std::uint32_t node =
        builder.add_node(side > 0 ? "left boot" : "right boot", 0, {side * 0.105f, 0, 0.02f});
    builder.add("felt", felt, uv_boxed(joined({walls.outer, walls.rim})), node);
    builder.add("inside", inside, walls.inner, node);
    builder.add("sole", hide, sole, node);
    builder.add("piping", red, joined(piping), node);
  }
  return builder.finish();
}

}  // namespace bandaji
