#include "app/demo/head.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/head_paint.h"
#include "app/demo/implicit.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/wardrobe.h"

namespace bandaji {
namespace {

// Local space: the eyes are at y = 0; this is where its origin stands on the body.
const glm::vec3 kOrigin(0, 1.540f, 0);
const glm::vec3 kEye(0.0322f, 0.0f, 0.0650f);
constexpr float kEyeRadius = 0.0145f;
const glm::vec3 kBun(0, -0.062f, -0.108f);
const glm::vec3 kGather(0, -0.070f,
                        -0.058f);  // Inside the head: strands lie in planes through this height and depth.

// The almond between the lids, seen from the front: negative inside.
float eye_opening(const glm::vec2& p) {
  const float tilt = 0.085f;  // The outer corner stands a little higher.
  const glm::vec2 q0 = p - glm::vec2(kEye.x + 0.0004f, kEye.y - 0.0006f);
  const glm::vec2 q(q0.x * std::cos(tilt) + q0.y * std::sin(tilt),
                    -q0.x * std::sin(tilt) + q0.y * std::cos(tilt));
  constexpr float a = 0.0149f;
  const auto circle = [&](float b, float sign) {
    const float r = (a * a + b * b) / (2 * b);
    return glm::length(q - glm::vec2(0, -sign * (r - b))) - r;
  };
  return std::max(circle(0.0064f, 1), circle(0.0044f, -1));
}

float skull(const glm::vec3& p) {
  float d = distance_to_ellipsoid(p, {0, 0.022f, -0.012f}, {0.0735f, 0.088f, 0.094f});
  d = smooth_min(d, distance_to_ellipsoid(p, {0, -0.028f, 0.026f}, {0.0550f, 0.072f, 0.060f}), 0.045f);
  return d;
}

float face(const glm::vec3& world) {
  const glm::vec3 p(std::abs(world.x), world.y, world.z);
  float d = skull(p);
  d = smooth_min(d, distance_to_ellipsoid(p, {0, 0.040f, 0.044f}, {0.052f, 0.038f, 0.043f}), 0.03f);
  d = smooth_min(d, distance_to_ellipsoid(p, {0, -0.086f, 0.061f}, {0.0165f, 0.0175f, 0.0210f}), 0.045f);
  d = smooth_min(d,
                 distance_to_cone(p, {0.0435f, -0.054f, 0.008f}, {0.011f, -0.090f, 0.060f}, 0.0145f, 0.0100f),
                 0.032f);
  d = smooth_min(d, distance_to_ellipsoid(p, {0.040f, -0.024f, 0.055f}, {0.022f, 0.020f, 0.022f}), 0.035f);
  d = smooth_min(
      d, distance_to_cone(p, {0.012f, 0.0190f, 0.0830f}, {0.046f, 0.0195f, 0.0670f}, 0.0030f, 0.0030f),
      0.024f);
  // Hollow of the eyes, then ball and lids.
  d = smooth_max(d, -distance_to_ellipsoid(p, {0.0310f, -0.0005f, 0.0960f}, {0.0190f, 0.0115f, 0.0150f}),
                 0.016f);
  const float lids = glm::length(p - kEye) - (kEyeRadius + 0.0014f);
  d = smooth_min(d, lids, 0.006f);
  const float fold = std::abs(eye_opening({p.x, p.y - 0.0052f}) - 0.0008f);  // 쌍꺼풀: the crease above.
  if (p.y > 0.001f)
    d += 0.0007f * std::exp(-fold * fold / (0.0008f * 0.0008f)) * smooth_step(0.02f, 0.0f, lids);
  const float opening = eye_opening({p.x, p.y});
  d = smooth_max(d, -std::max(opening, 0.0640f - p.z), 0.0012f);
  // Nose.
  float nose = distance_to_cone(p, {0, 0.010f, 0.0830f}, {0, -0.026f, 0.1015f}, 0.0044f, 0.0058f);
  nose =
      smooth_min(nose, distance_to_ellipsoid(p, {0, -0.0300f, 0.1020f}, {0.0076f, 0.0070f, 0.0082f}), 0.008f);
  nose = smooth_min(nose, distance_to_ellipsoid(p, {0.0095f, -0.0335f, 0.0915f}, {0.0054f, 0.0056f, 0.0082f}),
                    0.007f);
  d = smooth_min(d, nose, 0.014f);
  d = smooth_max(d, -distance_to_ellipsoid(p, {0.0050f, -0.0396f, 0.0985f}, {0.0026f, 0.0024f, 0.0044f}),
                 0.003f);
  // Mouth.
  float lips = distance_to_ellipsoid(p, {0.0060f, -0.0560f, 0.0876f}, {0.0124f, 0.0052f, 0.0076f});
  lips =
      smooth_min(lips, distance_to_ellipsoid(p, {0, -0.0662f, 0.0866f}, {0.0152f, 0.0066f, 0.0082f}), 0.003f);
  d = smooth_min(d, lips, 0.008f);
  d = smooth_max(
      d, -distance_to_ellipsoid(p, {0, -0.0607f + 1.8f * p.x * p.x, 0.0985f}, {0.0205f, 0.0009f, 0.0085f}),
      0.0028f);
  d = smooth_max(d, -distance_to_capsule(p, {0, -0.0440f, 0.0985f}, {0, -0.0510f, 0.0975f}, 0.0018f), 0.005f);
  d = smooth_max(d, -distance_to_ellipsoid(p, {0, -0.0770f, 0.0960f}, {0.016f, 0.0040f, 0.0075f}), 0.012f);
  // Ears.
  float ear = distance_to_ellipsoid(p, {0.0745f, -0.012f, -0.006f}, {0.0075f, 0.0295f, 0.0175f});
  ear = smooth_max(ear, -distance_to_ellipsoid(p, {0.0830f, -0.010f, -0.003f}, {0.0070f, 0.0195f, 0.0105f}),
                   0.005f);
  ear = smooth_min(ear, distance_to_ellipsoid(p, {0.0735f, -0.038f, 0.000f}, {0.0055f, 0.0070f, 0.0070f}),
                   0.006f);
  d = smooth_min(d, ear, 0.006f);
  // Neck, down to where a collar covers it.
  float neck = distance_to_cone(p, {0, -0.190f, -0.026f}, {0, -0.070f, -0.006f}, 0.0490f, 0.0415f);
  neck = smooth_min(
      neck, distance_to_cone(p, {0.014f, -0.180f, 0.020f}, {0.046f, -0.050f, -0.024f}, 0.005f, 0.008f),
      0.02f);
  d = smooth_min(d, neck, 0.028f);
  return smooth_max(d, -0.180f - p.y, 0.006f);
}

// Where hair grows: above a line from the forehead's top over temple and ear to the nape.
float hairline(const glm::vec3& p) {
  const float x = std::abs(p.x);
  const float temple = 0.010f * smooth_step(0.020f, 0.055f, x) - 0.022f * smooth_step(0.056f, 0.074f, x);
  return p.y - (0.862f * p.z - 0.006f) - temple;
}

float hair_cap(const glm::vec3& p) {
  float d = skull(p) - 0.0065f - 0.0045f * smooth_step(0.0f, 0.05f, hairline(p));
  // Combed over the tops of the ears.
  d = smooth_min(
      d,
      distance_to_ellipsoid({std::abs(p.x), p.y, p.z}, {0.060f, -0.006f, -0.018f}, {0.0205f, 0.034f, 0.040f}),
      0.02f);
  d = smooth_max(d, -hairline(p), 0.007f);
  // 가르마: a straight parting to the crown.
  const float parting = distance_to_capsule(p, {0, 0.055f, 0.110f}, {0, 0.118f, -0.020f}, 0.0f);
  d += 0.0035f * std::exp(-p.x * p.x / (0.0016f * 0.0016f)) * smooth_step(0.05f, 0.02f, parting);
  // Gathered at the nape.
  return smooth_min(d, distance_to_ellipsoid(p, {0, -0.045f, -0.078f}, {0.036f, 0.026f, 0.030f}), 0.03f);
}

float bun(const glm::vec3& p) {
  const glm::vec3 q = p - kBun;
  // A coil: two turns of a thick rope, flattened.
  const float ring =
      glm::length(glm::vec2(glm::length(glm::vec2(q.x * 0.82f, q.y * 1.12f)) - 0.0205f, q.z)) - 0.0175f;
  return smooth_min(ring, distance_to_ellipsoid(q, {0, 0, 0.004f}, {0.024f, 0.018f, 0.016f}), 0.010f);
}

glm::vec2 strand_uv(const glm::vec3& p, const glm::vec3&) {
  const float angle = std::atan2(p.y - kGather.y, p.z - kGather.z);
  return {angle * 0.15f, std::asin(std::clamp(p.x / 0.095f, -1.0f, 1.0f)) * 0.12f};
}

Shape eyeball() {
  Shape ball = rotated(sphere(kEyeRadius, 40, 28), {1, 0, 0}, kPi / 2);
  for (std::size_t i = 0; i < ball.positions.size(); ++i) {
    ball.uvs[i] = glm::vec2(0.5f + ball.positions[i].x / kEyeRadius * 0.5f,
                            0.5f - ball.positions[i].y / kEyeRadius * 0.5f);
  }
  return ball;
}

Surface eye_picture() {
  SynthesisOptions options;
  options.width = options.height = 256;
  options.tile_metres = {1, 1};
  options.normal = false;
  options.packed = false;
  return synthesize(options, [](const glm::vec2& uv) {
    const glm::vec2 p = uv * 2.0f - 1.0f;
    const float r = glm::length(p);
    const float a = std::atan2(p.y, p.x);
    Texel t;
    t.color = glm::mix(srgb_of(0xF4F0EA), srgb_of(0xE2C4B8), smooth_step(0.55f, 1.0f, r));
    const float fibers = 0.5f + 0.5f * std::sin(a * 46 + 5 * std::sin(a * 7));
    glm::vec3 iris =
        glm::mix(srgb_of(0x4A2C18), srgb_of(0x25140C), 0.4f * fibers + 0.4f * smooth_step(0.30f, 0.43f, r));
    iris =
        glm::mix(iris, srgb_of(0x7A4C28), 0.4f * smooth_step(-0.1f, 0.4f, p.y) * smooth_step(0.4f, 0.28f, r));
    t.color = glm::mix(t.color, iris, smooth_step(0.455f, 0.425f, r));
    t.color = glm::mix(t.color, glm::vec3(0.02f), smooth_step(0.20f, 0.175f, r));
    return t;
  });
}

// Lashes along the upper lid: a fringe of tapering strips.
Shape lashes(float length) {
  std::vector<Shape> strips;
  const int count = 26;
  for (int i = 0; i < count; ++i) {
    const float t = static_cast<float>(i) / (count - 1);
    const float x = kEye.x + 0.0012f + mix(-0.0125f, 0.0145f, t);
    // Upper edge of the opening, found by walking down from above.
    float y = 0.012f;
    while (y > -0.006f && eye_opening({x, y}) > 0) y -= 0.0001f;
    const glm::vec2 off(x - kEye.x, y - kEye.y);
    const float r = kEyeRadius + 0.0013f;
    const float z = kEye.z + std::sqrt(std::max(r * r - glm::dot(off, off), 0.00001f));
    const glm::vec3 root(x, y, z);
    const glm::vec3 out = glm::normalize(glm::vec3(0.25f + 0.9f * (t - 0.35f), 0.55f, 1.0f));
    const float reach = length * (0.55f + 0.6f * std::sin(kPi * clamp01(0.25f + 0.7f * t)));
    strips.push_back(tube(
        Path({root - out * 0.0004f, root + out * (reach * 0.55f) + glm::vec3(0, reach * 0.05f, 0),
              root + out * reach + glm::vec3(0, reach * 0.34f, 0)}),
        [](float s) { return mix(0.00026f, 0.00004f, s); }, 5, 4, false));
  }
  return joined(strips);
}

}  // namespace

Model head_model(Makeup makeup) {
  const bool court = makeup == Makeup::Court;
  ModelBuilder builder(court ? "궁중 연회 분장" : "단아한 분장");
  const std::uint32_t head = builder.add_node("head", 0, kOrigin);

  Material skin_material = plain_material("skin", 0xFFFFFF, 1);
  skin_material.specular = 0.8f;
  skin_material.sheen_color = glm::vec3(0.06f, 0.03f, 0.02f);
  skin_material.sheen_roughness = 0.5f;
  const std::int32_t skin = builder.add_material(skin_material, head_skin(makeup));
  const auto painted = [](const Shape& shape) {
    return uv_from(shape, [](const glm::vec3& p, const glm::vec3&) { return head_uv(p); });
  };
  // The face finely, what hair and collar cover coarsely; they overlap by a hair's breadth.
  const Shape front = clipped(surface_of(face, {-0.08f, -0.105f, 0.030f}, {0.08f, 0.085f, 0.125f}, 0.0024f),
                              [](const glm::vec3& p) {
                                return std::min({p.z - 0.0345f, p.y + 0.1000f, 0.0800f - p.y});
                              });
  const Shape whole = surface_of(face, {-0.10f, -0.20f, -0.13f}, {0.10f, 0.13f, 0.125f}, 0.0050f);
  const Shape rest = clipped(whole, [](const glm::vec3& p) {
    return -std::min({p.z - 0.0352f, p.y + 0.0993f, 0.0793f - p.y});
  });
  builder.add("face", skin, painted(front), head);
  // The picture's seam runs up the back of the head, below the hair: cut there.
  std::vector<Shape> halves;
  for (const float side : {-1.0f, 1.0f}) {
    Shape half = painted(clipped(rest, [side](const glm::vec3& p) { return p.x * side; }));
    for (std::size_t i = 0; i < half.positions.size(); ++i) {
      if (std::abs(half.positions[i].x) < 1e-5f && half.positions[i].z < 0)
        half.uvs[i].x = side > 0 ? 1.0f : 0.0f;
    }
    halves.push_back(half);
  }
  builder.add("head and neck", skin, joined(halves), head);

  const std::int32_t eye = builder.add_material(
      [] {
        Material m = plain_material("eye", 0xFFFFFF, 0.35f);
        m.clearcoat = 1;
        m.clearcoat_roughness = 0.03f;
        return m;
      }(),
      eye_picture());
  // They look straight ahead, the right a mirror of the left.
  builder.add("eyes", eye,
              joined({translated(eyeball(), kEye), translated(eyeball(), kEye * glm::vec3(-1, 1, 1))}), head);
  const std::int32_t black = builder.add_material(plain_material("lash", 0x120C0A, 0.6f));
  const Shape fringe = lashes(court ? 0.0085f : 0.0062f);
  builder.add("lashes", black, joined({fringe, mirrored_x(fringe)}), head);

  // Hair.
  Material hair_material = plain_material("hair", 0x1C1513, 0.9f);
  hair_material.specular_color = glm::vec3(1.0f, 0.92f, 0.85f);
  hair_material.sheen_color = glm::vec3(0.05f, 0.04f, 0.035f);
  hair_material.sheen_roughness = 0.35f;
  const std::int32_t hair = builder.add_material(hair_material, hair_strands());
  const std::uint32_t hair_node = builder.add_node("hair", head);
  builder.add(
      "hair", hair,
      uv_from(surface_of(hair_cap, {-0.10f, -0.10f, -0.13f}, {0.10f, 0.14f, 0.11f}, 0.0050f), strand_uv),
      hair_node);
  builder.add("chignon", hair,
              uv_from(surface_of(bun, kBun - glm::vec3(0.06f, 0.05f, 0.04f),
                                 kBun + glm::vec3(0.06f, 0.05f, 0.04f), 0.0032f),
                      [](const glm::vec3& p, const glm::vec3&) {
                        const glm::vec3 q = p - kBun;
                        const float around = std::atan2(q.y, q.x);
                        const float out =
                            std::atan2(q.z, glm::length(glm::vec2(q.x * 0.82f, q.y * 1.12f)) - 0.0205f);
                        return glm::vec2(out * 0.022f + around * 0.004f, around * 0.036f);
                      }),
              hair_node);
  // 비녀 through the chignon and 댕기 round its root.
  const std::int32_t gold = builder.add_material(gold_material("gilt_silver"));
  Material jade_material = plain_material("jade", 0x9CC7AE, 0.2f);
  jade_material.clearcoat = 0.7f;
  const std::int32_t jade = builder.add_material(jade_material);
  Material coral_material = plain_material("coral", 0xC8402F, 0.28f);
  coral_material.clearcoat = 0.5f;
  const std::int32_t coral = builder.add_material(coral_material);
  const std::uint32_t pins = builder.add_node("pins", hair_node);
  const glm::vec3 a = kBun + glm::vec3(-0.090f, -0.004f, 0.004f);
  const glm::vec3 b = kBun + glm::vec3(0.078f, 0.004f, 0.004f);
  builder.add("binyeo", court ? gold : jade,
              tube(
                  Path({a, (a + b) * 0.5f, b}), [](float t) { return mix(0.0030f, 0.0042f, t); }, 40, 14),
              pins);
  builder.add("binyeo head", court ? coral : jade,
              joined({translated(scaled(sphere(0.0082f, 24, 16), {0.85f, 1, 1}), b + glm::vec3(0.004f, 0, 0)),
                      translated(sphere(0.0050f, 20, 12), b + glm::vec3(0.0135f, 0, 0))}),
              pins);
  const std::int32_t ribbon_silk =
      builder.add_material(silk_material("daenggi", court ? 0x8A1C48 : 0xB3202F, 0.8f), satin_silk());
  const Path wrap({kBun + glm::vec3(-0.028f, 0.0f, 0.020f), kBun + glm::vec3(0, 0.030f, 0.022f),
                   kBun + glm::vec3(0.028f, 0.0f, 0.020f), kBun + glm::vec3(0, -0.027f, 0.016f)},
                  true);
  builder.add("daenggi", ribbon_silk,
              tube(
                  wrap, [](float) { return 0.0055f; }, 80, 10, false),
              pins);
  if (court) {
    // 떨잠 above the brow's middle and to both sides; 첩지 on the parting.
    std::vector<Shape> plates;
    std::vector<Shape> gilt;
    std::vector<Shape> red;
    const auto ornament = [&](const glm::vec3& at, float size) {
      const glm::vec3 out = glm::normalize(at - glm::vec3(0, 0.0f, -0.01f));
      const glm::vec3 side = glm::normalize(glm::cross(glm::vec3(0, 1, 0), out));
      const glm::vec3 up = glm::cross(out, side);
      const glm::mat4 frame(glm::vec4(side, 0), glm::vec4(up, 0), glm::vec4(out, 0), glm::vec4(at, 1));
      plates.push_back(transformed(scaled(sphere(size, 28, 14), {1, 1, 0.18f}), frame));
      std::vector<glm::vec3> ring;
      for (int i = 0; i < 32; ++i) {
        const float angle = kTau * static_cast<float>(i) / 32;
        ring.emplace_back(std::sin(angle) * size, std::cos(angle) * size, 0.0f);
      }
      gilt.push_back(transformed(tube(
                                     Path(ring, true), [size](float) { return size * 0.07f; }, 96, 8, false),
                                 frame));
      red.push_back(transformed(translated(sphere(size * 0.24f, 16, 10), {0, 0, size * 0.2f}), frame));
      for (int i = 0; i < 6; ++i) {
        const float angle = kTau * static_cast<float>(i) / 6;
        gilt.push_back(transformed(
            translated(scaled(sphere(size * 0.17f, 12, 8), {1, 1, 0.7f}),
                       {std::sin(angle) * size * 0.5f, std::cos(angle) * size * 0.5f, size * 0.16f}),
            frame));
      }
    };
    ornament({0, 0.106f, 0.058f}, 0.0165f);
    ornament({0.064f, 0.066f, 0.030f}, 0.0150f);
    ornament({-0.064f, 0.066f, 0.030f}, 0.0150f);
    builder.add("tteoljam plates", jade, joined(plates), pins);
    builder.add("tteoljam gilt", gold, joined(gilt), pins);
    builder.add("tteoljam coral", coral, joined(red), pins);
  }
  return builder.finish();
}

}  // namespace bandaji
